"""A candidate's window over a real store: the people and the election of tests/services/scene.py."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.clock import FixedClock
from omp_desktop.gui.candidate.services import CandidateServices
from omp_desktop.gui.candidate.window import CandidateWindow
from omp_desktop.services.photos import PhotosService
from omp_desktop.services.polls import PollsService
from omp_desktop.services.queue import QueueService
from omp_desktop.sync.status import Connection, StatusBoard, SyncStatus
from tests.gui.candidate.seat import Seat
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
    stages,
    station,
    store,
    usb,
)
from tests.services.scene import PIN, Desk, Draft, People


@pytest.fixture
def candidate(desk: Desk, people: People, draft: Draft) -> Account:  # noqa: F811 - the fixtures above
    """The second candidate for president can sign in."""
    own = draft.president[1].id
    return desk.access.add_account(people.commission, "을순", Role.CANDIDATE, PIN, own)


@pytest.fixture
def rival(desk: Desk, people: People, draft: Draft) -> Account:  # noqa: F811 - the fixtures above
    """The first candidate for president can sign in too."""
    own = draft.president[0].id
    return desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, own)


@pytest.fixture
def seat(
    desk: Desk,  # noqa: F811 - the fixtures above
    candidate: Account,
    clock: FixedClock,  # noqa: F811 - the same
    qtbot: QtBot,
    show: Callable[..., QWidget],
    workers: None,
) -> Seat:
    """The window, in Korean, at the screen where one signs in."""
    alone = StatusBoard()
    alone.put(SyncStatus(Connection.ALONE), clock.now())
    services = CandidateServices(
        clock=clock,
        access=desk.access,
        elections=desk.elections,
        candidates=desk.candidates,
        photos=PhotosService(desk.core),
        pledges=desk.pledges,
        polls=PollsService(desk.core),
        queue=QueueService(desk.core),
        board=alone,
    )
    window = CandidateWindow(services)
    show(window)
    return Seat(window, qtbot, desk, candidate)
