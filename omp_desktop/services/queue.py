"""The queue of what waits to be sent (전송 대기열): counts, batches, and sending everything at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError, recalled
from omp_desktop.domain.sending import BatchState
from omp_desktop.domain.text import Field, clean_line
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.poll_steps import REASON_MAX
from omp_desktop.services.session import OFFICIALS, SecondPerson, Session, require_active, require_two
from omp_desktop.store.records import Lane, StoredBatch

# While an election is in one of these, ballots go in mixed groups.
_GATHERING: Final = frozenset({ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSING})


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch as the page of the queue shows it; `problem` is why it was refused, as far as it is known."""

    id: str
    election_id: str
    lane: Lane
    number: int
    items: int
    state: BatchState
    attempts: int
    problem: OmpError | None


@dataclass(frozen=True, slots=True)
class QueueView:
    """What waits, of all elections.

    `ballots`, `participations`, `statements`: items that are in no batch yet. `waiting`: ballots that the
    centre did not confirm, in a batch or not; the participations belong to the same votes, so they are not
    added. `recorded`: ballots cast, tested or void. `kept_back`: whether ballots wait for company.
    """

    ballots: int
    participations: int
    statements: int
    waiting: int = 0
    recorded: int = 0
    kept_back: bool = False
    batches: tuple[BatchLine, ...] = ()

    @property
    def received(self) -> int:
        """Ballots that the centre confirmed."""
        return self.recorded - self.waiting

    @property
    def others(self) -> int:
        """Items besides ballots that the centre did not confirm, in a batch or not."""
        frozen = (b for b in self.batches if b.lane != "B" and b.state is not BatchState.ACKNOWLEDGED)
        return self.participations + self.statements + sum(batch.items for batch in frozen)

    @property
    def held(self) -> tuple[BatchLine, ...]:
        """Batches that the centre refused."""
        return tuple(batch for batch in self.batches if batch.state is BatchState.HELD)


def _nobody() -> None:
    """Where nothing sends there is nobody to wake."""


class QueueService:
    """What the header's light and the queue's page show."""

    def __init__(self, core: Core, wake: Callable[[], object] = _nobody) -> None:
        """`wake` tells whoever sends to look for work at once."""
        self._core = core
        self._wake = wake
        self._audit = AuditLog(core)

    def view(self) -> QueueView:
        """What waits now; reads counts and batches, no items."""
        with self._core.store.read() as uow:
            batches = uow.batches.in_states(*BatchState)
            unconfirmed: Counter[str] = Counter({lane: uow.outbox.count(lane) for lane in ("S", "P", "B")})
            elections = uow.elections.all()
            became = [uow.ballots.counts(election.id) for election in elections]
        loose = unconfirmed.copy()
        for batch in batches:
            if batch.state is not BatchState.ACKNOWLEDGED:
                loose[batch.chain.lane] -= batch.n
        gathering = any(election.state in _GATHERING for election in elections)
        return QueueView(
            ballots=loose["B"],
            participations=loose["P"],
            statements=loose["S"],
            waiting=unconfirmed["B"],
            recorded=sum(n for each in became for status, n in each.items() if _final(status)),
            kept_back=gathering and loose["B"] > 0,
            batches=tuple(map(_line, batches)),
        )

    def send_everything(
        self, actor: Session, second: SecondPerson, election_id: str, reason: str = ""
    ) -> None:
        """Two people let what waits now go although the polls are open; what comes later gathers again.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, AccountInactive, RecordMissing, TextTooLong.
        """
        require_two(actor, second, OFFICIALS)
        said = clean_line(reason, limit=REASON_MAX, field=Field.REASON)
        with self._core.store.uow() as uow:
            require_active(uow, second.account)
            uow.outbox.release(uow.elections.get(election_id).id)
            self._audit.append(
                uow,
                AuditEvent.SENT_AT_ONCE,
                actor,
                election=election_id,
                second=second.account.id,
                reason=said or "–",
            )
            uow.commit()
        self._wake()


def _final(status: BallotStatus) -> bool:
    return status is not BallotStatus.COMMITTED


def _line(batch: StoredBatch) -> BatchLine:
    return BatchLine(
        batch.batch_id,
        batch.chain.election_id,
        batch.chain.lane,
        batch.sequence,
        batch.n,
        batch.state,
        batch.attempts,
        recalled(batch.problem) if batch.problem is not None else None,
    )
