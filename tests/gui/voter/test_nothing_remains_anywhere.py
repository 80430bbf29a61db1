"""After each voter the booth is what it was before the first one: every property of every object."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.crypto.ballot_encryption import SealedBallot
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.gui import tasks
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.casting import Casting
from omp_desktop.gui.voter.look_up import LookUpScreen
from omp_desktop.gui.voter.marks import Marks
from omp_desktop.gui.voter.outcome import RecordedScreen
from omp_desktop.gui.voter.places import Failure, Place, Work
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.sheets import QuestionSheet
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.services import voting as voting_service
from omp_desktop.services.receipts import Receipt
from omp_desktop.services.voting import OpenedBallot, Recorded, Sealed, ShownContest, VotingSession
from omp_desktop.store.errors import StoreFailed
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import CODE, HALL, PRESIDENT, FakeVoting
from tests.gui.voter.test_whole_vote import Kiosk, kiosk  # noqa: F401 - the fixture is found by its name

MakeRig = Callable[[FakeVoting], Rig]
PLAIN = (str, int, float, bool)
GOES_ON = frozenset({"remainingTime", "remainingTimeAsDuration"})
PLACES = frozenset({"x", "y", "width", "height"})  # what is hidden gets none before it is shown
OF_A_VOTER = (
    VoterBallot,
    Casting,
    Marks,
    Failure,
    Work,
    VotingSession,
    Sealed,
    Recorded,
    OpenedBallot,
    ShownContest,
    SealedBallot,
    Receipt,
    voting_service._SealedHere,
)
Picture = list[tuple[str, dict[str, object]]]


def picture(window: QWidget) -> Picture:
    """Every plain property, also the dynamic ones, of the window and all that is in it."""
    return [(type(part).__name__, dict(properties(part))) for part in (window, *window.findChildren(QObject))]


def properties(part: QObject) -> Iterator[tuple[str, object]]:
    told = part.metaObject()
    names = [told.property(index).name() for index in range(told.propertyCount())]
    names += [bytes(name.data()).decode() for name in part.dynamicPropertyNames()]
    hidden = isinstance(part, QWidget) and not part.isVisible()
    for name in names:
        if name in GOES_ON or (hidden and name in PLACES):
            continue
        if name.startswith(("_PySide", "_q_")):  # what the binding and the loader note for themselves
            continue
        value = part.property(name)
        if isinstance(value, PLAIN):
            yield name, value


def differences(before: Picture, after: Picture) -> list[str]:
    """What is not as it was."""
    if [kind for kind, _ in before] != [kind for kind, _ in after]:
        return [f"other parts: {len(before)} before, {len(after)} after"]
    return [
        f"{kind}.{name}: {was.get(name)!r} → {now.get(name)!r}"
        for (kind, was), (_, now) in zip(before, after, strict=True)
        for name in was.keys() | now.keys()
        if was.get(name) != now.get(name)
    ]


@pytest.fixture
def left_over(qtbot: QtBot) -> Callable[[], list[object]]:
    """Tells which objects know something of a voter, but for those that were there before the test."""

    def found() -> list[object]:
        # What a worker is at still has its voter, and Python may not be asked for all objects while one
        # makes a tuple.
        qtbot.waitUntil(tasks.idle)
        gc.collect()
        return [thing for thing in gc.get_objects() if isinstance(thing, OF_A_VOTER)]

    before = found()  # voters of other tests in this process, as examples

    def left() -> list[object]:
        return [thing for thing in found() if not any(thing is known for known in before)]

    return left


def wait_for_nobody(rig: Rig) -> Picture:
    """The booth at rest, without a permit."""
    rig.voting.permits = []
    rig.look()
    rig.screen(StartScreen)
    rig.settle()
    return picture(rig.window)


def change_everything(rig: Rig) -> None:
    rig.click(rig.booth.bar.englishButton)
    rig.booth.preferences.resize(3)
    rig.booth.preferences.recolour(2)


def vote(rig: Rig) -> None:
    rig.click(rig.screen(SealedScreen).castButton)
    rig.click(rig.screen(RecordedScreen).doneButton)


def vote_with_a_receipt(rig: Rig) -> None:
    rig.take_receipt()
    vote(rig)


def walk_away(rig: Rig) -> None:
    rig.click(rig.booth.bar.helpButton)
    rig.seconds += 200
    rig.booth.attendance.watch()
    assert rig.place is Place.LOCKED
    rig.booth.release()


def fail(rig: Rig) -> None:
    rig.voting.fail("cast", StoreFailed(reason="EIO"))
    rig.click(rig.screen(SealedScreen).castButton)
    rig.until(Place.FAILED)
    rig.booth.release()


def choose_again_and_vote(rig: Rig) -> None:
    rig.click(rig.screen(SealedScreen).backButton)
    rig.click(rig.in_sheet("rejectButton"))
    rig.until(Place.REVIEW)
    while rig.place is Place.REVIEW:
        # In large letters the choices fill several pages, and are sealed once all were seen.
        rig.click(rig.booth.current.sealButton)  # type: ignore[union-attr]
        rig.settle()
    vote(rig)


def have_the_machine_tested(rig: Rig) -> None:
    rig.click(rig.screen(SealedScreen).testButton)
    rig.click(rig.in_sheet("rejectButton"))
    rig.until(Place.TESTED)
    walk_away(rig)


@pytest.mark.parametrize(
    "end", [vote, vote_with_a_receipt, walk_away, fail, choose_again_and_vote, have_the_machine_tested]
)
def test_every_property_is_what_it_was_before_the_voter_came(
    make_rig: MakeRig,
    voting: FakeVoting,
    left_over: Callable[[], list[object]],
    end: Callable[[Rig], None],
) -> None:
    permits = voting.permits
    voting.contests = (PRESIDENT, HALL)
    rig = make_rig(voting).open()
    before = wait_for_nobody(rig)
    voting.permits = permits
    rig.to_sealed(1)
    change_everything(rig)
    end(rig)
    rig.until(Place.START)
    after = wait_for_nobody(rig)
    assert differences(before, after) == []
    assert left_over() == []


def test_the_picture_sees_one_property_of_one_part(rig: Rig) -> None:
    before = wait_for_nobody(rig)
    rig.screen(StartScreen).signIcon.setProperty("remembered", "x")
    assert differences(before, picture(rig.window)) == ["Icon.remembered: None → 'x'"]


def test_what_was_typed_can_neither_be_undone_nor_pasted_from_the_selection(rig: Rig) -> None:
    rig.click(rig.booth.bar.lookUpButton)
    screen = rig.screen(LookUpScreen)
    screen.codeEdit.setFocus()
    QTest.keyClicks(screen.codeEdit, CODE)
    assert screen.codeEdit.isUndoAvailable()
    clipboard = QGuiApplication.clipboard()
    # As on X11, where marking a text is enough to paste it elsewhere; without a screen there is no such
    # selection, and the clipboard stands for it.
    clipboard.blockSignals(True)
    clipboard.setText(CODE)
    clipboard.blockSignals(False)
    clipboard.selectionChanged.emit()
    rig.click(screen.backButton)
    rig.screen(StartScreen)
    rig.settle()
    assert clipboard.text() == ""
    assert rig.window.findChildren(type(screen.codeEdit)) == []


# --- with the real services


def end_of(kiosk: Kiosk, end: str) -> None:  # noqa: F811 - the fixture
    booth = kiosk.window.booth
    if end == "voted":
        kiosk.click(kiosk.shown(SealedScreen).castButton)  # type: ignore[attr-defined]
        kiosk.click(kiosk.shown(RecordedScreen).doneButton)  # type: ignore[attr-defined]
    elif end == "tested":
        kiosk.click(kiosk.shown(SealedScreen).testButton)  # type: ignore[attr-defined]
        kiosk.click(kiosk.window.findChildren(QuestionSheet)[0].rejectButton)
        kiosk.qtbot.waitUntil(lambda: kiosk.place is Place.TESTED)
        booth._stop_voter(booth.flow.lock)
        booth.release()
    else:
        booth._stop_voter(booth.flow.lock)
        booth.release()
    kiosk.shown(StartScreen)
    QApplication.processEvents()


@pytest.mark.parametrize("end", ["voted", "tested", "walked away"])
def test_the_services_keep_nothing_of_a_voter(
    left_over: Callable[[], list[object]],
    kiosk: Kiosk,  # noqa: F811
    end: str,
) -> None:
    kiosk.day.permit("3")
    kiosk.to_sealed()
    assert left_over() != []
    end_of(kiosk, end)
    assert left_over() == []
    assert (BallotStatus.CAST in kiosk.counted()) is (end == "voted")


def test_the_next_voters_leave_no_more_objects_threads_or_parts_than_the_first(rig: Rig) -> None:
    def held(voters: int) -> tuple[int, int, int]:
        for _ in range(voters):
            rig.voting.issue()
            rig.to_sealed(1)
            vote(rig)
            rig.screen(StartScreen)
            for kept in (rig.voting.boxed, rig.voting.sealed, rig.voting.calls, rig.voting.wanted):
                kept.clear()
        rig.settle()
        rig.qtbot.waitUntil(tasks.idle)
        gc.collect()
        return len(gc.get_objects()), threading.active_count(), len(rig.window.findChildren(QObject))

    objects, threads, parts = zip(*(held(2) for _ in range(5)), strict=True)
    assert (len(set(threads[1:])), len(set(parts))) == (1, 1)
    # Something is made once, at any time; what is left of voters is left each time, and is hundreds.
    assert min(later - sooner for sooner, later in pairwise(objects)) < 50
