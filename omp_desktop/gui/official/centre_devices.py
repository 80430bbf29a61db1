"""What the commission does with the computers of stations: codes, fingerprints, packages, revocation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Station
from omp_desktop.gui import dialogs, tasks
from omp_desktop.gui.official import file_choice
from omp_desktop.gui.official.election_tab import ElectionTab
from omp_desktop.gui.official.enrolment_code import show_code
from omp_desktop.gui.official.enrolment_station import ask_station
from omp_desktop.gui.official.fingerprint_question import ask_fingerprint
from omp_desktop.gui.official.reason import ReasonQuestion, ask_reason
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.gui.widgets import Card
from omp_desktop.services.device_requests import RequestedDevice
from omp_desktop.services.devices import StationCode
from omp_desktop.services.session import COMMISSION_ONLY
from omp_desktop.wire.enrolment import DeviceView

_CONFIRM: Final = LocalText("투표소 컴퓨터 확인", "confirm a station's computer")
_REVOKE: Final = LocalText("투표소 컴퓨터 등록 취소", "revoke a station's computer")


class CentreDevices(ElectionTab):
    """The steps, each over the device that is chosen; the tab shows the devices and asks anew afterwards."""

    two_people_wanted = Signal(object, object)

    devicesCard: Card

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        # The station that this computer is.
        self._here = ""
        super().__init__(services, parent)

    def _chosen(self) -> DeviceView | None:
        raise NotImplementedError

    def _station_name(self, station_id: str) -> str:
        raise NotImplementedError

    def _ask(self) -> None:
        raise NotImplementedError

    def _ask_station(self) -> None:
        stations = self._others()
        if not stations:
            dialogs.show_message(
                self,
                self.tr("No other station is registered"),
                self.tr("Register the station under the tab Stations, and its voters list, then come back."),
            )
            return
        ask_station(self, stations, self.tr("Which station is to be enrolled?"), self._make_code)

    def _others(self) -> list[Station]:
        """The stations of the election that are not this computer."""
        return [station for station, _ in self.view.stations if station.id != self._here]

    def _make_code(self, station: Station) -> None:
        service, session, election_id = self.services.devices, self.session, self.view.election.id
        self.work(
            lambda: service.new_code(session, election_id, station.id),
            lambda code: self._show_code(station, code),
            lane=tasks.POOL,
        )

    def _show_code(self, station: Station, code: StationCode) -> None:
        show_code(self, station.name, code, self.services.printing)

    def _ask_confirm(self) -> None:
        device = self._chosen()
        if device is None:
            return
        title = self.tr("Does {station} read the same?").format(station=self._station_name(device.station_id))
        ask_fingerprint(self, title, device.fingerprint, lambda: self._confirm(device))

    def _confirm(self, device: DeviceView) -> None:
        step = TwoPersonStep(
            _CONFIRM,
            self.tr("Let this computer send?"),
            self.tr(
                "Two people heard the fingerprint. From now on the centre takes what this computer signs."
            ),
            COMMISSION_ONLY,
        )
        self.two_people_wanted.emit(step, lambda both: self._on_confirmed(device, both))

    def _on_confirmed(self, device: DeviceView, both: TwoPeople) -> None:
        service, election_id = self.services.devices, self.view.election.id
        self._at_the_centre(lambda: service.confirm(both.first, both.second, election_id, device))

    def _send_package(self) -> None:
        device = self._chosen()
        if device is None:
            return
        packages, session, election_id = self.services.packages, self.session, self.view.election.id
        self._at_the_centre(lambda: packages.send(session, election_id, device))

    def _ask_revoke(self) -> None:
        device = self._chosen()
        if device is None:
            return
        question = ReasonQuestion(
            self.tr("Revoke this computer?"),
            self.tr(
                "What it signs from now on is kept apart and counts nowhere until the commission looks at "
                "it. This cannot be undone; the station can enrol again with a new code."
            ),
            (
                self.tr("The computer was lost or stolen"),
                self.tr("The computer is broken and was replaced"),
                self.tr("It was confirmed by mistake"),
            ),
            self.tr("Revoke with two people …"),
            "danger",
        )
        ask_reason(self, question, lambda reason: self._revoke(device, reason))

    def _revoke(self, device: DeviceView, reason: str) -> None:
        service, election_id = self.services.devices, self.view.election.id
        step = TwoPersonStep(
            _REVOKE,
            self.tr("Revoke this computer?"),
            self.tr("The centre takes nothing more from it."),
            COMMISSION_ONLY,
        )

        def confirmed(both: TwoPeople) -> None:
            self._at_the_centre(lambda: service.revoke(both.first, both.second, election_id, device, reason))

        self.two_people_wanted.emit(step, confirmed)

    def _at_the_centre(self, op: Callable[[], object]) -> None:
        """Do it there on a worker, with the buttons out of use; then ask for everything anew."""
        self.devicesCard.setEnabled(False)

        def settled() -> None:
            self.devicesCard.setEnabled(True)
            self._ask()

        self.work(op, lambda _result: None, lane=tasks.POOL, settled=settled)

    def _ask_package_file(self) -> None:
        device = self._chosen()
        if device is None:
            return
        packages, session, election_id = self.services.packages, self.session, self.view.election.id

        def chosen(path: Path) -> None:
            self.work(
                lambda: packages.export_enrolled(session, election_id, device, path),
                lambda _revision: self._say_saved(path),
                lane=tasks.LONG,
            )

        self._ask_where(chosen)

    def _ask_where(self, chosen: Callable[[Path], object]) -> None:
        file_choice.ask_new_file(
            self, self.tr("Save the package"), "package.omp.gz", self.tr("Package files (*.gz)"), chosen
        )

    def _say_saved(self, path: Path) -> None:
        dialogs.show_message(
            self,
            self.tr("The package is saved"),
            self.tr("Carry {file} to the station and take it there.").format(file=path.name),
            kind="ok",
        )

    def _ask_request(self) -> None:
        file_choice.ask_file(
            self, self.tr("Request file of a station"), self.tr("Request files (*.gz)"), self._look_at_request
        )

    def _look_at_request(self, path: Path) -> None:
        self.work(lambda: self.services.packages.look_at_request(path), self._on_request)

    def _on_request(self, requested: RequestedDevice) -> None:
        stations = self._others()
        title = self.tr("For which station is this computer?")
        ask_station(self, stations, title, lambda station: self._compare_request(requested, station))

    def _compare_request(self, requested: RequestedDevice, station: Station) -> None:
        title = self.tr("Does {station} read the same?").format(station=station.name)
        ask_fingerprint(self, title, requested.fingerprint, lambda: self._confirm_request(requested, station))

    def _confirm_request(self, requested: RequestedDevice, station: Station) -> None:
        step = TwoPersonStep(
            _CONFIRM,
            self.tr("Make the package for this computer?"),
            self.tr(
                "Two people heard the fingerprint. The package holds the voters list, readable there alone."
            ),
            COMMISSION_ONLY,
        )
        packages, election_id = self.services.packages, self.view.election.id

        def confirmed(both: TwoPeople) -> None:
            def chosen(path: Path) -> None:
                self.work(
                    lambda: packages.export(
                        both.first, both.second, election_id, station.id, requested, path
                    ),
                    lambda _revision: self._say_saved(path),
                    lane=tasks.LONG,
                )

            self._ask_where(chosen)

        self.two_people_wanted.emit(step, confirmed)
