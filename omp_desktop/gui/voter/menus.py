"""What the bar at the top opens: text size, contrast, help."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from omp_desktop.domain.language import Lang
from omp_desktop.gui.speech.guide import SpokenGuide
from omp_desktop.gui.voter.booth_sheets import BoothSheets
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.preferences import Preferences
from omp_desktop.gui.voter.sheets import ContrastSheet, HelpSheet, SizesSheet
from omp_desktop.gui.voter.spoken import ASKED, REACHED, SpokenSheet


class Menus(QObject):
    """Opens the sheets of the bar; what is chosen holds at once."""

    official_called = Signal()
    official_wanted = Signal()

    def __init__(
        self, flow: KioskFlow, sheets: BoothSheets, preferences: Preferences, guide: SpokenGuide
    ) -> None:
        """Begin with nothing open."""
        super().__init__(sheets)
        self._flow, self._sheets, self._preferences, self._guide = flow, sheets, preferences, guide

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
        spoken = self._guide.on if self._guide.offered else None
        content = HelpSheet(self._flow.place, self._sheets.booth, spoken=spoken)
        sheet = self._sheets.show(content, content.titleLabel.text())
        content.closed.connect(sheet.close_sheet)
        content.called.connect(self.official_called)

        def let_in() -> None:
            sheet.close_sheet()
            self.official_wanted.emit()

        def switch(on: bool) -> None:
            sheet.close_sheet()
            self._guide.switch(on=on)

        content.spoken_wanted.connect(switch)
        content.official_asked.connect(let_in)
        content.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_guide(self) -> None:
        """Ask by voice, and in words, whether the booth shall speak."""
        content = SpokenSheet(self._sheets.booth)
        sheet = self._sheets.show(content, content.koreanButton.text())

        def listen(to: Lang) -> None:
            sheet.close_sheet()
            self._preferences.speak(to)
            self._guide.switch(on=True)

        content.chosen.connect(listen)
        content.closed.connect(sheet.close_sheet)
        # It came by a key, and so its ring is shown.
        content.koreanButton.clearFocus()
        content.koreanButton.setFocus(Qt.FocusReason.TabFocusReason)
        content.reached.connect(lambda button: self._guide.ask(*REACHED[button]))
        self._guide.ask(*ASKED)
