"""Every screen and sheet of the booth in both languages, all sizes and contrasts, on two screens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.palettes import PaletteName
from tests.gui.voter.fit import misfits
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import HALL, PRESIDENT, FakeVoting

LOOKS: tuple[tuple[PaletteName, float], ...] = (
    ("default", 4.8),
    ("white_on_black", 4.8),
    ("low", 4.8),
    ("default", 8.5),
    ("white_on_black", 8.5),
    ("low", 8.5),
)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=["1280", "1920"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_everything_can_be_read_and_touched(
    make_rig: Callable[[FakeVoting], Rig], lang: Lang, size: tuple[int, int]
) -> None:
    voting = FakeVoting(contests=(PRESIDENT, HALL))
    voting.issue(2)
    rig = make_rig(voting).open(*size, lang=lang)
    wrong = []
    for name in rig.tour():
        for palette, mm in LOOKS:
            rig.dress(palette, mm)
            top = rig.sheets()[-1] if rig.sheets() else rig.window
            wrong += [f"{name} {palette} {mm}: {what}" for what in misfits(rig.window, top)]
        rig.dress("default", 4.8)
    assert not wrong, "\n".join(wrong)


def test_the_top_bar_fits_after_a_change_of_language_in_the_largest_text(
    make_rig: Callable[[FakeVoting], Rig],
) -> None:
    rig = make_rig(FakeVoting(contests=(PRESIDENT, HALL))).open(1280, 800, lang="ko")
    rig.dress("default", 8.5)
    language.set_language(rig.window, "en")
    rig.settle()
    assert not misfits(rig.window, rig.window)
