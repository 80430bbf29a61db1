"""Where one stands: the voter's steps, the steps of a guided sequence, strength, countdown, progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from omp_desktop.gui import accessible, icons, shapes
from omp_desktop.gui.text_layout import block, draw_line
from omp_desktop.gui.theme import Theme
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, count, words

StepState: TypeAlias = Literal["done", "now", "todo"]

_BAR_HEIGHT, _BAR_HEIGHT_LARGE, _BAR_GAP = 8, 12, 8
_BAR_WIDTH = 2.25  # of S
_LARGE_UNIT = 46
_CIRCLE, _PITCH, _TEXT_LEFT = 40, 96, 56
_CONNECTOR_GAP = 4
_BUSY_INTERVAL = 50  # ms
_BUSY_STEP, _BUSY_WIDTH = 0.02, 0.25  # of the whole


class StepIndicator(Themed, QWidget):
    """ "Step 2 of 4 · Choose" and one bar per step, for the voter."""

    step = count("step", 1)
    steps = count("steps", 4)
    caption = words("caption")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.refresh_name()
        accessible.tell_role(self, QAccessible.Role.StaticText)

    def retranslate(self) -> None:
        self.refresh_name()
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        place = self.tr("Step {step} of {steps}").format(step=self.step, steps=self.steps)
        return f"{place} · {self.caption}" if self.caption else place

    def _bars_width(self) -> float:
        return self.steps * self._bar_width() + (self.steps - 1) * _BAR_GAP

    def _bar_width(self) -> int:
        return round(self.theme().sizes.unit * _BAR_WIDTH)

    def sizeHint(self) -> QSize:
        style = self.theme().style("voterStrong")
        text = block(self.spoken(), style)
        return QSize(int(text.width + 48 + self._bars_width()), text.height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw_line(painter, area, self.spoken(), look.style("voterStrong"), look.colour("text"))
        width, height = self._bar_width(), self._bar_height(look)
        x, y = area.right() - self._bars_width(), round((area.height() - height) / 2)
        for index in range(self.steps):
            place = QRectF(x + index * (width + _BAR_GAP), y, width, height)
            if index < self.step:
                shapes.rounded(painter, place, height / 2, look.colour("primary"))
            else:
                line = shapes.Line(look.colour("border"), 2)
                shapes.rounded(painter, place, height / 2, look.colour("page"), line)

    @staticmethod
    def _bar_height(look: Theme) -> int:
        sizes = look.sizes
        return sizes.px(_BAR_HEIGHT_LARGE if sizes.unit >= _LARGE_UNIT * sizes.scale else _BAR_HEIGHT)


@dataclass(frozen=True, slots=True)
class StepItem:
    """One step of a guided sequence."""

    title: str
    sub: str
    state: StepState


class StepList(Themed, QWidget):
    """The steps of a guided sequence one below the other: done, now, to come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepItem, ...] = ()

    def set_steps(self, steps: Sequence[StepItem]) -> None:
        """Show these steps."""
        self._steps = tuple(steps)
        self.refresh_name()
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        states = {"done": self.tr("done"), "now": self.tr("now"), "todo": self.tr("to do")}
        return "; ".join(
            f"{index}. {step.title} ({states[step.state]})" for index, step in enumerate(self._steps, start=1)
        )

    def retranslate(self) -> None:
        self.refresh_name()

    def sizeHint(self) -> QSize:
        width = max(
            (
                _TEXT_LEFT
                + max(block(s.title, OFFICIAL["total"]).width, block(s.sub, OFFICIAL["caption"]).width)
                for s in self._steps
            ),
            default=_TEXT_LEFT,
        )
        return QSize(int(width) + 1, max(0, len(self._steps) - 1) * _PITCH + 48)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        for index, step in enumerate(self._steps):
            self._paint_step(painter, look, index, step)

    def _paint_step(self, painter: QPainter, look: Theme, index: int, step: StepItem) -> None:
        top = index * _PITCH
        place = QRectF(0, top, _CIRCLE, _CIRCLE)
        primary, border = look.colour("primary"), look.colour("border")
        if step.state == "now":
            shapes.circle(painter, place, primary)
            self._number(painter, place, index, look.colour("on_primary"))
        elif step.state == "done":
            shapes.circle(painter, place, look.colour("surface"), shapes.Line(primary, 2))
            icons.paint(painter, QRectF(10, top + 10, 20, 20), "check", primary, 2.5)
        else:
            shapes.circle(painter, place, look.colour("surface"), shapes.Line(border, 2))
            self._number(painter, place, index, look.colour("text"))
        if index + 1 < len(self._steps):
            start = top + _CIRCLE + _CONNECTOR_GAP
            length = _PITCH - _CIRCLE - 2 * _CONNECTOR_GAP
            painter.fillRect(
                QRectF(_CIRCLE / 2 - 1, start, 2, length), primary if step.state == "done" else border
            )
        style = OFFICIAL["total" if step.state == "now" else "medium"]
        draw_line(
            painter,
            QRectF(_TEXT_LEFT, top - 3, self.width() - _TEXT_LEFT, 24),
            step.title,
            style,
            look.colour("text"),
        )
        draw_line(
            painter,
            QRectF(_TEXT_LEFT, top + 21, self.width() - _TEXT_LEFT, 20),
            step.sub,
            OFFICIAL["caption"],
            look.colour("text2"),
        )

    @staticmethod
    def _number(painter: QPainter, place: QRectF, index: int, ink: QColor) -> None:
        draw_line(painter, place, str(index + 1), OFFICIAL["total"], ink, Qt.AlignmentFlag.AlignHCenter)


class StrengthMeter(Themed, QWidget):
    """How strong a pass-phrase is, in a few bars; the words beside it say the same."""

    level = count("level")
    levels = count("levels", 4)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def spoken(self) -> str:
        return f"{self.level} / {self.levels}"

    def sizeHint(self) -> QSize:
        return QSize(200, _BAR_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        width = (self.width() - (self.levels - 1) * 6) / self.levels
        for index in range(self.levels):
            place = QRectF(index * (width + 6), 0, width, _BAR_HEIGHT)
            if index < self.level:
                shapes.rounded(painter, place, _BAR_HEIGHT / 2, look.colour("success"))
            else:
                shapes.rounded(painter, place, _BAR_HEIGHT / 2, None, shapes.Line(look.colour("border"), 1))


class Countdown(Themed, QWidget):
    """Seconds that run out, as a bar. The words beside it are the screen's: it sets them on `ticked`."""

    kind = choice("kind", ("success", "primary"))
    ticked = Signal(int)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._total, self._remaining = 0, 0
        self._held = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    @property
    def remaining(self) -> int:
        """Seconds left."""
        return self._remaining

    def is_running(self) -> bool:
        """Whether time runs out."""
        return self._timer.isActive()

    def start(self, seconds: int) -> None:
        """Run from `seconds` down to zero."""
        self._total = self._remaining = seconds
        self._timer.start()
        self.update()
        self.ticked.emit(self._remaining)

    def stop(self) -> None:
        """Stand still; `finished` does not come."""
        self._timer.stop()

    def hold(self, held: bool) -> None:
        """Lose no seconds while something covers it, and go on from there; also what is started meanwhile."""
        self._held = held

    def tick(self) -> None:
        """One second has passed."""
        if self._held:
            return
        self._remaining = max(0, self._remaining - 1)
        self.update()
        self.ticked.emit(self._remaining)
        if self._remaining == 0:
            self._timer.stop()
            self.finished.emit()

    def sizeHint(self) -> QSize:
        return QSize(320, self.theme().sizes.px(_BAR_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.theme().sizes.px(_BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        share = self._remaining / self._total if self._total else 0.0
        paint_progress(QPainter(self), QRectF(self.rect()), share, self.theme(), self.kind)


def paint_progress(
    painter: QPainter, place: QRectF, share: float, look: Theme, colour: str = "primary"
) -> None:
    """A bar of which `share` (0 to 1) is filled."""
    radius = place.height() / 2
    shapes.rounded(
        painter, place, radius, look.colour("surface"), shapes.Line(look.colour("border"), look.line())
    )
    if share > 0:
        filled = QRectF(place.left(), place.top(), max(place.height(), place.width() * share), place.height())
        shapes.rounded(painter, filled, radius, look.colour(colour))


class ProgressBar(Themed, QProgressBar):
    """How far long work has come. With a maximum of 0 it moves, and does not pretend to know how far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(_BAR_HEIGHT)
        self._phase = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(_BUSY_INTERVAL)
        self._clock.timeout.connect(self.step)

    def step(self) -> None:
        """Move the busy bar on by one picture."""
        self._phase = (self._phase + _BUSY_STEP) % 1.0
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        place = QRectF(self.rect())
        span = self.maximum() - self.minimum()
        painter = QPainter(self)
        if span > 0:
            self._clock.stop()
            paint_progress(painter, place, (self.value() - self.minimum()) / span, self.theme())
            return
        paint_progress(painter, place, 0.0, self.theme())
        width = place.width() * _BUSY_WIDTH
        left = (place.width() + width) * self._phase - width
        moving = QRectF(left, place.top(), width, place.height()).intersected(place)
        shapes.rounded(painter, moving, place.height() / 2, self.theme().colour("primary"))
