"""Work off the GUI thread, results back in it.

The GUI thread never touches the database, the key store or the network. Store work runs one at a time on
one worker; casting has a worker of its own, and so has long work, so that no voter ever waits behind an
official's report.

Parts of windows end in the GUI thread alone. Python lets an object go wherever its last name is forgotten,
and collects cycles in whatever thread happens to make one object too many; of a QObject that is a crash,
now and then. So workers hold nothing that could be one once their work is done, and while there are workers
cycles are collected by a clock of the GUI thread.
"""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from omp_desktop.domain.errors import OmpError

T = TypeVar("T")
# Seconds after which a worker lets the GUI thread have its turn. One repaint asks for some hundred turns:
# with the usual 5 ms the window stands still for a second while a worker reads a long list.
_TURN = 0.0005
_LOOK_FOR_CYCLES = 200  # ms
# New objects after which cycles are looked for among them. Python would look sooner, but for less at a time.
_MANY_NEW = 10_000
# Looks among younger objects for each one among older ones too, as Python does it.
_YOUNG_LOOKS = 10


class Lane(Enum):
    """Which worker does a piece of work."""

    STORE = "store"
    CAST = "cast"
    LONG = "long"
    POOL = "pool"


STORE, CAST, LONG, POOL = Lane.STORE, Lane.CAST, Lane.LONG, Lane.POOL
_POOL_WORKERS = 4


class WorkersClosed(RuntimeError):
    """Work was started before `workers()` was entered or after it was left."""


class Progress(QObject):
    """How far long work has come: the worker reports and asks, the window shows and cancels.

    `reached` is the last report as (done, total), for a window that comes later.
    """

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()
        self._last = (-1, -1)
        self.reached = (0, 0)

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` parts are done. Cheap: only every thousandth of the way reaches the
        window.
        """
        step = (done * 1000 // total, total) if total else (done, total)
        if step != self._last or done == total:
            self._last = step
            self.reached = (done, total)
            self.moved.emit(done, total)

    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._cancelled.is_set()

    def wait_for_cancel(self, seconds: float) -> bool:
        """Pause the work for `seconds`, or less when somebody asks to stop; says whether somebody did."""
        return self._cancelled.wait(seconds)

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point."""
        self._cancelled.set()


@dataclass(slots=True)
class _Callbacks:
    done: Callable[[Any], None]
    failed: Callable[[OmpError], None]
    settled: Callable[[], None] | None
    receiver: QObject | None

    def alive(self) -> bool:
        return self.receiver is None or shiboken6.isValid(self.receiver)


class Job(QObject):
    """One piece of work that was started."""

    finished = Signal()

    def __init__(
        self, op: Callable[[], Any], callbacks: _Callbacks, progress: Progress | None = None
    ) -> None:
        super().__init__()
        self.progress = progress
        self._op = op  # so that what it is made of does not end on the worker
        self._callbacks = callbacks
        self._future: Future[Any] | None = None
        self._dropped = False

    def cancel(self) -> None:
        """Do not start it if it waits; if it runs, ask it to stop. `done` and `failed` are not called any
        more.
        """
        self._dropped = True
        if self.progress is not None:
            self.progress.cancel()
        if self._future is not None:
            self._future.cancel()

    def _deliver(self, future: "Future[Any]") -> None:
        try:
            if not future.cancelled():
                self._hand_over(future)
        finally:
            if self._callbacks.settled is not None and self._callbacks.alive():
                self._callbacks.settled()
            self.finished.emit()

    def _hand_over(self, future: "Future[Any]") -> None:
        error = future.exception()
        wanted = self._callbacks.alive() and not self._dropped
        if error is None:
            if wanted:
                self._callbacks.done(future.result())
        elif isinstance(error, OmpError):
            if wanted:
                self._callbacks.failed(error)
        else:
            # A bug, not an outcome: it is never swallowed, even when nobody waits for the result any more.
            sys.excepthook(type(error), error, error.__traceback__)


class _Errand:
    """What a worker is given: it forgets the work before its end is told."""

    def __init__(self, op: Callable[[], Any]) -> None:
        self._ops = [op]

    def __call__(self) -> object:
        op = self._ops.pop()
        try:
            return op()
        finally:
            del op


class _Arrivals(QObject):
    """Where the ends of all jobs come in: emitted on workers, received in the GUI thread."""

    ended = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(int, object)
    def _deliver(self, number: int, future: "Future[Any]") -> None:
        job = _running.pop(number, None)
        if job is not None:
            job._deliver(future)


class _Cycles(QTimer):
    """Collects cycles in the GUI thread, and nowhere else until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        self.timeout.connect(self._look)
        self.start(_LOOK_FOR_CYCLES)

    @Slot()
    def _look(self) -> None:
        new, young, middle = gc.get_count()
        if new > _MANY_NEW:
            gc.collect(0 if young <= _YOUNG_LOOKS else 1 if middle <= _YOUNG_LOOKS else 2)

    def close(self) -> None:
        self.stop()
        if self._was_on:
            gc.enable()


class _Workers:
    def __init__(self) -> None:
        self._arrivals = _Arrivals()
        self._cycles = _Cycles()
        self._lanes = {
            lane: ThreadPoolExecutor(
                max_workers=_POOL_WORKERS if lane is Lane.POOL else 1, thread_name_prefix=f"omp-{lane.value}"
            )
            for lane in Lane
        }

    def submit(self, lane: Lane, op: Callable[[], Any], number: int) -> "Future[Any]":
        future = self._lanes[lane].submit(_Errand(op))
        future.add_done_callback(partial(self._arrivals.ended.emit, number))
        return future

    def close(self) -> None:
        for lane, executor in self._lanes.items():
            # A ballot that waits to be recorded is recorded; everything else that has not begun is let go.
            executor.shutdown(wait=False, cancel_futures=lane is not Lane.CAST)
        for executor in self._lanes.values():
            executor.shutdown(wait=True)
        self._cycles.close()


_open: list[_Workers] = []
_running: dict[int, Job] = {}
_numbers = count()


@contextmanager
def workers() -> Iterator[None]:
    """Workers for the time of the block; all are joined at its end, and long work is asked to stop."""
    mine = _Workers()
    _open.append(mine)
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
        _open.remove(mine)
        for job in tuple(_running.values()):
            if job.progress is not None:
                job.progress.cancel()
        mine.close()
        _running.clear()


def run(  # noqa: PLR0913 - the two ends and the lane of one piece of work
    op: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[OmpError], None],
    *,
    lane: Lane = STORE,
    receiver: QObject | None = None,
    settled: Callable[[], None] | None = None,
) -> Job:
    """Run `op` on a worker and hand its result to `done` in the GUI thread.

    Args:
        op: touches no widget.
        done: gets the result.
        failed: gets an OmpError. Any other exception of `op` reaches sys.excepthook in the GUI thread.
        lane: which worker.
        receiver: when it is gone, nothing is called. By default the object that `done` is a method of.
        settled: called after either, also when the work was cancelled.

    Raises:
        WorkersClosed: outside of `workers()`.
    """
    return _start(op, _Callbacks(done, failed, settled, receiver or _owner(done)), lane)


def run_long(
    op: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[OmpError], None],
    *,
    receiver: QObject | None = None,
    settled: Callable[[], None] | None = None,
) -> Job:
    """Like `run` on the lane for long work; `op` gets a Progress. The job's `progress` is the same object."""
    progress = Progress()
    callbacks = _Callbacks(done, failed, settled, receiver or _owner(done))
    return _start(lambda: op(progress), callbacks, LONG, progress)


def idle() -> bool:
    """Whether nothing that was started is still under way."""
    return not _running


def _start(op: Callable[[], Any], callbacks: _Callbacks, lane: Lane, progress: Progress | None = None) -> Job:
    if not _open:
        raise WorkersClosed
    job = Job(op, callbacks, progress)
    number = next(_numbers)
    _running[number] = job
    job._future = _open[-1].submit(lane, op, number)
    return job


def _owner(callback: Callable[..., None]) -> QObject | None:
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None
