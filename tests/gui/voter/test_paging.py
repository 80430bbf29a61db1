"""Pages of whole rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.gui.voter.paging import page_of, pages


def test_what_fits_stands_on_one_page_without_a_pager() -> None:
    assert pages([88] * 5, spacing=12, room=488, pager=56) == (range(5),)


def test_one_pixel_less_makes_two_pages_with_room_for_the_pager() -> None:
    assert pages([88] * 5, spacing=12, room=487, pager=56) == (range(4), range(4, 5))


def test_a_pager_with_a_place_of_its_own_takes_nothing_from_the_rows() -> None:
    assert pages([100, 100, 100], spacing=20, room=220, pager=0) == (range(2), range(2, 3))


def test_a_row_that_is_too_high_for_any_page_has_one_of_its_own() -> None:
    assert pages([50, 900, 50], spacing=10, room=300, pager=50) == (range(1), range(1, 2), range(2, 3))


def test_no_rows_are_one_empty_page() -> None:
    assert pages([], spacing=12, room=100, pager=10) == (range(0),)


def test_the_page_of_a_row_is_found_and_that_of_none_is_the_last() -> None:
    split = (range(2), range(2, 3))
    assert [page_of(index, split) for index in (0, 1, 2, 7)] == [0, 0, 1, 1]


@given(
    heights=st.lists(st.integers(1, 400), max_size=40),
    spacing=st.integers(0, 40),
    room=st.integers(50, 900),
    pager=st.integers(0, 120),
)
def test_every_row_stands_on_exactly_one_page_in_order_and_pages_are_not_too_high(
    heights: list[int], spacing: int, room: int, pager: int
) -> None:
    split = pages(heights, spacing=spacing, room=room, pager=pager)
    assert [index for page in split for index in page] == list(range(len(heights)))
    inner = room if len(split) == 1 else room - (pager + spacing if pager else 0)
    for page in split:
        used = sum(heights[index] for index in page) + spacing * (len(page) - 1)
        assert len(page) <= 1 or used <= inner
