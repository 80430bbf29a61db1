"""Telling people of one name apart, side by side, before a permit is issued to one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.poll import ParticipationState
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.check_in import on_two_lines
from omp_desktop.gui.official.words import VOTER_LOOKS
from omp_desktop.gui.widgets import Column, Label, PillCell, PushButton, Row, Sheet, TableView, Text
from omp_desktop.services.check_in import SearchResult
from omp_desktop.store.records import VoterHit

_ADDRESS = 2  # column
_HEAD, _MOST_ROWS = 40, 7
_HAS_ONE = frozenset({ParticipationState.ISSUED, ParticipationState.CAST})


class NamesakesForm(Form):
    """Everybody of one name, the oldest first, nobody chosen: whoever is at the desk has to be found."""

    ui = ("official", "namesakes.ui")
    issue_asked = Signal()
    other_meant = Signal(object)  # VoterHit

    titleLabel: Label
    textLabel: Label
    peopleTable: TableView
    choiceLabel: Label
    cancelButton: PushButton
    goButton: PushButton

    def __init__(
        self,
        meant: VoterHit,
        others: SearchResult,
        state_word: Callable[[ParticipationState | None], str],
        parent: QWidget | None = None,
    ) -> None:
        """`meant`: who was chosen at the desk; `state_word` says how far a voter is."""
        self._meant, self._others, self._state_word = meant, others, state_word
        people = (meant, *others.hits)
        self._people = sorted(people, key=lambda hit: (hit.voter.birth_date, hit.voter.roll_number))
        super().__init__(parent)
        self.peopleTable.row_chosen.connect(lambda _: self._show_choice())
        self.peopleTable.horizontalHeader().sectionResized.connect(self._on_width)
        self.peopleTable.row_opened.connect(lambda _: self._go())
        self.goButton.clicked.connect(self._go)
        rows = min(len(self._people), _MOST_ROWS)
        self.peopleTable.setMinimumHeight(_HEAD + rows * self.peopleTable.rowPixels)

    def retranslate(self) -> None:
        name, total = self._meant.voter.name, self._others.total + 1
        text = self.tr(
            "On the list are %n people named {name}. Compare birth date and address with the photo ID, then "
            "choose the line.",
            "",
            total,
        ).format(name=name)
        if total > len(self._people):
            shown = self.tr("The {shown} nearest in age are shown.").format(shown=number(len(self._people)))
            text = f"{text} {shown}"
        self.textLabel.setText(text)
        self.peopleTable.set_columns(
            [
                Column(self.tr("Name"), width=144),
                Column(self.tr("Birth date"), width=128),
                Column(self.tr("Address"), stretch=1),
                Column(self.tr("Roll no."), width=96),
                Column(self.tr("State"), width=144, align="right"),
            ]
        )
        self._show_people()
        self._show_choice()

    def _on_width(self, column: int) -> None:
        if column == _ADDRESS:
            self._show_people()

    def _show_people(self) -> None:
        room = self.peopleTable.columnWidth(_ADDRESS) - 2 * self.peopleTable.cellPadding
        self.peopleTable.set_rows([self._row(hit, room) for hit in self._people])

    def _row(self, hit: VoterHit, room: float) -> Row:
        voter = hit.voter
        return Row(
            voter.id,
            (
                Text(voter.name, weight="name"),
                Text(voter.birth_date.isoformat(), weight="name"),
                on_two_lines(voter.address or "–", room),
                Text(voter.roll_number),
                PillCell(*VOTER_LOOKS[hit.state], self._state_word(hit.state)),
            ),
        )

    @property
    def _chosen(self) -> VoterHit | None:
        key = self.peopleTable.chosen_key
        return next((hit for hit in self._people if hit.voter.id == key), None)

    def _show_choice(self) -> None:
        chosen = self._chosen
        another = chosen is not None and chosen.voter.id != self._meant.voter.id
        has_one = chosen is not None and chosen.state in _HAS_ONE
        self.goButton.setEnabled(chosen is not None)
        self.goButton.setText(self.tr("Go to this voter") if another else self.tr("Issue permit"))
        self.choiceLabel.tone = "warning" if another or has_one else "text2"
        if has_one:
            self.choiceLabel.setText(self.tr("This person has a permit already, or has voted."))
        elif another:
            self.choiceLabel.setText(self.tr("You chose another person before. Go on with this one instead."))
        elif chosen is not None:
            self.choiceLabel.setText(self.tr("This is the person whom you chose before."))
        else:
            self.choiceLabel.setText(self.tr("Nobody is chosen yet."))

    def _go(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        if chosen.voter.id == self._meant.voter.id:
            self.issue_asked.emit()
        else:
            self.other_meant.emit(chosen)


def compare(widget: QWidget, form: NamesakesForm, issue: Callable[[], object]) -> Sheet:
    """Ask over the window of `widget` who it is; `issue` follows when it is who was chosen before."""
    sheet = Sheet(form, form.titleLabel.text())

    def on_issue() -> None:
        sheet.close_sheet()
        issue()

    form.issue_asked.connect(on_issue)
    form.other_meant.connect(lambda _: sheet.close_sheet())
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.peopleTable.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
