"""What was set aside, with its raw bytes and why, and the alarms that somebody has to look at."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from omp_desktop.central.arrival import Arrival, Outcome
from omp_desktop.central.rows import insert_missing, table_of
from omp_desktop.central.schema import AlarmRow, QuarantineRow

ALARMS_MOST = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """An item that is kept apart. `item`: its place in the batch from 0."""

    election_id: str
    station_id: str
    batch_id: str
    item: int
    code: str
    bytes: int
    at: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that a person must look at. `subject`: a batch, kiosk or page; never a voter or a ballot."""

    election_id: str
    station_id: str
    code: str
    subject: str
    at: str


def keep(arrival: Arrival, outcome: Outcome) -> None:
    """Keeps the items that were set aside, and raises an alarm for each reason."""
    if not outcome.set_aside:
        return
    batch, items = arrival.batch, arrival.items
    where = {"election_id": batch.election_id, "station_id": batch.station_id, "at": arrival.at}
    rows = [
        {**where, "batch_id": batch.batch_id, "item": place, "code": why.code, "raw": items[place]}
        for place, why in sorted(outcome.set_aside.items())
    ]
    arrival.session.connection().execute(table_of(QuarantineRow).insert(), rows)
    for code in sorted({why.code for why in outcome.set_aside.values()}):
        raise_alarm(
            arrival.session, Alarm(batch.election_id, batch.station_id, code, batch.batch_id, arrival.at)
        )


def raise_alarm(session: Session, alarm: Alarm) -> None:
    """Tells it once, however often it happens."""
    row = {
        "election_id": alarm.election_id,
        "station_id": alarm.station_id,
        "code": alarm.code,
        "subject": alarm.subject,
        "at": alarm.at,
    }
    insert_missing(session, AlarmRow, [row], "id")


def alarms(session: Session, election_id: str | None = None) -> list[Alarm]:
    """The latest alarms, the newest first; of every election or of one."""
    columns = (AlarmRow.election_id, AlarmRow.station_id, AlarmRow.code, AlarmRow.subject, AlarmRow.at)
    query = select(*columns).order_by(AlarmRow.id.desc()).limit(ALARMS_MOST)
    if election_id is not None:
        query = query.where(AlarmRow.election_id == election_id)
    return [Alarm(*row) for row in session.execute(query)]


def kept(session: Session) -> list[Kept]:
    """Everything that was set aside, in the order of elections, stations and batches."""
    row = QuarantineRow
    length = func.length(row.raw)
    query = select(row.election_id, row.station_id, row.batch_id, row.item, row.code, length, row.at)
    query = query.order_by(row.election_id, row.station_id, row.batch_id, row.item)
    return [Kept(*found) for found in session.execute(query)]
