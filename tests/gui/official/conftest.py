"""The official's window for tests, over the station of tests/services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, open_window
from tests.gui.official.office import Office, open_office
from tests.services.conftest import (  # noqa: F401 - fixtures
    clock,
    core,
    data_dir,
    day,
    desk,
    draft,
    open_day,
    people,
    published,
    real_core,
    real_desk,
    real_people,
    store,
    usb,
)
from tests.services.scene import Desk, People


@pytest.fixture
def office(desk: Desk, people: People, show: Show, qtbot: QtBot, workers: Iterator[None]) -> Office:  # noqa: F811 - the fixtures above
    """A commission official has signed in."""
    del workers
    made = open_office(desk, show, qtbot)
    made.sign_in(people.commission)
    return made


@pytest.fixture
def at_the_door(desk: Desk, people: People, show: Show, qtbot: QtBot, workers: Iterator[None]) -> Hands:  # noqa: F811 - the fixtures above
    """The window for polling day, in English; nobody has signed in."""
    del people, workers
    return open_window(desk, show, qtbot)


@pytest.fixture
def hands(published: object, at_the_door: Hands, people: People) -> Hands:  # noqa: F811 - the fixtures above
    """The manager has signed in; the small election is published."""
    del published
    at_the_door.sign_in(people.manager)
    return at_the_door


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder for files that people bring."""
    folder = tmp_path / "lists"
    folder.mkdir()
    return folder
