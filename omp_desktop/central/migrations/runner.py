"""Brings the centre's tables up to date, and says whether this program can serve from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, select, text

from omp_desktop.central.engine import CentreStore
from omp_desktop.central.errors import CentreSchemaNewer, CentreSchemaOld
from omp_desktop.central.schema import SettingRow

# The row of `setting` in which a step says from which version of the program on its tables can be used.
SERVED_FROM: Final = "schema-served-from"
_VERSION_TABLE: Final = "alembic_version"
_REVISION: Final = text("SELECT version_num FROM alembic_version")
# A step may copy a table that took an election to fill.
_NO_LIMIT: Final = text(
    "SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)"
)
# Two at once would take the same step twice. Any number, the same in every process.
_LOCK: Final = text("SELECT pg_advisory_xact_lock(607301)")


@dataclass(frozen=True, slots=True)
class Migrations:
    """A line of steps that ends at `head`. `further`: folders with steps behind the packaged ones."""

    head: str
    further: tuple[Path, ...] = ()

    def revision(self, store: CentreStore) -> str | None:
        """The version of the tables, None where there are none. Raises CentreUnable."""
        with store.read() as session:
            return _revision(session.connection())

    def migrate(self, store: CentreStore, to: str | None = None) -> tuple[str | None, str]:
        """Takes the steps up to the head, all or none; the versions before and after.

        Raises CentreSchemaNewer, CentreUnable.
        """
        from omp_desktop.central.migrations import steps  # noqa: PLC0415 - alembic costs 0.1 s at each start

        with store.begin() as session:
            connection = session.connection()
            if not store.sqlite:
                connection.execute(_NO_LIMIT)
                connection.execute(_LOCK)
            before = _revision(connection)
            if before is not None and before not in steps.all_revisions(self.further):
                raise CentreSchemaNewer(found=before, needed=self.head)
            steps.upgrade(connection, to or self.head, self.further)
        return before, to or self.head

    def check(self, store: CentreStore) -> None:
        """Whether this program can serve. Raises CentreSchemaOld, CentreSchemaNewer, CentreUnable."""
        with store.read() as session:
            found = _revision(session.connection())
            if found is None or found < self.head:
                raise CentreSchemaOld(found=found or "–", needed=self.head)
            if found > self.head:
                served_from = session.scalar(select(SettingRow.value).where(SettingRow.key == SERVED_FROM))
                if served_from is None or served_from > self.head:
                    raise CentreSchemaNewer(found=found, needed=self.head)


def served_from(connection: Connection, revision: str) -> None:
    """For a step: from this version of the program on, its tables can be served from."""
    connection.execute(text("DELETE FROM setting WHERE key = :key"), {"key": SERVED_FROM})
    connection.execute(
        text("INSERT INTO setting (key, value) VALUES (:key, :value)"),
        {"key": SERVED_FROM, "value": revision},
    )


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    value = connection.execute(_REVISION).scalar()
    return None if value is None else str(value)


PACKAGED: Final = Migrations(head="0001")
