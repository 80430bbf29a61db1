"""As much work at a time as the centre can do well; everything else is told at once when to come again.

Casting at the stations never notices: what they send waits there. Devices and the public have places of their
own, so that neither keeps the other out.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from omp_desktop.central.metrics import Metrics
from omp_desktop.central.problems import refusal
from omp_desktop.central.watch import QUIET
from omp_desktop.wire.refusals import Overloaded

QUEUE_SECONDS: Final = 2.0
QUEUE_MOST: Final = 200
_BURST_SECONDS: Final = 2
_BUCKETS_MOST: Final = 10_000
_SIGNED: Final = b"signature-input"
# What devices ask. Elsewhere nobody looks at a signature: a stranger could write anything into its header.
_OF_DEVICES: Final = re.compile(
    r"/v1/(devices/|elections/[^/]+/(stations|codes|devices|feed|overview|batches)(/|$))"
)
# Stations ask it before they send. It reads neither body nor database, so it needs no place.
_HELLO: Final = "/v1/hello"


class Gate:
    """So many at a time; more wait their turn for two seconds at most, and not more than so many."""

    def __init__(self, places: int, queue_most: int = QUEUE_MOST, seconds: float = QUEUE_SECONDS) -> None:
        self._free = places
        self._queue_most = queue_most
        self._seconds = seconds
        self._queue: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._queue)

    async def enter(self) -> bool:
        """Whether there was a place in time. Whoever got one must leave."""
        if self._free > 0:
            self._free -= 1
            return True
        if len(self._queue) >= self._queue_most:
            return False
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await asyncio.wait({turn}, timeout=self._seconds)
        except asyncio.CancelledError:
            self._give_up(turn)
            raise
        if turn.done():
            return True
        self._queue.remove(turn)
        return False

    def leave(self) -> None:
        """The place goes to who waits longest."""
        if self._queue:
            self._queue.popleft().set_result(None)
        else:
            self._free += 1

    def _give_up(self, turn: asyncio.Future[None]) -> None:
        if turn.done():
            self.leave()
        else:
            self._queue.remove(turn)


class Admission:
    """Lets requests in before anything of their body is read."""

    def __init__(self, app: ASGIApp, places: int, metrics: Metrics, queue_most: int = QUEUE_MOST) -> None:
        self._app = app
        self._devices = Gate(places, queue_most)
        self._others = Gate(max(1, places // 2), queue_most)
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers that the centre is busy."""
        if scope["type"] != "http" or scope["path"] in QUIET or scope["path"] == _HELLO:
            await self._app(scope, receive, send)
            return
        signed = any(name == _SIGNED for name, _ in scope["headers"])
        gate = self._devices if signed and of_devices(scope["path"]) else self._others
        with self._metrics.waiting.track_inprogress():
            entered = await gate.enter()
        if not entered:
            await refusal(Overloaded(), scope)(scope, receive, send)
            return
        try:
            with self._metrics.in_progress.track_inprogress():
                await self._app(scope, receive, send)
        finally:
            gate.leave()


def of_devices(path: str) -> bool:
    """Whether this is an address that devices ask with their signature."""
    return _OF_DEVICES.match(path) is not None


class Allowances:
    """So many requests a second for each device, and twice that at once after a pause."""

    def __init__(self, per_second: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_second
        self._most = float(per_second * _BURST_SECONDS)
        self._monotonic = monotonic
        # What a device may still ask, and when that was so.
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """Of how many devices it knows."""
        return len(self._left)

    def take(self, device_id: str) -> bool:
        """Whether one more request is within the allowance."""
        now = self._monotonic()
        with self._lock:
            left, since = self._left.pop(device_id, (self._most, now))
            left = min(self._most, left + (now - since) * self._rate)
            allowed = left >= 1
            self._left[device_id] = (left - 1 if allowed else left, now)
            while len(self._left) > _BUCKETS_MOST:  # the one that asked longest ago
                del self._left[next(iter(self._left))]
        return allowed
