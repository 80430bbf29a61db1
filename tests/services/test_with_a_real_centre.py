"""The services with the centre as a process of its own: first trust, a day, the comparison, and a stick."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from omp_desktop import cli
from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.candidate import CandidateState
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.paths import DATA_DIR_VARIABLE
from omp_desktop.services.core import Core
from omp_desktop.services.reconciliation import Compared, Comparison
from omp_desktop.services.secrets import OWN_VOTE_KEY, STORE_KEY
from omp_desktop.sync.status import Connection
from omp_desktop.wire.refusals import DeviceUnconfirmed
from tests.central.serving import CentreProcess
from tests.services import scene
from tests.services.polling_day import AFTER, CARD
from tests.services.scene import FAST_HASHER, FAST_KEY, OPENS, PIN
from tests.services.two_stations import SECOND_LIST, Pair, make_pair


@dataclass
class World:
    """A centre that serves, the commission and a second station, as programs without a window."""

    centre: CentreProcess
    pair: Pair
    commission: Application
    station: Application

    @property
    def election_id(self) -> str:
        return self.pair.election.id

    def register(self) -> None:
        printed = re.search(r"(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}", self.centre.said)
        assert printed is not None
        self.commission.centre.register_commission(self.pair.commission.official, self.centre.url, printed[0])

    def enrol(self) -> None:
        official = self.pair.commission.official
        code = self.commission.devices.new_code(official, self.election_id, self.pair.second_station.id)
        self.station.centre.enrol(self.pair.station.official, code.address, code.text)

    def confirm(self) -> None:
        pc = self.pair.commission
        listed = self.commission.devices.all(self.election_id)
        device = next(each for each in listed if each.station_id == self.pair.second_station.id)
        assert device.fingerprint == self.station.centre.fingerprint()
        self.commission.devices.confirm(pc.official, pc.second, self.election_id, device)

    def hold(self, clock: FixedClock, votes: int) -> None:
        """A day at the second station."""
        people, app = self.pair.station.people, self.station
        kiosk = app.stations.add_kiosk(people.commission, self.pair.second_station.id)
        beside = people.beside(people.manager, people.observer)
        clock.set(OPENS)
        app.polls.zero_report(people.manager, self.election_id)
        app.polls.open(people.manager, beside, self.election_id)
        for roll_number, *_ in SECOND_LIST[:votes]:
            hits = app.check_in.search(self.election_id, roll_number).hits
            permit = app.check_in.issue(
                people.manager, [(self.election_id, hits[0].voter.id)], kiosk.id, CARD
            )[0]
            booth = app.voting(kiosk.id)
            booth.begin(permit.token)
            chosen = {"president": {self.pair.election.president[0].id}, "council": set[str]()}
            chosen["council"].add(self.pair.election.council[0].id)
            sealed = booth.seal(permit.token, {name: frozenset(ids) for name, ids in chosen.items()})
            booth.cast(permit.token, sealed.ballot_id)

    def close(self, clock: FixedClock) -> None:
        people = self.pair.station.people
        clock.set(AFTER)
        self.station.polls.begin_closing(people.manager, self.election_id, 0)
        self.station.polls.close(
            people.manager, people.beside(people.manager, people.observer), self.election_id
        )


def drain(app: Application) -> None:
    """Rounds of the thread that sends, here in the test's own: until nothing more is done."""
    for _ in range(3):
        app.sync.try_now()
        app.sync.round()
    assert app.sync.board.current.unexpected == ""


def numbers(compared: Comparison) -> dict[Compared, tuple[int, int, int]]:
    return {pair.what: (pair.station, pair.centre, pair.waiting) for pair in compared.pairs}


@pytest.fixture
def world(tmp_path: Path, clock: FixedClock) -> Iterator[World]:
    opened: list[Core] = []
    pair = make_pair(tmp_path, clock, opened.append)
    costs = Costs(FAST_HASHER, FAST_KEY)
    with CentreProcess(tmp_path / "centre") as centre:
        commission = Application(pair.commission.core, costs)
        station = Application(pair.station.core, costs)
        yield World(centre, pair, commission, station)
        for app in (commission, station):
            app.close()


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """A command of the program, with nobody at the keyboard; "@" stands for who signs in."""
    pin = tmp_path / "pin"
    pin.write_text(PIN)
    me = ["--account", "위원", "--pin-file", str(pin)]

    def command(data: Path, *words: str | Path, code: int = 0) -> str:
        said = [part for word in words for part in (me if word == "@" else [str(word)])]
        done = CliRunner().invoke(cli.app, said, env={DATA_DIR_VARIABLE: str(data)})
        assert done.exit_code == code, (words, done.exit_code, done.output, done.exception)
        return done.output

    return command


def test_from_the_first_code_to_a_match(
    world: World, clock: FixedClock, tmp_path: Path, run: Callable[..., str]
) -> None:
    world.register()
    drain(world.commission)
    world.enrol()
    with pytest.raises(DeviceUnconfirmed):
        world.station.packages.fetch(world.pair.station.official)
    drain(world.station)
    assert world.station.sync.board.current.connection is Connection.UNCONFIRMED
    world.confirm()
    drain(world.station)
    assert world.station.packages.taken()

    world.hold(clock, votes=3)
    drain(world.station)
    kept_back = world.station.reconciliation.compare(world.election_id)
    assert kept_back.holds
    assert numbers(kept_back)[Compared.BALLOTS] == (3, 0, 3)
    assert world.station.queue.view().kept_back

    gone = world.pair.election.president[1]
    world.commission.elections.withdraw_candidate(world.pair.commission.official, world.election_id, gone.id)
    drain(world.commission)
    world.station.news.pull()
    assert world.station.candidates.get(gone.id).state is CandidateState.WITHDRAWN

    before = world.station.centre.fingerprint()
    assert world.station.centre.rotate_key(world.pair.station.official) != before

    world.close(clock)
    by_stick(world, tmp_path, run)
    drain(world.station)
    compared = world.station.reconciliation.compare(world.election_id)
    assert compared.complete, compared
    assert numbers(compared)[Compared.BALLOTS] == (3, 3, 0)
    assert world.station.queue.view().received == 3


def by_stick(world: World, tmp_path: Path, run: Callable[..., str]) -> None:
    """What waits goes to the centre on a stick, and is compared by command before and after."""
    keep_keys(world)
    stick, station = tmp_path / "stick", world.station.core.data_dir
    stick.mkdir()
    assert json.loads(run(station, "reconcile", "--json"))["pairs"]["ballots"]["waiting"] == 3
    run(station, "transfer", "import", stick, "@", code=1)
    run(station, "transfer", "export", stick, "@")
    run(station, "transfer", "import", stick, "@", code=1)
    run(world.centre.data, "transfer", "import", stick)
    run(station, "transfer", "import", stick, "@")
    assert "투표소 3 · 중앙 3 · 일치" in run(station, "reconcile")
    compared = json.loads(run(station, "reconcile", "--json"))
    assert (compared["match"], compared["complete"], compared["problems"]) == (True, True, [])
    folder = next(stick.iterdir())
    changed = next((folder / "batches").iterdir())
    changed.write_bytes(b"something else")
    assert changed.name in run(world.centre.data, "transfer", "import", stick, code=1)


def test_a_station_that_never_has_a_network(
    world: World, clock: FixedClock, tmp_path: Path, run: Callable[..., str]
) -> None:
    """Request and package as files, a day, and the commission hands in what the stick brings."""
    world.register()
    drain(world.commission)
    keep_keys(world)
    commission, station = world.commission.core.data_dir, world.station.core.data_dir
    request, package = tmp_path / "request.json", tmp_path / "package.gz"
    fingerprint = run(station, "election", "export", request, "@").split(": ")[-1].strip()
    words = ("election", "export", package, "--for", request, "--station", "가상 제2투표소", "@")
    beside = ("--second", "관리관", "--second-pin-file", tmp_path / "pin", "--fingerprint")
    run(commission, *words, *beside, fingerprint[::-1], code=1)
    assert not package.exists()
    run(commission, *words, *beside, fingerprint.lower())
    assert "가상 제2투표소" in run(station, "election", "import", package, "@")
    assert "이미" in run(station, "election", "import", package, "@")
    run(station, "reconcile", code=3)  # it has no address of the centre

    world.hold(clock, votes=2)
    world.close(clock)
    stick = tmp_path / "stick"
    stick.mkdir()
    written = world.station.transfer.export(world.pair.station.official, stick)
    carried = world.commission.transfer.take(world.pair.commission.official, stick)
    assert (carried.relayed, carried.refused, carried.stopped) == (written.batches, (), None)
    brought = world.station.transfer.take(world.pair.station.official, stick)
    assert (brought.acknowledged, brought.refused) == (written.batches, ())
    assert world.station.transfer.take(world.pair.station.official, stick).again == written.batches
    view = world.station.queue.view()
    assert (view.recorded, view.received, view.waiting) == (2, 2, 0)


def keep_keys(world: World) -> None:
    """The tests open the stores with keys of their own; commands find them among the throw-away keys."""
    for app in (world.commission, world.station):
        app.core.secrets_box.put(STORE_KEY, scene.STORE_KEY)
        app.core.secrets_box.put(OWN_VOTE_KEY, scene.OWN_VOTE_KEY)


def test_what_the_commission_certifies_is_certified_at_the_centre(world: World, clock: FixedClock) -> None:
    """Both stations vote; the commission collects, counts, looks and certifies."""
    world.register()
    drain(world.commission)
    world.enrol()
    drain(world.station)
    world.confirm()
    world.station.packages.fetch(world.pair.station.official)
    drain(world.station)
    commission, people, election = world.commission, world.pair.commission.people, world.pair.election
    beside = people.beside(people.manager, people.observer)
    clock.set(OPENS)
    commission.polls.zero_report(people.manager, election.id)
    commission.polls.open(people.manager, beside, election.id)
    world.hold(clock, votes=3)
    world.close(clock)
    commission.polls.begin_closing(people.manager, election.id, 0)
    commission.polls.close(people.manager, beside, election.id)
    drain(world.station)
    drain(commission)
    commission.collecting.collect(people.commission, election.id)
    key = (election.key_file, election.passphrase)
    commission.counting.count_with_keys(people.manager, beside, election.id, [key], confirm_small=True)
    assert commission.certification.look(election.id).needs_reason, "the count is not at the centre yet"
    drain(commission)
    look = commission.certification.look(election.id)
    assert look.odd == ()
    assert public_results(world)["state"] == "counted"
    second = people.beside(people.commission, people.observer)
    certificate = commission.certification.certify(people.commission, second, look)
    drain(commission)
    said = public_results(world)
    assert (said["state"], said["certified_at"]) == ("certified", instant_text(certificate.at))


def public_results(world: World) -> dict[str, Any]:
    """What anybody is told by the centre."""
    told: dict[str, Any] = world.centre.json(f"/v1/elections/{world.election_id}/results")
    return told
