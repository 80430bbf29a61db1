"""The painted push button: kinds, heights, icon at either side.

QPushButton in a style sheet can set neither the gap between icon and text nor an icon at the right.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import accessible, icons, shapes
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.theme import CONTROL_RADIUS, Theme
from omp_desktop.gui.typography import OFFICIAL, TextStyle
from omp_desktop.gui.widgets.base import VOTER_RING_WIDTH
from omp_desktop.gui.widgets.pressable import Pressable
from omp_desktop.gui.widgets.properties import choice, icon

_ROUNDER = 12  # px: radius of controls higher than 48
_HIGHEST_SMALL = 48

KINDS: tuple[str, ...] = ("secondary", "primary", "danger", "segment", "navy", "inverse", "plain")


@dataclass(frozen=True, slots=True)
class Measure:
    """Lengths of one size of button, in px; `gap` is between icon and text, `line` the border of a
    secondary one.
    """

    height: int
    style: TextStyle
    padding: int
    icon: int
    gap: int
    line: int = 1

    @property
    def radius(self) -> int:
        """Corner radius in px."""
        return CONTROL_RADIUS if self.height <= _HIGHEST_SMALL else _ROUNDER


_NAME = OFFICIAL["name"]
_OFFICIAL: dict[str, Measure] = {
    "ordinary": Measure(40, _NAME, 16, 20, 8),
    "row": Measure(32, OFFICIAL["captionStrong"], 12, 16, 6),
    "compact": Measure(36, _NAME, 12, 20, 8),
    "form": Measure(48, _NAME, 16, 20, 8),
    "main": Measure(56, OFFICIAL["section"], 24, 24, 12),
}
# Voter: height by a name of VoterSizes; padding and gap at 96 dpi; px by which a main one's text exceeds S.
_VOTER: dict[str, tuple[str, int, int, int]] = {
    "voterTop": ("top_button", 20, 10, 0),
    "voterMinor": ("minor_button", 20, 12, 0),
    "voterBar": ("bottom_button", 32, 12, 4),
    "voterAction": ("action_button", 28, 12, 4),
    "voterLarge": ("large_button", 32, 16, 8),
    "voterCast": ("cast_button", 40, 20, 14),
}
MEASURES: tuple[str, ...] = (*_OFFICIAL, *_VOTER)
_VOTER_ICON = 1.15  # of the text's size
_PRIMARY_EXTRA_PADDING = 8


def measure_of(name: str, kind: str, look: Theme) -> Measure:
    """The lengths of a button of this size and kind under a theme."""
    if name in _OFFICIAL:
        return _OFFICIAL[name]
    height, padding, gap, extra = _VOTER[name]
    sizes = look.sizes
    large = name in {"voterLarge", "voterCast"}
    louder = kind == "primary" and extra > 0
    size = sizes.unit + (sizes.px(extra) if louder or large else 0)
    style = TextStyle(size, round(size * 1.4), 700 if louder or large else 600)
    side = sizes.px(padding + (_PRIMARY_EXTRA_PADDING if louder and name == "voterBar" else 0))
    wide_gap = sizes.px(16 if louder and name != "voterCast" else gap)
    return Measure(getattr(sizes, height), style, side, round(size * _VOTER_ICON), wide_gap, line=2)


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one state."""

    ink: QColor
    fill: QColor | None = None
    line: shapes.Line | None = None


class PushButton(Pressable):
    """A button. Acts when it is let go inside, on Space and Enter, and never by itself again while held."""

    kind = choice("kind", KINDS)
    measure = choice("measure", MEASURES)
    iconName = icon("iconName")
    iconSide = choice("iconSide", ("left", "right"))
    anchor = choice("anchor", ("center", "left"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def lengths(self) -> Measure:
        """The lengths in force."""
        return measure_of(self.measure, self.kind, self.theme())

    def sizeHint(self) -> QSize:
        lengths = self.lengths()
        width = 2 * lengths.padding + self._content_width(lengths)
        return QSize(int(width + 0.999), lengths.height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def ring_radius(self) -> float:
        return self.lengths().radius

    def ring_width(self) -> int:
        return VOTER_RING_WIDTH if self.measure in _VOTER else super().ring_width()

    def ring_colour(self) -> str:
        # These stand on the navy of the next step.
        return "on_primary" if self.kind in {"navy", "inverse"} else super().ring_colour()

    def look(self) -> Look:
        """The colours for the state that the button is in."""
        colours = self.theme()
        if not self.isEnabled():
            line = shapes.Line(colours.colour("border"), colours.line(), dashed=True)
            return Look(colours.colour("text"), colours.colour("neutral"), line)
        kind = self.kind
        if kind == "segment":
            kind = "primary" if self.isChecked() else "secondary"
        return _LOOKS[kind](self, colours)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look, lengths = self.look(), self.lengths()
        painter = QPainter(self)
        area = QRectF(self.rect())
        shapes.rounded(painter, area, lengths.radius, look.fill, look.line)
        width = self._content_width(lengths)
        x = area.left() + lengths.padding if self.anchor == "left" else (area.width() - width) / 2
        text_width = width_of(self.text(), lengths.style)
        has_icon = bool(self.iconName)
        icon_first = has_icon and self.iconSide == "left"
        text_x = x + (lengths.icon + lengths.gap if icon_first else 0)
        icon_x = x if icon_first else x + text_width + lengths.gap
        draw_line(
            painter, QRectF(text_x, 0, text_width + 1, area.height()), self.text(), lengths.style, look.ink
        )
        if has_icon:
            place = QRectF(
                round(icon_x), round((area.height() - lengths.icon) / 2), lengths.icon, lengths.icon
            )
            icons.paint(painter, place, self.iconName, look.ink)

    def _content_width(self, lengths: Measure) -> float:
        text = width_of(self.text(), lengths.style)
        if not self.iconName:
            return text
        return lengths.icon + (lengths.gap + text if self.text() else 0)


class ChoiceButton(PushButton):
    """One of several buttons of which one holds; the screen says which by `setChecked`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.kind = "segment"
        accessible.tell(self, accessible.Choice)

    def nextCheckState(self) -> None:
        """The screen decides: a touch on the one that holds takes nothing back."""


def _primary(button: PushButton, look: Theme) -> Look:
    if button.isDown():
        line = shapes.Line(look.colour("border"), 4) if look.high_contrast else None
        return Look(look.colour("on_primary_pressed"), look.colour("primary_pressed"), line)
    if button.underMouse():
        return Look(look.colour("on_primary"), look.colour("primary_hover"))
    return Look(look.colour("on_primary"), look.colour("primary"))


def _secondary(button: PushButton, look: Theme) -> Look:
    width = button.lengths().line
    if button.isDown():
        line = shapes.Line(look.colour("active_text"), 2)
        return Look(look.colour("pressed_text"), look.colour("pressed_fill"), line)
    if button.underMouse():
        line = shapes.Line(look.colour("active_text"), look.line(2) + (1 if look.high_contrast else 0))
        return Look(look.colour("active_text"), look.colour("hover_fill"), line)
    return Look(
        look.colour("primary"), look.colour("surface"), shapes.Line(look.colour("border"), look.line(width))
    )


def _danger(button: PushButton, look: Theme) -> Look:
    if button.isDown():
        line = shapes.Line(look.colour("danger_active_text"), 2)
        return Look(look.colour("danger_pressed_text"), look.colour("danger_pressed_fill"), line)
    if button.underMouse():
        line = shapes.Line(look.colour("danger_active_text"), 2 + (1 if look.high_contrast else 0))
        return Look(look.colour("danger_active_text"), look.colour("danger_hover_fill"), line)
    return Look(look.colour("danger"), look.colour("surface"), shapes.Line(look.colour("danger"), 2))


def _navy(button: PushButton, look: Theme) -> Look:
    line = shapes.Line(look.colour("on_primary"), look.line())
    if button.isDown():
        return Look(look.colour("navy_pressed_text"), look.colour("navy_pressed_fill"), line)
    if button.underMouse():
        return Look(look.colour("navy_active_text"), look.colour("navy_hover_fill"), line)
    return Look(look.colour("on_primary"), None, line)


def _inverse(button: PushButton, look: Theme) -> Look:
    """The main button on a dark ground."""
    if button.isDown():
        return Look(look.colour("pressed_text"), look.colour("pressed_fill"))
    ground = "hover_fill" if button.underMouse() else "surface"
    return Look(look.colour("primary"), look.colour(ground))


def _plain(button: PushButton, look: Theme) -> Look:
    if button.isDown():
        return Look(look.colour("pressed_text"), look.colour("pressed_fill"))
    if button.underMouse():
        line = shapes.Line(look.colour("border"), look.line())
        return Look(look.colour("active_text"), look.colour("hover_fill"), line)
    return Look(look.colour("primary"))


_LOOKS = {
    "primary": _primary,
    "secondary": _secondary,
    "danger": _danger,
    "navy": _navy,
    "inverse": _inverse,
    "plain": _plain,
}
