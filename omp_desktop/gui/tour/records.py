"""What is looked at afterwards: the log, the station's state; and a PIN that is guessed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from omp_desktop.domain.access import FREE_TRIES
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.widgets import Notice, Pill, PushButton, TableView

_WRONG_PIN = "135790"


def look(stage: Stage) -> None:
    """Audit log with search and verification, doctor."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.go(official, "records")
    camera.take(official, "audit-log", Looks.OFFICIAL)
    hands.fill(official, "searchEdit", stage.observer.name)
    hands.key(official, Qt.Key.Key_Return)
    hands.rest()
    hands.press(official, "verifyButton")
    hands.until(lambda: find(official, Notice, "outcomeNotice"), "the chain to be verified")
    camera.take(official, "audit-verified")
    hands.tab(official, "doctor")
    camera.take(official, "doctor", Looks.OFFICIAL)
    hands.tab(official, "devices")
    hands.rest()
    camera.take(official, "devices", Looks.OFFICIAL)
    hands.tab(official, "backups")
    hands.rest()
    camera.take(official, "backups", Looks.OFFICIAL)
    _publish(stage)
    _read_papers(stage)


def lock_out(stage: Stage) -> None:
    """Five wrong PINs in a row."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.key(official, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.until(lambda: official.session is None, "the window to lock")
    hands.row(hands.part(official, TableView, "accountsTable"), stage.observer.name)
    for _ in range(FREE_TRIES):
        hands.fill(official, "pinEdit", _WRONG_PIN)
        hands.press(official, "signInButton")
    hands.until(lambda: find(official, Notice, "lockNotice"), "the lock")
    camera.take(official, "locked-out")


def _read_papers(stage: Stage) -> None:
    """The list of papers, and two of them as they will be printed."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.tab(official, "reports")
    camera.take(official, "papers", Looks.OFFICIAL)
    table = hands.part(official, TableView, "papersTable")
    for paper, name in (("개표상황표", "count-sheet"), ("투표록", "polling-record")):
        hands.row_button(table, paper)
        hands.until(lambda: find(official, PushButton, "pdfButton"), f"the paper {name}")
        camera.take(official, name, Looks.OFFICIAL)
        hands.press(official, "closeButton")


def _publish(stage: Stage) -> None:
    """The record of the election that was counted last is written, and verified."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    file = str(stage.medium / "record.zip")
    hands.tab(official, "record")
    camera.take(official, "election-record", Looks.OFFICIAL)
    hands.press(official, "exportButton")
    hands.choose_file(file)
    hands.until(lambda: find(official, Notice, "exportNotice"), "the record to be written")
    hands.press(official, "verifyRecordButton")
    hands.choose_file(file)
    hands.until(lambda: find(official, Pill, "verifyPill"), "the record to be verified")
    camera.take(official, "election-record-verified", Looks.OFFICIAL)
