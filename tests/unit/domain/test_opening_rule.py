"""Which sums may be opened: pieces against a model that knows every ballot, and groups of small units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.opening_rule import Piece, merge_small, pieces, shown_by, too_small

UNITS = ("가", "나", "다")
Sums = Sequence[Mapping[str, int]]

sums = st.lists(
    st.dictionaries(st.sampled_from(UNITS), st.integers(0, 12), max_size=3), min_size=0, max_size=4
)


def every_ballot(published: Sums) -> list[tuple[bool, ...]]:
    """For each ballot, which sums cover it: the first n of a unit are those that a count of n covers."""
    most = {unit: max((covered.get(unit, 0) for covered in published), default=0) for unit in UNITS}
    return [
        tuple(covered.get(unit, 0) > place for covered in published)
        for unit in UNITS
        for place in range(most[unit])
    ]


def differences(published: Sums) -> list[int]:
    """How many ballots each sum of sums taken once, taken off or left out shows alone, where it shows any.

    Such a combination tells the votes of a set of ballots if every ballot is in it once or not at all.
    """
    shown = []
    ballots = Counter(every_ballot(published))
    for signs in product((-1, 0, 1), repeat=len(published)):
        weights = Counter[int]()
        for covered, count in ballots.items():
            weights[sum(s for s, inside in zip(signs, covered, strict=True) if inside)] += count
        if set(weights) <= {0, 1} and weights[1]:
            shown.append(weights[1])
    return shown


@given(sums)
def test_pieces_are_the_ballots_that_the_same_sums_cover(published: list[dict[str, int]]) -> None:
    expected = Counter(every_ballot(published))
    assert sorted(piece.ballots for piece in pieces(published)) == sorted(expected.values())


@given(sums, st.integers(1, 6))
def test_what_the_rule_allows_no_difference_of_sums_undercuts(
    published: list[dict[str, int]], minimum: int
) -> None:
    if too_small(published, minimum) is None:
        assert all(count >= minimum for count in differences(published))


@given(sums, st.integers(1, 6))
def test_the_rule_refuses_exactly_where_some_ballots_are_too_few(
    published: list[dict[str, int]], minimum: int
) -> None:
    fewest = min(Counter(every_ballot(published)).values(), default=minimum)
    found = too_small(published, minimum)
    assert (found is not None) == (fewest < minimum)
    assert found is None or found.ballots == fewest


@given(sums, st.integers(1, 6), st.data())
def test_a_sum_that_is_not_published_after_all_makes_nothing_smaller(
    published: list[dict[str, int]], minimum: int, data: st.DataObject
) -> None:
    if too_small(published, minimum) is None and published:
        left_out = data.draw(st.integers(0, len(published) - 1))
        assert too_small([*published[:left_out], *published[left_out + 1 :]], minimum) is None


def test_one_more_ballot_than_before_may_not_be_opened() -> None:
    assert too_small([{"가": 20}, {"가": 21}], 10) == Piece(1, frozenset({"가"}))
    assert too_small([{"가": 20}, {"가": 29}], 10) == Piece(9, frozenset({"가"}))
    assert too_small([{"가": 20}, {"가": 30}], 10) is None


def test_the_same_sum_again_shows_nothing_new() -> None:
    assert too_small([{"가": 20}, {"가": 20}], 10) is None


def test_the_total_less_all_stations_but_one_may_not_be_opened() -> None:
    total = {"가": 20, "나": 20, "다": 1}
    assert too_small([total, {"가": 20}, {"나": 20}], 10) == Piece(1, frozenset({"다"}))
    assert too_small([total, {"가": 20}, {"나": 20, "다": 1}], 10) is None


def test_pieces_reach_over_units() -> None:
    before, after = {"가": 20, "나": 20}, {"가": 25, "나": 25}
    assert pieces([before, after]) == (
        Piece(10, frozenset({"가", "나"})),
        Piece(40, frozenset({"가", "나"})),
    )
    assert too_small([before, after], 10) is None
    assert too_small([before, after, {"가": 25}], 10) == Piece(5, frozenset({"가"}))


@given(sums, st.dictionaries(st.sampled_from(UNITS), st.integers(0, 12), max_size=3), st.integers(1, 6))
def test_sums_that_each_show_enough_are_allowed_together(
    published: list[dict[str, int]], one_more: dict[str, int], minimum: int
) -> None:
    if too_small(published, minimum) is None:
        fewest = next((piece.ballots for piece in shown_by(published, one_more)), minimum)
        assert (too_small([*published, one_more], minimum) is None) == (fewest >= minimum)


def test_one_more_sum_shows_what_came_after_the_earlier_ones() -> None:
    assert shown_by([], {"가": 20}) == (Piece(20, frozenset({"가"})),)
    assert shown_by([{"가": 3}], {"가": 6}) == (Piece(3, frozenset({"가"})),)
    assert shown_by([{"가": 20}], {"가": 5}) == (Piece(5, frozenset({"가"})), Piece(15, frozenset({"가"})))
    assert shown_by([{"가": 20}], {"가": 20}) == ()


def test_what_a_small_final_sum_showed_is_not_held_against_a_later_one() -> None:
    assert shown_by([{"가": 3}], {"가": 13}) == (Piece(10, frozenset({"가"})),)


def test_no_ballots_are_not_few_ballots() -> None:
    assert too_small([], 10) is None
    assert too_small([{"가": 0}], 10) is None


@pytest.mark.parametrize(
    ("units", "groups"),
    [
        ({}, []),
        ({"가": 0, "나": 12}, ["가", "나"]),
        ({"가": 3, "나": 12, "다": 40}, ["가나", "다"]),
        ({"가": 3, "나": 4, "다": 40}, ["가나다"]),
        ({"가": 6, "나": 6, "다": 40}, ["가나", "다"]),
        ({"가": 3, "나": 4}, ["가나"]),
        ({"가": 10}, ["가"]),
    ],
)
def test_a_small_unit_is_told_together_with_another(units: dict[str, int], groups: list[str]) -> None:
    assert ["".join(sorted(group)) for group in merge_small(units, 10)] == groups


@given(st.dictionaries(st.sampled_from("가나다라마바"), st.integers(0, 30)), st.integers(1, 15))
def test_groups_and_their_total_can_be_published(units: dict[str, int], minimum: int) -> None:
    groups = merge_small(units, minimum)
    assert sorted(unit for group in groups for unit in group) == sorted(units)
    told = [{unit: units[unit] for unit in group} for group in groups]
    if sum(units.values()) >= minimum:
        assert too_small([units, *told], minimum) is None
