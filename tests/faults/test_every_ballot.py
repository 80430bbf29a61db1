"""Every ballot reaches the centre, once: over the network, by stick, by both, whatever is killed meanwhile.

A whole station votes while the centre is away. In the ordinary run some forty people vote, in a run of the
faults alone two thousand; COUNT says otherwise.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.sending import BatchState
from omp_desktop.services.transfer_errors import NothingToTransfer
from omp_desktop.sync.drawing import DRAWN_LEAST, LEFT_BEHIND
from omp_desktop.sync.status import Connection
from omp_desktop.wire.batch import ITEMS_MOST
from omp_desktop.wire.refusals import ResultsWithheld
from tests.central.network import Balancer, FaultProxy, after, lost_reply, passed
from tests.central.serving import PATIENCE, CentreProcess, central, program, replicas, wait_until
from tests.faults.conftest import counted
from tests.faults.sending import Sending, another_station
from tests.faults.station import TWO_CONTESTS, Site, build

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]
FEW = 42
MANY = 2000
LARGEST_CORRELATION = 0.05


@pytest.fixture
def ballots(request: pytest.FixtureRequest) -> int:
    return counted(request, FEW, MANY)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CentreProcess]:
    with CentreProcess(tmp_path / "centre") as started:
        yield started


@contextmanager
def station(folder: Path, voters: int, centre: CentreProcess, url: str | None = None) -> Iterator[Sending]:
    """The commission's PC, at which all these people may vote."""
    site = build(folder, voters=voters, booths=1)
    try:
        yield Sending.begin(site, centre, url)
    finally:
        site.app.close()


@contextmanager
def two_pcs(folder: Path, voters: int, centre: CentreProcess, url: str) -> Iterator[tuple[Sending, Sending]]:
    """The commission's PC, and another station's, where these people vote; `url` is the station's way."""
    site = build(folder, voters=1, booths=1, elsewhere=voters)
    commission = Sending.begin(site, centre)
    commission.drain()
    there = another_station(folder / "second", commission, voters, url)
    try:
        yield commission, there
    finally:
        there.site.app.close()
        site.app.close()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system, where this machine has one that anybody may write to."""
    elsewhere = [
        place
        for place in map(Path, ("/dev/shm", "/var/tmp", "/tmp"))  # noqa: S108 - which of them is other
        if os.access(place, os.W_OK) and place.stat().st_dev != tmp_path.stat().st_dev
    ]
    with tempfile.TemporaryDirectory(dir=next(iter(elsewhere), None)) as folder:
        yield Path(folder)


def test_votes_cast_offline_arrive_when_the_centre_is_there(
    tmp_path: Path, centre: CentreProcess, ballots: int
) -> None:
    with station(tmp_path, ballots, centre) as sending:
        centre.stop()
        codes = sending.vote(ballots)
        sending.round()
        status = sending.worker.status
        assert status.connection is Connection.OFFLINE
        assert (status.queued.ballots, status.queued.participations) == (ballots, ballots)
        assert status.problem is not None, "nobody would see it (I12)"
        sending.check()
        centre.start()
        sending.drain()
        assert sending.waiting == {"B": left_behind(ballots), "P": left_behind(ballots)}
        sending.check()
        status_code, withheld = centre.get(f"/v1/elections/{sending.site.id}/results")
        assert (status_code, json.loads(withheld)["code"]) == (403, ResultsWithheld.code)
        sending.close_polls()
        sending.drain()
        sending.check_all_arrived()
        both_say_match(sending)
        sending.site.check_totals()
        sending.drain()
        sending.check_all_arrived()
        the_public_sees(sending, ballots)
        nobody_is_named(sending)
        no_place_tells_the_order(sending, codes)


def left_behind(ballots: int) -> int:
    """What stays while the polls are open, when batches are drawn as long as they may be."""
    left = ballots
    while left >= DRAWN_LEAST + LEFT_BEHIND:
        left -= min(ITEMS_MOST, left - LEFT_BEHIND)
    return left


def both_say_match(sending: Sending) -> None:
    """`reconcile` at the station and at the centre, as processes of their own."""
    patience = PATIENCE + len(sending.site.voted())
    wait_until(lambda: not central_differs(sending), "the centre has checked every ballot", patience)
    said = program(sending.site.place.folder, "reconcile", "--lang", "en")
    assert re.match(r"Station [\d,]+ · Centre [\d,]+ · match\n", said), said
    said = central(sending.centre.data, "reconcile", "--lang", "en", settings=sending.centre.settings)
    assert said.rstrip().endswith("match"), said


def central_differs(sending: Sending) -> bool:
    """Whether ballots wait to be checked: the sums at the centre follow behind."""
    state = sending.state()
    pages = sum(chain.last for chain in state.chains if chain.lane == "B")
    return state.pages_checked < pages


def the_public_sees(sending: Sending, ballots: int) -> None:
    """What `curl` shows to anybody: election, candidates, turnout, a ballot, and the results."""
    centre, election = sending.centre, f"/v1/elections/{sending.site.id}"
    listed = centre.json("/v1/elections")["elections"]
    assert [each["election_id"] for each in listed] == [sending.site.id]
    assert len(centre.json(f"{election}/candidates")["candidates"]) == sum(TWO_CONTESTS.values())
    assert centre.json(f"{election}/turnout")["voted"] == ballots
    assert centre.json(f"{election}/can-vote")["can_vote"] is False
    with sending.site.app.store.read() as uow:
        (ballot,) = uow.ballots.bodies(sending.site.id, BallotStatus.CAST, limit=1)
    assert centre.json(f"{election}/ballots/{ballot.short_code}")["status"] == "cast"
    wait_until(lambda: centre.get(f"{election}/results")[0] == 200, "the results are public")
    results = centre.json(f"{election}/results")
    assert (results["kind"], results["ballots"]) == ("final", ballots)
    assert centre.json(f"{election}/record")["files"]


def nobody_is_named(sending: Sending) -> None:
    """I9: no voter in a batch of ballots; no id of anybody or anything in logs and metrics."""
    app, centre = sending.site.app, sending.centre
    with app.store.read() as uow:
        voters = {voter.id for voter in uow.voters.page(sending.site.id, limit=100_000)}
    words = {sending.site.id, *(view.station.id for view in app.stations.all())}
    ids_in_logs: set[str] = set()
    logs = [path.read_text() for path in (centre.data / "logs").rglob("*") if path.is_file()]
    for written in (*logs, centre.said, centre.get("/metrics")[1].decode()):
        ids_in_logs |= set(re.findall(r"\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b", written))
    assert logs
    assert not ids_in_logs & voters
    assert ids_in_logs <= words, "more than elections and stations is named in logs or metrics"
    bodies = [sending.body(batch) for batch in sending.batches() if batch.chain.lane == "B"]
    assert bodies
    assert not any(voter.encode() in body for voter in voters for body in bodies)


def no_place_tells_the_order(sending: Sending, codes: list[str]) -> None:
    """I9: neither batches nor the centre's tables keep the order in which people voted.

    Chance alone gives small numbers a correlation; the bound is for as many as the design names.
    """
    cast = [code.replace("-", "") for code in codes]
    assert abs(correlation(cast, cast)) > LARGEST_CORRELATION, "the control: an order that is kept is seen"
    if len(cast) < MANY:
        return
    with sending.database() as session:
        rows = text("SELECT short_code, batch_id FROM ballot ORDER BY rowid")
        table = [row.short_code for row in session.execute(rows)]
        rows = text("SELECT voter_id FROM participation ORDER BY rowid")
        people = [row.voter_id for row in session.execute(rows)]
        rows = text(
            "SELECT ballot.short_code FROM ballot JOIN batch ON batch.id = ballot.batch_id "
            "ORDER BY batch.sequence, ballot.code"
        )
        batches = [row.short_code for row in session.execute(rows)]
    with sending.site.app.store.read() as uow:
        listed = uow.voters.page(sending.site.id, limit=100_000)
    voted = [voter.id for voter in sorted(listed, key=lambda voter: int(voter.roll_number))]
    for place, order, kept in (("table", cast, table), ("batches", cast, batches), ("people", voted, people)):
        assert abs(correlation(order, kept)) < LARGEST_CORRELATION, place


def correlation(order: list[str], kept: list[str]) -> float:
    """Spearman's ρ between two orders of the same things."""
    place = {name: number for number, name in enumerate(kept)}
    return statistics.correlation(range(len(order)), [place[name] for name in order])


def test_a_centre_that_is_killed_again_and_again_loses_nothing(
    tmp_path: Path, centre: CentreProcess, ballots: int
) -> None:
    # A slow machine sends little in between: few ballots are left alone after some kills.
    every, most = (2.0, None) if ballots >= 1000 else (0.3, 5)
    with (
        FaultProxy(("127.0.0.1", centre.port), lambda _: after(every / 8)) as proxy,
        station(tmp_path, ballots, centre, proxy.url) as sending,
    ):
        sending.vote(ballots)
        sending.close_polls()
        kills = 0
        with killed_every(centre, every, most) as killed:
            sending.drain(patience=900)
            kills = killed.count
        if not centre.running:
            centre.start()
        assert kills, "the drain was over before the first kill: it shows nothing"
        sending.drain()
        sending.check_all_arrived()


class Killer(threading.Thread):
    """Kills the centre and starts it again, every so many seconds, until it is told to end: `most` times."""

    def __init__(self, centre: CentreProcess, every: float, most: int | None) -> None:
        super().__init__()
        self._centre, self._every, self._most = centre, every, most
        self.over = threading.Event()
        self.count = 0

    def run(self) -> None:
        while self.count != self._most and not self.over.wait(self._every):
            self._centre.kill()
            self.count += 1
            self._centre.start()


@contextmanager
def killed_every(centre: CentreProcess, seconds: float, most: int | None) -> Iterator[Killer]:
    killer = Killer(centre, seconds, most)
    killer.start()
    try:
        yield killer
    finally:
        killer.over.set()
        killer.join()


@pytest.mark.parametrize("taken_by", ["commission", "centre"])
def test_by_stick_alone_everything_arrives(
    tmp_path: Path, centre: CentreProcess, stick: Path, ballots: int, taken_by: str
) -> None:
    with (
        FaultProxy(("127.0.0.1", centre.port)) as proxy,
        two_pcs(tmp_path, ballots, centre, proxy.url) as (commission, there),
    ):
        proxy.refusing = True
        there.vote(ballots)
        there.close_polls()
        there.round()
        assert there.worker.status.connection is Connection.OFFLINE
        there.transfer().export(there.site.manager, stick)
        if taken_by == "commission":
            brought = commission.transfer().take(commission.site.manager, stick)
            assert (brought.stopped, brought.refused) == (None, ())
        else:
            program(centre.data, "transfer", "import", str(stick), settings=centre.settings)
        there.transfer().take(there.site.manager, stick)
        there.check_all_arrived()
        states = {batch.state for batch in there.batches()}
        assert states == {BatchState.ACKNOWLEDGED}
        with pytest.raises(NothingToTransfer):
            there.transfer().export(there.site.manager, stick)


def test_over_the_network_and_by_stick_at_once_everything_counts_once(
    tmp_path: Path, centre: CentreProcess, stick: Path, ballots: int
) -> None:
    faults = [lost_reply, passed, after(0.05), lost_reply]
    with (
        FaultProxy(("127.0.0.1", centre.port)) as proxy,
        two_pcs(tmp_path, ballots, centre, proxy.url) as (commission, there),
    ):
        there.vote(ballots)
        there.close_polls()
        there.transfer().export(there.site.manager, stick)
        proxy.script(faults * 20)
        network = threading.Thread(target=there.drain)
        network.start()
        commission.transfer().take(commission.site.manager, stick)
        there.transfer().take(there.site.manager, stick)
        network.join()
        there.drain()
        there.check_all_arrived()
        shutil.rmtree(stick, ignore_errors=True)


def test_one_of_two_replicas_behind_a_balancer_is_killed_and_nothing_is_lost(
    tmp_path: Path, database_url: str, ballots: int
) -> None:
    with (
        replicas(tmp_path / "centre", database_url) as (first, second),
        Balancer([("127.0.0.1", first.port), ("127.0.0.1", second.port)]) as balancer,
    ):
        site: Site = build(tmp_path, voters=ballots, booths=1)
        sending = Sending.begin(site, first, balancer.url)
        sending.vote(ballots)
        sending.drain()
        second.kill()
        sending.close_polls()
        sending.drain()
        assert set(balancer.served) == {("127.0.0.1", first.port), ("127.0.0.1", second.port)}
        sending.check_all_arrived()
        site.app.close()
