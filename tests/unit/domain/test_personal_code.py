"""Personal codes as people write them, and roll numbers as a number pad has them."""

from __future__ import annotations

import pytest

from omp_desktop.domain.personal_code import (
    CODE_DIGITS,
    grouped_code,
    is_enterable,
    is_guessable,
    parse_personal_code,
    plain_number,
)
from omp_desktop.domain.voting_errors import PersonalCodeInvalid

CODE = "4831027599601742"


@pytest.mark.parametrize(
    "written",
    [
        "4831027599601742",
        "4831 0275 9960 1742",
        "4831-0275-9960-1742",
        " 4831\t0275–9960 1742\n",
        "４８３１０２７５９９６０１７４２",
    ],
)
def test_a_code_is_read_however_it_is_grouped(written: str) -> None:
    assert parse_personal_code(written) == CODE


@pytest.mark.parametrize("written", ["", CODE[:-1], CODE + "1", "4831 0275 9960 174O", "٤" * CODE_DIGITS])
def test_anything_else_is_no_code_and_is_not_repeated(written: str) -> None:
    with pytest.raises(PersonalCodeInvalid) as refused:
        parse_personal_code(written)
    assert refused.value.params == {"digits": CODE_DIGITS}


def test_a_code_is_shown_in_groups_of_four() -> None:
    assert grouped_code(CODE) == "4831 0275 9960 1742"
    assert parse_personal_code(grouped_code(CODE)) == CODE


@pytest.mark.parametrize(("code", "guessable"), [("1" * 16, True), ("1122334411223344", True), (CODE, False)])
def test_few_different_digits_are_easily_guessed(code: str, guessable: bool) -> None:
    assert is_guessable(code) is guessable


@pytest.mark.parametrize(
    ("number", "enterable"), [("12", True), ("1-12", True), ("가12", False), ("1/2", False)]
)
def test_a_number_pad_has_digits_and_a_dash(number: str, enterable: bool) -> None:
    assert is_enterable(number) is enterable


@pytest.mark.parametrize(("number", "plain"), [("0012", "12"), ("12", "12"), ("01-002", "1-2"), ("가", "가")])
def test_tries_for_a_number_are_counted_together_whatever_zeros_lead(number: str, plain: str) -> None:
    assert plain_number(number) == plain
