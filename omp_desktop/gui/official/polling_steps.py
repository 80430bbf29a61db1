"""Taking the steps of polling day: who confirms, why, and what is shown afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from omp_desktop.domain.election import TRANSITIONS, PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.voting_errors import ClockDoubtful, ReasonNeeded
from omp_desktop.gui import language, tasks
from omp_desktop.gui.official.day_checks import DayChecksPage
from omp_desktop.gui.official.poll_report import show_report
from omp_desktop.gui.official.polling_plan import Offer
from omp_desktop.gui.official.reason import ReasonQuestion, ask_reason
from omp_desktop.gui.official.two_people import TwoPeople, TwoPersonStep
from omp_desktop.gui.official.waiting import ask_waiting
from omp_desktop.services.poll_errors import VotersStillWaiting
from omp_desktop.services.poll_reports import ClosingReport, PollReport, ReportKind
from omp_desktop.services.session import OFFICIALS
from omp_desktop.services.voting_errors import StoreElsewhere

T = TypeVar("T")
_EXPLAINABLE = (ReasonNeeded, VotersStillWaiting)
Step = Callable[[TwoPeople, str], Any]


class PollStepsPage(DayChecksPage):
    """A page from which the steps can be taken. A subclass shows the view and calls `take`."""

    def set_working(self, *, working: bool) -> None:
        """A step is being taken: nothing may be pressed meanwhile."""
        raise NotImplementedError

    def take(self, offer: Offer) -> None:
        """Do what a button of the next step says."""
        steps: Mapping[Offer, Callable[[], object]] = {
            Offer.GO_TO_ELECTIONS: lambda: self.page_wanted.emit("elections"),
            Offer.GO_TO_RESULTS: lambda: self.page_wanted.emit("results"),
            Offer.READINESS: self.check_readiness,
            Offer.ZERO_REPORT: self._make_zero_report,
            Offer.SHOW_ZERO_REPORT: lambda: self._show_kept(ReportKind.ZERO),
            Offer.SHOW_CLOSING_REPORT: self._show_closing,
            Offer.OPEN: self._open_polls,
            Offer.SUSPEND: self._suspend,
            Offer.RESUME: self._resume,
            Offer.BEGIN_CLOSING: self._begin_closing,
            Offer.CORRECT_WAITING: self._correct_waiting,
            Offer.CLOSE: self._close,
            Offer.REOPEN: self._reopen,
        }
        steps[offer]()

    def confirm_time(self, then: Callable[[], object] = lambda: None) -> None:
        """Two people say what time it is while the clock is in doubt; `then` goes on."""
        election_id = self._election()
        title = self.tr("Confirm the time")
        step = TwoPersonStep(
            PollAction.RESUME,
            title,
            self.tr("Both of you have compared this computer's time with a clock that you trust."),
            OFFICIALS,
        )
        question = ReasonQuestion(
            title,
            self.tr(
                "Compare the time above with a clock that you trust. Voting then goes on for 15 minutes; "
                "have the clock of this computer set right."
            ),
            (self.tr("Compared with a radio clock"), self.tr("Compared with a telephone")),
            self.tr("Continue"),
        )
        polls = self.services.polls
        ask_reason(
            self,
            question,
            lambda reason: self._take(
                step,
                lambda people, why: polls.confirm_time(people.first, people.second, election_id, why),
                lambda _: then(),
                reason,
            ),
        )

    def erase_order(self) -> None:
        """Rewrite the file where that is still owed since the polls closed."""
        polls, actor = self.services.polls, self.session
        self._run(lambda: polls.erase_order(actor), lambda _: None)

    def _election(self) -> str:
        if self.view is None:
            raise LookupError("no election is chosen")
        return self.view.election.id

    def _step(self, action: PollAction, title: str, text: str) -> TwoPersonStep:
        return TwoPersonStep(action, title, text, TRANSITIONS[action].roles)

    def _run(
        self,
        op: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[OmpError], None] | None = None,
    ) -> None:
        """Do it on the lane for long work, then read everything anew."""
        self.set_working(working=True)

        def on_done(result: T) -> None:
            done(result)
            self.refresh_needed.emit()

        def on_settled() -> None:
            self.set_working(working=False)
            self.changed()

        self.work(op, on_done, failed, lane=tasks.LONG, settled=on_settled)

    def _take(self, step: TwoPersonStep, op: Step, done: Callable[[Any], object], reason: str = "") -> None:
        """Ask for both PINs and take the step; where it has to be explained, ask why and go on."""
        self.ask_two_people(step, lambda people: self._try(people, step.title, op, done, reason))

    def _try(
        self, people: TwoPeople, title: str, op: Step, done: Callable[[Any], object], reason: str
    ) -> None:
        def failed(error: OmpError) -> None:
            if isinstance(error, StoreElsewhere):
                self._ask_to_go_on_here(error)
                return
            if not isinstance(error, _EXPLAINABLE):
                self.show_error(error)
                return
            said = error.describe(language.of(self))
            question = ReasonQuestion(title, f"{said.text} {said.next_step}", (), self.tr("Continue"))
            ask_reason(self, question, lambda why: self._try(people, title, op, done, why))

        self._run(lambda: op(people, reason), done, failed)

    def _ask_to_go_on_here(self, error: StoreElsewhere) -> None:
        """The data were copied, moved or restored: two people decide whether to go on with them."""
        polls = self.services.polls
        said = error.describe(language.of(self))
        title, text = self.tr("Go on with these data?"), f"{said.text} {said.next_step}"
        step = TwoPersonStep(PollAction.OPEN, title, text, OFFICIALS)
        usual = (self.tr("Moved to this computer"), self.tr("Restored from a backup"))
        ask_reason(
            self,
            ReasonQuestion(title, text, usual, self.tr("Go on here"), "danger"),
            lambda reason: self._take(
                step,
                lambda people, why: polls.go_on_here(people.first, people.second, why),
                lambda _: None,
                reason,
            ),
        )

    def _show_report(self, report: PollReport | ClosingReport) -> None:
        election = None if self.view is None else self.view.election

        services = self.services

        def names() -> Mapping[str, str]:
            booths = {kiosk.device.id: kiosk.device.name for kiosk in services.check_in.kiosks()}
            return booths | {account.id: account.name for account in services.access.accounts()}

        def show(found: Mapping[str, str]) -> None:
            show_report(self, report, found, election, services.printing)

        self.work(names, show)

    def _show_kept(self, kind: ReportKind) -> None:
        polls, election_id = self.services.polls, self._election()
        self.work(lambda: polls.report(election_id, kind), self._show_report)

    def _show_closing(self) -> None:
        polls, election_id = self.services.polls, self._election()
        self.work(lambda: polls.closing_report(election_id), self._show_report)

    def _make_zero_report(self) -> None:
        polls, election_id, actor = self.services.polls, self._election(), self.session

        def failed(error: OmpError) -> None:
            if isinstance(error, StoreElsewhere):
                self._ask_to_go_on_here(error)
            else:
                self.show_error(error)

        self._run(lambda: polls.zero_report(actor, election_id), self._show_report, failed)

    def _open_polls(self) -> None:
        polls, election_id = self.services.polls, self._election()
        step = self._step(
            PollAction.OPEN,
            self.tr("Open the polls"),
            self.tr("From now on permits can be issued and votes cast. Two people confirm it together."),
        )
        self._take(
            step,
            lambda people, why: polls.open(people.first, people.second, election_id, why),
            self._show_report,
        )

    def _suspend(self) -> None:
        polls, election_id = self.services.polls, self._election()
        step = self._step(
            PollAction.SUSPEND,
            self.tr("Suspend voting"),
            self.tr("Nobody can vote until voting is resumed. Ballots and permits stay as they are."),
        )
        question = ReasonQuestion(
            step.title,
            step.text,
            (
                self.tr("Voting hours of the day are over"),
                self.tr("Disturbance at the station"),
                self.tr("Technical fault"),
            ),
            step.title,
        )
        ask_reason(
            self,
            question,
            lambda reason: self._take(
                step,
                lambda people, why: polls.suspend(people.first, people.second, election_id, why),
                self._show_report,
                reason,
            ),
        )

    def _resume(self) -> None:
        polls, election_id = self.services.polls, self._election()
        step = self._step(
            PollAction.RESUME,
            self.tr("Resume voting"),
            self.tr("The ballot box is compared with what it was when voting was suspended."),
        )
        self._take(
            step,
            lambda people, why: polls.resume(people.first, people.second, election_id, why),
            self._show_report,
        )

    def _begin_closing(self) -> None:
        ask_waiting(self, 0, self.tr("Close the polls"), self.tr("Begin closing"), self._close_with)

    def _close_with(self, waiting: int) -> None:
        """These people may still vote; while the clock is in doubt, two people confirm the time first."""
        polls, election_id, actor = self.services.polls, self._election(), self.session

        def failed(error: OmpError) -> None:
            if isinstance(error, ClockDoubtful):
                self.confirm_time(lambda: self._close_with(waiting))
            else:
                self.show_error(error)

        self._run(lambda: polls.begin_closing(actor, election_id, waiting), lambda _: None, failed)

    def _correct_waiting(self) -> None:
        polls, election_id, actor = self.services.polls, self._election(), self.session
        now = (self.view.queue_remaining or 0) if self.view is not None else 0
        title = self.tr("Voters in the queue")
        question = ReasonQuestion(
            title,
            self.tr("The record keeps the number that stood there until now, and why it was corrected."),
            (
                self.tr("Counted again"),
                self.tr("Left the queue"),
                self.tr("Came in time and was not counted"),
            ),
            self.tr("Correct the number"),
        )

        def correct(waiting: int, reason: str) -> None:
            self._run(lambda: polls.correct_waiting(actor, election_id, waiting, reason), lambda _: None)

        ask_waiting(
            self,
            now,
            title,
            question.accept,
            lambda waiting: ask_reason(self, question, lambda reason: correct(waiting, reason)),
        )

    def _close(self) -> None:
        polls, election_id = self.services.polls, self._election()
        step = self._step(
            PollAction.CLOSE,
            self.tr("Close the polls for good"),
            self.tr(
                "After this nobody can vote any more. Permits that nobody used are cancelled, and ballots "
                "that were sealed but never cast become void."
            ),
        )
        self._take(
            step,
            lambda people, why: polls.close(people.first, people.second, election_id, why),
            self._show_report,
        )

    def _reopen(self) -> None:
        polls, election_id = self.services.polls, self._election()
        step = self._step(
            PollAction.REOPEN,
            self.tr("Re-open the polls"),
            self.tr(
                "Only the commission may do this, inside voting hours. It is entered in every record as "
                "something unusual."
            ),
        )
        question = ReasonQuestion(step.title, step.text, (), self.tr("Continue"), "danger")
        ask_reason(
            self,
            question,
            lambda reason: self._take(
                step,
                lambda people, why: polls.reopen(people.first, people.second, election_id, why),
                self._show_report,
                reason,
            ),
        )
