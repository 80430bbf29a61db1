"""Every screen and sheet of the booth in each language, size and contrast, on each of several screens.

The ordinary run pairs each size once with each contrast; here is the whole product.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from omp_desktop.domain.language import Lang
from omp_desktop.gui import palettes, theme
from omp_desktop.gui.typography import MILLIMETRES
from tests.gui.conftest import _default_language, _prepared, qtbot, workers  # noqa: F401 - found by name
from tests.gui.voter.conftest import make_rig  # noqa: F401 - the same
from tests.gui.voter.look import Look, tour_faults
from tests.gui.voter.painted import Watch
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import FakeVoting, busy_booth
from tests.gui.voter.test_fit import LANGUAGES, SCREENS, watch  # noqa: F401 - the same

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]
EVERY = tuple(Look(name, mm) for name, mm in product(palettes.NAMES, MILLIMETRES))
# Width and height in px, dots per inch: two laptops, and screens of small dots.
OTHER_SCREENS = ((1366, 768, 100), (1280, 800, 120), (1920, 1080, 141), (3840, 2160, 163))


@pytest.mark.parametrize("size", SCREENS, ids=["1280", "1920"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_read_and_touched_in_every_look(
    make_rig: Callable[[FakeVoting], Rig],  # noqa: F811 - a fixture
    watch: Watch,  # noqa: F811 - a fixture
    lang: Lang,
    size: tuple[int, int],
) -> None:
    rig = make_rig(busy_booth()).open(*size, lang=lang)
    wrong = tour_faults(rig, watch, EVERY)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("screen", OTHER_SCREENS, ids=["1366", "1280-120", "1920-141", "3840-163"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_read_and_touched_on_another_screen(
    make_rig: Callable[[FakeVoting], Rig],  # noqa: F811 - a fixture
    watch: Watch,  # noqa: F811 - a fixture
    lang: Lang,
    screen: tuple[int, int, int],
) -> None:
    width, height, dpi = screen
    rig = make_rig(busy_booth()).open(width, height, lang=lang)
    theme.dress(rig.window, dpi=dpi)
    wrong = tour_faults(rig, watch, [Look("default", mm) for mm in MILLIMETRES])
    assert not wrong, "\n".join(wrong)
