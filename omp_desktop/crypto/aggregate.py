"""Running sums: per contest the product of the ciphertexts of all cast ballots.

Only an `Aggregate` can be opened (opening.py), and it knows how many ballots it covers. Nothing in this
package opens the ciphertexts of one ballot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from omp_desktop.crypto.ballot import EncryptedBallot
from omp_desktop.crypto.election_context import ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext, multiply
from omp_desktop.crypto.errors import (
    NOWHERE,
    AggregateMalformed,
    BallotMalformed,
    BallotOfAnotherElection,
    Part,
)
from omp_desktop.crypto.group import POINT_BYTES
from omp_desktop.crypto.hashing import u32, u64
from omp_desktop.crypto.reading import Reader

_MAGIC = b"OMPA\x01"
_BALLOTS_BYTES = 8
_COUNT_BYTES = 4
_HEADER_BYTES = len(_MAGIC) + _BALLOTS_BYTES + _COUNT_BYTES
_CIPHERTEXT_BYTES = 2 * POINT_BYTES


@dataclass(frozen=True, slots=True)
class Aggregate:
    """The sums of `ballots` ballots: per contest the ciphertexts in the order of `ContestShape.labels`.

    Without ballots every ciphertext is absent (None): the product of nothing is the identity, which is never
    written. With ballots none is absent.
    """

    ballots: int
    contests: Mapping[str, tuple[Ciphertext | None, ...]]


def empty(context: ElectionContext) -> Aggregate:
    """The sums of no ballots."""
    return Aggregate(0, {shape.contest_id: (None,) * len(shape.labels) for shape in context.contests})


def add(context: ElectionContext, aggregate: Aggregate, ballot: EncryptedBallot) -> Aggregate:
    """The sums with one more ballot, which must have been decoded or verified before.

    Raises BallotOfAnotherElection, or BallotMalformed if the ballot has other contests or options.
    """
    if ballot.election_id != context.election_id:
        raise BallotOfAnotherElection()
    if tuple(contest.contest_id for contest in ballot.contests) != context.contest_ids:
        raise BallotMalformed(contest=NOWHERE, option=NOWHERE, part=Part.CONTESTS)
    contests: dict[str, tuple[Ciphertext, ...]] = {}
    for shape, contest in zip(context.contests, ballot.contests, strict=True):
        if tuple(option.option_id for option in contest.options) != shape.labels:
            raise BallotMalformed(contest=shape.contest_id, option=NOWHERE, part=Part.OPTIONS)
        contests[shape.contest_id] = tuple(
            option.ciphertext if so_far is None else multiply(context.group, so_far, option.ciphertext)
            for so_far, option in zip(aggregate.contests[shape.contest_id], contest.options, strict=True)
        )
    return Aggregate(aggregate.ballots + 1, contests)


def product(context: ElectionContext, ballots: Iterable[EncryptedBallot]) -> Aggregate:
    """The sums computed from the ballots again; must equal the running ones. Raises as `add`."""
    aggregate = empty(context)
    for ballot in ballots:
        aggregate = add(context, aggregate, ballot)
    return aggregate


def join(context: ElectionContext, left: Aggregate, right: Aggregate) -> Aggregate:
    """The sums of the ballots of both; whoever adds up in parts joins the parts."""
    if not (left.ballots and right.ballots):
        return left if left.ballots else right
    contests = {
        contest_id: tuple(
            multiply(context.group, one, other)
            for one, other in zip(ciphertexts, right.contests[contest_id], strict=True)
            if one is not None and other is not None
        )
        for contest_id, ciphertexts in left.contests.items()
    }
    return Aggregate(left.ballots + right.ballots, contests)


def encode_contest(aggregate: Aggregate, contest_id: str) -> bytes:
    """The stored bytes of one contest's sums, with the number of ballots."""
    ciphertexts = aggregate.contests[contest_id]
    present = [value for each in ciphertexts if each is not None for value in (each.alpha, each.beta)]
    return _MAGIC + u64(aggregate.ballots) + u32(len(ciphertexts)) + b"".join(present)


def decode_aggregate(context: ElectionContext, contests: Mapping[str, bytes]) -> Aggregate:
    """The sums from the bytes of all contests of the election.

    Raises AggregateMalformed naming the contest: a length that does not fit, a value that is no element, or
    numbers of ballots that differ.
    """
    if set(contests) != {shape.contest_id for shape in context.contests}:
        raise AggregateMalformed(contest=NOWHERE)
    decoded: dict[str, tuple[Ciphertext | None, ...]] = {}
    counts = set()
    for shape in context.contests:
        ballots, decoded[shape.contest_id] = _read_contest(context, shape, contests[shape.contest_id])
        counts.add(ballots)
        if len(counts) > 1:
            raise AggregateMalformed(contest=shape.contest_id)
    return Aggregate(counts.pop(), decoded)


def _read_contest(
    context: ElectionContext, shape: ContestShape, raw: bytes
) -> tuple[int, tuple[Ciphertext | None, ...]]:
    problem = AggregateMalformed(contest=shape.contest_id)
    if len(raw) < _HEADER_BYTES:
        raise problem
    reader = Reader(raw)
    if reader.take(len(_MAGIC)) != _MAGIC:
        raise problem
    ballots, count = reader.number(_BALLOTS_BYTES), reader.number(_COUNT_BYTES)
    present = count if ballots else 0
    if count != len(shape.labels) or len(raw) != _HEADER_BYTES + present * _CIPHERTEXT_BYTES:
        raise problem
    if not ballots:
        return 0, (None,) * count
    ciphertexts = tuple(Ciphertext(reader.take(POINT_BYTES), reader.take(POINT_BYTES)) for _ in range(count))
    for ciphertext in ciphertexts:
        if not (_is_sum(context, ciphertext.alpha) and _is_sum(context, ciphertext.beta)):
            raise problem
    return ballots, ciphertexts


def _is_sum(context: ElectionContext, point: bytes) -> bool:
    """Whether the point can be a product of elements. The identity can: two nonces may cancel out."""
    return point == context.group.identity or context.group.is_element(point)
