"""Keeps screen and computer awake as long as a voter's window stands: no screen saver, no sleep.

Each system has its own way. One that does not answer or refuses is written to the log and stops nobody; the
operator guide says what to switch off by hand.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QProcess
from PySide6.QtGui import QGuiApplication

from omp_desktop.gui.lock.awake_dbus import BusHold
from omp_desktop.gui.lock.awake_x11 import ScreenTimer

_log = logging.getLogger(__name__)
# SetThreadExecutionState: from now on, the display, the computer.
_ES_CONTINUOUS, _ES_DISPLAY_REQUIRED, _ES_SYSTEM_REQUIRED = 0x8000_0000, 0x2, 0x1
_CAFFEINATE: Final = "/usr/bin/caffeinate"


class Hold(Protocol):
    """One way to keep awake, begun when it is made."""

    def end(self) -> None:
        """Let go of it."""


class Awake(QObject):
    """Held from `hold` to `let_go`, in whatever ways this system has."""

    def __init__(self, parent: QObject) -> None:
        """Nothing is held yet. `parent`: the window; holds end with its process at the latest."""
        super().__init__(parent)
        self._holds: list[Hold] = []

    def hold(self) -> None:
        """Keep awake from now on."""
        if not self._holds:
            self._holds = holds_of(sys.platform, QGuiApplication.platformName())

    def let_go(self) -> None:
        """The system may save its screen and sleep again."""
        holds, self._holds = self._holds, []
        for hold in holds:
            hold.end()


def holds_of(system: str, display: str) -> list[Hold]:
    """Begins every way that a system (as `sys.platform`) with a display (as Qt's platform) has."""
    if system == "win32":
        return [ThreadState()]
    if system == "darwin":
        return [Caffeinate()]
    holds: list[Hold] = [BusHold()]
    if display == "xcb":
        holds.append(ScreenTimer())
    return holds


class ThreadState:
    """Windows: the thread of the windows needs display and computer."""

    def __init__(self) -> None:
        """Begin. Has to be ended by the same thread."""
        self._set(_ES_CONTINUOUS | _ES_DISPLAY_REQUIRED | _ES_SYSTEM_REQUIRED)

    def end(self) -> None:
        """Let go of it."""
        self._set(_ES_CONTINUOUS)

    @staticmethod
    def _set(state: int) -> None:
        windows: Any = ctypes
        if not windows.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(state)):
            _log.warning("Windows does not keep the screen awake")


class Caffeinate:
    """macOS: its own program, which ends with this process also when this is killed."""

    def __init__(self, program: str = _CAFFEINATE) -> None:
        """Begin. `program` is what keeps display and computer awake."""
        self._process = QProcess()
        self._process.errorOccurred.connect(self._on_error)
        self._process.start(program, ["-d", "-i", "-w", str(os.getpid())])

    def end(self) -> None:
        """Let go of it."""
        self._process.errorOccurred.disconnect(self._on_error)
        self._process.kill()
        self._process.waitForFinished(1000)

    @staticmethod
    def _on_error(error: QProcess.ProcessError) -> None:
        _log.warning("macOS does not keep the screen awake: %s", error.name)
