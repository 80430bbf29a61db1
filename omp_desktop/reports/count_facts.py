"""What a count sheet is made of, and the sums in it that must agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.remark import RemarkHistory
from omp_desktop.domain.tally import ContestResult, Identity, IdentityName
from omp_desktop.reports.happened import Happened, number, sentence

_ISSUED_CHECK: Final = LocalText(
    "교부수 − 투표수 = 취소 + 쓰지 않은 투표권", "Issued − cast = cancelled + not used"
)
_VOTED_CHECK: Final = LocalText("투표한 선거인 = 투표수", "Voters who voted = ballots cast")
_CONTEST_CHECK: Final = LocalText("집계한 투표지 = 투표수", "Ballots opened = ballots cast")


_ONE_LINE: Final = 20  # signs


@dataclass(frozen=True, slots=True)
class CountedStation:
    """A station of the election. `left_out`: why two people counted without it, or ""."""

    name: str
    listed: int
    ballots: int
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class CountFacts:
    """What is on every count sheet of an election. Instants are UTC.

    `voted`: voters of the counted stations who voted; `issued`, `unused`, `cancelled`: permits handed out
    there, those still open, those cancelled; one that was issued again counts twice. `names`: of accounts, by
    id. `figures`: digest (hex) of what was certified; `doubts`: what did not agree then, or could not be
    known; `changed`: the figures are other ones since.
    """

    election: LocalText
    timezone: str
    listed: int
    voted: int
    issued: int
    unused: int
    cancelled: int
    stations: tuple[CountedStation, ...]
    closed_at: datetime | None
    counted: Happened | None
    certified: Happened | None
    remarks: tuple[RemarkHistory, ...]
    names: Mapping[str, str]
    commissioners: tuple[str, ...]
    figures: str = ""
    doubts: tuple[LocalText, ...] = ()
    changed: bool = False
    test_mode: bool = False

    @property
    def ballots(self) -> int:
        """In the boxes of the stations that were counted."""
        return sum(station.ballots for station in self.stations if not station.left_out)

    @property
    def difference(self) -> int:
        """Issued and not in a box."""
        return self.issued - self.ballots


@dataclass(frozen=True, slots=True)
class SumCheck:
    """One line of what must agree, both sides as they are computed."""

    what: str
    left: str
    right: str
    holds: bool


def count_checks(facts: CountFacts, contest: ContestResult, lang: Lang) -> tuple[SumCheck, ...]:
    """Every sum that must agree, those of the contest last."""
    box = number(facts.ballots)
    explained = facts.cancelled + facts.unused
    return (
        SumCheck(
            _ISSUED_CHECK.text(lang),
            _computed(f"{number(facts.issued)} − {box}", facts.difference),
            _computed(f"{number(facts.cancelled)} + {number(facts.unused)}", explained),
            facts.difference == explained,
        ),
        SumCheck(_VOTED_CHECK.text(lang), number(facts.voted), box, facts.voted == facts.ballots),
        SumCheck(_CONTEST_CHECK.text(lang), number(contest.ballots), box, contest.ballots == facts.ballots),
        *(
            SumCheck(
                sentence(check.name.label(lang)), _left(contest, check), _right(contest, check), check.holds
            )
            for check in contest.identities()
        ),
    )


def _left(contest: ContestResult, check: Identity) -> str:
    """The left side as it is computed."""
    if check.name is IdentityName.BALLOTS:
        return _computed(f"{number(contest.valid_votes)} + {number(contest.invalid)}", check.left)
    if check.name is IdentityName.VOTES:
        votes = check.left - contest.undervotes
        return _computed(f"{number(votes)} + {number(contest.undervotes)}", check.left)
    return number(check.left)


def _right(contest: ContestResult, check: Identity) -> str:
    """The right side as it is computed."""
    if check.name is IdentityName.VOTES:
        chosen = f"{number(contest.ballots)} − {number(contest.blank)}"
        if contest.votes_allowed == 1:
            return _computed(chosen, check.right)
        return _computed(f"({chosen}) × {contest.votes_allowed}", check.right)
    return number(check.right)


def _computed(terms: str, value: int) -> str:
    """A side with its value; below the terms where they are long."""
    said = f"{terms} = {number(value)}"
    return said if len(said) <= _ONE_LINE else f"{terms}\n= {number(value)}"
