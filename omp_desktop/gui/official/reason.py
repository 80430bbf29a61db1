"""Asking why, before a step that has to be explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Field, Label, LineEdit, PushButton, RadioRow, Sheet


@dataclass(frozen=True, slots=True)
class ReasonQuestion:
    """What is asked: title, explanation, the usual reasons, the word on the button, and its kind."""

    title: str
    text: str
    usual: Sequence[str]
    accept: str
    kind: str = "primary"


class ReasonForm(Form):
    """The usual reasons to choose from, and a line for any other."""

    ui = ("official", "reason.ui")
    given = Signal(str)

    titleLabel: Label
    textLabel: Label
    choicesBox: QWidget
    reasonField: Field
    reasonEdit: LineEdit
    cancelButton: PushButton
    goButton: PushButton

    def __init__(self, question: ReasonQuestion, parent: QWidget | None = None) -> None:
        """Show the question; the first usual reason is chosen."""
        super().__init__(parent)
        self.titleLabel.setText(question.title)
        self.textLabel.setText(question.text)
        self.textLabel.setVisible(bool(question.text))
        self.goButton.setText(question.accept)
        self.goButton.kind = question.kind
        self._rows = [self._add(text) for text in question.usual]
        self._other = self._add(self.tr("Another reason")) if question.usual else None
        self.choicesBox.setVisible(bool(question.usual))
        self.goButton.clicked.connect(self._give)
        self.reasonEdit.returnPressed.connect(self._give)
        self.reasonEdit.textEdited.connect(lambda _: self.reasonField.set_error(""))
        if self._rows:
            self._rows[0].setChecked(True)
        self._on_toggled()

    def first_stop(self) -> QWidget:
        """Where the focus begins."""
        return self._rows[0] if self._rows else self.reasonEdit

    def _add(self, text: str) -> RadioRow:
        row = RadioRow(self.choicesBox)
        row.setText(text)
        row.dense = True
        layout = self.choicesBox.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(row)
        row.toggled.connect(self._on_toggled)
        return row

    def _on_toggled(self) -> None:
        other = self._other is None or self._other.isChecked()
        self.reasonField.setVisible(other)
        self.reasonField.hint = self.tr("It goes into the record for good. Do not write names.")
        if other and self.isVisible():
            self.reasonEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        chosen = next((row.text() for row in self._rows if row.isChecked()), "")
        reason = chosen or self.reasonEdit.text().strip()
        if reason:
            self.given.emit(reason)
        else:
            self.reasonField.set_error(self.tr("Write in one line what happened"))
            self.reasonEdit.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_reason(widget: QWidget, question: ReasonQuestion, given: Callable[[str], object]) -> Sheet:
    """Ask over the window of `widget`; `given` gets the reason once the sheet is away."""
    form = ReasonForm(question, widget)
    sheet = Sheet(form, question.title)

    def on_given(reason: str) -> None:
        sheet.close_sheet()
        given(reason)

    form.given.connect(on_given)
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
