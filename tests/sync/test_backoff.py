"""How long to wait, and when to stop asking."""

from __future__ import annotations

import doctest
from random import SystemRandom

from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.sync import backoff, outbox
from omp_desktop.sync.backoff import LONGEST, delay
from omp_desktop.sync.breaker import FAILURES_MOST, Breaker


@given(failures=st.integers(0, 10_000))
def test_no_wait_is_longer_than_five_minutes(failures: int) -> None:
    assert 0 <= delay(failures, SystemRandom().uniform) <= LONGEST


@given(failures=st.integers(1, 10_000))
def test_the_bound_never_shrinks(failures: int) -> None:
    def bound(count: int) -> float:
        return delay(count, lambda _low, high: high)

    assert bound(failures) <= bound(failures + 1)


def test_stations_do_not_come_back_all_at_once() -> None:
    """Full jitter: anything below the bound, the beginning too."""
    bounds: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        bounds.append((low, high))
        return low

    assert [delay(failures, uniform) for failures in (1, 9)] == [0.0, 0.0]
    assert bounds == [(0.0, 1.0), (0.0, 256.0)]


def test_the_examples_of_the_rules_hold() -> None:
    for module in (backoff, outbox):
        assert doctest.testmod(module).failed == 0


def test_five_failures_open_the_breaker() -> None:
    breaker = Breaker()
    for _ in range(FAILURES_MOST):
        assert not breaker.is_open
        breaker.failed()
    assert breaker.is_open


def test_a_hello_lets_one_batch_through_and_its_failure_shuts_again() -> None:
    breaker = Breaker()
    for _ in range(FAILURES_MOST):
        breaker.failed()
    breaker.probed()
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    assert breaker.failures == FAILURES_MOST + 1


def test_what_was_taken_makes_everything_as_before() -> None:
    breaker = Breaker()
    for _ in range(FAILURES_MOST):
        breaker.failed()
    breaker.succeeded()
    assert (breaker.is_open, breaker.failures) == (False, 0)
