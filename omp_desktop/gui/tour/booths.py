"""The tour among the things around a booth: its screen, measured with a card; its printer; its voice."""

from __future__ import annotations

from PySide6.QtCore import Qt

from omp_desktop.gui.calibration import CalibrationScreen
from omp_desktop.gui.official.settings_booths import BoothsPanel
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.tour import voting
from omp_desktop.gui.tour.attached import PRINTER
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find_all, sheets
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.widgets import ListCard


def equip(stage: Stage) -> None:
    """A printer for slips, and headphones: the question that whoever moves by keys is asked."""
    hands, camera = stage.hands, stage.camera
    voting.be_let_in(stage)
    hands.press(stage.kiosk, "leaveButton")
    official = stage.official
    hands.go(official, "settings")
    hands.tab(official, "booths")
    panel = hands.part(official, BoothsPanel)
    hands.until(panel.nameLabel.isVisible, "the booths")
    hands.pick(panel.printer_part.printerBox, lambda words: PRINTER in words)
    hands.until(panel.printer_part.testButton.isEnabled, "the printer to be kept")
    hands.click(panel.voice_part.spokenRow)
    hands.rest()
    camera.take(official, "booth-equipped", Looks.OFFICIAL)
    hands.press(stage.window(StartWindow), "kioskButton")
    kiosk = stage.kiosk
    hands.key(kiosk, Qt.Key.Key_Tab)
    hands.until(lambda: sheets(kiosk), "the question about the voice")
    camera.take(kiosk, "spoken-guide", Looks.VOTER)
    hands.press(kiosk, "withoutButton")


def break_down(stage: Stage) -> None:
    """A fault of the program: the booth is out of order until an official has seen to it."""
    hands, camera, kiosk = stage.hands, stage.camera, stage.kiosk
    stage.break_down()
    voting.at(stage, kiosk, Place.OUT_OF_ORDER)
    camera.take(kiosk, "out-of-order", Looks.VOTER)
    camera.take(stage.official, "fault-of-the-program")
    hands.key(stage.official, Qt.Key.Key_Escape)
    voting.answer(stage, "booth-out-of-order")
    hands.press(kiosk, "officialButton")
    voting.enter_pin(stage)
    hands.press(kiosk, "releaseButton")
    voting.at(stage, kiosk, Place.START)


def look(stage: Stage) -> None:
    """A booth that nobody measured, while it is measured, and after."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.go(official, "settings")
    hands.tab(official, "booths")
    panel = hands.part(official, BoothsPanel)
    hands.until(panel.nameLabel.isVisible, "the booths")
    # The last one: its voter's screen is not open.
    hands.click(find_all(panel, ListCard)[-1])
    camera.take(official, "booths", Looks.OFFICIAL)
    hands.press(official, "measureButton")
    calibration = stage.window(CalibrationScreen)
    camera.take(calibration, "measure-the-screen", Looks.OFFICIAL)
    # By keys from where the focus is: a picture's window may be larger than the screen.
    for key in (Qt.Key.Key_Space, *[Qt.Key.Key_Tab] * 3, Qt.Key.Key_Space):
        hands.key(calibration, key)
    hands.until(lambda: panel.screen_part.statePill.text() in {"크기 잼", "Measured"}, "the measurement")
    camera.take(official, "booth-measured")
