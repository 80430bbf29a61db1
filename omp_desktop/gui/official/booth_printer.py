"""Which printer a booth has for slips, and whether it works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.printer_form import PrinterForm
from omp_desktop.gui.print.pages import specimen_page
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.print.system import PrintState
from omp_desktop.gui.widgets import ComboBox, Field, Notice, PushButton
from omp_desktop.settings import BoothSettings

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing, PrintJob

_PDF_NAME: Final = "test-page.pdf"


class BoothPrinter(PrinterForm):
    """The card about the printer of one booth."""

    ui = ("official", "booth_printer.ui")
    wanted = Signal(dict)

    printerField: Field
    againButton: PushButton
    testButton: PushButton
    pdfButton: PushButton
    testNotice: Notice

    def __init__(self, printing: Printing | None, parent: QWidget | None = None) -> None:
        """`printing` prints; without it there is no printer to choose."""
        self._printing = printing
        self._known = BoothSettings()
        self._job: PrintJob | None = None
        super().__init__(parent)
        self.printerBox.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printerBox.activated.connect(self._on_printer)
        self.againButton.clicked.connect(self._look)
        self.testButton.clicked.connect(self._print)
        self.pdfButton.clicked.connect(self._ask_pdf)
        self.againButton.setEnabled(printing is not None)
        self._show()

    def show_booth(self, known: BoothSettings) -> None:
        """Show another booth; the first time the system is asked for its printers."""
        if known.printer != self._known.printer:
            self._job = None
        self._known = known
        if self.printers is None:
            self._look()
        self._show()

    def retranslate(self) -> None:
        if hasattr(self, "_job"):
            self._show()

    def _look(self) -> None:
        if self._printing is not None:
            self.againButton.setEnabled(False)
            self.ask_printers(self._printing)

    def printers_known(self) -> None:
        self.againButton.setEnabled(True)
        self._show()

    def _on_printer(self) -> None:
        self.wanted.emit({"printer": self.printerBox.currentData()})

    def _print(self) -> None:
        printer = self._known.printer
        if self._printing is None or not printer:
            return
        page = specimen_page(printer, language.of(self))
        self._job = self._printing.print_page(self.tr("Test page"), page, printer)
        self._job.changed.connect(self._show_job)
        self._show_job()

    def _ask_pdf(self) -> None:
        file_choice.ask_new_file(
            self, self.tr("Save the test page"), _PDF_NAME, self.tr("Pages (*.pdf)"), self._save_pdf
        )

    def _save_pdf(self, path: Path) -> None:
        # Painted here: fonts and pictures belong to this thread.
        content = to_pdf(specimen_page(self._known.printer or "–", language.of(self)), A4)
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._on_saved(path), lane=tasks.POOL
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("The test page is saved"), str(path), kind="ok")

    def _show(self) -> None:
        chosen, printers = self._known.printer, self.printers
        self.offer_printers(chosen, without=self.tr("No printer: voters write their code down"))
        lost = printers is not None and chosen and chosen not in {printer.name for printer in printers}
        self.printerField.set_error(
            self.tr("This computer does not know this printer any more: choose another one") if lost else ""
        )
        self._show_job()

    def _show_job(self) -> None:
        self.testButton.setEnabled(bool(self._known.printer) and (self._job is None or self._job.ended))
        notice, job = self.testNotice, self._job
        notice.setVisible(job is not None or self.printers_trouble is not None)
        if job is not None:
            if job.error is not None:
                notice.kind, notice.text = "err", self.in_words(job.error)
            elif job.state is PrintState.PRINTED:
                notice.kind = "ok"
                notice.text = self.tr("The test page is printed. Read the QR code on it with a phone.")
            else:
                notice.kind, notice.text = "info", self.tr("The test page is being printed …")
        elif self.printers_trouble is not None:
            notice.kind, notice.text = "warn", self.in_words(self.printers_trouble)
