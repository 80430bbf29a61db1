"""The voters list on paper at the desk: two people, a reason and a file; one person when the store failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from omp_desktop.gui.official.file_choice import FileDialog
from omp_desktop.gui.official.paper_roll_steps import PaperRollSteps
from omp_desktop.gui.official.paper_roll_watch import PaperRollWatch
from omp_desktop.gui.official.two_people import TwoPeople
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.kept_rolls import FOLDER
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import StoreFailed
from tests.gui.official.at_the_desk import Hands, services_of
from tests.gui.print.pictures import texts
from tests.services import scene
from tests.services.polling_day import Day
from tests.services.scene import Desk, People


@pytest.fixture
def at_polling(open_day: Day, at_the_door: Hands, core: Core, people: People) -> Hands:
    """The manager on polling day; somebody has voted, then voting was suspended."""
    core.secrets_box.put(STORE_KEY, scene.STORE_KEY)
    open_day.vote("2")
    open_day.polls.suspend(people.manager, open_day.observer, open_day.id, "정전")
    at_the_door.sign_in(people.manager)
    at_the_door.go("polling")
    at_the_door.settle()
    return at_the_door


def joined(file: Path) -> str:
    return "".join(texts(file.read_bytes())).replace("\u2060", "").replace("\n", " ")


def steps(hands: Hands) -> PaperRollSteps:
    page = hands.polling
    assert isinstance(page, PaperRollSteps)
    return page


def test_two_people_and_a_reason_make_the_file(at_polling: Hands, core: Core, tmp_path: Path) -> None:
    steps(at_polling).ask_paper_roll()
    at_polling.press("Go on")
    at_polling.settle()
    at_polling.pins()
    at_polling.settle()
    at_polling.choose_file(tmp_path / "list.pdf")
    at_polling.settle()

    assert "list.pdf" in at_polling.said()
    said = joined(tmp_path / "list.pdf")
    assert "nobody is missing" in said
    assert "나누리" in said
    assert [entry.event.value for entry in AuditLog(core).walk()][-1] == "poll.paper-roll"


def test_whoever_locks_the_window_is_asked_for_no_file(at_polling: Hands, open_day: Day) -> None:
    polling = steps(at_polling)
    polling._open(TwoPeople(open_day.people.manager, open_day.observer), "정전")
    at_polling.window.lock()
    at_polling.settle()

    assert at_polling.window.findChild(FileDialog) is None


def test_when_the_store_fails_the_kept_list_is_offered_once_and_at_every_step(
    at_polling: Hands,
    open_day: Day,
    desk: Desk,
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services_of(desk).paper_roll.renew(open_day.id)
    monkeypatch.setattr(store, "_failure", StoreFailed(reason="disk I/O error"))
    steps(at_polling).changed()
    at_polling.settle()
    steps(at_polling).changed()
    at_polling.settle()

    assert len(at_polling.sheets()) == 1
    at_polling.close_sheet()
    at_polling.settle()
    steps(at_polling).changed()
    at_polling.settle()
    assert at_polling.sheets() == []

    at_polling.press("Resume voting")
    at_polling.press("Open the voters list on paper")
    at_polling.settle()
    at_polling.choose_file(tmp_path / "list.pdf")
    at_polling.settle()

    assert "kept before the store failed" in joined(tmp_path / "list.pdf")


@pytest.fixture
def watched(open_day: Day, desk: Desk, core: Core, at_the_door: Hands) -> tuple[PaperRollWatch, Path]:
    core.secrets_box.put(STORE_KEY, scene.STORE_KEY)
    file = core.data_dir / FOLDER / f"{open_day.id}.sealed"
    return PaperRollWatch(services_of(desk), at_the_door.window), file


def test_the_list_is_kept_while_people_vote_and_gone_after_the_close(
    watched: tuple[PaperRollWatch, Path], open_day: Day, at_the_door: Hands
) -> None:
    watch, file = watched
    watch.look()
    watch.look()
    at_the_door.settle()
    assert file.exists()

    open_day.close()
    watch.look()
    at_the_door.settle()

    assert not file.exists()


def test_a_window_that_was_closed_asks_for_no_list(
    watched: tuple[PaperRollWatch, Path], at_the_door: Hands
) -> None:
    watch, file = watched
    at_the_door.window.hide()
    watch.look()
    at_the_door.settle()
    assert not file.exists()


def test_a_list_that_cannot_be_kept_disturbs_nobody(
    watched: tuple[PaperRollWatch, Path], core: Core, at_the_door: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    watch, file = watched
    core.secrets_box.delete(STORE_KEY)

    watch.look()
    at_the_door.settle()

    assert not file.exists()
    assert "keys.of-store-missing" in caplog.text
    assert at_the_door.sheets() == []
