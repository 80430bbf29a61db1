"""The sealed ballot with its code, and the signs that work is going on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import CodeDisplay, Icon, Label, Notice, PushButton, QrCode

_QR, _SMALL_QR = 264, 192  # px
_LARGE_UNIT, _LOW = 40, 900  # px: S and height from which a smaller code leaves room for the words


def fit_code(screen: VoterScreen, qr_code: QrCode) -> None:
    """Make the QR code smaller where very large text meets a low screen; cameras still read it."""
    crowded = screen.theme().sizes.unit >= _LARGE_UNIT and screen.window().height() < _LOW
    qr_code.maximum = _SMALL_QR if crowded else _QR


class BusyScreen(VoterScreen):
    """Says what is being done; nothing can be touched."""

    ui = ("voter", "busy.ui")

    signIcon: Icon
    headlineLabel: Label
    textLabel: Label

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        """Show what happens at a busy place."""
        self._place = place
        super().__init__(parent)

    def retranslate(self) -> None:
        words = {
            Place.PREPARING: self.tr("One moment, please"),
            Place.SEALING: self.tr("Your ballot is being sealed"),
            Place.UNSEALING: self.tr("One moment, please"),
            Place.CASTING: self.tr("Your vote is being recorded"),
        }
        self.headlineLabel.setText(words[self._place])


class SealedScreen(VoterScreen):
    """Sealed and not cast: put it in the ballot box, or go back, which makes it void."""

    ui = ("voter", "sealed.ui")
    spare = ("codeHintLabel", "stepIndicator", "codeLabel")
    back_asked = Signal()
    cast_asked = Signal()

    codeDisplay: CodeDisplay
    qrCode: QrCode
    unfinishedNotice: Notice
    backButton: PushButton
    castButton: PushButton

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        """Show the confirmation code of the sealed ballot."""
        self._code = code
        super().__init__(parent)
        self.codeDisplay.code = code
        self.qrCode.payload = code
        self.backButton.clicked.connect(self.back_asked)
        self.castButton.clicked.connect(self.cast_asked)
        self.retranslate()

    def fit(self) -> None:
        fit_code(self, self.qrCode)
        super().fit()

    def retranslate(self) -> None:
        self.qrCode.description = self.tr("The confirmation code as a QR code")
