"""Printing on Linux and macOS: CUPS through its commands `lp`, `lpstat`, `lpoptions` and `cancel`.

CUPS keeps what it printed for a day unless it is told not to, numbered in the order of printing. So a printer
that has nothing more to do is told to forget its jobs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.print.command import Answer, Command
from omp_desktop.gui.print.errors import (
    PaperOut,
    PrinterMissing,
    PrinterSilent,
    PrinterStopped,
    PrintingUnavailable,
)
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4, Paper, paper_named
from omp_desktop.gui.print.system import Order, Printer, PrintState, Sending

_ANSWER_SECONDS: Final = 5.0
_TAKE_SECONDS: Final = 10.0
_LOOK_AGAIN_MS: Final = 400
# What a printer complained of stays until it begins the next job: believed when it has stood for two seconds.
_LOOKS_OF_TROUBLE: Final = 5
_PRINTER = re.compile(r"^printer (\S+) (.*)$")
_REQUEST = re.compile(r"request id is (\S+-\d+) ")
_PAGE_SIZE = re.compile(r"^PageSize\b.*?\*(\S+)", re.MULTILINE)
_ALERTS = re.compile(r"^\s+Alerts: (.*)$")
_NO_PAPER: Final = ("media-empty", "media-needed")
_STOPPED: Final = (
    *("media-jam", "cover-open", "door-open", "interlock-open", "offline", "shutdown", "paused"),
    "timed-out",
)
_GIVEN_UP: Final = ("job-canceled", "aborted", "document-format-error")
# What CUPS says of a printer that is not there, and where there is none.
_UNKNOWN: Final = ("does not exist", "Invalid destination name", "Unknown destination")
_NONE: Final = "No destinations added"


class LpSystem:
    """CUPS, asked by its commands."""

    def __init__(self) -> None:
        self._memories: dict[str, Memory] = {}

    def find(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        parent: QObject,
    ) -> None:
        """The printers there are. Fails with PrintingUnavailable."""

        def answered(answer: Answer) -> None:
            none = _NONE in answer.complaint
            if answer.good or none:
                found(() if none else printers(answer.output))
            else:
                failed(PrintingUnavailable())

        Command(("lpstat", "-p"), answered, parent).run(_ANSWER_SECONDS)

    def send(self, order: Order, parent: QObject) -> Sending:
        """Print, and watch it until it is on paper."""
        sending = LpSending(order, self._memory(order.printer, parent), parent)
        sending.start()
        return sending

    def forget(self, printer: str, parent: QObject) -> None:
        """As after a job."""
        memory = self._memory(printer, parent)
        memory.begin(memory.end)

    def _memory(self, printer: str, parent: QObject) -> Memory:
        return self._memories.setdefault(printer, Memory(printer, parent))


class Memory:
    """What CUPS keeps of one printer's jobs, and when it is told to forget it.

    Never while a job of this program is under way there, and none begins meanwhile: forgetting takes all.
    """

    def __init__(self, printer: str, parent: QObject) -> None:
        """`parent` outlives all jobs."""
        self._printer, self._parent = printer, parent
        self._under_way = 0
        self._forgetting = False
        self._waiting: list[Callable[[], None]] = []

    def begin(self, start: Callable[[], None]) -> None:
        """A job is wanted; `start` is called when it may go."""
        self._under_way += 1
        if self._forgetting:
            self._waiting.append(start)
        else:
            start()

    def end(self) -> None:
        """That job is done with, also withdrawn where that was needed."""
        self._under_way -= 1
        if not self._under_way and not self._forgetting:
            self._forgetting = True
            words = ("lpstat", "-W", "not-completed", "-o", self._printer)
            Command(words, self._on_listed, self._parent).run(_ANSWER_SECONDS)

    def _on_listed(self, answer: Answer) -> None:
        if answer.good and not answer.output.strip():
            words = ("cancel", "-a", "-x", self._printer)
            Command(words, lambda _: self._go_on(), self._parent).run(_ANSWER_SECONDS)
        else:
            # Somebody else's page still waits there.
            self._go_on()

    def _go_on(self) -> None:
        self._forgetting = False
        waiting, self._waiting = self._waiting, []
        for start in waiting:
            start()


class LpSending(Sending):
    """One job of CUPS: its paper, the job, then a look at it again and again."""

    def __init__(self, order: Order, memory: Memory, parent: QObject) -> None:
        super().__init__(parent)
        self._memory = memory
        self._begun = self._submitting = False
        # Commands that tidy up may end after the job, and after whoever asked for it.
        self._housekeeper = parent
        self._order = order
        self._job = ""
        self._over = False
        self._looks = 0
        self._trouble: OmpError | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(int(order.seconds * 1000))
        self._late.timeout.connect(lambda: self._end(PrinterSilent(printer=order.printer)))

    def start(self) -> None:
        """Begin as soon as that may be."""
        self._late.start()
        self._memory.begin(self._begin)

    def _begin(self) -> None:
        """Ask for the paper first."""
        if self._over:
            self._memory.end()
            return
        self._begun = self._submitting = True
        self._ask(("lpoptions", "-p", self._order.printer, "-l"), self._on_paper)

    def cancel(self) -> None:
        self._end(PrinterSilent(printer=self._order.printer))

    def _on_paper(self, answer: Answer) -> None:
        if self._over:
            self._submitting = False
            self._memory.end()
            return
        size = _PAGE_SIZE.search(answer.output) if answer.good else None
        self._submit(A4 if size is None else paper_named(size[1]))

    def _submit(self, paper: Paper) -> None:
        document = self._order.document
        words = ("lp", "-d", self._order.printer, "-t", document.title, "-o", "job-sheets=none", "-")
        lp = Command(words, self._on_submitted, self._housekeeper)
        lp.run(_TAKE_SECONDS, to_pdf(document, paper))

    def _on_submitted(self, answer: Answer) -> None:
        self._submitting = False
        job = _REQUEST.search(answer.output)
        if job is not None:
            self._job = job[1]
        if self._over:
            # It came through when nobody waited any more.
            self._withdraw()
        elif not answer.found:
            self._end(PrintingUnavailable())
        elif not answer.ended:
            self._end(PrinterSilent(printer=self._order.printer))
        elif not answer.good or job is None:
            self._end(self._refused(answer))
        else:
            self._look()

    def _refused(self, answer: Answer) -> OmpError:
        if any(words in answer.complaint for words in _UNKNOWN):
            return PrinterMissing(printer=self._order.printer)
        return PrinterStopped(printer=self._order.printer)

    def _look(self) -> None:
        printer = self._order.printer
        self._ask(("lpstat", "-l", "-p", printer, "-W", "not-completed", "-o", printer), self._on_seen)

    def _on_seen(self, answer: Answer) -> None:
        if self._over:
            return
        if answer.good:
            self._judge(answer.output)
        else:
            # The time that a person waits is what ends it.
            self._again.start()

    def _judge(self, output: str) -> None:
        alerts = alerts_of(output, self._job)
        if alerts is None:
            self._ask(("lpstat", "-l", "-W", "completed", "-o", self._order.printer), self._on_done)
            return
        self._trouble = trouble_of(output, self._order.printer)
        self._looks = self._looks + 1 if self._trouble is not None else 0
        if self._looks >= _LOOKS_OF_TROUBLE:
            self._end(self._trouble)
            return
        if "job-printing" in alerts:
            self.moved.emit(PrintState.PRINTING)
        self._again.start()

    def _on_done(self, answer: Answer) -> None:
        """It waits no more. A job that stands nowhere was forgotten by a CUPS that keeps no list."""
        if self._over:
            return
        if not answer.good:
            # No list was read, so that its absence says nothing.
            self._again.start()
            return
        alerts = alerts_of(answer.output, self._job) or ""
        if any(word in alerts for word in _GIVEN_UP):
            self._end(self._trouble or PrinterStopped(printer=self._order.printer))
        else:
            self._end(None)

    def _end(self, error: OmpError | None) -> None:
        if self._over:
            return
        self._over = True
        self._late.stop()
        self._again.stop()
        self._order = Order(self._order.document.emptied(), self._order.printer, self._order.seconds)
        if error is None:
            self._memory.end()
        elif not self._submitting and self._begun:
            self._withdraw()
        self.ended.emit(error)

    def _withdraw(self) -> None:
        """Take the job back, so that it does not come out later, and what is left of it."""
        if self._job:
            self._tidy(("cancel", "-x", self._job), self._memory.end)
        else:
            self._memory.end()

    def _ask(self, words: Sequence[str], answered: Callable[[Answer], None]) -> None:
        Command(words, answered, self._housekeeper).run(_ANSWER_SECONDS)

    def _tidy(self, words: Sequence[str], then: Callable[[], None]) -> None:
        Command(words, lambda _: then(), self._housekeeper).run(_ANSWER_SECONDS)


def printers(output: str) -> tuple[Printer, ...]:
    """What `lpstat -p` says."""
    lines = (_PRINTER.match(line) for line in output.splitlines())
    return tuple(Printer(line[1], stopped=line[2].startswith("disabled")) for line in lines if line)


def alerts_of(output: str, job: str) -> str | None:
    """What `lpstat -l -o` says of a job; None where it does not stand on the list."""
    lines = output.splitlines()
    for place, line in enumerate(lines):
        if line.split(" ")[0] == job:
            return _alerts(lines[place + 1 :])
    return None


def trouble_of(output: str, printer: str) -> OmpError | None:
    """Why a printer does not print, as far as `lpstat -l -p` says so."""
    lines = output.splitlines()
    for place, line in enumerate(lines):
        said = _PRINTER.match(line)
        if said is None or said[1] != printer:
            continue
        alerts = _alerts(lines[place + 1 :])
        if any(word in alerts for word in _NO_PAPER):
            return PaperOut(printer=printer)
        if said[2].startswith("disabled") or any(word in alerts for word in _STOPPED):
            return PrinterStopped(printer=printer)
    return None


def _alerts(lines: Sequence[str]) -> str:
    """The alerts among the indented lines that come first."""
    for line in lines:
        if not line.startswith("\t"):
            break
        found = _ALERTS.match(line)
        if found is not None:
            return found[1]
    return ""
