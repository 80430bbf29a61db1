"""One batch on its way: what the centre answers, and what becomes of the batch by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import BatchState
from omp_desktop.store.engine import Store
from omp_desktop.store.records import StoredBatch
from omp_desktop.sync.errors import RefusedUnexplained
from omp_desktop.sync.outbox import acknowledge
from omp_desktop.wire.envelope import Sealed
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.problem import STATUS
from omp_desktop.wire.receipt import Receipt
from omp_desktop.wire.refusals import CentreRefused
from omp_desktop.wire.station import Diff, DiffAnswer, Hello, StationState
from omp_desktop.wire.unreachable import CentreUnreachable

# Answers of HTTP that say "not now"; every other refusal holds the batch. docs/protocol.md, "Receipts".
_NOT_NOW: Final = frozenset({408, 409, 425, 429})


class Centre(Protocol):
    """What sending asks of a centre: a part of services/centre_port.py."""

    def hello(self) -> Hello:
        """Its time, checked."""

    def put_batch(self, election_id: str, station_id: str, batch_id: str, packed: bytes) -> Sealed:
        """Sends a batch; the receipt's envelope."""

    def state(self, election_id: str, station_id: str) -> StationState:
        """What it has of a station."""

    def diff(self, election_id: str, station_id: str, have: Diff) -> DiffAnswer:
        """Which batches it lacks, and the receipts of the others."""

    def abort(self) -> None:
        """Ends what is being asked now, from another thread."""

    def close(self) -> None:
        """Lets the connection go."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of it: a receipt, or a problem after which the batch is tried again or held."""

    receipt: Receipt | None = None
    problem: OmpError | None = None
    held: bool = False


def deliver(store: Store, centre: Centre, key: bytes, station_id: str, batch: StoredBatch) -> Delivered:
    """Sends a batch and takes its receipt; `key` is the centre's. Nothing else ends what is done with it.

    Raises the errors of the store.
    """
    with store.uow() as uow:
        if uow.batches.get(batch.batch_id).state not in {BatchState.WAITING, BatchState.SENT}:
            return Delivered()  # its receipt came on a stick meanwhile
        packed = uow.batches.body(batch.batch_id)
        uow.batches.mark_sent(batch.batch_id)
        # On the disk before the first byte goes out: a batch that may be at the centre never looks unsent.
        uow.commit()
    try:
        sealed = centre.put_batch(batch.chain.election_id, station_id, batch.batch_id, packed)
    except (CentreUnreachable, CentreRefused, WireRefused, RefusedUnexplained) as problem:
        return _failed(store, batch, problem, held=not passes(problem))
    try:
        return Delivered(acknowledge(store, batch.batch_id, sealed, key))
    except (CentreUnreachable, WireRefused) as problem:
        return _failed(store, batch, problem, held=False)


def passes(problem: OmpError) -> bool:
    """Whether the same request may be answered otherwise in a moment."""
    if isinstance(problem, CentreUnreachable):
        return True
    status = STATUS.get(type(problem), 0)
    return status in _NOT_NOW or status >= 500  # noqa: PLR2004 - the classes of HTTP


def _failed(store: Store, batch: StoredBatch, problem: OmpError, *, held: bool) -> Delivered:
    with store.uow() as uow:
        if uow.batches.get(batch.batch_id).receipt is None:
            note = uow.batches.hold if held else uow.batches.note
            note(batch.batch_id, problem.code)
            uow.commit()
    return Delivered(problem=problem, held=held)
