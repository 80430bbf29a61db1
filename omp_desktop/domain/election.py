"""The election: its life as one table of steps, its voting windows, contests and policy."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from omp_desktop.domain.access import Role
from omp_desktop.domain.election_errors import (
    ContestIdInvalid,
    ContestIdTaken,
    IllegalTransition,
    MinimumOpenInvalid,
    VotesAllowedInvalid,
)
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.voting_window import (
    VotingWindow,
    check_windows,
    format_instant,
    next_window,
    window_at,
    window_from_local,
)

__all__ = [
    "TRANSITIONS",
    "Contest",
    "ContestKind",
    "Election",
    "ElectionState",
    "Identification",
    "OwnVotePolicy",
    "Policy",
    "PollAction",
    "ResultsPolicy",
    "Transition",
    "VotingWindow",
    "check_contests",
    "check_policy",
    "check_windows",
    "format_instant",
    "next_state",
    "next_window",
    "possible_actions",
    "window_at",
    "window_from_local",
]

VOTES_ALLOWED_MOST: Final = 50
MINIMUM_OPEN_MOST: Final = 1_000_000
_CONTEST_ID = re.compile(r"[a-z0-9_-]{1,40}")


class ElectionState(Labelled):
    """Where an election stands in its life."""

    DRAFT = "draft", "작성 중", "Draft"
    PUBLISHED = "published", "공고됨", "Published"
    OPEN = "open", "투표 중", "Open"
    SUSPENDED = "suspended", "투표 중지", "Suspended"
    CLOSING = "closing", "마감 중", "Closing"
    CLOSED = "closed", "투표 마감", "Closed"
    COUNTED = "counted", "개표 완료", "Counted"
    CERTIFIED = "certified", "확정", "Certified"


class PollAction(Labelled):
    """A step in the life of an election."""

    PUBLISH = "publish", "공고", "publish"
    OPEN = "open", "투표 개시", "open the polls"
    SUSPEND = "suspend", "투표 중지", "suspend voting"
    RESUME = "resume", "투표 재개", "resume voting"
    BEGIN_CLOSING = "begin_closing", "마감 시작", "begin closing"
    CLOSE = "close", "투표 마감", "close the polls"
    REOPEN = "reopen", "투표 다시 열기", "re-open the polls"
    COUNT = "count", "개표", "count"
    CERTIFY = "certify", "확정", "certify"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: from which states, to which, how many people it takes, and whose role may begin it.

    Where two people are needed the second is anybody of `access.SECOND_PEOPLE` with another account.
    """

    action: PollAction
    sources: frozenset[ElectionState]
    target: ElectionState
    people: int
    roles: frozenset[Role]


def _table(*steps: tuple[PollAction, str, ElectionState, int, set[Role]]) -> Mapping[PollAction, Transition]:
    rows = {
        action: Transition(
            action, frozenset(ElectionState(s) for s in sources.split()), target, people, frozenset(roles)
        )
        for action, sources, target, people, roles in steps
    }
    return MappingProxyType(rows)


# The whole life of an election. Overnight: SUSPEND at the end of a window, RESUME in the next one; what the
# clock has to say to a step (only the last window leads on to closing) stands in poll.check_timing.
TRANSITIONS: Final = _table(
    (PollAction.PUBLISH, "draft", ElectionState.PUBLISHED, 1, {Role.COMMISSION}),
    (PollAction.OPEN, "published", ElectionState.OPEN, 2, {Role.MANAGER}),
    (PollAction.SUSPEND, "open", ElectionState.SUSPENDED, 2, {Role.MANAGER}),
    (PollAction.RESUME, "suspended", ElectionState.OPEN, 2, {Role.MANAGER}),
    (PollAction.BEGIN_CLOSING, "open", ElectionState.CLOSING, 1, {Role.MANAGER}),
    # From suspended too: voting was stopped during the last window and its end came.
    (PollAction.CLOSE, "closing suspended", ElectionState.CLOSED, 2, {Role.MANAGER}),
    (PollAction.REOPEN, "closed", ElectionState.OPEN, 2, {Role.COMMISSION}),
    (PollAction.COUNT, "closed", ElectionState.COUNTED, 2, {Role.COMMISSION, Role.MANAGER}),
    (PollAction.CERTIFY, "counted", ElectionState.CERTIFIED, 2, {Role.COMMISSION}),
)


def next_state(state: ElectionState, action: PollAction) -> ElectionState:
    """The state after `action`. Raises IllegalTransition when the state does not allow it."""
    step = TRANSITIONS[action]
    if state not in step.sources:
        raise IllegalTransition(action=action, state=state)
    return step.target


def possible_actions(state: ElectionState) -> tuple[PollAction, ...]:
    """The steps that the state allows, in the order of the table."""
    return tuple(action for action, step in TRANSITIONS.items() if state in step.sources)


class ResultsPolicy(Labelled):
    """When totals may be seen."""

    AFTER_CLOSE = "after_close", "투표 마감 뒤", "after the polls close"
    LIVE = "live", "투표 중에도", "also during the vote"


class OwnVotePolicy(Labelled):
    """What a voter may look up later."""

    OFF = "off", "확인하지 않음", "nothing"
    INCLUSION = "inclusion", "투표지가 들어 있는지만", "that the ballot is included"
    STATION = "station", "투표한 투표소에서 내용까지", "the choices, at the station that took the ballot"
    ANYWHERE = "anywhere", "어디서나 내용까지", "the choices, anywhere"


class Identification(Labelled):
    """How a voter is checked in."""

    ATTENDED = "attended", "담당자가 신분증 확인", "an official compares the photo ID"
    SELF = "self", "선거인이 직접 확인", "the voter enters roll number and personal code"


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules that are frozen with the election. `minimum_open`: ballots, see ballot encryption."""

    results: ResultsPolicy = ResultsPolicy.AFTER_CLOSE
    own_vote: OwnVotePolicy = OwnVotePolicy.STATION
    identification: Identification = Identification.ATTENDED
    minimum_open: int = 10


class ContestKind(Labelled):
    """What the options of a contest are."""

    CANDIDATES = "candidates", "후보자 선택", "choice of candidates"
    YES_NO = "yes_no", "찬반", "for or against"


@dataclass(frozen=True, slots=True)
class Contest:
    """One question on the ballot: choose up to `votes_allowed` options, or none where blank is allowed."""

    id: str
    title: LocalText
    votes_allowed: int = 1
    blank_allowed: bool = True
    kind: ContestKind = ContestKind.CANDIDATES


@dataclass(frozen=True, slots=True)
class Election:
    """An election as the commission registered it. Instants are UTC, `timezone` is for showing them."""

    id: str
    name: LocalText
    timezone: str
    windows: tuple[VotingWindow, ...]
    contests: tuple[Contest, ...]
    policy: Policy = field(default_factory=Policy)
    state: ElectionState = ElectionState.DRAFT
    commissioners: tuple[str, ...] = ()
    test_mode: bool = False


def check_contests(contests: Sequence[Contest]) -> None:
    """Refuse short names that are malformed or doubled, and impossible numbers of choices."""
    seen: set[str] = set()
    for contest in contests:
        check_contest(contest)
        if contest.id in seen:
            raise ContestIdTaken(value=contest.id)
        seen.add(contest.id)


def check_contest(contest: Contest) -> None:
    """Refuse one contest for itself (ContestIdInvalid, VotesAllowedInvalid)."""
    if not _CONTEST_ID.fullmatch(contest.id):
        raise ContestIdInvalid(value=contest.id, example="president")
    most = 1 if contest.kind is ContestKind.YES_NO else VOTES_ALLOWED_MOST
    if not 1 <= contest.votes_allowed <= most:
        raise VotesAllowedInvalid(value=contest.votes_allowed, most=most)


def check_policy(policy: Policy) -> None:
    """Refuse a policy whose smallest opening is out of range (MinimumOpenInvalid)."""
    if not 1 <= policy.minimum_open <= MINIMUM_OPEN_MOST:
        raise MinimumOpenInvalid(value=policy.minimum_open, most=MINIMUM_OPEN_MOST)
