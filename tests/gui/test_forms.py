"""A screen and its .ui file fit together, or the screen is not made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import paths
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.gui import language, tasks
from omp_desktop.gui.forms import Form, FormError
from omp_desktop.gui.widgets import Label, LineEdit, PushButton, Sheet

PARTS = """
   <item><widget class="Label" name="titleLabel">
     <property name="text"><string>Title</string></property>
     <property name="role"><string notr="true">title</string></property>
   </widget></item>
   <item><widget class="PushButton" name="goButton">
     <property name="text"><string>Go</string></property>
     <property name="kind"><string notr="true">primary</string></property>
     <property name="iconName"><string notr="true">send</string></property>
   </widget></item>
"""

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write the parts of `area/screen.ui`."""
    real = paths.resource
    (tmp_path / "area").mkdir()

    def resource(folder: str, *names: str) -> Path:
        return tmp_path.joinpath(*names) if folder == "ui" else real(folder, *names)

    def written(parts: str, context: str = "Screen") -> None:
        text = f"""<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>{context}</class><widget class="Page" name="page">
 <property name="windowTitle"><string>Title</string></property>
 <layout class="QVBoxLayout" name="column">{parts}</layout></widget></ui>"""
        (tmp_path / "area" / "screen.ui").write_text(text, encoding="utf-8")

    monkeypatch.setattr(paths, "resource", resource)
    return written


class Screen(Form):
    ui = ("area", "screen.ui")
    titleLabel: Label
    goButton: PushButton
    column: QHBoxLayout | None  # not a class: no part
    _private: QLabel
    told: int

    def __init__(self, parent: QWidget | None = None) -> None:
        self.told = 0
        super().__init__(parent)

    def retranslate(self) -> None:
        self.told += 1


def test_parts_have_their_names_types_and_properties(qtbot: QtBot, write: Write) -> None:
    write(PARTS)
    screen = Screen()
    qtbot.addWidget(screen)
    assert isinstance(screen.goButton, PushButton)
    assert (screen.goButton.text(), screen.goButton.kind, screen.titleLabel.role) == (
        "Go",
        "primary",
        "title",
    )
    assert screen.windowTitle() == "Title"


def test_a_missing_part_is_named(qtbot: QtBot, write: Write) -> None:
    write(PARTS.replace("goButton", "stopButton"))
    with pytest.raises(FormError, match=r"area/screen\.ui for Screen: goButton is missing"):
        Screen()


def test_a_part_of_another_type_is_named(qtbot: QtBot, write: Write) -> None:
    write(
        PARTS.replace('class="Label"', 'class="QLabel"')
        .replace('<property name="role">', "<!--")
        .replace('<!--<string notr="true">title</string></property>', "")
    )
    with pytest.raises(FormError, match="titleLabel is a QLabel, not a Label"):
        Screen()


def test_an_unknown_class_is_named(qtbot: QtBot, write: Write) -> None:
    write(PARTS + '<item><widget class="Lable" name="x"/></item>')
    with pytest.raises(FormError, match="x is of the unknown class Lable"):
        Screen()


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('name="iconName"', 'name="icon_name"', "goButton .PushButton. has no property icon_name"),
        (">send<", ">sned<", "PushButton.iconName: no icon 'sned'"),
        (">primary<", ">main<", "PushButton.kind: 'main' is none of secondary, primary"),
        (">title<", ">headline<", "Label.role: 'headline' is none of"),
    ],
)
def test_a_misspelt_property_is_named(
    qtbot: QtBot, write: Write, right: str, wrong: str, complaint: str
) -> None:
    write(PARTS.replace(right, wrong))
    with pytest.raises(FormError, match=complaint):
        Screen()


def test_all_problems_are_named_at_once(qtbot: QtBot, write: Write) -> None:
    write(PARTS.replace(">send<", ">sned<").replace(">title<", ">headline<"))
    with pytest.raises(FormError, match=r"headline.*sned"):
        Screen()


def test_a_file_that_is_not_there_is_named(qtbot: QtBot, write: Write) -> None:
    with pytest.raises(FormError, match=r"area/screen\.ui: "):
        Screen()


@pytest.mark.qt_log_ignore("Designer: ")
def test_a_file_that_is_no_xml_is_named(qtbot: QtBot, write: Write) -> None:
    write("<item>")
    with pytest.raises(FormError, match=r"area/screen\.ui: "):
        Screen()


def test_a_part_may_not_hide_a_method_of_qt(qtbot: QtBot, write: Write) -> None:
    class Hiding(Form):
        ui = ("area", "screen.ui")
        update: PushButton  # type: ignore[assignment]  # the mistake that is tested

    write(PARTS.replace("goButton", "update"))
    with pytest.raises(FormError, match=r"update would hide QWidget\.update"):
        Hiding()


def test_texts_made_in_code_are_set_at_the_start_and_at_each_change(qtbot: QtBot, write: Write) -> None:
    write(PARTS)
    screen = Screen()
    qtbot.addWidget(screen)
    assert screen.told == 1
    language.set_language(screen, "en")
    assert screen.told > 1


def test_a_text_set_in_code_outlives_the_one_of_the_file(qtbot: QtBot, write: Write) -> None:
    class Renaming(Screen):
        def retranslate(self) -> None:
            self.goButton.setText("Stop")

    write(PARTS.replace(">Go<", ">Help<"), context="Rail")
    screen = Renaming()
    qtbot.addWidget(screen)
    language.set_language(screen, "en")
    assert screen.goButton.text() == "Stop"


def test_words_of_the_file_follow_the_language(qtbot: QtBot, write: Write) -> None:
    # Words that the rail has already, so that no translation is made for this test.
    write(PARTS.replace(">Go<", ">Help<"), context="Rail")
    screen = Screen()
    qtbot.addWidget(screen)
    assert screen.goButton.text() == "도움말"
    language.set_language(screen, "en")
    assert screen.goButton.text() == "Help"
    language.set_language(screen, "ko")
    assert screen.goButton.text() == "도움말"


def test_words_that_the_program_set_are_not_taken_back(qtbot: QtBot, write: Write) -> None:
    write(PARTS)
    screen = Screen()
    qtbot.addWidget(screen)
    screen.titleLabel.role = "section"
    language.set_language(screen, "en")
    assert screen.titleLabel.role == "section"


def test_a_screen_takes_the_language_of_the_window_it_comes_into(qtbot: QtBot, write: Write) -> None:
    write(PARTS)
    window = QWidget()
    qtbot.addWidget(window)
    language.set_language(window, "en")
    screen = Screen()
    before = screen.told
    QHBoxLayout(window).addWidget(screen)
    window.show()
    assert screen.told > before


class Busy(OmpError):
    code = "test-form-busy"
    ko = ErrorText("바쁩니다.", "잠시 기다리십시오.")
    en = ErrorText("Busy.", "Wait a moment.")


@pytest.mark.usefixtures("workers")
def test_work_brings_its_result_to_the_screen(qtbot: QtBot, write: Write) -> None:
    write(PARTS)
    screen = Screen()
    qtbot.addWidget(screen)
    results: list[int] = []
    screen.work(lambda: 42, results.append)
    qtbot.waitUntil(lambda: results == [42])


@pytest.mark.usefixtures("workers")
def test_an_expected_error_is_shown_with_its_next_step(qtbot: QtBot, write: Write) -> None:
    def fail() -> None:
        raise Busy

    write(PARTS)
    screen = Screen()
    qtbot.addWidget(screen)
    screen.show()
    screen.work(fail, lambda _: None)
    qtbot.waitUntil(lambda: screen.findChild(Sheet) is not None)
    shown = [label.text() for label in screen.findChild(Sheet).findChildren(Label)]
    assert "바쁩니다." in shown
    assert any("잠시 기다리십시오." in text for text in shown)


@pytest.mark.usefixtures("workers")
def test_long_work_can_be_cancelled(qtbot: QtBot, write: Write) -> None:
    write(PARTS)
    screen = Screen()
    qtbot.addWidget(screen)
    results: list[str] = []

    def op(progress: tasks.Progress) -> str:
        progress.wait_for_cancel(5)
        return "stopped" if progress.is_cancelled() else "done"

    job = screen.work_long(op, results.append, settled=lambda: results.append("settled"))
    job.cancel()
    qtbot.waitUntil(lambda: results == ["settled"])


def test_an_input_of_the_file_can_be_typed_into(qtbot: QtBot, write: Write) -> None:
    write(
        '<item><widget class="Field" name="nameField"><property name="label"><string>Name</string></property>'
        '<layout class="QVBoxLayout" name="inner"><item><widget class="LineEdit" name="nameEdit"/></item>'
        "</layout>"
        "</widget></item>"
    )

    class Naming(Form):
        ui = ("area", "screen.ui")
        nameEdit: LineEdit

    screen = Naming()
    qtbot.addWidget(screen)
    screen.show()
    qtbot.keyClicks(screen.nameEdit, "Ga")
    assert (screen.nameEdit.text(), screen.nameEdit.accessibleName()) == ("Ga", "Name")
