"""Sealing to a device's key."""

from __future__ import annotations

import pytest

from omp_desktop.crypto.errors import SealedBoxUnreadable, SigningKeyInvalid
from omp_desktop.crypto.sealed_boxes import open_sealed, seal_to
from omp_desktop.crypto.signing import generate, key_pair

OWNER = key_pair(bytes(range(32)))
PLAIN = "명부".encode()


def test_the_owner_reads_what_was_sealed_to_their_key() -> None:
    assert open_sealed(OWNER.seed, seal_to(OWNER.public_key, PLAIN)) == PLAIN


def test_the_same_content_is_sealed_differently_each_time() -> None:
    assert seal_to(OWNER.public_key, PLAIN) != seal_to(OWNER.public_key, PLAIN)


def test_nothing_of_the_content_can_be_seen() -> None:
    assert PLAIN not in seal_to(OWNER.public_key, PLAIN)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(SealedBoxUnreadable):
        open_sealed(generate().seed, seal_to(OWNER.public_key, PLAIN))


def test_a_changed_byte_is_noticed() -> None:
    sealed = bytearray(seal_to(OWNER.public_key, PLAIN))
    sealed[-1] ^= 1
    with pytest.raises(SealedBoxUnreadable):
        open_sealed(OWNER.seed, bytes(sealed))


def test_too_few_bytes_are_no_sealed_box() -> None:
    with pytest.raises(SealedBoxUnreadable):
        open_sealed(OWNER.seed, b"short")


def test_a_key_outside_the_group_is_refused() -> None:
    with pytest.raises(SigningKeyInvalid):
        seal_to(bytes(32), PLAIN)


def test_a_seed_of_another_length_is_refused() -> None:
    with pytest.raises(SigningKeyInvalid):
        open_sealed(b"short", seal_to(OWNER.public_key, PLAIN))
