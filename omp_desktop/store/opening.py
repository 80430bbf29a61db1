"""What happens between a folder and an open store: making a new file, checking and migrating an old one."""

from __future__ import annotations

import errno
import math
import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from omp_desktop import __version__
from omp_desktop.domain.errors import OmpError
from omp_desktop.store import identity, mirror_state
from omp_desktop.store.backup import back_up, discard, make_durable, place_new_file
from omp_desktop.store.checks import older_problems
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.errors import (
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreNewer,
    StoreNotUpgraded,
    StoreNotWritable,
)
from omp_desktop.store.migrations.runner import Migrations
from omp_desktop.store.pragmas import WRITE_BUSY_MS
from omp_desktop.store.repositories.settings import HOME, PROGRAM, Settings

FILE_NAME = "station.db"
BACKUP_FOLDER = "backups"
# "OMPD" in the file's header: tells a station's store from any other encrypted database.
APPLICATION_ID = 0x4F4D5044
_PRIVATE = 0o600
# A copy of the file, and the journal of the change, which at most holds the file once more.
_ROOM_TIMES = 2.5
_MEGABYTE = 1_000_000


def store_file(folder: Path) -> Path:
    """Where the store of this data folder lies."""
    return folder / FILE_NAME


def make_new(connections: Connections, migrations: Migrations) -> None:
    """Makes a store where there is none. After a crash there is a whole one or none.

    When another process made one in the meantime, that one stays and is checked.
    """
    final = connections.path
    if _journal(final).exists() and _journal(final).stat().st_size:
        # SQLite would play it back into the new file.
        raise StoreDamaged(reason="journal without its file")
    making = final.with_name(f".{final.name}.{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE))
        with Connections(making, connections.key).migration() as connection:
            migrations.upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            identity.give_identity(connection)
            Settings(connection).set(PROGRAM, __version__)
        make_durable(making)
        place_new_file(making, final)
    except FileExistsError:
        check_existing(connections, migrations)
        return
    except OSError as error:
        raise StoreNotWritable(reason=error.strerror or type(error).__name__) from error
    finally:
        discard(making)
    _settle_if_new(connections)


def check_existing(connections: Connections, migrations: Migrations) -> Path | None:
    """Refuses what is no sound store of a known version, and brings an older one up to date.

    Returns the copy that was made before that, None where nothing had to be done.
    """
    before: Path | None = None
    with connections.engine(Mode.READ, WRITE_BUSY_MS).begin() as connection:
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            raise NotAStore
        revision = migrations.revision(connection)
        if not migrations.knows(revision):
            raise StoreNewer(found=_made_by(connection), known=__version__)
    if revision != migrations.head:
        try:
            before = _bring_up_to_date(connections, migrations, revision)
        except (StoreFull, StoreNotWritable) as problem:
            raise _not_upgraded(connections.path, problem) from problem
    _settle_if_new(connections)
    return before


def _bring_up_to_date(connections: Connections, migrations: Migrations, revision: str | None) -> Path:
    backup = _backup_name(connections.path, str(revision))
    back_up(connections, backup, check=older_problems)
    try:
        with connections.migration() as connection:
            migrations.upgrade(connection)
            _refuse_broken_references(connection)
            # The second file has the older tables.
            mirror_state.mark_behind(connection)
            Settings(connection).set(PROGRAM, __version__)
    except (StoreFull, StoreBusy):
        # Nothing was changed. Each further try makes a copy of its own, and they would fill the disk.
        with suppress(OSError):
            discard(backup)
        raise
    return backup


def _made_by(connection: Connection) -> str:
    """The version of the program that gave a newer file its form; it is not known what else is in it."""
    named = None
    with suppress(DBAPIError):
        named = Settings(connection).get(PROGRAM)
    return named if named not in {None, __version__} else f"> {__version__}"


def _not_upgraded(path: Path, problem: OmpError) -> StoreNotUpgraded:
    reason = str(problem.params.get("reason", os.strerror(errno.ENOSPC)))
    return StoreNotUpgraded(reason=reason, megabytes=math.ceil(path.stat().st_size * _ROOM_TIMES / _MEGABYTE))


def _settle_if_new(connections: Connections) -> None:
    """A file has its first home where it was given its name, also when the program was killed right then."""
    with connections.engine(Mode.READ, WRITE_BUSY_MS).begin() as connection:
        if Settings(connection).get(HOME) is not None:
            return
    with connections.engine(Mode.WRITE, WRITE_BUSY_MS).begin() as connection:
        identity.settle(Settings(connection), connections.path)


def _refuse_broken_references(connection: Connection) -> None:
    """Foreign keys are off while tables are copied; the transaction ends well only if all of them hold."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreDamaged(reason=f"a row of {broken[0]} refers to a missing row of {broken[2]}")


def _backup_name(path: Path, revision: str) -> Path:
    """`backups/station-0001.db`, with a number behind it when there is one already."""
    folder = path.parent / BACKUP_FOLDER
    name = f"{path.stem}-{revision}"
    number = 1
    while (candidate := folder / f"{name}{'' if number == 1 else f'-{number}'}{path.suffix}").exists():
        number += 1
    return candidate


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")
