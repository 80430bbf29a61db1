"""The focus ring: one transparent overlay per window that follows the focus. No layout moves for it.

It shows for keys and for text inputs; a finger or mouse that presses a control does not make it appear.
"""

from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QTextEdit, QWidget

from omp_desktop.gui import shapes, theme
from omp_desktop.gui.widgets.base import RING_GAP, RING_WIDTH, Themed

_BY_KEY = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_FOLLOW_MS = 40


class _Ring(QWidget):
    """What is seen. It lies over everything and takes no click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.target: QWidget | None = None
        self.hide()

    def go_to(self, target: QWidget) -> None:
        """Stand around `target`."""
        self.target = target
        window = self.parentWidget()
        if window is None or not target.isVisible():
            self.hide()
            return
        rect = target.ring_rect() if isinstance(target, Themed) else QRectF(target.rect())
        reach = self._gap() + self._width()
        inner = QRect(target.mapTo(window, rect.topLeft().toPoint()), rect.size().toSize())
        outer = inner.adjusted(-reach, -reach, reach, reach)
        if outer != self.geometry():
            self.setGeometry(outer)
        self._clip(target, window)
        if not self.isVisible():
            self.show()
        children = window.children()
        if children[-1] is not self:
            self.raise_()

    def _clip(self, target: QWidget, window: QWidget) -> None:
        """Do not reach out of a scroll area that the control is scrolled in."""
        area = target.parentWidget()
        while area is not None and area is not window and not isinstance(area, QAbstractScrollArea):
            # A list that a box opens stands in a window of its own, inside the scroll area of the box.
            area = None if area.isWindow() else area.parentWidget()
        if not isinstance(area, QAbstractScrollArea) or area.viewport() is target:
            self.clearMask()
            return
        port = area.viewport()
        reach = self._gap() + self._width()
        seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size()).adjusted(-reach, -reach, reach, reach)
        self.setMask(QRegion(seen.translated(-self.pos())))

    def _gap(self) -> int:
        return self.target.ring_gap() if isinstance(self.target, Themed) else RING_GAP

    def _width(self) -> int:
        return self.target.ring_width() if isinstance(self.target, Themed) else RING_WIDTH

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.target is None or not shiboken6.isValid(self.target):
            return
        radius = self.target.ring_radius() if isinstance(self.target, Themed) else theme.CONTROL_RADIUS
        role = self.target.ring_colour() if isinstance(self.target, Themed) else "focus"
        line = shapes.Line(theme.of(self.target).colour(role), self._width())
        outer_radius = radius + self._gap() + self._width()
        shapes.rounded(QPainter(self), QRectF(self.rect()), outer_radius, None, line)


class FocusRings(QObject):
    """Rings for all windows of the application. Make one at start and keep it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._rings: WeakKeyDictionary[QWidget, _Ring] = WeakKeyDictionary()
        self._target: QWidget | None = None
        # Windows in which the last focus came by a key: one person may type while another touches.
        self._by_key: WeakKeyDictionary[QWidget, bool] = WeakKeyDictionary()
        # Looked at again and again while it is shown. An event filter is told sooner, but also of controls
        # that are half destroyed, which Python cannot be handed: the program crashed there.
        self._again = QTimer(self)
        self._again.setInterval(_FOLLOW_MS)
        self._again.timeout.connect(self.place)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        del old
        self._hide_all()
        self._again.stop()
        self._target = None
        if new is None:
            return
        reason = getattr(new, "focus_reason", None)
        if reason in _BY_KEY:
            self._by_key[new.window()] = True
        elif reason == Qt.FocusReason.MouseFocusReason:
            self._by_key[new.window()] = False
        if self._wanted(new):
            self._target = new
            self.place()
            self._again.start()

    def _wanted(self, target: QWidget) -> bool:
        if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
            return False
        if isinstance(target, QLineEdit | QTextEdit):
            return True
        return self._by_key.get(target.window(), False) or not hasattr(target, "focus_reason")

    def _ring_of(self, window: QWidget) -> _Ring:
        ring = self._rings.get(window)
        if ring is None or not shiboken6.isValid(ring):
            ring = self._rings[window] = _Ring(window)
        return ring

    def _hide_all(self) -> None:
        for ring in self._rings.values():
            if shiboken6.isValid(ring):
                ring.hide()

    def place(self) -> None:
        """Put the ring where the control with the focus is now, or nowhere."""
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.hasFocus():
            self._again.stop()
            self._hide_all()
            return
        self._ring_of(target.window()).go_to(target)
