"""The tables of the station's store, typed.

Statements are executed on a plain connection: what comes back are rows, never objects with a session behind
them. Ballots, permits and participations are WITHOUT ROWID and keyed by random or voters' ids, so that no
row number tells the order in which people voted; no ballot, permit or waiting item has a time. What may not
be changed or deleted is refused by the triggers of guards.py, not by the callers' good will.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, MetaData, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from omp_desktop.domain.access import Role
from omp_desktop.domain.amendment import AmendmentKind
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.candidate import CandidateState
from omp_desktop.domain.election import (
    ContestKind,
    ElectionState,
    Identification,
    OwnVotePolicy,
    PollAction,
    ResultsPolicy,
)
from omp_desktop.domain.poll import ParticipationState, PermitState
from omp_desktop.domain.station import DeviceKind
from omp_desktop.store.columns import BirthDate, HexId, Instant, TextList, YesNo, id_length, one_of

BALLOT_ID_BYTES = 32
PUBLIC_KEY_BYTES = 32
SHORT_CODE_LENGTH = 25

Id = Annotated[str, mapped_column(HexId)]
IdKey = Annotated[str, mapped_column(HexId, primary_key=True)]
ElectionKey = Annotated[str, mapped_column(HexId, ForeignKey("election.id"), primary_key=True)]
ElectionRef = Annotated[str, mapped_column(HexId, ForeignKey("election.id"))]
StationRef = Annotated[str, mapped_column(HexId, ForeignKey("station.id"))]
DeviceRef = Annotated[str, mapped_column(HexId, ForeignKey("device.id"))]
Sequence = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Moment = Annotated[datetime, mapped_column(Instant)]
Flag = Annotated[bool, mapped_column(YesNo)]

STRICT: dict[str, Any] = {"sqlite_strict": True}
WITHOUT_ROWID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """Every table and its constraints have names, so that a migration can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), bytes: LargeBinary()}


class ElectionRow(Base):
    """An election; its windows and contests are rows of their own."""

    __tablename__ = "election"
    __table_args__ = (
        id_length("id"),
        one_of("state", ElectionState),
        one_of("results", ResultsPolicy),
        one_of("own_vote", OwnVotePolicy),
        one_of("identification", Identification),
        CheckConstraint("test_mode IN (0, 1)", name="test_mode_known"),
        CheckConstraint("minimum_open >= 1", name="minimum_open_positive"),
        CheckConstraint("queue_remaining >= 0", name="queue_remaining_positive"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    name_ko: Mapped[str]
    name_en: Mapped[str]
    timezone: Mapped[str]
    results: Mapped[str]
    own_vote: Mapped[str]
    identification: Mapped[str]
    minimum_open: Mapped[int]
    commissioners: Mapped[tuple[str, ...]] = mapped_column(TextList)
    test_mode: Mapped[Flag]
    state: Mapped[str]
    queue_remaining: Mapped[int | None]


class WindowRow(Base):
    """Voting hours, both ends included."""

    __tablename__ = "voting_window"
    __table_args__ = (CheckConstraint("opens < closes", name="opens_first"), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    position: Mapped[Sequence]
    opens: Mapped[Moment]
    closes: Mapped[Moment]


class ContestRow(Base):
    """One question on the ballot."""

    __tablename__ = "contest"
    __table_args__ = (
        one_of("kind", ContestKind),
        CheckConstraint("votes_allowed >= 1", name="votes_allowed_positive"),
        CheckConstraint("blank_allowed IN (0, 1)", name="blank_allowed_known"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_ko: Mapped[str]
    title_en: Mapped[str]
    votes_allowed: Mapped[int]
    blank_allowed: Mapped[Flag]
    kind: Mapped[str]


class ManifestRow(Base):
    """The frozen definition: its canonical bytes, their hash and the commission's signature."""

    __tablename__ = "manifest"
    __table_args__ = (id_length("hash", 32), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    body: Mapped[bytes]
    hash: Mapped[Id]
    signature: Mapped[bytes]


class ElectionKeyRow(Base):
    """The trustees' public data and the joint public key."""

    __tablename__ = "election_key"
    __table_args__ = (id_length("public_key", PUBLIC_KEY_BYTES), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    publics: Mapped[str]
    public_key: Mapped[Id]


class TrusteeRow(Base):
    """A holder of a share of the key; public data only."""

    __tablename__ = "trustee"
    __table_args__ = (CheckConstraint("position >= 1", name="position_positive"), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    position: Mapped[Sequence]
    name: Mapped[str]
    public: Mapped[str]


class CandidateRow(Base):
    """A candidate; no party means independent."""

    __tablename__ = "candidate"
    __table_args__ = (
        id_length("id"),
        one_of("state", CandidateState),
        CheckConstraint("number BETWEEN 1 AND 999", name="number_range"),
        ForeignKeyConstraint(["election_id", "contest_id"], ["contest.election_id", "contest.id"]),
        Unique("election_id", "contest_id", "number"),
        # Two NULLs differ: any number of independents.
        Unique("election_id", "contest_id", "party"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    election_id: Mapped[Id]
    contest_id: Mapped[str]
    number: Mapped[int]
    name: Mapped[str]
    party: Mapped[str | None]
    state: Mapped[str]


class PledgeRow(Base):
    """A pledge of a candidate."""

    __tablename__ = "pledge"
    __table_args__ = (
        id_length("id"),
        CheckConstraint("position >= 0", name="position_positive"),
        Index(None, "candidate_id", "position"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    candidate_id: Mapped[str] = mapped_column(HexId, ForeignKey("candidate.id", ondelete="CASCADE"))
    theme: Mapped[str]
    title: Mapped[str]
    description: Mapped[str]
    position: Mapped[int]


class StationRow(Base):
    """A polling station."""

    __tablename__ = "station"
    __table_args__ = (id_length("id"), WITHOUT_ROWID)

    id: Mapped[IdKey]
    name: Mapped[str]
    district: Mapped[str]


class DeviceRow(Base):
    """A window of a station that signs what it makes."""

    __tablename__ = "device"
    __table_args__ = (
        id_length("id"),
        one_of("kind", DeviceKind),
        id_length("public_key", PUBLIC_KEY_BYTES),
        CheckConstraint("active IN (0, 1)", name="active_known"),
        Index(None, "station_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    station_id: Mapped[StationRef]
    name: Mapped[str]
    kind: Mapped[str]
    public_key: Mapped[Id]
    active: Mapped[Flag]


class AccountRow(Base):
    """Who may sign in; the PIN only as a slow hash."""

    __tablename__ = "account"
    __table_args__ = (
        id_length("id"),
        one_of("role", Role),
        CheckConstraint("active IN (0, 1)", name="active_known"),
        CheckConstraint("failures >= 0", name="failures_positive"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    name: Mapped[str]
    role: Mapped[str]
    election_id: Mapped[str | None] = mapped_column(HexId)
    candidate_id: Mapped[str | None] = mapped_column(HexId)
    active: Mapped[Flag]
    secret_hash: Mapped[str]
    failures: Mapped[int]
    last_failure: Mapped[datetime | None] = mapped_column(Instant)


class VoterRow(Base):
    """A person on the voters list. Personal data lives in this table only.

    The keys are what a search compares: domain/voters_list.py.
    """

    __tablename__ = "voter"
    __table_args__ = (
        id_length("id"),
        Unique("election_id", "roll_key"),
        Index(None, "election_id", "name_key"),
        Index(None, "election_id", "birth_date"),
        STRICT,
    )

    id: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[StationRef]
    roll_number: Mapped[str]
    roll_key: Mapped[str]
    name: Mapped[str]
    name_key: Mapped[str]
    birth_date: Mapped[date] = mapped_column(BirthDate)
    address: Mapped[str]


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


class AmendmentRow(Base):
    """A signed change after publication, chained to the one before."""

    __tablename__ = "amendment"
    __table_args__ = (
        one_of("kind", AmendmentKind),
        CheckConstraint("number >= 1", name="number_positive"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    number: Mapped[Sequence]
    kind: Mapped[str]
    payload: Mapped[str]
    made_at: Mapped[Moment]
    previous_hash: Mapped[str]
    signature: Mapped[str]


class PollEventRow(Base):
    """A step in the life of an election: who, when, from where to where, with which counts."""

    __tablename__ = "poll_event"
    __table_args__ = (
        one_of("action", PollAction),
        one_of("from_state", ElectionState),
        one_of("to_state", ElectionState),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    number: Mapped[Sequence]
    action: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    at: Mapped[Moment]
    actor_ids: Mapped[tuple[str, ...]] = mapped_column(TextList)
    counts: Mapped[str]
    note: Mapped[str]


class AuditRow(Base):
    """An entry of the audit log, chained by its hash. There is none per cast."""

    __tablename__ = "audit_entry"
    __table_args__ = (CheckConstraint("seq >= 1", name="seq_positive"), STRICT)

    seq: Mapped[Sequence]
    at: Mapped[Moment]
    actor: Mapped[str]
    event: Mapped[str]
    details: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class OrderedItemRow(Base):
    """What waits to be sent on lane S: set-up events, in their order."""

    __tablename__ = "outbox_ordered"
    __table_args__ = ({"sqlite_strict": True, "sqlite_autoincrement": True},)

    position: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[ElectionRef]
    kind: Mapped[str]
    key: Mapped[str]
    payload: Mapped[bytes]


class MixedItemRow(Base):
    """What waits on lanes P and B: no time and no order, so that neither tells who cast what."""

    __tablename__ = "outbox_mixed"
    __table_args__ = (CheckConstraint("lane IN ('P', 'B')", name="lane_known"), WITHOUT_ROWID)

    lane: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    election_id: Mapped[ElectionRef]
    kind: Mapped[str]
    payload: Mapped[bytes]


class RunningCountRow(Base):
    """Counts that the guards keep in step inside each transaction, so that a count never reads every row.

    `subject` is voter (word: station), participation (word: state; hour: of a cast), ballot (word: status) or
    waiting (word: lane of the outbox).
    """

    __tablename__ = "running_count"
    __table_args__ = (CheckConstraint("n >= 0", name="n_positive"), WITHOUT_ROWID)

    election_id: Mapped[IdKey]
    subject: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[str] = mapped_column(primary_key=True)
    n: Mapped[int]


class SettingRow(Base):
    """A setting of this store by its name."""

    __tablename__ = "setting"
    __table_args__ = (WITHOUT_ROWID,)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


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
