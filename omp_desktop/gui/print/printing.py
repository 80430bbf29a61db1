"""What is printed from this program: one list of jobs, whatever became of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui.print.command import settle
from omp_desktop.gui.print.lp import LpSystem
from omp_desktop.gui.print.pages import Slip, slip_page
from omp_desktop.gui.print.system import ENDED, Order, Printer, PrintState, PrintSystem, Sending
from omp_desktop.reports.document import Document

# A laser printer that sleeps takes half a minute; nobody waits longer for a slip.
SLIP_SECONDS: Final = 30.0
PAGE_SECONDS: Final = 120.0
_MOST_KEPT: Final = 20
_CLOSE_SECONDS: Final = 2.0
_numbers = count(1)


class PrintJob(QObject):
    """One thing that was printed, or is to be. `changed` whenever `state` does."""

    changed = Signal()

    def __init__(
        self, name: str, document: Document, printer: str, parent: QObject, *, once: bool = False
    ) -> None:
        """`name`: what an official sees it as. `number`: tells it from all others of this program.

        `once`: what is on it is forgotten when it has ended.
        """
        super().__init__(parent)
        self._once = once
        self.number = next(_numbers)
        self.name = name
        self.printer = printer
        self.state = PrintState.WAITING
        self.error: OmpError | None = None
        self._document = document
        self._sending: Sending | None = None

    @property
    def document(self) -> Document:
        """What is printed; empty once it was dropped."""
        return self._document

    @property
    def ended(self) -> bool:
        """Whether it is on paper, or never will be."""
        return self.state in ENDED

    @property
    def printable(self) -> bool:
        """Whether it can be printed once more."""
        return self.ended and bool(self._document.blocks)

    def send(self, system: PrintSystem, seconds: float, parent: QObject) -> None:
        """Print it; `parent` outlives the job."""
        sending = system.send(Order(self._document, self.printer, seconds), parent)
        sending.moved.connect(self._on_moved)
        sending.ended.connect(self._on_ended)
        self._sending = sending

    def cancel(self) -> None:
        """Withdraw it, unless it has ended."""
        if self._sending is not None and not self.ended:
            self._sending.cancel()

    def drop(self) -> None:
        """Forget what is on it."""
        self._document = self._document.emptied()

    def _on_moved(self, state: PrintState) -> None:
        if state is not self.state and not self.ended:
            self.state = state
            self.changed.emit()

    def _on_ended(self, error: OmpError | None) -> None:
        if self._sending is not None:
            self._sending.deleteLater()
            self._sending = None
        if self._once:
            self.drop()
        self.error = error
        self.state = PrintState.PRINTED if error is None else PrintState.FAILED
        self.changed.emit()


class Printing(QObject):
    """The printing of the program. `changed` when there is another job, or one of them has moved."""

    changed = Signal()

    def __init__(self, system: PrintSystem | None = None, parent: QObject | None = None) -> None:
        """`system`: this computer's, unless told otherwise."""
        super().__init__(parent)
        self._system = usual_system() if system is None else system
        self._jobs: list[PrintJob] = []
        self._slips: list[PrintJob] = []
        # Where officials printed last: offered first the next time.
        self.last_printer = ""

    @property
    def jobs(self) -> tuple[PrintJob, ...]:
        """The papers of officials, the latest first."""
        return tuple(reversed(self._jobs))

    def find_printers(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        receiver: QObject,
    ) -> None:
        """Ask the system which printers there are; the answer comes later, to a `receiver` that still is."""

        def on_found(printers: tuple[Printer, ...]) -> None:
            if shiboken6.isValid(receiver):
                found(printers)

        def on_failed(error: OmpError) -> None:
            if shiboken6.isValid(receiver):
                failed(error)

        self._system.find(on_found, on_failed, self)

    def forget(self, printer: str) -> None:
        """Let the system forget what was printed on this printer before."""
        self._system.forget(printer, self)

    def print_page(self, name: str, document: Document, printer: str, *, once: bool = False) -> PrintJob:
        """Print an official's paper; it stays on the list, to be printed again.

        `once`: with a code on it that is for one person: only its name stays on the list.
        """
        self.last_printer = printer
        job = PrintJob(name, document, printer, self, once=once)
        self._jobs.append(job)
        for old in [job for job in self._jobs if job.ended][: max(0, len(self._jobs) - _MOST_KEPT)]:
            self._jobs.remove(old)
            old.deleteLater()
        self._send(job, PAGE_SECONDS)
        return job

    def reprint(self, job: PrintJob) -> PrintJob:
        """Print it once more, marked as a copy: the first may have come out all the same."""
        return self.print_page(job.name, job.document.copy(), job.printer)

    def print_slip(self, slip: Slip, lang: Lang, printer: str, *, again: bool = False) -> PrintJob:
        """Print a confirmation slip, a second one as a copy. It stands on no list.

        The job forgets the slip when it has ended, and is gone with the next event loop after that.
        """
        page = slip_page(slip, lang)
        job = PrintJob("", page.copy() if again else page, printer, self)
        self._slips.append(job)
        self._send(job, SLIP_SECONDS)
        return job

    def close(self) -> None:
        """Withdraw what is not on paper yet, and wait a little for the system to do so."""
        for job in (*self._jobs, *self._slips):
            job.cancel()
        settle(self, _CLOSE_SECONDS)
        # No event loop may come that would do this; with it undone, the end of a program has crashed.
        for child in self.children():
            QCoreApplication.sendPostedEvents(child, QEvent.Type.DeferredDelete.value)

    def _send(self, job: PrintJob, seconds: float) -> None:
        job.changed.connect(lambda: self._on_job(job))
        job.send(self._system, seconds, self)
        self.changed.emit()

    def _on_job(self, job: PrintJob) -> None:
        if job in self._slips and job.ended:
            job.drop()
            self._slips.remove(job)
            job.deleteLater()
        self.changed.emit()


def usual_system() -> PrintSystem:
    """The printing of the system that the program runs on."""
    if sys.platform == "win32":
        from omp_desktop.gui.print.windows import WindowsSystem  # noqa: PLC0415 - only there

        return WindowsSystem()
    return LpSystem()
