"""Screens that only an official can end: locked, and out of order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.announce import announce
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Icon, PushButton


class _StoppedScreen(VoterScreen):
    """Says that the booth has stopped, calls an official, and lets one in."""

    called = Signal()
    official_asked = Signal()

    signIcon: Icon
    callButton: PushButton
    officialButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show it; nobody was called yet."""
        self._called = False
        super().__init__(parent)
        self.callButton.clicked.connect(self._call)
        self.officialButton.clicked.connect(self.official_asked)

    def retranslate(self) -> None:
        self.callButton.setText(
            self.tr("An official was called") if self._called else self.tr("Call an official")
        )

    def _call(self) -> None:
        self._called = True
        self.retranslate()
        announce(self, self.callButton.text())
        self.called.emit()


class LockedScreen(_StoppedScreen):
    """Nobody touched the booth for too long."""

    ui = ("voter", "locked.ui")
    spare = ("signIcon",)


class OutOfOrderScreen(_StoppedScreen):
    """Something happened that the program does not know."""

    ui = ("voter", "out_of_order.ui")
    spare = ("signIcon",)
