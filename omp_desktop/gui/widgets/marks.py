"""Small marks: pills for states, badges for numbers."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from omp_desktop.gui import icons, shapes
from omp_desktop.gui.palettes import Palette
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.theme import CONTROL_RADIUS, Theme
from omp_desktop.gui.typography import OFFICIAL, TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, flag, icon

PILL_KINDS: tuple[str, ...] = ("plain", "ok", "info", "warn", "err")
_PILL_COLOURS = {
    "plain": ("text", "neutral"),
    "ok": ("success", "success_tint"),
    "info": ("primary", "tint"),
    "warn": ("warning", "warning_tint"),
    "err": ("danger", "danger_tint"),
}
PILL_HEIGHT = 28
_PILL_PADDING, _PILL_GAP, _PILL_ICON = 10, 6, 16
_VOTER_PILL_PADDING, _VOTER_PILL_GAP = 16, 8


def kind_colours(kind: str, look: Theme) -> tuple[QColor, QColor]:
    """Ink and ground of a meaning: plain, ok, info, warn, err."""
    ink, ground = _PILL_COLOURS[kind]
    return look.colour(ink), look.colour(ground)


def pill_width(text: str, icon_name: str) -> int:
    """Width in px of an official's pill."""
    lead = _PILL_ICON + _PILL_GAP if icon_name else 0
    return int(2 * _PILL_PADDING + lead + width_of(text, OFFICIAL["captionStrong"]) + 0.999)


def paint_pill(
    painter: QPainter, place: QRectF, content: tuple[str, str, str], look: Theme, *, outlined: bool = False
) -> None:
    """Paint an official's pill of (kind, icon, text) into `place`; outlined where the ground is a tint."""
    kind, icon_name, text = content
    ink, ground = kind_colours(kind, look)
    line = shapes.Line(ink, look.line()) if outlined or look.high_contrast else None
    fill = look.colour("surface") if outlined else ground
    _pill(painter, place, (icon_name, text), _OFFICIAL_PILL, (ink, fill, line))


def draw_pill(painter: QPainter, place: QRectF, content: tuple[str, str, str], palette: Palette) -> None:
    """Like `paint_pill`, for pictures and paper, where there is no window."""
    kind, icon_name, text = content
    ink, ground = (palette[role] for role in _PILL_COLOURS[kind])
    line = shapes.Line(ink, 2) if ground == palette["surface"] else None
    _pill(painter, place, (icon_name, text), _OFFICIAL_PILL, (ink, ground, line))


@dataclass(frozen=True, slots=True)
class _Pill:
    """Lengths of a pill in px."""

    style: TextStyle
    padding: int
    gap: int
    icon: int


_OFFICIAL_PILL = _Pill(OFFICIAL["captionStrong"], _PILL_PADDING, _PILL_GAP, _PILL_ICON)


def _pill(
    painter: QPainter,
    place: QRectF,
    content: tuple[str, str],
    lengths: _Pill,
    colours: tuple[QColor, QColor, shapes.Line | None],
) -> None:
    icon_name, text = content
    ink, ground, line = colours
    shapes.rounded(painter, place, place.height() / 2, ground, line)
    x = place.left() + lengths.padding
    if icon_name:
        y = round(place.top() + (place.height() - lengths.icon) / 2)
        icons.paint(painter, QRectF(round(x), y, lengths.icon, lengths.icon), icon_name, ink)
        x += lengths.icon + lengths.gap
    draw_line(painter, QRectF(x, place.top(), place.right() - x, place.height()), text, lengths.style, ink)


class Pill(Themed, QLabel):
    """A state in one word, with its icon. Colour never stands alone: the word says it."""

    kind = choice("kind", PILL_KINDS)
    iconName = icon("iconName")
    measure = choice("measure", ("official", "voter"))
    outlined = flag("outlined")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, kind: str, icon_name: str, text: str) -> None:
        """Show another state."""
        self.kind = kind
        self.iconName = icon_name
        self.setText(text)

    def _lengths(self) -> _Pill:
        if self.measure == "official":
            return _OFFICIAL_PILL
        sizes = self.theme().sizes
        style = sizes.style("voterStrong")
        return _Pill(style, sizes.px(_VOTER_PILL_PADDING), sizes.px(_VOTER_PILL_GAP), style.size)

    def sizeHint(self) -> QSize:
        lengths = self._lengths()
        lead = lengths.icon + lengths.gap if self.iconName else 0
        width = 2 * lengths.padding + lead + width_of(self.text(), lengths.style)
        height = PILL_HEIGHT if self.measure == "official" else self.theme().sizes.pill
        return QSize(int(width + 0.999), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        ink, ground = kind_colours(self.kind, look)
        lined = self.outlined or look.high_contrast
        width = look.line(2 if self.measure == "voter" else 1)
        fill = look.colour("surface") if self.outlined else ground
        line = shapes.Line(ink, width) if lined else None
        content = (self.iconName, self.text())
        _pill(QPainter(self), QRectF(self.rect()), content, self._lengths(), (ink, fill, line))


_BADGES = {
    # measure: side, size of the number; the voter's come from the table of sizes
    "card": (48, TextStyle(20, 28, 700)),
    "table": (32, OFFICIAL["total"]),
    "chart": (40, TextStyle(20, 28, 700)),
}
_BADGE_ROUNDER_FROM = 48
BADGE_LOOKS: tuple[str, ...] = ("plain", "filled", "outlined")


def paint_badge(  # noqa: PLR0913 - what, where and how
    painter: QPainter, place: QRectF, number: str, style: TextStyle, look: Theme, *, looks: str = "plain"
) -> None:
    """Paint a number on its square: plain, filled (chosen) or outlined (withdrawn, or on a tint)."""
    radius = 12 if place.width() >= _BADGE_ROUNDER_FROM else CONTROL_RADIUS
    ink, ground, line = look.colour("text"), look.colour("neutral"), None
    if looks == "filled":
        ink, ground = look.colour("on_primary"), look.colour("primary")
    elif looks == "outlined":
        ground, line = look.colour("surface"), shapes.Line(look.colour("border"), look.line(2))
    elif look.high_contrast:
        line = shapes.Line(look.colour("border"), 2)
    shapes.rounded(painter, place, radius, ground, line)
    draw_line(painter, place, number, style, ink, Qt.AlignmentFlag.AlignHCenter)


class NumberBadge(Themed, QLabel):
    """A candidate's number (기호), or the number of a step or person."""

    measure = choice("measure", ("card", "table", "chart", "voter", "review"))
    look = choice("look", BADGE_LOOKS)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _lengths(self) -> tuple[int, TextStyle]:
        if self.measure in _BADGES:
            return _BADGES[self.measure]
        sizes = self.theme().sizes
        side = sizes.badge + (sizes.px(8) if self.measure == "review" else 0)
        return side, sizes.style("voterName")

    def sizeHint(self) -> QSize:
        side, style = self._lengths()
        return QSize(max(side, int(width_of(self.text(), style)) + 13), side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        _, style = self._lengths()
        paint_badge(QPainter(self), QRectF(self.rect()), self.text(), style, self.theme(), looks=self.look)
