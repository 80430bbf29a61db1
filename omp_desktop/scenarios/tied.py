"""A process that ends when its parent does, however the parent ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import Final

_GRACE_SECONDS: Final = 10.0


def end_with_input() -> None:
    """From now on this process is asked to stop, as by SIGTERM, once its standard input is closed.

    The parent holds the other end: it is closed by the parent, or by the system because the parent is gone.
    """
    # A copy: the command may do with its standard input what it likes.
    lifeline = os.dup(sys.stdin.fileno())
    threading.Thread(target=_end_with, args=(lifeline,), name="omp-lifeline", daemon=True).start()


def _end_with(lifeline: int) -> None:
    while os.read(lifeline, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)
