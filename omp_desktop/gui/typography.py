"""Type scale of both windows, the voter's unit S, and the bundled font.

The voter's sizes are asked for in millimetres (height of a capital I on the real screen) and come from a
table drawn at 96 dots per inch; other screens scale the whole table.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from omp_desktop import paths

FAMILY = "Pretendard"
CAPITAL_HEIGHT = 0.707  # of the font size
DESIGN_DPI = 96.0
SPACED_FROM = 28  # px: from here on letters stand 1 % of the size closer
_MILLIMETRES_PER_INCH = 25.4
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


class FontMissing(RuntimeError):
    """A bundled font file is not there or not a font: the installation is incomplete."""


def font_files() -> tuple[Path, ...]:
    """The files of the bundled font, one for each weight, whether they are there or not."""
    return tuple(paths.resource("fonts", f"{FAMILY}-{weight}.ttf") for weight in _WEIGHTS)


def load_fonts() -> None:
    """Make the bundled Korean font known to Qt. Call once, after the application object exists.

    Raises:
        FontMissing: a file is not there; without it Korean text is empty boxes on many computers.
    """
    if FAMILY in QFontDatabase.families():
        return
    for path in font_files():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontMissing(path.name)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Size of the font in px, height of a line in px, weight 400 to 700."""

    size: int
    line: int
    weight: int = 400

    def font(self) -> QFont:
        """The font: figures of equal width, no hinting, large sizes set a little closer."""
        return _font(self.size, self.weight)

    def metrics(self) -> QFontMetricsF:
        """Measures of the font."""
        return _metrics(self.size, self.weight)

    def baseline(self) -> float:
        """Where letters stand in a line, in px from its top."""
        metrics = self.metrics()
        return (self.line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()

    def heavier(self, weight: int) -> "TextStyle":
        """The same size in another weight."""
        return TextStyle(self.size, self.line, weight)


@lru_cache(maxsize=128)
def _font(size: int, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    if size >= SPACED_FROM:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -size / 100)
    return font


@lru_cache(maxsize=128)
def _metrics(size: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(_font(size, weight))


def clear_font_cache() -> None:
    """Forget measured fonts: needed when fonts were asked for before `load_fonts`."""
    _font.cache_clear()
    _metrics.cache_clear()


OFFICIAL: Mapping[str, TextStyle] = {
    "title": TextStyle(28, 40, 700),
    "cardTitle": TextStyle(28, 36, 700),
    "figure": TextStyle(28, 36, 700),
    "section": TextStyle(20, 28, 700),
    "search": TextStyle(20, 28, 400),
    "body": TextStyle(16, 24, 400),
    "medium": TextStyle(16, 24, 500),
    "name": TextStyle(16, 24, 600),
    "total": TextStyle(16, 24, 700),
    "caption": TextStyle(14, 20, 400),
    "captionMedium": TextStyle(14, 20, 500),
    "captionStrong": TextStyle(14, 20, 600),
}

VOTER_ROLES: tuple[str, ...] = (
    *("voterBody", "voterMedium", "voterStrong", "voterName", "voterTitle", "voterHero", "voterOutcome"),
    *("voterCode", "voterPledgeTitle", "voterPledge", "voterError", "voterAction"),
)
ROLES: tuple[str, ...] = (*OFFICIAL, *VOTER_ROLES)


@dataclass(frozen=True, slots=True)
class VoterSizes:
    """What one text size of the voter's screen means, all in px.

    `unit` is S, the size of body text; nothing on the screen is smaller.
    """

    unit: int
    name: int
    title: int
    badge: int
    tick: int
    row: int
    top_button: int
    bottom_button: int
    minor_button: int
    action_button: int
    large_button: int
    cast_button: int
    top_bar: int
    bottom_bar: int
    pill: int
    two_lines: bool  # name above party
    scale: float = 1.0  # px of this screen per px of the drawings

    def px(self, drawn: float) -> int:
        """A length of the drawings (96 dpi) on this screen, in px."""
        return round(drawn * self.scale)

    def style(self, role: str) -> TextStyle:
        """Size, line and weight of a voter's role of text."""
        extra, ratio, weight = _VOTER_STYLES[role]
        size = {"name": self.name, "title": self.title}.get(extra) if isinstance(extra, str) else None
        if size is None:
            size = self.unit + self.px(float(extra))
        return TextStyle(size, math.ceil(size * ratio), weight)


# Size (px above S at 96 dpi, or a size of the table), line height in sizes, weight.
_VOTER_STYLES: Mapping[str, tuple[float | str, float, int]] = {
    "voterBody": (0, 1.4, 400),
    "voterMedium": (0, 1.4, 500),
    "voterStrong": (0, 1.4, 600),
    "voterName": ("name", 1.3, 700),
    "voterTitle": ("title", 1.3, 700),
    "voterHero": (38, 1.25, 700),
    "voterOutcome": (30, 1.28, 700),
    "voterCode": (14, 1.2, 600),
    "voterPledgeTitle": (4, 1.45, 700),
    "voterPledge": (0, 1.46, 400),
    "voterError": (4, 1.33, 500),
    "voterAction": (4, 1.3, 700),
}

# By height of a capital I in mm. 3.5 and 6.4 are interpolated, not drawn.
_TABLE: Mapping[float, VoterSizes] = {
    3.5: VoterSizes(19, 26, 30, 48, 36, 72, 56, 72, 64, 80, 96, 112, 80, 96, 36, two_lines=False),
    4.8: VoterSizes(26, 34, 40, 56, 44, 88, 56, 72, 64, 80, 96, 112, 80, 96, 44, two_lines=False),
    6.4: VoterSizes(35, 42, 48, 72, 56, 104, 72, 88, 80, 96, 112, 128, 96, 112, 60, two_lines=True),
    8.5: VoterSizes(46, 50, 58, 88, 72, 120, 88, 112, 100, 120, 136, 152, 112, 136, 80, two_lines=True),
}
MILLIMETRES: tuple[float, ...] = tuple(_TABLE)
DEFAULT_MILLIMETRES = 4.8
DEFAULT_UNIT = _TABLE[DEFAULT_MILLIMETRES].unit


def unit_for(millimetres: float, dpi: float) -> int:
    """S in px for a capital I of that height on a screen of that many dots per inch."""
    return math.ceil(millimetres / _MILLIMETRES_PER_INCH * dpi / CAPITAL_HEIGHT)


@lru_cache(maxsize=64)
def voter_sizes(millimetres: float, dpi: float = DESIGN_DPI, factor: float = 1.0) -> VoterSizes:
    """The table's row for one of `MILLIMETRES` on a screen of `dpi`, reduced by `factor` for previews.

    Raises:
        KeyError: not one of the four heights.
    """
    drawn = _TABLE[millimetres]
    scale = dpi / DESIGN_DPI * factor
    if scale == 1.0:
        return drawn
    unit = unit_for(millimetres, dpi)
    lengths = {
        name: round(getattr(drawn, name) * scale)
        for name in VoterSizes.__slots__
        if name not in {"unit", "two_lines", "scale"}
    }
    return VoterSizes(unit=round(unit * factor), two_lines=drawn.two_lines, scale=scale, **lengths)
