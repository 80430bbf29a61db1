"""A process that ends when its parent does, however the parent ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from io import TextIOWrapper
from typing import Final

_GRACE_SECONDS: Final = 10.0


def end_with_input() -> None:
    """From now on this process is asked to stop, as by SIGTERM, once its standard input is closed.

    The parent holds the other end: it is closed by the parent, or by the system because the parent is gone.
    """
    # A copy: the command may do with its standard input what it likes.
    lifeline = os.dup(sys.stdin.fileno())
    threading.Thread(target=_end_with, args=(lifeline,), name="omp-lifeline", daemon=True).start()


def say_in_utf8() -> None:
    """What this process prints is in UTF-8 from now on, as the parent reads it.

    In a bundle nobody can ask for it: its Python takes no settings from the environment.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _end_with(lifeline: int) -> None:
    while os.read(lifeline, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)
