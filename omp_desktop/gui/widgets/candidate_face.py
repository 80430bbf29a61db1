"""How an option of a contest looks: where its parts stand at a width, and how they are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from omp_desktop.gui import icons, shapes
from omp_desktop.gui.text_layout import TextBlock, block, draw_line, width_of
from omp_desktop.gui.theme import CARD_RADIUS, Theme
from omp_desktop.gui.typography import TextStyle, VoterSizes
from omp_desktop.gui.widgets.marks import paint_badge

# Lengths of the drawings at 96 dpi, in px.
_PADDING, _BADGE_GAP, _NAME_COLUMN, _COLUMN_GAP, _TICK_GAP = 20, 24, 200, 24, 24
_LINE, _RING = 2, 3
_CHECK = 28 / 44  # of the tick circle
_CHECK_STROKE = 3.25
_SQUARE_RADIUS = 8
_PILL_PADDING, _PILL_GAP = 18, 6
_TEXT_MARGIN = 4
_CLOSE_LINES = 1.15


@dataclass(frozen=True, slots=True)
class PlacedTexts:
    """Name and party placed for one width."""

    name: TextBlock
    party: TextBlock
    column: float  # x of the party beside the name; 0: the party is under the name

    @property
    def height(self) -> int:
        """Height of both in px."""
        if self.column:
            return max(self.name.height, self.party.height)
        return self.name.height + (self.party.height if self.party.layout.text() else 0)


def _close(style: TextStyle) -> TextStyle:
    """The same text in closer lines: name and party are one thing."""
    return TextStyle(style.size, round(style.size * _CLOSE_LINES), style.weight)


@dataclass(frozen=True, slots=True)
class OptionFace:
    """An option as it is shown: `state` is the word on its pill when it is withdrawn, else empty."""

    number: str
    name: str
    party: str
    state: str
    look: Theme

    @property
    def sizes(self) -> VoterSizes:
        """The voter's sizes."""
        return self.look.sizes

    def right_width(self) -> float:
        """Width of what stands at the right: the tick, or the pill of a withdrawn option."""
        sizes = self.sizes
        if not self.state:
            return sizes.tick
        style = sizes.style("voterStrong")
        return 2 * sizes.px(_PILL_PADDING) + style.size + sizes.px(_PILL_GAP) + width_of(self.state, style)

    def text_left(self) -> float:
        """Where name and party begin."""
        badge = self.sizes.badge + self.sizes.px(_BADGE_GAP) if self.number else 0
        return self.sizes.px(_PADDING) + badge

    def texts(self, width: float) -> PlacedTexts:
        """Name and party beside each other if they fit, else below each other; never shortened."""
        sizes = self.sizes
        room = width - self.text_left() - self.right_width() - sizes.px(_TICK_GAP) - sizes.px(_PADDING)
        name_style, party_style = sizes.style("voterName"), sizes.style("voterMedium")
        name_width = width_of(self.name, name_style)
        party_width = width_of(self.party, party_style)
        if not sizes.two_lines:
            for column in (sizes.px(_NAME_COLUMN), name_width + sizes.px(_COLUMN_GAP)):
                if name_width + sizes.px(_COLUMN_GAP) <= column and column + party_width <= room:
                    return PlacedTexts(block(self.name, name_style), block(self.party, party_style), column)
        name = block(self.name, _close(name_style), room)
        return PlacedTexts(name, block(self.party, _close(party_style), room), 0)

    def height(self, width: float) -> int:
        """Height in px that it needs at a width."""
        return max(self.sizes.row, self.texts(width).height + 2 * self.sizes.px(_TEXT_MARGIN))

    def paint(self, painter: QPainter, area: QRectF, *, chosen: bool, square: bool) -> None:
        """Paint everything but the ground: badge, words, and tick or pill."""
        if self.number:
            self._paint_badge(painter, area, chosen=chosen)
        self._paint_texts(painter, area, self.look.colour("selected_text" if chosen else "text"))
        if self.state:
            self._paint_state(painter, area)
        else:
            self._paint_tick(painter, area, chosen=chosen, square=square)

    def _paint_badge(self, painter: QPainter, area: QRectF, *, chosen: bool) -> None:
        look, sizes = self.look, self.sizes
        side = sizes.badge
        place = QRectF(sizes.px(_PADDING), round((area.height() - side) / 2), side, side)
        style = sizes.style("voterName")
        if chosen:
            shapes.rounded(painter, place, CARD_RADIUS, look.colour("selected_mark"))
            ink = look.colour("on_selected_mark")
            draw_line(painter, place, self.number, style, ink, Qt.AlignmentFlag.AlignHCenter)
        else:
            looks = "outlined" if self.state else "plain"
            paint_badge(painter, place, self.number, style, look, looks=looks)

    def _paint_texts(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        texts = self.texts(area.width())
        left, width = self.text_left(), area.width()
        top = (area.height() - texts.height) / 2
        if texts.column:
            for text, x in ((texts.name, left), (texts.party, left + texts.column)):
                y = top + (texts.height - text.height) / 2
                text.draw(painter, QRectF(x, y, width, text.height), ink)
        else:
            texts.name.draw(painter, QRectF(left, top, width, texts.name.height), ink)
            below = QRectF(left, top + texts.name.height, width, texts.party.height)
            texts.party.draw(painter, below, ink)

    def _paint_tick(self, painter: QPainter, area: QRectF, *, chosen: bool, square: bool) -> None:
        look, sizes = self.look, self.sizes
        side = sizes.tick
        place = QRectF(
            area.right() - sizes.px(_PADDING) - side, round((area.height() - side) / 2), side, side
        )
        radius = _SQUARE_RADIUS if square else side / 2
        if not chosen:
            line = shapes.Line(look.colour("border"), _RING)
            shapes.rounded(painter, place, radius, look.colour("surface"), line)
            return
        shapes.rounded(painter, place, radius, look.colour("selected_mark"))
        check = round(side * _CHECK)
        inset = (side - check) / 2
        inner = QRectF(place.left() + inset, place.top() + inset, check, check)
        icons.paint(painter, inner, "check", look.colour("on_selected_mark"), _CHECK_STROKE)

    def _paint_state(self, painter: QPainter, area: QRectF) -> None:
        look, sizes = self.look, self.sizes
        width, style = self.right_width(), sizes.style("voterStrong")
        ink = look.colour("text")
        place = QRectF(
            round(area.right() - sizes.px(_PADDING) - width),
            (area.height() - sizes.pill) / 2,
            width,
            sizes.pill,
        )
        shapes.rounded(painter, place, sizes.pill / 2, look.colour("surface"), shapes.Line(ink, _LINE))
        x = place.left() + sizes.px(_PILL_PADDING)
        sign = QRectF(round(x), round(place.top() + (sizes.pill - style.size) / 2), style.size, style.size)
        icons.paint(painter, sign, "user-x", ink)
        x += style.size + sizes.px(_PILL_GAP)
        draw_line(painter, QRectF(x, place.top(), place.right() - x, sizes.pill), self.state, style, ink)
