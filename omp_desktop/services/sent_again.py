"""What a revoked device sent goes again in the name of the device that follows it on this PC.

The centre sets aside whatever a revoked device signed, also what waited here when its key was lost. Those are
the station's statements, voters and ballots all the same; the centre takes nothing twice.
"""

from __future__ import annotations

from omp_desktop.domain.sending import BatchState
from omp_desktop.services.vote_items import queue_ballot, queue_participation
from omp_desktop.store.records import StoredBatch
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import BallotItem, Batch, ParticipationItem, StatementItem
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from omp_desktop.wire.refusals import ItemOfRevoked


def queue_again(uow: UnitOfWork, device_id: str) -> None:
    """Queues what the batches of this device hold that the centre did not take for good."""
    for batch in uow.batches.in_states(*BatchState):
        if batch.chain.device_id == device_id and _is_open(batch):
            _queue(uow, batch)


def _is_open(batch: StoredBatch) -> bool:
    return batch.state is not BatchState.ACKNOWLEDGED or batch.problem == ItemOfRevoked.code


def _queue(uow: UnitOfWork, batch: StoredBatch) -> None:
    election_id, lane = batch.chain.election_id, batch.chain.lane
    for raw in open_envelope(unpack(uow.batches.body(batch.batch_id))).read(Batch).items:
        if lane == "S":
            said = decode(bytes(raw), StatementItem)
            uow.outbox.add("S", said.kind, bytes(said.body), election_id, str(said.position))
        elif lane == "P":
            _queue_voter(uow, election_id, decode(bytes(raw), ParticipationItem).voter)
        else:
            ballot = uow.ballots.get(decode(bytes(raw), BallotItem).ballot)
            queue_ballot(uow, ballot, ballot.status)


def _queue_voter(uow: UnitOfWork, election_id: str, voter_id: str) -> None:
    """As far as the voter is now: a later batch may have been taken."""
    now = uow.participations.get(election_id, voter_id)
    if now is not None:
        queue_participation(uow, election_id, voter_id, now.state, now.hour)
