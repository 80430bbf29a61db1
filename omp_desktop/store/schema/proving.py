"""What makes the count provable: pages, closing values, tested ballots, own-vote records, trustees' work."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.store.columns import HexId, id_length, one_of
from omp_desktop.store.schema.base import (
    WITHOUT_ROWID,
    Base,
    ElectionKey,
    Id,
    IdKey,
    Sequence,
    StationRef,
)

_HASH = 32


class PageRow(Base):
    """A frozen batch of a device's ballots; `hash` covers the page before, its codes and what became of them.

    The ballots of a page stand in `page_ballot`. Pages are numbered from 1 within a store epoch.
    """

    __tablename__ = "page"
    __table_args__ = (
        id_length("previous", _HASH),
        id_length("hash", _HASH),
        CheckConstraint("number >= 1", name="number_positive"),
        WITHOUT_ROWID,
    )

    election_id: Mapped[ElectionKey]
    device_id: Mapped[str] = mapped_column(HexId, ForeignKey("device.id"), primary_key=True)
    store_epoch: Mapped[Sequence]
    number: Mapped[Sequence]
    station_id: Mapped[StationRef]
    previous: Mapped[Id]
    hash: Mapped[Id]


class PageBallotRow(Base):
    """On which page a ballot stands; a ballot without a row waits for its page."""

    __tablename__ = "page_ballot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["election_id", "device_id", "store_epoch", "number"],
            ["page.election_id", "page.device_id", "page.store_epoch", "page.number"],
        ),
        Index(None, "election_id", "device_id", "store_epoch", "number"),
        WITHOUT_ROWID,
    )

    id: Mapped[str] = mapped_column(HexId, ForeignKey("ballot.id"), primary_key=True)
    election_id: Mapped[Id]
    device_id: Mapped[Id]
    store_epoch: Mapped[int]
    number: Mapped[int]


class ClosingValueRow(Base):
    """A device's closing value: over all its pages, counts and epochs. Re-opened polls end with another."""

    __tablename__ = "closing_value"
    __table_args__ = (id_length("value", _HASH), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    device_id: Mapped[str] = mapped_column(HexId, ForeignKey("device.id"), primary_key=True)
    number: Mapped[Sequence]
    value: Mapped[Id]
    body: Mapped[str]
    # Missing while the key store did not answer when the polls closed.
    signature: Mapped[bytes | None]


class TestedBallotRow(Base):
    """The nonce of a tested ballot: with it anybody opens the ballot, which is never counted."""

    __test__ = False  # no test class, for pytest
    __tablename__ = "tested_ballot"
    __table_args__ = (CheckConstraint("length(nonce) = 32", name="nonce_length"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(HexId, ForeignKey("ballot.id"), primary_key=True)
    nonce: Mapped[bytes]


class OwnVoteRow(Base):
    """What the voter alone can open: sealed under a receipt secret and a pepper that is kept elsewhere."""

    __tablename__ = "own_vote_record"
    __table_args__ = (WITHOUT_ROWID,)

    id: Mapped[str] = mapped_column(HexId, ForeignKey("ballot.id"), primary_key=True)
    body: Mapped[bytes]


class CeremonyRow(Base):
    """The key ceremony of a draft: everything that the trustees published so far, as JSON. No secret."""

    __tablename__ = "ceremony"
    __table_args__ = (WITHOUT_ROWID,)

    election_id: Mapped[ElectionKey]
    body: Mapped[str]


class OpeningRequestRow(Base):
    """Sums that the trustees are asked to open: the values themselves, which no later cast changes."""

    __tablename__ = "opening_request"
    __table_args__ = (one_of("kind", OpeningKind), WITHOUT_ROWID)

    election_id: Mapped[ElectionKey]
    number: Mapped[Sequence]
    kind: Mapped[str]
    body: Mapped[bytes]


class OpeningShareRow(Base):
    """One trustee's part of an opening, with its proofs."""

    __tablename__ = "opening_share"
    __table_args__ = (
        ForeignKeyConstraint(
            ["election_id", "number"], ["opening_request.election_id", "opening_request.number"]
        ),
        WITHOUT_ROWID,
    )

    election_id: Mapped[IdKey]
    number: Mapped[Sequence]
    trustee: Mapped[Sequence]
    body: Mapped[bytes]
