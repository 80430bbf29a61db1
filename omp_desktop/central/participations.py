"""Lane P: how far voters are. A set: what the latest batch of a station says holds, and "cast" is final."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, select, tuple_

from omp_desktop.central.arrival import Arrival, Outcome
from omp_desktop.central.rows import insert_into, table_of
from omp_desktop.central.schema import ParticipationRow
from omp_desktop.domain.json_fields import INSTANT_FORMAT
from omp_desktop.domain.poll import ParticipationState, hour_of
from omp_desktop.wire.batch import ParticipationItem
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.refusals import ItemDiffers, ItemMalformed

CAST: Final = ParticipationState.CAST.value
# The count that a state is counted in.
COUNTED_AS: Final[Mapping[str, str]] = {
    ParticipationState.ISSUED.value: "issued",
    ParticipationState.CANCELLED.value: "cancelled",
    CAST: "voted",
}


class _Known(NamedTuple):
    """A participation as it stands at the centre."""

    voter_id: str
    station_id: str
    state: str
    hour: str | None
    store_epoch: int
    sequence: int


_TABLE: Final = table_of(ParticipationRow)
_KNOWN: Final = select(*(_TABLE.c[name] for name in _Known._fields)).where(
    _TABLE.c.election_id == bindparam("election"), _TABLE.c.voter_id.in_(bindparam("voters", expanding=True))
)


class _Verdict(Enum):
    """What an item is beside what is there."""

    NEW = auto()
    SAME = auto()
    OUTDATED = auto()
    CONTRADICTS = auto()


def take(arrival: Arrival) -> Outcome:
    """Takes the items of a batch of lane P."""
    outcome = Outcome(len(arrival.items))
    read = _read(arrival, outcome)
    known = _known(arrival, (item.voter for item in read.values()))
    to_write: dict[str, int] = {}
    for place, item in read.items():
        verdict = _judge(arrival, known.get(item.voter), item)
        if verdict is _Verdict.SAME:
            outcome.duplicates.add(place)
        elif arrival.barred is not None:
            outcome.set_aside[place] = arrival.barred
        elif verdict is _Verdict.CONTRADICTS:
            outcome.set_aside[place] = ItemDiffers
        if verdict in {_Verdict.NEW, _Verdict.SAME} and arrival.barred is None:
            to_write[item.voter] = place
    written = _write(arrival, [read[place] for place in to_write.values()])
    for voter, place in to_write.items():
        if voter in written:
            _count(outcome, known.get(voter), read[place])
        elif place not in outcome.duplicates:
            # Another station was first, a moment ago.
            outcome.set_aside[place] = ItemDiffers
    return outcome


def _read(arrival: Arrival, outcome: Outcome) -> dict[int, ParticipationItem]:
    """The items by their places. One that is not behind the one before, in the order of voters, is none."""
    read: dict[int, ParticipationItem] = {}
    before = ""
    for place, raw in enumerate(arrival.items):
        try:
            item = decode(raw, ParticipationItem)
        except MessageMalformed:
            outcome.set_aside[place] = ItemMalformed
            continue
        if item.voter > before and _well_formed(item):
            read[place] = item
            before = item.voter
        else:
            outcome.set_aside[place] = ItemMalformed
    return read


def _well_formed(item: ParticipationItem) -> bool:
    if item.hour is None:
        return item.state is not ParticipationState.CAST
    return item.state is ParticipationState.CAST and _is_whole_hour(item.hour)


@lru_cache(maxsize=1024)
def _is_whole_hour(text: str) -> bool:
    """Whether this is an hour of a real day: no finer time is taken."""
    try:
        instant = datetime.strptime(text, INSTANT_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return False
    return instant == hour_of(instant)


def _known(arrival: Arrival, voters: Iterable[str]) -> dict[str, _Known]:
    given = {"election": arrival.batch.election_id, "voters": list(voters)}
    found = arrival.session.connection().execute(_KNOWN, given)
    return {known.voter_id: known for known in (_Known(*values) for values in found)}


def _judge(arrival: Arrival, known: _Known | None, item: ParticipationItem) -> _Verdict:
    batch = arrival.batch
    if known is None:
        return _Verdict.NEW
    if known.station_id != batch.station_id:
        return _Verdict.CONTRADICTS
    if (known.state, known.hour) == (item.state.value, item.hour):
        return _Verdict.SAME
    later = (batch.store_epoch, batch.sequence) > (known.store_epoch, known.sequence)
    if known.state == CAST:
        return _Verdict.CONTRADICTS if later or item.state.value == CAST else _Verdict.OUTDATED
    return _Verdict.NEW if later or item.state.value == CAST else _Verdict.OUTDATED


def _write(arrival: Arrival, items: Iterable[ParticipationItem]) -> set[str]:
    """Writes these, unless what is there is final, another station's, or later; who was written."""
    batch = arrival.batch
    rows = [
        {
            "election_id": batch.election_id,
            "voter_id": item.voter,
            "station_id": batch.station_id,
            "state": item.state.value,
            "hour": item.hour,
            "store_epoch": batch.store_epoch,
            "sequence": batch.sequence,
        }
        for item in items
    ]
    if not rows:
        return set()
    insert, values = insert_into(arrival.session, ParticipationRow, rows)
    return set(arrival.session.connection().execute(_upsert(insert), values).scalars())


@lru_cache(maxsize=4)
def _upsert(insert: Any) -> Any:
    table, new = _TABLE, insert.excluded
    later = tuple_(new.store_epoch, new.sequence) > tuple_(table.c.store_epoch, table.c.sequence)
    return insert.on_conflict_do_update(
        index_elements=[table.c.election_id, table.c.voter_id],
        set_={name: new[name] for name in ("state", "hour", "store_epoch", "sequence")},
        where=(table.c.station_id == new.station_id)
        & (table.c.state != CAST)
        & (later | (new.state == CAST)),
    ).returning(table.c.voter_id)


def _count(outcome: Outcome, known: _Known | None, item: ParticipationItem) -> None:
    if known is not None:
        outcome.changes[COUNTED_AS[known.state]] -= 1
    outcome.changes[COUNTED_AS[item.state.value]] += 1
