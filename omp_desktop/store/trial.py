"""Stores as other versions of the program leave them, for trials of what this version does with them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import text

from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.migrations.runner import PACKAGED, Migrations
from omp_desktop.store.opening import store_file

NEWER: Final = "9999"


def first_version() -> Migrations:
    """The tables of the first version: a store opened with them is made as that version made it."""
    return Migrations(head=PACKAGED.all_revisions()[0])


def make_newer(folder: Path, key: bytes) -> None:
    """Lets the store in `folder` look like that of a version to come."""
    with Connections(store_file(folder), StoreKey(key)).migration() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :newer"), {"newer": NEWER})
