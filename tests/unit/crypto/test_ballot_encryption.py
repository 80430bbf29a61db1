"""Honest ballots: they verify, look alike, and hide what they are made from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.ballot import encode_ballot
from omp_desktop.crypto.ballot_encryption import hash_ballot_id, option_nonce, verify_ballot
from omp_desktop.crypto.election_context import BLANK, ContestShape, ElectionContext
from omp_desktop.crypto.elgamal import encrypt
from omp_desktop.crypto.errors import SelectionRefused
from omp_desktop.crypto.self_test import fixed_bytes
from tests.unit.crypto.elections import (
    NO_BLANK,
    ONE_OF_TWO,
    TWO_NO_BLANK,
    TWO_OF_THREE,
    election,
    seal,
    vote,
)

ALL = election(ONE_OF_TWO, NO_BLANK, TWO_OF_THREE, TWO_NO_BLANK)
CHOICE = {"president": ["elm"], "mayor": ["oak"], "council": ["oak", "ash"], "board": ["elm"]}


@st.composite
def elections_with_choices(draw: st.DrawFn) -> tuple[ElectionContext, dict[str, frozenset[str]]]:
    """One or two contests of any shape and choices that they allow."""
    shapes, choices = [], {}
    for number in range(draw(st.integers(1, 2))):
        options = tuple(f"option-{index}" for index in range(draw(st.integers(1, 4))))
        allowed = draw(st.integers(1, 4))
        blank = draw(st.booleans())
        shape = ContestShape(f"contest-{number}", options, allowed, blank)
        chosen = draw(st.frozensets(st.sampled_from(options), min_size=0 if blank else 1, max_size=allowed))
        shapes.append(shape)
        choices[shape.contest_id] = chosen
    return election(*shapes), choices


@settings(max_examples=40, deadline=None)
@given(elections_with_choices())
def test_every_allowed_ballot_verifies(made: tuple[ElectionContext, dict[str, frozenset[str]]]) -> None:
    context, choices = made
    verify_ballot(context, seal(context, choices).ballot)


@settings(max_examples=40, deadline=None)
@given(elections_with_choices())
def test_the_ciphertexts_hold_the_choice_and_nothing_else(
    made: tuple[ElectionContext, dict[str, frozenset[str]]],
) -> None:
    context, choices = made
    sealed = seal(context, choices)
    ballot_hash = hash_ballot_id(context, sealed.ballot.ballot_id)
    for shape, contest in zip(context.contests, sealed.ballot.contests, strict=True):
        marked = choices[shape.contest_id] or {BLANK}
        for option in contest.options:
            secret = option_nonce(context, ballot_hash, shape.contest_id, option.option_id, sealed.nonce)
            value = int(option.option_id in marked)
            assert option.ciphertext == encrypt(context.group, context.public_key, value, secret)


def test_a_contest_that_is_left_out_is_blank() -> None:
    context = election(ONE_OF_TWO)
    randomness = [fixed_bytes(b"same") for _ in range(2)]
    assert seal(context, {}, randomness[0]) == seal(context, {"president": []}, randomness[1])


@pytest.mark.parametrize(
    "choices",
    [
        {"president": ["oak", "elm"]},
        {"president": ["ash"]},
        {"president": [""]},
        {"council": ["oak", "elm", "ash"]},
    ],
)
def test_choices_that_are_not_allowed_are_refused(choices: dict[str, list[str]]) -> None:
    with pytest.raises(SelectionRefused) as refusal:
        vote(election(ONE_OF_TWO, TWO_OF_THREE), **choices)
    assert refusal.value.params == {"contest": next(iter(choices))}


def test_blank_is_refused_where_it_is_not_allowed() -> None:
    with pytest.raises(SelectionRefused):
        vote(election(NO_BLANK))


def test_choices_of_an_unknown_contest_are_refused() -> None:
    with pytest.raises(SelectionRefused):
        vote(election(ONE_OF_TWO), senate=["oak"])


def test_an_option_named_twice_counts_once() -> None:
    context = election(ONE_OF_TWO)
    verify_ballot(context, vote(context, president=["oak", "oak"]))


def test_every_choice_gives_the_same_length() -> None:
    context = election(ONE_OF_TWO, TWO_OF_THREE)
    choices = (
        {},
        {"president": ["oak"]},
        {"council": ["oak"]},
        {"president": ["elm"], "council": ["oak", "ash"]},
    )
    assert len({len(encode_ballot(vote(context, **choice))) for choice in choices}) == 1


def test_every_choice_draws_the_same_randomness() -> None:
    context = election(ONE_OF_TWO, TWO_OF_THREE)
    drawn = []
    for choice in ({}, {"president": ["oak"]}, {"council": ["oak", "ash"]}):
        sizes: list[int] = []
        source = fixed_bytes(b"")
        seal(context, choice, lambda size, sizes=sizes, source=source: (sizes.append(size), source(size))[1])
        drawn.append(sizes)
    assert drawn[0] == drawn[1] == drawn[2]


def test_two_ballots_with_one_choice_have_nothing_in_common() -> None:
    first, second = (vote(ALL, **CHOICE) for _ in range(2))
    values = [
        {value for contest in ballot.contests for option in contest.options
         for value in (option.ciphertext.alpha, option.ciphertext.beta, *option.proof.challenges)}
        for ballot in (first, second)
    ]  # fmt: skip
    assert not values[0] & values[1]
    assert first.code != second.code


def test_no_nonce_is_used_twice_in_a_ballot() -> None:
    ballot = vote(ALL, **CHOICE)
    alphas = [option.ciphertext.alpha for contest in ballot.contests for option in contest.options]
    assert len(set(alphas)) == len(alphas)


def test_the_proofs_do_not_come_from_the_ballot_nonce() -> None:
    context = election(ONE_OF_TWO)
    identifier, nonce = b"i" * 32, b"n" * 32

    def seal_again(seed: bytes):
        source = fixed_bytes(seed)
        first = iter((identifier, nonce))
        return seal(context, {"president": ["oak"]}, lambda size: next(first, None) or source(size)).ballot

    one, other = seal_again(b"1").contests[0], seal_again(b"2").contests[0]
    assert [option.ciphertext for option in one.options] == [option.ciphertext for option in other.options]
    assert all(a.proof != b.proof for a, b in zip(one.options, other.options, strict=True))
    assert one.proof != other.proof


def test_the_nonce_is_not_shown() -> None:
    sealed = seal(ALL, CHOICE)
    assert sealed.nonce.hex() not in repr(sealed)
    assert repr(sealed.nonce) not in repr(sealed)


def test_the_nonce_takes_no_part_in_comparisons() -> None:
    sealed = seal(ALL, CHOICE)
    assert replace(sealed, nonce=bytes(32)) == sealed
