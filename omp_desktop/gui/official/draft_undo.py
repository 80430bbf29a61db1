"""The bar that takes back what was changed in a draft, one step after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Label, PushButton


@dataclass(frozen=True, slots=True)
class DraftStep:
    """One change. `says` names it in the language spoken then; `take_back` does the opposite, on a worker.

    `tab` is the key of the tab that made it and shows it.
    """

    tab: str
    says: Callable[[], str]
    take_back: Callable[[], object]


class DraftUndo(Form):
    """The changes of one person to one draft. After one that cannot be taken back there are none."""

    ui = ("official", "draft_undo.ui")
    taken_back = Signal(str)

    lastLabel: Label
    undoButton: PushButton

    def __init__(self, parent: QWidget) -> None:
        """`parent` is where Ctrl+Z is heard; an input in it takes back its own typing first."""
        self._steps: list[DraftStep] = []
        super().__init__(parent)
        self.undoButton.clicked.connect(self.undo)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), parent, self.undo)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show()

    def retranslate(self) -> None:
        self._show()

    def did(self, step: DraftStep | None) -> None:
        """Something was changed; None cannot be taken back, and nothing before it either."""
        if step is None:
            self._steps.clear()
        else:
            self._steps.append(step)
        self._show()

    def forget(self) -> None:
        """Another person, another election, or no draft any more."""
        self._steps.clear()
        self._show()

    def undo(self) -> None:
        """Take the last change back."""
        if not self._steps or not self.undoButton.isEnabled():
            return
        self.undoButton.setEnabled(False)
        step = self._steps[-1]
        self.work(
            step.take_back, lambda _done: self._on_taken_back(step), self._on_refused, settled=self._show
        )

    def _on_taken_back(self, step: DraftStep) -> None:
        # Not one that was forgotten since: another election, or another person, is there by now.
        if step in self._steps:
            self._steps.remove(step)
            self.taken_back.emit(step.tab)

    def _on_refused(self, error: OmpError) -> None:
        # What follows from it was changed elsewhere: what lies before cannot be trusted to fit either.
        self.forget()
        self.show_error(error)

    def _show(self) -> None:
        self.setVisible(bool(self._steps))
        self.undoButton.setEnabled(bool(self._steps))
        if self._steps:
            self.lastLabel.setText(self.tr("Last change: {what}").format(what=self._steps[-1].says()))
