"""Who takes part, ballots and sums: nothing here joins a voter to a ballot or a ballot to a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState, PermitState
from omp_desktop.store.columns import HexId, Instant, id_length, one_of
from omp_desktop.store.schema.base import (
    BALLOT_ID_BYTES,
    SHORT_CODE_LENGTH,
    WITHOUT_ROWID,
    Base,
    DeviceRef,
    ElectionKey,
    ElectionRef,
    IdKey,
    Sequence,
    StationRef,
)


class ParticipationRow(Base):
    """One voter, one vote: the key is (election, voter). Never a permit's token, no time but the hour."""

    __tablename__ = "participation"
    __table_args__ = (
        one_of("state", ParticipationState),
        CheckConstraint("(state = 'cast') = (hour IS NOT NULL)", name="hour_of_cast"),
        CheckConstraint("hour GLOB '????-??-??T??:00:00.000000+00:00'", name="hour_no_finer"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    # Not a foreign key: its check would search all participations for each voter of a cleared draft list.
    # The guard participation_voter_of_election takes its place.
    voter_id: Mapped[IdKey]
    state: Mapped[str]
    hour: Mapped[datetime | None] = mapped_column(Instant)


class PermitRow(Base):
    """A permit to cast one ballot at one kiosk; it forgets its voter when it is used."""

    __tablename__ = "permit"
    __table_args__ = (
        id_length("token"),
        one_of("state", PermitState),
        CheckConstraint("(state = 'used') = (voter_id IS NULL)", name="used_forgets_voter"),
        WITHOUT_ROWID,
    )

    token: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[StationRef]
    device_id: Mapped[DeviceRef]
    voter_id: Mapped[str | None] = mapped_column(HexId)
    state: Mapped[str]


class OwnPermitRow(Base):
    """A permit that a voter took with a personal code: it ends with the voter's session."""

    __tablename__ = "own_permit"
    __table_args__ = (Index(None, "election_id"), WITHOUT_ROWID)

    token: Mapped[str] = mapped_column(
        HexId, ForeignKey("permit.token", ondelete="CASCADE"), primary_key=True
    )
    election_id: Mapped[ElectionRef]


class BallotRow(Base):
    """A sealed ballot: no time, no position, no voter, no permit. Its bytes lie in `ballot_body`.

    Two tables, because a cast then rewrites one small row instead of some kilobytes.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        id_length("id", BALLOT_ID_BYTES),
        one_of("status", BallotStatus),
        id_length("short_code", SHORT_CODE_LENGTH),
        CheckConstraint("store_epoch >= 1", name="store_epoch_positive"),
        Unique("election_id", "short_code"),
        Index(None, "election_id", "status"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[StationRef]
    device_id: Mapped[DeviceRef]
    store_epoch: Mapped[int]
    short_code: Mapped[str]
    status: Mapped[str]


class BallotBodyRow(Base):
    """The encoded ballot and the device's signature; never changed."""

    __tablename__ = "ballot_body"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[str] = mapped_column(HexId, ForeignKey("ballot.id"), primary_key=True)
    body: Mapped[bytes]
    signature: Mapped[bytes]


class AggregateRow(Base):
    """The product of the ciphertexts of all cast ballots of a contest, and how many ballots are in it."""

    __tablename__ = "aggregate"
    __table_args__ = (
        CheckConstraint("ballots >= 0", name="ballots_positive"),
        ForeignKeyConstraint(["election_id", "contest_id"], ["contest.election_id", "contest.id"]),
        WITHOUT_ROWID,
    )

    election_id: Mapped[IdKey]
    contest_id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    ballots: Mapped[int]


class OpeningRow(Base):
    """An opened sum with its proofs; each stays, because every difference between two is published too."""

    __tablename__ = "opening"
    __table_args__ = (WITHOUT_ROWID,)

    election_id: Mapped[ElectionKey]
    number: Mapped[Sequence]
    body: Mapped[bytes]


class RunningCountRow(Base):
    """Counts that the guards keep in step inside each transaction, so that a count never reads every row.

    `subject` is voter (word: station), participation (word: state; hour: of a cast), ballot (word: status),
    waiting (word: lane of the outbox), frozen (items in batches that are not acknowledged; word: lane) or
    batch (word: state).
    """

    __tablename__ = "running_count"
    __table_args__ = (CheckConstraint("n >= 0", name="n_positive"), WITHOUT_ROWID)

    election_id: Mapped[IdKey]
    subject: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]


# A voter has one open permit per election at most; the kiosk asks for its own.
Index(
    "uq_permit_open_voter",
    PermitRow.election_id,
    PermitRow.voter_id,
    unique=True,
    sqlite_where=PermitRow.state == PermitState.ISSUED,
)
Index("ix_permit_open_device", PermitRow.device_id, sqlite_where=PermitRow.state == PermitState.ISSUED)
Index(
    "ix_ballot_committed_device", BallotRow.device_id, sqlite_where=BallotRow.status == BallotStatus.COMMITTED
)
