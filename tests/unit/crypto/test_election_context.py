"""What ballots are bound to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omp_desktop.crypto.election_context import ContestShape, election_context, parameter_hash
from omp_desktop.crypto.errors import ContestShapeInvalid, Part, PublicKeyRejected
from omp_desktop.crypto.group import ED25519
from tests.unit.crypto.elections import ELECTION, KEY, NO_BLANK, ONE_OF_TWO, TWO_OF_THREE, election
from tests.unit.crypto.groups import ReferenceGroup


def test_the_base_hash_depends_on_the_manifest() -> None:
    assert election(ONE_OF_TWO).base_hash != election(ONE_OF_TWO, manifest=b"{ }").base_hash


def test_the_base_hash_depends_on_the_key() -> None:
    other = ED25519.power_of_g(ED25519.scalar(5))
    assert election(ONE_OF_TWO).base_hash != election(ONE_OF_TWO, key=other).base_hash


def test_the_parameter_hash_covers_the_group() -> None:
    assert parameter_hash() == parameter_hash(ReferenceGroup())
    assert parameter_hash() != parameter_hash(replace(ReferenceGroup(), order=7))
    assert parameter_hash() != parameter_hash(replace(ReferenceGroup(), generator=KEY))


@pytest.mark.parametrize(
    "key",
    [b"", bytes(32), ED25519.identity, b"\x95" + b"\x99" * 31, KEY + b"\0"],
    ids=["nothing", "zeros", "the identity", "of order 2L", "too long"],
)
def test_a_key_that_is_no_element_is_refused(key: bytes) -> None:
    with pytest.raises(PublicKeyRejected):
        election_context(b"{}", ELECTION, key, [ONE_OF_TWO])


@pytest.mark.parametrize(
    ("shape", "part"),
    [
        (replace(ONE_OF_TWO, contest_id=""), Part.CONTEST_ID),
        (replace(ONE_OF_TWO, contest_id="President"), Part.CONTEST_ID),
        (replace(ONE_OF_TWO, contest_id="p" * 41), Part.CONTEST_ID),
        (replace(ONE_OF_TWO, option_ids=()), Part.OPTIONS),
        (replace(ONE_OF_TWO, option_ids=("oak", "")), Part.OPTIONS),
        (replace(ONE_OF_TWO, option_ids=tuple(map(str, range(513)))), Part.OPTIONS),
        (replace(ONE_OF_TWO, option_ids=("oak", "oak")), Part.DUPLICATE),
        (replace(ONE_OF_TWO, votes_allowed=0), Part.VOTES_ALLOWED),
        (replace(ONE_OF_TWO, votes_allowed=513), Part.VOTES_ALLOWED),
    ],
)
def test_a_contest_that_cannot_be_encrypted_is_refused(shape: ContestShape, part: Part) -> None:
    with pytest.raises(ContestShapeInvalid) as refusal:
        election(shape)
    assert refusal.value.params == {"contest": shape.contest_id, "part": part}


def test_a_contest_may_allow_more_votes_than_it_has_options_left() -> None:
    assert election(replace(TWO_OF_THREE, option_ids=("oak",))).contests[0].votes_allowed == 2


def test_an_election_without_contests_is_refused() -> None:
    with pytest.raises(ContestShapeInvalid):
        election()


def test_too_many_contests_are_refused() -> None:
    with pytest.raises(ContestShapeInvalid):
        election(*(replace(ONE_OF_TWO, contest_id=f"c{number}") for number in range(65)))


def test_a_contest_twice_is_refused() -> None:
    with pytest.raises(ContestShapeInvalid):
        election(ONE_OF_TWO, ONE_OF_TWO)


def test_blank_is_the_last_ciphertext_and_weighs_all_votes() -> None:
    assert TWO_OF_THREE.labels == ("oak", "elm", "ash", "")
    assert TWO_OF_THREE.weights == (1, 1, 1, 2)


def test_without_blank_only_the_options_are_encrypted() -> None:
    assert NO_BLANK.labels == ("oak", "elm")
    assert NO_BLANK.weights == (1, 1)


def test_places_are_told_apart() -> None:
    context = election(ONE_OF_TWO)
    assert context.place("ab", "c") != context.place("a", "bc")
    assert context.contest_ids == ("president",)
