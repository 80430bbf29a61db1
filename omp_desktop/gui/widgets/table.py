"""The table of the program: one look, one delegate, chosen by row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from omp_desktop.gui import shapes
from omp_desktop.gui.text_layout import draw_line, width_of
from omp_desktop.gui.theme import CONTROL_RADIUS, Theme
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.marks import PILL_HEIGHT, paint_badge, paint_pill, pill_width
from omp_desktop.gui.widgets.table_choice import ChoosingTable
from omp_desktop.gui.widgets.table_model import (
    CELL_ROLE,
    BadgeCell,
    ButtonCell,
    Cell,
    Index,
    PillCell,
    Row,
    Text,
)

_MARK_WIDTH = 4  # px of the stripe at the left of the chosen row
_BADGE, _BUTTON_HEIGHT, _BUTTON_PADDING = 32, 32, 12
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


def _aligned(area: QRectF, width: float, height: float, align: str) -> QRectF:
    """A box of that size in `area`, vertically in the middle."""
    left = area.left()
    if align == "right":
        left = area.right() - width
    elif align == "center":
        left += (area.width() - width) / 2
    return QRectF(round(left), round(area.top() + (area.height() - height) / 2), width, height)


def _strike(painter: QPainter, area: QRectF, width: float, ink: QColor) -> None:
    """A line through words that begin at the left of `area`."""
    painter.fillRect(QRectF(area.left(), round(area.center().y()), width, 1), ink)


class _Delegate(QStyledItemDelegate):
    """Paints every kind of cell."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._table.theme()
        rect: QRect = option.rect
        chosen = self._table.is_chosen(index.row())
        if chosen:
            painter.fillRect(rect, look.colour("selected_fill"))
            if index.column() == 0:
                painter.fillRect(
                    QRect(rect.left(), rect.top(), _MARK_WIDTH, rect.height()), look.colour("selected_mark")
                )
        self._paint_line(painter, rect, index.row(), look)
        cell = index.data(CELL_ROLE)
        if cell is not None:
            self._paint_cell(painter, index, cell, look)

    def _paint_line(self, painter: QPainter, rect: QRect, row: int, look: Theme) -> None:
        last = self._table.model().rowCount() - 1
        if row == last:
            return
        before_total = self._table.totalRow and row == last - 1
        colour = look.colour("border" if before_total else "decoration")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour)

    def _paint_cell(self, painter: QPainter, index: Index, cell: Cell, look: Theme) -> None:
        area = self.inner(index)
        align = self._table.column(index.column()).align
        chosen = self._table.is_chosen(index.row())
        if isinstance(cell, Text):
            self._paint_text(painter, area, cell, index)
        elif isinstance(cell, PillCell):
            place = _aligned(area, min(area.width(), pill_width(cell.text, cell.icon)), PILL_HEIGHT, align)
            paint_pill(painter, place, (cell.kind, cell.icon, cell.text), look, outlined=chosen)
        elif isinstance(cell, BadgeCell):
            width = max(_BADGE, width_of(cell.text, OFFICIAL["total"]) + 12)
            place = _aligned(area, width, _BADGE, align)
            looks = "outlined" if chosen else "plain"
            paint_badge(painter, place, cell.text, OFFICIAL["total"], look, looks=looks)
        else:
            self._paint_button(painter, index, cell, look)

    def _paint_text(self, painter: QPainter, area: QRectF, cell: Text, index: Index) -> None:
        look = self._table.theme()
        chosen = self._table.is_chosen(index.row())
        ink = look.colour("selected_text" if chosen else cell.tone)
        # text2 is too weak on the tint of a chosen row.
        sub_ink = look.colour("selected_text" if chosen else "text2")
        alignment = _ALIGNMENTS[self._table.column(index.column()).align]
        top = area.top() + (area.height() - 44) / 2
        upper = QRectF(area.left(), top, area.width(), 24) if cell.sub else area
        if cell.struck:
            _strike(painter, upper, min(upper.width(), width_of(cell.text, OFFICIAL[cell.weight])), ink)
        if not cell.sub:
            draw_line(painter, area, cell.text, OFFICIAL[cell.weight], ink, alignment)
            return
        lower = QRectF(area.left(), top + 23, area.width(), 20)
        draw_line(painter, upper, cell.text, OFFICIAL[cell.weight], ink, alignment)
        draw_line(painter, lower, cell.sub, OFFICIAL["caption"], sub_ink, alignment)

    def _paint_button(self, painter: QPainter, index: Index, cell: ButtonCell, look: Theme) -> None:
        place = self.button_rect(index, cell)
        ink, fill = look.colour("primary"), look.colour("surface")
        line = shapes.Line(look.colour("border"), look.line())
        if not cell.enabled:
            ink, fill = look.colour("text"), look.colour("neutral")
            line = shapes.Line(look.colour("border"), look.line(), dashed=True)
        elif self._table.pressed_button == (index.row(), index.column()):
            ink, fill = look.colour("pressed_text"), look.colour("pressed_fill")
            line = shapes.Line(look.colour("active_text"), 2)
        elif self._table.hovered_button == (index.row(), index.column()):
            ink, fill = look.colour("active_text"), look.colour("hover_fill")
            line = shapes.Line(look.colour("active_text"), 2)
        shapes.rounded(painter, place, CONTROL_RADIUS, fill, line)
        draw_line(painter, place, cell.text, OFFICIAL["captionStrong"], ink, Qt.AlignmentFlag.AlignHCenter)

    def inner(self, index: Index) -> QRectF:
        """The cell without its padding."""
        padding = self._table.cellPadding
        return QRectF(self._table.visualRect(QModelIndex(index))).adjusted(padding, 0, -padding, -1)  # type: ignore[arg-type]  # both index types convert

    def button_rect(self, index: Index, cell: ButtonCell) -> QRectF:
        """Where a button of a row stands."""
        width = width_of(cell.text, OFFICIAL["captionStrong"]) + 2 * _BUTTON_PADDING
        align = self._table.column(index.column()).align
        return _aligned(self.inner(index), width, _BUTTON_HEIGHT, align)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Text):
            room = self.inner(index).width() + 0.5
            too_wide = width_of(cell.text, OFFICIAL[cell.weight]) > room
            if too_wide or width_of(cell.sub, OFFICIAL["caption"]) > room:
                QToolTip.showText(event.globalPos(), cell.spoken, view)
                return True
        return super().helpEvent(event, view, option, index)


class _Head(QHeaderView):
    """Titles of the columns, on the padding and at the side of their cells."""

    def __init__(self, table: "TableView") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._table.headPixels)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = self._table.theme()
        padding = self._table.cellPadding
        column = self._table.column(section)
        line = look.line()
        painter.fillRect(rect, look.colour("surface"))
        painter.fillRect(
            QRect(rect.left(), rect.bottom() + 1 - line, rect.width(), line), look.colour("border")
        )
        area = QRectF(rect).adjusted(padding, 0, -padding, -line)
        draw_line(
            painter,
            area,
            column.title,
            OFFICIAL["captionStrong"],
            look.colour("text2"),
            _ALIGNMENTS[column.align],
        )


class TableView(ChoosingTable):
    """Rows that are chosen by click, arrow keys, Home, End. Enter opens the row or presses its button."""

    row_opened = Signal(str)
    button_pressed = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_button: tuple[int, int] | None = None
        self.pressed_button: tuple[int, int] | None = None
        self._delegate = _Delegate(self)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(_Head(self))
        self.setMouseTracking(True)
        self.property_changed("rowPixels")

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the chosen row and the place stay while its key is there."""
        self.hovered_button = self.pressed_button = None
        super().set_rows(rows)

    def button_place(self, index: Index) -> QRectF:
        """Where the button of a cell stands; empty when the cell has none."""
        cell = index.data(CELL_ROLE)
        return self._delegate.button_rect(index, cell) if isinstance(cell, ButtonCell) else QRectF()

    def _button_at(self, event: QMouseEvent) -> tuple[int, int] | None:
        index = self.indexAt(event.position().toPoint())
        cell = index.data(CELL_ROLE) if index.isValid() else None
        if isinstance(cell, ButtonCell) and cell.enabled:
            place = self._delegate.button_rect(index, cell)
            if place.contains(event.position()):
                return index.row(), index.column()
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_button = self._button_at(event)
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._button_at(event)
        if hovered != self.hovered_button:
            self.hovered_button = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self.pressed_button = self.pressed_button, None
        super().mouseReleaseEvent(event)
        self.viewport().update()
        if pressed is not None and self._button_at(event) == pressed:
            self.button_pressed.emit(self._rows.rows[pressed[0]].key, pressed[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._button_at(event) is None:
            self.row_opened.emit(self._rows.rows[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._act_on_chosen()
            event.accept()
            return
        super().keyPressEvent(event)

    def _act_on_chosen(self) -> None:
        row = self._rows.row_of(self._chosen_key)
        if row < 0:
            return
        for number, cell in enumerate(self._rows.rows[row].cells):
            if isinstance(cell, ButtonCell) and cell.enabled:
                self.button_pressed.emit(self._chosen_key, number)
                return
        self.row_opened.emit(self._chosen_key)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered_button = None
        super().leaveEvent(event)
        self.viewport().update()
