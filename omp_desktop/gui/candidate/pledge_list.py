"""The pledges at the left: theme, title, and where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from omp_desktop.domain.pledge import PLEDGES_MAX
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import Label, ListCard


@dataclass(frozen=True, slots=True)
class PledgeEntry:
    """One line of the list: its key, and the pill with kind, icon and word."""

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

    def show_entries(self, entries: Sequence[PledgeEntry], chosen: str | None, saved: int) -> None:
        """Show these, with the chosen one marked; `saved` is the number that is counted.

        A card keeps its place in the focus order as long as its key stays.
        """
        self.countLabel.setText(self.tr("%n pledge(s)", "", saved))
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

    def _reveal(self) -> None:
        for card in self._cards.values():
            if card.isChecked() and self.isVisible():
                self.listScroll.ensureWidgetVisible(card, 0, 8)

    def _arrange(self, keys: Sequence[str]) -> None:
        column = self.listHolder.layout()
        if not isinstance(column, QVBoxLayout):
            raise TypeError("the list has no column")
        while column.count():
            column.takeAt(0)
        for key in set(self._cards) - set(keys):
            gone = self._cards.pop(key)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        self._cards = {key: self._cards.get(key) or self._make(key) for key in keys}
        before: QWidget | None = None
        for card in self._cards.values():
            column.addWidget(card)
            card.show()
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = card
        column.addStretch(1)

    def _make(self, key: str) -> ListCard:
        card = ListCard(self.listHolder)
        card.clicked.connect(lambda: self.chosen.emit(key))
        return card
