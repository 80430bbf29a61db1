"""Polling stations, which of them this computer is, and its kiosks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.access import Role
from omp_desktop.domain.text import Field as TextField
from omp_desktop.gui import language
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.inline_errors import InlineErrors
from omp_desktop.gui.widgets import (
    Card,
    Column,
    Field,
    Label,
    LineEdit,
    PillCell,
    PushButton,
    Row,
    TableView,
    Text,
)
from omp_desktop.services.election_errors import KioskNameTaken, StationNameTaken
from omp_desktop.services.session import OFFICIALS, Session
from omp_desktop.services.stations import StationsService, StationView

_KEY_SHOWN = 8


class StationsPanel(Form):
    """The stations with their kiosks, and the forms that add to them."""

    ui = ("official", "stations_panel.ui")
    changed = Signal()

    stationsTable: TableView
    kiosksTable: TableView
    kiosksTitle: Label
    formCard: Card
    stationNameField: Field
    nameEdit: LineEdit
    districtField: Field
    districtEdit: LineEdit
    addButton: PushButton
    kioskFormCard: Card
    kioskField: Field
    kioskEdit: LineEdit
    kioskButton: PushButton

    def __init__(self, stations: StationsService, parent: QWidget | None = None) -> None:
        self._stations = stations
        self._session: Session | None = None
        self._views: tuple[StationView, ...] = ()
        super().__init__(parent)
        self._station_errors = InlineErrors(
            self, {StationNameTaken: self.stationNameField, TextField.STATION: self.stationNameField}
        )
        self._kiosk_errors = InlineErrors(
            self, {KioskNameTaken: self.kioskField, TextField.STATION: self.kioskField}
        )
        self.addButton.clicked.connect(self._add_station)
        self.kioskButton.clicked.connect(self._add_kiosk)
        for edit in (self.nameEdit, self.districtEdit):
            edit.returnPressed.connect(self._add_station)
        self.kioskEdit.returnPressed.connect(self._add_kiosk)

    def show_for(self, session: Session) -> None:
        """Read the stations and show them to the person signed in."""
        self._session = session
        self.work(self._stations.all, self._show)

    def retranslate(self) -> None:
        self.stationsTable.set_columns(
            [
                Column(self.tr("Polling station"), stretch=1),
                Column(self.tr("Booths"), width=96, align="right"),
                Column("", width=168, align="right"),
            ]
        )
        self.stationsTable.set_rows(
            [
                Row(
                    view.station.id,
                    (
                        Text(view.station.name, sub=view.station.district, weight="name"),
                        Text(language.number(len(view.devices))),
                        PillCell("info", "monitor", self.tr("This computer")) if view.here else Text(""),
                    ),
                )
                for view in self._views
            ]
        )
        here = self._here()
        self.kiosksTable.set_columns(
            [Column(self.tr("Booth"), stretch=1), Column(self.tr("Signing key"), width=240)]
        )
        self.kiosksTable.set_rows(
            [
                Row(
                    device.id, (Text(device.name, weight="name"), Text(f"{device.public_key[:_KEY_SHOWN]} …"))
                )
                for device in (here.devices if here is not None else ())
            ]
        )
        self.kiosksTitle.setText(
            self.tr("Booths of {station}").format(station=here.station.name)
            if here is not None
            else self.tr("Booths of this station")
        )
        self._enable(here is not None)

    def _enable(self, some_station: bool) -> None:
        role = self._session.account.role if self._session is not None else None
        for part in (self.nameEdit, self.districtEdit, self.addButton):
            part.setEnabled(role is Role.COMMISSION)
        for part in (self.kioskEdit, self.kioskButton):
            part.setEnabled(some_station and role in OFFICIALS)

    def _here(self) -> StationView | None:
        return next((view for view in self._views if view.here), None)

    def _show(self, views: Sequence[StationView]) -> None:
        self._views = tuple(views)
        self.retranslate()

    def _add_station(self) -> None:
        session = self._session
        if session is None or not self.addButton.isEnabled():
            return
        self._station_errors.clear()
        name, district = self.nameEdit.text(), self.districtEdit.text()
        self.addButton.setEnabled(False)
        self.work(
            lambda: self._stations.add(session, name, district),
            lambda _station: self._on_added(self.nameEdit, self.districtEdit),
            self._station_errors.show,
            settled=lambda: self.addButton.setEnabled(True),
        )

    def _add_kiosk(self) -> None:
        session, here = self._session, self._here()
        if session is None or here is None or not self.kioskButton.isEnabled():
            return
        self._kiosk_errors.clear()
        name, speak = self.kioskEdit.text(), language.of(self)
        self.kioskButton.setEnabled(False)
        self.work(
            lambda: self._stations.add_kiosk(session, here.station.id, name, speak),
            lambda _kiosk: self._on_added(self.kioskEdit),
            self._kiosk_errors.show,
            settled=lambda: self.kioskButton.setEnabled(True),
        )

    def _on_added(self, *edits: LineEdit) -> None:
        for edit in edits:
            edit.clear()
        # The next one is typed at once, however this one was confirmed.
        edits[0].setFocus()
        if self._session is not None:
            self.show_for(self._session)
        self.changed.emit()
