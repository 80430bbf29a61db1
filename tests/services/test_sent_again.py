"""A station whose device was revoked: what the centre set aside of the old one, the new one sends again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs

from omp_desktop.domain.clock import FixedClock
from omp_desktop.services.collecting import CollectingService
from omp_desktop.services.core import Core
from omp_desktop.services.deliveries import Delivery
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.receipt import SetAside
from omp_desktop.wire.refusals import DeviceRevoked, ItemOfRevoked
from tests.services.keeping_centre import TwoDays, drain, two_days
from tests.services.scene import TWO_DAYS_BEFORE


@pytest.fixture
def days(tmp_path: Path) -> Iterator[TwoDays]:
    """Both stations have voted and closed; the second one's device is lost to the centre by then."""
    opened: list[Core] = []
    made = two_days(tmp_path, FixedClock(TWO_DAYS_BEFORE), opened.append)
    old = made.pair.device
    made.vote()
    pair = made.pair
    pair.commission.devices.revoke(
        pair.commission.official, pair.commission.second, pair.election.id, old, "열쇠를 잃음"
    )

    def aside(batch: Batch) -> list[SetAside]:
        places = range(len(batch.items)) if batch.device_id == old.device_id else ()
        return [SetAside(item=place, code=ItemOfRevoked.code) for place in places]

    made.centre.aside = aside
    yield made
    for core in opened:
        core.store.close()


def other(days: TwoDays) -> Delivery:
    """What the commission has of the second station, everything collected."""
    commission = days.pair.commission
    collecting = CollectingService(commission.core, days.centre.network)
    collecting.collect(commission.official, days.pair.election.id)
    (found,) = (each for each in collecting.deliveries(days.pair.election.id) if not each.here)
    return found


def enrol_again(days: TwoDays) -> None:
    pair = days.pair
    pair.enrol()
    (device,) = (
        each
        for each in pair.commission.devices.all(pair.election.id)
        if each.station_id == pair.second_station.id and each.state == "waiting"
    )
    pair.commission.devices.confirm(
        pair.commission.official, pair.commission.second, pair.election.id, device
    )


def hand_over(days: TwoDays) -> None:
    """Everything is frozen by the old device and taken by the centre, which sets it aside."""
    device = next(iter(d for d in days.centre.devices.values() if d.state == "revoked"))
    days.centre.devices[device.device_id] = structs.replace(device, state="confirmed")
    drain(days.pair.station)
    days.centre.devices[device.device_id] = device


def test_ballots_that_were_set_aside_with_a_revoked_device_count_from_the_next_one(days: TwoDays) -> None:
    days.close()
    hand_over(days)
    enrol_again(days)
    drain(days.pair.commission)
    drain(days.pair.station)
    found = other(days)
    assert (found.voted, found.ballots, found.missing) == (2, 2, ())


def test_so_do_those_that_waited_in_its_name(days: TwoDays) -> None:
    days.close()
    with pytest.raises(DeviceRevoked):
        drain(days.pair.station)
    enrol_again(days)
    drain(days.pair.commission)
    drain(days.pair.station)
    found = other(days)
    assert (found.voted, found.ballots, found.missing) == (2, 2, ())
