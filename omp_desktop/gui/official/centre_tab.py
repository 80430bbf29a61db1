"""An election at the centre: all stations, and the computers that may send for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError, recalled
from omp_desktop.domain.sending import CentreLink
from omp_desktop.domain.station import Station
from omp_desktop.gui import dialogs, language, tasks
from omp_desktop.gui.language import number
from omp_desktop.gui.official.centre_devices import CentreDevices
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.words import clock_time, day_time, poll_cell, share, zone
from omp_desktop.gui.widgets import (
    Card,
    Column,
    Label,
    Notice,
    PillCell,
    PushButton,
    Row,
    SegmentedButtons,
    TableView,
    Text,
)
from omp_desktop.wire.alarm import AlarmLine
from omp_desktop.wire.enrolment import CONFIRMED, WAITING, DeviceView
from omp_desktop.wire.station import Overview, StationOverview

_ALARMS_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class _AtCentre:
    """What the centre said, and the trusted time when it did."""

    overview: Overview
    devices: tuple[DeviceView, ...]
    at: datetime


class CentreTab(CentreDevices):
    """All stations as the centre has them; devices are let in and out here, each by two people."""

    ui = ("official", "centre_tab.ui")
    key = "centre"
    connection_wanted = Signal()

    linkNotice: Notice
    headBox: QWidget
    viewButtons: SegmentedButtons
    alarmNotice: Notice
    stationsCard: Card
    asOfLabel: Label
    refreshButton: PushButton
    stationsTable: TableView
    requestButton: PushButton
    codeButton: PushButton
    devicesTable: TableView
    devicesHint: Label
    confirmButton: PushButton
    packageButton: PushButton
    packageFileButton: PushButton
    revokeButton: PushButton

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        self._link: CentreLink | None = None
        self._known: _AtCentre | None = None
        self._trouble: OmpError | None = None
        super().__init__(services, parent)
        self.linkNotice.acted.connect(self.connection_wanted)
        self.alarmNotice.acted.connect(self._show_alarms)
        self.viewButtons.chosen.connect(lambda _key: self._show())
        self.refreshButton.clicked.connect(self._ask)
        self.codeButton.clicked.connect(self._ask_station)
        self.requestButton.clicked.connect(self._ask_request)
        self.confirmButton.clicked.connect(self._ask_confirm)
        self.packageButton.clicked.connect(self._send_package)
        self.packageFileButton.clicked.connect(self._ask_package_file)
        self.revokeButton.clicked.connect(self._ask_revoke)
        self.devicesTable.row_chosen.connect(lambda _key: self._show_buttons())

    def title(self) -> str:
        return self.tr("Centre")

    def another(self) -> None:
        self._known, self._trouble = None, None

    def showing(self) -> None:
        centre, stations = self.services.centre, self.services.stations
        self.work(lambda: (centre.link(), stations.this_station()), self._on_place)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "devicesTable"):
            self.stationsTable.set_columns(
                [
                    Column(self.tr("Polling station"), stretch=2),
                    Column(self.tr("Polls"), width=152),
                    Column(self.tr("Voted"), width=224, align="right"),
                    Column(self.tr("Ballots"), width=104, align="right"),
                    Column(self.tr("Batches"), width=200),
                ]
            )
            self.devicesTable.set_columns(
                [
                    Column(self.tr("Computer"), stretch=1),
                    Column(self.tr("Fingerprint"), width=288),
                    Column(self.tr("State"), width=184),
                    Column(self.tr("Package"), width=136),
                ]
            )
            self._show()

    def _on_place(self, place: tuple[CentreLink | None, Station | None]) -> None:
        self._link, here = place
        self._here = here.id if here is not None else ""
        self._show()
        if self._linked and self._known is None:
            self._ask()

    @property
    def _linked(self) -> bool:
        """Whether this is the commission's computer, connected, with an election that the centre can have."""
        return self._link is not None and self._link.commission and self._link.by_network and not self.draft

    def _ask(self) -> None:
        if not self._linked or not self.refreshButton.isEnabled():
            return
        devices, clock = self.services.devices, self.services.clock
        election_id = self.view.election.id
        self.refreshButton.setEnabled(False)

        def read() -> _AtCentre:
            return _AtCentre(devices.overview(election_id), tuple(devices.all(election_id)), clock.now())

        self.work(
            read,
            lambda known: self._on_known(election_id, known),
            self._on_trouble,
            lane=tasks.POOL,
            settled=lambda: self.refreshButton.setEnabled(True),
        )

    def _on_known(self, election_id: str, known: _AtCentre) -> None:
        if election_id == self.view.election.id:
            self._known, self._trouble = known, None
            self._show()

    def _on_trouble(self, error: OmpError) -> None:
        self._trouble = error
        self._show()

    def _show(self) -> None:
        if self._view is None:
            return
        linked = self._linked
        self.headBox.setVisible(linked)
        self._show_views()
        self._show_notice()
        known = self._known
        self.alarmNotice.setVisible(linked and known is not None and bool(known.overview.alarms))
        if known is None:
            self.asOfLabel.setText("")
            self.stationsTable.set_rows([])
            self.devicesTable.set_rows([])
        else:
            self._show_known(known)
        self._show_buttons()

    def _show_views(self) -> None:
        known = self._known
        waiting = sum(d.state == WAITING for d in known.devices) if known is not None else 0
        computers = self.tr("Computers")
        if waiting:
            to_do = self.tr("%n to be confirmed", "", waiting)
            computers = f"{computers} · {to_do}"
        chosen = self.viewButtons.current or "stations"
        self.viewButtons.set_options([("stations", self.tr("Stations")), ("devices", computers)])
        self.viewButtons.current = chosen
        self.stationsCard.setVisible(self._linked and chosen == "stations")
        self.devicesCard.setVisible(self._linked and chosen == "devices")

    def _show_notice(self) -> None:
        notice = self.linkNotice
        notice.setVisible(not self._linked or self._trouble is not None)
        if self._trouble is not None:
            notice.kind, notice.buttonText = "warn", ""
            notice.text = self.in_words(self._trouble)
        elif self._link is None or not self._link.by_network:
            notice.kind, notice.buttonText = "info", self.tr("Connect …")
            notice.text = self.tr(
                "This computer is not connected to a centre. An election with one station needs none. With "
                "several, their ballots come together at the centre; without it two people would have to "
                "leave the other stations out of the count."
            )
        elif not self._link.commission:
            notice.kind, notice.buttonText = "info", ""
            notice.text = self.tr("All stations are shown on the commission's computer.")
        else:
            notice.kind, notice.buttonText = "info", ""
            notice.text = self.tr("Stations can be enrolled once the election is published.")

    def _show_known(self, known: _AtCentre) -> None:
        where = zone(self.view.election.timezone)
        self.asOfLabel.setText(self.tr("as of {time}").format(time=clock_time(known.at, where)))
        alarms = known.overview.alarms
        if alarms:
            count = self.tr("%n alarm(s) of the centre, the latest: {alarm}", "", len(alarms))
            self.alarmNotice.text = count.format(alarm=self._alarm(alarms[0]))
        self.alarmNotice.buttonText = self.tr("What to do")
        self.stationsTable.emptyText = self.tr("The centre has heard of no station yet.")
        self.stationsTable.set_rows([self._station_row(station) for station in known.overview.stations])
        self.devicesTable.emptyText = self.tr("No station has asked yet: make an enrolment code for one.")
        self.devicesTable.set_rows([self._device_row(device) for device in known.devices])

    def _alarm(self, line: str, *, whole: bool = False) -> str:
        """In words; whole with what to do, and with what whoever looks after the centre asks for."""
        alarm = AlarmLine.parse(line)
        error = recalled(alarm.code) if alarm is not None else None
        if alarm is None or error is None:
            # Of a later centre: as it came.
            return line
        said = error.describe(language.of(self))
        told = f"{self._station_name(alarm.station_id)} – {said.text} ({self._when(alarm.at)})"
        if not whole:
            return told
        to_do = self.tr("What to do – {step}").format(step=said.next_step)
        return f"{told}\n{to_do}\n{alarm.code} {alarm.subject}"

    def _when(self, at: str) -> str:
        try:
            return day_time(datetime.fromisoformat(at), zone(self.view.election.timezone))
        except ValueError:
            return at

    def _show_alarms(self) -> None:
        known = self._known
        if known is not None:
            alarms = [self._alarm(line, whole=True) for line in known.overview.alarms[:_ALARMS_SHOWN]]
            more = len(known.overview.alarms) - len(alarms)
            if more > 0:
                alarms.append(self.tr("… and %n older one(s).", "", more))
            dialogs.show_message(self, self.tr("Alarms of the centre"), "\n\n".join(alarms), kind="warn")

    def _station_row(self, station: StationOverview) -> Row:
        totals = station.totals
        voted = f"{number(totals.voted)} / {number(station.listed)}"
        failed = self.tr("%n page(s) of ballots failed the check", "", station.pages_bad)
        bad = failed if station.pages_bad else ""
        return Row(
            station.station_id,
            (
                Text(station.name, sub=bad, weight="name"),
                poll_cell(station.poll_state, language.of(self), self.tr("No news yet")),
                Text(f"{voted} · {share(totals.voted, station.listed)}"),
                Text(number(totals.cast), weight="total"),
                self._batches_pill(station),
            ),
        )

    def _batches_pill(self, station: StationOverview) -> PillCell:
        forks = sum(chain.forks for chain in station.chains)
        missing = sum(len(chain.missing) for chain in station.chains)
        if forks or station.totals.quarantined:
            return PillCell(
                "err", "circle-alert", self.tr("%n set aside", "", station.totals.quarantined or forks)
            )
        if missing:
            return PillCell("warn", "hourglass", self.tr("%n missing", "", missing))
        return PillCell("ok", "circle-check", self.tr("%n, no gap", "", station.totals.batches))

    def _device_row(self, device: DeviceView) -> Row:
        revision = device.package_revision
        if device.commission:
            package = ""
        elif revision is None:
            package = self.tr("not sent yet")
        else:
            package = self.tr("sent, no. {revision}").format(revision=revision)
        return Row(
            device.device_id,
            (
                Text(self._station_name(device.station_id), sub=device.name, weight="name"),
                Text(device.fingerprint),
                self._device_pill(device),
                Text(package),
            ),
        )

    def _device_pill(self, device: DeviceView) -> PillCell:
        if device.state == WAITING:
            return PillCell("info", "hourglass", self.tr("To be confirmed"))
        if device.state == CONFIRMED:
            word = self.tr("Commission") if device.commission else self.tr("Confirmed")
            return PillCell("ok", "user-check", word)
        return PillCell("err", "ban", self.tr("Revoked"))

    def _station_name(self, station_id: str) -> str:
        known = self._known
        stations = known.overview.stations if known is not None else []
        return next((s.name for s in stations if s.station_id == station_id and s.name), station_id)

    def _chosen(self) -> DeviceView | None:
        key, known = self.devicesTable.chosen_key, self._known
        return next((d for d in known.devices if d.device_id == key), None) if known is not None else None

    def _hint(self, device: DeviceView | None, *, commission: bool) -> str:
        """Why the buttons cannot be pressed, or which is next."""
        if not commission:
            return self.tr("Only a commission official lets computers in or out.")
        if device is None:
            return self.tr("Choose a computer to confirm it, to send its package, or to revoke it.")
        if device.may_be_confirmed:
            return self.tr("Next: call the station, compare the fingerprint, and confirm it.")
        return ""

    def _show_buttons(self) -> None:
        device = self._chosen()
        commission = self._view is not None and self.by_commission
        for button in (self.codeButton, self.requestButton):
            button.setEnabled(commission)
        self.devicesHint.setText(self._hint(device, commission=commission))
        chosen = commission and device is not None
        self.confirmButton.setEnabled(chosen and device is not None and device.may_be_confirmed)
        for button in (self.packageButton, self.packageFileButton):
            button.setEnabled(chosen and device is not None and device.may_get_package)
        self.revokeButton.setEnabled(chosen and device is not None and device.may_be_revoked)
