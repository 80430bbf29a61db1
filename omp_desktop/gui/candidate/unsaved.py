"""What to do with a pledge that was written but not saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Label, PushButton, Sheet


class UnsavedQuestion(Form):
    """Save, throw away, or go on writing."""

    ui = ("candidate", "unsaved.ui")

    titleLabel: Label
    keepButton: PushButton
    discardButton: PushButton
    saveButton: PushButton


def ask_unsaved(widget: QWidget, *, save: Callable[[], object], discard: Callable[[], object]) -> Sheet:
    """Ask over the window of `widget`. Esc means to go on writing."""
    form = UnsavedQuestion(widget)
    sheet = Sheet(form, form.titleLabel.text())

    def answer(then: Callable[[], object]) -> None:
        sheet.close_sheet()
        then()

    form.keepButton.clicked.connect(sheet.close_sheet)
    form.discardButton.clicked.connect(lambda: answer(discard))
    form.saveButton.clicked.connect(lambda: answer(save))
    sheet.open_over(widget)
    form.saveButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
