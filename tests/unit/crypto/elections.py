"""Elections, ballots and trustees for the tests, and a prover that lies."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from omp_desktop.crypto.ballot import (
    EncryptedBallot,
)
from omp_desktop.crypto.ballot_encryption import (
    SealedBallot,
    encrypt_ballot,
)
from omp_desktop.crypto.election_context import ContestShape, ElectionContext, election_context
from omp_desktop.crypto.group import ED25519, RandomBytes
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, generate_trustee, joint_key

ELECTION = "0e" * 16
STATION = "51" * 16
DEVICE = "de" * 16

ONE_OF_TWO = ContestShape("president", ("oak", "elm"), votes_allowed=1, blank_allowed=True)
NO_BLANK = ContestShape("mayor", ("oak", "elm"), votes_allowed=1, blank_allowed=False)
TWO_OF_THREE = ContestShape("council", ("oak", "elm", "ash"), votes_allowed=2, blank_allowed=True)
TWO_NO_BLANK = ContestShape("board", ("oak", "elm", "ash"), votes_allowed=2, blank_allowed=False)

SECRET, PUBLIC = generate_trustee(1, 1)
KEY = joint_key([PUBLIC])


def election(*contests: ContestShape, key: bytes = KEY, manifest: bytes = b"{}") -> ElectionContext:
    """An election of these contests under the one trustee's key."""
    return election_context(manifest, ELECTION, key, contests)


def seal(
    context: ElectionContext,
    selections: Mapping[str, Collection[str]],
    random_bytes: RandomBytes = secrets.token_bytes,
) -> SealedBallot:
    """An honest ballot of the test station."""
    return encrypt_ballot(
        context,
        selections,
        station_id=STATION,
        device_id=DEVICE,
        store_epoch=0,
        random_bytes=random_bytes,
    )


def vote(context: ElectionContext, **selections: Collection[str]) -> EncryptedBallot:
    """An honest ballot: vote(context, president=["oak"])."""
    return seal(context, selections).ballot


def threshold_trustees(quorum: int, count: int) -> tuple[list[TrusteeSecret], list[TrusteePublic]]:
    """k of n trustees with everything that they need to open sums."""
    trustees = [generate_trustee(index, quorum) for index in range(1, count + 1)]
    return exchanged([secret for secret, _ in trustees]), [public for _, public in trustees]


def exchanged(secrets: Sequence[TrusteeSecret]) -> list[TrusteeSecret]:
    """The secrets after every trustee has got its shares, computed from all polynomials at once."""
    completed = []
    for secret in secrets:
        share = sum(
            int.from_bytes(coefficient, "little") * secret.index**power
            for each in secrets
            for power, coefficient in enumerate(each.coefficients)
        )
        completed.append(replace(secret, share=ED25519.scalar(share)))
    return completed
