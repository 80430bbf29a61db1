"""What the header shows, read at one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omp_desktop.domain.clock import Reading
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.station import Station
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.services.poll_view import PollView

# Which election comes first when nobody has chosen one: where something has to be done soonest.
_URGENCY = (
    frozenset({ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING}),
    frozenset({ElectionState.PUBLISHED}),
    frozenset({ElectionState.CLOSED}),
    frozenset({ElectionState.DRAFT}),
    frozenset({ElectionState.COUNTED}),
)


@dataclass(frozen=True, slots=True)
class Overview:
    """The station, its elections, how many ballots wait to be sent, and the trusted time.

    `polls`: those of the election that was chosen, or else of the one to begin with.
    """

    station: Station | None
    elections: tuple[Election, ...]
    waiting: int
    reading: Reading
    polls: PollView | None = None

    def election(self, election_id: str | None) -> Election | None:
        """The election with this id."""
        return next((e for e in self.elections if e.id == election_id), None)

    def polls_of(self, election_id: str | None) -> PollView | None:
        """The polls, if they are those of this election."""
        return self.polls if self.polls is not None and self.polls.election.id == election_id else None


def read_overview(services: OfficialServices, election_id: str | None) -> Overview:
    """Read it from the store: on a worker. `election_id`: the chosen one."""
    elections = tuple(services.elections.all())
    begin = most_urgent(elections)
    chosen = next((e for e in elections if e.id == election_id), begin)
    return Overview(
        station=services.stations.this_station(),
        elections=elections,
        waiting=services.queue.view().waiting,
        reading=services.clock.read(),
        polls=_polls(services, chosen),
    )


def _polls(services: OfficialServices, election: Election | None) -> PollView | None:
    """What cannot be read is said on the page that it belongs to, and not every few seconds."""
    try:
        return None if election is None else services.polls.status(election.id)
    except OmpError:
        return None


def most_urgent(elections: Sequence[Election]) -> Election | None:
    """The election to begin with; None when there is none."""
    for states in _URGENCY:
        for election in elections:
            if election.state in states:
                return election
    return elections[0] if elections else None
