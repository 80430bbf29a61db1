"""Each window speaks its own language, switched live."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.gui import language
from omp_desktop.gui.language import LANGUAGES
from omp_desktop.gui.widgets import CandidateCard, Rail, StepIndicator


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.step = StepIndicator(self)
        self.step.step = 2
        self.edit = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.step)
        column.addWidget(self.edit)


@pytest.fixture
def windows(qtbot: QtBot) -> tuple[Window, Window]:
    made = Window(), Window()
    for window in made:
        qtbot.addWidget(window)
    return made


def test_the_default_language_is_korean(windows: tuple[Window, Window]) -> None:
    assert windows[0].step.accessibleName() == "4단계 가운데 2단계"


def test_one_window_changes_and_the_other_does_not(windows: tuple[Window, Window]) -> None:
    kiosk, official = windows
    language.set_language(kiosk, "en")
    assert kiosk.step.accessibleName() == "Step 2 of 4"
    assert official.step.accessibleName() == "4단계 가운데 2단계"


def test_what_was_typed_stays(windows: tuple[Window, Window]) -> None:
    windows[0].edit.setText("가나다")
    language.set_language(windows[0], "en")
    assert windows[0].edit.text() == "가나다"


def test_a_part_can_speak_another_language(windows: tuple[Window, Window]) -> None:
    window, _ = windows
    card = CandidateCard(window)
    language.set_language(card, "en")
    assert language.of(card) == "en"
    assert language.of(window.step) == "ko"


def test_texts_made_later_follow_the_window(windows: tuple[Window, Window]) -> None:
    window, _ = windows
    language.set_language(window, "en")
    card = CandidateCard(window)
    card.set_option("2", "Ra Maba", "")
    assert card.accessibleName() == "Number 2, Ra Maba"


def test_qt_asks_in_the_language_in_force(windows: tuple[Window, Window]) -> None:
    with language.speaking("en"):
        assert QApplication.translate("Rail", "Help") == "Help"
    with language.speaking("ko"):
        assert QApplication.translate("Rail", "Help") == "도움말"


def test_the_language_in_force_is_restored_after_an_error() -> None:
    def fail_in_english() -> None:
        with language.speaking("en"):
            raise KeyError

    with pytest.raises(KeyError):
        fail_in_english()
    assert QApplication.translate("Rail", "Help") == "도움말"


def test_words_of_a_class_are_found_for_its_heirs(qtbot: QtBot) -> None:
    class OfficialRail(Rail):
        pass

    rail = OfficialRail()
    qtbot.addWidget(rail)
    assert rail.tr("Help") == "도움말"


def test_what_is_not_translated_is_shown_as_it_is(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    assert rail.tr("No such words") == "No such words"


def test_counts_have_separators(qtbot: QtBot) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    assert rail.tr("%n ballots", "", 1204) == "1,204 ballots"
    assert language.number(1_000_000) == "1,000,000"


def test_both_languages_of_the_contract_are_there() -> None:
    assert set(LANGUAGES) == {"ko", "en"}
