"""One step of the polls: who may take it and when, what it changes, and what it leaves behind.

All of it works inside the transaction of PollsService.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import Json
from omp_desktop.domain.clock import Reading
from omp_desktop.domain.election import Election, PollAction, next_state
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.poll import check_people, check_timing
from omp_desktop.domain.text import Field, clean_line
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.poll_reports import (
    FINAL,
    IN_BOX,
    PollReport,
    ReportKind,
    codes_digest,
    count,
    keep,
    sums_digest,
)
from omp_desktop.services.poll_view import in_force
from omp_desktop.services.publication import queue_set_up, read_published
from omp_desktop.services.session import SecondPerson, Session, require_active
from omp_desktop.services.time_confirmation import forget_time, time_is_confirmed
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store.errors import StoreDamaged
from omp_desktop.store.records import PollEvent
from omp_desktop.store.unit_of_work import UnitOfWork

REASON_MAX: Final = 200
POLL_EVENT: Final = "poll-event"
NO_NUMBERS: Final[Mapping[str, int]] = {}
# Once the polls are closed no ballot becomes void any more.
_OF_THE_END: Final = frozenset(
    {ReportKind.CLOSED, ReportKind.REOPENED, ReportKind.COUNTED, ReportKind.CERTIFIED}
)


@dataclass(frozen=True, slots=True)
class Request:
    """A step that people ask for; one that a single person takes has no second."""

    action: PollAction
    election_id: str
    actor: Session
    second: SecondPerson | None = None
    reason: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """The account ids of those who take it."""
        first = self.actor.account.id
        return (first,) if self.second is None else (first, self.second.account.id)


@dataclass(frozen=True, slots=True)
class Step:
    """A request that people, state and clock allow; `reason` is cleaned, `election` as it is stored.

    `said`: what its entry in the audit log holds besides; the centre is told of it too.
    """

    request: Request
    reason: str
    election: Election
    reading: Reading
    said: Mapping[str, str] = field(default_factory=dict)


class PollSteps:
    """Takes the steps of the polls at this station."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def check_store(self) -> None:
        """The thorough look before voting begins or ends.

        Raises StoreElsewhere, StoreSettingsWrong, StoreDamaged.
        """
        if self._core.store.elsewhere:
            raise StoreElsewhere
        self._core.store.settings_in_force()
        problems = self._core.store.integrity_check()
        if problems:
            raise StoreDamaged(reason=problems[0])

    def allowed(self, uow: UnitOfWork, request: Request) -> Step:
        """The step, if it may be taken now.

        Raises the errors of `check_people`, SamePerson, AccountInactive, IllegalTransition, and the errors of
        `check_timing`.
        """
        second = request.second
        check_people(request.action, request.actor.account, None if second is None else second.account)
        if second is not None and second.beside != request.actor.account.id:
            raise SamePerson
        require_active(uow, request.actor.account, *(() if second is None else (second.account,)))
        election = uow.elections.get(request.election_id)
        next_state(election.state, request.action)
        reading = self._core.clock.read()
        reason = clean_line(request.reason, limit=REASON_MAX, field=Field.REASON)
        confirmed = time_is_confirmed(uow, election.id, reading.now)
        check_timing(in_force(uow, election), request.action, reading, reason, time_confirmed=confirmed)
        return Step(request, reason, election, reading)

    def take(
        self,
        uow: UnitOfWork,
        step: Step,
        event: AuditEvent,
        kind: ReportKind,
        numbers: Mapping[str, int] = NO_NUMBERS,
    ) -> PollReport:
        """Changes the state, and writes down everything about it; `numbers` are this step's own."""
        election, action = step.election, step.request.action
        after = next_state(election.state, action)
        uow.elections.save(replace(election, state=after))
        forget_time(uow, election.id)
        report = self.record(uow, step, event, kind, numbers)
        happened = PollEvent(
            election.id,
            action,
            election.state,
            after,
            step.reading.now,
            step.request.people,
            {**asdict(report.counts), **numbers},
            step.reason,
        )
        uow.poll_events.add(happened)
        told = _event_json(happened, report, step.said)
        queue_set_up(uow, election.id, POLL_EVENT, str(report.chain_seq), told)
        return report

    def record(
        self,
        uow: UnitOfWork,
        step: Step,
        event: AuditEvent,
        kind: ReportKind,
        numbers: Mapping[str, int] = NO_NUMBERS,
    ) -> PollReport:
        """Makes and keeps the report of the step, on the entry that it makes in the audit log."""
        election_id = step.election.id
        station = uow.stations.this_station()
        counts = count(uow, election_id, None if station is None else station.id)
        codes = codes_digest(uow, election_id, FINAL if kind in _OF_THE_END else IN_BOX)
        sums = sums_digest(uow, election_id)
        said: dict[str, str | int] = dict(step.said)
        if step.reason:
            said["reason"] = step.reason
        if step.request.second is not None:
            said["second"] = step.request.second.account.id
        entry = self._audit.append(
            uow,
            event,
            step.request.actor,
            election=election_id,
            ballots=counts.ballots,
            codes=codes,
            sums=sums,
            clock=step.reading.quality.value,
            **said,
            **numbers,
        )
        report = PollReport(
            kind=kind,
            election_id=election_id,
            station="" if station is None else station.name,
            manifest_hash=read_published(uow, election_id).manifest.hash,
            at=step.reading.now.replace(microsecond=0),
            clock=step.reading.quality,
            people=step.request.people,
            reason=step.reason,
            counts=counts,
            codes_digest=codes,
            sums_digest=sums,
            store_epoch=uow.settings.store_epoch,
            chain_seq=entry.seq,
            chain_hash=entry.hash,
        )
        keep(uow, report)
        return report


def _event_json(happened: PollEvent, report: PollReport, said: Mapping[str, str]) -> dict[str, Json]:
    """The event as the centre is told of it."""
    return {
        **said,
        "action": happened.action.value,
        "from": happened.from_state.value,
        "to": happened.to_state.value,
        "at": instant_text(happened.at),
        "people": list(happened.actor_ids),
        "counts": dict(happened.counts),
        "note": happened.note,
        "codes": report.codes_digest,
        "sums": report.sums_digest,
        "chain": {"seq": report.chain_seq, "hash": report.chain_hash},
    }
