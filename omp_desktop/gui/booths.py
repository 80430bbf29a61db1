"""Which booths this station has."""

from __future__ import annotations

from omp_desktop.bootstrap import Application
from omp_desktop.domain.station import Device, DeviceKind


def booths(application: Application) -> list[Device]:
    """The booths of this station that are in use, by name. Runs on a worker."""
    return [
        device
        for view in application.stations.all()
        if view.here
        for device in sorted(view.devices, key=lambda device: device.name)
        if device.kind is DeviceKind.KIOSK and device.active
    ]


def pick(found: list[Device], name: str | None, opened: set[str]) -> Device | None:
    """The booth of that name, or the first that is not open here."""
    free = [device for device in found if device.id not in opened]
    return next((device for device in free if name is None or device.name == name), None)
