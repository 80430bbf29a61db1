"""What the bar at the top opens: text size, contrast, help."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from omp_desktop.gui.voter.booth_sheets import BoothSheets
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.preferences import Preferences
from omp_desktop.gui.voter.sheets import ContrastSheet, HelpSheet, SizesSheet


class Menus(QObject):
    """Opens the sheets of the bar; what is chosen holds at once."""

    official_called = Signal()
    official_wanted = Signal()

    def __init__(self, flow: KioskFlow, sheets: BoothSheets, preferences: Preferences) -> None:
        """Begin with nothing open."""
        super().__init__(sheets)
        self._flow, self._sheets, self._preferences = flow, sheets, preferences

    def show_sizes(self) -> None:
        """Text size."""
        content = SizesSheet(self._preferences.size, self._sheets.booth)
        content.chosen.connect(self._preferences.resize)
        sheet = self._sheets.show(content, content.titleLabel.text())
        content.closed.connect(sheet.close_sheet)
        content.focus_current()

    def show_contrast(self) -> None:
        """Contrast."""
        content = ContrastSheet(self._preferences.contrast, self._sheets.booth)
        content.chosen.connect(self._preferences.recolour)
        sheet = self._sheets.show(content, content.titleLabel.text())
        content.closed.connect(sheet.close_sheet)
        content.focus_current()

    def show_help(self) -> None:
        """What can be done here, and the two ways to a person."""
        content = HelpSheet(self._flow.place, self._sheets.booth)
        sheet = self._sheets.show(content, content.titleLabel.text())
        content.closed.connect(sheet.close_sheet)
        content.called.connect(self.official_called)

        def let_in() -> None:
            sheet.close_sheet()
            self.official_wanted.emit()

        content.official_asked.connect(let_in)
        content.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)
