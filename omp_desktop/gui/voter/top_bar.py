"""The bar that is always there: language, text size, contrast, help; at the start also the look-up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.voter_form import VoterForm
from omp_desktop.gui.widgets import Bar, Icon, PushButton

_SIDE, _WIDE_SIDE, _WIDE_FROM = 48, 64, 1600


class TopBar(VoterForm):
    """Each language in its own name."""

    ui = ("voter", "top_bar.ui")
    language_chosen = Signal(str)
    look_up_asked = Signal()
    size_asked = Signal()
    contrast_asked = Signal()
    help_asked = Signal()

    topBar: Bar
    languageIcon: Icon
    koreanButton: PushButton
    englishButton: PushButton
    lookUpButton: PushButton
    sizeButton: PushButton
    contrastButton: PushButton
    helpButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin as at the start."""
        super().__init__(parent)
        self._place = Place.START
        self.koreanButton.clicked.connect(lambda: self.language_chosen.emit("ko"))
        self.englishButton.clicked.connect(lambda: self.language_chosen.emit("en"))
        self.lookUpButton.clicked.connect(self.look_up_asked)
        self.sizeButton.clicked.connect(self.size_asked)
        self.contrastButton.clicked.connect(self.contrast_asked)
        self.helpButton.clicked.connect(self.help_asked)
        self.show_place(Place.START)

    def show_place(self, place: Place) -> None:
        """At the start the language is the main choice of the screen itself, and a code can be looked up."""
        self._place = place
        at_start = place is Place.START
        for part in (self.koreanButton, self.englishButton):
            part.setVisible(not at_start)
        self.lookUpButton.setVisible(at_start)
        self._fit()

    def retranslate(self) -> None:
        here = language.of(self)
        self.koreanButton.setChecked(here == "ko")
        self.englishButton.setChecked(here == "en")
        self.koreanButton.setAccessibleName("한국어")
        self.englishButton.setAccessibleName("English")
        self.lookUpButton.setAccessibleName(self.tr("Look up a code"))
        if hasattr(self, "_place"):
            self._fit()

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "_place"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def too_high(self) -> bool:
        # The bar is never too high, but its words may be wider than the screen.
        return self._needed() > self.width() == self.window().width()

    def _fit(self) -> None:
        """Margins for the width; the globe gives way to the words."""
        layout = self.topBar.layout()
        if layout is None or not hasattr(self, "_place"):
            return
        sizes = self.theme().sizes
        side = sizes.px(_WIDE_SIDE if self.width() >= sizes.px(_WIDE_FROM) else _SIDE)
        layout.setContentsMargins(side, 0, side, 0)
        self.languageIcon.setVisible(self._place is not Place.START)
        self.lookUpButton.setText(self.tr("Look up a code"))
        if self._needed() > self.width():
            self.languageIcon.hide()
            self.lookUpButton.setText(self.tr("Look up"))

    def _needed(self) -> int:
        layout = self.topBar.layout()
        if layout is None:
            return 0
        layout.invalidate()
        return layout.minimumSize().width()
