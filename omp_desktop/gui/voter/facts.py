"""What a booth reads of the station: whether one can vote now, and in which election."""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.poll import may_cast
from omp_desktop.domain.voting_errors import AfterLastWindow, BeforeWindow, NotOpen
from omp_desktop.domain.voting_window import VotingWindow, format_instant, local_minute
from omp_desktop.gui.voter.observation import Observation
from omp_desktop.gui.voter.start import BoothFacts
from omp_desktop.services.elections import ElectionsService
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.polls import PollsService
from omp_desktop.services.self_check_in import SelfCheckIn
from omp_desktop.services.stations import StationsService
from omp_desktop.services.voting import Inclusion, VotingService
from omp_desktop.services.voting_errors import LookUpOff

# Elections of which a voter may hear, the one that concerns them most first.
_CONCERNS = (
    ElectionState.OPEN,
    ElectionState.CLOSING,
    ElectionState.SUSPENDED,
    ElectionState.PUBLISHED,
    ElectionState.CLOSED,
    ElectionState.COUNTED,
    ElectionState.CERTIFIED,
)
_RESTING = frozenset({ElectionState.PUBLISHED, ElectionState.SUSPENDED, ElectionState.OPEN})
_OVER = frozenset({ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED})


@dataclass(frozen=True, slots=True)
class StationView:
    """The station as one booth sees it. Every method reads the store: off the GUI thread only."""

    voting: VotingService
    elections: ElectionsService
    polls: PollsService
    stations: StationsService
    own_vote: OwnVoteService
    self_check_in: SelfCheckIn | None = None

    def observe(self) -> Observation:
        """Permits that wait here, and what the start screen says. Raises StoreBusy and the like."""
        letters = self.self_check_in is not None and self.self_check_in.offered()
        return Observation(tuple(self.voting.waiting()), self._facts(), self.own_vote.offered(), letters)

    def look_up(self, entered: str) -> Inclusion:
        """A confirmation code in all published elections of the station. Raises CodeInvalid, LookUpOff."""
        answers: list[Inclusion] = []
        for election in self._published():
            try:
                answers.append(self.voting.look_up(election.id, entered))
            except LookUpOff:
                continue
        if not answers:
            raise LookUpOff
        return next((answer for answer in answers if answer.found), answers[0])

    def _published(self) -> list[Election]:
        return [election for election in self.elections.all() if election.state in _CONCERNS]

    def _facts(self) -> BoothFacts:
        station = self.stations.this_station()
        where = "" if station is None else station.name
        views = [self.polls.status(election.id) for election in self._published()]
        views.sort(key=lambda view: _CONCERNS.index(view.state))
        if not views:
            return BoothFacts(where, stop=NotOpen(state=ElectionState.DRAFT))
        going = [view for view in views if why_not(view) is None]
        shown = going or views
        alone = shown[0] if len(going) == 1 or not going else None
        return BoothFacts(
            where,
            None if alone is None else alone.election.name,
            "" if alone is None else hours(alone),
            why_not(shown[0]),
        )


def why_not(view: PollView) -> OmpError | None:
    """Why nobody can vote in this election now, in words for voters; None where they can."""
    election, now = view.election, view.reading.now
    zone = election.timezone
    if view.state in _OVER:
        return AfterLastWindow(closes=format_instant(election.windows[-1].closes, zone))
    if view.window is None and view.coming is not None and view.state in _RESTING:
        return BeforeWindow(opens=format_instant(view.coming.opens, zone))
    try:
        may_cast(
            view.state,
            election.windows,
            now,
            view.queue_remaining,
            timezone=zone,
            quality=view.reading.quality,
            time_confirmed=view.time_confirmed,
        )
    except OmpError as reason:
        return reason
    return None


def hours(view: PollView) -> str:
    """The window that is on or comes next: "06:00 – 18:00", with the dates where it ends on another day."""
    window = view.window or view.coming
    return "" if window is None else window_text(window, view.election.timezone)


def window_text(window: VotingWindow, timezone: str) -> str:
    """Both ends of a window in local time."""
    (opens_on, opens_at), (closes_on, closes_at) = (
        local_minute(instant, timezone).split(" ") for instant in (window.opens, window.closes)
    )
    if opens_on == closes_on:
        return f"{opens_at} – {closes_at}"
    return f"{opens_on} {opens_at} – {closes_on} {closes_at}"
