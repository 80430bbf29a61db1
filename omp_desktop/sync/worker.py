"""The thread that sends: one batch in flight, everything that goes wrong visible, and never the end of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import SystemRandom
from threading import Event, Thread
from typing import Any, Final, TypeVar

from omp_desktop.domain.clock import system_now
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import BatchState, CentreLink
from omp_desktop.store.engine import Store
from omp_desktop.store.records import Lane, StoredBatch
from omp_desktop.store.repositories.batches import LANES
from omp_desktop.sync.backoff import delay
from omp_desktop.sync.breaker import Breaker
from omp_desktop.sync.copies import is_copy
from omp_desktop.sync.delivery import Centre, deliver
from omp_desktop.sync.errors import CopiedStore
from omp_desktop.sync.office import Office
from omp_desktop.sync.outbox import Sender
from omp_desktop.sync.status import Connection, Queued, StatusBoard, SyncStatus
from omp_desktop.sync.unanswered import fetch_receipts
from omp_desktop.wire.receipt import Receipt
from omp_desktop.wire.refusals import (
    BatchDigestMismatch,
    DeviceRevoked,
    DeviceUnconfirmed,
    ElectionUnknown,
    ItemOfFork,
    ItemOfRevoked,
    RequestUnsigned,
)
from omp_desktop.wire.unreachable import CentreUnreachable

IDLE_SECONDS: Final = 2.0
"""How often the store is looked at without being told: polls that close are seen this soon at the latest."""
UNABLE_SECONDS: Final = 10.0
HELLO_SECONDS: Final = 20.0
PULL_SECONDS: Final = 30.0
HELD_SECONDS: Final = 3600.0
# `hello` tells the time when its answer came this soon; half of the way is added.
TIME_SECONDS: Final = 10.0
# Refusals that are of the device and not of the batch: the next batch would meet the same.
_OF_DEVICE: Final = (RequestUnsigned, DeviceUnconfirmed, DeviceRevoked)
# A device's refusal is not asked again as soon as a broken line is.
_REFUSALS_BEFORE: Final = 3
# What was held for one of these goes again as soon as something was taken.
_MAY_HAVE_PASSED: Final = tuple(error.code for error in (*_OF_DEVICE, ElectionUnknown))
_AT_ONCE: Final = float("-inf")

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the worker works with; the composition root brings it.

    `pulls` fetch what the centre has for this PC. `accept_time` takes over a time that the centre signed.
    """

    store: Store
    office: Office
    connect: Callable[[CentreLink, bytes], Centre]
    pulls: Sequence[Callable[[], object]] = ()
    accept_time: Callable[[datetime], object] | None = None
    now: Callable[[], datetime] = system_now
    monotonic: Callable[[], float] = time.monotonic
    uniform: Callable[[float, float], float] = field(default_factory=lambda: SystemRandom().uniform)


class Worker:
    """Drains the queue while the centre can be reached. Start it once; `stop` waits for its end."""

    def __init__(self, parts: Parts) -> None:
        self.board = StatusBoard()
        self._parts = parts
        self._thread = Thread(target=self._run, name="sync", daemon=True)
        self._stopping = Event()
        self._wake = Event()
        self._breaker = Breaker()
        self._status = SyncStatus()
        self._line: tuple[CentreLink, Sender, Centre] | None = None
        self._lane: Lane = LANES[-1]
        # The one held batch that is tried while the centre takes nothing of this device.
        self._probe = ""
        self._refusals = 0
        self._not_before = self._hello_due = self._pull_due = self._held_due = _AT_ONCE
        self._looked_for_copies = self._fetched_receipts = False
        self._not_greeted: OmpError | None = None

    @property
    def status(self) -> SyncStatus:
        """The latest status; `board` tells of changes."""
        return self.board.current

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> None:
        """Ends the thread; what is in flight is broken off, which loses nothing."""
        self._stopping.set()
        self._wake.set()
        line = self._line
        if line is not None:
            line[-1].abort()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def wake(self) -> None:
        """Looks for work at once; a wait after a failure goes on."""
        self._wake.set()

    def try_now(self, batch_id: str | None = None) -> None:
        """Somebody asked for it: ends every wait, and takes held batches, or one of them, up again.

        Raises the errors of the store.
        """
        self._take_up(batch_id=batch_id)
        self._not_before = self._hello_due = self._pull_due = _AT_ONCE
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(self._stand_by() if self._parts.store.elsewhere else self.round())
            self._wake.clear()
        self._hang_up()

    def _stand_by(self) -> float:
        """The original may be sending: nobody has said yet that this copy is the one that goes on."""
        pause = self._rest(Connection.UNABLE)
        self._guarded(self._count)
        self._guarded(self._publish)
        return pause

    def round(self) -> float:
        """One round: freezes, sends and fetches as far as it goes; returns the seconds until the next one.

        Never raises: what nobody expected is in the log and the status, and the next round comes.
        """
        self._show(unexpected="")
        pause = self._guarded(self._work)
        if pause is None:
            self._show(connection=Connection.UNABLE)
            pause = UNABLE_SECONDS
        self._guarded(self._count)
        self._guarded(self._publish)
        return pause

    def _work(self) -> float:
        link = self._parts.office.link()
        if link is None:
            return self._rest(Connection.ALONE)
        sender = self._parts.office.sender(link)
        self._freeze(sender)
        if not link.url:
            return self._rest(Connection.STICK)
        left = self._not_before - self._parts.monotonic()
        if left > 0:
            return min(left, IDLE_SECONDS)
        try:
            self._talk(self._calling(link, sender), link, sender)
        except CentreUnreachable as problem:
            self._missed(problem)
        return IDLE_SECONDS

    def _rest(self, connection: Connection) -> float:
        self._hang_up()
        self._show(connection=connection, problem=None, next_try=None)
        return IDLE_SECONDS

    def _talk(self, centre: Centre, link: CentreLink, sender: Sender) -> None:
        if self._breaker.is_open or self._parts.monotonic() >= self._hello_due:
            self._greet(centre)
        self._show(connection=Connection.CONNECTED if link.confirmed else Connection.UNCONFIRMED)
        if link.confirmed:
            self._ask_what_it_has(centre, link, sender)
            self._take_up_held()
            self._send_all(centre, link, sender)
        self._pull()

    def _greet(self, centre: Centre) -> None:
        before = self._parts.monotonic()
        try:
            hello = centre.hello()
        except OmpError as problem:
            self._not_greeted = problem
            raise
        took = self._parts.monotonic() - before
        if took <= TIME_SECONDS and self._parts.accept_time is not None:
            self._parts.accept_time(datetime.fromisoformat(hello.server_time) + timedelta(seconds=took / 2))
        self._hello_due = before + HELLO_SECONDS
        self._breaker.probed()
        if isinstance(self._status.problem, CentreUnreachable) or self._status.problem is self._not_greeted:
            self._show(problem=None)

    def _ask_what_it_has(self, centre: Centre, link: CentreLink, sender: Sender) -> None:
        """Receipts that were lost, once after the start, and copies whenever the line stands again.

        On a line that breaks after a few requests each more of them would be one batch less.
        """
        if not self._fetched_receipts:
            fetch_receipts(self._parts.store, centre, bytes.fromhex(link.centre_key), sender)
            self._fetched_receipts = True
        if not self._looked_for_copies and is_copy(self._parts.store, centre, sender):
            self._find(CopiedStore())
        self._looked_for_copies = True

    def _take_up_held(self) -> None:
        now = self._parts.monotonic()
        if self._probe:
            self._take_up(batch_id=self._probe)
        elif now >= self._held_due:
            self._held_due = now + HELD_SECONDS
            self._take_up()

    def _take_up(self, *, batch_id: str | None = None, problems: Sequence[str] | None = None) -> None:
        with self._parts.store.uow() as uow:
            if uow.batches.retry_held(batch_id=batch_id, problems=problems):
                uow.commit()

    def _send_all(self, centre: Centre, link: CentreLink, sender: Sender) -> None:
        key = bytes.fromhex(link.centre_key)
        while not self._stopping.is_set():
            batch = self._next()
            if batch is None:
                self._breaker.succeeded()
                self._show(next_try=None)
                return
            done = deliver(self._parts.store, centre, key, sender.station_id, batch)
            self._lane = batch.chain.lane
            if done.receipt is not None:
                self._taken(batch, done.receipt)
            elif done.problem is not None and not self._goes_on(batch, done.problem, held=done.held):
                return
            self._count()
            self._guarded(self._publish)
            self._freeze(sender)

    def _next(self) -> StoredBatch | None:
        """What failed least, and the lanes in turn; while a batch is tried for all of them, that one."""
        with self._parts.store.read() as uow:
            if self._probe:
                batch = uow.batches.get(self._probe)
                if batch.state is BatchState.SENT:
                    return batch
                self._probe = ""  # its receipt came on a stick
            heads = uow.batches.heads()
        behind = LANES.index(self._lane) + 1
        turn = {lane: (LANES.index(lane) - behind) % len(LANES) for lane in LANES}
        return min(heads, key=lambda head: (head.attempts, turn[head.chain.lane]), default=None)

    def _taken(self, batch: StoredBatch, receipt: Receipt) -> None:
        held_up = bool(self._probe) or batch.problem is not None or batch.chain.lane == "S"
        self._breaker.succeeded()
        self._probe, self._refusals = "", 0
        self._show(last_receipt=self._parts.now(), problem=None, next_try=None)
        codes = {item.code for item in receipt.quarantined}
        if ItemOfFork.code in codes:
            self._find(CopiedStore())
        if ItemOfRevoked.code in codes:
            self._find(DeviceRevoked())
        if held_up:
            self._take_up(problems=_MAY_HAVE_PASSED)

    def _goes_on(self, batch: StoredBatch, problem: OmpError, *, held: bool) -> bool:
        """Whether the others are sent after this refusal. Raises CentreUnreachable."""
        if isinstance(problem, CentreUnreachable):
            raise problem
        self._show(problem=problem)
        if isinstance(problem, BatchDigestMismatch):
            self._find(CopiedStore())
        if isinstance(problem, _OF_DEVICE):
            self._probe = batch.batch_id
            self._refusals += 1
            self._hold_off(delay(self._refusals + _REFUSALS_BEFORE, self._parts.uniform))
            return False
        self._probe = ""
        if not held:
            self._breaker.failed()
            self._hold_off(delay(self._breaker.failures, self._parts.uniform))
        return held

    def _pull(self) -> None:
        now = self._parts.monotonic()
        if now < self._pull_due:
            return
        self._pull_due = now + PULL_SECONDS
        for pull in self._parts.pulls:
            if not self._stopping.is_set():
                self._guarded(pull)

    def _freeze(self, sender: Sender) -> None:
        # No new batches for a centre that takes none of this device: they would be many and small.
        if not self._probe:
            self._guarded(lambda: self._parts.office.freeze(sender))

    def _calling(self, link: CentreLink, sender: Sender) -> Centre:
        if self._line is None or self._line[:2] != (link, sender):
            self._hang_up()
            self._line = link, sender, self._parts.connect(link, sender.seed)
        return self._line[-1]

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line[-1].close()
            self._line = None

    def _missed(self, problem: CentreUnreachable) -> None:
        self._breaker.failed()
        self._hello_due = _AT_ONCE
        self._looked_for_copies = False
        self._hold_off(max(delay(self._breaker.failures, self._parts.uniform), problem.retry_after or 0.0))
        self._show(connection=Connection.OFFLINE, problem=problem)

    def _hold_off(self, seconds: float) -> None:
        self._not_before = self._parts.monotonic() + seconds
        self._show(next_try=self._parts.now() + timedelta(seconds=seconds))

    def _guarded(self, part: Callable[[], T]) -> T | None:
        """One part of a round, so that what goes wrong in it is seen and stops nothing else.

        Raises CentreUnreachable, which is the end of the round. None when it went wrong.
        """
        try:
            return part()
        except CentreUnreachable:
            raise
        except OmpError as problem:
            self._show(problem=problem)
        except Exception as fault:
            _log.exception("a part of sending failed")
            self._show(unexpected=type(fault).__name__)
        return None

    def _find(self, finding: OmpError) -> None:
        if finding.code not in {known.code for known in self._status.findings}:
            self._show(findings=(*self._status.findings, finding))

    def _show(self, **changes: Any) -> None:
        self._status = replace(self._status, **changes)

    def _publish(self) -> None:
        self.board.put(self._status, self._parts.now())

    def _count(self) -> None:
        with self._parts.store.read() as uow:
            items, batches = uow.counts.unacknowledged(), uow.counts.batches()
            set_aside = uow.batches.count_set_aside()
        queued = Queued(
            ballots=items.get("B", 0),
            participations=items.get("P", 0),
            statements=items.get("S", 0),
            waiting=batches[BatchState.WAITING],
            sent=batches[BatchState.SENT],
            held=batches[BatchState.HELD],
        )
        self._show(queued=queued, set_aside=set_aside)
