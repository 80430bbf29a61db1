"""Puts the blocks of a document on paper: black on white, on as many pages as it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from omp_desktop.gui.print.grids import grid_pieces
from omp_desktop.gui.print.papers import Paper
from omp_desktop.gui.print.pieces import (
    BODY,
    GAP,
    INK,
    SECTION,
    SMALL,
    SMALL_GAP,
    STRONG,
    TITLE,
    PaperStyle,
    Piece,
    lines_piece,
)
from omp_desktop.gui.print.tables import table_pieces
from omp_desktop.gui.text_layout import TextBlock, block, draw_line, width_of
from omp_desktop.gui.typography import DESIGN_DPI
from omp_desktop.gui.widgets.codes import groups, line_width, paint_code, paint_qr, qr_side
from omp_desktop.reports.document import (
    Block,
    Code,
    Document,
    Facts,
    Grid,
    Section,
    Signatures,
    Table,
    Text,
    Title,
)

MM: Final = DESIGN_DPI / 25.4  # px
_CODE_LARGEST, _CODE_SMALLEST = 28, 18
_CODE_LINE: Final = 1.5
_PER_LINE: Final = (5, 3, 2, 1)
_QR: Final = 200
_ZOOM, _ROOM_FROM = 1.25, 180  # mm: on smaller paper larger letters would need a second page
_FRAME_PADDING: Final = 12
_MARK_HEIGHT, _MARK_PADDING, _MARK_LINE = 32, 12, 2
_LABEL_WIDTH: Final = 176
_SIGN_HEIGHT: Final = 48
_FOOT: Final = 32
# Signs of a code that somebody reads aloud or types belong to one group.
_GROUP: Final = 5
# A time stands in two places; both keep their length, by which a reader finds its way.
_CREATED = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_DESCRIBED = re.compile(rb"(xmp:\w+Date=\")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_NO_TIME, _NO_TIME_DESCRIBED = rb"\g<1>20000101000000", rb"\g<1>2000-01-01T00:00:00"


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
    laid = lay(document, paper)
    # A pen like the painter's own first one would not be written into the file: its lines would be thin.
    painter.setPen(QPen(INK, _MARK_LINE))
    painter.scale(device.logicalDpiX() / DESIGN_DPI, device.logicalDpiX() / DESIGN_DPI)
    for number in range(laid.pages):
        if number:
            device.newPage()
        laid.paint(painter, number)
    return painter.end()


@dataclass(frozen=True, slots=True)
class Laid:
    """A document on its pages. `zoom`: larger letters on a page that has room for them."""

    area: QRectF
    zoom: float
    framed: bool
    parts: tuple[tuple[Piece, ...], ...]

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.parts)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, the first is 0, inside its margins: from the painter's origin, in px at 96 dpi."""
        painter.save()
        painter.scale(self.zoom, self.zoom)
        _paint_page(painter, self.parts[number], self.area, framed=self.framed)
        if self.pages > 1:
            foot = QRectF(0, self.area.bottom() - SMALL.line, self.area.width(), SMALL.line)
            said = f"{number + 1} / {self.pages}"
            draw_line(painter, foot, said, SMALL, INK, Qt.AlignmentFlag.AlignRight)
        painter.restore()


def lay(document: Document, paper: Paper) -> Laid:
    """Where everything of a document comes to stand on this paper."""
    zoom = _ZOOM if document.large and paper.width >= _ROOM_FROM else 1.0
    inside = (paper.width - 2 * paper.margin, paper.height - 2 * paper.margin)
    area = QRectF(0, 0, inside[0] * MM / zoom, inside[1] * MM / zoom)
    return Laid(area, zoom, document.framed, tuple(_pages(document, area, narrow=paper.narrow)))


def _pages(document: Document, area: QRectF, *, narrow: bool) -> Iterator[tuple[Piece, ...]]:
    inset = 2 * _FRAME_PADDING if document.framed else 0
    room = area.height() - _FOOT - inset
    page: list[Piece] = []
    used = 0.0
    for piece in pieces_of(document, area.width() - inset, narrow=narrow):
        headings = _headings(page) if page and used + piece.height > room else page
        if len(headings) < len(page):
            yield tuple(page[: len(page) - len(headings)])
            repeated = [piece.head] if piece.head is not None and piece.head not in headings else []
            page = [*headings, *repeated]
            used = sum(above.height + above.gap for above in page)
        page.append(piece)
        used += piece.height + piece.gap
    yield tuple(page)


def _headings(page: list[Piece]) -> list[Piece]:
    """What stands at the end of a page and belongs to what comes on the next one."""
    first = len(page)
    while first and page[first - 1].leads:
        first -= 1
    return page[first:]


def _paint_page(painter: QPainter, page: Sequence[Piece], area: QRectF, *, framed: bool) -> None:
    painter.save()
    if framed:
        painter.setPen(QPen(INK, 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.translate(_FRAME_PADDING, _FRAME_PADDING)
    top = 0.0
    for piece in page:
        piece.draw(painter, top)
        top += piece.height + piece.gap
    painter.restore()


def pieces_of(document: Document, width: float, *, narrow: bool) -> Iterator[Piece]:
    """The pieces of all blocks, made as they are asked for."""
    if document.marks:
        yield _marks(document.marks, width)
    for part, after in zip_longest(document.blocks, document.blocks[1:]):
        if isinstance(part, Text) and isinstance(after, Section):
            yield lines_piece(part.text, BODY, width)
        elif isinstance(part, Grid) and isinstance(after, Signatures):
            # Fields and those who sign for them stay on one page.
            yield from (replace(row, leads=True) for row in grid_pieces(part, width, narrow=narrow))
        else:
            yield from _of(part, width, narrow=narrow)


def _of(part: Block, width: float, *, narrow: bool) -> Iterator[Piece]:
    if isinstance(part, Title):
        yield lines_piece(part.text, TITLE, width)
    elif isinstance(part, Section):
        yield lines_piece(part.text, SECTION, width, SMALL_GAP, leads=True)
    elif isinstance(part, Text):
        yield lines_piece(part.text, BODY, width, SMALL_GAP)
    elif isinstance(part, Code):
        yield from _code(part, width)
    elif isinstance(part, Facts):
        yield from _facts(part, width, narrow=narrow)
    elif isinstance(part, Table):
        yield from table_pieces(part, width, narrow=narrow)
    elif isinstance(part, Grid):
        yield from grid_pieces(part, width, narrow=narrow)
    else:
        yield from _signatures(part, width, narrow=narrow)


def _marks(texts: Sequence[str], width: float) -> Piece:
    """Each in a frame of its own, beside each other; in a line of its own where there is no room."""
    places: list[tuple[QRectF, TextBlock]] = []
    left = top = 0.0
    for text in texts:
        wide = min(width, width_of(text, STRONG) + 2 * _MARK_PADDING)
        said = block(text, STRONG, wide - 2 * _MARK_PADDING + 1)
        if left and left + wide > width:
            left, top = 0.0, top + _MARK_HEIGHT + SMALL_GAP
        places.append((QRectF(left, top, wide, said.height + _MARK_HEIGHT - STRONG.line), said))
        left += wide + SMALL_GAP

    def draw(painter: QPainter, at: float) -> None:
        for box, said in places:
            frame = box.translated(0, at)
            painter.setPen(QPen(INK, _MARK_LINE))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
            inside = (_MARK_HEIGHT - STRONG.line) / 2
            said.draw(painter, frame.adjusted(_MARK_PADDING, inside, -_MARK_PADDING, -inside), INK)

    return Piece(max(box.bottom() for box, _ in places), draw)


def _code(part: Code, width: float) -> Iterator[Piece]:
    yield lines_piece(part.label, STRONG, width, 0)
    signs = groups(part.code)
    per_line, size = _arrangement(len(signs), width)
    style = PaperStyle(size, round(size * _CODE_LINE), 600)
    lines = -(-len(signs) // per_line)

    def draw_signs(painter: QPainter, top: float) -> None:
        paint_code(painter, QPointF(0, top), signs, per_line, style, INK)

    yield Piece(lines * style.line, draw_signs)
    payload = part.payload or part.code
    side = qr_side(payload, int(min(_QR, width)), quiet_zone=False)

    def draw_qr(painter: QPainter, top: float) -> None:
        paint_qr(painter, QRectF(0, top, side, side), payload, quiet_zone=False)

    yield Piece(side, draw_qr)


def _arrangement(number: int, width: float) -> tuple[int, int]:
    """Groups on a line, and the size of their signs in px."""
    for per_line in _PER_LINE:
        size = min(_CODE_LARGEST, int(width / line_width(min(per_line, number), _GROUP, 1)))
        if size >= _CODE_SMALLEST:
            return per_line, size
    return 1, _CODE_SMALLEST


def _facts(part: Facts, width: float, *, narrow: bool) -> Iterator[Piece]:
    for place, (label, value) in enumerate(part.rows):
        last = place == len(part.rows) - 1
        gap = GAP if last else SMALL_GAP
        if part.aligned:
            yield _aligned(label, value, width, GAP + SMALL_GAP if last else gap)
        elif narrow:
            yield lines_piece(label, SMALL, width, 0)
            yield lines_piece(value, STRONG, width, gap)
        else:
            yield _beside(block(label, BODY, _LABEL_WIDTH - GAP), value, width, gap)


def _beside(label: TextBlock, value: str, width: float, gap: float) -> Piece:
    said = block(value, STRONG, width - _LABEL_WIDTH)

    def draw(painter: QPainter, top: float) -> None:
        label.draw(painter, QRectF(0, top, _LABEL_WIDTH - GAP, label.height), INK)
        said.draw(painter, QRectF(_LABEL_WIDTH, top, width - _LABEL_WIDTH, said.height), INK)

    return Piece(max(label.height, said.height), draw, gap)


def _aligned(label: str, value: str, width: float, gap: float) -> Piece:
    """A figure at the right edge, and a hairline that leads to it; a long one goes below its label."""
    wide = width_of(value, STRONG)
    below = wide > width / 2
    said = block(label, BODY, width if below else width - wide - GAP)
    height = said.height + (STRONG.line if below else 0)

    def draw(painter: QPainter, top: float) -> None:
        said.draw(painter, QRectF(0, top, width, said.height), INK)
        line = QRectF(0, top + height - STRONG.line, width, STRONG.line)
        draw_line(painter, line, value, STRONG, INK, Qt.AlignmentFlag.AlignRight)
        painter.setPen(QPen(INK, 0.5))
        foot = top + height + SMALL_GAP / 4
        painter.drawLine(QPointF(0, foot), QPointF(width, foot))

    return Piece(height, draw, gap)


def _signatures(part: Signatures, width: float, *, narrow: bool) -> Iterator[Piece]:
    beside = 2 if part.paired and not narrow else 1
    for first in range(0, len(part.names), beside):
        last = first + beside >= len(part.names)
        wide = (width - (beside - 1) * GAP) / beside
        piece = _signature(part.names[first : first + beside], wide)
        # Those who sign do so on one page.
        yield replace(piece, gap=GAP if last else SMALL_GAP, leads=not last)


def _signature(names: Sequence[str], width: float) -> Piece:
    """Lines to sign on beside each other, each `width` wide; a long name takes room from its line."""
    said = [block(name, BODY, min(width_of(name, BODY) + 1, width / 2)) for name in names]
    height = max(_SIGN_HEIGHT, *(name.height for name in said))

    def draw(painter: QPainter, top: float) -> None:
        foot = top + height
        for place, name in enumerate(said):
            left = place * (width + GAP)
            begin = left + max(min(_LABEL_WIDTH, width / 2), name.width + SMALL_GAP)
            name.draw(painter, QRectF(left, foot - name.height, name.width, name.height), INK)
            painter.setPen(QPen(INK, 1))
            painter.drawLine(QPointF(begin, foot), QPointF(left + width, foot))

    return Piece(height, draw)
