"""What officials are told on the window of the start."""

from __future__ import annotations

import pytest

from omp_desktop.gui.print.errors import PaperOut
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.widgets import Sheet
from tests.gui.conftest import Show


@pytest.fixture
def window(show: Show) -> StartWindow:
    made = StartWindow("en")
    show(made)
    return made


def sheets(window: StartWindow) -> list[Sheet]:
    return [sheet for sheet in window.findChildren(Sheet) if not sheet.isHidden()]


def test_what_happens_again_and_again_is_said_once_until_it_was_read(window: StartWindow) -> None:
    for _ in range(3):
        window.tell_call("Booth 1")
        window.tell_trouble("Booth 1", PaperOut(printer="Slips"))
        window.tell_fault(window)
    assert len(sheets(window)) == 3

    for sheet in sheets(window):
        sheet.close_sheet()
    window.tell_call("Booth 1")
    assert len(sheets(window)) == 1


def test_each_booth_is_said(window: StartWindow) -> None:
    window.tell_call("Booth 1")
    window.tell_call("Booth 2")
    assert len(sheets(window)) == 2
