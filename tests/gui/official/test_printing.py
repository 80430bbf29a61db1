"""Reports on paper: saved as PDF, printed, printed again as a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omp_desktop.crypto.pages import Counts
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.official.poll_report import PollReportView, show_report
from omp_desktop.gui.official.print_sheet import PrintForm
from omp_desktop.gui.print.errors import NoPrinter, PaperOut, PrintingUnavailable
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4, ROLL, Paper
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.widgets import Label, Notice, Page, PushButton
from omp_desktop.services.pages import Closing
from omp_desktop.services.poll_reports import ClosingReport, PollCounts, PollReport, ReportKind
from tests.gui.conftest import Show, too_small
from tests.gui.official.at_the_desk import Hands
from tests.gui.print.paper import PaperSystem
from tests.gui.print.pictures import texts
from tests.gui.voter.stand_in import election

KEPT = PollReport(
    kind=ReportKind.ZERO,
    election_id="e" * 32,
    station="가람동 제3투표소",
    manifest_hash="1" * 64,
    at=datetime(2026, 12, 2, 20, 30, tzinfo=UTC),
    clock=ClockQuality.LOCAL,
    people=("m" * 32,),
    reason="",
    counts=PollCounts(1204, 0, 0, 0, 0, 0, 0, 0, 0),
    codes_digest="0123456789abcdef" * 4,
    sums_digest="fedcba9876543210" * 4,
    store_epoch=1,
    chain_seq=17,
    chain_hash="89ab" * 16,
)
NAMES = {"m" * 32: "이가람"}


@pytest.fixture
def system() -> PaperSystem:
    return PaperSystem()


@pytest.fixture
def printing(qtbot: QtBot, system: PaperSystem) -> Iterator[Printing]:
    made = Printing(system)
    yield made
    made.close()


@dataclass
class Table:
    """The zero report over a window, and hands for it."""

    window: Page
    view: PollReportView
    qtbot: QtBot

    def said(self) -> str:
        """Everything that can be read."""
        labels = [label.text() for label in self.window.findChildren(Label) if label.isVisible()]
        notices = [notice.text for notice in self.window.findChildren(Notice) if notice.isVisible()]
        return "\n".join(labels + notices)

    def ask(self) -> PrintForm:
        """Press Print …"""
        QTest.mouseClick(self.view.printButton, Qt.MouseButton.LeftButton)
        found = self.window.findChild(PrintForm)
        assert isinstance(found, PrintForm)
        return found


@pytest.fixture
def table(show: Show, qtbot: QtBot, workers: None, printing: Printing) -> Table:
    window = Page()
    show(window, lang="en")
    sheet = show_report(window, KEPT, NAMES, election(), printing)
    view = sheet.findChild(PollReportView)
    assert isinstance(view, PollReportView)
    return Table(window, view, qtbot)


def press(button: PushButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def read(pdf: bytes) -> str:
    """All text, without what only keeps words together or apart."""
    return re.sub(r"[\s\u2060\ufffe]", "", "".join(texts(pdf)))


def states(printed: PrintForm) -> list[str]:
    model = printed.jobsTable.model()
    return [model.index(row, 2).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("on", [A4, ROLL], ids=["A4", "80 mm"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_report_on_paper_carries_figures_whole_seals_and_who_signs(
    table: Table, lang: Lang, on: Paper
) -> None:
    language.set_language(table.window, lang)
    said = read(to_pdf(table.view.paper(), on))
    for digest in (KEPT.codes_digest, KEPT.sums_digest, KEPT.chain_hash):
        assert digest.upper() in said
    for words in (
        KEPT.kind.label(lang),
        KEPT.station,
        election().name.text(lang),
        "1,204",
        "2026-12-03 05:30",
        "이가람",
    ):
        assert words.replace(" ", "") in said
    assert {"ko": "투표참관인", "en": "Observer"}[lang] in said


def test_a_report_is_saved_as_pdf(table: Table, tmp_path: Path) -> None:
    table.view.save_pdf(tmp_path / "zero.pdf")
    table.qtbot.waitUntil(lambda: "zero.pdf" in table.said())
    assert "Zeroreport" in read((tmp_path / "zero.pdf").read_bytes())


def test_a_folder_that_takes_no_file_is_said(table: Table, tmp_path: Path) -> None:
    table.view.save_pdf(tmp_path / "nowhere" / "zero.pdf")
    table.qtbot.waitUntil(lambda: "could not be saved" in table.said())


def test_without_printing_a_report_can_only_be_saved(show: Show, workers: None) -> None:
    window = Page()
    show(window, lang="en")
    view = show_report(window, KEPT, NAMES, election()).findChild(PollReportView)
    assert isinstance(view, PollReportView)
    assert not view.printButton.isVisible()
    assert view.pdfButton.isVisible()


def test_a_report_is_printed_where_the_official_says(
    table: Table, printing: Printing, system: PaperSystem
) -> None:
    asked = table.ask()
    asked.printerBox.setCurrentIndex(asked.printerBox.findData("Office"))
    press(asked.printButton)
    (sent,) = system.sent
    assert sent.order.printer == "Office"
    assert states(asked) == ["waiting"]
    sent.begin()
    assert states(asked) == ["printing"]
    sent.end()
    assert states(asked) == ["printed"]
    assert printing.last_printer == "Office"


def test_enter_prints(table: Table, system: PaperSystem) -> None:
    asked = table.ask()
    table.qtbot.waitUntil(asked.printButton.hasFocus)
    QTest.keyClick(asked.printButton, Qt.Key.Key_Return)
    assert len(system.sent) == 1


def test_a_closing_value_names_its_booth(show: Show, workers: None) -> None:
    window = Page()
    show(window, lang="en")
    closing = Closing("b" * 32, "s" * 32, "", (), Counts(10, 0, 0), "12" * 32, None)
    report = ClosingReport(
        report=replace(KEPT, kind=ReportKind.CLOSED),
        voided=0,
        permits_cancelled=0,
        left_waiting=0,
        methods={},
        order_erased=True,
        closings=(closing,),
    )
    view = show_report(window, report, NAMES | {"b" * 32: "Booth 2"}, election()).findChild(PollReportView)
    assert isinstance(view, PollReportView)
    model = view.figuresTable.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert "Closing value of Booth 2" in said


def test_what_failed_says_why_and_is_printed_again_as_a_copy(
    table: Table, printing: Printing, system: PaperSystem
) -> None:
    asked = table.ask()
    press(asked.printButton)
    assert not asked.againButton.isEnabled()
    system.sent[0].end(PaperOut(printer="Slips"))
    assert states(asked) == ["failed"]
    assert "out of paper" in table.said()
    asked.jobsTable.choose(str(printing.jobs[0].number))
    press(asked.againButton)
    assert states(asked) == ["waiting, copy", "failed"]
    assert [page.marks for page in system.pages] == [(), ("Copy",)]


def test_why_there_are_no_printers_is_said(table: Table, system: PaperSystem) -> None:
    system.failure = PrintingUnavailable()
    assert not table.ask().printButton.isEnabled()
    assert PrintingUnavailable().describe("en").text in table.said()


def test_a_computer_without_a_printer_says_so(table: Table, system: PaperSystem) -> None:
    system.printers = ()
    assert not table.ask().printButton.isEnabled()
    assert NoPrinter().describe("en").text in table.said()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_both_sheets_fit(table: Table, system: PaperSystem, lang: Lang) -> None:
    language.set_language(table.window, lang)
    QApplication.processEvents()
    assert too_small(table.window) == []
    press(table.ask().printButton)
    system.sent[0].end(PaperOut(printer="Slips"))
    QApplication.processEvents()
    assert too_small(table.window) == []


def test_the_page_of_polling_day_prints_its_reports(hands: Hands, printing: Printing) -> None:
    hands.polling.services = replace(hands.polling.services, printing=printing)
    hands.press("Zero report")
    hands.press("Print …")
    assert "Print: Zero report" in hands.said()
