"""What became of a batch, for the tests of the lanes."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from omp_desktop.central.schema import AlarmRow
from omp_desktop.wire.receipt import Receipt
from tests.central.asking import Scene
from tests.central.senders import Frozen, Sender


def sent(here: Scene, batch: Frozen, by: Sender | None = None) -> Receipt:
    """Sends it, as the office of the first station if nobody else is named."""
    return here.app.receipt(batch, by or here.office)


def aside(receipt: Receipt) -> list[tuple[int, str]]:
    """What was set aside, and why."""
    return [(each.item, each.code) for each in receipt.quarantined]


def alarms(here: Scene) -> list[tuple[str, str, str]]:
    """Every alarm so far: code, station, subject."""
    with here.store.read() as session:
        rows = session.scalars(select(AlarmRow).order_by(AlarmRow.id))
        return [(row.code, row.station_id, row.subject) for row in rows]


def content_of(batch: Frozen) -> dict[str, Any]:
    """The content of a batch as JSON."""
    found: dict[str, Any] = json.loads(batch.sealed.content)
    return found
