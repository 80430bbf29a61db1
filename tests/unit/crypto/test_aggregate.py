"""Running sums equal the sums computed again, and are read back or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto.aggregate import (
    Aggregate,
    add,
    decode_aggregate,
    empty,
    encode_contest,
    join,
    product,
)
from omp_desktop.crypto.elgamal import Ciphertext
from omp_desktop.crypto.errors import AggregateMalformed, BallotMalformed, BallotOfAnotherElection
from omp_desktop.crypto.group import ED25519
from tests.unit.crypto.elections import ONE_OF_TWO, TWO_OF_THREE, election, vote

CONTEXT = election(ONE_OF_TWO, TWO_OF_THREE)
BALLOTS = [
    vote(CONTEXT),
    vote(CONTEXT, president=["oak"]),
    vote(CONTEXT, president=["elm"], council=["oak", "ash"]),
    vote(CONTEXT, council=["elm"]),
]
TOTAL = product(CONTEXT, BALLOTS)


def encoded(aggregate: Aggregate) -> dict[str, bytes]:
    return {contest_id: encode_contest(aggregate, contest_id) for contest_id in aggregate.contests}


@settings(max_examples=20, deadline=None)
@given(st.permutations(BALLOTS), st.integers(0, len(BALLOTS)))
def test_the_running_sum_equals_the_sum_computed_again_in_any_order(order: list, split: int) -> None:
    running = product(CONTEXT, order[:split])
    for ballot in order[split:]:
        running = decode_aggregate(CONTEXT, encoded(running))  # as between two transactions
        running = add(CONTEXT, running, ballot)
    assert running == TOTAL


@pytest.mark.parametrize("split", range(len(BALLOTS) + 1))
def test_sums_of_parts_are_joined(split: int) -> None:
    parts = product(CONTEXT, BALLOTS[:split]), product(CONTEXT, BALLOTS[split:])
    assert join(CONTEXT, *parts) == TOTAL


def test_the_sum_of_nothing_has_no_ciphertexts() -> None:
    assert empty(CONTEXT) == Aggregate(0, {"president": (None,) * 3, "council": (None,) * 4})


def test_the_sum_of_one_ballot_is_its_ciphertexts() -> None:
    total = add(CONTEXT, empty(CONTEXT), BALLOTS[0])
    assert total.ballots == 1
    assert total.contests["president"] == tuple(
        option.ciphertext for option in BALLOTS[0].contests[0].options
    )


def test_adding_leaves_the_sum_before_as_it_was() -> None:
    before = encoded(TOTAL)
    add(CONTEXT, TOTAL, BALLOTS[0])
    assert encoded(TOTAL) == before


@pytest.mark.parametrize("count", [0, 1, 4])
def test_sums_are_read_back(count: int) -> None:
    aggregate = product(CONTEXT, BALLOTS[:count])
    assert decode_aggregate(CONTEXT, encoded(aggregate)) == aggregate


def test_a_sum_says_how_many_ballots_it_covers() -> None:
    raw = encode_contest(TOTAL, "president")
    assert raw[:17] == b"OMPA\x01" + (4).to_bytes(8, "big") + (3).to_bytes(4, "big")
    assert len(raw) == 17 + 3 * 64


def test_a_sum_in_which_two_nonces_cancel_out_is_kept() -> None:
    cancelled = Ciphertext(ED25519.identity, ED25519.generator)
    contests = {**TOTAL.contests, "president": (cancelled, *TOTAL.contests["president"][1:])}
    aggregate = Aggregate(4, contests)
    assert decode_aggregate(CONTEXT, encoded(aggregate)) == aggregate


def test_a_ballot_of_another_election_is_not_added() -> None:
    with pytest.raises(BallotOfAnotherElection):
        add(CONTEXT, TOTAL, replace(BALLOTS[0], election_id="ff" * 16))


def test_a_ballot_with_other_contests_is_not_added() -> None:
    with pytest.raises(BallotMalformed):
        add(CONTEXT, TOTAL, replace(BALLOTS[0], contests=BALLOTS[0].contests[:1]))


def test_a_ballot_with_other_options_is_not_added() -> None:
    first, *others = BALLOTS[0].contests
    changed = replace(first, options=first.options[::-1])
    with pytest.raises(BallotMalformed):
        add(CONTEXT, TOTAL, replace(BALLOTS[0], contests=(changed, *others)))


def damaged(change: bytes) -> dict[str, bytes]:
    return {**encoded(TOTAL), "president": change}


RAW = encode_contest(TOTAL, "president")
NOT_ELEMENTS = [
    bytes(32),
    b"\xff" * 32,
    bytes.fromhex("95" + "99" * 31),
    (2**255 - 18).to_bytes(32, "little"),
]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        RAW[:16],
        RAW[:-1],
        RAW + b"\0",
        RAW[:17],
        b"OMPA\x02" + RAW[5:],
        RAW[:5] + bytes(8) + RAW[13:],
        RAW[:13] + (4).to_bytes(4, "big") + RAW[17:],
        *(RAW[:17] + point + RAW[49:] for point in NOT_ELEMENTS),
        *(RAW[:49] + point + RAW[81:] for point in NOT_ELEMENTS),
    ],
)
def test_damaged_sums_are_refused_naming_the_contest(raw: bytes) -> None:
    with pytest.raises(AggregateMalformed) as refusal:
        decode_aggregate(CONTEXT, damaged(raw))
    assert refusal.value.params == {"contest": "president"}


def test_contests_that_cover_different_numbers_of_ballots_are_refused() -> None:
    fewer = encode_contest(product(CONTEXT, BALLOTS[:3]), "council")
    with pytest.raises(AggregateMalformed) as refusal:
        decode_aggregate(CONTEXT, {**encoded(TOTAL), "council": fewer})
    assert refusal.value.params == {"contest": "council"}


def test_a_missing_contest_is_refused() -> None:
    with pytest.raises(AggregateMalformed):
        decode_aggregate(CONTEXT, {"president": RAW})


@settings(deadline=None)
@given(st.integers(0, len(RAW) - 1), st.integers(1, 255), st.integers(0, 300))
def test_changed_bytes_are_refused_or_are_another_sum(at: int, change: int, cut: int) -> None:
    raw = bytearray(RAW)
    raw[at] ^= change
    try:
        decode_aggregate(CONTEXT, damaged(bytes(raw[: len(raw) - cut % 3])))
    except AggregateMalformed:
        return
    assert at >= 17  # an element that is another one: only adding up again can tell


def test_nothing_takes_a_ballot_out_of_a_sum() -> None:
    import omp_desktop.crypto.aggregate as module  # noqa: PLC0415 - the module itself is looked at

    public = {name for name in vars(module) if not name.startswith("_") and callable(getattr(module, name))}
    assert not {name for name in public if "sub" in name or "remove" in name or "diff" in name}
