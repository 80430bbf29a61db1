"""Which election the window works on, when there are several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import Election
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import STATE_LOOKS, day_time, zone
from omp_desktop.gui.widgets import Column, PillCell, PushButton, Row, TableView, Text


class ElectionChooser(Form):
    """The elections of this station with their states."""

    ui = ("official", "elections_chooser.ui")
    chosen = Signal(str)

    electionsTable: TableView
    cancelButton: PushButton
    chooseButton: PushButton

    def __init__(self, elections: Sequence[Election], now: str, parent: QWidget | None = None) -> None:
        """`now` is the id of the election that is chosen."""
        self._elections = tuple(elections)
        super().__init__(parent)
        self.electionsTable.choose(now)
        self.electionsTable.row_opened.connect(self.chosen)
        self.chooseButton.clicked.connect(lambda: self.chosen.emit(self.electionsTable.chosen_key))

    def retranslate(self) -> None:
        speak = language.of(self)
        self.electionsTable.set_columns(
            [
                Column(self.tr("Election"), stretch=1),
                Column(self.tr("State"), width=160, align="right"),
            ]
        )
        self.electionsTable.set_rows(
            [
                Row(
                    e.id,
                    (
                        Text(e.name.text(speak), sub=self._opens(e), weight="name"),
                        PillCell(*STATE_LOOKS[e.state], e.state.label(speak)),
                    ),
                )
                for e in self._elections
            ]
        )

    def _opens(self, election: Election) -> str:
        if not election.windows:
            return ""
        where = zone(election.timezone)
        first, last = election.windows[0].opens, election.windows[-1].closes
        return f"{day_time(first, where)} – {day_time(last, where)}"
