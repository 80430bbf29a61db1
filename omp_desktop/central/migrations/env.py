"""Run by alembic for every command: uses the connection and the transaction it is given."""

from __future__ import annotations

from alembic import context

from omp_desktop.central.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # Both databases roll definitions back like rows; alembic only has to be told about SQLite.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
