"""Before the count: what has arrived from each station, and going on without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.language import number
from omp_desktop.gui.official.words import poll_cell, sentence_case
from omp_desktop.gui.widgets import Column, Label, Notice, PillCell, PushButton, Row, TableView, Text
from omp_desktop.services.deliveries import Delivery


class CountStationsView(Form):
    """Every station with what is missing of it; the count goes on once nothing is, or two people say why."""

    ui = ("official", "count_stations.ui")
    collect_asked = Signal()
    leave_out_asked = Signal(str)  # station
    take_in_asked = Signal(str)
    go_on_asked = Signal()

    stationsTitle: Label
    collectButton: PushButton
    stateNotice: Notice
    stationsTable: TableView
    detailLabel: Label
    leaveOutButton: PushButton
    takeInButton: PushButton
    goOnButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_stations`."""
        self._deliveries: tuple[Delivery, ...] = ()
        self._busy = False
        super().__init__(parent)
        self.collectButton.clicked.connect(self.collect_asked)
        self.goOnButton.clicked.connect(self.go_on_asked)
        self.leaveOutButton.clicked.connect(lambda: self.leave_out_asked.emit(self.stationsTable.chosen_key))
        self.takeInButton.clicked.connect(lambda: self.take_in_asked.emit(self.stationsTable.chosen_key))
        self.stationsTable.row_chosen.connect(lambda _key: self._show_chosen())

    def retranslate(self) -> None:
        if hasattr(self, "stationsTable"):
            self.stationsTable.set_columns(
                [
                    Column(self.tr("Polling station"), stretch=2),
                    Column(self.tr("Polls"), width=152),
                    Column(self.tr("Voted"), width=144, align="right"),
                    Column(self.tr("Ballots"), width=104, align="right"),
                    Column(self.tr("Arrived"), stretch=3),
                ]
            )
            self._show()

    def show_stations(self, deliveries: Sequence[Delivery]) -> None:
        """Show how far each is."""
        self._deliveries = tuple(deliveries)
        self._show()

    def set_busy(self, *, busy: bool) -> None:
        """Something is being collected."""
        self._busy = busy
        self._show_buttons()

    @property
    def waiting(self) -> tuple[Delivery, ...]:
        """The stations that the count waits for."""
        return tuple(each for each in self._deliveries if each.blocks)

    def _show(self) -> None:
        self.stationsTable.set_rows([self._row(each) for each in self._deliveries])
        waiting = self.waiting
        left_out = sum(bool(each.left_out) for each in self._deliveries)
        self.stateNotice.kind = "warn" if waiting or left_out else "ok"
        if waiting:
            said = self.tr(
                "%n station(s) have not delivered everything. Let them send, then collect again. Without one "
                "of them none of its ballots counts: two people decide that, and say why.",
                "",
                len(waiting),
            )
        elif left_out:
            said = self.tr(
                "The count can begin, without %n station(s): no ballot from there counts.", "", left_out
            )
        else:
            said = self.tr("Everything that counts is here.")
        self.stateNotice.text = said
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Everything that is missing of the chosen station, and each reason why something was not taken."""
        chosen = self._chosen()
        said = self._details(chosen) if chosen is not None else self._hint()
        self.detailLabel.setText(said)
        self.detailLabel.setVisible(bool(said))
        self._show_buttons()

    def _hint(self) -> str:
        if not self.waiting:
            return ""
        return self.tr("Choose a station to see what is missing of it, or to count without it.")

    def _details(self, each: Delivery) -> str:
        speak = language.of(self)
        faults = Counter(problem.fault for problem in each.problems)
        said = [missing.label(speak) for missing in each.missing]
        said += [f"{fault.label(speak)} ({number(count)})" for fault, count in faults.items()]
        return f"{each.name}: {' · '.join(said)}" if said else ""

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        free = chosen is not None and not self._busy
        self.collectButton.setEnabled(not self._busy)
        self.goOnButton.setVisible(not self.waiting)
        self.goOnButton.setEnabled(not self._busy)
        self.collectButton.kind = "primary" if self.waiting else "secondary"
        self.leaveOutButton.setEnabled(free and chosen is not None and chosen.blocks)
        self.takeInButton.setVisible(any(each.left_out for each in self._deliveries))
        self.takeInButton.setEnabled(free and chosen is not None and bool(chosen.left_out))

    def _chosen(self) -> Delivery | None:
        key = self.stationsTable.chosen_key
        return next((each for each in self._deliveries if each.station_id == key), None)

    def _row(self, each: Delivery) -> Row:
        voted = f"{number(each.voted)} / {number(each.listed)}"
        here = self.tr("This computer") if each.here else ""
        return Row(
            each.station_id,
            (
                Text(each.name, here, weight="name"),
                poll_cell(each.poll_state, language.of(self), self.tr("No news")),
                Text(voted),
                Text(number(each.ballots)),
                self._arrived(each),
            ),
        )

    def _arrived(self, each: Delivery) -> Text | PillCell:
        speak = language.of(self)
        if each.left_out:
            return Text(self.tr("Counted without it"), each.left_out, tone="warning")
        if each.complete:
            return PillCell("ok", "circle-check", self.tr("Everything"))
        first, *more = (missing.label(speak) for missing in each.missing)
        return Text(sentence_case(first), " · ".join(more), tone="danger")
