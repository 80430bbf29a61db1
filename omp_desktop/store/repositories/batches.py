"""Frozen batches: their bytes never change, and only a receipt of the centre ends what is done with them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Row, delete, exists, func, insert, select, update

from omp_desktop.domain.sending import BatchState
from omp_desktop.store.records import ChainPlace, Lane, PagePlace, StoredBatch
from omp_desktop.store.repositories.base import Repository
from omp_desktop.store.schema import BatchBodyRow, BatchRow, OrderedItemRow

# What travels first to a centre that does not have the election: everything else of it would be refused.
PUBLICATION: Final = "election-published"
LANES: Final[tuple[Lane, ...]] = ("S", "P", "B")
# After so many attempts a batch is not waited for any more: what the centre can never take blocks no lane.
ATTEMPTS_WAITED_FOR: Final = 10

_COLUMNS = BatchRow.__table__.columns
_ON_THE_WAY = BatchRow.state.in_((BatchState.WAITING.value, BatchState.SENT.value))
_PUBLISHED_FIRST = (BatchRow.lane == "S") | ~exists(
    select(OrderedItemRow.position).where(
        OrderedItemRow.election_id == BatchRow.election_id, OrderedItemRow.kind == PUBLICATION
    )
)


class Batches(Repository):
    """waiting → sent → acknowledged, or held and tried again."""

    def add(self, batch: StoredBatch, body: bytes) -> None:
        """Stores a batch that waits, with the bytes that will travel. Raises RecordExists."""
        self._run(insert(BatchRow), _values(batch))
        self._run(insert(BatchBodyRow), {"id": batch.batch_id, "body": body})

    def get(self, batch_id: str) -> StoredBatch:
        """The batch. Raises RecordMissing."""
        return _batch(self._one("batch", select(*_COLUMNS).where(BatchRow.id == batch_id)))

    def body(self, batch_id: str) -> bytes:
        """The bytes that travel. Raises RecordMissing."""
        row = self._one("batch", select(BatchBodyRow.body).where(BatchBodyRow.id == batch_id))
        return bytes(row.body)

    def last(self, chain: ChainPlace) -> StoredBatch | None:
        """The last batch of a chain, or None before the first."""
        statement = (
            select(*_COLUMNS)
            .where(
                BatchRow.election_id == chain.election_id,
                BatchRow.device_id == chain.device_id,
                BatchRow.store_epoch == chain.store_epoch,
                BatchRow.lane == chain.lane,
            )
            .order_by(BatchRow.sequence.desc())
            .limit(1)
        )
        row = self._row(statement)
        return None if row is None else _batch(row)

    def numbered(self, chain: ChainPlace, sequence: int) -> StoredBatch | None:
        """The batch of a chain with this number, or None."""
        statement = select(*_COLUMNS).where(
            BatchRow.election_id == chain.election_id,
            BatchRow.device_id == chain.device_id,
            BatchRow.store_epoch == chain.store_epoch,
            BatchRow.lane == chain.lane,
            BatchRow.sequence == sequence,
        )
        row = self._row(statement)
        return None if row is None else _batch(row)

    def heads(self) -> list[StoredBatch]:
        """The next batch of each lane: what failed more often stands behind.

        Lanes P and B of an election wait while its publication is not acknowledged.
        """
        found = []
        for lane in LANES:
            statement = (
                select(*_COLUMNS)
                .where(_ON_THE_WAY, BatchRow.lane == lane, _PUBLISHED_FIRST)
                .order_by(BatchRow.attempts, BatchRow.store_epoch, BatchRow.sequence, BatchRow.id)
                .limit(1)
            )
            row = self._row(statement)
            if row is not None:
                found.append(_batch(row))
        return found

    def on_the_way(self, election_id: str, lane: Lane) -> bool:
        """Whether a batch of this lane waits or was sent, and is neither acknowledged nor held.

        One that was tried often in vain does not count.
        """
        statement = select(BatchRow.id).where(
            _ON_THE_WAY,
            BatchRow.election_id == election_id,
            BatchRow.lane == lane,
            BatchRow.attempts < ATTEMPTS_WAITED_FOR,
        )
        return self._row(statement.limit(1)) is not None

    def in_states(self, *states: BatchState) -> list[StoredBatch]:
        """Every batch in one of these states, by election, lane, epoch and number."""
        statement = (
            select(*_COLUMNS)
            .where(BatchRow.state.in_([state.value for state in states]))
            .order_by(BatchRow.election_id, BatchRow.lane, BatchRow.store_epoch, BatchRow.sequence)
        )
        return [_batch(row) for row in self._rows(statement)]

    def of_election(self, election_id: str) -> list[StoredBatch]:
        """Every batch of an election, by lane, epoch and number."""
        statement = (
            select(*_COLUMNS)
            .where(BatchRow.election_id == election_id)
            .order_by(BatchRow.lane, BatchRow.store_epoch, BatchRow.sequence)
        )
        return [_batch(row) for row in self._rows(statement)]

    def set_aside(self) -> list[StoredBatch]:
        """Acknowledged batches of which the centre set items aside; `problem` has the code of one."""
        statement = select(*_COLUMNS).where(
            BatchRow.state == BatchState.ACKNOWLEDGED.value, BatchRow.problem.is_not(None)
        )
        return [_batch(row) for row in self._rows(statement.order_by(BatchRow.id))]

    def count_set_aside(self) -> int:
        """How many batches have such items."""
        statement = select(func.count()).where(
            BatchRow.state == BatchState.ACKNOWLEDGED.value, BatchRow.problem.is_not(None)
        )
        return int(self._one("batch", statement)[0])

    def mark_sent(self, batch_id: str) -> None:
        """Before the first byte goes out; counts the attempt. Raises RecordMissing for what is held."""
        self._change_one(
            "batch",
            update(BatchRow)
            .where(BatchRow.id == batch_id, _ON_THE_WAY)
            .values(state=BatchState.SENT.value, attempts=BatchRow.attempts + 1),
        )

    def note(self, batch_id: str, problem: str) -> None:
        """Why it has to be sent again: the code of an error. Raises RecordMissing."""
        self._change_one("batch", update(BatchRow).where(BatchRow.id == batch_id).values(problem=problem))

    def hold(self, batch_id: str, problem: str) -> None:
        """The centre refused it, with this code: others go first. Raises RecordMissing."""
        self._change_one(
            "batch",
            update(BatchRow)
            .where(BatchRow.id == batch_id)
            .values(state=BatchState.HELD.value, problem=problem),
        )

    def retry_held(self, *, batch_id: str | None = None, problems: Collection[str] | None = None) -> int:
        """Puts held batches back to those that are sent; returns how many.

        All of them, one, or those that were held for one of these problems.
        """
        statement = update(BatchRow).where(BatchRow.state == BatchState.HELD.value)
        if batch_id is not None:
            statement = statement.where(BatchRow.id == batch_id)
        if problems is not None:
            statement = statement.where(BatchRow.problem.in_(problems))
        return self._run(statement.values(state=BatchState.SENT.value)).rowcount

    def acknowledge(self, batch_id: str, receipt: bytes, set_aside: str | None = None) -> None:
        """The centre has it: `receipt` is the envelope that was checked. Statements in it leave the queue.

        `set_aside` is the code of an item that the centre keeps apart. Raises RecordMissing, and
        RecordProtected for a batch that is acknowledged already.
        """
        self._change_one(
            "batch",
            update(BatchRow)
            .where(BatchRow.id == batch_id)
            .values(state=BatchState.ACKNOWLEDGED.value, problem=set_aside, receipt=receipt),
        )
        self._run(delete(OrderedItemRow).where(OrderedItemRow.batch_id == batch_id))


def _values(batch: StoredBatch) -> dict[str, Any]:
    page = batch.page
    return {
        "id": batch.batch_id,
        "election_id": batch.chain.election_id,
        "lane": batch.chain.lane,
        "device_id": batch.chain.device_id,
        "store_epoch": batch.chain.store_epoch,
        "sequence": batch.sequence,
        "digest": batch.digest,
        "n": batch.n,
        "state": batch.state.value,
        "attempts": batch.attempts,
        "problem": batch.problem,
        "page_device_id": None if page is None else page.device_id,
        "page_store_epoch": None if page is None else page.store_epoch,
        "page_number": None if page is None else page.number,
        "receipt": batch.receipt,
    }


def _batch(row: Row[Any]) -> StoredBatch:
    page = None
    if row.page_number is not None:
        page = PagePlace(row.election_id, row.page_device_id, row.page_store_epoch, row.page_number)
    return StoredBatch(
        batch_id=row.id,
        chain=ChainPlace(row.election_id, row.device_id, row.store_epoch, row.lane),
        sequence=row.sequence,
        digest=row.digest,
        n=row.n,
        page=page,
        state=BatchState(row.state),
        attempts=row.attempts,
        problem=row.problem,
        receipt=row.receipt,
    )
