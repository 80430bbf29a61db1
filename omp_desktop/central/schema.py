"""The tables of the centre, the same on SQLite and PostgreSQL. Ids are hex texts, instants texts in UTC.

Ballots lie in the batches that brought them; `ballot` says where. No table has a voter and a ballot.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

HexId = Annotated[str, mapped_column(String(32))]
HexIdKey = Annotated[str, mapped_column(String(32), primary_key=True)]
Hex32 = Annotated[str, mapped_column(String(64))]
Hex32Key = Annotated[str, mapped_column(String(64), primary_key=True)]
ElectionRef = Annotated[str, mapped_column(String(32), ForeignKey("election.id"))]
ElectionKey = Annotated[str, mapped_column(String(32), ForeignKey("election.id"), primary_key=True)]
Instant = Annotated[str, mapped_column(String(20))]
Counter = Annotated[int, mapped_column(BigInteger)]
# What `checked` of a page and `proof` of a ballot say.
WAITING, GOOD, BAD = "waiting", "good", "bad"
# Counts up by itself on both databases.
Serial = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)]


class Base(DeclarativeBase):
    """Every constraint has a name, so that a migration can address it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), bytes: LargeBinary(), bool: Boolean()}


class SettingRow(Base):
    """What the centre knows of itself, by name: its public key, the commission code's hash."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]


class CommissionRow(Base):
    """The commission: the key that signs manifests, and its device."""

    __tablename__ = "commission"

    commission_key: Mapped[Hex32Key]
    device_id: Mapped[str] = mapped_column(String(32), ForeignKey("device.id"))
    registered_at: Mapped[Instant]


class ElectionRow(Base):
    """A published election. `next_cursor` numbers the statements without a gap, under this row's lock."""

    __tablename__ = "election"

    id: Mapped[HexIdKey]
    manifest: Mapped[bytes]
    manifest_hash: Mapped[Hex32]
    manifest_signature: Mapped[str]
    commission_key: Mapped[Hex32]
    published_at: Mapped[Instant]
    next_cursor: Mapped[Counter]


class AmendmentRow(Base):
    """A signed change, chained to the one before."""

    __tablename__ = "amendment"

    election_id: Mapped[ElectionKey]
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[bytes]
    signature: Mapped[str]


class StationRow(Base):
    """A polling station of an election, as the manifest names it. `poll_state`: "" before any news."""

    __tablename__ = "station"

    election_id: Mapped[ElectionKey]
    id: Mapped[HexIdKey]
    name: Mapped[str]
    listed: Mapped[Counter]
    poll_state: Mapped[str] = mapped_column(String(20))


class CodeRow(Base):
    """An enrolment code by the hash of its secret. Used once."""

    __tablename__ = "code"

    hash: Mapped[Hex32Key]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[HexId]
    expires_at: Mapped[Instant]
    used_by: Mapped[str | None] = mapped_column(String(32))


class DeviceRow(Base):
    """An office that signs batches. `state`: waiting, confirmed, revoked."""

    __tablename__ = "device"

    id: Mapped[HexIdKey]
    name: Mapped[str]
    public_key: Mapped[Hex32]
    store_id: Mapped[HexId]
    state: Mapped[str] = mapped_column(String(12))
    commission: Mapped[bool]
    program: Mapped[str]
    enrolled_at: Mapped[Instant]


class DeviceKeyRow(Base):
    """Every key that a device ever had: what an older one signed stays checkable.

    `revoked`: what it signed is set aside, even if the device enrolled again with another key. `rotation`:
    the envelope that brought it, None for the first one.
    """

    __tablename__ = "device_key"

    device_id: Mapped[str] = mapped_column(String(32), ForeignKey("device.id"), primary_key=True)
    public_key: Mapped[Hex32Key]
    since: Mapped[Instant]
    revoked: Mapped[bool] = mapped_column(default=False)
    rotation: Mapped[str | None]


class EnrolmentRow(Base):
    """For which station of which election a device speaks, and its package."""

    __tablename__ = "enrolment"

    election_id: Mapped[ElectionKey]
    device_id: Mapped[str] = mapped_column(String(32), ForeignKey("device.id"), primary_key=True)
    station_id: Mapped[HexId]
    package: Mapped[bytes | None]
    package_revision: Mapped[int | None] = mapped_column(BigInteger)


class KioskRow(Base):
    """A kiosk whose ballots a station brings, and its key."""

    __tablename__ = "kiosk"

    election_id: Mapped[ElectionKey]
    id: Mapped[HexIdKey]
    station_id: Mapped[HexId]
    name: Mapped[str]
    public_key: Mapped[Hex32]


class BatchRow(Base):
    """A batch with its receipt; both byte for byte. `fork`: a second branch of the sender's history."""

    __tablename__ = "batch"
    __table_args__ = (Index(None, "election_id", "station_id"),)

    id: Mapped[HexIdKey]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[HexId]
    device_id: Mapped[str] = mapped_column(String(32), ForeignKey("device.id"))
    store_epoch: Mapped[Counter]
    lane: Mapped[str] = mapped_column(String(1))
    sequence: Mapped[Counter]
    previous: Mapped[Hex32]
    digest: Mapped[Hex32]
    n: Mapped[int]
    fork: Mapped[bool]
    body: Mapped[bytes]
    receipt: Mapped[bytes]


# One batch in each place of a chain; the branches of a fork stand beside it.
Index(
    "uq_batch_place",
    BatchRow.election_id,
    BatchRow.device_id,
    BatchRow.store_epoch,
    BatchRow.lane,
    BatchRow.sequence,
    unique=True,
    sqlite_where=~BatchRow.fork,
    postgresql_where=~BatchRow.fork,
)


class StatementRow(Base):
    """A statement (lane S), numbered in the order in which the centre took them: the feed."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("election_id", "device_id", "store_epoch", "position"),
        Index(None, "election_id", "kind"),
    )

    election_id: Mapped[ElectionKey]
    cursor: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    station_id: Mapped[HexId]
    device_id: Mapped[HexId]
    store_epoch: Mapped[Counter]
    position: Mapped[Counter]
    kind: Mapped[str] = mapped_column(String(60))
    body: Mapped[bytes]


class PledgeRow(Base):
    """A pledge as it stands after the latest statement about it."""

    __tablename__ = "pledge"
    __table_args__ = (Index(None, "election_id", "candidate_id"),)

    election_id: Mapped[ElectionKey]
    id: Mapped[HexIdKey]
    candidate_id: Mapped[HexId]
    theme: Mapped[str]
    title: Mapped[str]
    description: Mapped[str]
    position: Mapped[int]


class ParticipationRow(Base):
    """How far a voter is, and which batch said so. The key is one voter, one vote."""

    __tablename__ = "participation"
    __table_args__ = (Index(None, "election_id", "station_id"),)

    election_id: Mapped[ElectionKey]
    voter_id: Mapped[HexIdKey]
    station_id: Mapped[HexId]
    state: Mapped[str] = mapped_column(String(12))
    hour: Mapped[str | None] = mapped_column(String(20))
    store_epoch: Mapped[Counter]
    sequence: Mapped[Counter]


class PageRow(Base):
    """A page of ballots. `checked`: waiting, good, bad – by the process that checks proofs.

    `file_bytes` and `file_sha256` are those of the page as a file of the record; None while it waits, and for
    good where one of its ballots cannot be read.
    """

    __tablename__ = "page"
    __table_args__ = (Index(None, "checked"),)

    election_id: Mapped[ElectionKey]
    device_id: Mapped[HexIdKey]
    store_epoch: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    station_id: Mapped[HexId]
    previous: Mapped[Hex32]
    hash: Mapped[Hex32]
    batch_id: Mapped[str] = mapped_column(String(32), ForeignKey("batch.id"))
    countersignature: Mapped[str]
    checked: Mapped[str] = mapped_column(String(8))
    file_bytes: Mapped[Counter | None]
    file_sha256: Mapped[Hex32 | None]


class BallotRow(Base):
    """Where a ballot lies, and what became of it; its bytes are in the batch. `proof`: waiting, good, bad.

    A code is there once for each station: it is checked afterwards, and nobody may take that of another's
    ballot, which voters show around, before it comes.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("election_id", "code", "station_id"),
        Index(None, "election_id", "short_code"),
    )

    election_id: Mapped[ElectionKey]
    id: Mapped[Hex32Key]
    code: Mapped[Hex32]
    short_code: Mapped[str] = mapped_column(String(25))
    status: Mapped[str] = mapped_column(String(10))
    station_id: Mapped[HexId]
    device_id: Mapped[HexId]
    store_epoch: Mapped[Counter]
    page: Mapped[Counter]
    # SHA-256 over body, signature and status: tells the same ballot from another one under its id.
    digest: Mapped[Hex32]
    batch_id: Mapped[str] = mapped_column(String(32), ForeignKey("batch.id"))
    proof: Mapped[str] = mapped_column(String(8))


class SumRow(Base):
    """The product of the ciphertexts of a station's cast ballots whose proofs are good."""

    __tablename__ = "sum"

    election_id: Mapped[ElectionKey]
    station_id: Mapped[HexIdKey]
    contest_id: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    ballots: Mapped[Counter]


class CountRow(Base):
    """Counts of a station, kept in step inside the transaction that changes what they count."""

    __tablename__ = "count"

    election_id: Mapped[ElectionKey]
    station_id: Mapped[HexIdKey]
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[Counter]


class QuarantineRow(Base):
    """An item that was set aside: raw bytes, the code of why. Nothing is ever deleted from here."""

    __tablename__ = "quarantine"
    __table_args__ = (Index(None, "election_id", "station_id"),)

    id: Mapped[Serial]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[HexId]
    batch_id: Mapped[HexId]
    item: Mapped[int]
    code: Mapped[str] = mapped_column(String(60))
    raw: Mapped[bytes]
    at: Mapped[Instant]


class AlarmRow(Base):
    """Something that a person must look at: a fork, a mismatch, a bad proof. Told once."""

    __tablename__ = "alarm"
    __table_args__ = (UniqueConstraint("election_id", "station_id", "code", "subject"),)

    id: Mapped[Serial]
    election_id: Mapped[ElectionRef]
    station_id: Mapped[HexId]
    code: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(120))
    at: Mapped[Instant]


class LogRow(Base):
    """What devices and the commission did about devices: enrolled, confirmed, revoked, rotated."""

    __tablename__ = "trust_log"

    id: Mapped[Serial]
    at: Mapped[Instant]
    actor: Mapped[HexId]
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    detail: Mapped[str]
