"""Signing in, locking, the rail and the header of the official's window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.dialogs import PinSheet
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_chooser import ElectionChooser
from omp_desktop.gui.official.registry import PAGES
from omp_desktop.gui.official.sign_in import SignInScreen
from omp_desktop.gui.widgets import PushButton
from tests.gui.conftest import Show, too_small
from tests.gui.official.at_the_desk import Hands, open_window
from tests.services.polling_day import Day, another_election
from tests.services.scene import PIN, Desk, People, SmallElection

SIZES = [(1280, 720), (1920, 1080)]


def _enter(hands: Hands, pin: str) -> None:
    screen = hands.sign_in_screen
    hands.type(screen.pinEdit, pin)
    QTest.keyClick(screen.pinEdit, Qt.Key.Key_Return)
    hands.settle()


def test_nothing_but_the_sign_in_is_seen_before_a_pin(at_the_door: Hands) -> None:
    assert at_the_door.sign_in_screen.isVisible()
    assert not at_the_door.window.rail.isVisible()
    assert at_the_door.window.session is None


def test_only_people_who_work_here_are_listed(at_the_door: Hands, people: People) -> None:
    table = at_the_door.sign_in_screen.accountsTable
    keys = {row.key for row in table.model().rows}
    assert keys == {
        person.account.id
        for person in (people.commission, people.manager, people.observer, people.second_manager)
    }


def test_a_person_signs_in_with_their_pin_and_stands_in_the_header(hands: Hands, people: People) -> None:
    assert hands.window.session == people.manager
    assert hands.window.rail.isVisible()
    assert hands.window.header._person.strong.text() == "관리관"
    assert hands.window.header._person.small.text() == "Polling station manager"


def test_the_button_signs_in_as_the_enter_key_does(at_the_door: Hands, people: People) -> None:
    at_the_door.choose_person(people.observer)
    at_the_door.type(at_the_door.sign_in_screen.pinEdit, PIN)
    at_the_door.click(at_the_door.sign_in_screen.signInButton)
    assert at_the_door.window.session == people.observer


def test_a_wrong_pin_says_how_many_tries_are_left(at_the_door: Hands, people: People) -> None:
    at_the_door.choose_person(people.manager)
    _enter(at_the_door, "999999")
    assert "4 more wrong tries" in at_the_door.sign_in_screen.pinField.error
    assert at_the_door.window.focusWidget() is at_the_door.sign_in_screen.pinEdit
    assert at_the_door.sign_in_screen.pinEdit.text() == ""
    assert at_the_door.window.session is None


def test_while_a_pin_is_checked_the_focus_stays_at_it(at_the_door: Hands, people: People) -> None:
    at_the_door.choose_person(people.manager)
    screen = at_the_door.sign_in_screen
    screen.pinEdit.setText("999999")
    screen.signInButton.setFocus()
    screen.sign_in()
    assert at_the_door.window.focusWidget() is screen.pinEdit


def test_an_empty_pin_is_asked_for(at_the_door: Hands, people: People) -> None:
    at_the_door.choose_person(people.manager)
    _enter(at_the_door, "")
    assert at_the_door.sign_in_screen.pinField.error == "Type your PIN or password"


def test_whoever_points_at_a_name_types_the_pin_next(at_the_door: Hands, people: People) -> None:
    table = at_the_door.sign_in_screen.accountsTable
    at_the_door.choose_person(people.commission)
    row = next(n for n, row in enumerate(table.model().rows) if row.key == people.observer.account.id)
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.chosen_key == people.observer.account.id
    assert at_the_door.window.focusWidget() is at_the_door.sign_in_screen.pinEdit


def test_five_wrong_pins_lock_for_a_while_in_words(at_the_door: Hands, people: People) -> None:
    at_the_door.choose_person(people.manager)
    for _ in range(5):
        _enter(at_the_door, "999999")
    screen = at_the_door.sign_in_screen
    assert "Try again in 15 seconds" in screen.lockNotice.text
    assert "the commission sets a new one" in screen.lockNotice.text
    assert not screen.signInButton.isEnabled()
    assert at_the_door.window.focusWidget() is screen.accountsTable
    assert screen.pinField.error == ""
    at_the_door.fits()


def test_the_lock_of_one_person_does_not_hold_up_another(at_the_door: Hands, people: People) -> None:
    at_the_door.choose_person(people.manager)
    for _ in range(5):
        _enter(at_the_door, "999999")
    at_the_door.sign_in(people.observer)
    assert at_the_door.window.session == people.observer


def test_the_lock_counts_down_and_ends(
    desk: Desk, people: People, clock: FixedClock, show: Show, qtbot: QtBot, workers: Iterator[None]
) -> None:
    del workers
    seconds = [100.0]
    screen = SignInScreen(desk.access, seconds=lambda: seconds[0])
    show(screen, lang="en")
    screen.begin()
    qtbot.waitUntil(lambda: screen.accountsTable.model().rowCount() > 0)
    screen.accountsTable.choose(people.manager.account.id)
    for _ in range(5):
        screen.pinEdit.setText("999999")
        screen.sign_in()
        qtbot.waitUntil(lambda: screen.pinEdit.text() == "")
        qtbot.waitUntil(lambda: not screen._busy)
    seconds[0] += 5
    screen._ticker.timeout.emit()
    assert "10 seconds" in screen.lockNotice.text
    seconds[0] += 10
    clock.advance(timedelta(seconds=15))
    screen._ticker.timeout.emit()
    assert not screen.lockNotice.isVisible()
    screen.pinEdit.setText(PIN)
    with qtbot.waitSignal(screen.signed_in):
        screen.sign_in()


def test_the_lock_button_hides_everything(hands: Hands) -> None:
    hands.click(hands.window.header._lock)
    assert hands.window.session is None
    assert not hands.window.rail.isVisible()
    assert hands.sign_in_screen.isVisible()


def test_locking_takes_a_sheet_with_pins_away(hands: Hands, people: People, clock: FixedClock) -> None:
    del clock
    hands.press("Zero report")
    hands.press("Close")
    hands.press("Open the polls")
    hands.until(hands.sheets)
    assert isinstance(hands.sheet(), PinSheet)
    hands.window.lock()
    hands.settle()
    assert hands.sheets() == []
    hands.sign_in(people.observer)
    assert hands.sheets() == []


def test_whoever_comes_next_chooses_no_file_for_somebody_who_has_left(hands: Hands) -> None:
    chosen: list[Path] = []
    file_choice.ask_file(hands.window, "Choose a file", "Lists (*.csv)", chosen.append)
    dialog = hands.window.findChild(file_choice.FileDialog)
    assert dialog is not None
    hands.window.lock()
    hands.settle()
    assert hands.window.findChild(file_choice.FileDialog) is None
    assert chosen == []


def test_ten_minutes_without_use_lock_the_window_and_say_why(hands: Hands) -> None:
    assert hands.window._idle._timer.interval() == 10 * 60 * 1000
    hands.window._idle._timer.timeout.emit()
    hands.settle()
    assert hands.window.session is None
    assert "10 minutes" in hands.sign_in_screen.reasonNotice.text


class CountedTimer:
    """A timer that only counts how often it was started."""

    def __init__(self) -> None:
        self.started = 0

    def start(self) -> None:
        self.started += 1

    def stop(self) -> None:
        pass

    @staticmethod
    def isActive() -> bool:
        return True


def _press_key_in(window: QWidget) -> None:
    native = window.windowHandle()
    assert native is not None
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(native, event)


def test_use_of_the_window_starts_the_ten_minutes_anew(hands: Hands, show: Show) -> None:
    timer = CountedTimer()
    hands.window._idle._timer = timer  # type: ignore[assignment]  # stands in for it
    _press_key_in(hands.window)
    assert timer.started == 1


def test_use_of_another_window_does_not(hands: Hands, show: Show) -> None:
    timer = CountedTimer()
    hands.window._idle._timer = timer  # type: ignore[assignment]  # stands in for it
    _press_key_in(show(QWidget(), 100, 100))
    assert timer.started == 0


def test_the_same_person_finds_the_page_as_it_was_left(hands: Hands, people: People) -> None:
    hands.go("records")
    hands.window.lock()
    hands.sign_in(people.manager)
    assert hands.window.current == "records"


def test_whoever_chose_a_place_first_comes_to_it_and_not_to_the_page_before(
    hands: Hands, people: People
) -> None:
    hands.go("records")
    hands.window.lock()
    hands.window.prefer("polling")
    hands.sign_in(people.manager)
    assert hands.window.current == "polling"
    hands.go("records")
    hands.window.lock()
    hands.sign_in(people.manager)
    assert hands.window.current == "records"


def test_the_header_says_station_election_state_time_and_queue(hands: Hands) -> None:
    header = hands.window.header
    assert header._place.lines.strong.text() == "가상 제1투표소"
    assert header._place.lines.small.text() == "Mock vote · Student council (fictional)"
    assert header._state.text() == "Published"
    assert header._time.strong.text().startswith("09:00:0")
    assert header._time.small.text() == "PC clock"
    assert header._queue.accessibleName() == "Not connected · 0 waiting"


def test_a_doubtful_clock_is_said_in_the_header(hands: Hands, clock: FixedClock) -> None:
    clock.set(clock.now(), ClockQuality.SUSPECT)
    hands.window.refresh()
    hands.settle()
    assert hands.window.header._time.small.text() == "Check the clock"


def test_the_header_counts_the_ballots_that_wait(open_day: Day, hands: Hands) -> None:
    open_day.vote("1")
    open_day.vote("2")
    hands.window.refresh()
    hands.settle()
    assert hands.window.header._queue.accessibleName() == "Not connected · 2 waiting"


def test_a_press_on_the_light_of_the_queue_leads_to_the_queue(hands: Hands) -> None:
    hands.click(hands.window.header._queue)
    assert hands.window.current == "queue"
    assert hands.window.page("queue").isVisible()


def test_one_election_gives_nothing_to_choose(hands: Hands) -> None:
    assert not hands.window.header._place.isEnabled()


def test_another_election_is_chosen_and_the_page_follows(
    desk: Desk, people: People, published: SmallElection, at_the_door: Hands, tmp_path: Path
) -> None:
    other = another_election(desk, people, published, tmp_path)
    at_the_door.sign_in(people.manager)
    before = at_the_door.window.election_id
    at_the_door.click(at_the_door.window.header._place)
    chooser = at_the_door.part(at_the_door.sheet(), ElectionChooser)
    wanted = other.id if before == published.id else published.id
    chooser.electionsTable.choose(wanted)
    at_the_door.fits()
    at_the_door.press("Go to this election")
    assert at_the_door.window.election_id == wanted
    at_the_door.until(lambda: at_the_door.polling.view is not None)
    view = at_the_door.polling.view
    assert view is not None
    assert view.election.id == wanted


def test_the_language_is_switched_for_this_window_alone(at_the_door: Hands, show: Show) -> None:
    other = show(QWidget(), 100, 100, lang="en")
    korean = next(
        b for b in at_the_door.sign_in_screen.languageButtons.findChildren(PushButton) if b.text() == "한국어"
    )
    at_the_door.click(korean)
    assert at_the_door.sign_in_screen.titleLabel.text() == "로그인"
    assert language.of(other) == "en"


def test_f1_says_what_one_does_here(hands: Hands) -> None:
    QTest.keyClick(hands.window, Qt.Key.Key_F1)
    hands.until(hands.sheets)
    assert "what comes next" in hands.said()


def test_a_call_from_a_booth_is_said_until_somebody_goes(hands: Hands) -> None:
    hands.window.call_official("기표대 1")
    hands.window.lock()
    assert hands.window.callBanner.isVisible()
    assert hands.window.callBanner.title == "기표대 1"
    hands.window.callBanner.acted.emit()
    assert not hands.window.callBanner.isVisible()


def test_without_accounts_the_sign_in_says_what_to_do(
    desk: Desk, show: Show, qtbot: QtBot, workers: Iterator[None]
) -> None:
    del workers
    hands = open_window(desk, show, qtbot)
    screen = hands.sign_in_screen
    assert screen.accountsTable.emptyText == "No accounts yet. Set this computer up first."
    assert not screen.signInButton.isEnabled()
    hands.fits()


def test_the_rail_has_all_places_in_their_order() -> None:
    assert [page.key for page in PAGES] == ["elections", "polling", "results", "queue", "records", "settings"]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_cut_off(
    desk: Desk,
    people: People,
    published: SmallElection,
    show: Show,
    qtbot: QtBot,
    workers: Iterator[None],
    lang: Lang,
    width: int,
    height: int,
) -> None:
    del published, workers
    hands = open_window(desk, show, qtbot, lang, width, height)
    hands.fits()
    hands.window._sign_in.begin(idle_minutes=10)
    hands.settle()
    hands.fits()
    hands.sign_in(people.manager)
    hands.window.call_official("기표대 1")
    for key in ("polling", "results", "queue", "records"):
        hands.go(key)
        assert too_small(hands.window) == [], key
