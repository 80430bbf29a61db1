"""The ballots against the sums: computed again, station by station, before trustees are asked to open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from omp_desktop.crypto.aggregate import Aggregate, add, decode_aggregate, empty, product
from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.services.all_sums import collected_sums, total_sums
from omp_desktop.services.collected_batch import stored_batch
from omp_desktop.services.collected_page import cast_ballots
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import CountCancelled, NumbersDiffer, SumsDiffer
from omp_desktop.services.poll_reports import count
from omp_desktop.services.publication import Published, read_published
from omp_desktop.store.records import CollectedPage
from omp_desktop.store.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
_T = TypeVar("_T")

BALLOTS_AT_ONCE: Final = 100
_CODES_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """The sums of all stations as they were at one moment, checked against the ballots.

    `stored`: the same, encoded by contest; `units`: how many ballots are of each station.
    """

    published: Published
    sums: Aggregate
    stored: Mapping[str, bytes]
    units: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Moment:
    """What is compared: this station's sums and codes, and the sums and pages of the others."""

    published: Published
    own: Mapping[str, bytes]
    codes: frozenset[str]
    others: Mapping[str, Mapping[str, bytes]]
    pages: Sequence[CollectedPage]
    stored: Mapping[str, bytes]

    @property
    def ballots(self) -> int:
        return len(self.codes) + sum(page.counts.cast for page in self.pages)


def silently(_done: int, _total: int) -> None:
    """Shows no progress."""


def never() -> bool:
    """Is not cancelled."""
    return False


def checked_box(
    core: Core, election_id: str, progress: Progress = silently, cancelled: Cancelled = never
) -> Box:
    """Computes the sums again from every ballot of every station that counts now, and compares.

    Casts may go on meanwhile: what comes later is left out. `progress` is told ballots compared, and in all.
    How many voters voted is compared at this station; for the others `deliveries` does, once their polls are
    closed.

    Raises NumbersDiffer, SumsDiffer, CountCancelled, AggregateMalformed, BallotMalformed.
    """
    with core.store.read() as uow:
        moment = _moment(uow, election_id)
    context = moment.published.context
    units: Counter[str] = Counter()
    watch = _Watch(moment.ballots, progress, cancelled)
    if product(context, watch.each(_own_ballots(core, moment, units))) != decode_aggregate(
        context, moment.own
    ):
        raise SumsDiffer
    computed = {station_id: empty(context) for station_id in moment.others}
    for station_id, ballot in watch.each(_other_ballots(core, moment)):
        computed[station_id] = add(context, computed[station_id], ballot)
    for station_id, sums in computed.items():
        if sums != decode_aggregate(context, moment.others[station_id]):
            raise SumsDiffer
        units[station_id] += sums.ballots
    return Box(moment.published, decode_aggregate(context, moment.stored), moment.stored, units)


class _Watch:
    """Tells how many ballots were compared, and stops when somebody asks."""

    def __init__(self, total: int, progress: Progress, cancelled: Cancelled) -> None:
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        progress(0, total)

    def each(self, items: Iterator[_T]) -> Iterator[_T]:
        """The same items, counted."""
        for item in items:
            if self._cancelled():
                raise CountCancelled
            yield item
            self._done += 1
            if self._done % BALLOTS_AT_ONCE == 0 or self._done == self._total:
                self._progress(self._done, self._total)


def _moment(uow: UnitOfWork, election_id: str) -> _Moment:
    published = read_published(uow, election_id)
    counts = count(uow, election_id, None)
    codes = _codes(uow, election_id)
    if not counts.agree or len(codes) != counts.ballots:
        raise NumbersDiffer(voted=counts.voted, ballots=counts.ballots, summed=counts.summed)
    others = collected_sums(uow, election_id)
    pages = [page for page in uow.collected.pages(election_id) if page.page.station_id in others]
    return _Moment(
        published, uow.aggregates.get(election_id), codes, others, pages, total_sums(uow, published)
    )


def _codes(uow: UnitOfWork, election_id: str) -> frozenset[str]:
    """What tells the ballots of this moment from later ones: they have no order and no time."""
    codes: list[str] = []
    while page := uow.ballots.codes(
        election_id, BallotStatus.CAST, codes[-1] if codes else "", _CODES_AT_ONCE
    ):
        codes.extend(page)
    return frozenset(codes)


def _own_ballots(core: Core, moment: _Moment, units: Counter[str]) -> Iterator[EncryptedBallot]:
    """Those of this station, in pages of a few milliseconds, decoded and checked for membership."""
    context = moment.published.context
    after: str | None = None
    while True:
        with core.store.read() as uow:
            page = uow.ballots.bodies(context.election_id, BallotStatus.CAST, after, BALLOTS_AT_ONCE)
        if not page:
            return
        for ballot in page:
            if ballot.short_code in moment.codes:
                units[ballot.station_id] += 1
                yield decode_ballot(ballot.body, context)
        after = page[-1].ballot_id


def _other_ballots(core: Core, moment: _Moment) -> Iterator[tuple[str, EncryptedBallot]]:
    """Those of the other stations with their station, page by page."""
    for page in moment.pages:
        with core.store.read() as uow:
            batch = stored_batch(uow.collected.batch(page.batch_id))
        for ballot in cast_ballots(moment.published.context, batch):
            yield page.page.station_id, ballot
