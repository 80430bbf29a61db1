"""Enrolment codes: thirty characters that people write down, and fingerprints that they read aloud."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.crypto import signing
from omp_desktop.wire.enrolment import EnrolmentCode, code_hash, fingerprint
from omp_desktop.wire.errors import EnrolmentCodeInvalid

CENTRE = signing.key_pair(bytes(range(32))).public_key
OTHER = signing.key_pair(bytes(32)).public_key


def test_a_code_knows_its_centre() -> None:
    code = EnrolmentCode.make(CENTRE)
    assert code.fits(CENTRE)
    assert not code.fits(OTHER)


def test_a_code_has_thirty_characters_in_six_groups() -> None:
    groups = EnrolmentCode.make(CENTRE).text.split("-")
    assert [len(group) for group in groups] == [5] * 6


@given(st.binary(min_size=10, max_size=10))
def test_a_code_is_read_as_people_write_it(random: bytes) -> None:
    code = EnrolmentCode.make(CENTRE, lambda _: random)
    written = code.text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert EnrolmentCode.parse(f"  {written} ") == code
    assert EnrolmentCode.parse(code.text.replace("-", "")) == code


def test_all_of_the_eighty_random_bits_are_in_the_secret() -> None:
    asked: list[int] = []

    def random(count: int) -> bytes:
        asked.append(count)
        return b"\xff" * count

    assert EnrolmentCode.make(CENTRE, random).secret == "Z" * 16
    assert asked == [10]


@pytest.mark.parametrize("entered", ["", "ABCDE", "U" * 30, "A" * 29, "A" * 31, "가나다라마" * 6])
def test_what_is_no_code_is_refused_without_repeating_it(entered: str) -> None:
    with pytest.raises(EnrolmentCodeInvalid) as refused:
        EnrolmentCode.parse(entered)
    assert not refused.value.params


def test_the_centre_gets_the_hash_and_nothing_shows_the_secret() -> None:
    code = EnrolmentCode.make(CENTRE)
    assert code.hash == code_hash(code.secret)
    assert code.secret not in repr(code)


def test_fingerprints_of_two_keys_differ() -> None:
    assert fingerprint(CENTRE) != fingerprint(OTHER)
    assert [len(group) for group in fingerprint(CENTRE).split("-")] == [5] * 4
