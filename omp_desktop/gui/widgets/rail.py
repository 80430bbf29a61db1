"""The rail at the left of the official's and the candidate's window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from omp_desktop.gui import accessible, icons, shapes
from omp_desktop.gui.text_layout import TextBlock, block, draw_line
from omp_desktop.gui.theme import CONTROL_RADIUS
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.pressable import Pressable

RAIL_WIDTH = 208
_INSET, _ITEM_HEIGHT, _ITEM_GAP, _FIRST_Y, _LAST_HEIGHT = 12, 48, 8, 88, 72
_ICON, _ICON_LEFT, _TEXT_LEFT = 20, 16, 48  # inside an item, that is 28 and 60 in the rail
_BRAND_TILE, _BRAND_LEFT, _BRAND_TOP = 32, 24, 20
_KEY_SIZE = QSize(34, 24)


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place to go."""

    key: str
    icon: str
    text: str


class RailItem(Pressable):
    """An entry: chosen ones are a white pill."""

    def __init__(self, entry: RailEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = entry.key
        self.shortcut_text = ""
        self.show_entry(entry)
        self.setCheckable(True)
        self.setFixedHeight(_ITEM_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        accessible.tell_choice(self, QAccessible.Role.PageTab)

    def show_entry(self, entry: RailEntry) -> None:
        """Take the entry's words and picture."""
        self._icon = entry.icon
        self.setText(entry.text)
        self.update()

    def nextCheckState(self) -> None:
        """The rail decides."""

    def sizeHint(self) -> QSize:
        return QSize(RAIL_WIDTH - 2 * _INSET, _ITEM_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def ring_gap(self) -> int:
        return 3  # the rail leaves 8 px between entries

    def ring_width(self) -> int:
        return 2

    def ring_colour(self) -> str:
        return "on_rail"

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = look.colour("on_rail")
        if self.isChecked():
            ink = look.colour("rail_chosen_text")
            shapes.rounded(painter, area, CONTROL_RADIUS, look.colour("rail_chosen_fill"))
        elif self.isDown() or self.underMouse():
            line = shapes.Line(ink, 2) if look.high_contrast else None
            shapes.rounded(painter, area, CONTROL_RADIUS, look.colour("rail_hover_fill"), line)
        icons.paint(painter, QRectF(_ICON_LEFT, (area.height() - _ICON) / 2, _ICON, _ICON), self._icon, ink)
        style = OFFICIAL["name" if self.isChecked() else "medium"]
        right = _KEY_SIZE.width() + 12 if self.shortcut_text else 4
        text = area.adjusted(_TEXT_LEFT, 0, -right, 0)
        draw_line(painter, text, self.text(), style, ink)
        if self.shortcut_text:
            place = QRectF(
                area.right() - _KEY_SIZE.width() - _INSET,
                (area.height() - _KEY_SIZE.height()) / 2,
                _KEY_SIZE.width(),
                _KEY_SIZE.height(),
            )
            shapes.rounded(painter, place, 6, None, shapes.Line(ink, look.line()))
            centre = Qt.AlignmentFlag.AlignHCenter
            draw_line(painter, place, self.shortcut_text, OFFICIAL["captionStrong"], ink, centre)


class RailStep(Pressable):
    """What to do next, in the rail: seen beside every page, and leads to where it is done."""

    _PADDING, _GAP = 12, 4

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def retranslate(self) -> None:
        self.setAccessibleName(f"{self._caption()}: {self.text()}")
        self.update()

    def say(self, text: str) -> None:
        """Another step; "" hides it."""
        if text != self.text():
            self.setText(text)
            self.retranslate()
            self.updateGeometry()
        self.setVisible(bool(text))

    def ring_gap(self) -> int:
        return 3

    def ring_width(self) -> int:
        return 2

    def ring_colour(self) -> str:
        return "on_rail"

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        caption = OFFICIAL["captionMedium"].line
        return 2 * self._PADDING + caption + self._GAP + self._words(width).height

    def sizeHint(self) -> QSize:
        width = RAIL_WIDTH - 2 * _INSET
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _caption(self) -> str:
        return self.tr("Next step")

    def _words(self, width: float) -> TextBlock:
        return block(self.text(), OFFICIAL["name"], width - 2 * self._PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        ink = look.colour("on_rail")
        strong = self.isDown() or self.underMouse()
        fill = look.colour("rail_hover_fill") if strong else None
        line = shapes.Line(ink if strong else look.colour("rail_line"), look.line())
        shapes.rounded(painter, area, CONTROL_RADIUS, fill, line)
        caption = OFFICIAL["captionMedium"]
        inner = area.adjusted(self._PADDING, self._PADDING, -self._PADDING, -self._PADDING)
        draw_line(
            painter,
            QRectF(inner.topLeft(), QSizeF(inner.width(), caption.line)),
            self._caption(),
            caption,
            ink,
        )
        self._words(area.width()).draw(painter, inner.adjusted(0, caption.line + self._GAP, 0, 0), ink)


class Rail(Themed, QWidget):
    """Brand, entries, help. Arrow keys move between entries, Space and Enter choose."""

    chosen = Signal(str)
    help_asked = Signal()
    step_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(RAIL_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._items: list[RailItem] = []
        self._entries = QVBoxLayout()
        self._entries.setSpacing(_ITEM_GAP)
        self._help = RailItem(RailEntry("help", "circle-question-mark", ""), self)
        self._help.setCheckable(False)
        self._help.shortcut_text = "F1"
        self._help.clicked.connect(self.help_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _FIRST_Y, _INSET, (_LAST_HEIGHT - _ITEM_HEIGHT) // 2)
        column.setSpacing(0)
        column.addLayout(self._entries)
        column.addStretch(1)
        self._step = RailStep(self)
        self._step.clicked.connect(self.step_asked)
        column.addWidget(self._step)
        column.addSpacing(2 * _INSET)
        column.addWidget(self._help)
        self.retranslate()

    def retranslate(self) -> None:
        self._help.setText(self.tr("Help"))
        self.update()

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show these places; the chosen one stays chosen. The same places only get their words anew, so that
        the focus stays.
        """
        if entries and [item.key for item in self._items] == [entry.key for entry in entries]:
            for item, entry in zip(self._items, entries, strict=True):
                item.show_entry(entry)
            return
        before = self.current
        for item in self._items:
            self._entries.removeWidget(item)
            item.hide()
            item.setParent(None)
            item.deleteLater()
        self._items = [RailItem(entry, self) for entry in entries]
        for item in self._items:
            self._entries.addWidget(item)
            item.clicked.connect(self._on_clicked)
            item.show()
        self.current = before
        previous: QWidget = self
        for part in (*self._items, self._step, self._help):
            QWidget.setTabOrder(previous, part)
            previous = part

    def set_step(self, text: str) -> None:
        """Say what to do next; "" where nothing is to be said."""
        self._step.say(text)

    def step(self) -> QAbstractButton:
        """What to do next, which can be pressed."""
        return self._step

    @property
    def current(self) -> str:
        """Key of the chosen place."""
        return next((item.key for item in self._items if item.isChecked()), "")

    @current.setter
    def current(self, key: str) -> None:
        for item in self._items:
            item.setChecked(item.key == key)

    def focus_current(self) -> None:
        """Give the chosen entry the focus."""
        for item in self._items:
            if item.isChecked():
                item.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.theme()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.colour("rail"))
        ink = look.colour("on_rail")
        tile = QRectF(_BRAND_LEFT, _BRAND_TOP, _BRAND_TILE, _BRAND_TILE)
        shapes.rounded(painter, tile, CONTROL_RADIUS, look.colour("rail_chosen_fill"))
        sign = tile.adjusted(6, 6, -6, -6)
        icons.paint(painter, sign, "vote", look.colour("rail_chosen_text"))
        name = QRectF(68, _BRAND_TOP, RAIL_WIDTH - 76, _BRAND_TILE)
        draw_line(painter, name, self.tr("OMP Desktop"), OFFICIAL["total"], ink)
        y = self.height() - _LAST_HEIGHT
        painter.fillRect(
            QRectF(_BRAND_LEFT, y, RAIL_WIDTH - 2 * _BRAND_LEFT, look.line()), look.colour("rail_line")
        )
        if look.high_contrast:
            painter.fillRect(QRectF(self.width() - 2, 0, 2, self.height()), ink)
