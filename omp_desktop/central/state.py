"""What the centre has of a station: totals, chains of batches with their gaps, pages. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from omp_desktop.central import quarantine, receipts
from omp_desktop.central.centre import Centre
from omp_desktop.central.schema import BAD, WAITING, BatchRow, PageRow, StationRow
from omp_desktop.wire.alarm import AlarmLine
from omp_desktop.wire.forms import PROTOCOL, LaneName
from omp_desktop.wire.refusals import NothingThere
from omp_desktop.wire.station import ChainState, Diff, DiffAnswer, Overview, StationOverview, StationState

# A sender can leave any gap; whoever asks gets the first of what is missing.
MISSING_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of a station that were checked, and those of them in which something is wrong."""

    checked: int = 0
    bad: int = 0


class _Chain(NamedTuple):
    """Whose chain: election, sender, store epoch, lane."""

    election_id: str
    device_id: str
    store_epoch: int
    lane: str


def station_state(session: Session, centre: Centre, election_id: str, station_id: str) -> StationState:
    """What the centre has of a station. Raises NothingThere."""
    listed = session.scalar(
        select(StationRow.listed).where(StationRow.election_id == election_id, StationRow.id == station_id)
    )
    if listed is None:
        raise NothingThere
    pages = _pages(session, election_id).get(station_id, Pages())
    return StationState(
        protocol=PROTOCOL,
        election_id=election_id,
        station_id=station_id,
        listed=listed,
        totals=receipts.totals(session, election_id).get(station_id, receipts.NOTHING),
        chains=chains(session, election_id, station_id),
        pages_checked=pages.checked,
        pages_bad=pages.bad,
        server_time=centre.server_time(),
    )


def overview(session: Session, centre: Centre, election_id: str) -> Overview:
    """All stations of an election, in the order of their ids."""
    return Overview(
        protocol=PROTOCOL,
        election_id=election_id,
        stations=stations(session, election_id),
        alarms=[_line(alarm) for alarm in quarantine.alarms(session, election_id)],
        server_time=centre.server_time(),
    )


def stations(session: Session, election_id: str) -> list[StationOverview]:
    """Each station of an election as it stands."""
    counts, pages = receipts.totals(session, election_id), _pages(session, election_id)
    chains_of = all_chains(session, election_id)
    rows = session.execute(
        select(StationRow.id, StationRow.name, StationRow.listed, StationRow.poll_state)
        .where(StationRow.election_id == election_id)
        .order_by(StationRow.id)
    )
    return [
        StationOverview(
            station_id=row.id,
            name=row.name,
            listed=row.listed,
            poll_state=row.poll_state,
            totals=counts.get(row.id, receipts.NOTHING),
            chains=chains_of.get(row.id, []),
            pages_checked=pages.get(row.id, Pages()).checked,
            pages_bad=pages.get(row.id, Pages()).bad,
        )
        for row in rows.all()
    ]


def chains(session: Session, election_id: str, station_id: str) -> list[ChainState]:
    """How far the centre is with each chain of batches of a station."""
    return all_chains(session, election_id, station_id).get(station_id, [])


def all_chains(
    session: Session, election_id: str, station_id: str | None = None
) -> dict[str, list[ChainState]]:
    """The same of every station of an election that has sent something, or of this one alone."""
    row = BatchRow
    key = (row.station_id, row.device_id, row.store_epoch, row.lane)
    straight = row.fork.is_(False)
    of = (row.election_id == election_id, *(() if station_id is None else (row.station_id == station_id,)))
    ends = (
        select(*key, func.max(row.sequence).label("last"), func.count().label("numbers"))
        .where(*of, straight)
        .group_by(*key)
        .order_by(*key)
        .subquery()
    )
    same = tuple(column == ends.c[column.key] for column in key)
    heads = session.execute(
        select(*ends.c, row.digest)
        .join(row, and_(row.election_id == election_id, row.sequence == ends.c.last, straight, *same))
        .order_by(*(ends.c[column.key] for column in key))
    ).all()
    branches = select(*key, func.count()).where(*of, row.fork.is_(True)).group_by(*key)
    forks = {tuple(found[:4]): found[4] for found in session.execute(branches)}
    states: dict[str, list[ChainState]] = defaultdict(list)
    for head in heads:
        chain = _Chain(election_id, head.device_id, head.store_epoch, head.lane)
        states[head.station_id].append(
            ChainState(
                device_id=head.device_id,
                store_epoch=head.store_epoch,
                lane=cast(LaneName, head.lane),
                last=head.last,
                digest=head.digest,
                missing=[] if head.last == head.numbers else _missing(session, chain),
                forks=forks.get((head.station_id, *chain[1:]), 0),
            )
        )
    return states


def diff(session: Session, election_id: str, station_id: str, have: Diff) -> DiffAnswer:
    """Which of a station's batches the centre lacks, which it has otherwise, and receipts of the others."""
    row = BatchRow
    rows = session.execute(
        select(row.id, row.election_id, row.station_id, row.digest, row.receipt).where(
            row.id.in_(list(have.batches))
        )
    )
    same, differ = {}, []
    for batch_id, election, station, digest, receipt in rows:
        if (election, station, digest) == (election_id, station_id, have.batches[batch_id]):
            same[batch_id] = receipt.decode("utf-8")
        else:
            differ.append(batch_id)
    missing = have.batches.keys() - same.keys() - set(differ)
    return DiffAnswer(missing=sorted(missing), differ=sorted(differ), receipts=same)


def missing_numbers(present: Iterable[int]) -> list[int]:
    """The first numbers that are not among these, from 1 to the last; `present` goes up."""
    missing: list[int] = []
    expected = 1
    for number in present:
        gap = min(number - expected, MISSING_MOST - len(missing))
        missing += range(expected, expected + gap)
        expected = number + 1
    return missing


def _missing(session: Session, chain: _Chain) -> list[int]:
    row = BatchRow
    numbers = select(row.sequence).where(
        row.election_id == chain.election_id,
        row.device_id == chain.device_id,
        row.store_epoch == chain.store_epoch,
        row.lane == chain.lane,
        row.fork.is_(False),
    )
    return missing_numbers(session.scalars(numbers.order_by(row.sequence)))


def _pages(session: Session, election_id: str) -> dict[str, Pages]:
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    rows = session.execute(
        select(PageRow.station_id, PageRow.checked, func.count())
        .where(PageRow.election_id == election_id)
        .group_by(PageRow.station_id, PageRow.checked)
    )
    for station_id, checked, count in rows:
        counted[station_id][checked] = count
    return {station: _pages_of(counts) for station, counts in counted.items()}


def _pages_of(counts: dict[str, int]) -> Pages:
    return Pages(sum(counts.values()) - counts.get(WAITING, 0), counts.get(BAD, 0))


def _line(alarm: quarantine.Alarm) -> str:
    return AlarmLine(alarm.code, alarm.station_id, alarm.subject, alarm.at).text
