"""Giving receipts: what the station keeps of each ballot so that its voter alone can see it again.

It is kept for every ballot of an election that allows it, in the same number of bytes. A voter who declines
leaves no trace: the secret of the receipt is then shown to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from omp_desktop.crypto.ballot_encryption import SealedBallot
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.own_vote import PEPPER_BYTES, RECEIPT_BYTES, receipt_text, seal_own_vote
from omp_desktop.domain.ballot import Selections
from omp_desktop.domain.own_vote import LOOKS
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Receipt:
    """Both halves for one sealed ballot, in memory until it is cast or given up. No representation."""

    secret: bytes = field(repr=False)
    pepper: bytes = field(repr=False)
    record: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The voter's half as it is shown."""
        return receipt_text(self.secret)

    def keep(self, uow: UnitOfWork, ballot: StoredBallot) -> None:
        """Stores the station's half with the cast; `uow` has both files."""
        uow.own_votes.put(ballot.ballot_id, self.record)
        uow.peppers.put(ballot.election_id, ballot.short_code, self.pepper, LOOKS)

    def is_kept(self, uow: UnitOfWork, ballot: StoredBallot) -> bool:
        """Whether this very receipt was stored with the ballot."""
        return uow.own_votes.get(ballot.ballot_id) == self.record


def make_receipt(
    context: ElectionContext, sealed: SealedBallot, selections: Selections, random: Callable[[int], bytes]
) -> Receipt:
    """A receipt for a ballot that was just sealed."""
    secret, pepper = random(RECEIPT_BYTES), random(PEPPER_BYTES)
    record = seal_own_vote(context, sealed, selections, receipt=secret, pepper=pepper, random_bytes=random)
    return Receipt(secret, pepper, record)
