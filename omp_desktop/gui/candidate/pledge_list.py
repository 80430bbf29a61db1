"""The pledges at the left: theme, title, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from omp_desktop.domain.pledge import PLEDGES_MAX
from omp_desktop.gui.candidate.pledge_texts import PledgeTexts
from omp_desktop.gui.candidate.situation import PledgeState, Situation
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Label, ListCard

NEW: Final = ""  # key of the pledge that was never saved


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line: its key, and the pill with kind, icon and word."""

    key: str
    theme: str
    title: str
    pill: tuple[str, str, str]


class PledgeList(Form):
    """All pledges of the candidate. A press asks for another one; the page decides."""

    ui = ("candidate", "pledge_list.ui")
    chosen = Signal(str)

    countLabel: Label
    listScroll: QScrollArea
    listHolder: QWidget
    limitLabel: Label

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty list."""
        self._cards: dict[str, ListCard] = {}
        self._revealed: str | None = None
        super().__init__(parent)
        self.listScroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def retranslate(self) -> None:
        self.limitLabel.setText(self.tr("Up to %n pledges", "", PLEDGES_MAX))

    def show_pledges(self, situation: Situation, chosen: str | None, unsaved: PledgeTexts | None) -> None:
        """Show the saved pledges, with the chosen one marked; `unsaved` are its texts, if they differ.

        A card keeps its place in the focus order as long as its pledge stays.
        """
        entries = [
            _Entry(pledge.id, pledge.theme, pledge.title, self._pill(situation.state(pledge)))
            for pledge in situation.pledges
        ]
        if chosen == NEW:
            entries.append(self._unsaved_entry(NEW, unsaved or PledgeTexts(), situation))
        elif unsaved is not None:
            entries = [
                self._unsaved_entry(entry.key, unsaved, situation) if entry.key == chosen else entry
                for entry in entries
            ]
        self.countLabel.setText(self.tr("%n pledge(s)", "", len(situation.pledges)))
        if [entry.key for entry in entries] != list(self._cards):
            self._arrange([entry.key for entry in entries])
        for entry in entries:
            card = self._cards[entry.key]
            card.caption, card.title = entry.theme, entry.title
            card.setToolTip(entry.title)
            card.pillKind, card.pillIcon, card.pillText = entry.pill
        self.mark(chosen)

    def mark(self, chosen: str | None) -> None:
        """Mark the chosen one and bring it into view when it is another one."""
        for key, card in self._cards.items():
            card.setAutoExclusive(False)
            card.setChecked(key == chosen)
            card.setAutoExclusive(True)
        if chosen == self._revealed:
            return
        self._revealed = chosen
        # Once the cards have their places; a new one has none yet.
        QTimer.singleShot(0, self, self._reveal)

    def card(self, key: str) -> ListCard:
        """The entry with this key. Raises KeyError."""
        return self._cards[key]

    def _unsaved_entry(self, key: str, texts: PledgeTexts, situation: Situation) -> _Entry:
        title = texts.title.strip() or self.tr("(no title yet)")
        word = self.tr("Was not saved") if situation.locked else self.tr("Not saved yet")
        return _Entry(key, texts.theme.strip(), title, ("warn", "pencil", word))

    def _pill(self, state: PledgeState) -> tuple[str, str, str]:
        return {
            PledgeState.PUBLISHED: ("ok", "circle-check", self.tr("Published")),
            PledgeState.UNSENT: ("info", "clock", self.tr("Saved here · waiting to be sent")),
            PledgeState.UNPUBLISHED: ("info", "clock", self.tr("Saved here · not published yet")),
            PledgeState.TOO_LATE: ("plain", "ban", self.tr("Was not published")),
        }[state]

    def _reveal(self) -> None:
        for card in self._cards.values():
            if card.isChecked() and self.isVisible():
                self.listScroll.ensureWidgetVisible(card, 0, 8)

    def _arrange(self, keys: Sequence[str]) -> None:
        column = self.listHolder.layout()
        if not isinstance(column, QVBoxLayout):
            raise TypeError("the list has no column")
        # Not through the layout's items: those that it hands out die unnoticed by Python.
        for card in self._cards.values():
            column.removeWidget(card)
        if not column.count():
            column.addStretch(1)
        for key in set(self._cards) - set(keys):
            gone = self._cards.pop(key)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        self._cards = {key: self._cards.get(key) or self._make(key) for key in keys}
        before: QWidget | None = None
        for place, card in enumerate(self._cards.values()):
            column.insertWidget(place, card)
            card.show()
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = card

    def _make(self, key: str) -> ListCard:
        card = ListCard(self.listHolder)
        card.clicked.connect(lambda: self.chosen.emit(key))
        return card
