"""Icons by name, colour and size, drawn from the bundled SVG files at the screen's own resolution."""

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from omp_desktop import paths

_STROKE_WIDTH = re.compile(r'stroke-width="[^"]*"')
_VIEW_BOX = 24  # px of the drawings; a stroke of 2 is meant at this size


class IconUnknown(ValueError):
    """There is no bundled icon of that name."""


def exists(name: str) -> bool:
    """Whether a bundled icon has this name."""
    return paths.resource("icons", f"{name}.svg").is_file()


def paint(painter: QPainter, rect: QRectF, name: str, colour: QColor, stroke: float | None = None) -> None:
    """Draw an icon into `rect`: as vectors on paper, PDF and SVG, from the cache on screens.

    Args:
        painter: where to draw.
        rect: place, in the painter's units.
        name: file name without `.svg`.
        colour: replaces `currentColor`.
        stroke: width of the lines in units of the 24 px drawing; None leaves 2.

    Raises:
        IconUnknown: no such icon.
    """
    device = painter.device()
    ratio = device.devicePixelRatio()
    engine = painter.paintEngine()
    if engine.type() == engine.Type.Raster:
        picture = pixmap(name, colour, round(rect.width()), ratio, stroke)
        painter.drawPixmap(rect.topLeft(), picture)
    else:
        _renderer(name, colour.name(), stroke).render(painter, rect)


@lru_cache(maxsize=512)
def _cached(name: str, colour: str, size: int, ratio: float, stroke: float | None) -> QPixmap:
    renderer = _renderer(name, colour, stroke)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0, stroke: float | None = None) -> QPixmap:
    """An icon as a pixmap of `size` logical px. Raises IconUnknown."""
    return _cached(name, colour.name(), size, ratio, stroke)


def _renderer(name: str, colour: str, stroke: float | None) -> QSvgRenderer:
    svg = _source(name).replace("currentColor", colour)
    if stroke is not None:
        svg = _STROKE_WIDTH.sub(f'stroke-width="{stroke}"', svg)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.setViewBox(QRectF(0, 0, _VIEW_BOX, _VIEW_BOX))
    return renderer


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    try:
        return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise IconUnknown(name) from None
