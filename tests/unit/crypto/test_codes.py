"""Confirmation codes as people see and enter them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.crypto.codes import parse_short_code, short_characters, short_code
from omp_desktop.crypto.errors import CodeInvalid

codes = st.binary(min_size=32, max_size=32)
CODE = bytes(range(32))


def test_five_groups_of_five_characters() -> None:
    assert short_code(CODE) == "000G4-0R40M-30E20-9185G-R38E1"


def test_the_characters_are_the_first_125_bits() -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    bits = "".join(f"{byte:08b}" for byte in CODE)
    expected = "".join(alphabet[int(bits[at : at + 5], 2)] for at in range(0, 125, 5))
    assert short_characters(CODE) == expected


@given(codes)
def test_a_shown_code_is_read_back(code: bytes) -> None:
    assert parse_short_code(short_code(code)) == short_characters(code)


@given(codes)
def test_what_lies_beyond_125_bits_is_not_shown(code: bytes) -> None:
    changed = code[:15] + bytes([code[15] ^ 0b111]) + bytes(16)
    assert short_characters(changed) == short_characters(code)


@pytest.mark.parametrize(
    "entered",
    [
        "  000g4-0r40m-30e20-9185g-r38e1 ",
        "000G 40R4 0M30 E209 185G R38E 1",
        "OoOG4-OR4OM-3oE20-9I85G-R38El",
        "000G4–0R40M—30E20‐9185G‑R38E1",
    ],
)
def test_spelling_is_forgiven(entered: str) -> None:
    assert parse_short_code(entered) == "000G40R40M30E209185GR38E1"


@pytest.mark.parametrize(
    "entered",
    [
        "",
        "00042-0G510-R40G2-40MG2-G681",
        "00042-0G510-R40G2-40MG2-G681SS",
        "0004U-0G510-R40G2-40MG2-G681S",
        "0004*-0G510-R40G2-40MG2-G681S",
        "٠0042-0G510-R40G2-40MG2-G681S",
        "투표확인코드",
    ],
)
def test_anything_else_is_refused(entered: str) -> None:
    with pytest.raises(CodeInvalid):
        parse_short_code(entered)


@given(st.text(max_size=40))
def test_any_text_is_either_a_code_or_refused(entered: str) -> None:
    try:
        characters = parse_short_code(entered)
    except CodeInvalid:
        return
    assert parse_short_code(characters) == characters
