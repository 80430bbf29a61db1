"""What all parts share: the theme where they stand, the language of their window, an accessible name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language, theme

if TYPE_CHECKING:
    # At run time it is mixed in before a Qt class; the type checker sees the methods of the widest one.
    _Widget = QWidget
else:
    _Widget = object

RING_GAP = 4  # px of clear ground between a control and its focus ring
RING_WIDTH = 3  # px
VOTER_RING_WIDTH = 4  # px


class Themed(_Widget):
    """Mixed in before a Qt widget: knows its theme and language and follows their changes."""

    def theme(self) -> theme.Theme:
        """Colours and sizes that hold here."""
        return theme.of(self)

    def theme_changed(self) -> None:
        """Called after the window's theme changed: measure and paint anew."""
        self.updateGeometry()
        self.update()

    def property_changed(self, name: str) -> None:
        """Called after one of the widget's own properties changed."""
        del name
        self.refresh_name()
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        """What a screen reader says; by default what Qt says."""
        return ""

    def refresh_name(self) -> None:
        """Keep the accessible name equal to what is seen."""
        spoken = self.spoken()
        if spoken and spoken != self.accessibleName():
            self.setAccessibleName(spoken)

    def retranslate(self) -> None:
        """Set the texts that the widget makes itself."""

    def tr(self, source: str, /, disambiguation: str | None = None, n: int = -1) -> str:
        """Translate in the language of this window."""
        return language.translate(self, source, disambiguation, n)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.theme_changed()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def ring_radius(self) -> float:
        """Corner radius of the control, in px, which the focus ring follows."""
        return theme.CONTROL_RADIUS

    def ring_gap(self) -> int:
        """Clear px between the control and its ring."""
        return RING_GAP

    def ring_width(self) -> int:
        """Width of the ring in px."""
        return RING_WIDTH

    def ring_colour(self) -> str:
        """Role of the ring's colour on the ground that the control stands on."""
        return "focus"

    def ring_rect(self) -> QRectF:
        """The part of the widget that the ring goes around."""
        return QRectF(self.rect())
