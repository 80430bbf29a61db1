"""Station and centre side by side: a match, what waits, and everything that does not add up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from omp_desktop import cli
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.sending import BatchState
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.services import secrets
from omp_desktop.services.core import Core
from omp_desktop.services.queue import QueueService
from omp_desktop.services.reconciliation import Compared, Comparison, ReconciliationService
from omp_desktop.services.reconciliation_errors import (
    AnotherHistory,
    ConfirmedMissing,
    ItemsAreSetAside,
    PagesAreBad,
)
from omp_desktop.store.records import StoredBatch
from omp_desktop.wire.batch import BallotItem, Batch, ParticipationItem
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import Totals
from omp_desktop.wire.station import ChainState, StationState
from omp_desktop.wire.unreachable import NoConnection
from tests.services import scene
from tests.services.keeping_centre import KeepingCentre, drain
from tests.services.little_centre import NOW
from tests.services.polling_day import Day
from tests.services.scene import Desk
from tests.services.two_stations import SECOND_LIST, Pair, Pc, Template


@dataclass
class Sides:
    """A station on its polling day, and a centre that says what follows from the batches that it has."""

    pair: Pair
    day: Day
    centre: KeepingCentre
    changes: dict[str, object] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)
    forgets: set[str] = field(default_factory=set)

    @property
    def station(self) -> Pc:
        return self.pair.station

    def compare(self) -> Comparison:
        service = ReconciliationService(self.station.core, self.centre.network)
        return service.compare(self.pair.election.id)

    def batches(self) -> list[Batch]:
        kept = [open_envelope(unpack(each.packed)).read(Batch) for each in self.centre.kept.values()]
        own = [b for b in kept if b.station_id == self.pair.second_station.id]
        left = [b for b in own if b.batch_id not in self.forgets]
        return sorted(left, key=lambda b: (b.store_epoch, b.sequence))

    def state(self, election_id: str, station_id: str) -> StationState:
        """A simple model of the centre: what its batches say."""
        voters: dict[str, str] = {}
        ballots: dict[str, str] = {}
        for batch in self.batches():
            for raw in batch.items:
                if batch.lane == "P":
                    item = decode(bytes(raw), ParticipationItem)
                    voters[item.voter] = item.state.value
                if batch.lane == "B":
                    ballot = decode(bytes(raw), BallotItem)
                    ballots[ballot.ballot] = ballot.status.value
        said = {
            "issued": count(voters, "issued"),
            "cancelled": count(voters, "cancelled"),
            "voted": count(voters, "cast"),
            "cast": count(ballots, "cast"),
            "tested": count(ballots, "tested"),
            "void": count(ballots, "void"),
            "batches": len(self.batches()),
            "quarantined": 0,
        }
        state = StationState(
            protocol=PROTOCOL,
            election_id=election_id,
            station_id=station_id,
            listed=len(SECOND_LIST),
            totals=Totals(**{**said, **self.totals}),
            chains=self.chains(),
            pages_checked=0,
            pages_bad=0,
            server_time=NOW,
        )
        return msgspec.structs.replace(state, **self.changes)

    def chains(self) -> list[ChainState]:
        found: dict[tuple[str, int, str], list[Batch]] = {}
        for batch in self.batches():
            found.setdefault((batch.device_id, batch.store_epoch, batch.lane), []).append(batch)
        return [
            ChainState(
                device_id=device_id,
                store_epoch=epoch,
                lane=lane,  # type: ignore[arg-type]
                last=batches[-1].sequence,
                digest=self.centre.kept[batches[-1].batch_id].entry.digest,
                missing=[n for n in range(1, batches[-1].sequence) if n not in {b.sequence for b in batches}],
                forks=0,
            )
            for (device_id, epoch, lane), batches in found.items()
        ]

    def send(self) -> None:
        drain(self.station)

    def own(self, lane: str) -> list[StoredBatch]:
        with self.station.core.store.read() as uow:
            return [b for b in uow.batches.of_election(self.pair.election.id) if b.chain.lane == lane]


def count(states: dict[str, str], wanted: str) -> int:
    return sum(state == wanted for state in states.values())


@pytest.fixture
def sides(brought_pair: Template, tmp_path: Path, clock: FixedClock) -> Iterator[Sides]:
    """The polls are open at the second station."""
    opened: list[Core] = []
    pair = brought_pair.copy(tmp_path, clock, opened.append)
    centre = KeepingCentre(**{name: getattr(pair.little, name) for name in ("devices", "election_id")})
    for pc in (pair.commission, pair.station):
        pc.centre_of = centre
    station = pair.station
    kiosk = Desk(station.core).stations.add_kiosk(station.official, pair.second_station.id)
    election = pair.election
    there = type(election)(
        election.id, pair.second_station, kiosk, election.president, election.council, election.key_file
    )
    made = Sides(pair, Day(Desk(station.core), station.people, there, clock).open(), centre)
    centre.state_of = made.state
    yield made
    for core in opened:
        core.store.close()


def numbers(compared: Comparison) -> dict[Compared, tuple[int, int, int]]:
    return {pair.what: (pair.station, pair.centre, pair.waiting) for pair in compared.pairs}


def kinds(compared: Comparison) -> list[type[OmpError]]:
    return [type(problem) for problem in compared.problems]


def test_before_anything_was_sent_everything_waits(sides: Sides) -> None:
    sides.day.vote("101")
    compared = sides.compare()
    assert compared.holds
    assert not compared.complete
    assert numbers(compared)[Compared.BALLOTS] == (1, 0, 1)
    assert numbers(compared)[Compared.VOTED] == (1, 0, 1)


def test_after_the_polls_closed_and_everything_was_sent_both_sides_match(sides: Sides) -> None:
    for roll in ("101", "102", "103"):
        sides.day.vote(roll)
    sides.day.permit("104")
    sides.day.close()
    sides.send()
    compared = sides.compare()
    assert compared.complete, compared
    found = numbers(compared)
    assert (found[Compared.BALLOTS], found[Compared.CANCELLED]) == ((3, 3, 0), (1, 1, 0))


def test_a_permit_that_the_centre_knows_and_a_vote_that_waits(sides: Sides) -> None:
    """The centre still has a permit that is a vote by now: it has one more of them than the station."""
    permit = sides.day.permit("101")
    sides.send()
    assert numbers(sides.compare())[Compared.ISSUED] == (1, 1, 0)
    sides.day.booth.begin(permit.token)
    sealed = sides.day.booth.seal(permit.token, sides.day.choices(sides.pair.election.president[0]))
    sides.day.booth.cast(permit.token, sealed.ballot_id)
    compared = sides.compare()
    assert compared.holds
    assert numbers(compared)[Compared.ISSUED] == (0, 1, -1)
    assert numbers(compared)[Compared.VOTED] == (1, 0, 1)


def test_a_batch_whose_receipt_was_lost_counts_as_there(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides.day.vote("101")
    sides.day.close()
    monkeypatch.setattr("tests.services.keeping_centre.acknowledge", lambda *_: None)
    sides.send()
    assert {batch.state for batch in sides.own("B")} == {BatchState.WAITING}
    assert sides.compare().complete


def test_a_batch_that_is_not_there_explains_exactly_its_own_ballots(sides: Sides) -> None:
    for roll in ("101", "102"):
        sides.day.vote(roll)
    sides.day.close()
    sides.send()
    (page,) = sides.own("B")
    sides.forgets.add(page.batch_id)
    compared = sides.compare()
    assert numbers(compared)[Compared.BALLOTS] == (2, 0, 2)
    assert all(pair.holds for pair in compared.pairs)
    assert kinds(compared) == [ConfirmedMissing]


def test_one_more_at_the_centre_is_a_difference_whatever_it_is(sides: Sides) -> None:
    sides.day.vote("101")
    sides.day.close()
    sides.send()
    right = sides.state(sides.pair.election.id, sides.pair.second_station.id).totals
    for name in ("cast", "voted", "tested", "void", "issued", "cancelled", "batches"):
        sides.totals = {name: getattr(right, name) + 1}
        compared = sides.compare()
        assert not compared.holds
        assert sum(not pair.holds for pair in compared.pairs) == 1


def test_a_vote_that_waits_does_not_hide_a_vote_that_is_missing(sides: Sides) -> None:
    """The control of what waits: a difference of two with one that waits does not hold."""
    for roll in ("101", "102"):
        sides.day.vote(roll)
    sides.day.close()
    sides.send()
    (page,) = sides.own("B")
    sides.forgets.add(page.batch_id)
    sides.totals["cast"] = 1
    assert not sides.compare().holds


def test_another_list_of_voters_is_a_difference(sides: Sides) -> None:
    sides.changes["listed"] = len(SECOND_LIST) - 1
    assert not sides.compare().holds


def test_a_history_that_this_pc_does_not_have_is_noticed(sides: Sides) -> None:
    sides.day.vote("101")
    sides.day.close()
    sides.send()
    first, *others = sides.chains()
    for change in (
        {"last": first.last + 1},
        {"digest": "00" * 32},
        {"forks": 1},
        {"store_epoch": 9},
        {"device_id": "ab" * 16},
    ):
        sides.changes["chains"] = [msgspec.structs.replace(first, **change), *others]
        assert AnotherHistory in kinds(sides.compare())
    with sides.station.core.store.read() as uow:
        noticed = [e for e in uow.audit.page() if e.event is AuditEvent.COPY_NOTICED]
    assert len(noticed) == 1


def test_what_the_centre_set_aside_or_found_bad_is_said(sides: Sides) -> None:
    sides.totals["quarantined"] = 2
    sides.changes["pages_bad"] = 1
    compared = sides.compare()
    assert kinds(compared) == [ItemsAreSetAside, PagesAreBad]
    assert not compared.holds


def test_a_centre_that_is_away_is_no_difference(sides: Sides) -> None:
    sides.centre.unplugged = True
    with pytest.raises(NoConnection):
        sides.compare()


def test_the_last_comparison_can_be_looked_at_again(sides: Sides) -> None:
    service = ReconciliationService(sides.station.core, sides.centre.network)
    assert service.last(sides.pair.election.id) is None
    compared = service.compare(sides.pair.election.id)
    assert service.last(sides.pair.election.id) == compared


def test_the_queue_tells_what_waits_what_is_there_and_what_is_held(sides: Sides) -> None:
    queue = QueueService(sides.station.core)
    sides.day.vote("101")
    sides.day.permit("102")
    waiting = queue.view()
    assert (waiting.ballots, waiting.participations, waiting.waiting) == (1, 2, 1)
    assert (waiting.recorded, waiting.received, waiting.kept_back) == (1, 0, True)
    sides.day.close()
    sides.send()
    view = queue.view()
    assert (view.ballots, view.participations, view.statements) == (0, 0, 0)
    assert (view.waiting, view.recorded, view.received, view.kept_back) == (0, 1, 1, False)
    assert {batch.state for batch in view.batches} == {BatchState.ACKNOWLEDGED}
    assert view.held == ()


def test_a_held_batch_says_why(sides: Sides) -> None:
    sides.day.vote("101")
    sides.day.close()
    sides.centre.unplugged = True
    with pytest.raises(NoConnection):
        sides.send()
    with sides.station.core.store.uow() as uow:
        first, second, *_ = uow.batches.in_states(BatchState.WAITING)
        uow.batches.hold(first.batch_id, "centre.device-revoked")
        uow.batches.hold(second.batch_id, "of.tomorrow")
        uow.commit()
    held = {batch.id: batch.problem for batch in QueueService(sides.station.core).view().held}
    assert held[second.batch_id] is None
    problem = held[first.batch_id]
    assert problem is not None
    assert problem.code == "centre.device-revoked"


def test_two_people_send_everything_and_it_is_written_down(sides: Sides) -> None:
    told: list[str] = []
    queue = QueueService(sides.station.core, lambda: told.append("woken"))
    sides.day.vote("101")
    sides.send()
    assert sides.own("B") == []
    people = sides.station.people
    beside = people.beside(people.manager, people.observer)
    queue.send_everything(people.manager, beside, sides.pair.election.id, "PC를 옮김")
    assert told == ["woken"]
    sides.send()
    assert [batch.n for batch in sides.own("B")] == [1]
    with sides.station.core.store.read() as uow:
        assert AuditEvent.SENT_AT_ONCE in [entry.event for entry in uow.audit.page()]


def test_the_command_says_what_differs_and_ends_with_no(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides.day.vote("101")
    sides.totals.update(cast=1, quarantined=2)
    compared = sides.compare()
    box = sides.station.core.secrets_box
    box.put(secrets.STORE_KEY, scene.STORE_KEY)
    box.put(secrets.OWN_VOTE_KEY, scene.OWN_VOTE_KEY)
    monkeypatch.setattr(ReconciliationService, "compare", lambda _self, _election: compared)
    place = {DATA_DIR_VARIABLE: str(sides.station.core.data_dir)}
    said = CliRunner().invoke(cli.app, ["reconcile", "--lang", "en"], env=place)
    assert said.exit_code == 1
    assert "Station 1 · Centre 1 · differ" in said.output
    assert "✗ ballots: 1 / 1 (1 waiting)" in said.output
    assert "The centre keeps 2 items of this station apart." in said.output
    told = json.loads(CliRunner().invoke(cli.app, ["reconcile", "--json"], env=place).output)
    assert told["pairs"]["ballots"] == {"station": 1, "centre": 1, "waiting": 1, "match": False}
    assert [problem["code"] for problem in told["problems"]] == ["reconcile.items-set-aside"]
