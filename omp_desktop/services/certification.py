"""Certifying a result (확정): everything is looked at, then the commission and a second person certify it.

Whether all sums agree is looked at first, and the centre is asked before any transaction begins. Two people
certify only what agrees, or say why it does not; sums that are wrong in themselves stop them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.remark import RemarkKind, figure
from omp_desktop.domain.voting_errors import ReasonNeeded
from omp_desktop.services.centre_link import link_of
from omp_desktop.services.certificate import (
    Certificate,
    Line,
    Verdict,
    figures_digest,
    keep_certificate,
    kept_certificate,
)
from omp_desktop.services.certification_checks import CentreSide, Figures, lines
from omp_desktop.services.certification_errors import CertifiedElsewhere, LookAgain, SumsDisagree
from omp_desktop.services.core import Core
from omp_desktop.services.counting import COUNTED
from omp_desktop.services.counting_errors import ResultsEmbargoed
from omp_desktop.services.deliveries import deliveries
from omp_desktop.services.opening_files import opened_record
from omp_desktop.services.permit_figures import permit_figures
from omp_desktop.services.poll_reports import ReportKind
from omp_desktop.services.poll_steps import PollSteps, Request
from omp_desktop.services.publication import read_published
from omp_desktop.services.reconciliation import ReconciliationService
from omp_desktop.services.results import ElectionResult, election_result
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Look:
    """What people look at before they certify. `at`: the station's time; `figures`: digest of the result."""

    election_id: str
    at: datetime
    figures: str
    lines: tuple[Line, ...]
    centre: CentreSide

    @property
    def odd(self) -> tuple[Line, ...]:
        """What does not agree, or cannot be known here."""
        return tuple(line for line in self.lines if line.verdict is not Verdict.AGREES)

    @property
    def stopped(self) -> tuple[Line, ...]:
        """What no reason helps against."""
        return tuple(line for line in self.lines if line.stops)

    @property
    def needs_reason(self) -> bool:
        """Whether two people have to say why not everything agrees."""
        return any(line.needs_reason for line in self.lines)


class CertificationService:
    """Looks at a counted result, and certifies it."""

    def __init__(self, core: Core, reconciliation: ReconciliationService) -> None:
        self._core = core
        self._reconciliation = reconciliation
        self._steps = PollSteps(core)

    def certificate(self, election_id: str) -> Certificate | None:
        """What was certified, or None while nothing is."""
        with self._core.store.read() as uow:
            return kept_certificate(uow, election_id)

    def look(self, election_id: str) -> Look:
        """Everything that has to agree. Asks the centre, where there is one, and waits for its answer.

        Raises ResultsEmbargoed before the count, OpeningUnreadable, RecordMissing.
        """
        centre = self._ask_centre(election_id)
        with self._core.store.read() as uow:
            return self._look(uow, election_id, centre)[0]

    def certify(self, actor: Session, second: SecondPerson, look: Look, reason: str = "") -> Certificate:
        """Certifies what was looked at; `reason` where something does not agree or could not be asked.

        Raises ActionNotAllowed, SamePerson, SecondPersonUnsuitable, AccountInactive, IllegalTransition,
        CertifiedElsewhere on a station's PC, LookAgain, SumsDisagree, ReasonNeeded, TextTooLong.
        """
        request = Request(PollAction.CERTIFY, look.election_id, actor, second, reason)
        with self._core.store.uow() as uow:
            step = self._steps.allowed(uow, request)
            link = link_of(uow)
            if link is not None and not link.commission:
                raise CertifiedElsewhere
            now, result = self._look(uow, look.election_id, look.centre)
            _require_same(look, now)
            if now.stopped:
                raise SumsDisagree(said=_together(now.stopped))
            if now.needs_reason and not step.reason:
                raise ReasonNeeded(action=PollAction.CERTIFY)
            numbers = {"open": len(now.odd)}
            step = replace(step, said={"figures": now.figures})
            report = self._steps.take(uow, step, AuditEvent.RESULT_CERTIFIED, ReportKind.CERTIFIED, numbers)
            certificate = Certificate(
                election_id=result.election_id,
                figures=now.figures,
                at=report.at,
                people=report.people,
                names=(actor.account.name, second.account.name),
                reason=report.reason,
                lines=now.lines,
                chain_seq=report.chain_seq,
                chain_hash=report.chain_hash,
            )
            keep_certificate(uow, certificate)
            uow.commit()
        return certificate

    def _ask_centre(self, election_id: str) -> CentreSide:
        with self._core.store.read() as uow:
            link, station = link_of(uow), uow.stations.this_station()
        if link is None:
            return CentreSide()
        if station is None:
            return CentreSide(linked=True, own_station=False)
        try:
            return CentreSide(linked=True, comparison=self._reconciliation.compare(election_id))
        except OmpError as problem:
            return CentreSide(linked=True, problem=problem)

    def _look(self, uow: UnitOfWork, election_id: str, centre: CentreSide) -> tuple[Look, ElectionResult]:
        election = uow.elections.get(election_id)
        raw = uow.aggregates.opening(election_id)
        if election.state not in COUNTED or raw is None:
            raise ResultsEmbargoed(state=election.state)
        result = election_result(uow, election, opened_record(raw))
        remarks = uow.remarks.all(election_id)
        stations = deliveries(uow, read_published(uow, election_id))
        figures = Figures(
            result.contests,
            stations,
            uow.outbox.count_of(election_id),
            permit_figures(uow, election_id, [each for each in stations if not each.left_out]),
            (figure(remarks, RemarkKind.PAPER_ISSUED), figure(remarks, RemarkKind.PAPER_CAST)),
        )
        found = lines(figures, centre)
        return Look(election_id, self._core.clock.now(), figures_digest(result), found, centre), result


def _require_same(before: Look, now: Look) -> None:
    """What got better meanwhile, such as an emptier queue, is no reason to look again."""
    seen = {(line.check, line.verdict) for line in before.odd}
    if before.figures != now.figures or {(line.check, line.verdict) for line in now.odd} - seen:
        raise LookAgain


def _together(found: tuple[Line, ...]) -> LocalText:
    return LocalText("; ".join(line.said.ko for line in found), "; ".join(line.said.en for line in found))
