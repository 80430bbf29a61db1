"""One contest: its options as cards of equal width, each with a button for the pledges beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.election import ContestKind
from omp_desktop.domain.manifest import ManifestContest, ManifestOption
from omp_desktop.gui import language
from omp_desktop.gui.announce import announce
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.marks import Mark
from omp_desktop.gui.voter.paged_rows import PagedRows
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import CandidateCard, Label, PushButton, StepIndicator
from omp_desktop.gui.widgets.base import Themed

_GAP, _HEAD_GAP = 12, 24


class OptionRow(Themed, QWidget):
    """The card of one option and, 12 px beside it, the button for its pledges: two touch areas."""

    touched = Signal(str)
    pledges_asked = Signal(str)

    def __init__(
        self, option: ManifestOption, contest: ManifestContest, parent: QWidget | None = None
    ) -> None:
        """Show an option without a mark."""
        super().__init__(parent)
        self.option = option
        self._contest = contest
        self.card = CandidateCard(self)
        self.card.several = contest.votes_allowed > 1
        self.card.clicked.connect(lambda: self.touched.emit(option.id))
        self.pledges_button = PushButton(self)
        self.pledges_button.measure = "voterTop"
        self.pledges_button.iconName = "file-text"
        self.pledges_button.clicked.connect(lambda: self.pledges_asked.emit(option.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.card, 1)
        row.addWidget(self.pledges_button)
        self.theme_changed()
        self.retranslate()

    def name(self) -> str:
        """The option's name in the language of the screen."""
        return self.option.name.text(language.of(self))

    def retranslate(self) -> None:
        yes_no = self._contest.kind is ContestKind.YES_NO
        party = "" if yes_no else (self.option.party or self.tr("Independent"))
        self.card.set_option("" if yes_no else str(self.option.number), self.name(), party)
        self.pledges_button.setText(self.tr("Pledges"))
        self.pledges_button.setAccessibleName(f"{self.name()}: {self.pledges_button.text()}")

    def theme_changed(self) -> None:
        super().theme_changed()
        sizes = self.theme().sizes
        self.pledges_button.setFixedHeight(sizes.row)
        row = self.layout()
        if row is not None:
            row.setSpacing(sizes.px(_GAP))


class ContestScreen(VoterScreen):
    """Choose in one contest. The marks are the ballot's; the screen shows them and says what a touch did."""

    ui = ("voter", "contest.ui")
    spare = ("stepIndicator",)
    touched = Signal(str)
    pledges_asked = Signal(str)
    backed = Signal()
    gone_on = Signal()

    stepIndicator: StepIndicator
    head: QWidget
    titleLabel: Label
    hintLabel: Label
    rowsHolder: QWidget
    backButton: PushButton
    nextButton: PushButton

    def __init__(self, ballot: VoterBallot, parent: QWidget | None = None) -> None:
        """Show the ballot's present contest."""
        self._ballot = ballot
        self._contest = ballot.contest
        self.option_rows: tuple[OptionRow, ...] = ()
        super().__init__(parent)
        self.rows = PagedRows(self._more_text(), self.rowsHolder)
        self.rows.remeasured.connect(self.fit)
        holder = self.rowsHolder.layout()
        if isinstance(holder, QVBoxLayout):
            holder.addWidget(self.rows)
        self.option_rows = tuple(
            OptionRow(option, self._contest, self.rows) for option in self._contest.options
        )
        has_pledges = any(ballot.session.pledges.get(option.id) for option in self._contest.options)
        for row in self.option_rows:
            row.touched.connect(self.touched)
            row.pledges_asked.connect(self.pledges_asked)
            row.pledges_button.setVisible(has_pledges)
        self.rows.set_rows(self.option_rows)
        self.backButton.clicked.connect(self.backed)
        self.nextButton.clicked.connect(self.gone_on)
        self.retranslate()
        self._show_marks()

    def show_touch(self, option_id: str, mark: Mark | None) -> None:
        """Show the marks as they are after a touch, and say what it did."""
        self._show_marks()
        said = {
            Mark.CHOSEN: self.tr("{name} chosen"),
            Mark.CHANGED: self.tr("Changed to {name}"),
            Mark.REMOVED: self.tr("{name} taken back"),
        }
        if mark in said:
            row = next(row for row in self.option_rows if row.option.id == option_id)
            announce(self, said[mark].format(name=row.name()))

    def too_many_text(self) -> tuple[str, str]:
        """What to say to a voter who touches one option too many: title and sentence."""
        allowed = self._contest.votes_allowed
        return (
            self.tr("You can choose up to {allowed}").format(allowed=allowed),
            self.tr("To choose another one, first touch one of your choices to take it back."),
        )

    def none_text(self) -> tuple[str, str]:
        """What to say to a voter who goes on without the choice that this contest needs."""
        return self.tr("A choice is needed here"), self.tr("Choose at least one, then go on.")

    def retranslate(self) -> None:
        if not hasattr(self, "rows"):
            return
        lang = language.of(self)
        self.titleLabel.setText(self._contest.title.text(lang))
        self.hintLabel.setText(self._hint())
        self.stepIndicator.caption = self._caption()
        self.nextButton.setText(self.tr("To the review") if self._ballot.changing else self.tr("Next"))
        self._arrange_head()
        self._show_marks()

    def fit(self) -> None:
        if hasattr(self, "rows"):
            self._arrange_head()
        super().fit()

    def _show_marks(self) -> None:
        marks, contest = self._ballot.marks, self._contest
        for row in self.option_rows:
            row.card.withdrawn = marks.withdrawn(row.option.id)
            row.card.chosen = marks.is_chosen(contest.id, row.option.id)
        chosen = marks.chosen(contest.id)
        if not chosen:
            self.say_status("", "text", self.tr("Nothing chosen yet"))
        elif contest.votes_allowed > 1:
            text = self.tr("{count} of {allowed} chosen").format(
                count=len(chosen), allowed=contest.votes_allowed
            )
            self.say_status("circle-check", "primary", text)
        else:
            self.say_status("circle-check", "primary", self._chosen_text(chosen[0]))

    def _chosen_text(self, option: ManifestOption) -> str:
        name = option.name.text(language.of(self))
        if self._contest.kind is ContestKind.YES_NO:
            return self.tr("You chose: {name}").format(name=name)
        return self.tr("You chose {number} · {name}").format(number=option.number, name=name)

    def _hint(self) -> str:
        if self._contest.kind is ContestKind.YES_NO:
            return self.tr("Choose one.")
        count, allowed = self._ballot.marks.selectable(self._contest.id), self._contest.votes_allowed
        if allowed == 1:
            return self.tr("Choose 1 of {count}.").format(count=count)
        return self.tr("Choose up to {allowed} of {count}.").format(count=count, allowed=allowed)

    def _caption(self) -> str:
        yes_no = self._contest.kind is ContestKind.YES_NO
        count = len(self._ballot.session.contests)
        if count == 1:
            return self.tr("Choose") if yes_no else self.tr("Choose", "candidates")
        number = self._ballot.contest_index + 1
        return self.tr("Contest {number} of {count}").format(number=number, count=count)

    def _more_text(self) -> Callable[[int], str]:
        if self._contest.kind is ContestKind.YES_NO:
            return lambda left: self.tr("More – %n more choice(s)", "", left)
        return lambda left: self.tr("More – %n more candidate(s)", "", left)

    def _arrange_head(self) -> None:
        """The instruction stands beside the title where there is room for both, else below it."""
        layout = self.head.layout()
        if not isinstance(layout, QBoxLayout):
            return
        title = width_of(self.titleLabel.text(), self.titleLabel.text_style())
        hint = width_of(self.hintLabel.text(), self.hintLabel.text_style())
        beside = title + _HEAD_GAP + hint + 2 <= self.width() - 2 * self.side_margin()
        for label in (self.titleLabel, self.hintLabel):
            label.setWordWrap(not beside)
        self.hintLabel.baseline = "voterTitle" if beside else ""
        layout.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        layout.setSpacing(_HEAD_GAP if beside else 0)
