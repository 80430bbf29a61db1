"""The calibration screen: real millimetres out of a card or a ruler that is held to the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang
from omp_desktop.gui import displays, language
from omp_desktop.gui.calibration import CARD, RULER, CalibrationScreen
from omp_desktop.gui.displays import Display
from omp_desktop.gui.widgets import Gauge, Label, Page, PushButton, Sheet
from omp_desktop.settings import BoothSettings
from tests.gui.conftest import Show, too_small

Make = Callable[..., CalibrationScreen]


@pytest.fixture
def make(show: Show) -> Make:
    """Makes a calibration over a window of that size: `make(display, known=..., size=..., lang=...)`."""

    def made(
        display: Display,
        *,
        known: float | None = None,
        size: tuple[int, int] = (1280, 800),
        lang: Lang = "en",
    ) -> CalibrationScreen:
        window = show(Page(), *size, lang=lang)
        calibration = CalibrationScreen("기표대 1", display, known, window)
        calibration.cover(window)
        QApplication.processEvents()
        return calibration

    return made


HONEST = Display("HDMI-1", 1280, 800, millimetres=1280 / 96 * 25.4)


def press(button: PushButton, times: int = 1) -> None:
    for _ in range(times):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


def line_at(gauge: Gauge, x: int) -> bool:
    """Whether one of the two lines is seen there."""
    picture = gauge.grab().toImage()
    return picture.pixelColor(x, 2) == gauge.theme().colour("primary")


def test_the_lines_are_as_far_apart_as_a_card_is_wide_by_what_the_screen_says(make: Make) -> None:
    calibration = make(HONEST)

    assert calibration.gauge.length == round(85.6 / 25.4 * 96)
    assert calibration.dpi == pytest.approx(96, abs=0.2)


def test_between_the_inner_edges_of_the_lines_is_what_is_measured(make: Make) -> None:
    gauge = make(HONEST).gauge

    left, length = gauge.left_line(), gauge.length

    assert [line_at(gauge, x) for x in (left - 1, left, left + length - 1, left + length)] == [
        True,
        False,
        False,
        True,
    ]


def test_the_buttons_move_the_right_line_and_the_left_one_stands_still(make: Make) -> None:
    calibration = make(HONEST)
    left, length = calibration.gauge.left_line(), calibration.gauge.length

    press(calibration.muchMoreButton, 3)
    press(calibration.moreButton)
    press(calibration.lessButton, 2)
    press(calibration.muchLessButton)

    assert calibration.gauge.length == length + 19
    assert calibration.gauge.left_line() == left


@pytest.mark.parametrize(("real", "held"), [(81.6, CARD), (101.2, CARD), (141.2, RULER), (219.0, RULER)])
def test_a_card_or_a_ruler_that_fits_gives_the_real_figure(
    make: Make, qtbot: QtBot, real: float, held: object
) -> None:
    calibration = make(Display("HDMI-1", 1920, 1080), size=(1920, 1080))
    if held is RULER:
        press(calibration.heldSwitch.findChild(PushButton, "ruler"))
    fits = round((85.6 if held is CARD else 100.0) / 25.4 * real)
    while abs(calibration.gauge.length - fits) >= 10:
        press(calibration.muchMoreButton if calibration.gauge.length < fits else calibration.muchLessButton)
    while calibration.gauge.length != fits:
        press(calibration.moreButton if calibration.gauge.length < fits else calibration.lessButton)

    with qtbot.waitSignal(calibration.measured) as measured:
        press(calibration.saveButton)

    assert measured.args == [pytest.approx(real, abs=0.2)]


def test_what_was_measured_before_is_where_it_begins(make: Make) -> None:
    assert make(HONEST, known=133.0).dpi == pytest.approx(133, abs=0.2)


def test_the_other_thing_goes_on_from_what_the_lines_say(make: Make) -> None:
    calibration = make(HONEST)
    press(calibration.muchMoreButton, 4)
    before = calibration.dpi

    press(calibration.heldSwitch.findChild(PushButton, "ruler"))

    assert calibration.dpi == pytest.approx(before, abs=0.2)
    assert calibration.gauge.length == pytest.approx(before / 25.4 * 100, abs=1)
    assert "ruler" in calibration.holdLabel.text()


@pytest.mark.parametrize("nonsense", [0.0, 16000.0, 1.0])
def test_a_screen_that_says_nonsense_begins_with_the_usual_figure(make: Make, nonsense: float) -> None:
    assert make(Display("HDMI-1", 1280, 800, millimetres=nonsense)).dpi == pytest.approx(96, abs=0.2)


def test_nothing_that_cannot_be_is_saved(make: Make) -> None:
    calibration = make(Display("HDMI-1", 1280, 800))

    for button, other in (
        (calibration.muchLessButton, calibration.muchMoreButton),
        (calibration.muchMoreButton, calibration.muchLessButton),
    ):
        while button.isEnabled():
            press(button)
        assert displays.LEAST_DPI <= calibration.dpi <= displays.MOST_DPI
        assert calibration.gauge.left_line() + calibration.gauge.length < calibration.gauge.width()
        assert other.isEnabled()


def test_a_figure_far_from_what_the_screen_says_is_asked_about_once(make: Make, qtbot: QtBot) -> None:
    calibration = make(HONEST)
    press(calibration.muchMoreButton, 8)
    saved: list[float] = []
    calibration.measured.connect(saved.append)

    press(calibration.saveButton)

    sheet = calibration.window().findChild(Sheet)
    assert sheet is not None
    assert any("96" in label.text() for label in sheet.findChildren(Label))
    assert saved == []
    wanted = next(b for b in sheet.findChildren(PushButton) if b.kind == "primary")
    press(wanted)
    assert saved == [calibration.dpi]


@pytest.mark.parametrize("way", ["button", "key", "left alone"])
def test_it_can_be_left_without_measuring(make: Make, qtbot: QtBot, way: str) -> None:
    calibration = make(HONEST)
    saved: list[float] = []
    calibration.measured.connect(saved.append)

    with qtbot.waitSignal(calibration.closed):
        if way == "button":
            press(calibration.cancelButton)
        elif way == "key":
            QTest.keyClick(calibration, Qt.Key.Key_Escape)
        else:
            calibration._alone.timeout.emit()

    assert saved == []
    assert not calibration.isVisible()


def test_tab_goes_round_inside_and_arrows_choose_what_is_held(make: Make) -> None:
    calibration = make(HONEST)
    buttons = calibration.findChildren(PushButton)
    seen: list[QWidget] = []
    for _ in buttons:
        seen.append(calibration.window().focusWidget())
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
    card = next(button for button in buttons if button.objectName() == "card")

    # Of several that exclude each other Tab reaches the chosen one, as everywhere.
    assert {button for button in buttons if button.objectName() != "ruler"} == set(seen)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Right)
    assert calibration.gauge.shape == "ruler"


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_everything_has_room_and_a_name(make: Make, size: tuple[int, int], lang: Lang) -> None:
    calibration = make(Display("HDMI-1", *size, millimetres=340), size=size, lang=lang)

    for key in ("card", "ruler"):
        press(calibration.heldSwitch.findChild(PushButton, key))
        QApplication.processEvents()
        assert too_small(calibration.window()) == []
        assert calibration.gauge.accessibleName()
        told = QAccessible.queryAccessibleInterface(calibration.gauge)
        assert told.role() is QAccessible.Role.Graphic
        assert "기표대 1" in calibration.accessibleName()
    assert language.of(calibration) == lang


def test_a_measurement_holds_for_the_screen_and_resolution_it_was_made_on() -> None:
    here = Display("HDMI-1", 1920, 1080)
    known = BoothSettings(dpi=110.0, measured=here.mark)

    assert displays.measured_dpi(known, here) == 110.0
    assert displays.measured_dpi(known, Display("HDMI-1", 1280, 720)) is None
    assert displays.measured_dpi(known, Display("HDMI-1", 1920, 1080, scale=1.5)) is None
    assert displays.measured_dpi(known, Display("HDMI-2", 1920, 1080)) is None


@pytest.mark.parametrize("dpi", [None, 3.0, 4000.0])
def test_a_figure_that_cannot_be_counts_as_not_measured(dpi: float | None) -> None:
    assert displays.measured_dpi(BoothSettings(dpi=dpi), HONEST) is None


SCREENS = {
    "screens": [
        {"name": "DESK", "x": 0, "y": 0, "width": 1920, "height": 1080},
        {"name": "BOOTH", "x": 1920, "y": 0, "width": 1280, "height": 800},
    ]
}


def test_it_stands_on_the_very_screen_that_is_measured(tmp_path: Path) -> None:
    known = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"screens": [screen | known for screen in SCREENS["screens"]]}))

    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.two_screens"],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    assert json.loads(done.stdout) == {"DESK": ["DESK", "DESK"], "BOOTH": ["BOOTH", "BOOTH"]}
