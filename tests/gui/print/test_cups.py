"""Slips and pages through a real CUPS: what comes out, what is said when nothing does, and what stays."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import LocalText
from omp_desktop.gui.print.pages import Slip, specimen_page
from omp_desktop.gui.print.printing import Printing, PrintJob
from omp_desktop.gui.print.system import Printer, PrintState
from tests.gui.print.cups import Cups
from tests.gui.print.paper import PaperSystem

CODE = "7F3A9-91C2B-0B5EA-48D6N-A910Z"
SLIP = Slip("가람동 제3투표소", LocalText("모의 대통령선거", "Mock presidential election"), CODE)
_numbers = count(1)


@pytest.fixture
def printer(cups: Cups) -> str:
    """A new printer for slips."""
    name = f"Slips{next(_numbers)}"
    cups.add(name)
    return name


def out(cups: Cups, printer: str) -> list[Path]:
    """What came out of it."""
    return sorted((cups.folder / "out" / printer).glob("*.pdf"))


def ended(qtbot: QtBot, job: PrintJob) -> str:
    """How it ended: the code of the error, or "printed"."""
    qtbot.waitUntil(lambda: job.ended)
    return "printed" if job.error is None else job.error.code


def test_printers_of_the_system_are_found(cups: Cups, printer: str, printing: Printing, qtbot: QtBot) -> None:
    found: list[Printer] = []
    printing.find_printers(found.extend, lambda error: pytest.fail(str(error)), printing)
    qtbot.waitUntil(lambda: bool(found))
    assert Printer(printer) in found


def test_a_slip_comes_out(cups: Cups, printer: str, printing: Printing, qtbot: QtBot) -> None:
    job = printing.print_slip(SLIP, "ko", printer)

    assert ended(qtbot, job) == "printed"
    assert job.state is PrintState.PRINTED
    assert [file.read_bytes()[:5] for file in out(cups, printer)] == [b"%PDF-"]


def test_without_paper_it_is_said_and_the_slip_does_not_come_out_later(
    cups: Cups, printer: str, printing: Printing, qtbot: QtBot
) -> None:
    empty = cups.folder / "out" / printer / "empty"
    empty.touch()
    job = printing.print_slip(SLIP, "ko", printer)
    assert ended(qtbot, job) == "print.paper-out"

    qtbot.waitUntil(lambda: printer not in cups.ask("lpstat", "-W", "not-completed", "-o", printer))
    empty.unlink()
    assert ended(qtbot, printing.print_page("", specimen_page(printer, "ko"), printer)) == "printed"
    assert len(out(cups, printer)) == 1


def test_a_printer_that_is_not_there_is_said(printing: Printing, cups: Cups, qtbot: QtBot) -> None:
    assert ended(qtbot, printing.print_slip(SLIP, "ko", "Nowhere")) == "print.printer-missing"


def test_a_paused_printer_is_said(cups: Cups, printer: str, printing: Printing, qtbot: QtBot) -> None:
    cups.ask("cupsdisable", printer)
    found: list[Printer] = []
    printing.find_printers(found.extend, lambda error: pytest.fail(str(error)), printing)
    qtbot.waitUntil(lambda: found == [Printer(printer, stopped=True)])
    assert ended(qtbot, printing.print_slip(SLIP, "ko", printer)) == "print.printer-stopped"


def test_a_printer_that_gives_up_is_said(cups: Cups, printer: str, printing: Printing, qtbot: QtBot) -> None:
    (cups.folder / "out" / printer / "broken").touch()
    assert ended(qtbot, printing.print_slip(SLIP, "ko", printer)) == "print.printer-stopped"


def test_a_system_that_dies_while_it_prints_is_said(
    cups: Cups, printer: str, printing: Printing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omp_desktop.gui.print.printing.SLIP_SECONDS", 1.0)
    (cups.folder / "out" / printer / "hangs").touch()
    job = printing.print_slip(SLIP, "ko", printer)
    qtbot.waitUntil(lambda: job.state is PrintState.PRINTING)
    cups.stop()
    assert ended(qtbot, job) == "print.no-answer"
    (cups.folder / "out" / printer / "hangs").unlink()


def test_what_is_not_on_paper_at_the_end_of_the_program_is_withdrawn(
    cups: Cups, printer: str, qtbot: QtBot
) -> None:
    hangs = cups.folder / "out" / printer / "hangs"
    hangs.touch()
    ending = Printing()
    job = ending.print_slip(SLIP, "ko", printer)
    qtbot.waitUntil(lambda: job.state is PrintState.PRINTING)
    ending.close()
    qtbot.waitUntil(lambda: cups.ask("lpstat", "-W", "not-completed", "-o", printer) == "")
    hangs.unlink()
    assert out(cups, printer) == []


def test_only_the_latest_papers_of_officials_are_listed(qtbot: QtBot) -> None:
    system = PaperSystem()
    printing = Printing(system)
    for number in range(25):
        printing.print_page(str(number), specimen_page("Slips", "ko"), "Slips")
        system.sent[-1].end()
    assert [job.name for job in printing.jobs][:2] == ["24", "23"]
    assert len(printing.jobs) == 20
    printing.close()


def test_of_a_slip_nothing_stays_in_the_system(
    cups: Cups, printer: str, printing: Printing, qtbot: QtBot
) -> None:
    for _ in range(3):
        assert ended(qtbot, printing.print_slip(SLIP, "ko", printer)) == "printed"
    qtbot.waitUntil(lambda: cups.spooled() == [])
    logs = b"".join(log.read_bytes() for log in (cups.folder / "log").iterdir())
    assert CODE.encode() not in logs
    assert "가람동".encode() not in logs


def test_what_others_print_with_this_system_stays_in_it(cups: Cups, printer: str, qtbot: QtBot) -> None:
    """The control: CUPS by itself keeps what it printed."""
    page = cups.folder / "page.pdf"
    page.write_bytes(b"%PDF-1.4\n")
    cups.ask("lp", "-d", printer, str(page))
    qtbot.waitUntil(lambda: len(out(cups, printer)) == 1)
    assert [name for name in cups.spooled() if name.startswith("d")] != []
