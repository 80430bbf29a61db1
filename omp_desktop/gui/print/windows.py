"""Printing on Windows, through Qt's printers: each job on a thread of its own, because any call may hang.

The spooler of Windows takes a page and prints it by itself. So a page is called printed when the spooler has
it and the printer complains of nothing in the seconds that follow.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import ClassVar, Final

import shiboken6
from PySide6.QtCore import QMarginsF, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.print.errors import PrinterMissing, PrinterSilent, PrinterStopped, PrintingUnavailable
from omp_desktop.gui.print.painting import paint
from omp_desktop.gui.print.papers import paper
from omp_desktop.gui.print.system import Order, Printer, PrintState, Sending
from omp_desktop.reports.document import Document

_ANSWER_SECONDS: Final = 10.0
_WATCH_SECONDS, _LOOK_SECONDS = 5.0, 0.25
_BAD: Final = frozenset({QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error})
_pause = threading.Event()


class _Call(QObject):
    """One call on a thread that nobody waits for: `came` brings its result while somebody wants it."""

    came = Signal(object)

    def __init__(self, call: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._call = call
        self._result: object = None
        # Never joined: a printer that hangs must not keep the program from ending.
        self.thread_ = threading.Thread(target=self._run, daemon=True, name="omp-print")

    def start(self) -> None:
        self.thread_.start()

    def _run(self) -> None:
        result = self._call()
        if shiboken6.isValid(self):
            self.came.emit(result)


class WindowsSystem:
    """The printers that Qt knows."""

    def find(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        parent: QObject,
    ) -> None:
        """The printers there are. Fails with PrintingUnavailable when the system does not answer."""
        call = _Call(_printers, parent)
        late = QTimer(call)
        late.setSingleShot(True)

        def answer(printers: tuple[Printer, ...] | None) -> None:
            call.came.disconnect()
            late.stop()
            if printers is None:
                failed(PrintingUnavailable())
            else:
                found(printers)

        call.came.connect(answer, Qt.ConnectionType.QueuedConnection)
        late.timeout.connect(lambda: answer(None))
        late.start(int(_ANSWER_SECONDS * 1000))
        call.start()

    def send(self, order: Order, parent: QObject) -> Sending:
        """Print it."""
        sending = WindowsSending(order, parent)
        sending.start()
        return sending

    def forget(self, printer: str, parent: QObject) -> None:
        """Windows keeps no page that is printed."""


class WindowsSending(Sending):
    """One page for the spooler. Behind a call that hangs nothing more is sent to the same printer."""

    _stuck: ClassVar[dict[str, threading.Thread]] = {}

    def __init__(self, order: Order, parent: QObject) -> None:
        super().__init__(parent)
        self._over = False
        self._printer = order.printer
        document, printer = order.document, order.printer
        self._call = _Call(lambda: print_now(document, printer), self)
        self._call.came.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(int(order.seconds * 1000))
        self._late.timeout.connect(self.cancel)
        # Told when whoever sends listens.
        self._begun = QTimer(self)
        self._begun.setSingleShot(True)
        self._begun.timeout.connect(self._say_begun)

    def start(self) -> None:
        """Begin, unless the printer hangs on an earlier page."""
        stuck = self._stuck.get(self._printer)
        if stuck is not None and stuck.is_alive():
            self._late.start(0)
            return
        self._late.start()
        self._begun.start()
        self._call.start()

    def cancel(self) -> None:
        if self._call.thread_.is_alive():
            self._stuck[self._printer] = self._call.thread_
        self._end(PrinterSilent(printer=self._printer))

    def _say_begun(self) -> None:
        if not self._over:
            self.moved.emit(PrintState.PRINTING)

    def _end(self, error: OmpError | None) -> None:
        if self._over:
            return
        self._over = True
        self._late.stop()
        self.ended.emit(error)


def print_now(document: Document, name: str) -> OmpError | None:
    """Print and watch the printer for a moment; says what is wrong. Blocks as long as the printer likes."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        return PrinterMissing(printer=name)
    if info.state() in _BAD:
        return PrinterStopped(printer=name)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document.title)
    sheet = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    size = paper(sheet.width(), sheet.height())
    printer.setPageMargins(QMarginsF(*[size.margin] * 4), QPageLayout.Unit.Millimeter)
    if not paint(document, printer, size):
        return PrinterStopped(printer=name)
    for _ in range(int(_WATCH_SECONDS / _LOOK_SECONDS)):
        state = QPrinterInfo.printerInfo(name).state()
        if state in _BAD:
            return PrinterStopped(printer=name)
        if state is QPrinter.PrinterState.Idle:
            return None
        _pause.wait(_LOOK_SECONDS)
    return None


def _printers() -> tuple[Printer, ...]:
    return tuple(
        Printer(info.printerName(), stopped=info.state() in _BAD) for info in QPrinterInfo.availablePrinters()
    )
