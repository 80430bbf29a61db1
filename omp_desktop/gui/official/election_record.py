"""The election record: publishing it, and verifying one, whoever made it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled, Lang
from omp_desktop.files import replace_file
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.poll_report import seal
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import (
    Column,
    Label,
    Notice,
    Pill,
    PillCell,
    PushButton,
    Row,
    TableView,
    Text,
)
from omp_desktop.record.checks import Check, Outcome, Result
from omp_desktop.record.verify import Fingerprints, Verification, Watch

if TYPE_CHECKING:
    from omp_desktop.services.record_export import ExportedRecord

_LOOKS = {
    Outcome.HOLDS: ("ok", "circle-check"),
    Outcome.FAILS: ("err", "circle-alert"),
    Outcome.NOT_MADE: ("plain", "circle-dashed"),
}
_WAITING = ("plain", "circle-dashed")


class _Lines(QObject):
    """Carries results from the worker to the window."""

    arrived = Signal(object)


class ElectionRecordView(Form):
    """A card that publishes the record of the chosen election, and one that verifies any record."""

    ui = ("official", "election_record.ui")

    exportText: Label
    exportNotice: Notice
    closingButton: PushButton
    exportButton: PushButton
    verifyPill: Pill
    verifyRecordButton: PushButton
    verifyFile: Label
    checksTable: TableView
    printsLabel: Label

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Nothing is read or written before somebody asks."""
        self._services = services
        self._election_id: str | None = None
        self._results: dict[Check, Result] = {}
        self._prints: Fingerprints | None = None
        self._file: Path | None = None
        self._exported: ExportedRecord | None = None
        self._lines = _Lines()
        super().__init__(parent)
        self._lines.arrived.connect(self._on_result, Qt.ConnectionType.QueuedConnection)
        self.exportButton.clicked.connect(self._ask_where)
        self.closingButton.clicked.connect(self._ask_where_closing)
        self.verifyRecordButton.clicked.connect(self._ask_which)

    def retranslate(self) -> None:
        self.checksTable.set_columns(
            [Column(self.tr("Check"), stretch=1), Column(self.tr("State"), width=136, align="right")]
        )
        self.checksTable.emptyText = self.tr("Choose the zip of an election record.")
        self._show_checks()
        self._show_exported()

    def show_election(self, election_id: str | None) -> None:
        """The election whose record can be published."""
        if election_id != self._election_id:
            self._exported = None
        self._election_id = election_id
        self.exportButton.setEnabled(election_id is not None)
        self.closingButton.setEnabled(election_id is not None)
        self._show_exported()

    def verify(self, file: Path) -> None:
        """Make every check of this record; the lines come one after the other."""
        self._file, self._results, self._prints = file, {}, None
        self.verifyRecordButton.setEnabled(False)
        self._show_checks()
        lines = self._lines

        def work(progress: tasks.Progress) -> Fingerprints | None:
            watch = Watch(
                progress=lambda _check, done, total: progress.report(done, total),
                cancelled=progress.is_cancelled,
            )
            verification = Verification(file, watch=watch)
            for result in verification.results():
                lines.arrived.emit(result)
            return verification.fingerprints

        job = self.work_long(
            work,
            self._on_verified,
            self._on_unreadable,
            settled=lambda: self.verifyRecordButton.setEnabled(True),
        )
        dialogs.show_progress(self, self.tr("Verifying the record"), job)

    def export(self, file: Path) -> None:
        """Write the record of the chosen election."""
        service, election_id = self._services.record, self._election_id
        if election_id is None:
            return
        self.exportButton.setEnabled(False)
        job = self.work_long(
            lambda progress: service.export(election_id, file, progress.report, progress.is_cancelled),
            self._on_exported,
            settled=lambda: self.exportButton.setEnabled(True),
        )
        dialogs.show_progress(self, self.tr("Writing the record"), job)

    def save_closing(self, file: Path) -> None:
        """Save the closing values of the chosen election."""
        service, election_id = self._services.record, self._election_id
        if election_id is not None:
            self.work(
                lambda: replace_file(file, service.closing_file(election_id)),
                lambda _: self._say_saved(file),
            )

    def _say_saved(self, file: Path) -> None:
        dialogs.show_message(self, self.tr("Saved"), str(file), kind="ok")

    def _ask_where(self) -> None:
        self._ask_save(self.tr("Export the record"), "record.zip", self.tr("Records (*.zip)"), self.export)

    def _ask_where_closing(self) -> None:
        title, kinds = self.tr("Save the closing values"), self.tr("Closing values (*.json)")
        self._ask_save(title, "closing.json", kinds, self.save_closing)

    def _ask_save(self, title: str, name: str, kinds: str, save: Callable[[Path], object]) -> None:
        file_choice.ask_new_file(self, title, name, kinds, save)

    def _ask_which(self) -> None:
        file_choice.ask_file(self, self.tr("Verify a record"), self.tr("Records (*.zip)"), self.verify)

    def _on_result(self, result: Result) -> None:
        self._results[result.check] = result
        self._show_checks()

    def _on_verified(self, prints: Fingerprints | None) -> None:
        self._prints = prints
        self._show_checks()

    def _on_unreadable(self, error: OmpError) -> None:
        self._file = None
        self._show_checks()
        self.show_error(error)

    def _on_exported(self, written: ExportedRecord) -> None:
        self._exported = written
        self._show_exported()

    def _show_exported(self) -> None:
        written = self._exported
        self.exportNotice.setVisible(written is not None)
        if written is not None:
            self.exportNotice.say(
                "ok",
                self.tr(
                    "Saved as {file} with %n ballots.\nFingerprint of the manifest:\n{seal}",
                    "",
                    written.ballots,
                ).format(file=written.file.name, seal=seal(written.manifest_hash)),
            )

    def _show_checks(self) -> None:
        file = self._file
        self.verifyFile.setVisible(file is not None)
        self.verifyFile.setText("" if file is None else file.name)
        speak = language.of(self)
        checks = () if file is None else tuple(Check)
        self.checksTable.set_rows([self._row(check, speak) for check in checks])
        self._show_verdict()
        self._show_prints()

    def _row(self, check: Check, speak: Lang) -> Row:
        result = self._results.get(check)
        if result is None:
            return Row(check.value, (Text(_begin(check, speak)), PillCell(*_WAITING, self.tr("Waiting"))))
        said = "" if result.found is None else result.found.text(speak)
        if result.problem is not None:
            said = result.problem.describe(speak).text
        bad = result.outcome is Outcome.FAILS
        words = Text(_begin(check, speak), sub=said, weight="name" if bad else "medium")
        return Row(check.value, (words, PillCell(*_LOOKS[result.outcome], _begin(result.outcome, speak))))

    def _show_verdict(self) -> None:
        done = len(self._results) == len(Check)
        self.verifyPill.setVisible(self._file is not None and done)
        if not done:
            return
        failed = [r for r in self._results.values() if r.outcome is not Outcome.HOLDS]
        if failed:
            self.verifyPill.say("err", "circle-alert", self.tr("The record is bad"))
        else:
            self.verifyPill.say("ok", "shield-check", self.tr("Everything holds"))

    def _show_prints(self) -> None:
        prints = self._prints
        self.printsLabel.setVisible(prints is not None and self._file is not None)
        if prints is not None:
            self.printsLabel.setText(
                self.tr(
                    "Compare with the published notice:\nmanifest {manifest}, commission's key {commission}."
                ).format(manifest=seal(prints.manifest_hash), commission=seal(prints.commission_key))
            )


def _begin(word: Labelled, speak: Lang) -> str:
    """Its words at the beginning of a line."""
    said = word.label(speak)
    return said[:1].upper() + said[1:]
