"""Hashes: domain separated, and no two lists of parts with the same bytes."""

from __future__ import annotations

import hashlib
import hmac

from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.crypto.group import ED25519, ORDER
from omp_desktop.crypto.hashing import Domain, digest, scalar_digest, sized, text, u32, u64

KEY = bytes(range(32))


def test_every_domain_has_a_byte_of_its_own() -> None:
    values = [member.value for member in Domain.__members__.values()]
    assert len(set(values)) == len(values)
    assert {len(value) for value in values} == {1}


def test_digest_is_hmac_sha_256_over_domain_and_parts() -> None:
    expected = hmac.new(KEY, b"\x20" + b"one" + b"two", hashlib.sha256).digest()
    assert digest(KEY, Domain.BALLOT, b"one", b"two") == expected


def test_scalar_digest_is_hmac_sha_512_little_endian_modulo_the_order() -> None:
    wide = hmac.new(KEY, b"\x21" + b"one", hashlib.sha512).digest()
    expected = int.from_bytes(wide, "little") % ORDER
    assert scalar_digest(ED25519, KEY, Domain.NONCE, b"one") == expected.to_bytes(32, "little")


def test_the_domain_separates() -> None:
    assert digest(KEY, Domain.BALLOT, b"x") != digest(KEY, Domain.CODE, b"x")


def test_the_key_separates() -> None:
    assert digest(KEY, Domain.BALLOT, b"x") != digest(bytes(32), Domain.BALLOT, b"x")


def test_integers_have_a_fixed_width() -> None:
    assert (u32(1), u64(258)) == (b"\0\0\0\1", b"\0\0\0\0\0\0\1\2")


def test_texts_carry_their_length_in_bytes() -> None:
    assert text("투표") == b"\0\0\0\6" + "투표".encode()
    assert text("") == bytes(4)


@given(st.lists(st.text()), st.lists(st.text()))
def test_different_lists_of_texts_never_give_the_same_bytes(left: list[str], right: list[str]) -> None:
    joined = [b"".join(map(text, parts)) for parts in (left, right)]
    assert (joined[0] == joined[1]) == (left == right)


@given(st.binary())
def test_sized_bytes_can_be_read_back(data: bytes) -> None:
    encoded = sized(data)
    assert encoded[4 : 4 + int.from_bytes(encoded[:4], "big")] == data
