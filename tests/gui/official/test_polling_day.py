"""Polling day through the window: opening, check-in, permits, suspending, closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Lang
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.gui import language
from omp_desktop.gui.official.check_in import CheckInCard
from omp_desktop.gui.official.voter_panel import VoterPanel
from omp_desktop.gui.widgets import CheckRow, ComboBox, RadioRow, SpinBox
from omp_desktop.services.check_in import KioskView, SearchResult
from tests.gui.conftest import Show
from tests.gui.official.at_the_desk import Hands, open_window
from tests.services.polling_day import AFTER, NOON, TWO_WINDOWS, Day, another_election
from tests.services.scene import OPENS, Desk, People, SmallElection, voters_file


def state(day: Day) -> ElectionState:
    return day.polls.status(day.id).state


@pytest.fixture
def at_work(open_day: Day, at_the_door: Hands, people: People) -> Hands:
    """The polls are open and the manager sits at the desk."""
    del open_day
    at_the_door.sign_in(people.manager)
    return at_the_door


def test_a_booth_whose_screen_is_off_is_not_called_free(show: Show) -> None:
    first, second = (
        KioskView(Device(key * 32, "s" * 32, name, DeviceKind.KIOSK, ""), 0)
        for key, name in (("1", "Booth 1"), ("2", "Booth 2"))
    )
    panel = VoterPanel()
    show(panel, lang="en")
    panel.show_kiosks([first, second])
    assert notes(panel) == {"Booth 1": "Free", "Booth 2": "Free"}
    assert panel.chosen_kiosk == first.device.id
    panel.show_kiosks([first, second], {second.device.id})
    assert notes(panel) == {"Booth 1": "Screen is off", "Booth 2": "Free"}
    assert panel.chosen_kiosk == second.device.id


def notes(panel: VoterPanel) -> dict[str, str]:
    """What stands beside each booth."""
    return {row.text(): row.note for row in panel.kioskBox.findChildren(RadioRow) if not row.isHidden()}


def test_the_polls_open_with_a_zero_report_and_two_pins(day: Day, hands: Hands) -> None:
    day.clock.set(OPENS)
    hands.press("Zero report")
    assert "Nothing is in the ballot box" in hands.said()
    hands.press("Close")
    assert hands.polling.nextStep.text == "Open the polls"
    hands.press("Open the polls")
    hands.pins()
    assert state(day) is ElectionState.OPEN
    assert "Opening report" in hands.said()
    hands.press("Close")
    assert hands.polling.nextStep.text == "Check voters in and issue permits"
    assert hands.polling.check_in.searchEdit.hasFocus()
    assert hands.window.header._state.text() == "Open"


def test_a_wrong_pin_of_the_second_person_is_said_there_and_opens_nothing(day: Day, hands: Hands) -> None:
    day.clock.set(OPENS)
    hands.press("Zero report")
    hands.press("Close")
    hands.press("Open the polls")
    hands.pins(second="999999")
    first, second = hands.pin_errors()
    assert first == ""
    assert "The PIN is wrong" in second
    assert state(day) is ElectionState.PUBLISHED


def test_one_person_cannot_be_both(day: Day, hands: Hands, people: People) -> None:
    day.clock.set(OPENS)
    hands.press("Zero report")
    hands.press("Close")
    hands.press("Open the polls")
    hands.pins(second_person=people.manager)
    assert "Let another person enter their own PIN" in hands.pin_errors()[1]
    assert state(day) is ElectionState.PUBLISHED


def test_with_the_commission_signed_in_a_manager_is_asked_for_the_pin(
    day: Day, at_the_door: Hands, people: People
) -> None:
    day.clock.set(OPENS)
    at_the_door.sign_in(people.commission)
    at_the_door.press("Zero report")
    at_the_door.press("Close")
    at_the_door.press("Open the polls")
    first = at_the_door.sheet().findChildren(ComboBox)[0]
    assert {first.itemData(place) for place in range(first.count())} == {
        people.manager.account.id,
        people.second_manager.account.id,
    }
    at_the_door.pins()
    assert state(day) is ElectionState.OPEN


def test_too_early_says_when_the_hours_begin(day: Day, hands: Hands) -> None:
    hands.press("Zero report")
    hands.press("Close")
    assert hands.polling.nextStep.text == "Wait until voting hours begin"
    assert hands.polling.nextStep.aside == "From 2026-12-03 06:00"
    hands.press("Open the polls")
    hands.pins()
    assert "voting begins at 2026-12-03 06:00" in hands.said()
    assert state(day) is ElectionState.PUBLISHED


def test_a_permit_is_issued_and_the_booth_is_in_use(day: Day, at_work: Hands) -> None:
    voter = day.voter("3")
    at_work.search("3")
    at_work.choose_voter(voter.id)
    panel = at_work.polling.panel
    assert panel.nameLabel.text() == voter.name
    assert panel.footLabel.text() == "기표대 1 starts as soon as you issue."
    at_work.click(panel.issueButton)
    assert day.check_in.search(day.id, "3").hits[0].state is ParticipationState.ISSUED
    assert panel.statePill.text() == "Issued"
    assert "Show the voter to the booth" in panel.stateNotice.text
    assert not panel.issueButton.isVisible()
    assert at_work.polling.check_in.searchEdit.hasFocus()


def test_all_of_it_goes_by_keys_alone(day: Day, at_work: Hands) -> None:
    search = at_work.polling.check_in.searchEdit
    QTest.keyClicks(search, "1993-09-19")
    QTest.keyClick(search, Qt.Key.Key_Return)
    at_work.settle()
    assert at_work.polling.panel.voter_id == day.voter("7").id
    at_work.polling.panel.issueButton.setFocus()
    QTest.keyClick(at_work.polling.panel.issueButton, Qt.Key.Key_Return)
    at_work.settle()
    assert day.check_in.search(day.id, "7").hits[0].state is ParticipationState.ISSUED


def test_a_booth_in_use_cannot_be_chosen(day: Day, at_work: Hands) -> None:
    day.permit("1")
    at_work.state_read()
    at_work.search("2")
    at_work.choose_voter(day.voter("2").id)
    panel = at_work.polling.panel
    assert panel.footLabel.text() == "All booths are in use. Wait until one is free."
    assert not panel.issueButton.isEnabled()
    day.booth.cast(*_sealed(day))
    at_work.state_read()
    assert panel.issueButton.isEnabled()


def _sealed(day: Day) -> tuple[str, str]:
    token = day.booth.waiting()[0].token
    day.booth.begin(token)
    return token, day.booth.seal(token, day.choices(None)).ballot_id


def test_whoever_voted_meanwhile_is_shown_so_without_another_search(day: Day, at_work: Hands) -> None:
    day.permit("3")
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    panel = at_work.polling.panel
    assert panel.statePill.text() == "Issued"
    day.booth.cast(*_sealed(day))
    at_work.state_read()
    assert panel.statePill.text() == "Voted"
    assert not panel.cancelButton.isVisible()


def test_an_open_permit_is_cancelled_with_a_reason_and_issued_again(day: Day, at_work: Hands) -> None:
    day.permit("3")
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    panel = at_work.polling.panel
    at_work.click(panel.cancelButton)
    at_work.choose_radio("The booth does not work")
    at_work.press("Cancel the permit")
    assert panel.statePill.text() == "Not issued"
    log = at_work.window._services.audit_log
    assert log.page(log.count() - 1)[0].details["reason"] == "The booth does not work"
    at_work.click(panel.issueButton)
    assert panel.statePill.text() == "Issued"


def test_another_reason_has_to_be_written_down(day: Day, at_work: Hands) -> None:
    day.permit("3")
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    at_work.click(at_work.polling.panel.cancelButton)
    at_work.choose_radio("Another reason")
    at_work.press("Cancel the permit")
    form = at_work.sheet().content
    assert form.reasonField.error == "Write in one line what happened"
    at_work.type(form.reasonEdit, "The voter felt ill")
    QTest.keyClick(form.reasonEdit, Qt.Key.Key_Return)
    at_work.settle()
    assert at_work.polling.panel.statePill.text() == "Not issued"


def test_a_voter_who_voted_gets_no_second_permit(day: Day, at_work: Hands) -> None:
    day.vote("5")
    at_work.search("5")
    at_work.choose_voter(day.voter("5").id)
    panel = at_work.polling.panel
    assert panel.statePill.text() == "Voted"
    assert "No second permit can be issued" in panel.stateNotice.text
    assert not panel.issueButton.isVisible()
    assert not panel.cancelButton.isVisible()


def test_a_permit_issued_meanwhile_elsewhere_is_refused_and_shown(day: Day, at_work: Hands) -> None:
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    permit = day.permit("3")
    day.check_in._core.store  # noqa: B018 - the permit is in the store by now
    assert permit.voter_id == day.voter("3").id
    at_work.click(at_work.polling.panel.issueButton)
    assert "already has a permit" in at_work.said()
    at_work.press("Close")
    assert at_work.polling.panel.statePill.text() == "Issued"


def test_an_observer_is_told_who_can_issue(day: Day, at_the_door: Hands, people: People) -> None:
    day.open()
    at_the_door.sign_in(people.observer)
    at_the_door.search("3")
    at_the_door.choose_voter(day.voter("3").id)
    at_the_door.click(at_the_door.polling.panel.issueButton)
    assert "polling station manager" in at_the_door.said()
    assert "Ask them to sign in" in at_the_door.said()


def test_same_names_are_made_plain(
    desk: Desk, day: Day, at_the_door: Hands, people: People, tmp_path: Path
) -> None:
    # A second election, because the list of the first one is frozen.
    namesakes = [
        ("1", "박서연", "1988-03-14", "가람로 12 101동 804호"),
        ("2", "박서연", "1991-11-02", "가람로 12 101동 805호"),
        ("3", "박서진", "1990-01-01", "가람로 13"),
    ]
    folder = tmp_path / "again"
    folder.mkdir()
    other = _election_with(desk, people, day.election, folder, namesakes)
    day.clock.set(OPENS)
    day.polls.zero_report(people.manager, other.id)
    day.polls.open(people.manager, day.observer, other.id)
    at_the_door.sign_in(people.manager)
    at_the_door.window.choose_election(other.id)
    at_the_door.settle()
    at_the_door.search("1988-03-14")
    panel = at_the_door.polling.panel
    assert panel.nameLabel.text() == "박서연"
    assert panel.sameNamePill.text() == "1 namesake"
    assert panel.sameNameNotice.text == "Namesake born 1991-11-02. Compare birth date and address."
    at_the_door.search("박서")
    subs = [row.cells[1].sub for row in at_the_door.polling.check_in.votersTable.model().rows]
    assert subs == ["1988-03-14 · namesake", "1991-11-02 · namesake", "1990-01-01"]


def _election_with(
    desk: Desk,
    people: People,
    like: SmallElection,
    folder: Path,
    rows: list[tuple[str, str, str, str]],
) -> SmallElection:
    """Another published election whose voters list has these rows."""
    import tests.services.polling_day as module  # noqa: PLC0415 - its file of voters is exchanged

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "voters_file", lambda into, codes: voters_file(into, rows, codes))
        return another_election(desk, people, like, folder)


@pytest.fixture
def voter_of_two(desk: Desk, day: Day, at_the_door: Hands, people: People, tmp_path: Path) -> Hands:
    """At the desk stands somebody who may vote in two open elections."""
    folder = tmp_path / "again"
    folder.mkdir()
    other = another_election(desk, people, day.election, folder)
    day.open()
    day.polls.zero_report(people.manager, other.id)
    day.polls.open(people.manager, day.observer, other.id)
    at_the_door.sign_in(people.manager)
    at_the_door.window.choose_election(day.id)
    at_the_door.settle()
    at_the_door.search("4")
    at_the_door.choose_voter(day.voter("4").id)
    return at_the_door


def test_one_check_in_serves_all_elections_of_a_person_and_is_cancelled_as_one(
    day: Day, voter_of_two: Hands
) -> None:
    row = voter_of_two.polling.panel.othersBox.findChild(CheckRow)
    assert row is not None
    assert row.isChecked()
    voter_of_two.click(voter_of_two.polling.panel.issueButton)
    assert len(day.booth.waiting()) == 2
    voter_of_two.click(voter_of_two.polling.panel.cancelButton)
    voter_of_two.choose_radio("The booth does not work")
    voter_of_two.press("Cancel the permit")
    assert day.booth.waiting() == []


def test_an_election_left_out_gets_no_permit(day: Day, voter_of_two: Hands) -> None:
    row = voter_of_two.polling.panel.othersBox.findChild(CheckRow)
    assert row is not None
    row.setChecked(False)
    voter_of_two.click(voter_of_two.polling.panel.issueButton)
    assert [permit.election_id for permit in day.booth.waiting()] == [day.id]


def test_no_permit_is_issued_before_namesakes_and_other_elections_of_the_voter_are_known(
    day: Day, at_work: Hands
) -> None:
    panel = at_work.polling.panel
    at_work.search("4")
    (hit,) = at_work.polling.services.check_in.search(day.id, "4").hits
    panel.show_voter(None)
    panel.show_voter(hit)
    assert not panel.issueButton.isEnabled()
    panel.show_others(hit.voter.id, ())
    assert not panel.issueButton.isEnabled()
    panel.show_namesakes(hit.voter.id, SearchResult((), 0))
    assert panel.issueButton.isEnabled()


def test_what_the_official_unticked_stays_so_when_the_list_is_read_anew(
    day: Day, voter_of_two: Hands
) -> None:
    panel = voter_of_two.polling.panel
    voter_of_two.click(panel.othersBox.findChildren(CheckRow)[0])
    voter_of_two.polling.check_in.search_now()
    voter_of_two.settle()
    assert not panel.othersBox.findChildren(CheckRow)[0].isChecked()


def test_while_voting_rests_nobody_with_a_permit_is_sent_to_the_booth(day: Day, at_work: Hands) -> None:
    day.permit("3")
    day.polls.suspend(day.people.manager, day.observer, day.id, "정전")
    at_work.state_read()
    at_work.search("3")
    assert "the permit stays valid until it is resumed" in at_work.polling.panel.stateNotice.text
    assert "to the booth" not in at_work.polling.panel.stateNotice.text


def test_voting_is_suspended_with_a_reason_and_resumed(day: Day, at_work: Hands) -> None:
    at_work.press("Suspend")
    at_work.choose_radio("Technical fault")
    at_work.press("Suspend voting")
    at_work.pins()
    assert state(day) is ElectionState.SUSPENDED
    assert "Technical fault" in [
        row.cells[1].text for row in at_work.sheet().content.figuresTable.model().rows
    ]
    at_work.press("Close")
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    assert not at_work.polling.panel.issueButton.isEnabled()
    assert "The manager opens or resumes them" in at_work.polling.panel.footLabel.text()
    at_work.press("Resume voting")
    at_work.pins()
    at_work.press("Close")
    assert state(day) is ElectionState.OPEN
    assert at_work.polling.panel.issueButton.isEnabled()


def test_steps_keep_their_places_when_one_of_them_becomes_due(day: Day, at_work: Hands) -> None:
    def words() -> list[str]:
        shown = [button for button in at_work.polling._buttons if button.isVisible()]
        return [button.text() for button in sorted(shown, key=lambda button: button.x())]

    assert words() == ["Suspend", "Close polls"]
    day.clock.set(AFTER)
    at_work.state_read()
    at_work.fits()
    assert words() == ["Suspend", "Close polls"]
    assert at_work.polling.mainButton.kind == "inverse"
    day.polls.begin_closing(day.people.manager, day.id, 1)
    at_work.state_read()
    at_work.fits()
    assert words() == ["Correct the number", "Close polls"]
    day.polls.correct_waiting(day.people.manager, day.id, 0, "다시 셈")
    at_work.state_read()
    at_work.fits()
    assert words() == ["Correct the number", "Close polls"]


def test_the_number_in_the_queue_is_confirmed_with_enter(day: Day, at_work: Hands) -> None:
    day.clock.set(AFTER)
    at_work.state_read()
    at_work.press("Close polls")
    spin = at_work.sheet().findChild(SpinBox)
    assert spin is not None
    QTest.keyClicks(spin, "2")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    at_work.settle()
    assert day.polls.status(day.id).queue_remaining == 2


def test_closing_waits_for_the_queue_and_takes_a_reason_when_it_left(day: Day, at_work: Hands) -> None:
    day.clock.set(AFTER)
    at_work.state_read()
    assert at_work.polling.nextStep.text == "Voting hours are over: close"
    at_work.press("Close polls")
    at_work.sheet().findChild(SpinBox).setValue(2)
    at_work.press("Begin closing")
    assert state(day) is ElectionState.CLOSING
    assert at_work.polling.nextStep.aside == "2 still to vote"
    day.vote("1")
    at_work.state_read()
    assert at_work.polling.nextStep.aside == "1 still to vote"
    at_work.press("Close polls")
    at_work.pins()
    assert "1 people who were waiting" in at_work.said()
    at_work.type(at_work.sheet().content.reasonEdit, "went home")
    at_work.press("Continue")
    assert state(day) is ElectionState.CLOSED
    figures = {
        row.cells[0].text: row.cells[1].text for row in at_work.sheet().content.figuresTable.model().rows
    }
    assert figures["Ballots in the box"] == "1"
    assert figures["Left the queue without voting"] == "1"
    assert figures["Reason"] == "went home"
    at_work.fits()
    at_work.press("Close")
    assert at_work.polling.nextStep.text == "Count the votes"
    at_work.search("3")
    assert at_work.polling.panel.footLabel.text() == "The polls are closed: nobody can vote any more."


def test_whoever_is_in_the_queue_can_still_be_checked_in(day: Day, at_work: Hands) -> None:
    day.clock.set(AFTER)
    day.polls.begin_closing(day.people.manager, day.id, 1)
    at_work.state_read()
    at_work.search("2")
    at_work.choose_voter(day.voter("2").id)
    at_work.click(at_work.polling.panel.issueButton)
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    assert not at_work.polling.panel.issueButton.isEnabled()
    assert "Everyone in the queue has a permit" in at_work.polling.panel.footLabel.text()


def test_the_number_in_the_queue_is_corrected(day: Day, at_work: Hands) -> None:
    day.clock.set(AFTER)
    day.polls.begin_closing(day.people.manager, day.id, 1)
    at_work.state_read()
    at_work.press("Correct the number")
    spin = at_work.sheet().findChild(SpinBox)
    assert spin.value() == 1
    spin.setValue(4)
    at_work.press("Correct the number")
    at_work.press("Correct the number")  # counted again
    assert day.polls.status(day.id).queue_remaining == 4


def test_a_mock_vote_may_be_closed_early(day: Day, at_work: Hands) -> None:
    at_work.press("Close polls")
    at_work.press("Begin closing")
    at_work.press("Close polls")
    at_work.pins()
    assert state(day) is ElectionState.CLOSED


def test_closed_polls_are_opened_again_by_the_commission_alone(
    day: Day, at_work: Hands, people: People
) -> None:
    at_work.press("Close polls")
    at_work.press("Begin closing")
    at_work.press("Close polls")
    at_work.pins()
    at_work.press("Close")
    at_work.press("Re-open")
    at_work.type(at_work.sheet().content.reasonEdit, "closed by mistake")
    at_work.press("Continue")
    at_work.until(lambda: at_work.sheet().findChildren(ComboBox))
    first = at_work.sheet().findChildren(ComboBox)[0]
    assert first.count() == 1
    assert first.itemData(0) == people.commission.account.id
    at_work.pins()
    assert state(day) is ElectionState.OPEN


def test_two_people_confirm_the_time_when_the_clock_is_in_doubt(day: Day, at_work: Hands) -> None:
    day.clock.set(NOON, ClockQuality.SUSPECT)
    at_work.state_read()
    assert at_work.polling.dayNotice.isVisible()
    at_work.press("Confirm the time")
    at_work.press("Continue")
    at_work.pins()
    assert day.polls.status(day.id).time_confirmed
    assert "15 minutes" in at_work.polling.dayNotice.text


def test_opening_on_a_doubtful_clock_asks_for_a_reason_and_not_again_for_pins(day: Day, hands: Hands) -> None:
    day.clock.set(OPENS, ClockQuality.SUSPECT)
    hands.press("Zero report")
    hands.press("Close")
    hands.press("Open the polls")
    hands.pins()
    assert "This needs a reason" in hands.said()
    hands.type(hands.sheet().content.reasonEdit, "compared with the radio")
    hands.press("Continue")
    assert state(day) is ElectionState.OPEN


def test_closing_on_a_doubtful_clock_confirms_the_time_first(day: Day, at_work: Hands) -> None:
    day.clock.set(AFTER, ClockQuality.SUSPECT)
    at_work.state_read()
    at_work.press("Close polls")
    at_work.press("Begin closing")
    assert "clock that you trust" in at_work.said()
    at_work.press("Continue")
    at_work.pins()
    assert state(day) is ElectionState.CLOSING


def test_turnout_shows_voters_per_hour(day: Day, at_work: Hands) -> None:
    for roll_number in range(1, 11):
        day.vote(str(roll_number))
    day.clock.set(OPENS + timedelta(hours=1))
    at_work.state_read()
    card = at_work.polling.turnout
    assert card.castLabel.text() == "10"
    assert card.rateLabel.text() == "83.3%"
    assert card.turnoutChart.hours[0].label == "6h"
    assert card.turnoutChart.hours[0].count == 10
    assert card.turnoutChart.running == 1


def test_so_few_voters_are_not_shown_by_the_hour(day: Day, at_work: Hands) -> None:
    day.vote("1")
    at_work.state_read()
    assert at_work.polling.turnout.castLabel.text() == "1"
    assert at_work.polling.turnout.turnoutChart.hours[0].count is None
    assert at_work.polling.turnout.hintLabel.text() == "shown from 10 voters on"


def test_the_list_is_in_the_order_of_the_roll_whoever_voted_last(day: Day, at_work: Hands) -> None:
    day.vote("12")
    day.vote("1")
    at_work.search("1")
    numbers = [hit.voter.roll_number for hit in at_work.polling.check_in.hits]
    assert numbers == ["1", "10", "11", "12"]


def test_nobody_found_says_what_to_check(at_work: Hands) -> None:
    at_work.search("홍길동")
    assert "Check name and birth date" in at_work.polling.check_in.countNotice.text
    assert at_work.polling.panel.voter_id == ""
    at_work.fits()


def test_another_person_signing_in_does_not_lose_the_voter_but_another_election_does(
    desk: Desk, day: Day, at_work: Hands, people: People, tmp_path: Path
) -> None:
    at_work.search("3")
    at_work.choose_voter(day.voter("3").id)
    folder = tmp_path / "again"
    folder.mkdir()
    other = another_election(desk, people, day.election, folder)
    at_work.window.choose_election(other.id)
    at_work.settle()
    assert at_work.polling.panel.voter_id == ""
    assert at_work.polling.check_in.searchEdit.text() == ""


def test_without_an_election_the_page_says_who_registers_one(at_the_door: Hands, people: People) -> None:
    at_the_door.sign_in(people.manager)
    assert at_the_door.polling.nextStep.text == "Register an election first"
    assert "The commission registers" in at_the_door.polling.emptyText.text()
    assert not at_the_door.polling.dayArea.isVisible()
    at_the_door.fits()


def test_a_draft_has_no_polling_day_yet(draft: object, at_the_door: Hands, people: People) -> None:
    del draft
    at_the_door.sign_in(people.manager)
    assert at_the_door.polling.nextStep.text == "Publish the election first"
    at_the_door.fits()


class SlowSearch:
    """Answers when it is told to."""

    def __init__(self, hits: SearchResult) -> None:
        self.asked: list[str] = []
        self._hits = hits

    def __call__(self, text: str) -> SearchResult:
        self.asked.append(text)
        return SearchResult((), 4_321) if text == "0" else self._hits


@pytest.fixture
def card(day: Day, show: Show, workers: Iterator[None]) -> tuple[CheckInCard, SlowSearch]:
    """The search alone, over a list that is larger than anybody reads."""
    del workers
    search = SlowSearch(day.check_in.search(day.id, "강가람"))
    made = CheckInCard(search)
    show(made, 632, 388, lang="en")
    return made, search


def test_more_than_a_hundred_are_a_number_only(card: tuple[CheckInCard, SlowSearch], qtbot: QtBot) -> None:
    made, _ = card
    made.searchEdit.setText("0")
    made.search_now()
    qtbot.waitUntil(made.countNotice.isVisible)
    assert made.countNotice.text.startswith("4,321 voters found")
    assert made.votersTable.model().rowCount() == 0


def test_typing_is_searched_for_once_it_rests(card: tuple[CheckInCard, SlowSearch], qtbot: QtBot) -> None:
    made, search = card
    for text in ("1", "12", "123"):
        made.searchEdit.setText(text)
    qtbot.waitUntil(lambda: bool(search.asked))
    assert search.asked == ["123"]


def test_an_answer_to_an_older_question_is_dropped(
    card: tuple[CheckInCard, SlowSearch], qtbot: QtBot
) -> None:
    made, _ = card
    made.searchEdit.setText("0")
    made.search_now()
    made.searchEdit.setText("강가람")
    made.search_now()
    qtbot.waitUntil(lambda: bool(made.hits))
    assert not made.countNotice.isVisible()


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_nothing_is_cut_off_all_day(
    desk: Desk,
    day: Day,
    people: People,
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
    lang: Lang,
    width: int,
    height: int,
) -> None:
    del workers
    hands = open_window(desk, show, qtbot, lang, width, height)
    hands.sign_in(people.manager)
    hands.fits()
    day.open()
    hands.state_read()
    hands.search("1")
    for roll_number, act in (("1", day.vote), ("10", day.permit), ("11", None)):
        if act is not None:
            act(roll_number)
        hands.state_read()
        hands.search("1")
        hands.choose_voter(day.voter(roll_number).id)
        hands.fits()
    day.clock.set(AFTER, ClockQuality.SUSPECT)
    hands.state_read()
    hands.fits()
    day.clock.set(AFTER, ClockQuality.LOCAL)
    day.polls.begin_closing(people.manager, day.id, 3)
    hands.state_read()
    hands.fits()
    day.polls.close(people.manager, day.observer, day.id, "-")
    hands.state_read()
    hands.fits()


def test_the_clock_fixture_is_the_one_of_the_station(hands: Hands, clock: FixedClock) -> None:
    assert hands.window._services.clock is clock


def test_reports_are_shown_again(day: Day, hands: Hands) -> None:
    hands.press("Zero report")
    hands.press("Close")
    day.clock.set(OPENS)
    hands.state_read()
    hands.press("Zero report")
    assert "Zero report" in hands.said()
    hands.press("Close")
    day.polls.open(day.people.manager, day.observer, day.id)
    day.close()
    hands.state_read()
    hands.press("Closing report")
    assert "Closing report" in hands.said()
    hands.close_sheet()
    assert hands.sheets() == []


def test_between_two_windows_voting_rests(
    desk: Desk, day: Day, at_the_door: Hands, people: People, tmp_path: Path
) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    other = another_election(desk, people, day.election, folder, windows=TWO_WINDOWS)
    day.clock.set(OPENS)
    day.polls.zero_report(people.manager, other.id)
    day.polls.open(people.manager, day.observer, other.id)
    day.clock.set(AFTER)
    at_the_door.sign_in(people.manager)
    at_the_door.window.choose_election(other.id)
    at_the_door.settle()
    step = at_the_door.polling.nextStep
    assert (step.text, step.aside) == ("Suspend voting until tomorrow", "From 2026-12-05 06:00")
    at_the_door.press("Suspend")
    at_the_door.press("Suspend voting")
    at_the_door.pins()
    at_the_door.press("Close")
    assert step.text == "Resume voting when ready"


def test_without_a_manager_the_step_says_who_can(
    desk: Desk, day: Day, at_the_door: Hands, people: People
) -> None:
    for manager in (people.manager, people.second_manager):
        desk.access.deactivate(people.commission, manager.account.id)
    day.clock.set(OPENS)
    day.polls.zero_report(people.commission, day.id)
    at_the_door.sign_in(people.commission)
    at_the_door.press("Open the polls")
    assert "This can be done by: polling station manager" in at_the_door.said()


def test_without_a_second_person_the_step_says_that_one_is_needed(
    desk: Desk, day: Day, at_the_door: Hands, people: People
) -> None:
    day.clock.set(OPENS)
    day.polls.zero_report(people.manager, day.id)
    at_the_door.sign_in(people.manager)
    only = [account for account in desk.access.accounts() if account.id == people.manager.account.id]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(desk.access), "accounts", lambda _: only)
        at_the_door.press("Open the polls")
        at_the_door.until(at_the_door.sheets)
    assert "Two people are needed" in at_the_door.said()


def test_a_wrong_pin_of_the_first_person_is_said_there(day: Day, hands: Hands) -> None:
    day.clock.set(OPENS)
    hands.press("Zero report")
    hands.press("Close")
    hands.press("Open the polls")
    hands.pins(first="999999")
    assert "The PIN is wrong" in hands.pin_errors()[0]


def test_enter_goes_from_the_search_to_the_first_line(day: Day, at_work: Hands) -> None:
    at_work.search("1")
    search, table = at_work.polling.check_in.searchEdit, at_work.polling.check_in.votersTable
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert table.hasFocus()
    assert table.chosen_key == day.voter("1").id


def test_an_emptied_search_takes_the_voter_away(day: Day, at_work: Hands) -> None:
    at_work.search("7")
    assert at_work.polling.panel.voter_id == day.voter("7").id
    at_work.search("")
    assert at_work.polling.panel.voter_id == ""


def test_a_copied_store_is_gone_on_with_by_two_people_only(
    day: Day, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = day.desk.core.store
    monkeypatch.setattr(type(store), "elsewhere", property(lambda _: True))
    hands.press("Zero report")
    assert "were copied or moved" in hands.said()
    hands.choose_radio("Restored from a backup")
    hands.press("Go on here")
    hands.pins()
    monkeypatch.undo()
    log = hands.window._services.audit_log
    assert "Restored from a backup" in [entry.details.get("reason") for entry in log.page()]


def test_the_file_is_rewritten_where_that_is_still_owed(
    day: Day, at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omp_desktop.services.polls.erase_order", lambda _: False)
    day.close()
    at_work.state_read()
    assert "rewritten once" in at_work.polling.dayNotice.text
    monkeypatch.undo()
    at_work.press("Rewrite it now")
    assert not at_work.polling.dayNotice.isVisible()


def test_the_words_of_the_page_follow_the_language(day: Day, at_work: Hands) -> None:
    del day
    language.set_language(at_work.window, "ko")
    assert at_work.polling.nextStep.text == "선거인을 확인하고 투표권을 발급하십시오"
    assert at_work.polling.turnout.turnoutChart.hours[0].label == "6시"


def test_a_window_that_is_closed_asks_the_store_for_nothing(at_work: Hands) -> None:
    assert at_work.polling._again.isActive()

    at_work.window.hide()
    assert not at_work.polling._again.isActive()

    at_work.window.show()
    assert at_work.polling._again.isActive()
