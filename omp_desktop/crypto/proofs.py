"""Zero-knowledge proofs, made non-interactive by hashing the whole statement.

Hashing commitments only would let a prover choose the statement afterwards (Bernhard, Pereira, Warinschi:
How not to prove yourself, 2012). All proofs hold (challenge, response), response = u − challenge · witness;
the checker computes the commitments from them and compares the challenge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest

from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import GroupValueRejected
from omp_desktop.crypto.group import ZERO, Group, RandomBytes, random_scalar
from omp_desktop.crypto.hashing import Domain, scalar_digest


@dataclass(frozen=True, slots=True)
class Binding:
    """What a challenge hashes before the statement: where the proof belongs.

    `hash_key` is a hash over all that came before (election, ballot), `labels` the encoded place in it. A
    proof copied to another ballot, contest or option fails.
    """

    group: Group
    hash_key: bytes
    domain: Domain
    labels: bytes

    def challenge(self, *values: bytes) -> bytes:
        """The challenge over statement and commitments."""
        return scalar_digest(self.group, self.hash_key, self.domain, self.labels, *values)


@dataclass(frozen=True, slots=True)
class RangeProof:
    """That a ciphertext holds one of the allowed numbers, without saying which: one pair per number.

    ElectionGuard 2.1, equations 57–62; Cramer, Damgård, Schoenmakers 1994.
    """

    challenges: tuple[bytes, ...]
    responses: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class EqualityProof:
    """That two powers have the same exponent (Chaum, Pedersen 1992)."""

    challenge: bytes
    response: bytes


@dataclass(frozen=True, slots=True)
class KnowledgeProof:
    """That the prover knows the exponents of several powers of g (Schnorr 1991), one challenge for all."""

    challenge: bytes
    responses: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class KnownCiphertext:
    """A ciphertext with what it was made from: known to the prover only, never stored."""

    ciphertext: Ciphertext
    value: int = field(repr=False)
    nonce: bytes = field(repr=False)


def prove_range(
    binding: Binding, public_key: bytes, known: KnownCiphertext, allowed: range, random_bytes: RandomBytes
) -> RangeProof:
    """Proves that the ciphertext holds one of the allowed numbers.

    The pair of the true number is computed last, the others are made up; each pair costs the same group
    operations. Makes a proof that fails if the ciphertext does not hold `known.value`; ValueError if that
    is not allowed.
    """
    group = binding.group
    exponent = group.plus(group.scalar(known.value), known.nonce)
    true_pair = allowed.index(known.value)
    secret = random_scalar(group, random_bytes)
    challenges: list[bytes] = []
    responses: list[bytes] = []
    commitments: list[bytes] = []
    for number in allowed:
        if number == known.value:
            challenge = response = ZERO  # filled in below
            commitments += group.power_of_g(secret), group.power(public_key, secret)
        else:
            challenge, response = random_scalar(group, random_bytes), random_scalar(group, random_bytes)
            # g^response · α^challenge and K^(response − number · challenge) · β^challenge, exponents known.
            commitments += (
                group.power_of_g(group.plus(response, group.times(challenge, known.nonce))),
                group.power(
                    public_key,
                    group.plus(response, group.times(challenge, group.minus(exponent, group.scalar(number)))),
                ),
            )
        challenges.append(challenge)
        responses.append(response)
    rest = binding.challenge(known.ciphertext.alpha, known.ciphertext.beta, *commitments)
    for challenge in challenges:
        rest = group.minus(rest, challenge)
    challenges[true_pair] = rest
    responses[true_pair] = group.minus(secret, group.times(rest, known.nonce))
    return RangeProof(tuple(challenges), tuple(responses))


def range_proof_holds(
    binding: Binding, public_key: bytes, ciphertext: Ciphertext, proof: RangeProof, allowed: range
) -> bool:
    """Whether the ciphertext holds one of the allowed numbers.

    False as well for scalars that are none and points outside the group: every power checks its point. The
    identity passes (a sum of ciphertexts may be it); who imports a ciphertext refuses it.
    """
    group = binding.group
    if not len(proof.challenges) == len(proof.responses) == len(allowed):
        return False
    if not all(map(group.is_scalar, (*proof.challenges, *proof.responses))):
        return False
    alpha, beta = ciphertext.alpha, ciphertext.beta
    commitments: list[bytes] = []
    total = ZERO
    try:
        for number, challenge, response in zip(allowed, proof.challenges, proof.responses, strict=True):
            key_exponent = group.minus(response, group.times(group.scalar(number), challenge))
            commitments += (
                group.multiply(group.power_of_g(response), group.power(alpha, challenge)),
                group.multiply(group.power(public_key, key_exponent), group.power(beta, challenge)),
            )
            total = group.plus(total, challenge)
    except GroupValueRejected:
        return False
    return compare_digest(total, binding.challenge(alpha, beta, *commitments))


def prove_equality(
    binding: Binding, base: bytes, exponent: bytes, statement: Sequence[bytes], random_bytes: RandomBytes
) -> EqualityProof:
    """Proves that g^exponent and base^exponent have the same exponent (ElectionGuard 2.1, decryption proof).

    `statement` is everything public that the challenge hashes before the commitments, both powers among it.
    """
    group = binding.group
    secret = random_scalar(group, random_bytes)
    challenge = binding.challenge(*statement, group.power_of_g(secret), group.power(base, secret))
    return EqualityProof(challenge, group.minus(secret, group.times(challenge, exponent)))


def equality_proof_holds(
    binding: Binding,
    base: bytes,
    powers: tuple[bytes, bytes],
    statement: Sequence[bytes],
    proof: EqualityProof,
) -> bool:
    """Whether powers[0] = g^x and powers[1] = base^x for one x."""
    group = binding.group
    if not (group.is_scalar(proof.challenge) and group.is_scalar(proof.response)):
        return False
    of_g, of_base = powers
    try:
        commitments = (
            group.multiply(group.power_of_g(proof.response), group.power(of_g, proof.challenge)),
            group.multiply(group.power(base, proof.response), group.power(of_base, proof.challenge)),
        )
    except GroupValueRejected:
        return False
    return compare_digest(proof.challenge, binding.challenge(*statement, *commitments))


def prove_knowledge(
    binding: Binding, exponents: Sequence[bytes], statement: Sequence[bytes], random_bytes: RandomBytes
) -> KnowledgeProof:
    """Proves knowledge of the exponents of several powers of g (ElectionGuard 2.1, equations 10–11).

    `statement` holds the powers themselves.
    """
    group = binding.group
    secrets = [random_scalar(group, random_bytes) for _ in exponents]
    challenge = binding.challenge(*statement, *map(group.power_of_g, secrets))
    responses = tuple(
        group.minus(secret, group.times(challenge, exponent))
        for secret, exponent in zip(secrets, exponents, strict=True)
    )
    return KnowledgeProof(challenge, responses)


def knowledge_proof_holds(
    binding: Binding, powers: Sequence[bytes], statement: Sequence[bytes], proof: KnowledgeProof
) -> bool:
    """Whether the prover knew the exponents of all the powers."""
    group = binding.group
    if len(proof.responses) != len(powers):
        return False
    if not all(map(group.is_scalar, (proof.challenge, *proof.responses))):
        return False
    try:
        commitments = [
            group.multiply(group.power_of_g(response), group.power(power, proof.challenge))
            for response, power in zip(proof.responses, powers, strict=True)
        ]
    except GroupValueRejected:
        return False
    return compare_digest(proof.challenge, binding.challenge(*statement, *commitments))
