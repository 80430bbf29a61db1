"""The count: totals of a contest, what is valid, ties, and the sums that must agree."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from omp_desktop.domain.language import Labelled, Lang, LocalText

if TYPE_CHECKING:
    from omp_desktop.domain.manifest import ManifestContest

NO_SHARE: Final = "–"


def percentage(part: int, whole: int, digits: int = 1) -> str:
    """`part` of `whole` in percent with `digits` decimals, rounded half up in exact integers.

    The one rounding of the program. A share of nothing is "–". Raises ValueError for negative numbers.

    >>> percentage(1, 8, 1), percentage(2, 3, 2), percentage(0, 0, 1)
    ('12.5', '66.67', '–')
    """
    if part < 0 or whole < 0 or digits < 0:
        raise ValueError("a share needs non-negative numbers")
    if whole == 0:
        return NO_SHARE
    scaled = _half_up(part * 100 * 10**digits, whole)
    units, decimals = divmod(scaled, 10**digits)
    return f"{units}.{decimals:0{digits}d}" if digits else str(units)


def per_mille(part: int, whole: int) -> int:
    """`part` of `whole` in per mille, rounded half up; 0 of nothing."""
    return _half_up(part * 1000, whole) if whole else 0


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


@dataclass(frozen=True, slots=True)
class OptionTotal:
    """Votes for one option. `withdrawn`: its votes are reported, but invalid."""

    option_id: str
    number: int
    name: LocalText
    party: str | None
    votes: int
    withdrawn: bool = False


class IdentityName(Labelled):
    """The sums that every result must satisfy."""

    BALLOTS = (
        "ballots",
        "유효표 + 무효표 = 투표수",
        "valid votes + invalid votes = ballots",
    )
    VOTES = (
        "votes",
        "득표 + 고르지 않은 몫 = (투표수 − 선택하지 않은 표) × 고를 수 있는 수",
        "votes + undervotes = (ballots − blank) × votes allowed",
    )
    CHOSEN = (
        "chosen",
        "무언가 고른 투표지마다 한 표 이상",
        "every ballot that is not blank holds at least one vote",
    )
    EACH = (
        "each",
        "어느 후보자의 득표도 무언가 고른 투표지 수를 넘지 않음",
        "no option has more votes than there are ballots that are not blank",
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """One check of a result: both sides of it, and whether it holds."""

    name: IdentityName
    left: int
    right: int
    holds: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A rank and all options that share it."""

    rank: int
    votes: int
    options: tuple[OptionTotal, ...]

    @property
    def tied(self) -> bool:
        """Whether more than one option stands here."""
        return len(self.options) > 1

    def describe(self, lang: Lang) -> str:
        """The standing in words; a tie is said, never resolved."""
        if not self.tied:
            return _TALKS[lang]["alone"].format(
                rank=self.rank, who=_named(self.options[0], lang), votes=self.votes
            )
        who = ", ".join(_named(option, lang) for option in self.options)
        return _TALKS[lang]["tied"].format(rank=self.rank, who=who, votes=self.votes, n=len(self.options))


_TALKS: Final[Mapping[Lang, Mapping[str, str]]] = {
    "ko": {
        "alone": "{rank}위: {who}, {votes:,}표",
        "tied": "{rank}위 동점({n}명): {who}, 각 {votes:,}표. 순위는 이 프로그램이 정하지 않습니다.",
        "number": "기호 {number}번 {name}",
    },
    "en": {
        "alone": "Rank {rank}: {who}, {votes:,} votes",
        "tied": "Rank {rank}, a tie of {n}: {who}. Votes each: {votes:,}. This program does not break ties.",
        "number": "No. {number} {name}",
    },
}


def _named(option: OptionTotal, lang: Lang) -> str:
    return _TALKS[lang]["number"].format(number=option.number, name=option.name.text(lang))


@dataclass(frozen=True, slots=True)
class ContestResult:
    """The result of one contest.

    `blank`: ballots with nothing chosen. `invalid_withdrawn`: votes for candidates who withdrew later.
    `undervotes`: choices that were allowed and not made. `valid_votes`: votes for options that stand.
    `invalid`: with one choice allowed, blank + invalid_withdrawn, so valid + invalid = ballots; with more
    choices the blank ballots alone, because withdrawn votes are then choices of otherwise valid ballots.
    """

    contest_id: str
    title: LocalText
    options: tuple[OptionTotal, ...]
    ballots: int
    blank: int
    invalid_withdrawn: int
    undervotes: int
    valid_votes: int
    invalid: int
    votes_allowed: int = 1

    def share(self, option: OptionTotal, digits: int = 1) -> str:
        """The option's share of the valid votes in percent; "–" for a withdrawn one."""
        return NO_SHARE if option.withdrawn else percentage(option.votes, self.valid_votes, digits)

    def ranking(self) -> tuple[tuple[OptionTotal, ...], ...]:
        """Options that stand, most votes first; those with equal votes in one group, by number."""
        standing = sorted((o for o in self.options if not o.withdrawn), key=lambda o: (-o.votes, o.number))
        return tuple(tuple(group) for _, group in groupby(standing, key=lambda o: o.votes))

    def standings(self) -> tuple[Standing, ...]:
        """The ranking with ranks; after a tie of two at rank 1 comes rank 3."""
        ranked: list[Standing] = []
        rank = 1
        for group in self.ranking():
            ranked.append(Standing(rank, group[0].votes, group))
            rank += len(group)
        return tuple(ranked)

    def leaders(self) -> tuple[OptionTotal, ...]:
        """Those with the most votes: several in a tie, none while nobody has a vote."""
        first = next(iter(self.ranking()), ())
        return first if first and first[0].votes > 0 else ()

    def ties(self) -> tuple[Standing, ...]:
        """The ranks that more than one option shares with at least one vote each."""
        return tuple(standing for standing in self.standings() if standing.tied and standing.votes > 0)

    def identities(self) -> tuple[Identity, ...]:
        """The sums that must agree; a result with one that does not hold must not be certified."""
        chosen = self.ballots - self.blank
        votes = sum(option.votes for option in self.options)
        most = max((option.votes for option in self.options), default=0)
        space = chosen * self.votes_allowed
        sums = [
            Identity(IdentityName.VOTES, votes + self.undervotes, space, votes + self.undervotes == space),
            Identity(IdentityName.CHOSEN, votes, chosen, chosen <= votes <= space),
            Identity(IdentityName.EACH, most, chosen, most <= chosen),
        ]
        if self.votes_allowed == 1:
            left = self.valid_votes + self.invalid
            sums.insert(0, Identity(IdentityName.BALLOTS, left, self.ballots, left == self.ballots))
        return tuple(sums)

    @property
    def holds(self) -> bool:
        """Whether every identity holds."""
        return all(identity.holds for identity in self.identities())


def contest_result(
    contest: "ManifestContest",
    totals: Mapping[str, int],
    blank: int,
    ballots: int,
    withdrawals: AbstractSet[str] = frozenset(),
) -> ContestResult:
    """The result from opened totals, one per selectable option id.

    `withdrawals` are option ids withdrawn after publication: their votes are invalid with that reason, and
    are never moved. Nothing is corrected here; a difference shows in `identities`. Raises ValueError when
    `totals` are not exactly those of the selectable options.
    """
    if totals.keys() != {option.id for option in contest.selectable}:
        raise ValueError("totals of other options than those on the ballot")
    options = tuple(
        OptionTotal(
            option.id,
            option.number,
            option.name,
            option.party,
            totals.get(option.id, 0),
            option.withdrawn or option.id in withdrawals,
        )
        for option in contest.options
    )
    invalid_withdrawn = _votes(option for option in options if option.withdrawn)
    valid = _votes(option for option in options if not option.withdrawn)
    one_choice = contest.votes_allowed == 1
    return ContestResult(
        contest_id=contest.id,
        title=contest.title,
        options=options,
        ballots=ballots,
        blank=blank,
        invalid_withdrawn=invalid_withdrawn,
        undervotes=(ballots - blank) * contest.votes_allowed - valid - invalid_withdrawn,
        valid_votes=valid,
        invalid=blank + invalid_withdrawn if one_choice else blank,
        votes_allowed=contest.votes_allowed,
    )


def _votes(options: Iterable[OptionTotal]) -> int:
    return sum(option.votes for option in options)
