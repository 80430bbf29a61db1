"""Code and receipt, entered one after the other or scanned at once, for seeing the own vote again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.voter.look_up import CODE, RECEIPT, CodeEntryScreen, signs_of
from omp_desktop.gui.voter.sheets import Question
from omp_desktop.gui.widgets import Label


class OwnVoteScreen(CodeEntryScreen):
    """Asks for the code, then for the receipt. An official has entered the PIN before."""

    ui = ("voter", "own_vote.ui")
    asked = Signal(str, str)

    titleLabel: Label

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the code."""
        self._code = ""
        super().__init__(parent)

    def begin_again(self) -> None:
        """Forget what was entered, and ask for the code."""
        self._code = ""
        self._go_to_code()
        self.findButton.setEnabled(True)

    def refusal(self, error: OmpError) -> Question:
        """Why nothing is shown, in the words of the error."""
        said = error.describe(language.of(self))
        # A title has no full stop.
        return Question(said.text.rstrip("."), said.next_step, self.tr("Close"))

    def retranslate(self) -> None:
        super().retranslate()
        if self._code:
            self.titleLabel.setText(self.tr("See your vote: now the receipt"))
            self.codeEdit.setAccessibleName(self.tr("Receipt"))
            self.codeEdit.setPlaceholderText(self.tr("28 letters and digits"))
            self.findButton.setText(self.tr("Show my vote"))
            self.findButton.iconName, self.findButton.iconSide = "eye", "left"
        else:
            self.titleLabel.setText(self.tr("See your vote: enter the confirmation code"))
            self.codeEdit.setAccessibleName(self.tr("Confirmation code"))
            self.codeEdit.setPlaceholderText(self.tr("25 letters and digits"))
            self.findButton.setText(self.tr("Next"))
            self.findButton.iconName, self.findButton.iconSide = "arrow-right", "right"

    def ask(self, entered: str) -> None:
        signs = signs_of(entered)
        if not self._code and len(signs) == CODE.length + RECEIPT.length:
            self._send(signs[: CODE.length], signs[CODE.length :])
        elif not self._code:
            self._code = entered
            self.form = RECEIPT
            self.codeEdit.clear()
            self.retranslate()
            self.fit()
        else:
            self._send(self._code, entered)

    def _send(self, code: str, receipt: str) -> None:
        """Nothing that was entered stays on the screen."""
        self._code = ""
        self._go_to_code()
        self.findButton.setEnabled(False)
        self.asked.emit(code, receipt)

    def _go_to_code(self) -> None:
        self.form = CODE
        self.codeEdit.clear()
        self.retranslate()
        self.fit()
