"""What asks an official for a printer: the system's list of them, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.forms import Form
from omp_desktop.gui.print.system import Printer
from omp_desktop.gui.widgets import ComboBox

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing


class PrinterForm(Form):
    """A form with a box of printers. `printers`: None as long as the system has not answered."""

    printerBox: ComboBox
    printers: tuple[Printer, ...] | None = None
    printers_trouble: OmpError | None = None

    def ask_printers(self, printing: Printing) -> None:
        """Ask the system; `printers_known` is called when it has answered."""
        printing.find_printers(self._on_found, self._on_none_found, self)

    def printers_known(self) -> None:
        """The system has answered."""
        raise NotImplementedError

    def offer_printers(self, chosen: str, *, without: str = "") -> None:
        """Show them with one chosen, also one that the system does not know any more.

        `without`: the words for no printer at all, first on the list; empty where there has to be one.
        """
        box = self.printerBox
        box.clear()
        if without:
            box.addItem(without, "")
        for printer in self.printers or ():
            stopped = self.tr("{name} (stopped)").format(name=printer.name)
            box.addItem(stopped if printer.stopped else printer.name, printer.name)
        if without and chosen and box.findData(chosen) < 0:
            box.addItem(chosen, chosen)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _on_found(self, printers: tuple[Printer, ...]) -> None:
        self.printers, self.printers_trouble = printers, None
        self.printers_known()

    def _on_none_found(self, error: OmpError) -> None:
        self.printers, self.printers_trouble = (), error
        self.printers_known()
