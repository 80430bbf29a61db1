"""Votes per option as bars: one paint function for the screen, PNG, SVG and paper.

Bars start at zero, all in one colour that is no party's, and nobody is highlighted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import palettes, shapes
from omp_desktop.gui.palettes import Palette
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.typography import OFFICIAL, TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.marks import PILL_HEIGHT, draw_pill, pill_width

ROW_HEIGHT = 52
BAR_HEIGHT = 28
BARS_LEFT = 168  # x of the axis
RIGHT_ROOM = 136  # px right of the longest bar, for votes and share
_BADGE, _NAME_LEFT = 40, 52
_NAME_TOP, _PARTY_TOP = 4, 27
_BAR_RADIUS = 6
_VOTES_GAP, _SHARE_GAP, _PILL_GAP = 12, 8, 12
_FIGURE = TextStyle(20, 28, 700)
_AXIS_OVERLAP = 4  # px above and below the rows
_EXPORT_SCALE = 2
_EXPORT_MARGIN = 24
_HEADING = 64  # px above the rows of a picture
_NO_HEADING = ("", "")


@dataclass(frozen=True, slots=True)
class TallyRow:
    """One option of a contest. `votes` is None where there is no figure; `share` is text such as 38.47%."""

    number: str
    name: str
    party: str
    votes: int | None
    share: str
    withdrawn: bool


def bar_rects(rect: QRectF, rows: Sequence[TallyRow]) -> list[QRectF | None]:
    """Where each bar stands: zero-based, the most votes as long as the room allows; None for no figure.

    The longest bar is `width - 168 - 136` px.
    """
    longest = max(0.0, rect.width() - BARS_LEFT - RIGHT_ROOM)
    most = max((row.votes or 0 for row in rows if not row.withdrawn), default=0)
    places: list[QRectF | None] = []
    for index, row in enumerate(rows):
        if row.withdrawn or row.votes is None:
            places.append(None)
            continue
        length = longest * row.votes / most if most else 0.0
        top = rect.top() + index * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2
        places.append(QRectF(rect.left() + BARS_LEFT, top, length, BAR_HEIGHT))
    return places


def paint_tally(
    painter: QPainter, rect: QRectF, rows: Sequence[TallyRow], palette: Palette, withdrawn: str = "사퇴"
) -> None:
    """Paint the chart into `rect` on any device.

    Args:
        painter: screen, picture, SVG or PDF.
        rect: place; rows are 60 units high from its top.
        rows: in the order shown.
        palette: colours by role.
        withdrawn: the word on the pill of a withdrawn option, in the reader's language.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    axis = rect.left() + BARS_LEFT
    for index, (row, bar) in enumerate(zip(rows, bar_rects(rect, rows), strict=True)):
        top = rect.top() + index * ROW_HEIGHT
        _paint_option(painter, QRectF(rect.left(), top, BARS_LEFT, ROW_HEIGHT), row, palette)
        if row.withdrawn:
            place = QRectF(
                axis + _PILL_GAP,
                top + (ROW_HEIGHT - PILL_HEIGHT) / 2,
                pill_width(withdrawn, "user-x"),
                PILL_HEIGHT,
            )
            draw_pill(painter, place, ("plain", "user-x", withdrawn), palette)
        elif bar is not None:
            painter.fillPath(shapes.lying_bar(bar, _BAR_RADIUS), palette["bar"])
            _paint_figures(painter, bar, row, palette)
    if rows:
        height = len(rows) * ROW_HEIGHT - 2 * _AXIS_OVERLAP
        painter.fillRect(QRectF(axis, rect.top() + _AXIS_OVERLAP, 1, height), palette["border"])
    painter.restore()


def _paint_option(painter: QPainter, place: QRectF, row: TallyRow, palette: Palette) -> None:
    left = place.left()
    if row.number:
        badge = QRectF(left, place.top() + (ROW_HEIGHT - _BADGE) / 2, _BADGE, _BADGE)
        two_colours = palette["neutral"] == palette["surface"]
        line = shapes.Line(palette["border"], 2) if two_colours else None
        shapes.rounded(painter, badge, 8, palette["neutral"], line)
        draw_line(painter, badge, row.number, _FIGURE, palette["text"], Qt.AlignmentFlag.AlignHCenter)
        left += _NAME_LEFT
    width = place.right() - left - 8
    if row.party:
        draw_line(
            painter,
            QRectF(left, place.top() + _NAME_TOP, width, 24),
            row.name,
            OFFICIAL["total"],
            palette["text"],
        )
        draw_line(
            painter,
            QRectF(left, place.top() + _PARTY_TOP, width, 20),
            row.party,
            OFFICIAL["caption"],
            palette["text2"],
        )
    else:
        draw_line(
            painter,
            QRectF(left, place.top(), width, ROW_HEIGHT),
            row.name,
            OFFICIAL["total"],
            palette["text"],
        )


def _paint_figures(painter: QPainter, bar: QRectF, row: TallyRow, palette: Palette) -> None:
    votes = f"{row.votes:,}"
    left = bar.right() + _VOTES_GAP
    width = width_of(votes, _FIGURE) + 1
    draw_line(painter, QRectF(left, bar.top(), width, bar.height()), votes, _FIGURE, palette["text"])
    share = QRectF(left + width + _SHARE_GAP, bar.top() + 1, RIGHT_ROOM, bar.height())
    draw_line(painter, share, row.share, OFFICIAL["body"], palette["text2"])


def chart_height(rows: Sequence[TallyRow]) -> int:
    """Height in px that the rows need."""
    return ROW_HEIGHT * len(rows)


class TallyChart(Themed, QWidget):
    """The chart on screen, and as a picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[TallyRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[TallyRow]) -> None:
        """Show these, in this order."""
        self.rows = tuple(rows)
        self.refresh_name()
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        return "; ".join(self._spoken_row(row) for row in self.rows)

    def _spoken_row(self, row: TallyRow) -> str:
        figures = self._word() if row.withdrawn else f"{row.votes or 0:,}, {row.share}"
        return f"{row.number} {row.name}: {figures}".strip()

    def _word(self) -> str:
        return self.tr("Withdrawn")

    def retranslate(self) -> None:
        self.refresh_name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, chart_height(self.rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(BARS_LEFT + RIGHT_ROOM + 80, chart_height(self.rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        paint_tally(QPainter(self), QRectF(self.rect()), self.rows, self.theme().colours, self._word())

    def save_png(self, path: Path, width: int, heading: tuple[str, str] = _NO_HEADING) -> None:
        """Write the chart as a picture of `width` px (twice as many dots), in the colours of paper.

        `heading`: title, and what is to be known about the figures; nothing where both are empty.

        Raises:
            OSError: the file cannot be written.
        """
        size = self._export_size(width, heading)
        image = QImage(size * _EXPORT_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_EXPORT_SCALE)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        self._export(painter, size, heading)
        painter.end()
        if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stub wants bytes for the format
            raise OSError(f"cannot write {path.name}")

    def save_svg(self, path: Path, width: int, heading: tuple[str, str] = _NO_HEADING) -> None:
        """Write the chart as SVG, `width` units wide, in the colours of paper. `heading`: see `save_png`.

        Raises:
            OSError: the file cannot be written.
        """
        size = self._export_size(width, heading)
        svg = QSvgGenerator()
        svg.setFileName(str(path))
        svg.setSize(size)
        svg.setViewBox(QRect(0, 0, size.width(), size.height()))
        painter = QPainter()
        if not painter.begin(svg):
            raise OSError(f"cannot write {path.name}")
        self._export(painter, size, heading)
        painter.end()

    def _export_size(self, width: int, heading: tuple[str, str]) -> QSize:
        above = _HEADING if any(heading) else 0
        return QSize(width, chart_height(self.rows) + above + 2 * _EXPORT_MARGIN)

    def _export(self, painter: QPainter, size: QSize, heading: tuple[str, str]) -> None:
        margin, colours = _EXPORT_MARGIN, palettes.palette("default")
        area = QRectF(margin, margin, size.width() - 2 * margin, size.height() - 2 * margin)
        if any(heading):
            title, said = heading
            above = QRectF(area.left(), area.top(), area.width(), 28)
            draw_line(painter, above, title, _FIGURE, colours["text"])
            draw_line(painter, above.translated(0, 28), said, OFFICIAL["medium"], colours["text2"])
            area.setTop(area.top() + _HEADING)
        paint_tally(painter, area, self.rows, colours, self._word())
