"""Busy, full, failing, damaged, killed: nothing is lost, nothing is half stored, and somebody is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.store import connections as connections_module
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreFull,
    StoreNotWritable,
)
from tests.store.processes import line_of, running, tell
from tests.store.station import Polls, connections_of, file_in, open_polls, opened

KILLS = int(os.environ.get("COUNT", "6"))
SHORT_MS = 50


def test_a_store_that_another_process_holds_is_busy(store: Store, folder: Path) -> None:
    with running("hold", str(folder)) as holder:
        assert line_of(holder) == "holding"
        with pytest.raises(StoreBusy), store.uow(SHORT_MS):
            pass
        with pytest.raises(StoreBusy), store.read(SHORT_MS):
            pass
        tell(holder, "go on")
        holder.wait()
    with store.uow(SHORT_MS) as uow:
        uow.settings.set("after", "x")
        uow.commit()


def test_a_writer_that_takes_its_time_makes_the_next_one_busy(store: Store) -> None:
    with store.uow() as slow:
        slow.settings.set("slow", "x")
        with pytest.raises(StoreBusy), store.uow(SHORT_MS):
            pass
        with store.read(SHORT_MS) as reader:
            assert reader.settings.get("slow") is None
        slow.commit()


def test_being_busy_does_not_close_the_store(store: Store, folder: Path) -> None:
    with running("hold", str(folder)) as holder:
        assert line_of(holder) == "holding"
        with pytest.raises(StoreBusy), store.uow(SHORT_MS):
            pass
        assert store.failure is None


def test_a_reader_that_stays_makes_the_commit_busy_and_nothing_is_stored(polls: Polls) -> None:
    with polls.store.read() as reader:
        reader.elections.all()
        with pytest.raises(StoreBusy):
            _write(polls.store, "blocked", "x", SHORT_MS)
    with polls.store.read() as uow:
        assert uow.settings.get("blocked") is None


def test_processes_that_write_at_once_all_get_through(folder: Path) -> None:
    store, each = opened(folder), 40
    with ExitStack() as stack:
        writers = [stack.enter_context(running("write_settings", str(folder), str(each))) for _ in range(3)]
        for writer in writers:
            assert line_of(writer) == "ready"
        for writer in writers:
            tell(writer, "go")
        assert [line_of(writer) for writer in writers] == ["done"] * 3
    with connections_of(store).raw() as connection:
        written = connection.execute("SELECT count(*) FROM setting WHERE value = 'x'").fetchone()
    assert written == (3 * each,)


def test_with_a_plain_begin_two_writers_would_refuse_each_other(store: Store) -> None:
    """The control of the test above: why every write begins with BEGIN IMMEDIATE."""
    with connections_of(store).raw(0) as first, connections_of(store).raw(0) as second:
        for connection in (first, second):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM setting").fetchone()
        first.execute("INSERT INTO setting VALUES ('a', 'x')")
        with pytest.raises(Exception, match="locked"):
            second.execute("INSERT INTO setting VALUES ('b', 'x')")
        with pytest.raises(Exception, match="locked"):
            first.execute("COMMIT")


def test_threads_have_connections_of_their_own(store: Store) -> None:
    def write(name: str) -> None:
        for number in range(15):
            with store.uow() as uow:
                uow.settings.set(f"{name}-{number}", "x")
                uow.commit()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as uow:
        assert all(uow.settings.get(f"{name}-{n}") == "x" for name in "abcd" for n in range(15))


def test_processes_that_make_the_store_at_once_share_one(folder: Path) -> None:
    with ExitStack() as stack:
        makers = [stack.enter_context(running("make", str(folder))) for _ in range(3)]
        for maker in makers:
            assert line_of(maker) == "ready"
        for maker in makers:
            tell(maker, "go")
        assert len({line_of(maker) for maker in makers}) == 1
    assert {path.name for path in folder.iterdir()} <= {"station.db", "station.db-journal"}


def test_a_full_disk_undoes_the_whole_transaction(polls: Polls, monkeypatch: pytest.MonkeyPatch) -> None:
    voter, token, ballot_id = polls.voters[0], polls.issue(polls.voters[0]), polls.seal()
    pages = polls.store.path.stat().st_size // 4096

    def full(path: Path, key: StoreKey, busy_ms: int) -> RawConnection:
        connection = connect(path, key, busy_ms)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(connections_module, "connect", full)
        with pytest.raises(StoreFull):
            _write(polls.store, "large", "x" * 100_000)
        assert polls.store.failure is None
    with polls.store.read() as uow:
        assert uow.settings.get("large") is None
    polls.cast(voter, token, ballot_id)


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"cannot mount a small disk here: {mounted.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["/bin/umount", str(place)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a tmpfs")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        polls = open_polls(opened(disk))
        kept = polls.vote(polls.voters[0])
        filler = disk / "filler"
        with pytest.raises(OSError, match="space"):
            filler.write_bytes(bytes(2_000_000))
        with pytest.raises(StoreFull):
            polls.store.backup(disk / "copy.db")
        with pytest.raises(StoreFull):
            polls.seal()
        filler.unlink()
        polls.store.reopen()
        with polls.store.read() as uow:
            assert uow.ballots.get(kept).status is BallotStatus.CAST
            assert uow.ballots.counts(polls.election_id)[BallotStatus.COMMITTED] == 0
        polls.vote(polls.voters[1])
        assert polls.store.integrity_check() == ()


@contextmanager
def no_file_grows(beyond: int) -> Iterator[None]:
    """Writing past this size fails: to SQLite an I/O error, not a full disk."""
    resource = pytest.importorskip("resource", reason="no such limits on Windows")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_after_an_io_error_the_store_refuses_work_until_it_was_verified(polls: Polls) -> None:
    kept = polls.vote(polls.voters[0])
    with no_file_grows(polls.store.path.stat().st_size), pytest.raises(StoreFailed):
        _write(polls.store, "much", "x" * 200_000)
    for work in (polls.store.uow, polls.store.cast_uow, polls.store.read):
        with pytest.raises(StoreFailed):
            work()
    assert isinstance(polls.store.failure, StoreFailed)
    polls.store.reopen()
    assert polls.store.failure is None
    with polls.store.read() as uow:
        assert uow.ballots.get(kept).status is BallotStatus.CAST
        assert uow.settings.get("much") is None
    polls.vote(polls.voters[1])


def test_a_bad_stick_does_not_close_the_store(polls: Polls, tmp_path: Path) -> None:
    with no_file_grows(8_192), pytest.raises(StoreFailed):
        polls.store.backup(tmp_path / "stick" / "copy.db")
    assert polls.store.failure is None
    assert list((tmp_path / "stick").iterdir()) == []
    polls.vote(polls.voters[0])


def test_damage_that_a_read_meets_closes_the_store(polls: Polls) -> None:
    path = polls.store.path
    intact = path.read_bytes()
    path.write_bytes(intact[:4096] + bytes(len(intact) - 4096))
    with pytest.raises(StoreDamaged), polls.store.read() as uow:
        uow.elections.all()
    with pytest.raises(StoreDamaged):
        polls.store.uow()
    with pytest.raises(StoreDamaged):
        polls.store.reopen()
    with pytest.raises(StoreDamaged):
        polls.store.read()
    path.write_bytes(intact)
    polls.store.reopen()
    polls.vote(polls.voters[0])


def test_a_store_whose_counts_are_wrong_stays_closed_after_a_failure(polls: Polls) -> None:
    polls.execute("UPDATE running_count SET n = n + 1 WHERE subject = 'voter'")
    with pytest.raises(StoreDamaged):
        polls.store.reopen()


def test_a_file_that_vanished_is_not_made_anew(polls: Polls) -> None:
    polls.store.path.unlink()
    with pytest.raises(StoreDamaged), polls.store.read() as uow:
        uow.elections.all()
    assert not polls.store.path.exists()


def test_what_the_system_does_not_let_us_open_is_named_as_such(folder: Path) -> None:
    # Not even root opens a folder as a file.
    file_in(folder).mkdir()
    with pytest.raises(StoreNotWritable):
        opened(folder)


@pytest.mark.faults
def test_no_recorded_vote_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    for round_ in range(KILLS):
        said, polls = _killed_while_voting(tmp_path / str(round_), votes=round_ % 5 + 1)
        assert _missing(polls, said) == []
        assert polls.store.integrity_check() == ()


@pytest.mark.faults
def test_a_vote_confirmed_too_early_would_be_missed(tmp_path: Path) -> None:
    """The control of the test above: it does notice a vote that was confirmed and not stored."""
    said, polls = _killed_while_voting(tmp_path / "early", 1, "says before")
    assert _missing(polls, said) == said


def _killed_while_voting(place: Path, votes: int, *how: str) -> tuple[list[str], Polls]:
    """Kills a process after it said it recorded so many votes; what it said, and the store reopened."""
    place.mkdir()
    polls = open_polls(opened(place), voters=200)
    with running("vote_on", str(place), polls.election_id, polls.station_id, polls.kiosk_id, *how) as process:
        assert line_of(process) == "ready"
        said = [line_of(process) for _ in range(votes)]
        process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        process.wait()
        assert process.stdout is not None
        said += process.stdout.read().split()
    reopened = opened(place)
    return said, Polls(reopened, polls.election_id, polls.station_id, polls.kiosk_id, polls.voters)


def _missing(polls: Polls, said: list[str]) -> list[str]:
    """Ballots that were confirmed and are not there; checks on the way that both sides agree."""
    with polls.store.read() as uow:
        stored = {
            ballot.ballot_id
            for ballot in uow.ballots.bodies(polls.election_id, BallotStatus.CAST, limit=1_000)
        }
        participations = uow.participations.counts(polls.election_id)[ParticipationState.CAST]
    assert participations == len(stored)
    return [ballot_id for ballot_id in said if ballot_id not in stored]


def _write(store: Store, key: str, value: str, busy_ms: int = 1_000) -> None:
    with store.uow(busy_ms) as uow:
        uow.settings.set(key, value)
        uow.commit()
