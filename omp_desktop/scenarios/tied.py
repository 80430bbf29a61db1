"""Run a command of the program in a process that ends when its parent does, however the parent ends.

    python -m omp_desktop.scenarios.tied central serve --port 8088

The parent holds the other end of standard input. When that end is closed, by the parent or by the system
because the parent is gone, the command is asked to stop as by SIGTERM.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time
from typing import Final

_GRACE_SECONDS: Final = 10.0


def main() -> None:
    """Take the command from the arguments and run it."""
    # A copy: the command may do with its standard input what it likes.
    lifeline = os.dup(sys.stdin.fileno())
    threading.Thread(target=_end_with, args=(lifeline,), name="omp-lifeline", daemon=True).start()
    sys.argv[0] = "omp-desktop"
    runpy.run_module("omp_desktop", run_name="__main__")


def _end_with(lifeline: int) -> None:
    while os.read(lifeline, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
