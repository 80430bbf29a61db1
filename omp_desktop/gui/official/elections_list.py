"""All elections of this station, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import Election
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.time_zones import hours_span
from omp_desktop.gui.official.words import STATE_LOOKS, zone
from omp_desktop.gui.widgets import ButtonCell, Card, Column, PillCell, PushButton, Row, TableView, Text


class ElectionsList(Form):
    """The elections with their states; without any, the one next step."""

    ui = ("official", "elections_list.ui")
    chosen = Signal(str)
    new_wanted = Signal()
    file_wanted = Signal()

    tableCard: Card
    emptyCard: Card
    electionsTable: TableView
    newButton: PushButton
    fileButton: PushButton
    firstButton: PushButton
    firstFileButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        self._elections: tuple[Election, ...] = ()
        super().__init__(parent)
        self.electionsTable.row_opened.connect(self.chosen)
        self.electionsTable.button_pressed.connect(lambda key, _column: self.chosen.emit(key))
        for button in (self.newButton, self.firstButton):
            button.clicked.connect(self.new_wanted)
        for button in (self.fileButton, self.firstFileButton):
            button.clicked.connect(self.file_wanted)

    def set_elections(self, elections: Sequence[Election]) -> None:
        """Show these elections."""
        self._elections = tuple(elections)
        self.retranslate()

    def retranslate(self) -> None:
        speak = language.of(self)
        some = bool(self._elections)
        self.tableCard.setVisible(some)
        self.emptyCard.setVisible(not some)
        self.newButton.setVisible(some)
        self.fileButton.setVisible(some)
        self.electionsTable.set_columns(
            [
                Column(self.tr("Election"), stretch=1),
                Column(self.tr("State"), width=176),
                Column("", width=128, align="right"),
            ]
        )
        self.electionsTable.set_rows(
            [
                Row(
                    election.id,
                    (
                        Text(self._name(election), sub=self._hours(election), weight="name"),
                        PillCell(*STATE_LOOKS[election.state], election.state.label(speak)),
                        ButtonCell(self.tr("Details")),
                    ),
                )
                for election in self._elections
            ]
        )

    def _name(self, election: Election) -> str:
        name = election.name.text(language.of(self))
        return self.tr("Mock vote · {name}").format(name=name) if election.test_mode else name

    def _hours(self, election: Election) -> str:
        if not election.windows:
            return self.tr("No voting hours yet")
        return hours_span(election.windows, zone(election.timezone))
