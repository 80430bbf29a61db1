"""Statements of this PC to the centre (lane S): its kiosks, their closing values, openings of sums, who is
counted without.

Each is queued in the transaction that makes what it says. docs/protocol.md has the list of kinds.
"""

from __future__ import annotations

from omp_desktop.domain.canonical import canonical_bytes, parse_canonical
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.store.records import StoredClosing
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.statements import CLOSING, DEVICE, OPENING, STATIONS_LEFT_OUT


def announce_devices(uow: UnitOfWork, election_id: str) -> None:
    """Every kiosk of this station, when an election comes to it: published here, or taken from a package."""
    station = uow.stations.this_station()
    for device in () if station is None else uow.devices.of_station(station.id):
        announce_device(uow, election_id, device)


def announce_device(uow: UnitOfWork, election_id: str, device: Device) -> None:
    """A kiosk whose ballots this station will bring; other devices sign no ballots."""
    if device.kind is DeviceKind.KIOSK:
        content = {
            "device": device.id,
            "name": device.name,
            "kind": device.kind.value,
            "public_key": device.public_key,
        }
        uow.outbox.add("S", DEVICE, canonical_bytes(content), election_id, device.id)


def tell_closing(uow: UnitOfWork, closing: StoredClosing) -> None:
    """A kiosk's closing value; told again when a signature that was missing is there."""
    content = {
        "device": closing.device_id,
        "number": closing.number,
        "value": closing.value,
        "body": closing.body,
        "signature": None if closing.signature is None else closing.signature.hex(),
    }
    key = f"{closing.device_id}-{closing.number}"
    uow.outbox.add("S", CLOSING, canonical_bytes(content), closing.election_id, key)


def tell_opening(uow: UnitOfWork, election_id: str) -> None:
    """The opening that was stored last, as it stands in the record."""
    openings = uow.aggregates.openings(election_id)
    content = {"number": len(openings), "opening": parse_canonical(openings[-1])}
    uow.outbox.add("S", OPENING, canonical_bytes(content), election_id, str(len(openings)))


def tell_left_out(uow: UnitOfWork, election_id: str) -> None:
    """The stations that are counted without, as it is in force now. Why, stays here."""
    content = {"stations": sorted(uow.left_out.all(election_id))}
    uow.outbox.add("S", STATIONS_LEFT_OUT, canonical_bytes(content), election_id, election_id)
