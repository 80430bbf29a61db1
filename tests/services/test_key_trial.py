"""The place of the keys is tried before anything depends on it, and nothing of the trial stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import KeyStoreRefused
from omp_desktop.services.key_trial import KeyPlace, KeyTrial


class Forgetful:
    """Takes keys, and gives something else back."""

    throw_away = False

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def put(self, name: str, secret: bytes) -> None:
        self.held[name] = secret

    def get(self, name: str) -> bytes | None:
        return self.held[name][:-1]

    def delete(self, name: str) -> None:
        del self.held[name]


def test_a_place_that_holds_is_named(core: Core, real_core: Core) -> None:
    assert KeyTrial(core).run() is KeyPlace.THROW_AWAY
    assert KeyTrial(real_core).run() is KeyPlace.FILES
    names = [file.name for file in (core.data_dir / "keys").iterdir()]
    assert not [name for name in names if "trial" in name]


def test_a_place_that_gives_something_else_back_is_refused_and_left_empty(core: Core) -> None:
    box = Forgetful()
    trial = KeyTrial(replace(core, secrets_box=box))

    with pytest.raises(KeyStoreRefused):
        trial.run()

    assert trial.place() is KeyPlace.KEY_STORE
    assert box.held == {}
