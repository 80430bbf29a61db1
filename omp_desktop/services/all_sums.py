"""The sums of all stations that count: this one's running sums, and those that were collected."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from omp_desktop.crypto.aggregate import decode_aggregate, empty, encode_contest, join
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.services.publication import Published
from omp_desktop.store.unit_of_work import UnitOfWork

Encoded = tuple[tuple[str, bytes], ...]


def collected_sums(uow: UnitOfWork, election_id: str) -> dict[str, dict[str, bytes]]:
    """The encoded sums of each other station that counts, by station and contest."""
    left_out = uow.left_out.all(election_id)
    sums = uow.collected.sums(election_id)
    return {station_id: encoded for station_id, encoded in sums.items() if station_id not in left_out}


def total_sums(uow: UnitOfWork, published: Published) -> Mapping[str, bytes]:
    """The encoded sums of all stations together, by contest. Raises AggregateMalformed."""
    election_id = published.manifest.election_id
    own = uow.aggregates.get(election_id)
    others = collected_sums(uow, election_id)
    if not others:
        return own
    parts = (own, *(others[station_id] for station_id in sorted(others)))
    return dict(_multiplied(published.context, tuple(tuple(sorted(part.items())) for part in parts)))


def ballots_summed(uow: UnitOfWork, election_id: str) -> dict[str, int]:
    """How many cast ballots of each station count, from the running counts."""
    station = uow.stations.this_station()
    left_out = uow.left_out.all(election_id)
    found = {} if station is None else {station.id: uow.ballots.counts(election_id)[BallotStatus.CAST]}
    for station_id, ballots in uow.collected.summed(election_id).items():
        if station_id not in left_out:
            found[station_id] = ballots
    return found


# Every point is checked when it is read. The same sums are asked for in each step of a count.
@lru_cache(maxsize=4)
def _multiplied(context: ElectionContext, parts: tuple[Encoded, ...]) -> Encoded:
    total = empty(context)
    for part in parts:
        total = join(context, total, decode_aggregate(context, dict(part)))
    return tuple((contest_id, encode_contest(total, contest_id)) for contest_id in context.contest_ids)
