"""Touches that come too soon: what has just appeared takes none that was meant for what stood there before.

A finger that taps twice would else go on twice, and leave out a contest that the voter has never seen; one
that trembles on the same place would seal a ballot and put it in the box. Keys need none of this: after a
change the focus stands on the screen, where no key acts.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

SEEN_AFTER = 0.4  # s: longer than between the two taps of a double tap, shorter than it takes to read
STILL_FOR = 0.15  # s without a touch: a finger that goes on hitting the same place has not looked
# The second press of a double tap comes as two events, of which the first decides.
_GOES_ON = frozenset({QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease})


class UnseenTouches(QObject):
    """Keeps touches away from a window for a moment after something else has appeared in it.

    Fingers reach a window's controls as mouse events; those of a mouse are treated alike.
    """

    def __init__(self, monotonic: Callable[[], float], part: QWidget) -> None:
        """Begin with everything seen.

        Args:
            monotonic: seconds of a clock that never goes back.
            part: everything in the window whose touches are watched.
        """
        super().__init__(part)
        self._monotonic = monotonic
        self._part = part
        self._unseen = False
        self._refusing = False
        self._appeared = self._last = 0.0

    def watch(self) -> None:
        """Watch the window from now on; to be called whenever it is shown."""
        handle = self._part.window().windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def appeared(self) -> None:
        """Something else is shown now."""
        self._unseen = True
        self._appeared = self._monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._refusing = self._comes_too_soon()
            return self._refusing
        if kind in _GOES_ON and self._refusing:
            if kind == QEvent.Type.MouseButtonRelease:
                self._refusing = False
                self._last = self._monotonic()
            return True
        return super().eventFilter(watched, event)

    def _comes_too_soon(self) -> bool:
        now = self._monotonic()
        if self._unseen and now - self._appeared >= SEEN_AFTER and now - self._last >= STILL_FOR:
            self._unseen = False
        return self._unseen


def appeared(part: QWidget) -> None:
    """Say that in the window of `part` something else is shown now."""
    watching = part.window().findChild(UnseenTouches)
    if watching is not None:
        watching.appeared()
