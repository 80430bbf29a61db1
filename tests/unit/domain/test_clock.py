"""Trusted time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.clock import (
    ClockFacts,
    ClockQuality,
    FixedClock,
    NoMark,
    Reading,
    SignedAnchor,
    TrustedClock,
    next_mark,
    system_now,
    trusted_reading,
)

SIX = datetime(2026, 12, 3, 6, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
BOOT = "boot-1"
ANCHOR = SignedAnchor(at=SIX, monotonic=1000.0, boot_id=BOOT)


def facts(
    system: datetime,
    *,
    mark: datetime | None = None,
    anchor: SignedAnchor | None = None,
    after: timedelta = timedelta(0),
    boot_id: str = BOOT,
) -> ClockFacts:
    return ClockFacts(system, 1000.0 + after.total_seconds(), boot_id, mark, anchor)


def test_without_a_mark_the_system_clock_is_the_time() -> None:
    assert trusted_reading(facts(SIX)) == Reading(SIX, ClockQuality.LOCAL)


def test_ahead_of_the_mark_the_system_clock_is_the_time() -> None:
    assert trusted_reading(facts(SIX, mark=SIX - MINUTE)) == Reading(SIX, ClockQuality.LOCAL)


def test_behind_the_mark_the_mark_is_the_time() -> None:
    assert trusted_reading(facts(SIX - MINUTE, mark=SIX)) == Reading(SIX, ClockQuality.LOCAL)


@pytest.mark.parametrize(
    ("behind", "quality"),
    [
        (2 * MINUTE, ClockQuality.LOCAL),
        (2 * MINUTE + SECOND, ClockQuality.SUSPECT),
        (timedelta(days=9000), ClockQuality.SUSPECT),
    ],
)
def test_more_than_two_minutes_behind_the_mark_is_suspect(behind: timedelta, quality: ClockQuality) -> None:
    assert trusted_reading(facts(SIX - behind, mark=SIX)) == Reading(SIX, quality)


def test_a_signed_time_goes_on_with_the_monotonic_clock() -> None:
    reading = trusted_reading(facts(SIX + 4 * MINUTE, anchor=ANCHOR, after=7 * MINUTE))
    assert reading == Reading(SIX + 7 * MINUTE, ClockQuality.SIGNED)


@pytest.mark.parametrize(
    ("after", "quality"),
    [(10 * MINUTE, ClockQuality.SIGNED), (10 * MINUTE + SECOND, ClockQuality.HOLDOVER)],
)
def test_a_signed_time_is_fresh_for_ten_minutes(after: timedelta, quality: ClockQuality) -> None:
    assert trusted_reading(facts(SIX + after, anchor=ANCHOR, after=after)).quality is quality


@pytest.mark.parametrize(
    ("off", "quality"),
    [
        (5 * MINUTE, ClockQuality.SIGNED),
        (5 * MINUTE + SECOND, ClockQuality.SUSPECT),
        (-5 * MINUTE, ClockQuality.SIGNED),
        (-5 * MINUTE - SECOND, ClockQuality.SUSPECT),
    ],
)
def test_a_system_clock_more_than_five_minutes_off_the_signed_time_is_suspect(
    off: timedelta, quality: ClockQuality
) -> None:
    assert trusted_reading(facts(SIX + off, anchor=ANCHOR)) == Reading(SIX, quality)


def test_a_signed_time_of_another_boot_is_worth_nothing() -> None:
    reading = trusted_reading(facts(SIX + MINUTE, anchor=ANCHOR, boot_id="boot-2"))
    assert reading == Reading(SIX + MINUTE, ClockQuality.LOCAL)


def test_a_monotonic_clock_that_ran_back_is_another_boot() -> None:
    reading = trusted_reading(facts(SIX + MINUTE, anchor=ANCHOR, after=-SECOND))
    assert reading == Reading(SIX + MINUTE, ClockQuality.LOCAL)


@pytest.mark.parametrize(
    ("behind", "quality"), [(2 * MINUTE, ClockQuality.SIGNED), (2 * MINUTE + SECOND, ClockQuality.SUSPECT)]
)
def test_behind_the_mark_is_suspect_under_a_signed_time_too(behind: timedelta, quality: ClockQuality) -> None:
    at = SIX + 4 * MINUTE
    reading = trusted_reading(facts(at - behind, anchor=ANCHOR, after=4 * MINUTE, mark=at))
    assert reading == Reading(at, quality)


def test_a_mark_that_ran_ahead_of_the_centre_does_not_accuse_a_right_clock() -> None:
    reading = trusted_reading(facts(SIX, anchor=ANCHOR, mark=SIX + timedelta(days=30)))
    assert reading == Reading(SIX, ClockQuality.SIGNED)


def test_the_mark_goes_up_with_each_write_and_never_back() -> None:
    assert next_mark(None, Reading(SIX, ClockQuality.LOCAL)) == SIX
    assert next_mark(SIX, Reading(SIX + SECOND, ClockQuality.LOCAL)) == SIX + SECOND
    assert next_mark(SIX, Reading(SIX - SECOND, ClockQuality.SUSPECT)) == SIX


@pytest.mark.parametrize("quality", [ClockQuality.SIGNED, ClockQuality.HOLDOVER])
def test_the_centre_corrects_a_mark_that_ran_ahead(quality: ClockQuality) -> None:
    assert next_mark(SIX + timedelta(days=30), Reading(SIX, quality)) == SIX


@dataclass
class Computer:
    """A computer whose clocks a test turns."""

    system: datetime = SIX
    monotonic: float = 1000.0
    mark: datetime | None = None

    def clock(self, anchor: SignedAnchor | None = None) -> TrustedClock:
        return TrustedClock(lambda: self.system, lambda: self.monotonic, BOOT, self, anchor)

    def read(self) -> datetime | None:
        return self.mark

    def pass_time(self, by: timedelta) -> None:
        self.system += by
        self.monotonic += by.total_seconds()


def test_the_clock_starts_from_the_stored_mark() -> None:
    computer = Computer(mark=SIX + 10 * MINUTE)
    assert computer.clock().read() == Reading(SIX + 10 * MINUTE, ClockQuality.SUSPECT)


def test_a_clock_set_back_while_running_is_noticed_and_time_does_not_run_back() -> None:
    computer = Computer()
    clock = computer.clock()
    clock.read()
    computer.pass_time(MINUTE)
    assert clock.now() == SIX + MINUTE
    computer.system -= timedelta(hours=1)
    assert clock.read() == Reading(SIX + MINUTE, ClockQuality.SUSPECT)


def test_a_signed_time_is_taken_over_at_once() -> None:
    computer = Computer(system=SIX - 3 * MINUTE)
    clock = computer.clock()
    clock.read()
    assert clock.accept_signed(SIX - 2 * MINUTE) == Reading(SIX - 2 * MINUTE, ClockQuality.SIGNED)
    computer.pass_time(timedelta(minutes=20))
    assert clock.read() == Reading(SIX + timedelta(minutes=18), ClockQuality.HOLDOVER)


def test_a_signed_time_corrects_a_clock_that_ran_ahead() -> None:
    computer = Computer(system=SIX + timedelta(days=1))
    clock = computer.clock()
    assert clock.now() == SIX + timedelta(days=1)
    assert clock.accept_signed(SIX) == Reading(SIX, ClockQuality.SUSPECT)
    computer.system = SIX
    assert clock.read() == Reading(SIX, ClockQuality.SIGNED)


def test_a_signed_time_lasts_over_a_restart_of_the_program_in_one_boot() -> None:
    computer = Computer()
    first = computer.clock()
    first.accept_signed(SIX)
    computer.pass_time(30 * MINUTE)
    second = computer.clock(first.anchor)
    assert second.read() == Reading(SIX + 30 * MINUTE, ClockQuality.HOLDOVER)


@given(st.lists(st.integers(min_value=-7200, max_value=7200), max_size=20))
def test_without_the_centre_time_never_runs_back_whatever_the_system_clock_does(jumps: list[int]) -> None:
    computer = Computer()
    clock = computer.clock()
    seen = [clock.now()]
    for seconds in jumps:
        computer.system += timedelta(seconds=seconds)
        computer.monotonic += 1
        seen.append(clock.now())
    assert all(earlier <= later for earlier, later in pairwise(seen))


def test_before_a_store_is_open_there_is_no_mark() -> None:
    clock = TrustedClock(lambda: SIX, lambda: 0.0, BOOT, NoMark())
    assert clock.read() == Reading(SIX, ClockQuality.LOCAL)
    assert clock.anchor is None


def test_the_system_clock_is_read_in_utc() -> None:
    assert system_now().tzinfo is UTC


def test_a_fixed_clock_stands_until_it_is_told() -> None:
    clock = FixedClock(SIX)
    assert clock.read() == Reading(SIX, ClockQuality.LOCAL)
    clock.advance(MINUTE)
    assert clock.now() == SIX + MINUTE
    clock.set(SIX, ClockQuality.SUSPECT)
    clock.advance(MINUTE)
    assert clock.read() == Reading(SIX + MINUTE, ClockQuality.SUSPECT)
