"""The speech that this system has."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

from omp_desktop.gui.speech.dispatcher import DispatcherSpeaker
from omp_desktop.gui.speech.mac import SaySpeaker
from omp_desktop.gui.speech.speaker import Speaker
from omp_desktop.gui.speech.windows import SapiSpeaker


def system_speaker(parent: QObject | None = None) -> Speaker:
    """A speaker at rest. Whether there is speech at all, it says after `start`: `ready` or `broken`."""
    if sys.platform == "win32":
        return SapiSpeaker(parent=parent)
    if sys.platform == "darwin":
        return SaySpeaker(parent=parent)
    return DispatcherSpeaker(parent=parent)
