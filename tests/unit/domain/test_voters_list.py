"""The voters list and its search keys."""

from datetime import date
from hashlib import sha256
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.import_errors import BirthDateInvalid
from omp_desktop.domain.voters_list import (
    ROLL_NUMBER_MAX,
    VoterQuery,
    VoterRow,
    name_key,
    normal_roll_number,
    parse_birth_date,
    roll_key,
    roll_sort_key,
    roll_spellings,
    same_person_key,
    voter_query,
    voters_digest,
)
from tests.unit.domain.examples import a_voter

MARCH = date(1990, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "1990-03-14",
        "19900314",
        "1990.03.14",
        "1990.3.14",
        "1990. 3. 14.",
        "1990/3/14",
        "1990년 3월 14일",
        " １９９０-０３-１４ ",
    ],
)
def test_a_birth_date_is_read_as_people_write_it(text: str) -> None:
    assert parse_birth_date(text) == MARCH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "900314",
        "90-03-14",
        "1990-02-30",
        "1990-13-01",
        "1990-3/14",
        "14.3.1990",
        "1990-03",
        "1899-12-31",
        "19900314 12",
        "March 14, 1990",
        "19900314-1234567",
        "1990-03-14T00:00",
    ],
)
def test_anything_else_is_no_birth_date(text: str) -> None:
    with pytest.raises(BirthDateInvalid):
        parse_birth_date(text)


def test_nobody_is_born_after_the_last_possible_day() -> None:
    assert parse_birth_date("1990-03-14", latest=MARCH) == MARCH
    with pytest.raises(BirthDateInvalid):
        parse_birth_date("1990-03-15", latest=MARCH)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_written_date_is_read_back(born: date) -> None:
    assert parse_birth_date(born.isoformat()) == born
    assert parse_birth_date(f"{born:%Y%m%d}") == born


def test_a_roll_number_has_one_spelling() -> None:
    assert normal_roll_number(" １２ - a ") == "12-A"
    assert roll_key("12-A") == roll_key("１２-a")


def test_roll_numbers_sort_as_people_count() -> None:
    numbers = ["10", "2", "1-10", "1-9", "가-3", "1"]
    assert sorted(numbers, key=roll_sort_key) == ["1", "1-9", "1-10", "2", "10", "가-3"]


def test_a_roll_number_may_have_any_zeros_before_its_digits() -> None:
    spelled = list(roll_spellings("0012"))
    assert spelled[:4] == ["12", "012", "0012", "00012"]
    assert max(map(len, spelled)) == len(spelled) + 1 == ROLL_NUMBER_MAX
    assert list(roll_spellings("가")) == list(roll_spellings("1" * 41)) == []
    assert next(roll_spellings("000")) == "0"


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 2)), min_size=1, max_size=3))
def test_every_way_to_lead_a_number_with_zeros_is_there_once(numbers: list[tuple[int, int]]) -> None:
    plain = "-".join(str(number) for number, _ in numbers)
    led = "-".join("0" * zeros + str(number) for number, zeros in numbers)
    spelled = list(islice(roll_spellings(plain), 500))
    assert led in spelled
    assert len(set(spelled)) == len(spelled)
    assert spelled == list(islice(roll_spellings(led), 500))


def test_a_name_is_found_however_it_is_spaced() -> None:
    assert name_key("김 하나") == name_key("김하나")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", VoterQuery()),
        ("  ", VoterQuery()),
        ("12", VoterQuery(roll_prefix="12")),
        ("김 하", VoterQuery(roll_prefix="김하", name_prefix="김하")),
        ("A-12", VoterQuery(roll_prefix="a-12")),
        ("19900314", VoterQuery(roll_prefix="19900314", birth_date=MARCH)),
        ("1990-03-14", VoterQuery(roll_prefix="1990-03-14", birth_date=MARCH)),
    ],
)
def test_a_search_text_is_a_number_a_name_or_a_birth_date(text: str, query: VoterQuery) -> None:
    assert voter_query(text) == query


def test_the_same_person_is_known_by_name_and_birth_date() -> None:
    assert same_person_key("김 하나", MARCH) == same_person_key("김하나", MARCH)
    assert same_person_key("김하나", MARCH) != same_person_key("김하나", date(1990, 3, 15))


def test_the_digest_covers_every_voter_in_order() -> None:
    line = '["1","가상인물","1990-03-14","가상시 가상로 1"]\n'
    assert voters_digest([a_voter("1")]) == sha256(line.encode()).hexdigest()
    assert voters_digest([a_voter("1"), a_voter("2")]) != voters_digest([a_voter("2"), a_voter("1")])
    assert voters_digest([a_voter("1")]) != voters_digest([a_voter("1", address="다른 곳")])


def test_nobody_is_named_in_what_is_printed() -> None:
    row = VoterRow(3, "77-12", "가상인물", MARCH, "가상시")
    for shown in (repr(a_voter("77-12", id="v")), repr(row)):
        assert "77-12" not in shown
        assert "가상" not in shown
        assert "1990" not in shown
