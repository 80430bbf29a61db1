"""A process beside the server checks ballots: started again when it dies, ended with the server."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from typing import Final

from sqlalchemy.engine import URL

from omp_desktop.central.checker_process import start_checker
from omp_desktop.central.logs import log_to_stderr

# Between starts when it dies again and again.
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 60.0
# It ends after the page that it is at.
_END_SECONDS: Final = 10.0
_LOOK_SECONDS: Final = 0.5

_log = logging.getLogger(__name__)


@contextmanager
def checked_beside(url: URL) -> Iterator[None]:
    """Ballots of this database are checked until the block ends."""
    stop = Event()
    watcher = Thread(target=_keep_running, args=(url, stop), name="checker", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def _prepare() -> None:
    log_to_stderr()


def _keep_running(url: URL, stop: Event) -> None:
    pause = _FIRST_PAUSE
    while not stop.is_set():
        process = start_checker(url, _prepare)
        while process.is_alive() and not stop.wait(_LOOK_SECONDS):
            pass
        if stop.is_set():
            _end(process)
            return
        _log.error("The process that checks ballots ended (%s); it is started again", process.exitcode)
        process.join()
        stop.wait(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(_END_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
