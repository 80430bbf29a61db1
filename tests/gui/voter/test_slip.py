"""The slip on the last screen: offered, printed, taken, or not printed and said so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.print.errors import PaperOut, PrinterSilent
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.print.slips import SlipPrinter
from omp_desktop.gui.typography import MILLIMETRES, voter_sizes
from omp_desktop.gui.voter.outcome import (
    BACK_TO_START_SECONDS,
    RECEIPT_SECONDS,
    RecordedScreen,
    SlipState,
)
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.slip_offer import SlipOffer
from omp_desktop.gui.widgets import Page
from omp_desktop.reports.document import Code, Facts
from omp_desktop.services.voting import Recorded
from tests.gui.conftest import Show
from tests.gui.print.paper import PaperSystem
from tests.gui.voter.fit import misfits
from tests.gui.voter.rig import FACTS, Rig
from tests.gui.voter.stand_in import CODE, NAMES, RECEIPT, FakeVoting


@pytest.fixture
def system() -> PaperSystem:
    return PaperSystem()


@pytest.fixture
def booth(qtbot: QtBot, workers: None, voting: FakeVoting, system: PaperSystem) -> Iterator[Rig]:
    """A kiosk with a printer for slips."""
    printing = Printing(system)
    rig = Rig(qtbot, voting, slips=SlipPrinter(printing, "Slips"))
    qtbot.addWidget(rig.window)
    yield rig.open()
    rig.window.leave()
    rig.settle()
    printing.close()
    printing.deleteLater()


def recorded(rig: Rig, lang: Lang = "ko") -> RecordedScreen:
    """A whole vote, up to its last screen."""
    rig.to_sealed(1)
    language.set_language(rig.window, lang)
    rig.click(rig.screen(SealedScreen).castButton)
    rig.until(Place.RECORDED)
    return rig.screen(RecordedScreen)


def ask(rig: Rig) -> RecordedScreen:
    """The same, with the slip asked for."""
    screen = recorded(rig)
    rig.click(screen.printButton)
    return screen


@pytest.fixture
def last(show: Show, workers: None, system: PaperSystem) -> Iterator[RecordedScreen]:
    """The last screen alone, in a booth with a printer; a second touch comes as soon as a test likes."""
    window = Page()
    printing = Printing(system)
    offer = SlipOffer(SlipPrinter(printing, "Slips"), lambda: FACTS.station, window)
    screen = RecordedScreen(Recorded(CODE), 0, window)
    QVBoxLayout(window).addWidget(screen)
    offer.attach(screen, NAMES[0], CODE)
    show(window)
    yield screen
    printing.close()
    printing.deleteLater()


def touch(screen: RecordedScreen) -> None:
    QTest.mouseClick(screen.printButton, Qt.MouseButton.LeftButton)


# --- the last screen


def test_while_the_slip_is_printed_no_time_runs_out_and_a_second_touch_prints_nothing(
    last: RecordedScreen, system: PaperSystem
) -> None:
    touch(last)
    touch(last)
    assert len(system.sent) == 1
    assert not last.countdown.is_running()
    assert last.sublineLabel.text() == "확인증을 인쇄하고 있습니다 …"


def test_a_printed_slip_is_to_be_taken_and_then_time_runs_again(
    last: RecordedScreen, system: PaperSystem
) -> None:
    touch(last)
    system.sent[0].begin()
    system.sent[0].end()
    assert last.sublineLabel.text() == "확인증을 가져가십시오."
    assert last.countdown.is_running()
    assert last.countdown.remaining == BACK_TO_START_SECONDS


def test_a_second_slip_is_marked_as_a_copy(last: RecordedScreen, system: PaperSystem) -> None:
    touch(last)
    system.sent[0].end()
    touch(last)
    assert [page.marks for page in system.pages] == [(), ("사본",)]


def test_after_a_slip_that_failed_the_next_is_no_copy(last: RecordedScreen, system: PaperSystem) -> None:
    touch(last)
    system.sent[0].end(PaperOut(printer="Slips"))
    touch(last)
    assert [page.marks for page in system.pages] == [(), ()]


def test_a_slip_that_does_not_come_out_leaves_time_to_write_the_code_down(
    last: RecordedScreen, system: PaperSystem
) -> None:
    touch(last)
    system.sent[0].end(PrinterSilent(printer="Slips"))
    assert last.sublineLabel.text() == "확인증을 인쇄하지 못했습니다. 코드를 적으십시오."
    assert last.countdown.remaining == RECEIPT_SECONDS
    assert last.codeDisplay.isVisible()
    assert last.codeDisplay.code == CODE


def test_another_language_says_the_same_of_the_slip(last: RecordedScreen, system: PaperSystem) -> None:
    touch(last)
    system.sent[0].end()
    language.set_language(last.window(), "en")
    assert last.sublineLabel.text() == "Take your slip."
    assert last.printButton.text() == "Print again"


@pytest.mark.parametrize("receipt", ["", RECEIPT], ids=["code alone", "with a receipt"])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_at_the_largest_text_on_the_smallest_screen_nothing_is_cut(
    show: Show, workers: None, lang: Lang, receipt: str
) -> None:
    window = Page()
    screen = RecordedScreen(Recorded(CODE, receipt), 0, window)
    QVBoxLayout(window).addWidget(screen)
    # What the bar at the top leaves of 1280 × 800.
    show(window, 1280, 800 - voter_sizes(MILLIMETRES[-1]).top_bar, lang=lang, mm=MILLIMETRES[-1])
    layout = window.layout()
    assert layout is not None
    layout.setContentsMargins(0, 0, 0, 0)
    for state in SlipState:
        screen.show_slip(state)
        QApplication.processEvents()
        assert misfits(window, window) == [], state


# --- in a booth


def test_without_a_printer_no_slip_is_offered(rig: Rig) -> None:
    assert not recorded(rig).printButton.isVisible()


def test_nothing_is_printed_that_nobody_asked_for(booth: Rig, system: PaperSystem) -> None:
    assert recorded(booth).printButton.isVisible()
    assert system.sent == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_slip_carries_station_election_and_code_in_the_language_of_the_voter(
    booth: Rig, system: PaperSystem, lang: Lang
) -> None:
    booth.click(recorded(booth, lang).printButton)
    (page,) = system.pages
    assert [part.code for part in page.blocks if isinstance(part, Code)] == [CODE]
    (facts,) = [part for part in page.blocks if isinstance(part, Facts)]
    assert [value for _, value in facts.rows] == [FACTS.station, NAMES[0].text(lang)]
    assert page.lang == lang


def test_a_slip_that_failed_leaves_the_vote_recorded_and_officials_hear_why(
    booth: Rig, system: PaperSystem
) -> None:
    heard: list[tuple[str, object]] = []
    booth.window.slip_failed.connect(lambda name, error: heard.append((name, error)))
    ask(booth)
    error = PaperOut(printer="Slips")
    system.sent[0].end(error)
    assert booth.place is Place.RECORDED
    assert len(booth.voting.boxed) == 1
    assert heard == [("기표대 1", error)]


def test_a_printer_that_hangs_keeps_neither_the_voter_nor_the_next_one(
    booth: Rig, system: PaperSystem
) -> None:
    heard: list[object] = []
    booth.window.slip_failed.connect(lambda _, error: heard.append(error))
    booth.click(ask(booth).doneButton)
    booth.until(Place.START)
    booth.voting.issue()
    screen = ask(booth)
    system.sent[0].end(PrinterSilent(printer="Slips"))
    # Of the slip of the voter before only officials hear.
    assert len(heard) == 1
    assert screen.slip is SlipState.PRINTING
    system.sent[1].end()
    assert screen.slip is SlipState.PRINTED


def test_the_program_forgets_what_was_on_a_slip(booth: Rig, system: PaperSystem) -> None:
    ask(booth)
    assert booth.slips is not None
    (job,) = booth.slips.printing._slips
    system.sent[0].end()
    assert job.document.blocks == ()
    assert booth.slips.printing._slips == []
    booth.settle()
    assert booth.slips.printing.children() == []


def test_the_receipt_is_never_on_the_slip(booth: Rig, system: PaperSystem) -> None:
    booth.to_sealed(1)
    booth.take_receipt()
    booth.click(booth.screen(SealedScreen).castButton)
    booth.until(Place.RECORDED)
    screen = booth.screen(RecordedScreen)
    assert screen.receiptDisplay.code
    booth.click(screen.printButton)
    texts = [str(getattr(part, name)) for part in system.pages[0].blocks for name in part.__slots__]
    assert not any(group in text for text in texts for group in screen.receiptDisplay.code.split("-"))
