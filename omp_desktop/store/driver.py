"""The encrypted database driver behind one typed function.

sqlcipher3 ships no type information: everything that the rest of the store needs of it is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as sqlcipher

KEY_BYTES = 32

# What SQLAlchemy's pysqlite dialect takes as its DB-API module.
DBAPI: Any = sqlcipher
SQLITE_VERSION: str = sqlcipher.sqlite_version


DRIVER_ERRORS: tuple[type[Exception], ...] = (sqlcipher.Error,)


class RawCursor(Protocol):
    """The part of a DB-API cursor that is used here."""

    def fetchone(self) -> Sequence[Any] | None: ...
    def fetchall(self) -> list[Sequence[Any]]: ...


class RawConnection(Protocol):
    """The part of the driver's connection that is used here."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> RawCursor: ...
    def set_progress_handler(self, handler: Callable[[], int], steps: int, /) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The raw 256-bit key of the file. It shows in no repr, URL, log or exception."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(f"a store key has {KEY_BYTES} bytes")


def connect(path: Path, key: StoreKey, busy_ms: int) -> RawConnection:
    """Opens a file that is there in driver autocommit; the caller begins and ends transactions itself.

    `busy_ms` is how long a locked file is waited for, in milliseconds. The connection may move between
    threads, but is used by one at a time. A wrong key shows only at the first read, as SQLITE_NOTADB.
    """
    connection: RawConnection = sqlcipher.connect(
        # Never made anew: an empty store in the place of one that vanished would look like no votes.
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=busy_ms / 1000,
    )
    # SQLCipher otherwise writes of its own accord to the standard error of a windowed program.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
    return connection
