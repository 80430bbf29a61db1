"""One option of a contest on the voter's screen."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import icons, shapes
from omp_desktop.gui.text_layout import TextBlock, block, draw_line, width_of
from omp_desktop.gui.theme import CARD_RADIUS, Theme
from omp_desktop.gui.typography import TextStyle, VoterSizes
from omp_desktop.gui.widgets.base import VOTER_RING_WIDTH
from omp_desktop.gui.widgets.marks import paint_badge
from omp_desktop.gui.widgets.pressable import Pressable
from omp_desktop.gui.widgets.properties import flag, words

# Lengths of the drawings at 96 dpi, in px.
_PADDING, _BADGE_GAP, _NAME_COLUMN, _COLUMN_GAP, _TICK_GAP = 20, 24, 200, 24, 24
_LINE, _CHOSEN_LINE, _RING = 2, 4, 3
_CHECK = 28 / 44  # of the tick circle
_CHECK_STROKE = 3.25
_SQUARE_RADIUS = 8
_PILL_PADDING, _PILL_GAP = 18, 6
_LEAST_WIDTH = 320
_TEXT_MARGIN = 4
_CLOSE_LINES = 1.15


@dataclass(frozen=True, slots=True)
class _Texts:
    """Name and party placed for one width."""

    name: TextBlock
    party: TextBlock
    column: float  # x of the party beside the name; 0: the party is under the name

    @property
    def height(self) -> int:
        if self.column:
            return max(self.name.height, self.party.height)
        return self.name.height + (self.party.height if self.party.layout.text() else 0)


def _close(style: TextStyle) -> TextStyle:
    """The same text in closer lines: name and party are one thing."""
    return TextStyle(style.size, round(style.size * _CLOSE_LINES), style.weight)


class CandidateCard(Pressable):
    """Number, name, party and a tick. It reports `clicked` and leaves the choice to the screen, which sets
    `chosen`.

    Neither name nor party is ever shortened: what does not fit beside each other stands below each other,
    in as many lines as it takes. A withdrawn option keeps its full contrast and cannot be chosen.
    """

    number = words("number")
    name = words("name")
    party = words("party")
    chosen = flag("chosen")
    withdrawn = flag("withdrawn")
    several = flag("several")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_option(self, number: str, name: str, party: str) -> None:
        """Show an option; `number` is empty for yes and no, `party` where there is none."""
        self.number, self.name, self.party = number, name, party

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        if name == "chosen":
            self.setChecked(self.chosen)
        elif name == "withdrawn":
            self.setEnabled(not self.withdrawn)

    def nextCheckState(self) -> None:
        """The screen decides: a card never changes its own tick."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # A trembling finger must not choose and unchoose.
        event.accept()

    def spoken(self) -> str:
        parts = [self.tr("Number {number}").format(number=self.number) if self.number else ""]
        parts += [self.name, self.party, self.tr("withdrawn") if self.withdrawn else ""]
        return ", ".join(part for part in parts if part)

    def retranslate(self) -> None:
        self.refresh_name()
        self.updateGeometry()
        self.update()

    def ring_radius(self) -> float:
        return CARD_RADIUS

    def ring_width(self) -> int:
        return VOTER_RING_WIDTH

    def _sizes(self) -> VoterSizes:
        return self.theme().sizes

    def _right_width(self) -> float:
        """Width of what stands at the right: the tick, or the pill of a withdrawn option."""
        sizes = self._sizes()
        if not self.withdrawn:
            return sizes.tick
        style = sizes.style("voterStrong")
        return 2 * sizes.px(_PILL_PADDING) + style.size + sizes.px(_PILL_GAP) + width_of(self._state(), style)

    def _state(self) -> str:
        return self.tr("Withdrawn")

    def _text_left(self) -> float:
        sizes = self._sizes()
        badge = sizes.badge + sizes.px(_BADGE_GAP) if self.number else 0
        return sizes.px(_PADDING) + badge

    def _texts(self, width: float) -> _Texts:
        sizes = self._sizes()
        room = width - self._text_left() - self._right_width() - sizes.px(_TICK_GAP) - sizes.px(_PADDING)
        name_style, party_style = sizes.style("voterName"), sizes.style("voterMedium")
        name_width = width_of(self.name, name_style)
        party_width = width_of(self.party, party_style)
        if not sizes.two_lines:
            for column in (sizes.px(_NAME_COLUMN), name_width + sizes.px(_COLUMN_GAP)):
                if name_width + sizes.px(_COLUMN_GAP) <= column and column + party_width <= room:
                    return _Texts(block(self.name, name_style), block(self.party, party_style), column)
        name = block(self.name, _close(name_style), room)
        return _Texts(name, block(self.party, _close(party_style), room), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sizes = self._sizes()
        return max(sizes.row, self._texts(width).height + 2 * sizes.px(_TEXT_MARGIN))

    def sizeHint(self) -> QSize:
        width = self._sizes().px(_LEAST_WIDTH * 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._sizes().px(_LEAST_WIDTH), self._sizes().row)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look, sizes = self.theme(), self._sizes()
        painter = QPainter(self)
        area = QRectF(self.rect())
        self._paint_ground(painter, area, look)
        if self.number:
            self._paint_badge(painter, look, sizes)
        self._paint_texts(painter, area, look)
        if self.withdrawn:
            self._paint_state(painter, area, look)
        else:
            self._paint_tick(painter, area, look)

    def _paint_ground(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        fill, line = look.colour("surface"), shapes.Line(look.colour("border"), _LINE)
        if self.withdrawn:
            fill, line = look.colour("page"), shapes.Line(look.colour("border"), _LINE, dashed=True)
        elif self.isDown():
            line = shapes.Line(look.colour("card_pressed_border"), _CHOSEN_LINE)
            fill = look.colour("selected_fill" if self.chosen else "card_pressed_fill")
        elif self.chosen:
            fill = look.colour("selected_fill")
            line = shapes.Line(look.colour("selected_border"), _CHOSEN_LINE)
        elif self.underMouse():
            fill, line = look.colour("hover_fill"), shapes.Line(look.colour("active_text"), _LINE)
        shapes.rounded(painter, area, CARD_RADIUS, fill, line)

    def _paint_badge(self, painter: QPainter, look: Theme, sizes: VoterSizes) -> None:
        side = sizes.badge
        place = QRectF(sizes.px(_PADDING), round((self.height() - side) / 2), side, side)
        style = sizes.style("voterName")
        if self.chosen:
            shapes.rounded(painter, place, CARD_RADIUS, look.colour("selected_mark"))
            ink = look.colour("on_selected_mark")
            draw_line(painter, place, self.number, style, ink, Qt.AlignmentFlag.AlignHCenter)
        else:
            looks = "outlined" if self.withdrawn else "plain"
            paint_badge(painter, place, self.number, style, look, looks=looks)

    def _paint_texts(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        texts = self._texts(area.width())
        ink = look.colour("selected_text" if self.chosen else "text")
        left, width = self._text_left(), area.width()
        top = (area.height() - texts.height) / 2
        if texts.column:
            for text, x in ((texts.name, left), (texts.party, left + texts.column)):
                y = top + (texts.height - text.height) / 2
                text.draw(painter, QRectF(x, y, width, text.height), ink)
        else:
            texts.name.draw(painter, QRectF(left, top, width, texts.name.height), ink)
            below = QRectF(left, top + texts.name.height, width, texts.party.height)
            texts.party.draw(painter, below, ink)

    def _paint_tick(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        sizes = self._sizes()
        side = sizes.tick
        place = QRectF(
            area.right() - sizes.px(_PADDING) - side, round((area.height() - side) / 2), side, side
        )
        radius = _SQUARE_RADIUS if self.several else side / 2
        if not self.chosen:
            line = shapes.Line(look.colour("border"), _RING)
            shapes.rounded(painter, place, radius, look.colour("surface"), line)
            return
        shapes.rounded(painter, place, radius, look.colour("selected_mark"))
        check = round(side * _CHECK)
        inset = (side - check) / 2
        inner = QRectF(place.left() + inset, place.top() + inset, check, check)
        icons.paint(painter, inner, "check", look.colour("on_selected_mark"), _CHECK_STROKE)

    def _paint_state(self, painter: QPainter, area: QRectF, look: Theme) -> None:
        sizes = self._sizes()
        width, style = self._right_width(), sizes.style("voterStrong")
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
        draw_line(painter, QRectF(x, place.top(), place.right() - x, sizes.pill), self._state(), style, ink)
