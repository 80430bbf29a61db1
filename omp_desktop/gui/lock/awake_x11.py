"""X11: the server has a screen saver of its own, and tells every other one how long nobody touched anything.

Told now and then that somebody did, none of them begins.
"""

from __future__ import annotations

import ctypes
import logging
from typing import Any, Final

from PySide6.QtCore import QTimer

_log = logging.getLogger(__name__)
_LIBRARY: Final = "libxcb.so.1"
_RESET: Final = 0
_EVERY: Final = 30_000  # ms: well below the shortest time after which a screen goes dark


class ScreenTimer:
    """Sets the server's clock of idleness back, over a connection of its own to the display."""

    def __init__(self, every: int = _EVERY) -> None:
        """Begin, once every so many milliseconds."""
        self._xcb = _library()
        self._connection = self._xcb.xcb_connect(None, None) if self._xcb is not None else None
        self._timer = QTimer()
        self._timer.setInterval(every)
        self._timer.timeout.connect(self._touch)
        if self._connection is not None:
            self._timer.start()
            self._touch()

    def end(self) -> None:
        """Let the screen save itself again."""
        self._timer.stop()
        if self._xcb is not None and self._connection is not None:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    def _touch(self) -> None:
        if self._xcb is not None and self._connection is not None:
            self._xcb.xcb_force_screen_saver(self._connection, _RESET)
            self._xcb.xcb_flush(self._connection)


def _library() -> Any:
    """The library that Qt itself speaks to the display with; None where it cannot be had."""
    try:
        xcb = ctypes.CDLL(_LIBRARY)
    except OSError as error:
        _log.warning("The screen is not kept awake: %s", error)
        return None
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_force_screen_saver.restype = ctypes.c_uint
    xcb.xcb_force_screen_saver.argtypes = (ctypes.c_void_p, ctypes.c_uint8)
    xcb.xcb_flush.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.restype = None
    return xcb
