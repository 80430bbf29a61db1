"""Voting windows: local times in, UTC kept, both ends included."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.election import (
    check_windows,
    format_instant,
    next_window,
    window_at,
    window_from_local,
)
from omp_desktop.domain.election_errors import (
    TimezoneUnknown,
    WindowEndsFirst,
    WindowsMissing,
    WindowsOutOfOrder,
    WindowsOverlap,
    WindowTimeInvalid,
    WindowTimeSkipped,
    WindowTimeTwice,
)
from omp_desktop.domain.voting_window import VotingWindow, local_minute, near_edge
from tests.unit.domain.examples import AFTER, BEFORE, DURING, FIRST, LAST, OVERNIGHT, SEOUL

SECOND = timedelta(seconds=1)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_the_first_and_the_last_instant_are_inside() -> None:
    assert FIRST.contains(FIRST.opens)
    assert FIRST.contains(FIRST.closes)
    assert not FIRST.contains(FIRST.opens - SECOND)
    assert not FIRST.contains(FIRST.closes + SECOND)


def test_local_times_are_kept_in_utc() -> None:
    assert window_from_local("2026-12-03 06:00", "2026-12-03 18:00", SEOUL) == FIRST


def test_local_times_may_come_as_plain_datetimes_and_with_a_t() -> None:
    opens = datetime(2026, 12, 3, 6, 0)  # noqa: DTZ001 - local on purpose
    assert window_from_local(opens, "2026-12-03T18:00:00", SEOUL) == FIRST


@pytest.mark.parametrize(
    "value",
    [
        "3 December 2026",
        "2026-12-03",
        "2026-12-03 6:00",
        "2026-12-03 24:00",
        "2026-13-03 06:00",
        "2026-02-30 06:00",
        "2026-12-03 06:00:30",
        "2026-12-03 06:00+09:00",
        "",
        "0001-01-01 00:00",
        "1999-12-31 23:59",
        "3000-01-01 00:00",
        "9999-12-31 23:59",
        "20261-12-03 06:00",
        datetime(2026, 12, 3, 6, 0, tzinfo=timezone(timedelta(hours=9))),
        datetime(2026, 12, 3, 6, 0, 30),  # noqa: DTZ001 - local on purpose
        datetime(2026, 12, 3, 6, 0, 0, 1),  # noqa: DTZ001 - local on purpose
    ],
)
def test_anything_but_a_local_minute_is_refused_with_an_example(value: str | datetime) -> None:
    with pytest.raises(WindowTimeInvalid) as caught:
        window_from_local(value, "2026-12-03 18:00", SEOUL)
    assert caught.value.params["example"] == "2026-12-03 06:00"


@pytest.mark.parametrize(
    "name",
    [
        "Asia/Gangnam",
        "../etc/passwd",
        "/etc/localtime",
        "localtime",
        "posix/Asia/Seoul",
        "asia/seoul",
        "",
        "Asia",
        "서울",
        "A\0b",
    ],
)
def test_a_zone_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(TimezoneUnknown):
        window_from_local("2026-12-03 06:00", "2026-12-03 18:00", name)


def test_a_time_that_summer_time_skips_is_refused_with_the_time_after_it() -> None:
    with pytest.raises(WindowTimeSkipped) as caught:
        window_from_local("2026-03-29 02:30", "2026-03-29 18:00", "Europe/Berlin")
    assert caught.value.params == {
        "value": "2026-03-29 02:30",
        "timezone": "Europe/Berlin",
        "example": "2026-03-29 03:30",
    }


def test_a_time_that_comes_twice_is_refused_with_one_that_comes_once() -> None:
    with pytest.raises(WindowTimeTwice) as caught:
        window_from_local("2026-10-24 06:00", "2026-10-25 02:30", "Europe/Berlin")
    assert caught.value.params["example"] == "2026-10-25 03:30"


@pytest.mark.parametrize(
    ("value", "zone"),
    [
        ("2026-03-29 02:00", "Europe/Berlin"),
        ("2026-03-29 02:59", "Europe/Berlin"),
        ("2026-10-25 02:00", "Europe/Berlin"),
        ("2026-10-25 02:59", "Europe/Berlin"),
        ("2026-03-08 02:30", "America/New_York"),
        ("2026-11-01 01:30", "America/New_York"),
        ("2026-10-04 02:15", "Australia/Lord_Howe"),
        ("2026-04-05 01:45", "Australia/Lord_Howe"),
    ],
)
def test_the_example_of_right_is_right(value: str, zone: str) -> None:
    with pytest.raises((WindowTimeSkipped, WindowTimeTwice)) as caught:
        window_from_local(value, "2030-01-01 00:00", zone)
    example = str(caught.value.params["example"])
    window_from_local(example, "2030-01-01 00:00", zone)


@pytest.mark.parametrize(
    "value", ["2026-03-29 01:59", "2026-03-29 03:00", "2026-10-25 01:59", "2026-10-25 03:00"]
)
def test_the_minutes_beside_a_change_are_fine(value: str) -> None:
    window = window_from_local(value, "2026-12-01 00:00", "Europe/Berlin")
    assert local_minute(window.opens, "Europe/Berlin") == value


def test_a_window_over_the_change_is_as_long_as_the_clock_on_the_wall_is_not() -> None:
    window = window_from_local("2026-03-29 00:00", "2026-03-29 12:00", "Europe/Berlin")
    assert window.closes - window.opens == timedelta(hours=11)


@pytest.mark.parametrize("closes", ["2026-12-03 06:00", "2026-12-03 05:59", "2026-12-02 18:00"])
def test_a_window_must_end_after_it_begins(closes: str) -> None:
    with pytest.raises(WindowEndsFirst) as caught:
        window_from_local("2026-12-03 06:00", closes, SEOUL)
    assert caught.value.params == {
        "opens": "2026-12-03 06:00",
        "closes": closes,
        "example": "2026-12-03 18:00",
    }


def test_every_year_of_this_millennium_is_fine() -> None:
    window_from_local("2000-01-01 00:00", "2999-12-31 23:59", "UTC")


def test_a_window_needs_times_with_a_zone() -> None:
    with pytest.raises(ValueError, match="opens needs a time zone"):
        VotingWindow(datetime(2026, 12, 3), FIRST.closes)  # noqa: DTZ001 - wrong on purpose


def test_a_window_is_brought_to_utc_and_whole_seconds() -> None:
    korea = timezone(timedelta(hours=9))
    opens = datetime(2026, 12, 3, 6, 0, 0, 999, tzinfo=korea)
    assert VotingWindow(opens, FIRST.closes) == FIRST
    assert VotingWindow(opens, FIRST.closes).opens.tzinfo is UTC


def test_an_election_needs_a_window() -> None:
    with pytest.raises(WindowsMissing):
        check_windows([])


def test_windows_in_order_are_fine() -> None:
    check_windows([FIRST, LAST])


def test_windows_out_of_order_are_named_by_their_numbers() -> None:
    with pytest.raises(WindowsOutOfOrder) as caught:
        check_windows([LAST, FIRST])
    assert caught.value.params == {"first": 1, "second": 2}


@pytest.mark.parametrize("gap", [timedelta(0), timedelta(hours=-1), FIRST.opens - FIRST.closes])
def test_windows_that_touch_or_overlap_are_refused(gap: timedelta) -> None:
    second = VotingWindow(FIRST.closes + gap, LAST.closes)
    with pytest.raises(WindowsOverlap) as caught:
        check_windows([FIRST, second])
    assert caught.value.params == {"first": 1, "second": 2}


@pytest.mark.parametrize(
    ("now", "inside", "coming"),
    [
        (BEFORE, None, FIRST),
        (FIRST.opens, FIRST, LAST),
        (DURING, FIRST, LAST),
        (OVERNIGHT, None, LAST),
        (LAST.closes, LAST, None),
        (AFTER, None, None),
    ],
)
def test_the_window_now_and_the_next_one_are_found(
    now: datetime, inside: VotingWindow | None, coming: VotingWindow | None
) -> None:
    assert window_at([FIRST, LAST], now) == inside
    assert next_window([FIRST, LAST], now) == coming


def test_near_an_edge_means_both_sides_of_any_end() -> None:
    margin = timedelta(minutes=5)
    assert near_edge([FIRST, LAST], FIRST.opens - margin, margin)
    assert near_edge([FIRST, LAST], LAST.closes + margin, margin)
    assert not near_edge([FIRST, LAST], FIRST.opens + margin + SECOND, margin)


def test_an_instant_is_shown_in_the_elections_zone() -> None:
    assert format_instant(FIRST.opens, SEOUL) == "2026-12-03 06:00 (Asia/Seoul)"


@given(INSTANTS, st.sampled_from([SEOUL, "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC"]))
def test_what_is_shown_can_be_typed_again_or_is_refused_as_ambiguous(instant: datetime, zone: str) -> None:
    minute = instant.replace(second=0, microsecond=0)
    try:
        window = window_from_local(local_minute(minute, zone), "2031-01-01 00:00", zone)
    except WindowTimeTwice:
        return
    assert window.opens == minute
