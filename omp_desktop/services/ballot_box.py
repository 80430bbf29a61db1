"""The ballots in the box against the running sums: computed again before trustees are asked to open them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from omp_desktop.crypto.aggregate import Aggregate, decode_aggregate, product
from omp_desktop.crypto.ballot import EncryptedBallot, decode_ballot
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.services.core import Core
from omp_desktop.services.counting_errors import CountCancelled, NumbersDiffer, SumsDiffer
from omp_desktop.services.poll_reports import count
from omp_desktop.services.publication import Published, read_published
from omp_desktop.store.unit_of_work import UnitOfWork

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

BALLOTS_AT_ONCE: Final = 100
_CODES_AT_ONCE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """The sums as they were at one moment, checked against the ballots, and how many are of each station."""

    published: Published
    sums: Aggregate
    stored: Mapping[str, bytes]
    units: Mapping[str, int]


def silently(_done: int, _total: int) -> None:
    """Shows no progress."""


def never() -> bool:
    """Is not cancelled."""
    return False


def checked_box(
    core: Core, election_id: str, progress: Progress = silently, cancelled: Cancelled = never
) -> Box:
    """Computes the sums again from every ballot that is in the box now, and compares.

    Casts may go on meanwhile: what comes into the box later is left out. `progress` is told ballots compared,
    and ballots in all.

    Raises NumbersDiffer, SumsDiffer, CountCancelled, AggregateMalformed, BallotMalformed.
    """
    with core.store.read() as uow:
        published = read_published(uow, election_id)
        stored = uow.aggregates.get(election_id)
        counts = count(uow, election_id, None)
        codes = _codes(uow, election_id)
    if not counts.agree or len(codes) != counts.ballots:
        raise NumbersDiffer(voted=counts.voted, ballots=counts.ballots, summed=counts.summed)
    sums = decode_aggregate(published.context, stored)
    units: Counter[str] = Counter()
    ballots = _watched(_ballots(core, published, codes, units), len(codes), progress, cancelled)
    if product(published.context, ballots) != sums:
        raise SumsDiffer
    return Box(published, sums, stored, units)


def _codes(uow: UnitOfWork, election_id: str) -> frozenset[str]:
    """What tells the ballots of this moment from later ones: they have no order and no time."""
    codes: list[str] = []
    while page := uow.ballots.codes(
        election_id, BallotStatus.CAST, codes[-1] if codes else "", _CODES_AT_ONCE
    ):
        codes.extend(page)
    return frozenset(codes)


def _ballots(
    core: Core, published: Published, codes: frozenset[str], units: Counter[str]
) -> Iterator[EncryptedBallot]:
    """Those ballots, in pages of a few milliseconds, decoded and checked for membership."""
    context = published.context
    after: str | None = None
    while True:
        with core.store.read() as uow:
            page = uow.ballots.bodies(context.election_id, BallotStatus.CAST, after, BALLOTS_AT_ONCE)
        if not page:
            return
        for ballot in page:
            if ballot.short_code in codes:
                units[ballot.station_id] += 1
                yield decode_ballot(ballot.body, context)
        after = page[-1].ballot_id


def _watched(
    ballots: Iterator[EncryptedBallot], total: int, progress: Progress, cancelled: Cancelled
) -> Iterator[EncryptedBallot]:
    progress(0, total)
    for done, ballot in enumerate(ballots, start=1):
        if cancelled():
            raise CountCancelled
        yield ballot
        if done % BALLOTS_AT_ONCE == 0 or done == total:
            progress(done, total)
