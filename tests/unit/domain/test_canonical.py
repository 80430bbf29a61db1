"""Canonical JSON: RFC 8785, restricted to integers and NFC."""

import json
from enum import IntEnum
from hashlib import sha256
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.canonical import canonical_bytes, canonical_hash, parse_canonical
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.record_errors import NotCanonical
from omp_desktop.domain.text import nfc

# RFC 8785, 3.2.2 and 3.2.4: the sample without its fractional numbers, and its bytes as the RFC prints them.
RFC_STRING = json.loads(
    r"""{
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }"""
)
RFC_STRING_BYTES = bytes.fromhex(
    "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c"
    "22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22"
    "5c 5c 5c 5c 5c 22 2f 22 7d"
)
# RFC 8785, 3.2.3: keys sort by UTF-16 units; without the key that is not in NFC.
RFC_SORTING = json.loads(
    r"""{
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"
    }"""
)
RFC_SORTED = [
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
]


class Count(IntEnum):
    TWO = 2


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.text(max_size=8).map(nfc),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4).map(nfc), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_strings_and_literals_of_the_rfc_come_out_byte_for_byte() -> None:
    assert canonical_bytes(RFC_STRING) == RFC_STRING_BYTES


def test_the_keys_of_the_rfc_come_out_in_its_order() -> None:
    assert list(json.loads(canonical_bytes(RFC_SORTING)).values()) == RFC_SORTED


def test_the_rfcs_key_that_has_no_composed_form_is_refused() -> None:
    with pytest.raises(NotCanonical):
        canonical_bytes({"\ufb33": "Hebrew Letter Dalet With Dagesh"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, b"{}"),
        ([], b"[]"),
        ((1, (2,)), b"[1,[2]]"),
        ("", b'""'),
        (0, b"0"),
        (-1, b"-1"),
        (9007199254740991, b"9007199254740991"),
        (-9007199254740991, b"-9007199254740991"),
        (True, b"true"),
        (None, b"null"),
        ({"b": 1, "a": 2, "": 3}, b'{"":3,"a":2,"b":1}'),
        ({"aa": 1, "a": 2, "B": 3}, b'{"B":3,"a":2,"aa":1}'),
        ("\x00\x1f\x7f/", b'"\\u0000\\u001f\x7f/"'),
        ("\b\t\n\f\r", rb'"\b\t\n\f\r"'),
        ("기호 1번", '"기호 1번"'.encode()),
        ({"\uff61": 1, "\U00010000": 2}, '{"\U00010000":2,"\uff61":1}'.encode()),
        (MappingProxyType({"a": [{}]}), b'{"a":[{}]}'),
        (ElectionState.OPEN, b'"open"'),
        (Count.TWO, b"2"),
    ],
)
def test_a_value_has_one_spelling(value: object, expected: bytes) -> None:
    assert canonical_bytes(value) == expected


@pytest.mark.parametrize(
    ("value", "where", "problem"),
    [
        (1.0, "$", "a float"),
        ({"a": [0, 1.5]}, "$.a[1]", "a float"),
        (float("nan"), "$", "a float"),
        (2**53, "$", "number too large"),
        ([-(2**53)], "$[0]", "number too large"),
        ("e\u0301", "$", "text not in NFC"),
        ({"e\u0301": 1}, "$", "text not in NFC"),
        ("\ud800", "$", "half a character"),
        ({1: 2}, "$", "a key that is no text"),
        (b"bytes", "$", "a bytes"),
        ({"a": {1, 2}}, "$.a", "a set"),
    ],
)
def test_what_other_programs_might_spell_otherwise_is_refused(
    value: object, where: str, problem: str
) -> None:
    with pytest.raises(NotCanonical) as caught:
        canonical_bytes(value)
    assert caught.value.params == {"where": where, "problem": problem}


def test_nesting_has_an_end() -> None:
    deep: list[object] = []
    for _ in range(63):
        deep = [deep]
    assert canonical_bytes(deep) == b"[" * 64 + b"]" * 64
    with pytest.raises(NotCanonical):
        canonical_bytes([deep])
    with pytest.raises(NotCanonical):
        canonical_bytes({"a": deep})


def test_a_value_that_holds_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(NotCanonical):
        canonical_bytes(loop)


def test_the_hash_is_sha_256_of_the_bytes() -> None:
    assert canonical_hash({"a": 1}) == sha256(b'{"a":1}').hexdigest()
    assert canonical_hash({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@given(JSON)
def test_what_is_written_is_read_back(value: object) -> None:
    assert parse_canonical(canonical_bytes(value)) == value


@given(JSON)
def test_the_restricted_form_is_plain_json_to_everybody_else(value: object) -> None:
    assert json.loads(canonical_bytes(value)) == value


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" {}",
        b"{}\n",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b"1.0",
        b"1e2",
        b"-0",
        b"01",
        b"NaN",
        b"Infinity",
        b"9007199254740992",
        b"9" * 5000,
        b'"\\u0041"',
        b'"\\/"',
        b'"e\xcc\x81"',
        b'"\xff"',
        b'"\\ud800"',
        b"[" * 100_000,
        b"[" * 65 + b"]" * 65,
        b"\xef\xbb\xbf{}",
        b"{'a':1}",
    ],
)
def test_any_other_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse_canonical(raw)
