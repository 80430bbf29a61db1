"""Tabs of a page: words with a bar below the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QTabBar, QWidget

from omp_desktop.gui import shapes
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed

_HEIGHT, _GAP, _UNDERLINE = 48, 32, 4


class TabStrip(Themed, QTabBar):
    """The parts of a page; arrow keys move between them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[str, ...] = ()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_changed)

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show these (key, text); the chosen one stays chosen."""
        before = self.current
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._keys = tuple(key for key, _ in tabs)
        for _, text in tabs:
            self.addTab(text)
        self.current = before
        self.blockSignals(False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the tabs, in their order."""
        return self._keys

    @property
    def current(self) -> str:
        """Key of the chosen tab."""
        number = self.currentIndex()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    @current.setter
    def current(self, key: str) -> None:
        if key in self._keys:
            self.setCurrentIndex(self._keys.index(key))

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        self._move_ring()

    def _move_ring(self) -> None:
        # The focus ring follows what moves: here not the strip does, but the chosen tab in it.
        QApplication.postEvent(self, QMoveEvent(self.pos(), self.pos()))

    def _on_changed(self, number: int) -> None:
        self._move_ring()
        if 0 <= number < len(self._keys):
            self.chosen.emit(self._keys[number])

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(int(width_of(self.tabText(index), OFFICIAL["name"])) + 1 + _GAP, _HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEIGHT)

    def ring_rect(self) -> QRectF:
        place = QRectF(self.tabRect(self.currentIndex()))
        return place.adjusted(0, 4, -_GAP, -8)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        base = self.height() - 1
        painter.fillRect(QRectF(0, base, self.width(), 1), look.colour("decoration"))
        for index in range(self.count()):
            place = QRectF(self.tabRect(index)).adjusted(0, 0, -_GAP, 0)
            now = index == self.currentIndex()
            style = OFFICIAL["name" if now else "medium"]
            ink = look.colour("primary" if now else "text")
            draw_line(painter, place.adjusted(0, 0, 2, -2), self.tabText(index), style, ink)
            if now:
                bar = QRectF(place.left(), self.height() - _UNDERLINE, place.width(), _UNDERLINE)
                shapes.rounded(painter, bar, 2, look.colour("primary"))
