"""Stations as steps left them: a step is taken once in a process; after that its files are copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from omp_desktop.domain.clock import FixedClock
from omp_desktop.services.core import Core
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import open_store
from omp_desktop.store.identity import settle
from omp_desktop.store.opening import store_file
from omp_desktop.store.repositories.settings import HOME
from tests.services.scene import OWN_VOTE_KEY, STORE_KEY

Made = TypeVar("Made")
Steps = tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """What a step left: the files of the station and of the medium, the time, and what the step gave back."""

    data: Path
    medium: Path
    now: datetime
    made: Any


@dataclass
class Stages:
    """The stages of this process, each by all the steps that led there."""

    folder: Path
    kept: dict[Steps, Stage] = field(default_factory=dict)

    def lay_empty_store(self, data_dir: Path) -> None:
        """A store as if just made, which will be at home where it is first opened."""
        empty = self.folder / "empty"
        if not empty.exists():
            empty.mkdir()
            open_store(empty, STORE_KEY, own_vote_key=OWN_VOTE_KEY).close()
            connection = connect(store_file(empty), StoreKey(STORE_KEY), 0)
            connection.execute("DELETE FROM setting WHERE key = ?", (HOME,))
            connection.close()
        shutil.copytree(empty, data_dir, dirs_exist_ok=True)

    def keep(self, steps: Steps, data: Path, medium: Path, now: datetime, made: object) -> None:
        folder = self.folder / f"{len(self.kept)}"
        shutil.copytree(data, folder / "data")
        shutil.copytree(medium, folder / "medium")
        self.kept[steps] = Stage(folder / "data", folder / "medium", now, deepcopy(made))


class Station:
    """A station that takes steps. As soon as anything else happens to its files, it takes them itself."""

    def __init__(self, stages: Stages, core: Core, clock: FixedClock, medium: Path) -> None:
        """`core` works on a store laid by `stages`."""
        self._stages, self._core, self._clock, self._medium = stages, core, clock, medium
        # Where a test put keys before its first step, others shall not find them in what that step left.
        self._steps: Steps = (self._beside_the_stores(),)
        self._left = self._digest()

    def step(self, name: str, take: Callable[[], Made]) -> Made:
        """What `take` gives; its name stands for all that it does, from where the station is."""
        if self._digest() != self._left:
            return take()
        self._steps = (*self._steps, name)
        stage = self._stages.kept.get(self._steps)
        if stage is None:
            made = take()
            self._stages.keep(self._steps, self._core.data_dir, self._medium, self._clock.now(), made)
        else:
            made = deepcopy(stage.made)
            self._put(stage)
        self._left = self._digest()
        return made

    def _put(self, stage: Stage) -> None:
        """Under the open store: nothing of it is open between transactions."""
        shutil.copytree(stage.data, self._core.data_dir, dirs_exist_ok=True)
        shutil.copytree(stage.medium, self._medium, dirs_exist_ok=True)
        self._clock.set(stage.now)
        with self._core.store.uow() as uow:
            settle(uow.settings, self._core.store.path)
            uow.commit()

    def _beside_the_stores(self) -> str:
        digest, folder = blake2b(), self._core.data_dir
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.parent != folder:
                digest.update(f"\0{path.relative_to(folder)}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()

    def _digest(self) -> bytes:
        digest = blake2b(self._clock.now().isoformat().encode())
        for path in sorted(self._core.data_dir.rglob("*")):
            if path.is_file():
                digest.update(f"\0{path}\0".encode())
                digest.update(path.read_bytes())
        return digest.digest()
