"""The beginning: an empty folder, the keys, the first account, and the windows while there is no election."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.start.chooser import RoleChooser
from omp_desktop.gui.start.first_run import (
    CandidateStart,
    FirstAccount,
    FirstRun,
    KeysPassphrase,
    Opening,
    StartTrouble,
)
from omp_desktop.gui.start.restore import RestoreStart
from omp_desktop.gui.start.set_up import CentreStep, KeysStep, RecoveryStep
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.surroundings import Wanted
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find
from omp_desktop.gui.tour.stage import Person, Stage
from omp_desktop.gui.widgets import CodeDisplay, PushButton

_DAY = "day"
_PHRASE = "느티나무 아래 파란 우체통 17"


def set_up(stage: Stage) -> None:
    """From an empty folder to a commission with nothing in it, then once more with the keys locked."""
    hands, camera = stage.hands, stage.camera
    home = stage.folder / "commission"
    home.mkdir()
    start = stage.start(home)
    _shown(stage, start, FirstRun)
    camera.take(start, "first-run", Looks.OFFICIAL)
    for button, screen, name in (
        ("candidateButton", CandidateStart, "candidate-first-run"),
        ("restoreButton", RestoreStart, "restore-backup"),
    ):
        hands.press(start, button)
        _shown(stage, start, screen)
        camera.take(start, name, Looks.OFFICIAL)
        hands.press(start, "backButton")
        _shown(stage, start, FirstRun)
    hands.press(start, "setUpButton")
    _make_keys(stage, start)
    _make_account(stage, start)
    _make_ready(stage, start)
    _empty_windows(stage)
    stage.end()
    start = stage.reopen(home)
    _shown(stage, start, KeysPassphrase)
    hands.fill(start, "passphraseEdit", "not the pass-phrase")
    hands.press(start, "useButton")
    _until_error(stage, start)
    camera.take(start, "keys-locked")
    stage.end()
    _trouble(stage)


def open_demonstration(stage: Stage) -> StartWindow:
    """First run in another empty folder: the demonstration, and the role chooser."""
    hands, camera = stage.hands, stage.camera
    home = stage.folder / _DAY
    home.mkdir()
    start = stage.start(home)
    _shown(stage, start, FirstRun)
    hands.press(start, "demoButton")
    _shown(stage, start, Opening)
    camera.take(start, "opening")
    stage.demonstration_may_open.set()
    _shown(stage, start, RoleChooser)
    chooser = hands.part(start, RoleChooser)
    hands.until(chooser.kioskButton.isEnabled, "the facts of the demonstration")
    camera.take(start, "role-chooser", Looks.OFFICIAL)
    camera.take_sheet(start, "role-chooser-help", lambda: hands.press(start, "helpButton"))
    hands.key(start, Qt.Key.Key_Escape)
    camera.take_sheet(start, "start-over", lambda: hands.click(_banner_button(chooser)))
    hands.key(start, Qt.Key.Key_Escape)
    return start


def reopen_demonstration(stage: Stage) -> StartWindow:
    """Close the program in the middle of the day, and start it again in the same folder."""
    hands = stage.hands
    stage.end()
    start = stage.start(stage.folder / _DAY)
    _shown(stage, start, FirstRun)
    hands.press(start, "demoButton")
    _shown(stage, start, RoleChooser)
    hands.until(hands.part(start, RoleChooser).kioskButton.isEnabled, "the facts of the demonstration")
    hands.press(start, "stationButton")
    stage.sign_in(stage.manager)
    hands.press(start, "kioskButton")
    hands.until(stage.kiosk.isVisible, "the voter's screen")
    return start


def _make_keys(stage: Stage, start: StartWindow) -> None:
    hands = stage.hands
    _shown(stage, start, KeysPassphrase)
    hands.fill(start, "passphraseEdit", _PHRASE)
    hands.fill(start, "againEdit", _PHRASE[:-1])
    hands.press(start, "useButton")
    _until_error(stage, start, "againField")
    stage.camera.take(start, "no-key-store")
    hands.fill(start, "againEdit", _PHRASE)
    hands.press(start, "useButton")


def _make_account(stage: Stage, start: StartWindow) -> None:
    hands = stage.hands
    _shown(stage, start, KeysStep)
    hands.until(find(start, PushButton, "goOnButton").isEnabled, "the trial of the keys")
    stage.camera.take(start, "keys-tried", Looks.OFFICIAL)
    hands.press(start, "goOnButton")
    _shown(stage, start, FirstAccount)
    hands.fill(start, "nameEdit", stage.commission.name)
    for edit in ("pinEdit", "againEdit"):
        hands.fill(start, edit, "111111")
    hands.press(start, "createButton")
    _until_error(stage, start, "pinField")
    stage.camera.take(start, "first-account")
    for edit in ("pinEdit", "againEdit"):
        hands.fill(start, edit, stage.commission.pin)
    hands.press(start, "createButton")


def _make_ready(stage: Stage, start: StartWindow) -> None:
    """The recovery key, and no centre."""
    hands, camera = stage.hands, stage.camera
    _shown(stage, start, RecoveryStep)
    hands.settle()
    camera.take(start, "recovery-step", Looks.OFFICIAL)
    hands.press(start, "makeButton")
    hands.until(lambda: find(start, CodeDisplay), "the key")
    camera.take(start, "recovery-key", Looks.OFFICIAL)
    hands.press(start, "doneButton")
    # Not saved and not printed: it is asked whether it is written down.
    hands.key(start, Qt.Key.Key_Return)
    hands.rest()
    camera.take(start, "recovery-step-made")
    hands.press(start, "goOnButton")
    _shown(stage, start, CentreStep)
    hands.settle()
    camera.take(start, "centre-step", Looks.OFFICIAL)
    hands.press(start, "goOnButton")


def _empty_windows(stage: Stage) -> None:
    hands, camera = stage.hands, stage.camera
    official = stage.official
    camera.take(stage.window(StartWindow), "role-chooser-empty")
    stage.sign_in(Person(stage.commission.name, stage.commission.pin))
    hands.until(lambda: official.current, "a page")
    camera.take(official, "elections-empty", Looks.OFFICIAL)
    hands.press(official, "firstButton")
    hands.press(official, "createButton")
    hands.settle()
    camera.take(official, "new-election")
    hands.key(official, Qt.Key.Key_Escape)
    for place in ("polling", "results", "queue"):
        hands.go(official, place)
        hands.settle()
        camera.take(official, f"{place}-empty", Looks.OFFICIAL)


def _trouble(stage: Stage) -> None:
    folder = stage.folder / "other"
    folder.mkdir()
    (folder / "letter.txt").touch()
    stage.demonstration_may_open.set()
    start = stage.start(folder, Wanted(demonstration=True))
    _shown(stage, start, StartTrouble)
    stage.camera.take(start, "cannot-open")
    stage.end()
    stage.demonstration_may_open.clear()


def _shown(stage: Stage, start: StartWindow, kind: type[QWidget]) -> None:
    stage.hands.until(lambda: isinstance(start.shown, kind), kind.__name__)


def _until_error(stage: Stage, start: StartWindow, field: str = "passphraseField") -> None:
    part = stage.hands.part(start, QWidget, field)
    stage.hands.until(lambda: part.property("error"), "what is wrong")


def _banner_button(chooser: RoleChooser) -> QWidget:
    return chooser.testBanner.findChildren(PushButton)[0]
