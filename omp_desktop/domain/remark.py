"""Remarks (특이사항): what people note about an election, and how they correct it and lose nothing.

Nothing that was noted is ever changed. A correction is a remark of its own that names the one it replaces,
with its author and the reason, as on a Korean count sheet (정정, 정정자).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Labelled
from omp_desktop.domain.remark_errors import (
    CorrectedAlready,
    FigureCertified,
    FigureInvalid,
    FigureNoted,
    NothingCorrected,
    NotPublishedYet,
)
from omp_desktop.domain.text import Field, clean_text, required_line
from omp_desktop.domain.text_errors import TextMissing

REMARK_MAX: Final = 500
REASON_MAX: Final = 200
FIGURE_MOST: Final = 1_000_000


class RemarkKind(Labelled):
    """What a remark is about."""

    INCIDENT = "incident", "투표 중 특이사항", "incident"
    COUNT = "count", "개표 특이사항", "remark on the count"
    PAPER_ISSUED = "paper_issued", "종이 투표용지 교부수", "paper ballots handed out"
    PAPER_CAST = "paper_cast", "종이 투표지 투표수", "paper ballots in the box"


# Their value is a number, and there is one of each.
FIGURES: Final = frozenset({RemarkKind.PAPER_ISSUED, RemarkKind.PAPER_CAST})


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody noted. `author` is an account's id; `replaces` the remark that this one corrects."""

    id: str
    election_id: str
    kind: RemarkKind
    value: str
    at: datetime
    author: str
    replaces: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RemarkHistory:
    """A remark as it stands now, and what stood there before, the latest first."""

    remark: Remark
    earlier: tuple[Remark, ...] = ()


def check_remark(remark: Remark, state: ElectionState, others: Iterable[Remark]) -> Remark:
    """The remark in its normal form.

    Raises NotPublishedYet, TextMissing, TextTooLong, TextForbidden, FigureInvalid, FigureCertified,
    FigureNoted for a figure that stands already and would have to be corrected, CorrectedAlready where
    somebody else was first, and NothingCorrected.
    """
    if state is ElectionState.DRAFT:
        raise NotPublishedYet
    figure = remark.kind in FIGURES
    if figure and state is ElectionState.CERTIFIED:
        raise FigureCertified(what=remark.kind)
    value = _figure(remark.value) if figure else clean_text(remark.value, limit=REMARK_MAX)
    if not value:
        raise TextMissing(field=Field.TEXT)
    standing = {other.id: other for other in current(others)}
    reason = ""
    if remark.replaces is not None:
        before = standing.get(remark.replaces)
        if before is None:
            raise CorrectedAlready
        if before.value == value:
            raise NothingCorrected
        reason = required_line(remark.reason, limit=REASON_MAX, field=Field.REASON)
    elif figure and any(other.kind is remark.kind for other in standing.values()):
        raise FigureNoted(what=remark.kind)
    return Remark(
        remark.id, remark.election_id, remark.kind, value, remark.at, remark.author, remark.replaces, reason
    )


def current(remarks: Iterable[Remark]) -> list[Remark]:
    """Those that no other replaces, in the order in which they came."""
    known = list(remarks)
    replaced = {remark.replaces for remark in known}
    return [remark for remark in known if remark.id not in replaced]


def histories(remarks: Sequence[Remark]) -> tuple[RemarkHistory, ...]:
    """Every remark that stands, with what stood there before; by the time of the first of each."""
    by_id = {remark.id: remark for remark in remarks}
    found = []
    for remark in current(remarks):
        earlier: list[Remark] = []
        before = by_id.get(remark.replaces or "")
        while before is not None:
            earlier.append(before)
            before = by_id.get(before.replaces or "")
        found.append(RemarkHistory(remark, tuple(earlier)))
    return tuple(sorted(found, key=lambda each: (each.earlier[-1:] or (each.remark,))[0].at))


def figure(remarks: Iterable[Remark], kind: RemarkKind) -> int | None:
    """The number that stands for a kind of figure, or None where nobody noted one."""
    return next((int(remark.value) for remark in current(remarks) if remark.kind is kind), None)


def _figure(text: str) -> str:
    plain = text.strip().replace(",", "")
    if not (plain.isascii() and plain.isdigit() and int(plain) <= FIGURE_MOST):
        raise FigureInvalid(value=text.strip()[:20], most=FIGURE_MOST)
    return str(int(plain))
