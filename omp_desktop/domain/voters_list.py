"""The voters list (선거인명부): who may vote where, and the keys it is searched by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import combinations_with_replacement
from typing import Final

from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.import_errors import BirthDateInvalid
from omp_desktop.domain.text import fold, visible

ROLL_NUMBER_MAX: Final = 40
ADDRESS_MAX: Final = 200
OLDEST_BIRTH_YEAR: Final = 1900

_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SEPARATED = re.compile(r"(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})\s*\.?", re.ASCII)
_IN_WORDS = re.compile(r"(\d{4})\s*년\s*(\d{1,2})\s*월\s*(\d{1,2})\s*일", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_SORT_WIDTH = 20


@dataclass(frozen=True, slots=True)
class Voter:
    """An elector on the list of one station. Personal data: for the `voter` table and screens only."""

    id: str
    election_id: str
    station_id: str
    roll_number: str = field(repr=False)
    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VoterRow:
    """One good line of an imported list. `line` counts from 1 and includes the heading.

    `personal_code`: sixteen digits, or empty where the list brings none.
    """

    line: int
    roll_number: str = field(repr=False)
    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    address: str = field(repr=False)
    personal_code: str = field(default="", repr=False)


def parse_birth_date(text: str, *, latest: date | None = None) -> date:
    """The date in 1990-03-14, 19900314, 1990.03.14, 1990. 3. 14., 1990/3/14 or 1990년 3월 14일.

    Raises BirthDateInvalid for anything else, a day that does not exist, a year before 1900, and a day after
    `latest`.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = _date_parts(plain)
    if parts is None:
        raise BirthDateInvalid(example="1990-03-14")
    try:
        born = date(*parts)
    except ValueError as error:
        raise BirthDateInvalid(example="1990-03-14") from error
    if born.year < OLDEST_BIRTH_YEAR or (latest is not None and born > latest):
        raise BirthDateInvalid(example="1990-03-14")
    return born


def _date_parts(text: str) -> tuple[int, int, int] | None:
    if match := _EIGHT_DIGITS.fullmatch(text) or _IN_WORDS.fullmatch(text):
        year, month, day = match.groups()
    elif match := _SEPARATED.fullmatch(text):
        year, _, month, day = match.groups()
    else:
        return None
    return int(year), int(month), int(day)


def name_key(name: str) -> str:
    """What a name is searched by: no spaces, no case, in NFC for prefix comparison."""
    return fold(name)


def normal_roll_number(text: str) -> str:
    """The one spelling of a roll number: full-width digits narrowed, no spaces, capital letters.

    Nothing in it that cannot be seen: two numbers that look alike are one.
    """
    return "".join(visible(unicodedata.normalize("NFKC", text)).upper().split())


def roll_key(roll_number: str) -> str:
    """What a roll number is compared by: full-width digits narrowed, no spaces, no case."""
    return fold(roll_number)


def roll_sort_key(roll_number: str) -> str:
    """A key that sorts roll numbers as people do: 2 before 10, 1-9 before 1-10."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(_SORT_WIDTH), roll_key(roll_number))


def roll_spellings(key: str) -> Iterator[str]:
    """The keys of a roll number with any zeros before its digits, the fewest first: 0012 is 12.

    As long as a roll number may be at most; none for a text without digits.

    >>> from itertools import islice
    >>> list(islice(roll_spellings("01-7"), 4))
    ['1-7', '01-7', '1-07', '001-7']
    """
    numbers = [digits.lstrip("0") or "0" for digits in _DIGITS.findall(key)]
    begin, *behind = _DIGITS.split(key)
    shortest = len(begin) + sum(map(len, numbers + behind))
    for zeros in range(ROLL_NUMBER_MAX - shortest + 1) if numbers else ():
        for places in combinations_with_replacement(range(len(numbers)), zeros):
            padded = ["0" * places.count(place) + number for place, number in enumerate(numbers)]
            yield begin + "".join(number + text for number, text in zip(padded, behind, strict=True))


@dataclass(frozen=True, slots=True)
class VoterQuery:
    """What a search text may mean; a voter is a hit when any part that is set matches."""

    roll_prefix: str | None = None
    name_prefix: str | None = None
    birth_date: date | None = None


def voter_query(text: str) -> VoterQuery:
    """Read a search text: digits are a roll number or a birth date, letters a name or a roll number.

    An empty text is an empty query, which has no hits.
    """
    key = fold(text)
    if not key:
        return VoterQuery()
    try:
        born = parse_birth_date(text)
    except BirthDateInvalid:
        born = None
    name = None if any(character.isdigit() for character in key) else key
    return VoterQuery(roll_prefix=key, name_prefix=name, birth_date=born)


def same_person_key(name: str, birth_date: date) -> tuple[str, date]:
    """Under this key two entries are taken for the same person in different elections."""
    return name_key(name), birth_date


def voters_digest(voters: Iterable[Voter]) -> str:
    """SHA-256 in hex over the voters of one station in the order given; give them by `roll_sort_key`.

    Each voter is one canonical JSON array [roll number, name, birth date, address], ended by LF.
    """
    digest = sha256()
    for voter in voters:
        row = [voter.roll_number, voter.name, voter.birth_date.isoformat(), voter.address]
        digest.update(canonical_bytes(row) + b"\n")
    return digest.hexdigest()
