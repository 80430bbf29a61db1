"""What the header shows, read at one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omp_desktop.domain.clock import Reading
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.station import Station
from omp_desktop.gui.official.services import OfficialServices

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
    """The station, its elections, how many ballots wait to be sent, and the trusted time."""

    station: Station | None
    elections: tuple[Election, ...]
    waiting: int
    reading: Reading

    def election(self, election_id: str | None) -> Election | None:
        """The election with this id."""
        return next((e for e in self.elections if e.id == election_id), None)


def read_overview(services: OfficialServices) -> Overview:
    """Read it from the store: on a worker."""
    return Overview(
        station=services.stations.this_station(),
        elections=tuple(services.elections.all()),
        waiting=services.queue.view().waiting,
        reading=services.clock.read(),
    )


def most_urgent(elections: Sequence[Election]) -> Election | None:
    """The election to begin with; None when there is none."""
    for states in _URGENCY:
        for election in elections:
            if election.state in states:
                return election
    return elections[0] if elections else None
