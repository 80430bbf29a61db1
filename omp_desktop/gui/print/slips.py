"""The slips of one booth: its printer, and the one slip that a voter asked for."""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.domain.language import Lang
from omp_desktop.gui.print.pages import Slip
from omp_desktop.gui.print.printing import Printing, PrintJob


@dataclass(frozen=True, slots=True)
class SlipPrinter:
    """Where a booth prints its slips. `printer` is the name of a printer of the system."""

    printing: Printing
    printer: str

    def print_slip(self, slip: Slip, lang: Lang, *, again: bool = False) -> PrintJob:
        """Print it in the voter's language; a second one as a copy."""
        return self.printing.print_slip(slip, lang, self.printer, again=again)
