"""Run by alembic for every command: uses the connection and the transaction it is given."""

from __future__ import annotations

from alembic import context

from omp_desktop.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite rolls definitions back like rows; alembic only has to be told.
    transactional_ddl=True,
    # SQLite alters most things by copying the table.
    render_as_batch=True,
)
context.run_migrations()
