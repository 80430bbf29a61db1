"""Polling stations and the kiosks of this one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.domain.text import NAME_MAX, Field, clean_line, fold, required_line
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import KioskNameTaken, StationNameTaken
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.session import COMMISSION_ONLY, OFFICIALS, Session, require_role
from omp_desktop.services.statements import announce_device
from omp_desktop.store.unit_of_work import UnitOfWork

KIOSK_NAME: Final = LocalText("기표대 {number}", "Booth {number}")
# Of elections that were published and not counted the centre is told at once.
_TAKES_KIOSKS: Final = frozenset(ElectionState) - {
    ElectionState.DRAFT,
    ElectionState.COUNTED,
    ElectionState.CERTIFIED,
}


@dataclass(frozen=True, slots=True)
class StationView:
    """A station and its booths; `here` marks the one of this PC. Its office signs batches and is no booth."""

    station: Station
    devices: tuple[Device, ...]
    here: bool


class StationsService:
    """Registers stations; one of them is this PC."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def all(self) -> list[StationView]:
        """Every station, in the order of their names."""
        with self._core.store.read() as uow:
            this = uow.stations.this_station()
            return [
                StationView(station, _booths(uow, station), here=station == this)
                for station in sorted(uow.stations.all(), key=lambda s: fold(s.name))
            ]

    def this_station(self) -> Station | None:
        """The station that this PC is, or None before it was set up."""
        with self._core.store.read() as uow:
            return uow.stations.this_station()

    def add(self, actor: Session, name: str, district: str = "") -> Station:
        """Registers a station; the first one is this PC.

        Raises NotAllowed, TextMissing, StationNameTaken.
        """
        require_role(actor, COMMISSION_ONLY)
        clean = required_line(name, limit=NAME_MAX, field=Field.STATION)
        station = Station(self._core.new_id(), clean, clean_line(district, limit=NAME_MAX))
        with self._core.store.uow() as uow:
            if any(fold(other.name) == fold(clean) for other in uow.stations.all()):
                raise StationNameTaken()
            uow.stations.add(station)
            if uow.stations.this_station() is None:
                uow.stations.set_this_station(station.id)
            self._audit.append(uow, AuditEvent.STATION_ADDED, actor, station=station.id)
            uow.commit()
        return station

    def add_kiosk(self, actor: Session, station_id: str, name: str = "", lang: Lang = "ko") -> Device:
        """Registers a kiosk window; without a name it is called booth in that language, and its number.

        Its signing key's seed goes to the secrets, the public half into the store. Raises NotAllowed,
        KioskNameTaken, RecordMissing, and the errors of the secrets.
        """
        require_role(actor, OFFICIALS)
        clean = clean_line(name, limit=NAME_MAX, field=Field.STATION)
        pair = signing.generate(self._core.random)
        device = Device(self._core.new_id(), station_id, clean, DeviceKind.KIOSK, pair.public_key.hex())
        # First the secret: a device in the store whose key nobody has could never sign a ballot.
        self._core.secrets_box.put(device_key_name(device.id), pair.seed)
        try:
            return self._store_kiosk(actor, device, lang)
        except OmpError:
            self._core.secrets_box.delete(device_key_name(device.id))
            raise

    def _store_kiosk(self, actor: Session, device: Device, lang: Lang) -> Device:
        with self._core.store.uow() as uow:
            station = uow.stations.get(device.station_id)
            names = {fold(other.name) for other in uow.devices.of_station(station.id)}
            numbered = (KIOSK_NAME.text(lang).format(number=number) for number in count(1))
            named = replace(device, name=device.name or next(n for n in numbered if fold(n) not in names))
            if fold(named.name) in names:
                raise KioskNameTaken()
            uow.devices.add(named)
            if station == uow.stations.this_station():
                for election in uow.elections.all():
                    if election.state in _TAKES_KIOSKS:
                        announce_device(uow, election.id, named)
            self._audit.append(uow, AuditEvent.KIOSK_ADDED, actor, station=station.id, device=named.id)
            uow.commit()
        return named


def _booths(uow: UnitOfWork, station: Station) -> tuple[Device, ...]:
    return tuple(d for d in uow.devices.of_station(station.id) if d.kind is DeviceKind.KIOSK)
