"""The official's window for tests, over the station of tests/services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.gui import tasks
from omp_desktop.services.session import Session
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, open_window
from tests.gui.official.office import Office, OpenFor, open_office
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
    stages,
    station,
    store,
    usb,
)
from tests.services.scene import Desk, People


@pytest.fixture
def open_for(show: Show, qtbot: QtBot, workers: Iterator[None]) -> Iterator[OpenFor]:
    """Opens the window for somebody who signs in; at the end nothing is under way any more."""
    del workers
    opened: list[Office] = []

    def open_and_sign_in(desk: Desk, session: Session) -> Office:  # noqa: F811 - the fixture above
        opened.append(open_office(desk, show, qtbot))
        opened[-1].sign_in(session)
        return opened[-1]

    yield open_and_sign_in
    for made in opened:
        made.window.close()
    qtbot.waitUntil(lambda: not tasks._running, timeout=60_000)


@pytest.fixture
def office(open_for: OpenFor, desk: Desk, people: People) -> Office:  # noqa: F811 - the fixtures above
    """A commission official has signed in."""
    return open_for(desk, people.commission)


@pytest.fixture
def at_the_door(
    desk: Desk,  # noqa: F811 - the fixture above
    people: People,  # noqa: F811 - the fixture above
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
) -> Iterator[Hands]:
    """The window with the pages of polling day, in English; nobody has signed in."""
    del people, workers
    hands = open_window(desk, show, qtbot)
    yield hands
    hands.window.close()
    hands.settle()


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
