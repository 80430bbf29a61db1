"""Which faults of the program stop voting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType

import pytest

from omp_desktop.gui.crash_place import concerns_booths


def fault_through(modules: Sequence[str]) -> BaseException:
    """An error that went through functions of these modules, the outermost first."""

    def last() -> None:
        raise ZeroDivisionError

    def through() -> None:
        inner()  # noqa: F821 - found among the globals that each copy gets

    inner_most: Callable[[], None] = last
    for name in reversed(modules):
        inner_most = FunctionType(through.__code__, {"__name__": name, "inner": inner_most})
    try:
        inner_most()
    except ZeroDivisionError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    "modules",
    [
        ["omp_desktop.gui.official.results"],
        ["omp_desktop.gui.forms", "omp_desktop.gui.official.booth_printer", "omp_desktop.gui.widgets.label"],
        ["omp_desktop.gui.tasks", "omp_desktop.gui.candidate.pledges"],
        ["omp_desktop.gui.start.chooser"],
    ],
)
def test_a_fault_in_a_page_of_others_stops_no_voter(modules: Sequence[str]) -> None:
    assert not concerns_booths(fault_through(modules))


@pytest.mark.parametrize(
    "modules",
    [
        [],
        ["omp_desktop.services.voting"],
        ["omp_desktop.gui.widgets.label"],
        ["omp_desktop.gui.voter.booth"],
        ["omp_desktop.gui.kiosk", "omp_desktop.gui.voter.flow"],
        ["omp_desktop.gui.lock.guard"],
        ["omp_desktop.gui.official.window", "omp_desktop.gui.kiosk"],
    ],
)
def test_a_fault_in_a_booth_or_in_doubt_stops_voting(modules: Sequence[str]) -> None:
    assert concerns_booths(fault_through(modules))
