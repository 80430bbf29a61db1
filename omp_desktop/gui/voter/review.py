"""Every contest with what was chosen in it, before the ballot is sealed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.election import ContestKind
from omp_desktop.domain.manifest import ManifestContest, ManifestOption
from omp_desktop.gui import language
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.paged_rows import PagedRows
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Card, Icon, Label, Notice, NumberBadge, PushButton
from omp_desktop.gui.widgets.base import Themed

_PADDING, _GAP, _BUTTON_GAP = 24, 12, 24
_BADGE = 64 / 56  # of the badge on a candidate card


class ChosenLine(Themed, QWidget):
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
        return ", ".join(part for part in parts if part)

    def retranslate(self) -> None:
        if self._option is None:
            self._name.setText(self.tr("Nothing chosen"))
            self._party.setText("")
        else:
            self._name.setText(self._option.name.text(language.of(self)))
            yes_no = self._contest.kind is ContestKind.YES_NO
            self._party.setText("" if yes_no else (self._option.party or self.tr("Independent")))
        self.refresh_name()

    def theme_changed(self) -> None:
        super().theme_changed()
        if self._sign is not None:
            side = round(self.theme().sizes.badge * _BADGE)
            self._sign.tilePixels, self._sign.pixels = side, round(side * 0.8)


class ContestCard(Card):
    """One contest (or a part of one with many choices), with the button that opens it again."""

    change_asked = Signal(int)

    def __init__(
        self,
        ballot: VoterBallot,
        index: int,
        lines: tuple[ManifestOption, ...],
        parent: QWidget | None = None,
    ) -> None:
        """Show the choices `lines` of the contest at `index`; none at all is said."""
        super().__init__(parent)
        self._contest = ballot.session.contests[index]
        self._left = ballot.marks.left(self._contest.id)
        self._lines = lines
        self.edge = "border"
        self._title = Label(self)
        self._title.role = "voterStrong"
        self._title.setWordWrap(True)
        self._notice = Notice(self)
        self._notice.measure = "voter"
        self.button = PushButton(self)
        self.button.measure = "voterBar"
        self.button.iconName = "pencil"
        self.button.clicked.connect(lambda: self.change_asked.emit(index))
        texts = QVBoxLayout()
        texts.setSpacing(8)
        texts.addWidget(self._title)
        for option in lines or (None,):
            texts.addWidget(ChosenLine(self._contest, option, self))
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

    def retranslate(self) -> None:
        title = self._contest.title.text(language.of(self))
        if self._contest.kind is ContestKind.YES_NO:
            title = self.tr("{title} · yes or no").format(title=title)
        self._title.setText(title)
        self.button.setText(self.tr("Change") if self._lines else self.tr("Choose"))
        self.button.setAccessibleName(f"{title}: {self.button.text()}")
        if not self._lines:
            self._notice.kind = "warn"
            self._notice.text = self.tr("No choice here counts as invalid.")
        elif self._left:
            self._notice.kind = "info"
            self._notice.text = self.tr("You can choose %n more.", "", self._left)
        self._notice.setVisible(not self._lines or self._left > 0)


class ReviewScreen(VoterScreen):
    """Check, change, seal."""

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
        super().__init__(parent)
        self.rows = PagedRows(lambda left: self.tr("More – %n more card(s)", "", left), self.rowsHolder)
        self.rows.remeasured.connect(self.fit)
        holder = self.rowsHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.rows)
        cards = [
            ContestCard(ballot, index, ballot.marks.chosen(contest.id), self.rows)
            for index, contest in enumerate(ballot.session.contests)
        ]
        for card in cards:
            card.change_asked.connect(self.change_asked)
        self.rows.set_rows(cards)
        self.backButton.clicked.connect(self.backed)
        self.sealButton.clicked.connect(self.sealed)

    def retranslate(self) -> None:
        self.say_status("", "text", self.tr("After sealing you put it in the ballot box"))
