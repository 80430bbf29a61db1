"""Sheets ask, tell and show progress without stopping the program."""

import threading
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.gui import dialogs, language, tasks, theme
from omp_desktop.gui.dialogs import PinEntry, PinPerson
from omp_desktop.gui.widgets import Field, Icon, Label, LineEdit, ProgressBar, PushButton, Sheet

T = TypeVar("T")


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.button, self.edit = PushButton(self), LineEdit(self)
        self.button.setText("투표 마감")
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.edit)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.edit.setFocus()
    return made


def button(sheet: Sheet, text: str) -> PushButton:
    return next(part for part in sheet.findChildren(PushButton) if part.text() == text)


def texts(sheet: Sheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(Label) if label.isVisible()]


class Answers:
    def __init__(self) -> None:
        self.given: list[str] = []

    def yes(self) -> None:
        self.given.append("yes")

    def no(self) -> None:
        self.given.append("no")


@pytest.fixture
def answers() -> Answers:
    return Answers()


Ask = Callable[..., Sheet]


@pytest.fixture
def ask(window: Window, answers: Answers) -> Ask:
    def asked(kind: str = "info") -> Sheet:
        return dialogs.confirm(
            window,
            "투표를 마감하시겠습니까?",
            "되돌릴 수 없습니다.",
            accept="마감",
            accepted=answers.yes,
            rejected=answers.no,
            kind=kind,
        )

    return asked


def test_a_question_says_what_will_follow(ask: Ask) -> None:
    assert texts(ask()) == ["투표를 마감하시겠습니까?", "되돌릴 수 없습니다."]


def test_height_to_spare_stays_away_from_the_heading(ask: Ask) -> None:
    content = ask().content
    content.setFixedHeight(content.height() + 60)
    QApplication.processEvents()
    heading, text = content.findChildren(Label)[:2]
    assert heading.y() == content.findChild(Icon).y()
    assert heading.height() == content.findChild(Icon).height()
    assert text.height() == text.heightForWidth(text.width())


def test_a_sheet_is_as_high_as_its_words_need_at_its_width(qtbot: QtBot, window: Window) -> None:
    del qtbot
    window.resize(1280, 800)
    content = QWidget()
    content.setFixedWidth(1000)
    column = QVBoxLayout(content)
    words = Label()
    words.setWordWrap(True)
    words.setText("다른 후보를 고르려면 먼저 고른 후보 하나를 눌러 빼십시오. " * 2)
    column.addWidget(words)
    sheet = Sheet(content, "후보").open_over(window)
    QApplication.processEvents()
    assert words.height() == words.heightForWidth(words.width())
    sheet.close_sheet()


def test_yes_is_heard_once_and_the_sheet_goes(qtbot: QtBot, ask: Ask, answers: Answers) -> None:
    sheet = ask()
    qtbot.mouseClick(button(sheet, "마감"), Qt.MouseButton.LeftButton)
    assert answers.given == ["yes"]
    assert sheet.isHidden()


def test_cancel_is_heard(qtbot: QtBot, ask: Ask, answers: Answers) -> None:
    qtbot.mouseClick(button(ask(), "취소"), Qt.MouseButton.LeftButton)
    assert answers.given == ["no"]


def test_escape_is_no(qtbot: QtBot, ask: Ask, answers: Answers) -> None:
    sheet = ask()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert answers.given == ["no"]


def test_what_cannot_be_undone_is_not_one_key_away(ask: Ask, window: Window) -> None:
    sheet = ask("danger")
    assert button(sheet, "마감").kind == "danger"
    assert window.focusWidget() is button(sheet, "취소")


def test_an_ordinary_question_starts_at_its_answer(ask: Ask, window: Window) -> None:
    sheet = ask()
    assert window.focusWidget() is button(sheet, "마감")


def test_focus_stays_in_the_sheet_and_goes_back_after_it(qtbot: QtBot, ask: Ask, window: Window) -> None:
    sheet = ask()
    visited = []
    for _ in range(5):
        visited.append(window.focusWidget())
        qtbot.keyClick(visited[-1], Qt.Key.Key_Tab)
    assert all(sheet.isAncestorOf(part) for part in visited)
    assert len(set(visited)) == 2
    sheet.close_sheet()
    assert window.focusWidget() is window.edit


def test_focus_stays_in_the_sheet_backwards_too(qtbot: QtBot, ask: Ask, window: Window) -> None:
    sheet = ask()
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert sheet.isAncestorOf(window.focusWidget())


def test_nothing_behind_the_sheet_can_be_pressed(window: Window, ask: Ask) -> None:
    sheet = ask()
    behind = window.childAt(window.button.geometry().topLeft() + QPoint(3, 3))
    assert behind is sheet or sheet.isAncestorOf(behind)


def test_the_sheet_covers_the_window_when_it_grows(window: Window, ask: Ask) -> None:
    sheet = ask()
    window.resize(1200, 900)
    QApplication.processEvents()
    assert sheet.geometry() == window.rect()


def test_it_speaks_the_language_of_its_window(window: Window, ask: Ask) -> None:
    language.set_language(window, "en")
    assert button(ask(), "Cancel")


def test_a_message_is_closed_by_its_button(qtbot: QtBot, window: Window) -> None:
    sheet = dialogs.show_message(window, "저장했습니다", "파일 하나를 저장했습니다.", kind="ok")
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)


class Full(OmpError):
    code = "test-dialogs-full"
    ko = ErrorText("디스크가 가득 찼습니다.", "{free} MB를 비우십시오.")
    en = ErrorText("The disk is full.", "Free {free} MB.")


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ko", ["디스크가 가득 찼습니다.", "할 일 – 20 MB를 비우십시오.", "test-dialogs-full"]),
        ("en", ["The disk is full.", "What to do: Free 20 MB.", "test-dialogs-full"]),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(
    window: Window, lang: language.Lang, shown: list[str]
) -> None:
    language.set_language(window, lang)
    assert texts(dialogs.show_error(window, Full(free=20))) == shown


PEOPLE = (
    PinPerson("투표관리관", (("a", "김서윤"),)),
    PinPerson("투표참관인", (("b", "최은우"), ("c", "정하늘"))),
)


class PinCheck:
    def __init__(self) -> None:
        self.entries: list[list[PinEntry]] = []

    def submitted(self, entries: list[PinEntry]) -> None:
        self.entries.append(entries)


@pytest.fixture
def check() -> PinCheck:
    return PinCheck()


@pytest.fixture
def pins(window: Window, check: PinCheck) -> dialogs.PinSheet:
    return dialogs.ask_pins(
        window, "투표 개시", "두 사람이 함께 엽니다.", people=PEOPLE, submitted=check.submitted
    )


def edits(sheet: Sheet) -> list[LineEdit]:
    return sheet.findChildren(LineEdit)


def test_pins_are_never_shown(pins: dialogs.PinSheet) -> None:
    assert all(edit.echoMode() is QLineEdit.EchoMode.Password for edit in edits(pins))


def test_pins_stand_one_below_the_other_whatever_the_names(qtbot: QtBot, window: Window) -> None:
    people = (PinPerson("First", (("a", "M" * 40),)), PinPerson("Second", (("b", "Olive"),)))
    sheet = dialogs.ask_pins(window, "Open", "Together.", people=people, submitted=lambda _entries: None)
    first, second = edits(sheet)
    qtbot.waitUntil(lambda: first.width() > 0 and second.width() > 0)
    places = [edit.mapTo(window, QPoint(0, 0)).x() for edit in (first, second)]
    assert places[0] == places[1]


def test_two_people_give_their_pins_with_keys_alone(
    qtbot: QtBot, window: Window, pins: dialogs.PinSheet, check: PinCheck
) -> None:
    first, second = edits(pins)
    assert window.focusWidget() is first
    qtbot.keyClicks(first, "730524")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert window.focusWidget() is second
    qtbot.keyClicks(second, "916407")
    qtbot.keyClick(second, Qt.Key.Key_Return)
    assert [(entry.account_id, entry.pin) for entry in check.entries[0]] == [("a", "730524"), ("b", "916407")]


def test_a_missing_pin_is_asked_for(qtbot: QtBot, pins: dialogs.PinSheet, check: PinCheck) -> None:
    qtbot.mouseClick(button(pins, "확인"), Qt.MouseButton.LeftButton)
    assert check.entries == []
    assert [field.error for field in pins.findChildren(Field) if field.error] == ["PIN을 입력하십시오"] * 2


def give_both(qtbot: QtBot, pins: dialogs.PinSheet) -> None:
    for edit in edits(pins):
        edit.setText("123987")
    qtbot.mouseClick(button(pins, "확인"), Qt.MouseButton.LeftButton)


def test_while_pins_are_checked_they_cannot_be_sent_again(
    qtbot: QtBot, pins: dialogs.PinSheet, check: PinCheck
) -> None:
    give_both(qtbot, pins)
    assert not button(pins, "확인").isEnabled()
    assert len(check.entries) == 1


def test_a_wrong_pin_is_said_beside_it_and_can_be_given_again(
    qtbot: QtBot, window: Window, pins: dialogs.PinSheet
) -> None:
    give_both(qtbot, pins)
    pins.refuse(1, "PIN이 맞지 않습니다.")
    assert edits(pins)[1].text() == ""
    assert window.focusWidget() is edits(pins)[1]
    assert button(pins, "확인").isEnabled()
    assert "PIN이 맞지 않습니다." in edits(pins)[1].accessibleDescription()


def test_pins_are_forgotten_when_the_sheet_goes(qtbot: QtBot, pins: dialogs.PinSheet) -> None:
    kept = edits(pins)
    give_both(qtbot, pins)
    pins.accept()
    assert [edit.text() for edit in kept] == ["", ""]


def test_a_pin_has_no_representation() -> None:
    assert "730524" not in repr(PinEntry("a", "730524"))


class LongWork:
    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.results: list[object] = []

    def op(self, progress: tasks.Progress) -> str:
        progress.report(1204, 500_000)
        while not self.go_on.wait(0.01):
            if progress.is_cancelled():
                return "stopped"
        return "done"


@pytest.fixture
def work() -> LongWork:
    return LongWork()


@pytest.mark.usefixtures("workers")
def test_progress_is_shown_and_goes_away_at_the_end(qtbot: QtBot, window: Window, work: LongWork) -> None:
    job = tasks.run_long(work.op, work.results.append, lambda error: None)
    sheet = dialogs.show_progress(window, "선거인명부를 읽는 중", job)
    bar = sheet.findChild(ProgressBar)
    qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (1204, 500_000))
    assert "1,204 / 500,000" in texts(sheet)
    with qtbot.waitSignal(sheet.closed):
        work.go_on.set()
    assert work.results == ["done"]


@pytest.mark.usefixtures("workers")
def test_long_work_is_cancelled_by_its_button(qtbot: QtBot, window: Window, work: LongWork) -> None:
    job = tasks.run_long(work.op, work.results.append, lambda error: None)
    sheet = dialogs.show_progress(window, "선거인명부를 읽는 중", job)
    with qtbot.waitSignal(sheet.closed):
        qtbot.mouseClick(button(sheet, "취소"), Qt.MouseButton.LeftButton)
        assert not button(sheet, "취소").isEnabled()
    assert work.results == []


@pytest.mark.usefixtures("workers")
def test_progress_does_not_go_away_by_escape(qtbot: QtBot, window: Window, work: LongWork) -> None:
    job = tasks.run_long(work.op, work.results.append, lambda error: None)
    sheet = dialogs.show_progress(window, "선거인명부를 읽는 중", job)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.closed):
        work.go_on.set()


def test_the_voters_sheet_leaves_the_margins_of_the_drawing(qtbot: QtBot, window: Window) -> None:
    window.resize(1280, 800)
    content = Label()
    content.setText("공약")
    sheet = Sheet(content, "공약", measure="voter").open_over(window)
    QApplication.processEvents()
    panel = content.parentWidget()
    assert panel.geometry().getRect() == (80, 96, 1120, 640)
    sheet.close_sheet()
