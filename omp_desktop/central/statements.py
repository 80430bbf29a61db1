"""Lane S: statements, numbered in the order in which the centre takes them, and what they change.

What cannot hold is set aside and changes nothing; of kinds that the centre does not know it keeps the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select, update

from omp_desktop.central import effects
from omp_desktop.central.arrival import Arrival, Outcome
from omp_desktop.central.rows import table_of
from omp_desktop.central.schema import ElectionRow, StatementRow
from omp_desktop.wire.batch import StatementItem
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.refusals import ItemDiffers, ItemMalformed, ItemSetAside


def take(arrival: Arrival) -> Outcome:
    """Takes the items of a batch of lane S."""
    outcome = Outcome(len(arrival.items))
    read = _read(arrival, outcome)
    there = _there(arrival, [item.position for item in read.values()])
    taken: dict[int, StatementItem] = {}
    for place, item in read.items():
        known = there.get(item.position)
        if known == (item.kind, bytes(item.body)):
            outcome.duplicates.add(place)
        elif known is not None:
            outcome.set_aside[place] = ItemDiffers
        elif arrival.barred is not None:
            outcome.set_aside[place] = arrival.barred
        else:
            taken[place] = item
            there[item.position] = (item.kind, bytes(item.body))
    _have_effect(arrival, outcome, taken)
    _number(arrival, taken.values())
    return outcome


def _read(arrival: Arrival, outcome: Outcome) -> dict[int, StatementItem]:
    read: dict[int, StatementItem] = {}
    for place, raw in enumerate(arrival.items):
        try:
            read[place] = decode(raw, StatementItem)
        except MessageMalformed:
            outcome.set_aside[place] = ItemMalformed
    return read


def _there(arrival: Arrival, positions: list[int]) -> dict[int, tuple[str, bytes]]:
    """What the centre has in these places of the sender's queue."""
    batch, row = arrival.batch, StatementRow
    found = arrival.session.execute(
        select(row.position, row.kind, row.body).where(
            row.election_id == batch.election_id,
            row.device_id == batch.device_id,
            row.store_epoch == batch.store_epoch,
            row.position.in_(positions),
        )
    )
    return {position: (kind, body) for position, kind, body in found}


def _have_effect(arrival: Arrival, outcome: Outcome, taken: dict[int, StatementItem]) -> None:
    """Lets each statement do what it says; one that may not is taken out again."""
    if not taken:
        return
    # The row that the numbers come from. Whoever speaks of the same pledges waits here, not in the middle.
    arrival.session.execute(
        select(ElectionRow.id)
        .where(ElectionRow.id == arrival.batch.election_id)
        .with_for_update(key_share=True)
    )
    for place, item in list(taken.items()):
        try:
            effects.apply(arrival, item)
        except ItemSetAside as problem:
            outcome.set_aside[place] = type(problem)
            del taken[place]


def _number(arrival: Arrival, taken: Iterable[StatementItem]) -> None:
    """Keeps the statements under the next cursors, without a gap."""
    items = list(taken)
    if not items:
        return
    batch = arrival.batch
    after = arrival.session.execute(
        update(ElectionRow)
        .where(ElectionRow.id == batch.election_id)
        .values(next_cursor=ElectionRow.next_cursor + len(items))
        .returning(ElectionRow.next_cursor)
        .execution_options(synchronize_session=False)
    ).scalar_one()
    same: Mapping[str, object] = {
        "election_id": batch.election_id,
        "station_id": batch.station_id,
        "device_id": batch.device_id,
        "store_epoch": batch.store_epoch,
    }
    rows = [
        {
            **same,
            "cursor": cursor,
            "position": item.position,
            "kind": item.kind,
            "body": bytes(item.body),
        }
        for cursor, item in enumerate(items, start=after - len(items))
    ]
    arrival.session.connection().execute(table_of(StatementRow).insert(), rows)
