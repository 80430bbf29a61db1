"""The screens of this PC: which booth stands on which, and how many dots an inch of them really has."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from omp_desktop.settings import BoothSettings

MILLIMETRES_PER_INCH: Final = 25.4
# Less is a wall, more is a telephone held close: no booth.
LEAST_DPI, MOST_DPI = 40.0, 400.0
_NAMED_BY: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
# Platforms of Qt that somebody chose although nobody sees what they draw.
UNSEEN: Final = ("offscreen", "minimal")


def has_display() -> bool:
    """Whether there is anything to open a window on; Windows and macOS always have something."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _NAMED_BY)


@dataclass(frozen=True, slots=True)
class Display:
    """A screen as it is now. Qt's own object for it dies when its cable is pulled.

    `width`, `height`: px as windows count them; `scale`: dots of the screen per px; `millimetres`: its width
    by its own account, 0 where it says nothing; `place`: where it lies beside the others.
    """

    name: str
    width: int
    height: int
    scale: float = 1.0
    millimetres: float = 0.0
    place: QRect = field(default_factory=QRect)

    @property
    def mark(self) -> str:
        """What a measurement holds for: this screen with this resolution and scaling."""
        return f"{self.name} {self.width}x{self.height}@{self.scale:g}"

    @property
    def claimed_dpi(self) -> float | None:
        """Dots per inch as the screen itself says; None where it says nothing that can be.

        Projectors, television sets and extension cables often tell nonsense.
        """
        if self.millimetres <= 0:
            return None
        dpi = self.width / self.millimetres * MILLIMETRES_PER_INCH
        return dpi if is_plausible(dpi) else None

    def size_at(self, dpi: float) -> tuple[int, int]:
        """Width and height in mm, with so many dots per inch."""
        return (
            round(self.width / dpi * MILLIMETRES_PER_INCH),
            round(self.height / dpi * MILLIMETRES_PER_INCH),
        )


def of(screen: QScreen) -> Display:
    """What is to be known of one of Qt's screens."""
    size = screen.size()
    return Display(
        screen.name(),
        size.width(),
        size.height(),
        screen.devicePixelRatio(),
        screen.physicalSize().width(),
        screen.geometry(),
    )


def connected() -> list[Display]:
    """The screens of this PC; the one where windows usually open is the first."""
    return [of(screen) for screen in QGuiApplication.screens()]


def under(window: QWidget) -> Display:
    """The screen on which a window stands.

    Not asked of the window: Qt for Python then takes the screen for a part of it, which dies with it.
    """
    return of(QGuiApplication.screenAt(window.geometry().center()) or QGuiApplication.primaryScreen())


def of_booth(known: BoothSettings) -> Display | None:
    """The screen on which a booth stands: the chosen one, else the only one, else the one that was measured.

    None where the chosen one is not connected, or several are and nobody has said which.
    """
    found = connected()
    if known.screen:
        return next((display for display in found if display.name == known.screen), None)
    if len(found) == 1:
        return found[0]
    return next((display for display in found if display.mark == known.measured), None)


def is_plausible(dpi: float) -> bool:
    """Whether a screen of a booth may have so many dots per inch."""
    return LEAST_DPI <= dpi <= MOST_DPI


def measured_dpi(known: BoothSettings, display: Display | None) -> float | None:
    """Dots per inch as an official measured them; None where nobody has, or on another screen than this."""
    if display is None or known.dpi is None or not is_plausible(known.dpi):
        return None
    return known.dpi if known.measured in {"", display.mark} else None
