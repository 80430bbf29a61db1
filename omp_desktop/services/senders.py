"""Which devices speak for the stations of an election: those whose fingerprint two people compared here.

What the centre says of keys is not enough: whoever holds the centre could name keys of their own, and count
ballots that no station sent.
"""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.store.unit_of_work import UnitOfWork


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
