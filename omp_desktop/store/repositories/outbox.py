"""What waits to be sent: put here in the transaction that made it."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from omp_desktop.store.records import Lane, OutboxItem
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.counts import RunningCounts
from omp_desktop.store.schema import MixedItemRow, OrderedItemRow

_ADD_ORDERED = insert(OrderedItemRow)
_MIXED = upsert(MixedItemRow)
# What still waits is replaced by its newer state: the lane is a set, not a history.
_PUT_MIXED = _MIXED.on_conflict_do_update(
    set_={
        "election_id": _MIXED.excluded.election_id,
        "kind": _MIXED.excluded.kind,
        "payload": _MIXED.excluded.payload,
    }
)


class Outbox(Repository):
    """Lane S in order; lanes P and B as sets by random keys, without order or time."""

    def add(self, lane: Lane, kind: str, payload: bytes, election_id: str, key: str) -> None:
        """Puts an item on its lane. On P and B it takes the place of a waiting item with the same key."""
        values = {"election_id": election_id, "kind": kind, "key": key, "payload": payload}
        if lane == "S":
            self._run(_ADD_ORDERED, values)
        else:
            self._run(_PUT_MIXED, {**values, "lane": lane})

    def count(self, lane: Lane | None = None) -> int:
        """How many items wait, on one lane or on all; does not read them."""
        counts = RunningCounts(self._connection).waiting()
        return sum(counts.values()) if lane is None else counts.get(lane, 0)

    def waiting(self, lane: Lane, limit: int = 200) -> list[OutboxItem]:
        """Items of a lane: S in its order, P and B by their random keys."""
        if lane == "S":
            ordered = select(*OrderedItemRow.__table__.columns).order_by(OrderedItemRow.position).limit(limit)
            return [
                OutboxItem("S", row.key, row.election_id, row.kind, row.payload, row.position)
                for row in self._rows(ordered)
            ]
        mixed = (
            select(*MixedItemRow.__table__.columns)
            .where(MixedItemRow.lane == lane)
            .order_by(MixedItemRow.key)
            .limit(limit)
        )
        return [
            OutboxItem(lane, row.key, row.election_id, row.kind, row.payload) for row in self._rows(mixed)
        ]
