"""How fast batches reach the centre: on SQLite, on two replicas on PostgreSQL, and under too many senders.

Everything is real: servers as processes, a PostgreSQL out of a wheel, sockets, signatures, receipts that are
verified, all on the processors of this machine, the senders too. Ballots are copies of a real one under new
ids, because thousands of real encryptions would take hours; the centre checks proofs later, in a process of
its own, which works on the same processors meanwhile. Each row is (what, value, floor, ratio, target); times
are milliseconds for a thousand ballots, and the ratio counts. The floor inserts the same rows and bytes with
the bare driver, one commit for each batch, on one connection.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import func, select

from omp_desktop.central.engine import FILE_NAME
from omp_desktop.central.schema import BallotRow, ParticipationRow
from omp_desktop.wire.batch import ITEMS_MOST
from tests.central.draining import Drain, begin, copies, key_of, opened, own_kiosk, prepare
from tests.central.network import Balancer
from tests.central.postgres import alone, bare
from tests.central.senders import CAST, Frozen, Sender, cast, held_election
from tests.central.serving import CentreProcess, replicas

Row = tuple[str, float, float, float, float]

OFFICES = 8
BALLOTS = 16_000
CONNECTIONS = 200
SIEGE_SECONDS = 10
# Rows that a drain leaves behind, by which the floor is measured.
_TABLES = ("batch", "page", "ballot")
PER_SECOND_SQLITE = 1_000
PER_SECOND_POSTGRES = 4_000
# One server beside the bare driver without any: numbers.md names no ratio, this one watches for changes.
TIMES_SQLITE = 10.0
# At least 0.4 of the floor's speed.
TIMES_POSTGRES = 2.5
ACK_MS = 1_000
SIEGE_ACK_MS = 3_000


def rows(scale: int = 1) -> Iterator[Row]:
    """All rows of this file."""
    with _sqlite() as site:
        drain, seconds = _drained(site, BALLOTS * scale)
        _tell_speed(site, BALLOTS * scale / seconds, PER_SECOND_SQLITE, drain)
        yield _beside(site, BALLOTS * scale, seconds, _floor_sqlite(site), TIMES_SQLITE)
    with _postgres() as site:
        drain, seconds = _drained(site, BALLOTS * scale)
        _tell_speed(site, BALLOTS * scale / seconds, PER_SECOND_POSTGRES, drain)
        yield _beside(site, BALLOTS * scale, seconds, _floor_postgres(site), TIMES_POSTGRES)
        slowest = _p99(drain)
        yield f"ack p99, {site.name} (ms)", slowest, ACK_MS, slowest / ACK_MS, 1.0
    with _postgres() as site:
        yield _siege(site)


@dataclass
class _Site:
    """Centres that run, the address of all of them, and who sends."""

    name: str
    data: Path
    settings: Mapping[str, str]
    centre: CentreProcess
    url: str
    commission: Sender


@contextmanager
def _sqlite() -> Iterator[_Site]:
    with tempfile.TemporaryDirectory() as folder:
        data, commission = Path(folder) / "centre", held_election(stations=OFFICES).commission()
        data.mkdir()
        prepare(data, commission)
        with CentreProcess(data) as centre:
            yield _Site("SQLite", data, {}, centre, centre.url, commission)


@contextmanager
def _postgres() -> Iterator[_Site]:
    with tempfile.TemporaryDirectory() as folder, alone() as server, server.database() as database_url:
        data, commission = Path(folder) / "centre", held_election(stations=OFFICES).commission()
        settings = {"OMP_DATABASE_URL": database_url}
        data.mkdir()
        prepare(data, commission, settings)
        with (
            replicas(data, database_url) as centres,
            Balancer([("127.0.0.1", centre.port) for centre in centres]) as balancer,
        ):
            yield _Site("PostgreSQL, 2 replicas", data, settings, centres[0], balancer.url, commission)


def _drained(site: _Site, ballots: int) -> tuple[Drain, float]:
    """Brings so many ballots from all offices at once; the drain, and its seconds."""
    offices = [_office(number) for number in range(OFFICES)]
    begin(site.centre, site.commission, offices, site.url)
    pages = ballots // (OFFICES * ITEMS_MOST)
    queues = [(office, [_page(office, ITEMS_MOST) for _ in range(pages)]) for office in offices]
    drain = Drain(site.url, key_of(site.centre), queues)
    seconds = drain.run(patience=600)
    _check(site, drain, queues)
    return drain, seconds


def _beside(site: _Site, ballots: int, seconds: float, floor: float, target: float) -> Row:
    value = 1e6 * seconds / ballots
    return f"drain, {site.name}, 1,000 ballots (ms)", value, floor, value / floor, target


def _tell_speed(site: _Site, speed: float, least: int, drain: Drain) -> None:
    said = f"{site.name}: {speed:,.0f} ballots/s (at least {least:,}), ack p99 {_p99(drain):,.0f} ms"
    _tell(f"{said}, answers {dict(drain.answers)}")


def _p99(drain: Drain) -> float:
    return 1000 * sorted(drain.seconds)[int(len(drain.seconds) * 0.99)]


def _siege(site: _Site) -> Row:
    """Two hundred connections for ten seconds, then what is left: nothing is lost, no answer is a bad one."""
    offices = [_office(number % OFFICES) for number in range(CONNECTIONS)]
    begin(site.centre, site.commission, offices, site.url)
    queues = [
        (office, [_page(office, 20), *(office.participations(cast(20, _voters())) for _ in range(4))])
        for office in offices
    ]
    drain = Drain(site.url, key_of(site.centre), queues, heed=True)
    ended = threading.Timer(SIEGE_SECONDS, drain.over.set)
    ended.start()
    drain.run()
    ended.cancel()
    taken = len(drain.receipts)
    _tell(f"siege: {taken / SIEGE_SECONDS:,.0f} receipts/s, answers {dict(drain.answers)}")
    bad = {answer for answer in drain.answers if answer not in {(200, False), (503, True)}}
    if bad:
        raise RuntimeError(f"other answers than receipts and 503 with Retry-After: {bad}")
    slowest = _p99(drain)
    rest = Drain(site.url, key_of(site.centre), _left(queues, drain), heed=True)
    rest.run()
    drain.receipts |= rest.receipts
    _check(site, drain, queues)
    return f"receipt p99, {CONNECTIONS} connections (ms)", slowest, SIEGE_ACK_MS, slowest / SIEGE_ACK_MS, 1.0


def _office(station: int) -> Sender:
    election = held_election(stations=OFFICES)
    office = election.office(station)
    office.kiosk = own_kiosk(election, station)
    return office


def _page(office: Sender, count: int) -> Frozen:
    return office.page([(ballot, CAST) for ballot in copies(office.kiosk, count)])


_next_voter = iter(range(0, 2**31, 20))


def _voters() -> int:
    return next(_next_voter)


def _left(
    queues: Sequence[tuple[Sender, Sequence[Frozen]]], drain: Drain
) -> list[tuple[Sender, list[Frozen]]]:
    left = [(office, [b for b in batches if b.id not in drain.receipts]) for office, batches in queues]
    return [(office, batches) for office, batches in left if batches] or [(queues[0][0], [])]


def _check(site: _Site, drain: Drain, queues: Sequence[tuple[Sender, Sequence[Frozen]]]) -> None:
    """Everything that was sent is there, once."""
    sent = [batch for _, batches in queues for batch in batches]
    items = sum(len(batch.items) for batch in sent)
    accepted = sum(receipt.accepted for receipt in drain.receipts.values())
    doubled = sum(receipt.duplicate for receipt in drain.receipts.values())
    aside = sum(len(receipt.quarantined) for receipt in drain.receipts.values())
    there = _items_there(site)
    counts = (len(drain.receipts), accepted, doubled, aside, there)
    if counts != (len(sent), items, 0, 0, items):
        raise RuntimeError(
            f"{len(sent)} batches with {items} items were sent; receipts, accepted, doubled, set aside and "
            f"there are {counts}"
        )


def _items_there(site: _Site) -> int:
    store = opened(site.data, site.settings)
    with store.read() as session:
        counted = [session.scalar(select(func.count()).select_from(t)) for t in (BallotRow, ParticipationRow)]
    store.close()
    return sum(each or 0 for each in counted)


def _floor_sqlite(site: _Site) -> float:
    """The rows of the drained batches again, into a bare file: milliseconds for a thousand ballots."""
    site.centre.stop()
    with sqlite3.connect(site.data / FILE_NAME) as source:
        tables = [_table(source, name) for name in _TABLES]
        made = [
            sql
            for (sql,) in source.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN (?, ?, ?) "
                "ORDER BY type DESC",
                _TABLES,
            )
        ]
    bare_file = sqlite3.connect(site.data / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        bare_file.execute(f"PRAGMA {pragma}").fetchall()
    for sql in made:
        bare_file.execute(sql)
    began = time.perf_counter()
    for batch in _by_batch(tables):
        bare_file.execute("BEGIN IMMEDIATE")
        for name, values in batch:
            marks = ", ".join("?" * len(values[0]))
            bare_file.executemany(f"INSERT INTO {name} VALUES ({marks})", values)  # noqa: S608 - our names
        bare_file.execute("COMMIT")
    seconds = time.perf_counter() - began
    bare_file.close()
    return 1e6 * seconds / len(tables[-1].rows)


def _floor_postgres(site: _Site) -> float:
    url = bare(site.settings["OMP_DATABASE_URL"])
    with psycopg.connect(url, autocommit=True) as connection:
        tables = []
        for name in _TABLES:
            cursor = connection.execute(f"SELECT * FROM {name}")  # type: ignore[call-overload]  # noqa: S608
            columns = [column.name for column in cursor.description or ()]
            tables.append(_Table(name, columns, cursor.fetchall()))
            connection.execute(f"CREATE TABLE bare_{name} (LIKE {name} INCLUDING ALL)")  # type: ignore[call-overload]
        began = time.perf_counter()
        for batch in _by_batch(tables):
            with connection.transaction(), connection.cursor() as cursor:
                for name, values in batch:
                    marks = ", ".join(["%s"] * len(values[0]))
                    cursor.executemany(f"INSERT INTO bare_{name} VALUES ({marks})", values)  # type: ignore[arg-type]  # noqa: S608
        seconds = time.perf_counter() - began
    return 1e6 * seconds / len(tables[-1].rows)


@dataclass(frozen=True)
class _Table:
    name: str
    columns: list[str]
    rows: list[tuple[Any, ...]]

    def batch_of(self, row: tuple[Any, ...]) -> str:
        return str(row[self.columns.index("id" if self.name == "batch" else "batch_id")])


def _table(source: sqlite3.Connection, name: str) -> _Table:
    cursor = source.execute(f"SELECT * FROM {name}")  # noqa: S608 - our names
    return _Table(name, [column[0] for column in cursor.description], cursor.fetchall())


def _by_batch(tables: Sequence[_Table]) -> Iterator[list[tuple[str, list[tuple[Any, ...]]]]]:
    """The rows of all tables, batch by batch."""
    batches: dict[str, dict[str, list[tuple[Any, ...]]]] = {}
    for table in tables:
        for row in table.rows:
            batches.setdefault(table.batch_of(row), {}).setdefault(table.name, []).append(row)
    for parts in batches.values():
        yield list(parts.items())


def _tell(text: str) -> None:
    load = Path("/proc/loadavg").read_text().split()[0] if Path("/proc/loadavg").exists() else "?"
    sys.stderr.write(f"{text}; load {load}\n")
