"""Opening sums: right totals, and each wrong part named."""

from __future__ import annotations

import inspect
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto import opening
from omp_desktop.crypto.aggregate import Aggregate, empty, product
from omp_desktop.crypto.elgamal import Ciphertext, multiply
from omp_desktop.crypto.errors import (
    AggregateMalformed,
    BadShare,
    NotEnoughShares,
    OpeningMalformed,
    Part,
    TotalNotFound,
    TrusteesDoNotMatch,
)
from omp_desktop.crypto.group import ED25519, ZERO
from omp_desktop.crypto.opening import (
    OpenedContest,
    PartialOpening,
    combine,
    open_aggregate,
    sums_from_json,
    sums_to_json,
    verify_partial,
)
from omp_desktop.crypto.proofs import EqualityProof
from omp_desktop.crypto.trustees import generate_trustee, joint_key
from tests.unit.crypto.elections import (
    NO_BLANK,
    ONE_OF_TWO,
    PUBLIC,
    SECRET,
    TWO_OF_THREE,
    election,
    threshold_trustees,
    vote,
)
from tests.unit.crypto.liars import Liar
from tests.unit.crypto.strategies import json_values

CONTEXT = election(ONE_OF_TWO, TWO_OF_THREE, NO_BLANK)
CHOICES = [
    {"president": ["oak"], "council": ["oak", "ash"], "mayor": ["elm"]},
    {"president": ["oak"], "council": ["ash"], "mayor": ["elm"]},
    {"president": [], "council": [], "mayor": ["oak"]},
]
TOTAL = product(CONTEXT, [vote(CONTEXT, **choice) for choice in CHOICES])
TOTALS = {
    "president": OpenedContest(votes=(2, 0), blank=1),
    "council": OpenedContest(votes=(1, 0, 2), blank=1),
    "mayor": OpenedContest(votes=(1, 2), blank=None),
}
PARTIAL = open_aggregate(CONTEXT, TOTAL, SECRET)

SECRETS, PUBLICS = threshold_trustees(2, 3)
SHARED = election(ONE_OF_TWO, key=joint_key(PUBLICS))
SHARED_TOTAL = product(
    SHARED, [vote(SHARED, president=["elm"]), vote(SHARED, president=["elm"]), vote(SHARED)]
)
SHARED_PARTIALS = [open_aggregate(SHARED, SHARED_TOTAL, secret) for secret in SECRETS]


def test_the_totals_are_those_of_the_ballots() -> None:
    assert combine(CONTEXT, TOTAL, [PUBLIC], [PARTIAL]) == TOTALS


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(CHOICES), max_size=6))
def test_any_ballots_are_counted_right(choices: list[dict[str, list[str]]]) -> None:
    aggregate = product(CONTEXT, [vote(CONTEXT, **choice) for choice in choices])
    totals = combine(CONTEXT, aggregate, [PUBLIC], [open_aggregate(CONTEXT, aggregate, SECRET)])
    for shape in CONTEXT.contests:
        votes = tuple(sum(option in c[shape.contest_id] for c in choices) for option in shape.option_ids)
        blank = sum(not c[shape.contest_id] for c in choices) if shape.blank_allowed else None
        assert totals[shape.contest_id] == OpenedContest(votes, blank)


def test_no_ballots_give_zeros_without_opening_anything() -> None:
    partial = open_aggregate(CONTEXT, empty(CONTEXT), SECRET)
    assert all(shares == () for shares in partial.contests.values())
    totals = combine(CONTEXT, empty(CONTEXT), [PUBLIC], [partial])
    assert totals["president"] == OpenedContest(votes=(0, 0), blank=0)
    assert totals["mayor"] == OpenedContest(votes=(0, 0), blank=None)


@pytest.mark.parametrize("present", [*itertools.permutations([0, 1, 2], 2), (0, 1, 2), (2, 1, 0)])
def test_any_quorum_of_trustees_gives_the_totals(present: tuple[int, ...]) -> None:
    partials = [SHARED_PARTIALS[index] for index in present]
    assert combine(SHARED, SHARED_TOTAL, PUBLICS, partials) == {
        "president": OpenedContest(votes=(0, 2), blank=1)
    }


def test_fewer_trustees_than_the_quorum_are_refused() -> None:
    with pytest.raises(NotEnoughShares) as refusal:
        combine(SHARED, SHARED_TOTAL, PUBLICS, SHARED_PARTIALS[:1])
    assert refusal.value.params == {"needed": 2, "given": 1}


def test_one_trustee_twice_is_not_two() -> None:
    with pytest.raises(NotEnoughShares):
        combine(SHARED, SHARED_TOTAL, PUBLICS, SHARED_PARTIALS[:1] * 2)


def spoil(
    partial: PartialOpening, change: Callable[[opening.OpenedShare], opening.OpenedShare]
) -> PartialOpening:
    shares = partial.contests["president"]
    return replace(
        partial, contests={**partial.contests, "president": (shares[0], change(shares[1]), *shares[2:])}
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda share: replace(share, value=ED25519.generator),
        lambda share: replace(share, value=ED25519.identity),
        lambda share: replace(share, value=bytes(32)),
        lambda share: replace(share, value=bytes.fromhex("95" + "99" * 31)),
        lambda share: replace(share, proof=EqualityProof(ZERO, ZERO)),
        lambda share: replace(share, proof=replace(share.proof, challenge=b"\xff" * 32)),
        lambda share: replace(share, proof=replace(share.proof, response=b"\xff" * 32)),
    ],
)
def test_a_bad_share_is_named_and_the_others_still_count(
    change: Callable[[opening.OpenedShare], opening.OpenedShare],
) -> None:
    bad = spoil(SHARED_PARTIALS[1], change)
    with pytest.raises(BadShare) as refusal:
        combine(SHARED, SHARED_TOTAL, PUBLICS, [SHARED_PARTIALS[0], bad])
    assert refusal.value.params == {"trustee": 2, "contest": "president", "option": "elm"}
    good = [SHARED_PARTIALS[0], SHARED_PARTIALS[2]]
    assert combine(SHARED, SHARED_TOTAL, PUBLICS, good)["president"].votes == (0, 2)


def test_a_share_with_another_secret_is_named() -> None:
    other, _ = generate_trustee(1, 1)
    with pytest.raises(BadShare) as refusal:
        verify_partial(CONTEXT, [PUBLIC], TOTAL, open_aggregate(CONTEXT, TOTAL, other))
    assert refusal.value.params == {"trustee": 1, "contest": "president", "option": "oak"}


def test_shares_of_one_contest_do_not_serve_for_another() -> None:
    context = election(ONE_OF_TWO, replace(ONE_OF_TWO, contest_id="vice"))
    aggregate = product(context, [vote(context)])
    partial = open_aggregate(context, aggregate, SECRET)
    swapped = {"president": partial.contests["vice"], "vice": partial.contests["president"]}
    with pytest.raises(BadShare):
        verify_partial(context, [PUBLIC], aggregate, replace(partial, contests=swapped))


def test_shares_for_other_sums_are_refused() -> None:
    other = product(CONTEXT, [vote(CONTEXT, **choice) for choice in CHOICES])
    with pytest.raises(BadShare):
        verify_partial(CONTEXT, [PUBLIC], other, PARTIAL)


def test_shares_for_another_number_of_ballots_are_refused() -> None:
    with pytest.raises(OpeningMalformed) as refusal:
        verify_partial(CONTEXT, [PUBLIC], TOTAL, replace(PARTIAL, ballots=2))
    assert refusal.value.params == {"trustee": 1, "part": Part.BALLOTS}


@pytest.mark.parametrize("contests", [{}, {**PARTIAL.contests, "mayor": PARTIAL.contests["mayor"][:1]}])
def test_missing_shares_are_refused(contests: dict[str, tuple[opening.OpenedShare, ...]]) -> None:
    with pytest.raises(OpeningMalformed) as refusal:
        verify_partial(CONTEXT, [PUBLIC], TOTAL, replace(PARTIAL, contests=contests))
    assert refusal.value.params == {"trustee": 1, "part": Part.CONTESTS}


def test_a_trustee_who_is_none_is_refused() -> None:
    with pytest.raises(TrusteesDoNotMatch) as refusal:
        verify_partial(CONTEXT, [PUBLIC], TOTAL, replace(PARTIAL, trustee=2))
    assert refusal.value.params == {"part": Part.INDEX}


def test_trustees_of_another_key_are_refused() -> None:
    _, other = generate_trustee(1, 1)
    with pytest.raises(TrusteesDoNotMatch) as refusal:
        combine(CONTEXT, TOTAL, [other], [PARTIAL])
    assert refusal.value.params == {"part": Part.PUBLIC_KEY}


@pytest.mark.parametrize("surplus", [4, -2])
def test_a_sum_that_so_few_ballots_cannot_give_is_refused(surplus: int) -> None:
    context = election(NO_BLANK)
    aggregate = product(context, [Liar(context).ballot(mayor=(surplus, 0)), vote(context, mayor=["oak"])])
    with pytest.raises(TotalNotFound) as refusal:
        combine(context, aggregate, [PUBLIC], [open_aggregate(context, aggregate, SECRET)])
    assert refusal.value.params == {"contest": "mayor", "option": "oak"}


def test_sums_in_which_the_nonces_cancel_out_are_opened() -> None:
    context = election(NO_BLANK)
    nonce = ED25519.scalar(77)
    pair = [
        Ciphertext(
            ED25519.power_of_g(sign),
            ED25519.multiply(context.public_key, ED25519.power(context.public_key, sign)),
        )
        for sign in (nonce, ED25519.minus(ZERO, nonce))
    ]
    cancelled = multiply(ED25519, *pair)
    assert cancelled.alpha == ED25519.identity
    aggregate = Aggregate(2, {"mayor": (cancelled, pair[0])})
    totals = combine(context, aggregate, [PUBLIC], [open_aggregate(context, aggregate, SECRET)])
    assert totals["mayor"].votes == (2, 1)


def test_an_opening_survives_json() -> None:
    for partial in (PARTIAL, open_aggregate(CONTEXT, empty(CONTEXT), SECRET)):
        assert PartialOpening.from_json(json.loads(json.dumps(partial.to_json()))) == partial


def changed(change: Callable[[dict], object]) -> object:
    value = json.loads(json.dumps(PARTIAL.to_json()))
    result = change(value)
    return value if result is None else result


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda value: [value], Part.FORMAT),
        (lambda value: value.update(more=1), Part.FORMAT),
        (lambda value: value.update(trustee="1"), Part.INDEX),
        (lambda value: value.update(ballots=1.5), Part.BALLOTS),
        (lambda value: value.update(contests=[]), Part.CONTESTS),
        (lambda value: value["contests"].update(mayor={}), Part.SHARES),
        (lambda value: value["contests"].update(mayor=[{}]), Part.FORMAT),
        (lambda value: value["contests"]["mayor"][0].update(value="00"), Part.SHARES),
        (lambda value: value["contests"]["mayor"][0].update(challenge=0), Part.PROOF),
        (lambda value: {**value, "contests": {1: []}}, Part.SHARES),
    ],
)
def test_json_of_another_form_is_refused(change: Callable[[dict], object], part: Part) -> None:
    with pytest.raises(OpeningMalformed) as refusal:
        PartialOpening.from_json(changed(change))
    assert refusal.value.params["part"] == part


@given(
    json_values
    | st.fixed_dictionaries(
        {"trustee": json_values, "ballots": json_values, "contests": st.dictionaries(st.text(), json_values)}
    )
)
def test_any_json_is_refused_with_a_typed_error(value: object) -> None:
    with pytest.raises((OpeningMalformed, TrusteesDoNotMatch)):
        verify_partial(CONTEXT, [PUBLIC], TOTAL, PartialOpening.from_json(value))


def test_only_aggregates_can_be_opened() -> None:
    taking_a_secret = [
        function
        for _, function in inspect.getmembers(opening, inspect.isfunction)
        if function.__module__ == opening.__name__ and "TrusteeSecret" in str(function.__annotations__)
    ]
    assert [function.__name__ for function in taking_a_secret] == ["open_aggregate"]
    assert open_aggregate.__annotations__["aggregate"] == "Aggregate"


# Sums as JSON


@pytest.mark.parametrize("sums", [TOTAL, empty(CONTEXT)])
def test_sums_are_read_as_they_were_written(sums: Aggregate) -> None:
    assert sums_from_json(CONTEXT, json.loads(json.dumps(sums_to_json(sums)))) == sums


def _without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda written: written.pop(name)


def _first(written: dict[str, Any]) -> dict[str, str]:
    entry: dict[str, str] = written["contests"]["president"][0]
    return entry


@pytest.mark.parametrize(
    "spoil",
    [
        _without("ballots"),
        _without("contests"),
        lambda written: written.update(ballots=-1),
        lambda written: written.update(ballots="3"),
        lambda written: written.update(ballots=0),
        lambda written: written.update(contests=[]),
        lambda written: written["contests"].pop("president"),
        lambda written: written["contests"].update(president={}),
        lambda written: written["contests"]["president"].pop(),
        lambda written: written["contests"]["president"].append(_first(written)),
        lambda written: _first(written).pop("alpha"),
        lambda written: _first(written).update(beta="00"),
        lambda written: _first(written).update(alpha="ff" * 32),
        lambda written: _first(written).update(alpha="ED" * 32),
        lambda written: _first(written).update(more="00"),
    ],
)
def test_sums_of_another_form_are_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    written = json.loads(json.dumps(sums_to_json(TOTAL)))
    spoil(written)
    with pytest.raises(AggregateMalformed):
        sums_from_json(CONTEXT, written)


@given(json_values)
def test_any_json_in_place_of_sums_is_refused(value: object) -> None:
    with pytest.raises(AggregateMalformed):
        sums_from_json(CONTEXT, value)
