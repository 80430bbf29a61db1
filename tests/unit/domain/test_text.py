"""Texts that people type."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.text import Field, clean_line, clean_text, fold, required_line
from omp_desktop.domain.text_errors import TextForbidden, TextMissing, TextTooLong

ANY_TEXT = st.text(max_size=30)


def test_a_line_loses_the_spaces_around_it_and_keeps_single_ones_inside() -> None:
    assert clean_line("\u3000 김\u00a0 하나\t", limit=80) == "김 하나"


def test_letters_typed_in_pieces_become_one_syllable() -> None:
    assert clean_line(unicodedata.normalize("NFD", "한글"), limit=2) == "한글"


def test_an_empty_line_is_allowed_unless_it_is_needed() -> None:
    assert clean_line("  ", limit=5) == ""
    with pytest.raises(TextMissing) as caught:
        required_line("  ", limit=5, field=Field.TITLE)
    assert caught.value.params["field"] is Field.TITLE


def test_a_needed_line_comes_back_cleaned() -> None:
    assert required_line(" 복지 ", limit=5, field=Field.THEME) == "복지"


def test_a_line_may_be_as_long_as_its_limit_and_no_longer() -> None:
    assert clean_line("가" * 80, limit=80) == "가" * 80
    with pytest.raises(TextTooLong) as caught:
        clean_line("가" * 81, limit=80, field=Field.NAME)
    assert caught.value.params == {"field": Field.NAME, "length": 81, "limit": 80}


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\x00", "U+0000"),
        ("\t", "U+0009"),
        ("\n", "U+000A"),
        ("\x7f", "U+007F"),
        ("\u200b", "U+200B"),
        ("\u200f", "U+200F"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\ufeff", "U+FEFF"),
        ("\u2028", "U+2028"),
        ("\ud800", "U+D800"),
        ("\ue000", "U+E000"),
        ("\uffff", "U+FFFF"),
        ("\u3164", "U+3164"),
        ("\uffa0", "U+FFA0"),
        ("\u115f", "U+115F"),
        ("\u2800", "U+2800"),
    ],
)
def test_a_character_that_cannot_be_seen_is_refused_by_its_place(character: str, named: str) -> None:
    with pytest.raises(TextForbidden) as caught:
        clean_line(f"김{character}하나", limit=80, field=Field.NAME)
    assert caught.value.params == {"field": Field.NAME, "position": 2, "character": named}


def test_the_joiner_that_some_scripts_need_is_kept() -> None:
    assert clean_line("می\u200cخواهم", limit=80) == "می\u200cخواهم"


@pytest.mark.parametrize("text", ["\u200d", " \u200c \u200d ", "\ufe0f"])
def test_a_line_without_anything_to_be_seen_is_empty(text: str) -> None:
    assert clean_line(text, limit=80) == ""


def test_a_sign_that_only_chooses_the_shape_of_a_letter_is_kept() -> None:
    assert clean_line("葛\U000e0100城", limit=80) == "葛\U000e0100城"


def test_several_lines_keep_their_breaks_and_nothing_else() -> None:
    assert clean_text(" 첫째\r\n\r둘째\t줄  \n", limit=80) == "첫째\n\n둘째 줄"


def test_several_lines_are_counted_together() -> None:
    with pytest.raises(TextTooLong):
        clean_text("가\n나\n다", limit=4)


def test_several_lines_hold_no_hidden_characters_either() -> None:
    with pytest.raises(TextForbidden):
        clean_text("첫째\n둘\u202e째", limit=80)


def test_spellings_of_one_name_fold_together() -> None:
    assert fold("김 하나") == fold("김하나")
    assert fold("Ｇana Party") == fold("ganaparty")
    assert fold("가나당") != fold("가다당")


@pytest.mark.parametrize("hidden", ["\u200d", "\u200c", "\ufe0f", "\U000e0100", "\u034f", "\u3164", "\uffa0"])
def test_names_that_look_alike_fold_together(hidden: str) -> None:
    assert fold(f"김{hidden}하나") == fold("김하나")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean_line(text, limit=100)
    except TextForbidden:
        return
    assert clean_line(once, limit=100) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once


@given(ANY_TEXT)
def test_cleaning_several_lines_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean_text(text, limit=100)
    except TextForbidden:
        return
    assert clean_text(once, limit=100) == once
