"""Counts of a station, kept in step with what they count, and the receipt that says them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from omp_desktop.central.arrival import Arrival, Outcome
from omp_desktop.central.rows import insert_into, table_of
from omp_desktop.central.schema import CountRow
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt, SetAside, Totals

NAMES: Final = Totals.__struct_fields__
NOTHING: Final = Totals(**dict.fromkeys(NAMES, 0))


def receipt(arrival: Arrival, outcome: Outcome, digest: str) -> bytes:
    """The envelope of the receipt, with the totals as this transaction leaves them."""
    batch = arrival.batch
    outcome.changes["batches"] += 1
    outcome.changes["quarantined"] += len(outcome.set_aside)
    totals = add(arrival.session, batch.election_id, batch.station_id, outcome.changes)
    content = Receipt(
        protocol=PROTOCOL,
        batch_id=batch.batch_id,
        election_id=batch.election_id,
        station_id=batch.station_id,
        digest=digest,
        n=outcome.n,
        accepted=outcome.accepted,
        duplicate=len(outcome.duplicates),
        quarantined=[SetAside(item=i, code=why.code) for i, why in sorted(outcome.set_aside.items())],
        totals=totals,
        server_time=arrival.at,
        countersignature=outcome.countersignature,
    )
    return arrival.centre.seal(content, RECEIPT_PURPOSE)


def add(session: Session, election_id: str, station_id: str, changes: Mapping[str, int]) -> Totals:
    """Changes the counts of a station and returns all of them."""
    rows = [
        {"election_id": election_id, "station_id": station_id, "name": name, "n": changes.get(name, 0)}
        for name in NAMES
    ]
    insert, values = insert_into(session, CountRow, rows)
    found = session.connection().execute(_added(insert), values)
    return Totals(**{row.name: row.n for row in found})


@lru_cache(maxsize=4)
def _added(insert: Any) -> Any:
    table = table_of(CountRow)
    return insert.on_conflict_do_update(
        index_elements=[table.c.election_id, table.c.station_id, table.c.name],
        set_={"n": table.c.n + insert.excluded.n},
    ).returning(table.c.name, table.c.n)


def totals(session: Session, election_id: str) -> dict[str, Totals]:
    """The counts of every station that has some."""
    by_station: dict[str, dict[str, int]] = {}
    rows = session.execute(
        select(CountRow.station_id, CountRow.name, CountRow.n).where(CountRow.election_id == election_id)
    )
    for station_id, name, n in rows:
        by_station.setdefault(station_id, dict.fromkeys(NAMES, 0))[name] = n
    return {station: Totals(**counts) for station, counts in by_station.items()}
