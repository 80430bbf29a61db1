"""Lines of text with exact heights and Korean that breaks at spaces only.

Qt's style sheets know no line height, and Qt breaks inside words that hold more than plain Hangul:
大統領選擧를, 기호1번/2번. U+2060 WORD JOINER between the signs of a word makes it break at spaces. It is put
in at paint time only: never in names for screen readers, the clipboard or data.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextLayout, QTextOption

from omp_desktop.gui.typography import TextStyle

WORD_JOINER = "\u2060"
_ZERO_WIDTH_JOINER = "\u200d"
_LINE_SEPARATOR = "\u2028"
_SPACES = re.compile(r"(\s+)")
_UNLIMITED = 1_000_000.0


def keep_all(text: str) -> str:
    """`text` with word joiners, so that lines break at spaces only. For painting, nothing else.

    Words in Latin letters alone stay as they are: Qt breaks those properly, after hyphens and slashes.
    """
    # Not cached: what a voter chose is among these texts, and must not stay in memory.
    composed = unicodedata.normalize("NFC", text)
    return "".join(word if word.isascii() else _joined(word) for word in _SPACES.split(composed))


def _joined(word: str) -> str:
    out = [word[0]]
    for before, sign in pairwise(word):
        if _may_join(before, sign):
            out.append(WORD_JOINER)
        out.append(sign)
    return "".join(out)


def _may_join(before: str, sign: str) -> bool:
    if before.isspace() or (before.isascii() and before.isalnum() and sign.isascii() and sign.isalnum()):
        # Inside a number or a Latin word there is no break, and kerning stays.
        return False
    # Nothing may come between a sign and what modifies it.
    parts = {before, sign} & {_ZERO_WIDTH_JOINER, WORD_JOINER}
    return not parts and not unicodedata.category(sign).startswith("M")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text broken into lines of one style. `width` is that of the longest line, in px."""

    layout: QTextLayout
    style: TextStyle
    width: float
    lines: int

    @property
    def height(self) -> int:
        """Height in px: lines × line height, exactly."""
        return self.lines * self.style.line

    def draw(
        self,
        painter: QPainter,
        rect: QRectF,
        colour: QColor,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Paint the lines into `rect`, from its top; `alignment` is left, right or centre."""
        self._place(rect.width(), alignment)
        painter.save()
        painter.setPen(colour)
        self.layout.draw(painter, rect.topLeft())
        painter.restore()

    def _place(self, width: float, alignment: Qt.AlignmentFlag) -> None:
        baseline = self.style.baseline()
        for index in range(self.lines):
            line = self.layout.lineAt(index)
            spare = width - line.naturalTextWidth()
            x = 0.0
            if alignment & Qt.AlignmentFlag.AlignHCenter:
                x = spare / 2
            elif alignment & Qt.AlignmentFlag.AlignRight:
                x = spare
            line.setPosition(QPointF(x, index * self.style.line + baseline - line.ascent()))

    def line_texts(self) -> Sequence[str]:
        """What stands on each line, without joiners."""
        text = self.layout.text()
        found = []
        for index in range(self.lines):
            line = self.layout.lineAt(index)
            # Python counts code points, Qt counts UTF-16 units.
            units = text.encode("utf-16-le")
            raw = units[line.textStart() * 2 : (line.textStart() + line.textLength()) * 2]
            found.append(raw.decode("utf-16-le").replace(WORD_JOINER, "").strip(" " + _LINE_SEPARATOR))
        return found


def block(text: str, style: TextStyle, width: float | None = None) -> TextBlock:
    """Break `text` into lines no wider than `width` px (None: only at line ends in the text).

    A single word that is wider than the line is broken inside rather than cut.
    """
    # QTextOption keeps trailing spaces out of the natural width by itself.
    layout = QTextLayout(keep_all(text).replace("\n", _LINE_SEPARATOR), style.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    lines, longest = 0, 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_UNLIMITED if width is None else max(1.0, width))
        longest = max(longest, line.naturalTextWidth())
        lines += 1
    layout.endLayout()
    return TextBlock(layout, style, longest, max(1, lines))


def elided(text: str, style: TextStyle, width: float) -> str:
    """`text`, shortened at its end with … when it is wider than `width` px."""
    return style.metrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def draw_line(  # noqa: PLR0913, PLR0917 - what, where and how, at some hundred places
    painter: QPainter,
    rect: QRectF,
    text: str,
    style: TextStyle,
    colour: QColor,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line into `rect`, vertically in its middle, shortened when it does not fit."""
    shown = elided(text, style, rect.width() + 0.5)
    metrics = style.metrics()
    baseline = rect.top() + (rect.height() - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
    spare = rect.width() - metrics.horizontalAdvance(shown)
    x = rect.left()
    if alignment & Qt.AlignmentFlag.AlignHCenter:
        x += spare / 2
    elif alignment & Qt.AlignmentFlag.AlignRight:
        x += spare
    painter.save()
    painter.setFont(style.font())
    painter.setPen(colour)
    painter.drawText(QPointF(x, baseline), shown)
    painter.restore()


def width_of(text: str, style: TextStyle) -> float:
    """Width of one line of text in px."""
    return style.metrics().horizontalAdvance(text)
