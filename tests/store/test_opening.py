"""Opening a store: what it makes, what it refuses, and that it says why."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
import traceback
from pathlib import Path

import pytest

from omp_desktop import __version__
from omp_desktop.domain.errors import OmpError
from omp_desktop.store import opening, pragmas
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import (
    NotAStore,
    StoreClosed,
    StoreDamaged,
    StoreKeyWrong,
    StoreNewer,
    StoreNotWritable,
    StoreOnNetworkDrive,
    StoreSettingsWrong,
)
from omp_desktop.store.migrations.runner import Migrations
from tests.store.station import (
    KEY,
    file_in,
    on_local_disk,
    open_polls,
    opened,
    raw_transaction,
)

OTHER_KEY = bytes(reversed(KEY))
FLIPS = int(os.environ.get("COUNT", "30"))


def test_a_folder_without_a_store_gets_one(folder: Path) -> None:
    store = opened(folder)
    assert store.path == file_in(folder)
    assert store.integrity_check() == ()


def test_making_a_store_leaves_nothing_else_behind(folder: Path) -> None:
    opened(folder)
    assert {path.name for path in folder.iterdir()} <= {"station.db", "station.db-journal"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_is_private(store: Store) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_store_is_opened_again_and_not_made_anew(folder: Path) -> None:
    with opened(folder).read() as uow:
        first = uow.settings.store_id
    with opened(folder).read() as uow:
        assert uow.settings.store_id == first


def test_every_safety_setting_is_in_force(store: Store) -> None:
    assert store.settings_in_force() == {
        "journal_mode": "truncate",
        "synchronous": "3",
        "foreign_keys": "1",
        "secure_delete": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "mmap_size": "0",
        "temp_store": "2",
        "fullfsync": "1",
        "checkpoint_fullfsync": "1",
        "cache_size": "-65536",
    }


@pytest.mark.parametrize(("unit", "milliseconds"), [("uow", 10_000), ("read", 10_000), ("cast_uow", 3_000)])
def test_each_kind_of_work_waits_for_its_own_time(store: Store, unit: str, milliseconds: int) -> None:
    with getattr(store, unit)() as uow:
        waits = uow.settings._connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    assert waits == milliseconds


@pytest.mark.parametrize("name", [s.name for s in (*pragmas.PER_CONNECTION, *pragmas.PER_SCHEMA)])
def test_a_setting_that_does_not_take_effect_keeps_the_store_closed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    opened(folder)
    ignored = {"journal_mode": "DELETE", "synchronous": "OFF", "mmap_size": "4096", "temp_store": "FILE"}
    for group in ("PER_CONNECTION", "PER_SCHEMA"):
        wrong = tuple(
            pragmas.Setting(s.name, ignored.get(name, "7" if name == "cache_size" else _opposite(s)), s.reads)
            if s.name == name
            else s
            for s in getattr(pragmas, group)
        )
        monkeypatch.setattr(pragmas, group, wrong)
    with pytest.raises(StoreSettingsWrong) as refused:
        opened(folder)
    assert refused.value.params["setting"] == name


def _opposite(setting: pragmas.Setting) -> str:
    return "OFF" if setting.value == "ON" else "ON"


def test_the_wrong_key_is_named_as_such(store: Store, folder: Path) -> None:
    before = store.path.read_bytes()
    with pytest.raises(StoreKeyWrong):
        opened(folder, OTHER_KEY)
    assert store.path.read_bytes() == before


def test_the_key_shows_nowhere(folder: Path) -> None:
    opened(folder)
    connections = Connections(file_in(folder), StoreKey(KEY))
    said = [repr(connections), repr(StoreKey(KEY)), repr(open_store(folder, KEY, probe=on_local_disk))]
    with pytest.raises(StoreKeyWrong) as refused:
        opened(folder, OTHER_KEY)
    said += traceback.format_exception(refused.value)
    for key in (KEY, OTHER_KEY):
        assert not any(key.hex() in text or repr(key) in text for text in said)


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        StoreKey(b"short")


def test_a_plain_database_is_no_store(folder: Path) -> None:
    with sqlite3.connect(file_in(folder)) as plain:
        plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(StoreKeyWrong):
        opened(folder)


def test_another_encrypted_database_is_no_store(folder: Path) -> None:
    file_in(folder).touch()
    connection = connect(file_in(folder), StoreKey(KEY), 0)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(NotAStore):
        opened(folder)


@pytest.mark.parametrize("left", [0, 1, 100, 4_095])
def test_a_file_cut_off_within_its_first_page_is_damaged(folder: Path, left: int) -> None:
    _cut(folder, left)
    with pytest.raises(StoreDamaged):
        opened(folder)


def test_an_empty_file_would_otherwise_pass_for_a_new_database(folder: Path) -> None:
    """The control of the test above: SQLite itself finds nothing wrong."""
    _cut(folder, 0)
    connection = connect(file_in(folder), StoreKey(KEY), 0)
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    connection.close()


@pytest.mark.parametrize("pages", [1, 2, -1])
def test_a_file_cut_off_between_pages_is_found_out(folder: Path, pages: int) -> None:
    size = _size_of_new(folder)
    _cut(folder, pages * 4_096 if pages > 0 else size + pages * 4_096)
    assert _trouble_with(folder)


def test_a_file_that_lost_its_last_byte_is_found_out(folder: Path) -> None:
    _cut(folder, _size_of_new(folder) - 1)
    assert _trouble_with(folder)


@pytest.mark.faults
def test_no_flipped_bit_goes_unnoticed(folder: Path) -> None:
    open_polls(opened(folder), voters=200)
    path, intact = file_in(folder), file_in(folder).read_bytes()
    seed = random.SystemRandom().getrandbits(32)
    chance = random.Random(seed)  # noqa: S311 - places to flip, no secret
    missed = []
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(intact)), 1 << chance.randrange(8)
        path.write_bytes(intact[:place] + bytes([intact[place] ^ bit]) + intact[place + 1 :])
        if not _trouble_with(folder):
            missed.append(place)
    assert missed == [], f"seed {seed}"


def test_an_intact_file_raises_no_alarm(folder: Path) -> None:
    """The control of the tests above."""
    open_polls(opened(folder), voters=200)
    assert _trouble_with(folder) is None


def test_a_newer_file_is_left_alone(store: Store, folder: Path) -> None:
    with raw_transaction(store) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = store.path.read_bytes()
    with pytest.raises(StoreNewer) as refused:
        opened(folder)
    assert refused.value.params == {"found": f"> {__version__}", "known": __version__}
    assert store.path.read_bytes() == before
    assert not (folder / "backups").exists()


def test_a_newer_file_says_which_version_opens_it(store: Store, folder: Path) -> None:
    with raw_transaction(store) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("UPDATE setting SET value = '7.1' WHERE key = 'program'")
    with pytest.raises(StoreNewer) as refused:
        opened(folder)
    assert refused.value.params["found"] == "7.1"


@pytest.mark.parametrize(
    "change",
    ["DROP TABLE setting", "ALTER TABLE setting RENAME COLUMN value TO worth"],
    ids=["table", "column"],
)
def test_a_newer_file_that_does_not_say_so_is_refused_all_the_same(
    store: Store, folder: Path, change: str
) -> None:
    with raw_transaction(store) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql(change)
    with pytest.raises(StoreNewer) as refused:
        opened(folder)
    assert refused.value.params["found"] == f"> {__version__}"


def test_a_network_drive_is_refused_before_anything_is_written(folder: Path) -> None:
    with pytest.raises(StoreOnNetworkDrive) as refused:
        open_store(folder, KEY, probe=lambda _folder: "nfs4")
    assert refused.value.params == {"file_system": "nfs4"}
    assert list(folder.iterdir()) == []


def test_a_journal_without_its_file_is_kept_and_reported(folder: Path) -> None:
    journal = folder / "station.db-journal"
    journal.write_bytes(b"what a crash left")
    with pytest.raises(StoreDamaged):
        opened(folder)
    assert [path.name for path in folder.iterdir()] == [journal.name]


def test_a_store_that_could_not_be_finished_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Migrations, "upgrade", fail)
    with pytest.raises(ZeroDivisionError):
        opened(folder)
    assert list(folder.iterdir()) == []


def test_a_store_that_was_killed_before_it_settled_settles_later(store: Store, folder: Path) -> None:
    with raw_transaction(store) as connection:
        connection.exec_driver_sql("DELETE FROM setting WHERE key = 'home'")
    opened(folder)
    with store.read() as uow:
        assert uow.settings.get("home") is not None


def test_the_store_that_another_process_made_first_is_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = folder.parent / "other"
    elsewhere.mkdir()
    first = opened(elsewhere)
    place = opening.place_new_file

    def too_late(made: Path, final: Path) -> None:
        shutil.copyfile(first.path, final)
        place(made, final)

    monkeypatch.setattr(opening, "place_new_file", too_late)
    with opened(folder).read() as mine, first.read() as theirs:
        assert mine.settings.store_id == theirs.settings.store_id


def test_a_folder_that_is_not_there_is_named_as_such(folder: Path) -> None:
    with pytest.raises(StoreNotWritable):
        opened(folder / "missing")


def test_a_closed_store_gives_out_no_work(store: Store) -> None:
    store.close()
    with pytest.raises(StoreClosed):
        store.uow()


def test_nothing_in_the_folder_is_readable_without_the_key(folder: Path) -> None:
    polls = open_polls(opened(folder))
    polls.vote(polls.voters[0])
    with raw_transaction(polls.store) as connection:
        plain_rows = connection.exec_driver_sql("SELECT name, address FROM voter").fetchall()
    assert _readable(folder, "홍길동", "서울특별시", "CREATE TABLE", "president", "SQLite format") == []
    control = folder / "control.db"
    with sqlite3.connect(control) as plain:
        plain.execute("CREATE TABLE voter (name, address)")
        plain.executemany("INSERT INTO voter VALUES (?, ?)", [tuple(row) for row in plain_rows])
    plain.close()
    assert _readable(folder, "홍길동") == [control.name]


def test_a_refused_row_tells_nothing_about_the_person(folder: Path) -> None:
    polls = open_polls(opened(folder))
    with pytest.raises(OmpError) as refused, polls.store.uow() as uow:
        uow.voters.add_many(polls.voters)
    said = "".join(traceback.format_exception(refused.value)) + repr(refused.value.params)
    assert "홍길동" not in said
    assert polls.voters[0].id not in said


def _cut(folder: Path, left: int) -> None:
    opened(folder)
    path = file_in(folder)
    path.write_bytes(path.read_bytes()[:left])


def _size_of_new(folder: Path) -> int:
    return opened(folder).path.stat().st_size


def _trouble_with(folder: Path) -> OmpError | tuple[str, ...] | None:
    """What opening and checking finds wrong: an error, or the list of problems."""
    try:
        return opened(folder).integrity_check() or None
    except OmpError as error:
        return error


def _readable(folder: Path, *texts: str) -> list[str]:
    """Names of the files that hold one of the texts, in the encodings that SQLite and Python write."""
    needles = [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le", "cp949")]
    return [p.name for p in folder.iterdir() if p.is_file() and any(n in p.read_bytes() for n in needles)]
