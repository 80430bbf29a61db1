"""The centre's tables: migrations make what the models say, on both databases, and versions work together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.errors import CentreSchemaNewer, CentreSchemaOld
from omp_desktop.central.migrations import steps
from omp_desktop.central.migrations.runner import PACKAGED, Migrations
from omp_desktop.central.schema import Base
from omp_desktop.crypto import signing
from tests.central.asking import Application
from tests.central.senders import held_election
from tests.central.test_trust import code_of, register

NEXT = '''
"""A step of the future."""
import sqlalchemy as sa
from alembic import op
from omp_desktop.central.migrations.runner import served_from
revision = "0099"
down_revision = "{head}"
branch_labels = None
depends_on = None
def upgrade():
    op.add_column("device", sa.Column("colour", sa.Text(), nullable=True))
    op.create_table("future", sa.Column("a", sa.Integer(), primary_key=True))
    {statement}
def downgrade():
    op.drop_table("future")
    op.drop_column("device", "colour")
'''
WORKS_ON = f'served_from(op.get_bind(), "{PACKAGED.head}")'
DOES_NOT = 'served_from(op.get_bind(), "0099")'

# What PostgreSQL says of every column, index and constraint, without the names of its own inventory.
POSTGRESQL = """
SELECT table_name || '.' || column_name,
       data_type || ' ' || coalesce(character_maximum_length, 0) || ' ' || is_nullable || ' '
       || coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""
SQLITE = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CentreStore]:
    """An empty database of each kind."""
    sqlite = request.param == "sqlite"
    with closing(
        CentreStore.in_folder(tmp_path) if sqlite else CentreStore(request.getfixturevalue("database_url"))
    ) as opened:
        yield opened


def the_next_step(tmp_path: Path, statement: str) -> Migrations:
    """The packaged steps and one more."""
    further = tmp_path / "further"
    further.mkdir()
    (further / "r0099_future.py").write_text(NEXT.format(head=PACKAGED.head, statement=statement))
    return Migrations(head="0099", further=(further,))


def schema_of(store: CentreStore) -> dict[str, str]:
    with store.read() as session:
        rows = session.execute(text(SQLITE if store.sqlite else POSTGRESQL))
        found = {name: " ".join(str(said).split()) for name, said in rows}
    return {name: said for name, said in found.items() if "alembic_version" not in name}


def remove_all(store: CentreStore) -> None:
    with store.begin() as session:
        steps.downgrade(session.connection(), "base", ())


def test_the_migrations_make_what_the_models_say(store: CentreStore) -> None:
    PACKAGED.migrate(store)
    by_steps = schema_of(store)
    remove_all(store)
    assert schema_of(store) == {}
    Base.metadata.create_all(store.engine)
    assert plain(by_steps) == plain(schema_of(store))


def plain(schema: dict[str, str]) -> dict[str, str]:
    """SQLite keeps the text of a definition as it was typed: lists of columns may stand in another order."""
    return {
        name: " ".join(sorted(said.replace("(", " ( ").replace(",", " ").split()))
        for name, said in schema.items()
    }


def test_alembic_finds_no_difference_either(store: CentreStore) -> None:
    PACKAGED.migrate(store)
    assert differences(store) == []


def differences(store: CentreStore) -> list[object]:
    def compare(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    with store.read() as session:
        return compare(session.connection())


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE pledge ADD COLUMN surprise TEXT",
        "DROP INDEX uq_batch_place",
        "DROP TABLE alarm",
    ],
)
def test_a_difference_would_be_seen(store: CentreStore, change: str) -> None:
    """The control of the tests above."""
    PACKAGED.migrate(store)
    before = schema_of(store)
    with store.begin() as session:
        session.execute(text(change))
    assert schema_of(store) != before


def test_the_head_is_the_last_step() -> None:
    assert steps.all_revisions(())[-1] == PACKAGED.head


def test_each_step_goes_down_and_up_again(store: CentreStore) -> None:
    PACKAGED.migrate(store)
    there = schema_of(store)
    remove_all(store)
    assert PACKAGED.migrate(store) == (None, PACKAGED.head)
    assert schema_of(store) == there


def test_migrating_twice_changes_nothing(store: CentreStore) -> None:
    assert PACKAGED.migrate(store) == (None, PACKAGED.head)
    before = schema_of(store)
    assert PACKAGED.migrate(store) == (PACKAGED.head, PACKAGED.head)
    assert schema_of(store) == before


def test_a_step_that_fails_leaves_everything_as_it_was(store: CentreStore, tmp_path: Path) -> None:
    PACKAGED.migrate(store)
    before = schema_of(store)
    with pytest.raises(ZeroDivisionError):
        the_next_step(tmp_path, "1 / 0").migrate(store)
    assert schema_of(store) == before
    assert PACKAGED.revision(store) == PACKAGED.head


def test_a_program_refuses_tables_that_are_older_or_not_there(store: CentreStore, tmp_path: Path) -> None:
    with pytest.raises(CentreSchemaOld):
        PACKAGED.check(store)
    PACKAGED.migrate(store)
    PACKAGED.check(store)
    with pytest.raises(CentreSchemaOld):
        the_next_step(tmp_path, WORKS_ON).check(store)


def test_the_program_of_the_version_before_works_on_new_tables(store: CentreStore, tmp_path: Path) -> None:
    PACKAGED.migrate(store)
    app = served(store)
    commission = held_election().commission()
    assert register(app, commission, code_of(app)).status == 200
    the_next_step(tmp_path, WORKS_ON).migrate(store)
    # While the other replicas are brought up to date, this one goes on, and can be started anew.
    PACKAGED.check(store)
    assert app.receipt(commission.publish(), commission).accepted == 1
    assert app.ask("GET", "/readyz").status == 200
    app.close()


def test_a_program_refuses_tables_that_say_they_are_not_for_it(store: CentreStore, tmp_path: Path) -> None:
    PACKAGED.migrate(store)
    the_next_step(tmp_path, DOES_NOT).migrate(store)
    with pytest.raises(CentreSchemaNewer):
        PACKAGED.check(store)
    with pytest.raises(CentreSchemaNewer):
        PACKAGED.migrate(store)
    with closing(served(store)) as app:
        assert app.ask("GET", "/readyz").status == 503


def served(store: CentreStore) -> Application:
    return Application(Centre(store, signing.generate()))
