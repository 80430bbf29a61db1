"""Every table of the windows with no row, one, many and half a million: rows are made as they are seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import paths
from omp_desktop.gui import theme
from omp_desktop.gui.forms import load
from omp_desktop.gui.widgets import BadgeCell, ButtonCell, Column, LazyRows, PillCell, Row, TableView, Text

HALF_A_MILLION = 500_000
# Rows of the tallest window, twice: before and after the last one was asked for.
MOST_MADE = 200
COLUMNS = (
    Column("Number", width=80, align="right"),
    Column("Name", stretch=1),
    Column("State", width=140),
    Column("", width=100),
)
UI = paths.resource("ui")
TABLES = [
    (file.relative_to(UI), name)
    for file in sorted(UI.rglob("*.ui"))
    for name in re.findall(r'class="TableView" name="(\w+)"', file.read_text(encoding="utf-8"))
]


class Made:
    """Rows, and how many of them were made."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def row_at(self, number: int) -> Row:
        self.numbers.append(number)
        cells = (
            BadgeCell(str(number)),
            Text(f"Voter {number}", "Namsan 1"),
            PillCell("ok", "circle-check", "Voted"),
            ButtonCell("Show"),
        )
        return Row(str(number), cells)

    def rows(self, count: int) -> LazyRows:
        return LazyRows(count, self.row_at, lambda key: int(key) if int(key) < count else -1)


@pytest.fixture
def made() -> Made:
    return Made()


def window_with(qtbot: QtBot, file: Path, name: str) -> tuple[QWidget, TableView]:
    """A window with nothing in it but that table, as its file makes it."""
    room = QWidget()
    qtbot.addWidget(room)
    theme.dress(room)
    content = load(file.parts, room)
    table = content if isinstance(content, TableView) else content.findChild(TableView, name)
    assert isinstance(table, TableView)
    alone = QWidget()
    qtbot.addWidget(alone)
    theme.dress(alone)
    QVBoxLayout(alone).addWidget(table)
    table.setMinimumHeight(0)
    alone.resize(900, 700)
    alone.show()
    table.show()
    return alone, table


def test_the_tables_were_found() -> None:
    assert len(TABLES) > 15


@pytest.mark.parametrize("count", [0, 1, 40, HALF_A_MILLION])
@pytest.mark.parametrize(("file", "name"), TABLES, ids=[name for _, name in TABLES])
def test_every_table_shows_as_many_rows_as_there_are(
    qtbot: QtBot, made: Made, file: Path, name: str, count: int
) -> None:
    window, table = window_with(qtbot, file, name)
    table.set_columns(COLUMNS)
    table.set_rows(made.rows(count))
    window.grab()

    assert table.model().rowCount() == count
    table.scrollToBottom()
    table.selectRow(count - 1)
    window.grab()
    assert table.chosen_key == (str(count - 1) if count else "")
    assert len(made.numbers) <= MOST_MADE


def test_a_row_far_down_is_chosen_by_its_key(qtbot: QtBot, made: Made) -> None:
    table = TableView()
    qtbot.addWidget(table)
    theme.dress(table)
    table.set_columns(COLUMNS)
    table.set_rows(made.rows(HALF_A_MILLION))
    table.choose("432100")
    table.set_rows(made.rows(HALF_A_MILLION))

    assert table.chosen_key == "432100"
    assert len(made.numbers) <= MOST_MADE


def test_rows_that_went_are_not_chosen_any_more(qtbot: QtBot, made: Made) -> None:
    table = TableView()
    qtbot.addWidget(table)
    theme.dress(table)
    table.set_columns(COLUMNS)
    table.set_rows(made.rows(HALF_A_MILLION))
    table.choose("432100")
    table.set_rows(made.rows(3))

    assert table.chosen_key == ""


def test_a_row_is_made_once_while_it_stays_in_view(made: Made) -> None:
    rows = made.rows(HALF_A_MILLION)

    assert rows[7] is rows[7]
    assert rows[-1].key == "499999"
    assert [row.key for row in rows[2:4]] == ["2", "3"]
    assert made.numbers == [7, HALF_A_MILLION - 1, 2, 3]


def test_there_is_nothing_behind_the_last_row(made: Made) -> None:
    with pytest.raises(IndexError):
        made.rows(3)[3]


def test_of_two_rows_with_one_key_the_first_is_found(qtbot: QtBot) -> None:
    table = TableView()
    qtbot.addWidget(table)
    table.set_columns(COLUMNS)
    table.set_rows([Row("a", (Text("1"),)), Row("a", (Text("2"),))])
    table.choose("a")

    assert table.currentIndex().row() == 0
