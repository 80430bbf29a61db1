"""How long and where voters may see their own vote again."""

from datetime import UTC, datetime, timedelta

import pytest

from omp_desktop.domain.election import ElectionState, OwnVotePolicy
from omp_desktop.domain.own_vote import KEPT_FOR, LOOKS, gives_receipts, is_over

CLOSED = datetime(2026, 12, 3, 9, 5, tzinfo=UTC)
LAST = CLOSED + KEPT_FOR


def test_one_look_within_seven_days() -> None:
    assert (1, timedelta(days=7)) == (LOOKS, KEPT_FOR)


@pytest.mark.parametrize("policy", OwnVotePolicy)
def test_only_a_station_gives_receipts(policy: OwnVotePolicy) -> None:
    assert gives_receipts(policy) is (policy is OwnVotePolicy.STATION)


@pytest.mark.parametrize("state", [ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED])
def test_after_the_last_moment_it_is_over(state: ElectionState) -> None:
    assert not is_over(state, CLOSED, LAST)
    assert is_over(state, CLOSED, LAST + timedelta(microseconds=1))


@pytest.mark.parametrize("state", [ElectionState.OPEN, ElectionState.CLOSING, ElectionState.SUSPENDED])
def test_while_people_vote_it_is_never_over(state: ElectionState) -> None:
    assert not is_over(state, CLOSED, LAST + timedelta(days=100))


def test_an_election_of_which_no_closing_is_known_is_not_over() -> None:
    assert not is_over(ElectionState.CLOSED, None, LAST + timedelta(days=100))
