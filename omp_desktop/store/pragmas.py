"""Safety settings of a connection: set, read back, and refused when one did not take effect.

They are per schema: an attached file starts with its own defaults. `TRUNCATE` and not WAL because with a
second file attached a commit is atomic only in the rollback modes; `EXTRA` because with `FULL` the
directory entry of the journal can come back after a power cut (https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from omp_desktop.store.driver import RawConnection
from omp_desktop.store.errors import StoreSettingsWrong

WRITE_BUSY_MS = 10_000
CAST_BUSY_MS = 3_000


@dataclass(frozen=True, slots=True)
class Setting:
    """A PRAGMA, what it is set to, and what reading it back must give."""

    name: str
    value: str
    reads: str


PER_SCHEMA = (
    Setting("journal_mode", "TRUNCATE", "truncate"),
    Setting("synchronous", "EXTRA", "3"),
    Setting("secure_delete", "ON", "1"),
    Setting("mmap_size", "0", "0"),
    # At most 64 MiB: with less, a list of 500,000 voters takes twice as long to import and to check.
    Setting("cache_size", "-65536", "-65536"),
)
PER_CONNECTION = (
    Setting("foreign_keys", "ON", "1"),
    Setting("trusted_schema", "OFF", "0"),
    Setting("cell_size_check", "ON", "1"),
    Setting("temp_store", "MEMORY", "2"),
    # macOS: an ordinary fsync leaves the data in the drive's cache.
    Setting("fullfsync", "ON", "1"),
    Setting("checkpoint_fullfsync", "ON", "1"),
)
# Altering a table copies it, which foreign keys would take for a deletion: a migration checks them last.
FOREIGN_KEYS_OFF = Setting("foreign_keys", "OFF", "0")


def for_ordinary_work() -> tuple[Setting, ...]:
    """The settings under which votes are recorded."""
    return PER_CONNECTION


def for_migration() -> tuple[Setting, ...]:
    """The same, with foreign keys checked once at the end instead of at each statement."""
    return tuple(FOREIGN_KEYS_OFF if s.name == FOREIGN_KEYS_OFF.name else s for s in PER_CONNECTION)


def apply_settings(
    connection: RawConnection, per_connection: tuple[Setting, ...] = PER_CONNECTION, schema: str = "main"
) -> None:
    """Sets every setting and reads each back. Raises StoreSettingsWrong for the first that differs."""
    for setting in per_connection:
        connection.execute(f"PRAGMA {setting.name} = {setting.value}")
    for setting in PER_SCHEMA:
        connection.execute(f"PRAGMA {schema}.{setting.name} = {setting.value}")
    found = read_settings(connection, schema)
    for setting in (*per_connection, *PER_SCHEMA):
        if found[setting.name] != setting.reads:
            raise StoreSettingsWrong(setting=setting.name, expected=setting.reads, found=found[setting.name])


def read_settings(connection: RawConnection, schema: str = "main") -> Mapping[str, str]:
    """What the settings are now, by name."""
    statements = {s.name: f"PRAGMA {s.name}" for s in PER_CONNECTION}
    statements |= {s.name: f"PRAGMA {schema}.{s.name}" for s in PER_SCHEMA}
    values = {name: connection.execute(statement).fetchone() for name, statement in statements.items()}
    return {name: "" if row is None else str(row[0]) for name, row in values.items()}
