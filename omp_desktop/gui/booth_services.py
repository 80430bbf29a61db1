"""What a booth asks of the station, put together from the services."""

from __future__ import annotations

from omp_desktop.bootstrap import Application
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.gui.voter.booth import BoothServices
from omp_desktop.gui.voter.facts import StationView


def booths(application: Application) -> list[Device]:
    """The booths of this station that are in use, by name. Runs on a worker."""
    return [
        device
        for view in application.stations.all()
        if view.here
        for device in sorted(view.devices, key=lambda device: device.name)
        if device.kind is DeviceKind.KIOSK and device.active
    ]


def booth_services(application: Application, kiosk_id: str) -> BoothServices:
    """The services of one booth."""
    voting = application.voting(kiosk_id)
    station = StationView(voting, application.elections, application.polls, application.stations)
    return BoothServices(voting, station.observe, station.look_up)
