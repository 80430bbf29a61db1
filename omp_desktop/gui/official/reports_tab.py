"""The papers of an election: what each is, whether it can be made yet, and the way to screen and printer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.paper_facts import (
    COMPARISON,
    comparison_paper,
    count_name,
    count_paper,
    poll_facts,
    readiness_facts,
)
from omp_desktop.gui.official.paper_sheet import Paper, show_paper
from omp_desktop.gui.official.poll_report import show_report
from omp_desktop.gui.official.print_sheet import show_jobs
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.print.system import PrintState
from omp_desktop.gui.widgets import ButtonCell, Column, Pill, PillCell, PushButton, Row, TableView, Text
from omp_desktop.reports.polling_record import polling_record
from omp_desktop.reports.readiness_sheet import readiness_sheet
from omp_desktop.services.papers import PaperSources
from omp_desktop.services.poll_reports import ClosingReport, PollReport, ReportKind
from omp_desktop.services.reconciliation import Comparison

_READINESS: Final = LocalText("준비 점검표", "Readiness check")
_RECORD: Final = LocalText("투표록", "Polling record")
# Always listed; the others only where such a step was taken.
_USUAL: Final = frozenset({ReportKind.ZERO, ReportKind.OPENED, ReportKind.CLOSED, ReportKind.COUNTED})
_RESTING: Final = frozenset({ElectionState.SUSPENDED, ElectionState.CLOSING})
_OVER: Final = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})
_COUNTED: Final = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})
_READY, _NOT_YET = ("ok", "circle-check"), ("plain", "circle-dashed")
_PROVISIONAL, _CERTIFIED = ("warn", "hourglass"), ("ok", "badge-check")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A line: the paper, what it is or why it is not there yet, its state, and what opens it."""

    key: str
    name: str
    about: str
    state: PillCell
    ready: bool
    open: Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read at one go. `linked`: there is a centre to compare with."""

    sources: PaperSources
    comparison: Comparison | None
    linked: bool


class ReportsTab(Form):
    """A table of papers; a line that is ready opens the paper."""

    ui = ("official", "reports_tab.ui")

    papersTable: TableView
    jobsPill: Pill
    jobsButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Nothing is read before an election is shown."""
        self._services = services
        self._known: _Known | None = None
        super().__init__(parent)
        self.papersTable.button_pressed.connect(lambda key, _: self._open(key))
        self.papersTable.row_opened.connect(self._open)
        printing = services.printing
        self.jobsButton.setVisible(printing is not None)
        if printing is not None:
            self.jobsButton.clicked.connect(lambda: show_jobs(self, printing))
            printing.changed.connect(self._show_jobs)
            self._show_jobs()

    def retranslate(self) -> None:
        self.papersTable.set_columns(
            [
                Column(self.tr("Paper"), stretch=1),
                Column(self.tr("State"), width=160),
                Column("", width=104, align="right"),
            ]
        )
        self.papersTable.emptyText = self.tr("There is no election to make papers of yet.")
        self._show()
        self._show_jobs()

    def show_election(self, election_id: str | None) -> None:
        """Read how far this election is."""
        if election_id is None:
            self._known = None
            self._show()
            return
        services = self._services

        def read() -> _Known:
            return _Known(
                services.papers.sources(election_id),
                services.reconciliation.last(election_id),
                services.centre.link() is not None,
            )

        self.work(read, self._on_known)

    def _on_known(self, known: _Known) -> None:
        self._known = known
        self._show()

    def _show(self) -> None:
        self.papersTable.set_rows(
            [
                Row(
                    paper.key,
                    (
                        Text(paper.name, sub=paper.about, weight="name"),
                        paper.state,
                        ButtonCell(self.tr("Open …")) if paper.ready else Text(""),
                    ),
                )
                for paper in self._papers()
            ]
        )

    def _show_jobs(self) -> None:
        printing = self._services.printing
        states = [] if printing is None else [job.state for job in printing.jobs]
        failed = states.count(PrintState.FAILED)
        under_way = states.count(PrintState.WAITING) + states.count(PrintState.PRINTING)
        self.jobsPill.setVisible(bool(failed or under_way))
        if failed:
            self.jobsPill.say("err", "circle-alert", self.tr("%n failed", "", failed))
        elif under_way:
            self.jobsPill.say("info", "printer", self.tr("%n under way", "", under_way))

    def _open(self, key: str) -> None:
        paper = next((paper for paper in self._papers() if paper.key == key), None)
        if paper is not None and paper.ready:
            paper.open()

    def _papers(self) -> Iterator[_Listed]:
        """Those that are signed and filed first, then the reports of the steps in the order of the day."""
        known = self._known
        if known is None:
            return
        yield from self._count_sheets(known.sources)
        yield self._record(known.sources)
        yield self._comparison(known)
        yield self._readiness(known.sources)
        yield from self._reports(known.sources)

    def _readiness(self, sources: PaperSources) -> _Listed:
        report = sources.readiness

        def show() -> None:
            if report is not None:
                facts = readiness_facts(report, sources.election, sources.names)
                self._show_paper(Paper(_READINESS, "readiness", lambda lang: readiness_sheet(facts, lang)))

        about = (
            self.tr("What was examined at this station before the polls, and what was found")
            if report is not None
            else self.tr("After a readiness check, under Polling day")
        )
        return self._listed("readiness", _READINESS, about, ready=report is not None, open_it=show)

    def _reports(self, sources: PaperSources) -> Iterator[_Listed]:
        for kind in ReportKind:
            there = kind in sources.kept
            if not there and kind not in _USUAL:
                continue
            yield self._listed(
                f"report/{kind.value}",
                LocalText(kind.ko, kind.en),
                self._about(kind) if there else self._until(kind),
                ready=there,
                open_it=partial(self._open_report, kind, sources),
            )

    def _about(self, kind: ReportKind) -> str:
        if kind is ReportKind.ZERO:
            return self.tr("Nothing was in the ballot box before the polls opened")
        return self.tr("Figures and seals of that moment, and who was there")

    def _until(self, kind: ReportKind) -> str:
        if kind is ReportKind.ZERO:
            return self.tr("Before the polls open, under Polling day")
        if kind is ReportKind.OPENED:
            return self.tr("Once two people have opened the polls")
        if kind is ReportKind.CLOSED:
            return self.tr("Once two people have closed the polls")
        return self.tr("Once the count was opened, under Results")

    def _record(self, sources: PaperSources) -> _Listed:
        state, facts = sources.election.state, poll_facts(sources)
        over, resting = state in _OVER, state in _RESTING
        about = (
            self.tr("Steps, people, counts, incidents, identity checks and turnout by hour")
            if over or resting
            else self.tr("Once voting rests or the polls are closed")
        )
        interim = None if over else PillCell(*_PROVISIONAL, self.tr("Interim"))
        paper = Paper(_RECORD, "polling-record", lambda lang: polling_record(facts, lang))
        return self._listed(
            "record",
            _RECORD,
            about,
            ready=over or resting,
            open_it=lambda: self._show_paper(paper),
            state=interim,
        )

    def _count_sheets(self, sources: PaperSources) -> Iterator[_Listed]:
        state, election = sources.election.state, sources.election
        looks = (
            PillCell(*_CERTIFIED, self.tr("Certified"))
            if state is ElectionState.CERTIFIED
            else PillCell(*_PROVISIONAL, self.tr("Provisional"))
        )
        about = (
            self.tr("Votes with every sum that must agree, for the commissioners to examine and sign")
            if state in _COUNTED
            else self.tr("Once the count was opened, under Results")
        )
        for contest in election.contests:
            yield self._listed(
                f"count/{contest.id}",
                count_name(contest.title),
                about,
                ready=state in _COUNTED,
                open_it=partial(self._open_count, election.id, contest.id),
                state=looks,
            )

    def _comparison(self, known: _Known) -> _Listed:
        comparison, election = known.comparison, known.sources.election

        def show() -> None:
            if comparison is not None:
                self._show_paper(comparison_paper(election, comparison))

        if comparison is not None:
            about = self.tr("Every number that this station and the centre both have, side by side")
        elif known.linked:
            about = self.tr("After station and centre were compared, under Queue")
        else:
            about = self.tr("This station is connected to no centre")
        return self._listed("comparison", COMPARISON, about, ready=comparison is not None, open_it=show)

    def _listed(  # noqa: PLR0913 - what a line says and does, each by name
        self,
        key: str,
        name: LocalText,
        about: str,
        *,
        ready: bool,
        open_it: Callable[[], object],
        state: PillCell | None = None,
    ) -> _Listed:
        """`state`: of a paper that is ready, where that is more than a word."""
        said = state or PillCell(*_READY, self.tr("Ready"))
        shown = said if ready else PillCell(*_NOT_YET, self.tr("Not yet"))
        return _Listed(key, name.text(language.of(self)), about, shown, ready, open_it)

    def _open_report(self, kind: ReportKind, sources: PaperSources) -> None:
        polls, election = self._services.polls, sources.election

        def read() -> PollReport | ClosingReport:
            if kind is ReportKind.CLOSED:
                return polls.closing_report(election.id)
            return polls.report(election.id, kind)

        def show(report: PollReport | ClosingReport) -> None:
            show_report(self, report, sources.names, election, self._services.printing)

        self.work(read, show)

    def _open_count(self, election_id: str, contest_id: str) -> None:
        services = self._services

        def read() -> Paper:
            result = services.counting.result(election_id)
            contest = next(each for each in result.contests if each.contest_id == contest_id)
            return count_paper(services.papers.sources(election_id), result, contest)

        self.work(read, self._show_paper)

    def _show_paper(self, paper: Paper) -> None:
        show_paper(self, paper, self._services.printing)
