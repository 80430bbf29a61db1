"""The life of an election, contests and policy."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.access import Role
from omp_desktop.domain.election import (
    TRANSITIONS,
    Contest,
    ContestKind,
    ElectionState,
    Policy,
    PollAction,
    check_contests,
    check_policy,
    next_state,
    possible_actions,
)
from omp_desktop.domain.election_errors import (
    ContestIdInvalid,
    ContestIdTaken,
    IllegalTransition,
    MinimumOpenInvalid,
    VotesAllowedInvalid,
)
from tests.unit.domain.examples import COUNCIL, MOTION, PRESIDENT, an_election

S, A = ElectionState, PollAction
# Every legal step, written out a second time by hand.
LEGAL = {
    (S.DRAFT, A.PUBLISH): S.PUBLISHED,
    (S.PUBLISHED, A.OPEN): S.OPEN,
    (S.OPEN, A.SUSPEND): S.SUSPENDED,
    (S.SUSPENDED, A.RESUME): S.OPEN,
    (S.OPEN, A.BEGIN_CLOSING): S.CLOSING,
    (S.CLOSING, A.CLOSE): S.CLOSED,
    (S.SUSPENDED, A.CLOSE): S.CLOSED,
    (S.CLOSED, A.REOPEN): S.OPEN,
    (S.CLOSED, A.COUNT): S.COUNTED,
    (S.COUNTED, A.CERTIFY): S.CERTIFIED,
}


@pytest.mark.parametrize("action", list(A))
@pytest.mark.parametrize("state", list(S))
def test_only_the_legal_steps_are_possible(state: ElectionState, action: PollAction) -> None:
    if (state, action) in LEGAL:
        assert next_state(state, action) is LEGAL[state, action]
        assert action in possible_actions(state)
        return
    with pytest.raises(IllegalTransition) as caught:
        next_state(state, action)
    assert caught.value.params == {"action": action, "state": state}
    assert action not in possible_actions(state)


def test_an_election_over_two_days_runs_from_draft_to_certified() -> None:
    state = S.DRAFT
    day = [A.PUBLISH, A.OPEN, A.SUSPEND, A.RESUME, A.BEGIN_CLOSING, A.CLOSE, A.COUNT, A.CERTIFY]
    for action in day:
        state = next_state(state, action)
    assert state is S.CERTIFIED
    assert possible_actions(state) == ()


@given(st.lists(st.sampled_from(list(A)), max_size=30))
def test_nothing_leads_back_to_a_draft_or_out_of_a_count(actions: list[PollAction]) -> None:
    state = S.DRAFT
    passed = [state]
    for action in actions:
        if action in possible_actions(state):
            state = next_state(state, action)
            passed.append(state)
    assert passed.count(S.DRAFT) == 1
    if S.COUNTED in passed:
        assert set(passed[passed.index(S.COUNTED) :]) <= {S.COUNTED, S.CERTIFIED}


def test_what_cannot_be_undone_takes_two_people() -> None:
    alone = {action for action, step in TRANSITIONS.items() if step.people == 1}
    assert alone == {A.PUBLISH, A.BEGIN_CLOSING}
    assert {step.people for step in TRANSITIONS.values()} == {1, 2}


def test_closed_polls_are_opened_again_by_the_commission_only() -> None:
    assert TRANSITIONS[A.REOPEN].roles == {Role.COMMISSION}


def test_every_action_stands_in_the_table() -> None:
    assert list(TRANSITIONS) == list(A)
    assert all(step.action is action for action, step in TRANSITIONS.items())


def test_contests_of_every_kind_are_fine_together() -> None:
    check_contests([PRESIDENT, COUNCIL, MOTION])


@pytest.mark.parametrize("name", ["", "President", "회장", "a b", "a" * 41, "a/b", "president\n"])
def test_a_contests_short_name_is_plain(name: str) -> None:
    with pytest.raises(ContestIdInvalid):
        check_contests([replace(PRESIDENT, id=name)])


def test_two_contests_cannot_share_a_short_name() -> None:
    with pytest.raises(ContestIdTaken):
        check_contests([PRESIDENT, replace(COUNCIL, id="president")])


@pytest.mark.parametrize(
    ("kind", "votes"),
    [(ContestKind.CANDIDATES, 0), (ContestKind.CANDIDATES, 51), (ContestKind.YES_NO, 2)],
)
def test_the_number_of_choices_is_one_or_more(kind: ContestKind, votes: int) -> None:
    with pytest.raises(VotesAllowedInvalid):
        check_contests([Contest("c", PRESIDENT.title, votes_allowed=votes, kind=kind)])


@pytest.mark.parametrize("ballots", [0, -1, 1_000_001])
def test_the_smallest_opening_is_in_range(ballots: int) -> None:
    with pytest.raises(MinimumOpenInvalid):
        check_policy(Policy(minimum_open=ballots))


@pytest.mark.parametrize("ballots", [1, 1_000_000])
def test_the_smallest_opening_may_be_one_ballot_or_very_many(ballots: int) -> None:
    check_policy(Policy(minimum_open=ballots))


def test_the_usual_policy_is_the_careful_one() -> None:
    policy = an_election().policy
    check_policy(policy)
    assert (policy.results, policy.own_vote, policy.identification) == ("after_close", "station", "attended")
    assert policy.minimum_open == 10
