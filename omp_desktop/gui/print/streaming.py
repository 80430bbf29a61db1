"""Papers of any length: painted page by page as their pieces come, so that the window goes on meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPen

from omp_desktop.gui.print.painting import MM
from omp_desktop.gui.print.papers import Paper
from omp_desktop.gui.print.pieces import INK, SMALL, Piece
from omp_desktop.gui.text_layout import draw_line
from omp_desktop.gui.typography import DESIGN_DPI

_FOOT: Final = 32


class PageStream:
    """Pages on a device that stays open. Nobody knows how many come: each foot has its own number alone."""

    def __init__(self, device: QPagedPaintDevice, paper: Paper, zoom: float = 1.0) -> None:
        """`device` is set to this paper; `zoom`: below 1 for long lists in smaller letters."""
        self._device = device
        self._zoom = zoom
        self._painter = QPainter()
        self._page: list[Piece] = []
        self._used = 0.0
        self.pages = 0
        inside = (paper.width - 2 * paper.margin, paper.height - 2 * paper.margin)
        self._area = QRectF(0, 0, inside[0] * MM / zoom, inside[1] * MM / zoom)

    @property
    def width(self) -> float:
        """Of what can be printed on, in px."""
        return self._area.width()

    def begin(self) -> bool:
        """False: the device takes nothing."""
        if not self._painter.begin(self._device):
            return False
        # The painter's own first pen would never be written into a PDF.
        self._painter.setPen(QPen(INK, 2))
        scale = self._device.logicalDpiX() / DESIGN_DPI * self._zoom
        self._painter.scale(scale, scale)
        return True

    def put(self, pieces: Iterable[Piece]) -> Iterator[int]:
        """Takes the pieces one after the other; yields the number of each page as it is full and painted."""
        for piece in pieces:
            if self._page and self._used + piece.height > self._area.height() - _FOOT:
                carried = self._carried()
                self._paint()
                yield self.pages
                for above in [*carried, *([piece.head] if piece.head is not None and not carried else [])]:
                    self._add(above)
            self._add(piece)

    def space(self, height: float) -> None:
        """Leaves so much free, unless a page begins here."""
        if self._page:
            self._used += height
            self._page[-1] = replace(self._page[-1], gap=self._page[-1].gap + height)

    def end(self) -> bool:
        """Paints what is left. False: something could not be written."""
        if self._page:
            self._paint()
        return self._painter.end()

    def _carried(self) -> list[Piece]:
        """What stands at the end of the page and belongs to what comes on the next one."""
        first = len(self._page)
        while first > 1 and self._page[first - 1].leads:
            first -= 1
        carried = self._page[first:]
        del self._page[first:]
        return carried

    def _add(self, piece: Piece) -> None:
        self._page.append(piece)
        self._used += piece.height + piece.gap

    def _paint(self) -> None:
        if self.pages:
            self._device.newPage()
        self.pages += 1
        top = 0.0
        for piece in self._page:
            piece.draw(self._painter, top)
            top += piece.height + piece.gap
        foot = QRectF(0, self._area.bottom() - SMALL.line, self._area.width(), SMALL.line)
        draw_line(self._painter, foot, str(self.pages), SMALL, INK, Qt.AlignmentFlag.AlignRight)
        self._page, self._used = [], 0.0
