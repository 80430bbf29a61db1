"""Words and texts in two languages."""

import importlib
import pkgutil
import re

import pytest

from omp_desktop import domain
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import Labelled, LocalText

for module in pkgutil.iter_modules(domain.__path__):
    importlib.import_module(f"omp_desktop.domain.{module.name}")

WORDS = [
    pytest.param(word, id=f"{words.__name__}.{word.name}")
    for words in sorted(Labelled.__subclasses__(), key=lambda words: words.__name__)
    if words.__module__.startswith("omp_desktop.domain.")
    for word in words
]


def names_in_braces(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)", text))


@pytest.mark.parametrize("word", WORDS)
def test_every_fixed_word_has_both_languages(word: Labelled) -> None:
    assert re.search("[가-힣]", word.label("ko"))
    assert word.label("en")
    assert not re.search("[가-힣]", word.label("en"))


@pytest.mark.parametrize("word", WORDS)
def test_a_word_with_blanks_has_the_same_blanks_in_both_languages(word: Labelled) -> None:
    assert names_in_braces(word.ko) == names_in_braces(word.en)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_found_again_by_its_value(word: Labelled) -> None:
    assert type(word)(word.value) is word


def test_a_word_is_its_value_in_files() -> None:
    assert f"{ElectionState.OPEN}" == "open"
    assert AuditEvent.POLLS_OPENED == "poll.opened"


def test_an_unknown_value_is_no_word() -> None:
    with pytest.raises(ValueError, match="abandoned"):
        ElectionState("abandoned")


def test_a_text_that_was_not_translated_shows_in_the_other_language() -> None:
    assert LocalText("회장", "").text("en") == "회장"
    assert LocalText("", "President").text("ko") == "President"
    assert LocalText("회장", "President").text("en") == "President"
