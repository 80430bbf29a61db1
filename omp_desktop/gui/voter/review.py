"""Every contest with what was chosen in it, before the ballot is sealed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.election import ContestKind
from omp_desktop.domain.manifest import ManifestContest, ManifestOption
from omp_desktop.gui import language
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.measuring import height_at
from omp_desktop.gui.voter.paged_rows import PagedRows
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Card, Icon, Label, Notice, NumberBadge, PushButton
from omp_desktop.gui.widgets.base import Themed

_PADDING, _GAP, _BUTTON_GAP = 24, 12, 24
_NOTICE = 64  # px
_SHARE = 0.46  # of the screen's height: what title, pager and bottom bar leave for one card
_BADGE = 64 / 56  # of the badge on a candidate card


class ChosenLine(Themed, QFrame):
    """One chosen option: number, name, party; or that nothing was chosen."""

    def __init__(
        self, contest: ManifestContest, option: ManifestOption | None, parent: QWidget | None = None
    ) -> None:
        """Show an option, or with None that there is none."""
        super().__init__(parent)
        self._contest, self._option = contest, option
        self._name, self._party = Label(self), Label(self)
        self._name.role, self._party.role = "voterTitle", "voterMedium"
        for label in (self._name, self._party):
            label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self._sign: Icon | None = None
        if option is None:
            self._sign = Icon(self)
            self._sign.iconName, self._sign.tile, self._sign.tileKind = (
                "circle-minus",
                "square",
                "warningTint",
            )
            self._sign.tone = self._name.tone = "warning"
            self._name.role = "voterName"
            row.addWidget(self._sign)
        elif contest.kind is not ContestKind.YES_NO:
            badge = NumberBadge(self)
            badge.measure, badge.look = "review", "filled"
            badge.setText(str(option.number))
            row.addWidget(badge)
        row.addWidget(self._name)
        row.addWidget(self._party, 1)
        self.theme_changed()
        self.retranslate()

    def spoken(self) -> str:
        """Number, name and party, as a screen reader says them."""
        parts = [self._name.text(), self._party.text()]
        if self._option is not None and self._contest.kind is not ContestKind.YES_NO:
            parts.insert(0, self.tr("Number {number}").format(number=self._option.number))
        return ", ".join(part for part in parts if part)

    def retranslate(self) -> None:
        if self._option is None:
            self._name.setText(self.tr("Nothing chosen"))
            self._party.setText("")
        else:
            self._name.setText(self._option.name.text(language.of(self)))
            yes_no = self._contest.kind is ContestKind.YES_NO
            self._party.setText("" if yes_no else (self._option.party or self.tr("Independent")))
        # An empty label is still read as one.
        self._party.setVisible(bool(self._party.text()))
        self.refresh_name()

    def theme_changed(self) -> None:
        super().theme_changed()
        if self._sign is not None:
            side = round(self.theme().sizes.badge * _BADGE)
            self._sign.tilePixels, self._sign.pixels = side, round(side * 0.8)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one card shows: a contest, or a part of one with more choices than fit on a page."""

    contest_index: int
    lines: tuple[ManifestOption, ...]
    first: bool = True
    last: bool = True


def entries_of(ballot: VoterBallot, lines_per_card: int) -> tuple[Entry, ...]:
    """A ballot in cards of at most so many choices."""
    found: list[Entry] = []
    for index, contest in enumerate(ballot.session.contests):
        chosen = ballot.marks.chosen(contest.id)
        starts = range(0, max(1, len(chosen)), lines_per_card)
        found.extend(
            Entry(index, chosen[start : start + lines_per_card], start == 0, start == starts[-1])
            for start in starts
        )
    return tuple(found)


class ContestCard(Card):
    """The choices of one contest with the button that opens it again."""

    change_asked = Signal(int)

    def __init__(self, ballot: VoterBallot, entry: Entry, parent: QWidget | None = None) -> None:
        """Show an entry; where nothing at all was chosen the card says so."""
        super().__init__(parent)
        self._contest = ballot.session.contests[entry.contest_index]
        self._left = ballot.marks.left(self._contest.id)
        self._entry = entry
        self.edge = "border"
        self._title = Label(self)
        self._title.role = "voterStrong"
        self._title.setWordWrap(True)
        # Screen readers read children in their order: what was chosen before what can be done about it.
        self._lines = [ChosenLine(self._contest, option, self) for option in entry.lines or (None,)]
        self.button = PushButton(self)
        self.button.measure = "voterBar"
        self.button.iconName = "pencil"
        self.button.setVisible(entry.first)
        self.button.clicked.connect(lambda: self.change_asked.emit(entry.contest_index))
        self._notice = Notice(self)
        self._notice.measure = "voter"
        self._notice.setMinimumHeight(_NOTICE)
        texts = QVBoxLayout()
        texts.setSpacing(8)
        texts.addWidget(self._title)
        for line in self._lines:
            texts.addWidget(line)
        head = QHBoxLayout()
        head.setSpacing(_BUTTON_GAP)
        head.addLayout(texts, 1)
        head.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 20, _PADDING, 20)
        column.setSpacing(_GAP)
        column.addLayout(head)
        column.addWidget(self._notice)
        self.retranslate()

    def told(self) -> str:
        """The contest with what was chosen in it, as it is said when its page is turned to."""
        notice = "" if self._notice.isHidden() else self._notice.text.removesuffix(".")
        chosen = f"{self._title.text()}: {'; '.join(line.spoken() for line in self._lines)}"
        return ". ".join(words for words in (chosen, notice) if words)

    def retranslate(self) -> None:
        title = self._contest.title.text(language.of(self))
        if self._contest.kind is ContestKind.YES_NO:
            title = self.tr("{title} · yes or no").format(title=title)
        self._title.setText(
            title if self._entry.first else self.tr("{title} (continued)").format(title=title)
        )
        self.button.setText(self.tr("Change") if self._entry.lines else self.tr("Choose"))
        self.button.setAccessibleName(f"{title}: {self.button.text()}")
        if not self._entry.lines:
            self._notice.kind = "warn"
            self._notice.text = self.tr("No choice here counts as invalid.")
        elif self._left:
            self._notice.kind = "info"
            self._notice.text = self.tr("You can choose %n more.", "", self._left)
        self._notice.setVisible(self._entry.last and (not self._entry.lines or self._left > 0))


class ReviewScreen(VoterScreen):
    """Check, change, seal. Until all choices have been seen, the large button shows the next ones."""

    ui = ("voter", "review.ui")
    spare = ("stepIndicator",)
    change_asked = Signal(int)
    backed = Signal()
    sealed = Signal()

    rowsHolder: QWidget
    backButton: PushButton
    sealButton: PushButton

    def __init__(self, ballot: VoterBallot, parent: QWidget | None = None) -> None:
        """Show the ballot's marks."""
        self._ballot = ballot
        self._built: tuple[int, int, float] = (0, 0, 0.0)
        super().__init__(parent)
        self.rows = PagedRows(
            lambda left: self.tr("More – %n more to check", "", left),
            self.rowsHolder,
            told=lambda card: card.told() if isinstance(card, ContestCard) else "",
        )
        self.rows.remeasured.connect(self.fit)
        holder = self.rowsHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.rows)
        self.rows.arranged.connect(self.retranslate)
        self.rows.more_button.clicked.connect(self._on_turned)
        self.backButton.clicked.connect(self.backed)
        self.sealButton.clicked.connect(self._go_on)

    def retranslate(self) -> None:
        """A contest without a choice may stand on a later page: beside the button it is said in any case."""
        self._name_button()
        ballot = self._ballot
        empty = sum(not ballot.marks.chosen(contest.id) for contest in ballot.session.contests)
        if empty:
            self.say_status(
                "triangle-alert",
                "warning",
                self.tr("%n contest(s) have no choice", "", empty),
                self.tr("%n not chosen", "", empty),
            )
        else:
            self.say_status("", "text", self.tr("Then you put it in the ballot box"))

    def fit(self) -> None:
        room = (self.width(), self.height(), self.theme().millimetres)
        if hasattr(self, "rows") and room != self._built:
            self._built = room
            self._build()
        super().fit()

    @property
    def _complete(self) -> bool:
        return self._ballot.reviewed or self.rows.at_end

    def _name_button(self) -> None:
        if not hasattr(self, "rows"):
            return
        complete = self._complete
        self.sealButton.setText(self.tr("Seal my ballot") if complete else self.tr("See the rest"))
        self.sealButton.iconName = "lock" if complete else "arrow-down"

    def _on_turned(self) -> None:
        self._ballot.reviewed = self._complete

    def _go_on(self) -> None:
        if self._complete:
            self.sealed.emit()
        else:
            self.rows.more_button.click()

    def _build(self) -> None:
        """Cards of as many choices as fit on a page."""
        width = self.width() - 2 * self.side_margin()
        room = round(self.height() * _SHARE)
        most = max(len(self._ballot.marks.chosen(contest.id)) for contest in self._ballot.session.contests)
        for lines in range(max(1, most), 0, -1):
            cards = [ContestCard(self._ballot, entry, self.rows) for entry in entries_of(self._ballot, lines)]
            if lines == 1 or all(height_at(card, width) <= room for card in cards):
                break
            for card in cards:
                card.deleteLater()
        for card in cards:
            card.change_asked.connect(self.change_asked)
        self.rows.set_rows(cards)
