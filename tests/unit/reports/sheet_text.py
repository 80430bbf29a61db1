"""What stands on a paper, as lines, and facts to fill papers with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from omp_desktop.domain.language import LocalText
from omp_desktop.domain.remark import Remark, RemarkHistory, RemarkKind
from omp_desktop.domain.tally import ContestResult, OptionTotal
from omp_desktop.reports.count_facts import CountedStation, CountFacts
from omp_desktop.reports.document import Document, Facts, Grid, Section, Signatures, Table, Text, Title
from omp_desktop.reports.happened import Happened

SIX = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)  # 18:00 in Seoul
MANAGER, OFFICIAL = "m" * 32, "c" * 32
NAMES = {MANAGER: "이가람", OFFICIAL: "정위원"}
ELECTION = LocalText("가람 대표 선거", "Garam election")


def lines(document: Document) -> list[str]:
    """Every line from top to bottom, marks first; cells of a row with " | " between."""
    found = list(document.marks)
    for part in document.blocks:
        if isinstance(part, Title | Section | Text):
            found.append(part.text)
        elif isinstance(part, Table):
            found += [" | ".join(row) for row in (part.heads, *part.rows)]
        elif isinstance(part, Grid):
            found += [" | ".join(f"{cell.label}: {cell.value}" for cell in row) for row in part.rows]
        elif isinstance(part, Facts):
            found += [f"{label}: {value}" for label, value in part.rows]
        elif isinstance(part, Signatures):
            found += [f"{name} ____" for name in part.names]
    return found


def option(
    number: int, votes: int, name: str, party: str | None = None, *, withdrawn: bool = False
) -> OptionTotal:
    return OptionTotal(f"{number:032x}", number, LocalText(name, ""), party, votes, withdrawn)


def contest(*options: OptionTotal, ballots: int, blank: int) -> ContestResult:
    """One choice of those."""
    withdrawn = sum(each.votes for each in options if each.withdrawn)
    valid = sum(each.votes for each in options if not each.withdrawn)
    undervotes = ballots - blank - valid - withdrawn
    title = LocalText("회장", "President")
    return ContestResult(
        "president", title, options, ballots, blank, withdrawn, undervotes, valid, blank + withdrawn
    )


def remark(kind: RemarkKind, value: str, *corrections: tuple[str, str]) -> RemarkHistory:
    """Noted by the manager; corrected by the official with (value, reason), five minutes later each."""
    made = [Remark(f"{kind}0", "e" * 32, kind, value, SIX, MANAGER)]
    for place, (after, reason) in enumerate(corrections, start=1):
        at = SIX + timedelta(minutes=5 * place)
        made.append(Remark(f"{kind}{place}", "e" * 32, kind, after, at, OFFICIAL, made[-1].id, reason))
    return RemarkHistory(made[-1], tuple(reversed(made[:-1])))


PRESIDENT = contest(
    option(1, 612, "김가온", "푸른당"),
    option(2, 434, "이나래"),
    option(6, 3, "정마루", withdrawn=True),
    ballots=1057,
    blank=8,
)
COUNT = CountFacts(
    election=ELECTION,
    timezone="Asia/Seoul",
    listed=2044,
    voted=1057,
    issued=1060,
    unused=1,
    cancelled=2,
    stations=(CountedStation("가람동 투표소", 2044, 1057),),
    closed_at=SIX,
    counted=Happened(SIX + timedelta(minutes=25), ("정위원", "이가람")),
    certified=None,
    remarks=(),
    names=NAMES,
    commissioners=("정위원",),
)
