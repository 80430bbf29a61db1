"""The booth's page: the bar at the top that is always there, and the screen for where the flow is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language, tasks
from omp_desktop.gui.print.slips import SlipPrinter
from omp_desktop.gui.speech.guide import SpokenGuide
from omp_desktop.gui.speech.speaker import Speaker
from omp_desktop.gui.voter.attendance import Attendance
from omp_desktop.gui.voter.booth_sheets import BoothSheets
from omp_desktop.gui.voter.clipboard import CopiedHere
from omp_desktop.gui.voter.code_screens import CodeScreens
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.focus_order import next_stop
from omp_desktop.gui.voter.letter import CheckIn
from omp_desktop.gui.voter.menus import Menus
from omp_desktop.gui.voter.observation import Lookout, Observation
from omp_desktop.gui.voter.places import BUSY, Place, Stage, Work
from omp_desktop.gui.voter.preferences import Preferences
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.screens import Screens
from omp_desktop.gui.voter.showing import Showing
from omp_desktop.gui.voter.slip_offer import SlipOffer
from omp_desktop.gui.voter.start import BoothFacts, StartScreen
from omp_desktop.gui.voter.top_bar import TopBar
from omp_desktop.gui.voter.unseen_touches import UnseenTouches
from omp_desktop.gui.widgets import Page
from omp_desktop.services.own_vote import OwnVoteService
from omp_desktop.services.session import Session
from omp_desktop.services.voting import Inclusion, VotingService

_BUSY_AFTER = 300  # ms: shorter work needs no sign of its own
_SIGN_LATER = frozenset({Place.PREPARING, Place.UNSEALING, Place.TESTING})
_FOR_OFFICIALS = frozenset({Place.FAILED, Place.LOCKED, Place.OUT_OF_ORDER})
_OFF_THE_WAY = frozenset({Place.LOOK_UP, Place.OWN_VOTE, Place.CHECK_IN, Place.TO_DESK, Place.RECORDED})
_ARROWS = {
    Qt.Key.Key_Up: False,
    Qt.Key.Key_Left: False,
    Qt.Key.Key_Down: True,
    Qt.Key.Key_Right: True,
}


@dataclass(frozen=True, slots=True)
class BoothServices:
    """What a booth asks of the services; the first four run on the worker for casting.

    `own_vote` shows voters their own vote. `speaker` makes what speaks to voters with headphones; None: there
    are none. `monotonic`: seconds of a clock that never goes back. `letters`: where voters check in
    themselves, None where an official does. `slips`: where codes are printed, None without a printer.
    `photo` reads the photo of a candidate.
    """

    voting: VotingService
    observe: Callable[[], Observation]
    look_up: Callable[[str], Inclusion]
    own_vote: OwnVoteService
    monotonic: Callable[[], float] = time.monotonic
    slips: SlipPrinter | None = None
    speaker: Callable[[], Speaker] | None = None
    letters: CheckIn | None = None
    photo: Callable[[str], bytes | None] | None = None


class Booth(Page):
    """Everything that a voter sees."""

    official_called = Signal()
    official_wanted = Signal()
    # Why a slip did not come out of the printer.
    slip_failed = Signal(object)
    # The spoken guide is not heard: the OmpError that tells why.
    speech_failed = Signal(object)
    # Whether the booth is out of order, each time that changes: the next start has to know.
    out_of_order_changed = Signal(bool)

    def __init__(self, services: BoothServices, window: QWidget, speak: Lang = language.DEFAULT) -> None:
        """Begin at the start, at rest.

        Args:
            services: what the booth asks.
            window: the kiosk's window, whose language and look the voter changes.
            speak: language in which the booth waits for voters.
        """
        super().__init__(window)
        self.flow = KioskFlow(services.letters)
        self._services = services
        self._facts = BoothFacts()
        self._receipts = False
        self._shown: Place | None = None
        self._waiting_for_voters = False
        self._copied = CopiedHere(window)
        self._unseen = UnseenTouches(services.monotonic, self)
        self.preferences = Preferences(window, speak)
        self._sheets = BoothSheets(self)
        self._codes = CodeScreens(self._sheets, services.look_up, services.own_vote)
        self._slips = SlipOffer(services.slips, lambda: self._facts.station, self)
        self._screens = Screens(self.flow, self.step, self._sheets, self._codes, self._slips, self)
        self._screens.photo = services.photo
        # Screen readers read in the order in which these are made: the bar stands above.
        self.bar = TopBar(self)
        self._showing = Showing(self)
        self.guide = SpokenGuide(services.speaker, lambda: self.current, self)
        self._menus = Menus(self.flow, self._sheets, self.preferences, self.guide)
        self.attendance = Attendance(self.flow, self._sheets, services.monotonic, self)
        self.lookout = Lookout(services.observe, self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_BUSY_AFTER)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._showing, 1)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.bar.language_chosen.connect(self.preferences.speak)
        self.bar.look_up_asked.connect(lambda: self.step(self.flow.look_up))
        self.bar.size_asked.connect(self._menus.show_sizes)
        self.bar.contrast_asked.connect(self._menus.show_contrast)
        self.bar.help_asked.connect(self._menus.show_help)
        self._slips.failed.connect(self.slip_failed)
        self._menus.official_called.connect(self.official_called)
        self._menus.official_wanted.connect(self.official_wanted)
        self._screens.official_called.connect(self.official_called)
        self._screens.official_wanted.connect(self.official_wanted)
        self._screens.language_chosen.connect(self.preferences.speak)
        self.guide.broken.connect(self.speech_failed)
        self.guide.attended.connect(self.attendance.touched)
        self.attendance.unanswered.connect(lambda: self._stop_voter(self.flow.lock))
        self.attendance.deserted.connect(self._on_deserted)
        self.lookout.seen.connect(self._on_seen)
        self.lookout.failed.connect(self._on_not_seen)
        self._late.timeout.connect(self._show_now)

    @property
    def current(self) -> VoterScreen | None:
        """What is shown now."""
        return self._showing.current

    def open(self, *, out_of_order: bool = False) -> None:
        """Make void what was left sealed, and wait for voters; with `out_of_order`, for an official first."""
        self._waiting_for_voters = True
        self.attendance.start()
        self.guide.open()
        self.step(lambda: self.flow.recover(out_of_order=out_of_order))

    def close_down(self) -> None:
        """Wait for voters no more: the window goes, and with it whatever is known of a voter.

        A ballot that is sealed and not cast becomes void when a booth opens again.
        """
        self._waiting_for_voters = False
        self.attendance.stop()
        self.lookout.stop()
        self._late.stop()
        self._sheets.close_all()
        self.guide.close_down()
        self.flow.break_down()
        self.flow.take_work()
        self._services.voting.forget()
        self._codes.forget()
        self._showing.clear()

    def break_down(self) -> None:
        """Out of order: something happened that the program does not know."""
        self._stop_voter(self.flow.break_down)

    def release(self) -> None:
        """An official has seen to it."""
        self._stop_voter(self.flow.release)

    def step(self, event: Callable[[], object]) -> None:
        """Let something happen to the flow, start the work it asks for, and show where it is."""
        before = self.flow.place
        event()
        work = self.flow.take_work()
        if work is not None:
            self._start(work)
        if self.flow.place is Place.START and before is not Place.START:
            self._forget_voter()
        if (self.flow.place is Place.OUT_OF_ORDER) is not (before is Place.OUT_OF_ORDER):
            self.out_of_order_changed.emit(self.flow.place is Place.OUT_OF_ORDER)
        self._show()

    @property
    def may_check_own_vote(self) -> bool:
        """Whether an official may let somebody see the own vote now: nobody is voting here."""
        return self._receipts and self.flow.place is Place.START

    def check_own_vote(self, official: Session) -> None:
        """An official has entered the PIN: ask for code and receipt."""
        self._codes.let_in(official)
        self.step(self.flow.check_own_vote)

    def let_official_in(self) -> None:
        """Ask an official for a PIN."""
        self.official_wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._unseen.watch()
        self.guide.listen(self.window().windowHandle())

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.flow.place is Place.START and self.guide.offered and not self.guide.asked:
            self._menus.offer_guide()
            return True
        heard = self.current if self.guide.on else None
        target = next_stop(self, self._showing, forward=forward, whole=heard)
        if target is not None:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            target.setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = _ARROWS.get(Qt.Key(event.key()))
        if forward is not None:
            self.focusNextPrevChild(forward)
        # No key goes on to the window behind.
        event.accept()

    def _start(self, work: Work) -> None:
        voting = self._services.voting
        told: list[bool] = []

        def done(result: object) -> None:
            told.append(True)
            self.step(lambda: work.done(result))

        def failed(error: OmpError) -> None:
            told.append(True)
            self.step(lambda: work.failed(error))

        def settled() -> None:
            if not told:
                # Neither a result nor an expected error: a bug, which has reached sys.excepthook by now.
                self.break_down()

        tasks.run(lambda: work.run(voting), done, failed, lane=tasks.CAST, receiver=self, settled=settled)

    def _stop_voter(self, event: Callable[[], object]) -> None:
        self._sheets.close_all()
        self.step(event)

    def _forget_voter(self) -> None:
        self._sheets.close_all()
        self.guide.forget()
        self.preferences.reset()
        self._codes.forget()
        self._copied.forget()

    def _show(self) -> None:
        """Show the place; work that is soon over leaves the screen before it standing."""
        if self.flow.place in _SIGN_LATER:
            if not self._late.isActive():
                self._late.start()
            return
        self._late.stop()
        self._show_now()

    def _show_now(self) -> None:
        place, ballot = self.flow.place, self.flow.ballot
        contest = -1 if ballot is None else ballot.contest_index
        self.bar.show_place(place)
        before, self._shown = self._shown, place
        if place not in BUSY and place is not before:
            # A sheet that was opened while a result was on its way must not cover it.
            self._sheets.close_all()
        self._showing.show_for((place, id(ballot), contest, self._why()), self._screens.make)
        if isinstance(self.current, StartScreen):
            stop = self._facts.stop
            self.current.greet(self.flow.arrivals.greeting(stop), self._facts)
        if place is Place.START and self._waiting_for_voters:
            self.lookout.start()
        else:
            self.lookout.stop()
        setback = self.flow.take_setback()
        if setback is not None:
            self._screens.show_setback(setback)
        if place is not before and self._helpless():
            # Whoever is there may not find the button, or nobody is there any more.
            self.official_called.emit()

    def _helpless(self) -> bool:
        """Whether only an official can go on from here."""
        failure = self.flow.failure
        passing = failure is not None and failure.passing
        return self.flow.place in _FOR_OFFICIALS and not passing

    def _why(self) -> tuple[int, int]:
        """What tells one failure, or one letter, from the next: another one is another screen."""
        return id(self.flow.failure), self.flow.letters_entered

    def _on_seen(self, observation: Observation) -> None:
        self._facts, self._receipts = observation.facts, observation.receipts
        self.step(
            lambda: self.flow.permits_seen(
                observation.permits, stop=observation.facts.stop, letters=observation.letters
            )
        )

    def _on_not_seen(self, error: OmpError) -> None:
        self._facts = BoothFacts(self._facts.station, self._facts.election, self._facts.hours, error)
        self.step(lambda: self.flow.permits_seen((), stop=error))

    def _on_deserted(self) -> None:
        failure = self.flow.failure
        not_begun = failure is not None and failure.stage is Stage.BEGIN
        if self.flow.place is Place.START:
            self.flow.arrivals.wanted = False
            self._forget_voter()
            self._show()
        elif self.flow.place in _OFF_THE_WAY or not_begun:
            self._stop_voter(self.flow.finish)
