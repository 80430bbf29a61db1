"""What is read out of a stored opening: the result of an election, and totals during the vote."""

from __future__ import annotations

from dataclasses import dataclass

from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.poll import Turnout
from omp_desktop.domain.station import Station
from omp_desktop.domain.tally import ContestResult, contest_result
from omp_desktop.services.certificate import Certificate, figures_digest, kept_certificate
from omp_desktop.services.deliveries import Delivery, deliveries, turnout_of_all
from omp_desktop.services.opening_files import OpenedRecord
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

    `listed`, `cast` and `turnout` are those of all stations together; nobody of a station that was left out
    counts as having voted. `abstentions` are listed voters who did not vote. A contest whose sums do not
    agree says so in its `identities`; nothing is corrected. `certificate`: what two people certified.
    """

    election_id: str
    contests: tuple[ContestResult, ...]
    listed: int
    cast: int
    turnout: Turnout
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
    stations = deliveries(uow, published)
    together = turnout_of_all(uow, published)
    districts = {station.id: station.district for station in uow.stations.all()}
    return ElectionResult(
        election_id=election.id,
        contests=_contests(published, record),
        listed=together.listed,
        cast=together.cast,
        turnout=together,
        abstentions=together.listed - together.cast,
        provisional=election.state is not ElectionState.CERTIFIED,
        by_station=tuple(_of_station(each, districts.get(each.station_id, "")) for each in stations),
        certificate=kept_certificate(uow, election.id),
    )


def _of_station(each: Delivery, district: str) -> StationResult:
    voted, ballots = (0, 0) if each.left_out else (each.voted, each.ballots)
    station = Station(each.station_id, each.name, district)
    return StationResult(station, each.listed, voted, each.left_out, ballots)


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
