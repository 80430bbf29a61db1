"""The voters list on paper (종이 선거인명부): who got a permit, and a place to sign for all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.reports.document import Block, Cell, Grid, Section, Signatures, Table, Text, Title
from omp_desktop.reports.happened import (
    ELECTION,
    MANAGER,
    POLLING_OBSERVER,
    REASON,
    SIGNATURES,
    STATION,
    number,
)

_TITLE: Final = LocalText("종이 선거인명부", "Voters list on paper")
_VERSION, _VERSION_IS = LocalText("판", "Version"), LocalText("{n}차", "No. {n}")
_AS_OF: Final = LocalText("기준 시각", "As of")
_HOUR: Final = LocalText("{day} {hour}시", "{day}, {hour}:00 to {hour}:59")
_LISTED, _MARKED = LocalText("선거인수", "Voters listed"), LocalText("'받음' 표시", "Marked as issued")
_OPENED_BY: Final = LocalText("연 사람", "Opened by")
_COMPLETE: Final = LocalText(
    "아무도 투표할 수 없는 동안 만들었으므로 빠진 사람이 없습니다.",
    "It was made while nobody could vote, so nobody is missing.",
)
_NOT_COMPLETE: Final = LocalText(
    "투표하는 동안 만들었습니다. 기준 시각 뒤에 투표권을 받은 사람은 표시되지 않았습니다. "
    "빠짐없는 명부는 투표를 중지한 다음 다시 만드십시오.",
    "It was made while people voted: whoever got a permit after that hour is not marked. "
    "For a complete list, suspend voting and make it again.",
)
_AFTER_FAILURE: Final = LocalText(
    "저장소가 고장 나기 전에 보관한 명부입니다. 기준 시각 뒤에 투표권을 받은 사람은 표시되지 않았습니다. "
    "두 번째 사람의 PIN을 확인할 수 없어 한 사람이 열었습니다. "
    "투표록에 시각, 사유, 이름을 손으로 적으십시오.",
    "It was kept before the store failed: whoever got a permit after that hour is not marked. "
    "One person opened it, because a second PIN could not be checked. "
    "Write time, reason and names into the polling record by hand.",
)
_RULES: Final = LocalText(
    "'받음'인 사람은 투표권을 받았고 이미 투표했을 수 있으므로 종이로 투표할 수 없습니다. "
    "다른 사람은 본인 확인 뒤 서명을 받고 투표용지를 줍니다. "
    "먼저 인쇄한 명부는 모두 거두어 봉하십시오.",
    "Whoever is marked 'issued' got a permit and may have voted: they cannot vote on paper. "
    "Everybody else signs after the identity check and gets a ballot paper. "
    "Collect and seal every list that was printed before.",
)
_HEADS: Final = (
    LocalText("등재번호", "Roll no."),
    LocalText("성명", "Name"),
    LocalText("생년월일", "Born"),
    LocalText("주소", "Address"),
    LocalText("투표권", "Permit"),
    LocalText("서명", "Signature"),
)
_WIDTHS: Final = (16, 20, 22, 62, 14, 28)
_ISSUED: Final = LocalText("받음", "issued")
_NO_SIGNATURE: Final = "–"
_END: Final = LocalText("명부 끝", "End of the list")


@dataclass(frozen=True, slots=True)
class RollOpened:
    """Who opened it (names) and why; `store_failed`: one person, because no second PIN could be checked."""

    people: tuple[str, ...]
    reason: str = ""
    store_failed: bool = False


def roll_beginning(head: RollHead, opened: RollOpened, lang: Lang) -> tuple[Block, ...]:
    """What stands before the first voter."""
    hour = head.hour.astimezone(ZoneInfo(head.timezone))
    as_of = _HOUR.text(lang).format(day=hour.date().isoformat(), hour=f"{hour.hour:02d}")
    facts = [
        (Cell(ELECTION.text(lang), head.election.text(lang)),),
        (Cell(STATION.text(lang), head.station), Cell(_LISTED.text(lang), number(head.voters))),
        (
            Cell(_VERSION.text(lang), _VERSION_IS.text(lang).format(n=head.version)),
            Cell(_AS_OF.text(lang), as_of),
            Cell(_OPENED_BY.text(lang), ", ".join(opened.people)),
        ),
    ]
    if opened.reason:
        facts.append((Cell(REASON.text(lang), opened.reason),))
    return (
        Title(_TITLE.text(lang)),
        Grid(tuple(facts)),
        Text(_state(head, opened).text(lang)),
        Text(_RULES.text(lang)),
    )


def _state(head: RollHead, opened: RollOpened) -> LocalText:
    if opened.store_failed:
        return _AFTER_FAILURE
    return _COMPLETE if head.complete else _NOT_COMPLETE


def roll_table(lines: Sequence[RollLine], lang: Lang) -> Table:
    """Some voters, in the order in which they come."""
    return Table(
        tuple(head.text(lang) for head in _HEADS), tuple(_row(line, lang) for line in lines), _WIDTHS
    )


def roll_ending(voters: int, marked: int, lang: Lang) -> tuple[Block, ...]:
    """What stands after the last voter: how many they are, and who signs."""
    return (
        Section(_END.text(lang)),
        Grid(((Cell(_LISTED.text(lang), number(voters)), Cell(_MARKED.text(lang), number(marked))),)),
        Section(SIGNATURES.text(lang)),
        Signatures((MANAGER.text(lang), POLLING_OBSERVER.text(lang)), paired=True),
    )


def _row(line: RollLine, lang: Lang) -> tuple[str, ...]:
    mark, sign = (_ISSUED.text(lang), _NO_SIGNATURE) if line.marked else ("", "")
    return (line.roll_number, line.name, line.birth_date.isoformat(), line.address, mark, sign)
