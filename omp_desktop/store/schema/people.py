"""Stations, their devices, who may sign in, and who may vote."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.access import Role
from omp_desktop.domain.personal_code import TRIES_MOST
from omp_desktop.domain.station import DeviceKind
from omp_desktop.store.columns import BirthDate, HexId, Instant, id_length, one_of
from omp_desktop.store.schema.base import (
    KEPT_CODE_BYTES,
    PUBLIC_KEY_BYTES,
    STRICT,
    WITHOUT_ROWID,
    Base,
    ElectionKey,
    ElectionRef,
    Flag,
    Id,
    IdKey,
    StationRef,
)


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


class VoterCodeRow(Base):
    """What is kept of a voter's personal code: an HMAC under a key that is not in this file."""

    __tablename__ = "voter_code"
    __table_args__ = (
        id_length("code", KEPT_CODE_BYTES),
        Index(None, "election_id"),
        WITHOUT_ROWID,
    )

    voter_id: Mapped[str] = mapped_column(HexId, ForeignKey("voter.id", ondelete="CASCADE"), primary_key=True)
    election_id: Mapped[ElectionRef]
    code: Mapped[bytes]


class CodeTryRow(Base):
    """Wrong personal codes in a row. `subject`: the voter, or a mark of a number that is on no list."""

    __tablename__ = "code_try"
    __table_args__ = (
        id_length("subject"),
        CheckConstraint(f"failures BETWEEN 1 AND {TRIES_MOST}", name="failures_range"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    subject: Mapped[IdKey]
    failures: Mapped[int]
