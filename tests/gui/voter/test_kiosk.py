"""The kiosk's window: nobody walks out of it, and only officials end what has stopped."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from omp_desktop.gui import language
from omp_desktop.gui.voter.official_access import OfficialAccessSheet
from omp_desktop.gui.voter.outcome import NotRecordedScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.voter.stopped import LockedScreen, OutOfOrderScreen
from omp_desktop.store.errors import StoreFailed
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import PIN, FakeVoting


def door(rig: Rig) -> OfficialAccessSheet:
    """The sheet that asks an official for a PIN."""
    rig.qtbot.waitUntil(lambda: bool(rig.window.findChildren(OfficialAccessSheet)))
    rig.settle()
    return rig.window.findChildren(OfficialAccessSheet)[0]


def enter(rig: Rig, pin: str) -> OfficialAccessSheet:
    """Type a PIN on the screen's keys."""
    sheet = door(rig)
    for digit in pin:
        rig.click(sheet.content.findChild(type(sheet.clearButton), f"key{digit}Button"))
    return sheet


def test_the_window_has_no_frame_and_fills_the_screen(rig: Rig) -> None:
    assert rig.window.windowFlags() & Qt.WindowType.FramelessWindowHint
    rig.window.open_kiosk()
    assert rig.window.isFullScreen()


def test_closing_is_refused(rig: Rig) -> None:
    assert not rig.window.close()
    assert rig.window.isVisible()


@pytest.mark.parametrize(
    ("key", "with_"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_end_programs_do_nothing(rig: Rig, key: Qt.Key, with_: Qt.KeyboardModifier) -> None:
    QTest.keyClick(rig.window, key, with_)
    QTest.keyClick(QApplication.focusWidget() or rig.window, key, with_)
    rig.settle()
    assert rig.window.isVisible()
    assert rig.place is Place.START


def test_there_is_no_context_menu(rig: Rig) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(rig.window, event)
    assert event.isAccepted()
    assert QApplication.activePopupWidget() is None


def test_the_booth_makes_void_what_was_left_before_it_waits_for_voters(rig: Rig, voting: FakeVoting) -> None:
    assert voting.calls[0] == "recover"


def test_leaving_needs_the_pin_of_an_official(rig: Rig) -> None:
    rig.click(rig.booth.bar.helpButton)
    rig.click(rig.in_sheet("officialButton"))
    sheet = enter(rig, PIN)
    assert not sheet.releaseButton.isVisible()
    with rig.qtbot.waitSignal(rig.window.left):
        rig.click(sheet.leaveButton)
    assert not rig.window.isVisible()


def test_a_wrong_pin_is_said_and_the_window_stays(rig: Rig) -> None:
    rig.booth.let_official_in()
    sheet = enter(rig, "000000")
    rig.click(sheet.leaveButton)
    rig.qtbot.waitUntil(lambda: bool(sheet.pinField.error))
    assert "PIN이 맞지 않습니다." in sheet.pinField.error
    language.set_language(rig.window, "en")
    assert "PIN이 맞지 않습니다." not in sheet.pinField.error
    assert "PIN" in sheet.pinField.error
    assert sheet.pinEdit.text() == ""
    assert sheet.leaveButton.isEnabled()
    assert rig.window.isVisible()


def test_without_a_pin_nothing_is_asked(rig: Rig) -> None:
    rig.booth.let_official_in()
    sheet = door(rig)
    rig.click(sheet.leaveButton)
    assert sheet.pinField.error == "PIN을 입력하십시오"
    assert rig.window.isVisible()


def test_only_officials_stand_on_the_list(rig: Rig) -> None:
    rig.booth.let_official_in()
    box = door(rig).personBox
    assert [box.itemText(index) for index in range(box.count())] == ["관리관", "위원"]


def test_the_pin_does_not_stay_when_the_sheet_is_closed(rig: Rig) -> None:
    rig.booth.let_official_in()
    sheet = enter(rig, "2048")
    edit = sheet.pinEdit
    assert edit.text() == "2048"
    sheet.closed.connect(lambda: None)
    QTest.mouseClick(sheet.cancelButton, Qt.MouseButton.LeftButton)
    assert edit.text() == ""


def test_keys_of_the_screen_type_clear_and_take_back(rig: Rig) -> None:
    rig.booth.let_official_in()
    sheet = enter(rig, "123")
    rig.click(sheet.backspaceButton)
    assert sheet.pinEdit.text() == "12"
    rig.click(sheet.clearButton)
    assert sheet.pinEdit.text() == ""


def test_a_locked_booth_is_opened_by_an_official_and_waits_for_a_voter_again(
    rig: Rig, voting: FakeVoting
) -> None:
    rig.to_contest()
    rig.seconds += 200
    rig.booth.attendance.watch()
    screen = rig.screen(LockedScreen)
    # Nobody may be there any more who could call.
    assert rig.calls == ["기표대 1"]
    rig.click(screen.callButton)
    assert rig.calls == ["기표대 1"] * 2
    rig.click(screen.officialButton)
    rig.click(enter(rig, PIN).releaseButton)
    rig.screen(StartScreen)
    assert len(voting.permits) == 1


def test_enter_in_the_pin_field_does_the_first_thing_offered(rig: Rig) -> None:
    rig.to_contest()
    rig.seconds += 200
    rig.booth.attendance.watch()
    rig.click(rig.screen(LockedScreen).officialButton)
    sheet = enter(rig, PIN)
    QTest.keyClick(sheet.pinEdit, Qt.Key.Key_Return)
    rig.screen(StartScreen)


def test_not_recorded_ends_by_an_official_only(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    voting.fail("cast", StoreFailed(reason="EIO"))
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(NotRecordedScreen)
    assert rig.calls == ["기표대 1"]
    rig.key(Qt.Key.Key_Escape)
    assert rig.place is Place.FAILED
    rig.click(screen.officialButton)
    rig.click(enter(rig, PIN).releaseButton)
    rig.screen(StartScreen)
    assert voting.calls[-1] == "sweep"


def test_a_bug_while_sealing_stops_the_booth_and_reaches_the_exception_hook(
    rig: Rig, voting: FakeVoting
) -> None:
    rig.to_contest()
    rig.click(rig.booth.current.nextButton)  # type: ignore[union-attr]
    voting.fail("seal", ZeroDivisionError())
    with rig.qtbot.capture_exceptions() as caught:
        rig.click(rig.booth.current.sealButton)  # type: ignore[union-attr]
        rig.until(Place.OUT_OF_ORDER)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    screen = rig.screen(OutOfOrderScreen)
    assert screen.officialButton.isVisible()
    assert rig.calls == ["기표대 1"]
    rig.click(screen.callButton)
    assert rig.calls == ["기표대 1"] * 2


def test_the_exception_hook_of_the_program_can_stop_the_booth(rig: Rig) -> None:
    rig.to_contest()
    rig.window.out_of_order()
    rig.screen(OutOfOrderScreen)
    assert not rig.window.close()


def test_a_booth_whose_store_fails_at_the_start_is_out_of_order(
    make_rig: Callable[[FakeVoting], Rig], voting: FakeVoting
) -> None:
    voting.fail("recover", StoreFailed(reason="EIO"))
    rig = make_rig(voting)
    rig.window.show()
    rig.booth.open()
    rig.screen(OutOfOrderScreen)


def test_the_window_never_grows_with_what_it_shows(rig: Rig) -> None:
    rig.to_contest()
    for mm in (8.5, 3.5, 6.4, 4.8):
        rig.dress("default", mm)
        assert rig.window.size().toTuple() == (1280, 800)


def test_a_key_counts_as_somebody_there(rig: Rig) -> None:
    rig.to_contest()
    rig.seconds += 119
    QTest.keyClick(rig.window.windowHandle(), Qt.Key.Key_Shift)
    rig.seconds += 60
    rig.booth.attendance.watch()
    assert rig.sheets() == []


@pytest.mark.parametrize("voting_now", [False, True], ids=["at the start", "in the middle of a vote"])
def test_the_question_for_a_pin_goes_when_nobody_answers_it(rig: Rig, voting_now: bool) -> None:
    if voting_now:
        rig.to_contest()
    rig.booth.let_official_in()
    enter(rig, PIN[:2])

    rig.seconds += 151
    rig.booth.attendance.watch()
    rig.settle()

    assert rig.sheets() == []
    assert rig.place is (Place.LOCKED if voting_now else Place.START)
