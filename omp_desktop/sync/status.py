"""How sending goes, as facts: the windows put them into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled


class Connection(Labelled):
    """Whether this PC reaches its centre."""

    ALONE = "alone", "중앙 서버 없음", "no centre"
    STICK = "stick", "USB로만 전송", "by USB stick alone"
    BEGINNING = "beginning", "연결하는 중", "connecting"
    UNCONFIRMED = "unconfirmed", "등록 확인 대기", "waits to be confirmed"
    CONNECTED = "connected", "연결됨", "connected"
    OFFLINE = "offline", "연결 끊김", "offline"
    UNABLE = "unable", "전송할 수 없음", "cannot send"


@dataclass(frozen=True, slots=True)
class Queued:
    """What the centre did not acknowledge: items by lane, batches by state."""

    ballots: int = 0
    participations: int = 0
    statements: int = 0
    waiting: int = 0
    sent: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """One look at the sending machinery.

    `since`: when the connection became what it is. `problem`: what went wrong last, until something goes
    right. `findings`: what does not go away by itself. `set_aside`: batches of which the centre keeps items
    apart. `next_try`: when a batch may go out again after a failure. `unexpected`: the name of an exception
    that is a fault of this program; sending goes on all the same.
    """

    connection: Connection = Connection.BEGINNING
    since: datetime | None = None
    queued: Queued = Queued()
    set_aside: int = 0
    problem: OmpError | None = None
    findings: tuple[OmpError, ...] = ()
    last_receipt: datetime | None = None
    next_try: datetime | None = None
    unexpected: str = ""


Subscriber = Callable[[SyncStatus], object]


class StatusBoard:
    """The latest status, for whoever asks and for whoever wants to be told, on any thread."""

    def __init__(self) -> None:
        self._current = SyncStatus()
        self._subscribers: list[Subscriber] = []
        self._lock = Lock()

    @property
    def current(self) -> SyncStatus:
        """The latest status."""
        return self._current

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls it with every change, on the thread that changes it; returns how to end that."""
        with self._lock:
            self._subscribers.append(subscriber)

        def unsubscribe() -> None:
            with self._lock:
                self._subscribers.remove(subscriber)

        return unsubscribe

    def put(self, status: SyncStatus, now: datetime) -> None:
        """The newest status; `since` is kept while the connection stays what it is."""
        with self._lock:
            before = self._current
            since = before.since if before.connection is status.connection else now
            self._current = current = replace(status, since=since)
            told = list(self._subscribers) if current != before else []
        for subscriber in told:
            subscriber(current)
