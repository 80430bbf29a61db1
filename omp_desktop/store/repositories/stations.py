"""Polling stations and their devices."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select, update

from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.settings import Settings
from omp_desktop.store.schema import DeviceRow, StationRow

_THIS_STATION = "this_station"
_STATIONS = select(*StationRow.__table__.columns).order_by(StationRow.name, StationRow.id)
_DEVICES = select(*DeviceRow.__table__.columns).order_by(DeviceRow.name, DeviceRow.id)


class Stations(Repository):
    """Every station of the elections, and which of them this is."""

    def add(self, station: Station) -> None:
        """Stores a new station. Raises RecordExists."""
        self._run(insert(StationRow), asdict(station))

    def get(self, station_id: str) -> Station:
        """The station. Raises RecordMissing."""
        return _station(self._one("station", _STATIONS.where(StationRow.id == station_id)))

    def all(self) -> list[Station]:
        """Every station, by name."""
        return [_station(row) for row in self._rows(_STATIONS)]

    def save(self, station: Station) -> None:
        """Stores what changed. Raises RecordMissing."""
        self._change_one("station", update(StationRow).where(StationRow.id == station.id), asdict(station))

    def this_station(self) -> Station | None:
        """The station this PC is, or None before it was chosen."""
        station_id = Settings(self._connection).get(_THIS_STATION)
        return None if station_id is None else self.get(station_id)

    def set_this_station(self, station_id: str) -> None:
        """Chooses it. Raises RecordMissing for a station that is not stored."""
        Settings(self._connection).set(_THIS_STATION, self.get(station_id).id)


class Devices(Repository):
    """The windows that sign what they make."""

    def add(self, device: Device) -> None:
        """Stores a new device. Raises RecordExists, RecordInvalid without its station."""
        self._run(insert(DeviceRow), asdict(device))

    def get(self, device_id: str) -> Device:
        """The device. Raises RecordMissing."""
        return _device(self._one("device", _DEVICES.where(DeviceRow.id == device_id)))

    def all(self) -> list[Device]:
        """Every device, by name."""
        return [_device(row) for row in self._rows(_DEVICES)]

    def of_station(self, station_id: str) -> list[Device]:
        """The devices of a station, by name."""
        return [_device(row) for row in self._rows(_DEVICES.where(DeviceRow.station_id == station_id))]

    def save(self, device: Device) -> None:
        """Stores what changed, such as a new key or a device that was switched off. Raises RecordMissing."""
        self._change_one("device", update(DeviceRow).where(DeviceRow.id == device.id), asdict(device))


def _station(row: Row[Any]) -> Station:
    return Station(id=row.id, name=row.name, district=row.district)


def _device(row: Row[Any]) -> Device:
    return Device(
        id=row.id,
        station_id=row.station_id,
        name=row.name,
        kind=DeviceKind(row.kind),
        public_key=row.public_key,
        active=row.active,
    )
