"""Self check-in at the booth: the letter leads to the ballot, and nothing of it stays."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.voting_errors import NotOpen, PersonalCodeInvalid
from omp_desktop.gui import tasks
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.voter.booth import BoothServices
from omp_desktop.gui.voter.check_in import CheckInScreen, ToDeskScreen
from omp_desktop.gui.voter.elections import HowToScreen
from omp_desktop.gui.voter.facts import StationView
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.letter import Entry, Letter
from omp_desktop.gui.voter.places import Greeting, Place
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.services.check_in_errors import KioskBusy
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.services.self_check_in import SelfCheckIn
from omp_desktop.services.self_check_in_errors import (
    CheckedInBefore,
    PersonalCodeLocked,
    PersonalCodeWrong,
    SelfCheckInUnavailable,
    VotedBefore,
)
from omp_desktop.store.errors import StoreBusy, StoreFailed
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import PERSONAL_CODE, ROLL_NUMBER, FakeCheckIn, FakeVoting
from tests.services.polling_day import Day
from tests.services.scene import Desk, Draft, People, publish
from tests.services.with_codes import let_voters_check_in, read_letters

LETTER = Letter(ROLL_NUMBER, PERSONAL_CODE)


# The entry, without Qt


def test_a_letter_is_entered_number_first_and_shown_in_groups() -> None:
    entry = Entry()
    assert not entry.complete
    assert all(map(entry.type, "1-27"))
    assert entry.shown == "1-27"
    assert entry.complete
    entry.at_code = True
    assert all(map(entry.type, PERSONAL_CODE))
    assert entry.shown == "4831 0275 9960 1742"
    assert entry.complete
    assert entry.take() == Letter("1-27", PERSONAL_CODE)
    assert entry.shown == ""


@pytest.mark.parametrize("sign", ["", "a", "가", " ", "12", "²", "٣"])
def test_only_digits_and_a_dash_can_be_entered(sign: str) -> None:
    entry = Entry()
    assert not entry.type(sign)
    assert entry.shown == ""


def test_a_code_has_no_dash_and_no_seventeenth_digit() -> None:
    entry = Entry()
    entry.at_code = True
    assert not entry.type("-")
    assert all(map(entry.type, PERSONAL_CODE))
    assert not entry.type("1")
    entry.delete()
    assert not entry.complete


def test_a_number_of_dashes_alone_is_none_and_one_can_take_back() -> None:
    entry = Entry()
    entry.type("-")
    assert not entry.complete
    entry.delete()
    assert entry.shown == ""


def test_a_letter_does_not_show_in_a_traceback() -> None:
    assert repr(LETTER) == "Letter()"


# The flow, without Qt and without a store


class Walk:
    """A flow with self check-in whose work is done at once."""

    def __init__(self, *errors: OmpError) -> None:
        self.voting = FakeVoting()
        self.letters = FakeCheckIn(self.voting)
        self.letters.errors = list(errors)
        self.flow = KioskFlow(self.letters)

    def work(self) -> None:
        while (work := self.flow.take_work()) is not None:
            try:
                result = work.run(self.voting)  # type: ignore[arg-type]
            except OmpError as error:
                work.failed(error)
            else:
                work.done(result)

    def look(self, *, letters: bool = True) -> None:
        self.flow.permits_seen(self.voting.waiting(), letters=letters)
        self.work()

    def touch(self) -> None:
        self.look()
        self.flow.start()
        self.work()

    def enter(self, letter: Letter = LETTER) -> None:
        self.touch()
        self.flow.check_in(letter)
        self.work()


def test_a_touch_asks_for_the_letter_where_it_serves() -> None:
    walk = Walk()
    walk.look()
    assert walk.flow.arrivals.greeting(None) is Greeting.LETTER
    walk.touch()
    assert walk.flow.place is Place.CHECK_IN


def test_where_it_does_not_serve_a_touch_waits_for_the_desk() -> None:
    walk = Walk()
    walk.look(letters=False)
    assert walk.flow.arrivals.greeting(None) is Greeting.DESK
    walk.flow.start()
    assert walk.flow.place is Place.START
    assert walk.flow.arrivals.wanted


def test_a_booth_without_the_service_never_asks_for_a_letter() -> None:
    flow = KioskFlow()
    flow.permits_seen((), letters=True)
    flow.start()
    assert flow.place is Place.START


def test_a_permit_from_the_desk_comes_before_the_letter() -> None:
    walk = Walk()
    walk.voting.issue()
    walk.touch()
    assert walk.flow.place is Place.HOW_TO


def test_nobody_checks_in_while_nobody_can_vote() -> None:
    walk = Walk()
    stop = NotOpen(state="suspended")
    walk.flow.permits_seen((), stop=stop, letters=True)
    assert walk.flow.arrivals.greeting(stop) is Greeting.CLOSED
    walk.flow.start()
    assert walk.flow.place is Place.START


def test_a_letter_that_fits_leads_to_the_ballot() -> None:
    walk = Walk()
    walk.enter()
    assert walk.flow.place is Place.HOW_TO
    assert walk.voting.calls == ["begin"]


def test_a_letter_for_two_elections_asks_which_comes_first() -> None:
    walk = Walk()
    walk.letters.elections = 2
    walk.enter()
    assert walk.flow.place is Place.ELECTIONS


@pytest.mark.parametrize("error", [PersonalCodeWrong(), PersonalCodeInvalid(digits=16), StoreBusy()])
def test_what_the_voter_can_mend_asks_for_the_letter_again_and_says_so_once(error: OmpError) -> None:
    walk = Walk(error)
    walk.enter()
    assert walk.flow.place is Place.CHECK_IN
    assert walk.flow.take_setback() is error
    assert walk.flow.take_setback() is None
    walk.flow.check_in(LETTER)
    walk.work()
    assert walk.flow.place is Place.HOW_TO


@pytest.mark.parametrize(
    "error",
    [PersonalCodeLocked(), VotedBefore(), CheckedInBefore(), SelfCheckInUnavailable(), KioskBusy()],
)
def test_everything_else_leads_to_the_desk_and_then_to_the_start(error: OmpError) -> None:
    walk = Walk(error)
    walk.enter()
    assert (walk.flow.place, walk.flow.refusal) == (Place.TO_DESK, error)
    walk.flow.finish()
    assert (walk.flow.place, walk.flow.refusal) == (Place.START, None)


def test_who_goes_without_voting_leaves_no_permit_to_the_next() -> None:
    walk = Walk()
    walk.letters.elections = 2
    walk.enter()
    walk.flow.finish()
    walk.work()
    assert (walk.flow.place, walk.voting.permits) == (Place.START, [])


def test_the_second_election_of_a_voter_who_goes_is_left_to_nobody() -> None:
    walk = Walk()
    walk.letters.elections = 2
    walk.enter()
    walk.flow.choose_election(walk.flow.permits[0].token)
    walk.work()
    ballot = walk.flow.ballot
    assert ballot is not None
    ballot.understood()
    ballot.forward()
    ballot.seal()
    walk.work()
    ballot.cast()
    walk.work()
    assert walk.flow.place is Place.RECORDED
    walk.flow.finish()
    walk.work()
    assert (walk.flow.place, walk.voting.permits) == (Place.START, [])


def test_after_a_voter_who_did_not_answer_and_after_a_start_nothing_is_left_either() -> None:
    walk = Walk()
    walk.enter()
    walk.flow.lock()
    walk.work()
    assert walk.letters.given_back == 0
    walk.flow.release()
    walk.work()
    assert (walk.flow.place, walk.letters.given_back) == (Place.START, 1)
    walk.flow.recover()
    walk.work()
    assert walk.letters.given_back == 2


def test_a_booth_that_cannot_give_back_takes_nobody_in() -> None:
    walk = Walk()
    walk.letters.elections = 2
    walk.enter()
    walk.letters.give_back = lambda: (_ for _ in ()).throw(StoreFailed(reason="EIO"))  # type: ignore[method-assign]
    walk.flow.finish()
    walk.work()
    assert walk.flow.place is Place.OUT_OF_ORDER


# The screens


@pytest.fixture
def booth(make_rig: Callable[[FakeVoting], Rig]) -> Rig:
    """An open kiosk without a permit, where letters serve."""
    rig = make_rig(FakeVoting())
    rig.letters.offered = True
    rig.open(lang="en")
    rig.look()
    return rig


def to_pad(rig: Rig) -> CheckInScreen:
    rig.click(rig.screen(StartScreen).signIcon)
    return rig.screen(CheckInScreen)


def texts(rig: Rig) -> str:
    """Everything that the widgets of the window say, accessible names too."""
    said = []
    for part in rig.window.findChildren(QWidget):
        for name in ("text", "accessibleName", "accessibleDescription", "toolTip"):
            value = getattr(part, name, None)
            said.append(str(value() if callable(value) else value))
    return " ".join(said)


def test_a_voter_with_a_letter_votes_by_touch(booth: Rig) -> None:
    assert "letter" in booth.screen(StartScreen).detailLabel.text()
    to_pad(booth)
    booth.enter_letter()
    booth.until(Place.HOW_TO)


def test_a_voter_with_a_letter_votes_by_keys(booth: Rig) -> None:
    screen = to_pad(booth)
    for sign in ROLL_NUMBER + "1":
        QTest.keyClicks(screen, sign)
    QTest.keyClick(screen, Qt.Key.Key_Backspace)
    QTest.keyClick(screen, Qt.Key.Key_Return)
    QTest.keyClicks(screen, PERSONAL_CODE)
    QTest.keyClick(screen, Qt.Key.Key_Enter)
    booth.until(Place.HOW_TO)


def test_every_key_of_the_pad_is_reached_by_one_key_and_pressed_by_another(booth: Rig) -> None:
    screen = to_pad(booth)
    reached = []
    for _ in range(30):
        booth.key(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert all(key in reached for key in screen.keys.values())
    assert screen.nextButton in reached
    screen.keys["7"].setFocus()
    booth.key(Qt.Key.Key_Space)
    assert screen.entryLabel.text() == "7"


def test_a_held_key_enters_once(booth: Rig) -> None:
    screen = to_pad(booth)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5", True)
    QTest.keyClicks(screen, "5")
    QApplication.sendEvent(screen, held)
    assert screen.entryLabel.text() == "5"


def test_what_is_missing_is_said_and_no_try_is_made(booth: Rig) -> None:
    screen = to_pad(booth)
    booth.click(screen.nextButton)
    assert "number" in booth.sheets()[-1].accessibleName() + texts(booth)
    booth.click(booth.in_sheet("acceptButton"))
    booth.type_in("7")
    booth.click(screen.nextButton)
    booth.type_in("123")
    booth.click(screen.nextButton)
    assert booth.sheets()
    assert booth.place is Place.CHECK_IN


def test_another_language_keeps_what_was_entered(booth: Rig) -> None:
    screen = to_pad(booth)
    booth.type_in("27")
    booth.click(booth.booth.bar.koreanButton)
    assert booth.booth.current is screen
    assert screen.entryLabel.text() == "27"
    assert screen.titleLabel.text() == "등재번호를 누르십시오"


def test_back_leads_from_the_code_to_an_empty_number_and_then_to_the_start(booth: Rig) -> None:
    screen = to_pad(booth)
    booth.type_in("27")
    booth.click(screen.nextButton)
    booth.type_in("48")
    booth.click(screen.backButton)
    assert screen.entryLabel.text().strip() == ""
    booth.click(screen.backButton)
    assert booth.place is Place.START


def test_a_wrong_letter_is_entered_again_from_the_beginning(booth: Rig) -> None:
    to_pad(booth)
    booth.enter_letter(code="9182736450918273")
    booth.qtbot.waitUntil(lambda: bool(booth.sheets()))
    booth.settle()
    assert "9182" not in texts(booth)
    assert "Roll number and personal code do not match." not in texts(booth)
    booth.click(booth.in_sheet("acceptButton"))
    assert booth.screen(CheckInScreen).titleLabel.text() == "Enter your roll number"
    booth.enter_letter()
    booth.until(Place.HOW_TO)


def test_as_soon_as_the_letter_is_sent_no_widget_holds_it(booth: Rig) -> None:
    screen = to_pad(booth)
    seen: list[str] = []
    screen.entered.connect(lambda _: seen.append(texts(booth)))
    booth.enter_letter("31415")
    assert seen
    assert not any(secret in seen[0] for secret in ("31415", "4831", "0275"))


def test_after_the_answer_nothing_in_the_program_holds_the_letter(booth: Rig) -> None:
    screen = to_pad(booth)
    letters: list[int] = []
    screen.entered.connect(lambda letter: letters.append(id(letter)))
    booth.letters.errors = [PersonalCodeLocked()]
    booth.enter_letter("31415")
    booth.until(Place.TO_DESK)
    del screen
    booth.settle()
    booth.qtbot.waitUntil(tasks.idle)
    gc.collect()
    assert letters
    kept = [held for held in gc.get_objects() if isinstance(held, Letter | Entry)]
    assert [held for held in kept if held is not LETTER] == []


def test_what_only_officials_understand_is_said_in_words_for_voters(booth: Rig) -> None:
    booth.letters.errors = [KioskBusy()]
    to_pad(booth)
    booth.enter_letter()
    booth.until(Place.TO_DESK)
    screen = booth.screen(ToDeskScreen)
    assert screen.textLabel.text() == "This screen cannot check you in now."
    booth.click(booth.booth.bar.koreanButton)
    assert "투표사무원" in screen.nextLabel.text()


def test_every_letter_is_entered_on_a_pad_of_its_own_also_after_the_very_same_answer(booth: Rig) -> None:
    refused = PersonalCodeWrong()
    booth.letters.errors = [refused, refused]
    screen = to_pad(booth)
    for _ in booth.letters.errors.copy():
        booth.enter_letter()
        booth.qtbot.waitUntil(lambda: bool(booth.sheets()))
        booth.click(booth.in_sheet("acceptButton"))
        before, screen = screen, booth.screen(CheckInScreen)
        assert screen is not before
    booth.type_in("2")
    assert screen.entryLabel.text() == "2"


def test_nobody_at_the_pad_leads_back_to_the_start(booth: Rig) -> None:
    to_pad(booth)
    booth.type_in("27")
    booth.seconds += 121
    booth.booth.attendance.watch()
    booth.until(Place.START)


def test_the_way_to_the_desk_ends_with_a_touch_or_by_itself(booth: Rig) -> None:
    for end in (
        lambda: booth.click(booth.screen(ToDeskScreen).doneButton),
        booth.booth.attendance.watch,
    ):
        booth.letters.errors = [PersonalCodeLocked()]
        booth.look()
        to_pad(booth)
        booth.enter_letter()
        booth.until(Place.TO_DESK)
        assert "photo ID" in booth.screen(ToDeskScreen).nextLabel.text()
        booth.seconds += 121
        end()
        booth.until(Place.START)


# On a real store


@pytest.fixture
def real_day(
    desk: Desk, people: People, draft: Draft, usb: Path, clock: object, tmp_path: Path
) -> tuple[Day, dict[str, str]]:
    let_voters_check_in(desk, people.commission, draft.id, tmp_path / "letters.csv")
    day = Day(desk, people, publish(desk, people, draft, usb), clock).open()  # type: ignore[arg-type]
    return day, {n: row["본인확인코드"] for n, row in read_letters(tmp_path / "letters.csv").items()}


def test_a_whole_check_in_on_a_real_store(
    real_day: tuple[Day, dict[str, str]], make_rig: Callable[[FakeVoting], Rig], qtbot: QtBot, workers: None
) -> None:
    day, codes = real_day
    core = day.desk.core
    letters = SelfCheckIn(core, day.election.kiosk.id)
    view = StationView(
        day.booth, day.desk.elections, day.polls, day.desk.stations, OwnVoteService(core), letters
    )
    rig = make_rig(FakeVoting())
    rig.window.leave()
    services = BoothServices(day.booth, view.observe, view.look_up, view.own_vote, letters=letters)
    rig.window = KioskWindow(services, day.desk.access, name="기표대 1")
    qtbot.addWidget(rig.window)
    rig.open()
    rig.look()
    to_pad(rig)
    rig.enter_letter("7", codes["7"].replace(" ", ""))
    rig.until(Place.HOW_TO)
    rig.screen(HowToScreen)
    with core.store.read() as uow:
        found = uow.participations.get(day.id, day.voter("7").id)
    assert found is not None
    assert found.state is ParticipationState.ISSUED
