"""The check list before publishing: every problem of a draft in one list, in plain words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType

from omp_desktop.domain.candidate import Candidate, CandidateState, check_new_candidate
from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Election,
    Identification,
    OwnVotePolicy,
    check_contests,
    check_policy,
    check_windows,
    format_instant,
)
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Labelled, Lang, Param
from omp_desktop.domain.publication_errors import (
    CandidatesMissing,
    CandidateWithoutContest,
    ContestsMissing,
    ContestUntitled,
    ElectionUnnamed,
    KeyMissing,
    KeyUnfinished,
    MoreChoicesThanOptions,
    NotReadyToPublish,
    OwnVoteNeedsCentre,
    PersonalCodesMissing,
    QuorumInvalid,
    StationsMissing,
    TooFewOptions,
    VotersMissing,
    VotersShared,
    WindowOver,
    YesNoOfSeveral,
)
from omp_desktop.domain.voting_window import time_zone

_FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What the check list looks at.

    `voters`: each station's name with the number of voters on its list. `shared_voters`: voters on more than
    one list. `codes`: voters with a personal code. `trustees` is 0 and `key_ready` False until the key was
    made; `key_waits_for`: who still has a step to take in a ceremony that has begun.
    """

    election: Election
    candidates: Sequence[Candidate]
    voters: Sequence[tuple[str, int]]
    now: datetime
    shared_voters: int = 0
    codes: int = 0
    trustees: int = 0
    quorum: int = 0
    key_ready: bool = False
    key_waits_for: Sequence[str] = ()


class CheckKind(Labelled):
    """The lines of the check list."""

    NAME = "name", "선거명이 있습니다", "The election has a name"
    WINDOWS = "windows", "투표 시간이 순서대로이고 앞으로 옵니다", "Voting hours are in order and to come"
    CONTESTS = "contests", "투표용지에 올릴 선거와 규칙이 맞습니다", "Contests and rules are complete"
    CANDIDATES = "candidates", "기호와 정당이 겹치지 않습니다", "Candidate numbers and parties are unique"
    OPTIONS = "options", "선거마다 고를 후보자가 있습니다", "Every contest has enough to choose from"
    RULES = "rules", "규칙대로 진행할 수 있습니다", "The rules can be kept"
    STATIONS = "stations", "투표소와 선거인명부가 있습니다", "Stations have their voters lists"
    OVERLAP = "overlap", "두 명부에 함께 있는 선거인이 없습니다", "No voter is on two stations' lists"
    KEY = "key", "개표 관리인과 열쇠가 있습니다", "Trustees and the key of the count are there"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list: passed, or failed with one problem."""

    kind: CheckKind
    problem: OmpError | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return self.problem is None

    @property
    def code(self) -> str:
        """The problem's code, or the kind of a passed check."""
        return self.kind.value if self.problem is None else self.problem.code

    @property
    def params(self) -> Mapping[str, Param]:
        """The problem's parameters."""
        return MappingProxyType({}) if self.problem is None else self.problem.params

    def describe(self, lang: Lang) -> ErrorText:
        """What is right; or what is wrong, and what to do."""
        if self.problem is None:
            return ErrorText(self.kind.label(lang), "")
        return self.problem.describe(lang)


def check_before_publishing(facts: PublicationFacts) -> tuple[Check, ...]:
    """The whole list: each kind once when it passes, else once per problem. Publish only when all passed."""
    checks: list[Check] = []
    for kind, problems in _CHECKS.items():
        found = [Check(kind, problem) for problem in problems(facts)]
        checks.extend(found or [Check(kind)])
    return tuple(checks)


def require_ready(checks: Sequence[Check]) -> None:
    """Raise NotReadyToPublish when a check failed."""
    failed = sum(not check.passed for check in checks)
    if failed:
        raise NotReadyToPublish(count=failed)


def _name(facts: PublicationFacts) -> Iterator[OmpError]:
    if not facts.election.name.text("ko").strip():
        yield ElectionUnnamed()


def _windows(facts: PublicationFacts) -> Iterator[OmpError]:
    election = facts.election
    zone_problem = _caught(lambda: time_zone(election.timezone))
    yield from zone_problem
    yield from _caught(lambda: check_windows(election.windows))
    shown_in = "UTC" if zone_problem else election.timezone
    for number, window in enumerate(election.windows, start=1):
        if window.closes <= facts.now:
            yield WindowOver(number=number, closes=format_instant(window.closes, shown_in))


def _contests(facts: PublicationFacts) -> Iterator[OmpError]:
    contests = facts.election.contests
    if not contests:
        yield ContestsMissing()
    yield from _caught(lambda: check_contests(contests))
    yield from _caught(lambda: check_policy(facts.election.policy))
    for contest in contests:
        if not contest.title.text("ko").strip():
            yield ContestUntitled(contest=contest.id)


def _candidates(facts: PublicationFacts) -> Iterator[OmpError]:
    known = {contest.id for contest in facts.election.contests}
    for index, candidate in enumerate(facts.candidates):
        if candidate.contest_id not in known:
            yield CandidateWithoutContest(number=candidate.number, contest=candidate.contest_id)
        yield from _caught(partial(check_new_candidate, candidate, facts.candidates[:index]))


def _options(facts: PublicationFacts) -> Iterator[OmpError]:
    for contest in facts.election.contests:
        own = [c for c in facts.candidates if c.contest_id == contest.id]
        selectable = sum(c.state is CandidateState.REGISTERED for c in own)
        if contest.kind is ContestKind.YES_NO:
            yield from _yes_no_options(contest, len(own), selectable)
        else:
            yield from _candidate_options(contest, len(own), selectable)


def _yes_no_options(contest: Contest, listed: int, selectable: int) -> Iterator[OmpError]:
    if listed > 1:
        yield YesNoOfSeveral(title=contest.title, count=listed)
    elif listed and not selectable:
        yield TooFewOptions(title=contest.title, count=0)


def _candidate_options(contest: Contest, listed: int, selectable: int) -> Iterator[OmpError]:
    if not listed:
        yield CandidatesMissing(title=contest.title)
    elif selectable < _FEWEST_OPTIONS:
        yield TooFewOptions(title=contest.title, count=selectable)
    elif contest.votes_allowed > selectable:
        yield MoreChoicesThanOptions(title=contest.title, limit=contest.votes_allowed, count=selectable)


def _rules(facts: PublicationFacts) -> Iterator[OmpError]:
    if facts.election.policy.own_vote is OwnVotePolicy.ANYWHERE:
        yield OwnVoteNeedsCentre()
    if facts.election.policy.identification is Identification.SELF and not facts.codes:
        yield PersonalCodesMissing()


def _stations(facts: PublicationFacts) -> Iterator[OmpError]:
    if not facts.voters:
        yield StationsMissing()
    for station, voters in facts.voters:
        if voters < 1:
            yield VotersMissing(station=station)


def _overlap(facts: PublicationFacts) -> Iterator[OmpError]:
    if facts.shared_voters:
        yield VotersShared(count=facts.shared_voters)


def _key(facts: PublicationFacts) -> Iterator[OmpError]:
    if facts.key_waits_for:
        yield KeyUnfinished(names=", ".join(facts.key_waits_for))
    elif not facts.trustees or not facts.key_ready:
        yield KeyMissing()
    elif not 1 <= facts.quorum <= facts.trustees:
        yield QuorumInvalid(count=facts.trustees, quorum=facts.quorum)


def _caught(rule: Callable[[], object]) -> list[OmpError]:
    try:
        rule()
    except OmpError as problem:
        return [problem]
    return []


_CHECKS: Mapping[CheckKind, Callable[[PublicationFacts], Iterator[OmpError]]] = {
    CheckKind.NAME: _name,
    CheckKind.WINDOWS: _windows,
    CheckKind.CONTESTS: _contests,
    CheckKind.CANDIDATES: _candidates,
    CheckKind.OPTIONS: _options,
    CheckKind.RULES: _rules,
    CheckKind.STATIONS: _stations,
    CheckKind.OVERLAP: _overlap,
    CheckKind.KEY: _key,
}
