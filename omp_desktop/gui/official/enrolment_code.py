"""A station's enrolment code: shown once, to be written down, scanned or saved on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSaveFile
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.forms import Form
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.palettes import palette
from omp_desktop.gui.text_layout import block
from omp_desktop.gui.typography import TextStyle
from omp_desktop.gui.widgets import CodeDisplay, Label, Notice, PushButton, QrCode, Sheet
from omp_desktop.gui.widgets.codes import paint_qr
from omp_desktop.services.devices import StationCode

_DOTS_PER_INCH: Final = 96
_MARGIN_MM: Final = 20
_QR: Final = 264
_GAP: Final = 16
_TITLE, _BODY, _CODE = TextStyle(28, 40, 700), TextStyle(16, 24, 400), TextStyle(24, 36, 600)


class EnrolmentCodeForm(Form):
    """Shows a code large, with its QR code. Whoever closes the sheet does not see it again."""

    ui = ("official", "enrolment_code.ui")

    titleLabel: Label
    codeDisplay: CodeDisplay
    addressLabel: Label
    qrCode: QrCode
    onceNotice: Notice
    saveButton: PushButton
    doneButton: PushButton

    def __init__(self, station: str, code: StationCode, parent: QWidget | None = None) -> None:
        self._station = station
        self._code = code
        super().__init__(parent)
        self.codeDisplay.code = code.text
        self.addressLabel.setText(code.address)
        # The address on the first line, the code on the second.
        self.qrCode.payload = f"{code.address}\n{code.text}"
        self.saveButton.clicked.connect(self._ask_where)

    def retranslate(self) -> None:
        self.titleLabel.setText(self.tr("Enrolment code for {station}").format(station=self._station))
        self.qrCode.description = self.tr("Code and address of the centre as a QR code")
        self.onceNotice.text = self.tr(
            "The code is shown this once. It works for one computer, for 24 hours: pass it on as you would "
            "a key."
        )

    def save_page(self, path: Path) -> None:
        """Write the page. Raises FileNotWritten."""
        words = (
            (_TITLE, self.titleLabel.text()),
            (
                _BODY,
                self.tr(
                    "At the station press “Set up this station”, or open Settings, Centre. Enter this code "
                    "and this address, then call the commission."
                ),
            ),
            (_CODE, self._code.text),
            (_BODY, self._code.address),
            (_BODY, self.tr("It works for one computer, for 24 hours: keep this page as you would a key.")),
        )
        file = QSaveFile(str(path))
        if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
            raise FileNotWritten(name=path.name)
        writer = QPdfWriter(file)
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4))
        writer.setTitle(self.titleLabel.text())
        painter = QPainter(writer)
        ink, width, top = palette("default")["text"], writer.width(), 0
        for style, text in words:
            lines = block(text, style, width)
            lines.draw(painter, QRectF(0, top, width, lines.height), ink)
            top += lines.height + _GAP
        paint_qr(painter, QRectF(0, top + _GAP, _QR, _QR), self.qrCode.payload, quiet_zone=False)
        painter.end()
        if not file.commit():
            raise FileNotWritten(name=path.name)

    def _ask_where(self) -> None:
        def chosen(path: Path) -> None:
            try:
                self.save_page(path)
            except FileNotWritten as error:
                self.show_error(error)

        file_choice.ask_new_file(
            self, self.tr("Save the code"), "enrolment-code.pdf", self.tr("Pages (*.pdf)"), chosen
        )


def show_code(widget: QWidget, station: str, code: StationCode) -> Sheet:
    """Show the code over the window of `widget`; no key but the button closes the sheet."""
    form = EnrolmentCodeForm(station, code, widget)
    sheet = Sheet(form, form.titleLabel.text())
    sheet.dismissable = False
    form.doneButton.clicked.connect(sheet.close_sheet)
    return sheet.open_over(widget)
