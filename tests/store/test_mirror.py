"""The second file: both files have every write or neither, and what happens when one cannot be written."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.errors import OmpError
from omp_desktop.store import backup, mirror, mirror_state, pragmas
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import (
    MirrorFailed,
    MirrorNotFinished,
    MirrorUnusable,
    OwnVotesUnavailable,
    StoreDamaged,
    StoreFailed,
    StoreFull,
    StoreKeyWrong,
    StoreNotWritable,
)
from omp_desktop.store.migrations.runner import PACKAGED, Migrations
from omp_desktop.store.mirror import Mirror
from omp_desktop.store.mirror_state import PLACE_FILE, MirrorMode, kept_place
from omp_desktop.store.mirror_trouble import MirrorTrouble
from omp_desktop.store.opening import store_file
from omp_desktop.store.own_votes import own_vote_file
from omp_desktop.store.second_copy import FOLDER, second_copy, take_second_copy
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.e2e.order import decrypted
from tests.store.station import KEY, Polls, new_id, on_local_disk, open_polls, short_code

OWN_KEY = bytes(range(100, 132))


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """A folder on the second medium."""
    path = tmp_path / "두 번째 매체"
    path.mkdir()
    return path


def open_both(folder: Path, migrations: Migrations = PACKAGED) -> Store:
    return open_store(folder, KEY, own_vote_key=OWN_KEY, probe=on_local_disk, migrations=migrations)


@pytest.fixture
def polls(folder: Path) -> Polls:
    """Open polls, on one medium so far."""
    return open_polls(open_both(folder), 8)


@pytest.fixture
def twice(polls: Polls, medium: Path) -> Polls:
    """Open polls on two media."""
    polls.store.make_mirror(medium)
    return polls


def mode(store: Store) -> MirrorMode | None:
    return None if store.mirror.state is None else store.mirror.state.mode


def second(store: Store) -> Path:
    assert store.mirror.path is not None
    return store.mirror.path


def content(path: Path) -> dict[str, list[str]]:
    """Every row of every table but the file's own home."""
    with Connections(path, StoreKey(KEY)).raw() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            str(name): sorted(
                repr(row)
                for row in connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
                if row[0] != "home"
            )
            for (name,) in names
        }


def write(store: Store, key: str = "a setting") -> None:
    with store.uow() as uow:
        uow.settings.set(key, new_id())
        uow.commit()


def away(store: Store) -> Callable[[], None]:
    """The medium is pulled out; returns what puts it back."""
    place = second(store).parent
    place.rename(place.with_name("elsewhere"))
    return lambda: place.with_name("elsewhere").rename(place)  # type: ignore[return-value]


def refused(store: Store) -> MirrorFailed:
    with pytest.raises(MirrorFailed) as failed:
        write(store)
    return failed.value


def left_alone(store: Store) -> None:
    """The medium failed twice, and something else than a vote was written since."""
    refused(store)
    refused(store)
    write(store)


# Both files


def test_what_was_there_before_is_in_the_second_file(twice: Polls) -> None:
    assert content(second(twice.store)) == content(twice.store.path)


def test_everything_that_is_written_is_in_both_files(twice: Polls) -> None:
    for voter in twice.voters[:3]:
        twice.vote(voter)
    there = content(second(twice.store))
    assert there == content(twice.store.path)
    assert len(there["ballot"]) == 3
    twice.store.mirror.check()


def test_a_control_without_the_second_writing_is_noticed(
    twice: Polls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror.Twin, "repeat", lambda *_: None)
    twice.vote(twice.voters[0])
    with pytest.raises(MirrorFailed, match="something else"):
        twice.store.mirror.check()


def test_what_is_rolled_back_is_in_neither(twice: Polls) -> None:
    before = content(twice.store.path)
    with twice.store.uow() as uow:
        uow.settings.set("a setting", "x")
    assert content(twice.store.path) == before == content(second(twice.store))


def test_peppers_are_written_once_and_to_no_other_file(twice: Polls) -> None:
    with twice.store.own_vote_uow() as uow:
        uow.peppers.put(twice.election_id, short_code(), bytes(32), 1)
        uow.settings.set("beside it", "x")
        uow.commit()
    with twice.store.own_vote_uow() as uow:
        assert uow.peppers.counts() == {twice.election_id: 1}
    assert "pepper" not in content(second(twice.store))
    assert content(second(twice.store)) == content(twice.store.path)


def test_both_files_have_every_safety_setting(twice: Polls) -> None:
    with twice.store.mirror.both.raw() as connection:
        for setting in pragmas.PER_SCHEMA:
            (found,) = connection.execute(f"PRAGMA mirror.{setting.name}").fetchone() or ()
            assert str(found) == setting.reads


def test_a_store_that_is_opened_again_goes_on_writing_to_both(twice: Polls, folder: Path) -> None:
    again = open_both(folder)
    write(again)
    assert content(second(again)) == content(again.path)


def test_two_processes_keep_both_files_in_step(twice: Polls, folder: Path) -> None:
    other = open_both(folder)
    write(other, "from there")
    write(twice.store, "from here")
    write(other, "and there")
    twice.store.mirror.check()


def test_a_process_that_did_not_know_writes_to_both_at_the_second_try(
    polls: Polls, folder: Path, medium: Path
) -> None:
    other = open_both(folder)
    polls.store.make_mirror(medium)
    refused(other)
    write(other)
    polls.vote(polls.voters[0])
    assert content(second(polls.store)) == content(polls.store.path)


def test_a_vote_that_waits_while_it_is_made_is_not_written_to_one_file(polls: Polls, medium: Path) -> None:
    waiting = polls.store.cast_uow()
    polls.store.make_mirror(medium)

    def cast() -> None:
        with waiting as uow:
            uow.settings.set("a setting", "alone")
            uow.commit()

    with pytest.raises(MirrorFailed):
        cast()
    assert mode(polls.store) is MirrorMode.ON
    polls.vote(polls.voters[0])
    assert content(second(polls.store)) == content(polls.store.path)


def test_the_second_file_is_rewritten_with_the_first(twice: Polls) -> None:
    for voter in twice.voters:
        twice.vote(voter)
    before = decrypted(second(twice.store).read_bytes(), KEY)
    twice.store.vacuum()
    assert decrypted(second(twice.store).read_bytes(), KEY) != before
    twice.store.mirror.check()


def test_a_second_file_that_cannot_be_vacuumed_is_said(twice: Polls) -> None:
    away(twice.store)
    with pytest.raises(MirrorFailed):
        twice.store.vacuum()


def test_one_that_was_given_up_is_vacuumed_where_it_is_and_passed_over_where_it_is_not(twice: Polls) -> None:
    for voter in twice.voters:
        twice.vote(voter)
    twice.store.go_on_without_mirror(lambda _uow: None)
    before = decrypted(second(twice.store).read_bytes(), KEY)
    twice.store.vacuum()
    assert decrypted(second(twice.store).read_bytes(), KEY) != before
    away(twice.store)
    twice.store.vacuum()


# Failing


def test_a_vote_is_refused_while_the_medium_is_away_and_nothing_is_recorded(twice: Polls) -> None:
    token, ballot_id = twice.issue(twice.voters[0]), twice.seal()
    back = away(twice.store)
    with pytest.raises(MirrorFailed):
        twice.cast(twice.voters[0], token, ballot_id)
    back()
    with twice.store.read() as uow:
        assert uow.ballots.get(ballot_id).status is BallotStatus.COMMITTED
    twice.cast(twice.voters[0], token, ballot_id)
    twice.store.mirror.check()
    assert twice.store.mirror.problem is None
    assert twice.store.failure is None


def test_what_is_no_vote_goes_on_alone_after_two_failures(twice: Polls) -> None:
    token, ballot_id = twice.issue(twice.voters[0]), twice.seal()
    back = away(twice.store)
    left_alone(twice.store)
    back()
    assert mode(twice.store) is MirrorMode.BEHIND
    with pytest.raises(MirrorFailed):
        twice.cast(twice.voters[0], token, ballot_id)
    with pytest.raises(MirrorFailed):
        twice.store.own_vote_uow(vote=True)
    with twice.store.own_vote_uow() as uow:  # looks at own votes, and what is expired
        uow.peppers.put(twice.election_id, short_code(), bytes(32), 1)
        uow.commit()


def test_a_store_opens_without_its_second_file_and_takes_no_votes(twice: Polls, folder: Path) -> None:
    away(twice.store)
    again = open_both(folder)
    assert isinstance(again.mirror.look(), MirrorFailed)
    with pytest.raises(MirrorFailed):
        again.cast_uow().__enter__()
    with again.own_vote_uow() as uow:
        uow.peppers.note_attempt()
        uow.commit()
    write(again)
    assert mode(again) is MirrorMode.BEHIND


def test_one_that_was_away_is_never_simply_attached_again(twice: Polls, folder: Path) -> None:
    back = away(twice.store)
    left_alone(twice.store)
    back()
    again = open_both(folder)
    assert mode(again) is MirrorMode.BEHIND
    with pytest.raises(MirrorFailed):
        again.cast_uow()
    assert isinstance(again.mirror.look(), MirrorFailed)


def test_receipts_go_on_when_another_process_gave_the_second_file_up(twice: Polls, folder: Path) -> None:
    open_both(folder).go_on_without_mirror(lambda _uow: None)
    with pytest.raises(MirrorFailed):
        twice.store.own_vote_uow().__enter__()
    with twice.store.own_vote_uow() as uow:
        uow.peppers.put(twice.election_id, short_code(), bytes(32), 1)
        uow.commit()


def test_an_older_copy_of_the_second_file_is_not_attached(twice: Polls, tmp_path: Path) -> None:
    shutil.copy(second(twice.store), tmp_path / "old")
    write(twice.store)
    shutil.copy(tmp_path / "old", second(twice.store))
    assert "missed" in str(refused(twice.store))


def test_two_people_go_on_with_one_medium_and_that_is_written_down(twice: Polls) -> None:
    token, ballot_id = twice.issue(twice.voters[0]), twice.seal()
    away(twice.store)
    refused(twice.store)
    twice.store.go_on_without_mirror(lambda uow: uow.settings.set("who", "two people"))
    assert mode(twice.store) is MirrorMode.OFF
    twice.cast(twice.voters[0], token, ballot_id)
    with twice.store.read() as uow:
        assert uow.settings.get("who") == "two people"
        assert uow.ballots.counts(twice.election_id)[BallotStatus.CAST] == 1
    assert twice.store.mirror.look() is None


def test_it_is_made_anew_in_a_new_file_and_the_old_one_goes(twice: Polls) -> None:
    old = second(twice.store)
    back = away(twice.store)
    left_alone(twice.store)
    back()
    made = twice.store.make_mirror(old.parent)
    assert made != old
    assert not old.exists()
    twice.vote(twice.voters[0])
    assert content(made) == content(twice.store.path)


def test_an_old_file_that_holds_more_than_the_store_stays(twice: Polls, folder: Path, tmp_path: Path) -> None:
    shutil.copy(store_file(folder), tmp_path / "older.db")
    twice.vote(twice.voters[0])
    shutil.copy(tmp_path / "older.db", store_file(folder))
    again = open_both(folder)
    ahead = second(again)
    made = again.make_mirror(ahead.parent)
    assert ahead.exists()
    assert made.exists()


def test_no_second_file_is_missed_once_it_was_ended(twice: Polls, folder: Path) -> None:
    away(twice.store)
    twice.store.forget_mirror(lambda _uow: None)
    assert twice.store.mirror.state is None
    assert not (folder / PLACE_FILE).exists()
    twice.vote(twice.voters[0])


def test_a_second_file_is_made_only_when_it_is_in_step(
    polls: Polls, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up = backup.back_up

    def then_written(source: Connections, to: Path, *, second: bool) -> Path:
        made = back_up(source, to, second=second)
        write(polls.store)
        return made

    monkeypatch.setattr(mirror, "back_up", then_written)
    with pytest.raises(MirrorNotFinished):
        polls.store.make_mirror(medium)
    assert mode(polls.store) is None
    assert list(medium.iterdir()) == []
    polls.vote(polls.voters[0])


def test_a_copy_that_cannot_be_attached_does_not_stay(
    polls: Polls, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreFull

    monkeypatch.setattr(mirror, "_attach_file", refuse)
    with pytest.raises(StoreFull):
        polls.store.make_mirror(medium)
    assert list(medium.iterdir()) == []
    assert mode(polls.store) is None
    polls.vote(polls.voters[0])


def test_a_medium_that_cannot_be_written_gets_no_second_file(polls: Polls, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreNotWritable):
        polls.store.make_mirror(tmp_path / "file" / "folder")
    assert mode(polls.store) is None
    polls.vote(polls.voters[0])


def test_a_second_file_that_differs_is_found_out_by_the_next_write_to_it(twice: Polls) -> None:
    with Connections(second(twice.store), StoreKey(KEY)).raw() as connection:
        connection.execute("DELETE FROM setting WHERE key = 'store_epoch'")
    with pytest.raises(MirrorFailed, match="something else"):
        twice.store.mirror.check()


def test_a_write_that_changes_another_number_of_rows_over_there_is_undone(twice: Polls) -> None:
    with Connections(second(twice.store), StoreKey(KEY)).raw() as connection:
        connection.execute("DELETE FROM device")
    with twice.store.uow() as uow:
        kiosk = uow.devices.get(twice.kiosk_id)
        with pytest.raises(MirrorFailed, match="something else"):
            uow.devices.save(replace(kiosk, name="기표대 9"))
    with twice.store.read() as uow:
        assert uow.devices.get(twice.kiosk_id) == kiosk


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOENT, MirrorTrouble.AWAY),
        (errno.EROFS, MirrorTrouble.READ_ONLY),
        (errno.ENOSPC, MirrorTrouble.FULL),
        (errno.EIO, MirrorTrouble.BROKEN),
    ],
)
def test_errors_of_the_system_are_said_in_words(number: int, trouble: MirrorTrouble) -> None:
    assert MirrorTrouble.of(OSError(number, "in the system's words")) is trouble


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (StoreDamaged(reason="x"), MirrorTrouble.DAMAGED),
        (StoreKeyWrong(), MirrorTrouble.ANOTHER),
        (StoreFull(), MirrorTrouble.FULL),
        (StoreFailed(reason="x"), MirrorTrouble.BROKEN),
        (None, MirrorTrouble.BROKEN),
    ],
)
def test_errors_of_the_store_are_said_in_words(error: OmpError | None, trouble: MirrorTrouble) -> None:
    assert MirrorTrouble.told_by(error) is trouble


def test_a_damaged_second_file_is_blamed_and_not_the_store(twice: Polls) -> None:
    damage(second(twice.store))
    refused(twice.store)
    assert twice.store.failure is None
    with pytest.raises(MirrorFailed):
        twice.store.mirror.check()


def test_a_second_file_under_another_key_is_blamed(twice: Polls, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    other = open_store(tmp_path / "x", bytes(32), probe=on_local_disk)
    shutil.copy(other.path, second(twice.store))
    refused(twice.store)
    assert twice.store.failure is None


@pytest.mark.parametrize("error", [StoreFailed(reason="IOERR"), StoreFull(), StoreNotWritable(reason="x")])
def test_an_error_is_the_stores_own_while_the_second_file_is_sound(twice: Polls, error: OmpError) -> None:
    assert twice.store.mirror.both.judge(error) is error


@pytest.mark.parametrize("error", [StoreFailed(reason="IOERR"), StoreFull(), StoreNotWritable(reason="x")])
def test_an_error_is_the_second_files_when_it_cannot_be_written(twice: Polls, error: OmpError) -> None:
    away(twice.store)
    assert isinstance(twice.store.mirror.both.judge(error), MirrorFailed)


def test_an_error_is_the_stores_own_when_both_are_damaged(twice: Polls) -> None:
    damage(second(twice.store))
    damage(twice.store.path)
    error = StoreDamaged(reason="x")
    assert twice.store.mirror.both.judge(error) is error


def test_a_lost_file_of_own_votes_is_not_blamed_on_the_second_file(twice: Polls, folder: Path) -> None:
    own_vote_file(folder).unlink()
    with pytest.raises(OwnVotesUnavailable), twice.store.own_vote_uow():
        pass
    twice.vote(twice.voters[0])


def test_a_migration_leaves_the_second_file_behind(twice: Polls, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "r9999_more.py").write_text(
        f'revision = "9999"\ndown_revision = "{PACKAGED.head}"\n'
        "def upgrade() -> None:\n    pass\ndef downgrade() -> None:\n    pass\n"
    )
    assert mode(twice.store) is MirrorMode.ON
    again = open_both(folder, Migrations("9999", (tmp_path,)))
    assert mode(again) is MirrorMode.BEHIND


def test_a_backup_knows_nothing_of_the_second_file(twice: Polls, tmp_path: Path) -> None:
    (tmp_path / "restored").mkdir()
    twice.store.backup(store_file(tmp_path / "restored"))
    restored = open_both(tmp_path / "restored")
    assert restored.mirror.state is None
    write(restored)
    twice.store.mirror.check()


# Going on with it


def damage(path: Path) -> None:
    found = bytearray(path.read_bytes())
    found[len(found) // 2] ^= 1
    for start in range(8192, len(found), 4096):
        found[start] ^= 1
    path.write_bytes(found)


def test_the_folder_knows_its_second_file_without_its_store(twice: Polls, folder: Path) -> None:
    assert kept_place(folder) == twice.store.mirror.state
    assert second_copy(folder) == twice.store.mirror.state
    away(twice.store)
    assert second_copy(folder) is None


def test_a_file_with_the_place_that_nobody_can_read_is_none(folder: Path) -> None:
    (folder / PLACE_FILE).write_text("[]")
    assert kept_place(folder) is None


@pytest.mark.parametrize("revision", PACKAGED.all_revisions()[:-1])
def test_a_damaged_store_goes_on_with_a_second_file_of_an_earlier_version(
    folder: Path, medium: Path, revision: str
) -> None:
    store = open_both(folder)
    write(store, "kept")
    store.make_mirror(medium)
    for path in (store.path, second(store)):
        with Connections(path, StoreKey(KEY)).migration() as connection:
            PACKAGED.downgrade(connection, revision)
    damage(store.path)
    take_second_copy(folder, KEY)
    again = open_both(folder)
    assert again.integrity_check() == ()
    with again.read() as uow:
        assert uow.settings.get("kept") is not None


def test_a_damaged_store_goes_on_with_every_vote_from_the_second_file(twice: Polls, folder: Path) -> None:
    for voter in twice.voters[:3]:
        twice.vote(voter)
    damage(twice.store.path)
    damaged = twice.store.path.read_bytes()
    evidence = take_second_copy(folder, KEY)
    assert evidence.parent == folder / FOLDER
    assert evidence.read_bytes() == damaged
    again = open_both(folder)
    assert again.integrity_check() == ()
    assert again.elsewhere
    assert mode(again) is MirrorMode.OFF
    with again.read() as uow:
        assert uow.ballots.counts(twice.election_id)[BallotStatus.CAST] == 3
        before = uow.settings.store_epoch
    assert again.settle_here() == before + 1
    assert again.own_votes.problem is None


def test_evidence_never_replaces_evidence(twice: Polls, folder: Path, medium: Path) -> None:
    first = take_second_copy(folder, KEY)
    again = open_both(folder)
    again.make_mirror(medium)
    assert take_second_copy(folder, KEY) != first


def test_a_journal_of_the_damaged_store_goes_with_it(twice: Polls, folder: Path) -> None:
    journal = twice.store.path.with_name("station.db-journal")
    journal.write_bytes(b"what would be played back")
    evidence = take_second_copy(folder, KEY)
    assert evidence.with_name(f"{evidence.name}-journal").read_bytes() == b"what would be played back"
    assert not journal.exists()


class Crashed(BaseException):
    """Nothing after it runs, as when the power goes."""


# What is done in the folder of the store, one after the other.
STEPS = (("station.db", "replace"), ("station.db-journal", "unlink"), (".taken-over.db", "replace"))


def stop_at(monkeypatch: pytest.MonkeyPatch, step: tuple[str, str], end: BaseException) -> None:
    name, method = step
    real = getattr(Path, method)

    def act(path: Path, *rest: object, **named: object) -> object:
        if path.name == name:
            raise end
        return real(path, *rest, **named)

    monkeypatch.setattr(Path, method, act)


def evidence_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((folder / FOLDER).glob("*"))}


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_never_leaves_the_damaged_store_without_its_journal(
    twice: Polls, folder: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[str, str]
) -> None:
    """It would open, without what its journal takes back."""
    store, journal = twice.store.path, twice.store.path.with_name("station.db-journal")
    damage(store)
    journal.write_bytes(b"what would be played back")
    damaged = store.read_bytes()
    with monkeypatch.context() as broken:
        stop_at(broken, step, Crashed())
        with pytest.raises(Crashed):
            take_second_copy(folder, KEY)
    if store.exists():
        assert store.read_bytes() == damaged
        assert journal.exists()
    else:
        with pytest.raises(StoreDamaged, match="missing"):
            open_both(folder)
    take_second_copy(folder, KEY)
    assert open_both(folder).integrity_check() == ()
    assert not journal.exists()
    assert evidence_in(folder) == {
        "station-1.db": damaged,
        "station-1.db-journal": b"what would be played back",
    }


@pytest.mark.parametrize("step", STEPS)
def test_a_store_that_cannot_be_set_aside_stays_with_its_journal(
    twice: Polls, folder: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[str, str]
) -> None:
    journal = twice.store.path.with_name("station.db-journal")
    journal.write_bytes(b"what would be played back")
    before = twice.store.path.read_bytes()
    with monkeypatch.context() as broken:
        stop_at(broken, step, OSError(errno.EACCES, "in use"))
        with pytest.raises(StoreNotWritable):
            take_second_copy(folder, KEY)
    assert twice.store.path.read_bytes() == before
    assert journal.read_bytes() == b"what would be played back"
    assert evidence_in(folder) == {}


def test_a_journal_without_its_store_is_no_part_of_older_evidence(
    twice: Polls, folder: Path, medium: Path
) -> None:
    first = take_second_copy(folder, KEY)
    open_both(folder).make_mirror(medium)
    store_file(folder).unlink()
    store_file(folder).with_name("station.db-journal").write_bytes(b"of the one that is gone")
    take_second_copy(folder, KEY)
    found = evidence_in(folder)
    assert found["station-2.db-journal"] == b"of the one that is gone"
    assert found.get(f"{first.name}-journal", b"") != b"of the one that is gone"
    assert "station-2.db" not in found


def test_no_new_store_is_made_where_one_went_missing(twice: Polls, folder: Path) -> None:
    twice.store.path.unlink()
    with pytest.raises(StoreDamaged, match="missing"):
        open_both(folder)
    take_second_copy(folder, KEY)
    assert open_both(folder).integrity_check() == ()


@pytest.mark.parametrize("spoil", ["damaged", "gone", "another"])
def test_an_unusable_second_file_changes_nothing(
    twice: Polls, folder: Path, tmp_path: Path, spoil: str
) -> None:
    if spoil == "damaged":
        damage(second(twice.store))
    elif spoil == "gone":
        away(twice.store)
    else:
        (tmp_path / "y").mkdir()
        other = open_store(tmp_path / "y", KEY, probe=on_local_disk)
        shutil.copy(other.path, second(twice.store))
    before = twice.store.path.read_bytes()
    with pytest.raises(MirrorUnusable):
        take_second_copy(folder, KEY)
    assert twice.store.path.read_bytes() == before
    assert not (folder / FOLDER).exists()


def test_the_place_is_forgotten_when_two_people_go_on_without(twice: Polls, folder: Path) -> None:
    twice.store.go_on_without_mirror(lambda _uow: None)
    assert second_copy(folder) is None


def test_what_waits_to_be_committed_alone_marks_the_second_file_first(twice: Polls) -> None:
    """The mark is in the same transaction as the first write that the second file misses."""
    away(twice.store)
    refused(twice.store)
    refused(twice.store)
    with twice.store.uow() as uow:
        uow.settings.set("a setting", "never committed")
    twice.store.mirror.read_again()
    assert mode(twice.store) is MirrorMode.ON


def told(folder: Path) -> MirrorMode | None:
    """What the folder says of its second file when the store itself cannot be read."""
    kept = kept_place(folder)
    return None if kept is None else kept.mode


def test_a_commit_that_fails_leaves_the_second_file_in_doubt_until_the_store_is_opened(
    twice: Polls, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said too little rather than too much: what is said to be whole has every vote."""
    back = away(twice.store)
    refused(twice.store)
    refused(twice.store)
    with monkeypatch.context() as broken:
        # After the mark and before the commit.
        broken.setattr(mirror_state, "raise_writes", raising(Crashed()))
        with pytest.raises(Crashed):
            write(twice.store)
    assert told(folder) is MirrorMode.BEHIND
    back()
    again = open_both(folder)
    assert mode(again) is MirrorMode.ON
    assert told(folder) is MirrorMode.ON


def test_a_crash_when_it_is_made_anew_never_tells_of_the_older_file_as_whole(
    twice: Polls, folder: Path, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = second(twice.store)
    with monkeypatch.context() as broken:
        broken.setattr(Mirror, "note_place", raising(Crashed()))
        with pytest.raises(Crashed):
            twice.store.make_mirror(medium)
    kept = kept_place(folder)
    assert kept is not None
    assert (kept.path, kept.mode) == (str(older), MirrorMode.BEHIND)
    again = open_both(folder)
    assert kept_place(folder) == again.mirror.state
    assert second(again) != older


def test_a_copy_that_fails_leaves_the_second_file_told_as_whole(
    twice: Polls, folder: Path, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "back_up", raising(StoreFull()))
    with pytest.raises(StoreFull):
        twice.store.make_mirror(medium)
    assert kept_place(folder) == twice.store.mirror.state
    assert told(folder) is MirrorMode.ON


@pytest.mark.parametrize("decide", ["go_on_without_mirror", "forget_mirror"])
def test_a_crash_when_it_is_given_up_never_tells_of_it_as_whole(
    twice: Polls, folder: Path, monkeypatch: pytest.MonkeyPatch, decide: str
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(Mirror, "read_again", raising(Crashed()))
        with pytest.raises(Crashed):
            getattr(twice.store, decide)(lambda _uow: None)
    assert told(folder) is MirrorMode.BEHIND


def raising(end: BaseException) -> Callable[..., object]:
    def act(*_given: object, **_named: object) -> object:
        raise end

    return act


def test_state_is_kept_as_text(twice: Polls) -> None:
    state = twice.store.mirror.state
    assert state is not None
    assert mirror_state.parsed(state.text()) == state


def test_a_unit_of_work_of_one_file_asks_nobody(folder: Path) -> None:
    store = open_both(folder)
    with store.uow() as uow:
        assert isinstance(uow, UnitOfWork)
        uow.settings.set("a", "b")
        uow.commit()
    assert store.mirror.state is None
    assert store.mirror.look() is None
    store.mirror.check()
