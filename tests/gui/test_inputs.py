"""Inputs and the field around them; bars of time and progress."""

import pytest
from PySide6.QtCore import QDate, QDateTime, QEvent, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QTextBlockFormat, QWheelEvent
from PySide6.QtWidgets import QApplication, QLayout, QLineEdit, QStyleOptionComboBox, QVBoxLayout
from pytestqt.qtbot import QtBot

from omp_desktop.gui import language, palettes, theme
from omp_desktop.gui.widgets import (
    ComboBox,
    Countdown,
    DateEdit,
    DateTimeEdit,
    Field,
    LineEdit,
    ProgressBar,
    SpinBox,
    TextEdit,
    TimeEdit,
)


@pytest.fixture
def field(qtbot: QtBot) -> Field:
    made = Field()
    qtbot.addWidget(made)
    theme.dress(made)
    made.label = "이름"
    column = QVBoxLayout(made)
    column.addWidget(LineEdit())
    made.resize(280, 80)
    made.show()
    return made


def test_the_label_is_the_name_of_the_input(field: Field) -> None:
    inner = field.input()
    assert inner is not None
    assert inner.accessibleName() == "이름"


def test_a_mark_that_the_form_made_outlasts_a_new_layout(field: Field) -> None:
    inner = field.input()
    assert isinstance(inner, LineEdit)
    inner.invalid = True
    QApplication.sendEvent(field, QEvent(QEvent.Type.LayoutRequest))
    assert inner.invalid


def test_the_input_stands_4_px_below_its_label(field: Field) -> None:
    inner = field.input()
    assert inner is not None
    assert inner.geometry().getRect() == (0, 28, 280, 48)


def test_an_error_marks_the_input_and_describes_it(field: Field) -> None:
    inner = field.input()
    assert isinstance(inner, LineEdit)
    field.set_error("4번은 사아자 후보의 기호입니다")
    assert inner.invalid
    assert inner.accessibleDescription() == "4번은 사아자 후보의 기호입니다"
    field.set_error("")
    assert (inner.invalid, inner.accessibleDescription()) == (False, "")


def test_an_error_is_said_again_when_the_language_changes(field: Field) -> None:
    field.set_error(lambda: {"ko": "다시 입력하십시오.", "en": "Enter it again."}[language.of(field)])
    language.set_language(field, "en")
    assert field.error == "Enter it again."
    field.set_error("")
    language.set_language(field, "ko")
    assert field.error == ""


def test_an_error_takes_the_place_of_the_hint(field: Field) -> None:
    field.set_hint("무소속이면 비워 두십시오")
    before = field.contentsMargins().bottom()
    field.set_error("비워 둘 수 없습니다")
    assert field.contentsMargins().bottom() == before > 0
    assert field.input().accessibleDescription() == "비워 둘 수 없습니다"  # type: ignore[union-attr]  # it has one


def test_a_long_error_takes_more_lines(field: Field) -> None:
    field.set_error("짧음")
    short = field.contentsMargins().bottom()
    field.set_error("이 기호는 이미 다른 후보가 쓰고 있습니다. 다른 번호를 고르십시오. " * 2)
    assert field.contentsMargins().bottom() >= short + 20


def test_a_field_without_an_input_is_harmless(qtbot: QtBot) -> None:
    empty = Field()
    qtbot.addWidget(empty)
    empty.label = "이름"
    assert empty.input() is None
    empty.grab()


def test_margins_of_the_file_do_not_move_the_input(field: Field) -> None:
    layout = field.layout()
    assert isinstance(layout, QLayout)
    layout.setContentsMargins(9, 9, 9, 9)
    QApplication.processEvents()
    assert layout.contentsMargins().isNull()


def border(edit: LineEdit) -> str:
    return edit.grab().toImage().pixelColor(140, 1).name()


def test_a_wrong_value_has_a_border_of_its_own(qtbot: QtBot) -> None:
    edit = LineEdit()
    qtbot.addWidget(edit)
    theme.dress(edit)
    edit.resize(280, 48)
    edit.invalid = True
    assert border(edit) == palettes.palette("default")["danger"].name()
    edit.invalid = False
    assert border(edit) != palettes.palette("default")["danger"].name()


def test_in_high_contrast_it_is_twice_as_thick(qtbot: QtBot) -> None:
    edit = LineEdit()
    qtbot.addWidget(edit)
    theme.dress(edit, palette="black_on_white")
    edit.resize(280, 48)
    plain = [edit.grab().toImage().pixelColor(140, y).name() for y in range(5)]
    edit.invalid = True
    wrong = [edit.grab().toImage().pixelColor(140, y).name() for y in range(5)]
    assert (plain.count("#000000"), wrong.count("#000000")) == (2, 4)


@pytest.mark.parametrize("kind", [LineEdit, ComboBox, SpinBox, DateEdit, TimeEdit, DateTimeEdit])
def test_inputs_are_48_high(qtbot: QtBot, kind: type[LineEdit]) -> None:
    made = kind()
    qtbot.addWidget(made)
    assert made.height() == 48


@pytest.mark.parametrize("kind", [SpinBox, DateEdit, TimeEdit, DateTimeEdit])
def test_the_whole_value_is_seen(qtbot: QtBot, kind: type[SpinBox | DateEdit]) -> None:
    made = kind()
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(made.minimumSize().expandedTo(made.minimumSizeHint()))
    made.show()
    inner = made.findChild(QLineEdit)
    margins = inner.textMargins()
    room = inner.width() - margins.left() - margins.right()
    assert room >= inner.fontMetrics().horizontalAdvance(inner.text())


def test_the_search_input_is_larger_and_leaves_room_for_its_icon(qtbot: QtBot) -> None:
    edit = LineEdit()
    qtbot.addWidget(edit)
    edit.measure, edit.iconName = "search", "search"
    assert (edit.height(), edit.font().pixelSize(), edit.textMargins().left()) == (56, 20, 40)


def wheel(widget: ComboBox | SpinBox) -> None:
    event = QWheelEvent(
        QPointF(10, 10),
        QPointF(10, 10),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_choice_longer_than_its_box_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.addItem("2 을순 · The residents' cooperative of a fictional village")
    box.resize(200, 48)
    option = QStyleOptionComboBox()

    box.initStyleOption(option)

    assert option.currentText.startswith("2 을순")
    assert option.currentText.endswith("…")


def test_scrolling_over_an_input_does_not_change_it(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.addItems(["다솜당", "한결당"])
    box.show()
    box.clearFocus()
    wheel(box)
    assert box.currentText() == "다솜당"


@pytest.mark.parametrize(
    ("kind", "form"), [(DateEdit, "yyyy-MM-dd"), (TimeEdit, "HH:mm"), (DateTimeEdit, "yyyy-MM-dd HH:mm")]
)
def test_dates_are_written_as_everywhere(
    qtbot: QtBot, kind: type[DateEdit | TimeEdit | DateTimeEdit], form: str
) -> None:
    made = kind()
    qtbot.addWidget(made)
    assert made.displayFormat() == form


def test_digits_take_the_place_of_the_part_they_are_typed_in(qtbot: QtBot) -> None:
    made = DateTimeEdit()
    made.setDateTime(QDateTime(QDate(2026, 12, 1), QTime(6, 0)))
    qtbot.addWidget(made)
    made.lineEdit().setCursorPosition(0)
    qtbot.keyClicks(made, "202711300731")
    assert made.text() == "2027-11-30 07:31"


def test_a_date_says_when_enter_was_pressed(qtbot: QtBot) -> None:
    made = DateTimeEdit()
    made.setDateTime(QDateTime(QDate(2026, 12, 1), QTime(6, 0)))
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.entered):
        qtbot.keyClick(made, Qt.Key.Key_Return)


@pytest.fixture
def text(qtbot: QtBot) -> TextEdit:
    made = TextEdit()
    qtbot.addWidget(made)
    return made


def test_lines_of_a_long_text_stand_apart(text: TextEdit) -> None:
    text.setPlainText("하나\n둘")
    for number in range(2):
        block = text.document().findBlockByNumber(number).blockFormat()
        assert block.lineHeight() == 150
        assert block.lineHeightType() == QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


def test_lines_that_are_typed_stand_apart_too(qtbot: QtBot, text: TextEdit) -> None:
    qtbot.keyClicks(text, "a")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "b")
    assert text.document().findBlockByNumber(1).blockFormat().lineHeight() == 150


def test_pasted_mark_up_becomes_plain_text(text: TextEdit) -> None:
    assert not text.acceptRichText()


def test_the_length_is_told(qtbot: QtBot, text: TextEdit) -> None:
    with qtbot.waitSignal(text.length_changed) as heard:
        text.setPlainText("초등학생")
    assert heard.args == [4]


def test_tab_leaves_the_text(text: TextEdit) -> None:
    assert text.tabChangesFocus()


@pytest.fixture
def countdown(qtbot: QtBot) -> Countdown:
    made = Countdown()
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(300, 8)
    return made


def test_it_counts_down_and_ends_once(qtbot: QtBot, countdown: Countdown) -> None:
    ticks: list[int] = []
    ends: list[bool] = []
    countdown.ticked.connect(ticks.append)
    countdown.finished.connect(lambda: ends.append(True))
    countdown.start(3)
    for _ in range(3):
        countdown.tick()
    assert (ticks, ends, countdown.remaining) == ([3, 2, 1, 0], [True], 0)


def test_it_stands_still_when_stopped(qtbot: QtBot, countdown: Countdown) -> None:
    countdown.start(3)
    countdown.stop()
    assert not countdown.is_running()


def test_its_bar_is_as_long_as_what_is_left(countdown: Countdown) -> None:
    countdown.start(4)
    countdown.tick()
    image = countdown.grab().toImage()
    success = palettes.palette("default")["success"]
    assert image.pixelColor(215, 4) == success
    assert image.pixelColor(235, 4) != success


def test_a_bar_without_a_maximum_moves(qtbot: QtBot) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    theme.dress(bar)
    bar.setMaximum(0)
    bar.resize(300, 8)
    pictures = []
    for _ in range(3):
        for _ in range(12):
            bar.step()
        pictures.append(bar.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
