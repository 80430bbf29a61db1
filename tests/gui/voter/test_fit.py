"""Every screen and sheet of the booth in both languages, all sizes and contrasts, on two screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, palettes, theme
from omp_desktop.gui.typography import DEFAULT_MILLIMETRES, MILLIMETRES
from tests.gui.voter.fit import misfits
from tests.gui.voter.look import Look, tour_faults
from tests.gui.voter.painted import Watch, watching
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import HALL, PRESIDENT, FakeVoting, busy_booth

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


@pytest.mark.parametrize("size", SCREENS, ids=["1280", "1920"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_read_and_touched(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch, lang: Lang, size: tuple[int, int]
) -> None:
    rig = make_rig(busy_booth()).open(*size, lang=lang)
    turn = len(LANGUAGES) * SCREENS.index(size) + LANGUAGES.index(lang)
    wrong = tour_faults(rig, watch, looks(turn))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_touched_on_a_screen_with_smaller_dots(
    make_rig: Callable[[FakeVoting], Rig], watch: Watch, lang: Lang
) -> None:
    rig = make_rig(busy_booth()).open(1920, 1080, lang=lang)
    theme.dress(rig.window, dpi=120)
    wrong = tour_faults(rig, watch, [Look("default", DEFAULT_MILLIMETRES), Look("default", MILLIMETRES[-1])])
    assert not wrong, "\n".join(wrong)


def test_the_top_bar_fits_after_a_change_of_language_in_the_largest_text(
    make_rig: Callable[[FakeVoting], Rig],
) -> None:
    rig = make_rig(FakeVoting(contests=(PRESIDENT, HALL))).open(1280, 800, lang="ko")
    rig.dress("default", 8.5)
    language.set_language(rig.window, "en")
    rig.settle()
    assert not misfits(rig.window, rig.window)
