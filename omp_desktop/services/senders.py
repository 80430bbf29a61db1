"""Which devices speak for the stations of an election: those whose fingerprint two people compared here.

What the centre says of keys is not enough: whoever holds the centre could name keys of their own, and count
ballots that no station sent. It hands on the signed changes of keys, which anybody can follow.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from omp_desktop.crypto import signing
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.enrolment import NEW_KEY_PURPOSE, ROTATION_PURPOSE, DeviceView, Rotation
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.errors import WireRefused


@dataclass(frozen=True, slots=True)
class Sender:
    """An office at its station, with every key that was confirmed for it."""

    station_id: str
    keys: tuple[bytes, ...]


def confirmed(uow: UnitOfWork, election_id: str) -> dict[str, Sender]:
    """The confirmed devices by their ids. One that was confirmed for two stations speaks for neither."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for station_id, device_id, public_key in uow.centre.confirmed_senders(election_id):
        found.setdefault(device_id, []).append((station_id, bytes.fromhex(public_key)))
    return {
        device_id: Sender(said[0][0], tuple(key for _, key in said))
        for device_id, said in found.items()
        if len({station_id for station_id, _ in said}) == 1
    }


def follow(known: Mapping[str, Sender], devices: Iterable[DeviceView]) -> dict[str, Sender]:
    """The same with the keys that confirmed ones were changed to: each is signed by the key before it."""
    found = dict(known)
    for device in devices:
        sender = found.get(device.device_id)
        if sender is not None:
            found[device.device_id] = replace(sender, keys=_followed(sender.keys, device))
    return found


def compared(uow: UnitOfWork, election_id: str, device: DeviceView) -> bool:
    """Whether two people compared this key here, or one that it followed on, and for the device's station."""
    sender = follow(confirmed(uow, election_id), [device]).get(device.device_id)
    if sender is None or sender.station_id != device.station_id:
        return False
    return device.public_key in {key.hex() for key in sender.keys}


def _followed(keys: tuple[bytes, ...], device: DeviceView) -> tuple[bytes, ...]:
    found = dict.fromkeys(keys)
    # Whatever the order in which the centre names them.
    for _ in device.rotations:
        for envelope in device.rotations:
            new = _new_key(envelope, device.device_id, found)
            if new is not None:
                found[new] = None
    return tuple(found)


def _new_key(envelope: str, device_id: str, known: Container[bytes]) -> bytes | None:
    """The key that this change brings, if a known one of the device signed it."""
    try:
        sealed = open_envelope(envelope.encode("utf-8"))
        rotation = sealed.read(Rotation)
        old, new = bytes.fromhex(rotation.old_key), bytes.fromhex(rotation.new_key)
        if rotation.device_id != device_id or old not in known:
            return None
        sealed.verify(old, ROTATION_PURPOSE)
        changed = bytes.fromhex(device_id) + old + new
        signing.verify(new, NEW_KEY_PURPOSE, changed, bytes.fromhex(rotation.by_new))
    except (WireRefused, SignatureInvalid, SigningKeyInvalid):
        return None
    return new
