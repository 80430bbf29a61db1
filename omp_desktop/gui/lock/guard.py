"""Keeps a voter's window where it belongs: over the whole of its screen, in front, and with the keys.

It answers what a window manager, another program or a person does to the window. What a system does before
any program hears of it (keys of its own, terminals, sockets) only the system can lock.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

_SOON: Final = 30  # ms: what comes in one go, such as a change of desktops, is answered once
_EVERY: Final = 500  # ms: for what happens without a word, such as another program's hold on the keyboard
_DISTURBS: Final = frozenset(
    {
        QEvent.Type.WindowStateChange,
        QEvent.Type.ActivationChange,
        QEvent.Type.Move,
        QEvent.Type.Resize,
    }
)
_REFUSED: Final = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.DragLeave,
        QEvent.Type.Drop,
    }
)
_BUTTONS: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick}
)


class Guard(QObject):
    """Watches one window from `start` to `stop`.

    `screen_name`: the screen that it keeps the window on; `holds_keyboard`: no key reaches anything else.

    Menus, drops, and all buttons of a mouse but the left never reach it: on X11 the middle one would paste
    what somebody else has selected.
    """

    def __init__(self, window: QWidget) -> None:
        """At rest. `window` is the voter's."""
        super().__init__(window)
        self._window = window
        # By name: Qt's own object for a screen dies when the cable is pulled.
        self.screen_name = ""
        self.holds_keyboard = False
        self._alone = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._hold)
        self._steady = QTimer(self)
        self._steady.setInterval(_EVERY)
        self._steady.timeout.connect(self._hold)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._on_focus_changed)

    @property
    def alone(self) -> bool:
        """Whether nobody but voters works at this PC, because no screen is left for officials.

        Then the window takes the focus again whenever it is lost, and on X11 it holds the keyboard, so that
        no key reaches the window manager. Otherwise officials keep the focus at their own screen.
        """
        return self._alone

    @alone.setter
    def alone(self, alone: bool) -> None:
        if self._alone and not alone:
            self._hold_keyboard(hold=False)
        self._alone = alone
        self._disturbed()

    def start(self, screen: QScreen) -> None:
        """Show the window over the whole of this screen, and keep it there."""
        window = self._window
        self.screen_name = screen.name()
        window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self._fill(screen)
        window.installEventFilter(self)
        window.windowHandle().installEventFilter(self)
        self._steady.start()
        self._disturbed()

    def stop(self) -> None:
        """Let the window go: it is about to be hidden or closed."""
        self._steady.stop()
        self._soon.stop()
        self._hold_keyboard(hold=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() in _DISTURBS:
                self._disturbed()
            return False
        if event.type() == QEvent.Type.Expose:
            self._disturbed()
        if event.type() in _REFUSED or _is_other_button(event):
            event.ignore()
            return True
        return False

    def _on_focus_changed(self) -> None:
        self._disturbed()

    def _disturbed(self) -> None:
        if self._steady.isActive():
            self._soon.start()

    def _hold(self) -> None:
        window = self._window
        screen = next((s for s in QGuiApplication.screens() if s.name() == self.screen_name), None)
        if screen is None or not window.isVisible():
            return
        handle = window.windowHandle()
        shown = handle.isExposed() or not _is_x11()
        if not shown:
            # Unmapped, or left behind on another desktop: shown anew it comes to the one that is in view.
            self.holds_keyboard = False
            window.hide()
        whole = handle.windowStates() == Qt.WindowState.WindowFullScreen
        if not shown or not whole or handle.geometry() != screen.geometry():
            self._fill(screen)
        if not self._alone or QApplication.activePopupWidget() is not None:
            # A popup of the window's own holds keyboard and mouse itself.
            return
        if QGuiApplication.focusWindow() is not handle:
            window.raise_()
            window.activateWindow()
        if not self._hold_keyboard(hold=True):
            # The window is only just coming back, or somebody else holds it.
            self._soon.start()

    def _fill(self, screen: QScreen) -> None:
        self._window.setScreen(screen)
        self._window.setGeometry(screen.geometry())
        self._window.showFullScreen()

    def _hold_keyboard(self, *, hold: bool) -> bool:
        """Whether that is done, or cannot be done on this system by any program."""
        if not self._window.isVisible() or not _is_x11():
            self.holds_keyboard = False
            return True
        done = self._window.windowHandle().setKeyboardGrabEnabled(hold)
        self.holds_keyboard = done and hold
        return done


def _is_x11() -> bool:
    return QGuiApplication.platformName() == "xcb"


def _is_other_button(event: QEvent) -> bool:
    return (
        event.type() in _BUTTONS
        and isinstance(event, QMouseEvent)
        and event.button() is not Qt.MouseButton.LeftButton
    )
