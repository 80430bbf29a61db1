"""How many voters stand in the queue at closing time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import PushButton, Sheet, SpinBox


class WaitingForm(Form):
    """One number: who is in the queue now may still vote."""

    ui = ("official", "waiting.ui")
    counted = Signal(int)

    waitingSpin: SpinBox
    cancelButton: PushButton
    goButton: PushButton

    def __init__(self, waiting: int, accept: str, parent: QWidget | None = None) -> None:
        """`waiting` is what stands there first, `accept` the word on the button."""
        super().__init__(parent)
        self.goButton.setText(accept)
        self.waitingSpin.setValue(waiting)
        self.goButton.clicked.connect(self._go)
        self.waitingSpin.lineEdit().returnPressed.connect(self._go)

    def _go(self) -> None:
        self.waitingSpin.interpretText()
        self.counted.emit(self.waitingSpin.value())


def ask_waiting(
    widget: QWidget, waiting: int, title: str, accept: str, counted: Callable[[int], object]
) -> Sheet:
    """Ask over the window of `widget`; `counted` gets the number once the sheet is away."""
    form = WaitingForm(waiting, accept, widget)
    sheet = Sheet(form, title)

    def on_counted(number: int) -> None:
        sheet.close_sheet()
        counted(number)

    form.counted.connect(on_counted)
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.waitingSpin.setFocus(Qt.FocusReason.OtherFocusReason)
    form.waitingSpin.selectAll()
    return sheet
