"""Going on with the second file after the first one was damaged, gone or refused its key.

The damaged file stays: it gets another name in the folder `evidence` and is neither read nor repaired. What
takes its place is a checked copy of the second file, which knows that it is one: no votes are taken before
two people decided to go on with it, in a new epoch (`Store.settle_here`).
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.files import PRIVATE_FOLDER, sync_folder
from omp_desktop.store import mirror_state
from omp_desktop.store.backup import back_up, discard, make_durable
from omp_desktop.store.checks import integrity_problems
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import RawConnection, StoreKey
from omp_desktop.store.errors import MirrorUnusable, StoreNotWritable
from omp_desktop.store.mirror_state import MirrorMode, MirrorState, kept_place
from omp_desktop.store.mirror_trouble import MirrorTrouble
from omp_desktop.store.opening import APPLICATION_ID, store_file
from omp_desktop.store.repositories.settings import MIRROR

FOLDER: Final = "evidence"
_MADE: Final = "taken-over.db"
_READ: Final = "SELECT value FROM setting WHERE key = ?"
_PUT: Final = "UPDATE setting SET value = ? WHERE key = ?"


def second_copy(folder: Path) -> MirrorState | None:
    """The second file that this data folder could go on with; None where there is none, or not here.

    With `MirrorMode.BEHIND` it lacks what was written last.
    """
    state = kept_place(folder)
    return state if state is not None and Path(state.path).exists() else None


def take_second_copy(folder: Path, key: bytes) -> Path:
    """Puts a checked copy of the second file into the place of the store; returns where the evidence is.

    After a crash there is the damaged store or the whole new one. Raises MirrorUnusable, StoreNotWritable,
    StoreFull; then nothing has changed.
    """
    state = second_copy(folder)
    if state is None:
        raise MirrorUnusable(reason=MirrorTrouble.AWAY)
    made = folder / f".{_MADE}"
    discard(made)
    try:
        _copy_checked(Path(state.path), StoreKey(key), made)
        evidence = _set_aside(store_file(folder))
        made.replace(store_file(folder))
        sync_folder(folder)
    except OSError as error:
        raise StoreNotWritable(reason=error.strerror or type(error).__name__) from error
    finally:
        discard(made)
    mirror_state.keep_place(folder, None)
    return evidence


def _copy_checked(source: Path, key: StoreKey, to: Path) -> None:
    second = Connections(source, key)
    try:
        with second.raw() as connection:
            problem = _problem(connection)
        if problem is None:
            back_up(second, to, second=True)
            with Connections(to, key).raw() as connection:
                said = str(_state_in(connection))
                # One medium from here on: the second file is made anew when people want it.
                connection.execute(_PUT, (_given_up(said), MIRROR))
            make_durable(to)
    except OmpError as error:
        raise MirrorUnusable(reason=MirrorTrouble.told_by(error)) from error
    if problem is not None:
        raise MirrorUnusable(reason=problem)


def _problem(connection: RawConnection) -> MirrorTrouble | None:
    """Why this is no sound second file of a store."""
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return MirrorTrouble.ANOTHER
    if integrity_problems(connection):
        return MirrorTrouble.DAMAGED
    return MirrorTrouble.ANOTHER if _state_in(connection) is None else None


def _state_in(connection: RawConnection) -> object:
    row = connection.execute(_READ, (MIRROR,)).fetchone()
    return None if row is None else row[0]


def _given_up(said: str) -> str:
    state = mirror_state.parsed(said)
    return MirrorState(state.path, state.file, MirrorMode.OFF).text()


def _set_aside(damaged: Path) -> Path:
    """The damaged file under another name too; its journal only there, or it would play into the new one."""
    place = damaged.parent / FOLDER
    place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    number = 1 + sum(1 for _ in place.glob(f"{damaged.stem}-*{damaged.suffix}"))
    evidence = place / f"{damaged.stem}-{number}{damaged.suffix}"
    if damaged.exists():
        try:
            evidence.hardlink_to(damaged)
        except OSError:  # a file system without hard links
            shutil.copy2(damaged, evidence)
    journal = damaged.with_name(f"{damaged.name}-journal")
    with suppress(FileNotFoundError):
        journal.replace(evidence.with_name(f"{evidence.name}-journal"))
    sync_folder(place)
    return evidence
