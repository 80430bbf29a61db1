"""What happened, in order, for good: amendments, steps of the polls, the audit log."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select

from omp_desktop.domain.amendment import Amendment, AmendmentKind
from omp_desktop.domain.audit import AuditEntry, AuditEvent
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.store.records import PollEvent
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import AmendmentRow, AuditRow, PollEventRow

_COUNT_AMENDMENTS = (
    select(func.count().label("n"))
    .select_from(AmendmentRow)
    .where(AmendmentRow.election_id == bindparam("election_id"))
)
_AUDIT = select(*AuditRow.__table__.columns)


class Amendments(Repository):
    """The signed changes of published elections."""

    def add(self, amendment: Amendment) -> None:
        """Stores the next amendment. Raises RecordExists for a number that is taken."""
        self._run(
            insert(AmendmentRow),
            {
                "election_id": amendment.election_id,
                "number": amendment.number,
                "kind": amendment.kind.value,
                "payload": _json(amendment.payload),
                "made_at": amendment.made_at,
                "previous_hash": amendment.previous_hash,
                "signature": amendment.signature,
            },
        )

    def all(self, election_id: str) -> list[Amendment]:
        """The amendments in their order."""
        statement = (
            select(*AmendmentRow.__table__.columns)
            .where(AmendmentRow.election_id == election_id)
            .order_by(AmendmentRow.number)
        )
        return [_amendment(row) for row in self._rows(statement)]

    def count(self, election_id: str) -> int:
        """How many there are; they are only ever added, so this tells whether there is a new one."""
        return int(self._one("amendment", _COUNT_AMENDMENTS, {"election_id": election_id}).n)


class PollEvents(Repository):
    """The steps in the life of each election."""

    def add(self, happened: PollEvent) -> None:
        """Adds a step behind the earlier ones."""
        of_election = PollEventRow.election_id == happened.election_id
        last = self._one(
            "poll_event", select(func.max(PollEventRow.number).label("number")).where(of_election)
        )
        self._run(
            insert(PollEventRow),
            {
                "election_id": happened.election_id,
                "number": (last.number or 0) + 1,
                "action": happened.action.value,
                "from_state": happened.from_state.value,
                "to_state": happened.to_state.value,
                "at": happened.at,
                "actor_ids": happened.actor_ids,
                "counts": _json(happened.counts),
                "note": happened.note,
            },
        )

    def all(self, election_id: str) -> list[PollEvent]:
        """The steps in their order."""
        statement = (
            select(*PollEventRow.__table__.columns)
            .where(PollEventRow.election_id == election_id)
            .order_by(PollEventRow.number)
        )
        return [_poll_event(row) for row in self._rows(statement)]


class AuditLog(Repository):
    """The hash-chained log; entries are only ever added."""

    def append(self, entry: AuditEntry) -> None:
        """Adds the entry that follows `last()`. Raises RecordExists when another took its number."""
        self._run(
            insert(AuditRow),
            {
                "seq": entry.seq,
                "at": entry.at,
                "actor": entry.actor,
                "event": entry.event.value,
                "details": _json(entry.details),
                "previous_hash": entry.previous_hash,
                "hash": entry.hash,
            },
        )

    def last(self) -> AuditEntry | None:
        """The latest entry, or None in a new store."""
        row = self._row(_AUDIT.order_by(AuditRow.seq.desc()).limit(1))
        return None if row is None else _audit_entry(row)

    def page(self, after_seq: int = 0, limit: int = 200) -> list[AuditEntry]:
        """The entries behind number `after_seq`, in order."""
        statement = _AUDIT.where(AuditRow.seq > after_seq).order_by(AuditRow.seq).limit(limit)
        return [_audit_entry(row) for row in self._rows(statement)]

    def count(self) -> int:
        """How many entries there are."""
        row = self._one("audit_entry", select(func.count().label("n")).select_from(AuditRow))
        return int(row.n)


def _json(value: Any) -> str:
    return json.dumps(dict(value), ensure_ascii=False, separators=(",", ":"))


def _amendment(row: Row[Any]) -> Amendment:
    return Amendment(
        election_id=row.election_id,
        number=row.number,
        kind=AmendmentKind(row.kind),
        payload=json.loads(row.payload),
        made_at=row.made_at,
        previous_hash=row.previous_hash,
        signature=row.signature,
    )


def _poll_event(row: Row[Any]) -> PollEvent:
    return PollEvent(
        election_id=row.election_id,
        action=PollAction(row.action),
        from_state=ElectionState(row.from_state),
        to_state=ElectionState(row.to_state),
        at=row.at,
        actor_ids=row.actor_ids,
        counts=json.loads(row.counts),
        note=row.note,
    )


def _audit_entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        event=AuditEvent(row.event),
        details=json.loads(row.details),
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
