"""Connections to the store's file: each with the key, the safety settings and translated errors."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

from omp_desktop.domain.errors import OmpError
from omp_desktop.store import pragmas
from omp_desktop.store.driver import DBAPI, DRIVER_ERRORS, RawConnection, StoreKey, connect
from omp_desktop.store.errors import StoreDamaged
from omp_desktop.store.faults import store_error, translate_errors

# One page.
SMALLEST_FILE = 4_096


class Mode(Enum):
    """What a connection is for; the value is how its transactions begin."""

    # A plain BEGIN takes the write lock only at the first change, and two writers then refuse each other.
    WRITE = "BEGIN IMMEDIATE"
    READ = "BEGIN"
    MIGRATE = "BEGIN EXCLUSIVE"


@dataclass(slots=True)
class Connections:
    """Opens connections to one file. Nothing is pooled: opening costs some 0.5 ms, and every transaction
    then works on the file that is there now, in whatever thread it runs.
    """

    # Under which the connections carry `twin`.
    TWIN: ClassVar[str] = "omp_twin"

    path: Path
    key: StoreKey
    # Says what an error of the store really is, where an attached file may be to blame.
    judge: Callable[[OmpError], OmpError] = field(default=lambda error: error, repr=False)
    # Told of every error of the store before it is raised.
    notice: Callable[[OmpError], None] = field(default=lambda _error: None, repr=False)
    # Brings a second file into each connection that writes, once it is settled.
    attach: Callable[[RawConnection], None] = field(default=lambda _connection: None, repr=False)
    # What repeats each change in an attached file (mirror.Twin); the repositories ask for it.
    twin: Any = field(default=None, repr=False)
    _engines: dict[tuple[Mode, int], Engine] = field(default_factory=dict, init=False, repr=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False)

    def engine(self, mode: Mode, busy_ms: int) -> Engine:
        """The engine for this kind of work; `busy_ms` is how long a locked file is waited for."""
        with self._lock:
            kind = (mode, busy_ms)
            if kind not in self._engines:
                self._engines[kind] = self._new_engine(mode, busy_ms)
            return self._engines[kind]

    @contextmanager
    def raw(self, busy_ms: int = pragmas.WRITE_BUSY_MS) -> Iterator[RawConnection]:
        """A bare connection for what runs outside transactions: checks, copies, VACUUM."""
        connection = self._open(Mode.WRITE, busy_ms)
        try:
            yield connection
        except DRIVER_ERRORS as error:
            raise self._noticed(error) from error
        finally:
            connection.close()

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """One exclusive transaction without foreign keys; rolled back unless the block ends well."""
        engine = self.engine(Mode.MIGRATE, pragmas.WRITE_BUSY_MS)
        with engine.connect() as connection, connection.begin():
            yield connection

    def _new_engine(self, mode: Mode, busy_ms: int) -> Engine:
        engine = create_engine(
            # The creator holds file and key, so that neither shows in a URL.
            "sqlite+pysqlite://",
            module=DBAPI,
            creator=lambda: self._open(mode, busy_ms),
            poolclass=NullPool,
            # Parameters are people's names and ballots: they stay out of exceptions.
            hide_parameters=True,
            execution_options={} if self.twin is None else {self.TWIN: self.twin},
        )
        translate_errors(engine, self._told)

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(mode.value)

        return engine

    def _open(self, mode: Mode, busy_ms: int) -> RawConnection:
        if mode is not Mode.MIGRATE:
            self._refuse_lost_file()
        try:
            connection = connect(self.path, self.key, busy_ms)
        except DRIVER_ERRORS as error:
            raise self._noticed(error) from error
        try:
            self._settle(connection, mode)
        except DRIVER_ERRORS as error:
            connection.close()
            raise self._noticed(error) from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _refuse_lost_file(self) -> None:
        """SQLite would take an empty file for a new database, and say nothing."""
        try:
            found = self.path.stat()
        except OSError as error:
            raise self._told(StoreDamaged(reason=error.strerror or type(error).__name__)) from error
        # What is no file at all, SQLite refuses itself.
        if stat.S_ISREG(found.st_mode) and found.st_size < SMALLEST_FILE:
            raise self._told(StoreDamaged(reason="truncated"))

    def _settle(self, connection: RawConnection, mode: Mode) -> None:
        migrating = mode is Mode.MIGRATE
        settings = pragmas.for_migration() if migrating else pragmas.for_ordinary_work()
        pragmas.apply_settings(connection, settings)
        if mode is Mode.WRITE:
            self.attach(connection)
        if mode is Mode.READ:
            connection.execute("PRAGMA query_only = ON")

    def _noticed(self, error: Exception) -> Exception:
        translated = store_error(error)
        return error if translated is None else self._told(translated)

    def _told(self, error: OmpError) -> OmpError:
        judged = self.judge(error)
        # Looked up at each error: the store takes over once the file was checked.
        self.notice(judged)
        return judged
