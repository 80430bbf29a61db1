"""The centre's database: what is committed is on the disk; its failures are no fault of the data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from omp_desktop.central.engine import CentreStore, Limits
from omp_desktop.central.migrations.runner import PACKAGED
from omp_desktop.central.rows import insert_missing
from omp_desktop.central.schema import SettingRow
from omp_desktop.wire.refusals import CentreUnable
from tests.central.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CentreStore]:
    sqlite = request.param == "sqlite"
    opened = (
        CentreStore.in_folder(tmp_path) if sqlite else CentreStore(request.getfixturevalue("database_url"))
    )
    with closing(opened):
        PACKAGED.migrate(opened)
        yield opened


def put(store: CentreStore, key: str, value: str = "x") -> None:
    with store.begin() as session:
        session.add(SettingRow(key=key, value=value))


def value_of(store: CentreStore, key: str) -> str | None:
    with store.read() as session:
        row = session.get(SettingRow, key)
        return None if row is None else row.value


def test_what_is_raised_undoes_everything(store: CentreStore) -> None:
    def half_way() -> None:
        with store.begin() as session:
            session.add(SettingRow(key="a", value="x"))
            session.flush()
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        half_way()
    assert value_of(store, "a") is None


def test_a_read_sees_one_state_throughout(store: CentreStore) -> None:
    with store.read() as session:
        assert session.get(SettingRow, "a") is None
        put(store, "a")
        count = session.execute(text("SELECT count(*) FROM setting WHERE key = 'a'")).scalar()
        assert count == 0
    assert value_of(store, "a") == "x"


def test_who_was_second_does_it_anew_and_sees_the_first(store: CentreStore) -> None:
    together = Barrier(2)

    def claim(name: str) -> str:
        runs = 0

        def work(session: Session) -> str:
            nonlocal runs
            runs += 1
            found = session.get(SettingRow, "once")
            if runs == 1 and not store.sqlite:
                together.wait()  # on SQLite there is one writer at a time
            if found is not None:
                return found.value
            session.add(SettingRow(key="once", value=name))
            session.flush()
            return name

        return store.write(work)

    with ThreadPoolExecutor(2) as pool:
        winners = set(pool.map(claim, ["first", "second"]))
    assert winners == {value_of(store, "once")}


def test_a_constraint_that_is_always_hurt_is_told(store: CentreStore) -> None:
    put(store, "a")
    runs = []

    def work(session: Session) -> None:
        runs.append(1)
        session.add(SettingRow(key="a", value="again"))

    with pytest.raises(IntegrityError):
        store.write(work)
    assert len(runs) > 1


def test_a_row_that_is_there_is_passed_over(store: CentreStore) -> None:
    put(store, "a", "first")
    rows = [{"key": key, "value": "second"} for key in ("a", "b")]
    with store.begin() as session:
        assert insert_missing(session, SettingRow, rows, "key") == {"b"}
    assert value_of(store, "a") == "first"


def test_the_settings_of_sqlite_are_those_that_keep_a_receipts_promise(tmp_path: Path) -> None:
    with closing(CentreStore.in_folder(tmp_path)) as store, store.read() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0}


def test_postgresql_waits_for_the_disk_whatever_its_default(database_url: str) -> None:
    with closing(CentreStore(database_url)) as store:
        with store.begin() as session:
            session.execute(
                text(
                    "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || "
                    "' SET synchronous_commit = off'; END $$"
                )
            )
        store.close()
        with store.read() as session:
            assert session.execute(text("SHOW synchronous_commit")).scalar() == "on"
        with store.begin() as session:
            session.execute(text("SELECT 1"))
            assert session.execute(text("SHOW synchronous_commit")).scalar() == "on"


def test_a_full_disk_is_no_fault_of_the_data(tmp_path: Path) -> None:
    with closing(CentreStore.in_folder(tmp_path)) as store:
        PACKAGED.migrate(store)
        put(store, "before")
        _limit_pages(store, spare=2)
        with pytest.raises(CentreUnable):
            put(store, "large", "x" * 100_000)
        assert value_of(store, "large") is None
        _limit_pages(store, spare=1_000)
        put(store, "large", "x" * 100_000)
        assert value_of(store, "before") == "x"


def _limit_pages(store: CentreStore, spare: int) -> None:
    """What a full disk says, SQLite says at its page limit. Each connection has a limit of its own."""
    with store.read() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count={pages + spare}"))


def test_a_file_that_another_program_holds_is_no_fault_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omp_desktop.central.engine._BUSY_MS", 50)
    with closing(CentreStore.in_folder(tmp_path)) as store:
        PACKAGED.migrate(store)
        assert store.file is not None
        with closing(sqlite3.connect(store.file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(CentreUnable):
                put(store, "a")
            other.execute("ROLLBACK")
        put(store, "a")


def test_a_file_that_is_no_database_is_no_fault_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "centre.db").write_bytes(b"not a database" * 100)
    with closing(CentreStore.in_folder(tmp_path)) as store, pytest.raises(CentreUnable):
        put(store, "a")


def test_more_work_than_connections_is_told_in_time(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omp_desktop.central.engine._POOL_WAIT_SECONDS", 0.05)
    with (
        closing(CentreStore(database_url, Limits(connections=1))) as store,
        store.read(),
        pytest.raises(CentreUnable),
        store.read(),
    ):
        pass


def test_a_database_that_goes_away_comes_back(own_postgres: Postgres) -> None:
    with own_postgres.database() as url, closing(CentreStore(url)) as store:
        PACKAGED.migrate(store)
        put(store, "before")
        own_postgres.stop()
        with pytest.raises(CentreUnable):
            put(store, "while away")
        with pytest.raises(CentreUnable), store.read():
            pass
        own_postgres.come_back()
        put(store, "after")
        assert [value_of(store, key) for key in ("before", "while away", "after")] == ["x", None, "x"]


def test_no_password_stands_in_an_error(tmp_path: Path) -> None:
    url = "postgresql+psycopg://user:geheim@127.0.0.1:1/none"
    with closing(CentreStore(url)) as store, pytest.raises(CentreUnable) as raised, store.read():
        pass
    seen = repr(raised.value) + str(raised.value) + repr(store) + str(raised.value.__cause__)
    assert "geheim" not in seen
