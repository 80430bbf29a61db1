"""Copies: checked, never over another file, and noticed when somebody works on one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.store import backup
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import BackupExists, BackupStopped, StoreDamaged, StoreNotWritable
from tests.store.station import Polls, file_in, opened


def restored(copy: Path, folder: Path) -> Store:
    """The store opened from a copy in another folder."""
    folder.mkdir()
    shutil.copyfile(copy, file_in(folder))
    return opened(folder)


def test_a_backup_holds_everything(polls: Polls, tmp_path: Path) -> None:
    ballot_id = polls.vote(polls.voters[0])
    copy = polls.store.backup(tmp_path / "USB" / "copy.db")
    with restored(copy, tmp_path / "restored").read() as uow:
        assert uow.ballots.get(ballot_id).status is BallotStatus.CAST
        assert uow.voters.count(polls.election_id) == len(polls.voters)


def test_a_backup_is_encrypted(polls: Polls, tmp_path: Path) -> None:
    copy = polls.store.backup(tmp_path / "copy.db")
    assert "홍길동".encode() not in copy.read_bytes()
    assert not copy.read_bytes().startswith(b"SQLite format")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files of a user's folder to that user")
def test_a_backup_is_for_its_owner_only(polls: Polls, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        copy = polls.store.backup(tmp_path / "USB" / "copy.db")
    finally:
        os.umask(before)
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_place_where_no_backup_can_be_made_is_named_as_such(polls: Polls, tmp_path: Path) -> None:
    (tmp_path / "USB").write_bytes(b"a file and no folder")
    with pytest.raises(StoreNotWritable):
        polls.store.backup(tmp_path / "USB" / "copy.db")
    assert polls.store.failure is None


def test_a_backup_that_is_stopped_leaves_nothing_and_votes_go_on(polls: Polls, tmp_path: Path) -> None:
    with pytest.raises(BackupStopped):
        polls.store.backup(tmp_path / "USB" / "copy.db", lambda: True)
    assert list((tmp_path / "USB").iterdir()) == []
    assert polls.store.failure is None
    polls.vote(polls.voters[0])


def test_a_backup_never_replaces_a_file(polls: Polls, tmp_path: Path) -> None:
    there = tmp_path / "copy.db"
    there.write_bytes(b"something else")
    with pytest.raises(BackupExists):
        polls.store.backup(there)
    assert there.read_bytes() == b"something else"


def test_a_file_that_appears_meanwhile_is_not_replaced_either(
    polls: Polls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "copy.db"
    monkeypatch.setattr(backup, "make_durable", lambda _partial: there.write_bytes(b"something else"))
    with pytest.raises(BackupExists):
        polls.store.backup(there)
    assert there.read_bytes() == b"something else"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.db"]


def test_a_copy_that_does_not_pass_its_check_is_not_kept(
    polls: Polls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    polls.execute("UPDATE running_count SET n = n + 1 WHERE subject = 'voter'")
    with pytest.raises(StoreDamaged):
        polls.store.backup(tmp_path / "copy.db")
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_without_hard_links_a_file_still_gets_its_name_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    made, final = tmp_path / "made", tmp_path / "final"
    made.write_bytes(b"first")
    backup.place_new_file(made, final)
    made.write_bytes(b"second")
    with pytest.raises(FileExistsError):
        backup.place_new_file(made, final)
    assert final.read_bytes() == b"first"


def test_a_store_at_home_is_not_taken_for_a_copy(store: Store, folder: Path) -> None:
    assert not store.elsewhere
    assert not opened(folder).elsewhere


def test_a_copied_store_is_noticed(store: Store, tmp_path: Path) -> None:
    assert restored(store.path, tmp_path / "copied").elsewhere


def test_a_restored_backup_is_noticed_at_the_old_place_too(
    polls: Polls, folder: Path, tmp_path: Path
) -> None:
    copy = polls.store.backup(tmp_path / "copy.db")
    # Over the old file: same place, same number on the disk.
    shutil.copyfile(copy, file_in(folder))
    assert opened(folder).elsewhere


def test_going_on_with_a_copy_begins_a_new_epoch(store: Store, tmp_path: Path) -> None:
    copy = restored(store.path, tmp_path / "copied")
    assert copy.settle_here() == 2
    assert not copy.elsewhere
    assert not opened(copy.path.parent).elsewhere
    with copy.read() as mine, store.read() as theirs:
        assert mine.settings.store_id == theirs.settings.store_id
        assert (mine.settings.store_epoch, theirs.settings.store_epoch) == (2, 1)


def test_vacuuming_keeps_everything_and_the_home(polls: Polls, folder: Path) -> None:
    ballot_id = polls.vote(polls.voters[0])
    polls.store.vacuum()
    assert polls.store.integrity_check() == ()
    assert not opened(folder).elsewhere
    with polls.store.read() as uow:
        assert uow.ballots.get(ballot_id).status is BallotStatus.CAST
    assert polls.store.quick_check() == ()


def test_a_row_without_what_it_refers_to_is_found(polls: Polls) -> None:
    with polls.store._connections.migration() as connection:
        connection.exec_driver_sql("DELETE FROM station")
    assert "a row of voter refers to a missing row of station" in polls.store.quick_check()
