"""Personal codes: drawn without a pattern, kept only as what a key makes of them."""

from __future__ import annotations

import secrets
from collections import Counter

from omp_desktop.crypto.personal_codes import (
    KEPT_BYTES,
    KEY_BYTES,
    draw_code,
    is_code,
    kept_code,
    mark_of_number,
    station_key,
)
from omp_desktop.domain.personal_code import CODE_DIGITS, parse_personal_code

KEY = bytes(range(KEY_BYTES))
VOTER, OTHER = "ab" * 16, "cd" * 16
CODE = "4831027599601742"


def test_a_code_has_sixteen_digits_and_more_than_fifty_bits() -> None:
    code = draw_code(secrets.token_bytes)
    assert parse_personal_code(code) == code
    assert 10**CODE_DIGITS > 2**50


def test_numbers_with_more_digits_are_drawn_again() -> None:
    good = (int(CODE) << 2).to_bytes(7, "big")
    drawn = iter([(2**54 - 1 << 2).to_bytes(7, "big"), good])
    assert draw_code(lambda _: next(drawn)) == CODE


def test_a_number_with_few_digits_is_filled_up() -> None:
    assert draw_code(lambda _: (12_345 << 2).to_bytes(7, "big")) == "0000000000012345"


def test_a_code_that_looks_made_up_is_drawn_again() -> None:
    drawn = iter([(1_111_222_233_334_444 << 2).to_bytes(7, "big"), (int(CODE) << 2).to_bytes(7, "big")])
    assert draw_code(lambda _: next(drawn)) == CODE


def test_every_digit_is_as_likely_at_every_place() -> None:
    codes = [draw_code(secrets.token_bytes) for _ in range(4_000)]
    for place in range(CODE_DIGITS):
        counts = Counter(code[place] for code in codes)
        # 400 expected, 19 the standard deviation.
        assert all(280 <= counts[digit] <= 520 for digit in "0123456789")


def test_a_code_is_known_again_by_what_is_kept() -> None:
    kept = kept_code(KEY, VOTER, CODE)
    assert len(kept) == KEPT_BYTES
    assert is_code(KEY, VOTER, CODE, kept)
    assert not is_code(KEY, VOTER, CODE[:-1] + "3", kept)


def test_what_is_kept_is_of_one_voter_one_key_and_shows_nothing_of_the_code() -> None:
    kept = kept_code(KEY, VOTER, CODE)
    assert kept != kept_code(KEY, OTHER, CODE)
    assert kept != kept_code(bytes(KEY_BYTES), VOTER, CODE)
    assert CODE.encode() not in kept


def test_stations_have_keys_of_their_own() -> None:
    first, second = station_key(KEY, VOTER), station_key(KEY, OTHER)
    assert len({first, second, KEY}) == 3
    assert len(first) == KEY_BYTES


def test_an_unknown_number_has_a_mark_like_a_voters_id() -> None:
    mark = mark_of_number(KEY, "999")
    assert len(bytes.fromhex(mark)) == 16
    assert mark == mark_of_number(KEY, "999")
    assert mark != mark_of_number(KEY, "998")
