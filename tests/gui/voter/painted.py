"""What a window really paints: every line of text and every sign, where it stands, and its contrast."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from omp_desktop.gui import icons, palettes, text_layout, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.text_layout import WORD_JOINER, TextBlock, keep_all
from omp_desktop.gui.typography import TextStyle

# VVSG 2.0 7.1-D; signs beside words as in the program's palettes.
LEAST: dict[PaletteName, float] = {"default": 10, "black_on_white": 20, "white_on_black": 18, "low": 4.5}
MOST_OF_LOW = 8
LEAST_SIGN = 4.5
_CARET = 3  # px
_ROUNDING = 1.0  # px


@dataclass(frozen=True)
class Mark:
    """One line of text, or with an empty `text` a sign, painted by `part`.

    `place`: its ink in px of the window; `cut`: what is wrong with how it was painted, or nothing.
    `own`: it stands with others in one block of text, which may share their heights.
    """

    part: QWidget
    text: str
    place: QRect
    cut: str = ""
    block: int = 0


@dataclass
class Paint:
    """A picture of a window, and what was painted on it, in the order of painting."""

    picture: QImage = field(default_factory=QImage)
    marks: list[Mark] = field(default_factory=list)

    def within(self, top: QWidget) -> list[Mark]:
        """What belongs to `top`, a window or a sheet over it."""
        return [mark for mark in self.marks if mark.part is top or top.isAncestorOf(mark.part)]


class Watch:
    """Notes what is painted while it is asked to; the program paints as always."""

    def __init__(self) -> None:
        self._paint: Paint | None = None
        self._blocks = 0

    def look(self, window: QWidget) -> Paint:
        """Paint the window once, and note what stands on it."""
        self._paint, paint = Paint(), Paint()
        try:
            picture = window.grab().toImage()
            paint = self._paint
        finally:
            self._paint = None
        paint.picture = picture.convertToFormat(QImage.Format.Format_RGB32)
        paint.marks += [_typed(edit) for edit in window.findChildren(QLineEdit) if _shows_text(edit)]
        return paint

    def saw_line(
        self, painter: QPainter, rect: QRectF, text: str, style: TextStyle, alignment: Qt.AlignmentFlag
    ) -> None:
        if self._paint is None or not text.strip():
            return
        metrics = style.metrics()
        width = metrics.horizontalAdvance(text)
        spare = rect.width() - width
        x = rect.left()
        if alignment & Qt.AlignmentFlag.AlignHCenter:
            x += spare / 2
        elif alignment & Qt.AlignmentFlag.AlignRight:
            x += spare
        middle = rect.top() + (rect.height() - metrics.ascent() - metrics.descent()) / 2
        ink = metrics.tightBoundingRect(text).translated(x, middle + metrics.ascent())
        self._blocks += 1
        self._add(painter, text, ink, "is shortened" if spare < -_ROUNDING else "")

    def saw_block(self, painter: QPainter, rect: QRectF, block: TextBlock) -> None:
        if self._paint is None:
            return
        metrics = block.style.metrics()
        self._blocks += 1
        for index, text in enumerate(block.line_texts()):
            if not text.strip():
                continue
            line = block.layout.lineAt(index)
            # As it is painted: letters that stand closer do so on both sides of a joiner.
            ink = metrics.tightBoundingRect(keep_all(text))
            ink.translate(rect.left() + line.x(), rect.top() + line.y() + line.ascent())
            cut = "is wider than its room" if line.naturalTextWidth() > rect.width() + _ROUNDING else ""
            cut = cut or ("is shortened" if _shortened(painter, text) else _broken(block, index))
            self._add(painter, text, ink, cut)

    def saw_sign(self, painter: QPainter, rect: QRectF) -> None:
        if self._paint is not None:
            self._add(painter, "", rect, "")

    def _add(self, painter: QPainter, text: str, ink: QRectF, cut: str) -> None:
        device = painter.device()
        if self._paint is None or not isinstance(device, QWidget):
            return
        place = painter.worldTransform().mapRect(ink)
        if not cut and not _room(device).adjusted(-1, -1, 1, 1).contains(place):
            cut = "reaches out of its part"
        in_window = place.translated(QPoint(device.mapTo(device.window(), QPoint(0, 0)))).toAlignedRect()
        self._paint.marks.append(Mark(device, text, in_window, cut, self._blocks))


def _shortened(painter: QPainter, text: str) -> bool:
    """Whether a text ends in an ellipsis that is not the part's own."""
    part = painter.device()
    return text.endswith("…") and not (isinstance(part, QLabel) and part.text().endswith("…"))


def _room(part: QWidget) -> QRectF:
    """What of a part can be seen, in its own px."""
    seen, outer = QRectF(part.rect()), part.parentWidget()
    while outer is not None and not part.isWindow():
        seen = seen.intersected(QRectF(outer.rect()).translated(QPoint(part.mapFrom(outer, QPoint(0, 0)))))
        outer = None if outer.isWindow() else outer.parentWidget()
    return seen


def _broken(block: TextBlock, index: int) -> str:
    """Whether a line ends within a word of letters."""
    line = block.layout.lineAt(index)
    end = line.textStart() + line.textLength()
    # Counted as Qt counts, in UTF-16 units.
    units = block.layout.text().encode("utf-16-le")
    rest = units[end * 2 :].decode("utf-16-le")
    before = units[: end * 2].decode("utf-16-le").rstrip(WORD_JOINER)
    inside = bool(rest) and before[-1:].isalnum() and rest.lstrip(WORD_JOINER)[:1].isalnum()
    return "is broken inside a word" if inside else ""


def _shows_text(edit: QLineEdit) -> bool:
    return edit.isVisible() and bool(edit.displayText() or edit.placeholderText())


def _typed(edit: QLineEdit) -> Mark:
    """What Qt itself paints into an input, without the caret."""
    text = edit.displayText() or edit.placeholderText()
    metrics = edit.fontMetrics()
    inner = edit.contentsRect().marginsRemoved(edit.textMargins())
    width = metrics.horizontalAdvance(text)
    middle = inner.center().y() - metrics.capHeight()
    left = edit.mapTo(edit.window(), inner.topLeft())
    caret = edit.cursorRect()
    # A caret stands before what is only proposed and after what was typed.
    start = caret.center().x() + _CARET if not edit.displayText() else caret.center().x() - width + _CARET
    place = QRect(
        left.x() - inner.left() + start, left.y() - inner.top() + middle, 0, 2 * metrics.capHeight()
    )
    place.setWidth(max(1, width - 2 * _CARET))
    cut = "is wider than its room" if width > inner.width() or metrics.height() > edit.height() else ""
    return Mark(edit, text, place, cut, -1)


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Let a Watch see what the program's own painting functions are called with."""
    watch = Watch()
    line, block, sign = text_layout.draw_line, TextBlock.draw, icons.paint

    def draw_line(
        painter: QPainter,
        rect: QRectF,
        text: str,
        style: TextStyle,
        colour: QColor,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        watch.saw_line(painter, rect, text, style, alignment)
        line(painter, rect, text, style, colour, alignment)

    def draw(
        self: TextBlock,
        painter: QPainter,
        rect: QRectF,
        colour: QColor,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        block(self, painter, rect, colour, alignment)
        watch.saw_block(painter, rect, self)

    def paint(
        painter: QPainter, rect: QRectF, name: str, colour: QColor, stroke: float | None = None
    ) -> None:
        watch.saw_sign(painter, rect)
        sign(painter, rect, name, colour, stroke)

    with monkeypatch.context() as patch:
        for module in tuple(sys.modules.values()):
            if getattr(module, "draw_line", None) is line:
                patch.setattr(module, "draw_line", draw_line)
        patch.setattr(TextBlock, "draw", draw)
        patch.setattr(icons, "paint", paint)
        yield watch


def contrast_of(picture: QImage, mark: Mark) -> float:
    """Contrast between a mark and what it stands on, by the pixels that were painted."""
    cut = picture.copy(mark.place)
    bits = cut.constBits()
    return _contrast(bytes(bits))


@lru_cache(maxsize=2048)
def _contrast(pixels: bytes) -> float:
    """The ground is the commonest colour; the ink what differs most from it. Edges lie between the two."""
    colours = Counter(memoryview(pixels).cast("I"))
    (ground, _), *others = colours.most_common()
    return max((_ratio(ink, ground) for ink, _ in others), default=1.0)


@lru_cache(maxsize=65536)
def _ratio(ink: int, ground: int) -> float:
    return palettes.contrast(QColor.fromRgb(ink), QColor.fromRgb(ground))


def faint(paint: Paint, top: QWidget) -> list[str]:
    """Text and signs that do not stand out, or in low contrast too much, each with what it reaches."""
    found = []
    for mark in paint.within(top):
        name = theme.of(mark.part).name
        least = LEAST[name] if mark.text else LEAST_SIGN
        reached = contrast_of(paint.picture, mark)
        if reached < least or (name == "low" and reached > MOST_OF_LOW):
            found.append(f"{mark.text or 'a sign'!r} of {_name(mark.part)} has a contrast of {reached:.2f}")
    return found


def cut_off(paint: Paint, top: QWidget) -> list[str]:
    """Lines of text that are not whole."""
    return [f"{mark.text!r} of {_name(mark.part)} {mark.cut}" for mark in paint.within(top) if mark.cut]


def over_each_other(paint: Paint, top: QWidget) -> list[str]:
    """Lines of text whose ink meets that of another text."""
    marks = [mark for mark in paint.within(top) if mark.text]
    return [
        f"{one.text!r} lies over {other.text!r}"
        for number, one in enumerate(marks)
        for other in marks[number + 1 :]
        if one.block != other.block and one.place.adjusted(1, 1, -1, -1).intersects(other.place)
    ]


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} {part.objectName()}".strip()
