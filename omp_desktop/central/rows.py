"""Writing many rows at once: one statement for all of them, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from omp_desktop.central.schema import Base


def table_of(row: type[Base]) -> Any:
    """The table: rows of it are written without an object for each."""
    return row.__table__


def insert_into(session: Session, row: type[Base]) -> Any:
    """An INSERT that can say ON CONFLICT."""
    dialect: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table_of(row))


def insert_missing(
    session: Session, row: type[Base], rows: Sequence[dict[str, Any]], column: str
) -> set[Any]:
    """Inserts the rows that no constraint is against, and returns what they have in `column`.

    Constraints decide, not a look beforehand: another replica may write at the same time.
    """
    if not rows:
        return set()
    statement = insert_into(session, row).on_conflict_do_nothing().returning(table_of(row).c[column])
    return set(session.connection().execute(statement, list(rows)).scalars())
