"""Brings a store up to date: all steps in one transaction, which the caller began and ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

_LOCATION = Path(__file__).parent
_VERSION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class Migrations:
    """A line of steps that ends at `head`. `further`: folders with steps behind the packaged ones."""

    head: str
    further: tuple[Path, ...] = ()

    def revision(self, connection: Connection) -> str | None:
        """The version of the tables, or None when the file was never migrated."""
        if not inspect(connection).has_table(_VERSION_TABLE):
            return None
        value = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSION_TABLE}").scalar()  # noqa: S608 - a constant
        return None if value is None else str(value)

    def knows(self, revision: str | None) -> bool:
        """Whether there is a way from that version to the head."""
        return revision is None or revision in self.all_revisions()

    def all_revisions(self) -> tuple[str, ...]:
        """Every version, the first one first."""
        scripts = ScriptDirectory.from_config(self._config())
        return tuple(reversed([script.revision for script in scripts.walk_revisions()]))

    def upgrade(self, connection: Connection, to: str | None = None) -> None:
        """Takes the steps up to `to` (the head unless it is given)."""
        self._run(connection, lambda config: command.upgrade(config, to or self.head))

    def downgrade(self, connection: Connection, to: str) -> None:
        """Takes the steps back to `to` ("base": before the first)."""
        self._run(connection, lambda config: command.downgrade(config, to))

    def _run(self, connection: Connection, step: Callable[[Config], None]) -> None:
        config = self._config()
        config.attributes["connection"] = connection
        step(config)

    def _config(self) -> Config:
        config = Config()
        # A percent sign in a folder's name would be taken for an interpolation.
        places = [str(place).replace("%", "%%") for place in (_LOCATION / "versions", *self.further)]
        config.set_main_option("script_location", str(_LOCATION).replace("%", "%%"))
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", "\n".join(places))
        return config


PACKAGED = Migrations(head="0002")
