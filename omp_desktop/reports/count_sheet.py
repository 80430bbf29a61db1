"""The count sheet (개표상황표) of one contest, with the sums that must agree computed on both sides.

In the order of the Korean form: what is counted and when, the ballots handed out and cast with their
difference and its reason, the votes, valid and invalid, remarks with their corrections, and the commissioners
who examined it with the time of the announcement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.remark import FIGURES, RemarkHistory, RemarkKind
from omp_desktop.domain.tally import (
    NO_SHARE,
    ContestResult,
    OptionTotal,
)
from omp_desktop.domain.voting_window import local_minute
from omp_desktop.reports.count_facts import CountedStation, CountFacts, SumCheck, count_checks
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
    NOTHING,
    REASON,
    mark_of,
    number,
    percent,
    seal,
    sentence,
)
from omp_desktop.reports.remark_lines import remark_blocks
from omp_desktop.reports.result_status import ResultStatus

_TITLE: Final = LocalText("개표상황표", "Count sheet")
_NUMBERS_DIFFER: Final = LocalText("수가 다름", "numbers differ")
_CHANGED: Final = LocalText("확정한 뒤에 수가 바뀜", "figures changed since they were certified")
_CONTEST: Final = LocalText("선거 구분", "Contest")
_COUNTED: Final = LocalText("개표한 투표소", "Stations counted")
_ALL: Final = LocalText("{n}곳", "{n}")
_SOME: Final = LocalText("{n}곳, 제외 {out}곳", "{n}, without {out}")
_CLOSED_AT: Final = LocalText("투표 마감 시각", "Polls closed at")
_CLOSED_HERE: Final = LocalText("이 투표소의 마감 시각", "This station closed at")
_COUNTED_AT: Final = LocalText("개표 시각", "Counted at")
_COUNTED_BY: Final = LocalText("개표한 사람", "Counted by")
_BALLOTS: Final = LocalText("투표수", "Ballots")
_LISTED: Final = LocalText("선거인수", "Electors")
_ISSUED: Final = LocalText("투표용지 교부수 (가)", "Ballots issued (A)")
_CAST: Final = LocalText("투표수 (나)", "Ballots cast (B)")
_DIFFERENCE: Final = LocalText("차이 (가−나)", "Difference (A−B)")
_TURNOUT: Final = LocalText("투표율", "Turnout")
_ABSTENTIONS: Final = LocalText("기권수", "Abstentions")
_WHY: Final = LocalText("차이의 사유", "Reason of the difference")
_NO_DIFFERENCE: Final = LocalText("차이 없음", "There is none")
_CANCELLED: Final = LocalText("발급을 취소한 투표권 {n}", "permits cancelled: {n}")
_UNUSED: Final = LocalText("쓰지 않은 투표권 {n}", "permits not used: {n}")
_UNKNOWN: Final = LocalText("알 수 없음 {n}", "not known: {n}")
_PAPER_DIFFERENCE: Final = LocalText("종이 투표용지 차이", "Difference of paper ballots")
_BESIDE_PAPER: Final = LocalText(
    "투표율과 기권수는 이 프로그램의 투표수로 셈했습니다. 종이로 투표한 선거인은 기권수에 들어 있습니다.",
    "Turnout and abstentions are of the ballots in this program: whoever voted on paper is among the "
    "abstentions.",
)
_VOTES: Final = LocalText("득표수", "Votes")
_NUMBER: Final = LocalText("기호", "No.")
_PARTY: Final = LocalText("정당명", "Party")
_CANDIDATE: Final = LocalText("후보자명", "Candidate")
_SHARE: Final = LocalText("득표율", "Share")
_WITHDRAWN: Final = LocalText("{name} (사퇴)", "{name} (withdrew)")
_VALID: Final = LocalText("유효투표수 계", "Valid votes")
_INVALID: Final = LocalText("무효투표수 계", "Invalid votes")
_OF_BLANK: Final = LocalText("이 가운데 선택 없음", "of these nothing chosen")
_OF_WITHDRAWN: Final = LocalText("이 가운데 사퇴한 후보자의 표", "of these for who withdrew")
_BLANK: Final = LocalText("무효투표지 (선택 없음)", "Invalid ballots (nothing chosen)")
_FOR_WITHDRAWN: Final = LocalText("사퇴한 후보자의 표", "Votes for who withdrew")
_UNDERVOTES: Final = LocalText("고르지 않은 몫", "Choices not made")
_SUM: Final = LocalText("투표수 (유효 + 무효)", "Ballots (valid + invalid)")
_MOST: Final = LocalText(
    "한 투표지에서 {n}명까지 고를 수 있습니다.", "Up to {n} could be chosen on one ballot."
)
_TIE: Final = LocalText("동점", "Ties")
_CHECKS: Final = LocalText("수의 확인", "Sums that must agree")
_CHECK_HEADS: Final = (
    LocalText("확인", "Check"),
    LocalText("왼쪽", "Left side"),
    LocalText("오른쪽", "Right side"),
    LocalText("판정", "Verdict"),
)
_STATIONS: Final = LocalText("투표소별", "By station")
_STATION_HEADS: Final = (
    LocalText("투표소", "Station"),
    LocalText("선거인수", "Electors"),
    LocalText("투표수", "Ballots"),
    LocalText("투표율", "Turnout"),
)
_SUM_OF_STATIONS: Final = LocalText("개표한 투표소 계", "Stations counted")
_LEFT_OUT: Final = LocalText("{name} – 개표에서 제외: {reason}", "{name} – counted without it: {reason}")
_TOGETHER: Final = LocalText(
    "한 투표소의 표는 따로 열지 않으므로 후보자별 득표수는 전체 합계만 있습니다.",
    "The votes of one station are never opened alone, so votes by candidate are sums of all stations.",
)
_REMARKS: Final = LocalText("특이사항과 정정", "Remarks and corrections")
_CERTIFICATION: Final = LocalText("확정", "Certification")
_CERTIFIED_AT, _CERTIFIED_BY = (
    LocalText("확정한 시각", "Certified at"),
    LocalText("확정한 사람", "Certified by"),
)
_DOUBTS: Final = LocalText("확정할 때 맞지 않거나 알 수 없던 것", "What did not agree, or could not be known")
_FIGURES: Final = LocalText("확정한 수의 봉인값 (SHA-256)", "Seal of the certified figures (SHA-256)")
_ONLY_SUMS: Final = LocalText(
    "투표지는 한 장씩 열지 않고 합계만 열었습니다. 낱장의 기록은 없습니다.",
    "No single ballot was opened, only the sums. There is no record of single ballots.",
)
_INSPECTION: Final = LocalText("위원 검열과 공표", "Inspection and announcement")
_LEAD, _CHAIR = LocalText("책임사무원", "Section lead"), LocalText("위원장", "Chair")
_OBSERVER: Final = LocalText("개표참관인", "Counting observer")
_ANNOUNCED_AT: Final = LocalText("공표 시각", "Announced at")
_ANNOUNCED_BY: Final = LocalText("공표한 사람 (위원장)", "Announced by (chair)")


def count_sheet(facts: CountFacts, contest: ContestResult, lang: Lang) -> Document:
    """The sheet of this contest. Nothing is corrected: where sides differ, the sheet says so."""
    checks = count_checks(facts, contest, lang)
    holds = all(check.holds for check in checks)
    return Document(
        JOB_TITLE,
        lang,
        (
            Title(_TITLE.text(lang)),
            _heading(facts, contest, lang),
            *_of_ballots(facts, lang),
            *_of_votes(contest, lang),
            Section(_CHECKS.text(lang)),
            _check_table(checks, lang),
            *_of_stations(facts, lang),
            *remark_blocks(_REMARKS, _on_the_count(facts), facts.names, facts.timezone, lang),
            *_certification(facts, lang),
            Text(_ONLY_SUMS.text(lang)),
            Section(_INSPECTION.text(lang)),
            Grid(((Cell(_ANNOUNCED_AT.text(lang)), Cell(_ANNOUNCED_BY.text(lang))),)),
            Signatures(_who_signs(facts, lang), paired=True),
        ),
        mark=mark_of(lang, _state(facts, holds=holds), test_mode=facts.test_mode),
    )


def _state(facts: CountFacts, *, holds: bool) -> LocalText:
    status = ResultStatus(facts.certified, facts.timezone)
    doubts = [*([] if holds else [_NUMBERS_DIFFER]), *([_CHANGED] if facts.changed else [])]
    return LocalText(
        ", ".join((status.sentence("ko"), *(doubt.ko for doubt in doubts))),
        ", ".join((status.sentence("en"), *(doubt.en for doubt in doubts))),
    )


def _heading(facts: CountFacts, contest: ContestResult, lang: Lang) -> Grid:
    counted = sum(not station.left_out for station in facts.stations)
    left_out = len(facts.stations) - counted
    stations = (_SOME if left_out else _ALL).text(lang).format(n=counted, out=left_out)
    if len(facts.stations) == 1:
        stations = facts.stations[0].name
    closed = local_minute(facts.closed_at, facts.timezone) if facts.closed_at is not None else NOTHING
    opened = facts.counted
    return Grid(
        (
            (Cell(ELECTION.text(lang), facts.election.text(lang)),),
            (Cell(_CONTEST.text(lang), contest.title.text(lang)), Cell(_COUNTED.text(lang), stations)),
            (
                Cell((_CLOSED_AT if len(facts.stations) == 1 else _CLOSED_HERE).text(lang), closed),
                Cell(_COUNTED_AT.text(lang), opened.when(facts.timezone) if opened is not None else NOTHING),
                Cell(_COUNTED_BY.text(lang), opened.who() if opened is not None else NOTHING),
            ),
        )
    )


def _of_ballots(facts: CountFacts, lang: Lang) -> Iterator[Block]:
    turnout = percent(facts.ballots, facts.listed, 1)
    noted = _noted(facts)
    paper = _of_paper(noted, lang)
    yield Section(_BALLOTS.text(lang))
    yield Grid(
        (
            (
                Cell(_LISTED.text(lang), number(facts.listed), figure=True),
                Cell(_ISSUED.text(lang), number(facts.issued), figure=True),
                Cell(_CAST.text(lang), number(facts.ballots), figure=True),
                Cell(_DIFFERENCE.text(lang), number(facts.difference), figure=True),
            ),
            (
                Cell(_TURNOUT.text(lang), turnout, figure=True),
                Cell(_ABSTENTIONS.text(lang), number(facts.listed - facts.ballots), figure=True),
                Cell(_WHY.text(lang), _why(facts, lang), share=2),
            ),
            *((paper,) if paper else ()),
        )
    )
    if any(noted.values()):
        yield Text(_BESIDE_PAPER.text(lang))


def _noted(facts: CountFacts) -> dict[RemarkKind, int]:
    """The paper ballots that people counted themselves, where anybody noted it."""
    return {each.remark.kind: int(each.remark.value) for each in facts.remarks if each.remark.kind in FIGURES}


def _of_paper(noted: Mapping[RemarkKind, int], lang: Lang) -> tuple[Cell, ...]:
    cells = [
        Cell(sentence(kind.label(lang)), number(noted[kind]), figure=True)
        for kind in (RemarkKind.PAPER_ISSUED, RemarkKind.PAPER_CAST)
        if kind in noted
    ]
    if len(noted) == len(FIGURES):
        left = noted[RemarkKind.PAPER_ISSUED] - noted[RemarkKind.PAPER_CAST]
        cells.append(Cell(_PAPER_DIFFERENCE.text(lang), number(left), figure=True))
    return tuple(cells)


def _why(facts: CountFacts, lang: Lang) -> str:
    """Where the difference is; what nobody can explain is said as well."""
    unknown = facts.difference - facts.cancelled - facts.unused
    parts = ((_CANCELLED, facts.cancelled), (_UNUSED, facts.unused), (_UNKNOWN, unknown))
    said = [text.text(lang).format(n=number(count)) for text, count in parts if count]
    return sentence(", ".join(said)) or _NO_DIFFERENCE.text(lang)


def _of_votes(contest: ContestResult, lang: Lang) -> Iterator[Block]:
    yield Section(_VOTES.text(lang))
    if contest.votes_allowed > 1:
        yield Text(_MOST.text(lang).format(n=contest.votes_allowed))
    parties = any(option.party for option in contest.options)
    heads = (_NUMBER, *((_PARTY,) if parties else ()), _CANDIDATE, _VOTES, _SHARE)
    options = [_option_row(contest, option, lang, parties=parties) for option in contest.options]
    before = ("", "") if parties else ("",)
    sums = [(*before, label.text(lang), number(votes), share) for label, votes, share in _sums(contest)]
    last = len(heads) - 1
    yield Table(
        tuple(head.text(lang) for head in heads),
        (*options, *sums),
        (9, 34, 44, 18, 17) if parties else (9, 78, 18, 17),
        frozenset({0, last - 1, last}),
        len(sums),
    )
    if contest.ties():
        yield Section(_TIE.text(lang))
        yield from (Text(tie.describe(lang)) for tie in contest.ties())


def _option_row(contest: ContestResult, option: OptionTotal, lang: Lang, *, parties: bool) -> tuple[str, ...]:
    name = option.name.text(lang)
    return (
        str(option.number),
        *((option.party or "",) if parties else ()),
        _WITHDRAWN.text(lang).format(name=name) if option.withdrawn else name,
        number(option.votes),
        NO_SHARE if option.withdrawn else percent(option.votes, contest.valid_votes, 2),
    )


def _sums(contest: ContestResult) -> Iterator[tuple[LocalText, int, str]]:
    yield _VALID, contest.valid_votes, ""
    if contest.votes_allowed > 1:
        if contest.invalid_withdrawn:
            yield _FOR_WITHDRAWN, contest.invalid_withdrawn, ""
        yield _UNDERVOTES, contest.undervotes, ""
        yield _BLANK, contest.blank, ""
        yield _BALLOTS, contest.ballots, ""
        return
    yield _INVALID, contest.invalid, ""
    yield _OF_BLANK, contest.blank, ""
    if contest.invalid_withdrawn:
        yield _OF_WITHDRAWN, contest.invalid_withdrawn, ""
    yield _SUM, contest.valid_votes + contest.invalid, ""


def _check_table(checks: Sequence[SumCheck], lang: Lang) -> Table:
    return Table(
        tuple(head.text(lang) for head in _CHECK_HEADS),
        tuple(
            (check.what, check.left, check.right, (AGREES if check.holds else DIFFERS).text(lang))
            for check in checks
        ),
        (55, 38, 38, 15),
        frozenset({1, 2}),
    )


def _of_stations(facts: CountFacts, lang: Lang) -> Iterator[Block]:
    if len(facts.stations) == 1:
        return
    rows = [_station_row(station, lang) for station in facts.stations]
    counted = [station for station in facts.stations if not station.left_out]
    listed = sum(station.listed for station in counted)
    rows.append(
        (
            _SUM_OF_STATIONS.text(lang),
            number(listed),
            number(facts.ballots),
            percent(facts.ballots, listed, 1),
        )
    )
    yield Section(_STATIONS.text(lang))
    yield Table(
        tuple(head.text(lang) for head in _STATION_HEADS),
        tuple(rows),
        (66, 20, 20, 16),
        frozenset({1, 2, 3}),
        1,
    )
    yield Text(_TOGETHER.text(lang))


def _station_row(station: CountedStation, lang: Lang) -> tuple[str, str, str, str]:
    if station.left_out:
        name = _LEFT_OUT.text(lang).format(name=station.name, reason=station.left_out)
        return name, number(station.listed), NOTHING, NOTHING
    turnout = percent(station.ballots, station.listed, 1)
    return station.name, number(station.listed), number(station.ballots), turnout


def _on_the_count(facts: CountFacts) -> Iterator[RemarkHistory]:
    """Remarks on the count, and figures that were corrected."""
    for each in facts.remarks:
        if each.remark.kind is RemarkKind.COUNT or (each.remark.kind in FIGURES and each.earlier):
            yield each


def _certification(facts: CountFacts, lang: Lang) -> Iterator[Block]:
    done = facts.certified
    if done is None:
        return
    rows = [
        (
            Cell(_CERTIFIED_AT.text(lang), done.when(facts.timezone)),
            Cell(_CERTIFIED_BY.text(lang), done.who()),
        )
    ]
    doubts = "\n".join(doubt.text(lang) for doubt in facts.doubts)
    further = ((_DOUBTS, doubts), (REASON, done.reason), (_FIGURES, seal(facts.figures)))
    yield Section(_CERTIFICATION.text(lang))
    yield Grid((*rows, *((Cell(label.text(lang), said),) for label, said in further if said)))


def _who_signs(facts: CountFacts, lang: Lang) -> tuple[str, ...]:
    members = [f"{COMMISSIONER.text(lang)} {name}" for name in facts.commissioners] or [
        COMMISSIONER.text(lang)
    ]
    return (_CHAIR.text(lang), *members, _LEAD.text(lang), _OBSERVER.text(lang))
