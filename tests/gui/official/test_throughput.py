"""How many voted lately: from counts in memory, never from the store."""

from __future__ import annotations

import pytest

from omp_desktop.gui.official.throughput import Throughput

MINUTE = 60.0


def watched(minutes: int, a_minute: int) -> Throughput:
    """A page that looked every five seconds while so many voted each minute."""
    throughput = Throughput()
    for second in range(0, minutes * 60 + 1, 5):
        throughput.note("a", int(second / MINUTE * a_minute), float(second))
    return throughput


def test_each_span_tells_how_many_voted_in_it() -> None:
    assert watched(61, 2).lately() == ((15, 30), (30, 60), (60, 120))


def test_a_span_that_was_not_watched_whole_is_not_told() -> None:
    assert watched(31, 2).lately() == ((15, 30), (30, 60))
    assert watched(14, 2).lately() == ()


def test_fewer_than_ten_are_not_told() -> None:
    assert watched(61, 0).lately() == ()
    slow = watched(61, 0)
    slow.note("a", 9, 62 * MINUTE)
    assert slow.lately() == ()
    slow.note("a", 10, 63 * MINUTE)
    assert [count for _, count in slow.lately()] == [10, 10, 10]


def test_a_vote_does_not_move_the_figures_before_the_minute_is_over() -> None:
    throughput = watched(20, 2)
    before = throughput.lately()
    throughput.note("a", 41, 20 * MINUTE + 5)
    assert throughput.lately() == before


def test_nothing_older_than_an_hour_is_kept() -> None:
    throughput = watched(300, 2)
    assert len(throughput._seen) <= 62
    assert throughput.lately() == ((15, 30), (30, 60), (60, 120))


@pytest.mark.parametrize(("election", "cast"), [("b", 500), ("a", 3)])
def test_another_election_or_another_box_begins_anew(election: str, cast: int) -> None:
    throughput = watched(61, 2)
    throughput.note(election, cast, 62 * MINUTE)
    assert throughput.lately() == ()


def test_what_is_forgotten_comes_back_only_by_watching() -> None:
    throughput = watched(61, 2)
    throughput.forget()
    assert throughput.lately() == ()
    throughput.note("a", 130, 65 * MINUTE)
    assert throughput.lately() == ()


def test_time_that_nobody_watched_is_not_guessed() -> None:
    throughput = watched(10, 2)
    throughput.note("a", 100, 45 * MINUTE)
    assert throughput.lately() == ()
