"""Checking ballots after they came, page by page, in a process of its own beside each server.

A page is read in one transaction, proved in none, and settled in another one, which marks it and its ballots
and multiplies the good ones into the sums of the station, or leaves everything as it was. Two processes may
prove the same page: the second finds it settled. One that is killed leaves nothing behind.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, exists, func, select, update
from sqlalchemy.orm import Session

from omp_desktop.central.elections import understood
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.page_check import Findings, brought, check_page
from omp_desktop.central.quarantine import Alarm, raise_alarm
from omp_desktop.central.schema import (
    BAD,
    GOOD,
    WAITING,
    BallotRow,
    BatchRow,
    ElectionRow,
    KioskRow,
    PageRow,
    StationRow,
    SumRow,
)
from omp_desktop.crypto.aggregate import Aggregate, decode_aggregate, encode_contest, join
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.record.layout import page_name
from omp_desktop.record.page import PageHead
from omp_desktop.wire.brought import BroughtBallot
from omp_desktop.wire.refusals import CentreUnable, ItemProofWrong

# Between looks when nothing waits: short beside the seconds that a page takes.
_IDLE_SECONDS: Final = 1.0

Waited = Callable[[float], bool]
Place = tuple[str, str, int, int]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page to be checked: the ballots on it, and the key of its kiosk by the kiosk's id."""

    election_id: str
    head: PageHead
    context: ElectionContext
    keys: Mapping[str, bytes]
    ballots: tuple[BroughtBallot, ...] = field(repr=False)

    @property
    def place(self) -> Place:
        """The key of its row."""
        return self.election_id, self.head.device_id, self.head.store_epoch, self.head.number


class Checker:
    """Checks pages that wait. `now` dates the alarms."""

    def __init__(self, store: CentreStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        # Pages at which this program failed. They wait for its next start, and stop no other page.
        self._left: set[Place] = set()

    def check_next(self) -> bool:
        """Checks one page that waits; False if there is none. Raises CentreUnable."""
        with self._store.read() as session:
            place = _any_waiting(session, self._left)
        if place is None:
            return False
        try:
            self._check(place)
        except CentreUnable:
            raise
        except Exception:
            self._left.add(place)
            _log.exception("A page could not be checked: %s", page_name(*place[1:]))
        return True

    def _check(self, place: Place) -> None:
        with self._store.read() as session:
            page = read_page(session, place)
        if page is None:
            return
        findings = check_page(page.context, page.keys, page.head, page.ballots)
        self._store.write(lambda session: settle(session, page, findings, self._now()))

    def check_all(self) -> int:
        """Checks until nothing waits; how many pages it took. Raises CentreUnable."""
        count = 0
        while self.check_next():
            count += 1
        return count

    def run(self, stopped: Waited) -> None:
        """Checks whatever comes. `stopped` waits so many seconds at most, and says whether to end."""
        while not stopped(0):
            try:
                found = self.check_next()
            except CentreUnable:
                _log.warning("No ballots can be checked: the database is away")
                found = False
            if not found and stopped(_IDLE_SECONDS):
                return


def read_page(session: Session, place: Place) -> WaitingPage | None:
    """A page with its ballots; None if it waits no longer. Raises WireRefused."""
    row = session.execute(
        select(PageRow.station_id, PageRow.previous, PageRow.hash, BatchRow.body, ElectionRow.manifest)
        .join(BatchRow, BatchRow.id == PageRow.batch_id)
        .join(ElectionRow, ElectionRow.id == PageRow.election_id)
        .where(at_place(place), PageRow.checked == WAITING)
    ).one_or_none()
    if row is None:
        return None
    election_id, device_id, store_epoch, number = place
    head = PageHead(
        device_id,
        row.station_id,
        store_epoch,
        number,
        bytes.fromhex(row.previous),
        bytes.fromhex(row.hash),
    )
    key = session.scalar(
        select(KioskRow.public_key).where(
            KioskRow.election_id == election_id,
            KioskRow.id == device_id,
            KioskRow.station_id == row.station_id,
        )
    )
    keys = {} if key is None else {device_id: bytes.fromhex(key)}
    ballots = ballots_of_page(session, place, row.body)
    return WaitingPage(election_id, head, understood(row.manifest).context, keys, ballots)


def ballots_of_page(session: Session, place: Place, batch: bytes) -> tuple[BroughtBallot, ...]:
    """Those of a packed batch that the centre took as ballots of this page; it may have set others aside,
    even under the same id. Raises WireRefused.
    """
    ballots = list(brought(batch))
    election_id, device_id, store_epoch, number = place
    rows = session.execute(
        select(BallotRow.id, BallotRow.digest).where(
            BallotRow.election_id == election_id,
            BallotRow.id.in_(ballot.item.ballot for ballot in ballots),
            BallotRow.device_id == device_id,
            BallotRow.store_epoch == store_epoch,
            BallotRow.page == number,
        )
    )
    by_row = {(ballot.item.ballot, ballot.digest): ballot for ballot in ballots}
    return tuple(by_row[row.id, row.digest] for row in rows if (row.id, row.digest) in by_row)


def at_place(place: Place) -> ColumnElement[bool]:
    """The condition for the row of a page."""
    election_id, device_id, store_epoch, number = place
    return and_(
        PageRow.election_id == election_id,
        PageRow.device_id == device_id,
        PageRow.store_epoch == store_epoch,
        PageRow.number == number,
    )


def settle(session: Session, page: WaitingPage, findings: Findings, at: datetime) -> bool:
    """Marks the page and its ballots, adds the good ones to the sums; False if another process was first.

    The station's row is locked: its sums are written by one process at a time.
    """
    lock_station(session, page)
    waits = session.scalar(
        select(PageRow.checked).where(at_place(page.place), PageRow.checked == WAITING).with_for_update()
    )
    if waits is None:
        return False
    file = findings.file
    session.execute(
        update(PageRow)
        .where(at_place(page.place))
        .values(
            checked=BAD if findings.bad else GOOD,
            file_bytes=None if file is None else file.size,
            file_sha256=None if file is None else file.sha256,
        )
    )
    for ids, proof in ((findings.good, GOOD), (findings.bad, BAD)):
        session.execute(
            update(BallotRow)
            .where(BallotRow.election_id == page.election_id, BallotRow.id.in_(ids))
            .values(proof=proof)
        )
    if findings.bad:
        # The ballots are found by their marks: no alarm names one.
        code, when = ItemProofWrong.code, instant_text(at)
        raise_alarm(session, Alarm(page.election_id, page.head.station_id, code, page.head.name, when))
    add_to_sums(session, page, findings.sums)
    return True


def lock_station(session: Session, page: WaitingPage) -> None:
    """Whoever else would write sums of this station waits for the end of the transaction."""
    session.execute(
        select(StationRow.id)
        .where(StationRow.election_id == page.election_id, StationRow.id == page.head.station_id)
        .with_for_update()
    )


def station_sums(session: Session, context: ElectionContext, station_id: str) -> Aggregate | None:
    """The sums of a station's good ballots; None before the first. Raises AggregateMalformed."""
    rows = session.execute(
        select(SumRow.contest_id, SumRow.body).where(
            SumRow.election_id == context.election_id, SumRow.station_id == station_id
        )
    )
    bodies = {row.contest_id: row.body for row in rows}
    return decode_aggregate(context, bodies) if bodies else None


def _any_waiting(session: Session, left: set[Place]) -> Place | None:
    """A page that waits and whose kiosk is known: any of them, so that two processes seldom take the same."""
    known = exists().where(KioskRow.election_id == PageRow.election_id, KioskRow.id == PageRow.device_id)
    rows = session.execute(
        select(PageRow.election_id, PageRow.device_id, PageRow.store_epoch, PageRow.number)
        .where(PageRow.checked == WAITING, known)
        .order_by(func.random())
        .limit(1 + len(left))
    )
    places: list[Place] = [(row[0], row[1], row[2], row[3]) for row in rows]
    return next((place for place in places if place not in left), None)


def add_to_sums(session: Session, page: WaitingPage, sums: Aggregate) -> None:
    """Multiplies these into the sums of the page's station, whose row the caller has locked."""
    if not sums.ballots:
        return
    before = station_sums(session, page.context, page.head.station_id)
    after = sums if before is None else join(page.context, before, sums)
    for contest_id in page.context.contest_ids:
        session.merge(
            SumRow(
                election_id=page.election_id,
                station_id=page.head.station_id,
                contest_id=contest_id,
                body=encode_contest(after, contest_id),
                ballots=after.ballots,
            )
        )
