"""What the desktop knows of the windows: their icon, and the entry of the menu that they belong to."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from omp_desktop.gui import app_icon


def test_every_window_has_the_programs_icon() -> None:
    icon = QGuiApplication.windowIcon()

    sides = sorted(size.width() for size in icon.availableSizes())
    assert sides == [16, 24, 32, 48, 64, 128, 256]
    assert icon.pixmap(32).toImage().pixelColor(10, 6) == app_icon.picture(32).pixelColor(10, 6)


def test_desktops_find_the_menus_entry_of_a_window() -> None:
    assert QGuiApplication.desktopFileName() == "omp-desktop"
