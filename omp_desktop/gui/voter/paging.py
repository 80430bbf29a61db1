"""Which rows stand together on one page, so that no row is ever cut. No Qt."""

from __future__ import annotations

from collections.abc import Sequence


def pages(heights: Sequence[int], *, spacing: int, room: int, pager: int) -> tuple[range, ...]:
    """Split rows into pages, in order; a row that is too high for any page has one of its own.

    Args:
        heights: heights of the rows in px.
        spacing: px between two rows, and between the rows and the pager.
        room: px from the top of the first row to the end.
        pager: height in px of the buttons that turn the pages, which stand only where there is more than one
            page; 0 where they have a place of their own.

    Returns:
        The indexes of the rows on each page; one empty page where there are no rows.
    """
    if _height(heights, spacing) <= room:
        return (range(len(heights)),)
    inner = room - (pager + spacing if pager else 0)
    found: list[range] = []
    first, used = 0, 0
    for index, height in enumerate(heights):
        more = height if index == first else used + spacing + height
        if index > first and more > inner:
            found.append(range(first, index))
            first, more = index, height
        used = more
    return (*found, range(first, len(heights)))


def page_of(index: int, split: Sequence[range]) -> int:
    """The page on which a row stands; the last page for a row that is not there."""
    return next((page for page, rows in enumerate(split) if index in rows), len(split) - 1)


def _height(heights: Sequence[int], spacing: int) -> int:
    return sum(heights) + spacing * max(0, len(heights) - 1)
