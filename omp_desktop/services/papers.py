"""What the papers of an election are made of, at one go: steps, people, counts, remarks, what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from omp_desktop.domain.election import Election, ElectionState, PollAction
from omp_desktop.domain.poll import IdentityMethod, Turnout
from omp_desktop.domain.remark import RemarkHistory, histories
from omp_desktop.domain.station import Station
from omp_desktop.services.certificate import Certificate, kept_certificate
from omp_desktop.services.core import Core
from omp_desktop.services.counting import COUNTED
from omp_desktop.services.deliveries import Delivery, deliveries
from omp_desktop.services.identity_counts import method_counts
from omp_desktop.services.permit_figures import PermitFigures, permit_figures
from omp_desktop.services.poll_reports import PollCounts, PollReport, ReportKind, count, kept
from omp_desktop.services.poll_view import in_force, turnout
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.readiness_report import ReadinessReport, kept_readiness
from omp_desktop.store.records import PollEvent
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PaperSources:
    """Everything of one moment.

    `election` with its hours in force; `station`: this one's name or ""; `kept`: the reports of the polls;
    `names` of all accounts, and of the booths of this station, by id; `permits` of the counted stations, none
    before the count; `published` with its amendments, None for a draft, which has no `deliveries` of stations
    either.
    """

    election: Election
    station: str
    kept: Mapping[ReportKind, PollReport]
    events: tuple[PollEvent, ...]
    names: Mapping[str, str]
    remarks: tuple[RemarkHistory, ...]
    counts: PollCounts
    turnout: Turnout
    methods: Mapping[IdentityMethod, int]
    permits: PermitFigures
    published: Published | None
    deliveries: tuple[Delivery, ...]
    readiness: ReadinessReport | None
    certificate: Certificate | None

    def last(self, action: PollAction) -> PollEvent | None:
        """The latest step of this kind, or None."""
        return next((event for event in reversed(self.events) if event.action is action), None)


class PapersService:
    """Reads what the papers say; it changes nothing."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def sources(self, election_id: str) -> PaperSources:
        """From short tables and running counts. Raises RecordMissing."""
        with self._core.store.read() as uow:
            election = in_force(uow, uow.elections.get(election_id))
            station = uow.stations.this_station()
            draft = election.state is ElectionState.DRAFT
            published = None if draft else read_published(uow, election_id)
            stations = () if published is None else deliveries(uow, published)
            reports = {kind: kept(uow, election_id, kind) for kind in ReportKind}
            return PaperSources(
                election=election,
                station="" if station is None else station.name,
                kept={kind: report for kind, report in reports.items() if report is not None},
                events=tuple(uow.poll_events.all(election_id)),
                names=_names(uow, station),
                remarks=histories(uow.remarks.all(election_id)),
                counts=count(uow, election_id, None if station is None else station.id),
                turnout=turnout(uow, election_id),
                methods=method_counts(uow, election_id),
                permits=_permits(uow, election, stations),
                published=published,
                deliveries=stations,
                readiness=kept_readiness(uow, election_id),
                certificate=kept_certificate(uow, election_id),
            )


def _names(uow: UnitOfWork, station: Station | None) -> Mapping[str, str]:
    people = {account.id: account.name for account in uow.accounts.all()}
    booths = () if station is None else uow.devices.of_station(station.id)
    return people | {booth.id: booth.name for booth in booths}


def _permits(uow: UnitOfWork, election: Election, stations: Sequence[Delivery]) -> PermitFigures:
    """Read only after the count: while people vote, it would take too long."""
    if election.state not in COUNTED:
        return PermitFigures()
    return permit_figures(uow, election.id, [each for each in stations if not each.left_out])
