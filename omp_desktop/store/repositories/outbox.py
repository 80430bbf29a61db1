"""What waits to be sent: put here in the transaction that made it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.store.records import Lane, OutboxItem, PagePlace, WaitingBallot
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.repositories.counts import RunningCounts
from omp_desktop.store.repositories.settings import Settings
from omp_desktop.store.schema import (
    BallotBodyRow,
    BallotRow,
    MixedItemRow,
    OrderedItemRow,
    PageBallotRow,
    PollEventRow,
)

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
# Items of lane B are keyed by the ballot's id in hex.
_BALLOT_OF_KEY = func.unhex(MixedItemRow.key)
_RELEASE = "sending.release."
_DONE = "done"


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
        """How many items the centre did not acknowledge yet, on one lane or on all; does not read them."""
        counts = RunningCounts(self._connection).unacknowledged()
        return sum(counts.values()) if lane is None else counts.get(lane, 0)

    def count_of(self, election_id: str) -> int:
        """How many items of an election the centre did not acknowledge yet; does not read them."""
        return RunningCounts(self._connection).unacknowledged_of(election_id)

    def waiting(self, lane: Lane, limit: int = 200, election_id: str | None = None) -> list[OutboxItem]:
        """Items of a lane: S in its order until they are acknowledged, P and B by their random keys until
        they are frozen. Of all elections or of one."""
        if lane == "S":
            ordered = select(*OrderedItemRow.__table__.columns).order_by(OrderedItemRow.position).limit(limit)
            if election_id is not None:
                ordered = ordered.where(OrderedItemRow.election_id == election_id)
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
        if election_id is not None:
            mixed = mixed.where(MixedItemRow.election_id == election_id)
        return [
            OutboxItem(lane, row.key, row.election_id, row.kind, row.payload) for row in self._rows(mixed)
        ]

    def statements(self, election_id: str, limit: int = 200) -> list[OutboxItem]:
        """The first items of lane S that are in no batch yet."""
        statement = (
            select(*OrderedItemRow.__table__.columns)
            .where(OrderedItemRow.election_id == election_id, OrderedItemRow.batch_id.is_(None))
            .order_by(OrderedItemRow.position)
            .limit(limit)
        )
        return [
            OutboxItem("S", row.key, row.election_id, row.kind, row.payload, row.position)
            for row in self._rows(statement)
        ]

    def ballots(self, election_id: str) -> list[WaitingBallot]:
        """The ballots that wait on lane B and stand on no page yet, by their random ids."""
        statement = (
            select(
                BallotRow.id,
                BallotRow.device_id,
                BallotRow.store_epoch,
                BallotRow.status,
                func.length(BallotBodyRow.body).label("size"),
            )
            .join(MixedItemRow, BallotRow.id == _BALLOT_OF_KEY)
            .join(BallotBodyRow, BallotBodyRow.id == BallotRow.id)
            .outerjoin(PageBallotRow, PageBallotRow.id == BallotRow.id)
            .where(
                MixedItemRow.lane == "B",
                MixedItemRow.election_id == election_id,
                PageBallotRow.id.is_(None),
            )
            .order_by(MixedItemRow.key)
        )
        return [
            WaitingBallot(row.id, row.device_id, row.store_epoch, BallotStatus(row.status), row.size)
            for row in self._rows(statement)
        ]

    def sealed_epochs(self, election_id: str) -> dict[str, int]:
        """The oldest epoch in which each kiosk sealed a ballot that may still be cast."""
        statement = (
            select(BallotRow.device_id, func.min(BallotRow.store_epoch).label("epoch"))
            .where(BallotRow.election_id == election_id, BallotRow.status == BallotStatus.COMMITTED.value)
            .group_by(BallotRow.device_id)
        )
        return {row.device_id: row.epoch for row in self._rows(statement)}

    def unsent_page(self, election_id: str) -> PagePlace | None:
        """A page whose ballots wait on lane B: it stands, and is in no batch yet."""
        statement = (
            select(PageBallotRow.device_id, PageBallotRow.store_epoch, PageBallotRow.number)
            .join(MixedItemRow, PageBallotRow.id == _BALLOT_OF_KEY)
            .where(MixedItemRow.lane == "B", MixedItemRow.election_id == election_id)
            .order_by(MixedItemRow.key)
            .limit(1)
        )
        row = self._row(statement)
        return None if row is None else PagePlace(election_id, row.device_id, row.store_epoch, row.number)

    def freeze_statements(self, positions: Sequence[int], batch_id: str) -> None:
        """Remembers which batch they are in; they stay until it is acknowledged."""
        self._run(
            update(OrderedItemRow).where(OrderedItemRow.position.in_(positions)).values(batch_id=batch_id)
        )

    def take(self, lane: Lane, keys: Collection[str]) -> None:
        """Takes items of P or B out of the queue: their bytes are in a batch now."""
        self._run(delete(MixedItemRow).where(MixedItemRow.lane == lane, MixedItemRow.key.in_(keys)))

    def elections(self) -> list[str]:
        """The elections that have something on any lane; does not read the lanes."""
        return RunningCounts(self._connection).waiting_in()

    def release(self, election_id: str) -> None:
        """Two people said that what waits now is sent although the polls are open.

        Where nothing waits this does nothing: the next ballot would go alone. The next step of the polls ends
        it: polls that are opened again keep their ballots together.
        """
        waiting = select(MixedItemRow.key).where(MixedItemRow.election_id == election_id).limit(1)
        if self._row(waiting) is not None:
            Settings(self._connection).set(_RELEASE + election_id, self._steps(election_id))

    def released(self, election_id: str) -> bool:
        """Whether they said so, and it was not done yet."""
        said = Settings(self._connection).get(_RELEASE + election_id)
        return said is not None and said == self._steps(election_id)

    def end_release(self, election_id: str) -> None:
        """What waited then is frozen; later ballots keep together again."""
        Settings(self._connection).set(_RELEASE + election_id, _DONE)

    def _steps(self, election_id: str) -> str:
        """How many steps the polls took so far."""
        steps = select(func.count()).where(PollEventRow.election_id == election_id)
        return str(self._one("election", steps)[0])
