"""The centre's database: SQLite in one file, or PostgreSQL for several replicas. The same code on both.

Writes on SQLite begin with BEGIN IMMEDIATE, one at a time. Reads see one state of the data throughout:
a snapshot of WAL, or REPEATABLE READ. What the database cannot do becomes CentreUnable; a constraint that is
hurt stays an IntegrityError, because only the caller knows what it means.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from omp_desktop.wire.refusals import CentreUnable

FILE_NAME: Final = "centre.db"
_BEGIN: Final = "omp_begin"
_BUSY_MS: Final = 5_000
_STATEMENT_MS: Final = 15_000
_IDLE_MS: Final = 30_000
_CONNECT_SECONDS: Final = 5
_POOL_WAIT_SECONDS: Final = 5
_ATTEMPTS: Final = 5
# Faults of the program or of the data it was given; everything else is the database that cannot.
_NOT_THE_DATABASE: Final = (IntegrityError, ProgrammingError, DataError)

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections a process opens at most."""

    connections: int = 20


class CentreStore:
    """Transactions on the centre's database."""

    def __init__(self, url: str | URL, limits: Limits = Limits()) -> None:
        """Connects at the first use. The address holds a password and is never shown."""
        self._url = make_url(url)
        self.sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _engine(self._url, self.sqlite, limits)
        self._writer = Lock()

    @staticmethod
    def in_folder(folder: Path) -> CentreStore:
        """The database file of a data folder."""
        return CentreStore(URL.create("sqlite", database=str(folder / FILE_NAME)))

    @property
    def url(self) -> URL:
        """Where the database is. Holds a password: never shown, never logged."""
        return self._url

    @property
    def file(self) -> Path | None:
        """The file, on SQLite."""
        return Path(self._url.database) if self.sqlite and self._url.database else None

    @property
    def engine(self) -> Engine:
        """For migrations, which make their own transactions."""
        return self._engine

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A write transaction: committed at the end, rolled back when something is raised.

        Whatever needs the commit (a receipt) is handed out after this block. Raises CentreUnable; the
        transaction may then have been committed all the same, and the same request must do no harm again.
        """
        with self._one_writer(), self._session({_BEGIN: "BEGIN IMMEDIATE"}) as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one state of the data. Raises CentreUnable."""
        options = {_BEGIN: "BEGIN"} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._session(options) as session:
            yield session

    def write(self, work: Callable[[Session], T]) -> T:
        """Does `work` in a write transaction; once more when another replica was first with the same key.

        The second run then sees what the other one wrote. `work` must have no effect outside. Raises
        CentreUnable, or the IntegrityError that stays.
        """
        for _ in range(_ATTEMPTS - 1):
            try:
                with self.begin() as session:
                    return work(session)
            except IntegrityError:
                continue
        with self.begin() as session:
            return work(session)

    def close(self) -> None:
        """Closes what is open."""
        self._engine.dispose()

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if not self.sqlite:
            yield
            return
        if not self._writer.acquire(timeout=_BUSY_MS / 1000):
            raise CentreUnable
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def _session(self, options: dict[str, str]) -> Iterator[Session]:
        try:
            with (
                self._engine.execution_options(**options).connect() as connection,
                Session(connection, autoflush=True, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except _NOT_THE_DATABASE:
            raise
        except (DBAPIError, PoolTimeout) as problem:
            # Without the driver's words: they may hold values.
            _log.error("The database failed: %s", _name_of(problem))
            raise CentreUnable from problem


def _name_of(problem: Exception) -> str:
    original = getattr(problem, "orig", None)
    return type(original if original is not None else problem).__name__


def _engine(url: URL, is_sqlite: bool, limits: Limits) -> Engine:
    same: dict[str, Any] = {
        "hide_parameters": True,
        "pool_size": limits.connections,
        "max_overflow": 0,
        "pool_timeout": _POOL_WAIT_SECONDS,
    }
    if is_sqlite:
        arguments = {"timeout": _BUSY_MS / 1000, "check_same_thread": False}
        engine = create_engine(url, **same, connect_args=arguments)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        **same,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "omp-desktop central",
            "options": (
                f"-c statement_timeout={_STATEMENT_MS} -c lock_timeout={_BUSY_MS} "
                f"-c idle_in_transaction_session_timeout={_IDLE_MS} -c timezone=UTC"
            ),
        },
    )
    event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the event below begins transactions
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        f"busy_timeout={_BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN IMMEDIATE"))


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    """A receipt promises that the commit is on the disk, whatever the server's default says."""
    before, connection.autocommit = connection.autocommit, True
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] in {"off", "local"}:
            cursor.execute("SET synchronous_commit = on")
    connection.autocommit = before
