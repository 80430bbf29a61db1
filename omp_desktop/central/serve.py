"""The process that serves: one lock, one schema, one key, one address, and a clean end.

SIGTERM: /readyz says no, new requests are still taken for OMP_DRAIN_SECONDS, what is at hand is finished,
and the process ends with 0. A second signal does not wait.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from omp_desktop.central import keys
from omp_desktop.central.app import create_app
from omp_desktop.central.centre import Centre
from omp_desktop.central.checking import checked_beside
from omp_desktop.central.connections import BoundedConnection
from omp_desktop.central.engine import FILE_NAME, CentreStore, Limits
from omp_desktop.central.errors import CentreDatabaseAway, CentrePortTaken, CentreSchemaOld
from omp_desktop.central.keys import KeyFile
from omp_desktop.central.lock import only_server
from omp_desktop.central.logs import logging_to
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.central.settings import CentreSettings, database_of
from omp_desktop.domain.language import LocalText
from omp_desktop.files import PRIVATE
from omp_desktop.paths import DataFolderUnusable
from omp_desktop.wire.refusals import CentreUnable

Tell = Callable[[LocalText], None]

_BACKLOG: Final = 512
_CONNECTIONS_MOST: Final = 2_000
_HEAD_BYTES_MOST: Final = 16_384
_IDLE_SECONDS: Final = 30
_FINISH_SECONDS: Final = 25

_log = logging.getLogger(__name__)


def serve(folder: Path, settings: CentreSettings, tell: Tell) -> None:
    """Serves until a signal comes. `tell`: the address and the commission's code, for the terminal.

    Raises CentreCannotServe, DataFolderUnusable.
    """
    with ExitStack() as stack:
        stack.enter_context(logging_to(log_file(folder, settings)))
        store = open_store(folder, settings)
        stack.callback(store.close)
        _only_one(stack, store, folder)
        listening = stack.enter_context(_listening(settings))
        with _database_needed():
            _check_schema(store)
            centre = Centre(store, keys.centre_keys(store, KeyFile.of(settings, folder)), settings)
            code = keys.new_commission_code(centre)
        stack.enter_context(checked_beside(store.url))
        tell(_address(settings, listening))
        if code is not None:
            tell(
                LocalText(
                    f"선거관리위원회 등록 코드(commission code, 24시간, 한 번만): {code.text}",
                    f"Code for the commission (24 hours, once): {code.text}",
                )
            )
        server_of(centre).run(sockets=[listening])
        _log.info("The centre has ended")


def open_store(folder: Path, settings: CentreSettings) -> CentreStore:
    """The database of these settings. Raises CentreSettingsWrong.

    A request holds a connection for half of its time at most, and ten replicas fit into what PostgreSQL
    allows by itself.
    """
    return CentreStore(
        database_of(settings, folder / FILE_NAME), Limits(connections=max(2, settings.work_at_a_time // 2))
    )


def server_of(centre: Centre) -> uvicorn.Server:
    """The server of a centre, for sockets that listen already."""
    return _Server(centre)


@contextmanager
def database_at_hand(folder: Path, settings: CentreSettings, *, make: bool = False) -> Iterator[CentreStore]:
    """The database for a command beside the server; `make`: also a file that is not there yet.

    Raises CentreSettingsWrong, CentreDatabaseAway, DataFolderUnusable.
    """
    store = open_store(folder, settings)
    if store.file is not None:
        if make:
            _make_private(store.file, folder)
        elif not store.file.exists():
            raise CentreDatabaseAway(reason=LocalText(f"파일 없음: {store.file}", f"no file: {store.file}"))
    try:
        with _database_needed():
            yield store
    finally:
        store.close()


def log_file(folder: Path, settings: CentreSettings) -> Path:
    """A file for each server, so that two that share a folder do not write into one."""
    name = f"central-{socket.gethostname()}-{settings.port}.log"
    return (settings.log_dir or folder / "logs") / name


class _Server(uvicorn.Server):
    """A server that ends as the head of this module says; uvicorn's own ends by the signal it got."""

    def __init__(self, centre: Centre) -> None:
        settings = centre.settings
        super().__init__(
            uvicorn.Config(
                create_app(centre),
                http=BoundedConnection,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                backlog=_BACKLOG,
                limit_concurrency=_CONNECTIONS_MOST,
                timeout_keep_alive=_IDLE_SECONDS,
                timeout_graceful_shutdown=_FINISH_SECONDS,
                h11_max_incomplete_event_size=_HEAD_BYTES_MOST,
                ssl_certfile=settings.tls_certificate,
                ssl_keyfile=settings.tls_key,
            )
        )
        self._centre = centre
        self._leaves_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begins the end."""
        del frame
        if self._centre.draining.is_set():
            self.should_exit = self.force_exit = True
            return
        self._centre.draining.set()
        waits = 0 if sig == signal.SIGINT else self._centre.settings.drain_seconds
        self._leaves_at = time.monotonic() + waits
        self.should_exit = waits == 0

    async def on_tick(self, counter: int) -> bool:
        """Whether the time has come."""
        if self._leaves_at is not None and time.monotonic() >= self._leaves_at:
            self.should_exit = True
        return await super().on_tick(counter)


@contextmanager
def _listening(settings: CentreSettings) -> Iterator[socket.socket]:
    """The address is taken before anything else is promised."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as problem:
        raise _port_taken(settings, problem) from None
    with listening:
        try:
            if sys.platform != "win32":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(_BACKLOG)
        except OSError as problem:
            raise _port_taken(settings, problem) from None
        yield listening


def _port_taken(settings: CentreSettings, problem: OSError) -> CentrePortTaken:
    reason = problem.strerror or type(problem).__name__
    return CentrePortTaken(address=f"{settings.host}:{settings.port}", reason=reason)


def _only_one(stack: ExitStack, store: CentreStore, folder: Path) -> None:
    if store.file is None:
        return
    _make_private(store.file, folder)
    try:
        stack.enter_context(only_server(store.file))
    except OSError as problem:
        raise _unusable(folder, problem) from problem


def _make_private(file: Path, folder: Path) -> None:
    """For this user alone, before SQLite makes it for everybody."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, PRIVATE))
    except OSError as problem:
        raise _unusable(folder, problem) from problem


def _unusable(folder: Path, problem: OSError) -> DataFolderUnusable:
    return DataFolderUnusable(folder=str(folder), reason=problem.strerror or type(problem).__name__)


@contextmanager
def _database_needed() -> Iterator[None]:
    try:
        yield
    except CentreUnable as problem:
        cause = getattr(problem.__cause__, "orig", None) or problem.__cause__
        raise CentreDatabaseAway(reason=type(cause).__name__) from problem


def _check_schema(store: CentreStore) -> None:
    """A new file is made by itself; every other step is taken by `central migrate`."""
    try:
        PACKAGED.check(store)
    except CentreSchemaOld:
        if not (store.sqlite and PACKAGED.revision(store) is None):
            raise
        PACKAGED.migrate(store)


def _address(settings: CentreSettings, listening: socket.socket) -> LocalText:
    host, port = listening.getsockname()[:2]
    scheme = "http" if settings.tls_certificate is None else "https"
    shown = f"[{host}]" if ":" in host else host
    return LocalText(
        f"중앙 서버 주소: {scheme}://{shown}:{port}", f"The centre is at {scheme}://{shown}:{port}"
    )
