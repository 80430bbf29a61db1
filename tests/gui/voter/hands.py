"""The hands of a voter: a finger that sends real touch events to the window, and keys that are held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPointingDevice, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.voter.rig import Rig

LOOKING = 1.0  # s that a voter looks before the next touch
RATTLE = 0.02  # s between two of fifty taps a second
_touch_screen: list[QPointingDevice] = []


def touch_screen() -> QPointingDevice:
    """The touch screen, plugged in once: Qt keeps it until the end."""
    if not _touch_screen:
        _touch_screen.append(QTest.createTouchDevice())
    return _touch_screen[0]


@dataclass
class Finger:
    """A finger on a window. `passes` lets so many seconds pass on the window's clock."""

    window: QWidget
    passes: Callable[[float], None]
    number: int = 0
    at: QPoint = field(default_factory=QPoint)

    def down(self, place: QWidget | QPoint) -> None:
        """On the middle of a part, or on a point of the window."""
        self.at = middle(place, self.window)
        self._touch("press")

    def move(self, place: QWidget | QPoint) -> None:
        """Along the screen."""
        self.at = middle(place, self.window)
        self._touch("move")

    def up(self) -> None:
        self._touch("release")

    def tap(self, place: QWidget | QPoint, *, after: float = LOOKING) -> None:
        """Down and up at once, so many seconds after what was before."""
        self.passes(after)
        self.down(place)
        self.up()

    def tap_beside(self, place: QWidget | QPoint) -> None:
        """A second finger taps while this one stays down."""
        point = middle(place, self.window)
        for what in ("press", "release"):
            touches = QTest.touchEvent(handle_of(self.window), touch_screen(), autoCommit=False)
            touches.move(self.number, self.at, handle_of(self.window))
            getattr(touches, what)(self.number + 1, point, handle_of(self.window))
            touches.commit()

    def rattle(self, place: QWidget | QPoint, taps: int, *, let: Callable[[], None]) -> None:
        """Fifty taps a second on one place; `let` runs after each."""
        point = middle(place, self.window)
        for _ in range(taps):
            self.tap(point, after=RATTLE)
            let()

    def _touch(self, what: str) -> None:
        # The window may close, or another one come, while it handles a touch.
        touches = QTest.touchEvent(handle_of(self.window), touch_screen(), autoCommit=False)
        getattr(touches, what)(self.number, self.at, handle_of(self.window))
        touches.commit()


def finger(rig: Rig) -> Finger:
    """A finger on the kiosk of a rig, whose clock goes on with it."""

    def passes(seconds: float) -> None:
        rig.seconds += seconds

    return Finger(rig.window, passes)


def handle_of(window: QWidget) -> QWindow:
    handle = window.windowHandle()
    assert handle is not None
    return handle


def middle(place: QWidget | QPoint, window: QWidget) -> QPoint:
    """A point of the window."""
    if isinstance(place, QPoint):
        return place
    return place.mapTo(window, place.rect().center())


def hold(key: Qt.Key, *, repeats: int = 50) -> None:
    """A key that is kept down for a while and let go, as the system repeats it."""
    send(QEvent.Type.KeyPress, key)
    for _ in range(repeats):
        send(QEvent.Type.KeyPress, key, repeated=True)
        # X11 reports a repeated key as let go and pressed again.
        send(QEvent.Type.KeyRelease, key, repeated=True)
    send(QEvent.Type.KeyRelease, key)


def send(kind: QEvent.Type, key: Qt.Key, *, repeated: bool = False) -> None:
    """A key event to whatever has the focus."""
    focused = QApplication.focusWidget()
    if focused is not None:
        text = " " if key is Qt.Key.Key_Space else "\r"
        QApplication.sendEvent(focused, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated))
