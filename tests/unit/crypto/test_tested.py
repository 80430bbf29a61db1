"""Tested ballots are opened by their nonce, to what the machine encrypted and to nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from omp_desktop.crypto.ballot_encryption import SealedBallot, hash_ballot_id, option_nonce
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.elgamal import encrypt
from omp_desktop.crypto.errors import NonceDoesNotFit
from omp_desktop.crypto.tested import open_tested
from tests.unit.crypto.elections import NO_BLANK, ONE_OF_TWO, TWO_OF_THREE, election, seal

CONTEXT = election(ONE_OF_TWO, NO_BLANK, TWO_OF_THREE)
CHOICES = [
    {"president": frozenset[str](), "mayor": frozenset({"oak"}), "council": frozenset({"oak", "ash"})},
    {"president": frozenset({"elm"}), "mayor": frozenset({"elm"}), "council": frozenset[str]()},
]


def holding(context: ElectionContext, sealed: SealedBallot, contest: int, values: list[int]) -> SealedBallot:
    """The ballot with other values in a contest, under its own nonces."""
    shape = context.contests[contest]
    ballot_hash = hash_ballot_id(context, sealed.ballot.ballot_id)
    options = tuple(
        replace(
            option,
            ciphertext=encrypt(
                context.group,
                context.public_key,
                value,
                option_nonce(context, ballot_hash, shape.contest_id, option.option_id, sealed.nonce),
            ),
        )
        for option, value in zip(sealed.ballot.contests[contest].options, values, strict=True)
    )
    contests = list(sealed.ballot.contests)
    contests[contest] = replace(contests[contest], options=options)
    return replace(sealed, ballot=replace(sealed.ballot, contests=tuple(contests)))


@pytest.mark.parametrize("choices", CHOICES)
def test_the_nonce_opens_what_was_chosen(choices: dict[str, frozenset[str]]) -> None:
    sealed = seal(CONTEXT, choices)
    assert open_tested(CONTEXT, sealed.ballot, sealed.nonce) == choices


def test_a_machine_that_encrypts_something_else_is_found_out() -> None:
    """The voter chose the first ballot, the machine made the second."""
    sealed = seal(CONTEXT, CHOICES[1])
    assert open_tested(CONTEXT, sealed.ballot, sealed.nonce) != CHOICES[0]


@pytest.mark.parametrize("nonce", [bytes(32), b"", bytes(31)])
def test_another_nonce_opens_nothing(nonce: bytes) -> None:
    sealed = seal(CONTEXT, CHOICES[0])
    with pytest.raises(NonceDoesNotFit):
        open_tested(CONTEXT, sealed.ballot, nonce)


@pytest.mark.parametrize(
    ("contest", "values"),
    [
        (0, [2, 0, 0]),  # two votes for one option
        (0, [1, 1, 0]),  # more than allowed
        (0, [1, 0, 1]),  # an option and blank
        (0, [0, 0, 0]),  # nothing, not even blank
        (1, [0, 0]),  # nothing where blank is not allowed
        (2, [1, 1, 1, 0]),
    ],
)
def test_values_that_are_no_ballot_are_refused(contest: int, values: list[int]) -> None:
    lie = holding(CONTEXT, seal(CONTEXT, CHOICES[0]), contest, values)
    with pytest.raises(NonceDoesNotFit):
        open_tested(CONTEXT, lie.ballot, lie.nonce)
