"""One option of a contest on the voter's screen."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import accessible, shapes
from omp_desktop.gui.theme import CARD_RADIUS, Theme
from omp_desktop.gui.widgets.base import VOTER_RING_WIDTH
from omp_desktop.gui.widgets.candidate_face import OptionFace
from omp_desktop.gui.widgets.pressable import Pressable
from omp_desktop.gui.widgets.properties import flag, words

_LEAST_WIDTH = 320  # px at 96 dpi
_LINE, _CHOSEN_LINE = 2, 4  # px
_TREMBLING = 400  # ms: a finger that comes back sooner has not let go on purpose


class CandidateCard(Pressable):
    """Number, name, party and a tick.

    It reports `clicked` and leaves the choice to the screen, which sets `chosen`.
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
        self._touched_at: int | None = None
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        accessible.tell(self, accessible.Option)

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before, self._touched_at = self._touched_at, event.timestamp()
        if before is not None and event.timestamp() - before < _TREMBLING:
            # It must not choose and unchoose.
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Qt says so of a finger also when the touch before was on another card.
        self.mousePressEvent(event)

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

    def face(self) -> OptionFace:
        """The option as it looks here and now."""
        state = self.tr("Withdrawn") if self.withdrawn else ""
        return OptionFace(self.number, self.name, self.party, state, self.theme())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.face().height(width)

    def sizeHint(self) -> QSize:
        width = self.theme().sizes.px(_LEAST_WIDTH * 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        sizes = self.theme().sizes
        return QSize(sizes.px(_LEAST_WIDTH), sizes.row)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        area = QRectF(self.rect())
        self._paint_ground(painter, area, self.theme())
        self.face().paint(painter, area, chosen=self.chosen, square=self.several)

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
