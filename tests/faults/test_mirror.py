"""A second medium that fills up, turns read-only, vanishes or is there when the program is killed.

Nothing is half recorded, both files hold the same, and the vote that was refused can be cast afterwards.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from omp_desktop.bootstrap import Application
from omp_desktop.services.mirror import MirrorService
from omp_desktop.services.voting import Outcome
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.errors import MirrorFailed
from omp_desktop.store.mirror_state import MirrorMode
from omp_desktop.store.second_copy import take_second_copy
from tests.faults.casting import READY, Child, die_at
from tests.faults.conftest import FEW
from tests.faults.station import FIRST_ROLL, Place, Site, build
from tests.faults.test_disk import sealed, small_disk
from tests.faults.test_kill import LAST_STEP, killed_after_a_vote, killed_at_random, settle

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform == "win32", reason="the processes are forked from a warm one"),
]
may_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="mounts a tmpfs, which only root may"
)
MEGABYTES = 6


@pytest.fixture(scope="module")
def context() -> multiprocessing.context.BaseContext:
    """Processes forked from one that has imported everything and opened nothing."""
    warm = multiprocessing.get_context("forkserver")
    warm.set_forkserver_preload(["tests.faults.casting"])
    return warm


def on_two_media(site: Site, medium: Path, app: Application | None = None) -> MirrorService:
    """The second file on this medium, which counts as another disk wherever the tests run."""
    service = MirrorService((app or site.app).core, separate=lambda _folder, _data: True)
    service.make(site.manager, medium)
    return service


@pytest.fixture
def twice(site: Site, tmp_path: Path) -> Site:
    """Both files, though on one disk."""
    medium = tmp_path / "medium"
    medium.mkdir()
    on_two_media(site, medium)
    return site


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, as a USB stick is."""
    with small_disk(tmp_path / "stick", MEGABYTES) as place:
        yield place


def rows(path: Path, key: bytes) -> dict[str, list[str]]:
    """Every row but the file's own home."""
    with Connections(path, StoreKey(key)).raw() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            str(name): sorted(
                repr(row)
                for row in connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - tables
                if row[0] != "home"
            )
            for (name,) in names
        }


def assert_same(site: Site) -> None:
    """Both files hold the same rows, and are sound."""
    store = site.app.store
    key = site.app.core.secrets_box.get("store-key")
    assert key is not None
    assert store.mirror.path is not None
    here, there = rows(store.path, key), rows(store.mirror.path, key)
    assert {name for name in here if here[name] != there[name]} == set()
    store.mirror.check()


# Killed


def test_killed_at_every_step_of_a_cast_both_files_have_the_vote_or_neither(
    context: multiprocessing.context.BaseContext, twice: Site, rounds: int
) -> None:
    told: list[tuple[int, str]] = []
    outcomes = set()
    for step in range(1, LAST_STEP, 1 if rounds > FEW else 4):
        roll = FIRST_ROLL + step - 1
        child = Child.start(context, die_at, twice.place, roll, step)
        said = child.said()
        child.end()
        assert said[0] == READY
        told += [message for message in said if isinstance(message, tuple)]
        # The next transaction rolls a torn one back in both files.
        settle(twice, roll)
        assert_same(twice)
        twice.check(told)
        outcomes.add((roll in twice.voted(), len(said) > 1))
        if len(said) > 1:
            break
    assert (True, True) in outcomes
    twice.check_totals()


def test_killed_at_any_moment_of_a_vote_both_files_go_on_in_step(
    context: multiprocessing.context.BaseContext,
    tmp_path: Path,
    folder: Path,
    chance: random.Random,
    rounds: int,
) -> None:
    site = build(folder, voters=8 * rounds, booths=2)
    (tmp_path / "medium").mkdir()
    on_two_media(site, tmp_path / "medium")
    people = list(range(FIRST_ROLL, FIRST_ROLL + site.voters))
    told = killed_after_a_vote(context, site.place, people)
    for _ in range(rounds):
        site.check(told)
        site.app.voting(site.place.kiosks[1]).sweep()
        with site.app.store.uow() as uow:  # whoever writes next plays both journals back
            uow.settings.set("the next write", str(len(told)))
            uow.commit()
        assert_same(site)
        voted = set(site.voted())
        left = [roll for roll in people if roll not in voted]
        told += killed_at_random(context, site.place, left, chance)
    site.check(told)
    site.check_totals()
    site.app.close()


def test_the_control_that_writes_one_medium_after_the_other_goes_red(
    context: multiprocessing.context.BaseContext, twice: Site
) -> None:
    """The same kills where the second file is written in a transaction of its own: the check must fail."""
    red = []
    for step in range(1, LAST_STEP):
        roll = FIRST_ROLL + step - 1
        child = Child.start(context, die_at, twice.place, roll, step, "one after the other")
        said = child.said()
        child.end()
        assert said[0] == READY
        try:
            assert_same(twice)
            settle(twice, roll)
        except (AssertionError, MirrorFailed):
            red.append(step)
            break
        if len(said) > 1:
            break
    assert red, "one medium after the other passed every check: the check shows nothing"


# Full, read-only, gone


def fill(stick: Path) -> Callable[[], object]:
    filler = stick / "filler"
    with pytest.raises(OSError, match="space"):
        filler.write_bytes(bytes(MEGABYTES * 1_100_000))
    return filler.unlink


def make_read_only(stick: Path) -> Callable[[], object]:
    subprocess.run(["/bin/mount", "-o", "remount,ro", str(stick)], check=True)
    return lambda: subprocess.run(["/bin/mount", "-o", "remount,rw", str(stick)], check=True)


def move_away(stick: Path) -> Callable[[], object]:
    """As a stick that is pulled out and put in again; its mount point is empty meanwhile."""
    aside = stick.with_name("aside")
    aside.mkdir()
    subprocess.run(["/bin/mount", "--move", str(stick), str(aside)], check=True)
    return lambda: subprocess.run(["/bin/mount", "--move", str(aside), str(stick)], check=True)


FAULTS = [fill, make_read_only, move_away]


@may_mount
@pytest.mark.parametrize("fault", FAULTS)
def test_a_vote_is_refused_whole_and_cast_when_the_medium_is_well_again(
    site: Site, stick: Path, fault: Callable[[Path], Callable[[], object]]
) -> None:
    service = on_two_media(site, stick)
    booth = site.app.voting(site.place.kiosks[0])
    token, ballot_id = sealed(site, booth, FIRST_ROLL)
    mend = fault(stick)
    try:
        with pytest.raises(MirrorFailed):
            booth.cast(token, ballot_id)
        assert site.app.store.failure is None
        assert booth.outcome(token, ballot_id) is Outcome.NOT_RECORDED
        assert service.view().votes_refused
        assert site.voted() == []
    finally:
        mend()
    code = booth.cast(token, ballot_id).code
    site.check([(FIRST_ROLL, code)])
    assert_same(site)


@may_mount
@pytest.mark.parametrize("fault", FAULTS)
def test_two_people_go_on_with_one_medium_and_make_the_copy_anew(
    site: Site, stick: Path, fault: Callable[[Path], Callable[[], object]]
) -> None:
    service = on_two_media(site, stick)
    booth = site.app.voting(site.place.kiosks[0])
    token, ballot_id = sealed(site, booth, FIRST_ROLL)
    mend = fault(stick)
    try:
        for _ in range(2):
            with pytest.raises(MirrorFailed):
                booth.cast(token, ballot_id)
        assert service.go_on_without(site.manager, site.second, "고장").mode is MirrorMode.OFF
        told = [(FIRST_ROLL, booth.cast(token, ballot_id).code)]
    finally:
        mend()
    assert service.make_anew(site.manager).mode is MirrorMode.ON
    token, ballot_id = sealed(site, booth, FIRST_ROLL + 1)
    told.append((FIRST_ROLL + 1, booth.cast(token, ballot_id).code))
    site.check(told)
    assert_same(site)


@may_mount
def test_the_disk_is_lost_and_every_told_vote_is_on_the_stick(site: Site, stick: Path) -> None:
    on_two_media(site, stick)
    booth = site.app.voting(site.place.kiosks[0])
    told = []
    for roll in range(FIRST_ROLL, FIRST_ROLL + 3):
        token, ballot_id = sealed(site, booth, roll)
        told.append((roll, booth.cast(token, ballot_id).code))
    key = site.app.core.secrets_box.get("store-key")
    assert key is not None
    damaged = bytearray(site.app.store.path.read_bytes())
    damaged[4096 : len(damaged) // 2] = bytes(len(damaged) // 2 - 4096)
    site.app.store.path.write_bytes(damaged)
    site.app.close()
    take_second_copy(site.place.folder, key)
    again = Place(site.place.folder, site.place.election_id, site.place.kiosks).open()
    again.polls.go_on_here(site.manager, site.second, "디스크 고장")
    on_two_media(site, stick, again)
    found = Site(again, site.clock, site.place, site.manager, site.second, site.key_file, site.voters)
    found.check(told)
    found.check_totals()
    again.close()
