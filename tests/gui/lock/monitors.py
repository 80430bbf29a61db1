"""Splits the one screen of an Xvfb into monitors, and takes them away again, as cables do."""

from __future__ import annotations

import ctypes
from typing import Final

Place = tuple[int, int, int, int]  # x, y, width, height
LIBRARY: Final = "libXrandr.so.2"


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("outputs", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int),
        ("height_mm", ctypes.c_int),
        ("output", ctypes.POINTER(ctypes.c_ulong)),
    )


class _Resources(ctypes.Structure):
    _fields_ = (
        ("time", ctypes.c_ulong),
        ("config_time", ctypes.c_ulong),
        ("crtcs_count", ctypes.c_int),
        ("crtcs", ctypes.POINTER(ctypes.c_ulong)),
        ("outputs_count", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    )


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
def _pass_over(_display: int, _error: int) -> int:
    return 0


class Monitors:
    """The monitors of one display: as soon as there is one of ours, the whole screen is none any more."""

    def __init__(self, display: str) -> None:
        self._x, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL(LIBRARY)
        pointer, number = ctypes.c_void_p, ctypes.c_ulong
        self._x.XOpenDisplay.restype = pointer
        self._x.XOpenDisplay.argtypes = (ctypes.c_char_p,)
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = number
        self._x.XDefaultRootWindow.argtypes = self._x.XCloseDisplay.argtypes = (pointer,)
        self._x.XSync.argtypes = (pointer, ctypes.c_int)
        self._x.XInternAtom.argtypes = (pointer, ctypes.c_char_p, ctypes.c_int)
        self._randr.XRRGetScreenResourcesCurrent.restype = ctypes.POINTER(_Resources)
        self._randr.XRRGetScreenResourcesCurrent.argtypes = (pointer, number)
        self._randr.XRRSetMonitor.argtypes = (pointer, number, ctypes.POINTER(_Monitor))
        self._randr.XRRDeleteMonitor.argtypes = (pointer, number, number)
        # A monitor that lost its output to another is gone already: the library would end the process.
        self._x.XSetErrorHandler(_pass_over)
        self._display = self._x.XOpenDisplay(display.encode())
        self._root = self._x.XDefaultRootWindow(self._display)
        self._plugged: list[str] = []

    def plug(self, name: str, place: Place, *, main: bool = False) -> None:
        """A monitor of that name shows this part of the screen; the main one has the only output there is."""
        outputs = self._randr.XRRGetScreenResourcesCurrent(self._display, self._root).contents.outputs
        monitor = _Monitor(self._atom(name), main, 0, int(main), *place, 340, 190, outputs)
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(monitor))
        self._x.XSync(self._display, 0)
        self._plugged.append(name)

    def unplug(self, name: str) -> None:
        """Its cable is pulled."""
        self._plugged.remove(name)
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Leave the display with its one screen."""
        for name in self._plugged[::-1]:
            self.unplug(name)
        self._x.XCloseDisplay(self._display)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))
