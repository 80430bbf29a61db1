"""How it ended: recorded, or not recorded and what to do. Never a false success, never a false failure."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.domain.voting_errors import PermitNotValid
from omp_desktop.gui import language
from omp_desktop.gui.announce import announce
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.voter.measuring import polish
from omp_desktop.gui.voter.places import FOR_VOTERS, Failure, Stage
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.sealed import fit_code
from omp_desktop.gui.widgets import CodeDisplay, Countdown, Icon, Label, Pill, PushButton, QrCode
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.services.voting import Recorded

BACK_TO_START_SECONDS = 15
# A receipt takes longer to write down than a code.
RECEIPT_SECONDS = 90
_BAND, _BUTTON_GAP = 16, 16
_FOR_THE_VOTER = (*FOR_VOTERS, PermitNotValid)


class SlipState(Enum):
    """What has become of the slip with the code."""

    NONE = "none"
    OFFERED = "offered"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


class RecordedScreen(VoterScreen):
    """Recorded, with the code, and the receipt of a voter who wanted one; then back to the start.

    `slip`: the code on paper, where the booth has a printer.
    """

    ui = ("voter", "recorded.ui")
    spare = ("codeHintLabel", "codeLabel", "outcomeIcon", "qrCode", "countLabel")
    done = Signal()
    next_asked = Signal()
    print_asked = Signal()

    sublineLabel: Label
    codeHintLabel: Label
    codeDisplay: CodeDisplay
    receiptPart: QWidget
    receiptDisplay: CodeDisplay
    qrCode: QrCode
    countLabel: Label
    countdown: Countdown
    printButton: PushButton
    doneButton: PushButton

    def __init__(self, recorded: Recorded, elections_left: int, parent: QWidget | None = None) -> None:
        """Show the code and begin to count down.

        Args:
            recorded: code and receipt.
            elections_left: in how many more elections the voter can vote at this booth.
            parent: where it stands.
        """
        self._left = elections_left
        self._has_receipt, self._receipt_failed = bool(recorded.receipt), recorded.receipt_failed
        self.slip = SlipState.NONE
        super().__init__(parent)
        self.codeDisplay.code = recorded.code
        self.receiptDisplay.code = recorded.receipt
        self.receiptPart.setVisible(bool(recorded.receipt))
        # One thing to scan: whoever has a receipt needs its code with it.
        self.qrCode.payload = f"{recorded.code} {recorded.receipt}".strip()
        self.printButton.hide()
        self.printButton.clicked.connect(self.print_asked)
        self.doneButton.clicked.connect(self.next_asked if elections_left else self.done)
        self.countdown.ticked.connect(self._on_ticked)
        self.countdown.finished.connect(self.done)
        self.retranslate()
        self.countdown.start(RECEIPT_SECONDS if recorded.receipt else BACK_TO_START_SECONDS)

    def show_slip(self, slip: SlipState) -> None:
        """Say what has become of the slip. While it is printed no time runs out."""
        if slip is self.slip:
            return
        self.slip = slip
        self.printButton.setVisible(slip is not SlipState.NONE)
        self.printButton.setEnabled(slip is not SlipState.PRINTING)
        if slip is SlipState.PRINTING:
            self.countdown.stop()
        elif slip is not SlipState.OFFERED:
            long = self._has_receipt or slip is SlipState.FAILED
            self.countdown.start(RECEIPT_SECONDS if long else BACK_TO_START_SECONDS)
        self.retranslate()
        self.fit()
        if slip is not SlipState.OFFERED:
            announce(self, self.sublineLabel.text())

    def retranslate(self) -> None:
        if self._left:
            self.sublineLabel.setText(self.tr("You can vote in %n more election(s).", "", self._left))
            self.doneButton.setText(self.tr("Next election"))
        else:
            self.sublineLabel.setText(self.tr("All done. You may leave."))
            self.doneButton.setText(self.tr("Done"))
        if self._receipt_failed:
            self.sublineLabel.setText(self.tr("A receipt could not be given. Your vote counts all the same."))
        self._say_slip()
        if self._has_receipt:
            self.codeHintLabel.setText(
                self.tr("Write both down or photograph them. Show nobody the receipt.")
            )
            self.qrCode.description = self.tr("Confirmation code and receipt as a QR code")
        else:
            self.codeHintLabel.setText(
                self.tr("Write it down or photograph it if you like. It does not show your vote.")
            )
            self.qrCode.description = self.tr("The confirmation code as a QR code")
        self._on_ticked(self.countdown.remaining)

    def fit(self) -> None:
        fit_code(self, self.qrCode)
        super().fit()
        self._on_ticked(self.countdown.remaining)

    def _say_slip(self) -> None:
        self.sublineLabel.tone = "warning" if self.slip is SlipState.FAILED else "text"
        self.printButton.setText(self.tr("Print a slip"))
        if self.slip is SlipState.PRINTING:
            self.sublineLabel.setText(self.tr("Your slip is being printed …"))
        elif self.slip is SlipState.PRINTED:
            self.sublineLabel.setText(self.tr("Take your slip."))
            self.printButton.setText(self.tr("Print again"))
        elif self.slip is SlipState.FAILED:
            self.sublineLabel.setText(self.tr("No slip was printed. Write the code down."))
            self.printButton.setText(self.tr("Print again"))

    def _on_ticked(self, seconds: int) -> None:
        if self.slip is SlipState.PRINTING:
            self.countLabel.setText(self.tr("One moment, please"))
            return
        long = self.tr("Back to the start in %n second(s)", "", seconds)
        # The bar is as wide as the label may be.
        fits = width_of(long, self.countLabel.text_style()) <= self.countdown.width()
        self.countLabel.setText(long if fits else self.tr("Back in %n second(s)", "", seconds))


class _Band(Themed, QFrame):
    """A strip in the colour of danger below the top bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_BAND)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.theme().colour("danger"))


class NotRecordedScreen(VoterScreen):
    """What happened, what is kept, what to do. It never goes away by itself."""

    ui = ("voter", "not_recorded.ui")
    spare = ("codeLabel", "outcomeIcon", "fact2")
    retried = Signal()
    called = Signal()
    official_asked = Signal()
    done = Signal()

    body: QWidget
    outcomeIcon: Icon
    headlineLabel: Label
    sublineLabel: Label
    fact1Label: Label
    fact2: QWidget
    fact2Label: Label
    fact3: QWidget
    fact3Label: Label
    codePart: QWidget
    codeLabel: Label
    codePill: Pill
    officialButton: PushButton
    callButton: PushButton
    retryButton: PushButton
    doneButton: PushButton

    def __init__(self, failure: Failure, parent: QWidget | None = None) -> None:
        """Show a failure."""
        self._failure = failure
        self._called = False
        super().__init__(parent)
        page = self.content.layout()
        if isinstance(page, QVBoxLayout):
            page.insertWidget(0, _Band(self.content))
        self.codePill.setText(failure.error.code)
        begun = failure.stage is not Stage.BEGIN
        self.retryButton.setVisible(failure.may_retry)
        self.doneButton.setVisible(not begun)
        self.callButton.kind = "secondary" if failure.may_retry or not begun else "primary"
        self.callButton.clicked.connect(self._call)
        self.retryButton.clicked.connect(self.retried)
        self.officialButton.clicked.connect(self.official_asked)
        self.doneButton.clicked.connect(self.done)
        self.retranslate()

    def retranslate(self) -> None:
        failure = self._failure
        self.headlineLabel.setText(self._headline())
        wait = failure.passing and not failure.unsure
        self.sublineLabel.setText(self.tr("Please wait a moment.") if wait else self.tr("Call an official."))
        said = failure.error.describe(language.of(self))
        plain = isinstance(failure.error, _FOR_THE_VOTER)
        self.fact1Label.setText(said.text if plain else self.tr("A machine problem, not your fault."))
        kept = self.tr("Your permit is still valid.")
        self.fact2Label.setText(kept if failure.permit_kept and not failure.unsure else self._unsure_text())
        self.show_part("fact2", wanted=bool(self.fact2Label.text()))
        self.fact3Label.setText(self._next_step(said.next_step if plain else ""))
        self.callButton.setText(
            self.tr("An official was called") if self._called else self.tr("Call an official")
        )

    def _hide_spares(self) -> None:
        # Beside two large buttons there may be no room for it; the way through the help stays.
        begun = self._failure.stage is not Stage.BEGIN
        self.officialButton.setVisible(begun)
        polish(self.content)
        needed = sum(
            button.sizeHint().width() + _BUTTON_GAP
            for button in (self.officialButton, self.callButton, self.retryButton, self.doneButton)
            if button.isVisibleTo(self)
        )
        self.officialButton.setVisible(begun and needed <= self.width() - 2 * self.side_margin())
        # Whether it is there counts at once.
        self.body.updateGeometry()
        super()._hide_spares()

    def _headline(self) -> str:
        if self._failure.unsure:
            return self.tr("Not confirmed")
        if self._failure.stage is Stage.BEGIN:
            return self.tr("Voting cannot begin")
        return self.tr("Not recorded")

    def _unsure_text(self) -> str:
        return self.tr("An official can see whether it is recorded.") if self._failure.unsure else ""

    def _next_step(self, told: str) -> str:
        if told:
            return told
        if self._failure.passing and not self._failure.unsure:
            return self.tr("Touch ‘Try again’. Your choices are kept.")
        return self.tr("Stay here until an official comes.")

    def _call(self) -> None:
        self._called = True
        self.retranslate()
        announce(self, self.callButton.text())
        self.called.emit()
