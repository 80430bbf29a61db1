"""The checker as a process of its own: proofs take a whole processor, and the server answers meanwhile.

It needs nothing but the database, and may be killed at any moment. It ends with the process that started it.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from typing import Final

from sqlalchemy.engine import URL

from omp_desktop.central.centre import utc_now
from omp_desktop.central.checker import Checker
from omp_desktop.central.engine import CentreStore, Limits

# One for the page that is read or settled.
_CONNECTIONS: Final = Limits(connections=1)
_NICENESS: Final = 10


def _nothing() -> None:
    """Nothing to prepare."""


def start_checker(url: str | URL, prepare: Callable[[], None] = _nothing) -> BaseProcess:
    """Starts the process. `prepare` is called in it first (logs); it is found by its name there.

    SIGTERM ends it after the page that it is at. The address of the database is handed over in a pipe.
    """
    process = get_context("spawn").Process(
        target=run_checker, args=(url, prepare), name="omp-desktop checker", daemon=True
    )
    process.start()
    return process


def run_checker(url: str | URL, prepare: Callable[[], None] = _nothing) -> None:
    """Checks ballots until SIGTERM, or until the process that started this one is gone."""
    prepare()
    _give_way()
    stop = Event()
    # Ctrl+C is for the server, which then ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda _number, _frame: stop.set())
    Thread(target=_watch_parent, args=(stop,), daemon=True).start()
    store = CentreStore(url, _CONNECTIONS)
    try:
        Checker(store, utc_now).run(stop.wait)
    finally:
        store.close()


def _give_way() -> None:
    """Batches come first: proofs have time until the count."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)


def _watch_parent(stop: Event) -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        stop.set()
