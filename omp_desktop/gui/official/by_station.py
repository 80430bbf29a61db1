"""The stations of a count side by side: voters, turnout and ballots of each. Votes are never by station."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.words import share
from omp_desktop.gui.widgets import (
    Column,
    Label,
    Page,
    PushButton,
    Row,
    Sheet,
    TableView,
    TallyChart,
    TallyRow,
    Text,
)
from omp_desktop.services.results import ElectionResult, StationResult

_FOOT: Final = 48  # px: the table's line of totals, beside which the chart stays empty


class ByStationForm(Form):
    """Chart and table, line for line."""

    ui = ("official", "by_station.ui")

    titleLabel: Label
    whyLabel: Label
    chartLabel: Label
    chartScroll: QScrollArea
    stationsTable: TableView
    closeButton: PushButton

    def __init__(self, result: ElectionResult, parent: QWidget | None = None) -> None:
        """The stations of this result."""
        self._result = result
        super().__init__(parent)
        ground = Page()
        ground.ground = "surface"
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, _FOOT)
        self.chart = TallyChart(ground)
        column.addWidget(self.chart)
        column.addStretch(1)
        self.chartScroll.setWidget(ground)
        # One scrolls with the other, so that a line can always be read across.
        table, chart = self.stationsTable.verticalScrollBar(), self.chartScroll.verticalScrollBar()
        table.valueChanged.connect(chart.setValue)
        chart.valueChanged.connect(table.setValue)
        self.retranslate()

    def retranslate(self) -> None:
        self.whyLabel.setText(
            self.tr(
                "Votes by candidate are sums of all stations together. The ballots of one station are never "
                "opened alone: with few voters, its sums would show their votes."
            )
        )
        self.chartLabel.setText(self.tr("Ballots and turnout"))
        if not hasattr(self, "chart"):
            return
        stations = self._result.by_station
        self.stationsTable.set_columns(
            [
                Column(self.tr("Station"), stretch=1),
                Column(self.tr("Voters"), width=88, align="right"),
                Column(self.tr("Voted"), width=88, align="right"),
                Column(self.tr("Turnout"), width=88, align="right"),
                Column(self.tr("Ballots"), width=88, align="right"),
            ]
        )
        self.chart.set_rows([self._bar(each) for each in stations])
        self.stationsTable.set_rows([*map(self._row, stations), self._total()])

    def _bar(self, each: StationResult) -> TallyRow:
        return TallyRow(
            number="",
            name=each.station.name,
            party=each.station.district,
            votes=None if each.left_out else each.ballots,
            share=share(each.cast, each.listed),
            withdrawn=False,
        )

    def _row(self, each: StationResult) -> Row:
        if each.left_out:
            said = self.tr("Left out: {reason}").format(reason=each.left_out)
            name = Text(each.station.name, sub=said, weight="name")
            return Row(each.station.id, (name, Text(number(each.listed)), *(Text("–"),) * 3))
        return Row(
            each.station.id,
            (
                Text(each.station.name, sub=each.station.district, weight="name"),
                Text(number(each.listed)),
                Text(number(each.cast)),
                Text(share(each.cast, each.listed), weight="body"),
                Text(number(each.ballots), weight="total"),
            ),
        )

    def _total(self) -> Row:
        result = self._result
        ballots = sum(each.ballots for each in result.by_station)
        return Row(
            "total",
            (
                Text(self.tr("Together"), weight="total"),
                Text(number(result.listed), weight="total"),
                Text(number(result.cast), weight="total"),
                Text(share(result.cast, result.listed), weight="total"),
                Text(number(ballots), weight="total"),
            ),
        )


def open_stations(widget: QWidget, result: ElectionResult) -> Sheet:
    """Show it over the window of `widget`."""
    form = ByStationForm(result, widget)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
