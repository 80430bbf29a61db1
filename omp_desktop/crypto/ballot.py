"""The encrypted ballot and its encoding, which has one length for all ballots of an election.

A ballot holds no time, no position, no voter and no permit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omp_desktop.crypto.election_context import BLANK, ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import NOWHERE, BallotMalformed, BallotOfAnotherElection, Part
from omp_desktop.crypto.group import POINT_BYTES, SCALAR_BYTES
from omp_desktop.crypto.hashing import HASH_BYTES, u64
from omp_desktop.crypto.proofs import RangeProof
from omp_desktop.crypto.reading import Reader

BALLOT_ID_BYTES = 32
ID_BYTES = 16
ZERO_OR_ONE = range(2)
_MAGIC = b"OMPB\x01"
_EPOCH_BYTES = 8
_HEADER_BYTES = len(_MAGIC) + 3 * ID_BYTES + _EPOCH_BYTES + BALLOT_ID_BYTES + HASH_BYTES
_PAIR_BYTES = 2 * SCALAR_BYTES
_OPTION_BYTES = 2 * POINT_BYTES + len(ZERO_OR_ONE) * _PAIR_BYTES


@dataclass(frozen=True, slots=True)
class EncryptedOption:
    """One option, or the blank one (BLANK): its ciphertext and the proof that it holds 0 or 1."""

    option_id: str
    ciphertext: Ciphertext
    proof: RangeProof


@dataclass(frozen=True, slots=True)
class EncryptedContest:
    """The options in the order of the shape, and the proof that their sum is allowed."""

    contest_id: str
    options: tuple[EncryptedOption, ...]
    proof: RangeProof


@dataclass(frozen=True, slots=True)
class EncryptedBallot:
    """A ballot as it is stored, signed and published. Ids are hex; `store_epoch` counts from 0.

    `code` is the confirmation code, 32 bytes.
    """

    ballot_id: bytes
    election_id: str
    station_id: str
    device_id: str
    store_epoch: int
    contests: tuple[EncryptedContest, ...]
    code: bytes


def option_name(label: str) -> str:
    """A label as errors name it."""
    return "blank" if label == BLANK else label


def sum_range(shape: ContestShape) -> range:
    """What m·blank + Σ options may be."""
    return range(1, shape.votes_allowed + 1)


def ballot_length(context: ElectionContext) -> int:
    """The bytes of every encoded ballot of the election."""
    return _HEADER_BYTES + sum(
        len(shape.labels) * _OPTION_BYTES + len(sum_range(shape)) * _PAIR_BYTES for shape in context.contests
    )


def encode_ballot(ballot: EncryptedBallot) -> bytes:
    """The bytes that are stored and signed. Raises BallotMalformed for ids or an epoch that do not fit."""
    parts = [
        _MAGIC,
        _id_bytes(ballot.election_id, Part.FORMAT),
        _id_bytes(ballot.station_id, Part.STATION),
        _id_bytes(ballot.device_id, Part.DEVICE),
        _epoch_bytes(ballot.store_epoch),
        ballot.ballot_id,
        ballot.code,
    ]
    for contest in ballot.contests:
        for option in contest.options:
            parts += option.ciphertext.alpha, option.ciphertext.beta
            parts += _pairs(option.proof)
        parts += _pairs(contest.proof)
    return b"".join(parts)


def decode_ballot(raw: bytes, context: ElectionContext) -> EncryptedBallot:
    """The ballot in these bytes, with every element and scalar checked; its proofs are not.

    Raises BallotMalformed (where) and BallotOfAnotherElection.
    """
    if len(raw) != ballot_length(context):
        raise _malformed(Part.LENGTH)
    reader = Reader(raw)
    if reader.take(len(_MAGIC)) != _MAGIC:
        raise _malformed(Part.VERSION)
    if reader.take(ID_BYTES) != _id_bytes(context.election_id, Part.FORMAT):
        raise BallotOfAnotherElection()
    station_id, device_id = reader.take(ID_BYTES).hex(), reader.take(ID_BYTES).hex()
    store_epoch = reader.number(_EPOCH_BYTES)
    ballot_id, code = reader.take(BALLOT_ID_BYTES), reader.take(HASH_BYTES)
    contests = tuple(_read_contest(reader, context, shape) for shape in context.contests)
    return EncryptedBallot(ballot_id, context.election_id, station_id, device_id, store_epoch, contests, code)


def _read_contest(reader: Reader, context: ElectionContext, shape: ContestShape) -> EncryptedContest:
    options = tuple(_read_option(reader, context, shape, label) for label in shape.labels)

    def refuse() -> BallotMalformed:
        return BallotMalformed(contest=shape.contest_id, option=NOWHERE, part=Part.SUM_PROOF)

    return EncryptedContest(
        shape.contest_id, options, _read_proof(reader, context, len(sum_range(shape)), refuse)
    )


def _read_option(
    reader: Reader, context: ElectionContext, shape: ContestShape, label: str
) -> EncryptedOption:
    def refuse(part: Part = Part.OPTION_PROOF) -> BallotMalformed:
        return BallotMalformed(contest=shape.contest_id, option=option_name(label), part=part)

    ciphertext = Ciphertext(reader.take(POINT_BYTES), reader.take(POINT_BYTES))
    if not (context.group.is_element(ciphertext.alpha) and context.group.is_element(ciphertext.beta)):
        raise refuse(Part.CIPHERTEXT)
    return EncryptedOption(label, ciphertext, _read_proof(reader, context, len(ZERO_OR_ONE), refuse))


def _read_proof(
    reader: Reader, context: ElectionContext, pairs: int, refuse: Callable[[], BallotMalformed]
) -> RangeProof:
    scalars = [reader.take(SCALAR_BYTES) for _ in range(2 * pairs)]
    if not all(map(context.group.is_scalar, scalars)):
        raise refuse()
    return RangeProof(tuple(scalars[::2]), tuple(scalars[1::2]))


def _pairs(proof: RangeProof) -> list[bytes]:
    return [value for pair in zip(proof.challenges, proof.responses, strict=True) for value in pair]


def _id_bytes(identifier: str, part: Part) -> bytes:
    try:
        raw = bytes.fromhex(identifier)
    except ValueError:
        raise _malformed(part) from None
    if len(raw) != ID_BYTES or raw.hex() != identifier:
        raise _malformed(part)
    return raw


def _epoch_bytes(epoch: int) -> bytes:
    try:
        return u64(epoch)
    except OverflowError:
        raise _malformed(Part.EPOCH) from None


def _malformed(part: Part) -> BallotMalformed:
    return BallotMalformed(contest=NOWHERE, option=NOWHERE, part=part)
