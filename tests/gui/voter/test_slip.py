"""The slip on the last screen: offered, printed, taken, or not printed and said so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.print.document import Code, Document, Facts
from omp_desktop.gui.print.errors import PaperOut, PrinterSilent
from omp_desktop.gui.print.printing import Printing
from omp_desktop.gui.print.slips import SlipPrinter
from omp_desktop.gui.voter.outcome import BACK_TO_START_SECONDS, RECEIPT_SECONDS, RecordedScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.sealed import SealedScreen
from tests.gui.print.paper import PaperSystem
from tests.gui.voter.rig import FACTS, Rig
from tests.gui.voter.stand_in import CODE, NAMES, FakeVoting


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


def code_on(page: Document) -> str:
    return next(part.code for part in page.blocks if isinstance(part, Code))


def test_without_a_printer_no_slip_is_offered(rig: Rig) -> None:
    assert not recorded(rig).printButton.isVisible()


def test_nothing_is_printed_that_nobody_asked_for(booth: Rig, system: PaperSystem) -> None:
    screen = recorded(booth)
    assert screen.printButton.isVisible()
    assert system.sent == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_slip_carries_station_election_and_code_in_the_language_of_the_voter(
    booth: Rig, system: PaperSystem, lang: Lang
) -> None:
    booth.click(recorded(booth, lang).printButton)
    (page,) = system.pages
    assert code_on(page) == CODE
    (facts,) = [part for part in page.blocks if isinstance(part, Facts)]
    assert [value for _, value in facts.rows] == [FACTS.station, NAMES[0].text(lang)]
    assert page.lang == lang


def test_while_the_slip_is_printed_no_time_runs_out_and_a_second_touch_prints_nothing(
    booth: Rig, system: PaperSystem
) -> None:
    screen = ask(booth)
    booth.click(screen.printButton)
    assert len(system.sent) == 1
    assert not screen.countdown.is_running()
    assert screen.sublineLabel.text() == "확인증을 인쇄하고 있습니다…"


def test_a_printed_slip_is_to_be_taken_and_then_time_runs_again(booth: Rig, system: PaperSystem) -> None:
    screen = ask(booth)
    system.sent[0].begin()
    system.sent[0].end()
    assert screen.sublineLabel.text() == "확인증을 가져가십시오."
    assert screen.countdown.is_running()
    assert screen.countdown.remaining == BACK_TO_START_SECONDS


def test_a_second_slip_is_marked_as_a_copy(booth: Rig, system: PaperSystem) -> None:
    screen = ask(booth)
    system.sent[0].end()
    booth.click(screen.printButton)
    assert [page.mark for page in system.pages] == ["", "사본"]


def test_a_slip_that_does_not_come_out_is_said_with_what_to_do_and_officials_hear_why(
    booth: Rig, system: PaperSystem
) -> None:
    heard: list[tuple[str, object]] = []
    booth.window.slip_failed.connect(lambda name, error: heard.append((name, error)))
    screen = ask(booth)
    error = PaperOut(printer="Slips")
    system.sent[0].end(error)
    assert screen.sublineLabel.text() == "확인증을 인쇄하지 못했습니다. 코드를 적으십시오."
    assert screen.countdown.remaining == RECEIPT_SECONDS
    assert screen.codeDisplay.code == CODE
    assert heard == [("기표대 1", error)]


def test_the_vote_stays_recorded_whatever_the_printer_does(booth: Rig, system: PaperSystem) -> None:
    ask(booth)
    system.sent[0].end(PrinterSilent(printer="Slips"))
    assert booth.place is Place.RECORDED
    assert len(booth.voting.boxed) == 1


def test_after_a_slip_that_failed_the_next_is_no_copy(booth: Rig, system: PaperSystem) -> None:
    screen = ask(booth)
    system.sent[0].end(PaperOut(printer="Slips"))
    booth.click(screen.printButton)
    assert [page.mark for page in system.pages] == ["", ""]


def test_a_printer_that_hangs_keeps_neither_the_voter_nor_the_next_one(
    booth: Rig, system: PaperSystem
) -> None:
    booth.click(ask(booth).doneButton)
    booth.until(Place.START)
    booth.voting.issue()
    screen = ask(booth)
    system.sent[0].end(PrinterSilent(printer="Slips"))
    assert screen.sublineLabel.text() == "확인증을 인쇄하고 있습니다…"
    system.sent[1].end()
    assert screen.sublineLabel.text() == "확인증을 가져가십시오."


def test_officials_hear_of_a_slip_that_failed_when_its_voter_has_gone(
    booth: Rig, system: PaperSystem
) -> None:
    heard: list[object] = []
    booth.window.slip_failed.connect(lambda _, error: heard.append(error))
    booth.click(ask(booth).doneButton)
    booth.until(Place.START)
    system.sent[0].end(PaperOut(printer="Slips"))
    assert len(heard) == 1


def test_the_program_forgets_what_was_on_a_slip(booth: Rig, system: PaperSystem) -> None:
    ask(booth)
    job = booth.slips.printing._slips[0]  # type: ignore[union-attr]
    system.sent[0].end()
    assert job.document.blocks == ()
    assert booth.slips.printing._slips == []  # type: ignore[union-attr]


def test_the_receipt_is_never_on_the_slip(booth: Rig, system: PaperSystem) -> None:
    booth.to_sealed(1)
    booth.take_receipt()
    booth.click(booth.screen(SealedScreen).castButton)
    booth.until(Place.RECORDED)
    screen = booth.screen(RecordedScreen)
    assert screen.receiptDisplay.code
    booth.click(screen.printButton)
    assert screen.receiptDisplay.code not in str(tuple(vars_of(system.pages[0])))


def vars_of(page: Document) -> Iterator[str]:
    """Every text of a page."""
    for part in page.blocks:
        for name in part.__slots__:
            yield str(getattr(part, name))


def test_another_language_says_the_same_of_the_slip(booth: Rig, system: PaperSystem) -> None:
    screen = ask(booth)
    system.sent[0].end()
    language.set_language(booth.window, "en")
    assert screen.sublineLabel.text() == "Take your slip."
    assert screen.printButton.text() == "Print again"
