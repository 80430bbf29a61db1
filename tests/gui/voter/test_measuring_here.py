"""Measuring the screen of a booth at the booth: behind the PIN of an official, and only between voters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omp_desktop.gui import theme
from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.displays import Display
from omp_desktop.gui.typography import unit_for
from omp_desktop.gui.voter.places import Place
from tests.gui.voter.rig import Rig


def calibration(rig: Rig) -> CalibrationScreen:
    """The screen that measures, once a PIN has opened it."""
    rig.let_official_in("measureButton")
    rig.qtbot.waitUntil(lambda: rig.window.findChild(CalibrationScreen) is not None)
    rig.settle()
    found = rig.window.findChild(CalibrationScreen)
    assert found is not None
    return found


def test_what_an_official_measures_holds_at_once_and_is_told(rig: Rig) -> None:
    before = rig.booth.preferences.size
    screen = calibration(rig)
    assert screen.size() == rig.window.size()
    for _ in range(3):
        rig.click(screen.muchMoreButton)

    with rig.qtbot.waitSignal(rig.window.measured) as measured:
        rig.click(screen.saveButton)
    rig.settle()

    assert rig.window.findChild(CalibrationScreen) is None
    look = theme.of(rig.booth)
    assert look.dpi == measured.args[0] > 96
    assert look.sizes.unit == unit_for(4.8, measured.args[0])
    assert rig.booth.preferences.size == before
    assert rig.place is Place.START


def test_without_saving_nothing_changes(rig: Rig) -> None:
    screen = calibration(rig)
    rig.click(screen.muchMoreButton)

    rig.click(screen.cancelButton)

    assert theme.of(rig.booth).dpi == 96
    assert rig.window.findChild(CalibrationScreen) is None


def test_no_key_reaches_the_booth_behind(rig: Rig) -> None:
    screen = calibration(rig)

    for key in (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down):
        QTest.keyClick(rig.window.focusWidget() or rig.window, key)
        rig.settle()

    assert rig.place is Place.START
    assert screen.isVisible()


def test_it_is_not_offered_while_somebody_votes(rig: Rig) -> None:
    rig.to_contest()
    rig.booth.let_official_in()
    rig.qtbot.waitUntil(lambda: bool(rig.sheets()))

    assert not rig.in_sheet("measureButton").isVisible()


def test_a_question_about_the_figure_goes_with_an_official_who_has_left(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = calibration(rig)
    monkeypatch.setattr(screen, "_display", Display("HDMI-1", 1280, 800, millimetres=170))
    rig.click(screen.saveButton)
    assert rig.sheets()

    screen._alone.timeout.emit()
    rig.settle()

    assert rig.sheets() == []
    assert rig.window.findChild(CalibrationScreen) is None


def test_the_window_can_close_while_it_is_measured(rig: Rig) -> None:
    calibration(rig)

    rig.window.leave()
    rig.settle()

    assert not rig.window.isVisible()
