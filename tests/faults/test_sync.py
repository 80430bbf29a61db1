"""A station and its centre with everything in between that can go wrong: what must hold, holds (I1–I12).

Seeded schedules mix votes, sending, sticks, restarts of both sides and every fault of the network there is;
then the station is killed at random moments, a store is copied, and the controls break a promise.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from omp_desktop.central.schema import AlarmRow
from omp_desktop.domain.errors import OmpError
from omp_desktop.services.secrets import STORE_KEY
from omp_desktop.services.transfer_errors import NothingToTransfer
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from omp_desktop.store.engine import Store
from omp_desktop.store.records import StoredBatch
from omp_desktop.sync import delivery
from omp_desktop.sync.delivery import Delivered
from omp_desktop.sync.errors import CopiedStore
from omp_desktop.wire.refusals import ItemOfFork
from omp_desktop.wire.unreachable import CentreUnreachable
from tests.central.draining import opened
from tests.central.network import FAULTS, FaultProxy, passed, status
from tests.central.serving import CentreProcess
from tests.faults.casting import READY, Child, waiting_rolls
from tests.faults.sending import Sending
from tests.faults.sending_process import vote_and_send
from tests.faults.station import build, rolls, vote

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]
VOTES_MOST = 9
STEPS = 5
LATEST_KILL = 0.15
# A round and four votes, twice.
MESSAGES_MOST = 10


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CentreProcess]:
    with CentreProcess(tmp_path / "centre") as started:
        yield started


@pytest.fixture
def proxy(centre: CentreProcess) -> Iterator[FaultProxy]:
    with FaultProxy(("127.0.0.1", centre.port)) as between:
        yield between


class Schedule:
    """One seeded run of faults between a station and its centre."""

    def __init__(self, sending: Sending, proxy: FaultProxy, chance: random.Random, stick: Path) -> None:
        self.sending, self.proxy, self.chance, self.stick = sending, proxy, chance, stick
        self.told: list[str] = []
        self.voted = 0

    def run(self) -> None:
        """Steps at random, what must hold in between, and then nothing but a good network."""
        steps = [self.vote, self.send, self.send, self.restart, self.by_stick, self.try_now]
        for _ in range(STEPS):
            self.say("step", step := self.chance.choice(steps))
            step()
        if self.chance.random() < 0.1:
            self.kill_centre()
        self.sending.check()
        self.proxy.choose = lambda _: passed
        self.proxy.refusing = False
        self.sending.drain()
        self.sending.check()

    def vote(self) -> None:
        count = self.chance.randrange(1, VOTES_MOST)
        self.sending.vote(count, self.voted)
        self.voted += count

    def send(self) -> None:
        """A round on which everything may go wrong; if not all went well somebody sees it (I12)."""
        self.proxy.refusing = self.chance.random() < 0.1
        names = [self.chance.choice(["passed", *FAULTS]) for _ in range(self.chance.randrange(1, 8))]
        self.say("network", names)
        self.proxy.script([FAULTS.get(name, passed) for name in names])
        self.sending.round()
        seen = self.sending.worker.status
        if not self.sending.settled:
            assert seen.problem is not None or seen.queued.held, f"nobody sees what failed: {seen}"

    def restart(self) -> None:
        """The program ends between two rounds and starts again."""
        self.sending.restart()

    def try_now(self) -> None:
        """Somebody presses the button: held batches go again."""
        self.sending.worker.try_now()

    def by_stick(self) -> None:
        """Out on a stick, handed in over a bad network, and back; now and then the stick gets lost."""
        transfer, who = self.sending.transfer(), self.sending.site.manager
        folder = Path(tempfile.mkdtemp(dir=self.stick))
        try:
            transfer.export(who, folder)
        except NothingToTransfer:
            return
        for _ in range(self.chance.randrange(3)):
            try:
                transfer.take(who, folder)
            except OmpError as problem:
                self.say("stick", problem.code)

    def kill_centre(self) -> None:
        self.say("centre", "killed")
        self.sending.centre.kill()
        self.sending.round()
        self.sending.centre.start()

    def say(self, *words: object) -> None:
        self.told.append(" ".join(str(getattr(word, "__name__", word)) for word in words))


def test_whatever_the_network_does_everything_arrives_once(
    tmp_path: Path, centre: CentreProcess, proxy: FaultProxy, chance: random.Random, schedules: int
) -> None:
    voters = schedules * STEPS * VOTES_MOST
    site = build(tmp_path, voters=min(voters, 30_000), booths=1)
    sending = Sending.begin(site, centre, proxy.url)
    voted = 0
    for number in range(schedules):
        schedule = Schedule(sending, proxy, random.Random(chance.random()), tmp_path)  # noqa: S311
        schedule.voted = voted
        try:
            schedule.run()
        except BaseException:
            print(f"schedule {number}:", *schedule.told, sep="\n  ")  # noqa: T201 - what failed
            raise
        voted = schedule.voted
    sending.close_polls()
    sending.drain()
    sending.check_all_arrived()
    site.check_totals()
    assert voted
    site.app.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the processes are forked from a warm one")
def test_a_station_that_is_killed_while_it_sends_loses_and_doubles_nothing(
    tmp_path: Path, centre: CentreProcess, chance: random.Random, kills: int
) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.sending_process"])
    site = build(tmp_path, voters=40 * kills, booths=1)
    sending = Sending.begin(site, centre)
    told: list[tuple[int, str]] = []
    for number in range(kills):
        voted = set(site.voted())
        left = [roll for roll in rolls(site.voters) if roll not in voted]
        child = Child.start(context, vote_and_send, site.place, left)
        assert child.pipe.recv() == READY
        # A moment of its work, not of the clock: a slow machine is killed in the same places as a fast one.
        count = MESSAGES_MOST if number == 0 else chance.randrange(MESSAGES_MOST)
        before = [child.pipe.recv() for _ in range(count)]
        child.process.join(chance.uniform(0, LATEST_KILL))
        child.process.kill()
        told += [said for said in (*before, *child.said()) if isinstance(said, tuple)]
        child.end()
        site.check(told)
        sending.check()
    assert told, "no vote was ever finished: the kills come too early to show anything"
    assert sending.batches(), "nothing was sent before a kill: they show nothing about sending"
    booth = site.app.voting(site.place.kiosks[0])
    booth.recover()
    # Whoever was killed in the middle finishes.
    for waiting, roll in zip(booth.waiting(), waiting_rolls(site.app, booth), strict=True):
        vote(booth, waiting.token, roll)
    sending.close_polls()
    sending.drain()
    sending.check_all_arrived()
    site.check_totals()
    site.app.close()


def test_an_old_copy_put_back_in_place_is_noticed_at_the_centre_and_at_the_station(
    tmp_path: Path, centre: CentreProcess
) -> None:
    """The same file with older bytes: only the centre can know that the station had gone on before."""
    site = build(tmp_path, voters=80, booths=1)
    sending = Sending.begin(site, centre)
    sending.drain()
    files = [file for file in site.place.folder.glob("*.db") if file.is_file()]
    old = {file: file.read_bytes() for file in files}
    sending.vote(35)
    sending.drain()
    assert not sending.worker.status.findings
    site.app.close()
    for file, content in old.items():
        with file.open("r+b") as opened_again:
            opened_again.write(content)
            opened_again.truncate()
    site.app = site.place.open()
    assert not site.app.store.elsewhere
    sending.restart()
    sending.vote(35, first=40)
    sending.round()
    assert {finding.code for finding in sending.worker.status.findings} == {CopiedStore.code}
    store = opened(centre.data, {})
    with store.read() as session:
        alarms = set(session.scalars(select(AlarmRow.code)))
    store.close()
    assert alarms == {ItemOfFork.code}
    assert sending.state().totals.quarantined > 0, "kept apart, not thrown away"
    site.app.close()


def test_a_folder_that_was_copied_takes_no_votes_until_two_people_say_so(
    tmp_path: Path, centre: CentreProcess
) -> None:
    site = build(tmp_path, voters=80, booths=1)
    sending = Sending.begin(site, centre)
    sending.drain()
    site.app.close()
    copy = tmp_path / "copy"
    shutil.copytree(site.place.folder, copy)
    site.app = replace(site.place, folder=copy).open()
    with pytest.raises(StoreElsewhere):
        sending.vote(1)
    site.app.close()


BAD_ANSWERS = (400, 404, 410, 413, 422)


def test_a_server_that_refuses_good_data_makes_the_station_delete_nothing(
    tmp_path: Path, centre: CentreProcess, proxy: FaultProxy
) -> None:
    site = build(tmp_path, voters=40, booths=1)
    sending = Sending.begin(site, centre, proxy.url)
    sending.vote(35)
    sending.close_polls()
    for code in BAD_ANSWERS:
        proxy.choose = lambda asked, c=code: status(c) if asked.method == "PUT" else passed
        sending.round()
        assert sending.worker.status.queued.held, code
        sending.check()
    proxy.choose = lambda _: passed
    sending.drain()
    sending.check_all_arrived()
    site.app.close()


def test_the_control_that_deletes_what_is_refused_goes_red(
    tmp_path: Path, centre: CentreProcess, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As programs of this kind do it: what the server answers with 4xx is out of the queue."""
    site = build(tmp_path, voters=40, booths=1)
    sending = Sending.begin(site, centre, proxy.url)
    sending.vote(35)
    sending.close_polls()
    sending.check()
    key = site.app.core.secrets_box.get(STORE_KEY)
    assert key is not None
    _drop_guards(site.app.store, key)

    def delete(store: Store, batch: StoredBatch, problem: OmpError, *, held: bool) -> Delivered:
        if not isinstance(problem, CentreUnreachable):
            with Connections(store.path, StoreKey(key)).migration() as connection:
                for table in ("outbox_batch_body", "outbox_batch"):
                    where = (bytes.fromhex(batch.batch_id),)
                    connection.exec_driver_sql(f"DELETE FROM {table} WHERE id = ?", where)  # noqa: S608
        return Delivered(problem=problem, held=held)

    monkeypatch.setattr(delivery, "_failed", delete)
    proxy.choose = lambda asked: status(404) if asked.method == "PUT" else passed
    sending.round()
    proxy.choose = lambda _: passed
    with pytest.raises(AssertionError, match=r"ballots to be sent or sent|hold together|\(I8\)"):
        sending.check()
    site.app.close()


def _drop_guards(store: Store, key: bytes) -> None:
    """The store itself lets nobody delete a batch: the control has to take that away first."""
    with Connections(store.path, StoreKey(key)).migration() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'outbox_batch%'"
        ).scalars()
        for name in list(names):
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
