"""Polling day: the next step, check-in, the voter at the desk, turnout."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.voters_list import Voter
from omp_desktop.gui.announce import announce
from omp_desktop.gui.official.check_in import CheckInCard
from omp_desktop.gui.official.namesakes import NamesakesForm, compare
from omp_desktop.gui.official.page import NextPlace
from omp_desktop.gui.official.paper_roll_steps import PaperRollSteps
from omp_desktop.gui.official.polling_plan import Offer, Place, Plan, Warned, concerns_this_station, plan
from omp_desktop.gui.official.polling_words import OFFER_ICONS, PLACE_ICONS, PollingWords
from omp_desktop.gui.official.reason import ReasonQuestion, ask_reason
from omp_desktop.gui.official.services import OfficialServices
from omp_desktop.gui.official.throughput import Throughput
from omp_desktop.gui.official.turnout import TurnoutCard
from omp_desktop.gui.official.voter_panel import PermitWish, VoterPanel
from omp_desktop.gui.widgets import Label, NextStep, Notice, PushButton, Sheet
from omp_desktop.services.check_in import KioskView, SearchResult
from omp_desktop.services.check_in_errors import NoStationHere
from omp_desktop.services.poll_view import PollView
from omp_desktop.services.session import Session
from omp_desktop.store.records import VoterHit

_VOTING = frozenset({ElectionState.OPEN, ElectionState.CLOSING})
_REFRESH_MS = 5000
# Where the due step is taken, if not here.
_LEADS = {Offer.GO_TO_ELECTIONS: "elections", Offer.GO_TO_RESULTS: "results"}


class PollingDayPage(PaperRollSteps, PollingWords):
    """What the manager has before them all day."""

    ui = ("official", "polling_day.ui")
    key = "polling"
    icon = "calendar-check"
    says_next_step = True

    nextStep: NextStep
    mainButton: PushButton
    otherButton: PushButton
    lastButton: PushButton
    dayNotice: Notice
    dayArea: QWidget
    dayLayout: QHBoxLayout
    leftLayout: QVBoxLayout
    emptyArea: QWidget
    emptyTitle: Label
    emptyText: Label

    def __init__(self, services: OfficialServices, parent: QWidget | None = None) -> None:
        """Nothing is read before the page is entered."""
        self.view: PollView | None = None
        self._plan: Plan | None = None
        self._working = False
        self._throughput = Throughput()
        super().__init__(services, parent)
        self.check_in = CheckInCard(self._search, self.dayArea)
        self.turnout = TurnoutCard(self.dayArea)
        self.panel = VoterPanel(self.dayArea)
        self.leftLayout.addWidget(self.check_in, 1)
        self.leftLayout.addWidget(self.turnout)
        self.dayLayout.addWidget(self.panel)
        self.dayLayout.setStretch(0, 1)
        self._again = QTimer(self)
        self._again.setInterval(_REFRESH_MS)
        self._again.timeout.connect(self.changed)
        self._buttons = (self.mainButton, self.otherButton, self.lastButton)
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _=False, at=place: self._press(at))
        self.dayNotice.acted.connect(self._on_notice)
        self.check_in.voter_chosen.connect(self._on_voter)
        self.check_in.readinessButton.clicked.connect(self.show_last_readiness)
        self.check_in.incidentsButton.clicked.connect(self.show_incidents)
        self.check_in.rollButton.clicked.connect(self.ask_paper_roll)
        self.panel.issue_asked.connect(self._tell_apart)
        self.panel.cancel_asked.connect(self._ask_cancel)
        self._show()

    def title(self) -> str:
        return self.tr("Polling day")

    def help_text(self) -> str:
        return self.tr(
            "The blue strip always says what comes next. To let somebody vote: search, compare with the "
            "photo ID, choose the line, choose the booth, issue the permit. Opening, suspending and closing "
            "take two people with their own PINs."
        )

    def retranslate(self) -> None:
        if self._plan is not None:
            self._show()

    def entered(self, session: Session, election_id: str | None) -> None:
        del session
        if self.view is None or self.view.election.id != election_id:
            self.view = None
            self.check_in.clear()
            self._show()
        elif self.view.state in _VOTING:
            self.check_in.focus_search()
        self.changed()
        self._again.start()

    def left(self) -> None:
        self._again.stop()

    def locked(self) -> None:
        self._throughput.forget()

    def polls_seen(self, view: PollView | None) -> None:
        if view is not None:
            self._throughput.note(view.election.id, view.turnout.cast, time.monotonic())

    def next_step(self, view: PollView | None) -> NextPlace | None:
        if view is not None and not concerns_this_station(view):
            return None
        due = plan(view)
        if due.place is Place.CERTIFIED:
            return None
        leads = self.key if due.main is None else _LEADS.get(due.main, self.key)
        return NextPlace(self.sentence(due.place), leads)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view is not None:
            self._again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: a window that was closed asks the store for nothing."""
        self._again.stop()
        super().hideEvent(event)

    def changed(self) -> None:
        election_id = self.election_id
        if election_id is None:
            self._on_view(None)
            return
        self.work(lambda: self.services.polls.status(election_id), self._on_view, self.store_trouble)
        self.work(self.services.check_in.kiosks, self._on_kiosks, self._on_no_kiosks)

    def set_working(self, *, working: bool) -> None:
        self._working = working
        for button in self._buttons:
            button.setEnabled(not working)
        self._show()

    def _on_view(self, view: PollView | None) -> None:
        before, self.view = self.view, view
        self.polls_seen(view)
        self._show()
        if view is None:
            return
        other_state = before is None or view.state is not before.state
        if before is not None and (other_state or view.counts != before.counts):
            # What is said of voters and booths follows the polls, and whoever voted meanwhile.
            self.check_in.search_now()
        if not other_state:
            return
        if before is not None:
            self.refresh_needed.emit()
        self._place_focus(view.state)

    def _place_focus(self, state: ElectionState) -> None:
        """Where the next key is wanted; a sheet that is open keeps the focus."""
        if any(sheet.isVisible() for sheet in self.window().findChildren(Sheet)):
            return
        if state in _VOTING:
            self.check_in.focus_search()
        elif self.mainButton.isVisible():
            self.mainButton.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kiosks(self, kiosks: Sequence[KioskView]) -> None:
        self.panel.show_kiosks(kiosks, self.services.seen_booths())

    def _on_no_kiosks(self, error: OmpError) -> None:
        if not isinstance(error, NoStationHere):
            self.store_trouble(error)
        self.panel.show_kiosks(())

    def _on_no_others(self, voter: Voter, error: OmpError) -> None:
        """The error is said; a permit for this election can be issued all the same."""
        self._on_no_kiosks(error)
        self.panel.show_others(voter.id, ())

    def _on_no_namesakes(self, voter: Voter, error: OmpError) -> None:
        """The error is said; name, birth date and address can be compared all the same."""
        self.show_error(error)
        self.panel.show_namesakes(voter.id, SearchResult((), 0))

    def _show(self) -> None:
        self._plan = due = plan(self.view)
        self.nextStep.iconName = PLACE_ICONS[due.place]
        self.nextStep.text = self.sentence(due.place)
        self.nextStep.aside = self.tr("Please wait …") if self._working else self.aside(due.place, self.view)
        offers = self._offers()
        self._place_buttons()
        for place, button in enumerate(self._buttons):
            offer = offers[place] if place < len(offers) else None
            button.setVisible(offer is not None)
            if offer is not None:
                button.kind = "inverse" if offer is due.main else "navy"
                button.setText(self.word(offer))
                button.iconName = OFFER_ICONS[offer]
        self.dayArea.setVisible(due.day_shown)
        self.emptyArea.setVisible(not due.day_shown)
        title, text = self.why_empty(due.place)
        self.emptyTitle.setText(title)
        self.emptyText.setText(text)
        self.dayNotice.setVisible(due.warned is not None)
        if due.warned is not None:
            self.dayNotice.text, self.dayNotice.buttonText = self.warning(due.warned)
        view = self.view
        self.panel.show_polls(view)
        if view is not None:
            self.turnout.show_turnout(
                view.turnout, view.election.windows, view.reading.now, view.election.timezone
            )
            self.turnout.show_lately(self._throughput.lately() if view.state in _VOTING else ())

    def _place_buttons(self) -> None:
        """The due step at the right end, so that none of them changes places when it becomes due."""
        due = self._plan is not None and self._plan.main is not None
        first, *rest = self._buttons
        self.nextStep.arrange((*rest, first) if due else self._buttons)

    def _offers(self) -> tuple[Offer, ...]:
        due = self._plan
        if due is None:
            return ()
        return (due.main, *due.others) if due.main is not None else due.others

    def _press(self, place: int) -> None:
        offers = self._offers()
        if place < len(offers) and not self._working:
            self.take(offers[place])

    def _on_notice(self) -> None:
        warned = self._plan.warned if self._plan is not None else None
        if warned is Warned.CLOCK:
            self.confirm_time()
        elif warned is Warned.ORDER_SHOWS:
            self.erase_order()

    def _search(self, text: str) -> SearchResult:
        """On a worker."""
        election_id = self.election_id
        return self.services.check_in.search(election_id, text) if election_id else SearchResult((), 0)

    def _on_voter(self, hit: VoterHit | None) -> None:
        self.panel.show_voter(hit)
        if hit is None:
            return
        voter = hit.voter
        check_in = self.services.check_in
        self.work(
            lambda: check_in.namesakes(voter),
            lambda found: self.panel.show_namesakes(voter.id, found),
            lambda error: self._on_no_namesakes(voter, error),
        )
        self.work(
            lambda: check_in.other_elections(voter),
            lambda others: self.panel.show_others(voter.id, others),
            lambda error: self._on_no_others(voter, error),
        )

    def _tell_apart(self, wish: PermitWish) -> None:
        """Where others have the same name, two look at the list again before the permit is issued."""
        hit, others = self.panel.at_the_desk, self.panel.namesakes
        if hit is None or not others.total:
            self._issue(wish)
            return
        form = NamesakesForm(hit, others, self.check_in.state_word, self)
        form.other_meant.connect(self._go_to)
        compare(self, form, lambda: self._issue(wish))

    def _go_to(self, hit: VoterHit) -> None:
        """Another person of the same name is at the desk."""
        self.check_in.look_for(hit.voter)

    def _issue(self, wish: PermitWish) -> None:
        self.panel.set_busy(busy=True)
        check_in, actor = self.services.check_in, self.session
        self.work(
            lambda: check_in.issue(actor, wish.requests, wish.kiosk_id, wish.method),
            self._on_issued,
            settled=self._on_desk_settled,
        )

    def _on_issued(self, permits: Sequence[object]) -> None:
        announce(self, self.tr("%n permits issued", "", len(permits)))

    def _ask_cancel(self, voter: Voter) -> None:
        question = ReasonQuestion(
            self.tr("Cancel the permit?"),
            self.tr(
                "Permits for other elections that were issued with it are cancelled too. The voter can be "
                "checked in again afterwards. The reason goes into the record."
            ),
            (
                self.tr("The voter left without voting"),
                self.tr("Issued to the wrong person"),
                self.tr("The booth does not work"),
            ),
            self.tr("Cancel the permit"),
            "danger",
        )
        ask_reason(self, question, lambda reason: self._cancel(voter, reason))

    def _cancel(self, voter: Voter, reason: str) -> None:
        self.panel.set_busy(busy=True)
        check_in, actor = self.services.check_in, self.session
        self.work(
            lambda: check_in.cancel(actor, voter.election_id, voter.id, reason),
            lambda _: announce(self, self.tr("The permit is cancelled")),
            settled=self._on_desk_settled,
        )

    def _on_desk_settled(self) -> None:
        """After a permit was issued or cancelled, or refused: show what is true now."""
        self.panel.set_busy(busy=False)
        self.check_in.focus_search()
        self.check_in.search_now()
        self.changed()
