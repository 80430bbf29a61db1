"""Brings a store up to date: all steps in one transaction, which the caller began and ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

_VERSION_TABLE = "alembic_version"
_REVISION = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, slots=True)
class Migrations:
    """A line of steps that ends at `head`. `further`: folders with steps behind the packaged ones."""

    head: str
    further: tuple[Path, ...] = ()

    def revision(self, connection: Connection) -> str | None:
        """The version of the tables, or None when the file was never migrated."""
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
        value = connection.execute(_REVISION).scalar()
        return None if value is None else str(value)

    def knows(self, revision: str | None) -> bool:
        """Whether there is a way from that version to the head."""
        return revision is None or revision in self.all_revisions()

    def all_revisions(self) -> tuple[str, ...]:
        """Every version, the first one first."""
        from omp_desktop.store.migrations import steps  # noqa: PLC0415 - see there

        return steps.all_revisions(self.further)

    def upgrade(self, connection: Connection, to: str | None = None) -> None:
        """Takes the steps up to `to` (the head unless it is given)."""
        from omp_desktop.store.migrations import steps  # noqa: PLC0415 - see there

        steps.upgrade(connection, to or self.head, self.further)

    def downgrade(self, connection: Connection, to: str) -> None:
        """Takes the steps back to `to` ("base": before the first)."""
        from omp_desktop.store.migrations import steps  # noqa: PLC0415 - see there

        steps.downgrade(connection, to, self.further)


PACKAGED = Migrations(head="0006")
