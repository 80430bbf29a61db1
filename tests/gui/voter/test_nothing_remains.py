"""After each voter nothing of the voter remains on the booth."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language, tasks, theme
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.look_up import LookUpScreen
from omp_desktop.gui.voter.marks import Marks
from omp_desktop.gui.voter.opened import OpenedSheet
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen
from omp_desktop.gui.voter.own_vote import OwnVoteScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.voter.tested import TestedScreen
from omp_desktop.services.voting import OpenedBallot, Recorded, ShownContest
from omp_desktop.store.errors import StoreFailed
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import CODE, PRESIDENT, RECEIPT, FakeVoting

MakeRig = Callable[[FakeVoting], Rig]
_TEXTS = (
    "text",
    "accessibleName",
    "accessibleDescription",
    "toolTip",
    "placeholderText",
    "windowTitle",
    "code",
)


def words_on(window: QWidget) -> str:
    """Everything that any object of the window could show or say."""
    found = []
    for part in (window, *window.findChildren(QObject)):
        for name in _TEXTS:
            value = getattr(part, name, None)
            value = value() if callable(value) else value
            if isinstance(value, str):
                found.append(value)
    return "\n".join(found)


def of_voters() -> list[object]:
    gc.collect()
    kept = (VoterBallot, Marks, Recorded, OpenedBallot, ShownContest)
    return [thing for thing in gc.get_objects() if isinstance(thing, kept)]


_others: list[object] = []


@pytest.fixture(autouse=True)
def _voters_of_other_tests() -> Iterator[None]:
    """What other tests in this process made of voters and keep, as examples."""
    _others[:] = of_voters()
    yield
    _others.clear()


def assert_clean(rig: Rig) -> None:
    rig.screen(StartScreen)
    rig.settle()
    rig.qtbot.waitUntil(tasks.idle)  # what a worker is at still has its voter
    words = words_on(rig.window)
    for option in PRESIDENT.options:
        assert option.name.ko not in words
        assert option.name.en not in words
    assert CODE not in words
    assert RECEIPT not in words
    assert [thing for thing in of_voters() if not any(thing is known for known in _others)] == []
    assert rig.booth.flow.ballot is None
    assert language.of(rig.window) == "ko"
    assert (theme.of(rig.window).millimetres, theme.of(rig.window).name) == (4.8, "default")
    assert rig.sheets() == []
    assert QGuiApplication.clipboard().text() == ""


def change_everything(rig: Rig) -> None:
    rig.click(rig.booth.bar.englishButton)
    rig.booth.preferences.resize(3)
    rig.booth.preferences.recolour(2)


def test_the_check_sees_what_is_still_there(rig: Rig) -> None:
    rig.to_contest()
    assert PRESIDENT.options[1].name.ko in words_on(rig.window)
    assert [thing for thing in gc.get_objects() if isinstance(thing, Marks)] != []
    rig.booth.break_down()
    rig.booth.release()
    rig.until(Place.START)
    rig.booth.preferences.recolour(2)
    with pytest.raises(AssertionError):
        assert_clean(rig)


def test_after_a_vote_that_ended_with_a_touch(rig: Rig) -> None:
    rig.to_sealed(1)
    change_everything(rig)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.click(rig.screen(RecordedScreen).doneButton)
    assert_clean(rig)


def test_after_a_vote_that_ended_by_itself(rig: Rig) -> None:
    rig.to_sealed(1)
    change_everything(rig)
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    for _ in range(15):
        screen.countdown.tick()
    assert_clean(rig)


def test_after_a_voter_who_walked_away_with_a_sheet_open(rig: Rig) -> None:
    rig.to_contest()
    change_everything(rig)
    contest = rig.booth.current
    rig.click(contest.option_rows[1].card)  # type: ignore[union-attr]
    rig.click(contest.option_rows[1].pledges_button)  # type: ignore[union-attr]
    del contest
    rig.seconds += 200
    rig.booth.attendance.watch()
    assert rig.place is Place.LOCKED
    rig.booth.release()
    rig.until(Place.START)
    assert_clean(rig)


def test_after_a_vote_that_was_not_recorded(rig: Rig, voting: FakeVoting) -> None:
    rig.to_sealed(1)
    change_everything(rig)
    voting.fail("cast", StoreFailed(reason="EIO"))
    rig.click(rig.screen(SealedScreen).castButton)
    rig.screen(NotRecordedScreen)
    rig.booth.release()
    rig.until(Place.START)
    assert_clean(rig)


def test_after_a_code_was_looked_up_and_copied(rig: Rig) -> None:
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    screen.codeEdit.setText(CODE)
    screen.codeEdit.setFocus()
    QTest.keyClick(screen.codeEdit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.codeEdit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rig.click(screen.backButton)
    assert_clean(rig)


def test_after_a_vote_with_a_receipt(rig: Rig) -> None:
    rig.to_sealed(1)
    rig.take_receipt()
    change_everything(rig)
    rig.click(rig.screen(SealedScreen).castButton)
    screen = rig.screen(RecordedScreen)
    assert screen.receiptDisplay.code == RECEIPT
    for _ in range(90):
        screen.countdown.tick()
    del screen
    assert_clean(rig)


def test_after_the_machine_was_tested_and_the_voter_walked_away(rig: Rig) -> None:
    rig.to_sealed(1)
    change_everything(rig)
    rig.click(rig.screen(SealedScreen).testButton)
    rig.click(rig.in_sheet("rejectButton"))
    rig.screen(TestedScreen)
    rig.seconds += 200
    rig.booth.attendance.watch()
    assert rig.place is Place.LOCKED
    rig.booth.release()
    rig.until(Place.START)
    assert_clean(rig)


@pytest.mark.parametrize("end", ["close", "time", "walked away"])
def test_after_somebody_saw_the_own_vote(rig: Rig, end: str) -> None:
    rig.look()
    rig.let_official_in("ownVoteButton")
    screen = rig.screen(OwnVoteScreen)
    screen.codeEdit.setText(f"{CODE} {RECEIPT}")
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(lambda: bool(rig.sheets()))
    sheet = rig.sheets()[-1].findChild(OpenedSheet)
    assert sheet is not None
    rig.settle()
    assert PRESIDENT.options[1].name.ko in words_on(rig.window)
    assert CODE not in words_on(rig.window)
    change_everything(rig)
    if end == "close":
        rig.click(sheet.closeButton)
    elif end == "time":
        for _ in range(30):
            sheet.countdown.tick()
    else:
        rig.seconds += 200
        rig.booth.attendance.watch()
    del sheet, screen
    assert_clean(rig)


def test_after_a_receipt_that_shows_nothing(rig: Rig) -> None:
    rig.look()
    rig.let_official_in("ownVoteButton")
    screen = rig.screen(OwnVoteScreen)
    screen.codeEdit.setText(CODE)
    rig.click(screen.findButton)
    screen.codeEdit.setText(RECEIPT[:-1] + "0")
    rig.click(screen.findButton)
    rig.qtbot.waitUntil(lambda: bool(rig.sheets()))
    rig.click(rig.in_sheet("acceptButton"))
    rig.click(screen.backButton)
    assert_clean(rig)


def test_nothing_is_written_to_the_log(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    rig.to_sealed(1)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.click(rig.screen(RecordedScreen).doneButton)
    rig.screen(StartScreen)
    assert caplog.text == ""


def test_ten_voters_leave_no_more_widgets_than_one(rig: Rig, voting: FakeVoting) -> None:
    def vote() -> int:
        voting.issue()
        rig.to_sealed(1)
        rig.click(rig.screen(SealedScreen).castButton)
        rig.click(rig.screen(RecordedScreen).doneButton)
        rig.screen(StartScreen)
        rig.settle()
        return len(rig.window.findChildren(QObject))

    first = vote()
    assert [vote() for _ in range(10)] == [first] * 10
