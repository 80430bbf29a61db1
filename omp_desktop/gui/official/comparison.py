"""Station and centre side by side: every figure that both have, and what differs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.paper_facts import comparison_paper
from omp_desktop.gui.official.paper_sheet import show_paper
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.widgets import (
    Column,
    Label,
    Notice,
    Pill,
    PillCell,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
)
from omp_desktop.services.elections import ElectionView
from omp_desktop.services.reconciliation import Comparison, Pair

_MATCH, _ON_THE_WAY, _DIFFERS = (
    ("ok", "circle-check"),
    ("info", "clock"),
    ("err", "circle-alert"),
)


class ComparisonSheet(Form):
    """The pairs of a comparison, and why they differ where they do."""

    ui = ("official", "comparison.ui")
    again_asked = Signal()

    titleLabel: Label
    verdictPill: Pill
    atLabel: Label
    pairsTable: TableView
    problemNotice: Notice
    paperButton: PushButton
    againButton: PushButton
    closeButton: PushButton

    def __init__(
        self, services: OfficialServices, comparison: Comparison, time: str, parent: QWidget | None = None
    ) -> None:
        """`time` says when both were compared."""
        self._services = services
        self._comparison = comparison
        self._time = time
        super().__init__(parent)
        self.againButton.clicked.connect(self.again_asked)
        self.paperButton.clicked.connect(self._show_paper)

    def retranslate(self) -> None:
        compared = self._comparison
        if compared.holds:
            self.verdictPill.say(*_MATCH, self.tr("Match"))
        else:
            self.verdictPill.say(*_DIFFERS, self.tr("They differ"))
        self.atLabel.setText(self.tr("compared at {time}").format(time=self._time))
        self.pairsTable.set_columns(
            [
                Column(self.tr("What"), stretch=1),
                Column(self.tr("Station"), width=104, align="right"),
                Column(self.tr("Centre"), width=104, align="right"),
                Column(self.tr("Waiting"), width=104, align="right"),
                Column("", width=152),
            ]
        )
        self.pairsTable.set_rows([self._row(pair) for pair in compared.pairs])
        self.problemNotice.setVisible(not compared.holds)
        self.problemNotice.text = "\n".join(
            self.in_words(problem) for problem in compared.problems
        ) or self.tr(
            "Compare again once. If they still differ, keep this computer as it is and call the commission "
            "before anything else."
        )

    def _show_paper(self) -> None:
        services, comparison = self._services, self._comparison

        def show(view: ElectionView) -> None:
            show_paper(self, comparison_paper(view.election, comparison), services.printing)

        self.work(lambda: services.elections.get(comparison.election_id), show)

    def _row(self, pair: Pair) -> Row:
        return Row(
            pair.what.value,
            (
                Text(sentence_case(pair.what.label(language.of(self))), weight="name"),
                Text(number(pair.station)),
                Text(number(pair.centre)),
                Text(number(pair.waiting) if pair.waiting else ""),
                self._verdict(pair),
            ),
        )

    def _verdict(self, pair: Pair) -> PillCell:
        if not pair.holds:
            return PillCell(*_DIFFERS, self.tr("Differs"))
        if pair.waiting:
            return PillCell(*_ON_THE_WAY, self.tr("Rest waits"))
        return PillCell(*_MATCH, self.tr("Match"))


def open_comparison(
    widget: QWidget, services: OfficialServices, comparison: Comparison, time: str
) -> ComparisonSheet:
    """Show it over the window of `widget`; the sheet goes when somebody asks to compare again."""
    form = ComparisonSheet(services, comparison, time, widget)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    form.again_asked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return form
