"""Which election first, for a voter with more than one permit; and how to vote."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.gui import language
from omp_desktop.gui.voter.paged_rows import PagedRows
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Card, Label, PushButton
from omp_desktop.services.voting import WaitingPermit

_PADDING = 24


class ElectionRow(Card):
    """One election with the button that begins it."""

    chosen = Signal(str)

    def __init__(self, permit: WaitingPermit, parent: QWidget | None = None) -> None:
        """Show the election of a permit."""
        super().__init__(parent)
        self._permit = permit
        self.edge = "border"
        self._name = Label(self)
        self._name.role = "voterName"
        self._name.setWordWrap(True)
        self.button = PushButton(self)
        self.button.kind = "primary"
        self.button.measure = "voterBar"
        self.button.iconName, self.button.iconSide = "arrow-right", "right"
        self.button.clicked.connect(lambda: self.chosen.emit(permit.token))
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        row.setSpacing(_PADDING)
        row.addWidget(self._name, 1)
        row.addWidget(self.button)
        self.retranslate()

    def retranslate(self) -> None:
        name = self._permit.name.text(language.of(self))
        self._name.setText(name)
        self.button.setText(self.tr("Vote"))
        # Several buttons say the same word: the name tells which election each belongs to.
        self.button.setAccessibleName(f"{name}: {self.button.text()}")


class ElectionsScreen(VoterScreen):
    """The elections that wait for this voter."""

    ui = ("voter", "elections.ui")
    spare = ("stepIndicator",)
    chosen = Signal(str)
    backed = Signal()

    titleLabel: Label
    rowsHolder: QWidget
    backButton: PushButton

    def __init__(self, permits: Sequence[WaitingPermit], parent: QWidget | None = None) -> None:
        """Show the permits as they came."""
        super().__init__(parent)
        self.rows = PagedRows(lambda left: self.tr("More – %n more election(s)", "", left), self.rowsHolder)
        self.rows.remeasured.connect(self.fit)
        holder = self.rowsHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.rows)
        self.election_rows = tuple(ElectionRow(permit, self.rows) for permit in permits)
        for row in self.election_rows:
            row.chosen.connect(self.chosen)
        self.rows.set_rows(self.election_rows)
        self.backButton.clicked.connect(self.backed)


class HowToScreen(VoterScreen):
    """How to vote, in three lines; one button."""

    ui = ("voter", "how_to.ui")
    spare = ("helpNotice", "stepIndicator")
    gone_on = Signal()

    goButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show it."""
        super().__init__(parent)
        self.goButton.clicked.connect(self.gone_on)
