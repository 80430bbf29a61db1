"""Remarks on paper: what stands, and below it what stood there before, who corrected it (정정자), and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.remark import FIGURES, Remark, RemarkHistory
from omp_desktop.domain.voting_window import local_minute
from omp_desktop.reports.document import Block, Section, Table, Text
from omp_desktop.reports.happened import number, sentence

_HEADS: Final = (
    LocalText("시각", "Time"),
    LocalText("내용", "What was noted"),
    LocalText("적은 사람·정정자", "Noted or corrected by"),
)
_WIDTHS: Final = (26, 66, 28)
_NONE: Final = LocalText("없음", "None")
_FIGURE: Final = LocalText("{what}: {value}", "{what}: {value}")
_CORRECTED: Final = LocalText(
    "정정: {before} → {after}. 사유: {reason}", "Corrected: {before} → {after}. Reason: {reason}"
)
_SHORT: Final = 8  # signs of an account's id whose name nobody knows


def remark_blocks(
    title: LocalText,
    remarks: Iterable[RemarkHistory],
    names: Mapping[str, str],
    timezone: str,
    lang: Lang,
) -> tuple[Block, ...]:
    """The heading, and a table of the remarks; "none" where nobody noted anything. `names` by account."""
    rows = tuple(row for each in remarks for row in _rows(each, names, timezone, lang))
    head = Section(title.text(lang))
    if not rows:
        return head, Text(_NONE.text(lang))
    return head, Table(tuple(text.text(lang) for text in _HEADS), rows, _WIDTHS)


def _rows(
    each: RemarkHistory, names: Mapping[str, str], timezone: str, lang: Lang
) -> Iterator[tuple[str, str, str]]:
    remarks = (*reversed(each.earlier), each.remark)
    first = remarks[0]
    yield local_minute(first.at, timezone), _standing(each.remark, lang), _name(first, names)
    for before, after in pairwise(remarks):
        said = _CORRECTED.text(lang).format(before=_value(before), after=_value(after), reason=after.reason)
        yield local_minute(after.at, timezone), said, _name(after, names)


def _standing(remark: Remark, lang: Lang) -> str:
    if remark.kind not in FIGURES:
        return remark.value
    return _FIGURE.text(lang).format(what=sentence(remark.kind.label(lang)), value=_value(remark))


def _value(remark: Remark) -> str:
    return number(int(remark.value)) if remark.kind in FIGURES else f"“{remark.value}”"


def _name(remark: Remark, names: Mapping[str, str]) -> str:
    return names.get(remark.author, remark.author[:_SHORT])
