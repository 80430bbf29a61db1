"""How long the store takes to record a vote, read a tally and find a voter, beside the bare driver.

Each row is (what, value, floor, ratio, target), times in milliseconds; the ratio counts. SCALE multiplies
the ballots and voters of the large stores. They are filled with re-identified copies of bytes of the right
length, because real encryptions would take hours; the store never looks into them.
"""

from __future__ import annotations

import os
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.station import Station
from omp_desktop.domain.voters_list import Voter, name_key
from omp_desktop.store.columns import birth_digits
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.pragmas import CAST_BUSY_MS, apply_settings
from tests.store.station import BODY, KEY, Polls, an_election, new_id, open_polls, short_code

Row = tuple[str, float, float, float, float]

SCALE = int(os.environ.get("SCALE") or 1)
BALLOTS = 100_000 * SCALE
VOTERS = 500_000 * SCALE
FEW = 1_000
CASTS = 200
SEARCHES = 300
FAMILY, GIVEN = "김이박최정강조윤장임", "민서준도윤하은지우현수"
# What a cast changes: ballot, permit, participation, sums, two items of the queue.
CHANGED_BYTES = (120, 90, 60, 980, 220, 180)


def rows() -> Iterator[Row]:
    """All rows of this file."""
    yield from voting()
    yield from long_list()


def voting() -> Iterator[Row]:
    """Casts and tallies in a store of few and of many ballots."""
    with _filled(FEW) as few, _filled(BALLOTS) as many:
        before, now, floor = _casts(few, many)
        yield f"cast, store part, {BALLOTS:,} ballots (ms)", now, floor, now / floor, 3.0
        yield f"cast, {BALLOTS:,} beside {FEW:,} ballots (ms)", now, before, now / before, 1.3
        small, large = _medians(200, _tally(few), _tally(many))
        yield f"tally, {BALLOTS:,} beside {FEW:,} ballots (ms)", large, small, large / small, 1.2


def long_list() -> Iterator[Row]:
    """What officials look for on a full list."""
    with tempfile.TemporaryDirectory() as folder:
        store, election_id = _long_list(Path(folder))
        yield _roll_search(store, election_id)
        yield _namesakes(store, election_id)


def _roll_search(store: Store, election_id: str) -> Row:
    """The slowest in a hundred searches as officials type them, with the number of matches.

    The floor opens the file with the same settings and runs one bare query through the same index.
    """

    def search(text: str) -> None:
        with store.read() as uow:
            uow.voters.search(election_id, text)
            uow.voters.count_matches(election_id, text)

    def bare(text: str) -> None:
        connection = _connected(store.path)
        _bare_search(connection, election_id, text)
        connection.close()

    values, floors = [], []
    for text in (_typed() for _ in range(SEARCHES)):
        values.append(_timed(lambda text=text: search(text)))  # type: ignore[misc]
        floors.append(_timed(lambda text=text: bare(text)))  # type: ignore[misc]
    value, floor = _slowest(values), _slowest(floors)
    return f"roll search, {VOTERS:,} voters, p99 (ms; at most 50)", value, floor, value / floor, 3.0


def _namesakes(store: Store, election_id: str) -> Row:
    """Everybody with the name of a voter who was chosen: some hundreds. The floor is the bare query."""
    numbers = random.sample(range(1, VOTERS + 1), SEARCHES)
    with store.read() as uow:
        voters = [uow.voters.by_roll_number(election_id, str(number)) for number in numbers]

    def find(voter: Voter) -> None:
        with store.read() as uow:
            uow.voters.namesakes(voter, VOTERS)

    def bare(voter: Voter) -> None:
        connection = _connected(store.path)
        place = (bytes.fromhex(election_id), name_key(voter.name))
        connection.execute("SELECT * FROM voter WHERE election_id = ? AND name_key = ?", place).fetchall()
        connection.close()

    values, floors = [], []
    for voter in filter(None, voters):
        values.append(_timed(lambda voter=voter: find(voter)))  # type: ignore[misc]
        floors.append(_timed(lambda voter=voter: bare(voter)))  # type: ignore[misc]
    value, floor = _slowest(values), _slowest(floors)
    return f"namesakes, {VOTERS:,} voters, p99 (ms; at most 50)", value, floor, value / floor, 3.0


def _casts(few: Polls, many: Polls) -> tuple[float, float, float]:
    """Medians of a cast among few ballots, among many, and of the bare commit; taken in turns."""
    ready_few, ready_many = _ready(few), _ready(many)
    bare = _connected(many.store.path.with_name("bare.db"))
    bare.execute("CREATE TABLE bare (id BLOB PRIMARY KEY, bytes BLOB) WITHOUT ROWID")
    before, now, floor = [], [], []
    for one, other in zip(ready_few, ready_many, strict=True):
        before.append(_timed(one))
        now.append(_timed(other))
        floor.append(_timed(lambda: _bare_commit(bare)))
    bare.close()
    return statistics.median(before), statistics.median(now), statistics.median(floor)


def _ready(polls: Polls) -> list[Callable[[], None]]:
    """A permit and a sealed ballot for each voter; what is left is the cast."""
    steps = []
    for voter in polls.voters:
        token, ballot_id = polls.issue(voter), polls.seal()
        steps.append(lambda v=voter, t=token, b=ballot_id: polls.cast(v, t, b))  # type: ignore[misc]
    return steps


def _bare_commit(connection: RawConnection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for length in CHANGED_BYTES:
        connection.execute("INSERT INTO bare VALUES (?, ?)", (os.urandom(32), bytes(length)))
    connection.execute("COMMIT")


def _tally(polls: Polls) -> Callable[[], None]:
    def read() -> None:
        with polls.store.read() as uow:
            uow.aggregates.get(polls.election_id)
            uow.ballots.counts(polls.election_id)
            uow.participations.by_hour(polls.election_id)

    return read


@contextmanager
def _filled(ballots: int) -> Iterator[Polls]:
    """An open election with so many cast ballots and some voters who have not voted."""
    with tempfile.TemporaryDirectory() as folder:
        polls = open_polls(open_store(Path(folder), KEY), voters=CASTS)
        ids = sorted(secrets.token_bytes(32) for _ in range(ballots))
        place = tuple(bytes.fromhex(i) for i in (polls.election_id, polls.station_id, polls.kiosk_id))
        with Connections(polls.store.path, StoreKey(KEY)).migration() as connection:
            connection.exec_driver_sql(
                "INSERT INTO ballot VALUES (?, ?, ?, ?, 1, ?, 'committed')",
                [(ballot_id, *place, short_code()) for ballot_id in ids],
            )
            connection.exec_driver_sql(
                "INSERT INTO ballot_body VALUES (?, ?, ?)",
                [(ballot_id, BODY, bytes(64)) for ballot_id in ids],
            )
            connection.exec_driver_sql("UPDATE ballot SET status = 'cast'")
        with polls.store.read() as uow:
            if uow.ballots.counts(polls.election_id)[BallotStatus.CAST] != ballots:
                raise RuntimeError("the store was not filled as it should be")
        yield polls


def _long_list(folder: Path) -> tuple[Store, str]:
    """A draft whose list has VOTERS voters."""
    store, election, station = open_store(folder, KEY), an_election(), Station(new_id(), "제1투표소")
    first = date(1930, 1, 1)
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        uow.voters.add_many(
            Voter(
                new_id(),
                election.id,
                station.id,
                str(number),
                _name(),
                first + timedelta(days=random.randrange(28_000)),  # noqa: S311 - invented people
                "가상시 가상로 1길 1",
            )
            for number in range(1, VOTERS + 1)
        )
        uow.commit()
    return store, election.id


def _name() -> str:
    return random.choice(FAMILY) + random.choice(GIVEN) + random.choice(GIVEN)  # noqa: S311 - invented people


def _typed() -> str:
    """What an official types: mostly a whole roll number or name, now and then one letter or digit."""
    number = random.randrange(1, VOTERS + 1)  # noqa: S311 - a sample
    born = date(1930, 1, 1) + timedelta(days=number % 28_000)
    return random.choice([str(number), _name(), _name()[:2], birth_digits(born), str(number)[0], _name()[0]])  # noqa: S311 - a sample


def _bare_search(connection: RawConnection, election_id: str, text: str) -> None:
    column = "roll_key" if text.isdigit() else "name_key"
    place = (bytes.fromhex(election_id), text, f"{text}\U0010ffff")
    where = f"FROM voter WHERE election_id = ? AND {column} >= ? AND {column} < ?"
    connection.execute(f"SELECT * {where} ORDER BY {column} LIMIT 101", place).fetchall()
    connection.execute(f"SELECT count(*) {where}", place).fetchall()


def _connected(path: Path) -> RawConnection:
    path.touch()
    connection = connect(path, StoreKey(KEY), CAST_BUSY_MS)
    apply_settings(connection)
    return connection


def _medians(rounds: int, *works: Callable[[], None]) -> list[float]:
    """The median of each, taken in turns so that a slow moment meets all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            times.append(_timed(work))
    return [statistics.median(times) for times in taken]


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def _slowest(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]
