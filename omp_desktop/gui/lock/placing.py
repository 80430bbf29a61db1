"""Which window stands on which screen: each booth on its own, officials' windows where no booth is.

A booth whose screen is unplugged is put away, not moved: a ballot half filled in never appears where an
official looks. It comes back with its screen, at the same place in the vote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QWidget

from omp_desktop.gui.lock.choice import desk_of, screen_of_booth, screen_to_return_to

if TYPE_CHECKING:
    from omp_desktop.gui.kiosk import KioskWindow

_LOOK_AGAIN: Final = 1000  # ms, while a booth waits for its voter to go


@dataclass(slots=True)
class _Booth:
    """A booth, and its screens by name.

    `home`: where it belongs, empty when any will do; `at`: where it stands, or last stood; `seen`: None while
    it stands, else the screens that were there when it was put away.
    """

    kiosk: KioskWindow
    home: str
    at: str
    seen: frozenset[str] | None = None


class Placing(QObject):
    """Moves, hides and shows windows when booths open and close and screens come and go."""

    # The name of a booth whose screen is gone.
    booth_lost = Signal(str)
    # A window of officials was hidden, because booths have all the screens.
    desk_lost = Signal(object)

    def __init__(self) -> None:
        """No windows yet."""
        super().__init__()
        self._booths: list[_Booth] = []
        self._windows: list[QWidget] = []
        self._hidden: list[QWidget] = []
        self._watched: list[QWidget] = []
        self._desk = ""
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN)
        self._again.timeout.connect(self._arrange)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._arrange)
            application.screenRemoved.connect(self._on_screen_removed)

    def screen_for(self, home: str, *, desk_used: bool) -> QScreen | None:
        """The screen on which a booth opens that belongs on `home` (empty: on any); None: there is none."""
        present = _present()
        name = screen_of_booth(home, list(present), self._taken(), desk_used=desk_used)
        return None if name is None else present[name]

    def add(self, kiosk: KioskWindow, home: str) -> None:
        """A booth has opened on the screen where its window is."""
        self._booths.append(_Booth(kiosk, home, kiosk.guard.screen_name))
        self._arrange()

    def remove(self, kiosk: KioskWindow) -> None:
        """A booth has closed."""
        self._booths = [booth for booth in self._booths if booth.kiosk is not kiosk]
        self._arrange()

    def bring(self, window: QWidget, *, quietly: bool = False) -> None:
        """Show a window of officials in front of their others, as soon as a screen is free for it.

        `quietly`: whoever types elsewhere goes on doing so.
        """
        if window not in self._windows:
            self._windows.append(window)
        present = _present()
        desk = desk_of(list(present), self._taken())
        if desk is None:
            self._hide(window)
            return
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        if not window.isVisible():
            self._show(window, present[desk])
        window.raise_()
        if not quietly:
            window.activateWindow()
        self._arrange()

    def _taken(self) -> set[str]:
        return {booth.at for booth in self._booths if booth.seen is None}

    def _on_screen_removed(self, screen: QScreen) -> None:
        # Before anything else may show the window elsewhere.
        for booth in self._booths:
            if booth.seen is None and booth.at == screen.name():
                booth.seen = frozenset(_present())
                booth.kiosk.put_away()
                self.booth_lost.emit(booth.kiosk.name)
        self._arrange()

    def _arrange(self) -> None:
        present = _present()
        for booth in self._booths:
            self._return(booth, present)
        desk = desk_of(list(present), self._taken())
        for booth in self._booths:
            booth.kiosk.guard.alone = desk is None
        for windows in (self._windows, self._watched, self._hidden):
            windows[:] = [window for window in windows if shiboken6.isValid(window)]
        for window in self._windows:
            self._seat(window, None if desk is None else present[desk])
        if desk is not None:
            self._desk = desk
            self._hidden = []
        away = [b for b in self._booths if b.seen is None and b.home in present and b.at != b.home]
        if away:
            self._again.start()
        else:
            self._again.stop()

    def _return(self, booth: _Booth, present: dict[str, QScreen]) -> None:
        """Put a booth on a screen of its own: one that was put away, or that stands elsewhere and is idle."""
        others = [other for other in self._booths if other is not booth]
        barred = {other.at for other in others} | {other.home for other in others}
        if booth.seen is not None:
            barred.add(self._desk)
            to = screen_to_return_to((booth.home, booth.at), list(present), barred, booth.seen)
        elif booth.home != booth.at and booth.home in present and booth.home not in barred:
            to = None if booth.kiosk.in_use else booth.home
        else:
            to = None
        if to is not None:
            booth.at, booth.seen = to, None
            booth.kiosk.guard.start(present[to])

    def _seat(self, window: QWidget, screen: QScreen | None) -> None:
        if screen is None:
            if window.isVisible():
                self._hide(window)
        elif window in self._hidden:
            self._show(window, screen)
        elif window.isVisible() and window.screen().name() in self._taken():
            _move(window, screen)

    def _show(self, window: QWidget, screen: QScreen) -> None:
        if self._booths:
            # Left to itself, a window manager would put it anywhere.
            _move(window, screen)
        window.show()
        if window not in self._watched:
            self._watched.append(window)
            window.windowHandle().screenChanged.connect(self._arrange)

    def _hide(self, window: QWidget) -> None:
        for dialog in window.findChildren(QDialog):
            # A window of its own: it would stay, with all files of this PC in it.
            dialog.reject()
        if window not in self._hidden:
            self._hidden.append(window)
        if window.isVisible():
            window.hide()
            self.desk_lost.emit(window)


def _present() -> dict[str, QScreen]:
    """The screens that are connected, by name, the main one first."""
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not main)
    return {screen.name(): screen for screen in screens}


def _move(window: QWidget, screen: QScreen) -> None:
    """Put a window in the middle of a screen, no larger than that."""
    state = window.windowState()
    room = screen.availableGeometry()
    place = QRect(room.topLeft(), window.size().boundedTo(room.size()))
    place.moveCenter(room.center())
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.setGeometry(place)
    window.setWindowState(state)
