"""Beside the steps of polling day: readiness, incidents, namesakes, the pace, the next step everywhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Lang
from omp_desktop.domain.remark import RemarkKind
from omp_desktop.gui import language
from omp_desktop.gui.official.namesakes import NamesakesForm
from omp_desktop.gui.official.readiness import ReadinessForm
from omp_desktop.gui.official.throughput import Throughput
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.widgets import PushButton
from omp_desktop.services.check_in import SearchResult
from omp_desktop.services.findings import Finding, well
from omp_desktop.services.readiness import ReadinessService
from omp_desktop.services.readiness_report import ReadinessReport
from omp_desktop.store.records import VoterHit
from tests.gui.official.at_the_desk import Hands
from tests.gui.print.paper import PaperSystem
from tests.gui.print.pictures import texts
from tests.services.polling_day import Day, another_election
from tests.services.scene import OPENS, Desk, People, SmallElection, voters_file

PEOPLE_OF_ONE_NAME = [
    ("1", "박서연", "1988-03-14", "가람로 12 101동 804호"),
    ("2", "박서연", "1991-11-02", "가람로 12 101동 805호"),
    ("3", "박서진", "1990-01-01", "가람로 13"),
    ("4", "박서연", "1959-05-05", "한들로 44길 123 가람마을아파트 1302동 1804호"),
]


def readiness_shown(hands: Hands) -> ReadinessForm:
    hands.until(lambda: hands.sheets() and hands.sheet().findChild(ReadinessForm))
    return hands.part(hands.sheet(), ReadinessForm)


def with_printers(hands: Hands) -> PaperSystem:
    system = PaperSystem()
    hands.polling.services = replace(hands.polling.services, printing=Printing(system, hands.window))
    return system


def words(text: str) -> set[str]:
    """Those of a text, in any order: columns of a table stand beside each other."""
    return set(re.findall(r"\w+", text))


# --- readiness


def test_before_the_polls_open_the_check_is_the_next_step(day: Day, hands: Hands) -> None:
    with_printers(hands)
    assert hands.polling.nextStep.text == "Check that all is ready"
    hands.press("Check readiness")
    form = readiness_shown(hands)
    assert form.statePill.text() == "2 to look after"
    said = [row.cells[1].text for row in form.findingsTable.model().rows]
    # What needs somebody stands first, with what to do.
    assert "not measured" in said[1]
    assert "Measure the screen under Settings" in form.findingsTable.model().rows[1].cells[1].sub
    hands.press("Close")
    assert hands.polling.nextStep.text == "Make the zero report"
    assert day.polls.status(day.id).readiness_checked


def test_a_problem_keeps_nobody_from_opening(day: Day, hands: Hands) -> None:
    hands.press("Check readiness")
    assert readiness_shown(hands)._shown.report.problems
    hands.press("Close")
    day.clock.set(OPENS)
    hands.press("Zero report")
    hands.press("Close")
    assert hands.polling.nextStep.text == "Open the polls"


def test_the_line_that_is_chosen_is_said_in_full(day: Day, hands: Hands) -> None:
    del day
    hands.press("Check readiness")
    form = readiness_shown(hands)
    first = form.findingsTable.chosen_key
    assert form.wholeLabel.text().endswith(form.findingsTable.model().rows[0].cells[1].sub)
    form.findingsTable.choose(str(int(first) + 1))
    assert form.findingsTable.model().rows[1].cells[1].text in form.wholeLabel.text()


def test_the_last_check_is_shown_again_and_made_again(day: Day, hands: Hands) -> None:
    hands.click(hands.polling.check_in.readinessButton)  # there is none: it is made
    assert "no printer that takes jobs" in str(readiness_shown(hands)._shown.report.problems)
    hands.press("Close")
    with_printers(hands)
    hands.click(hands.polling.check_in.readinessButton)
    assert "no printer that takes jobs" in str(readiness_shown(hands)._shown.report.problems)
    hands.press("Check again")
    assert "no printer that takes jobs" not in str(readiness_shown(hands)._shown.report.problems)
    del day


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_check_is_saved_as_pdf_with_the_same_words(
    day: Day, hands: Hands, tmp_path: Path, lang: Lang
) -> None:
    del day
    language.set_language(hands.window, lang)
    hands.click(hands.polling.mainButton)
    form = readiness_shown(hands)
    hands.fits()
    file = tmp_path / "readiness.pdf"
    form.save_pdf(file)
    hands.settle()
    printed = words(" ".join(texts(file.read_bytes())))
    for finding in form._shown.report.findings:
        assert words(finding.text.text(lang)) <= printed
        assert finding.ok or words(finding.next_step.text(lang)) <= printed


def test_the_check_is_printed(day: Day, hands: Hands) -> None:
    del day
    system = with_printers(hands)
    hands.press("Check readiness")
    readiness_shown(hands)
    hands.press("Print …")
    hands.press("Print")
    assert "Readiness check" in str(system.pages[-1].blocks)


def test_an_observer_is_told_who_can_make_the_check(day: Day, at_the_door: Hands, people: People) -> None:
    at_the_door.sign_in(people.observer)
    at_the_door.press("Check readiness")
    assert "Ask them to sign in" in at_the_door.said()
    assert not day.polls.status(day.id).readiness_checked


def test_a_check_that_ends_behind_the_lock_shows_nothing(
    day: Day, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    readiness = hands.polling.services.readiness
    whole, begun, go_on = ReadinessService.check, threading.Event(), threading.Event()

    def slow(self: ReadinessService, *rest: Any) -> ReadinessReport:
        begun.set()
        go_on.wait()
        return whole(self, *rest)

    monkeypatch.setattr(ReadinessService, "check", slow)
    QTest.mouseClick(hands.polling.mainButton, Qt.MouseButton.LeftButton)
    hands.until(begun.is_set)
    hands.window.lock()
    go_on.set()
    hands.settle()
    assert readiness.last(day.id).election_id == day.id
    assert hands.sheets() == []


def test_a_check_is_stopped_and_leaves_nothing(
    day: Day, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def look(*_: object) -> Iterator[Finding]:
        begun.set()
        go_on.wait()
        yield well("program.fonts")

    monkeypatch.setattr(ReadinessService, "_look", look)
    QTest.mouseClick(hands.polling.mainButton, Qt.MouseButton.LeftButton)
    hands.until(begun.is_set)
    cancel = next(b for b in hands.sheet().findChildren(PushButton) if b.text() == "Cancel")
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    hands.settle()
    assert hands.sheets() == []
    assert not day.polls.status(day.id).readiness_checked


# --- incidents


def test_an_incident_is_noted_with_its_time_and_author(day: Day, hands: Hands, people: People) -> None:
    remarks = hands.polling.services.remarks
    remarks.note(people.manager, day.id, RemarkKind.INCIDENT, "정전")
    hands.click(hands.polling.check_in.incidentsButton)
    assert "Never write the name of a voter" in hands.said()
    hands.until(lambda: "1 noted" in hands.said())
    hands.fits()


# --- namesakes


@pytest.fixture
def one_name(desk: Desk, day: Day, at_the_door: Hands, people: People, tmp_path: Path) -> Hands:
    """Open polls, three people of one name on the list, the second of them chosen at the desk."""
    other = _election_with(desk, people, day.election, tmp_path)
    day.clock.set(OPENS)
    day.polls.zero_report(people.manager, other.id)
    day.polls.open(people.manager, day.observer, other.id)
    at_the_door.sign_in(people.manager)
    at_the_door.window.choose_election(other.id)
    at_the_door.settle()
    at_the_door.search("1988-03-14")
    assert at_the_door.polling.panel.sameNamePill.text() == "2 namesakes"
    return at_the_door


def _election_with(desk: Desk, people: People, like: SmallElection, folder: Path) -> SmallElection:
    import tests.services.polling_day as module  # noqa: PLC0415 - its file of voters is exchanged

    def file(into: Path, codes: dict[str, str] | None) -> Path:
        return voters_file(into, PEOPLE_OF_ONE_NAME, codes)

    again = folder / "again"
    again.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "voters_file", file)
        return another_election(desk, people, like, again)


def compared(hands: Hands) -> NamesakesForm:
    hands.click(hands.polling.panel.issueButton)
    return hands.part(hands.sheet(), NamesakesForm)


def issued(hands: Hands) -> list[str]:
    """Roll numbers of those who have a permit."""
    election = hands.window.election_id or ""
    found = hands.polling.services.check_in.search(election, "박").hits
    return [hit.voter.roll_number for hit in found if hit.state is not None]


def test_people_of_one_name_stand_side_by_side_before_a_permit_is_issued(one_name: Hands) -> None:
    form = compared(one_name)
    rows = [[str(cell.text) for cell in row.cells] for row in form.peopleTable.model().rows]
    assert [row[:2] for row in rows] == [
        ["박서연", "1959-05-05"],
        ["박서연", "1988-03-14"],
        ["박서연", "1991-11-02"],
    ]
    assert [row[2] for row in rows][1:] == ["가람로 12 101동 804호", "가람로 12 101동 805호"]
    assert "3 people named 박서연" in form.textLabel.text()
    one_name.fits()
    assert not form.goButton.isEnabled()  # nobody is chosen beforehand
    assert issued(one_name) == []


def test_the_permit_goes_to_whoever_is_found_among_them(one_name: Hands) -> None:
    form = compared(one_name)
    QTest.keyClick(form.peopleTable, Qt.Key.Key_Down)
    form.peopleTable.choose(one_name.polling.panel.voter_id)
    one_name.press("Issue permit")
    assert issued(one_name) == ["1"]
    assert one_name.sheets() == []


def test_another_of_them_is_gone_to_and_nobody_gets_a_permit(one_name: Hands) -> None:
    form = compared(one_name)
    other = next(hit for hit in form._people if hit.voter.roll_number == "4")
    form.peopleTable.choose(other.voter.id)
    assert "another person" in form.choiceLabel.text()
    one_name.press("Go to this voter")
    one_name.settle()
    assert issued(one_name) == []
    assert one_name.polling.panel.voter_id == other.voter.id
    assert one_name.polling.panel.birthLabel.text() == "1959-05-05"


def test_whoever_has_a_permit_is_told_from_the_others(one_name: Hands) -> None:
    compared(one_name).peopleTable.choose(one_name.polling.panel.voter_id)
    one_name.press("Issue permit")
    one_name.search("1991-11-02")
    check_in = one_name.polling.check_in
    others = one_name.polling.services.check_in.namesakes(check_in.hits[0].voter)
    form = NamesakesForm(check_in.hits[0], others, check_in.state_word, one_name.polling)
    form.peopleTable.choose(next(hit.voter.id for hit in others.hits if hit.state is not None))
    assert "has a permit already" in form.choiceLabel.text()


def test_leaving_the_comparison_issues_nothing(one_name: Hands) -> None:
    compared(one_name)
    one_name.press("Cancel")
    assert issued(one_name) == []


def test_of_many_people_of_one_name_the_nearest_in_age_are_shown(day: Day, hands: Hands) -> None:
    voter = day.voter("1")
    others = SearchResult((VoterHit(day.voter("2"), None),), 57)
    form = NamesakesForm(VoterHit(voter, None), others, hands.polling.check_in.state_word, hands.polling)
    assert "58 people named 강가람" in form.textLabel.text()
    assert "The 2 nearest in age are shown." in form.textLabel.text()


def test_namesakes_are_found_among_more_than_a_search_would_show(
    desk: Desk, people: People, day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from omp_desktop.services import check_in  # noqa: PLC0415 - its limit is lowered

    other = _election_with(desk, people, day.election, tmp_path)
    monkeypatch.setattr(check_in, "MOST_SHOWN", 1)
    monkeypatch.setattr(check_in, "NAMESAKES_SHOWN", 1)
    voter = day.check_in.search(other.id, "1988-03-14").hits[0].voter
    assert day.check_in.search(other.id, voter.name).hits == ()
    found = day.check_in.namesakes(voter)
    assert (found.total, [hit.voter.birth_date.year for hit in found.hits]) == (2, [1991])


# --- the pace


def test_the_pace_is_shown_from_ten_voters_on_and_forgotten_at_the_lock(open_day: Day, hands: Hands) -> None:
    del open_day
    label = hands.polling.turnout.latelyLabel
    hands.window._clock.stop()  # nobody looks meanwhile
    hands.polling.left()
    hands.polling._throughput = Throughput()
    for minutes, cast in ((0, 0), (15, 34)):
        hands.polling._throughput.note(hands.window.election_id or "", cast, minutes * 60.0)
    hands.polling._show()
    assert label.text() == "Voted in the last 15 min: 34"
    assert label.isVisible()
    hands.fits()
    QTest.keyClick(hands.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert hands.polling._throughput.lately() == ()
    hands.polling._show()
    assert label.isHidden()


def test_the_pace_is_counted_while_another_page_is_in_view(open_day: Day, hands: Hands) -> None:
    del open_day
    hands.go("results")
    hands.polling._throughput.forget()
    hands.window.refresh()
    hands.settle()
    assert hands.polling._throughput._seen


# --- the next step beside every page


def test_beside_other_pages_the_rail_says_the_next_step(day: Day, hands: Hands) -> None:
    del day
    step = hands.window.rail.step()
    assert step.isHidden()  # the strip of the page says it
    hands.go("results")
    assert (step.isVisible(), step.text()) == (True, "Check that all is ready")
    assert step.accessibleName() == "Next step: Check that all is ready"
    hands.fits()
    hands.click(step)
    assert hands.window.current == "polling"
    assert step.isHidden()


def test_the_next_step_of_closed_polls_leads_to_the_results(open_day: Day, hands: Hands) -> None:
    open_day.close()
    hands.go("records")
    hands.window.refresh()
    hands.settle()
    step = hands.window.rail.step()
    assert step.text() == "Count the votes"
    hands.click(step)
    assert hands.window.current == "results"


def test_the_next_step_is_never_that_of_the_election_before(
    desk: Desk, day: Day, hands: Hands, people: People, tmp_path: Path
) -> None:
    other = _election_with(desk, people, day.election, tmp_path)
    hands.go("results")
    day.polls.zero_report(people.manager, day.id)
    hands.window.choose_election(other.id)
    assert hands.window.rail.step().isHidden()  # not read yet
    hands.settle()
    assert hands.window.rail.step().text() == "Check that all is ready"
    hands.window.choose_election(day.id)
    hands.settle()
    assert hands.window.rail.step().text() == "Wait until voting hours begin"


def test_a_certified_election_has_no_next_step(open_day: Day, hands: Hands) -> None:
    view = open_day.close().polls.status(open_day.id)
    certified = replace(view, election=replace(view.election, state=ElectionState.CERTIFIED))
    assert hands.polling.next_step(view) is not None
    assert hands.polling.next_step(certified) is None


def test_the_next_step_speaks_the_language_of_the_window(day: Day, hands: Hands) -> None:
    del day
    hands.go("results")
    language.set_language(hands.window, "ko")
    assert hands.window.rail.step().accessibleName() == "다음 할 일: 준비가 되었는지 점검하십시오"
