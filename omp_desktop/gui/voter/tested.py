"""After the voter tested the machine: what it had encrypted, and the way back to the choices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.gui.voter.opened import OpenedRows
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Label, Notice, PushButton
from omp_desktop.services.voting import OpenedBallot


class TestedScreen(VoterScreen):
    """Is this what you chose? The ballot was a test, and nothing has been cast yet."""

    __test__ = False  # no test class, for pytest
    ui = ("voter", "tested.ui")
    spare = ("questionLabel",)
    gone_on = Signal()

    titleLabel: Label
    questionLabel: Label
    rowsHolder: QWidget
    uncountedNotice: Notice
    goButton: PushButton

    def __init__(self, tested: OpenedBallot, parent: QWidget | None = None) -> None:
        """Show the ballot as it was opened."""
        self._code = tested.code
        super().__init__(parent)
        self.rows = OpenedRows(tested.contests, self.rowsHolder)
        self.rows.remeasured.connect(self.fit)
        holder = self.rowsHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.rows)
        self.goButton.clicked.connect(self.gone_on)
        self.retranslate()

    def retranslate(self) -> None:
        self.say_status("", "text", "\n".join((self.tr("Code"), self._code)))
