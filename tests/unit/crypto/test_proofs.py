"""The proofs by themselves: complete, sound, and bound to where they belong."""

from __future__ import annotations

import secrets
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.elgamal import encrypt, weighted_sum
from omp_desktop.crypto.group import ED25519, ZERO, random_scalar
from omp_desktop.crypto.hashing import Domain
from omp_desktop.crypto.proofs import (
    Binding,
    EqualityProof,
    KnownCiphertext,
    equality_proof_holds,
    knowledge_proof_holds,
    prove_equality,
    prove_knowledge,
    prove_range,
    range_proof_holds,
)
from tests.unit.crypto.elections import KEY

HERE = Binding(ED25519, bytes(32), Domain.SUM_PROOF, b"here")
ELSEWHERE = [
    replace(HERE, hash_key=b"\x01" * 32),
    replace(HERE, domain=Domain.OPTION_PROOF),
    replace(HERE, labels=b"there"),
]


def known(value: int, *, claimed: int | None = None) -> KnownCiphertext:
    nonce = random_scalar(ED25519, secrets.token_bytes)
    ciphertext = encrypt(ED25519, KEY, value, nonce)
    return KnownCiphertext(ciphertext, value if claimed is None else claimed, nonce)


@settings(max_examples=40, deadline=None)
@given(st.integers(-3, 3), st.integers(0, 5), st.data())
def test_every_number_of_a_range_can_be_proved(first: int, more: int, data: st.DataObject) -> None:
    allowed = range(first, first + more + 1)
    opened = known(data.draw(st.sampled_from(allowed)))
    proof = prove_range(HERE, KEY, opened, allowed, secrets.token_bytes)
    assert range_proof_holds(HERE, KEY, opened.ciphertext, proof, allowed)


@settings(max_examples=40, deadline=None)
@given(st.integers(-3, 3), st.integers(0, 3), st.integers(-10, 10).filter(bool))
def test_a_claim_that_is_not_true_does_not_hold(first: int, more: int, lie: int) -> None:
    allowed = range(first, first + more + 1)
    opened = known(first + lie, claimed=first)
    proof = prove_range(HERE, KEY, opened, allowed, secrets.token_bytes)
    assert not range_proof_holds(HERE, KEY, opened.ciphertext, proof, allowed)


def test_a_number_that_is_not_allowed_cannot_even_be_claimed() -> None:
    with pytest.raises(ValueError, match="not in range"):
        prove_range(HERE, KEY, known(2), range(2), secrets.token_bytes)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_range_proof_holds_only_where_it_belongs(elsewhere: Binding) -> None:
    opened = known(1)
    proof = prove_range(HERE, KEY, opened, range(2), secrets.token_bytes)
    assert not range_proof_holds(elsewhere, KEY, opened.ciphertext, proof, range(2))


def test_a_range_proof_of_another_ciphertext_or_key_does_not_hold() -> None:
    opened = known(1)
    proof = prove_range(HERE, KEY, opened, range(2), secrets.token_bytes)
    assert not range_proof_holds(HERE, KEY, known(1).ciphertext, proof, range(2))
    assert not range_proof_holds(HERE, ED25519.generator, opened.ciphertext, proof, range(2))


def test_a_proof_made_after_the_challenge_does_not_hold() -> None:
    # The attack on hashing commitments only: the statement is chosen when the challenge is known.
    u, v = (random_scalar(ED25519, secrets.token_bytes) for _ in range(2))
    commitments = ED25519.power_of_g(u), ED25519.power_of_g(v)
    challenge = HERE.challenge(*commitments)
    response = random_scalar(ED25519, secrets.token_bytes)
    inverse = ED25519.scalar(pow(int.from_bytes(challenge, "little"), -1, ED25519.order))
    chosen = [
        ED25519.power(
            ED25519.divide(commitment, ED25519.power(base, response)) if response != ZERO else commitment,
            inverse,
        )
        for commitment, base in zip(commitments, (ED25519.generator, KEY), strict=True)
    ]
    proof = EqualityProof(challenge, response)
    # Without the statement in the challenge it would hold; with it, it does not.
    assert equality_proof_holds(HERE, KEY, (chosen[0], chosen[1]), (), proof)
    assert not equality_proof_holds(HERE, KEY, (chosen[0], chosen[1]), chosen, proof)


def test_an_equality_is_proved() -> None:
    exponent = random_scalar(ED25519, secrets.token_bytes)
    powers = ED25519.power_of_g(exponent), ED25519.power(KEY, exponent)
    proof = prove_equality(HERE, KEY, exponent, powers, secrets.token_bytes)
    assert equality_proof_holds(HERE, KEY, powers, powers, proof)
    unequal = (powers[0], ED25519.multiply(powers[1], KEY))
    assert not equality_proof_holds(HERE, KEY, unequal, unequal, proof)
    for elsewhere in ELSEWHERE:
        assert not equality_proof_holds(elsewhere, KEY, powers, powers, proof)


def test_knowledge_is_proved() -> None:
    exponents = [random_scalar(ED25519, secrets.token_bytes) for _ in range(3)]
    powers = [ED25519.power_of_g(exponent) for exponent in exponents]
    proof = prove_knowledge(HERE, exponents, powers, secrets.token_bytes)
    assert knowledge_proof_holds(HERE, powers, powers, proof)
    assert not knowledge_proof_holds(HERE, powers[::-1], powers[::-1], proof)
    for elsewhere in ELSEWHERE:
        assert not knowledge_proof_holds(elsewhere, powers, powers, proof)


def test_knowledge_of_what_is_no_element_does_not_hold() -> None:
    proof = prove_knowledge(HERE, [ED25519.scalar(5)], [KEY], secrets.token_bytes)
    assert not knowledge_proof_holds(HERE, [bytes.fromhex("95" + "99" * 31)], [KEY], proof)


def test_two_proofs_of_one_thing_differ() -> None:
    opened = known(1)
    one, other = (prove_range(HERE, KEY, opened, range(2), secrets.token_bytes) for _ in range(2))
    assert not set(one.challenges + one.responses) & set(other.challenges + other.responses)


def test_what_a_ciphertext_was_made_from_is_not_shown() -> None:
    opened = known(1)
    assert "value" not in repr(opened)
    assert repr(opened.nonce) not in repr(opened)


def test_a_weighted_sum_is_the_ciphertext_of_the_sum() -> None:
    nonces = [random_scalar(ED25519, secrets.token_bytes) for _ in range(3)]
    terms = [
        (weight, encrypt(ED25519, KEY, weight, nonce))
        for weight, nonce in zip((1, 3, 1), nonces, strict=True)
    ]
    total_nonce = ED25519.scalar(
        sum(weight * int.from_bytes(nonce, "little") for weight, nonce in zip((1, 3, 1), nonces, strict=True))
    )
    assert weighted_sum(ED25519, terms) == encrypt(ED25519, KEY, 1 + 9 + 1, total_nonce)
