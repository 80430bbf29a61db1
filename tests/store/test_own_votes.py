"""The file beside the store: it belongs to it, is committed with it, and never keeps anybody from voting."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.store import pragmas
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import (
    OwnVotesUnavailable,
    RecordExists,
    RecordInvalid,
    StoreBusy,
    StoreDamaged,
    StoreNotWritable,
    StoreSettingsWrong,
)
from omp_desktop.store.own_votes import FILE_ID, own_vote_file
from omp_desktop.store.pragmas import Setting
from tests.e2e.order import decrypted
from tests.store.station import KEY, new_id, on_local_disk, short_code

OWN_KEY = bytes(range(100, 132))
PEPPER = bytes(32)
PAGE_BYTES = 4096


def open_both(folder: Path, own_key: bytes | None = OWN_KEY) -> Store:
    return open_store(folder, KEY, own_vote_key=own_key, probe=on_local_disk)


@pytest.fixture
def store(folder: Path) -> Store:
    return open_both(folder)


@pytest.fixture
def file(store: Store) -> Path:
    return own_vote_file(store.path.parent)


def keep(store: Store, looks: int = 1) -> tuple[str, str]:
    """A pepper; returns its election and code."""
    election_id, code = new_id(), short_code()
    with store.own_vote_uow() as uow:
        uow.peppers.put(election_id, code, PEPPER, looks)
        uow.commit()
    return election_id, code


def kept(store: Store) -> int:
    with store.own_vote_uow() as uow:
        return sum(uow.peppers.counts().values())


# The file


def test_a_new_store_gets_its_file_and_nothing_else(store: Store, file: Path) -> None:
    assert store.own_votes.problem is None
    assert not store.own_votes.began_anew
    names = {path.name for path in store.path.parent.iterdir()}
    assert names <= {"station.db", "station.db-journal", "own_vote.db", "own_vote.db-journal"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
def test_the_file_is_private(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_is_opened_again_and_not_made_anew(store: Store, folder: Path) -> None:
    keep(store)
    again = open_both(folder)
    assert kept(again) == 1
    assert not again.own_votes.began_anew


def test_the_file_has_a_key_of_its_own(store: Store, file: Path) -> None:
    keep(store)
    with pytest.raises(Exception, match=r"key|station"), Connections(file, StoreKey(KEY)).raw() as connection:
        connection.execute("SELECT * FROM pepper")


def test_a_store_from_before_gets_its_file(folder: Path) -> None:
    open_both(folder, None)
    store = open_both(folder)
    assert store.own_votes.problem is None
    assert not store.own_votes.began_anew


def test_a_file_that_was_made_just_before_the_program_was_killed_is_taken(folder: Path, store: Store) -> None:
    """Killed between making the file and writing down in the store that it belongs to it."""
    with store.uow() as uow:
        uow._connection.exec_driver_sql("DELETE FROM setting WHERE key = ?", (FILE_ID,))  # type: ignore[union-attr]
        uow.commit()
    again = open_both(folder)
    assert again.own_votes.problem is None
    keep(again)


def test_a_lost_file_is_made_anew_and_that_is_known(folder: Path, store: Store, file: Path) -> None:
    keep(store)
    file.unlink()
    again = open_both(folder)
    assert again.own_votes.began_anew
    assert kept(again) == 0
    assert not open_both(folder).own_votes.began_anew


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def damage(file: Path) -> None:
    """In every page but the first two, which tell what file it is."""
    content = bytearray(file.read_bytes())
    for at in range(2 * PAGE_BYTES, len(content), PAGE_BYTES):
        content[at + 100] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    "spoil",
    [
        flip,
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:4096]),
        lambda file: file.write_bytes(secrets.token_bytes(8192)),
        lambda file: (file.unlink(), file.mkdir()),
    ],
    ids=["a flipped bit", "empty", "cut short", "noise", "a folder"],
)
def test_a_damaged_file_ends_the_receipts_and_stays_as_it_is(
    folder: Path, store: Store, file: Path, spoil: Callable[[Path], object]
) -> None:
    keep(store)
    spoil(file)
    before = file.read_bytes() if file.is_file() else b""
    again = open_both(folder)
    assert isinstance(again.own_votes.problem, OwnVotesUnavailable)
    with pytest.raises(OwnVotesUnavailable):
        again.own_vote_uow()
    with again.uow() as uow:
        uow.settings.set("still", "writes")
        uow.commit()
    assert again.failure is None
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_damage_found_in_the_middle_of_a_transaction_ends_the_receipts_alone(
    store: Store, file: Path
) -> None:
    keep(store)
    damage(file)
    with pytest.raises(OwnVotesUnavailable):
        keep(store)
    assert store.failure is None
    assert store.own_votes.problem is not None


def make_read_only(file: Path, patch: pytest.MonkeyPatch) -> None:
    file.chmod(0o444)
    if os.access(file, os.W_OK):  # the superuser may write whatever the mode says
        patch.setattr("omp_desktop.store.own_votes.os.access", lambda path, _mode: path != file)


def test_a_file_that_may_only_be_read_is_not_used(
    folder: Path, store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_read_only(file, monkeypatch)
    again = open_both(folder)
    assert again.own_votes.problem is not None
    assert again.own_votes.problem.params["reason"] == "read-only"


def test_a_file_that_becomes_read_only_ends_the_receipts_and_not_the_voting(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = StoreNotWritable(reason="SQLITE_READONLY")
    connections = store.own_votes.connections
    assert connections.judge(refused) is refused
    make_read_only(file, monkeypatch)
    assert isinstance(connections.judge(refused), OwnVotesUnavailable)
    assert store.own_votes.problem is not None


def test_damage_of_the_store_is_not_put_on_the_second_file(store: Store) -> None:
    """The control: found on the same connection."""
    keep(store)
    with store.own_vote_uow() as uow:
        damage(store.path)
        with pytest.raises(StoreDamaged):
            uow.elections.all()
    assert isinstance(store.failure, StoreDamaged)
    assert store.own_votes.problem is None


def test_without_its_key_or_with_another_the_file_is_not_used(folder: Path, store: Store) -> None:
    for key in (None, bytes(32)):
        again = open_both(folder, key)
        assert again.own_votes.problem is not None


def test_the_file_of_another_store_is_not_used(store: Store, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    open_both(other)
    shutil.copy(own_vote_file(other), own_vote_file(folder))
    problem = open_both(folder).own_votes.problem
    assert problem is not None
    assert problem.params["reason"] == "another file"


def test_a_database_that_is_none_of_ours_is_not_used(folder: Path, store: Store, file: Path) -> None:
    with Connections(file, StoreKey(OWN_KEY)).raw() as connection:
        connection.execute("PRAGMA user_version = 99")
    assert open_both(folder).own_votes.problem is not None


def test_a_database_without_its_tables_is_not_used(folder: Path, store: Store, file: Path) -> None:
    with Connections(file, StoreKey(OWN_KEY)).raw() as connection:
        connection.execute("DROP TABLE identity")
    problem = open_both(folder).own_votes.problem
    assert problem is not None
    assert problem.params["reason"] == "unreadable"
    with pytest.raises(OwnVotesUnavailable), store.own_vote_uow():
        pass


def test_a_file_that_is_exchanged_while_the_store_is_open_is_not_used(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    open_both(other)
    shutil.copy(own_vote_file(other), own_vote_file(folder))
    with pytest.raises(OwnVotesUnavailable), store.own_vote_uow():
        pass
    assert store.failure is None


def test_a_file_that_goes_missing_while_the_store_is_open_does_not_close_the_store(
    store: Store, file: Path
) -> None:
    file.unlink()
    with pytest.raises(OwnVotesUnavailable), store.own_vote_uow():
        pass
    assert store.failure is None
    with store.cast_uow() as uow:
        uow.settings.set("still", "writes")
        uow.commit()


def test_a_folder_that_takes_no_new_file_leaves_the_store_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_both(folder, None)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("omp_desktop.store.own_votes.make_durable", full)
    store = open_both(folder)
    assert store.own_votes.problem is not None
    assert not own_vote_file(folder).exists()


def test_reopening_the_store_looks_at_the_file_again(store: Store, file: Path) -> None:
    away = file.rename(file.with_suffix(".away"))
    file.write_bytes(b"nothing")
    store.reopen()
    assert store.own_votes.problem is not None
    away.replace(file)
    store.reopen()
    assert store.own_votes.problem is None


# Both files in one transaction


def test_what_is_not_committed_is_in_neither_file(store: Store) -> None:
    with store.own_vote_uow() as uow:
        uow.settings.set("both", "or none")
        uow.peppers.put(new_id(), short_code(), PEPPER, 1)
    assert kept(store) == 0
    with store.read() as uow:
        assert uow.settings.get("both") is None


def test_what_is_committed_is_in_both_files(store: Store) -> None:
    with store.own_vote_uow() as uow:
        uow.settings.set("both", "or none")
        uow.peppers.put(new_id(), short_code(), PEPPER, 1)
        uow.commit()
    assert kept(store) == 1
    with store.read() as uow:
        assert uow.settings.get("both") == "or none"


def test_the_safety_settings_hold_in_the_second_file_too(store: Store) -> None:
    with store.own_vote_uow() as uow:
        connection = uow._connection
        assert connection is not None
        for setting in pragmas.PER_SCHEMA:
            found = connection.exec_driver_sql(f"PRAGMA own_vote.{setting.name}").scalar()
            assert str(found) == setting.reads, setting.name


def test_a_setting_that_does_not_take_effect_there_ends_the_receipts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = pragmas.apply_settings

    def refuse(connection: object, settings: tuple[Setting, ...] = (), schema: str = "main") -> None:
        if schema != "main":
            raise StoreSettingsWrong(setting="journal_mode", expected="truncate", found="wal")
        apply(connection, settings, schema)  # type: ignore[arg-type]

    monkeypatch.setattr(pragmas, "apply_settings", refuse)
    with pytest.raises(OwnVotesUnavailable), store.own_vote_uow():
        pass


def test_a_busy_second_file_is_a_busy_store(store: Store, file: Path) -> None:
    with Connections(file, StoreKey(OWN_KEY)).migration() as holding:
        holding.exec_driver_sql("UPDATE identity SET attempts = 7")
        with pytest.raises(StoreBusy), store.own_vote_uow(20):
            pass
    assert store.failure is None


# Peppers and looks


def test_looks_are_taken_one_by_one_and_with_the_last_the_pepper_goes(store: Store) -> None:
    election_id, code = keep(store, looks=2)
    for left in (True, False):
        with store.own_vote_uow() as uow:
            assert uow.peppers.take_look(election_id, code) == PEPPER
            assert uow.peppers.has(election_id, code) is left
            uow.commit()
    with store.own_vote_uow() as uow:
        assert uow.peppers.take_look(election_id, code) is None


@pytest.mark.parametrize("change", ["looks = 3", "looks = 2", "pepper = zeroblob(32)", "looks = 0"])
def test_looks_never_rise_and_peppers_never_change(store: Store, change: str) -> None:
    keep(store, looks=2)
    with pytest.raises(RecordInvalid), store.own_vote_uow() as uow:
        uow._connection.exec_driver_sql(f"UPDATE own_vote.pepper SET {change}")  # type: ignore[union-attr]  # noqa: S608


def test_a_code_has_one_pepper(store: Store) -> None:
    election_id, code = keep(store)
    with pytest.raises(RecordExists), store.own_vote_uow() as uow:
        uow.peppers.put(election_id, code, PEPPER, 1)


def test_an_election_is_destroyed_as_a_whole_and_alone(store: Store) -> None:
    first, _ = keep(store)
    second, _ = keep(store)
    with store.own_vote_uow() as uow:
        assert uow.peppers.destroy(first) == 1
        assert uow.peppers.counts() == {second: 1}
        uow.commit()


def test_rewritten_rows_lie_in_the_order_of_their_keys_and_no_other(store: Store, file: Path) -> None:
    """So that nothing is left of the order in which they were written; before it, they lie in that order."""
    election_id, codes = new_id(), [short_code() for _ in range(20)]
    for code in codes:
        with store.own_vote_uow() as uow:
            uow.peppers.put(election_id, code, PEPPER, 1)
            uow.commit()

    def as_they_lie() -> list[str]:
        plain = decrypted(file.read_bytes(), OWN_KEY)
        return sorted(codes, key=lambda code: -plain.index(code.encode()))  # a page fills from its end

    assert as_they_lie() == codes
    store.vacuum()
    assert as_they_lie() == sorted(codes)


def test_rewriting_keeps_the_file_usable(store: Store, folder: Path) -> None:
    for _ in range(50):
        keep(store)
    store.vacuum()
    assert kept(open_both(folder)) == 50


@pytest.mark.parametrize("key", [None, bytes(32)], ids=["no key", "another key"])
def test_a_file_that_cannot_be_rewritten_is_not_passed_over(
    store: Store, folder: Path, key: bytes | None
) -> None:
    keep(store)
    with pytest.raises(OwnVotesUnavailable):
        open_both(folder, key).vacuum()


def test_where_there_is_no_file_there_is_nothing_to_rewrite(folder: Path) -> None:
    open_both(folder, None).vacuum()


def test_a_file_that_turns_out_damaged_as_it_is_rewritten_leaves_the_store_open(
    store: Store, file: Path
) -> None:
    keep(store)
    damage(file)
    with pytest.raises(OwnVotesUnavailable):
        store.vacuum()
    assert store.failure is None


def test_a_backup_is_the_store_alone(store: Store, tmp_path: Path) -> None:
    keep(store)
    to = store.backup(tmp_path / "backup" / "copy.db")
    assert [path.name for path in to.parent.iterdir()] == ["copy.db"]
    with Connections(to, StoreKey(KEY)).raw() as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master").fetchall()]
    assert "pepper" not in names


def in_the_pages(file: Path, raw: bytes) -> bool:
    """Whether these bytes stand anywhere in the file as SQLite sees it, free space included."""
    return raw in decrypted(file.read_bytes(), OWN_KEY)


def put_and_destroy(store: Store, file: Path, marked: bytes) -> None:
    election_id, code = new_id(), short_code()
    with store.own_vote_uow() as uow:
        uow.peppers.put(election_id, code, marked, 1)
        uow.commit()
    assert in_the_pages(file, marked)
    with store.own_vote_uow() as uow:
        uow.peppers.take_look(election_id, code)
        uow.commit()


def test_a_destroyed_pepper_is_nowhere_in_the_file(store: Store, file: Path) -> None:
    marked = secrets.token_bytes(32)
    put_and_destroy(store, file, marked)
    assert not in_the_pages(file, marked)


def test_without_secure_deletion_it_would_still_be_there(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tuple(s for s in pragmas.PER_SCHEMA if s.name != "secure_delete")
    monkeypatch.setattr(pragmas, "PER_SCHEMA", (*kept, Setting("secure_delete", "OFF", "0")))
    marked = secrets.token_bytes(32)
    put_and_destroy(store, file, marked)
    assert in_the_pages(file, marked)
