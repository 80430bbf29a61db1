"""Two lines on the screen that something of known length is held to."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import accessible, shapes
from omp_desktop.gui.text_layout import draw_line
from omp_desktop.gui.theme import Theme
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, count, words

_LINE = 4  # px: width of the two lines, outside of what is measured
_CORNER = 3.18 / 85.60  # of a card's width; ISO/IEC 7810
_CARD_RATIO = 53.98 / 85.60
_CENTIMETRES = 10
_RULER_RATIO = 0.3  # of its ten centimetres
_TICK = 32
_LEAST = QSize(400, 120)


class Gauge(Themed, QWidget):
    """A card or ten centimetres of a ruler in outline, `length` px between the inner edges of its two lines.

    The left line stands still while the length changes, so that what is held to it can stay where it is.
    """

    shape = choice("shape", ("card", "ruler"))
    length = count("length", 324)
    caption = words("caption")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        accessible.tell_role(self, QAccessible.Role.Graphic)

    def stand(self) -> None:
        """Stand in the middle with the length that there is now, and keep the left line from here on."""
        self._left = max(_LINE, (self.width() - self.length) // 2)
        self.update()

    def most(self) -> int:
        """The greatest length in px that there is room for."""
        return self.width() - self._left - _LINE

    def left_line(self) -> int:
        """Where what is measured begins, in px from the left."""
        return self._left

    def spoken(self) -> str:
        return self.caption

    def sizeHint(self) -> QSize:
        return QSize(_LEAST.width(), 2 * _LEAST.height())

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stand()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self._left, 0, self.length, self.height())
        if self.shape == "card":
            self._paint_card(painter, area)
        else:
            self._paint_ruler(painter, area)
        ink = look.colour("primary")
        painter.fillRect(QRectF(self._left - _LINE, 0, _LINE, self.height()), ink)
        painter.fillRect(QRectF(self._left + self.length, 0, _LINE, self.height()), ink)

    def _paint_card(self, painter: QPainter, area: QRectF) -> None:
        look = self.theme()
        card = QRectF(0, 0, area.width(), area.width() * _CARD_RATIO)
        card.moveCenter(area.center())
        painter.setClipRect(area)
        line = shapes.Line(look.colour("border"), 2)
        shapes.rounded(painter, card, area.width() * _CORNER, look.colour("tint"), line)
        self._say(painter, card)
        painter.setClipping(False)

    def _paint_ruler(self, painter: QPainter, area: QRectF) -> None:
        look = self.theme()
        ruler = QRectF(0, 0, area.width(), max(area.width() * _RULER_RATIO, _TICK + 2 * _say_height(look)))
        ruler.moveCenter(area.center())
        shapes.rounded(painter, ruler, 0, look.colour("tint"), shapes.Line(look.colour("border"), 2))
        painter.setPen(shapes.Line(look.colour("text"), 2).pen())
        style = look.style("voterMedium")
        for centimetre in range(1, _CENTIMETRES):
            x = round(ruler.left() + ruler.width() * centimetre / _CENTIMETRES)
            painter.drawLine(QPointF(x, ruler.top()), QPointF(x, ruler.top() + _TICK))
            place = QRectF(x - _TICK, ruler.top() + _TICK, 2 * _TICK, style.line)
            draw_line(
                painter, place, str(centimetre), style, look.colour("text"), Qt.AlignmentFlag.AlignHCenter
            )
        self._say(painter, ruler.adjusted(0, _TICK + style.line, 0, 0))

    def _say(self, painter: QPainter, place: QRectF) -> None:
        style = self.theme().style("voterMedium")
        middle = QRectF(place.left(), place.center().y() - style.line / 2, place.width(), style.line)
        ink = self.theme().colour("text")
        draw_line(painter, middle, self.caption, style, ink, Qt.AlignmentFlag.AlignHCenter)


def _say_height(look: Theme) -> int:
    return look.style("voterMedium").line
