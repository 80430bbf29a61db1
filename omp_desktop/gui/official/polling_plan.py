"""Which step is due on polling day, and which others are offered beside it. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.voting_errors import TooEarlyToOpen
from omp_desktop.services.poll_errors import ZeroReportNeeded
from omp_desktop.services.poll_view import PollView


class Place(Enum):
    """Where polling day stands: decides the sentence of the next step."""

    NO_ELECTION = auto()
    NO_STATION = auto()
    DRAFT = auto()
    READINESS = auto()
    ZERO_REPORT = auto()
    TOO_EARLY = auto()
    READY = auto()
    VOTING = auto()
    OVERNIGHT = auto()
    HOURS_OVER = auto()
    SUSPENDED = auto()
    SUSPENDED_TO_THE_END = auto()
    QUEUE = auto()
    QUEUE_DONE = auto()
    CLOSED = auto()
    COUNTED = auto()
    CERTIFIED = auto()


class Offer(Enum):
    """A button of the next step."""

    GO_TO_ELECTIONS = auto()
    READINESS = auto()
    ZERO_REPORT = auto()
    SHOW_ZERO_REPORT = auto()
    OPEN = auto()
    SUSPEND = auto()
    RESUME = auto()
    BEGIN_CLOSING = auto()
    CORRECT_WAITING = auto()
    CLOSE = auto()
    REOPEN = auto()
    SHOW_CLOSING_REPORT = auto()
    GO_TO_RESULTS = auto()


class Warned(Enum):
    """What a notice below the next step is about."""

    CLOCK = auto()
    CLOCK_CONFIRMED = auto()
    ORDER_SHOWS = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """The next step. `main` is the due one; `others` are possible, but not what comes next."""

    place: Place
    main: Offer | None
    others: tuple[Offer, ...] = ()
    warned: Warned | None = None

    @property
    def day_shown(self) -> bool:
        """Whether there is a voters list to work with: not before publication."""
        return self.place not in {Place.NO_ELECTION, Place.NO_STATION, Place.DRAFT}


def plan(view: PollView | None) -> Plan:
    """What is to be done now."""
    if view is None:
        return Plan(Place.NO_ELECTION, Offer.GO_TO_ELECTIONS)
    if view.state is ElectionState.DRAFT:
        return Plan(Place.DRAFT, Offer.GO_TO_ELECTIONS)
    if view.station is None:
        return Plan(Place.NO_STATION, Offer.GO_TO_ELECTIONS)
    place, main, others = _STATES[view.state](view)
    return Plan(place, main, others, _warned(view))


def concerns_this_station(view: PollView) -> bool:
    """Whether the due step is one of this computer: not while others vote, and nobody is listed here."""
    return view.state not in _BEFORE_END or view.station is None or view.counts.listed > 0


_Due = tuple[Place, Offer | None, tuple[Offer, ...]]


def _published(view: PollView) -> _Due:
    if isinstance(view.obstacle, ZeroReportNeeded):
        if not view.readiness_checked:
            # Advised, never demanded.
            return Place.READINESS, Offer.READINESS, (Offer.ZERO_REPORT,)
        return Place.ZERO_REPORT, Offer.ZERO_REPORT, ()
    place = Place.TOO_EARLY if isinstance(view.obstacle, TooEarlyToOpen) else Place.READY
    return place, Offer.OPEN, (Offer.SHOW_ZERO_REPORT,)


def _open(view: PollView) -> _Due:
    if view.next_action is PollAction.SUSPEND:
        return Place.OVERNIGHT, Offer.SUSPEND, ()
    if view.next_action is PollAction.BEGIN_CLOSING:
        return Place.HOURS_OVER, Offer.BEGIN_CLOSING, (Offer.SUSPEND,)
    return Place.VOTING, None, (Offer.SUSPEND, Offer.BEGIN_CLOSING)


def _suspended(view: PollView) -> _Due:
    if view.next_action is PollAction.CLOSE:
        return Place.SUSPENDED_TO_THE_END, Offer.CLOSE, ()
    # A mock vote may end at any time.
    return Place.SUSPENDED, Offer.RESUME, (Offer.CLOSE,) if view.election.test_mode else ()


def _closing(view: PollView) -> _Due:
    if view.queue_remaining:
        return Place.QUEUE, None, (Offer.CORRECT_WAITING, Offer.CLOSE)
    return Place.QUEUE_DONE, Offer.CLOSE, (Offer.CORRECT_WAITING,)


def _closed(view: PollView) -> _Due:
    del view
    return Place.CLOSED, Offer.GO_TO_RESULTS, (Offer.SHOW_CLOSING_REPORT, Offer.REOPEN)


def _counted(view: PollView) -> _Due:
    del view
    return Place.COUNTED, Offer.GO_TO_RESULTS, (Offer.SHOW_CLOSING_REPORT,)


def _certified(view: PollView) -> _Due:
    del view
    return Place.CERTIFIED, Offer.GO_TO_RESULTS, (Offer.SHOW_CLOSING_REPORT,)


_STATES = {
    ElectionState.PUBLISHED: _published,
    ElectionState.OPEN: _open,
    ElectionState.SUSPENDED: _suspended,
    ElectionState.CLOSING: _closing,
    ElectionState.CLOSED: _closed,
    ElectionState.COUNTED: _counted,
    ElectionState.CERTIFIED: _certified,
}
_BEFORE_END = frozenset(
    {ElectionState.PUBLISHED, ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING}
)


def _warned(view: PollView) -> Warned | None:
    if view.reading.quality is ClockQuality.SUSPECT and view.state in _BEFORE_END:
        return Warned.CLOCK_CONFIRMED if view.time_confirmed else Warned.CLOCK
    if view.order_shows and view.state not in _BEFORE_END:
        return Warned.ORDER_SHOWS
    return None
