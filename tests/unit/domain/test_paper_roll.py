"""When the voters list for paper is made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.paper_roll import IN_USE, RollHead, RollLine, due, nobody_votes, worth_asking

HOUR = datetime(2026, 12, 3, 5, tzinfo=UTC)
LATER = HOUR + timedelta(hours=1)
LAST = RollHead("e", LocalText("선거", ""), "제1투표소", "Asia/Seoul", 3, HOUR, 100, 40, complete=False)
OPEN, SUSPENDED, CLOSING = ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING


@pytest.mark.parametrize("state", sorted(IN_USE))
def test_the_first_one_is_made_at_once(state: ElectionState) -> None:
    assert due(None, state, HOUR, 0)
    assert worth_asking(None, state, HOUR, 0)


@pytest.mark.parametrize(
    ("hour", "marked", "expected"),
    [(HOUR, 90, False), (LATER, 49, False), (LATER, 50, True), (HOUR - timedelta(hours=1), 90, False)],
)
@pytest.mark.parametrize("state", [OPEN, SUSPENDED, CLOSING])
def test_later_ones_need_another_hour_and_ten_more_voters(
    state: ElectionState, hour: datetime, marked: int, expected: bool
) -> None:
    assert due(LAST, state, hour, marked) is expected


def test_none_is_made_once_the_polls_are_closed() -> None:
    assert not due(LAST, ElectionState.CLOSED, LATER, 90)


@pytest.mark.parametrize("state", [OPEN, CLOSING])
def test_while_people_vote_asking_brings_nothing_newer(state: ElectionState) -> None:
    assert not worth_asking(LAST, state, HOUR, 41)
    assert worth_asking(LAST, state, LATER, 50)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("marked", [39, 40, 41])
def test_while_nobody_can_vote_asking_always_brings_a_new_one(complete: bool, marked: int) -> None:
    assert worth_asking(replace(LAST, complete=complete), SUSPENDED, HOUR, marked)


def test_a_list_is_complete_only_while_nobody_can_vote() -> None:
    assert [state for state in IN_USE if nobody_votes(state)] == [
        state for state in IN_USE if state in {ElectionState.PUBLISHED, SUSPENDED}
    ]


def test_a_voter_s_line_says_nothing_in_a_log() -> None:
    line = RollLine("17", "김가상", HOUR.date(), "가상로 1", marked=True)

    assert repr(line) == "RollLine()"
