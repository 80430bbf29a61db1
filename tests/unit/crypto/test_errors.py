"""The errors of this layer say the same in both languages, and never what was chosen."""

from __future__ import annotations

import pickle

import pytest

from omp_desktop.crypto import errors
from omp_desktop.crypto.errors import BallotMalformed, BallotRejected, Part, ProofRejected
from omp_desktop.domain.errors import OmpError, placeholders

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and value.__module__ == errors.__name__ and "code" in vars(value)
]


@pytest.mark.parametrize("kind", CLASSES)
def test_both_languages_fill_the_same_places_and_say_what_to_do_next(kind: type[OmpError]) -> None:
    assert placeholders(kind.ko) == placeholders(kind.en)
    for said in (kind.ko, kind.en):
        assert said.text
        assert said.next_step


@pytest.mark.parametrize("part", Part)
def test_every_part_has_a_name_in_both_languages(part: Part) -> None:
    assert part.ko
    assert part.en


def test_the_part_is_named_in_the_reader_s_language() -> None:
    error = BallotMalformed(contest="president", option="blank", part=Part.CIPHERTEXT)
    assert "암호문" in error.describe("ko").text
    assert "ciphertext" in error.describe("en").text


def test_one_family_catches_whatever_is_wrong_with_a_ballot() -> None:
    assert issubclass(ProofRejected, BallotRejected)
    assert issubclass(BallotMalformed, BallotRejected)


def test_errors_cross_processes() -> None:
    error = ProofRejected(contest="president", option="-", part=Part.SUM_PROOF)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - made on the line itself
