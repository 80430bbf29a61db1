"""Batches of the station, and what the commission collected, for tests of the store."""

from __future__ import annotations

import secrets

from omp_desktop.domain.sending import BatchState
from omp_desktop.store.records import ChainPlace, Lane, PagePlace, StoredBatch
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.store.station import HOUR, Polls, new_id, short_code


def a_batch(
    election_id: str, device_id: str, lane: Lane = "S", sequence: int = 1, n: int = 1, page: int = 1
) -> StoredBatch:
    """A batch that waits; on lane B the page of that number of the same device."""
    return StoredBatch(
        batch_id=new_id(),
        chain=ChainPlace(election_id, device_id, 1, lane),
        sequence=sequence,
        digest=secrets.token_hex(32),
        n=n,
        page=PagePlace(election_id, device_id, 1, page) if lane == "B" else None,
        state=BatchState.WAITING,
    )


def fill_with_batches(uow: UnitOfWork, election_id: str, device_id: str) -> None:
    """A page that waits, and participations that the centre acknowledged."""
    uow.batches.add(a_batch(election_id, device_id, "B"), b"page")
    acknowledged = a_batch(election_id, device_id, "P")
    uow.batches.add(acknowledged, b"participations")
    uow.batches.acknowledge(acknowledged.batch_id, b"receipt")


def fill_with_collected(polls: Polls) -> None:
    """One row of everything that the commission collects from other stations."""
    hour = HOUR.isoformat(timespec="microseconds")
    election, batch = f"x'{polls.election_id}'", f"x'{new_id()}'"
    some, ballot = f"x'{new_id()}'", f"x'{secrets.token_hex(32)}'"
    rows = {
        "collected_batch": (
            f"{batch}, {election}, {some}, {some}, 'B', 1, 1, zeroblob(32), zeroblob(32), x'01', x'02'"
        ),
        "collected_problem": f"{batch}, 0, {election}, {some}, 'B', 'receipt'",
        "collected_page": (
            f"{election}, {some}, 1, 1, {some}, {batch}, zeroblob(32), randomblob(32), 1, 0, 0"
        ),
        "collected_ballot": (
            f"{ballot}, {election}, {some}, {some}, {batch}, '{short_code()}', randomblob(32), 'cast'"
        ),
        "collected_participation": f"{election}, {some}, {some}, 'cast', '{hour}', 1, 1",
        "collected_sum": f"{election}, {some}, 'president', x'00', 1",
        "station_left_out": f"{election}, {some}, 'x'",
    }
    for table, values in rows.items():
        polls.execute(f"INSERT INTO {table} VALUES ({values})")  # noqa: S608 - names of tables
