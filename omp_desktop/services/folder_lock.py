"""One process at a time in the making of a data folder: its id, its key, its store.

Two first starts at once would otherwise each make a key, and the store of one would be closed with the key of
the other. The system lets the lock go when a process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from omp_desktop.files import PRIVATE

LOCK_NAME = "folder.lock"


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Holds the folder's lock; waits for another process that has it. Raises OSError."""
    with os.fdopen(os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, PRIVATE), "r+b") as file:
        _acquire(file)
        yield


if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
