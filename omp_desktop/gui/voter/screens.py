"""Makes the screen for the place where the flow is, and passes what is touched on it to the flow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import ContestKind
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.booth_sheets import BoothSheets
from omp_desktop.gui.voter.check_in import CheckInScreen, ToDeskScreen
from omp_desktop.gui.voter.code_screens import CodeScreens
from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import ElectionsScreen, HowToScreen
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.marks import Mark
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen
from omp_desktop.gui.voter.places import BUSY, Place
from omp_desktop.gui.voter.pledges import PledgesSheet
from omp_desktop.gui.voter.review import ReviewScreen
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.sealed import BusyScreen, SealedScreen
from omp_desktop.gui.voter.sheets import Question
from omp_desktop.gui.voter.slip_offer import SlipOffer
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.voter.stopped import LockedScreen, OutOfOrderScreen
from omp_desktop.gui.voter.tested import TestedScreen
from omp_desktop.gui.widgets.base import Themed


class Screens(Themed, QWidget):
    """Makes screens. A new one for each place: nothing of the one before is kept."""

    official_called = Signal()
    official_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(  # noqa: PLR0913, PLR0917 - what the parts of a booth are called on for
        self,
        flow: KioskFlow,
        step: Callable[[Callable[[], object]], None],
        sheets: BoothSheets,
        codes: CodeScreens,
        slips: SlipOffer,
        parent: QWidget,
    ) -> None:
        """Never seen itself; speaks the language of `parent`.

        Args:
            flow: what the screens show and change.
            step: lets something happen to the flow and then shows where it is.
            sheets: where questions are asked.
            codes: makes the screens on which a code is entered.
            slips: prints the code of a recorded ballot.
            parent: the booth.
        """
        super().__init__(parent)
        self.hide()
        self._flow, self._step, self._sheets = flow, step, sheets
        self._codes, self._slips = codes, slips
        # Reads the photo of a candidate, on a worker; None: there are none.
        self.photo: Callable[[str], bytes | None] | None = None

    def make(self) -> VoterScreen:
        """The screen for the place where the flow is."""
        place = self._flow.place
        if place in BUSY:
            return BusyScreen(place, self)
        ballot = self._flow.ballot
        if ballot is not None:
            return self._of_ballot(ballot)
        makers: dict[Place, Callable[[], VoterScreen]] = {
            Place.START: self._start,
            Place.CHECK_IN: self._check_in,
            Place.TO_DESK: self._to_desk,
            Place.ELECTIONS: self._elections,
            Place.FAILED: self._failed,
            Place.LOOK_UP: lambda: self._codes.look_up(self, self._finish),
            Place.OWN_VOTE: lambda: self._codes.own_vote(self, self._finish),
            Place.LOCKED: lambda: self._stopped(LockedScreen(self)),
            Place.OUT_OF_ORDER: lambda: self._stopped(OutOfOrderScreen(self)),
        }
        return makers[place]()

    def _finish(self) -> None:
        self._step(self._flow.finish)

    def show_setback(self, error: OmpError) -> None:
        """Say what did not work and cost nothing."""
        said = error.describe(language.of(self))
        # A title has no full stop.
        self._sheets.ask(Question(said.text.rstrip("."), said.next_step, self.tr("Close")))

    def _of_ballot(self, ballot: VoterBallot) -> VoterScreen:
        makers: dict[Place, Callable[[VoterBallot], VoterScreen]] = {
            Place.HOW_TO: self._how_to,
            Place.CONTEST: self._contest,
            Place.REVIEW: self._review,
            Place.SEALED: self._sealed,
            Place.TESTED: self._tested,
            Place.RECORDED: self._recorded,
            Place.FAILED: lambda _: self._failed(),
        }
        return makers[ballot.place](ballot)

    def _start(self) -> StartScreen:
        screen = StartScreen(self)
        screen.touched.connect(lambda: self._step(self._flow.start))
        screen.language_chosen.connect(self._start_in)
        return screen

    def _start_in(self, chosen: str) -> None:
        self.language_chosen.emit(chosen)
        self._step(self._flow.start)

    def _check_in(self) -> CheckInScreen:
        screen = CheckInScreen(self)
        screen.incomplete.connect(
            lambda heading, text: self._sheets.ask(Question(heading, text, self.tr("Close")))
        )
        screen.entered.connect(lambda letter: self._step(lambda: self._flow.check_in(letter)))
        screen.backed.connect(self._finish)
        return screen

    def _to_desk(self) -> ToDeskScreen:
        if self._flow.refusal is None:
            raise RuntimeError("there is no reason to show")
        screen = ToDeskScreen(self._flow.refusal, self)
        screen.done.connect(self._finish)
        return screen

    def _elections(self) -> ElectionsScreen:
        screen = ElectionsScreen(self._flow.permits, self)
        screen.chosen.connect(lambda token: self._step(lambda: self._flow.choose_election(token)))
        screen.backed.connect(self._finish)
        return screen

    def _how_to(self, ballot: VoterBallot) -> HowToScreen:
        screen = HowToScreen(self)
        screen.gone_on.connect(lambda: self._step(ballot.understood))
        return screen

    def _contest(self, ballot: VoterBallot) -> ContestScreen:
        screen = ContestScreen(ballot, self)

        def on_touched(option_id: str) -> None:
            mark = ballot.touch(option_id)
            if mark is Mark.TOO_MANY:
                self._sheets.ask(Question(*screen.too_many_text(), self.tr("Close")))
            screen.show_touch(option_id, mark)

        def go(way: Callable[[], bool]) -> None:
            went: list[bool] = []
            self._step(lambda: went.append(way()))
            if went == [False]:
                self._sheets.ask(Question(*screen.none_text(), self.tr("Close")))

        screen.touched.connect(on_touched)
        screen.pledges_asked.connect(lambda option_id: self._show_pledges(ballot, option_id))
        screen.gone_on.connect(lambda: go(ballot.forward))
        screen.backed.connect(lambda: go(ballot.back))
        return screen

    def _show_pledges(self, ballot: VoterBallot, option_id: str) -> None:
        option = next(option for option in ballot.contest.options if option.id == option_id)
        content = PledgesSheet(option, ballot.session.pledges.get(option_id, ()), self)
        if self.photo is not None and ballot.contest.kind is ContestKind.CANDIDATES:
            content.read_photo(self.photo)
        sheet = self._sheets.show_tall(content, option.name.text(language.of(self)))
        content.closed.connect(sheet.close_sheet)
        content.closeButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _review(self, ballot: VoterBallot) -> ReviewScreen:
        screen = ReviewScreen(ballot, self)
        screen.change_asked.connect(lambda index: self._step(lambda: ballot.change(index)))
        screen.backed.connect(lambda: self._step(ballot.back))
        screen.sealed.connect(lambda: self._step(ballot.seal))
        return screen

    def _sealed(self, ballot: VoterBallot) -> SealedScreen:
        screen = SealedScreen(ballot, self)

        def ask_to_unseal() -> None:
            question = Question(
                self.tr("Choose again?"),
                self.tr("This sealed ballot then becomes void. It is not counted. You seal a new one."),
                self.tr("Stay here"),
                self.tr("Choose again"),
            )
            # The answer that keeps the ballot is the large one; Esc keeps it too.
            self._sheets.ask(question, rejected=lambda: self._step(ballot.unseal))

        def ask_to_test() -> None:
            question = Question(
                self.tr("Test this machine?"),
                self.tr(
                    "This ballot is opened to show you what the machine has sealed. "
                    "It is not counted. Then you seal a new one."
                ),
                self.tr("Stay here"),
                self.tr("Test this machine"),
            )
            self._sheets.ask(question, rejected=lambda: self._step(ballot.test))

        def want_receipt(wanted: bool) -> None:
            ballot.want_receipt(wanted=wanted)
            screen.show_receipt(wanted=wanted)

        def ask_for_receipt() -> None:
            if ballot.receipt_wanted:
                want_receipt(False)
                return
            question = Question(
                self.tr("Take a receipt?"),
                self.tr(
                    "With it an official can let you see your own vote again, once. "
                    "Keep it to yourself: whoever has it can see your vote."
                ),
                self.tr("No receipt"),
                self.tr("Take a receipt"),
            )
            self._sheets.ask(question, rejected=lambda: want_receipt(True))

        screen.back_asked.connect(ask_to_unseal)
        screen.test_asked.connect(ask_to_test)
        screen.receipt_asked.connect(ask_for_receipt)
        screen.cast_asked.connect(lambda: self._step(ballot.cast))
        return screen

    def _tested(self, ballot: VoterBallot) -> TestedScreen:
        if ballot.tested is None:
            raise RuntimeError("there is no tested ballot to show")
        screen = TestedScreen(ballot.tested, self)
        screen.gone_on.connect(lambda: self._step(ballot.resume))
        return screen

    def _recorded(self, ballot: VoterBallot) -> RecordedScreen:
        if ballot.recorded is None:
            raise RuntimeError("there is no recorded ballot to show")
        screen = RecordedScreen(ballot.recorded, len(self._flow.permits), self)
        self._slips.attach(screen, ballot.session.election.name, ballot.recorded.code)
        # Nobody is sent away who reads the help.
        self._sheets.covered.connect(screen.countdown.hold)
        screen.done.connect(self._finish)
        screen.next_asked.connect(lambda: self._step(self._flow.next_election))
        return screen

    def _failed(self) -> NotRecordedScreen:
        failure = self._flow.failure
        if failure is None:
            raise RuntimeError("there is no failure to show")
        screen = NotRecordedScreen(failure, self)
        ballot = self._flow.ballot
        if ballot is not None:
            screen.retried.connect(lambda: self._step(ballot.retry))
        screen.done.connect(self._finish)
        screen.called.connect(self.official_called)
        screen.official_asked.connect(self.official_wanted)
        return screen

    def _stopped(self, screen: LockedScreen | OutOfOrderScreen) -> VoterScreen:
        screen.called.connect(self.official_called)
        screen.official_asked.connect(self.official_wanted)
        return screen
