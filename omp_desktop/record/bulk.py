"""Work on many pages in processes of their own: in order, few at a time, and stopped when somebody asks.

Threads would not help: the group operations hold Python's lock. Processes are spawned, which is the same on
all systems and safe beside Qt and its threads.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from omp_desktop.record.errors import VerificationCancelled, VerificationFailed

_Result = TypeVar("_Result")
# Enough that no process waits for the next piece, few enough that the memory stays flat.
_WAITING_PER_PROCESS: Final = 2
# Windows waits for no more than 63 things at once, and ProcessPoolExecutor refuses more than this there.
_PROCESSES_MOST: Final = 61


def usable_cores() -> int:
    """The processors that this process may use, as far as there can be a process for each."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(found, _PROCESSES_MOST)


class Workers:
    """A pool that starts with the first work that is worth it. A context manager: left, no process stays."""

    def __init__(self, processes: int, cancelled: Callable[[], bool]) -> None:
        self._processes = processes
        self._cancelled = cancelled
        self._pool: ProcessPoolExecutor | None = None

    @property
    def processes(self) -> int:
        """How many pieces are worked on at a time."""
        return self._processes

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def results(
        self, function: Callable[..., _Result], pieces: Iterable[tuple[Any, ...]], *, worth_it: bool
    ) -> Iterator[_Result]:
        """`function(*piece)` of each piece, in order; in this process where another is not worth its start.

        Raises what `function` raises, VerificationCancelled, and VerificationFailed when a process ended or
        the memory is full.
        """
        together = worth_it and self._processes > 1
        try:
            yield from self._in_processes(function, pieces) if together else self._here(function, pieces)
        except (BrokenProcessPool, MemoryError) as problem:
            raise VerificationFailed() from problem

    def _here(self, function: Callable[..., _Result], pieces: Iterable[tuple[Any, ...]]) -> Iterator[_Result]:
        for piece in pieces:
            self.stop_if_asked()
            yield function(*piece)

    def _in_processes(
        self, function: Callable[..., _Result], pieces: Iterable[tuple[Any, ...]]
    ) -> Iterator[_Result]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=get_context("spawn"), initializer=_leave_interrupts
            )
        waiting: deque[Future[_Result]] = deque()
        for piece in pieces:
            self.stop_if_asked()
            waiting.append(self._pool.submit(function, *piece))
            if len(waiting) >= self._processes * (1 + _WAITING_PER_PROCESS):
                yield waiting.popleft().result()
        while waiting:
            self.stop_if_asked()
            yield waiting.popleft().result()

    def stop_if_asked(self) -> None:
        """Raises VerificationCancelled when somebody asked to stop."""
        if self._cancelled():
            raise VerificationCancelled()


def _leave_interrupts() -> None:
    """Ctrl+C is for the first process, which then ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
