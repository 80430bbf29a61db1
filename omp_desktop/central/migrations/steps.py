"""Alembic, told where the steps are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_LOCATION = Path(__file__).parent


def all_revisions(further: Sequence[Path]) -> tuple[str, ...]:
    """Every version, the first one first; `further`: folders with steps behind the packaged ones."""
    scripts = ScriptDirectory.from_config(_config(further))
    return tuple(reversed([script.revision for script in scripts.walk_revisions()]))


def upgrade(connection: Connection, to: str, further: Sequence[Path]) -> None:
    """Takes the steps up to `to`, inside the transaction of `connection`."""
    config = _config(further)
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def downgrade(connection: Connection, to: str, further: Sequence[Path]) -> None:
    """Takes the steps back to `to` ("base": before the first)."""
    config = _config(further)
    config.attributes["connection"] = connection
    command.downgrade(config, to)


def _config(further: Sequence[Path]) -> Config:
    config = Config()
    # A percent sign in a folder's name would be taken for an interpolation.
    places = [str(place).replace("%", "%%") for place in (_LOCATION / "versions", *further)]
    config.set_main_option("script_location", str(_LOCATION).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(places))
    return config
