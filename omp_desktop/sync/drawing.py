"""What of that which waits may go now, and what goes together (docs/protocol.md).

While polls are open, ballots and the participations of those who voted go in groups that are drawn at random
and never all of them, so that nobody who watches the centre sees one voter's ballot. Everything else, and
everything once the polls are closed, goes at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import Final, Protocol

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.store.records import Lane, OutboxItem, WaitingBallot
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import ITEMS_MOST, ParticipationItem, ballots_that_fit
from omp_desktop.wire.envelope import decode

DRAWN_LEAST: Final = 20
LEFT_BEHIND: Final = 10
# While the polls are open everything that waits is looked at, because it is drawn from.
_ALL: Final = 10_000_000


class Sample(Protocol):
    """`random.SystemRandom().sample`: so many of them, each equally likely."""

    def __call__(self, population: Sequence[str], k: int) -> list[str]:
        """The chosen ones."""


class Pace(Enum):
    """How much of what waits may go now."""

    NOTHING = auto()
    """A draft: nothing of it is told to anybody."""
    DRAWN = auto()
    """The polls are open, or will be."""
    RELEASED = auto()
    """Two people said that everything goes although the polls are open."""
    ENDED = auto()
    """The polls are closed: every ballot stands on a page, and no page is made any more."""

    @property
    def whole(self) -> bool:
        """Whether nothing is held back."""
        return self in {Pace.RELEASED, Pace.ENDED}


_PACES: Final[Mapping[ElectionState, Pace]] = {
    ElectionState.DRAFT: Pace.NOTHING,
    ElectionState.CLOSED: Pace.ENDED,
    ElectionState.COUNTED: Pace.ENDED,
    ElectionState.CERTIFIED: Pace.ENDED,
}


def draw(waiting: Sequence[str], most: int, sample: Sample) -> list[str]:
    """What goes while polls are open: at random, at least 20, and at least 10 stay.

    >>> first = lambda waiting, k: list(waiting)[:k]
    >>> [len(draw([str(n) for n in range(waiting)], 200, first)) for waiting in (29, 30, 31, 500)]
    [0, 20, 21, 200]
    """
    count = min(most, len(waiting) - LEFT_BEHIND)
    return sample(waiting, count) if count >= DRAWN_LEAST else []


def pace_of(uow: UnitOfWork, election_id: str) -> Pace:
    pace = _PACES.get(uow.elections.get(election_id).state, Pace.DRAWN)
    return Pace.RELEASED if pace is Pace.DRAWN and uow.outbox.released(election_id) else pace


def is_ready(uow: UnitOfWork, election_id: str, lane: Lane, pace: Pace) -> bool:
    """Whether a batch of this lane can be made."""
    if lane == "S":
        return bool(uow.outbox.statements(election_id, 1))
    if lane == "P":
        return bool(participations(uow, election_id, pace, _first))
    return uow.outbox.unsent_page(election_id) is not None or bool(
        ballots_together(uow, election_id, pace, _first)
    )


def _first(population: Sequence[str], k: int) -> list[str]:
    """Draws nothing at random: enough to know whether there is anything to draw."""
    return list(population[:k])


def participations(
    uow: UnitOfWork, election_id: str, pace: Pace, sample: Sample
) -> dict[str, ParticipationItem]:
    """By voter: the next ones of everything, or permits at once and some of those who voted."""
    if pace.whole:
        return {item.key: _participation(item) for item in uow.outbox.waiting("P", ITEMS_MOST, election_id)}
    waiting = {item.key: _participation(item) for item in uow.outbox.waiting("P", _ALL, election_id)}
    cast = [voter for voter, item in waiting.items() if item.state is ParticipationState.CAST]
    others = [voter for voter, item in waiting.items() if item.state is not ParticipationState.CAST]
    return {voter: waiting[voter] for voter in others[:ITEMS_MOST] or draw(cast, ITEMS_MOST, sample)}


def ballots_together(uow: UnitOfWork, election_id: str, pace: Pace, sample: Sample) -> list[str]:
    """Ballots of one kiosk that become a page together, by their ids: some of those of its oldest epoch."""
    if pace is Pace.ENDED:
        return []
    for oldest, *_ in _pageable(uow, election_id):
        chosen = _drawn_ballots(oldest, sample)
        if chosen:
            return chosen
    return []


def _drawn_ballots(ballots: Sequence[WaitingBallot], sample: Sample) -> list[str]:
    """Some of those that were cast, and with them the others: behind a tested or void one no vote hides."""
    most = _on_a_page(ballots)
    cast = [ballot.ballot_id for ballot in ballots if ballot.status is BallotStatus.CAST]
    others = [ballot.ballot_id for ballot in ballots if ballot.status is not BallotStatus.CAST]
    chosen = draw(cast, most, sample)
    return chosen + others[: most - len(chosen)] if chosen else []


def ballots_by_pages(uow: UnitOfWork, election_id: str) -> Iterator[list[str]]:
    """Every ballot that can stand on a page now, by pages."""
    for epochs in _pageable(uow, election_id):
        for ballots in epochs:
            most = _on_a_page(ballots)
            for start in range(0, len(ballots), most):
                yield [ballot.ballot_id for ballot in ballots[start : start + most]]


def _on_a_page(ballots: Sequence[WaitingBallot]) -> int:
    return ballots_that_fit(max(ballot.size for ballot in ballots))


def _pageable(uow: UnitOfWork, election_id: str) -> list[list[list[WaitingBallot]]]:
    """Of each kiosk the ballots of each epoch, the oldest first, unless one of an older may still be cast.

    The pages of an epoch begin where those of the epoch before it ended, so none of those may come later.
    """
    sealed = uow.outbox.sealed_epochs(election_id)
    found: defaultdict[str, list[list[WaitingBallot]]] = defaultdict(list)
    waiting = sorted(uow.outbox.ballots(election_id), key=_whose)
    for (kiosk, epoch), ballots in groupby(waiting, key=_whose):
        if epoch <= sealed.get(kiosk, epoch):
            found[kiosk].append(list(ballots))
    return list(found.values())


def _whose(ballot: WaitingBallot) -> tuple[str, int]:
    return ballot.device_id, ballot.store_epoch


def _participation(item: OutboxItem) -> ParticipationItem:
    return decode(item.payload, ParticipationItem)
