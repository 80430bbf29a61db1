"""What the services say when something goes wrong: both languages, the same facts, always a next step."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from omp_desktop import services
from omp_desktop.domain.errors import OmpError, catalogue, placeholders

for module in pkgutil.iter_modules(services.__path__):
    importlib.import_module(f"omp_desktop.services.{module.name}")

KOREAN = re.compile(r"[가-힣]")
ALL = [
    pytest.param(error, id=code)
    for code, error in sorted(catalogue().items())
    if error.__module__.startswith("omp_desktop.services.")
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
def test_ends_its_sentences_and_explains_itself(error: type[OmpError]) -> None:
    for part in (error.ko.text, error.ko.next_step, error.en.text, error.en.next_step):
        assert part.endswith(".")
    assert error.__doc__
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*", error.code)
