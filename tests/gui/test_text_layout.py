"""Korean breaks at spaces, and lines have exact heights."""

import unicodedata

import pytest
from PySide6.QtGui import QTextLayout

from omp_desktop.gui.text_layout import WORD_JOINER, block, elided, keep_all, width_of
from omp_desktop.gui.typography import TextStyle
from omp_desktop.gui.widgets import Label

STYLE = TextStyle(16, 24)
SENTENCE = "한 사람이 혼자서 개표 결과를 열 수 없게 하려는 것입니다."


def lines(text: str, width: float) -> list[str]:
    return list(block(text, STYLE, width).line_texts())


@pytest.mark.parametrize("width", range(60, 400, 20))
def test_korean_words_stay_whole(width: int) -> None:
    words = SENTENCE.split()
    if max(width_of(word, STYLE) for word in words) > width:
        pytest.skip("a word is wider than the line")
    assert " ".join(lines(SENTENCE, width)).split() == words
    assert all(line.split()[0] in words and line.split()[-1] in words for line in lines(SENTENCE, width))


def lines_of_qt(text: str, width: int) -> int:
    layout = QTextLayout(text, STYLE.font())
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        number += 1
    layout.endLayout()
    return number


@pytest.mark.parametrize("word", ["大統領選擧를", "기호1번/2번/3번"])
def test_by_itself_qt_breaks_inside_words(word: str) -> None:
    # The control: without it, keep_all would protect against nothing.
    width = int(width_of(word, STYLE)) - 4
    assert lines_of_qt(word, width) > 1
    assert lines_of_qt(keep_all(word), width) == 1


def test_a_word_wider_than_the_line_is_broken_rather_than_cut() -> None:
    shown = block("투표관리관투표관리관투표관리관", STYLE, 60)
    assert shown.lines > 1
    assert "".join(shown.line_texts()) == "투표관리관투표관리관투표관리관"


def test_joiners_stand_between_the_signs_of_a_word_only() -> None:
    assert keep_all("가나 다") == f"가{WORD_JOINER}나 다"


def test_latin_is_left_alone() -> None:
    assert keep_all("NIST JSON 2026-12-03") == "NIST JSON 2026-12-03"


def test_composed_and_decomposed_korean_look_the_same() -> None:
    assert keep_all(unicodedata.normalize("NFD", "한글")) == keep_all("한글")


def test_nothing_comes_between_a_sign_and_its_mark() -> None:
    assert WORD_JOINER not in keep_all("e\u0301\u0323")
    assert keep_all("가\u0323") == "가\u0323"


def test_a_block_is_as_high_as_its_lines() -> None:
    shown = block("하나\n둘\n셋", STYLE)
    assert (shown.lines, shown.height) == (3, 72)


def test_an_empty_text_has_one_line() -> None:
    assert block("", STYLE).height == 24


def test_short_text_is_not_shortened() -> None:
    assert elided("투표소", STYLE, 200) == "투표소"
    assert elided("가람동 제3투표소", STYLE, 60).endswith("…")


def test_joiners_never_reach_the_data(qtbot: object) -> None:
    label = Label()
    label.setWordWrap(True)
    label.setText(SENTENCE)
    label.resize(120, 200)
    label.grab()
    assert label.text() == SENTENCE
    assert WORD_JOINER not in label.accessibleName()
