"""Voters per hour of the day. Voters, never votes per candidate."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import shapes
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed

_HEIGHT = 116
_COLUMN_SHARE = 0.62  # of the step between two hours
_VALUE_HEIGHT, _LABEL_HEIGHT = 20, 28
_LABEL_GAP = 3
_RADIUS = 4
_RUNNING = OFFICIAL["captionStrong"].heavier(700)


@dataclass(frozen=True, slots=True)
class HourCount:
    """One hour: what stands below it, and how many voted (None: still to come, or too few to show)."""

    label: str
    count: int | None


def column_rects(rect: QRectF, hours: Sequence[HourCount]) -> list[QRectF | None]:
    """Where each column stands: zero-based, the highest as high as the room between values and labels."""
    if not hours:
        return []
    step = rect.width() / len(hours)
    width = step * _COLUMN_SHARE
    room = rect.height() - _VALUE_HEIGHT - _LABEL_HEIGHT
    base = rect.bottom() - _LABEL_HEIGHT
    most = max((hour.count or 0 for hour in hours), default=0)
    places: list[QRectF | None] = []
    for index, hour in enumerate(hours):
        if not hour.count:
            places.append(None)
            continue
        height = room * hour.count / most
        left = rect.left() + index * step + (step - width) / 2
        places.append(QRectF(left, base - height, width, height))
    return places


def label_rects(rect: QRectF, hours: Sequence[HourCount]) -> dict[int, QRectF]:
    """Where the hours are written, by place: every one, or as many evenly spaced ones as fit whole."""
    step = rect.width() / max(1, len(hours))
    top = rect.bottom() - _LABEL_HEIGHT + 4
    places: list[QRectF] = []
    for index, hour in enumerate(hours):
        width = width_of(hour.label, _RUNNING) + 1
        left = min(rect.left() + (index + 0.5) * step - width / 2, rect.right() - width)
        places.append(QRectF(max(rect.left(), left), top, width, 20))
    for every in range(1, len(hours)):
        chosen = places[::every]
        if all(one.right() + _LABEL_GAP <= other.left() for one, other in pairwise(chosen)):
            return dict(zip(range(0, len(hours), every), chosen, strict=True))
    return dict(enumerate(places[:1]))


class TurnoutChart(Themed, QWidget):
    """Columns by hour; the running hour is an outline, because it is not over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hours: tuple[HourCount, ...] = ()
        self.running: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_hours(self, hours: Sequence[HourCount], running: int | None = None) -> None:
        """Show these hours; `running` is the index of the hour that is not over."""
        self.hours = tuple(hours)
        self.running = running
        self.refresh_name()
        self.update()

    def spoken(self) -> str:
        return "; ".join(f"{hour.label}: {hour.count:,}" for hour in self.hours if hour.count is not None)

    def sizeHint(self) -> QSize:
        return QSize(584, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = self.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if not self.hours:
            return
        step = area.width() / len(self.hours)
        base = area.bottom() - _LABEL_HEIGHT
        centre = Qt.AlignmentFlag.AlignHCenter
        labels = label_rects(area, self.hours)
        for index, (hour, place) in enumerate(zip(self.hours, column_rects(area, self.hours), strict=True)):
            slot = QRectF(index * step, 0, step, area.height())
            running = index == self.running
            if place is not None:
                self._paint_column(painter, place, running=running)
                value = QRectF(slot.left(), place.top() - _VALUE_HEIGHT - 1, step, _VALUE_HEIGHT)
                text = f"{hour.count:,}"
                draw_line(painter, value, text, OFFICIAL["captionStrong"], look.colour("text"), centre)
            if index in labels:
                style = _RUNNING if running else OFFICIAL["caption"]
                ink = look.colour("text" if running else "text2")
                draw_line(painter, labels[index], hour.label, style, ink, centre)
        line = look.line()
        painter.fillRect(QRectF(0, base, area.width(), line), look.colour("border"))

    def _paint_column(self, painter: QPainter, place: QRectF, *, running: bool) -> None:
        look = self.theme()
        if not running:
            painter.fillPath(shapes.column(place, _RADIUS), look.colour("bar"))
            return
        painter.setPen(QPen(look.colour("bar"), 2))
        painter.setBrush(look.colour("tint"))
        painter.drawPath(shapes.column(place.adjusted(1, 1, -1, 0), _RADIUS - 1))
