"""The fingerprint of a station's computer, to be compared aloud before it is let in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import CheckRow, CodeDisplay, Label, PushButton, Sheet


class FingerprintQuestion(Form):
    """The characters, large; going on takes a tick that they were heard."""

    ui = ("official", "fingerprint_question.ui")
    compared = Signal()

    titleLabel: Label
    printDisplay: CodeDisplay
    sameCheck: CheckRow
    cancelButton: PushButton
    goButton: PushButton

    def __init__(self, title: str, fingerprint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titleLabel.setText(title)
        self.printDisplay.code = fingerprint
        self.goButton.setEnabled(False)
        self.sameCheck.toggled.connect(self.goButton.setEnabled)
        self.goButton.clicked.connect(self.compared)


def ask_fingerprint(widget: QWidget, title: str, fingerprint: str, compared: Callable[[], object]) -> Sheet:
    """Ask over the window of `widget`; `compared` is called once somebody said that it is the same."""
    form = FingerprintQuestion(title, fingerprint, widget)
    sheet = Sheet(form, title)

    def on_compared() -> None:
        sheet.close_sheet()
        compared()

    form.compared.connect(on_compared)
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.sameCheck.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
