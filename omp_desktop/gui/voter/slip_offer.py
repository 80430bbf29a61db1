"""The slip of the voter at RECORDED: asked for there, printed elsewhere, and what became of it said there."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal

from omp_desktop.domain.language import LocalText
from omp_desktop.gui import language
from omp_desktop.gui.print.pages import Slip
from omp_desktop.gui.print.printing import PrintJob
from omp_desktop.gui.print.slips import SlipPrinter
from omp_desktop.gui.print.system import PrintState
from omp_desktop.gui.voter.outcome import RecordedScreen, SlipState

_SAID = {
    PrintState.WAITING: SlipState.PRINTING,
    PrintState.PRINTING: SlipState.PRINTING,
    PrintState.PRINTED: SlipState.PRINTED,
    PrintState.FAILED: SlipState.FAILED,
}


class SlipOffer(QObject):
    """Knows nothing of a voter: what a slip says is with its job, and gone when that ends.

    `failed` carries why a slip did not come out, also when its voter has left.
    """

    failed = Signal(object)

    def __init__(self, printer: SlipPrinter | None, station: Callable[[], str], parent: QObject) -> None:
        """`printer`: None where the booth has none, and then no slip is offered; `station`: its name now."""
        super().__init__(parent)
        self._printer = printer
        self._station = station

    def attach(self, screen: RecordedScreen, election: LocalText, code: str) -> None:
        """Offer it on this screen, as often as the voter likes; all but the first are copies."""
        printer = self._printer
        if printer is None:
            return
        screen.show_slip(SlipState.OFFERED)

        def print_slip() -> None:
            again = screen.slip is SlipState.PRINTED
            screen.show_slip(SlipState.PRINTING)
            slip = Slip(self._station(), election, code)
            job = printer.print_slip(slip, language.of(screen), again=again)
            job.changed.connect(lambda: self._on_job(job, screen))

        screen.print_asked.connect(print_slip)

    def _on_job(self, job: PrintJob, screen: RecordedScreen) -> None:
        if not shiboken6.isValid(self):
            # The booth was closed before the printer answered.
            return
        if shiboken6.isValid(screen):
            screen.show_slip(_SAID[job.state])
        if job.error is not None:
            self.failed.emit(job.error)
