"""What the application needs once, before its first window."""

from typing import Final

from PySide6.QtWidgets import QApplication

from omp_desktop.domain.language import Lang
from omp_desktop.gui import app_icon, language, typography
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.focus_ring import FocusRings

NAME: Final = "OMP Desktop"
# The installed omp-desktop.desktop: by it desktops on Wayland find name and icon of a window.
_DESKTOP_FILE: Final = "omp-desktop"


def prepare(application: QApplication, speak: Lang = language.DEFAULT) -> None:
    """Font, style, icon, both languages, focus rings. `speak` is the language of windows that choose none.

    Raises:
        typography.FontMissing, language.TranslationMissing: the installation is incomplete.
    """
    typography.load_fonts()
    typography.clear_font_cache()
    application.setStyle("Fusion")
    # What screen readers call the program.
    application.setApplicationName(NAME)
    application.setDesktopFileName(_DESKTOP_FILE)
    application.setWindowIcon(app_icon.icon())
    application.setFont(OFFICIAL["body"].font())
    language.install(speak)
    if application.findChild(FocusRings) is None:
        FocusRings(application)
