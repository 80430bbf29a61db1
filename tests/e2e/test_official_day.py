"""The day of an election through the windows: two officials, an observer, two candidates, fifty voters."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.tally import ContestResult
from omp_desktop.gui import appearance, language, tasks
from omp_desktop.services.results import ElectionResult
from tests.e2e.official_day import ELECTORS, NAMESAKES, STAYED_AWAY, WITHDRAWS, OfficialDay, Seen, setting
from tests.gui.conftest import PatientBot
from tests.gui.print.pictures import texts

BALLOTS = ELECTORS - len(STAYED_AWAY)


@pytest.fixture(scope="module")
def day(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Seen:
    """The whole day, once."""
    appearance.prepare(qapp, language.DEFAULT)
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    with setting(tmp_path_factory.mktemp("day")) as scene, tasks.workers():
        played = OfficialDay(scene, PatientBot(request))
        try:
            return played.play()
        finally:
            played.end()


@pytest.fixture(scope="module")
def result(day: Seen) -> ElectionResult:
    assert day.result is not None
    return day.result


@pytest.fixture(scope="module")
def sheet(day: Seen) -> str:
    """The words of the count sheet."""
    return "\n".join(texts(day.count_sheet.read_bytes()))


def test_voters_read_the_pledges_that_both_candidates_wrote(day: Seen) -> None:
    assert {"갑돌의 약속", "을순의 약속"} <= set(day.pledges)


def test_five_wrong_pins_make_one_official_wait_while_the_other_goes_on(day: Seen) -> None:
    assert "Try again in 15 seconds" in day.locked_out


def test_where_there_is_no_printer_the_report_is_saved_all_the_same(day: Seen) -> None:
    assert "No printer is set up" in day.printer
    assert "save the page as PDF" in day.printer
    assert "Zero report" in texts(day.zero_report.read_bytes())[0]


def test_a_clock_that_was_set_wrong_is_said_and_two_people_confirm_the_time(day: Seen) -> None:
    assert "clock is in doubt" in day.clock
    assert "Two people confirmed the time" in day.confirmed


def test_two_people_of_one_name_stand_side_by_side_before_a_permit(day: Seen) -> None:
    assert [len(people) for people in day.namesakes] == [len(NAMESAKES)] * len(NAMESAKES)


def test_a_permit_that_was_taken_back_leaves_its_voter_to_come_again(day: Seen) -> None:
    assert day.cancelled == "Not issued"


def test_nobody_is_checked_in_while_voting_is_suspended(day: Seen) -> None:
    assert not day.suspended_issue
    assert "The manager opens or resumes them" in day.suspended


def test_a_candidate_who_withdrew_cannot_be_chosen_any_more(day: Seen) -> None:
    assert not day.withdrawn_taken


def test_votes_for_whoever_withdrew_later_are_invalid_and_moved_nowhere(
    day: Seen, result: ElectionResult
) -> None:
    assert day.chosen[WITHDRAWS] > 0
    assert result.contests[0].invalid_withdrawn == day.chosen[WITHDRAWS]


def test_whoever_stands_in_the_queue_at_the_end_still_votes(day: Seen) -> None:
    assert day.queue == "1 still to vote"
    assert day.figures["Left the queue without voting"] == "0"


def test_the_totals_are_exactly_what_the_voters_touched(day: Seen, result: ElectionResult) -> None:
    (contest,) = result.contests
    votes = {place: option.votes for place, option in enumerate(contest.options)}
    assert votes == {place: day.chosen[place] for place in votes}
    assert contest.blank == day.chosen[None]
    assert contest.ballots == BALLOTS == day.chosen.total()


def test_whoever_stayed_away_is_an_abstention(result: ElectionResult) -> None:
    assert (result.listed, result.cast, result.abstentions) == (ELECTORS, BALLOTS, len(STAYED_AWAY))


def test_the_observer_confirmed_every_step_that_takes_two_people(day: Seen) -> None:
    steps = (
        AuditEvent.POLLS_OPENED,
        AuditEvent.CLOCK_CONFIRMED,
        AuditEvent.POLLS_SUSPENDED,
        AuditEvent.POLLS_RESUMED,
        AuditEvent.POLLS_CLOSED,
        AuditEvent.COUNT_OPENED,
        AuditEvent.RESULT_CERTIFIED,
    )
    assert day.seconds == {step.name: ["참관인"] for step in steps}


def test_every_line_of_the_certification_agrees_or_cannot_be_known_here(day: Seen) -> None:
    lines = dict(day.lines)
    assert lines.pop("Station and centre") == "Cannot be known here"
    assert set(lines.values()) == {"Agrees"}


def test_the_result_is_provisional_until_it_is_certified(day: Seen) -> None:
    assert (day.provisional, day.certified) == ("Provisional", "Certified")


def test_the_count_sheet_says_what_the_table_says(day: Seen, sheet: str) -> None:
    said = " ".join(sheet.split())
    for _, name, votes, _ in day.table[:WITHDRAWS]:
        assert f"{name} {votes}" in said
    assert f"Valid votes {result_of(day).valid_votes}" in said
    assert f"Ballots cast (B) {BALLOTS}" in said


def test_the_count_sheet_is_certified_and_all_its_sums_agree(sheet: str) -> None:
    assert sheet.startswith("Certified")
    assert "위원, 참관인" in sheet
    assert "Differs" not in sheet


def test_the_table_as_a_file_has_the_same_votes(day: Seen) -> None:
    rows = list(csv.DictReader(day.table_file.read_text(encoding="utf-8-sig").splitlines()))
    votes = {row["name"]: row["votes"] for row in rows if row["number"] in {"1", "2", "3"}}
    assert votes == {name: count for _, name, count, _ in day.table[:WITHDRAWS]}


def test_the_books_of_the_station_agree_in_the_evening(day: Seen) -> None:
    assert day.unwell == []


def test_no_window_of_the_day_was_too_small_for_its_words(day: Seen) -> None:
    assert day.cut == []


def result_of(day: Seen) -> ContestResult:
    assert day.result is not None
    return day.result.contests[0]
