"""What the set-up works out from what is typed: short names, and how strong a pass-phrase looks."""

from __future__ import annotations

import doctest

import pytest

from omp_desktop.domain.language import LocalText
from omp_desktop.gui.official import contests_tab, passphrase
from omp_desktop.gui.official.contests_tab import contest_id
from omp_desktop.gui.official.passphrase import strength


@pytest.mark.parametrize("module", [contests_tab, passphrase])
def test_the_examples_in_the_text_are_true(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # modules


def test_a_short_name_that_is_taken_gets_a_number() -> None:
    assert contest_id(LocalText("", "President"), ["president"]) == "president-2"


def test_a_short_name_is_never_longer_than_allowed() -> None:
    assert len(contest_id(LocalText("", "x" * 80), ["x" * 36])) <= 40


def test_a_longer_pass_phrase_is_never_weaker() -> None:
    words = "정확한 말 배터리 마구간 7 staple"
    levels = [strength(words[:end]) for end in range(len(words) + 1)]
    assert levels == sorted(levels)
