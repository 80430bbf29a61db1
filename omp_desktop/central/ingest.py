"""Taking a batch: one transaction from the first look to the receipt.

A station's batches are taken one after another, under the lock of its row, and constraints decide what is
there already: two replicas that receive the same batch, or batches that contradict each other, at the same
time come to one truth. The receipt goes out after the commit and never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from omp_desktop.central import elections, pages, participations, quarantine, receipts, statements
from omp_desktop.central.arrival import Arrival, Outcome
from omp_desktop.central.centre import Centre
from omp_desktop.central.rows import insert_missing, table_of
from omp_desktop.central.schema import (
    BatchRow,
    CommissionRow,
    DeviceKeyRow,
    DeviceRow,
    ElectionRow,
    EnrolmentRow,
    StationRow,
)
from omp_desktop.record.authority import Published
from omp_desktop.wire.batch import BATCH_PURPOSE, Batch, StatementItem
from omp_desktop.wire.enrolment import REVOKED, WAITING
from omp_desktop.wire.envelope import Sealed, decode, open_envelope, unpack
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.refusals import (
    BatchDigestMismatch,
    BatchSignatureWrong,
    DeviceUnconfirmed,
    ElectionUnknown,
    ItemOfFork,
    ItemOfRevoked,
    ItemSetAside,
    ManifestRefused,
    NotForThisDevice,
    NothingThere,
    PlaceDiffers,
)
from omp_desktop.wire.statements import ELECTION_PUBLISHED, PublishedBody

_LANES: Final[Mapping[str, Callable[[Arrival], Outcome]]] = MappingProxyType(
    {"S": statements.take, "P": participations.take, "B": pages.take}
)
_FIRST_CURSOR: Final = 1
_devices, _keys, _enrolments = table_of(DeviceRow), table_of(DeviceKeyRow), table_of(EnrolmentRow)
_commissions, _stations, _batches = table_of(CommissionRow), table_of(StationRow), table_of(BatchRow)

# Asked for every batch, so they are put together once.
_SENDER: Final = (
    select(
        _devices.c.state,
        _commissions.c.commission_key,
        _enrolments.c.station_id,
        _keys.c.public_key,
        _keys.c.revoked,
    )
    .select_from(_devices)
    .join(_keys, _keys.c.device_id == _devices.c.id)
    .outerjoin(_commissions, _commissions.c.device_id == _devices.c.id)
    .outerjoin(
        _enrolments,
        (_enrolments.c.device_id == _devices.c.id) & (_enrolments.c.election_id == bindparam("election")),
    )
    .where(_devices.c.id == bindparam("device"))
)
_STATION: Final = (
    select(_stations.c.id)
    .where(_stations.c.election_id == bindparam("election"), _stations.c.id == bindparam("station"))
    .with_for_update(key_share=True)
)
_NEIGHBOURS: Final = select(_batches.c.sequence, _batches.c.digest, _batches.c.previous).where(
    _batches.c.election_id == bindparam("election"),
    _batches.c.device_id == bindparam("device"),
    _batches.c.store_epoch == bindparam("epoch"),
    _batches.c.lane == bindparam("lane"),
    _batches.c.sequence.in_([bindparam("before"), bindparam("behind")]),
    _batches.c.fork.is_(False),
)
_THERE: Final = select(_batches.c.digest, _batches.c.receipt).where(_batches.c.id == bindparam("batch"))
_BATCH: Final = update(_batches).where(_batches.c.id == bindparam("batch"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch was sent: the ids of the address."""

    election_id: str
    station_id: str
    batch_id: str


@dataclass(frozen=True, slots=True)
class Come:
    """A batch as it came: `packed` are the bytes that travelled."""

    packed: bytes
    sealed: Sealed
    batch: Batch


def receive(centre: Centre, packed: bytes, place: Place) -> bytes:
    """Takes a batch and returns the envelope of its receipt, after the commit.

    Raises WireRefused, PlaceDiffers, BatchSignatureWrong, BatchDigestMismatch, DeviceUnconfirmed,
    NotForThisDevice, ElectionUnknown, ManifestRefused, NothingThere, and CentreUnable: then the batch may
    have been taken all the same, and whoever sends it again gets its receipt.
    """
    come = read(packed, place)
    answer = centre.store.write(lambda session: take(session, centre, come))
    if isinstance(answer, BatchDigestMismatch):
        raise answer
    return answer


def read(packed: bytes, place: Place) -> Come:
    """The batch in these bytes, if it is the one of the address. Raises WireRefused, PlaceDiffers."""
    sealed = open_envelope(unpack(packed))
    batch = sealed.read(Batch)
    for name in ("election_id", "station_id", "batch_id"):
        if getattr(batch, name) != getattr(place, name):
            raise PlaceDiffers(where=name)
    if batch.page is not None and batch.lane != "B":
        raise MessageMalformed(where="$.page")
    return Come(packed, sealed, batch)


def take(session: Session, centre: Centre, come: Come) -> bytes | BatchDigestMismatch:
    """The receipt of the batch, in the caller's transaction; raises what `receive` does.

    A mismatch is returned: its alarm must be committed although the batch is refused.
    """
    batch = come.batch
    sender = _sender(session, come)
    election = elections.known(session, batch.election_id) or _publish(session, centre, batch, sender)
    by_commission = sender.commission_key == election.manifest.commission_key
    _check_station(session, batch, sender, by_commission)
    _lock_station(session, batch, by_commission)
    fork = _keep(session, come)
    if not isinstance(fork, bool):
        return _again(session, centre, come, fork)
    if not fork and _contradicts_neighbours(session, come):
        fork = True
        _change(session, batch, fork=True)
    arrival = Arrival(
        session, centre, batch, election, by_commission, centre.server_time(), _barred(sender, fork)
    )
    outcome = _set_aside(arrival) if sender.revoked else _LANES[batch.lane](arrival)
    if fork:
        _tell_fork(arrival)
    quarantine.keep(arrival, outcome)
    receipt = receipts.receipt(arrival, outcome, come.sealed.digest)
    _change(session, batch, receipt=receipt)
    return receipt


@dataclass(frozen=True, slots=True)
class _Sender:
    """The device that signed the batch; the commission's key if it is the device of one.

    `revoked`: the device, or the key that it signed with. `station_id`: for which station it speaks.
    """

    revoked: bool
    commission_key: str | None
    station_id: str | None


def _sender(session: Session, come: Come) -> _Sender:
    """Who signed it, with any key that the device ever had. Raises BatchSignatureWrong, DeviceUnconfirmed."""
    given = {"device": come.batch.device_id, "election": come.batch.election_id}
    rows = session.connection().execute(_SENDER, given).all()
    found = next(
        (row for row in rows if come.sealed.signed_by(bytes.fromhex(row.public_key), BATCH_PURPOSE)), None
    )
    if found is None:
        raise BatchSignatureWrong
    if found.state == WAITING:
        raise DeviceUnconfirmed
    return _Sender(found.state == REVOKED or found.revoked, found.commission_key, found.station_id)


def _check_station(session: Session, batch: Batch, sender: _Sender, by_commission: bool) -> None:
    """The commission's device says with its first batch where it stands. Raises NotForThisDevice."""
    if sender.station_id is None and by_commission:
        row = {
            "election_id": batch.election_id,
            "device_id": batch.device_id,
            "station_id": batch.station_id,
        }
        insert_missing(session, EnrolmentRow, [row], "device_id")
    elif sender.station_id != batch.station_id:
        raise NotForThisDevice


def _publish(session: Session, centre: Centre, batch: Batch, sender: _Sender) -> Published:
    """Takes in the election that the commission publishes. Raises ElectionUnknown, ManifestRefused."""
    body = _publication(batch)
    if body is None or sender.commission_key is None or sender.revoked:
        raise ElectionUnknown
    raw, signature = body.manifest.encode("utf-8"), bytes.fromhex(body.signature)
    published = elections.checked(raw, signature, sender.commission_key)
    manifest = published.manifest
    if manifest.election_id != batch.election_id:
        raise ManifestRefused
    row = {
        "id": manifest.election_id,
        "manifest": raw,
        "manifest_hash": published.manifest_hash,
        "manifest_signature": body.signature,
        "commission_key": manifest.commission_key,
        "published_at": centre.server_time(),
        "next_cursor": _FIRST_CURSOR,
    }
    if not insert_missing(session, ElectionRow, [row], "id"):
        # Another replica was first, a moment ago; what it took decides.
        found = elections.known(session, batch.election_id)
        if found is None:
            raise ElectionUnknown
        return found
    stations = [
        {
            "election_id": manifest.election_id,
            "id": station.id,
            "name": station.name,
            "listed": station.voters,
            "poll_state": "",
        }
        for station in manifest.stations
    ]
    insert_missing(session, StationRow, stations, "id")
    return published


def _publication(batch: Batch) -> PublishedBody | None:
    """The first statement that publishes an election."""
    for raw in batch.items if batch.lane == "S" else ():
        try:
            item = decode(bytes(raw), StatementItem)
            if item.kind == ELECTION_PUBLISHED:
                return decode(bytes(item.body), PublishedBody)
        except MessageMalformed:
            continue
    return None


def _lock_station(session: Session, batch: Batch, by_commission: bool) -> None:
    """One batch of a station at a time. The commission's PC may stand where nobody votes."""
    given = {"election": batch.election_id, "station": batch.station_id}
    station = session.connection().execute(_STATION, given).scalar()
    if station is not None:
        return
    if not by_commission or batch.lane != "S":
        raise NothingThere
    session.execute(
        select(ElectionRow.id).where(ElectionRow.id == batch.election_id).with_for_update(key_share=True)
    )


def _keep(session: Session, come: Come, *, fork: bool = False) -> bool | tuple[str, bytes]:
    """Keeps the batch, its receipt still to come; whether it stands beside another one in its place.

    If there is a batch of this id, nothing is kept: its digest and receipt.
    """
    batch = come.batch
    row = {
        "id": batch.batch_id,
        "election_id": batch.election_id,
        "station_id": batch.station_id,
        "device_id": batch.device_id,
        "store_epoch": batch.store_epoch,
        "lane": batch.lane,
        "sequence": batch.sequence,
        "previous": batch.previous,
        "digest": come.sealed.digest,
        "n": len(batch.items),
        "fork": fork,
        "body": come.packed,
        "receipt": b"",
    }
    if insert_missing(session, BatchRow, [row], "id"):
        return fork
    there = session.connection().execute(_THERE, {"batch": batch.batch_id}).one_or_none()
    # Nothing else than an id is against a branch.
    return _keep(session, come, fork=True) if there is None else (there.digest, there.receipt)


def _change(session: Session, batch: Batch, **values: object) -> None:
    session.connection().execute(_BATCH, {"batch": batch.batch_id, **values})


def _again(
    session: Session, centre: Centre, come: Come, there: tuple[str, bytes]
) -> bytes | BatchDigestMismatch:
    """The receipt that was given before, byte for byte; or an alarm, if another batch has this id."""
    digest, receipt = there
    if digest == come.sealed.digest:
        return receipt
    batch, code = come.batch, BatchDigestMismatch.code
    alarm = quarantine.Alarm(batch.election_id, batch.station_id, code, batch.batch_id, centre.server_time())
    quarantine.raise_alarm(session, alarm)
    return BatchDigestMismatch()


def _contradicts_neighbours(session: Session, come: Come) -> bool:
    """Whether the batch before or behind it in the chain tells another history."""
    batch = come.batch
    given = {
        "election": batch.election_id,
        "device": batch.device_id,
        "epoch": batch.store_epoch,
        "lane": batch.lane,
        "before": batch.sequence - 1,
        "behind": batch.sequence + 1,
    }
    neighbours = session.connection().execute(_NEIGHBOURS, given)
    return any(
        digest != batch.previous if sequence < batch.sequence else previous != come.sealed.digest
        for sequence, digest, previous in neighbours
    )


def _barred(sender: _Sender, fork: bool) -> type[ItemSetAside] | None:
    if sender.revoked:
        return ItemOfRevoked
    return ItemOfFork if fork else None


def _set_aside(arrival: Arrival) -> Outcome:
    outcome = Outcome(len(arrival.items))
    outcome.set_all_aside(ItemOfRevoked)
    return outcome


def _tell_fork(arrival: Arrival) -> None:
    """Two branches are an alarm also where everything on the second one is known."""
    batch = arrival.batch
    alarm = quarantine.Alarm(batch.election_id, batch.station_id, ItemOfFork.code, batch.batch_id, arrival.at)
    quarantine.raise_alarm(arrival.session, alarm)
