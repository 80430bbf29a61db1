"""The printing of the program: a booth gets its printer, officials hear what does not come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omp_desktop import settings
from omp_desktop.gui import tasks
from omp_desktop.gui.booths import booths
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.print.errors import PaperOut
from omp_desktop.gui.program import Program
from omp_desktop.gui.surroundings import USUAL, Start, Wanted
from omp_desktop.gui.widgets import Banner, Label
from tests.gui.print.paper import PaperSystem

SLIPS = "Slips"


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """A demonstration on a computer with a printer, at the role chooser."""
    surroundings = replace(USUAL, print_system=PaperSystem())
    with tasks.workers():
        made = Program(tmp_path / "demo", "ko", Wanted(demonstration=True), surroundings)
        with qtbot.waitSignal(made.stood):
            made.begin()
        yield made
        made.close()
        qtbot.addWidget(made.window)


def open_booth(qtbot: QtBot, program: Program, printer: str) -> KioskWindow:
    """Opens the first booth, which has this printer."""
    device = booths(program._way.opened)[0]
    settings.change_booth(program._way.folder, device.id, printer=printer)
    program.open_window(Start.KIOSK, device.name)
    qtbot.waitUntil(lambda: bool(program.kiosks))
    return program.kiosks[device.id]


def said(window: QWidget) -> str:
    """What stands on banners and labels."""
    banners = [f"{part.title} {part.text}" for part in window.findChildren(Banner) if part.isVisible()]
    labels = [part.text() for part in window.findChildren(Label) if part.isVisible()]
    return "\n".join(banners + labels)


def test_a_booth_prints_on_the_printer_that_officials_chose_for_it_and_without_one_offers_nothing(
    qtbot: QtBot, program: Program
) -> None:
    kiosk = open_booth(qtbot, program, SLIPS)
    slips = kiosk.booth._services.slips
    assert slips is not None
    assert (slips.printing, slips.printer) == (program.printing, SLIPS)
    # What was printed there before the program ended, however it did.
    system = program._surroundings.print_system
    assert isinstance(system, PaperSystem)
    assert system.forgotten == [SLIPS]

    kiosk.leave()
    assert open_booth(qtbot, program, "").booth._services.slips is None


def test_officials_hear_where_they_are_why_a_slip_did_not_come_out(qtbot: QtBot, program: Program) -> None:
    kiosk = open_booth(qtbot, program, SLIPS)
    error = PaperOut(printer=SLIPS)
    text = error.describe("ko").text
    kiosk.booth.slip_failed.emit(error)
    qtbot.waitUntil(lambda: text in said(program.window))

    program.open_window(Start.OFFICIAL)
    assert program.official is not None
    banner = program.official.callBanner
    kiosk.booth.slip_failed.emit(error)
    kiosk.booth.official_called.emit()
    # Whoever calls comes first.
    assert (banner.title, banner.text == text) == (kiosk.name, False)
    banner.acted.emit()
    assert (banner.title, banner.text) == (kiosk.name, text)
    banner.acted.emit()
    assert not banner.isVisible()
