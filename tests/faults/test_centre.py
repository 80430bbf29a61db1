"""The centre is killed, its database goes away, its disk is full: what it acknowledged it has, exactly once.

The senders are those of the tests (tests/central/senders.py), without a station's program behind; whole
stations are in test_sync.py.
"""

from __future__ import annotations

import random
import resource
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select

from omp_desktop.central.schema import BallotRow, BatchRow, ParticipationRow, QuarantineRow
from tests.central.draining import Drain, begin, copies, key_of, opened, own_kiosk, prepare, put, receipt_of
from tests.central.network import Balancer
from tests.central.postgres import Postgres, bare
from tests.central.senders import CAST, Frozen, Sender, cast, held_election
from tests.central.serving import CentreProcess, replicas, wait_until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]
Queues = list[tuple[Sender, list[Frozen]]]
# Batches that a sender brings while the centre is killed once: more than it can bring in the meantime.
PER_KILL = 6
ITEMS = 20
LATEST_KILL = 0.02


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "centre"
    folder.mkdir()
    return folder


def offices(count: int) -> list[Sender]:
    """Offices of the first station, each with a kiosk of its own."""
    election = held_election()
    made = [election.office(0) for _ in range(count)]
    for office in made:
        office.kiosk = own_kiosk(election)
    return made


def queues(senders: Sequence[Sender], batches: int) -> Queues:
    """Ballots and participations in turns, different ones for everybody."""
    made = []
    for number, office in enumerate(senders):
        mine = []
        for each in range(batches):
            first = (number * batches + each) * ITEMS
            page = office.page([(ballot, CAST) for ballot in copies(office.kiosk, ITEMS)])
            mine.append(page if each % 2 else office.participations(cast(ITEMS, first)))
        made.append((office, mine))
    return made


def check(data: Path, settings: Mapping[str, str], centre_key: bytes, drain: Drain, sent: Queues) -> None:
    """I4, I5, I6: what was acknowledged is there, once, with the receipt that was handed out, and counted."""
    batches = {batch.id: batch for _, mine in sent for batch in mine}
    there = check_acknowledged(data, settings, centre_key, drain, batches)
    items = [len(batches[each].items) for each in there if each in batches]
    acknowledged = [len(batches[each].items) for each in drain.receipts]
    assert sum(receipt.accepted for receipt in drain.receipts.values()) == sum(acknowledged)
    store = opened(data, settings)
    with store.read() as session:
        counted = [session.scalar(select(func.count()).select_from(t)) for t in (BallotRow, ParticipationRow)]
        aside = session.scalar(select(func.count()).select_from(QuarantineRow))
    store.close()
    assert sum(each or 0 for each in counted) == sum(items)
    assert aside == 0


def check_acknowledged(
    data: Path,
    settings: Mapping[str, str],
    centre_key: bytes,
    drain: Drain,
    batches: Mapping[str, Frozen],
) -> set[str]:
    """I6: the centre has what it acknowledged, and the receipt that it gave. The batches that it has."""
    store = opened(data, settings)
    with store.read() as session:
        rows = session.execute(select(BatchRow.id, BatchRow.digest, BatchRow.receipt)).all()
    store.close()
    there = {row.id: row for row in rows}
    missing = set(drain.receipts) - set(there)
    assert not missing, f"{len(missing)} acknowledged batches are not there"
    for batch_id, receipt in drain.receipts.items():
        assert there[batch_id].digest == receipt.digest
        assert receipt_of(batches[batch_id], bytes(there[batch_id].receipt), centre_key) == receipt
    assert len(there) == len(rows)
    return set(there)


@contextmanager
def draining(drain: Drain) -> Iterator[None]:
    """Runs the drain beside the block, and to its end behind it."""
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(drain.run, 600.0)
        try:
            yield
        except BaseException:
            drain.over.set()
            raise
        running.result()


def killed_while_draining(
    centre: CentreProcess, url: str, sent: Queues, chance: random.Random, rounds: int
) -> Drain:
    """The drain, during which the centre was killed so many times."""
    drain = Drain(url, key_of(centre), sent)
    with draining(drain):
        for _ in range(rounds):
            before = len(drain.receipts)
            # Killed at any moment of taking a batch, while there is more to take however fast it is.
            enough = before + chance.randint(1, PER_KILL)
            wait_until(lambda n=enough: len(drain.receipts) >= n or _done(drain, sent), "receipts come")
            drain.over.wait(chance.uniform(0, LATEST_KILL))
            centre.kill()
            centre.start()
    return drain


def _done(drain: Drain, sent: Queues) -> bool:
    return len(drain.receipts) == sum(len(mine) for _, mine in sent)


def test_killed_while_it_takes_batches_the_centre_has_what_it_acknowledged(
    data: Path, chance: random.Random, kills: int
) -> None:
    senders = offices(2)
    commission = held_election().commission()
    prepare(data, commission)
    with CentreProcess(data) as centre:
        begin(centre, commission, senders)
        sent = queues(senders, PER_KILL * kills)
        drain = killed_while_draining(centre, centre.url, sent, chance, kills)
        assert _done(drain, sent)
        assert drain.answers[0, False], "the centre was never away: the kills show nothing"
        check(data, {}, key_of(centre), drain, sent)


def test_the_control_that_answers_before_its_commit_goes_red(data: Path, chance: random.Random) -> None:
    senders = offices(2)
    commission = held_election().commission()
    prepare(data, commission)
    bad = CentreProcess(data, {"BAD": "answer before commit"}, module="tests.faults.bad_centre")
    with bad as centre:
        begin(centre, commission, senders)
        with pytest.raises(AssertionError, match="are not there"):
            _until_red(centre, senders, chance)


def _until_red(centre: CentreProcess, senders: Sequence[Sender], chance: random.Random) -> None:
    for _ in range(40):
        sent = queues(senders, 3)
        drain = killed_while_draining(centre, centre.url, sent, chance, 1)
        batches = {batch.id: batch for _, mine in sent for batch in mine}
        check_acknowledged(centre.data, {}, key_of(centre), drain, batches)


def test_one_of_two_replicas_is_killed_and_nothing_is_lost(
    data: Path, database_url: str, chance: random.Random, kills: int
) -> None:
    senders = offices(4)
    commission = held_election().commission()
    settings = {"OMP_DATABASE_URL": database_url}
    prepare(data, commission, settings)
    with (
        replicas(data, database_url) as (first, second),
        Balancer([("127.0.0.1", first.port), ("127.0.0.1", second.port)]) as balancer,
    ):
        begin(first, commission, senders, balancer.url)
        sent = queues(senders, 4 * kills)
        drain = killed_while_draining(second, balancer.url, sent, chance, max(1, kills // 4))
        assert _done(drain, sent)
        assert set(balancer.served) == {("127.0.0.1", first.port), ("127.0.0.1", second.port)}
        assert not [answer for answer in drain.answers if answer[0] not in {200, 502, 503}]
        check(data, settings, key_of(first), drain, sent)


def test_two_replicas_that_receive_the_same_batch_at_once_give_one_receipt(
    data: Path, database_url: str, rounds: int
) -> None:
    (office,) = offices(1)
    commission = held_election().commission()
    settings = {"OMP_DATABASE_URL": database_url}
    prepare(data, commission, settings)
    with replicas(data, database_url) as centres, ThreadPoolExecutor(4) as pool:
        begin(centres[0], commission, [office])
        (_, batches) = queues([office], rounds)[0]
        gate = threading.Barrier(4)

        def send(batch: Frozen, url: str) -> tuple[int, bytes]:
            gate.wait()
            answer = put(url, office, batch)
            return answer.status, answer.body

        drain = Drain(centres[0].url, key_of(centres[0]), [(office, batches)])
        for batch in batches:
            urls = [centre.url for centre in centres] * 2
            answers = set(pool.map(lambda url, b=batch: send(b, url), urls))
            assert len(answers) == 1, answers
            ((status, body),) = answers
            assert status == 200
            drain.receipts[batch.id] = receipt_of(batch, body, key_of(centres[0]))
        check(data, settings, key_of(centres[0]), drain, [(office, batches)])


def test_the_control_without_unique_keys_takes_the_same_batch_twice(data: Path, database_url: str) -> None:
    """The keys of the tables are what makes two replicas agree: without them the same check goes red."""
    (office,) = offices(1)
    commission = held_election().commission()
    settings = {"OMP_DATABASE_URL": database_url}
    prepare(data, commission, settings)
    with replicas(data, database_url) as centres, ThreadPoolExecutor(2) as pool:
        begin(centres[0], commission, [office])
        _drop_keys(database_url)
        for _ in range(20):
            page = office.page([(ballot, CAST) for ballot in copies(office.kiosk, ITEMS)])
            gate = threading.Barrier(2)

            def send(url: str, page: Frozen = page, gate: threading.Barrier = gate) -> int:
                gate.wait()
                return put(url, office, page).status

            list(pool.map(send, [centre.url for centre in centres]))
            with psycopg.connect(bare(database_url)) as connection:
                twice = connection.execute("SELECT id FROM batch GROUP BY id HAVING count(*) > 1").fetchall()
            if twice:
                return
    pytest.fail("without any key nothing was there twice: the race is not met")


def _drop_keys(database_url: str) -> None:
    """Batches, pages and ballots have no primary key, no unique constraint and no unique index any more."""
    with psycopg.connect(bare(database_url), autocommit=True) as connection:
        constraints = connection.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE contype IN ('p', 'u') AND conrelid::regclass::text IN ('batch', 'page', 'ballot')"
        ).fetchall()
        for table, name in constraints:
            connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT IF EXISTS "{name}" CASCADE')  # type: ignore[call-overload]
        connection.execute("DROP INDEX IF EXISTS uq_batch_place")


def test_a_database_that_goes_away_and_comes_back_loses_nothing(data: Path, own_postgres: Postgres) -> None:
    senders = offices(2)
    commission = held_election().commission()
    with own_postgres.database() as database_url:
        settings = {"OMP_DATABASE_URL": database_url}
        prepare(data, commission, settings)
        with replicas(data, database_url, count=1) as (centre,):
            begin(centre, commission, senders)
            sent = queues(senders, 12)
            drain = Drain(centre.url, key_of(centre), sent)
            with draining(drain):
                wait_until(lambda: drain.receipts, "a receipt comes")
                own_postgres.stop()
                wait_until(lambda: drain.answers[503, True], "the centre says that it cannot")
                assert centre.get("/readyz")[0] == 503
                assert centre.get("/livez")[0] == 200, "a restart would not bring the database back"
                own_postgres.come_back()
            assert _done(drain, sent)
            assert not [answer for answer in drain.answers if answer[0] not in {200, 503}], drain.answers
            assert centre.ready()
            check(data, settings, key_of(centre), drain, sent)


@pytest.mark.skipif(sys.platform != "linux", reason="limits a running process by prlimit")
def test_a_full_disk_at_the_centre_acknowledges_nothing_and_goes_on_when_there_is_room(data: Path) -> None:
    """The files of the centre may not grow: what a full disk does to it, without filling one."""
    senders = offices(2)
    commission = held_election().commission()
    prepare(data, commission)
    with CentreProcess(data) as centre:
        begin(centre, commission, senders)
        sent = queues(senders, 8)
        drain = Drain(centre.url, key_of(centre), sent)
        _limit(centre, (data / "centre.db").stat().st_size + 8192)
        with draining(drain):
            wait_until(lambda: drain.answers[503, True] > 3, "the centre says that it cannot")
            taken = len(drain.receipts)
            _limit(centre, resource.RLIM_INFINITY)
        assert taken < sum(len(mine) for _, mine in sent)
        assert _done(drain, sent)
        assert not [answer for answer in drain.answers if answer[0] not in {200, 503}], drain.answers
        check(data, {}, key_of(centre), drain, sent)


def _limit(centre: CentreProcess, size: int) -> None:
    assert centre.process is not None
    resource.prlimit(centre.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
