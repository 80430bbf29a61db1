"""Printing a paper: on which printer, and what has become of everything that was printed from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.printer_form import PrinterForm
from omp_desktop.gui.print.errors import NoPrinter
from omp_desktop.gui.print.system import PrintState
from omp_desktop.gui.widgets import (
    Column,
    Field,
    Label,
    Notice,
    PushButton,
    Row,
    Sheet,
    TableView,
    Text,
)
from omp_desktop.reports.document import Document

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing, PrintJob


class PrintJobsForm(Form):
    """What was printed from here since the program started; each paper can be printed again as a copy."""

    ui = ("official", "print_jobs.ui")

    titleLabel: Label
    troubleNotice: Notice
    jobsTable: TableView
    againButton: PushButton
    closeButton: PushButton

    def __init__(self, printing: Printing, parent: QWidget | None = None) -> None:
        """The list follows what becomes of the jobs."""
        self._printing = printing
        super().__init__(parent)
        self.againButton.clicked.connect(self._print_again)
        self.jobsTable.row_chosen.connect(lambda _: self._show_jobs())
        printing.changed.connect(self._show_jobs)
        self._show_jobs()

    def retranslate(self) -> None:
        self.jobsTable.set_columns(
            [
                Column(self.tr("Paper"), stretch=1),
                Column(self.tr("Printer"), width=144),
                Column(self.tr("State"), width=176),
            ]
        )
        self.jobsTable.emptyText = self.tr("Nothing was printed since the program started.")
        self._show_jobs()

    def trouble(self) -> OmpError | None:
        """Why nothing can be printed at all, where that is known."""
        return None

    def _print_again(self) -> None:
        job = self._chosen()
        if job is not None and job.printable:
            self._printing.reprint(job)

    def _chosen(self) -> PrintJob | None:
        key = self.jobsTable.chosen_key
        return next((job for job in self._printing.jobs if str(job.number) == key), None)

    def _show_jobs(self) -> None:
        listed = self._printing.jobs
        self.jobsTable.set_rows(
            [
                Row(str(job.number), (Text(job.name), Text(job.printer), Text(self._state(job))))
                for job in listed
            ]
        )
        chosen = self._chosen()
        self.againButton.setVisible(bool(listed))
        self.againButton.setEnabled(chosen is not None and chosen.printable)
        shown = chosen or (listed[0] if listed else None)
        trouble = self.trouble() or (shown.error if shown is not None else None)
        self.troubleNotice.setVisible(trouble is not None)
        if trouble is not None:
            self.troubleNotice.text = self.in_words(trouble)

    def _state(self, job: PrintJob) -> str:
        said = {
            PrintState.WAITING: self.tr("waiting"),
            PrintState.PRINTING: self.tr("printing"),
            PrintState.PRINTED: self.tr("printed"),
            PrintState.FAILED: self.tr("failed"),
        }[job.state]
        return self.tr("{state}, copy").format(state=said) if job.document.copied else said


class PrintForm(PrintJobsForm, PrinterForm):
    """One paper to print, and the list of those before it."""

    ui = ("official", "print_sheet.ui")

    printerField: Field
    printButton: PushButton

    def __init__(
        self,
        name: str,
        document: Document,
        printing: Printing,
        parent: QWidget | None = None,
        *,
        once: bool = False,
    ) -> None:
        """`name`: what the list calls the paper; `once`: it cannot be printed again from the list."""
        self._name, self._document, self._once = name, document, once
        super().__init__(printing, parent)
        self.printButton.clicked.connect(self._print)
        self.printers_known()
        self.ask_printers(printing)

    def retranslate(self) -> None:
        self.titleLabel.setText(self.tr("Print: {name}").format(name=self._name))
        super().retranslate()

    def printers_known(self) -> None:
        self.offer_printers(self._printing.last_printer)
        self.printButton.setEnabled(bool(self.printers))
        self._show_jobs()
        if self.printers:
            # It could not have the focus before.
            self.printButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def trouble(self) -> OmpError | None:
        return NoPrinter() if self.printers == () and not self.printers_trouble else self.printers_trouble

    def _print(self) -> None:
        printer = self.printerBox.currentData()
        self._printing.print_page(self._name, self._document, printer, once=self._once)

    def _show_jobs(self) -> None:
        super()._show_jobs()
        self.jobsTable.setVisible(bool(self._printing.jobs))


def show_print(
    widget: QWidget, name: str, document: Document, printing: Printing, *, once: bool = False
) -> Sheet:
    """Ask over the window of `widget` where to print; `once`: it cannot be printed again from the list."""
    form = PrintForm(name, document, printing, widget, once=once)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.printButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet


def show_jobs(widget: QWidget, printing: Printing) -> Sheet:
    """Show over the window of `widget` what was printed from here."""
    form = PrintJobsForm(printing, widget)
    sheet = Sheet(form, form.titleLabel.text())
    form.closeButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
