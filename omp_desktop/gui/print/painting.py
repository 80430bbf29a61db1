"""Puts the blocks of a document on paper: black on white, on as many pages as it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from omp_desktop.gui.print.document import Block, Code, Document, Facts, Section, Signatures, Text, Title
from omp_desktop.gui.print.papers import Paper
from omp_desktop.gui.text_layout import TextBlock, block, draw_line, width_of
from omp_desktop.gui.typography import DESIGN_DPI, TextStyle
from omp_desktop.gui.widgets.codes import groups, line_width, paint_code, paint_qr, qr_side

_MM: Final = DESIGN_DPI / 25.4  # px
_INK: Final = QColor(Qt.GlobalColor.black)
_CODE_LARGEST, _CODE_SMALLEST = 28, 18
_CODE_LINE: Final = 1.5
_PER_LINE: Final = (5, 3, 2, 1)
_QR: Final = 200
_ZOOM, _ROOM_FROM = 1.25, 180  # mm: on smaller paper larger letters would need a second page
_FRAME_PADDING: Final = 12
_MARK_HEIGHT, _MARK_PADDING = 32, 12
_LABEL_WIDTH: Final = 176
_SIGN_HEIGHT: Final = 48
_GAP, _SMALL_GAP = 16, 8
_FOOT: Final = 32
# Signs of a code that somebody reads aloud or types belong to one group.
_GROUP: Final = 5
# A time stands in two places; both keep their length, by which a reader finds its way.
_CREATED = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_DESCRIBED = re.compile(rb"(xmp:\w+Date=\")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_NO_TIME, _NO_TIME_DESCRIBED = rb"\g<1>20000101000000", rb"\g<1>2000-01-01T00:00:00"


_RAISED: Final = ("calt", "clig")


class PaperStyle(TextStyle):
    """A style of text in the ordinary signs of the font.

    Figures of equal width, and what is raised between figures (12:30, 2026-12-03), stand in the file as signs
    without a meaning: nobody could search for them, and no screen reader could read them.
    """

    __slots__ = ()

    def font(self) -> QFont:
        font = QFont(super().font())
        font.clearFeatures()
        for feature in _RAISED:
            font.setFeature(QFont.Tag(feature), 0)
        return font

    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())


_TITLE, _SECTION = PaperStyle(28, 40, 700), PaperStyle(20, 28, 700)
_BODY, _STRONG, _SMALL = PaperStyle(16, 24, 400), PaperStyle(16, 24, 600), PaperStyle(14, 20, 500)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together: `draw` paints it at a height from the top of the page, in px."""

    height: float
    draw: Callable[[QPainter, float], None]
    gap: float = _GAP


def to_pdf(document: Document, paper: Paper) -> bytes:
    """The document as PDF, in memory. No time is in it: a slip must not tell when it was printed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(int(DESIGN_DPI))
    writer.setPageSize(page_size(paper))
    writer.setPageMargins(QMarginsF(*[paper.margin] * 4), QPageLayout.Unit.Millimeter)
    writer.setTitle(document.title)
    writer.setDocumentId(QUuid())
    paint(document, writer, paper)
    pdf = _CREATED.sub(_NO_TIME, bytes(buffer.data().data()))
    return _DESCRIBED.sub(_NO_TIME_DESCRIBED, pdf)


def page_size(paper: Paper) -> QPageSize:
    """The same in Qt's terms."""
    return QPageSize(
        QSizeF(paper.width, paper.height),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )


def paint(document: Document, device: QPagedPaintDevice, paper: Paper) -> bool:
    """Paint all pages on a device that is set to this paper. False: the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    zoom = _ZOOM if document.large and paper.width >= _ROOM_FROM else 1.0
    scale = device.logicalDpiX() / DESIGN_DPI * zoom
    painter.scale(scale, scale)
    inside = (paper.width - 2 * paper.margin, paper.height - 2 * paper.margin)
    area = QRectF(0, 0, inside[0] * _MM / zoom, inside[1] * _MM / zoom)
    for number, page in enumerate(pages := _pages(document, area, narrow=paper.narrow), start=1):
        if number > 1:
            device.newPage()
        _paint_page(painter, page, area, framed=document.framed)
        if len(pages) > 1:
            foot = QRectF(0, area.bottom() - _SMALL.line, area.width(), _SMALL.line)
            draw_line(painter, foot, f"{number} / {len(pages)}", _SMALL, _INK, Qt.AlignmentFlag.AlignRight)
    return painter.end()


def _pages(document: Document, area: QRectF, *, narrow: bool) -> list[list[_Piece]]:
    inset = 2 * _FRAME_PADDING if document.framed else 0
    room = area.height() - _FOOT - inset
    pages: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in _pieces(document, area.width() - inset, narrow=narrow):
        if pages[-1] and used + piece.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(piece)
        used += piece.height + piece.gap
    return pages


def _paint_page(painter: QPainter, page: list[_Piece], area: QRectF, *, framed: bool) -> None:
    painter.save()
    if framed:
        painter.setPen(QPen(_INK, 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.translate(_FRAME_PADDING, _FRAME_PADDING)
    top = 0.0
    for piece in page:
        piece.draw(painter, top)
        top += piece.height + piece.gap
    painter.restore()


def _pieces(document: Document, width: float, *, narrow: bool) -> Iterator[_Piece]:
    if document.mark:
        yield _mark(document.mark)
    for part in document.blocks:
        yield from _of(part, width, narrow=narrow)


def _of(part: Block, width: float, *, narrow: bool) -> Iterator[_Piece]:
    if isinstance(part, Title):
        yield _lines(part.text, _TITLE, width)
    elif isinstance(part, Section):
        yield _lines(part.text, _SECTION, width, _SMALL_GAP)
    elif isinstance(part, Text):
        yield _lines(part.text, _BODY, width, _SMALL_GAP)
    elif isinstance(part, Code):
        yield from _code(part, width)
    elif isinstance(part, Facts):
        yield from _facts(part, width, narrow=narrow)
    else:
        yield from _signatures(part, width)


def _lines(text: str, style: TextStyle, width: float, gap: float = _GAP) -> _Piece:
    lines = block(text, style, width)

    def draw(painter: QPainter, top: float) -> None:
        lines.draw(painter, QRectF(0, top, width, lines.height), _INK)

    return _Piece(lines.height, draw, gap)


def _mark(text: str) -> _Piece:
    wide = width_of(text, _STRONG) + 2 * _MARK_PADDING

    def draw(painter: QPainter, top: float) -> None:
        painter.setPen(QPen(_INK, 2))
        painter.drawRect(QRectF(1, top + 1, wide - 2, _MARK_HEIGHT - 2))
        box = QRectF(0, top, wide, _MARK_HEIGHT)
        draw_line(painter, box, text, _STRONG, _INK, Qt.AlignmentFlag.AlignHCenter)

    return _Piece(_MARK_HEIGHT, draw)


def _code(part: Code, width: float) -> Iterator[_Piece]:
    yield _lines(part.label, _STRONG, width, 0)
    signs = groups(part.code)
    per_line, size = _arrangement(len(signs), width)
    style = PaperStyle(size, round(size * _CODE_LINE), 600)
    lines = -(-len(signs) // per_line)

    def draw_signs(painter: QPainter, top: float) -> None:
        paint_code(painter, QPointF(0, top), signs, per_line, style, _INK)

    yield _Piece(lines * style.line, draw_signs)
    payload = part.payload or part.code
    side = qr_side(payload, int(min(_QR, width)), quiet_zone=False)

    def draw_qr(painter: QPainter, top: float) -> None:
        paint_qr(painter, QRectF(0, top, side, side), payload, quiet_zone=False)

    yield _Piece(side, draw_qr)


def _arrangement(number: int, width: float) -> tuple[int, int]:
    """Groups on a line, and the size of their signs in px."""
    for per_line in _PER_LINE:
        size = min(_CODE_LARGEST, int(width / line_width(min(per_line, number), _GROUP, 1)))
        if size >= _CODE_SMALLEST:
            return per_line, size
    return 1, _CODE_SMALLEST


def _facts(part: Facts, width: float, *, narrow: bool) -> Iterator[_Piece]:
    for place, (label, value) in enumerate(part.rows):
        last = place == len(part.rows) - 1
        gap = _GAP if last else _SMALL_GAP
        if part.aligned:
            yield _aligned(label, value, width, _GAP + _SMALL_GAP if last else gap)
        elif narrow:
            yield _lines(label, _SMALL, width, 0)
            yield _lines(value, _STRONG, width, gap)
        else:
            yield _beside(block(label, _BODY, _LABEL_WIDTH - _GAP), value, width, gap)


def _beside(label: TextBlock, value: str, width: float, gap: float) -> _Piece:
    said = block(value, _STRONG, width - _LABEL_WIDTH)

    def draw(painter: QPainter, top: float) -> None:
        label.draw(painter, QRectF(0, top, _LABEL_WIDTH - _GAP, label.height), _INK)
        said.draw(painter, QRectF(_LABEL_WIDTH, top, width - _LABEL_WIDTH, said.height), _INK)

    return _Piece(max(label.height, said.height), draw, gap)


def _aligned(label: str, value: str, width: float, gap: float) -> _Piece:
    """A figure at the right edge, and a hairline that leads to it; a long one goes below its label."""
    wide = width_of(value, _STRONG)
    below = wide > width / 2
    said = block(label, _BODY, width if below else width - wide - _GAP)
    height = said.height + (_STRONG.line if below else 0)

    def draw(painter: QPainter, top: float) -> None:
        said.draw(painter, QRectF(0, top, width, said.height), _INK)
        line = QRectF(0, top + height - _STRONG.line, width, _STRONG.line)
        draw_line(painter, line, value, _STRONG, _INK, Qt.AlignmentFlag.AlignRight)
        painter.setPen(QPen(_INK, 0.5))
        foot = top + height + _SMALL_GAP / 4
        painter.drawLine(QPointF(0, foot), QPointF(width, foot))

    return _Piece(height, draw, gap)


def _signatures(part: Signatures, width: float) -> Iterator[_Piece]:
    for name in part.names:
        yield _signature(name, width)


def _signature(name: str, width: float) -> _Piece:
    def draw(painter: QPainter, top: float) -> None:
        foot = top + _SIGN_HEIGHT
        draw_line(painter, QRectF(0, foot - _BODY.line, _LABEL_WIDTH, _BODY.line), name, _BODY, _INK)
        painter.setPen(QPen(_INK, 1))
        painter.drawLine(QPointF(_LABEL_WIDTH, foot), QPointF(width, foot))

    return _Piece(_SIGN_HEIGHT, draw, _SMALL_GAP)
