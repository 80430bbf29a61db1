"""Confirmation codes, to read and to scan."""

from collections.abc import Sequence

import segno
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import accessible
from omp_desktop.gui.text_layout import draw_line
from omp_desktop.gui.typography import TextStyle
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice, count, words

GROUP_LENGTH = 5
_CELL = 0.76  # of the size: one sign
_FILLED = 0.98  # of a cell: the widest sign
_GROUP_GAP = 1.0  # of the size: between groups
_LINE = 1.4  # of the size: from line to line
_QUIET_ZONE = 4  # modules, after ISO/IEC 18004
_DEFAULT_QR = 264


def groups(code: str, length: int = GROUP_LENGTH) -> list[str]:
    """The signs in groups, of five unless told otherwise; dashes and spaces do not count."""
    signs = "".join(sign for sign in code if sign.isalnum())
    return [signs[start : start + length] for start in range(0, len(signs), length)]


class CodeDisplay(Themed, QWidget):
    """A confirmation code, every sign in a cell of its own width, on one line if it fits, else broken
    between groups.

    It is drawn as large as the width allows, never smaller than body text.
    """

    code = words("code")
    measure = choice("measure", ("voter", "official"))
    groupLength = count("groupLength", GROUP_LENGTH)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        accessible.tell_role(self, QAccessible.Role.StaticText)

    def spoken(self) -> str:
        return ", ".join(" ".join(group) for group in groups(self.code, self.groupLength))

    def _wanted(self) -> TextStyle:
        return self.theme().style("voterCode") if self.measure == "voter" else TextStyle(20, 28, 600)

    def _smallest(self) -> int:
        return self.theme().sizes.unit if self.measure == "voter" else 16

    def _line_width(self, number: int, size: float) -> float:
        return line_width(number, self.groupLength, size)

    def arrangement(self, width: int) -> tuple[int, int]:
        """Size of the signs in px, and groups per line, for a width in px."""
        number = len(groups(self.code, self.groupLength))
        largest = self._wanted().size
        for per_line in range(number, 0, -1):
            for size in range(largest, self._smallest() - 1, -1):
                if self._line_width(per_line, size) <= width:
                    lines = -(-number // per_line)
                    # As many on each line: a group alone in the last one looks forgotten.
                    return size, -(-number // lines)
        return self._smallest(), 1

    def sizeHint(self) -> QSize:
        number, style = len(groups(self.code, self.groupLength)), self._wanted()
        return QSize(int(self._line_width(number, style.size)) + 1, style.line)

    def minimumSizeHint(self) -> QSize:
        return QSize(int(self._line_width(1, self._smallest())) + 1, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        number = len(groups(self.code, self.groupLength))
        size, per_line = self.arrangement(width)
        lines = -(-number // per_line) if number else 1
        return lines * round(size * _LINE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before, now = event.oldSize().width(), event.size().width()
        if self.heightForWidth(before) != self.heightForWidth(now):
            # The layout keeps what a narrow place would have needed.
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        size, per_line = self.arrangement(self.width())
        style = TextStyle(size, round(size * _LINE), self._wanted().weight)
        signs = groups(self.code, self.groupLength)
        paint_code(QPainter(self), QPointF(0, 0), signs, per_line, style, self.theme().colour("text"))


def line_width(number: int, length: int, size: float) -> float:
    """Width in px of that many groups of `length` signs of `size` px on one line."""
    return number * length * size * _CELL + (number - 1) * size * _GROUP_GAP


def paint_code(  # noqa: PLR0913, PLR0917 - what, where and how
    painter: QPainter, origin: QPointF, signs: list[str], per_line: int, style: TextStyle, ink: QColor
) -> None:
    """Paint groups of signs from `origin` on, `per_line` of them on a line, on any device."""
    cell = style.size * _CELL
    for number, group in enumerate(signs):
        left = origin.x() + (number % per_line) * (len(signs[0]) * cell + style.size * _GROUP_GAP)
        top = origin.y() + (number // per_line) * style.line
        for place, sign in enumerate(group):
            _draw_sign(painter, QRectF(left + place * cell, top, cell, style.line), sign, style, ink)


def _draw_sign(painter: QPainter, box: QRectF, sign: str, style: TextStyle, ink: QColor) -> None:
    """In the middle of its cell; W and M are wider than one, and made narrower: two of them never touch."""
    narrower = min(1.0, box.width() * _FILLED / style.metrics().horizontalAdvance(sign))
    painter.save()
    painter.translate(box.center().x(), 0)
    painter.scale(narrower, 1)
    room = box.width() / narrower
    draw_line(
        painter,
        QRectF(-room / 2, box.top(), room, box.height()),
        sign,
        style,
        ink,
        Qt.AlignmentFlag.AlignHCenter,
    )
    painter.restore()


def _matrix(payload: str) -> Sequence[Sequence[int]]:
    return segno.make(payload, error="m", micro=False).matrix


def qr_side(payload: str, room: int, *, quiet_zone: bool) -> int:
    """Side in px of a QR code in a square of `room` px: whole units per module, so rarely all of it."""
    modules = len(_matrix(payload)) + 2 * (_QUIET_ZONE if quiet_zone else 0)
    return modules * max(1, room // modules)


def paint_qr(painter: QPainter, place: QRectF, payload: str, *, quiet_zone: bool) -> None:
    """Paint a QR code, black on white, as large as whole units per module allow, from the top left of
    `place`.

    Args:
        painter: any device.
        place: the room it may take.
        payload: what it says.
        quiet_zone: with the white margin of 4 modules that readers need where the ground is not white.
    """
    matrix = _matrix(payload)
    margin = _QUIET_ZONE if quiet_zone else 0
    side = len(matrix) + 2 * margin
    module = max(1, int(min(place.width(), place.height()) // side))
    white, black = QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.black)
    painter.fillRect(QRectF(place.left(), place.top(), side * module, side * module), white)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                x = place.left() + (column + margin) * module
                y = place.top() + (row + margin) * module
                painter.fillRect(QRectF(x, y, module, module), black)


class QrCode(Themed, QWidget):
    """A QR code, whole px per module, black on white in every contrast mode."""

    payload = words("payload")
    maximum = count("maximum", _DEFAULT_QR)
    description = words("description")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        accessible.tell_role(self, QAccessible.Role.Graphic)

    def spoken(self) -> str:
        return self.description

    def _needs_margin(self) -> bool:
        return self.theme().colour("surface") != QColor(Qt.GlobalColor.white)

    def sizeHint(self) -> QSize:
        return QSize(self.maximum, self.maximum)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.payload:
            quiet = self._needs_margin()
            side = qr_side(self.payload, min(self.width(), self.height()), quiet_zone=quiet)
            # It ends where its part ends, like everything else at the right edge of a card.
            place = QRectF(self.width() - side, (self.height() - side) // 2, side, side)
            paint_qr(QPainter(self), place, self.payload, quiet_zone=quiet)
