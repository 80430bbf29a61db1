"""An election of two stations comes together at the commission's PC."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from omp_desktop.domain.clock import FixedClock
from omp_desktop.services.core import Core
from omp_desktop.services.deliveries import Missing
from tests.services.keeping_centre import TwoDays, two_days


@pytest.fixture
def days(tmp_path: Path, clock: FixedClock) -> Iterator[TwoDays]:
    opened: list[Core] = []
    yield two_days(tmp_path, clock, opened.append)
    for core in opened:
        core.store.close()


def test_what_the_other_station_sent_is_counted_with_what_was_cast_here(days: TwoDays) -> None:
    days.whole()
    result = days.first.count()
    president = result.contests[0]
    assert (result.cast, result.listed) == (5, 16)
    assert [option.votes for option in president.options] == [2, 2, 1]
    assert result.holds
    assert [(each.station.name, each.cast) for each in result.by_station] == [
        ("가상 제1투표소", 3),
        ("가상 제2투표소", 2),
    ]


def test_before_anything_came_the_station_is_named(days: TwoDays) -> None:
    days.vote().close()
    here, other = days.collecting.deliveries(days.id)
    assert here.complete
    assert other.missing == (Missing.NOTHING,)
