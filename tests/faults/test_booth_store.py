"""The store fails at the moment of the cast: what the voter then reads is true, and one vote comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from omp_desktop.gui.booth_services import booth_services
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.voter.outcome import NotRecordedScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.services.voting import Outcome
from omp_desktop.store import pragmas
from omp_desktop.store.errors import StoreBusy, StoreFailed, StoreFull
from tests.faults.booth_process import Visit, settle, wait_for
from tests.faults.conftest import counted
from tests.faults.station import FIRST_ROLL, Site, issue
from tests.faults.test_disk import PAGE, no_file_grows_beyond
from tests.gui.conftest import _prepared, workers  # noqa: F401 - fixtures are found by their names

pytestmark = pytest.mark.faults
FEW_FAILURES, FAILURES = 4, 40


class Told(list[tuple[int, str]]):
    """What voters were told is recorded: stands for the pipe to a test."""

    send = list.append


@pytest.fixture
def visit(site: Site, qapp: QApplication, _prepared: None, workers: None) -> Iterator[Visit]:  # noqa: F811
    """A booth in this process, and its first voter."""
    del qapp
    clock = [0.0]
    services = replace(booth_services(site.app, site.place.kiosks[0]), monotonic=lambda: clock[0])
    window = KioskWindow(services, site.app.access, name="기표대 1")
    window.resize(1280, 800)
    window.show()
    window.booth.open()
    wait_for(lambda: window.booth.flow.place is Place.START)
    yield Visit(window, Told(), FIRST_ROLL, clock)  # type: ignore[arg-type]
    window.leave()
    settle()
    window.deleteLater()


def to_sealed(visit: Visit, site: Site, roll: int) -> None:
    """The next voter comes as far as the sealed ballot."""
    visit.roll = roll
    issue(site.app, site.place, roll, site.place.kiosks[0])
    visit.start()
    while visit.place is not Place.SEALED:
        if visit.place is Place.CONTEST:
            visit.choose()
        visit.go_on()


def is_true(visit: Visit, site: Site) -> None:
    """The screen says what is so, or that nobody knows."""
    failure, recorded = visit.booth.flow.failure, visit.roll in site.voted()
    if failure is None:
        assert (visit.place, recorded) == (Place.RECORDED, True)
        return
    screen = visit.booth.current
    assert isinstance(screen, NotRecordedScreen)
    said = screen.headlineLabel.text()
    assert said == ("확인하지 못했습니다" if failure.unsure else "기록되지 않았습니다")
    assert failure.unsure or not recorded
    assert dict(told(visit)).get(visit.roll) is None


def told(visit: Visit) -> Told:
    return visit.pipe  # type: ignore[return-value]


def until_recorded(visit: Visit) -> None:
    """Touches “Try again” as long as it takes."""
    while visit.place is not Place.RECORDED:
        visit.tap(visit.booth.current.retryButton)  # type: ignore[union-attr]
        visit.until(Place.FAILED, Place.RECORDED)
    visit.go_on()
    wait_for(lambda: visit.place is Place.START)


def test_a_write_that_fails_anywhere_in_a_cast_is_said_truly_and_gives_one_vote(
    visit: Visit, site: Site, request: pytest.FixtureRequest
) -> None:
    failures = counted(request, FEW_FAILURES, FAILURES)
    store, failed = site.app.store, 0
    for number in range(failures):
        to_sealed(visit, site, FIRST_ROLL + number)
        # From "not even the journal" to "all but the last page of the store".
        limit = number * store.path.stat().st_size // failures // PAGE * PAGE
        with no_file_grows_beyond(limit):
            visit.tap(visit.booth.current.castButton)  # type: ignore[union-attr]
            visit.until(Place.FAILED, Place.RECORDED)
        failed += visit.place is Place.FAILED
        store.reopen()
        is_true(visit, site)
        until_recorded(visit)
        site.check(told(visit))
    assert failed, "the store never failed: the test shows nothing"
    assert len(told(visit)) == len(site.voted()) == failures
    site.check_totals()


@pytest.mark.parametrize("error", [StoreBusy(), StoreFull(), StoreFailed(reason="EIO")])
def test_an_answer_that_is_lost_after_the_vote_was_written_down_is_found_again(
    visit: Visit, site: Site, error: Exception
) -> None:
    voting: Any = visit.booth._services.voting
    inner = voting.cast
    lost: list[bool] = []

    def lose(*given: object, **named: object) -> object:
        recorded = inner(*given, **named)
        if not lost:
            lost.append(True)
            raise error
        return recorded

    voting.cast = lose
    to_sealed(visit, site, FIRST_ROLL)
    visit.tap(visit.booth.current.castButton)  # type: ignore[union-attr]
    visit.until(Place.FAILED, Place.RECORDED)
    assert visit.place is Place.RECORDED
    site.check(told(visit))
    assert site.voted() == [FIRST_ROLL]


def test_a_store_that_others_write_to_is_said_and_the_second_try_gives_one_vote(
    visit: Visit, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pragmas, "CAST_BUSY_MS", 20)
    to_sealed(visit, site, FIRST_ROLL)
    with site.app.store.uow():
        visit.tap(visit.booth.current.castButton)  # type: ignore[union-attr]
        visit.until(Place.FAILED)
        is_true(visit, site)
    until_recorded(visit)
    site.check(told(visit))


def test_whoever_is_told_that_nobody_knows_can_be_helped_by_an_official(visit: Visit, site: Site) -> None:
    to_sealed(visit, site, FIRST_ROLL)
    voting: Any = visit.booth._services.voting
    token, ballot = visit.booth.flow.ballot.token, voting._sealed.ballot_id  # type: ignore[union-attr]
    visit.fail()
    is_true(visit, site)
    del voting.cast, voting.outcome
    assert voting.outcome(token, ballot) is Outcome.NOT_RECORDED
    visit.booth.release()
    wait_for(lambda: visit.place is Place.START)
    # The same permit, the same person, one vote.
    visit.start()
    while visit.place is not Place.RECORDED:
        if visit.place is Place.CONTEST:
            visit.choose()
        visit.go_on()
    site.check(told(visit))
    assert site.voted() == [FIRST_ROLL]
    site.check_totals()
