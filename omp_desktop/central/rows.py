"""Writing many rows at once: one statement for all of them, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec
from sqlalchemy import Text, bindparam, column, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from omp_desktop.central.schema import Base

_ROWS: Final = "rows"

Row = dict[str, Any]


def table_of(row: type[Base]) -> Any:
    """The table: rows of it are written without an object for each."""
    return row.__table__


def insert_into(session: Session, row: type[Base], rows: Sequence[Row]) -> tuple[Any, Any]:
    """An INSERT of these rows that can say ON CONFLICT, and the parameters to execute it with.

    All rows have the same columns. Several go to PostgreSQL as one parameter in JSON: a statement with
    thousands of places for values takes longer to read than to do. Several rows hold no bytes, therefore.
    The same INSERT is the same object: what is made of it can be kept (`lru_cache`).
    """
    if session.get_bind().dialect.name == "sqlite":
        return _sqlite_insert(row), list(rows)
    if len(rows) == 1:
        return _postgresql_insert(row), list(rows)
    return _insert_of_json(row, tuple(rows[0])), {_ROWS: msgspec.json.encode(rows).decode("utf-8")}


def insert_missing(session: Session, row: type[Base], rows: Sequence[Row], name: str) -> set[Any]:
    """Inserts the rows that no constraint is against, and returns what they have in the column `name`.

    Constraints decide, not a look beforehand: another replica may write at the same time.
    """
    if not rows:
        return set()
    insert, values = insert_into(session, row, rows)
    return set(session.connection().execute(_unless_there(insert, name), values).scalars())


@lru_cache(maxsize=128)
def _unless_there(insert: Any, name: str) -> Any:
    return insert.on_conflict_do_nothing().returning(insert.table.c[name])


@lru_cache(maxsize=32)
def _sqlite_insert(row: type[Base]) -> Any:
    return sqlite.insert(table_of(row))


@lru_cache(maxsize=32)
def _postgresql_insert(row: type[Base]) -> Any:
    return postgresql.insert(table_of(row))


@lru_cache(maxsize=32)
def _insert_of_json(row: type[Base], names: tuple[str, ...]) -> Any:
    table = table_of(row)
    source = func.json_to_recordset(bindparam(_ROWS, type_=Text()).cast(postgresql.JSON))
    given = source.table_valued(*(column(name, table.c[name].type) for name in names))
    rows = given.render_derived(name="given", with_types=True)
    return postgresql.insert(table).from_select(list(names), select(*(rows.c[name] for name in names)))
