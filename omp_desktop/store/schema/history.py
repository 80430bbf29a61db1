"""What happened, and the store's own settings."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from omp_desktop.domain.election import (
    ElectionState,
    PollAction,
)
from omp_desktop.store.columns import TextList, one_of
from omp_desktop.store.schema.base import (
    STRICT,
    WITHOUT_ROWID,
    Base,
    ElectionKey,
    Moment,
    Sequence,
)


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


class SettingRow(Base):
    """A setting of this store by its name."""

    __tablename__ = "setting"
    __table_args__ = (WITHOUT_ROWID,)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
