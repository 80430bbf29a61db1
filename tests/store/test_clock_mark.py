"""The high-water mark: every write raises it, nothing but the centre's time lowers it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.store.engine import Store, open_store
from tests.store.station import KEY, on_local_disk

NOON = datetime(2026, 12, 3, 3, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def timed(folder: Path, clock: FixedClock) -> Store:
    return open_store(folder, KEY, reading=clock.read, probe=on_local_disk)


def write(store: Store) -> None:
    with store.uow() as uow:
        uow.settings.set("something", "x")
        uow.commit()


def test_a_new_store_has_no_mark(timed: Store) -> None:
    assert timed.mark.read() is None


def test_a_write_raises_the_mark(timed: Store, clock: FixedClock) -> None:
    write(timed)
    clock.advance(timedelta(minutes=3))
    write(timed)
    assert timed.mark.read() == NOON + timedelta(minutes=3)


def test_the_mark_is_there_at_the_next_start(timed: Store, folder: Path, clock: FixedClock) -> None:
    write(timed)
    assert open_store(folder, KEY, reading=clock.read, probe=on_local_disk).mark.read() == NOON


def test_another_process_sees_the_mark(timed: Store, folder: Path) -> None:
    write(timed)
    other = open_store(folder, KEY, probe=on_local_disk)
    with other.read() as uow:
        assert uow.settings.clock_mark() == NOON


def test_a_clock_that_runs_behind_does_not_lower_the_mark(timed: Store, clock: FixedClock) -> None:
    write(timed)
    clock.set(NOON - timedelta(days=1), ClockQuality.SUSPECT)
    write(timed)
    assert timed.mark.read() == NOON


def test_the_time_of_the_centre_lowers_a_mark_that_ran_ahead(timed: Store, clock: FixedClock) -> None:
    write(timed)
    clock.set(NOON - timedelta(days=1), ClockQuality.SIGNED)
    write(timed)
    assert timed.mark.read() == NOON - timedelta(days=1)


def test_the_mark_tells_minutes_and_nothing_finer(timed: Store, clock: FixedClock) -> None:
    clock.advance(timedelta(seconds=42, microseconds=7))
    write(timed)
    assert timed.mark.read() == NOON


def test_what_is_rolled_back_does_not_raise_the_mark(timed: Store) -> None:
    with timed.uow() as uow:
        uow.settings.set("something", "x")
    assert timed.mark.read() is None


def test_without_a_clock_the_mark_stays_as_it_is(store: Store) -> None:
    write(store)
    assert store.mark.read() is None


def test_an_instant_without_a_zone_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"), store.uow() as uow:
        uow.settings.set_clock_mark(NOON.replace(tzinfo=None))
