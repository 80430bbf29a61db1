"""The polls at a glance: where they stand, what comes next, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from omp_desktop.domain.clock import Clock, Reading
from omp_desktop.domain.election import (
    Election,
    ElectionState,
    PollAction,
    VotingWindow,
    next_window,
    window_at,
)
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.poll import Turnout, check_timing, merge_small_hours
from omp_desktop.domain.station import Station
from omp_desktop.services.order_of_writing import order_shows
from omp_desktop.services.poll_errors import VotersStillWaiting, ZeroReportNeeded
from omp_desktop.services.poll_reports import PollCounts, ReportKind, count, kept
from omp_desktop.services.publication import read_published
from omp_desktop.services.readiness_report import readiness_checked
from omp_desktop.services.time_confirmation import time_is_confirmed
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PollView:
    """The polls of one election; `election.windows` are those in force.

    `next_action` is the step that is due, None while voting simply goes on; `obstacle` why it cannot be taken
    yet. `closes_in`: until the window that is on ends. `order_shows`: the file still tells in which order it
    was written, see PollsService.erase_order.
    """

    election: Election
    station: Station | None
    reading: Reading
    counts: PollCounts
    turnout: Turnout
    queue_remaining: int | None
    window: VotingWindow | None
    coming: VotingWindow | None
    closes_in: timedelta | None
    next_action: PollAction | None
    obstacle: OmpError | None
    readiness_checked: bool
    zero_report_made: bool
    time_confirmed: bool
    order_shows: bool

    @property
    def state(self) -> ElectionState:
        """Where the election stands."""
        return self.election.state


def view(uow: UnitOfWork, election_id: str, clock: Clock) -> PollView:
    """Everything, from running counts: no list of voters or ballots is read."""
    election = in_force(uow, uow.elections.get(election_id))
    station = uow.stations.this_station()
    reading = clock.read()
    window = window_at(election.windows, reading.now)
    action = next_action(election, reading.now)
    return PollView(
        election=election,
        station=station,
        reading=reading,
        counts=count(uow, election_id, None if station is None else station.id),
        turnout=turnout(uow, election_id),
        queue_remaining=uow.elections.queue_remaining(election_id),
        window=window,
        coming=next_window(election.windows, reading.now),
        closes_in=None if window is None else window.closes - reading.now,
        next_action=action,
        obstacle=None if action is None else _obstacle(uow, election, action, reading),
        readiness_checked=readiness_checked(uow, election_id),
        zero_report_made=kept(uow, election_id, ReportKind.ZERO) is not None,
        time_confirmed=time_is_confirmed(uow, election_id, reading.now),
        order_shows=order_shows(uow),
    )


def in_force(uow: UnitOfWork, election: Election) -> Election:
    """The election with its hours as they were extended. Raises what `read_published` raises."""
    if election.state is ElectionState.DRAFT:
        return election
    return replace(election, windows=read_published(uow, election.id).effective.windows)


def turnout(uow: UnitOfWork, election_id: str) -> Turnout:
    """How many of this station's list have voted; hours with few voters are merged."""
    station = uow.stations.this_station()
    counts = count(uow, election_id, None if station is None else station.id)
    by_hour = merge_small_hours(dict(uow.participations.by_hour(election_id)))
    return Turnout(counts.listed, counts.voted, counts.issued, by_hour)


def next_action(election: Election, now: datetime) -> PollAction | None:
    """The step that is due at `now` (`election.windows` in force); None while voting goes on."""
    if election.state is ElectionState.OPEN:
        if window_at(election.windows, now) is not None:
            return None
        # Between two windows voting rests; only the last one leads on.
        return PollAction.SUSPEND if next_window(election.windows, now) else PollAction.BEGIN_CLOSING
    if election.state is ElectionState.SUSPENDED:
        return PollAction.CLOSE if now > election.windows[-1].closes else PollAction.RESUME
    return _FOLLOWS.get(election.state)


_FOLLOWS = {
    ElectionState.DRAFT: PollAction.PUBLISH,
    ElectionState.PUBLISHED: PollAction.OPEN,
    ElectionState.CLOSING: PollAction.CLOSE,
    ElectionState.CLOSED: PollAction.COUNT,
    ElectionState.COUNTED: PollAction.CERTIFY,
}


def _obstacle(uow: UnitOfWork, election: Election, action: PollAction, reading: Reading) -> OmpError | None:
    waiting = uow.elections.queue_remaining(election.id)
    if action is PollAction.OPEN and kept(uow, election.id, ReportKind.ZERO) is None:
        return ZeroReportNeeded()
    if action is PollAction.CLOSE and waiting:
        return VotersStillWaiting(count=waiting)
    try:
        # A reason is asked for when the step is taken; here only the clock is of interest.
        confirmed = time_is_confirmed(uow, election.id, reading.now)
        check_timing(election, action, reading, reason="-", time_confirmed=confirmed)
    except OmpError as obstacle:
        return obstacle
    return None
