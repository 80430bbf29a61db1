"""A kiosk over the stand-in, and the polling day of the services' tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import FakeVoting

# The station on a real store: the voter's screens are tried on it too.
from tests.services.conftest import (  # noqa: F401 - fixtures are found by their names in this module
    clock,
    core,
    data_dir,
    day,
    desk,
    draft,
    open_day,
    people,
    published,
    stages,
    station,
    store,
    usb,
)


@pytest.fixture
def voting() -> FakeVoting:
    """One permit for one election with one contest."""
    fake = FakeVoting()
    fake.issue()
    return fake


@pytest.fixture
def make_rig(qtbot: QtBot, workers: None) -> Iterator[Callable[[FakeVoting], Rig]]:
    """Makes a kiosk over a stand-in; closed at the end."""
    made: list[Rig] = []

    def make(voting: FakeVoting) -> Rig:
        rig = Rig(qtbot, voting)
        qtbot.addWidget(rig.window)
        made.append(rig)
        return rig

    yield make
    for rig in made:
        rig.window.leave()
        rig.settle()


@pytest.fixture
def rig(make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting) -> Rig:
    """An open kiosk that knows of one permit."""
    return make_rig(voting).open()
