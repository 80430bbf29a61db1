"""What a voter may choose about the screen itself; it ends with the voter."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.typography import DEFAULT_MILLIMETRES, MILLIMETRES

PALETTES: tuple[PaletteName, ...] = ("default", "black_on_white", "white_on_black", "low")


class Preferences:
    """Language, text size and contrast of one window. Changing them keeps choices, place and focus."""

    def __init__(self, part: QWidget, speak: Lang) -> None:
        """Begin with what the booth has when a voter comes.

        Args:
            part: the window, or what stands for it.
            speak: the booth's own language.
        """
        self._part = part
        self._speak = speak
        self.size = MILLIMETRES.index(DEFAULT_MILLIMETRES)
        self.contrast = 0

    @property
    def changed(self) -> bool:
        """Whether a voter has changed anything."""
        own = (self._speak, MILLIMETRES.index(DEFAULT_MILLIMETRES), 0)
        return (language.of(self._part), self.size, self.contrast) != own

    def speak(self, to: Lang) -> None:
        """Change the language at once."""
        if to != language.of(self._part):
            language.set_language(self._part, to)

    def resize(self, index: int) -> None:
        """Change the text size to one of `MILLIMETRES`."""
        self.size = index
        theme.dress(self._part, mm=MILLIMETRES[index])

    def recolour(self, index: int) -> None:
        """Change the contrast to one of `PALETTES`."""
        self.contrast = index
        theme.dress(self._part, palette=PALETTES[index])

    def reset(self) -> None:
        """As for the next voter."""
        if self.changed:
            self.size, self.contrast = MILLIMETRES.index(DEFAULT_MILLIMETRES), 0
            theme.dress(self._part, mm=DEFAULT_MILLIMETRES, palette=PALETTES[0])
            self.speak(self._speak)
