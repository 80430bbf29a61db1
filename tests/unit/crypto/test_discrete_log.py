"""Small logarithms are found, and larger ones are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omp_desktop.crypto import discrete_log
from omp_desktop.crypto.discrete_log import small_logarithm
from omp_desktop.crypto.group import ED25519
from tests.unit.crypto.elections import KEY


def power(number: int) -> bytes:
    return ED25519.power(KEY, ED25519.scalar(number))


@settings(deadline=None)
@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 50))
def test_every_number_up_to_the_bound_is_found(number: int, room: int, searches: int) -> None:
    assert small_logarithm(ED25519, KEY, power(number), number + room, searches=searches) == number


@pytest.mark.parametrize("bound", [0, 1, 63, 64, 65, 127, 128, 1000])
def test_the_bound_itself_is_found_and_the_next_number_is_not(bound: int) -> None:
    assert small_logarithm(ED25519, KEY, power(bound), bound) == bound
    assert small_logarithm(ED25519, KEY, power(bound + 1), bound) is None


@pytest.mark.parametrize("number", [-1, -5, 2**100])
def test_what_is_no_small_number_is_not_found(number: int) -> None:
    assert small_logarithm(ED25519, KEY, power(number), 5000) is None


def test_large_bounds_are_in_reach() -> None:
    assert small_logarithm(ED25519, KEY, power(999_983), 1_000_000) == 999_983


def test_the_table_is_made_once_for_a_key_and_a_bound() -> None:
    discrete_log._baby_steps.cache_clear()
    for number in (7, 9, 1000):
        small_logarithm(ED25519, KEY, power(number), 1000, searches=3)
    assert discrete_log._baby_steps.cache_info().misses == 1
