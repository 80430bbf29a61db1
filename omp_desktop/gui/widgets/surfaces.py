"""Grounds: the page with the shadows of its cards, cards, strips at top and bottom, hairlines."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QHideEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from omp_desktop.gui import shapes
from omp_desktop.gui.theme import CARD_RADIUS
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, flag

_HEADER_HEIGHT = 72


class Page(Themed, QWidget):
    """The ground of a screen. It paints the shadows of the cards on it, because a shadow reaches outside
    its card.
    """

    ground = choice("ground", ("page", "surface"))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour(self.ground))
        if look.high_contrast:
            return
        for card in self.findChildren(Card):
            if card.shadow and card.isVisibleTo(self) and card.page() is self and not card.is_nested():
                shapes.shadow(painter, QRect(card.mapTo(self, QPoint(0, 0)), card.size()), CARD_RADIUS)


class Card(Themed, QFrame):
    """A white sheet with round corners and the one shadow. Its layout's margins are its padding: 24, or 16
    at the top.
    """

    edge = choice("edge", ("decoration", "border", "danger"))
    ground = choice("ground", ("surface", "page"))
    shadow = flag("shadow", default=True)

    def page(self) -> Page | None:
        """The page that paints this card's shadow."""
        outer = self.parentWidget()
        while outer is not None and not isinstance(outer, Page):
            outer = outer.parentWidget()
        return outer

    def is_nested(self) -> bool:
        """Whether it lies on another card: such a card has no shadow."""
        outer = self.parentWidget()
        while outer is not None and not isinstance(outer, Page):
            if isinstance(outer, Card):
                return True
            outer = outer.parentWidget()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        width = 2 if self.edge == "danger" else look.line()
        line = shapes.Line(look.colour(self.edge), width)
        shapes.rounded(QPainter(self), QRectF(self.rect()), CARD_RADIUS, look.colour(self.ground), line)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._refresh_shadow(QRect(event.oldPos(), self.size()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh_shadow(QRect(self.pos(), event.oldSize()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_shadow(self.geometry())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh_shadow(self.geometry())

    def _refresh_shadow(self, before: QRect) -> None:
        page, parent = self.page(), self.parentWidget()
        if page is None or parent is None:
            return
        reach = shapes.SHADOW_REACH
        touched = before.united(self.geometry()).adjusted(-reach, -reach, reach, reach)
        page.update(QRect(parent.mapTo(page, touched.topLeft()), touched.size()))


class Bar(Themed, QFrame):
    """A strip over the full width, with a line towards the page: at the top or at the bottom of a window."""

    side = choice("side", ("top", "bottom"))
    measure = choice("measure", ("voterTop", "voterBottom", "header"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _height(self) -> int:
        sizes = self.theme().sizes
        return {
            "voterTop": sizes.top_bar,
            "voterBottom": sizes.bottom_bar,
            "header": _HEADER_HEIGHT,
        }[self.measure]

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        line = look.line()
        y = self.height() - line if self.side == "top" else 0
        painter.fillRect(QRect(0, y, self.width(), line), look.colour("decoration"))


class Hairline(Themed, QFrame):
    """A thin line between parts; `strong` in the colour of borders."""

    vertical = flag("vertical")
    strong = flag("strong")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_policy()

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self._set_policy()

    def _set_policy(self) -> None:
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if self.vertical else free, free if self.vertical else fixed)

    def sizeHint(self) -> QSize:
        width = self.theme().line()
        return QSize(width, width)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.theme()
        QPainter(self).fillRect(event.rect(), look.colour("border" if self.strong else "decoration"))
