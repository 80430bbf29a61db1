"""Certifying on the page of the results: looking, reasons, two people, and what is marked afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.domain.station import Station as PollingStation
from omp_desktop.gui import tasks
from omp_desktop.gui.official.by_station import ByStationForm, open_stations
from omp_desktop.gui.official.certify import CertifyForm
from omp_desktop.gui.official.poll_report import PollReportView
from omp_desktop.gui.official.remarks_view import RemarksView
from omp_desktop.gui.official.two_people import TwoPeople
from omp_desktop.gui.widgets import Notice, PushButton
from omp_desktop.gui.widgets.table_model import CELL_ROLE
from omp_desktop.gui.widgets.tally_chart import ROW_HEIGHT
from omp_desktop.services.results import StationResult
from tests.gui.official.at_the_desk import Hands
from tests.services.polling_day import Day
from tests.services.scene import Desk, People
from tests.services.stages import Station


@pytest.fixture
def counted_day(station: Station, open_day: Day) -> Day:
    """Three ballots, closed and counted."""

    def vote_close_and_count() -> None:
        open_day.vote("1", 0)
        open_day.vote("2", 0)
        open_day.vote("3", 2)
        open_day.close()
        open_day.count()

    station.step("three votes, the close and the count", vote_close_and_count)
    return open_day


@pytest.fixture
def counted(counted_day: Day, at_the_door: Hands, people: People) -> Hands:
    """The commission stands before the result."""
    del counted_day
    at_the_door.sign_in(people.commission)
    at_the_door.go("results")
    at_the_door.settle()
    return at_the_door


def press_notice(hands: Hands, notice: Notice) -> None:
    hands.click(hands.part(notice, PushButton))


def form(hands: Hands) -> CertifyForm:
    return hands.part(hands.sheet(), CertifyForm)


def certify(hands: Hands) -> None:
    press_notice(hands, hands.results.whyNotice)
    hands.click(form(hands).certifyButton)
    hands.pins()


def state(day: Day) -> ElectionState:
    return day.polls.status(day.id).state


def test_two_people_certify_what_agrees_and_get_the_report(counted: Hands, counted_day: Day) -> None:
    assert "Next step" in counted.results.whyNotice.text
    press_notice(counted, counted.results.whyNotice)
    assert form(counted).verdictPill.text() == "1 cannot be known here"
    assert not form(counted).reasonField.isVisible()
    counted.fits()
    counted.click(form(counted).certifyButton)
    counted.pins()
    assert state(counted_day) is ElectionState.CERTIFIED
    assert counted.part(counted.sheet(), PollReportView).titleLabel.text() == "Report of the certification"


def test_afterwards_the_page_says_when_and_by_whom(counted: Hands) -> None:
    certify(counted)
    counted.close_sheet()
    page = counted.results
    assert page.statePill.text() == "Certified"
    assert page.whyNotice.text == "Certified 2026-12-03 18:01 by 위원, 참관인."
    assert "makes it final" not in page.contest.sentenceNotice.text
    press_notice(counted, page.whyNotice)
    assert form(counted).titleLabel.text() == "Certified"
    assert not form(counted).certifyButton.isVisible()
    counted.fits()


def test_whoever_went_elsewhere_meanwhile_gets_no_sheet(counted: Hands) -> None:
    counted.results.certify()
    assert "Looking at everything" in counted.results.whyNotice.text
    counted.go("records")
    counted.settle()
    assert counted.sheets() == []
    counted.go("results")
    counted.settle()
    assert "Next step" in counted.results.whyNotice.text


def test_whoever_chose_another_election_meanwhile_gets_no_sheet(counted: Hands) -> None:
    counted.results.certify()
    view = counted.results._view
    assert view is not None
    counted.results._view = replace(view, election=replace(view.election, id="another election"))
    counted.until(lambda: not tasks._running)
    assert counted.sheets() == []


def test_enter_certifies_nothing_while_everything_is_looked_at_again(
    counted: Hands, counted_day: Day
) -> None:
    manager = counted_day.people.manager
    counted.results.services.remarks.note(manager, counted_day.id, RemarkKind.PAPER_ISSUED, "5")
    press_notice(counted, counted.results.whyNotice)
    shown = form(counted)
    asked: list[str] = []
    shown.certify_asked.connect(asked.append)
    shown.reasonEdit.setText("Box still sealed")
    shown.againButton.click()
    shown.reasonEdit.returnPressed.emit()
    counted.settle()
    assert asked == []


def test_looking_again_may_end_after_the_sheet_is_gone(counted: Hands) -> None:
    press_notice(counted, counted.results.whyNotice)
    shown = form(counted)
    shown.againButton.click()
    counted.close_sheet()
    counted.settle()
    assert counted.sheets() == []


def test_certifying_may_end_after_the_lock(counted: Hands, counted_day: Day) -> None:
    press_notice(counted, counted.results.whyNotice)
    shown = form(counted)
    sheet = counted.sheet()
    people = counted_day.people
    both = TwoPeople(people.commission, people.beside(people.commission, people.observer))
    counted.results._certify_with(shown, sheet, both, "")
    counted.window.lock()
    counted.settle()
    assert state(counted_day) is ElectionState.CERTIFIED
    assert counted.sheets() == []


def test_the_report_can_be_seen_again(counted: Hands) -> None:
    certify(counted)
    counted.close_sheet()
    press_notice(counted, counted.results.whyNotice)
    counted.click(form(counted).reportButton)
    assert "Report of the certification" in counted.said()


def test_what_does_not_agree_is_certified_with_a_reason_only(counted: Hands, counted_day: Day) -> None:
    manager = counted_day.people.manager
    counted.results.services.remarks.note(manager, counted_day.id, RemarkKind.PAPER_ISSUED, "5")
    press_notice(counted, counted.results.whyNotice)
    shown = form(counted)
    counted.click(shown.certifyButton)
    assert "why not everything agrees" in shown.reasonField.error
    counted.type(shown.reasonEdit, "Box still sealed")
    counted.fits()
    counted.click(shown.certifyButton)
    counted.pins()
    certificate = counted.results.services.certification.certificate(counted_day.id)
    assert certificate is not None
    assert certificate.reason == "Box still sealed"


def test_what_was_put_right_meanwhile_is_seen_by_looking_again(counted: Hands, counted_day: Day) -> None:
    remarks, manager = counted.results.services.remarks, counted_day.people.manager
    remarks.note(manager, counted_day.id, RemarkKind.PAPER_ISSUED, "5")
    press_notice(counted, counted.results.whyNotice)
    assert form(counted).reasonField.isVisible()
    remarks.note(manager, counted_day.id, RemarkKind.PAPER_CAST, "5")
    counted.click(form(counted).againButton)
    assert not form(counted).reasonField.isVisible()


def test_what_got_worse_while_two_people_typed_is_looked_at_again(counted: Hands, counted_day: Day) -> None:
    press_notice(counted, counted.results.whyNotice)
    shown = form(counted)
    counted.click(shown.certifyButton)
    manager = counted_day.people.manager
    counted.results.services.remarks.note(manager, counted_day.id, RemarkKind.PAPER_ISSUED, "5")
    counted.pins()
    assert "changed while you were looking" in counted.said()
    assert shown.reasonField.isVisible()
    assert state(counted_day) is ElectionState.COUNTED


def test_sums_that_are_wrong_leave_no_button_to_certify(
    counted: Hands, counted_day: Day, desk: Desk, change_a_total: Callable[[], None]
) -> None:
    del desk
    change_a_total()
    press_notice(counted, counted.results.whyNotice)
    assert form(counted).stopNotice.isVisible()
    assert not form(counted).certifyButton.isEnabled()
    counted.fits()


def test_figures_that_changed_afterwards_are_said_to_be_others(
    counted: Hands, change_a_total: Callable[[], None]
) -> None:
    certify(counted)
    counted.close_sheet()
    change_a_total()
    counted.results.refresh()
    counted.settle()
    assert "not the figures that were certified" in counted.results.whyNotice.text
    assert counted.results.whyNotice.kind == "err"


@pytest.fixture
def change_a_total(counted_day: Day, desk: Desk) -> Callable[[], None]:
    """One vote more in the opening that is stored."""

    def change() -> None:
        with desk.core.store.uow() as uow:
            raw = uow.aggregates.opening(counted_day.id)
            assert raw is not None
            said = parse_canonical(raw)
            said["totals"]["president"]["votes"][0] += 1
            uow.aggregates.put_opening(counted_day.id, canonical_bytes(said))
            uow.commit()

    return change


def test_pictures_say_whether_the_result_is_certified(counted: Hands, tmp_path: Path) -> None:
    file = tmp_path / "chart.svg"
    counted.results.contest.save_picture(file)
    assert "Provisional – not certified yet" in file.read_text(encoding="utf-8")
    certify(counted)
    counted.close_sheet()
    assert counted.results.contest.mark == "Certified – 2026-12-03 18:01 · 위원, 참관인"
    picture = tmp_path / "chart.png"
    counted.results.contest.save_picture(picture)
    rows = len(counted.results.contest.chart.rows)
    assert QImage(str(picture)).height() == 2 * (rows * ROW_HEIGHT + 2 * 24 + 64)


def test_remarks_on_the_count_are_noted_beside_the_result(counted: Hands) -> None:
    counted.press("Remarks")
    view: RemarksView = counted.part(counted.sheet(), RemarksView)
    counted.press("Note …")
    assert len(counted.sheets()) == 2
    counted.close_sheet()
    assert view.isVisible()
    counted.fits()


def test_the_stations_stand_side_by_side_and_why_there_are_no_votes_by_station(counted: Hands) -> None:
    press_notice(counted, counted.results.contest.sentenceNotice)
    shown: ByStationForm = counted.part(counted.sheet(), ByStationForm)
    model = shown.stationsTable.model()
    cells = [model.index(0, column).data(CELL_ROLE).text for column in range(5)]
    assert cells == ["가상 제1투표소", "12", "3", "25.0%", "3"]
    assert [(row.votes, row.share) for row in shown.chart.rows] == [(3, "25.0%")]
    assert "never opened alone" in shown.whyLabel.text()
    counted.fits()


def test_a_station_that_was_left_out_says_why(counted: Hands) -> None:
    result = counted.results._result
    assert result is not None
    gone = StationResult(PollingStation("b", "가상 제2투표소", ""), 9, 0, "회선이 끊김")
    open_stations(counted.results, replace(result, by_station=(*result.by_station, gone)))
    shown: ByStationForm = counted.part(counted.sheet(), ByStationForm)
    cell = shown.stationsTable.model().index(1, 0).data(CELL_ROLE)
    assert cell.sub == "Left out: 회선이 끊김"
    assert shown.chart.rows[1].votes is None
    counted.fits()
