"""What is read out of a stored opening: the result of an election, and totals during the vote."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.station import Station
from omp_desktop.domain.tally import ContestResult, contest_result
from omp_desktop.services.certificate import Certificate, figures_digest, kept_certificate
from omp_desktop.services.opening_files import OpenedRecord
from omp_desktop.services.poll_reports import count
from omp_desktop.services.publication import Published, read_published
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class StationResult:
    """What one station contributes: its totals are part of the sums and are not opened alone.

    `cast`: voters who voted; `ballots`: what is in its box; `left_out`: why two people counted without it,
    or "".
    """

    station: Station
    listed: int
    cast: int
    left_out: str = ""
    ballots: int = 0


@dataclass(frozen=True, slots=True)
class ElectionResult:
    """The result of an election; `provisional` until it is certified.

    `listed` and `cast` are those of all stations together; nobody of a station that was left out counts as
    having voted. `abstentions` are listed voters who did not vote. A contest whose sums do not
    agree says so in its `identities`; nothing is corrected. `certificate`: what two people certified.
    """

    election_id: str
    contests: tuple[ContestResult, ...]
    listed: int
    cast: int
    abstentions: int
    provisional: bool
    by_station: tuple[StationResult, ...]
    certificate: Certificate | None = None

    @property
    def as_certified(self) -> bool:
        """Whether these are the figures that were certified; True while none are."""
        return self.certificate is None or self.certificate.figures == figures_digest(self)

    @property
    def holds(self) -> bool:
        """Whether every sum agrees, in every contest and with the number of voters who voted."""
        return all(contest.holds and contest.ballots == self.cast for contest in self.contests)


@dataclass(frozen=True, slots=True)
class LiveResult:
    """Totals of the first `ballots` ballots, while voting goes on. More may be in the box by now."""

    contests: tuple[ContestResult, ...]
    ballots: int


def election_result(uow: UnitOfWork, election: Election, record: OpenedRecord) -> ElectionResult:
    """The result as the final opening gives it, over all stations that count."""
    published = read_published(uow, election.id)
    stations = _by_station(uow, published)
    listed, cast = sum(each.listed for each in stations), sum(each.cast for each in stations)
    return ElectionResult(
        election_id=election.id,
        contests=_contests(published, record),
        listed=listed,
        cast=cast,
        abstentions=listed - cast,
        provisional=election.state is not ElectionState.CERTIFIED,
        by_station=stations,
        certificate=kept_certificate(uow, election.id),
    )


def _by_station(uow: UnitOfWork, published: Published) -> tuple[StationResult, ...]:
    """Every station of the manifest, this one first. What is missing of them, deliveries.py says."""
    election_id = published.manifest.election_id
    this = uow.stations.this_station()
    districts = {station.id: station.district for station in uow.stations.all()}
    left_out = uow.left_out.all(election_id)
    voters = uow.collected_voters.counts(election_id)
    ballots: Counter[str] = Counter()
    for page in uow.collected.pages(election_id):
        ballots[page.page.station_id] += page.counts.cast
    found = []
    for station in published.manifest.stations:
        reason = left_out.get(station.id, "")
        voted, cast = voters.get(station.id, {}).get(ParticipationState.CAST, 0), ballots[station.id]
        if this is not None and station.id == this.id:
            counts = count(uow, election_id, station.id)
            voted, cast = counts.voted, counts.ballots
        found.append(
            StationResult(
                Station(station.id, station.name, districts.get(station.id, "")),
                station.voters,
                0 if reason else voted,
                reason,
                0 if reason else cast,
            )
        )
    return tuple(sorted(found, key=lambda each: this is None or each.station.id != this.id))


def live_result(uow: UnitOfWork, election_id: str, record: OpenedRecord) -> LiveResult:
    """The totals as an opening during the vote gave them."""
    return LiveResult(_contests(read_published(uow, election_id), record), record.ballots)


def _contests(published: Published, record: OpenedRecord) -> tuple[ContestResult, ...]:
    shapes = {shape.contest_id: shape for shape in published.context.contests}
    contests = []
    for contest in published.manifest.contests:
        opened = record.totals[contest.id]
        votes = dict(zip(shapes[contest.id].option_ids, opened.votes, strict=True))
        withdrawn = published.effective.withdrawn
        contests.append(contest_result(contest, votes, opened.blank or 0, record.ballots, withdrawn))
    return tuple(contests)
