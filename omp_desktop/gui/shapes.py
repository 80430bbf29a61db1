"""Rounded rectangles with crisp lines, and the one shadow as a nine-slice picture."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

_DASH = 4.0  # px of line and of gap, for controls that are off


@dataclass(frozen=True, slots=True)
class Line:
    """A border: colour, width in px, solid or dashed (dashed says: not available)."""

    colour: QColor
    width: float = 1
    dashed: bool = False

    def pen(self) -> QPen:
        """The pen that draws it."""
        pen = QPen(self.colour, self.width)
        if self.dashed:
            pen.setDashPattern([_DASH * max(1.0, self.width) / self.width, _DASH / self.width])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen


def rounded(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None = None, line: Line | None = None
) -> None:
    """Paint a rounded rectangle whose border lies wholly inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = rect
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(line.pen())
        half = line.width / 2
        inner = rect.marginsRemoved(QMarginsF(half, half, half, half))
        radius = max(0.0, radius - half)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def circle(painter: QPainter, rect: QRectF, fill: QColor | None = None, line: Line | None = None) -> None:
    """Paint a circle that fills `rect`, its border wholly inside."""
    rounded(painter, rect, rect.width() / 2, fill, line)


def column(rect: QRectF, radius: float) -> QPainterPath:
    """A bar that stands: only its upper corners are rounded."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    radius = min(radius, rect.width() / 2, rect.height())
    path.moveTo(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(QRectF(rect.left(), rect.top(), 2 * radius, 2 * radius), 180, -90)
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(QRectF(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius), 90, -90)
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def lying_bar(rect: QRectF, radius: float) -> QPainterPath:
    """A bar that lies: only its right corners are rounded."""
    path = QPainterPath()
    radius = min(radius, rect.height() / 2, rect.width())
    path.moveTo(rect.topLeft())
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(QRectF(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius), 90, -90)
    path.lineTo(rect.right(), rect.bottom() - radius)
    path.arcTo(QRectF(rect.right() - 2 * radius, rect.bottom() - 2 * radius, 2 * radius, 2 * radius), 0, -90)
    path.lineTo(rect.bottomLeft())
    path.closeSubpath()
    return path


# The shadow: nested round rectangles of the darkest text colour, the outer ones fainter.
SHADOW_REACH = 16  # px around the card
_SHADOW_LAYERS = 12
_OUTER_LAYERS = 7
_OUTER_ALPHA, _INNER_ALPHA = 1, 2  # of 255
_PULLED_IN, _DOWN = 3, 3  # px
_SHADOW_INK = QColor("#14181F")
_CORE = 8  # px of the stretched middle in the picture


@lru_cache(maxsize=8)
def _shadow(radius: int) -> QPixmap:
    corner = SHADOW_REACH + radius + _SHADOW_LAYERS
    side = 2 * corner + _CORE
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    card = QRectF(SHADOW_REACH, SHADOW_REACH, side - 2 * SHADOW_REACH, side - 2 * SHADOW_REACH)
    base = card.adjusted(_PULLED_IN, _PULLED_IN, -_PULLED_IN, -_PULLED_IN).translated(0, _DOWN)
    for layer in range(_SHADOW_LAYERS, 0, -1):
        ink = QColor(_SHADOW_INK)
        ink.setAlpha(_OUTER_ALPHA if layer > _SHADOW_LAYERS - _OUTER_LAYERS else _INNER_ALPHA)
        painter.setBrush(ink)
        painter.drawRoundedRect(base.adjusted(-layer, -layer, layer, layer), radius + layer, radius + layer)
    painter.end()
    return picture


def shadow(painter: QPainter, card: QRect, radius: int) -> None:
    """Paint the shadow of a card: nine pieces of one cached picture (20 times faster than drawing it)."""
    picture = _shadow(radius)
    corner = (picture.width() - _CORE) // 2
    outer = card.adjusted(-SHADOW_REACH, -SHADOW_REACH, SHADOW_REACH, SHADOW_REACH)
    corner_x, corner_y = min(corner, outer.width() // 2), min(corner, outer.height() // 2)
    columns = _slices(outer.left(), outer.width(), corner_x, picture.width())
    rows = _slices(outer.top(), outer.height(), corner_y, picture.height())
    for x, width, from_x, from_width in columns:
        for y, height, from_y, from_height in rows:
            if width > 0 and height > 0:
                painter.drawPixmap(
                    QRect(x, y, width, height), picture, QRect(from_x, from_y, from_width, from_height)
                )


def _slices(start: int, length: int, corner: int, picture: int) -> tuple[tuple[int, int, int, int], ...]:
    """Beginning, middle and end along one axis: where and how long, from where and how long."""
    middle = length - 2 * corner
    return (
        (start, corner, 0, corner),
        (start + corner, middle, corner, max(1, picture - 2 * corner)),
        (start + length - corner, corner, picture - corner, corner),
    )
