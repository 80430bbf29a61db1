"""Tables on paper: rows between hairlines, heads again on every page.

On the roll of a receipt printer there is no room for columns: there each row has its words above its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from omp_desktop.gui.print.pieces import BODY, GAP, INK, SMALL, STRONG, Piece
from omp_desktop.gui.text_layout import TextBlock, block, draw_line
from omp_desktop.gui.typography import TextStyle
from omp_desktop.reports.document import Table

_PAD: Final = 4  # px above and below a row
_BETWEEN: Final = 16  # px between columns
_HAIR, _LINE = 0.5, 1.5


def table_pieces(table: Table, width: float, *, narrow: bool) -> Iterator[Piece]:
    """The head, and each row as a piece of its own."""
    if narrow:
        yield from _without_columns(table, width)
        return
    places = _places(table.widths, width)
    head = replace(_row(table.heads, SMALL, places, table.figures, below=_LINE), leads=True)
    yield head
    first_sum = len(table.rows) - table.sums
    for number, cells in enumerate(table.rows):
        last = number == len(table.rows) - 1
        style = STRONG if number >= first_sum else BODY
        line = _LINE if last or number == first_sum - 1 else _HAIR
        yield _row(cells, style, places, table.figures, below=line, gap=GAP if last else 0, head=head)


def _places(shares: Sequence[int], width: float) -> list[tuple[float, float]]:
    """Left edge and width of each column."""
    free = width - _BETWEEN * (len(shares) - 1)
    found, left = [], 0.0
    for share in shares:
        wide = free * share / sum(shares)
        found.append((left, wide))
        left += wide + _BETWEEN
    return found


def _row(  # noqa: PLR0913 - what stands in it, and how it is set apart
    cells: Sequence[str],
    style: TextStyle,
    places: Sequence[tuple[float, float]],
    figures: frozenset[int],
    *,
    below: float,
    gap: float = 0,
    head: Piece | None = None,
) -> Piece:
    blocks = [block(text, style, wide) for text, (_, wide) in zip(cells, places, strict=True)]
    height = max(each.height for each in blocks) + 2 * _PAD
    end = places[-1][0] + places[-1][1]

    def draw(painter: QPainter, top: float) -> None:
        for place, (each, (left, wide)) in enumerate(zip(blocks, places, strict=True)):
            side = Qt.AlignmentFlag.AlignRight if place in figures else Qt.AlignmentFlag.AlignLeft
            each.draw(painter, QRectF(left, top + _PAD, wide, each.height), INK, side)
        painter.setPen(QPen(INK, below))
        painter.drawLine(QPointF(0, top + height), QPointF(end, top + height))

    return Piece(height, draw, gap, head)


def _without_columns(table: Table, width: float) -> Iterator[Piece]:
    first_sum = len(table.rows) - table.sums
    for number, cells in enumerate(table.rows):
        words = " · ".join(cell for place, cell in enumerate(cells) if cell and place not in table.figures)
        figures = [(table.heads[place], cells[place]) for place in sorted(table.figures) if cells[place]]
        last = number == len(table.rows) - 1
        style = STRONG if number >= first_sum else BODY
        yield _stacked(block(words, style, width), figures, width, GAP if last else 0)


def _stacked(words: TextBlock, figures: Sequence[tuple[str, str]], width: float, gap: float) -> Piece:
    height = words.height + len(figures) * BODY.line + 2 * _PAD

    def draw(painter: QPainter, top: float) -> None:
        words.draw(painter, QRectF(0, top + _PAD, width, words.height), INK)
        for place, (head, figure) in enumerate(figures):
            line = QRectF(0, top + _PAD + words.height + place * BODY.line, width, BODY.line)
            draw_line(painter, line, head, SMALL, INK)
            draw_line(painter, line, figure, STRONG, INK, Qt.AlignmentFlag.AlignRight)
        painter.setPen(QPen(INK, _HAIR))
        painter.drawLine(QPointF(0, top + height), QPointF(width, top + height))

    return Piece(height, draw, gap)
