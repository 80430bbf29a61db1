"""What is attached to the tour's computer: a printer that obeys the tour, and speech that nobody hears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.print.errors import PrinterSilent
from omp_desktop.gui.print.system import Order, Printer, PrintState, Sending
from omp_desktop.gui.speech.speaker import Speaker

PRINTER: Final = "Slips"


class TourSending(Sending):
    """A job that ends when the tour says so."""

    def __init__(self, printer: str, parent: QObject) -> None:
        super().__init__(parent)
        self._printer = printer

    def come_out(self) -> None:
        """It is on paper."""
        self.ended.emit(None)

    def cancel(self) -> None:
        self.ended.emit(PrinterSilent(printer=self._printer))


class TourPrinting:
    """One printer; `sending` is the job that was sent last."""

    def __init__(self) -> None:
        """Begin with nothing sent."""
        self.sending: TourSending | None = None

    def find(
        self,
        found: Callable[[tuple[Printer, ...]], None],
        failed: Callable[[OmpError], None],
        parent: QObject,
    ) -> None:
        """The one printer."""
        del failed, parent
        found((Printer(PRINTER),))

    def send(self, order: Order, parent: QObject) -> TourSending:
        """Begin, and wait for the tour."""
        self.sending = TourSending(order.printer, parent)
        self.sending.moved.emit(PrintState.PRINTING)
        return self.sending

    def forget(self, printer: str, parent: QObject) -> None:
        """It keeps nothing."""


class TourSpeaker(Speaker):
    """Has a voice for both languages, and says nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent=parent)

    def _open(self) -> None:
        self._opened(frozenset({"ko", "en"}))

    def _speak(self, text: str, lang: str) -> None:
        self._ended()

    def _stop(self) -> None:
        """Nothing is being said."""

    def _shut(self) -> None:
        """Nothing was opened."""
