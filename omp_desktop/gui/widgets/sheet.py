"""A sheet over the window with the rest behind a scrim: all dialogs, and the pledges of a candidate."""

from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from omp_desktop.gui import accessible, shapes
from omp_desktop.gui.theme import SHEET_RADIUS
from omp_desktop.gui.widgets.base import Themed

_OFFICIAL_WIDTH = 520
_MARGIN = 32
_LEAST_MARGIN = 16  # px around the voter's sheet
_VOTER_MARGINS = (80, 96, 80, 64)  # left, top, right, bottom in px at 96 dpi


class _Panel(Themed, QFrame):
    """The sheet itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        line = shapes.Line(look.colour("border"), 2) if look.high_contrast else None
        shapes.rounded(QPainter(self), QRectF(self.rect()), SHEET_RADIUS, look.colour("surface"), line)


@runtime_checkable
class Lockable(Protocol):
    """A window that shows nothing but the way in while nobody is signed in."""

    def is_locked_for(self, widget: QWidget) -> bool:
        """Whether this part of it is behind the lock now."""


class Sheet(Themed, QWidget):
    """Covers its window; focus stays inside until it closes, and then goes back to where it was.

    Nothing blocks: the caller goes on, and hears of the outcome by signals. What was read while the window
    was locked comes over no sign-in: such a sheet is closed unseen, but where it is `over_lock`, which asks
    nothing.
    """

    closed = Signal()

    def __init__(self, content: QWidget, title: str, measure: str = "official") -> None:
        super().__init__()
        self.dismissable = True
        self.over_lock = False
        self.content = content
        self._voter = measure == "voter"
        self._came_from: QWidget | None = None
        self._panel = _Panel(self)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)
        content.show()
        self.setAccessibleName(title)
        self.hide()

    def open_over(self, widget: QWidget) -> "Sheet":
        """Cover the window of `widget`, unless that was locked meanwhile."""
        window = widget.window()
        self.setParent(window)
        if not self.over_lock and isinstance(window, Lockable) and window.is_locked_for(widget):
            # Later, as whoever opened it has yet to listen; disabled, it takes no focus until then.
            self.setEnabled(False)
            QTimer.singleShot(0, self, self._close_unseen)
            return self
        self._came_from = window.focusWidget()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        # What it covers is not read until it closes.
        accessible.tell(window, accessible.Window)
        accessible.tell(self, accessible.Dialog)
        self.show()
        self.raise_()
        stops = self._stops()
        focused: QWidget | None = window.focusWidget()
        if stops and (focused is None or not self.isAncestorOf(focused)):
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return self

    @Slot()
    def close_sheet(self) -> None:
        """Go away and give the focus back; nothing where it went before, as with the lock of the window."""
        if not shiboken6.isValid(self) or self.isHidden():
            return
        window = self.parentWidget()
        if window is not None:
            window.removeEventFilter(self)
        # Before it hides: a control that is hidden with the focus on it passes it on as if by Tab.
        came_from, self._came_from = self._came_from, None
        if came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif window is not None:
            window.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    @Slot()
    def _close_unseen(self) -> None:
        self.closed.emit()
        self.deleteLater()

    def _stops(self) -> list[QWidget]:
        """Where Tab stops inside the sheet, in its order."""
        stops = []
        widget = self._panel.nextInFocusChain()
        while widget is not None and widget is not self._panel:
            tabbed = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            if tabbed and self.isAncestorOf(widget) and widget.isVisibleTo(self) and widget.isEnabled():
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        window = self.window()
        now = window.focusWidget()
        if not stops:
            return True
        place = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_panel()
        return super().event(event)

    def most_height(self) -> int:
        """Height in px that the content may have."""
        return self.height() - 2 * (_LEAST_MARGIN if self._voter else _MARGIN)

    def make_room(self) -> None:
        """The content needs another height."""
        layout = self._panel.layout()
        if layout is not None:
            layout.invalidate()
        self._place_panel()

    def _place_panel(self) -> None:
        room = self.rect()
        if self._voter:
            left, top, right, bottom = (self.theme().sizes.px(side) for side in _VOTER_MARGINS)
            # Large text needs the whole height.
            least, inner = self._panel.minimumSizeHint().height(), self._panel.layout()
            if inner is not None and inner.hasHeightForWidth():
                least = max(least, inner.totalMinimumHeightForWidth(room.width() - left - right))
            spare = max(0, least - (room.height() - top - bottom))
            below = min(bottom - _LEAST_MARGIN, spare // 2)
            above = min(top - _LEAST_MARGIN, spare - below)
            top, bottom = top - above, bottom - min(bottom - _LEAST_MARGIN, spare - above)
            self._panel.setGeometry(room.adjusted(left, top, -right, -bottom))
            return
        hint = self._panel.sizeHint().expandedTo(QSize(_OFFICIAL_WIDTH, 0))
        width = min(hint.width(), room.width() - 2 * _MARGIN)
        layout = self._panel.layout()
        height, least = hint.height(), 0
        if layout is not None and layout.hasHeightForWidth():
            # What words need at this width; the least size of a label is made for a narrower one.
            height, least = layout.heightForWidth(width), layout.totalMinimumHeightForWidth(width)
        elif layout is not None:
            least = layout.minimumSize().height()
        place = QRect(0, 0, width, min(max(height, least), room.height() - 2 * _MARGIN))
        place.moveCenter(room.center())
        self._panel.setGeometry(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.dismissable:
            self.close_sheet()
        # No key goes on to the window behind.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.theme().colour("scrim"))
