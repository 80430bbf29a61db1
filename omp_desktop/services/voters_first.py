"""Voters first: work that would keep the store busy for seconds waits until nobody votes at this station.

A cast waits for other writers for 3 seconds. Publishing a list of 100,000 voters takes two, emptying it one.
"""

from __future__ import annotations

from typing import Final

from omp_desktop.domain.election import ElectionState
from omp_desktop.services.poll_errors import LongWorkWhileOpen
from omp_desktop.store.unit_of_work import UnitOfWork

VOTERS_WHILE_OPEN: Final = 20_000
_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})


def require_short(uow: UnitOfWork, election_id: str) -> None:
    """Whether work on every voter of this election may be done now. Raises LongWorkWhileOpen."""
    require_short_list(uow, uow.voters.count(election_id))


def require_short_list(uow: UnitOfWork, voters: int) -> None:
    """Whether work on so many voters may be done now. Raises LongWorkWhileOpen."""
    if voters <= VOTERS_WHILE_OPEN:
        return
    if any(election.state in _VOTING for election in uow.elections.all()):
        raise LongWorkWhileOpen(limit=VOTERS_WHILE_OPEN)
