"""Statements of all stations in the order in which the centre took them; batches for the commission."""

from __future__ import annotations

from typing import Final

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from omp_desktop.central.schema import BatchRow, StatementRow
from omp_desktop.wire.envelope import CONTENT_BYTES_MOST
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.refusals import NothingThere
from omp_desktop.wire.station import FEED_MOST, BatchEntry, BatchList, News, NewsItem

BATCHES_MOST: Final = 1000
# What stands around the bodies: of an item at most this much, of the list less than that.
_AROUND: Final = 512


def news(session: Session, election_id: str, after: int) -> News:
    """The statements behind a cursor, as many as fit into a message; at least one, if there is one."""
    row = StatementRow
    lengths = session.execute(
        select(row.cursor, func.length(row.body))
        .where(row.election_id == election_id, row.cursor > after)
        .order_by(row.cursor)
        .limit(FEED_MOST + 1)
    ).all()
    last, room = after, CONTENT_BYTES_MOST - _AROUND
    for place, (cursor, length) in enumerate(lengths):
        room -= length + _AROUND
        if place and (room < 0 or place == FEED_MOST):
            break
        last = cursor
    rows = session.execute(
        select(row.cursor, row.station_id, row.device_id, row.store_epoch, row.position, row.kind, row.body)
        .where(row.election_id == election_id, row.cursor > after, row.cursor <= last)
        .order_by(row.cursor)
    )
    items = [
        NewsItem(
            cursor=found.cursor,
            station_id=found.station_id,
            device_id=found.device_id,
            store_epoch=found.store_epoch,
            position=found.position,
            kind=found.kind,
            body=msgspec.Raw(found.body),
        )
        for found in rows
    ]
    return News(
        protocol=PROTOCOL,
        election_id=election_id,
        after=after,
        items=items,
        more=len(items) < len(lengths),
    )


def batches(session: Session, election_id: str, after: str, lane: str) -> BatchList:
    """Batches behind this id, of one lane or of all."""
    row = BatchRow
    query = select(row.id, row.station_id, row.device_id, row.lane, row.digest)
    query = query.where(row.election_id == election_id, row.id > after)
    if lane:
        query = query.where(row.lane == lane)
    found = session.execute(query.order_by(row.id).limit(BATCHES_MOST + 1)).all()
    entries = [
        BatchEntry(
            batch_id=each.id,
            station_id=each.station_id,
            device_id=each.device_id,
            lane=each.lane,
            digest=each.digest,
        )
        for each in found[:BATCHES_MOST]
    ]
    return BatchList(batches=entries, more=len(found) > BATCHES_MOST)


def batch(session: Session, election_id: str, batch_id: str) -> bytes:
    """A batch as it came. Raises NothingThere."""
    return _of_batch(session, election_id, batch_id)[0]


def receipt(session: Session, election_id: str, batch_id: str) -> bytes:
    """The envelope of its receipt. Raises NothingThere."""
    return _of_batch(session, election_id, batch_id)[1]


def _of_batch(session: Session, election_id: str, batch_id: str) -> tuple[bytes, bytes]:
    found = session.execute(
        select(BatchRow.body, BatchRow.receipt).where(
            BatchRow.id == batch_id, BatchRow.election_id == election_id
        )
    ).one_or_none()
    if found is None:
        raise NothingThere
    return found.body, found.receipt
