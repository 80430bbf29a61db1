"""Disks that are full or fail while a ballot is cast: nothing is half recorded, no answer is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from omp_desktop.services.voting import Outcome, VotingService
from omp_desktop.store import connections
from omp_desktop.store.checks import file_problems
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from omp_desktop.store.engine import open_store
from omp_desktop.store.errors import StoreFailed, StoreFull, StoreNotUpgraded
from omp_desktop.store.migrations.runner import Migrations
from tests.faults.station import FIRST_ROLL, Site, build, choices_of, issue, rolls
from tests.store.station import KEY, on_local_disk

PAGE = 4096
FAILURES = int(os.environ.get("COUNT") or 20)

pytestmark = pytest.mark.faults


def sealed(site: Site, booth: VotingService, roll: int) -> tuple[str, str]:
    """A permit's token and the ballot that waits to be cast."""
    token = issue(site.app, site.place, roll, site.place.kiosks[0]).token
    session = booth.begin(token)
    return token, booth.seal(token, choices_of(roll, session.contests)).ballot_id


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """To SQLite a write past this size is an I/O error in the middle of whatever it was writing."""
    resource = pytest.importorskip("resource", reason="no such limits on Windows")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_io_error_at_any_write_of_a_cast_leaves_the_vote_whole_or_not_there(site: Site) -> None:
    booth = site.app.voting(site.place.kiosks[0])
    store, told = site.app.store, []
    outcomes = set()
    for number, roll in enumerate(rolls(min(FAILURES, site.voters))):
        token, ballot_id = sealed(site, booth, roll)
        # From "not even the journal" to "all but the last page of the store".
        limit = number * store.path.stat().st_size // FAILURES // PAGE * PAGE
        try:
            with no_file_grows_beyond(limit):
                booth.cast(token, ballot_id)
        except StoreFailed:
            with pytest.raises(StoreFailed):
                booth.outcome(token, ballot_id)
            store.reopen()
        outcome = booth.outcome(token, ballot_id)
        outcomes.add(outcome)
        assert (roll in site.voted()) is (outcome is Outcome.RECORDED)
        told.append((roll, booth.cast(token, ballot_id).code))
        site.check(told)
    assert Outcome.NOT_RECORDED in outcomes
    site.check_totals()


def test_a_full_disk_records_nothing_and_the_vote_can_be_cast_when_there_is_room(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth = site.app.voting(site.place.kiosks[0])
    pages = site.app.store.path.stat().st_size // PAGE
    told, refused = [], 0

    def full(path: Path, key: StoreKey, busy_ms: int) -> RawConnection:
        connection = connect(path, key, busy_ms)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    for roll in rolls(30):
        token, ballot_id = sealed(site, booth, roll)
        pages = site.app.store.path.stat().st_size // PAGE
        with monkeypatch.context() as patch:
            patch.setattr(connections, "connect", full)
            try:
                booth.cast(token, ballot_id)
            except StoreFull:
                refused += 1
                assert booth.outcome(token, ballot_id) is Outcome.NOT_RECORDED
                assert roll not in site.voted()
        told.append((roll, booth.cast(token, ballot_id).code))
    assert refused, "the disk was never full: the test shows nothing"
    site.check(told)


def on_a_small_disk(test: Callable[[Path], None]) -> Callable[[Path], None]:
    """Where one can be mounted."""
    root = sys.platform == "linux" and os.geteuid() == 0
    return pytest.mark.skipif(not root, reason="mounts a tmpfs, which only root may")(test)


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A file system of its own."""
    place.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)],
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


@on_a_small_disk
def test_whatever_room_there_is_an_older_file_is_brought_up_to_date_or_left_as_it_was(tmp_path: Path) -> None:
    steps, outcomes = 12, set()
    with small_disk(tmp_path / "disk", 3) as disk:
        older = open_store(disk, KEY, probe=on_local_disk, migrations=Migrations(head="0005"))
        before, filler = kept_in(older.path), disk / "filler"
        for number in range(steps):
            # From none at all to enough for the copy and the change.
            room = number * 2 * older.path.stat().st_size // steps
            filler.unlink(missing_ok=True)
            filler.write_bytes(bytes(free_on(disk) - room))
            try:
                open_store(disk, KEY, probe=on_local_disk)
            except StoreNotUpgraded as refused:
                outcomes.add(refused.params["reason"])
                filler.unlink()
                assert kept_in(older.path) == before
                assert list((disk / "backups").iterdir()) == []
            else:
                break
        assert outcomes == {"No space left on device"}
        filler.unlink()
        assert open_store(disk, KEY, probe=on_local_disk).integrity_check() == ()


def free_on(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def kept_in(path: Path) -> list[str]:
    """Everything in a store; what is taken back of a change is encrypted anew, so its bytes are others."""
    with Connections(path, StoreKey(KEY)).raw() as connection:
        assert file_problems(connection) == ()
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        ).fetchall()
        rows = [(n, sorted(map(repr, connection.execute(f'SELECT * FROM "{n}"')))) for (n,) in names]  # noqa: S608
        return [
            repr(connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()),
            *map(repr, rows),
        ]


@on_a_small_disk
def test_a_disk_that_is_really_full_loses_no_vote(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3) as disk:
        site = build(disk, voters=10, booths=1)
        booth = site.app.voting(site.place.kiosks[0])
        token, ballot_id = sealed(site, booth, FIRST_ROLL)
        told = [(FIRST_ROLL, booth.cast(token, ballot_id).code)]
        token, ballot_id = sealed(site, booth, FIRST_ROLL + 1)
        filler = disk / "filler"
        with pytest.raises(OSError, match="space"):
            filler.write_bytes(bytes(8_000_000))
        with pytest.raises((StoreFull, StoreFailed)):
            booth.cast(token, ballot_id)
        filler.unlink()
        site.app.store.reopen()
        assert booth.outcome(token, ballot_id) is Outcome.NOT_RECORDED
        told.append((FIRST_ROLL + 1, booth.cast(token, ballot_id).code))
        assert site.voted() == [FIRST_ROLL, FIRST_ROLL + 1]
        with site.app.store.read() as uow:
            assert {uow.ballots.by_code(site.id, code.replace("-", "")).status for _, code in told} == {
                "cast"
            }
        assert site.app.store.integrity_check() == ()
        site.app.close()
