"""The count: the trustees' shares open the sums, two people confirm, and the result is kept with the proofs.

Nothing here opens a ballot. Before the sums are opened they are computed again from every ballot in the box;
the proofs of all ballots are checked by whoever verifies the election record.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.tally import ContestResult
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, Progress, checked_box, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import ResultsEmbargoed, ShareTwice, SmallTotal
from omp_desktop.services.live_results import LiveResults
from omp_desktop.services.opened_sums import Opened
from omp_desktop.services.opening_files import opened_record
from omp_desktop.services.openings import OpeningsService
from omp_desktop.services.poll_reports import ReportKind
from omp_desktop.services.poll_steps import PollSteps, Request
from omp_desktop.services.results import ElectionResult, election_result
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.services.statements import tell_opening
from omp_desktop.store.unit_of_work import UnitOfWork

COUNTED: Final = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})


class CountingService:
    """Opens the totals and gives the result."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)
        self._steps = PollSteps(core)
        self.openings = OpeningsService(core)
        self.live = LiveResults(core, self.openings)

    def count(  # noqa: PLR0913, PLR0917 - what a count on one key asks for, each by name
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        key_file: Path,
        passphrase: str,
        confirm_small: bool = False,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> ElectionResult:
        """The whole count with one trustee's key, see `count_with_keys`."""
        return self.count_with_keys(
            actor, second, election_id, [(key_file, passphrase)], confirm_small, progress, cancelled
        )

    def count_with_keys(  # noqa: PLR0913, PLR0917 - the same with several keys
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        keys: Sequence[tuple[Path, str]],
        confirm_small: bool = False,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> ElectionResult:
        """The whole count at once: key files with their pass-phrases give their shares, then two people open.

        Also on the PC of a single station that is linked to a centre, so that it needs no connection. One of
        several stations waits there for the others for ever: only the commission's PC collects them.

        The keys stay in memory and their files where they are. Wrong people, state or keys change nothing;
        shares that were given stay given. `confirm_small`: see `open`. Raises what `OpeningsService.begin`,
        `give_key` and `open` raise.
        """
        request = Request(PollAction.COUNT, election_id, actor, second)
        with self._core.store.read() as uow:
            self._steps.allowed(uow, request)
        secrets = [self.openings.secret_in(election_id, *key) for key in keys]
        status = self.openings.status(election_id, OpeningKind.FINAL)
        if status.small and not confirm_small:
            raise SmallTotal(ballots=status.smallest or 0, minimum=status.minimum)
        self.openings.prepare(actor, election_id, OpeningKind.FINAL, progress, cancelled)
        for secret in secrets:
            try:
                self.openings.give_secret(actor, election_id, OpeningKind.FINAL, secret)
            except ShareTwice:
                # Given before an interruption.
                continue
        return self.open(actor, second, election_id, confirm_small)

    def open(  # noqa: PLR0913, PLR0917 - two people, and how the work is watched
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        confirm_small: bool = False,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> ElectionResult:
        """Opens the sums for which enough trustees have given their share, and stores opening and proofs.

        `confirm_small`: both people agreed to show the votes of fewer ballots than the election opens
        together.

        Raises ActionNotAllowed, SamePerson, SecondPersonUnsuitable, IllegalTransition, OpeningNotBegun,
        RequestOutdated, ShareMissing, SmallTotal, BadShare, TotalNotFound. Nothing is counted then.
        """
        request = Request(PollAction.COUNT, election_id, actor, second)
        with self._core.store.read() as uow:
            self._steps.allowed(uow, request)
        opened = self.openings.opened(actor, election_id, OpeningKind.FINAL, progress, cancelled)
        status = self.openings.status(election_id, OpeningKind.FINAL)
        if status.small and not confirm_small:
            raise SmallTotal(ballots=status.smallest or 0, minimum=status.minimum)
        self._store(request, opened)
        return self.result(election_id)

    def result(self, election_id: str) -> ElectionResult:
        """The result, once it was counted. Raises ResultsEmbargoed, OpeningUnreadable."""
        with self._core.store.read() as uow:
            election = uow.elections.get(election_id)
            raw = uow.aggregates.opening(election_id)
            if election.state not in COUNTED or raw is None:
                raise ResultsEmbargoed(state=election.state)
            return election_result(uow, election, opened_record(raw))

    def verify_aggregate(
        self, election_id: str, progress: Progress = silently, cancelled: Cancelled = never
    ) -> int:
        """Computes the sums again from every ballot in the box and compares; returns how many ballots.

        Raises NumbersDiffer, SumsDiffer, CountCancelled, AggregateMalformed, BallotMalformed.
        """
        return checked_box(self._core, election_id, progress, cancelled).sums.ballots

    def _store(self, request: Request, opened: Opened) -> None:
        election_id = request.election_id
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            self.openings.require_current(uow, opened.request)
            uow.aggregates.put_opening(election_id, opened.record)
            tell_opening(uow, election_id)
            self._steps.take(uow, step, AuditEvent.COUNT_OPENED, ReportKind.COUNTED)
            result = election_result(uow, uow.elections.get(election_id), opened_record(opened.record))
            for contest in result.contests:
                self._note_differences(uow, request.actor, contest)
            uow.commit()

    def _note_differences(self, uow: UnitOfWork, actor: Session, contest: ContestResult) -> None:
        for identity in contest.identities():
            if not identity.holds:
                self._audit.append(
                    uow,
                    AuditEvent.COUNT_DIFFERS,
                    actor,
                    contest=contest.contest_id,
                    identity=identity.name.value,
                    left=identity.left,
                    right=identity.right,
                )
