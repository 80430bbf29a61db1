"""What happens between a folder and an open store: making a new file, checking and migrating an old one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlalchemy import Connection

from omp_desktop.store import identity, mirror_state
from omp_desktop.store.backup import back_up, discard, make_durable, place_new_file
from omp_desktop.store.checks import older_problems
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.errors import NotAStore, StoreDamaged, StoreNewer, StoreNotWritable
from omp_desktop.store.migrations.runner import Migrations
from omp_desktop.store.pragmas import WRITE_BUSY_MS
from omp_desktop.store.repositories.settings import HOME, Settings

FILE_NAME = "station.db"
BACKUP_FOLDER = "backups"
# "OMPD" in the file's header: tells a station's store from any other encrypted database.
APPLICATION_ID = 0x4F4D5044
_PRIVATE = 0o600


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


def check_existing(connections: Connections, migrations: Migrations) -> None:
    """Refuses what is no sound store of a known version, and brings an older one up to date."""
    with connections.engine(Mode.READ, WRITE_BUSY_MS).begin() as connection:
        if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
            raise NotAStore
        revision = migrations.revision(connection)
    if revision != migrations.head:
        _bring_up_to_date(connections, migrations, revision)
    _settle_if_new(connections)


def _bring_up_to_date(connections: Connections, migrations: Migrations, revision: str | None) -> None:
    if not migrations.knows(revision):
        raise StoreNewer(found=str(revision), known=migrations.head)
    back_up(connections, _backup_name(connections.path, str(revision)), check=older_problems)
    with connections.migration() as connection:
        migrations.upgrade(connection)
        _refuse_broken_references(connection)
        # The second file has the older tables.
        mirror_state.mark_behind(connection)


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
