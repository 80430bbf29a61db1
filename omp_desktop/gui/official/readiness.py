"""The readiness check on the screen: what was found of this station, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop import settings
from omp_desktop.domain.election import Election
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import dialogs, displays, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.paper_facts import readiness_facts
from omp_desktop.gui.official.print_sheet import show_print
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.words import day_time, zone
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.widgets import Column, Label, Pill, PillCell, PushButton, Row, Sheet, TableView, Text
from omp_desktop.reports.document import Document
from omp_desktop.reports.readiness_sheet import readiness_sheet
from omp_desktop.services.findings import Finding
from omp_desktop.services.readiness import BoothAround, Surroundings
from omp_desktop.services.readiness_report import ReadinessReport
from omp_desktop.settings import BoothSettings

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing
    from omp_desktop.gui.print.system import Printer

_AROUND = 372  # px of the window that the table leaves
_PDF_NAME = "readiness.pdf"


@dataclass(frozen=True, slots=True)
class Shown:
    """A check with what it takes to read it: the election, and the names of accounts by id."""

    report: ReadinessReport
    election: Election
    names: Mapping[str, str]


class ReadinessForm(Form):
    """One check, what needs somebody first; it can be made again from here."""

    ui = ("official", "readiness.ui")
    again_asked = Signal()

    titleLabel: Label
    statePill: Pill
    textLabel: Label
    findingsTable: TableView
    wholeLabel: Label
    pdfButton: PushButton
    printButton: PushButton
    againButton: PushButton
    closeButton: PushButton

    def __init__(
        self, shown: Shown, parent: QWidget | None = None, *, printing: Printing | None = None
    ) -> None:
        """`printing`: None where nothing prints."""
        self._shown, self._printing = shown, printing
        report = shown.report
        self._findings = (*report.problems, *(finding for finding in report.findings if finding.ok))
        super().__init__(parent)
        self.findingsTable.row_chosen.connect(lambda _: self._show_whole())
        self.pdfButton.clicked.connect(self._ask_pdf)
        self.printButton.setVisible(printing is not None)
        self.printButton.clicked.connect(self._print)
        self.againButton.clicked.connect(self.again_asked)
        rows, room = len(self._findings), 480 if parent is None else parent.window().height() - _AROUND
        lines = self.findingsTable.headPixels + rows * self.findingsTable.rowPixels
        self.findingsTable.setMinimumHeight(min(lines, room))
        if report.problems:
            self.findingsTable.choose("0")

    def retranslate(self) -> None:
        report, problems = self._shown.report, len(self._shown.report.problems)
        if problems:
            self.statePill.say("warn", "triangle-alert", self.tr("%n to look after", "", problems))
        else:
            self.statePill.say("ok", "circle-check", self.tr("Everything is ready"))
        name = self._shown.names.get(report.person, report.person[:8])
        self.textLabel.setText(
            self.tr(
                "Checked at {time} by {name}. The check keeps nobody from opening the polls: what is left to "
                "look after, you judge."
            ).format(time=day_time(report.at, zone(self._shown.election.timezone)), name=name)
        )
        self.findingsTable.set_columns(
            [
                Column(self.tr("What"), width=144),
                Column(self.tr("Found"), stretch=1),
                Column(self.tr("State"), width=168, align="right"),
            ]
        )
        speak = language.of(self)
        self.findingsTable.set_rows(
            [self._row(place, finding, speak) for place, finding in enumerate(self._findings)]
        )
        self._show_whole()

    def paper(self) -> Document:
        """The same on paper."""
        shown = self._shown
        facts = readiness_facts(shown.report, shown.election, shown.names)
        return readiness_sheet(facts, language.of(self))

    def save_pdf(self, path: Path) -> None:
        """Write it as PDF."""
        # Painted here: fonts belong to this thread.
        content = to_pdf(self.paper(), A4)
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._say_saved(path), lane=tasks.POOL
        )

    def _row(self, place: int, finding: Finding, speak: Lang) -> Row:
        said = finding.text.text(speak)
        if finding.ok:
            cells = Text(said), PillCell("ok", "circle-check", self.tr("All right"))
        else:
            then = finding.next_step.text(speak)
            cells = (
                Text(said, sub=then, weight="name"),
                PillCell("warn", "triangle-alert", self.tr("To look after")),
            )
        return Row(str(place), (Text(finding.area.text(speak)), *cells))

    def _show_whole(self) -> None:
        """A line of the table is short: the chosen one stands below with all its words."""
        key = self.findingsTable.chosen_key
        chosen = self._findings[int(key)] if key else None
        self.wholeLabel.setText("" if chosen is None else chosen.describe(language.of(self)))

    def _ask_pdf(self) -> None:
        file_choice.ask_new_file(
            self, self.tr("Save the report"), _PDF_NAME, self.tr("Pages (*.pdf)"), self.save_pdf
        )

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("The report is saved"), str(path), kind="ok")

    def _print(self) -> None:
        if self._printing is not None:
            show_print(self, self.titleLabel.text(), self.paper(), self._printing)


def show_readiness(
    widget: QWidget, shown: Shown, printing: Printing | None, again: Callable[[], object]
) -> Sheet:
    """Show it over the window of `widget`; `again` checks anew."""
    form = ReadinessForm(shown, widget, printing=printing)
    sheet = Sheet(form, form.titleLabel.text())

    def on_again() -> None:
        sheet.close_sheet()
        again()

    form.again_asked.connect(on_again)
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet


def find_surroundings(
    form: Form, services: OfficialServices, found: Callable[[Surroundings], object]
) -> None:
    """Ask this PC for its booths, their screens and the printers; the answer comes later, to `found`."""
    folder = services.data_dir

    def read() -> dict[str, BoothSettings]:
        booths = next((view.devices for view in services.stations.all() if view.here), ())
        known = settings.Settings() if folder is None else settings.load(folder).settings
        in_use = sorted((booth for booth in booths if booth.active), key=lambda booth: booth.name)
        return {booth.name: known.booth(booth.id) for booth in in_use}

    def on_booths(known: Mapping[str, BoothSettings]) -> None:
        # Only this thread may ask for screens.
        booths = tuple(
            BoothAround(name, displays.measured_dpi(each, displays.of_booth(each)) is not None, each.printer)
            for name, each in known.items()
        )

        def on_printers(printers: tuple[Printer, ...]) -> None:
            found(Surroundings(booths, tuple(printer.name for printer in printers if not printer.stopped)))

        def on_trouble(error: OmpError) -> None:
            found(Surroundings(booths, trouble=error))

        if services.printing is None:
            found(Surroundings(booths))
        else:
            services.printing.find_printers(on_printers, on_trouble, form)

    form.work(read, on_booths)
