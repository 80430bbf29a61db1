"""Tables: rows are chosen as a whole, and stay chosen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from omp_desktop.gui import palettes, theme
from omp_desktop.gui.widgets import (
    BadgeCell,
    ButtonCell,
    Column,
    PillCell,
    Row,
    TableView,
    Text,
)

COLUMNS = (
    Column("기호", width=60),
    Column("이름", stretch=1),
    Column("상태", width=140, align="right"),
    Column("", width=100, align="right"),
)
NAMES = ("가나다", "라마바", "사아자", "파하나")


def rows(*names: str) -> list[Row]:
    return [
        Row(
            name,
            (
                BadgeCell(str(number)),
                Text(name, "새아침당", "name"),
                PillCell("ok", "circle-check", "등록"),
                ButtonCell("고치기"),
            ),
        )
        for number, name in enumerate(names, start=1)
    ]


class Heard:
    def __init__(self, table: TableView) -> None:
        self.chosen: list[str] = []
        self.opened: list[str] = []
        self.pressed: list[tuple[str, int]] = []
        table.row_chosen.connect(self.chosen.append)
        table.row_opened.connect(self.opened.append)
        table.button_pressed.connect(lambda key, column: self.pressed.append((key, column)))


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView()
    qtbot.addWidget(made)
    theme.dress(made)
    made.set_columns(COLUMNS)
    made.set_rows(rows(*NAMES))
    made.resize(600, 300)
    made.show()
    return made


@pytest.fixture
def heard(table: TableView) -> Heard:
    return Heard(table)


def place(table: TableView, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def place_of_button(table: TableView, row: int) -> QPoint:
    index = table.model().index(row, 3)
    return table.button_place(index).center().toPoint()


def test_a_click_chooses_the_row(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place(table, 1, 1))
    assert heard.chosen == ["라마바"]
    assert table.chosen_key == "라마바"


def test_arrow_keys_choose(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    table.choose("가나다")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert heard.chosen[-1] == "라마바"


def test_a_button_of_a_row_is_pressed_where_it_is_let_go(
    qtbot: QtBot, table: TableView, heard: Heard
) -> None:
    spot = place_of_button(table, 2)
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.pressed == []
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.pressed == [("사아자", 3)]


def test_a_button_is_not_pressed_when_the_mouse_left_it(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=place_of_button(table, 2))
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=place(table, 2, 1))
    assert heard.pressed == []


def test_enter_presses_the_button_of_the_row(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    table.choose("라마바")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (heard.pressed, heard.opened) == ([("라마바", 3)], [])


def test_enter_opens_a_row_without_a_button(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    table.set_rows([Row("a", (Text("1"), Text("가나다")))])
    table.choose("a")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.opened == ["a"]


def test_enter_does_nothing_while_no_row_is_chosen(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (heard.pressed, heard.opened) == ([], [])


def test_a_double_click_opens_the_row(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place(table, 0, 1))
    assert heard.opened == ["가나다"]


def test_a_button_that_is_off_does_nothing(qtbot: QtBot, table: TableView, heard: Heard) -> None:
    cells = (*rows("가나다")[0].cells[:3], ButtonCell("고치기", enabled=False))
    table.set_rows([Row("가나다", cells)])
    table.choose("가나다")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place_of_button(table, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.pressed == []


def test_the_chosen_row_stays_chosen_when_rows_change(table: TableView, heard: Heard) -> None:
    table.choose("사아자")
    heard.chosen.clear()
    table.set_rows(rows("파하나", "사아자"))
    assert table.chosen_key == "사아자"
    assert table.is_chosen(1)
    assert heard.chosen == []


def test_a_chosen_row_that_is_gone_is_not_chosen_any_more(table: TableView) -> None:
    table.choose("사아자")
    table.set_rows(rows("파하나"))
    assert table.chosen_key == ""
    assert not table.is_chosen(0)


def test_the_place_in_a_long_list_stays(table: TableView) -> None:
    table.set_rows([Row(str(number), (Text(str(number)),)) for number in range(200)])
    table.verticalScrollBar().setValue(500)
    table.set_rows([Row(str(number), (Text(str(number)),)) for number in range(201)])
    assert table.verticalScrollBar().value() == 500


def test_a_change_of_language_keeps_the_choice(table: TableView) -> None:
    table.choose("사아자")
    table.set_columns(tuple(Column("X", width=50) for _ in COLUMNS))
    assert table.chosen_key == "사아자"


def test_columns_take_their_width_and_share_the_rest(table: TableView) -> None:
    assert table.columnWidth(0) == 60
    assert sum(table.columnWidth(number) for number in range(4)) == table.viewport().width()


def test_tab_leaves_the_table(table: TableView) -> None:
    assert not table.tabKeyNavigation()


def test_a_chosen_row_is_marked_by_more_than_colour(table: TableView) -> None:
    table.choose("라마바")
    image = table.viewport().grab().toImage()
    y = place(table, 1, 0).y()
    colours = palettes.palette("default")
    assert image.pixelColor(1, y) == colours["selected_mark"]
    assert image.pixelColor(1, place(table, 0, 0).y()) == colours["surface"]


def test_there_is_a_line_between_rows_and_none_after_the_last(table: TableView) -> None:
    image = table.viewport().grab().toImage()
    line = palettes.palette("default")["decoration"]
    assert image.pixelColor(300, 51) == line
    assert image.pixelColor(300, 4 * 52 - 1) != line


def test_the_line_above_the_total_is_stronger(table: TableView) -> None:
    table.totalRow = True
    table.set_rows(rows(*NAMES))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(300, 3 * 52 - 1) == palettes.palette("default")["border"]
    assert table.rowHeight(3) == 48


def test_a_row_on_which_the_total_stood_before_is_as_high_as_the_others(table: TableView) -> None:
    table.totalRow = True
    table.set_rows(rows(*NAMES[:2]))
    table.set_rows(rows(*NAMES))
    assert [table.rowHeight(row) for row in range(4)] == [52, 52, 52, 48]


def test_an_empty_table_says_so(table: TableView) -> None:
    table.set_rows([])
    empty = table.viewport().grab().toImage()
    table.emptyText = "후보자가 없습니다."
    assert table.viewport().grab().toImage() != empty


def test_screen_readers_hear_the_cells(table: TableView) -> None:
    interface = QAccessible.queryAccessibleInterface(table)
    spoken = {interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())}
    assert {"가나다, 새아침당", "등록", "고치기", "이름"} <= spoken


@pytest.mark.parametrize("name", palettes.NAMES)
def test_it_is_painted_in_every_mode(table: TableView, name: palettes.PaletteName) -> None:
    theme.dress(table, palette=name)
    table.choose("라마바")
    colours = palettes.palette(name)
    image = table.viewport().grab().toImage()
    assert image.pixelColor(300, place(table, 1, 0).y() - 20) == colours["selected_fill"]
    assert image.pixelColor(300, place(table, 0, 0).y() - 20) == colours["surface"]
