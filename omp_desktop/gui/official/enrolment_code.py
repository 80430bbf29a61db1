"""A station's enrolment code: shown once, to be written down, scanned, saved or printed on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.print_sheet import show_print
from omp_desktop.gui.print.pages import JOB_TITLE
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.widgets import CodeDisplay, Label, Notice, PushButton, QrCode, Sheet
from omp_desktop.reports.document import Code, Document, Text, Title
from omp_desktop.services.devices import StationCode

if TYPE_CHECKING:
    from omp_desktop.gui.print.printing import Printing


class EnrolmentCodeForm(Form):
    """Shows a code large, with its QR code. Whoever closes the sheet does not see it again."""

    ui = ("official", "enrolment_code.ui")

    titleLabel: Label
    codeDisplay: CodeDisplay
    addressLabel: Label
    qrCode: QrCode
    onceNotice: Notice
    saveButton: PushButton
    printButton: PushButton
    doneButton: PushButton

    def __init__(
        self,
        station: str,
        code: StationCode,
        parent: QWidget | None = None,
        *,
        printing: Printing | None = None,
    ) -> None:
        """`printing`: None where nothing prints."""
        self._station = station
        self._code = code
        self._printing = printing
        super().__init__(parent)
        self.codeDisplay.code = code.text
        self.addressLabel.setText(code.address)
        # The address on the first line, the code on the second.
        self.qrCode.payload = f"{code.address}\n{code.text}"
        self.saveButton.clicked.connect(self._ask_where)
        self.printButton.setVisible(printing is not None)
        self.printButton.clicked.connect(self._print)

    def retranslate(self) -> None:
        self.titleLabel.setText(self.tr("Enrolment code for {station}").format(station=self._station))
        self.qrCode.description = self.tr("Code and address of the centre as a QR code")
        self.onceNotice.text = self.tr(
            "The code is shown this once. It works for one computer, for 24 hours: pass it on as you would "
            "a key."
        )

    def paper(self) -> Document:
        """The page that somebody takes to the station."""
        step = self.tr(
            "At the station press “Set up this station”, or open Settings, Centre. Enter this code "
            "and this address, then call the commission."
        )
        return Document(
            JOB_TITLE,
            language.of(self),
            (
                Title(self.titleLabel.text()),
                Text(step),
                Code(self._code.address, self._code.text, self.qrCode.payload),
                Text(self.tr("It works for one computer, for 24 hours: keep this page as you would a key.")),
            ),
            large=True,
        )

    def save_page(self, path: Path) -> None:
        """Write the page."""
        # Painted here: fonts belong to this thread. A stick may take its time.
        content = to_pdf(self.paper(), A4)
        self.work(
            lambda: file_choice.write_file(path, content), lambda _: self._say_saved(path), lane=tasks.POOL
        )

    def _print(self) -> None:
        if self._printing is not None:
            show_print(self, self.titleLabel.text(), self.paper(), self._printing, once=True)

    def _ask_where(self) -> None:
        file_choice.ask_new_file(
            self, self.tr("Save the code"), "enrolment-code.pdf", self.tr("Pages (*.pdf)"), self.save_page
        )

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(self, self.tr("The code is saved"), str(path), kind="ok")


def show_code(widget: QWidget, station: str, code: StationCode, printing: Printing | None) -> Sheet:
    """Show the code over the window of `widget`; no key but the button closes the sheet."""
    form = EnrolmentCodeForm(station, code, widget, printing=printing)
    sheet = Sheet(form, form.titleLabel.text())
    sheet.dismissable = False
    form.doneButton.clicked.connect(sheet.close_sheet)
    return sheet.open_over(widget)
