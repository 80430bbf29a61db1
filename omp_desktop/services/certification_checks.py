"""What is looked at before a result is certified, each as a line in words. Nothing is read or asked here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LANGS, LocalText, Param, fill
from omp_desktop.domain.tally import ContestResult
from omp_desktop.services.certificate import Check, Line, Verdict
from omp_desktop.services.deliveries import Delivery
from omp_desktop.services.permit_figures import PermitFigures
from omp_desktop.services.reconciliation import Comparison, Pair

_PERMITS: Final = LocalText(
    "교부 {issued} − 투표 {ballots} = 차이 {difference}: 취소 {cancelled}, 쓰지 않음 {unused}",
    "issued {issued} − ballots {ballots} = difference {difference}: cancelled {cancelled}, not used {unused}",
)
_PERMITS_UNKNOWN: Final = LocalText(
    "교부 {issued} − 투표 {ballots} = 차이 {difference}: 취소 {cancelled}, 쓰지 않음 {unused}, "
    "알 수 없음 {unknown}",
    "issued {issued} − ballots {ballots} = difference {difference}: cancelled {cancelled}, "
    "not used {unused}, not known {unknown}",
)
_VOTERS: Final = LocalText(
    "투표한 선거인 {voted}명 = 투표지 {ballots}장", "{voted} voters voted = {ballots} ballots"
)
_VOTERS_DIFFER: Final = LocalText(
    "투표한 선거인 {voted}명 ≠ 투표지 {ballots}장", "{voted} voters voted ≠ {ballots} ballots"
)
_ONE_CHOICE: Final = LocalText(
    "{title}: 유효 {valid} + 무효 {invalid} = 투표 {ballots}",
    "{title}: valid {valid} + invalid {invalid} = ballots {ballots}",
)
_MORE_CHOICES: Final = LocalText(
    "{title}: 득표 {votes} + 고르지 않은 몫 {undervotes} = 투표지 {chosen}장의 몫 {space}",
    "{title}: votes {votes} + choices not made {undervotes} = {space} choices of {chosen} ballots",
)
_VOTES_DIFFER: Final = LocalText(
    "{title}: 합이 맞지 않습니다 – {identity}: {left} ≠ {right}",
    "{title}: the sums do not agree – {identity}: {left} ≠ {right}",
)
_OTHER_BALLOTS: Final = LocalText(
    "{title}: 개표한 투표지 {opened}장 ≠ 투표지 {ballots}장",
    "{title}: {opened} ballots opened ≠ {ballots} ballots",
)
_ALL_STATIONS: Final = LocalText(
    "투표소 {count}곳을 모두 개표했습니다.", "All stations are counted: {count}."
)
_WITHOUT: Final = LocalText("{name} 없이 개표했습니다(사유: {reason}).", "Counted without {name} ({reason}).")
_INCOMPLETE: Final = LocalText("{name}: {missing}.", "{name}: {missing}.")
_CENTRE_HAS_ALL: Final = LocalText(
    "이 투표소와 중앙 서버의 수가 모두 같습니다(투표지 {ballots}).",
    "This station and the centre have the same numbers ({ballots} ballots).",
)
_CENTRE_WAITS: Final = LocalText(
    "수는 맞지만 아직 중앙 서버에 없는 것이 있습니다 – {pairs}.",
    "The numbers fit, but the centre does not have everything yet – {pairs}.",
)
_CENTRE_DIFFERS: Final = LocalText("수가 다릅니다 – {pairs}.", "The numbers differ – {pairs}.")
_PAIR: Final = LocalText("{what} {station}, 중앙 {centre}", "{what} {station}, centre {centre}")
_ALONE: Final = LocalText(
    "중앙 서버 없이 치른 선거입니다. 대조할 상대가 없습니다.",
    "This election is held without a centre: there is nothing to compare with.",
)
_NOT_ASKED: Final = LocalText(
    "중앙 서버에 물어보지 못했습니다: {problem}", "The centre could not be asked: {problem}"
)
_NO_STATION: Final = LocalText(
    "이 PC는 투표를 받지 않습니다. 투표소마다 받은 것은 위의 투표소 확인에서 살폈습니다.",
    "No votes are taken on this PC. What each station brought was looked at with the stations.",
)
_NOTHING_WAITS: Final = LocalText(
    "모두 중앙 서버에 전송했습니다.", "Everything was sent and confirmed by the centre."
)
_WAITING: Final = LocalText("{count}건이 아직 전송을 기다립니다.", "{count} items still wait to be sent.")
_PAPER: Final = LocalText(
    "종이 투표용지 교부 {issued}, 투표함에 든 종이 투표지 {cast}, 차이 {difference}",
    "paper ballots handed out {issued}, in the box {cast}, difference {difference}",
)
_PAPER_HALF: Final = LocalText(
    "종이 투표지의 교부수와 투표수 가운데 하나만 기록되어 있습니다.",
    "Of the paper ballots only one of the two figures is noted.",
)


@dataclass(frozen=True, slots=True)
class CentreSide:
    """What the centre said when it was asked, before the figures were looked at.

    `linked`: this PC belongs to a centre. `own_station`: votes are taken on it. `problem`: why the centre
    could not be asked.
    """

    linked: bool = False
    comparison: Comparison | None = None
    problem: OmpError | None = None
    own_station: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """The station's side. `waiting`: items not confirmed by the centre; `paper`: handed out, in the box."""

    contests: Sequence[ContestResult]
    deliveries: Sequence[Delivery]
    waiting: int
    permits: PermitFigures = field(default_factory=PermitFigures)
    paper: tuple[int | None, int | None] = (None, None)


def lines(figures: Figures, centre: CentreSide) -> tuple[Line, ...]:
    """Everything that is looked at, in order."""
    counted = [each for each in figures.deliveries if not each.left_out]
    ballots = sum(each.ballots for each in counted)
    return (
        _permits(figures.permits, ballots),
        _voters(counted, ballots),
        *(_votes(contest, ballots) for contest in figures.contests),
        *_stations(figures.deliveries),
        _centre(centre),
        *_queue(figures.waiting, centre),
        *_paper(*figures.paper),
    )


def _say(text: LocalText, **params: Param) -> LocalText:
    said = {name: f"{value:,}" if isinstance(value, int) else value for name, value in params.items()}
    ko, en = (fill(text.text(lang), said, lang) for lang in LANGS)
    return LocalText(ko, en)


def _permits(permits: PermitFigures, ballots: int) -> Line:
    difference = permits.issued - ballots
    unknown = difference - permits.cancelled - permits.unused
    said = _say(
        _PERMITS_UNKNOWN if unknown else _PERMITS,
        issued=permits.issued,
        ballots=ballots,
        difference=difference,
        cancelled=permits.cancelled,
        unused=permits.unused,
        unknown=unknown,
    )
    return Line(Check.PERMITS, _verdict(agrees=not unknown), said, needs_reason=bool(unknown))


def _voters(counted: Sequence[Delivery], ballots: int) -> Line:
    voted = sum(each.voted for each in counted)
    agrees = voted == ballots
    said = _say(_VOTERS if agrees else _VOTERS_DIFFER, voted=voted, ballots=ballots)
    return Line(Check.VOTERS, _verdict(agrees=agrees), said, needs_reason=not agrees)


def _votes(contest: ContestResult, ballots: int) -> Line:
    wrong = next((identity for identity in contest.identities() if not identity.holds), None)
    if wrong is not None:
        name = LocalText(wrong.name.ko, wrong.name.en)
        said = _say(_VOTES_DIFFER, title=contest.title, identity=name, left=wrong.left, right=wrong.right)
        return Line(Check.VOTES, Verdict.DIFFERS, said, stops=True)
    if contest.ballots != ballots:
        said = _say(_OTHER_BALLOTS, title=contest.title, opened=contest.ballots, ballots=ballots)
        return Line(Check.VOTES, Verdict.DIFFERS, said, stops=True)
    if contest.votes_allowed == 1:
        said = _say(
            _ONE_CHOICE,
            title=contest.title,
            valid=contest.valid_votes,
            invalid=contest.invalid,
            ballots=contest.ballots,
        )
        return Line(Check.VOTES, Verdict.AGREES, said)
    chosen = contest.ballots - contest.blank
    said = _say(
        _MORE_CHOICES,
        title=contest.title,
        votes=sum(option.votes for option in contest.options),
        undervotes=contest.undervotes,
        chosen=chosen,
        space=chosen * contest.votes_allowed,
    )
    return Line(Check.VOTES, Verdict.AGREES, said)


def _stations(deliveries: Sequence[Delivery]) -> Iterator[Line]:
    """One line for each that is not as it should be, or one for all of them."""
    odd = [each for each in deliveries if each.left_out or not each.complete]
    if not odd:
        yield Line(Check.STATIONS, Verdict.AGREES, _say(_ALL_STATIONS, count=len(deliveries)))
    for each in odd:
        if each.left_out:
            said = _say(_WITHOUT, name=each.name, reason=each.left_out)
        else:
            missing = LocalText(", ".join(m.ko for m in each.missing), ", ".join(m.en for m in each.missing))
            said = _say(_INCOMPLETE, name=each.name, missing=missing)
        yield Line(Check.STATIONS, Verdict.DIFFERS, said, needs_reason=True)


def _centre(centre: CentreSide) -> Line:
    compared = centre.comparison
    if not centre.linked:
        return Line(Check.CENTRE, Verdict.UNKNOWN, _ALONE)
    if not centre.own_station:
        return Line(Check.CENTRE, Verdict.UNKNOWN, _NO_STATION)
    if compared is None:
        problem = _in_words((centre.problem,) if centre.problem is not None else ())
        return Line(Check.CENTRE, Verdict.UNKNOWN, _say(_NOT_ASKED, problem=problem), needs_reason=True)
    if compared.complete:
        ballots = compared.pairs[0].station
        return Line(Check.CENTRE, Verdict.AGREES, _say(_CENTRE_HAS_ALL, ballots=ballots))
    if compared.holds:
        missing = [pair for pair in compared.pairs if pair.station != pair.centre]
        said = _say(_CENTRE_WAITS, pairs=_pairs(missing))
    elif compared.problems:
        said = _in_words(compared.problems)
    else:
        said = _say(_CENTRE_DIFFERS, pairs=_pairs([pair for pair in compared.pairs if not pair.holds]))
    return Line(Check.CENTRE, Verdict.DIFFERS, said, needs_reason=True)


def _queue(waiting: int, centre: CentreSide) -> Iterator[Line]:
    """Where there is no centre, nothing is ever sent: the line about the centre says so already."""
    if centre.linked:
        said = _say(_WAITING, count=waiting) if waiting else _NOTHING_WAITS
        yield Line(Check.QUEUE, _verdict(agrees=not waiting), said, needs_reason=bool(waiting))


def _paper(issued: int | None, cast: int | None) -> Iterator[Line]:
    """Only where somebody noted that paper was used."""
    if issued is None and cast is None:
        return
    if issued is None or cast is None:
        yield Line(Check.PAPER, Verdict.UNKNOWN, _PAPER_HALF, needs_reason=True)
        return
    agrees = issued == cast
    said = _say(_PAPER, issued=issued, cast=cast, difference=issued - cast)
    yield Line(Check.PAPER, _verdict(agrees=agrees), said, needs_reason=not agrees)


def _pairs(pairs: Iterable[Pair]) -> LocalText:
    said = [
        _say(_PAIR, what=LocalText(pair.what.ko, pair.what.en), station=pair.station, centre=pair.centre)
        for pair in pairs
    ]
    return LocalText("; ".join(each.ko for each in said), "; ".join(each.en for each in said))


def _in_words(problems: Iterable[OmpError]) -> LocalText:
    known = tuple(problems)
    ko, en = (" ".join(problem.describe(lang).text for problem in known) for lang in LANGS)
    return LocalText(ko, en)


def _verdict(*, agrees: bool) -> Verdict:
    return Verdict.AGREES if agrees else Verdict.DIFFERS
