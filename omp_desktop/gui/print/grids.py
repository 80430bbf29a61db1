"""Fields of a form on paper: in frames, the name small above what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from omp_desktop.gui.print.pieces import GAP, INK, SMALL, STRONG, Piece
from omp_desktop.gui.text_layout import block
from omp_desktop.reports.document import Cell, Grid

_PAD_ACROSS, _PAD_ABOVE, _PAD_BELOW = 10, 4, 6  # px
_LINE: Final = 1


def grid_pieces(grid: Grid, width: float, *, narrow: bool) -> Iterator[Piece]:
    """Each row as a piece of its own; on the roll of a receipt printer each field has a row."""
    rows = [(cell,) for row in grid.rows for cell in row] if narrow else list(grid.rows)
    for place, cells in enumerate(rows):
        yield _row(cells, width, GAP if place == len(rows) - 1 else 0)


def _row(cells: Sequence[Cell], width: float, gap: float) -> Piece:
    shares = sum(cell.share for cell in cells)
    wide = [width * cell.share / shares for cell in cells]
    inside = [max(1.0, each - 2 * _PAD_ACROSS) for each in wide]
    labels = [block(cell.label, SMALL, room) for cell, room in zip(cells, inside, strict=True)]
    # A field to write in keeps its height.
    values = [block(cell.value or " ", STRONG, room) for cell, room in zip(cells, inside, strict=True)]
    under = max(label.height for label in labels)
    height = _PAD_ABOVE + under + max(value.height for value in values) + _PAD_BELOW

    def draw(painter: QPainter, top: float) -> None:
        left = 0.0
        for place, (cell, each) in enumerate(zip(cells, wide, strict=True)):
            side = Qt.AlignmentFlag.AlignRight if cell.figure else Qt.AlignmentFlag.AlignLeft
            at, room = left + _PAD_ACROSS, inside[place]
            labels[place].draw(painter, QRectF(at, top + _PAD_ABOVE, room, under), INK)
            said = QRectF(at, top + _PAD_ABOVE + under, room, values[place].height)
            values[place].draw(painter, said, INK, side)
            left += each
            painter.setPen(QPen(INK, _LINE))
            if place < len(cells) - 1:
                painter.drawLine(QPointF(left, top), QPointF(left, top + height))
        painter.drawRect(QRectF(0, top, width, height))

    return Piece(height, draw, gap)
