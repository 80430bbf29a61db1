"""Signed messages: what is signed is what is read, and foreign bytes end in an error that says where."""

from __future__ import annotations

import gzip
import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.crypto import signing
from omp_desktop.crypto.errors import SignatureInvalid
from omp_desktop.wire.envelope import (
    CONTENT_BYTES_MOST,
    ENVELOPE_BYTES_MOST,
    Versioned,
    decode,
    open_envelope,
    pack,
    seal,
    unpack,
)
from omp_desktop.wire.errors import MessageMalformed, MessageTooLarge, ProtocolUnknown

KEY = signing.key_pair(bytes(range(32)))
PURPOSE = "test"


class Note(Versioned, frozen=True, kw_only=True):
    """A message of these tests."""

    text: str


def test_what_was_sealed_is_read_again() -> None:
    sealed = open_envelope(unpack(pack(seal(Note(protocol=1, text="투표"), KEY.seed, PURPOSE))))
    sealed.verify(KEY.public_key, PURPOSE)
    assert sealed.read(Note) == Note(protocol=1, text="투표")


def test_fields_that_are_not_known_stay_under_the_signature() -> None:
    content = b'{"protocol":1,"text":"a","later":{"z":[1, 2]}}'
    raw = b'{"content":%b,"signature":"%b"}' % (
        content,
        signing.sign(KEY.seed, PURPOSE, content).hex().encode(),
    )
    sealed = open_envelope(raw)
    sealed.verify(KEY.public_key, PURPOSE)
    assert sealed.content == content
    assert sealed.read(Note).text == "a"


def test_a_changed_content_no_longer_fits_its_signature() -> None:
    raw = seal(Note(protocol=1, text="a"), KEY.seed, PURPOSE).replace(b'"a"', b'"b"')
    with pytest.raises(SignatureInvalid):
        open_envelope(raw).verify(KEY.public_key, PURPOSE)


def test_a_signature_for_another_purpose_is_worth_nothing() -> None:
    sealed = open_envelope(seal(Note(protocol=1, text="a"), KEY.seed, "another"))
    with pytest.raises(SignatureInvalid):
        sealed.verify(KEY.public_key, PURPOSE)


@pytest.mark.parametrize("version", [0, 2, 99])
def test_a_version_that_nobody_speaks_here_is_named(version: int) -> None:
    sealed = open_envelope(seal(Note(protocol=version, text="a"), KEY.seed, PURPOSE))
    with pytest.raises(ProtocolUnknown) as refused:
        sealed.read(Note)
    assert refused.value.params == {"protocol": version}


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b'{"protocol":"1","text":"a"}', "$.protocol"),
        (b'{"protocol":1,"text":7}', "$.text"),
        (b'{"protocol":1}', "JSON"),
        (b'{"protocol":1,"text":"a"', "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"", "JSON"),
        (b'{"protocol":1,"text":"a","deep":' + b"[" * 5000 + b"]" * 5000 + b"}", "JSON"),
        (b'{"protocol":1,"text":"\xed\xa0\x80"}', "JSON"),
    ],
)
def test_what_is_no_message_is_refused_with_the_place(raw: bytes, where: str) -> None:
    with pytest.raises(MessageMalformed) as refused:
        decode(raw, Note)
    assert refused.value.params == {"where": where}


def test_the_refusal_does_not_repeat_what_stood_there() -> None:
    with pytest.raises(MessageMalformed) as refused:
        decode(b'{"protocol":1,"text":{"voter":"secret-name"}}', Note)
    assert "secret-name" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_envelope_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(MessageTooLarge):
        open_envelope(b" " * (ENVELOPE_BYTES_MOST + 1))


def test_the_largest_content_has_room_in_an_envelope() -> None:
    empty = len(msgspec.json.encode(Note(protocol=1, text="")))
    raw = seal(Note(protocol=1, text="a" * (CONTENT_BYTES_MOST - empty)), KEY.seed, PURPOSE)
    assert len(open_envelope(unpack(pack(raw))).content) == CONTENT_BYTES_MOST


@given(st.binary(max_size=2000))
def test_packing_gives_the_same_bytes_each_time(raw: bytes) -> None:
    assert pack(raw) == pack(raw)
    assert unpack(pack(raw)) == raw
    # Any gzip program reads it.
    assert gzip.decompress(pack(raw)) == raw


def test_a_bomb_is_unpacked_no_further_than_the_limit() -> None:
    bomb = pack(bytes(50_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(MessageTooLarge):
        unpack(bomb)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no gzip",
        pack(b"cut off here")[:-1],
        pack(b"something behind") + b"x",
        pack(b"one") + pack(b"two"),
        zlib.compress(b"another wrapping"),
    ],
)
def test_what_is_no_whole_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(MessageMalformed):
        unpack(packed)


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_refused(raw: bytes) -> None:
    with pytest.raises((MessageMalformed, MessageTooLarge)):
        open_envelope(raw).read(Note)
