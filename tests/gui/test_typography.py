"""Sizes of text, in px and in millimetres on the screen."""

import pytest
from PySide6.QtGui import QFontInfo

from omp_desktop.gui import typography
from omp_desktop.gui.typography import (
    CAPITAL_HEIGHT,
    MILLIMETRES,
    OFFICIAL,
    ROLES,
    VOTER_ROLES,
    TextStyle,
    unit_for,
    voter_sizes,
)


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_bundled_font_is_used_in_every_weight(weight: int) -> None:
    info = QFontInfo(TextStyle(16, 24, weight).font())
    assert (info.family(), info.weight()) == ("Pretendard", weight)


def test_figures_have_equal_width() -> None:
    style = TextStyle(20, 28, 700)
    assert style.metrics().horizontalAdvance("1111") == style.metrics().horizontalAdvance("8888")


def test_large_text_is_set_closer() -> None:
    assert TextStyle(40, 52).font().letterSpacing() == pytest.approx(-0.4, abs=0.02)
    assert TextStyle(27, 36).font().letterSpacing() == 0


@pytest.mark.parametrize(("millimetres", "unit"), [(3.5, 19), (4.8, 26), (6.4, 35), (8.5, 46)])
def test_the_unit_at_96_dpi(millimetres: float, unit: int) -> None:
    assert unit_for(millimetres, 96) == unit
    assert voter_sizes(millimetres).unit == unit


@pytest.mark.parametrize("dpi", [82, 96, 110, 141, 185])
@pytest.mark.parametrize("millimetres", MILLIMETRES)
def test_a_capital_has_its_height_on_the_screen(millimetres: float, dpi: float) -> None:
    inches = voter_sizes(millimetres, dpi).unit * CAPITAL_HEIGHT / dpi
    assert inches * 25.4 >= millimetres - 1e-9


def test_the_capital_height_is_that_of_the_font() -> None:
    metrics = TextStyle(1000, 1200).metrics()
    assert metrics.capHeight() / 1000 == pytest.approx(CAPITAL_HEIGHT, abs=0.001)


@pytest.mark.parametrize("millimetres", MILLIMETRES)
@pytest.mark.parametrize("role", VOTER_ROLES)
def test_nothing_on_the_voters_screen_is_smaller_than_body_text(millimetres: float, role: str) -> None:
    sizes = voter_sizes(millimetres)
    assert sizes.style(role).size >= sizes.unit


@pytest.mark.parametrize("millimetres", MILLIMETRES)
@pytest.mark.parametrize("role", VOTER_ROLES)
def test_lines_are_high_enough_for_the_font(millimetres: float, role: str) -> None:
    style = voter_sizes(millimetres).style(role)
    assert style.line >= style.size * 1.19


@pytest.mark.parametrize("dpi", [96, 141])
@pytest.mark.parametrize("millimetres", MILLIMETRES)
def test_every_button_of_the_voter_is_large_enough_to_touch(millimetres: float, dpi: float) -> None:
    sizes = voter_sizes(millimetres, dpi)
    smallest = min(sizes.top_button, sizes.bottom_button, sizes.minor_button, sizes.row)
    # 12.7 mm, VVSG 2.0 7.2-I
    assert smallest / dpi * 25.4 >= 12.7


def test_a_preview_is_smaller_in_every_length() -> None:
    whole, part = voter_sizes(4.8), voter_sizes(4.8, factor=0.75)
    assert (part.unit, part.row, part.px(100)) == (round(whole.unit * 0.75), 66, 75)


def test_another_height_is_refused() -> None:
    with pytest.raises(KeyError):
        voter_sizes(5.0)


def test_every_role_has_a_name_of_its_own() -> None:
    assert len(set(ROLES)) == len(ROLES) == len(OFFICIAL) + len(VOTER_ROLES)


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typography, "FAMILY", "Nowhere")
    with pytest.raises(typography.FontMissing, match=r"Nowhere-Regular\.ttf"):
        typography.load_fonts()
