"""What all repositories share: the connection of their unit of work, and how a missing row is reported."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Row

from omp_desktop.store.connections import Connections
from omp_desktop.store.errors import RecordMissing


class Repository:
    """Reads and writes one area of the store inside the transaction of its unit of work."""

    def __init__(self, connection: Connection) -> None:
        """Work on the transaction of `connection`; the repository is of no use after it ended."""
        self._connection = connection
        self._twin = connection.get_execution_options().get(Connections.TWIN)

    def _run(self, statement: Executable, values: Any = None) -> CursorResult[Any]:
        done = self._connection.execute(statement, values)
        if self._twin is not None:
            self._twin.repeat(self._connection, statement, values, done.rowcount)
        return done

    def _rows(self, statement: Executable, values: Any = None) -> list[Row[Any]]:
        return list(self._connection.execute(statement, values))

    def _row(self, statement: Executable, values: Any = None) -> Row[Any] | None:
        return self._connection.execute(statement, values).first()

    def _one(self, kind: str, statement: Executable, values: Any = None) -> Row[Any]:
        """The row; RecordMissing when there is none."""
        row = self._row(statement, values)
        if row is None:
            raise RecordMissing(kind=kind)
        return row

    def _change_one(self, kind: str, statement: Executable, values: Any = None) -> None:
        """Executes a change that must meet exactly one row; RecordMissing otherwise."""
        if self._run(statement, values).rowcount != 1:
            raise RecordMissing(kind=kind)
