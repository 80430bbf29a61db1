"""The look of a window: colours, voter's sizes, lines. Changed live, without making a widget again.

A theme belongs to a window or a part of it (see `scope`), because the official's window and the kiosks are
one process.
"""

from dataclasses import dataclass, field, replace

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import palettes, stylesheet
from omp_desktop.gui.palettes import Palette, PaletteName
from omp_desktop.gui.scope import Scoped
from omp_desktop.gui.typography import (
    DEFAULT_MILLIMETRES,
    DESIGN_DPI,
    OFFICIAL,
    TextStyle,
    VoterSizes,
    voter_sizes,
)

SPACES: tuple[int, ...] = (4, 8, 12, 16, 24, 32, 48)
CARD_RADIUS = 12
SHEET_RADIUS = 16
CONTROL_RADIUS = 8


@dataclass(slots=True)
class Theme:
    """What all parts of a window share.

    `millimetres`: height of a capital I on the voter's screen; `dpi`: calibrated dots per inch of that
    screen; `factor`: reduction for previews.
    """

    name: PaletteName = "default"
    millimetres: float = DEFAULT_MILLIMETRES
    dpi: float = DESIGN_DPI
    factor: float = 1.0
    colours: Palette = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.colours = palettes.palette(self.name)

    @property
    def high_contrast(self) -> bool:
        """Two colours only: lines 2 px, no shadow."""
        return palettes.is_high_contrast(self.name)

    @property
    def sizes(self) -> VoterSizes:
        """The voter's sizes in px."""
        return voter_sizes(self.millimetres, self.dpi, self.factor)

    def colour(self, role: str) -> QColor:
        """The colour of a role, e.g. `text2`."""
        return self.colours[role]

    def line(self, drawn: int = 1) -> int:
        """Width of a control's line in px: in high contrast never under 2."""
        return max(2, drawn) if self.high_contrast else drawn

    def style(self, role: str) -> TextStyle:
        """Size, line height and weight of a role of text. Raises KeyError."""
        return OFFICIAL[role] if role in OFFICIAL else self.sizes.style(role)


_themes: Scoped[Theme] = Scoped(Theme())


def of(widget: QWidget) -> Theme:
    """The theme that holds where the widget stands."""
    return _themes.of(widget)


def dress(
    part: QWidget,
    *,
    palette: PaletteName | None = None,
    mm: float | None = None,
    dpi: float | None = None,
    factor: float | None = None,
) -> Theme:
    """Give a window (or a part of one) a theme of its own, or change the one it has; what is left out stays.

    Choices, place and focus stay: nothing is made again, every part is only asked to measure and paint
    itself anew.

    Args:
        part: the window, or any widget in it.
        palette: contrast mode.
        mm: height of a capital I on the voter's screen: 3.5, 4.8, 6.4 or 8.5.
        dpi: dots per inch of the screen as calibrated.
        factor: reduction, for previews.
    """
    before = _themes.own(part) or replace(_themes.of(part))
    after = Theme(
        name=palette or before.name,
        millimetres=mm or before.millimetres,
        dpi=dpi or before.dpi,
        factor=factor or before.factor,
    )
    _themes.set(part, after)
    part.setStyleSheet(stylesheet.sheet(after.colours, after.line()))
    _tell(part)
    return after


def undress(part: QWidget) -> None:
    """Take back the theme that a part of a window has of its own: that of what it stands in holds again."""
    if _themes.own(part) is not None:
        _themes.unset(part)
        part.setStyleSheet("")
        _tell(part)


def _tell(part: QWidget) -> None:
    for inner in (part, *part.findChildren(QWidget)):
        changed = getattr(inner, "theme_changed", None)
        if changed is not None:
            changed()
