"""A kiosk window over the stand-in, and a way through all of its screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.language import Lang
from omp_desktop.domain.voting_errors import BeforeWindow
from omp_desktop.gui import language, theme
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.palettes import PaletteName
from omp_desktop.gui.print.slips import SlipPrinter
from omp_desktop.gui.speech.speaker import Speaker
from omp_desktop.gui.voter.booth import Booth, BoothServices
from omp_desktop.gui.voter.check_in import CheckInScreen, ToDeskScreen
from omp_desktop.gui.voter.elections import ElectionsScreen, HowToScreen
from omp_desktop.gui.voter.look_up import LookUpScreen
from omp_desktop.gui.voter.observation import Observation
from omp_desktop.gui.voter.official_access import OfficialAccessSheet
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen
from omp_desktop.gui.voter.own_vote import OwnVoteScreen
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.review import ReviewScreen
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.start import BoothFacts, StartScreen
from omp_desktop.gui.voter.tested import TestedScreen
from omp_desktop.gui.widgets import PushButton, Sheet
from omp_desktop.services.self_check_in_errors import PersonalCodeLocked
from omp_desktop.services.voting import Inclusion
from omp_desktop.store.errors import StoreBusy, StoreFailed
from tests.gui.voter.stand_in import (
    CODE,
    HALL,
    NAMES,
    PERSONAL_CODE,
    PIN,
    PRESIDENT,
    RECEIPT,
    ROLL_NUMBER,
    FakeAccess,
    FakeCheckIn,
    FakeOwnVote,
    FakeVoting,
    opened,
)

FACTS = BoothFacts("가람동 제3투표소", NAMES[0], "06:00 – 18:00")
Screen = TypeVar("Screen", bound=VoterScreen)


@dataclass
class Rig:
    """One kiosk with everything that a test needs to touch it."""

    qtbot: QtBot
    voting: FakeVoting
    facts: BoothFacts = FACTS
    seconds: float = 0.0
    calls: list[str] = field(default_factory=list)
    own_vote: FakeOwnVote = field(default_factory=FakeOwnVote)
    speaker: Callable[[], Speaker] | None = None
    slips: SlipPrinter | None = None
    letters: FakeCheckIn = field(init=False)
    window: KioskWindow = field(init=False)

    def __post_init__(self) -> None:
        self.letters = FakeCheckIn(self.voting)
        services = BoothServices(
            self.voting,  # type: ignore[arg-type]
            lambda: Observation(
                tuple(self.voting.waiting()),
                self.facts,
                receipts=self.voting.receipts,
                letters=self.letters.offered,
            ),
            self.voting.look_up,
            self.own_vote,  # type: ignore[arg-type]
            monotonic=lambda: self.seconds,
            slips=self.slips,
            speaker=self.speaker,
            letters=self.letters,
        )
        self.window = KioskWindow(services, FakeAccess(), name="기표대 1")  # type: ignore[arg-type]
        self.window.official_called.connect(self.calls.append)

    @property
    def booth(self) -> Booth:
        return self.window.booth

    @property
    def place(self) -> Place:
        return self.booth.flow.place

    def screen(self, kind: type[Screen]) -> Screen:
        """The screen that is shown, which has to be of this kind."""
        self.qtbot.waitUntil(lambda: isinstance(self.booth.current, kind))
        shown = self.booth.current
        assert isinstance(shown, kind)
        return shown

    def open(self, width: int = 1280, height: int = 800, *, lang: Lang = "ko") -> Rig:
        """Show the window as large as a screen, and wait until it knows what waits for it."""
        self.window.resize(width, height)
        self.window.show()
        language.set_language(self.window, lang)
        # Also for the next voter, who would get the booth's usual language again.
        self.booth.preferences._speak = lang
        self.booth.open()
        self.qtbot.waitUntil(lambda: self.place is Place.START)
        self.settle()
        return self

    def look(self) -> None:
        """Let the booth look for permits now, and wait for the answer, not that of an earlier look."""
        self.qtbot.waitUntil(lambda: not self.booth.lookout._asked)
        with self.qtbot.waitSignal(self.booth.lookout.seen):
            self.booth.lookout.look()

    def dress(self, palette: PaletteName, mm: float) -> None:
        theme.dress(self.window, palette=palette, mm=mm)
        self.settle()

    def settle(self) -> None:
        """Let what was asked of Qt be done."""
        for _ in range(4):
            QApplication.processEvents()
        # What was thrown away: an event loop of the program would do this by itself.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def until(self, place: Place) -> None:
        self.qtbot.waitUntil(lambda: self.place is place)
        self.settle()

    def click(self, part: QWidget) -> None:
        """A touch in the middle of a part."""
        QTest.mouseClick(part, Qt.MouseButton.LeftButton, pos=QPoint(part.width() // 2, part.height() // 2))
        self.settle()

    def key(self, key: Qt.Key) -> None:
        """A key on whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key)
        self.settle()

    def sheets(self) -> list[Sheet]:
        """Sheets that cover the screen, the uppermost last."""
        return [sheet for sheet in self.window.findChildren(Sheet) if sheet.isVisible()]

    def in_sheet(self, name: str) -> PushButton:
        """A button of the uppermost sheet by its name."""
        found = self.sheets()[-1].findChild(PushButton, name)
        assert found is not None
        return found

    def start(self) -> None:
        self.look()
        self.click(self.screen(StartScreen).signIcon)

    def to_contest(self) -> None:
        self.start()
        self.click(self.screen(HowToScreen).goButton)

    def to_sealed(self, *choices: int) -> None:
        """Choose by place in the list, in the first contest; the others stay empty."""
        self.to_contest()
        contest = self.booth.current
        for choice in choices:
            self.click(contest.option_rows[choice].card)  # type: ignore[union-attr]
        while self.place is Place.CONTEST:
            self.click(self.booth.current.nextButton)  # type: ignore[union-attr]
        self.seal()

    def seal(self) -> None:
        """Press what stands there until all choices were shown and the ballot is sealed."""
        review = self.screen(ReviewScreen)
        for _ in range(review.rows.page_count):
            if self.place is Place.REVIEW:
                self.click(review.sealButton)
        self.until(Place.SEALED)

    def tour(self) -> Iterator[str]:
        """Through every screen and sheet, by touches; yields a name for each while it is shown.

        The stand-in needs two permits, and contests that do not need a choice.
        """
        for part in (self._tour_start, self._tour_vote, self._tour_end, self._tour_rest):
            yield from part()

    def _tour_start(self) -> Iterator[str]:
        permits, self.voting.permits = self.voting.permits, []
        self.look()
        yield "desk"
        self.click(self.screen(StartScreen).signIcon)
        yield "waiting"
        self.booth.flow.arrivals.wanted = False
        self.facts = BoothFacts(
            FACTS.station, FACTS.election, FACTS.hours, BeforeWindow(opens="2026-12-03 06:00")
        )
        self.look()
        yield "closed"
        self.facts = FACTS
        yield from self._tour_check_in()
        self.voting.permits = permits
        self.look()
        yield "start"

    def _tour_check_in(self) -> Iterator[str]:
        self.letters.offered = True
        self.look()
        yield "letter"
        self.click(self.screen(StartScreen).signIcon)
        screen = self.screen(CheckInScreen)
        self.settle()
        yield "check-in"
        self.type_in("1-27")
        yield "check-in-number"
        self.click(screen.nextButton)
        self.type_in(PERSONAL_CODE[:-1])
        yield "check-in-code"
        yield from self._sheet(lambda: self.click(screen.nextButton), "check-in-incomplete")
        self.type_in("9")
        self.click(screen.nextButton)
        self.qtbot.waitUntil(lambda: bool(self.sheets()))
        yield from self._sheet(self.settle, "check-in-wrong")
        self.letters.errors = [PersonalCodeLocked()]
        self.enter_letter("999", "9182736450918273")
        self.until(Place.TO_DESK)
        yield "to-desk"
        self.click(self.screen(ToDeskScreen).doneButton)
        self.letters.offered = False

    def type_in(self, signs: str) -> None:
        """Touch these keys of the number pad."""
        for sign in signs:
            self.click(self.screen(CheckInScreen).keys[sign])

    def enter_letter(self, number: str = ROLL_NUMBER, code: str = PERSONAL_CODE) -> None:
        """Number and code by touch, at the number pad."""
        self.type_in(number)
        self.click(self.screen(CheckInScreen).nextButton)
        self.type_in(code)
        self.click(self.screen(CheckInScreen).nextButton)

    def _tour_vote(self) -> Iterator[str]:
        self.booth.step(self.booth.flow.start)
        elections = self.screen(ElectionsScreen)
        self.settle()
        yield "elections"
        self.click(elections.election_rows[0].button)
        how_to = self.screen(HowToScreen)
        self.settle()
        yield "how-to"
        self.click(how_to.goButton)
        yield "contest"
        contest = self.booth.current
        self.click(contest.option_rows[1].card)  # type: ignore[union-attr]
        yield "contest-chosen"
        yield from self._sheet(lambda: self.click(contest.option_rows[1].pledges_button), "pledges")  # type: ignore[union-attr]
        if contest.rows.more_button.isVisible():  # type: ignore[union-attr]
            self.click(contest.rows.more_button)  # type: ignore[union-attr]
            yield "contest-more"
        bar = self.booth.bar
        yield from self._sheet(lambda: self.click(bar.sizeButton), "sizes")
        yield from self._sheet(lambda: self.click(bar.contrastButton), "contrast")
        yield from self._sheet(lambda: self.click(bar.helpButton), "help")
        self.seconds += 121
        yield from self._sheet(self.booth.attendance.watch, "time")
        while self.place is Place.CONTEST:
            self.click(self.booth.current.nextButton)  # type: ignore[union-attr]
            yield f"next-{self.booth.flow.place}"
        review = self.booth.current
        while review.rows.more_button.isVisible():  # type: ignore[union-attr]
            self.click(review.sealButton)  # type: ignore[union-attr]
            yield "review-more"
        self.seal()
        yield "sealed"
        yield from self._sheet(lambda: self.click(self.booth.current.backButton), "unseal")  # type: ignore[union-attr]
        yield from self._sheet(lambda: self.click(self.booth.current.receiptButton), "ask-for-a-receipt")  # type: ignore[union-attr]
        yield from self._sheet(lambda: self.click(self.booth.current.testButton), "ask-to-test")  # type: ignore[union-attr]
        self.click(self.booth.current.testButton)  # type: ignore[union-attr]
        self.click(self.in_sheet("rejectButton"))
        self.until(Place.TESTED)
        yield "tested"
        self.click(self.screen(TestedScreen).goButton)
        self.seal()

    def _tour_end(self) -> Iterator[str]:
        self.voting.fail("cast", StoreBusy())
        self.click(self.booth.current.castButton)  # type: ignore[union-attr]
        self.until(Place.FAILED)
        yield "busy"
        self.click(self.screen(NotRecordedScreen).retryButton)
        self.until(Place.RECORDED)
        yield "recorded"
        self.click(self.screen(RecordedScreen).doneButton)
        yield from self._tour_receipt()
        while self.place is Place.CONTEST:
            self.click(self.booth.current.nextButton)  # type: ignore[union-attr]
        self.seal()
        self.voting.fail("cast", StoreFailed(reason="EIO"))
        self.voting.fail("outcome", StoreFailed(reason="EIO"))
        self.click(self.booth.current.castButton)  # type: ignore[union-attr]
        self.until(Place.FAILED)
        yield "not-confirmed"

    def _tour_receipt(self) -> Iterator[str]:
        self.until(Place.CONTEST)
        while self.place is Place.CONTEST:
            self.click(self.booth.current.nextButton)  # type: ignore[union-attr]
        self.seal()
        self.take_receipt()
        yield "sealed-with-a-receipt"
        self.click(self.booth.current.castButton)  # type: ignore[union-attr]
        self.until(Place.RECORDED)
        yield "recorded-with-a-receipt"
        self.click(self.screen(RecordedScreen).doneButton)
        self.until(Place.START)
        yield from self._tour_own_vote()
        self.voting.issue()
        self.to_contest()

    def _tour_own_vote(self) -> Iterator[str]:
        self.let_official_in("ownVoteButton")
        screen = self.screen(OwnVoteScreen)
        yield "own-vote-code"
        screen.codeEdit.setText(CODE)
        self.click(screen.findButton)
        yield "own-vote-receipt"
        screen.codeEdit.setText(RECEIPT[:-1] + "0")
        self.click(screen.findButton)
        self.qtbot.waitUntil(lambda: bool(self.sheets()))
        self.settle()
        yield "own-vote-not-shown"
        self.click(self.in_sheet("acceptButton"))
        screen.codeEdit.setText(f"{CODE} {RECEIPT}")
        self.click(screen.findButton)
        self.qtbot.waitUntil(lambda: bool(self.sheets()))
        self.settle()
        yield "own-vote"
        self.click(self.in_sheet("closeButton"))
        self.until(Place.START)

    def take_receipt(self) -> None:
        """At the sealed ballot: ask for a receipt, and confirm it."""
        self.click(self.booth.current.receiptButton)  # type: ignore[union-attr]
        self.click(self.in_sheet("rejectButton"))

    def let_official_in(self, button: str) -> None:
        """Through the official's door with the PIN, by one of its buttons."""
        self.booth.let_official_in()
        self.qtbot.waitUntil(lambda: bool(self.sheets()))
        content = self.sheets()[-1].findChild(OfficialAccessSheet)
        assert content is not None
        content.pinEdit.setText(PIN)
        self.click(self.in_sheet(button))
        self.qtbot.waitUntil(lambda: not self.sheets())
        self.settle()

    def _tour_rest(self) -> Iterator[str]:
        self.booth.break_down()
        self.settle()
        yield "out-of-order"
        self.booth.let_official_in()
        self.qtbot.waitUntil(lambda: bool(self.sheets()))
        self.settle()
        yield "official"
        self.click(self.in_sheet("cancelButton"))
        self.booth.release()
        self.until(Place.START)
        self.voting.issue()
        self.start()
        self.until(Place.HOW_TO)
        self.seconds += 200
        self.booth.attendance.watch()
        self.settle()
        yield "locked"
        self.booth.release()
        self.until(Place.START)
        self.click(self.booth.bar.lookUpButton)
        yield "look-up"
        screen = self.screen(LookUpScreen)
        screen.codeEdit.setText(CODE)
        self.click(screen.findButton)
        self.qtbot.waitUntil(screen.answerNotice.isVisible)
        self.settle()
        yield "look-up-answer"
        self.voting.inclusion = Inclusion(
            found=True,
            status=BallotStatus.TESTED,
            contests=opened((PRESIDENT, HALL), {"president": {PRESIDENT.options[0].id}}),
        )
        yield from self._sheet(lambda: self._find(screen), "look-up-tested")

    def _find(self, screen: LookUpScreen) -> None:
        self.click(screen.findButton)
        self.qtbot.waitUntil(lambda: bool(self.sheets()))

    def _sheet(self, opening: Callable[[], object], name: str) -> Iterator[str]:
        opening()
        self.settle()
        yield name
        for sheet in reversed(self.sheets()):
            sheet.close_sheet()
        self.settle()
