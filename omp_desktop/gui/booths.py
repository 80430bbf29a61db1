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
