"""Every colour that informs can be read in every contrast mode."""

import pytest
from PySide6.QtGui import QColor

from omp_desktop.gui import palettes
from omp_desktop.gui.palettes import GRAPHIC_PAIRS, TEXT_PAIRS, Pair, PaletteName, contrast, palette

# VVSG 2.0 7.1-D.
LEAST: dict[PaletteName, float] = {"default": 10, "black_on_white": 20, "white_on_black": 18, "low": 4.5}
MOST_OF_LOW = 8
LEAST_GRAPHIC = 4.5


def name(value: object) -> str:
    return f"{value.ink} on {value.ground}" if isinstance(value, Pair) else str(value)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_contrast_does_not_depend_on_the_order() -> None:
    assert contrast(QColor("#777777"), QColor("white")) == contrast(QColor("white"), QColor("#777777"))


def test_contrast_of_a_known_pair() -> None:
    # The example of WCAG's own tools: #767676 is the lightest grey that reaches 4.5 on white.
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", palettes.NAMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=name)
def test_words_are_readable(mode: PaletteName, pair: Pair) -> None:
    colours = palette(mode)
    reached = contrast(colours[pair.ink], colours[pair.ground])
    assert reached >= LEAST[mode]


@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=name)
def test_low_contrast_stays_low(pair: Pair) -> None:
    colours = palette("low")
    assert contrast(colours[pair.ink], colours[pair.ground]) <= MOST_OF_LOW


@pytest.mark.parametrize("mode", palettes.NAMES)
@pytest.mark.parametrize("pair", GRAPHIC_PAIRS, ids=name)
def test_lines_that_inform_are_visible(mode: PaletteName, pair: Pair) -> None:
    colours = palette(mode)
    assert contrast(colours[pair.ink], colours[pair.ground]) >= LEAST_GRAPHIC


@pytest.mark.parametrize("mode", ["black_on_white", "white_on_black"])
def test_high_contrast_knows_two_colours(mode: PaletteName) -> None:
    assert {colour.name() for role, colour in palette(mode).items() if role != "scrim"} == {
        "#000000",
        "#ffffff",
    }


def test_all_modes_know_the_same_roles() -> None:
    assert len({frozenset(palette(mode)) for mode in palettes.NAMES}) == 1


def test_a_palette_is_a_copy() -> None:
    palette("default")["text"] = QColor("red")
    assert palette("default")["text"] != QColor("red")


def test_the_weaker_text_is_not_used_on_tints() -> None:
    assert not {Pair("text2", "tint"), Pair("text2", "neutral")} & set(TEXT_PAIRS)
