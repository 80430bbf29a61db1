"""From what the driver says to what a person can do: SQLite's result codes as errors of the store.

https://sqlite.org/rescode.html; the lowest byte is the primary code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from omp_desktop.domain.errors import OmpError
from omp_desktop.store.driver import DRIVER_ERRORS
from omp_desktop.store.errors import (
    RecordExists,
    RecordInvalid,
    RecordProtected,
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreFull,
    StoreKeyWrong,
    StoreNotWritable,
)
from omp_desktop.store.guards import GUARDS

PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, CONSTRAINT, NOTADB = (
    3, 5, 6, 8, 10, 11, 13, 14, 19, 26,
)  # fmt: skip

# After these the store is not used again before it was closed, reopened and verified.
LATCHING: tuple[type[OmpError], ...] = (StoreFailed, StoreDamaged, StoreKeyWrong)

_COLUMN = re.compile(r"(\w+)\.(\w+)")
_PRIMARY = 0xFF


def store_error(error: BaseException) -> OmpError | None:
    """The error of the store for an exception of the driver; None for what is a bug in the program."""
    if not isinstance(error, DRIVER_ERRORS):
        return None
    code = int(getattr(error, "sqlite_errorcode", 0))
    primary = code & _PRIMARY
    if primary == CONSTRAINT:
        return _constraint_error(str(error))
    if primary in {IOERR, CORRUPT}:
        reason = str(getattr(error, "sqlite_errorname", code))
        return StoreFailed(reason=reason) if primary == IOERR else StoreDamaged(reason=reason)
    if primary in {PERM, READONLY, CANTOPEN}:
        return StoreNotWritable(reason=str(getattr(error, "sqlite_errorname", code)))
    plain = {BUSY: StoreBusy, LOCKED: StoreBusy, FULL: StoreFull, NOTADB: StoreKeyWrong}
    return plain[primary]() if primary in plain else None


def _constraint_error(message: str) -> OmpError:
    """The driver does not ask for extended codes, so the message has to say which constraint it was.

    SQLite names tables, columns and constraints in it, never values: nothing personal can come along.
    """
    if message in GUARDS:
        return RecordProtected(rule=message)
    columns = _COLUMN.findall(message)
    what, _, name = message.rpartition(" constraint failed")
    if what == "UNIQUE":
        taken = RecordExists(kind=columns[0][0] if columns else "index")
        taken.columns = frozenset(column for _, column in columns)
        return taken
    if what == "FOREIGN KEY":
        return RecordInvalid(kind="reference")
    return RecordInvalid(kind=columns[0][0] if columns else name.removeprefix(": "))


def translate_errors(engine: Engine, told: Callable[[OmpError], OmpError]) -> None:
    """Makes each exception of the driver leave the engine as the error that `told` makes of the store's."""

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> None:
        error = store_error(context.original_exception)
        if error is not None:
            raise told(error) from context.original_exception
