"""What everything that is pressed has in common."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from omp_desktop.gui.widgets.base import Themed

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
# Sent to the window in which something was pressed: by a finger, by a key, or by what reads the screen.
PRESSED: Final = QEvent.Type(QEvent.registerEventType())


class EnterActs(Themed, _Button):
    """Mixed in before a Qt button: Enter does what Space does, when it is let go, and only once while it is
    held.
    """

    # How the focus came: read by the focus ring, which does not show for fingers.
    focus_reason = Qt.FocusReason.NoFocusReason

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focus_reason = event.reason()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.setDown(True)
            event.accept()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if not event.isAutoRepeat() and self.isDown():
                self.click()
            event.accept()
            return
        super().keyReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()


class Pressable(EnterActs, QPushButton):
    """Acts when it is let go inside, on Space and on Enter, and never again by itself while held."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRepeat(False)
        # Enter is handled here for every window; a dialog must not choose a default by itself.
        self.setAutoDefault(False)
        self.clicked.connect(self._tell_window)

    @Slot()
    def _tell_window(self) -> None:
        QCoreApplication.sendEvent(self.window(), QEvent(PRESSED))
