"""The voters list on paper (종이 선거인명부), for when voting has to go on without this program.

It says who took part, and two of its versions side by side would say who came between them. So a version is
made anew on coarse occasions only.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.poll import SMALLEST_BUCKET

# Before the polls open it is all empty boxes; after the close nobody votes on paper any more.
IN_USE: Final = frozenset(
    {
        ElectionState.PUBLISHED,
        ElectionState.OPEN,
        ElectionState.SUSPENDED,
        ElectionState.CLOSING,
    }
)
_NOBODY_VOTES: Final = frozenset({ElectionState.PUBLISHED, ElectionState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class RollLine:
    """One voter. `marked`: a permit was issued, whether or not the ballot is cast; the two look the same."""

    roll_number: str = field(repr=False)
    name: str = field(repr=False)
    birth_date: date = field(repr=False)
    address: str = field(repr=False)
    marked: bool = field(repr=False)


@dataclass(frozen=True, slots=True)
class RollHead:
    """Which version it is.

    `hour`: the UTC hour in which it was made, no finer; `marked`: how many were when it was begun;
    `complete`: nobody could vote just then, so that nobody is missing.
    """

    election_id: str
    election: LocalText
    station: str
    timezone: str
    version: int
    hour: datetime
    voters: int
    marked: int
    complete: bool


def nobody_votes(state: ElectionState) -> bool:
    """Whether a list made in this state is complete."""
    return state in _NOBODY_VOTES


def due(last: RollHead | None, state: ElectionState, hour: datetime, marked: int) -> bool:
    """Whether the list is to be made anew by itself.

    When there is none, and in a later hour once at least ten more voters took part, so that no version tells
    more than the turnout by hour does.
    """
    if last is None:
        return True
    return state in IN_USE and hour > last.hour and marked - last.marked >= SMALLEST_BUCKET


def worth_asking(last: RollHead | None, state: ElectionState, hour: datetime, marked: int) -> bool:
    """Whether two people who ask for the list get it anew.

    As `due`, and whenever nobody can vote: one person, one vote counts for more than who came last. As many
    marks as before may be those of other people, where a permit was cancelled and another one issued.
    """
    return nobody_votes(state) or due(last, state, hour, marked)
