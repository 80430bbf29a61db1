"""A voter with a screen reader at the booth: presses without fingers and keys."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language
from omp_desktop.gui.voter.elections import HowToScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.start import StartScreen
from tests.gui.voter.rig import Rig


def press(part: QWidget) -> None:
    """What a screen reader does."""
    found = QAccessible.queryAccessibleInterface(part).actionInterface()
    found.doAction(found.actionNames()[0])


def name(part: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def test_a_press_on_the_start_screen_begins(rig: Rig) -> None:
    rig.look()
    press(rig.screen(StartScreen))
    rig.until(Place.HOW_TO)


def test_another_action_on_the_start_screen_begins_nothing(rig: Rig) -> None:
    rig.look()
    screen = rig.screen(StartScreen)
    QAccessible.queryAccessibleInterface(screen).actionInterface().doAction("SetFocus")
    rig.settle()
    assert rig.place is Place.START


def test_whoever_presses_is_there(rig: Rig) -> None:
    rig.to_contest()
    rig.seconds += 100
    press(rig.booth.current.option_rows[0].card)  # type: ignore[union-attr]
    rig.seconds += 100
    rig.booth.attendance.watch()
    rig.settle()
    assert not rig.sheets()
    rig.seconds += 21
    rig.booth.attendance.watch()
    rig.settle()
    assert rig.sheets()


def test_a_screen_is_called_by_its_heading_in_the_language_of_the_moment(rig: Rig) -> None:
    rig.start()
    screen = rig.screen(HowToScreen)
    assert name(screen) == "투표하는 방법"
    language.set_language(rig.window, "en")
    assert name(screen) == "How to vote"


def test_the_start_screen_tells_of_the_key_only_when_it_starts(rig: Rig) -> None:
    screen = rig.screen(StartScreen)
    rig.look()
    assert "Enter" in screen.accessibleDescription()
    rig.voting.permits = []
    rig.look()
    assert not screen.accessibleDescription()
