"""What a printed slip leaves behind, with a real CUPS: no file of the program, no line in any log."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop import logs
from omp_desktop.domain.language import LocalText
from omp_desktop.gui.print.pages import Slip, slip_page
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.print.printing import Printing
from tests.gui.print.cups import Cups

CODES = ("7F3A9-91C2B-0B5EA-48D6N-A910Z", "2B0B5-EA48D-6NA91-0Z7F3-A991C", "48D6N-A910Z-7F3A9-91C2B-0B5EA")


def spellings(code: str) -> list[bytes]:
    """The code as it could stand in a file, with and without its dashes."""
    plain = code.replace("-", "")
    return [text.encode(form) for text in (code, plain) for form in ("utf-8", "utf-16-le", "utf-16-be")]


def test_slips_leave_no_file_and_no_line(
    cups: Cups, printing: Printing, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups.add("Slips")
    station, temporary = tmp_path / "station", tmp_path / "temporary"
    for folder in (station, temporary):
        folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(station)
    with logs.log_to(station, "kiosk"):
        for code in CODES:
            slip = Slip("가람동 제3투표소", LocalText("모의 대통령선거", "Mock election"), code)
            job = printing.print_slip(slip, "ko", "Slips")
            qtbot.waitUntil(lambda job=job: job.ended)
            assert job.error is None
        qtbot.waitUntil(lambda: cups.spooled() == [])
    assert list(temporary.iterdir()) == []
    looked_into = (station, cups.folder / "log", cups.folder / "cache", cups.folder / "tmp")
    kept = [file for folder in looked_into for file in folder.rglob("*")]
    wanted = [b"%PDF", *(part for code in CODES for part in spellings(code))]
    found = [
        file.name for file in kept if file.is_file() and any(part in file.read_bytes() for part in wanted)
    ]
    assert found == []


def test_what_a_program_left_that_was_killed_is_forgotten_when_a_booth_opens(
    cups: Cups, printing: Printing, qtbot: QtBot
) -> None:
    out = cups.add("Slips")
    # A slip of a program that ended before it could tell CUPS to forget.
    page = cups.folder / "page.pdf"
    page.write_bytes(to_pdf(slip_page(Slip("가상", LocalText("모의", "Mock"), CODES[0]), "ko"), A4))
    cups.ask("lp", "-d", "Slips", str(page))
    qtbot.waitUntil(lambda: len(list(out.glob("*.pdf"))) == 1)
    assert cups.spooled() != []

    printing.forget("Slips")

    qtbot.waitUntil(lambda: cups.spooled() == [])
