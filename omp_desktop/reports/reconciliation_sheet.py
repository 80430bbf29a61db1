"""The reconciliation (대조표): every number that the station and the centre both have, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled, Lang, LocalText
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
    AGREES,
    COMMISSIONER,
    DIFFERS,
    ELECTION,
    JOB_TITLE,
    MANAGER,
    SIGNATURES,
    STATION,
    Happened,
    mark_of,
    number,
    sentence,
)

_TITLE: Final = LocalText("대조표", "Reconciliation")
_ALL_AGREE: Final = LocalText("모두 맞음", "Everything agrees")
_REST_WAITS: Final = LocalText("맞음 – 나머지는 전송 대기", "Agrees – the rest waits to be sent")
_SIDES_DIFFER: Final = LocalText("다름", "They differ")
_AT: Final = LocalText("대조한 시각", "Compared at")
_BY: Final = LocalText("대조한 사람", "Compared by")
_HEADS: Final = (
    LocalText("항목", "What"),
    LocalText("투표소", "Station"),
    LocalText("전송 대기", "Waiting"),
    LocalText("중앙 서버", "Centre"),
    LocalText("판정", "Verdict"),
)
_RULE: Final = LocalText(
    "투표소의 수에서 전송 대기를 뺀 수가 중앙 서버의 수와 같아야 합니다.",
    "What the station has, less what waits to be sent, must be what the centre has.",
)
_PROBLEMS: Final = LocalText("다른 까닭과 할 일", "Why they differ, and what to do")
_NO_REASON: Final = LocalText(
    "한 번 더 대조하십시오. 그래도 다르면 이 컴퓨터를 그대로 두고 먼저 선거관리위원회에 연락하십시오.",
    "Compare once more. If they still differ, keep this computer as it is and call the commission first.",
)
_OBSERVER: Final = LocalText("참관인", "Observer")


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One number on both sides; `waiting`: how much of the station's the centre cannot have yet."""

    what: Labelled
    station: int
    centre: int
    waiting: int
    holds: bool


@dataclass(frozen=True, slots=True)
class ComparedFacts:
    """A comparison. `compared`: the station's time, and who asked for it."""

    election: LocalText
    station: str
    timezone: str
    compared: Happened
    lines: tuple[ComparedLine, ...]
    problems: tuple[OmpError, ...] = ()
    test_mode: bool = False

    @property
    def holds(self) -> bool:
        """Whether every difference is exactly what waits, and nothing else is wrong."""
        return not self.problems and all(line.holds for line in self.lines)

    @property
    def verdict(self) -> LocalText:
        """In words."""
        if not self.holds:
            return _SIDES_DIFFER
        return _REST_WAITS if any(line.waiting for line in self.lines) else _ALL_AGREE


def reconciliation_sheet(facts: ComparedFacts, lang: Lang) -> Document:
    """The comparison on paper."""
    people = facts.compared.who()
    return Document(
        JOB_TITLE,
        lang,
        (
            Title(_TITLE.text(lang)),
            Grid(
                (
                    (Cell(ELECTION.text(lang), facts.election.text(lang)),),
                    (
                        Cell(STATION.text(lang), facts.station),
                        Cell(_AT.text(lang), facts.compared.when(facts.timezone)),
                        *((Cell(_BY.text(lang), people),) if people else ()),
                    ),
                )
            ),
            Table(
                tuple(head.text(lang) for head in _HEADS),
                tuple(_row(line, lang) for line in facts.lines),
                (54, 20, 20, 20, 16),
                frozenset({1, 2, 3}),
            ),
            Text(_RULE.text(lang)),
            *_problems(facts, lang),
            Section(SIGNATURES.text(lang)),
            Signatures(
                (COMMISSIONER.text(lang), MANAGER.text(lang), _OBSERVER.text(lang), _OBSERVER.text(lang)),
                paired=True,
            ),
        ),
        mark=mark_of(lang, facts.verdict, test_mode=facts.test_mode),
    )


def _row(line: ComparedLine, lang: Lang) -> tuple[str, ...]:
    return (
        sentence(line.what.label(lang)),
        number(line.station),
        number(line.waiting) if line.waiting else "",
        number(line.centre),
        (AGREES if line.holds else DIFFERS).text(lang),
    )


def _problems(facts: ComparedFacts, lang: Lang) -> Iterator[Block]:
    if facts.holds:
        return
    yield Section(_PROBLEMS.text(lang))
    for problem in facts.problems:
        said = problem.describe(lang)
        yield Text(f"{said.text} {said.next_step}")
    if not facts.problems:
        yield Text(_NO_REASON.text(lang))
