"""The polls: zero report, opening, resting overnight, closing – each a step that people take together.

Every step asserts the state before, happens in one transaction, and leaves a report, a poll event and one
entry in the audit log. Where a step begins or ends voting, the store is checked page by page first.
"""

from __future__ import annotations

from contextlib import suppress

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState, PollAction, next_state
from omp_desktop.domain.election_errors import IllegalTransition
from omp_desktop.domain.poll import check_waiting
from omp_desktop.domain.station import Device
from omp_desktop.domain.text import Field, required_line
from omp_desktop.domain.voting_errors import WaitingInvalid
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.identity_counts import method_counts
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.order_of_writing import erase_order, order_shows, owe_erasing
from omp_desktop.services.pages import close_chains, freeze_pages, read_closings, signing_seeds
from omp_desktop.services.poll_errors import (
    ReportMissing,
    VotersStillWaiting,
    ZeroReportNeeded,
)
from omp_desktop.services.poll_reports import (
    ClosingReport,
    PollReport,
    ReportKind,
    count,
    kept,
    require_same_box,
    require_zero,
)
from omp_desktop.services.poll_steps import REASON_MAX, PollSteps, Request, Step
from omp_desktop.services.poll_view import PollView, view
from omp_desktop.services.publication import check_signatures
from omp_desktop.services.session import (
    OFFICIALS,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.services.time_confirmation import confirm_time
from omp_desktop.services.vote_items import cancel_participation, make_void
from omp_desktop.store.errors import MirrorFailed, OwnVotesUnavailable
from omp_desktop.store.unit_of_work import UnitOfWork


class PollsService:
    """What the manager and those beside them do with the polls of this station."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)
        self._steps = PollSteps(core)

    def status(self, election_id: str) -> PollView:
        """Where the polls stand and what comes next. Raises RecordMissing."""
        with self._core.store.read() as uow:
            return view(uow, election_id, self._core.clock)

    def report(self, election_id: str, kind: ReportKind) -> PollReport:
        """The latest report of this kind, to be shown or printed again. Raises ReportMissing."""
        with self._core.store.read() as uow:
            return _kept(uow, election_id, kind)

    def closing_report(self, election_id: str) -> ClosingReport:
        """The report of the end, with what was left over. Raises ReportMissing."""
        with self._core.store.read() as uow:
            report = _kept(uow, election_id, ReportKind.CLOSED)
            closing = [e for e in uow.poll_events.all(election_id) if e.action is PollAction.CLOSE][-1]
            return ClosingReport(
                report=report,
                voided=closing.counts["voided"],
                permits_cancelled=closing.counts["permits_cancelled"],
                left_waiting=closing.counts["left_waiting"],
                methods=method_counts(uow, election_id),
                order_erased=not order_shows(uow),
                closings=read_closings(uow, election_id),
            )

    def zero_report(self, actor: Session, election_id: str) -> PollReport:
        """Shows that nothing has been cast or counted; the polls open on it only.

        Raises NotAllowed, IllegalTransition, NotZero, StoreElsewhere, StoreDamaged, StoreSettingsWrong.
        """
        require_role(actor, OFFICIALS)
        self._steps.check_store()
        with self._core.store.uow() as uow:
            election = uow.elections.get(election_id)
            next_state(election.state, PollAction.OPEN)
            step = Step(Request(PollAction.OPEN, election_id, actor), "", election, self._core.clock.read())
            report = self._steps.record(uow, step, AuditEvent.ZERO_REPORT, ReportKind.ZERO)
            require_zero(report.counts)
            uow.commit()
        return report

    def open(self, actor: Session, second: SecondPerson, election_id: str, reason: str = "") -> PollReport:
        """Opens the polls: two people, inside a window, on a zero report, with a store that was checked.

        Raises ActionNotAllowed, SamePerson, SecondPersonUnsuitable, IllegalTransition, TooEarlyToOpen,
        TooLateToOpen, ReasonNeeded (a doubtful clock), ZeroReportNeeded, NotZero, SignatureInvalid,
        ThrowAwayKeys, StoreElsewhere, StoreDamaged, StoreSettingsWrong.
        """
        request = Request(PollAction.OPEN, election_id, actor, second, reason)
        self._precheck(request)
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            if self._core.secrets_box.throw_away and not step.election.test_mode:
                raise ThrowAwayKeys()
            check_signatures(uow, election_id)
            zero = kept(uow, election_id, ReportKind.ZERO)
            if zero is None or zero.store_epoch != uow.settings.store_epoch:
                raise ZeroReportNeeded
            report = self._steps.take(uow, step, AuditEvent.POLLS_OPENED, ReportKind.OPENED)
            require_zero(report.counts)
            uow.commit()
        return report

    def suspend(self, actor: Session, second: SecondPerson, election_id: str, reason: str) -> PollReport:
        """Stops voting for a while or overnight; what is in the box is noted for the resumption.

        Raises ActionNotAllowed, SamePerson, SecondPersonUnsuitable, IllegalTransition, ReasonNeeded.
        """
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, Request(PollAction.SUSPEND, election_id, actor, second, reason))
            report = self._steps.take(uow, step, AuditEvent.POLLS_SUSPENDED, ReportKind.SUSPENDED)
            uow.commit()
        return report

    def resume(self, actor: Session, second: SecondPerson, election_id: str, reason: str = "") -> PollReport:
        """Goes on voting, if the box is what it was when voting was suspended.

        Raises what `open` raises of people, state, clock and store, and ChangedWhileSuspended.
        """
        request = Request(PollAction.RESUME, election_id, actor, second, reason)
        self._precheck(request)
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            before = _kept(uow, election_id, ReportKind.SUSPENDED)
            report = self._steps.take(uow, step, AuditEvent.POLLS_RESUMED, ReportKind.RESUMED)
            require_same_box(before, report)
            uow.commit()
        return report

    def begin_closing(self, actor: Session, election_id: str, waiting: int) -> None:
        """After the last window: only the `waiting` people who are in the queue now may still vote.

        While the clock is in doubt, two people confirm the time first (`confirm_time`). Raises
        ActionNotAllowed, IllegalTransition, TooEarlyToClose, ClockDoubtful, WaitingInvalid.
        """
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, Request(PollAction.BEGIN_CLOSING, election_id, actor))
            self._set_waiting(uow, election_id, waiting)
            self._steps.take(uow, step, AuditEvent.CLOSING_BEGUN, ReportKind.CLOSING, {"waiting": waiting})
            uow.commit()

    def correct_waiting(self, actor: Session, election_id: str, waiting: int, reason: str) -> None:
        """Corrects how many people of the queue may still vote; the log keeps the old number and the reason.

        Raises NotAllowed, TextMissing, WaitingInvalid, and IllegalTransition unless the polls are closing.
        """
        require_role(actor, OFFICIALS)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)
        with self._core.store.uow() as uow:
            election = uow.elections.get(election_id)
            if election.state is not ElectionState.CLOSING:
                raise IllegalTransition(action=PollAction.BEGIN_CLOSING, state=election.state)
            before = uow.elections.queue_remaining(election_id) or 0
            self._set_waiting(uow, election_id, waiting)
            self._audit.append(
                uow,
                AuditEvent.WAITING_CORRECTED,
                actor,
                election=election_id,
                before=before,
                waiting=waiting,
                reason=said,
            )
            uow.commit()

    def close(
        self, actor: Session, second: SecondPerson, election_id: str, reason: str = ""
    ) -> ClosingReport:
        """Ends voting for good: sealed ballots become void, open permits are cancelled.

        Every ballot stands on a page of its device then, and the closing values are made. The file is then
        rewritten, so that it no longer shows the order of writing.

        Raises what `open` raises of people, state and store, TooEarlyToClose, and VotersStillWaiting (people
        of the queue who left need a reason).
        """
        request = Request(PollAction.CLOSE, election_id, actor, second, reason)
        self._precheck(request)
        seeds = signing_seeds(self._core, self._devices())
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            waiting = uow.elections.queue_remaining(election_id) or 0
            if waiting and not step.reason:
                raise VotersStillWaiting(count=waiting)
            left_over = {
                "voided": _void_sealed(uow, election_id),
                "permits_cancelled": _cancel_open(uow, election_id),
                "left_waiting": waiting,
            }
            uow.elections.set_queue_remaining(election_id, None)
            freeze_pages(uow, election_id)
            close_chains(uow, election_id, seeds)
            owe_erasing(uow)
            self._steps.take(uow, step, AuditEvent.POLLS_CLOSED, ReportKind.CLOSED, left_over)
            uow.commit()
        with suppress(OwnVotesUnavailable, MirrorFailed):  # stays owed; the polls are closed all the same
            erase_order(self._core)
        return self.closing_report(election_id)

    def reopen(self, actor: Session, second: SecondPerson, election_id: str, reason: str) -> PollReport:
        """Opens closed polls again: the commission, a second person, a reason, inside a window.

        Raises what `open` raises of people, state, clock and store.
        """
        request = Request(PollAction.REOPEN, election_id, actor, second, reason)
        self._precheck(request)
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            before = _kept(uow, election_id, ReportKind.CLOSED)
            report = self._steps.take(uow, step, AuditEvent.POLLS_REOPENED, ReportKind.REOPENED)
            require_same_box(before, report)
            uow.commit()
        return report

    def confirm_time(self, actor: Session, second: SecondPerson, election_id: str, reason: str) -> None:
        """Two people say that voting hours are on while the clock is in doubt; counts for 15 minutes.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, TextMissing.
        """
        require_two(actor, second, OFFICIALS)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)
        with self._core.store.uow() as uow:
            require_active(uow, second.account)
            confirm_time(uow, uow.elections.get(election_id).id, self._core.clock.now())
            self._audit.append(
                uow,
                AuditEvent.CLOCK_CONFIRMED,
                actor,
                election=election_id,
                second=second.account.id,
                reason=said,
            )
            uow.commit()

    def go_on_here(self, actor: Session, second: SecondPerson, reason: str) -> int:
        """Two people decide to go on with a copied, moved or restored store; returns its new epoch.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, TextMissing.
        """
        require_two(actor, second, OFFICIALS)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)

        def record(uow: UnitOfWork, epoch: int) -> None:
            require_active(uow, second.account)
            self._audit.append(
                uow, AuditEvent.STORE_EPOCH, actor, epoch=epoch, second=second.account.id, reason=said
            )

        return self._core.store.settle_here(record)

    def erase_order(self, actor: Session) -> bool:
        """Rewrites the files where that is still owed since the polls closed; False: try again later.

        Raises NotAllowed, and OwnVotesUnavailable or MirrorFailed, which say what keeps a file from it.
        """
        require_role(actor, OFFICIALS)
        return erase_order(self._core)

    def _devices(self) -> list[Device]:
        with self._core.store.read() as uow:
            station = uow.stations.this_station()
            return [] if station is None else list(uow.devices.of_station(station.id))

    def _precheck(self, request: Request) -> None:
        """What can be refused at once is not kept waiting for the check of the store."""
        with self._core.store.read() as uow:
            self._steps.allowed(uow, request)
        self._steps.check_store()

    @staticmethod
    def _set_waiting(uow: UnitOfWork, election_id: str, waiting: int) -> None:
        check_waiting(waiting)
        station = uow.stations.this_station()
        most = count(uow, election_id, None if station is None else station.id).not_voted
        if waiting > most:
            raise WaitingInvalid(value=waiting, most=most)
        uow.elections.set_queue_remaining(election_id, waiting)


def _kept(uow: UnitOfWork, election_id: str, kind: ReportKind) -> PollReport:
    report = kept(uow, uow.elections.get(election_id).id, kind)
    if report is None:
        raise ReportMissing
    return report


def _void_sealed(uow: UnitOfWork, election_id: str) -> int:
    voided = 0
    while page := uow.ballots.bodies(election_id, BallotStatus.COMMITTED):
        for ballot in page:
            make_void(uow, ballot)
        voided += len(page)
    return voided


def _cancel_open(uow: UnitOfWork, election_id: str) -> int:
    voters = [permit.voter_id for permit in uow.permits.open_in_election(election_id) if permit.voter_id]
    for voter_id in voters:
        cancel_participation(uow, election_id, voter_id)
    return len(voters)
