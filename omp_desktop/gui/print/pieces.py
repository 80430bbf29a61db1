"""Pieces of a page: what stays together on it, and the letters that papers are set in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from omp_desktop.gui.text_layout import block
from omp_desktop.gui.typography import TextStyle

INK: Final = QColor(Qt.GlobalColor.black)
GAP, SMALL_GAP = 16, 8  # px
_RAISED: Final = ("calt", "clig")


class PaperStyle(TextStyle):
    """A style of text in the ordinary signs of the font.

    Figures of equal width, and what is raised between figures (12:30, 2026-12-03), stand in the file as signs
    without a meaning: nobody could search for them, and no screen reader could read them.
    """

    __slots__ = ()

    def font(self) -> QFont:
        font = QFont(super().font())
        font.clearFeatures()
        for feature in _RAISED:
            font.setFeature(QFont.Tag(feature), 0)
        return font

    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())


TITLE, SECTION = PaperStyle(28, 40, 700), PaperStyle(20, 28, 700)
BODY, STRONG, SMALL = PaperStyle(16, 24, 400), PaperStyle(16, 24, 600), PaperStyle(14, 20, 500)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stays together: `draw` paints it at a height from the top of the page, in px.

    `head`: what stands above it again when a page begins with it. `leads`: never the last on a page.
    """

    height: float
    draw: Callable[[QPainter, float], None]
    gap: float = GAP
    head: Piece | None = None
    leads: bool = False


def lines_piece(text: str, style: TextStyle, width: float, gap: float = GAP, *, leads: bool = False) -> Piece:
    """A text in as many lines as the width takes."""
    lines = block(text, style, width)

    def draw(painter: QPainter, top: float) -> None:
        lines.draw(painter, QRectF(0, top, width, lines.height), INK)

    return Piece(lines.height, draw, gap, leads=leads)
