"""The way to the centre: a station that enrols, the queue with and without its cable, all stations."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.official.queue import QueuePage
from omp_desktop.gui.start.first_run import FirstAccount, FirstRun, KeysPassphrase
from omp_desktop.gui.start.set_up import KeysStep
from omp_desktop.gui.start.station_start import StationStart
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.tour.camera import Looks
from omp_desktop.gui.tour.hands import find
from omp_desktop.gui.tour.stage import Stage
from omp_desktop.gui.widgets import CodeDisplay, Field, Notice, PushButton, TableView
from omp_desktop.sync.status import Connection

_PHRASE: Final = "느티나무 아래 파란 우체통 17"
_WRONG_CODE: Final = "ABCDE-FGHJK"
_ADDRESS: Final = "https://centre.example"


def enrol(stage: Stage) -> None:
    """The first run of a polling station: a code that is wrong, then the way by stick."""
    hands, camera = stage.hands, stage.camera
    home = stage.folder / "station"
    home.mkdir()
    start = stage.start(home)
    _shown(stage, start, FirstRun)
    hands.press(start, "stationButton")
    _shown(stage, start, KeysPassphrase)
    for edit in ("passphraseEdit", "againEdit"):
        hands.fill(start, edit, _PHRASE)
    hands.press(start, "useButton")
    _shown(stage, start, KeysStep)
    hands.until(find(start, PushButton, "goOnButton").isEnabled, "the trial of the keys")
    hands.press(start, "goOnButton")
    _shown(stage, start, FirstAccount)
    hands.fill(start, "nameEdit", stage.manager.name)
    for edit in ("pinEdit", "againEdit"):
        hands.fill(start, edit, stage.manager.pin)
    hands.press(start, "createButton")
    _shown(stage, start, StationStart)
    camera.take(start, "station-enrolment", Looks.OFFICIAL)
    hands.fill(start, "codeEdit", _WRONG_CODE)
    hands.fill(start, "addressEdit", _ADDRESS)
    hands.press(start, "connectButton")
    hands.until(lambda: find(start, Field, "codeField").error, "what is wrong with the code")
    camera.take(start, "station-code-wrong")
    hands.press(start, "requestButton")
    hands.choose_file(str(home / "request.json.gz"))
    hands.until(lambda: find(start, CodeDisplay, "printDisplay").code, "the fingerprint")
    camera.take(start, "station-fingerprint", Looks.OFFICIAL)
    stage.end()


def look(stage: Stage) -> None:
    """The queue, connected and with its cable pulled; both sides compared; the centre of this computer."""
    hands, camera, official = stage.hands, stage.camera, stage.official
    hands.go(official, "queue")
    page = hands.part(official, QueuePage)
    _until(stage, Connection.CONNECTED)
    hands.until(lambda: find(official, Notice, "comparisonNotice").kind == "ok", "the comparison")
    camera.take(official, "queue", Looks.OFFICIAL)
    camera.take_sheet(official, "queue-comparison", lambda: hands.click(_button(page.comparisonNotice)))
    hands.key(official, Qt.Key.Key_Escape)
    hands.click(_button(page.demoNotice))
    _until(stage, Connection.OFFLINE)
    camera.take(official, "queue-offline", Looks.OFFICIAL)
    hands.click(_button(page.demoNotice))
    hands.press(official, "tryButton")
    _until(stage, Connection.CONNECTED)
    hands.go(official, "settings")
    hands.tab(official, "centre")
    camera.take(official, "settings-centre", Looks.OFFICIAL)
    hands.tab(official, "medium")
    camera.take(official, "settings-medium", Looks.OFFICIAL)
    hands.go(official, "elections")
    hands.tab(official, "centre")
    hands.until(lambda: find(official, TableView, "stationsTable").model().rowCount(), "the stations")
    camera.take(official, "all-stations", Looks.OFFICIAL)
    hands.press(official, "devices")
    camera.take(official, "computers", Looks.OFFICIAL)


def _until(stage: Stage, connection: Connection) -> None:
    sync = stage.application.sync
    stage.hands.until(lambda: sync.status.connection is connection, connection.label("en"))


def _shown(stage: Stage, start: StartWindow, kind: type[QWidget]) -> None:
    stage.hands.until(lambda: isinstance(start.shown, kind), kind.__name__)


def _button(notice: QWidget) -> QWidget:
    return notice.findChildren(PushButton)[0]
