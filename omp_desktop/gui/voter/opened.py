"""What an opened ballot holds, contest by contest: of a tested ballot, or of the own vote."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.manifest import ManifestOption
from omp_desktop.gui import language
from omp_desktop.gui.voter.measuring import height_at
from omp_desktop.gui.voter.paged_rows import PagedRows
from omp_desktop.gui.voter.review import ChosenLine
from omp_desktop.gui.voter.voter_form import VoterForm
from omp_desktop.gui.widgets import Card, Countdown, Label, PushButton
from omp_desktop.services.voting import ShownContest

_PADDING, _ABOVE, _GAP = 24, 12, 8  # px


class OpenedCard(Card):
    """One contest, or a part of one with more choices than fit on a page."""

    def __init__(
        self, contest: ShownContest, lines: Sequence[ManifestOption], parent: QWidget | None = None
    ) -> None:
        """Show these of the contest's choices; where there are none the card says so."""
        super().__init__(parent)
        self._contest = contest.contest
        self.edge = "border"
        self._title = Label(self)
        self._title.role = "voterStrong"
        self._title.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _ABOVE, _PADDING, _ABOVE)
        column.setSpacing(_GAP)
        column.addWidget(self._title)
        for option in lines or (None,):
            column.addWidget(ChosenLine(contest.contest, option, self))
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self._contest.title.text(language.of(self)))


class OpenedRows(PagedRows):
    """A card for each contest, in as many choices to a card as the room allows."""

    built = Signal()

    def __init__(self, contests: Sequence[ShownContest], parent: QWidget | None = None) -> None:
        """Show what the ballot holds."""
        super().__init__(lambda left: self.tr("More – %n more to check", "", left), parent)
        self._contests = contests
        self._built: tuple[int, int, float] = (0, 0, 0.0)

    def theme_changed(self) -> None:
        super().theme_changed()
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._build()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # Qt's binding keeps some objects for a while that are long deleted: they hold no choice.
            self._contests = ()

    def _build(self) -> None:
        room = (self.width(), self.height(), self.theme().millimetres)
        if not hasattr(self, "_built") or room == self._built:
            return
        self._built = room
        most = max((len(each.chosen) for each in self._contests), default=1)
        for lines in range(max(1, most), 0, -1):
            cards = self._cards(lines)
            if lines == 1 or all(height_at(card, self.width()) <= self._card_room() for card in cards):
                break
            for card in cards:
                card.deleteLater()
        self.set_rows(cards)
        self.built.emit()

    def _card_room(self) -> int:
        """Height that a card may have where the buttons that turn the page stand below it."""
        return self.height() - self.more_button.sizeHint().height() - _PADDING

    def _cards(self, lines: int) -> list[OpenedCard]:
        return [
            OpenedCard(each, each.chosen[start : start + lines], self)
            for each in self._contests
            for start in range(0, max(1, len(each.chosen)), lines)
        ]


class OpenedSheet(VoterForm):
    """A sheet with what a ballot holds; with `seconds`, only for so long."""

    ui = ("voter", "opened.ui")
    closed = Signal()

    titleLabel: Label
    rowsHolder: QWidget
    timePart: QWidget
    countLabel: Label
    countdown: Countdown
    closeButton: PushButton

    def __init__(
        self, contests: Sequence[ShownContest], *, seconds: int = 0, parent: QWidget | None = None
    ) -> None:
        """Show it.

        Args:
            contests: what the ballot holds.
            seconds: how long the own vote is shown; 0 for a tested ballot, which everybody may open.
            parent: where it stands.
        """
        self._seconds = seconds
        super().__init__(parent)
        self.rows = OpenedRows(contests, self.rowsHolder)
        self.rows.built.connect(self.fit)
        holder = self.rowsHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.rows)
        self.closeButton.clicked.connect(self.closed)
        policy = self.timePart.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.timePart.setSizePolicy(policy)
        self.timePart.setVisible(seconds > 0)
        if seconds:
            self.countdown.ticked.connect(self._on_ticked)
            self.countdown.finished.connect(self.closed)
            self.countdown.start(seconds)

    def retranslate(self) -> None:
        if self._seconds:
            self.titleLabel.setText(self.tr("Your vote, as it is in the ballot box"))
            self._on_ticked(self.countdown.remaining)
        else:
            self.titleLabel.setText(self.tr("A test ballot, not counted"))

    def _on_ticked(self, seconds: int) -> None:
        self.countLabel.setText(self.tr("This closes in %n second(s)", "", seconds))
