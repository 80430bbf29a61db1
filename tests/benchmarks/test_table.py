"""The table of the benchmarks: what it judges, and what it only reports."""

from __future__ import annotations

from tests.benchmarks.__main__ import table, too_slow

QUICK = ("투표함에 넣기 (ms)", 12.0, 6.0, 2.0, 3.0)


def test_a_ratio_up_to_a_quarter_over_its_target_is_tolerated() -> None:
    assert not too_slow((*QUICK[:3], 3.75, 3.0))
    assert too_slow((*QUICK[:3], 3.76, 3.0))


def test_absolute_figures_are_reported_and_never_judged() -> None:
    assert not too_slow(("cast", 10_000.0, 9_000.0, 1.1, 3.0))


def test_the_table_says_in_words_what_is_over_its_target() -> None:
    over, slow = (*QUICK[:3], 3.5, 3.0), (*QUICK[:3], 4.0, 3.0)
    _, first, second, third = table([QUICK, over, slow]).splitlines()
    assert (first.split()[-1], second.split()[-1]) == ("ok", "over")
    assert third.endswith("TOO SLOW")


def test_columns_stay_in_line_with_korean_letters() -> None:
    lines = table([QUICK, ("x", 1.0, 1.0, 1.0, 1.0)]).splitlines()
    shown = [sum(2 if ord(letter) > 0x1100 else 1 for letter in line) for line in lines]
    assert len(set(shown[1:])) == 1
