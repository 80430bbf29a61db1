"""The sealed ballot with its code, and the signs that work is going on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.announce import announce
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import CodeDisplay, Icon, Label, Notice, PushButton, QrCode

_QR, _SMALL_QR = 264, 192  # px
_LARGE_UNIT, _LOW = 40, 900  # px: S and height from which a smaller code leaves room for the words


def fit_code(screen: VoterScreen, qr_code: QrCode) -> None:
    """Make the QR code smaller where very large text meets a low screen; cameras still read it."""
    crowded = screen.theme().sizes.unit >= _LARGE_UNIT and is_low(screen)
    qr_code.maximum = _SMALL_QR if crowded else _QR


def is_low(screen: VoterScreen) -> bool:
    """Whether the screen has little height."""
    return screen.window().height() < _LOW


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
            Place.TESTING: self.tr("One moment, please"),
            Place.CASTING: self.tr("Your vote is being recorded"),
        }
        self.headlineLabel.setText(words[self._place])


class SealedScreen(VoterScreen):
    """Sealed and not cast: put it in the ballot box, test the machine with it, or go back.

    Only now the voter says what the ballot is for: the machine did not know when it encrypted it.
    """

    ui = ("voter", "sealed.ui")
    spare = ("codeHintLabel", "stepIndicator", "qrCode", "codeLabel")
    back_asked = Signal()
    test_asked = Signal()
    receipt_asked = Signal()
    cast_asked = Signal()

    codeDisplay: CodeDisplay
    qrCode: QrCode
    unfinishedNotice: Notice
    receiptButton: PushButton
    testButton: PushButton
    backButton: PushButton
    castButton: PushButton

    def __init__(self, ballot: VoterBallot, parent: QWidget | None = None) -> None:
        """Show the confirmation code of the sealed ballot, and what can be done with it."""
        self._wanted = ballot.receipt_wanted
        super().__init__(parent)
        self.codeDisplay.code = ballot.code
        self.qrCode.payload = ballot.code
        self.receiptButton.setVisible(ballot.receipt_offered)
        self.receiptButton.clicked.connect(self.receipt_asked)
        self.testButton.clicked.connect(self.test_asked)
        self.backButton.clicked.connect(self.back_asked)
        self.castButton.clicked.connect(self.cast_asked)
        self.retranslate()

    def fit(self) -> None:
        # The row of small buttons needs the room; the code can be scanned once more when it is recorded.
        self.qrCode.maximum = _SMALL_QR if is_low(self) else _QR
        super().fit()

    def show_receipt(self, *, wanted: bool) -> None:
        """Show whether the voter gets a receipt."""
        self._wanted = wanted
        self.retranslate()
        self.fit()
        announce(self, self.receiptButton.text())

    def retranslate(self) -> None:
        self.qrCode.description = self.tr("The confirmation code as a QR code")
        self.receiptButton.setText(self.tr("With a receipt") if self._wanted else self.tr("Take a receipt"))
        self.receiptButton.iconName = "check" if self._wanted else "ticket"
