"""The readiness check (준비 점검표): what was examined before the polls, what was found, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.reports.document import Cell, Document, Grid, Section, Signatures, Table, Text, Title
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
    seal,
    sentence,
)

_TITLE: Final = LocalText("준비 점검표", "Readiness check")
_READY: Final = LocalText("모두 준비됨", "Everything is ready")
_PROBLEMS: Final = LocalText("살펴볼 것 {n}", "{n} to look after")
_AT: Final = LocalText("점검한 시각", "Checked at")
_BY: Final = LocalText("점검한 사람", "Checked by")
_CLOCK: Final = LocalText("시계", "Clock")
_ENTRY: Final = LocalText("감사 기록 {n}번의 봉인값", "Seal of entry {n} of the audit log")
_HEADS: Final = (LocalText("대상", "What"), LocalText("확인한 것", "Found"), LocalText("판정", "Verdict"))
_WELL, _WRONG = LocalText("이상 없음", "All right"), LocalText("살펴볼 것", "To look after")
_NOT_BLOCKING: Final = LocalText(
    "이 점검은 투표 개시를 막지 않습니다. 살펴볼 것이 남으면 투표관리관이 판단합니다.",
    "This check does not keep the polls from opening. What is left to look after, the manager judges.",
)


@dataclass(frozen=True, slots=True)
class ReadinessLine:
    """One thing that was examined. `next_step` counts only where it is not well."""

    area: LocalText
    found: LocalText
    next_step: LocalText
    ok: bool


@dataclass(frozen=True, slots=True)
class ReadinessFacts:
    """A check of a station before its polls.

    `clock`: how far its time could be trusted; `entry`, `digest`: number and hash of its audit entry.
    """

    election: LocalText
    station: str
    timezone: str
    checked: Happened
    clock: LocalText
    lines: tuple[ReadinessLine, ...]
    entry: int
    digest: str
    test_mode: bool = False


def readiness_sheet(facts: ReadinessFacts, lang: Lang) -> Document:
    """The check on paper, what needs somebody first."""
    problems = sum(not line.ok for line in facts.lines)
    found = (
        LocalText(*(text.format(n=problems) for text in (_PROBLEMS.ko, _PROBLEMS.en))) if problems else _READY
    )
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
                        Cell(_AT.text(lang), facts.checked.when(facts.timezone)),
                        Cell(_BY.text(lang), facts.checked.who()),
                    ),
                    (
                        Cell(_CLOCK.text(lang), sentence(facts.clock.text(lang))),
                        Cell(_ENTRY.text(lang).format(n=number(facts.entry)), seal(facts.digest), share=2),
                    ),
                )
            ),
            Table(
                tuple(head.text(lang) for head in _HEADS),
                tuple(_row(line, lang) for line in sorted(facts.lines, key=lambda line: line.ok)),
                (26, 80, 24),
            ),
            Text(_NOT_BLOCKING.text(lang)),
            Section(SIGNATURES.text(lang)),
            Signatures((MANAGER.text(lang), POLLING_OBSERVER.text(lang)), paired=True),
        ),
        mark=mark_of(lang, found, test_mode=facts.test_mode),
    )


def _row(line: ReadinessLine, lang: Lang) -> tuple[str, str, str]:
    if line.ok:
        return line.area.text(lang), line.found.text(lang), _WELL.text(lang)
    said = f"{line.found.text(lang)} {line.next_step.text(lang)}"
    return line.area.text(lang), said, _WRONG.text(lang)
