"""Buttons act on release inside, on Space and Enter, once."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop.gui import palettes, theme
from omp_desktop.gui.text_layout import width_of
from omp_desktop.gui.widgets import CheckRow, ListCard, PushButton, RadioRow
from omp_desktop.gui.widgets.button import KINDS, MEASURES, measure_of
from omp_desktop.gui.widgets.properties import PropertyInvalid

KEYS = [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter]


@pytest.fixture
def button(qtbot: QtBot) -> PushButton:
    made = PushButton()
    qtbot.addWidget(made)
    theme.dress(made)
    made.setText("투표함에 넣기")
    made.iconName = "vote"
    made.show()
    return made


@pytest.fixture
def clicks(button: PushButton) -> list[bool]:
    seen: list[bool] = []
    button.clicked.connect(lambda: seen.append(True))
    return seen


def test_it_acts_when_it_is_let_go(qtbot: QtBot, button: PushButton, clicks: list[bool]) -> None:
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert clicks == []
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert len(clicks) == 1


def test_it_does_not_act_when_the_finger_slid_off(
    qtbot: QtBot, button: PushButton, clicks: list[bool]
) -> None:
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-20, 5))
    assert clicks == []


@pytest.mark.parametrize("key", KEYS)
def test_keys_act_when_they_are_let_go(
    qtbot: QtBot, button: PushButton, clicks: list[bool], key: Qt.Key
) -> None:
    qtbot.keyPress(button, key)
    assert clicks == []
    qtbot.keyRelease(button, key)
    assert len(clicks) == 1


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_is_held_acts_once(button: PushButton, clicks: list[bool], key: Qt.Key) -> None:
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, none))
    for _ in range(5):
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyRelease, key, none, autorep=True))
        QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, key, none, autorep=True))
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyRelease, key, none))
    assert len(clicks) == 1


def test_it_does_not_repeat(button: PushButton) -> None:
    assert not button.autoRepeat()


@pytest.mark.qt_log_ignore("Keyboard event not accepted")
@pytest.mark.parametrize("key", KEYS)
def test_one_that_is_off_does_not_act(
    qtbot: QtBot, button: PushButton, clicks: list[bool], key: Qt.Key
) -> None:
    button.setEnabled(False)
    qtbot.keyClick(button, key)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert clicks == []


@pytest.mark.parametrize(
    ("measure", "height"),
    [
        ("row", 32),
        ("compact", 36),
        ("ordinary", 40),
        ("form", 48),
        ("main", 56),
        ("voterTop", 56),
        ("voterMinor", 64),
        ("voterBar", 72),
        ("voterAction", 80),
        ("voterLarge", 96),
        ("voterCast", 112),
    ],
)
def test_heights_are_those_of_the_drawings(button: PushButton, measure: str, height: int) -> None:
    button.measure = measure
    assert button.sizeHint().height() == height


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_always_fit(button: PushButton, kind: str, measure: str) -> None:
    button.kind, button.measure = kind, measure
    lengths = measure_of(measure, kind, theme.of(button))
    text = width_of(button.text(), lengths.style)
    assert button.minimumSizeHint().width() >= text + lengths.icon + lengths.gap + 2 * lengths.padding


@pytest.mark.parametrize("name", palettes.NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_that_it_is_pressed(
    button: PushButton, kind: str, name: palettes.PaletteName
) -> None:
    theme.dress(button, palette=name)
    button.kind = kind
    button.setCheckable(kind == "segment")
    before = button.grab().toImage()
    button.setDown(True)
    assert button.grab().toImage() != before


def test_one_that_is_off_keeps_the_full_contrast_of_its_text(button: PushButton) -> None:
    button.kind = "primary"
    button.setEnabled(False)
    look = button.look()
    colours = theme.of(button).colours
    assert (look.ink, look.fill) == (colours["text"], colours["neutral"])
    assert look.line is not None
    assert look.line.dashed


def test_its_accessible_name_is_its_text(button: PushButton) -> None:
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.text(QAccessible.Text.Name) == "투표함에 넣기"
    assert interface.role() == QAccessible.Role.Button


@pytest.mark.parametrize(("name", "value"), [("kind", "big"), ("measure", "huge"), ("iconName", "nothing")])
def test_a_value_that_it_does_not_know_is_refused(button: PushButton, name: str, value: str) -> None:
    with pytest.raises(PropertyInvalid, match=f"PushButton.{name}"):
        setattr(button, name, value)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("kind", [RadioRow, CheckRow, ListCard])
def test_rows_are_chosen_by_keys(
    qtbot: QtBot, kind: type[RadioRow | CheckRow | ListCard], key: Qt.Key
) -> None:
    row = kind()
    qtbot.addWidget(row)
    row.show()
    qtbot.keyClick(row, key)
    assert row.isChecked()


@pytest.mark.parametrize("kind", [RadioRow, CheckRow])
def test_a_row_is_chosen_anywhere_on_it(qtbot: QtBot, kind: type[RadioRow | CheckRow]) -> None:
    row = kind()
    qtbot.addWidget(row)
    row.setText("주민등록증")
    row.resize(400, 48)
    row.show()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(390, 40))
    assert row.isChecked()


@pytest.mark.parametrize(
    ("kind", "role"), [(RadioRow, QAccessible.Role.RadioButton), (CheckRow, QAccessible.Role.CheckBox)]
)
def test_rows_say_what_they_are(
    qtbot: QtBot, kind: type[RadioRow | CheckRow], role: QAccessible.Role
) -> None:
    row = kind()
    qtbot.addWidget(row)
    row.setText("기표대 1")
    row.note = "비어 있음"
    interface = QAccessible.queryAccessibleInterface(row)
    assert interface.role() == role
    assert interface.text(QAccessible.Text.Name) == "기표대 1, 비어 있음"
