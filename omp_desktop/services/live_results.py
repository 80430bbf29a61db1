"""Totals during the vote, for elections whose rules allow them (results = live)."""

from __future__ import annotations

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.opening_files import opened_record
from omp_desktop.services.openings import OpeningsService
from omp_desktop.services.results import LiveResult, live_result
from omp_desktop.services.session import OFFICIALS, SecondPerson, Session, require_active, require_two
from omp_desktop.services.statements import tell_opening


class LiveResults:
    """Opens and shows totals while voting goes on; nothing about the election changes by it."""

    def __init__(self, core: Core, openings: OpeningsService) -> None:
        self._core = core
        self._openings = openings
        self._audit = AuditLog(core)

    def open(
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> LiveResult:
        """Two people open the sums for which enough trustees have given their share.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, AccountInactive, LiveNotAllowed, LiveNotNow,
        LiveTooSoon, OpeningNotBegun, ShareMissing, BadShare, TotalNotFound.
        """
        require_two(actor, second, OFFICIALS)
        opened = self._openings.opened(actor, election_id, OpeningKind.LIVE, progress, cancelled)
        with self._core.store.uow() as uow:
            require_active(uow, second.account)
            self._openings.allowed(uow, actor, election_id, OpeningKind.LIVE)
            self._openings.require_current(uow, opened.request)
            uow.aggregates.put_opening(election_id, opened.record)
            tell_opening(uow, election_id)
            self._audit.append(
                uow,
                AuditEvent.LIVE_OPENED,
                actor,
                election=election_id,
                ballots=opened.request.sums.ballots,
                second=second.account.id,
            )
            uow.commit()
        with self._core.store.read() as uow:
            return live_result(uow, election_id, opened_record(opened.record))

    def latest(self, election_id: str) -> LiveResult | None:
        """The totals that were opened last during the vote, or None. Raises OpeningUnreadable."""
        with self._core.store.read() as uow:
            records = map(opened_record, reversed(uow.aggregates.openings(election_id)))
            record = next((each for each in records if each.kind is OpeningKind.LIVE), None)
            return None if record is None else live_result(uow, election_id, record)
