"""The polling record (투표록): who did what at the polls and when, the counts, and every incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.poll import IdentityMethod, Turnout
from omp_desktop.domain.remark import FIGURES, RemarkHistory, RemarkKind
from omp_desktop.domain.voting_window import VotingWindow, local_minute
from omp_desktop.reports.document import (
    Block,
    Cell,
    Document,
    Grid,
    Section,
    Signatures,
    Table,
    Text,
    Title,
)
from omp_desktop.reports.happened import (
    ELECTION,
    JOB_TITLE,
    MANAGER,
    POLLING_OBSERVER,
    SIGNATURES,
    STATION,
    Happened,
    mark_of,
    number,
    percent,
    sentence,
)
from omp_desktop.reports.remark_lines import remark_blocks

_TITLE: Final = LocalText("투표록", "Polling record")
_INTERIM: Final = LocalText("중간 기록 – 투표가 끝나지 않음", "Interim – the polls are not closed")
_HOURS: Final = LocalText("투표 시간", "Voting hours")
_COUNTS: Final = LocalText("투표 상황", "The vote")
_LISTED: Final = LocalText("선거인수", "Electors")
_VOTED: Final = LocalText("투표한 선거인", "Voters who voted")
_BALLOTS: Final = LocalText("투표함의 투표지", "Ballots in the box")
_TURNOUT: Final = LocalText("투표율", "Turnout")
_ISSUED: Final = LocalText("투표권을 받은 선거인", "Voters given a permit")
_UNUSED: Final = LocalText("쓰지 않은 투표권", "Permits not used")
_CANCELLED: Final = LocalText("취소한 투표권", "Permits cancelled")
_TESTED: Final = LocalText("시험·무효 처리한 투표지", "Tested and void ballots")
_STEPS: Final = LocalText("진행", "What happened")
_STEP_HEADS: Final = (
    LocalText("시각", "Time"),
    LocalText("한 일", "Step"),
    LocalText("투표지", "Ballots"),
    LocalText("사람", "People"),
)
_ZERO: Final = LocalText("영(0)표 확인", "Zero report")
_WITH_REASON: Final = LocalText("{step}. 사유: {reason}", "{step}. Reason: {reason}")
_WAITING: Final = LocalText("{step} (대기 {n}명)", "{step} ({n} in the queue)")
_METHODS: Final = LocalText("본인확인 방법", "How identities were checked")
_METHOD_HEADS: Final = (
    LocalText("방법", "Method"),
    LocalText("투표권", "Permits"),
    LocalText("비율", "Share"),
)
_ALL_PERMITS: Final = LocalText("발급한 투표권 계", "Permits issued")
_AGAIN: Final = LocalText(
    "취소한 뒤 다시 발급한 투표권도 셉니다.",
    "A permit that was issued again after a cancellation counts again.",
)
_BY_HOUR: Final = LocalText("시간대별 투표", "Turnout by hour")
_HOUR_HEADS: Final = (
    LocalText("시간대", "Hour"),
    LocalText("투표한 선거인", "Voters"),
    LocalText("누계", "Together"),
    LocalText("투표율", "Turnout"),
)
_SMALL_HOURS: Final = LocalText(
    "적은 수가 드러나지 않도록 열 명이 안 되는 시간대는 앞뒤 시간대와 합쳤습니다.",
    "Hours with fewer than ten voters are counted with their neighbours, so that no small number shows.",
)
_MERGED: Final = LocalText("위에 포함", "counted above")
_TOO_FEW: Final = LocalText(
    "투표한 사람이 열 명이 안 되어 시간대별 수는 적지 않습니다.",
    "Fewer than ten voted, so there are no numbers by hour.",
)
_NOBODY: Final = LocalText("아직 아무도 투표하지 않았습니다.", "Nobody has voted yet.")
_LEFT_OVER: Final = LocalText("마감할 때 남은 것", "Left over at the close")
_VOIDED: Final = LocalText("봉하고 넣지 않아 무효", "Sealed, never cast, now void")
_PERMITS: Final = LocalText("투표하지 않은 투표권", "Permits nobody voted with")
_LEFT: Final = LocalText("투표하지 않고 떠난 대기자", "Left the queue without voting")
_INCIDENTS: Final = LocalText("특이사항과 정정", "Incidents and corrections")
_OVER: Final = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})


@dataclass(frozen=True, slots=True)
class PollStep:
    """One step. `ballots` in the box then, None before there was one; `waiting`: the queue at the end."""

    action: PollAction
    happened: Happened
    ballots: int | None
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A signed change of the published election: when (UTC), and in words what it changed."""

    at: datetime
    what: LocalText


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What there was at the close and belongs to no vote."""

    voided: int
    permits: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PollFacts:
    """What the record of one station is made of.

    `turnout`: small hours merged; `methods`: permits issued on each; `names`: of accounts, by id.
    """

    election: LocalText
    station: str
    timezone: str
    windows: tuple[VotingWindow, ...]
    state: ElectionState
    turnout: Turnout
    ballots: int
    cancelled: int
    tested: int
    zero: Happened | None
    steps: tuple[PollStep, ...]
    changes: tuple[Change, ...]
    methods: Mapping[IdentityMethod, int]
    left_over: LeftOver | None
    remarks: tuple[RemarkHistory, ...]
    names: Mapping[str, str]
    test_mode: bool = False


def polling_record(facts: PollFacts, lang: Lang) -> Document:
    """The record as it stands; marked as interim until the polls are closed."""
    return Document(
        JOB_TITLE,
        lang,
        (
            Title(_TITLE.text(lang)),
            _heading(facts, lang),
            Section(_COUNTS.text(lang)),
            _counts(facts, lang),
            Section(_STEPS.text(lang)),
            _steps(facts, lang),
            *remark_blocks(_INCIDENTS, _of_the_polls(facts), facts.names, facts.timezone, lang),
            *_methods(facts, lang),
            *_by_hour(facts, lang),
            Section(SIGNATURES.text(lang)),
            Signatures((MANAGER.text(lang), *[POLLING_OBSERVER.text(lang)] * 3), paired=True),
        ),
        mark=mark_of(lang, None if facts.state in _OVER else _INTERIM, test_mode=facts.test_mode),
    )


def _heading(facts: PollFacts, lang: Lang) -> Grid:
    hours = "\n".join(
        f"{local_minute(window.opens, facts.timezone)} – {local_minute(window.closes, facts.timezone)}"
        for window in facts.windows
    )
    return Grid(
        (
            (Cell(ELECTION.text(lang), facts.election.text(lang)),),
            (Cell(STATION.text(lang), facts.station), Cell(_HOURS.text(lang), hours)),
        )
    )


def _counts(facts: PollFacts, lang: Lang) -> Grid:
    turnout = facts.turnout
    cells = (
        (_LISTED, number(turnout.listed)),
        (_VOTED, number(turnout.cast)),
        (_BALLOTS, number(facts.ballots)),
        (_TURNOUT, percent(turnout.cast, turnout.listed)),
        (_ISSUED, number(turnout.cast + turnout.issued + facts.cancelled)),
        (_UNUSED, number(turnout.issued)),
        (_CANCELLED, number(facts.cancelled)),
        (_TESTED, number(facts.tested)),
    )
    rows = [
        tuple(Cell(label.text(lang), value, figure=True) for label, value in cells[at : at + 4])
        for at in (0, 4)
    ]
    left = facts.left_over
    if left is not None:
        found = ((_VOIDED, left.voided), (_PERMITS, left.permits), (_LEFT, left.waiting))
        rows.append(tuple(Cell(label.text(lang), number(count), figure=True) for label, count in found))
    return Grid(tuple(rows))


def _steps(facts: PollFacts, lang: Lang) -> Table:
    rows = [(step.happened.at, _named(step, lang), step.ballots, step.happened.who()) for step in facts.steps]
    rows += [(change.at, change.what.text(lang), None, "") for change in facts.changes]
    if facts.zero is not None:
        rows.append((facts.zero.at, _ZERO.text(lang), 0, facts.zero.who()))
    rows.sort(key=lambda row: row[0])
    return Table(
        tuple(head.text(lang) for head in _STEP_HEADS),
        tuple(
            (local_minute(at, facts.timezone), said, "" if ballots is None else number(ballots), people)
            for at, said, ballots, people in rows
        ),
        (30, 46, 14, 30),
        frozenset({2}),
    )


def _named(step: PollStep, lang: Lang) -> str:
    said = sentence(step.action.label(lang))
    if step.waiting is not None:
        said = _WAITING.text(lang).format(step=said, n=number(step.waiting))
    if step.happened.reason:
        said = _WITH_REASON.text(lang).format(step=said, reason=step.happened.reason)
    return said


def _methods(facts: PollFacts, lang: Lang) -> Iterator[Block]:
    total = sum(facts.methods.values())
    rows = [
        (sentence(method.label(lang)), number(count), percent(count, total))
        for method, count in facts.methods.items()
        if count
    ]
    rows.append((_ALL_PERMITS.text(lang), number(total), ""))
    yield Section(_METHODS.text(lang))
    yield Table(
        tuple(head.text(lang) for head in _METHOD_HEADS), tuple(rows), (70, 25, 25), frozenset({1, 2}), 1
    )
    if total > facts.turnout.cast + facts.turnout.issued + facts.cancelled:
        yield Text(_AGAIN.text(lang))


def _by_hour(facts: PollFacts, lang: Lang) -> Iterator[Block]:
    yield Section(_BY_HOUR.text(lang))
    if not any(count for _, count in facts.turnout.by_hour):
        yield Text((_TOO_FEW if facts.turnout.cast else _NOBODY).text(lang))
        return
    rows, together, merged = [], 0, False
    for hour, count in facts.turnout.by_hour:
        merged = merged or count is None
        together += count or 0
        begin = local_minute(hour, facts.timezone)
        if count is None:
            rows.append((begin, _MERGED.text(lang), "", ""))
        else:
            rows.append((begin, number(count), number(together), percent(together, facts.turnout.listed)))
    yield Table(
        tuple(head.text(lang) for head in _HOUR_HEADS), tuple(rows), (48, 24, 24, 24), frozenset({1, 2, 3})
    )
    if merged:
        yield Text(_SMALL_HOURS.text(lang))


def _of_the_polls(facts: PollFacts) -> Iterator[RemarkHistory]:
    """Incidents, and figures about paper ballots."""
    for each in facts.remarks:
        if each.remark.kind is RemarkKind.INCIDENT or each.remark.kind in FIGURES:
            yield each
