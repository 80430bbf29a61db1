"""Notices when nobody uses a window any more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Counts the time since the last key, touch or movement in one window; other windows do not matter.

    It listens at the native window, through which every event of that window comes once.
    """

    idle = Signal()

    def __init__(self, window: QWidget, minutes: int) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(minutes * 60_000)
        self._timer.timeout.connect(self.idle)

    def start(self) -> None:
        """Begin to count; the window is shown."""
        native = self._window.windowHandle()
        if native is not None:
            native.removeEventFilter(self)
            native.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Do not count any more."""
        self._timer.stop()

    @property
    def remaining(self) -> int:
        """Milliseconds until `idle`; -1 while it is stopped."""
        return self._timer.remainingTime()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _USED and self._timer.isActive():
            self._timer.start()
        return False
