"""Two stations and the centre as a process of its own: from the publication to the record that verifies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.domain.clock import FixedClock
from omp_desktop.record.checks import Outcome
from omp_desktop.record.verify import Verification
from omp_desktop.services.core import Core
from tests.central.serving import CentreProcess, wait_until
from tests.services.polling_day import Day
from tests.services.scene import FAST_HASHER, FAST_KEY, Desk
from tests.services.test_with_a_real_centre import World, drain
from tests.services.two_stations import make_pair


@pytest.fixture
def world(tmp_path: Path, clock: FixedClock) -> Iterator[World]:
    opened: list[Core] = []
    pair = make_pair(tmp_path, clock, opened.append)
    costs = Costs(FAST_HASHER, FAST_KEY)
    with CentreProcess(tmp_path / "centre") as centre:
        commission, station = (Application(pc.core, costs) for pc in (pair.commission, pair.station))
        yield World(centre, pair, commission, station)
        for app in (commission, station):
            app.close()


def results_of(centre: CentreProcess, election_id: str) -> Any:
    """The results as anybody reads them, once the centre has compared them with the ballots itself."""
    path = f"/v1/elections/{election_id}/results"

    def confirmed() -> Any:
        if centre.get(path)[0] != 200:
            return None
        told = centre.json(path)
        return told if told["confirmation"] == "confirmed" else None

    return wait_until(confirmed, "the centre confirms the results")


def test_from_the_publication_to_the_record(world: World, clock: FixedClock, tmp_path: Path) -> None:
    world.register()
    drain(world.commission)
    world.enrol()
    world.confirm()
    drain(world.station)
    pair, commission, official = world.pair, world.commission, world.pair.commission.official
    election_id = world.election_id
    kiosk = world.station.stations.add_kiosk(pair.station.official, pair.second_station.id)
    first = Day(Desk(commission.core), pair.commission.people, pair.election, clock).open()
    there = replace(pair.election, station=pair.second_station, kiosk=kiosk)
    second = Day(Desk(world.station.core), pair.station.people, there, clock).open()
    for number, roll in enumerate(("1", "2", "3")):
        first.vote(roll, number)
    second.vote("101", 0)
    second.vote("102", None)
    drain(world.station)
    world.station.centre.rotate_key(pair.station.official)
    first.close()
    second.close()
    drain(commission)
    drain(world.station)

    collected = commission.collecting.collect(official, election_id)
    assert collected.refused == 0
    assert [each.missing for each in commission.collecting.deliveries(election_id)] == [(), ()]
    result = first.count()
    assert [option.votes for option in result.contests[0].options] == [2, 1, 1]
    assert (result.cast, result.contests[0].blank, result.holds) == (5, 1, True)

    record = commission.record.export(election_id, tmp_path / "record.zip").file
    found = list(Verification(record).results())
    assert [each.problem for each in found] == [None] * len(found)
    assert {each.outcome for each in found} == {Outcome.HOLDS}

    drain(commission)
    told = results_of(world.centre, election_id)
    assert (told["listed"], told["voted"], told["ballots"]) == (16, 5, 5)
    for ours, theirs in zip(result.contests, told["contests"], strict=True):
        assert [option.votes for option in ours.options] == [option["votes"] for option in theirs["options"]]
        assert ours.blank == theirs["blank"]
