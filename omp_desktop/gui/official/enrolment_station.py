"""Which station an enrolment code is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.station import Station
from omp_desktop.gui.forms import Form
from omp_desktop.gui.widgets import ComboBox, PushButton, Sheet


class EnrolmentStation(Form):
    """One choice among the stations of the commission."""

    ui = ("official", "enrolment_station.ui")
    chosen = Signal(object)

    stationBox: ComboBox
    cancelButton: PushButton
    goButton: PushButton

    def __init__(self, stations: Sequence[Station], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for station in stations:
            self.stationBox.addItem(station.name, station)
        self.goButton.clicked.connect(lambda: self.chosen.emit(self.stationBox.currentData()))


def ask_station(
    widget: QWidget, stations: Sequence[Station], title: str, chosen: Callable[[Station], object]
) -> Sheet:
    """Ask over the window of `widget`; `chosen` gets the station once the sheet is away."""
    form = EnrolmentStation(stations, widget)
    sheet = Sheet(form, title)

    def on_chosen(station: Station) -> None:
        sheet.close_sheet()
        chosen(station)

    form.chosen.connect(on_chosen)
    form.cancelButton.clicked.connect(sheet.close_sheet)
    sheet.open_over(widget)
    form.stationBox.setFocus(Qt.FocusReason.OtherFocusReason)
    return sheet
