"""Migrations: they make what the models say, go both ways, and never without a backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from omp_desktop.store import connections, pragmas
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import StoreBusy, StoreDamaged, StoreNotUpgraded
from omp_desktop.store.guards import GUARDS
from omp_desktop.store.migrations.runner import PACKAGED, Migrations
from omp_desktop.store.schema import Base
from tests.store.station import (
    KEY,
    an_election,
    connections_of,
    file_in,
    on_local_disk,
    open_polls,
    opened,
    raw_transaction,
    schema_of,
)

NEXT = '''
"""A step of the future."""
from alembic import op
revision = "0099"
down_revision = "{head}"
branch_labels = None
depends_on = None
def upgrade():
    op.get_bind().exec_driver_sql("CREATE TABLE future (a INTEGER)")
    {statement}
def downgrade():
    op.drop_table("future")
'''


@contextmanager
def empty_file(folder: Path, name: str) -> Iterator[Connection]:
    """A migration's transaction on a file without tables."""
    (folder / name).touch()
    with Connections(folder / name, StoreKey(KEY)).migration() as connection:
        yield connection


def the_next_step(tmp_path: Path, statement: str = "") -> Migrations:
    """The packaged steps and one more."""
    further = tmp_path / "further"
    further.mkdir()
    (further / "r0099_future.py").write_text(NEXT.format(head=PACKAGED.head, statement=statement))
    return Migrations(head="0099", further=(further,))


def test_the_migrations_make_what_the_models_say(folder: Path, store: Store) -> None:
    with empty_file(folder, "models.db") as connection:
        Base.metadata.create_all(connection)
        by_models = schema_of(connection)
    with raw_transaction(store) as connection:
        assert schema_of(connection) == by_models
    assert by_models.keys() >= GUARDS.keys()


def test_alembic_finds_no_difference_either(store: Store) -> None:
    with raw_transaction(store) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE pledge ADD COLUMN surprise TEXT",
        "DROP INDEX ix_voter_election_id_name_key",
        "DROP TRIGGER audit_entry_never_delete",
    ],
)
def test_a_difference_would_be_seen(store: Store, change: str) -> None:
    """The control of the tests above."""
    with raw_transaction(store) as connection:
        before = schema_of(connection)
        connection.exec_driver_sql(change)
        assert schema_of(connection) != before


def test_the_head_is_the_last_step() -> None:
    assert PACKAGED.all_revisions()[-1] == PACKAGED.head


@pytest.mark.parametrize("revision", PACKAGED.all_revisions())
def test_each_step_goes_up_and_down_again(folder: Path, revision: str) -> None:
    steps = ("base", *PACKAGED.all_revisions())
    before = steps[steps.index(revision) - 1]
    with empty_file(folder, "steps.db") as connection:
        if before != "base":
            PACKAGED.upgrade(connection, before)
        start = schema_of(connection)
        PACKAGED.upgrade(connection, revision)
        there = schema_of(connection)
        assert there != start
        PACKAGED.downgrade(connection, before)
        assert schema_of(connection) == start
        PACKAGED.upgrade(connection, revision)
        assert schema_of(connection) == there


def test_the_steps_are_found_from_any_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert opened(folder).integrity_check() == ()


def test_an_older_file_is_backed_up_and_brought_up_to_date(folder: Path, tmp_path: Path) -> None:
    polls = open_polls(opened(folder))
    ballot_id = polls.vote(polls.voters[0])
    store = open_store(folder, KEY, probe=on_local_disk, migrations=the_next_step(tmp_path))
    with store.read() as uow:
        assert uow.ballots.get(ballot_id).ballot_id == ballot_id
    with raw_transaction(store) as connection:
        assert "future" in schema_of(connection)
    backup = folder / "backups" / f"station-{PACKAGED.head}.db"
    with Connections(backup, StoreKey(KEY)).raw() as copy:
        assert copy.execute("SELECT count(*) FROM ballot").fetchone() == (1,)
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (PACKAGED.head,)


@pytest.mark.parametrize("revision", PACKAGED.all_revisions()[:-1])
def test_a_file_of_every_earlier_version_is_backed_up_and_brought_up_to_date(
    folder: Path, revision: str
) -> None:
    older = open_store(folder, KEY, probe=on_local_disk, migrations=Migrations(head=revision))
    election = an_election()
    with older.uow() as uow:
        uow.elections.add(election)
        uow.commit()

    store = opened(folder)

    with store.read() as uow:
        assert uow.elections.get(election.id) == election
    assert store.integrity_check() == ()
    assert store.before_upgrade == folder / "backups" / f"station-{revision}.db"
    assert opened(folder).before_upgrade is None
    with Connections(store.before_upgrade, StoreKey(KEY)).raw() as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
        assert copy.execute("SELECT count(*) FROM election").fetchone() == (1,)


def test_where_no_copy_can_be_made_an_older_file_stays_as_it_is(folder: Path) -> None:
    open_store(folder, KEY, probe=on_local_disk, migrations=Migrations(head="0001"))
    before = file_in(folder).read_bytes()
    (folder / "backups").touch()

    with pytest.raises(StoreNotUpgraded) as refused:
        opened(folder)

    assert file_in(folder).read_bytes() == before
    assert refused.value.params == {"reason": "File exists", "megabytes": 1}


def test_on_a_disk_without_room_for_the_change_an_older_file_stays_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(folder, KEY, probe=on_local_disk, migrations=Migrations(head="0005"))
    before = file_in(folder).read_bytes()

    def full(path: Path, key: StoreKey, busy_ms: int) -> RawConnection:
        connection = connect(path, key, busy_ms)
        # As large as it is.
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(connections, "connect", full)
        with pytest.raises(StoreNotUpgraded) as refused:
            opened(folder)

    assert refused.value.params["reason"] == "No space left on device"
    assert file_in(folder).read_bytes() == before
    assert not list(folder.glob("**/.*.partial"))
    # Each try would leave one more, on a disk that has no room.
    assert not list(folder.glob("backups/*"))
    assert opened(folder).integrity_check() == ()


def test_while_another_program_works_on_it_an_older_file_stays_as_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_store(folder, KEY, probe=on_local_disk, migrations=Migrations(head="0005"))
    before = file_in(folder).read_bytes()
    monkeypatch.setattr(pragmas, "WRITE_BUSY_MS", 0)

    with other.read() as uow:
        # Only a first read takes the lock.
        assert uow.settings.store_id
        with pytest.raises(StoreBusy):
            opened(folder)

    assert file_in(folder).read_bytes() == before
    assert not list(folder.glob("backups/*"))


def test_a_damaged_file_of_an_earlier_version_is_not_touched(folder: Path) -> None:
    open_store(folder, KEY, probe=on_local_disk, migrations=Migrations(head="0001"))
    path, intact = file_in(folder), file_in(folder).read_bytes()
    damaged = intact[:-100] + bytes([intact[-100] ^ 1]) + intact[-99:]
    path.write_bytes(damaged)

    with pytest.raises(StoreDamaged):
        opened(folder)

    assert path.read_bytes() == damaged


def test_a_second_backup_of_the_same_version_gets_a_number(folder: Path, tmp_path: Path) -> None:
    opened(folder)
    steps = the_next_step(tmp_path)
    with Connections(
        open_store(folder, KEY, probe=on_local_disk, migrations=steps).path, StoreKey(KEY)
    ).migration() as c:
        steps.downgrade(c, PACKAGED.head)
    open_store(folder, KEY, probe=on_local_disk, migrations=steps)
    names = sorted(path.name for path in (folder / "backups").iterdir())
    assert names == [f"station-{PACKAGED.head}-2.db", f"station-{PACKAGED.head}.db"]


def test_a_current_file_is_not_backed_up(folder: Path) -> None:
    opened(folder)
    opened(folder)
    assert not (folder / "backups").exists()


def test_a_step_that_fails_leaves_the_file_as_it_was(folder: Path, tmp_path: Path) -> None:
    store = opened(folder)
    with raw_transaction(store) as connection:
        before = schema_of(connection)
    with pytest.raises(ZeroDivisionError):
        open_store(folder, KEY, probe=on_local_disk, migrations=the_next_step(tmp_path, "1 / 0"))
    with raw_transaction(opened(folder)) as connection:
        assert schema_of(connection) == before


def test_a_step_that_breaks_references_is_undone(folder: Path, tmp_path: Path) -> None:
    polls = open_polls(opened(folder))
    orphan = 'op.get_bind().exec_driver_sql("DELETE FROM station")'
    with pytest.raises(StoreDamaged):
        open_store(folder, KEY, probe=on_local_disk, migrations=the_next_step(tmp_path, orphan))
    with opened(folder).read() as uow:
        assert uow.stations.get(polls.station_id).id == polls.station_id


def test_a_migration_that_stops_half_way_is_undone(store: Store) -> None:
    def stop_half_way() -> None:
        with connections_of(store).migration() as connection:
            connection.exec_driver_sql("CREATE TABLE half (a)")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stop_half_way()
    with raw_transaction(store) as connection:
        assert "half" not in schema_of(connection)
