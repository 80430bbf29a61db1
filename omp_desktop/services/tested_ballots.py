"""What a ballot holds that was sealed to test a machine, by the nonce that was published with it."""

from __future__ import annotations

from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.tested import open_tested
from omp_desktop.services.publication import Published
from omp_desktop.services.voting_answers import ShownContest, shown
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.unit_of_work import UnitOfWork


def opened(uow: UnitOfWork, published: Published, ballot: StoredBallot) -> tuple[ShownContest, ...]:
    """The contests of a tested ballot; empty for every other, whose nonce nobody has.

    Raises NonceDoesNotFit for a ballot that the nonce does not open.
    """
    nonce = uow.tested.nonce(ballot.ballot_id)
    if nonce is None:
        return ()
    context = published.context
    selections = open_tested(context, decode_ballot(ballot.body, context), nonce)
    return shown(published.manifest.contests, selections)
