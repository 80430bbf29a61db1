"""The bridge between the thread that sends and the windows."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui.bridge import StatusBridge
from omp_desktop.sync.status import Connection, StatusBoard, SyncStatus

NOW = datetime(2026, 12, 3, tzinfo=UTC)


class Window(QWidget):
    """Remembers what it heard, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[Connection, QThread]] = []

    def on_status(self, status: SyncStatus) -> None:
        self.heard.append((status.connection, QThread.currentThread()))


def _elsewhere(board: StatusBoard, connection: Connection) -> None:
    thread = threading.Thread(target=lambda: board.put(SyncStatus(connection), NOW))
    thread.start()
    thread.join()


def test_a_window_hears_in_its_own_thread(qtbot: QtBot) -> None:
    board, window = StatusBoard(), Window()
    qtbot.addWidget(window)
    bridge = StatusBridge(board, window)
    bridge.changed.connect(window.on_status)
    _elsewhere(board, Connection.OFFLINE)
    assert window.heard == []
    qtbot.waitUntil(lambda: bool(window.heard))
    assert window.heard == [(Connection.OFFLINE, QThread.currentThread())]
    assert bridge.current.connection is Connection.OFFLINE


def test_a_window_that_is_gone_is_told_nothing(qtbot: QtBot) -> None:
    board, parent = StatusBoard(), QObject()
    gone: list[bool] = []
    bridge = StatusBridge(board, parent)
    bridge.destroyed.connect(lambda _gone=None: gone.append(True))
    parent.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    _elsewhere(board, Connection.OFFLINE)
    assert board._subscribers == []
