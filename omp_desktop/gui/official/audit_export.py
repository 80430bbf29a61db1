"""Saving the whole audit log as a file: a table, or the common format for event logs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omp_desktop.domain.audit import AuditEntry
from omp_desktop.files import replace_file, replace_file_in_pieces
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.audit_search import Reader
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.official.page import OfficialPage
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.widgets import PushButton
from omp_desktop.reports.cdf_events import documentation, event_log
from omp_desktop.reports.csv import events_csv
from omp_desktop.services.session import Session

_TABLE = ".csv"
# By which spreadsheets know UTF-8.
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class ExportedLog:
    """What was written: the log, in the common format also what its events mean; and how many entries."""

    files: tuple[Path, ...]
    entries: int


class AuditExporting(OfficialPage):
    """A page with the audit log, which can be kept as a file."""

    exportButton: PushButton

    def connect_export(self) -> None:
        """Once the parts of the page are there."""
        self.exportButton.clicked.connect(self._ask_where)

    def reader(self) -> Reader:
        """In whose words the log is read."""
        raise NotImplementedError

    def export_log(self, path: Path) -> None:
        """Write the log: a table by the ending .csv, else the common format with what its events mean."""
        services, session, reader = self.services, self.session, self.reader()
        self.exportButton.setEnabled(False)
        job = self.work_long(
            lambda progress: export_log(services, session, reader, path, progress),
            self._on_exported,
            settled=lambda: self.exportButton.setEnabled(True),
        )
        dialogs.show_progress(self, self.tr("Writing the audit log"), job)

    def _ask_where(self) -> None:
        file_choice.ask_new_file(
            self,
            self.tr("Export the audit log"),
            "audit-log.csv",
            self.tr("Tables (*.csv);;NIST event log (*.json)"),
            self.export_log,
        )

    def _on_exported(self, written: ExportedLog) -> None:
        said = self.tr("%n entries were saved.", "", written.entries)
        names = "\n".join(str(file) for file in written.files)
        dialogs.show_message(self, self.tr("Saved"), f"{said}\n{names}", kind="ok")
        self.refresh()


def export_log(
    services: OfficialServices, session: Session, reader: Reader, path: Path, progress: tasks.Progress
) -> ExportedLog:
    """On a worker: write the log piece by piece, then note in it that this was done.

    Raises FileNotWritten, AuditReadingCancelled; nothing is left of the file then.
    """
    entries = _Counted(services.audit_log.walk(progress.report, progress.is_cancelled))
    files: tuple[Path, ...] = (path,)
    try:
        if path.suffix.lower() == _TABLE:
            pieces = events_csv(entries, reader.names, reader.speak, reader.where)
            replace_file_in_pieces(path, _encoded(pieces, _MARK))
        else:
            now = services.clock.now()
            pieces = event_log(entries, services.stations.this_station(), now)
            replace_file_in_pieces(path, _encoded(pieces))
            beside = path.with_name(f"{path.stem}-documentation.json")
            replace_file(beside, documentation(now).encode())
            files = (path, beside)
    except OSError as error:
        raise FileNotWritten(name=path.name) from error
    services.audit_log.exported(session, entries.count)
    return ExportedLog(files, entries.count)


class _Counted:
    """The same entries, counted."""

    def __init__(self, entries: Iterator[AuditEntry]) -> None:
        self._entries = entries
        self.count = 0

    def __iter__(self) -> Iterator[AuditEntry]:
        for entry in self._entries:
            self.count += 1
            yield entry


def _encoded(pieces: Iterator[str], mark: str = "") -> Iterator[bytes]:
    yield mark.encode()
    for piece in pieces:
        yield piece.encode()
