"""Confirmation codes to read and to scan."""

import pytest
import segno
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui import theme
from omp_desktop.gui.typography import MILLIMETRES
from omp_desktop.gui.widgets import CodeDisplay, QrCode
from omp_desktop.gui.widgets.codes import _CELL, groups, qr_side

CODE = "7F3A9-91C20-B5E48-D6A91-07C4E"


@pytest.fixture
def display(qtbot: QtBot) -> CodeDisplay:
    made = CodeDisplay()
    qtbot.addWidget(made)
    theme.dress(made)
    made.code = CODE
    return made


def test_five_groups_of_five() -> None:
    assert groups(CODE) == ["7F3A9", "91C20", "B5E48", "D6A91", "07C4E"]
    assert groups("7f3a9 91c20") == ["7f3a9", "91c20"]


def test_screen_readers_spell_it(display: CodeDisplay) -> None:
    assert display.accessibleName().startswith("7 F 3 A 9, 9 1 C 2 0")


def test_one_line_when_it_fits(display: CodeDisplay) -> None:
    size, per_line = display.arrangement(1100)
    assert (size, per_line) == (40, 5)


def test_it_gets_smaller_before_it_breaks(display: CodeDisplay) -> None:
    size, per_line = display.arrangement(800)
    assert per_line == 5
    assert 26 <= size < 40


def test_a_code_that_appears_where_there_is_room_asks_for_no_more_of_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    column = QVBoxLayout(window)
    code = CodeDisplay(window)
    code.measure = "official"
    code.groupLength = 4
    column.addWidget(code)
    code.hide()
    window.resize(340, 300)
    window.show()
    code.resize(100, 30)
    code.code = "65649CEEBE34EE7A3E701225178392C9FDFD1EA2699247761990"
    code.show()
    for _ in range(4):
        QApplication.processEvents()
    assert column.minimumSize().height() <= 5 * 28 + 2 * 24


@pytest.mark.parametrize(("width", "expected"), [(500, 3), (400, 3), (300, 2)])
def test_no_group_stands_alone_that_need_not(display: CodeDisplay, width: int, expected: int) -> None:
    _, per_line = display.arrangement(width)
    assert per_line == expected


@pytest.mark.parametrize("mm", MILLIMETRES)
@pytest.mark.parametrize("width", [300, 500, 800, 1200])
def test_it_is_never_smaller_than_body_text_and_never_cut(
    display: CodeDisplay, mm: float, width: int
) -> None:
    theme.dress(display, mm=mm)
    size, per_line = display.arrangement(width)
    assert size >= theme.of(display).sizes.unit
    assert display._line_width(per_line, size) <= width
    lines = -(-5 // per_line)
    assert display.heightForWidth(width) == lines * round(size * 1.4)


@pytest.mark.parametrize("code", ["WWWWW", "MWMWM"])
def test_wide_letters_do_not_touch_each_other(display: CodeDisplay, code: str) -> None:
    display.code = code
    display.resize(1100, 56)
    image = display.grab().toImage()
    darkest = [
        min(image.pixelColor(x, y).lightness() for y in range(image.height())) for x in range(image.width())
    ]
    size, _ = display.arrangement(1100)
    cell = size * _CELL
    for boundary in range(1, 5):
        around = round(boundary * cell)
        assert max(darkest[around - 2 : around + 2]) > 128, f"sign {boundary} runs into the next"


def test_an_empty_code_is_harmless(display: CodeDisplay) -> None:
    display.code = ""
    display.grab()
    assert display.heightForWidth(200) > 0


PAYLOAD = "OMP1:7F3A991C20B5E48D6A9107C4E"


@pytest.fixture
def square(qtbot: QtBot) -> QrCode:
    made = QrCode()
    qtbot.addWidget(made)
    theme.dress(made)
    made.payload = PAYLOAD
    made.resize(264, 264)
    return made


def modules(square: QrCode, quiet: int) -> list[list[bool]]:
    image = square.grab().toImage()
    side = len(segno.make(PAYLOAD, error="m", micro=False).matrix)
    size = 264 // (side + 2 * quiet)
    rest = 264 - size * (side + 2 * quiet)  # it stands at the right, in the middle of the height
    return [
        [
            image.pixelColor(
                rest + (column + quiet) * size + size // 2,
                rest // 2 + (row + quiet) * size + size // 2,
            ).lightness()
            < 128
            for column in range(side)
        ]
        for row in range(side)
    ]


def test_the_modules_are_those_of_the_code(square: QrCode) -> None:
    matrix = segno.make(PAYLOAD, error="m", micro=False).matrix
    assert modules(square, 0) == [[bool(module) for module in row] for row in matrix]


def test_it_ends_at_the_right_edge_of_its_room(square: QrCode) -> None:
    square.resize(280, 280)
    image = square.grab().toImage()
    assert image.pixelColor(279, 140 - qr_side(PAYLOAD, 280, quiet_zone=False) // 2 + 2).lightness() < 128


def test_modules_are_whole_pixels(square: QrCode) -> None:
    image = square.grab().toImage()
    found = {
        image.pixelColor(x, 40).name() for x in range(264 - qr_side(PAYLOAD, 264, quiet_zone=False), 264)
    }
    assert found == {"#000000", "#ffffff"}


def test_on_a_dark_ground_it_brings_its_own_white_margin(square: QrCode) -> None:
    theme.dress(square, palette="white_on_black")
    image = square.grab().toImage()
    assert image.pixelColor(3, 3).name() == "#ffffff"
    matrix = segno.make(PAYLOAD, error="m", micro=False).matrix
    assert modules(square, 4) == [[bool(module) for module in row] for row in matrix]
