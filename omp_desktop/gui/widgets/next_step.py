"""The strip that says what to do next."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from omp_desktop.gui import icons, shapes
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.theme import CARD_RADIUS
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import icon, words

_HEIGHT = 80
_ASIDE_GAP, _WORDS_GAP = 18, 24


class NextStep(Themed, QFrame):
    """What to do next, in words, with the buttons for it.

    In a .ui file it has a horizontal layout with buttons and nothing else; the words keep clear of them.
    """

    iconName = icon("iconName")
    caption = words("caption")
    text = words("text")
    aside = words("aside")

    _LEFT, _ICON, _TEXT_LEFT = 24, 28, 68

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add_button(self, button: QAbstractButton) -> None:
        """Put a button at the right end."""
        row = self.layout()
        if row is None:
            row = QHBoxLayout(self)
            row.setSpacing(16)
        row.addWidget(button)
        self._make_room()

    def arrange(self, buttons: Sequence[QAbstractButton]) -> None:
        """Put its buttons into this order, from left to right; Tab follows it."""
        row = self.layout()
        if row is None:
            return
        places = [row.indexOf(button) for button in buttons]
        if places == sorted(places):
            return
        for button in buttons:
            row.removeWidget(button)
            row.addWidget(button)
        for one, following in pairwise(buttons):
            QWidget.setTabOrder(one, following)

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self._make_room()

    def spoken(self) -> str:
        return ": ".join(part for part in (self._caption(), self.text) if part)

    def retranslate(self) -> None:
        self.refresh_name()
        self.update()

    def _caption(self) -> str:
        return self.caption or self.tr("Next step")

    def words_right(self) -> int:
        """Where the words end, in px."""
        aside = int(width_of(self.aside, OFFICIAL["medium"])) + _ASIDE_GAP if self.aside else 0
        return self._TEXT_LEFT + self._text_width() + aside

    def _text_width(self) -> int:
        return int(width_of(self.text, OFFICIAL["section"])) + 1

    def _make_room(self) -> None:
        """The layout holds the buttons only; words are painted to their left."""
        layout = self.layout()
        if layout is None:
            return
        layout.setContentsMargins(self.words_right() + _WORDS_GAP, 0, 16, 0)
        layout.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def showEvent(self, event: QShowEvent) -> None:
        self._make_room()
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        words_alone = self.words_right() + _WORDS_GAP
        return QSize(layout.sizeHint().width() if layout is not None else words_alone, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        shapes.rounded(painter, QRectF(self.rect()), CARD_RADIUS, look.colour("primary"))
        ink = look.colour("on_primary")
        left = self._LEFT
        if self.iconName:
            icons.paint(
                painter,
                QRectF(left, (self.height() - self._ICON) / 2, self._ICON, self._ICON),
                self.iconName,
                ink,
            )
            left = self._TEXT_LEFT
        width = self._text_width()
        draw_line(painter, QRectF(left, 16, width, 20), self._caption(), OFFICIAL["captionMedium"], ink)
        draw_line(painter, QRectF(left, 36, width, 28), self.text, OFFICIAL["section"], ink)
        if self.aside:
            buttons = self.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
            shown = (button.x() for button in buttons if button.isVisibleTo(self))
            end = min(shown, default=self.width()) - _ASIDE_GAP
            draw_line(
                painter,
                QRectF(0, 0, end, self.height()),
                self.aside,
                OFFICIAL["medium"],
                ink,
                Qt.AlignmentFlag.AlignRight,
            )
