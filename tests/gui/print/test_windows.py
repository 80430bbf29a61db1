"""The printing of Windows: through Qt's printers, here those of a CUPS, and calls that hang."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui.print import windows
from omp_desktop.gui.print.pages import specimen_page
from omp_desktop.gui.print.printing import Printing, PrintJob
from omp_desktop.gui.print.system import Order, Printer
from omp_desktop.gui.print.windows import WindowsSystem
from omp_desktop.reports.document import Document
from tests.gui.print.cups import Cups


def page(printer: str = "Slips") -> Document:
    return specimen_page(printer, "ko")


def ended(qtbot: QtBot, job: PrintJob) -> str:
    qtbot.waitUntil(lambda: job.ended)
    return "printed" if job.error is None else job.error.code


@pytest.fixture
def native(qtbot: QtBot) -> Printing:
    return Printing(WindowsSystem())


def test_printers_are_found_and_print(cups: Cups, native: Printing, qtbot: QtBot) -> None:
    out = cups.add("Slips")
    found: list[Printer] = []
    native.find_printers(found.extend, lambda error: pytest.fail(str(error)), native)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [Printer("Slips")]
    assert ended(qtbot, native.print_page("", page(), "Slips")) == "printed"
    qtbot.waitUntil(lambda: [file.read_bytes()[:5] for file in out.glob("*.pdf")] == [b"%PDF-"])


def test_a_printer_that_is_not_there_is_said(cups: Cups, native: Printing, qtbot: QtBot) -> None:
    assert ended(qtbot, native.print_page("", page(), "Nowhere")) == "print.printer-missing"


def test_a_call_that_hangs_ends_in_time_and_the_next_page_does_not_wait_for_it(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    calls: list[str] = []

    def hang(document: Document, name: str) -> OmpError | None:
        calls.append(name)
        go_on.wait()
        return None

    monkeypatch.setattr(windows, "print_now", hang)
    parent = QObject()
    ends: list[object] = []
    system = WindowsSystem()
    try:
        for number, seconds in enumerate((0.05, 60.0), start=1):
            sending = system.send(Order(page(), "Stuck", seconds), parent)
            sending.ended.connect(ends.append)
            qtbot.waitUntil(lambda number=number: len(ends) == number)
        assert [error.code for error in ends] == ["print.no-answer", "print.no-answer"]  # type: ignore[attr-defined]
        assert calls == ["Stuck"]
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not windows.WindowsSending._stuck["Stuck"].is_alive())


def test_a_printer_that_answers_again_is_used_again(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def slow(document: Document, name: str) -> OmpError | None:
        go_on.wait()
        return None

    monkeypatch.setattr(windows, "print_now", slow)
    printing = Printing(WindowsSystem())
    first = printing.print_page("", page(), "Slow")
    first.cancel()
    assert first.ended
    go_on.set()
    qtbot.waitUntil(lambda: not windows.WindowsSending._stuck["Slow"].is_alive())
    assert ended(qtbot, printing.reprint(first)) == "printed"
