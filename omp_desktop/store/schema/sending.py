"""What waits to be sent, what was frozen to be sent, and what the commission collected from the centre."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState, CollectionFault
from omp_desktop.store.columns import HexId, Instant, id_length, one_of
from omp_desktop.store.schema.base import (
    BALLOT_ID_BYTES,
    SHORT_CODE_LENGTH,
    WITHOUT_ROWID,
    Base,
    DeviceRef,
    ElectionKey,
    ElectionRef,
    Id,
    IdKey,
)

_HASH = 32


class OrderedItemRow(Base):
    """What waits to be sent on lane S: set-up events, in their order. Kept until it is acknowledged."""

    __tablename__ = "outbox_ordered"
    __table_args__ = ({"sqlite_strict": True, "sqlite_autoincrement": True},)

    position: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[ElectionRef]
    kind: Mapped[str]
    key: Mapped[str]
    payload: Mapped[bytes]
    # The batch that it was frozen into.
    batch_id: Mapped[str | None] = mapped_column(HexId)


class MixedItemRow(Base):
    """What waits on lanes P and B: no time and no order, so that neither tells who cast what.

    An item leaves this table when it is frozen into a batch.
    """

    __tablename__ = "outbox_mixed"
    __table_args__ = (CheckConstraint("lane IN ('P', 'B')", name="lane_known"), WITHOUT_ROWID)

    lane: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    election_id: Mapped[ElectionRef]
    kind: Mapped[str]
    payload: Mapped[bytes]


class BatchRow(Base):
    """A frozen batch and how far it is; its bytes lie in `outbox_batch_body`.

    `device_id` is the sender. On lane B the batch is a page of ballots of `page_device_id`. `problem` is the
    code of the last refusal, or of an item that the centre set aside; `receipt` the centre's envelope, byte
    for byte.
    """

    __tablename__ = "outbox_batch"
    __table_args__ = (
        id_length("id"),
        CheckConstraint("lane IN ('S', 'P', 'B')", name="lane_known"),
        CheckConstraint("sequence >= 1", name="sequence_positive"),
        CheckConstraint("n BETWEEN 1 AND 200", name="n_range"),
        CheckConstraint("attempts >= 0", name="attempts_positive"),
        id_length("digest", _HASH),
        one_of("state", BatchState),
        CheckConstraint("(state = 'acknowledged') = (receipt IS NOT NULL)", name="acknowledged_by_receipt"),
        CheckConstraint("(lane = 'B') = (page_number IS NOT NULL)", name="page_of_ballots"),
        Unique("election_id", "device_id", "store_epoch", "lane", "sequence"),
        Index(None, "state"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    lane: Mapped[str]
    device_id: Mapped[DeviceRef]
    store_epoch: Mapped[int]
    sequence: Mapped[int]
    digest: Mapped[Id]
    n: Mapped[int]
    state: Mapped[str]
    attempts: Mapped[int]
    problem: Mapped[str | None]
    page_device_id: Mapped[str | None] = mapped_column(HexId, ForeignKey("device.id"))
    page_store_epoch: Mapped[int | None]
    page_number: Mapped[int | None]
    receipt: Mapped[bytes | None]


class BatchBodyRow(Base):
    """The bytes of a batch that travel. Apart, because its state changes and they never do."""

    __tablename__ = "outbox_batch_body"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[str] = mapped_column(HexId, ForeignKey("outbox_batch.id"), primary_key=True)
    body: Mapped[bytes]


class CollectedBatchRow(Base):
    """A batch of another station, fetched from the centre by the commission: the bytes as they travelled.

    Stations and devices are not rows of this store, so their ids refer to nothing here. `digest` and
    `previous` are those of the batch's chain, `receipt` the centre's envelope.
    """

    __tablename__ = "collected_batch"
    __table_args__ = (
        id_length("id"),
        CheckConstraint("lane IN ('S', 'P', 'B')", name="lane_known"),
        id_length("digest", _HASH),
        id_length("previous", _HASH),
        Index(None, "election_id", "station_id", "lane"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[Id]
    device_id: Mapped[Id]
    lane: Mapped[str]
    store_epoch: Mapped[int]
    sequence: Mapped[int]
    digest: Mapped[Id]
    previous: Mapped[Id]
    receipt: Mapped[bytes]
    body: Mapped[bytes]


class CollectedProblemRow(Base):
    """What was not taken over, and why. `item`: its place in the batch, -1 for the batch as a whole.

    A batch that is refused as a whole is looked at again each time, and its row goes when it is taken.
    """

    __tablename__ = "collected_problem"
    __table_args__ = (
        id_length("batch_id"),
        CheckConstraint("item >= -1", name="item_range"),
        CheckConstraint("lane IN ('S', 'P', 'B')", name="lane_known"),
        one_of("fault", CollectionFault),
        Index(None, "election_id", "station_id"),
        WITHOUT_ROWID,
    )

    batch_id: Mapped[IdKey]
    item: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[ElectionRef]
    station_id: Mapped[Id]
    lane: Mapped[str]
    fault: Mapped[str]


class CollectedPageRow(Base):
    """A page of ballots of another station's kiosk, the batch that brought it, and how many became what."""

    __tablename__ = "collected_page"
    __table_args__ = (
        id_length("previous", _HASH),
        id_length("hash", _HASH),
        CheckConstraint("number >= 1", name="number_positive"),
        Index(None, "batch_id"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    device_id: Mapped[IdKey]
    store_epoch: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[Id]
    batch_id: Mapped[str] = mapped_column(HexId, ForeignKey("collected_batch.id"))
    previous: Mapped[Id]
    hash: Mapped[Id]
    n_cast: Mapped[int]
    n_tested: Mapped[int]
    n_void: Mapped[int]


class CollectedBallotRow(Base):
    """In which collected batch a ballot of another station is."""

    __tablename__ = "collected_ballot"
    __table_args__ = (
        id_length("id", BALLOT_ID_BYTES),
        id_length("short_code", SHORT_CODE_LENGTH),
        id_length("code", _HASH),
        one_of("status", BallotStatus),
        Unique("election_id", "short_code"),
        Index(None, "election_id", "device_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[Id]
    device_id: Mapped[Id]
    batch_id: Mapped[str] = mapped_column(HexId, ForeignKey("collected_batch.id"))
    short_code: Mapped[str]
    code: Mapped[Id]
    status: Mapped[str]


class CollectedParticipationRow(Base):
    """How far a voter of another station is, by what that station sent."""

    __tablename__ = "collected_participation"
    __table_args__ = (
        one_of("state", ParticipationState),
        CheckConstraint("(state = 'cast') = (hour IS NOT NULL)", name="hour_of_cast"),
        Index(None, "election_id", "station_id", "state"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    voter_id: Mapped[IdKey]
    station_id: Mapped[Id]
    state: Mapped[str]
    hour: Mapped[datetime | None] = mapped_column(Instant)
    # Which batch said so: a later one replaces it, an earlier one that comes late does not.
    store_epoch: Mapped[int]
    sequence: Mapped[int]


class CollectedSumRow(Base):
    """The product of the ciphertexts of the cast ballots that were collected from a station."""

    __tablename__ = "collected_sum"
    __table_args__ = (CheckConstraint("ballots >= 0", name="ballots_positive"), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    station_id: Mapped[IdKey]
    contest_id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    ballots: Mapped[int]


class StationLeftOutRow(Base):
    """A station that two people count without, and their reason."""

    __tablename__ = "station_left_out"
    __table_args__ = (WITHOUT_ROWID,)

    election_id: Mapped[ElectionKey]
    station_id: Mapped[IdKey]
    reason: Mapped[str]
