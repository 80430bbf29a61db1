"""Errors that people meet: one list, two languages, always a next step."""

import importlib
import pickle
import pkgutil
import re

import pytest

from omp_desktop import domain
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.election_errors import IllegalTransition, WindowsMissing
from omp_desktop.domain.errors import ErrorText, OmpError, catalogue, placeholders, recalled
from omp_desktop.domain.import_errors import DefinitionInvalid, ProblemsFound
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.line_problem import RowProblem, row_problem
from omp_desktop.domain.voting_errors import BlankNotAllowed, NotOpen, OutsideWindow

for module in pkgutil.iter_modules(domain.__path__):
    importlib.import_module(f"omp_desktop.domain.{module.name}")

KOREAN = re.compile(r"[가-힣]")
ALL = [
    pytest.param(error, id=code)
    for code, error in sorted(catalogue().items())
    if error.__module__.startswith("omp_desktop.domain.")
]


@pytest.mark.parametrize("error", ALL)
def test_says_what_happened_and_what_to_do_in_both_languages(error: type[OmpError]) -> None:
    for part in (error.ko.text, error.ko.next_step):
        assert KOREAN.search(part)
    for part in (error.en.text, error.en.next_step):
        assert part
        assert not KOREAN.search(part)


@pytest.mark.parametrize("error", ALL)
def test_fills_the_same_facts_into_both_languages(error: type[OmpError]) -> None:
    assert placeholders(error.ko) == placeholders(error.en)


@pytest.mark.parametrize("error", ALL)
def test_is_made_of_short_whole_sentences(error: type[OmpError]) -> None:
    for part in (error.ko.text, error.en.text):
        assert part.endswith(".")
    for part in (error.en.text, error.en.next_step):
        assert len(part) <= 130
    for part in (error.ko.text, error.ko.next_step):
        assert len(part) <= 90


@pytest.mark.parametrize("error", ALL)
def test_has_a_stable_code_and_a_sentence_about_itself(error: type[OmpError]) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", error.code)
    assert error.__doc__


def test_puts_labels_and_titles_in_the_readers_language() -> None:
    error = IllegalTransition(action=PollAction.CLOSE, state=ElectionState.SUSPENDED)
    assert "투표 마감" in error.describe("ko").text
    assert "'Suspended'" in error.describe("en").text
    untranslated = BlankNotAllowed(title=LocalText("회장", ""))
    assert untranslated.describe("en").text.startswith("회장:")


def test_reads_as_english_in_a_log() -> None:
    assert str(WindowsMissing()) == (
        "There are no voting hours. Enter at least one pair of opening and closing time."
    )


def test_refuses_to_be_raised_with_a_fact_missing() -> None:
    with pytest.raises(TypeError, match="NotOpen needs state"):
        NotOpen()


def test_a_family_can_be_caught_but_not_raised() -> None:
    with pytest.raises(TypeError, match="family"):
        OutsideWindow()
    assert OutsideWindow not in catalogue().values()


def test_two_errors_cannot_share_a_code() -> None:
    with pytest.raises(TypeError, match="taken by WindowsMissing"):
        type(
            "Again",
            (OmpError,),
            {"code": WindowsMissing.code, "ko": WindowsMissing.ko, "en": WindowsMissing.en},
        )


def test_crosses_into_another_process_with_its_facts() -> None:
    copy = pickle.loads(pickle.dumps(NotOpen(state=ElectionState.CLOSED)))  # noqa: S301 - made here
    assert copy.params == {"state": ElectionState.CLOSED}
    assert copy.describe("en") == NotOpen(state=ElectionState.CLOSED).describe("en")


def test_a_kept_code_says_what_it_can_without_its_details() -> None:
    error = recalled(NotOpen.code)
    assert isinstance(error, NotOpen)
    assert "–" in error.describe("en").text


@pytest.mark.parametrize("code", ["something.of-a-later-program", DefinitionInvalid.code])
def test_a_code_that_says_nothing_without_its_details_is_none(code: str) -> None:
    assert recalled(code) is None


def test_an_error_about_lines_carries_all_of_them_everywhere() -> None:
    problems = (row_problem(3, "기호", RowProblem.MISSING), row_problem(7, "정당", RowProblem.MISSING))
    error = DefinitionInvalid(problems)
    assert error.describe("en") == ErrorText(
        "Problems in the definition file: 2. Nothing was taken.",
        "Correct the lines in the list (from line 3 on), then open the file again.",
    )
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert isinstance(copy, ProblemsFound)
    assert copy.problems == problems


def test_an_error_about_no_line_points_to_the_beginning() -> None:
    assert DefinitionInvalid(()).params["first_line"] == 1
