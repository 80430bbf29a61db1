"""What people noted about an election."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.remark import RemarkKind
from omp_desktop.store.columns import HexId, id_length, one_of
from omp_desktop.store.schema.base import (
    WITHOUT_ROWID,
    Base,
    ElectionRef,
    Id,
    IdKey,
    Moment,
)


class RemarkRow(Base):
    """A remark, or a correction of one: each is replaced once at most."""

    __tablename__ = "remark"
    __table_args__ = (
        id_length("id"),
        one_of("kind", RemarkKind),
        CheckConstraint("(replaces IS NULL) = (reason = '')", name="reason_of_correction"),
        Index(None, "election_id"),
        WITHOUT_ROWID,
    )

    id: Mapped[IdKey]
    election_id: Mapped[ElectionRef]
    kind: Mapped[str]
    value: Mapped[str]
    at: Mapped[Moment]
    author: Mapped[Id]
    replaces: Mapped[str | None] = mapped_column(HexId, ForeignKey("remark.id"), unique=True)
    reason: Mapped[str]
