"""The readiness check (준비 점검): what two people want to know of a station before the polls open.

It is the diagnosis, asked for one election, with the things around the station: people, centre, printers,
booths. It blocks nothing, says what to do next, and is kept to be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from omp_desktop.domain.access import SECOND_PEOPLE
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import TRANSITIONS, ElectionState, PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, never
from omp_desktop.services.centre import CentreService
from omp_desktop.services.check_in_errors import NoStationHere
from omp_desktop.services.core import Core
from omp_desktop.services.diagnostics import Diagnostics
from omp_desktop.services.election_errors import NotPublished
from omp_desktop.services.findings import Finding, failed, well, wrong
from omp_desktop.services.readiness_errors import ReadinessCancelled, ReadinessMissing
from omp_desktop.services.readiness_report import ReadinessReport, keep_readiness, kept_readiness
from omp_desktop.services.session import OFFICIALS, Session, require_role


@dataclass(frozen=True, slots=True)
class BoothAround:
    """What only this PC's windows know of a booth: whether its screen was measured, and its printer or ""."""

    name: str
    measured: bool
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the store. `printers`: those that take jobs; `trouble`: why nobody knows of any."""

    booths: tuple[BoothAround, ...] = ()
    printers: tuple[str, ...] = ()
    trouble: OmpError | None = None


class ReadinessService:
    """Checks a station for an election, and keeps the latest check of each."""

    def __init__(self, core: Core, diagnostics: Diagnostics, centre: CentreService) -> None:
        self._core = core
        self._diagnostics = diagnostics
        self._centre = centre
        self._audit = AuditLog(core)

    def check(
        self, actor: Session, election_id: str, around: Surroundings, cancelled: Cancelled = never
    ) -> ReadinessReport:
        """Looks at everything and keeps what was found. It takes seconds, longer while a centre is silent.

        Raises NotAllowed, RecordMissing, NotPublished, NoStationHere, ReadinessCancelled.
        """
        require_role(actor, OFFICIALS)
        with self._core.store.read() as uow:
            state = uow.elections.get(election_id).state
            station = uow.stations.this_station()
        if state is ElectionState.DRAFT:
            raise NotPublished
        if station is None:
            raise NoStationHere
        found = []
        for finding in self._look(election_id, around, cancelled):
            if cancelled():
                raise ReadinessCancelled
            found.append(finding)
        reading = self._core.clock.read()
        with self._core.store.uow() as uow:
            entry = self._audit.append(
                uow,
                AuditEvent.READINESS_CHECKED,
                actor,
                election=election_id,
                count=sum(not finding.ok for finding in found),
            )
            report = ReadinessReport(
                election_id,
                station.name,
                entry.at,
                reading.quality,
                actor.account.id,
                tuple(found),
                entry.seq,
                entry.hash,
            )
            keep_readiness(uow, report)
            uow.commit()
        return report

    def last(self, election_id: str) -> ReadinessReport:
        """The latest check for this election. Raises ReadinessMissing."""
        with self._core.store.read() as uow:
            report = kept_readiness(uow, election_id)
        if report is None:
            raise ReadinessMissing
        return report

    def _look(self, election_id: str, around: Surroundings, cancelled: Cancelled) -> Iterator[Finding]:
        """One finding after the other; an error in one check does not end the others."""
        yield from self._diagnostics.station(cancelled)
        yield from self._diagnostics.elections(election_id)
        yield from self._guarded("people.two", self._people)
        yield from self._guarded("centre.answers", self._ask_centre)
        yield from _printers(around)
        yield from self._booths(around)

    def _people(self) -> Iterator[Finding]:
        """Opening takes somebody who may open, and another person beside them."""
        with self._core.store.read() as uow:
            active = [account for account in uow.accounts.all() if account.active]
        first = [account for account in active if account.role in TRANSITIONS[PollAction.OPEN].roles]
        beside = [account for account in active if account.role in SECOND_PEOPLE]
        enough = first and len(beside) > 1
        yield well("people.two") if enough else wrong("people.two")

    def _ask_centre(self) -> Iterator[Finding]:
        link = self._centre.link()
        if link is None or not link.by_network:
            yield well("centre.none")
            return
        self._centre.ask()
        yield well("centre.answers")

    def _booths(self, around: Surroundings) -> Iterator[Finding]:
        yield well("booth.there", count=len(around.booths)) if around.booths else wrong("booth.there")
        for booth in around.booths:
            finding = well if booth.measured else wrong
            yield finding("booth.measured", name=booth.name)
            if not booth.printer:
                yield well("booth.no-printer", name=booth.name)
            elif around.trouble is None:
                finding = well if booth.printer in around.printers else wrong
                yield finding("booth.printer", name=booth.name, printer=booth.printer)

    @staticmethod
    def _guarded(code: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
        try:
            yield from look()
        except OmpError as error:
            yield failed(code, error)


def _printers(around: Surroundings) -> Iterator[Finding]:
    if around.trouble is not None:
        yield failed("printer.found", around.trouble)
    elif around.printers:
        yield well("printer.found", names=", ".join(around.printers))
    else:
        yield wrong("printer.found")
