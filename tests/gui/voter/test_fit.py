"""Every screen and sheet of the booth in both languages, all sizes and contrasts, on two screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, palettes, theme
from omp_desktop.gui.typography import DEFAULT_MILLIMETRES, MILLIMETRES
from omp_desktop.gui.voter.contest import ContestScreen
from tests.gui.voter.fit import misfits
from tests.gui.voter.look import Look, faults, tour_faults
from tests.gui.voter.painted import Watch, watching
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import HALL, LONG_BALLOT, PLEDGES, PRESIDENT, FakeVoting, busy_booth

SCREENS = ((1280, 800), (1920, 1080))
LANGUAGES: tuple[Lang, ...] = ("ko", "en")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    with watching(monkeypatch) as seeing:
        yield seeing


def looks(turn: int) -> list[Look]:
    """Every size once and every contrast once; four turns pair each with each."""
    names = palettes.NAMES
    return [Look(names[(place + turn) % len(names)], mm) for place, mm in enumerate(MILLIMETRES)]


def long_ballot(allowed: int) -> FakeVoting:
    """Long names, two of them withdrawn, all with pledges; `allowed` can be chosen."""
    contest = replace(LONG_BALLOT, votes_allowed=allowed)
    voting = FakeVoting(
        contests=(contest,),
        withdrawn=frozenset(option.id for option in contest.options[1:3]),
        pledges={option.id: PLEDGES for option in contest.options},
    )
    voting.issue()
    return voting


@pytest.mark.parametrize("size", SCREENS, ids=["1280", "1920"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_read_and_touched(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch, lang: Lang, size: tuple[int, int]
) -> None:
    rig = make_rig(busy_booth()).open(*size, lang=lang)
    turn = len(LANGUAGES) * SCREENS.index(size) + LANGUAGES.index(lang)
    wrong = tour_faults(rig, watch, looks(turn))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("lang", "mm"), [("ko", DEFAULT_MILLIMETRES), ("en", MILLIMETRES[-1])])
def test_everything_can_be_touched_on_a_screen_of_smaller_dots(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch, lang: Lang, mm: float
) -> None:
    rig = make_rig(busy_booth()).open(1920, 1080, lang=lang)
    theme.dress(rig.window, dpi=120)
    wrong = tour_faults(rig, watch, [Look("default", mm)])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("lang", "allowed"), [("ko", 3), ("en", 1)])
def test_long_names_on_a_long_ballot_are_never_cut(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch, lang: Lang, allowed: int
) -> None:
    rig = make_rig(long_ballot(allowed)).open(1280, 800, lang=lang)
    wrong: list[str] = []

    def look_at(name: str) -> None:
        for mm in (*reversed(MILLIMETRES), DEFAULT_MILLIMETRES):
            rig.dress("default", mm)
            wrong.extend(f"{name} {mm}: {what}" for what in faults(rig, watch))

    rig.to_contest()
    contests = rig.screen(ContestScreen)
    look_at("first")
    rig.click(contests.rows.more_button)
    look_at("second")
    while contests.rows.more_button.isVisible():
        rig.click(contests.rows.more_button)
    look_at("last")
    for index in (3, 5, 6)[:allowed]:
        contests.rows.show_row(index)
        rig.settle()
        rig.click(contests.option_rows[index].card)
    rig.click(contests.nextButton)
    look_at("review")
    assert not wrong, "\n".join(wrong)


def test_a_screen_that_had_no_room_for_the_largest_text_takes_it_again_when_it_has(
    make_rig: Callable[[FakeVoting], Rig],
) -> None:
    rig = make_rig(long_ballot(1)).open(1280, 800, lang="en")
    rig.to_contest()
    screen = rig.screen(ContestScreen)
    rig.dress("default", MILLIMETRES[-1])
    assert screen.theme().millimetres < MILLIMETRES[-1]
    assert theme.of(rig.window).millimetres == MILLIMETRES[-1]
    rig.window.resize(1920, 1200)
    rig.settle()
    assert screen.theme().millimetres == MILLIMETRES[-1]


def test_the_top_bar_fits_after_a_change_of_language_in_the_largest_text(
    make_rig: Callable[[FakeVoting], Rig],
) -> None:
    rig = make_rig(FakeVoting(contests=(PRESIDENT, HALL))).open(1280, 800, lang="ko")
    rig.dress("default", 8.5)
    language.set_language(rig.window, "en")
    rig.settle()
    assert not misfits(rig.window, rig.window)
