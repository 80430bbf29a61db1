"""Making and checking encrypted ballots. Byte-exact: docs/ballot-crypto.md."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hmac import compare_digest

from omp_desktop.crypto.ballot import (
    BALLOT_ID_BYTES,
    ZERO_OR_ONE,
    EncryptedBallot,
    EncryptedContest,
    EncryptedOption,
    option_name,
    sum_range,
)
from omp_desktop.crypto.election_context import BLANK, ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import encrypt, weighted_sum
from omp_desktop.crypto.errors import (
    NOWHERE,
    BallotMalformed,
    BallotOfAnotherElection,
    CodeNotOfBallot,
    Part,
    ProofRejected,
    SelectionRefused,
)
from omp_desktop.crypto.group import RandomBytes
from omp_desktop.crypto.hashing import Domain, digest, scalar_digest, text, u32
from omp_desktop.crypto.proofs import Binding, KnownCiphertext, prove_range, range_proof_holds

NONCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class SealedBallot:
    """An encrypted ballot and the nonce ξ_B from which all its ciphertexts can be made again.

    Whoever has the nonce can read the choices: it leaves the memory only for a tested ballot.
    """

    ballot: EncryptedBallot
    nonce: bytes = field(repr=False, compare=False)


def encrypt_ballot(  # noqa: PLR0913 -- all of these are in the ballot; keywords keep the ids apart
    context: ElectionContext,
    selections: Mapping[str, Collection[str]],
    *,
    station_id: str,
    device_id: str,
    store_epoch: int,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> SealedBallot:
    """Encrypts the chosen option ids of each contest, with all proofs. Nothing chosen means blank.

    The work does not depend on what was chosen, but for differences of microseconds in Python itself. Raises
    SelectionRefused, which names the contest only.
    """
    chosen = _checked_selections(context, selections)
    ballot_id = random_bytes(BALLOT_ID_BYTES)
    nonce = random_bytes(NONCE_BYTES)
    ballot_hash = hash_ballot_id(context, ballot_id)
    sealing = _Sealing(context, ballot_hash, nonce, random_bytes)
    contests = tuple(_encrypt_contest(sealing, shape, chosen[shape.contest_id]) for shape in context.contests)
    ballot = EncryptedBallot(
        ballot_id=ballot_id,
        election_id=context.election_id,
        station_id=station_id,
        device_id=device_id,
        store_epoch=store_epoch,
        contests=contests,
        code=confirmation_code(ballot_hash, contests),
    )
    return SealedBallot(ballot, nonce)


def verify_ballot(context: ElectionContext, ballot: EncryptedBallot) -> None:
    """Checks everything about one ballot that needs no other: membership, all proofs, its code.

    Raises a BallotRejected: BallotOfAnotherElection, BallotMalformed, ProofRejected or CodeNotOfBallot.
    """
    if ballot.election_id != context.election_id:
        raise BallotOfAnotherElection()
    if len(ballot.ballot_id) != BALLOT_ID_BYTES:
        raise _malformed(NOWHERE, Part.BALLOT_ID)
    if tuple(contest.contest_id for contest in ballot.contests) != context.contest_ids:
        raise _malformed(NOWHERE, Part.CONTESTS)
    ballot_hash = hash_ballot_id(context, ballot.ballot_id)
    for shape, contest in zip(context.contests, ballot.contests, strict=True):
        _verify_contest(context, shape, contest, ballot_hash)
    if not compare_digest(ballot.code, confirmation_code(ballot_hash, ballot.contests)):
        raise CodeNotOfBallot()


def hash_ballot_id(context: ElectionContext, ballot_id: bytes) -> bytes:
    """H_I, to which everything in the ballot is bound (ElectionGuard 2.1, equation 32)."""
    return digest(context.base_hash, Domain.BALLOT, ballot_id)


def option_nonce(
    context: ElectionContext, ballot_hash: bytes, contest_id: str, label: str, nonce: bytes
) -> bytes:
    """ξ of one ciphertext, derived from ξ_B (ElectionGuard 2.1, equation 33)."""
    place = context.place(contest_id, label)
    return scalar_digest(context.group, ballot_hash, Domain.NONCE, place, nonce)


def confirmation_code(ballot_hash: bytes, contests: tuple[EncryptedContest, ...]) -> bytes:
    """H over the hashes of the contests' ciphertexts; the proofs are covered by the device's signature."""
    return digest(
        ballot_hash, Domain.CODE, u32(len(contests)), *(_contest_hash(ballot_hash, each) for each in contests)
    )


def _contest_hash(ballot_hash: bytes, contest: EncryptedContest) -> bytes:
    values = [
        value for option in contest.options for value in (option.ciphertext.alpha, option.ciphertext.beta)
    ]
    return digest(ballot_hash, Domain.CONTEST, text(contest.contest_id), u32(len(contest.options)), *values)


def _checked_selections(
    context: ElectionContext, selections: Mapping[str, Collection[str]]
) -> Mapping[str, frozenset[str]]:
    known = {shape.contest_id for shape in context.contests}
    for contest_id in selections:
        if contest_id not in known:
            raise SelectionRefused(contest=contest_id)
    checked = {}
    for shape in context.contests:
        chosen = frozenset(selections.get(shape.contest_id, ()))
        fewest = 0 if shape.blank_allowed else 1
        if not chosen <= set(shape.option_ids) or not fewest <= len(chosen) <= shape.votes_allowed:
            raise SelectionRefused(contest=shape.contest_id)
        checked[shape.contest_id] = chosen
    return checked


@dataclass(frozen=True, slots=True)
class _Sealing:
    """What the contests of one ballot have in common while it is made."""

    context: ElectionContext
    ballot_hash: bytes
    nonce: bytes = field(repr=False)
    random_bytes: RandomBytes


def _encrypt_contest(sealing: _Sealing, shape: ContestShape, chosen: frozenset[str]) -> EncryptedContest:
    context, ballot_hash, random_bytes = sealing.context, sealing.ballot_hash, sealing.random_bytes
    group, public_key = context.group, context.public_key
    marked = chosen or {BLANK}
    options = []
    total_value, total_nonce = 0, group.scalar(0)
    for label, weight in zip(shape.labels, shape.weights, strict=True):
        value = int(label in marked)
        secret = option_nonce(context, ballot_hash, shape.contest_id, label, sealing.nonce)
        known = KnownCiphertext(encrypt(group, public_key, value, secret), value, secret)
        binding = _option_binding(context, ballot_hash, shape, label)
        proof = prove_range(binding, public_key, known, ZERO_OR_ONE, random_bytes)
        options.append(EncryptedOption(label, known.ciphertext, proof))
        total_value += weight * value
        total_nonce = group.plus(total_nonce, group.times(group.scalar(weight), secret))
    # With the exponents known this is two powers instead of two multiplications for each option.
    total = KnownCiphertext(encrypt(group, public_key, total_value, total_nonce), total_value, total_nonce)
    binding = _sum_binding(context, ballot_hash, shape)
    sum_proof = prove_range(binding, public_key, total, sum_range(shape), random_bytes)
    return EncryptedContest(shape.contest_id, tuple(options), sum_proof)


def _verify_contest(
    context: ElectionContext, shape: ContestShape, contest: EncryptedContest, ballot_hash: bytes
) -> None:
    if tuple(option.option_id for option in contest.options) != shape.labels:
        raise _malformed(shape.contest_id, Part.OPTIONS)
    group, public_key = context.group, context.public_key
    for label, option in zip(shape.labels, contest.options, strict=True):
        where = {"contest": shape.contest_id, "option": option_name(label)}
        # Whatever else is no element makes the proof fail: `power` refuses it.
        if group.identity in (option.ciphertext.alpha, option.ciphertext.beta):
            raise BallotMalformed(**where, part=Part.CIPHERTEXT)
        binding = _option_binding(context, ballot_hash, shape, label)
        if not range_proof_holds(binding, public_key, option.ciphertext, option.proof, ZERO_OR_ONE):
            raise ProofRejected(**where, part=Part.OPTION_PROOF)
    total = weighted_sum(
        group, zip(shape.weights, (option.ciphertext for option in contest.options), strict=True)
    )
    binding = _sum_binding(context, ballot_hash, shape)
    if not range_proof_holds(binding, public_key, total, contest.proof, sum_range(shape)):
        raise ProofRejected(contest=shape.contest_id, option=NOWHERE, part=Part.SUM_PROOF)


def _option_binding(context: ElectionContext, ballot_hash: bytes, shape: ContestShape, label: str) -> Binding:
    place = context.place(shape.contest_id, label)
    return Binding(context.group, ballot_hash, Domain.OPTION_PROOF, place)


def _sum_binding(context: ElectionContext, ballot_hash: bytes, shape: ContestShape) -> Binding:
    return Binding(context.group, ballot_hash, Domain.SUM_PROOF, text(shape.contest_id))


def _malformed(contest: str, part: Part) -> BallotMalformed:
    return BallotMalformed(contest=contest, option=NOWHERE, part=part)
