"""Whether what the centre says agrees with what it has: receipts, counts, chains, pages, sums.

Each difference is for a person to look at; while batches are still to come, gaps are what is to be expected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from omp_desktop.central import receipts
from omp_desktop.central.elections import known
from omp_desktop.central.participations import COUNTED_AS
from omp_desktop.central.published import OVER
from omp_desktop.central.schema import (
    GOOD,
    BallotRow,
    BatchRow,
    ElectionRow,
    KioskRow,
    PageRow,
    ParticipationRow,
    QuarantineRow,
    StatementRow,
    StationRow,
    SumRow,
)
from omp_desktop.central.state import all_chains
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.crypto.pages import NO_CHAIN, Chain, opening_value
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.language import Labelled
from omp_desktop.record.authority import Published
from omp_desktop.wire.envelope import open_envelope, unpack
from omp_desktop.wire.errors import WireRefused
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt


class Subject(Labelled):
    """What was compared."""

    RECEIPT = "receipt", "수신 확인과 묶음", "receipt and batch"
    BALLOTS = "ballots", "받은 투표지", "ballots taken"
    STATEMENTS = "statements", "받은 알림", "statements taken"
    SET_ASIDE = "set_aside", "따로 보관한 항목", "items set aside"
    COUNT = "count", "집계된 수", "count"
    MISSING_BATCHES = "missing_batches", "오지 않은 묶음", "batches that did not come"
    BRANCHES = "branches", "갈라진 묶음", "batches of a second branch"
    PAGE = "page", "투표지 묶음의 사슬", "chain of pages"
    SUMS = "sums", "합계와 아직 넣지 않은 투표지", "sums and ballots not in them"
    VOTED = "voted", "투표한 사람과 투표지", "voters and ballots"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two numbers that should be one. `about`: a batch, a chain, a page, or the name of a count."""

    station_id: str
    subject: Subject
    about: str
    expected: int
    found: int


def reconcile(session: Session, election_id: str, centre_key: bytes) -> list[Difference]:
    """Every difference of an election; none means that everything matches."""
    published = known(session, election_id)
    if published is None:
        return []
    compare: tuple[Callable[[Session, Published], Iterator[Difference]], ...] = (
        lambda session, published: _receipts(session, published, centre_key),
        _counts,
        _cursors,
        _chains,
        _pages,
        _sums,
        _voters,
    )
    return [difference for each in compare for difference in each(session, published)]


def elections(session: Session) -> list[str]:
    """The ids of all elections."""
    return list(session.scalars(select(ElectionRow.id).order_by(ElectionRow.id)))


def _receipts(session: Session, published: Published, centre_key: bytes) -> Iterator[Difference]:
    """Receipts are signed, fit their batches, and together say what the tables hold."""
    election_id = published.manifest.election_id
    accepted: dict[str, Counter[str]] = defaultdict(Counter)
    row = BatchRow
    batches = session.execute(
        select(row.id, row.station_id, row.lane, row.digest, row.n, row.body, row.receipt)
        .where(row.election_id == election_id)
        .order_by(row.id)
        .execution_options(yield_per=100)
    )
    for batch_id, station, lane, digest, n, body, receipt in batches:
        content = _receipt(receipt, centre_key)
        if content is None or not _fits(content, (batch_id, digest, n), body):
            yield Difference(station, Subject.RECEIPT, batch_id, n, 0)
            continue
        accepted[station][lane] += content.accepted
        accepted[station]["set aside"] += len(content.quarantined)
    for subject, lane, table in (
        (Subject.BALLOTS, "B", BallotRow),
        (Subject.STATEMENTS, "S", StatementRow),
        (Subject.SET_ASIDE, "set aside", QuarantineRow),
    ):
        there = _by_station(session, table, election_id)
        for station in sorted(accepted.keys() | there.keys()):
            yield from _unless_same(station, subject, "", accepted[station][lane], there.get(station, 0))


def _receipt(envelope: bytes, centre_key: bytes) -> Receipt | None:
    try:
        sealed = open_envelope(envelope)
        sealed.verify(centre_key, RECEIPT_PURPOSE)
        return sealed.read(Receipt)
    except (WireRefused, SignatureInvalid, SigningKeyInvalid):
        return None


def _fits(content: Receipt, batch: tuple[str, str, int], body: bytes) -> bool:
    """Whether the receipt is of this batch, and the batch the one that was received."""
    if not content.adds_up or (content.batch_id, content.digest, content.n) != batch:
        return False
    try:
        return open_envelope(unpack(body)).digest == content.digest
    except WireRefused:
        return False


def _counts(session: Session, published: Published) -> Iterator[Difference]:
    """The counts that receipts say are those of the rows."""
    election_id = published.manifest.election_id
    found: dict[str, dict[str, int]] = defaultdict(dict)
    by_state = select(ParticipationRow.station_id, ParticipationRow.state, func.count())
    by_status = select(BallotRow.station_id, BallotRow.status, func.count())
    for station, state, count in session.execute(
        by_state.where(ParticipationRow.election_id == election_id).group_by(
            ParticipationRow.station_id, ParticipationRow.state
        )
    ):
        found[station][COUNTED_AS[state]] = count
    for station, status, count in session.execute(
        by_status.where(BallotRow.election_id == election_id).group_by(BallotRow.station_id, BallotRow.status)
    ):
        found[station][status] = count
    for name, table in (("batches", BatchRow), ("quarantined", QuarantineRow)):
        for station, count in _by_station(session, table, election_id).items():
            found[station][name] = count
    said = receipts.totals(session, election_id)
    for station in sorted(said.keys() | found.keys()):
        totals = said.get(station, receipts.NOTHING)
        for name in receipts.NAMES:
            expected, there = getattr(totals, name), found[station].get(name, 0)
            yield from _unless_same(station, Subject.COUNT, name, expected, there)


def _cursors(session: Session, published: Published) -> Iterator[Difference]:
    """Statements are numbered without a gap."""
    election_id = published.manifest.election_id
    row = StatementRow
    count, last = session.execute(
        select(func.count(), func.max(row.cursor)).where(row.election_id == election_id)
    ).one()
    following = session.scalar(select(ElectionRow.next_cursor).where(ElectionRow.id == election_id)) or 1
    yield from _unless_same("", Subject.STATEMENTS, "", following - 1, count)
    yield from _unless_same("", Subject.STATEMENTS, "", following - 1, last or 0)


def _chains(session: Session, published: Published) -> Iterator[Difference]:
    """Batches are numbered without a gap, and there is no second branch."""
    election_id = published.manifest.election_id
    for station, chains in sorted(all_chains(session, election_id).items()):
        for chain in chains:
            about = f"{chain.device_id}-{chain.store_epoch}-{chain.lane}"
            have = chain.last - len(chain.missing)
            yield from _unless_same(station, Subject.MISSING_BATCHES, about, chain.last, have)
            yield from _unless_same(station, Subject.BRANCHES, about, 0, chain.forks)


def _pages(session: Session, published: Published) -> Iterator[Difference]:
    """Each page names the hash of the one before it; the first of an epoch, where the epoch began."""
    election_id, base_hash = published.manifest.election_id, published.context.base_hash
    kiosks = {
        row.id: Chain(base_hash, row.station_id, row.id, bytes.fromhex(row.public_key))
        for row in session.scalars(select(KioskRow).where(KioskRow.election_id == election_id))
    }
    row = PageRow
    pages = session.execute(
        select(row.device_id, row.store_epoch, row.number, row.station_id, row.previous, row.hash)
        .where(row.election_id == election_id)
        .order_by(row.device_id, row.store_epoch, row.number)
    )
    device, epoch, number, last = "", 0, 0, NO_CHAIN
    for page in pages:
        if page.device_id != device:
            last = NO_CHAIN
        begins = (page.device_id, page.store_epoch) != (device, epoch)
        expected_number = 1 if begins else number + 1
        device, epoch, number = page.device_id, page.store_epoch, page.number
        about = f"{device}-{epoch}-{number}"
        if number != expected_number:
            yield Difference(page.station_id, Subject.PAGE, about, expected_number, number)
        elif not begins or device in kiosks:
            before = opening_value(kiosks[device], epoch, last) if begins else last
            follows = int(page.previous == before.hex())
            yield from _unless_same(page.station_id, Subject.PAGE, about, 1, follows)
        last = bytes.fromhex(page.hash)


def _sums(session: Session, published: Published) -> Iterator[Difference]:
    """What is in the sums and what is not yet, or never will be, are all cast ballots."""
    election_id = published.manifest.election_id
    cast = (BallotRow.election_id == election_id, BallotRow.status == BallotStatus.CAST.value)
    count = select(BallotRow.station_id, func.count()).where(*cast).group_by(BallotRow.station_id)
    all_cast = _pairs(session, count)
    outside = _pairs(session, count.where(BallotRow.proof != GOOD))
    sums = session.execute(
        select(SumRow.station_id, SumRow.contest_id, SumRow.ballots).where(SumRow.election_id == election_id)
    )
    summed = {(station, contest): ballots for station, contest, ballots in sums}
    for station in sorted(all_cast.keys() | {station for station, _ in summed}):
        for contest in published.context.contest_ids:
            found = summed.get((station, contest), 0) + outside.get(station, 0)
            yield from _unless_same(station, Subject.SUMS, contest, all_cast.get(station, 0), found)


def _voters(session: Session, published: Published) -> Iterator[Difference]:
    """Where the polls are over, as many voted as ballots were cast."""
    election_id = published.manifest.election_id
    said = receipts.totals(session, election_id)
    stations = session.execute(
        select(StationRow.id, StationRow.poll_state)
        .where(StationRow.election_id == election_id)
        .order_by(StationRow.id)
    )
    for station, state in stations:
        totals = said.get(station, receipts.NOTHING)
        if state in OVER:
            yield from _unless_same(station, Subject.VOTED, "", totals.voted, totals.cast)


def _by_station(
    session: Session, table: type[BallotRow | StatementRow | QuarantineRow | BatchRow], election_id: str
) -> dict[str, int]:
    counted = select(table.station_id, func.count()).where(table.election_id == election_id)
    return _pairs(session, counted.group_by(table.station_id))


def _pairs(session: Session, query: Select[str, int]) -> dict[str, int]:
    return {row[0]: row[1] for row in session.execute(query)}


def _unless_same(
    station_id: str, subject: Subject, about: str, expected: int, found: int
) -> Iterator[Difference]:
    if expected != found:
        yield Difference(station_id, subject, about, expected, found)
