"""One server for one SQLite file. The system lets the lock go when a process ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from omp_desktop.central.errors import CentreRunsAlready
from omp_desktop.files import PRIVATE

_SUFFIX: Final = ".lock"


@contextmanager
def only_server(file: Path) -> Iterator[None]:
    """Holds the lock beside the database file. Raises CentreRunsAlready at once, OSError."""
    path = file.with_name(file.name + _SUFFIX)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE), "r+b") as opened:
        try:
            _acquire(opened)
        except OSError as problem:
            raise CentreRunsAlready(file=str(file)) from problem
        yield


if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
