"""Records: the audit log with search and verification, and whether this station is all right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Account
from omp_desktop.domain.audit import AuditEntry
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.domain.record_errors import ChainBroken
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.language import number
from omp_desktop.gui.official.audit_export import AuditExporting
from omp_desktop.gui.official.audit_search import SHOWN, AuditPage, Reader, find, latest
from omp_desktop.gui.official.backups import BackupsView
from omp_desktop.gui.official.busy import make_busy
from omp_desktop.gui.official.devices import DevicesView
from omp_desktop.gui.official.election_record import ElectionRecordView
from omp_desktop.gui.official.poll_report import seal
from omp_desktop.gui.official.reports_tab import ReportsTab
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.stacks import show_page
from omp_desktop.gui.official.two_people import TwoPersonPage
from omp_desktop.gui.official.words import zone
from omp_desktop.gui.tasks import Job
from omp_desktop.gui.widgets import (
    Card,
    Column,
    Label,
    LineEdit,
    Notice,
    Pill,
    PillCell,
    PushButton,
    Row,
    TableView,
    TabStrip,
    Text,
)
from omp_desktop.services.audit_log import SYSTEM
from omp_desktop.services.session import Session

if TYPE_CHECKING:
    from omp_desktop.services.findings import Finding

_PAUSE_MS = 250


class RecordsPage(AuditExporting, TwoPersonPage):
    """Who did what, when; the doctor's findings; records, devices and backups."""

    ui = ("official", "records.ui")
    key = "records"
    icon = "scroll-text"

    verifyButton: PushButton
    checkButton: PushButton
    tabs: TabStrip
    outcomeNotice: Notice
    tabStack: QWidget
    auditCard: Card
    searchEdit: LineEdit
    countLabel: Label
    earlierButton: PushButton
    laterButton: PushButton
    auditTable: TableView
    doctorCard: Card
    doctorPill: Pill
    doctorTable: TableView

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Entries and findings are read when the page is entered."""
        self._page: AuditPage | None = None
        self._names: dict[str, str] = {}
        self._findings: tuple[Finding, ...] | None = None
        self._outcome: tuple[str, Callable[[], str]] | None = None
        self._skip = 0
        self._zone: tzinfo = UTC
        self._job: Job | None = None
        super().__init__(services, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.searchEdit.textChanged.connect(self._on_typed)
        self.searchEdit.returnPressed.connect(self._read)
        self.earlierButton.clicked.connect(lambda: self._turn(SHOWN))
        self.laterButton.clicked.connect(lambda: self._turn(-SHOWN))
        self.tabs.chosen.connect(self._on_tab)
        self.verifyButton.clicked.connect(self._verify)
        self.connect_export()
        self.checkButton.clicked.connect(self._examine)
        self.record = ElectionRecordView(services, self.tabStack)
        self._pages: dict[str, QWidget] = {"audit": self.auditCard, "doctor": self.doctorCard}
        self.devices = DevicesView(services, self.tabStack)
        self.backups = BackupsView(services, self.tabStack)
        self.backups.two_people_wanted.connect(self.ask_two_people)
        self._add_tab("record", self.record)
        self._add_tab("devices", self.devices)
        self._add_tab("backups", self.backups)
        self.reports = ReportsTab(services, self.tabStack)
        self._add_tab("reports", self.reports)
        self._on_tab("audit")

    def _add_tab(self, key: str, part: QWidget) -> None:
        """A tab that is a screen of its own; `retranslate` names it."""
        self._pages[key] = part
        layout = self.tabStack.layout()
        if layout is not None:
            layout.addWidget(part)

    def title(self) -> str:
        return self.tr("Records")

    def help_text(self) -> str:
        return self.tr(
            "The audit log holds everything that was done here, in order, each entry sealed to the one "
            "before. 'Verify the chain' shows that none was changed or taken out. 'State of this station' "
            "examines it and says what to do. 'Election record' publishes what anybody verifies the count "
            "with, and verifies such a record. 'Devices' lists what may sign. 'Backups' keeps the data on "
            "another medium, and tries out the way back. 'Reports' has every paper of the election."
        )

    def retranslate(self) -> None:
        self.tabs.set_tabs(
            [
                ("audit", self.tr("Audit log")),
                ("doctor", self.tr("State of this station")),
                ("record", self.tr("Election record")),
                ("devices", self.tr("Devices")),
                ("backups", self.tr("Backups")),
                ("reports", self.tr("Reports")),
            ]
        )
        self.auditTable.set_columns(
            [
                Column(self.tr("No."), width=88, align="right"),
                Column(self.tr("When"), width=168),
                Column(self.tr("Who"), width=184),
                Column(self.tr("What"), stretch=1),
            ]
        )
        self.doctorTable.set_columns(
            [Column(self.tr("Finding"), stretch=1), Column(self.tr("State"), width=136, align="right")]
        )
        self._show_entries()
        self._show_outcome()
        self._show_findings()

    def entered(self, session: Session, election_id: str | None) -> None:
        self.record.show_election(election_id)
        self.devices.show_election(election_id)
        self.backups.show_for(session)
        self.reports.show_election(election_id)
        self.work(lambda: self._facts(election_id), self._on_facts)
        self._examine()

    def left(self) -> None:
        self._pause.stop()

    def show_part(self, key: str) -> None:
        self.tabs.current = key
        self._on_tab(key)

    def _on_tab(self, key: str) -> None:
        show_page(self.tabStack, self._pages[key])
        for button in (self.verifyButton, self.exportButton):
            button.setVisible(key == "audit")
        self.checkButton.setVisible(key == "doctor")
        self._outcome = None
        self._show_outcome()

    def _facts(self, election_id: str | None) -> tuple[list[Account], str]:
        """On a worker: who has an account, and in which time zone people live here."""
        election = self.services.elections.get(election_id).election if election_id else None
        return self.services.access.accounts(), election.timezone if election else ""

    def _on_facts(self, facts: tuple[list[Account], str]) -> None:
        accounts, timezone = facts
        self._names = {account.id: account.name for account in accounts}
        self._zone = zone(timezone)
        self._read()

    def _on_typed(self) -> None:
        self._skip = 0
        self._pause.start()

    def _turn(self, by: int) -> None:
        self._skip = max(0, self._skip + by)
        self._read()

    def reader(self) -> Reader:
        """In the words of this window and the zone of the election."""
        names = {**self._names, SYSTEM: self.tr("The program"), "unknown": self.tr("Unknown account")}
        return Reader(language.of(self), names, self._zone)

    def _read(self) -> None:
        """Read the page of the log that is to be seen, or search; an older answer is dropped."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        log, wanted, skip = self.services.audit_log, self.searchEdit.text().strip(), self._skip
        if wanted:
            reader = self.reader()
            self._job = self.work_long(
                lambda progress: find(log, wanted, reader, progress.is_cancelled), self._on_page
            )
        else:
            self._job = self.work(lambda: latest(log, skip), self._on_page)

    def _on_page(self, page: AuditPage) -> None:
        self._page = page
        self._show_entries()

    def _show_entries(self) -> None:
        page = self._page
        if page is None:
            return
        reader = self.reader()
        self.auditTable.set_rows([self._row(reader, entry) for entry in page.entries])
        searching = bool(self.searchEdit.text().strip())
        self.auditTable.emptyText = (
            self.tr("Nothing in the log matches") if searching else self.tr("The log is empty")
        )
        shown = self.tr("{first}–{last} of {total}, the latest first").format(
            first=number(page.first), last=number(page.last), total=number(page.total)
        )
        self.countLabel.setText(shown if page.entries else "")
        several = page.total > SHOWN and not searching
        self.earlierButton.setVisible(several)
        self.laterButton.setVisible(several)
        self.earlierButton.setEnabled(page.first > 1)
        self.laterButton.setEnabled(page.last < page.total)

    @staticmethod
    def _row(reader: Reader, entry: AuditEntry) -> Row:
        return Row(
            str(entry.seq),
            (
                Text(number(entry.seq)),
                Text(reader.when(entry)),
                Text(reader.who(entry), weight="name"),
                Text(reader.what(entry)),
            ),
        )

    def _verify(self) -> None:
        self.verifyButton.setEnabled(False)
        job = self.work_long(
            lambda progress: self.services.audit_log.verify(progress.report, progress.is_cancelled),
            self._on_verified,
            self._on_broken,
            settled=lambda: self.verifyButton.setEnabled(True),
        )
        dialogs.show_progress(self, self.tr("Verifying the chain"), job)

    def _on_verified(self, last: AuditEntry | None) -> None:
        self._outcome = ("ok", lambda: self._whole(last))
        self._show_outcome()

    def _whole(self, last: AuditEntry | None) -> str:
        if last is None:
            return self.tr("The log is empty: nothing to verify.")
        return self.tr(
            "The chain is whole: %n entries, none changed or missing. Last seal: {seal}", "", last.seq
        ).format(seal=seal(last.hash))

    def _on_broken(self, error: OmpError) -> None:
        if not isinstance(error, ChainBroken):
            self.show_error(error)
            return
        self._outcome = ("err", lambda: self.in_words(error))
        self._show_outcome()

    def _show_outcome(self) -> None:
        """Again after the language changed; gone when another tab was looked at."""
        self.outcomeNotice.setVisible(self._outcome is not None)
        if self._outcome is not None:
            kind, words = self._outcome
            self.outcomeNotice.say(kind, words())

    def _examine(self) -> None:
        put_back = make_busy(self.checkButton)
        self.work_long(
            lambda _: tuple(self.services.diagnostics.doctor()),
            self._on_findings,
            settled=put_back,
        )

    def _on_findings(self, findings: tuple[Finding, ...]) -> None:
        self._findings = findings
        self._show_findings()

    def _show_findings(self) -> None:
        findings = self._findings
        self.doctorPill.setVisible(findings is not None)
        if findings is None:
            self.doctorTable.emptyText = self.tr("Examining …")
            return
        problems = [finding for finding in findings if not finding.ok]
        if problems:
            self.doctorPill.say("err", "circle-alert", self.tr("%n problems", "", len(problems)))
        else:
            self.doctorPill.say("ok", "circle-check", self.tr("All right"))
        speak = language.of(self)
        ordered = [*problems, *(finding for finding in findings if finding.ok)]
        self.doctorTable.set_rows(
            [self._finding_row(place, finding, speak) for place, finding in enumerate(ordered)]
        )

    def _finding_row(self, place: int, finding: Finding, speak: Lang) -> Row:
        if finding.ok:
            looks, then = ("ok", "circle-check", self.tr("All right")), ""
        else:
            looks, then = ("err", "circle-alert", self.tr("Problem")), finding.next_step.text(speak)
        said = Text(finding.text.text(speak), sub=then, weight="medium" if finding.ok else "name")
        return Row(str(place), (said, PillCell(*looks)))
