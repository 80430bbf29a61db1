"""A system's printing that does what a test tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.print.errors import PrinterSilent
from omp_desktop.gui.print.system import Order, Printer, PrintState, Sending
from omp_desktop.reports.document import Document


class PaperSending(Sending):
    """A job that ends when the test says so."""

    def __init__(self, order: Order, parent: QObject) -> None:
        super().__init__(parent)
        self.order = order

    def begin(self) -> None:
        self.moved.emit(PrintState.PRINTING)

    def end(self, error: OmpError | None = None) -> None:
        self.ended.emit(error)

    def cancel(self) -> None:
        self.end(PrinterSilent(printer=self.order.printer))


@dataclass
class PaperSystem:
    """Printers by name, and the jobs that were sent, in order; `failure`: why there are no printers."""

    printers: tuple[Printer, ...] = (Printer("Slips"), Printer("Office", stopped=True))
    failure: OmpError | None = None
    sent: list[PaperSending] = field(default_factory=list)
    pages: list[Document] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def find(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        parent: QObject,
    ) -> None:
        del parent
        if self.failure is None:
            found(self.printers)
        else:
            failed(self.failure)

    def send(self, order: Order, parent: QObject) -> PaperSending:
        self.sent.append(PaperSending(order, parent))
        self.pages.append(order.document)
        return self.sent[-1]

    def forget(self, printer: str, parent: QObject) -> None:
        del parent
        self.forgotten.append(printer)
