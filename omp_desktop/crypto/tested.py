"""Opening a tested ballot with its nonce: what the machine sealed, without any key.

Every nonce of the ballot follows from ξ_B, so each ciphertext is made again and compared. Byte-exact:
docs/ballot-crypto.md, "Tested ballots".
"""

from __future__ import annotations

from collections.abc import Mapping

from omp_desktop.crypto.ballot import (
    ZERO_OR_ONE,
    EncryptedBallot,
    EncryptedContest,
    option_name,
    sum_range,
)
from omp_desktop.crypto.ballot_encryption import hash_ballot_id, option_nonce
from omp_desktop.crypto.election_context import BLANK, ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import encrypt
from omp_desktop.crypto.errors import NOWHERE, NonceDoesNotFit
from omp_desktop.domain.ballot import Selections


def open_tested(context: ElectionContext, ballot: EncryptedBallot, nonce: bytes) -> Selections:
    """The choices in the ballot that was sealed under this nonce (ξ_B); blank is nothing chosen.

    The ballot has been decoded for this election. Raises NonceDoesNotFit (contest, option): a ciphertext that
    is neither that of 0 nor that of 1 under this nonce, or choices that the contest does not allow.
    """
    ballot_hash = hash_ballot_id(context, ballot.ballot_id)
    return {
        shape.contest_id: _chosen(shape, _values(context, shape, contest, ballot_hash, nonce))
        for shape, contest in zip(context.contests, ballot.contests, strict=True)
    }


def _values(
    context: ElectionContext,
    shape: ContestShape,
    contest: EncryptedContest,
    ballot_hash: bytes,
    nonce: bytes,
) -> Mapping[str, int]:
    values = {}
    for label, option in zip(shape.labels, contest.options, strict=True):
        secret = option_nonce(context, ballot_hash, shape.contest_id, label, nonce)
        for value in ZERO_OR_ONE:
            # K is not the identity, so the two differ and at most one fits.
            if encrypt(context.group, context.public_key, value, secret) == option.ciphertext:
                values[label] = value
        if label not in values:
            raise NonceDoesNotFit(contest=shape.contest_id, option=option_name(label))
    return values


def _chosen(shape: ContestShape, values: Mapping[str, int]) -> frozenset[str]:
    weights = zip(shape.labels, shape.weights, strict=True)
    if sum(weight * values[label] for label, weight in weights) not in sum_range(shape):
        raise NonceDoesNotFit(contest=shape.contest_id, option=NOWHERE)
    return frozenset(label for label, value in values.items() if value and label != BLANK)
