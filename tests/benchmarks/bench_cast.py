"""How long a voter waits for "your vote is recorded": the whole call of the service, beside its bare parts.

Each row is (what, value, floor, ratio, target), times in milliseconds; the ratio counts. The floor commits
the same bytes through the bare driver with the same settings, and makes the same group operations through
bare libsodium, in turns with the casts. One contest with 14 options. The large store is filled with
re-identified copies of one real ballot, and with the participations, permits and waiting items that belong
to them.
"""

from __future__ import annotations

import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from nacl import bindings as sodium
from sqlalchemy import Connection

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import Contest
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.poll import hour_of
from omp_desktop.services.voting import VotingService
from omp_desktop.store.columns import instant_text
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import RawConnection, StoreKey, connect
from omp_desktop.store.guards import GUARDS
from omp_desktop.store.pragmas import CAST_BUSY_MS, apply_settings
from tests.faults.station import FIRST_ROLL, Site, build, issue, rolls
from tests.services.polling_day import NOON
from tests.services.scene import definition

Row = tuple[str, float, float, float, float]

FEW = 1_000
MANY = 100_000
CASTS = 150
WARM_UP = 5
OPTIONS = 14
CIPHERTEXTS = OPTIONS + 1  # the blank one
# What a cast changes: ballot, permit, participation, sums, two items of the queue.
CHANGED_BYTES = (120, 90, 60, 980, 220, 180)
POINT = sodium.crypto_scalarmult_ed25519_base_noclamp((7).to_bytes(32, "little"))


def rows(scale: int = 1) -> Iterator[Row]:
    """All rows of this file; `scale` multiplies the ballots of the large store."""
    many_ballots = MANY * scale
    with _voting(FEW) as few, _voting(many_ballots) as many:
        before, now, floor = _casts(few, many)
    size = f"{many_ballots:,} ballots"
    p50, p99 = statistics.median(now), _slowest(now)
    bare50, bare99 = statistics.median(floor), _slowest(floor)
    yield f"cast, service call, {size}, p50 (ms; at most 25)", p50, bare50, p50 / bare50, 3.0
    yield f"cast, service call, {size}, p99 (ms; at most 150)", p99, bare99, p99 / bare99, 3.0
    few50 = statistics.median(before)
    yield f"cast, service call, {size} beside {FEW:,} (ms)", p50, few50, p50 / few50, 1.3


def _casts(few: Site, many: Site) -> tuple[list[float], list[float], list[float]]:
    """Casts among few ballots, among many, and the floor, taken in turns."""
    bare = _bare_store(many.app.store.path.with_name("bare.db"))
    before, now, floor = [], [], []
    booths = [(site, site.app.voting(site.place.kiosks[0])) for site in (few, many)]
    for roll in rolls(WARM_UP + CASTS):
        for (site, booth), times in zip(booths, (before, now), strict=True):
            times.append(_timed(_ready_to_cast(site, booth, roll)))
        floor.append(_timed(lambda: _floor(bare)))
    bare.close()
    return before[WARM_UP:], now[WARM_UP:], floor[WARM_UP:]


def _ready_to_cast(site: Site, booth: VotingService, roll: int) -> Callable[[], object]:
    """Everything up to the last touch."""
    token = issue(site.app, site.place, roll, site.place.kiosks[0]).token
    (contest,) = booth.begin(token).contests
    chosen = contest.options[roll % OPTIONS].id
    sealed = booth.seal(token, {contest.id: frozenset({chosen})})
    return lambda: booth.cast(token, sealed.ballot_id)


def _floor(bare: RawConnection) -> None:
    # Every value of the ballot and of the sums is checked, and each sum is multiplied.
    for _ in range(2 * 2 * CIPHERTEXTS):
        sodium.crypto_core_ed25519_is_valid_point(POINT)
    for _ in range(2 * CIPHERTEXTS):
        sodium.crypto_core_ed25519_add(POINT, POINT)
    bare.execute("BEGIN IMMEDIATE")
    for length in CHANGED_BYTES:
        bare.execute("INSERT INTO bare VALUES (?, ?)", (os.urandom(32), bytes(length)))
    bare.execute("COMMIT")


@contextmanager
def _voting(ballots: int) -> Iterator[Site]:
    """Open polls with so many ballots in the box, and some voters who have not voted."""
    with tempfile.TemporaryDirectory() as folder:
        told = replace(definition(), contests=(Contest("president", LocalText("대통령", "President")),))
        site = build(
            Path(folder), voters=WARM_UP + CASTS + 1, booths=1, told=told, options={"president": OPTIONS}
        )
        booth = site.app.voting(site.place.kiosks[0])
        _ready_to_cast(site, booth, FIRST_ROLL + WARM_UP + CASTS)()
        _fill(site, ballots)
        yield site
        site.app.close()


def _fill(site: Site, ballots: int) -> None:
    key = site.app.core.secrets_box.get("store-key")
    if key is None:
        raise RuntimeError("the station has no key")
    with site.app.store.read() as uow:
        (like,) = uow.ballots.bodies(site.id, BallotStatus.CAST)
    ids = sorted(secrets.token_bytes(32) for _ in range(ballots))
    election, station, kiosk = (bytes.fromhex(i) for i in (site.id, like.station_id, like.device_id))
    hour = instant_text(hour_of(NOON))
    with Connections(site.app.store.path, StoreKey(key)).migration() as connection:
        for name in GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        _insert(
            connection,
            "ballot",
            [(i, election, station, kiosk, 1, _code(), "cast") for i in ids],
        )
        _insert(connection, "ballot_body", [(i, like.body, like.signature) for i in ids])
        _insert(connection, "participation", [(election, i[:16], "cast", hour) for i in ids])
        _insert(connection, "permit", [(i[16:], election, station, kiosk, None, "used") for i in ids])
        _insert(connection, "outbox_mixed", [("B", i.hex(), election, "ballot", bytes(160)) for i in ids])
        _insert(
            connection,
            "outbox_mixed",
            [("P", i[:16].hex(), election, "participation", bytes(120)) for i in ids],
        )
        connection.exec_driver_sql(
            "UPDATE running_count SET n = n + ? WHERE word = 'cast' OR subject = 'waiting'", (ballots,)
        )
        for statement in GUARDS.values():
            connection.exec_driver_sql(statement)
    with site.app.store.read() as uow:
        if uow.ballots.counts(site.id)[BallotStatus.CAST] != ballots + 1:
            raise RuntimeError("the store was not filled as it should be")


def _insert(connection: Connection, table: str, values: Sequence[tuple[object, ...]]) -> None:
    marks = ", ".join("?" * len(values[0]))
    connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", list(values))  # noqa: S608 - own tables


def _code() -> str:
    return "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(25))


def _bare_store(path: Path) -> RawConnection:
    path.touch()
    connection = connect(path, StoreKey(bytes(32)), CAST_BUSY_MS)
    apply_settings(connection)
    connection.execute("CREATE TABLE bare (id BLOB PRIMARY KEY, bytes BLOB) WITHOUT ROWID")
    return connection


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def _slowest(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]
