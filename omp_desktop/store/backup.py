"""Copies of the store: `VACUUM INTO`, reopened and checked; never the file copied under a writer.

The copy has the store's key and nothing of the order in which rows were written. Making it holds a read lock
for as long as it takes, so it belongs to the hours without voting.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from omp_desktop.files import PRIVATE, PRIVATE_FOLDER, sync_folder
from omp_desktop.store.checks import integrity_problems
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import DRIVER_ERRORS, RawConnection
from omp_desktop.store.errors import BackupExists, BackupStopped, StoreDamaged, StoreNotWritable
from omp_desktop.store.repositories.settings import HOME, MIRROR, MIRROR_WRITES

# Of SQLite's virtual machine, between two questions whether to stop: less than a millisecond.
_STEPS = 1_000


Check = Callable[[RawConnection], tuple[str, ...]]


def _never() -> bool:
    return False


def back_up(
    source: Connections,
    to: Path,
    *,
    second: bool = False,
    stopped: Callable[[], bool] = _never,
    check: Check = integrity_problems,
) -> Path:
    """Writes a checked copy to the file `to`, which must not exist; returns it.

    It knows nothing of the store's second file, unless it is to become that (`second`). It is for this user
    only. After a crash there is either no such file or a whole one. Raises BackupExists, BackupStopped once
    `stopped` says so, StoreDamaged when the copy does not pass its check, StoreNotWritable, and the errors of
    the store.
    """
    if to.exists():
        raise BackupExists(file=to.name)
    partial = to.with_name(f".{to.name}.{secrets.token_hex(4)}.partial")
    _make_empty(partial)
    try:
        # On connections of its own: a bad stick must not close the store to voters.
        with Connections(source.path, source.key).raw() as connection:
            connection.set_progress_handler(lambda: int(stopped()), _STEPS)
            connection.execute("VACUUM INTO ?", (str(partial),))
        _mark_and_check(Connections(partial, source.key), check, second=second)
        make_durable(partial)
        place_new_file(partial, to)
    except FileExistsError as error:
        raise BackupExists(file=to.name) from error
    except OSError as error:
        raise _not_writable(error) from error
    except DRIVER_ERRORS as error:
        if stopped():
            raise BackupStopped from error
        raise
    finally:
        discard(partial)
    return to


def _make_empty(file: Path) -> None:
    """A file for this user only: SQLite fills it, and would make its own for everybody to read."""
    try:
        file.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
    except OSError as error:
        raise _not_writable(error) from error


def _not_writable(error: OSError) -> StoreNotWritable:
    return StoreNotWritable(reason=error.strerror or type(error).__name__)


def place_new_file(made: Path, final: Path) -> None:
    """Gives a finished file its name. Raises FileExistsError rather than replace a file that came first."""
    if os.name == "nt":
        made.rename(final)  # refuses an existing file there
    else:
        try:
            final.hardlink_to(made)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if final.exists():
                raise FileExistsError(str(final)) from None
            made.rename(final)
    sync_folder(final.parent)


def make_durable(path: Path) -> None:
    """Returns when the file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def discard(path: Path) -> None:
    """Removes an unfinished file and its journal, if they are there."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _mark_and_check(copy: Connections, check: Check, *, second: bool) -> None:
    """A copy knows that it is one: whoever goes on with it is asked, even in the place of the original."""
    with copy.raw() as connection:
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, 'a copy')", (HOME,))
        if not second:
            connection.execute("DELETE FROM setting WHERE key IN (?, ?)", (MIRROR, MIRROR_WRITES))
        problems = check(connection)
    if problems:
        raise StoreDamaged(reason=problems[0])


def forget_cached(path: Path) -> None:
    """Lets the next read come from the disk and not from the system's memory, where the system allows it.

    After a failed sync the memory may hold what never reached the disk.
    """
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
