"""Sizes of paper, and what a printer's name for one means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ROLL_WIDEST: Final = 120.0  # mm: from here on it is a page
_NARROWEST, _SHORTEST = 40.0, 50.0  # mm: less cannot hold a slip
_INCH: Final = 25.4
_INCHES_UP_TO: Final = 20.0
_PAGE_MARGIN, _ROLL_MARGIN = 20.0, 4.0
_KNOWN: Final = {
    "a3": (297.0, 420.0),
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "b5": (182.0, 257.0),
    "letter": (215.9, 279.4),
    "legal": (215.9, 355.6),
    "statement": (139.7, 215.9),
}
# "X80MMY200MM", "80x200mm", "Custom.72x150mm", "om_80x200mm", "w226h567" is in points.
_PAIR = re.compile(r"x?(\d+(?:\.\d+)?)(mm|in)?[xy*]y?(\d+(?:\.\d+)?)(mm|in)?", re.IGNORECASE)
_POINTS = re.compile(r"w(\d+)h(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet, or one length of a roll; all in mm. Nothing is printed in the margin."""

    width: float
    height: float
    margin: float

    @property
    def narrow(self) -> bool:
        """Whether it is the roll of a receipt printer."""
        return self.width < _ROLL_WIDEST


def paper(width: float, height: float) -> Paper:
    """Paper of that size in mm, with the margin that such printers need."""
    return Paper(width, height, _ROLL_MARGIN if width < _ROLL_WIDEST else _PAGE_MARGIN)


A4: Final = paper(*_KNOWN["a4"])
ROLL: Final = paper(80, 200)


def paper_named(name: str) -> Paper:
    """The paper that a printer calls so; A4 where the name tells nothing."""
    known = _KNOWN.get(re.split(r"[._]", name.lower())[0])
    width, height = known or _measured(name)
    if width < _NARROWEST or height < _SHORTEST:
        return A4
    return paper(width, height)


def _measured(name: str) -> tuple[float, float]:
    points = _POINTS.search(name)
    if points is not None:
        return float(points[1]) / 72 * _INCH, float(points[2]) / 72 * _INCH
    pair = _PAIR.search(name)
    if pair is None:
        return 0.0, 0.0
    width, height = float(pair[1]), float(pair[3])
    unit = (pair[2] or pair[4] or "").lower()
    in_inches = unit == "in" or (not unit and max(width, height) <= _INCHES_UP_TO)
    return (width * _INCH, height * _INCH) if in_inches else (width, height)
