"""Fingers on the booth: real touch events that tap twice, tremble, slip, and come at a wrong moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import HowToScreen
from omp_desktop.gui.voter.outcome import RecordedScreen
from omp_desktop.gui.voter.places import BUSY, Place
from omp_desktop.gui.voter.pledges import PledgesSheet
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.voter.unseen_touches import UnseenTouches
from omp_desktop.gui.widgets import Countdown
from omp_desktop.gui.widgets.pressable import EnterActs
from tests.gui.voter.hands import RATTLE, Finger, finger
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import AUDITORS, HALL, PLEDGES, PRESIDENT, FakeVoting, option

MakeRig = Callable[[FakeVoting], Rig]
SECOND = PRESIDENT.options[1].id
A_SECOND = round(1 / RATTLE)
WAY = {
    Place.HOW_TO: "goButton",
    Place.CONTEST: "nextButton",
    Place.REVIEW: "sealButton",
    Place.SEALED: "castButton",
    Place.RECORDED: "doneButton",
}


@pytest.fixture
def touched(make_rig: MakeRig, voting: FakeVoting) -> tuple[Rig, Finger]:
    """An open kiosk with two contests, and a finger."""
    voting.contests = (PRESIDENT, HALL)
    rig = make_rig(voting).open()
    rig.look()
    return rig, finger(rig)


def way_on(rig: Rig) -> QWidget:
    """The button that leads on from the screen that is shown."""
    found: QWidget = getattr(rig.booth.current, WAY[rig.place])
    return found


def answered(rig: Rig) -> None:
    """Let what was asked of the services be answered."""
    rig.qtbot.waitUntil(lambda: rig.place not in BUSY)
    rig.settle()


def go_to(rig: Rig, by: Finger, place: Place) -> None:
    """By single taps from the start; the second candidate and whatever else is not needed stays empty."""
    by.tap(rig.screen(StartScreen).signIcon)
    answered(rig)
    while rig.place is not place:
        if rig.place is Place.CONTEST and rig.booth.flow.ballot.contest_index == 0:  # type: ignore[union-attr]
            by.tap(rig.screen(ContestScreen).option_rows[1].card)
        by.tap(way_on(rig))
        answered(rig)


def test_a_vote_by_a_finger_alone(touched: tuple[Rig, Finger]) -> None:
    rig, by = touched
    go_to(rig, by, Place.RECORDED)
    assert list(rig.voting.boxed.values()) == [{"president": {SECOND}, "hall": set()}]
    by.tap(way_on(rig))
    rig.screen(StartScreen)


@pytest.mark.parametrize("gap", [0.05, 0.3])
def test_with_every_tap_twice_each_step_is_taken_once_and_every_contest_is_seen(
    touched: tuple[Rig, Finger], gap: float
) -> None:
    rig, by = touched
    seen = []

    def tap_twice(part: QWidget) -> None:
        by.tap(part)
        answered(rig)
        by.tap(by.at, after=gap)
        answered(rig)
        ballot = rig.booth.flow.ballot
        seen.append((rig.place, -1 if ballot is None else ballot.contest_index))

    tap_twice(rig.screen(StartScreen).signIcon)
    for _ in range(6):
        tap_twice(way_on(rig))
    assert seen == [
        (Place.HOW_TO, 0),
        (Place.CONTEST, 0),
        (Place.CONTEST, 1),
        (Place.REVIEW, 1),
        (Place.SEALED, 1),
        (Place.RECORDED, 1),
        (Place.START, -1),
    ]
    assert len(rig.voting.boxed) == 1
    assert not rig.booth.flow.arrivals.wanted


def test_the_control_with_unseen_touches_let_through_leaves_a_contest_out(
    touched: tuple[Rig, Finger], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnseenTouches, "appeared", lambda _: None)
    rig, by = touched
    go_to(rig, by, Place.CONTEST)
    by.tap(way_on(rig))
    by.tap(by.at, after=0.05)
    answered(rig)
    assert rig.place is Place.REVIEW


def test_a_trembling_finger_never_chooses_and_unchooses(touched: tuple[Rig, Finger]) -> None:
    rig, by = touched
    go_to(rig, by, Place.CONTEST)
    card = rig.screen(ContestScreen).option_rows[1].card
    rig.seconds += 1
    for taps in range(7):
        by.tap(card, after=RATTLE)
        assert card.chosen, taps


def test_two_hands_that_touch_two_cards_at_almost_the_same_time_choose_both(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    voting.contests = (AUDITORS,)
    rig = make_rig(voting).open()
    rig.look()
    by = finger(rig)
    by.tap(rig.screen(StartScreen).signIcon)
    answered(rig)
    by.tap(rig.screen(HowToScreen).goButton)
    rows = rig.screen(ContestScreen).option_rows
    rig.settle()
    by.tap(rows[0].card)
    by.tap(rows[2].card, after=RATTLE)
    assert [row.card.chosen for row in rows] == [True, False, True, False]


@pytest.mark.parametrize("place", list(WAY))
def test_fifty_taps_a_second_go_one_step_and_no_further(touched: tuple[Rig, Finger], place: Place) -> None:
    rig, by = touched
    go_to(rig, by, place)
    rig.voting.issue()
    rig.seconds += 1
    steps: list[Place] = []

    def note() -> None:
        QApplication.processEvents()
        if not steps or steps[-1] is not rig.place:
            steps.append(rig.place)

    rig.booth.lookout.stop()
    by.rattle(way_on(rig), 2 * A_SECOND, let=note)
    answered(rig)
    by.rattle(by.at, 2 * A_SECOND, let=note)
    rig.booth.lookout.look()
    answered(rig)
    after = {Place.HOW_TO: Place.CONTEST, Place.REVIEW: Place.SEALED, Place.SEALED: Place.RECORDED}
    assert rig.place is after.get(place, Place.START if place is Place.RECORDED else Place.CONTEST)
    assert len(rig.voting.boxed) == (place in {Place.SEALED, Place.RECORDED})
    assert rig.voting.calls.count("cast") == len(rig.voting.boxed)
    assert not rig.booth.flow.arrivals.wanted


def test_after_a_finger_that_trembled_a_single_touch_acts_again(touched: tuple[Rig, Finger]) -> None:
    rig, by = touched
    go_to(rig, by, Place.HOW_TO)
    rig.seconds += 1
    by.rattle(way_on(rig), A_SECOND, let=QApplication.processEvents)
    assert rig.place is Place.CONTEST
    assert rig.booth.flow.ballot.contest_index == 0  # type: ignore[union-attr]
    by.tap(way_on(rig), after=0.2)
    assert rig.booth.flow.ballot.contest_index == 1  # type: ignore[union-attr]


def test_a_double_tap_on_what_opens_a_sheet_touches_nothing_on_the_sheet(
    touched: tuple[Rig, Finger],
) -> None:
    rig, by = touched
    go_to(rig, by, Place.SEALED)
    by.tap(rig.screen(SealedScreen).testButton)
    rig.settle()
    by.tap(rig.in_sheet("rejectButton"), after=0.1)
    rig.settle()
    assert rig.place is Place.SEALED
    assert len(rig.sheets()) == 1
    by.tap(rig.in_sheet("rejectButton"))
    rig.until(Place.TESTED)


def test_a_double_tap_that_closes_a_sheet_touches_nothing_behind_it(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    voting.contests = (AUDITORS,)
    rig = make_rig(voting).open()
    rig.look()
    by = finger(rig)
    by.tap(rig.screen(StartScreen).signIcon)
    answered(rig)
    by.tap(rig.screen(HowToScreen).goButton)
    screen = rig.screen(ContestScreen)
    by.tap(rig.booth.bar.helpButton)
    rig.settle()
    by.tap(rig.in_sheet("closeButton"))
    rig.settle()
    assert rig.sheets() == []
    by.tap(screen.option_rows[0].card, after=0.1)
    assert not screen.option_rows[0].card.chosen


def test_a_double_tap_on_more_turns_one_page(make_rig: MakeRig, voting: FakeVoting) -> None:
    many = tuple(option(n, f"후보{n}", f"Candidate {n}", "가람당") for n in range(1, 25))
    voting.contests = (type(PRESIDENT)("president", PRESIDENT.title, 1, True, PRESIDENT.kind, many),)
    voting.pledges = {many[0].id: PLEDGES * 2}
    rig = make_rig(voting).open()
    rig.look()
    by = finger(rig)
    by.tap(rig.screen(StartScreen).signIcon)
    answered(rig)
    by.tap(rig.screen(HowToScreen).goButton)
    screen = rig.screen(ContestScreen)
    rig.settle()
    by.tap(screen.option_rows[0].pledges_button)
    rig.settle()
    sheet = rig.sheets()[-1].findChild(PledgesSheet)
    assert sheet is not None
    _, last = sheet.pages.shown
    by.tap(sheet.moreButton)
    by.tap(by.at, after=0.1)
    assert sheet.pages.shown[0] == last + 1
    by.tap(sheet.closeButton)
    rig.settle()
    shown = [row.option.number for row in screen.option_rows if row.isVisible()]
    by.tap(screen.rows.more_button)
    by.tap(by.at, after=0.1)
    rig.settle()
    assert next(row.option.number for row in screen.option_rows if row.isVisible()) == shown[-1] + 1


# --- moments between two screens


class Gate:
    """Holds the services back until it is opened: a transition that lasts as long as the test wants."""

    def __init__(self, voting: FakeVoting, call: str) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()
        inner = getattr(voting, call)

        def wait(*given: object, **named: object) -> object:
            self.entered.set()
            assert self.opened.wait(60)
            return inner(*given, **named)

        setattr(voting, call, wait)


def everywhere(rig: Rig) -> Iterator[QPoint]:
    """Points all over the window, below the bar at the top."""
    for x in range(40, rig.window.width(), 150):
        for y in range(100, rig.window.height(), 75):
            yield QPoint(x, y)


@pytest.mark.parametrize("sign", [False, True], ids=["before the busy sign", "at the busy sign"])
@pytest.mark.parametrize(
    ("call", "before", "button", "after"),
    [
        ("begin", Place.START, "", Place.HOW_TO),
        ("seal", Place.REVIEW, "sealButton", Place.SEALED),
        ("cast", Place.SEALED, "castButton", Place.RECORDED),
        ("give_up", Place.SEALED, "backButton", Place.REVIEW),
        ("test", Place.SEALED, "testButton", Place.TESTED),
    ],
)
def test_taps_all_over_the_screen_while_a_step_is_under_way_do_nothing(
    touched: tuple[Rig, Finger], call: str, before: Place, button: str, after: Place, *, sign: bool
) -> None:
    rig, by = touched
    if before is not Place.START:
        go_to(rig, by, before)
    gate = Gate(rig.voting, call)
    by.tap(getattr(rig.booth.current, button or "signIcon"))
    rig.settle()
    if rig.sheets():
        by.tap(rig.in_sheet("rejectButton"))
    rig.qtbot.waitUntil(gate.entered.is_set)
    if sign:
        rig.booth._late.stop()
        rig.booth._show_now()
    for point in everywhere(rig):
        by.tap(point, after=0.5)
    for sheet in rig.sheets():
        sheet.close_sheet()
    gate.opened.set()
    rig.until(after)
    ballot = rig.booth.flow.ballot
    assert ballot is not None
    chosen = {SECOND} if before is not Place.START else set()
    assert ballot.marks.selections() == {"president": chosen, "hall": set()}
    assert rig.voting.calls.count(call) == 1
    assert len(rig.voting.boxed) == (call == "cast")


def test_help_that_was_opened_while_casting_does_not_cover_the_outcome(touched: tuple[Rig, Finger]) -> None:
    rig, by = touched
    go_to(rig, by, Place.SEALED)
    gate = Gate(rig.voting, "cast")
    by.tap(way_on(rig))
    rig.qtbot.waitUntil(gate.entered.is_set)
    by.tap(rig.booth.bar.helpButton)
    rig.settle()
    assert len(rig.sheets()) == 1
    gate.opened.set()
    rig.until(Place.RECORDED)
    assert rig.sheets() == []


def test_a_finger_that_is_still_down_when_the_screen_changes_acts_on_nothing(
    touched: tuple[Rig, Finger],
) -> None:
    rig, by = touched
    go_to(rig, by, Place.RECORDED)
    rig.seconds += 1
    by.down(QPoint(640, 600))
    countdown = rig.screen(RecordedScreen).findChild(Countdown)
    assert countdown is not None
    for _ in range(15):
        countdown.tick()
    rig.screen(StartScreen)
    rig.voting.issue()
    rig.look()
    by.up()
    rig.settle()
    assert rig.place is Place.START
    assert not rig.booth.flow.arrivals.wanted


# --- fingers that slip


def pressed_parts(rig: Rig) -> list[EnterActs]:
    """Everything on the uppermost sheet, or the screen and the bar, that a finger can press."""
    over = rig.sheets()[-1] if rig.sheets() else rig.booth
    return [
        part
        for part in over.findChildren(EnterActs)
        if part.isVisible() and part.isEnabled() and part.width()
    ]


def state(rig: Rig) -> tuple[object, ...]:
    """What an act of the finger could have changed."""
    ballot = rig.booth.flow.ballot
    return (
        rig.place,
        id(rig.booth.current),
        len(rig.sheets()),
        None if ballot is None else (ballot.contest_index, ballot.marks.selections(), ballot.receipt_wanted),
        tuple(rig.voting.calls),
        tuple(rig.calls),
        rig.booth.preferences.changed,
        [part.text() for part in pressed_parts(rig)],
    )


def test_a_finger_that_leaves_its_target_acts_on_nothing_on_any_screen(
    make_rig: MakeRig, voting: FakeVoting
) -> None:
    voting.contests = (PRESIDENT, HALL)
    voting.issue(2)
    rig = make_rig(voting).open()
    by = finger(rig)
    tried = set()
    for name in rig.tour():
        if name == "waiting":  # begins by itself as soon as somebody looks
            continue
        before, parts = state(rig), pressed_parts(rig)
        # Beside every control and outside the sheet.
        ground = QPoint(2, rig.window.height() // 2)
        for part, other in zip(parts, [*parts[1:], *parts[:1]], strict=True):
            for end in (ground, other):
                if end is part:
                    continue
                rig.seconds += 0.5
                by.down(part)
                by.move(end)
                by.up()
                QApplication.processEvents()
                assert state(rig) == before, f"{name}: {part.objectName()} to {end}"
            rig.seconds += 0.5
            by.down(ground if rig.place is not Place.START else QPoint(2, 70))
            by.move(part)
            by.up()
        tried.add(name)
        rig.seconds = 0 if name != "time" else rig.seconds
        rig.booth.attendance._inactivity.touched()
        if name != "start":
            assert state(rig) == before, name
    assert {"contest", "review-more", "sealed", "pledges", "help", "locked"} & tried


def test_a_second_finger_beside_the_first_acts_on_nothing(touched: tuple[Rig, Finger]) -> None:
    rig, by = touched
    go_to(rig, by, Place.CONTEST)
    before = state(rig)
    rig.seconds += 1
    by.down(QPoint(640, 120))
    for part in (way_on(rig), rig.screen(ContestScreen).option_rows[0].card):
        by.tap_beside(part)
    by.up()
    rig.settle()
    assert state(rig) == before
