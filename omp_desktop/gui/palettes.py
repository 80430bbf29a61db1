"""The four contrast modes in colours, and which pairs of colours carry information.

Contrast after WCAG 2.2; the figures to reach are VVSG 2.0 7.1-D: default at least 10:1, high contrast at
least 20:1, low contrast between 4.5:1 and 8:1. Control borders and other graphics that inform reach 4.5:1
(3:1 would do).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from PySide6.QtGui import QColor

PaletteName: TypeAlias = Literal["default", "black_on_white", "white_on_black", "low"]
Palette: TypeAlias = dict[str, QColor]

NAMES: tuple[PaletteName, ...] = get_args(PaletteName)

_DEFAULT = {
    "page": "#F6F7F9",
    "surface": "#FFFFFF",
    "text": "#14181F",
    "text2": "#353E4A",
    "primary": "#1F3A68",
    "primary_hover": "#182E54",
    "primary_pressed": "#10213F",
    "on_primary": "#FFFFFF",
    "on_primary_pressed": "#FFFFFF",
    "tint": "#EEF3FA",
    "hover_fill": "#F4F7FC",
    "pressed_fill": "#DCE6F5",
    "active_text": "#10213F",
    "pressed_text": "#10213F",
    "neutral": "#EEF0F3",
    "success": "#084524",
    "success_tint": "#EDF7F1",
    "warning": "#593500",
    "warning_tint": "#FFF6E3",
    "danger": "#7A1212",
    "danger_tint": "#FFF3F2",
    "danger_hover_fill": "#FFF7F6",
    "danger_pressed_fill": "#FBDFDD",
    "danger_active_text": "#5C0C0C",
    "danger_pressed_text": "#5C0C0C",
    "on_status": "#FFFFFF",
    "border": "#6B7280",
    "decoration": "#D5DAE1",
    "selected_fill": "#EEF3FA",
    "selected_text": "#14181F",
    "selected_border": "#1F3A68",
    "selected_mark": "#1F3A68",
    "on_selected_mark": "#FFFFFF",
    "card_pressed_fill": "#DCE6F5",
    "card_pressed_border": "#10213F",
    "rail": "#172B4D",
    "on_rail": "#FFFFFF",
    "rail_line": "#4A5F86",
    "rail_hover_fill": "#26406F",
    "rail_chosen_fill": "#FFFFFF",
    "rail_chosen_text": "#1F3A68",
    "navy_hover_fill": "#182E54",
    "navy_pressed_fill": "#10213F",
    "navy_active_text": "#FFFFFF",
    "navy_pressed_text": "#FFFFFF",
    "focus": "#14181F",
    "bar": "#1F3A68",
}
_SCRIM_ALPHA = 0.66

_LOW = {
    **_DEFAULT,
    "page": "#F1F2F4",
    "surface": "#F8F9FA",
    "text": "#4E5560",
    "text2": "#4E5560",
    "primary": "#44597F",
    "primary_hover": "#3F5479",
    "primary_pressed": "#3C5074",
    "on_primary": "#F8F9FA",
    "on_primary_pressed": "#F8F9FA",
    "tint": "#E9EDF3",
    "hover_fill": "#F1F4F8",
    "pressed_fill": "#DFE5EE",
    "active_text": "#3C5074",
    "pressed_text": "#3C5074",
    "neutral": "#E9EBEE",
    "success": "#2F6146",
    "success_tint": "#ECF3EF",
    "warning": "#73521F",
    "warning_tint": "#F5F0E6",
    "danger": "#8F3B3B",
    "danger_tint": "#F7EFEF",
    "danger_hover_fill": "#F7F2F2",
    "danger_pressed_fill": "#F0DFDF",
    "danger_active_text": "#843434",
    "danger_pressed_text": "#843434",
    "on_status": "#F8F9FA",
    "border": "#666D79",
    # VVSG 7.1-D names the whole screen: in this mode even hairlines take the colour of borders.
    "decoration": "#666D79",
    "selected_fill": "#E9EDF3",
    "selected_text": "#4E5560",
    "selected_border": "#44597F",
    "selected_mark": "#44597F",
    "on_selected_mark": "#F8F9FA",
    "card_pressed_fill": "#DFE5EE",
    "card_pressed_border": "#3C5074",
    "rail": "#44597F",
    "on_rail": "#F8F9FA",
    "rail_line": "#F8F9FA",
    "rail_hover_fill": "#3F5479",
    "rail_chosen_fill": "#F8F9FA",
    "rail_chosen_text": "#44597F",
    "navy_hover_fill": "#3F5479",
    "navy_pressed_fill": "#3C5074",
    "navy_active_text": "#F8F9FA",
    "navy_pressed_text": "#F8F9FA",
    "focus": "#4E5560",
    "bar": "#44597F",
}


def _two_colours(ground: str, ink: str) -> Mapping[str, str]:
    """High contrast knows two colours; what is chosen, primary or pressed is the other way round."""
    inverted_grounds = {
        *("primary", "primary_hover", "selected_fill", "rail_chosen_fill"),
        *("pressed_fill", "danger_pressed_fill", "navy_hover_fill"),
    }
    grounds = {
        *("page", "surface", "tint", "neutral", "success_tint", "warning_tint", "danger_tint"),
        *("hover_fill", "danger_hover_fill", "card_pressed_fill", "rail", "rail_hover_fill"),
        *("primary_pressed", "navy_pressed_fill"),
    }
    on_inverted = {
        *("on_primary", "on_status", "selected_text", "selected_mark", "pressed_text"),
        *("danger_pressed_text", "rail_chosen_text", "navy_active_text"),
    }
    colours = dict.fromkeys(_DEFAULT, ink)
    colours.update(dict.fromkeys(grounds | on_inverted, ground))
    colours.update(dict.fromkeys(inverted_grounds, ink))
    return colours


_SPECIFICATIONS: Mapping[PaletteName, Mapping[str, str]] = {
    "default": _DEFAULT,
    "black_on_white": _two_colours("#FFFFFF", "#000000"),
    "white_on_black": _two_colours("#000000", "#FFFFFF"),
    "low": _LOW,
}


def palette(name: PaletteName) -> Palette:
    """A fresh, mutable set of colours by role."""
    colours = {role: QColor(value) for role, value in _SPECIFICATIONS[name].items()}
    scrim = QColor(colours["text"] if name in {"default", "low"} else QColor("#000000"))
    scrim.setAlphaF(_SCRIM_ALPHA)
    colours["scrim"] = scrim
    return colours


def is_high_contrast(name: PaletteName) -> bool:
    """Whether the mode knows two colours only (lines 2 px, no shadow)."""
    return name in {"black_on_white", "white_on_black"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour that informs, and the ground it is shown on."""

    ink: str
    ground: str
    graphic: bool = False


def _pairs(ink: str, *grounds: str) -> tuple[Pair, ...]:
    return tuple(Pair(ink, ground) for ground in grounds)


# Every pair that carries words or signs somewhere in the program.
TEXT_PAIRS: tuple[Pair, ...] = (
    *_pairs("text", "page", "surface", "tint", "neutral", "card_pressed_fill"),
    *_pairs("text2", "page", "surface"),
    *_pairs("primary", "page", "surface", "tint"),
    *_pairs("on_primary", "primary", "primary_hover"),
    *_pairs("on_primary_pressed", "primary_pressed"),
    *_pairs("active_text", "hover_fill"),
    *_pairs("pressed_text", "pressed_fill"),
    *_pairs("success", "success_tint", "surface", "page"),
    *_pairs("warning", "warning_tint", "surface", "page"),
    *_pairs("danger", "danger_tint", "surface", "page"),
    *_pairs("on_status", "success", "warning", "danger"),
    *_pairs("danger_active_text", "danger_hover_fill"),
    *_pairs("danger_pressed_text", "danger_pressed_fill"),
    *_pairs("selected_text", "selected_fill"),
    *_pairs("on_selected_mark", "selected_mark"),
    *_pairs("on_rail", "rail", "rail_hover_fill"),
    *_pairs("rail_chosen_text", "rail_chosen_fill"),
    *_pairs("navy_active_text", "navy_hover_fill"),
    *_pairs("navy_pressed_text", "navy_pressed_fill"),
)

# Lines and shapes that inform.
GRAPHIC_PAIRS: tuple[Pair, ...] = (
    *(Pair("border", ground, graphic=True) for ground in ("page", "surface")),
    *(Pair("focus", ground, graphic=True) for ground in ("page", "surface")),
    *(Pair("bar", ground, graphic=True) for ground in ("surface",)),
    *(Pair("selected_border", ground, graphic=True) for ground in ("page", "surface")),
    *(Pair("selected_mark", ground, graphic=True) for ground in ("selected_fill",)),
)


def contrast(ink: QColor, ground: QColor) -> float:
    """Contrast ratio after WCAG 2.2 (1 to 21)."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(c / 255) for c in (colour.red(), colour.green(), colour.blue()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # The two branches and their constants are the sRGB transfer function as WCAG writes it.
    knee = 0.04045
    return channel / 12.92 if channel <= knee else ((channel + 0.055) / 1.055) ** 2.4
