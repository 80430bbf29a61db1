"""Rows that are chosen as a whole, and stay chosen and in place when they are shown anew."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from omp_desktop.gui.text_layout import draw_line
from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import count, flag, words
from omp_desktop.gui.widgets.table_model import KEY_ROLE, Column, Row, TableModel

_LEAST_STRETCH = 80
_TOTAL_HEIGHT = 48


class ChoosingTable(Themed, QTableView):
    """What is chosen, by key; the widths of the columns; a sentence where there are no rows."""

    rowPixels = count("rowPixels", 52)
    headPixels = count("headPixels", 40)
    cellPadding = count("cellPadding", 12)
    totalRow = flag("totalRow")
    emptyText = words("emptyText")

    row_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen_key = ""
        self._refreshing = False
        self._total_at = 0
        self._rows = TableModel(self)
        self.setModel(self._rows)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns, or the same in another language; what is chosen stays."""
        self._keeping_place(lambda: self._rows.set_columns(columns))
        self._place_columns()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the chosen row and the place stay while its key is there."""
        self._keeping_place(lambda: self._rows.set_rows(rows))

    def column(self, number: int) -> Column:
        """What a column is."""
        return self._rows.columns[number]

    @property
    def chosen_key(self) -> str:
        """Key of the chosen row, empty when none is."""
        return self._chosen_key

    def choose(self, key: str) -> None:
        """Choose a row, as a click does: `row_chosen` follows. An unknown key chooses none."""
        row = self._rows.row_of(key)
        if row < 0:
            self.clearSelection()
            self._chosen_key = ""
        else:
            self.selectRow(row)

    def is_chosen(self, row: int) -> bool:
        """Whether this row is the chosen one."""
        return bool(self._chosen_key) and self._rows.rows[row].key == self._chosen_key

    def _keeping_place(self, change: Callable[[], None]) -> None:
        key, place = self._chosen_key, self.verticalScrollBar().value()
        self._refreshing = True
        change()
        row = self._rows.row_of(key) if key else -1
        if row >= 0 and self._rows.columns:
            self.selectRow(row)
        self._chosen_key = key if row >= 0 else ""
        if self.totalRow and self._rows.rows:
            # The line of totals stood elsewhere while there were fewer rows.
            if self._total_at < len(self._rows.rows):
                self.setRowHeight(self._total_at, self.rowPixels)
            self._total_at = len(self._rows.rows) - 1
            self.setRowHeight(self._total_at, min(_TOTAL_HEIGHT, self.rowPixels))
        self._refreshing = False
        # The range of the scroll bar follows the rows only when the view is laid out.
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        if self._refreshing:
            return
        rows = self.selectionModel().selectedRows()
        key = str(rows[0].data(KEY_ROLE)) if rows else ""
        if key != self._chosen_key:
            self._chosen_key = key
            if key:
                self.row_chosen.emit(key)

    def property_changed(self, name: str) -> None:
        super().property_changed(name)
        self.verticalHeader().setDefaultSectionSize(self.rowPixels)
        self.horizontalHeader().setFixedHeight(self.headPixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_columns()

    def _place_columns(self) -> None:
        columns = self._rows.columns
        spare = self.viewport().width() - sum(column.width for column in columns if not column.stretch)
        shares = sum(column.stretch for column in columns) or 1
        for number, column in enumerate(columns):
            width = max(_LEAST_STRETCH, spare * column.stretch // shares) if column.stretch else column.width
            self.setColumnWidth(number, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._rows.rows and self.emptyText:
            area = QRectF(self.viewport().rect()).adjusted(self.cellPadding, 8, -self.cellPadding, 0)
            area.setHeight(min(area.height(), 40))
            painter = QPainter(self.viewport())
            draw_line(painter, area, self.emptyText, OFFICIAL["medium"], self.theme().colour("text2"))

    def model(self) -> QAbstractItemModel:
        """The rows."""
        return self._rows
