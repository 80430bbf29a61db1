"""Station and centre side by side: every number that both have, and whether what waits explains the rest.

Which batches the centre has is read from its chains, not from what is acknowledged here: a receipt may be
lost, a batch never half there. So the difference must be exactly what waits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_errors import NotConnected
from omp_desktop.services.centre_link import Network, connection
from omp_desktop.services.core import Core
from omp_desktop.services.poll_reports import PollCounts, count
from omp_desktop.services.reconciliation_errors import (
    AnotherHistory,
    ConfirmedMissing,
    ItemsAreSetAside,
    PagesAreBad,
)
from omp_desktop.services.vote_items import QueuedBallot
from omp_desktop.store.records import OutboxItem, StoredBatch
from omp_desktop.wire.batch import BallotItem, Batch, ParticipationItem
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from omp_desktop.wire.station import ChainState, StationState

_ALL = 10_000_000
_NOTICED = "reconciliation.copy-noticed"


class Compared(Labelled):
    """What is compared."""

    BALLOTS = "ballots", "투표지", "ballots"
    TESTED = "tested", "시험한 투표지", "tested ballots"
    VOID = "void", "무효 처리한 투표지", "void ballots"
    VOTED = "voted", "투표한 선거인", "voters who voted"
    ISSUED = "issued", "쓰지 않은 투표권", "permits not used"
    CANCELLED = "cancelled", "취소된 투표권", "cancelled permits"
    LISTED = "listed", "선거인명부", "voters on the list"
    BATCHES = "batches", "묶음", "batches"


@dataclass(frozen=True, slots=True)
class Pair:
    """One number on both sides. `waiting`: how much of the station's the centre cannot have yet.

    Permits that turned into votes may make it negative: the centre then has more of them.
    """

    what: Compared
    station: int
    centre: int
    waiting: int = 0

    @property
    def holds(self) -> bool:
        """Whether the difference is exactly what waits."""
        return self.station - self.waiting == self.centre


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of a station. `at`: the station's time."""

    election_id: str
    station_name: str
    at: datetime
    pairs: tuple[Pair, ...]
    problems: tuple[OmpError, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every number holds and nothing else is wrong."""
        return not self.problems and all(pair.holds for pair in self.pairs)

    @property
    def complete(self) -> bool:
        """Whether it holds and nothing waits: both sides have the same."""
        return self.holds and all(pair.station == pair.centre for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class _Own:
    """The station's side, read in one transaction."""

    counts: PollCounts
    batches: Sequence[StoredBatch]
    participations: Sequence[OutboxItem]
    ballots: Sequence[OutboxItem]


class ReconciliationService:
    """Compares this station with the centre."""

    def __init__(self, core: Core, network: Network) -> None:
        self._core = core
        self._network = network
        self._audit = AuditLog(core)
        self._last: dict[str, Comparison] = {}

    def last(self, election_id: str) -> Comparison | None:
        """The latest comparison since the program started, or None."""
        return self._last.get(election_id)

    def compare(self, election_id: str) -> Comparison:
        """Asks the centre and compares. What comes in meanwhile waits, and counts as waiting.

        Raises NotConnected, DeviceKeyMissing, CentreUnreachable, CentreRefused, RecordMissing, and the errors
        of the store.
        """
        with self._core.store.read() as uow:
            station = uow.stations.this_station()
        if station is None:
            raise NotConnected()
        # First the centre: whatever it has by then, this store has too.
        state = connection(self._core, self._network).state(election_id, station.id)
        own = self._own(election_id, station.id)
        compared = Comparison(
            election_id,
            station.name,
            self._core.clock.now(),
            self._pairs(own, state),
            tuple(_problems(own, state)),
        )
        if any(isinstance(problem, AnotherHistory) for problem in compared.problems):
            self._notice_copy(election_id)
        self._last[election_id] = compared
        return compared

    def _own(self, election_id: str, station_id: str) -> _Own:
        with self._core.store.read() as uow:
            return _Own(
                count(uow, election_id, station_id),
                uow.batches.of_election(election_id),
                uow.outbox.waiting("P", _ALL, election_id),
                uow.outbox.waiting("B", _ALL, election_id),
            )

    def _pairs(self, own: _Own, state: StationState) -> tuple[Pair, ...]:
        chains = _chains(state)
        there = [batch for batch in own.batches if _has(chains, batch)]
        missing = [batch for batch in own.batches if not _has(chains, batch)]
        ballots = self._waiting_ballots(own, missing)
        voters = self._waiting_voters(own, there, missing)
        mine, totals = own.counts, state.totals
        return (
            Pair(Compared.BALLOTS, mine.ballots, totals.cast, ballots[BallotStatus.CAST]),
            Pair(Compared.TESTED, mine.tested, totals.tested, ballots[BallotStatus.TESTED]),
            Pair(Compared.VOID, mine.void, totals.void, ballots[BallotStatus.VOID]),
            Pair(Compared.VOTED, mine.voted, totals.voted, voters[ParticipationState.CAST]),
            Pair(Compared.ISSUED, mine.issued, totals.issued, voters[ParticipationState.ISSUED]),
            Pair(Compared.CANCELLED, mine.cancelled, totals.cancelled, voters[ParticipationState.CANCELLED]),
            Pair(Compared.LISTED, mine.listed, state.listed),
            Pair(Compared.BATCHES, len(own.batches), totals.batches, len(missing)),
        )

    def _waiting_ballots(self, own: _Own, missing: Iterable[StoredBatch]) -> Counter[BallotStatus]:
        waiting = Counter(decode(item.payload, QueuedBallot).status for item in own.ballots)
        for batch in missing:
            if batch.chain.lane == "B":
                waiting.update(decode(bytes(raw), BallotItem).status for raw in self._items(batch))
        return waiting

    def _waiting_voters(
        self, own: _Own, there: Sequence[StoredBatch], missing: Sequence[StoredBatch]
    ) -> Counter[ParticipationState]:
        """How many more the station has in each state; a voter who went on leaves the state of before."""
        now: dict[str, ParticipationState] = {}
        for item in self._participations(missing):
            now[item.voter] = item.state
        for queued in own.participations:
            item = decode(queued.payload, ParticipationItem)
            now[item.voter] = item.state
        before: dict[str, ParticipationState] = {}
        if now:
            for item in self._participations(there):
                if item.voter in now:
                    before[item.voter] = item.state
        waiting = Counter(now.values())
        waiting.subtract(before.values())
        return waiting

    def _participations(self, batches: Iterable[StoredBatch]) -> Iterable[ParticipationItem]:
        """In the order in which they were frozen: what comes later is what counts."""
        for batch in batches:
            if batch.chain.lane == "P":
                yield from (decode(bytes(raw), ParticipationItem) for raw in self._items(batch))

    def _items(self, batch: StoredBatch) -> Sequence[bytes]:
        # Each by itself: a vote does not wait for it. Its bytes never change.
        with self._core.store.read() as uow:
            body = uow.batches.body(batch.batch_id)
        return [bytes(raw) for raw in open_envelope(unpack(body)).read(Batch).items]

    def _notice_copy(self, election_id: str) -> None:
        with self._core.store.uow() as uow:
            epoch = str(uow.settings.store_epoch)
            if uow.settings.get(_NOTICED) != epoch:
                uow.settings.set(_NOTICED, epoch)
                self._audit.append(uow, AuditEvent.COPY_NOTICED, None, election=election_id)
                uow.commit()


def _problems(own: _Own, state: StationState) -> Iterable[OmpError]:
    chains = _chains(state)
    if any(_another_history(own.batches, chain) for chain in state.chains):
        yield AnotherHistory()
    lost = sum(batch.receipt is not None and not _has(chains, batch) for batch in own.batches)
    if lost:
        yield ConfirmedMissing(count=lost)
    if state.totals.quarantined:
        yield ItemsAreSetAside(count=state.totals.quarantined)
    if state.pages_bad:
        yield PagesAreBad(count=state.pages_bad)


def _another_history(batches: Iterable[StoredBatch], chain: ChainState) -> bool:
    """Whether a chain has branches, is longer at the centre, or ends in other bytes there."""
    if chain.forks:
        return True
    place = (chain.device_id, chain.store_epoch, chain.lane, chain.last)
    head = next((batch.digest for batch in batches if (*_place(batch), batch.sequence) == place), None)
    return bool(chain.last) and head != chain.digest


def _chains(state: StationState) -> Mapping[tuple[str, int, str], ChainState]:
    return {(chain.device_id, chain.store_epoch, chain.lane): chain for chain in state.chains}


def _has(chains: Mapping[tuple[str, int, str], ChainState], batch: StoredBatch) -> bool:
    chain = chains.get(_place(batch))
    return chain is not None and batch.sequence <= chain.last and batch.sequence not in chain.missing


def _place(batch: StoredBatch) -> tuple[str, int, str]:
    return batch.chain.device_id, batch.chain.store_epoch, batch.chain.lane
