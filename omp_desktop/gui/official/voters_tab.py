"""The voters list: how many stand on the list of each station, and importing one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.imports import ImportPreview
from omp_desktop.gui import dialogs, language
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.import_preview import open_preview
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.voter_codes import VoterCodesPanel
from omp_desktop.gui.widgets import (
    Card,
    Column,
    ComboBox,
    Field,
    Label,
    Notice,
    PillCell,
    PushButton,
    Row,
    TableView,
    Text,
)
from omp_desktop.services.candidates import ImportResult


class VotersTab(ElectionTab):
    """Brings voters lists in: previewed, with every bad line named, taken as a whole or not at all."""

    ui = ("official", "voters_tab.ui")
    key = "voters"

    listTitle: Label
    clearButton: PushButton
    stationsTable: TableView
    notice: Notice
    codesHost: QWidget
    formCard: Card
    stationField: Field
    stationBox: ComboBox
    importButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._said: ImportResult | None = None
        self._stopped = False
        super().__init__(services, parent)
        self.codes = VoterCodesPanel(services.personal_codes, self.codesHost)
        column = QVBoxLayout(self.codesHost)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.codes)
        self.codes.made.connect(self.changed)
        self.importButton.clicked.connect(self._ask_file)
        self.clearButton.clicked.connect(self._ask_clear)
        self.notice.acted.connect(lambda: self.tab_wanted.emit("stations"))

    def title(self) -> str:
        return self.tr("Voters list")

    def another(self) -> None:
        self._said, self._stopped = None, False

    def showing(self) -> None:
        view = self.view
        self.listTitle.setText(self.tr("%n voters on the list", "", view.voters))
        self.stationsTable.set_columns(
            [
                Column(self.tr("Polling station"), stretch=1),
                Column(self.tr("Voters"), width=136, align="right"),
                Column("", width=176, align="right"),
            ]
        )
        self.stationsTable.set_rows(
            [
                Row(
                    station.id,
                    (
                        Text(station.name, sub=station.district, weight="name"),
                        Text(language.number(voters), weight="name"),
                        PillCell("ok", "circle-check", self.tr("List is there"))
                        if voters
                        else PillCell("plain", "circle-dashed", self.tr("No list yet")),
                    ),
                )
                for station, voters in view.stations
            ]
        )
        self._fill_stations()
        self.formCard.setVisible(self.draft)
        self.clearButton.setVisible(self.may_edit and view.voters > 0)
        can = self.may_edit and bool(view.stations)
        self.importButton.setEnabled(can)
        self.stationBox.setEnabled(can)
        self.codes.show_election(self.session, view, may_edit=self.may_edit)
        self._show_result()

    def _fill_stations(self) -> None:
        before = self.stationBox.currentData()
        self.stationBox.clear()
        for station, _voters in self.view.stations:
            self.stationBox.addItem(station.name, station.id)
        self.stationBox.setCurrentIndex(max(0, self.stationBox.findData(before)))

    def _show_result(self) -> None:
        result = self._said
        self.notice.setVisible(result is not None or self._stopped or not self.view.stations)
        self.notice.buttonText = ""
        if not self.view.stations:
            self.notice.kind = "info"
            self.notice.text = self.tr("Voters stand on the list of a polling station: name it first.")
            self.notice.buttonText = self.tr("To the stations")
            return
        if self._stopped:
            self.notice.kind = "info"
            self.notice.text = self.tr("You stopped the import: nothing was taken.")
            return
        if result is None:
            return
        self.notice.kind = "ok"
        text = self.tr("%n voters were taken.", "", result.taken)
        if result.skipped:
            left_out = self.tr("%n bad lines were left out.", "", result.skipped)
            text = f"{text} {left_out}"
        self.notice.text = text

    def _ask_file(self) -> None:
        file_choice.ask_file(
            self, self.tr("Import a voters list"), self.tr("Lists (*.csv *.txt)"), self._preview
        )

    def _preview(self, path: Path) -> None:
        service, election_id = self.services.voters_list, self.view.election.id
        # Neither a result nor an error comes when the official stops it.
        self._said, self._stopped = None, True
        job = self.work_long(
            lambda progress: service.preview(path, election_id, progress.report, progress.is_cancelled),
            lambda preview: self._on_preview(path, preview),
            self._on_failed,
            settled=self._show_result,
        )
        dialogs.show_progress(self, self.tr("Reading {file}").format(file=path.name), job)

    def _on_failed(self, error: OmpError) -> None:
        self._stopped = False
        self.show_error(error)

    def _on_preview(self, path: Path, preview: ImportPreview) -> None:
        self._stopped = False
        open_preview(self, path.name, preview, lambda skip_bad: self._import(path, skip_bad=skip_bad))

    def _import(self, path: Path, *, skip_bad: bool) -> None:
        service, session = self.services.voters_list, self.session
        election_id, station_id = self.view.election.id, str(self.stationBox.currentData())
        self._said, self._stopped = None, True
        job = self.work_long(
            lambda progress: service.import_csv(
                session, election_id, station_id, path, skip_bad, progress.report, progress.is_cancelled
            ),
            self._on_imported,
            self._on_failed,
            settled=self._show_result,
        )
        dialogs.show_progress(self, self.tr("Taking the voters list over"), job)

    def _on_imported(self, result: ImportResult) -> None:
        self._said, self._stopped = result, False
        self.changed.emit()

    def _ask_clear(self) -> None:
        service, session, election_id = self.services.voters_list, self.session, self.view.election.id

        def clear() -> None:
            self._said = None
            self.change(lambda: service.clear(session, election_id))

        dialogs.confirm(
            self,
            self.tr("Empty the voters list?"),
            self.tr(
                "%n voters are taken off the list of every station. This cannot be undone: import the list "
                "again afterwards.",
                "",
                self.view.voters,
            ),
            accept=self.tr("Empty the list"),
            accepted=clear,
            kind="danger",
        )
