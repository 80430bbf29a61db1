"""Time zones of a form, and voting hours in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo
from functools import cache
from zoneinfo import available_timezones

from omp_desktop.domain.election import VotingWindow
from omp_desktop.gui.official.words import day_time
from omp_desktop.gui.widgets import ComboBox

USUAL_ZONE = "Asia/Seoul"
_ZONE_LETTERS = 12
_REGION = re.compile(r"(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/\S+|UTC")


@cache
def zone_names() -> tuple[str, ...]:
    """The zones of the IANA list that name a region, in alphabetical order, and UTC."""
    return tuple(sorted(name for name in available_timezones() if _REGION.fullmatch(name)))


def fill_zones(box: ComboBox, chosen: str = USUAL_ZONE) -> None:
    """Offer all zones, and choose one; a zone that this computer does not know stands there all the same."""
    if not box.count():
        box.addItems(zone_names())
        box.setMaxVisibleItems(12)
        # Else the longest name of all zones would make every form as wide as itself.
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_ZONE_LETTERS)
    if box.findText(chosen) < 0:
        box.addItem(chosen)
    box.setCurrentText(chosen)


def hours_span(windows: Sequence[VotingWindow], where: tzinfo) -> str:
    """From the first opening to the last closing; within one day the date stands there once."""
    opens, closes = day_time(windows[0].opens, where), day_time(windows[-1].closes, where)
    day, time = opens.split(" ")
    if closes.startswith(day):
        return f"{day} · {time} – {closes.split(' ')[1]}"
    return f"{opens} – {closes}"
