"""Entries of a list of texts."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import accessible, shapes
from omp_desktop.gui.text_layout import draw_line
from omp_desktop.gui.theme import CONTROL_RADIUS
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.marks import PILL_HEIGHT, PILL_KINDS, paint_pill, pill_width
from omp_desktop.gui.widgets.pressable import Pressable
from omp_desktop.gui.widgets.properties import choice, icon, words

_HEIGHT, _PADDING = 104, 16


class ListCard(Pressable):
    """An entry of a list of texts: small caption, title, state. Checkable; the chosen one has tint and a
    border.
    """

    caption = words("caption")
    title = words("title")
    pillText = words("pillText")
    pillKind = choice("pillKind", PILL_KINDS)
    pillIcon = icon("pillIcon")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        accessible.tell_choice(self, QAccessible.Role.RadioButton)

    def spoken(self) -> str:
        return ", ".join(part for part in (self.caption, self.title, self.pillText) if part)

    def sizeHint(self) -> QSize:
        return QSize(288, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = look.colour("text")
        if self.isChecked():
            line = shapes.Line(look.colour("selected_border"), 2)
            ink = look.colour("selected_text")
            shapes.rounded(painter, area, CONTROL_RADIUS, look.colour("selected_fill"), line)
        elif self.isDown() or self.underMouse():
            line = shapes.Line(look.colour("active_text"), look.line())
            shapes.rounded(painter, area, CONTROL_RADIUS, look.colour("hover_fill"), line)
        width = area.width() - 2 * _PADDING
        draw_line(painter, QRectF(_PADDING, 10, width, 20), self.caption, OFFICIAL["captionMedium"], ink)
        draw_line(painter, QRectF(_PADDING, 32, width, 24), self.title, OFFICIAL["name"], ink)
        if self.pillText:
            place = QRectF(_PADDING, 64, min(width, pill_width(self.pillText, self.pillIcon)), PILL_HEIGHT)
            content = (self.pillKind, self.pillIcon, self.pillText)
            # On the tint of the chosen card only its outline tells the pill from the card.
            paint_pill(painter, place, content, look, outlined=self.isChecked())
