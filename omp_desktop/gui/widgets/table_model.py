"""What stands in a table: columns, rows, cells. Frozen data; the one delegate paints it."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Align: TypeAlias = Literal["left", "right", "center"]
Index: TypeAlias = QModelIndex | QPersistentModelIndex

CELL_ROLE = Qt.ItemDataRole.UserRole
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_TOP = QModelIndex()
_ROWS_KEPT = 512  # of a long list: a few screens of it


@dataclass(frozen=True, slots=True)
class Text:
    """Words: one line, or two with `sub`. `weight` and `tone` as of a Label.

    `struck`: something else holds now, and this stays to be read.
    """

    text: str
    sub: str = ""
    weight: Literal["body", "medium", "name", "total", "caption"] = "medium"
    tone: Literal["text", "text2", "primary", "success", "warning", "danger"] = "text"
    struck: bool = False

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        return f"{self.text}, {self.sub}" if self.sub else self.text


@dataclass(frozen=True, slots=True)
class PillCell:
    """A state; `kind` and `icon` as of a Pill."""

    kind: str
    icon: str
    text: str

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        return self.text


@dataclass(frozen=True, slots=True)
class BadgeCell:
    """A candidate's number."""

    text: str

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        return self.text


@dataclass(frozen=True, slots=True)
class ButtonCell:
    """Something to do with the row: by click, or by Enter on the row."""

    text: str
    enabled: bool = True

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        return self.text


Cell: TypeAlias = Text | PillCell | BadgeCell | ButtonCell


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `key` is what signals carry."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` px, or a share `stretch` of what is left."""

    title: str
    width: int = 0
    stretch: int = 0
    align: Align = "left"


class LazyRows(Sequence[Row]):
    """As many rows as there are, each made when it comes into view: for lists without a known end."""

    def __init__(self, count: int, row_at: Callable[[int], Row], number_of: Callable[[str], int]) -> None:
        """`row_at(number)` makes a row, at once and always the same one; `number_of(key)` is -1 for none."""
        self._count = count
        self._row_at = functools.lru_cache(maxsize=_ROWS_KEPT)(row_at)
        self.number_of = number_of

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Row: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, number: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(number, slice):
            return tuple(self._row_at(at) for at in range(*number.indices(self._count)))
        if not -self._count <= number < self._count:
            raise IndexError(number)
        return self._row_at(number % self._count)


class TableModel(QAbstractTableModel):
    """Rows and columns for a TableView."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: Sequence[Row] = ()
        self._numbers: dict[str, int] = {}

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns, or the same in another language."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows. Those that are made when they are seen stay unmade."""
        self.beginResetModel()
        if isinstance(rows, LazyRows):
            self.rows, self._numbers = rows, {}
        else:
            self.rows = tuple(rows)
            # Of two rows with one key it is the first.
            self._numbers = {self.rows[at].key: at for at in reversed(range(len(self.rows)))}
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Number of the row with this key, or -1."""
        return self.rows.number_of(key) if isinstance(self.rows, LazyRows) else self._numbers.get(key, -1)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == KEY_ROLE:
            return row.key
        if index.column() >= len(row.cells):
            return None
        cell = row.cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return cell.spoken
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None
