"""Contrast mode and text size belong to a window and change live."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui import palettes, stylesheet, theme
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.widgets import Card, Label, LineEdit, Page, PushButton


class Window(Page):
    def __init__(self) -> None:
        super().__init__()
        self.label = Label(self)
        self.label.role = "voterBody"
        self.label.setText("투표소")
        self.edit = LineEdit(self)
        self.edit.setText("박서")
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addWidget(self.edit)
        column.addStretch(1)
        self.resize(400, 300)


@pytest.fixture
def windows(qtbot: QtBot) -> tuple[Window, Window]:
    made = Window(), Window()
    for window in made:
        qtbot.addWidget(window)
        theme.dress(window)
    return made


def ground(window: QWidget) -> QColor:
    return window.grab().toImage().pixelColor(2, 2)


def test_one_window_changes_and_the_other_does_not(windows: tuple[Window, Window]) -> None:
    kiosk, official = windows
    theme.dress(kiosk, palette="white_on_black")
    assert ground(kiosk).name() == "#000000"
    assert ground(official).name() == "#f6f7f9"


def test_what_is_left_out_stays(windows: tuple[Window, Window]) -> None:
    window, _ = windows
    theme.dress(window, mm=8.5)
    theme.dress(window, palette="low")
    assert (theme.of(window).name, theme.of(window).sizes.unit) == ("low", 46)


def test_larger_text_needs_more_room_at_once(windows: tuple[Window, Window]) -> None:
    window, _ = windows
    before = window.label.sizeHint()
    theme.dress(window, mm=8.5)
    after = window.label.sizeHint()
    assert (after.width() > before.width(), after.height()) == (True, 65)


def test_nothing_is_made_again(windows: tuple[Window, Window]) -> None:
    window, _ = windows
    parts = {id(part) for part in (window.label, window.edit)}
    theme.dress(window, palette="low", mm=6.4)
    assert {id(part) for part in (window.findChild(Label), window.findChild(LineEdit))} == parts
    assert window.edit.text() == "박서"


def test_a_part_can_have_sizes_of_its_own(windows: tuple[Window, Window]) -> None:
    window, _ = windows
    theme.dress(window.label, factor=0.75)
    assert theme.of(window.label).sizes.unit == 20
    assert theme.of(window.edit).sizes.unit == 26


def test_a_widget_follows_the_window_it_is_put_into(windows: tuple[Window, Window], qtbot: QtBot) -> None:
    window, _ = windows
    theme.dress(window, mm=8.5)
    button = PushButton()
    button.measure = "voterTop"
    before = button.sizeHint().height()
    window.layout().addWidget(button)
    assert (before, button.sizeHint().height()) == (56, 88)


@pytest.mark.parametrize("name", palettes.NAMES)
def test_the_style_sheet_uses_roles_that_exist(name: PaletteName) -> None:
    assert "${" not in stylesheet.sheet(palettes.palette(name), 1)


def test_lines_are_at_least_two_px_in_high_contrast() -> None:
    assert theme.Theme(name="black_on_white").line(1) == 2
    assert theme.Theme(name="default").line(1) == 1


def shadow_below(card: Card, window: QWidget) -> bool:
    image = window.grab().toImage()
    place = card.geometry()
    return image.pixelColor(place.center().x(), place.bottom() + 3) != image.pixelColor(2, 2)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.resize(400, 300)
    theme.dress(made)
    made.show()
    return made


@pytest.fixture
def card(page: Page) -> Card:
    made = Card(page)
    made.setGeometry(50, 50, 300, 150)
    made.show()
    return made


def test_a_card_has_a_shadow_on_its_page(card: Card) -> None:
    assert shadow_below(card, card.window())


def test_there_is_no_shadow_in_high_contrast(card: Card) -> None:
    theme.dress(card.window(), palette="black_on_white")
    assert not shadow_below(card, card.window())


def test_a_card_on_a_card_has_no_shadow(card: Card, qtbot: QtBot) -> None:
    inner = Card(card)
    assert inner.is_nested()
    assert not card.is_nested()


def test_the_shadow_goes_with_its_card(card: Card, qtbot: QtBot) -> None:
    card.hide()
    assert not shadow_below(card, card.window())
