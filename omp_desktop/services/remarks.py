"""Remarks (특이사항): noted by whoever stands at the polls, corrected with the reason, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from omp_desktop.domain.access import SECOND_PEOPLE
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.remark import FIGURES, Remark, RemarkHistory, RemarkKind, check_remark, histories
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.session import OFFICIALS, Session, require_role
from omp_desktop.store.errors import RecordMissing

# An observer may have an objection written down; figures are the officials'.
MAY_NOTE: Final = SECOND_PEOPLE


class RemarksService:
    """Incidents, remarks on the count, and figures that only people can give."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def all(self, election_id: str) -> tuple[RemarkHistory, ...]:
        """What stands, each with what stood there before, by time."""
        with self._core.store.read() as uow:
            return histories(uow.remarks.all(election_id))

    def names(self) -> Mapping[str, str]:
        """The name of every account by its id, of those switched off too: what they noted stays theirs."""
        with self._core.store.read() as uow:
            return {account.id: account.name for account in uow.accounts.all()}

    def note(self, actor: Session, election_id: str, kind: RemarkKind, value: str) -> Remark:
        """Notes something now. Raises NotAllowed, RecordMissing and what `check_remark` raises."""
        made = Remark(self._core.new_id(), election_id, kind, value, self._core.clock.now(), actor.account.id)
        return self._keep(actor, made, AuditEvent.REMARK_NOTED)

    def correct(self, actor: Session, before: Remark, value: str, reason: str) -> Remark:
        """Puts another text or figure in the place of one that stands; the old one is kept.

        Raises NotAllowed, RecordMissing and what `check_remark` raises.
        """
        made = Remark(
            self._core.new_id(),
            before.election_id,
            before.kind,
            value,
            self._core.clock.now(),
            actor.account.id,
            before.id,
            reason,
        )
        return self._keep(actor, made, AuditEvent.REMARK_CORRECTED)

    def _keep(self, actor: Session, made: Remark, event: AuditEvent) -> Remark:
        require_role(actor, OFFICIALS if made.kind in FIGURES else MAY_NOTE)
        with self._core.store.uow() as uow:
            election = uow.elections.get(made.election_id)
            others = uow.remarks.all(made.election_id)
            before = next((other for other in others if other.id == made.replaces), None)
            if made.replaces is not None and (before is None or before.kind is not made.kind):
                raise RecordMissing(kind="remark")
            remark = check_remark(made, election.state, others)
            uow.remarks.add(remark)
            self._audit.append(uow, event, actor, election=election.id, kind=remark.kind.value)
            uow.commit()
        return remark
