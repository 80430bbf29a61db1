"""Voters who use keys: two of them are enough, and one that is held or hit again and again acts once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import ElectionsScreen
from omp_desktop.gui.voter.focus_order import stops
from omp_desktop.gui.voter.places import BUSY, Place
from omp_desktop.gui.voter.start import StartScreen
from tests.gui.voter.hands import hold
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import AUDITORS, HALL, PRESIDENT, FakeVoting, option

MakeRig = Callable[[FakeVoting], Rig]
Key = Qt.Key
TWO_KEYS = [(Key.Key_Tab, Key.Key_Space), (Key.Key_Down, Key.Key_Return), (Key.Key_Right, Key.Key_Enter)]
WAY = ("goButton", "nextButton", "sealButton", "castButton", "doneButton")
MOST_STOPS = 40


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def answered(rig: Rig) -> None:
    rig.qtbot.waitUntil(lambda: rig.place not in BUSY)
    rig.settle()


def move_to(rig: Rig, key: Key, wanted: Callable[[QWidget], bool]) -> None:
    """Presses the key that moves until the focus is there."""
    for _ in range(MOST_STOPS):
        rig.key(key)
        now = focused()
        if now is not None and wanted(now):
            return
    pytest.fail("the key that moves does not lead there")


def named(*names: str) -> Callable[[QWidget], bool]:
    return lambda part: part.objectName() in names


def go_on(rig: Rig, move: Key, act: Callable[[], object]) -> None:
    """The button that leads on from this screen, and what comes of it."""
    move_to(rig, move, named(*WAY))
    act()
    answered(rig)


@pytest.mark.parametrize(("move", "select"), TWO_KEYS)
def test_a_whole_vote_with_two_keys(make_rig: MakeRig, voting: FakeVoting, move: Key, select: Key) -> None:
    many = tuple(option(n, f"후보{n}", f"Candidate {n}", "가람당") for n in range(1, 15))
    long_list = type(PRESIDENT)("president", PRESIDENT.title, 1, True, PRESIDENT.kind, many)
    voting.contests = (long_list, AUDITORS)
    voting.issue(2)
    rig = make_rig(voting).open()
    rig.look()

    def act() -> None:
        rig.key(select)

    rig.screen(StartScreen)
    act()
    elections = rig.screen(ElectionsScreen)
    move_to(rig, move, lambda part: part is elections.election_rows[0].button)
    act()
    answered(rig)
    go_on(rig, move, act)
    # A candidate of the second page.
    screen = rig.screen(ContestScreen)
    move_to(rig, move, lambda part: part is screen.rows.more_button)
    act()
    shown = [row for row in screen.option_rows if row.isVisible()]
    move_to(rig, move, lambda part: part is shown[1].card)
    act()
    go_on(rig, move, act)
    # One too many is said in a sheet, which is closed.
    auditors = rig.screen(ContestScreen)
    for row in auditors.option_rows[:3]:
        move_to(rig, move, lambda part, row=row: part is row.card)
        act()
    assert len(rig.sheets()) == 1
    act()
    assert rig.sheets() == []
    go_on(rig, move, act)
    # Back to one contest, and help on the way.
    move_to(rig, move, named("helpButton"))
    act()
    move_to(rig, move, named("closeButton"))
    act()
    go_on(rig, move, act)
    # The machine is tested, then the ballot is sealed again and a receipt taken.
    move_to(rig, move, named("testButton"))
    act()
    move_to(rig, move, named("rejectButton"))
    act()
    rig.until(Place.TESTED)
    go_on(rig, move, act)
    go_on(rig, move, act)
    move_to(rig, move, named("receiptButton"))
    act()
    move_to(rig, move, named("rejectButton"))
    act()
    go_on(rig, move, act)
    assert rig.place is Place.RECORDED
    chosen = {"president": {shown[1].option.id}, "auditors": {o.id for o in AUDITORS.options[:2]}}
    assert list(voting.boxed.values()) == [chosen]
    assert voting.wanted == [True]


@pytest.mark.parametrize("move", [Key.Key_Tab, Key.Key_Down])
def test_the_key_that_moves_reaches_everything_on_every_screen(
    make_rig: MakeRig, voting: FakeVoting, move: Key
) -> None:
    voting.contests = (PRESIDENT, HALL)
    voting.issue(2)
    rig = make_rig(voting).open()
    missed = []
    for name in rig.tour():
        if name == "official" and move is not Key.Key_Tab:  # in the list of officials it chooses
            continue
        over = rig.sheets()[-1] if rig.sheets() else rig.booth
        wanted, reached = {id(part): part for part in stops(over)}, set()
        for _ in range(2 * len(wanted) + 1):
            rig.key(move)
            reached.add(id(focused()))
        missed += [f"{name}: {wanted[each].objectName()}" for each in wanted.keys() - reached]
        assert reached <= wanted.keys() | {id(rig.booth.current)}, name
    assert missed == []


@pytest.mark.parametrize("select", [Key.Key_Space, Key.Key_Return])
def test_a_key_that_is_held_acts_once_on_every_screen(
    make_rig: MakeRig, voting: FakeVoting, select: Key
) -> None:
    voting.contests = (PRESIDENT, HALL)
    rig = make_rig(voting).open()
    rig.look()
    rig.screen(StartScreen)
    places = []

    def held() -> None:
        hold(select)
        answered(rig)
        ballot = rig.booth.flow.ballot
        places.append((rig.place, -1 if ballot is None else ballot.contest_index))

    held()
    for _ in range(6):
        go_on(rig, Key.Key_Tab, held)
    assert places == [
        (Place.HOW_TO, 0),
        (Place.CONTEST, 0),
        (Place.CONTEST, 1),
        (Place.REVIEW, 1),
        (Place.SEALED, 1),
        (Place.RECORDED, 1),
        (Place.START, -1),
    ]
    assert len(voting.boxed) == 1


def test_a_key_that_is_held_on_a_card_chooses_and_does_not_unchoose(rig: Rig) -> None:
    rig.to_contest()
    card = rig.screen(ContestScreen).option_rows[1].card
    card.setFocus()
    hold(Key.Key_Space)
    assert card.chosen


@pytest.mark.parametrize("select", [Key.Key_Space, Key.Key_Return])
def test_a_key_hit_again_and_again_goes_one_step_and_casts_one_vote(
    make_rig: MakeRig, voting: FakeVoting, select: Key
) -> None:
    voting.contests = (PRESIDENT, HALL)
    rig = make_rig(voting).open()
    rig.look()
    rig.screen(StartScreen)

    def hit() -> None:
        for _ in range(30):
            QTest.keyClick(focused() or rig.window, select)
            QApplication.processEvents()
        answered(rig)
        for _ in range(30):
            QTest.keyClick(focused() or rig.window, select)

    places = []
    hit()
    places.append(rig.place)
    for _ in range(5):
        go_on(rig, Key.Key_Tab, hit)
        places.append(rig.place)
    assert places == [
        Place.HOW_TO,
        Place.CONTEST,
        Place.CONTEST,
        Place.REVIEW,
        Place.SEALED,
        Place.RECORDED,
    ]
    assert (len(voting.sealed), len(voting.boxed)) == (1, 1)
    assert voting.calls.count("cast") == 1


def test_esc_never_leaves_a_screen_and_answers_a_question_with_what_keeps_the_ballot(rig: Rig) -> None:
    rig.to_sealed(1)
    rig.click(rig.booth.current.backButton)  # type: ignore[union-attr]
    assert len(rig.sheets()) == 1
    rig.key(Key.Key_Escape)
    assert (rig.sheets(), rig.place) == ([], Place.SEALED)
    rig.key(Key.Key_Escape)
    assert rig.place is Place.SEALED
    assert rig.voting.void == []
