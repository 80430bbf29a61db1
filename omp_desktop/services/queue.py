"""The queue of what waits to be sent (전송 대기열), as counts."""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.services.core import Core


@dataclass(frozen=True, slots=True)
class QueueView:
    """How many items wait on each lane: ballots (B), participations (P), statements of the station (S)."""

    ballots: int
    participations: int
    statements: int

    @property
    def waiting(self) -> int:
        """Ballots that wait. The participations belong to the same votes, so they are not added."""
        return self.ballots


class QueueService:
    """What the header's light and the queue's page show."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def view(self) -> QueueView:
        """What waits now; reads counts only."""
        with self._core.store.read() as uow:
            return QueueView(
                ballots=uow.outbox.count("B"),
                participations=uow.outbox.count("P"),
                statements=uow.outbox.count("S"),
            )
