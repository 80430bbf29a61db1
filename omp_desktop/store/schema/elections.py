"""An election and what is published of it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.amendment import AmendmentKind
from omp_desktop.domain.candidate import PHOTO_BYTES_MOST, CandidateState
from omp_desktop.domain.election import (
    ContestKind,
    ElectionState,
    Identification,
    OwnVotePolicy,
    ResultsPolicy,
)
from omp_desktop.store.columns import HexId, TextList, id_length, one_of
from omp_desktop.store.schema.base import (
    PUBLIC_KEY_BYTES,
    STRICT,
    WITHOUT_ROWID,
    Base,
    ElectionKey,
    ElectionRef,
    Flag,
    Id,
    IdKey,
    Moment,
    Sequence,
)


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


class CandidatePhotoRow(Base):
    """A candidate's photo, as a picture file."""

    __tablename__ = "candidate_photo"
    __table_args__ = (
        CheckConstraint(f"length(body) BETWEEN 1 AND {PHOTO_BYTES_MOST}", name="body_size"),
        Index(None, "election_id"),
        STRICT,
    )

    candidate_id: Mapped[str] = mapped_column(
        HexId, ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True
    )
    election_id: Mapped[ElectionRef]
    body: Mapped[bytes]


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
