"""What a cast leaves behind in sums and queue, and nothing that joins ballot and participation.

Both lanes are sets. An item on lane P is keyed by the voter's random id, so a newer state takes the place of
one that still waits; an item on lane B is keyed by the ballot's random id, and names the ballot instead of
repeating its bytes, which are never deleted before certification. Neither holds a time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from omp_desktop.crypto.aggregate import add, decode_aggregate, encode_contest
from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.services.publication import Published
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.unit_of_work import UnitOfWork

PARTICIPATION: Final = "participation"
BALLOT: Final = "ballot"


class QueuedBallot(msgspec.Struct, frozen=True):
    """What of a waiting ballot is read again."""

    ballot: str
    status: BallotStatus


def queue_participation(
    uow: UnitOfWork, election_id: str, voter_id: str, state: ParticipationState, hour: datetime | None = None
) -> None:
    """How far the voter is now; `hour` is the UTC hour of a cast."""
    content = {
        "voter": voter_id,
        "state": state.value,
        "hour": None if hour is None else instant_text(hour),
    }
    uow.outbox.add("P", PARTICIPATION, canonical_bytes(content), election_id, voter_id)


def queue_ballot(uow: UnitOfWork, ballot: StoredBallot, status: BallotStatus) -> None:
    """What became of a sealed ballot."""
    content = {"ballot": ballot.ballot_id, "code": ballot.short_code, "status": status.value}
    uow.outbox.add("B", BALLOT, canonical_bytes(content), ballot.election_id, ballot.ballot_id)


def add_to_sums(uow: UnitOfWork, published: Published, ballot: StoredBallot) -> None:
    """Multiplies the ballot into the running product of every contest."""
    context = published.context
    sums = add(
        context,
        decode_aggregate(context, uow.aggregates.get(ballot.election_id)),
        decode_ballot(ballot.body, context),
    )
    for contest_id in context.contest_ids:
        body = encode_contest(sums, contest_id)
        uow.aggregates.put(ballot.election_id, contest_id, body, sums.ballots)


def make_void(uow: UnitOfWork, ballot: StoredBallot) -> None:
    """A sealed ballot that is not cast stays in the store and is never counted. Raises RecordMissing."""
    uow.ballots.set_status(ballot.ballot_id, BallotStatus.COMMITTED, BallotStatus.VOID)
    queue_ballot(uow, ballot, BallotStatus.VOID)


def cancel_participation(uow: UnitOfWork, election_id: str, voter_id: str) -> None:
    """A voter's open permit ends, and they can be checked in again.

    Raises NothingToCancel, CastNotCancellable.
    """
    uow.participations.cancel(election_id, voter_id)
    permit = uow.permits.of_voter(election_id, voter_id)
    if permit is not None:
        uow.permits.cancel(permit.token)
    queue_participation(uow, election_id, voter_id, ParticipationState.CANCELLED)
