"""One look at one screen: all that can be wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from omp_desktop.gui import language
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.typography import DEFAULT_MILLIMETRES
from tests.gui.voter.fit import holes, misfits
from tests.gui.voter.painted import Watch, cut_off, faint, over_each_other
from tests.gui.voter.rig import FACTS, Rig
from tests.gui.voter.spoken import IN_THE_OTHER, foreign, unspoken
from tests.gui.voter.stand_in import LONG_PARTY, LONG_PLEDGE, PLEDGES, PRESIDENT, FakeAccess

# What people wrote, and wrote in one language only.
DATA = (
    FACTS.station,
    LONG_PARTY,
    *(option.party for option in PRESIDENT.options if option.party),
    *(words for pledge in (*PLEDGES, LONG_PLEDGE) for words in (pledge.theme, pledge.title)),
    *(pledge.description for pledge in PLEDGES),
    *(account.name for account in FakeAccess().accounts()),
)


@dataclass(frozen=True)
class Look:
    """How a window is dressed: contrast, and height of a capital I in mm."""

    palette: PaletteName
    mm: float


def top_of(rig: Rig) -> QWidget:
    """What can be used now: the uppermost sheet, or the window."""
    return rig.sheets()[-1] if rig.sheets() else rig.window


def tour_faults(rig: Rig, watch: Watch, looks: Sequence[Look]) -> list[str]:
    """What is wrong on any screen and sheet of the booth, each dressed in all of these looks."""
    found = []
    for name in rig.tour():
        for look in looks:
            rig.dress(look.palette, look.mm)
            found += [f"{name} {look.palette} {look.mm}: {what}" for what in faults(rig, watch)]
        rig.dress("default", DEFAULT_MILLIMETRES)
    return found


def faults(rig: Rig, watch: Watch) -> list[str]:
    """What is wrong with what is shown now."""
    top, lang = top_of(rig), language.of(rig.window)
    paint = watch.look(rig.window)
    return [
        *misfits(rig.window, top),
        *cut_off(paint, top),
        *over_each_other(paint, top),
        *faint(paint, top),
        *unspoken(top, lang, DATA),
        *(
            f"{mark.text!r} is in another language"
            for mark in paint.within(top)
            if foreign(mark.text, lang, DATA) and mark.part.objectName() not in IN_THE_OTHER
        ),
        *holes(top),
    ]
