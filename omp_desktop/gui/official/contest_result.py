"""The result of one contest: bars and table side by side, line for line, and the outcome in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from omp_desktop.domain.election import ContestKind
from omp_desktop.domain.tally import NO_SHARE, ContestResult, OptionTotal, percentage
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.official.words import share
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets import (
    Column,
    Label,
    Notice,
    Page,
    Row,
    SegmentedButtons,
    TableView,
    TallyChart,
    TallyRow,
    Text,
)

_PICTURE_WIDTH = 1120
_TIES_SAID = 2
_TABLE, _VOTES = 360, 72  # px
_FOOT = 48  # px: the table's line of totals, beside which the chart stays empty


class ContestResultView(Form):
    """Sorted by number or by votes. Nobody is highlighted, and a tie stays a tie."""

    ui = ("official", "contest_result.ui")
    stations_asked = Signal()

    headLabel: Label
    sortButtons: SegmentedButtons
    chartScroll: QScrollArea
    resultTable: TableView
    sentenceNotice: Notice

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_result`."""
        self._result: ContestResult | None = None
        self._kind = ContestKind.CANDIDATES
        self._final = True
        # What stands on pictures: they are seen without the page around them.
        self.mark = ""
        self.certified = False
        super().__init__(parent)
        self.sentenceNotice.acted.connect(self.stations_asked)
        ground = Page()
        ground.ground = "surface"
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, _FOOT)
        self.chart = TallyChart(ground)
        column.addWidget(self.chart)
        column.addStretch(1)
        self.chartScroll.setWidget(ground)
        self.sortButtons.chosen.connect(lambda _: self._show())
        # One scrolls with the other, so that a line can always be read across.
        table, chart = self.resultTable.verticalScrollBar(), self.chartScroll.verticalScrollBar()
        table.valueChanged.connect(chart.setValue)
        chart.valueChanged.connect(table.setValue)
        self.retranslate()

    def retranslate(self) -> None:
        self.sortButtons.set_options([("number", self.tr("By number")), ("votes", self.tr("By votes"))])
        self._set_columns()
        if hasattr(self, "chart"):
            self._show()

    def _set_columns(self) -> None:
        """The column of votes is as wide as the largest figure, or the word that stands for one."""
        result = self._result
        said = [number(result.ballots * result.votes_allowed if result is not None else 0)]
        if result is not None and any(option.withdrawn for option in result.options):
            said.append(self.tr("Withdrawn"))
        widest = max(width_of(text, OFFICIAL["total"]) for text in said)
        votes = max(_VOTES, int(widest) + 2 * self.resultTable.cellPadding + 1)
        self.resultTable.setFixedWidth(_TABLE + votes - _VOTES)
        self.resultTable.set_columns(
            [
                Column(self.tr("No."), width=48),
                Column(self.tr("Candidate · party"), stretch=1),
                Column(self.tr("Votes"), width=votes, align="right"),
                Column(self.tr("Share"), width=88, align="right"),
            ]
        )

    def show_result(
        self, result: ContestResult, kind: ContestKind = ContestKind.CANDIDATES, *, final: bool = True
    ) -> None:
        """Show another contest; the order stays. "For" and "against" belong to no party.

        `final`: everything is counted; totals during the vote name nobody who is ahead.
        """
        self._result, self._kind, self._final = result, kind, final
        self._show()

    def save_picture(self, path: Path) -> None:
        """Write the chart as it is sorted now: SVG by that ending, else PNG. Raises FileNotWritten."""
        heading = (self.headLabel.text(), self.mark)
        try:
            if path.suffix.lower() == ".svg":
                self.chart.save_svg(path, _PICTURE_WIDTH, heading)
            else:
                self.chart.save_png(path, _PICTURE_WIDTH, heading)
        except OSError as problem:
            raise FileNotWritten(name=path.name) from problem

    def _show(self) -> None:
        result = self._result
        if result is None:
            return
        self._set_columns()
        self.headLabel.setText(result.title.text(language.of(self)))
        options = self._sorted(result)
        self.chart.set_rows([self._bar(result, option) for option in options])
        self.resultTable.set_rows([*(self._row(result, option) for option in options), self._total(result)])
        self._say_outcome(result)

    def _sorted(self, result: ContestResult) -> Sequence[OptionTotal]:
        if self.sortButtons.current != "votes":
            return sorted(result.options, key=lambda option: option.number)
        standing = [option for group in result.ranking() for option in group]
        return [*standing, *(option for option in result.options if option.withdrawn)]

    def _party(self, option: OptionTotal) -> str:
        return "" if self._kind is ContestKind.YES_NO else option.party or self.tr("Independent")

    def _bar(self, result: ContestResult, option: OptionTotal) -> TallyRow:
        part = result.share(option, 2)
        return TallyRow(
            number=str(option.number),
            name=option.name.text(language.of(self)),
            party=self._party(option),
            votes=None if option.withdrawn else option.votes,
            share=part if part == NO_SHARE else f"{part}%",
            withdrawn=option.withdrawn,
        )

    def _row(self, result: ContestResult, option: OptionTotal) -> Row:
        part = result.share(option, 2)
        return Row(
            option.option_id,
            (
                Text(str(option.number), weight="name"),
                Text(option.name.text(language.of(self)), sub=self._party(option), weight="name"),
                Text(self.tr("Withdrawn") if option.withdrawn else number(option.votes), weight="total"),
                Text(part if part == NO_SHARE else f"{part}%", weight="body"),
            ),
        )

    def _total(self, result: ContestResult) -> Row:
        return Row(
            "total",
            (
                Text(""),
                Text(self.tr("Valid votes"), weight="total"),
                Text(number(result.valid_votes), weight="total"),
                Text(share(result.valid_votes, result.valid_votes, 2), weight="total"),
            ),
        )

    def _say_outcome(self, result: ContestResult) -> None:
        speak = language.of(self)
        self.sentenceNotice.buttonText = self.tr("By station …") if self._final else ""
        wrong = [identity for identity in result.identities() if not identity.holds]
        if wrong:
            said = "; ".join(f"{i.name.label(speak)} ({number(i.left)} ≠ {number(i.right)})" for i in wrong)
            self.sentenceNotice.kind = "err"
            self.sentenceNotice.text = self.tr(
                "These sums do not agree: {sums}. Do not certify; tell the commission."
            ).format(sums=said)
            return
        if not self._final:
            self.sentenceNotice.kind = "warn"
            self.sentenceNotice.text = self.tr(
                "Totals of the first %n ballots. Voting goes on, and nothing is decided.", "", result.ballots
            )
            return
        self.sentenceNotice.kind = "info"
        ties = result.ties()
        if ties:
            self.sentenceNotice.kind = "warn"
            lines = [tie.describe(speak) for tie in ties[:_TIES_SAID]]
            if len(ties) > len(lines):
                lines.append(self.tr("And %n more ties below.", "", len(ties) - len(lines)))
            self.sentenceNotice.text = " ".join(lines)
            return
        self.sentenceNotice.text = self._distance(result)

    def _distance(self, result: ContestResult) -> str:
        standings = result.standings()
        if not result.leaders():
            return self.tr("Nobody received a valid vote.")
        first = standings[0].options[0]
        if len(standings) == 1:
            said = self.tr("No. {number} received %n votes.", "", first.votes).format(number=first.number)
        else:
            second = standings[1].options[0]
            gap = first.votes - second.votes
            said = self.tr("No. {first} is %n votes ({points}%p) ahead of no. {second}.", "", gap).format(
                first=first.number,
                second=second.number,
                points=percentage(gap, result.valid_votes, 2),
            )
        final = self.tr("Certification makes it final.")
        return said if self.certified else f"{said} {final}"
