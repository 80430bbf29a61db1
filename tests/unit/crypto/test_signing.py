"""Signatures: one key, one purpose, one message."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.crypto.group import ED25519
from omp_desktop.crypto.signing import SigningKeyPair, generate, key_pair, sign, verify
from tests.unit.crypto import reference

PAIR = generate()
SIGNATURE = sign(PAIR.seed, "ballot", b"message")


def test_a_signature_is_accepted() -> None:
    verify(PAIR.public_key, "ballot", b"message", SIGNATURE)


def test_a_stored_seed_gives_the_same_pair() -> None:
    again = key_pair(PAIR.seed)
    assert (again.seed, again.public_key) == (PAIR.seed, PAIR.public_key)


def test_the_seed_comes_from_the_given_source() -> None:
    assert generate(lambda size: b"s" * size).seed == b"s" * 32


@pytest.mark.parametrize(
    ("purpose", "message"),
    [
        ("slip", b"message"),
        ("ballot", b"messagf"),
        ("ballot", b""),
        ("ballotm", b"essage"),
        ("", b"ballotmessage"),
    ],
)
def test_a_signature_is_worth_nothing_for_another_purpose_or_message(purpose: str, message: bytes) -> None:
    with pytest.raises(SignatureInvalid) as refusal:
        verify(PAIR.public_key, purpose, message, SIGNATURE)
    assert refusal.value.params == {"purpose": purpose}


def test_a_signature_of_another_key_is_refused() -> None:
    with pytest.raises(SignatureInvalid):
        verify(generate().public_key, "ballot", b"message", SIGNATURE)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 63), st.integers(1, 255))
def test_every_changed_byte_is_refused(at: int, change: int) -> None:
    changed = bytearray(SIGNATURE)
    changed[at] ^= change
    with pytest.raises(SignatureInvalid):
        verify(PAIR.public_key, "ballot", b"message", bytes(changed))


@given(st.binary(max_size=100).filter(lambda raw: raw != SIGNATURE))
def test_any_bytes_are_refused_with_a_typed_error(raw: bytes) -> None:
    with pytest.raises(SignatureInvalid):
        verify(PAIR.public_key, "ballot", b"message", raw)


def test_the_second_spelling_of_a_signature_is_refused() -> None:
    scalar = int.from_bytes(SIGNATURE[32:], "little") + ED25519.order
    with pytest.raises(SignatureInvalid):
        verify(PAIR.public_key, "ballot", b"message", SIGNATURE[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "key",
    [b"", PAIR.public_key[:31], ED25519.identity, *map(reference.encode, reference.torsion())],
    # Drawn anew in each process: tests that run in several go by their names.
    ids=lambda key: f"{len(key)} bytes",
)
def test_keys_under_which_anything_would_verify_are_refused(key: bytes) -> None:
    with pytest.raises(SigningKeyInvalid):
        verify(key, "ballot", b"message", ED25519.identity + bytes(32))


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_seeds_of_another_length_are_refused(seed: bytes) -> None:
    with pytest.raises(SigningKeyInvalid):
        key_pair(seed)
    with pytest.raises(SigningKeyInvalid):
        sign(seed, "ballot", b"message")


def test_the_seed_is_not_shown() -> None:
    pair = SigningKeyPair(b"\x01" * 32, b"\x02" * 32)
    assert repr(pair) == f"SigningKeyPair(public_key={pair.public_key!r})"
