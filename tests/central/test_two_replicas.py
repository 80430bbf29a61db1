"""Two replicas on one PostgreSQL receive the same and contradicting batches at the same moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import msgspec
import pytest
from sqlalchemy import func, select

from omp_desktop.central import ingest
from omp_desktop.central.centre import Centre
from omp_desktop.central.engine import CentreStore
from omp_desktop.central.reconcile import Subject, reconcile
from omp_desktop.central.schema import (
    BallotRow,
    Base,
    BatchRow,
    ElectionRow,
    ParticipationRow,
    StatementRow,
)
from omp_desktop.domain.errors import OmpError
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.receipt import Receipt
from omp_desktop.wire.refusals import BatchDigestMismatch
from tests.central.asking import Scene
from tests.central.senders import Frozen, Sender, cast, participation, published, put_row

ROUNDS = 6


@dataclass(frozen=True)
class Pair:
    """The scene's centre, and a second replica of it with connections of its own."""

    here: Scene
    replicas: tuple[Centre, Centre]

    def at_once(self, *batches: Frozen) -> list[Receipt | OmpError]:
        """Sends each of them at the same moment, to one replica after the other."""
        barrier = Barrier(len(batches))

        def send(number: int) -> Receipt | OmpError:
            batch = batches[number]
            _, _, _, election, _, station, _, batch_id = batch.path.split("/")
            packed = batch.packed
            barrier.wait()
            try:
                place = ingest.Place(election, station, batch_id)
                envelope = ingest.receive(self.replicas[number % 2], packed, place)
            except OmpError as refusal:
                return refusal
            return open_envelope(envelope).read(Receipt)

        with ThreadPoolExecutor(len(batches)) as threads:
            return list(threads.map(send, range(len(batches))))

    def count(self, row: type[BallotRow | BatchRow | ParticipationRow | StatementRow | ElectionRow]) -> int:
        with self.here.store.read() as session:
            return session.scalar(select(func.count()).select_from(row)) or 0

    def differences(self) -> set[Subject]:
        with self.here.store.read() as session:
            key = self.here.app.centre.keys.public_key
            return {each.subject for each in reconcile(session, self.here.election.id, key)}


@pytest.fixture
def pair(here_postgres: Scene) -> Iterator[Pair]:
    first = here_postgres.app.centre
    store = CentreStore(first.store.engine.url)
    yield Pair(here_postgres, (first, Centre(store, first.keys)))
    store.close()


def receipts_of(answers: Sequence[Receipt | OmpError]) -> list[Receipt]:
    return [answer for answer in answers if isinstance(answer, Receipt)]


def test_the_same_batch_at_once_is_taken_once_and_answered_alike(pair: Pair) -> None:
    office = pair.here.office
    for _ in range(ROUNDS):
        batch = office.ballots(5)
        answers = pair.at_once(*[batch] * 4)
        assert len({msgspec.json.encode(each) for each in receipts_of(answers)}) == 1
        assert len(receipts_of(answers)) == 4
    assert pair.count(BallotRow) == 5 * ROUNDS
    assert pair.differences() == set()


def test_two_batches_under_one_id_at_once_leave_one(pair: Pair) -> None:
    office = pair.here.office
    for number in range(ROUNDS):
        first = office.participations(cast(3, first=10 * number))
        other = office.copy().participations(cast(4, first=10 * number), batch_id=first.id)
        answers = pair.at_once(first, other)
        assert len(receipts_of(answers)) == 1
        assert [type(each) for each in answers if isinstance(each, OmpError)] == [BatchDigestMismatch]


def test_two_branches_at_once_leave_one_in_the_place(pair: Pair) -> None:
    office = pair.here.office
    for number in range(ROUNDS):
        copied = office.copy()
        branches = (
            office.participations(cast(3, first=20 * number)),
            copied.participations(cast(3, first=20 * number + 10)),
        )
        receipts = receipts_of(pair.at_once(*branches))
        assert len(receipts) == 2
        # From the second round on the office itself may stand on the branch that was second.
        assert any(len(each.quarantined) == 3 for each in receipts)
    assert pair.differences() <= {Subject.BRANCHES, Subject.MISSING_BATCHES}


def test_a_batch_and_one_that_contradicts_it_behind_are_never_both_taken(pair: Pair) -> None:
    for number in range(ROUNDS):
        office = _enrolled(pair, 0)
        copied = office.copy()
        first = office.participations(cast(2, first=40 * number))
        copied.participations(cast(2, first=40 * number + 10))
        second = copied.participations(cast(2, first=40 * number + 20))
        receipts = receipts_of(pair.at_once(first, second))
        assert sorted(len(each.quarantined) for each in receipts) == [0, 2]


def test_one_ballot_brought_by_two_offices_at_once_counts_once(pair: Pair) -> None:
    first, second = _enrolled(pair, 0), _enrolled(pair, 0)
    for _ in range(ROUNDS):
        receipts = receipts_of(pair.at_once(first.ballots(10), second.ballots(10)))
        assert sorted((each.accepted, each.duplicate) for each in receipts) == [(0, 10), (10, 0)]
    assert pair.count(BallotRow) == 10 * ROUNDS
    assert pair.differences() == set()


def test_one_voter_at_two_stations_at_once_votes_once(pair: Pair) -> None:
    first, second = _enrolled(pair, 0), _enrolled(pair, 1)
    for number in range(ROUNDS):
        voters = cast(20, first=20 * number)
        receipts = receipts_of(pair.at_once(first.participations(voters), second.participations(voters)))
        assert sorted((each.accepted, len(each.quarantined)) for each in receipts) == [(0, 20), (20, 0)]
    assert pair.count(ParticipationRow) == 20 * ROUNDS
    assert pair.differences() == set()


def test_a_permit_and_a_cast_of_one_voter_at_two_stations_at_once_leave_one(pair: Pair) -> None:
    first, second = _enrolled(pair, 0), _enrolled(pair, 1)
    for number in range(ROUNDS):
        voters = range(20 * number, 20 * number + 20)
        receipts = receipts_of(
            pair.at_once(
                first.participations([participation(voter, "issued") for voter in voters]),
                second.participations(cast(20, first=20 * number)),
            )
        )
        assert sorted((each.accepted, len(each.quarantined)) for each in receipts) == [(0, 20), (20, 0)]
    assert pair.differences() == set()


def test_statements_of_two_stations_at_once_are_numbered_without_a_gap(pair: Pair) -> None:
    offices = [_enrolled(pair, 0), _enrolled(pair, 1)]
    for _ in range(ROUNDS):
        batches = [office.statements(*[("whatever", n) for n in range(5)]) for office in offices]
        assert all(each.accepted == 5 for each in receipts_of(pair.at_once(*batches, *batches)))
    with pair.here.store.read() as session:
        cursors = list(session.scalars(select(StatementRow.cursor).order_by(StatementRow.cursor)))
    assert cursors == list(range(1, len(cursors) + 1))
    assert pair.differences() == set()


def test_an_election_that_is_published_at_both_replicas_at_once_is_there_once(pair: Pair) -> None:
    commission = pair.here.election.commission(0)
    with pair.here.store.begin() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
        put_row(session, commission)
    first = commission.publish()
    second = commission.statements(("whatever", 1), ("election-published", published(pair.here.election)))
    receipts = receipts_of(pair.at_once(first, second, first, second))
    assert [each.accepted for each in receipts] == [1, 2, 1, 2]
    assert (pair.count(ElectionRow), pair.count(StatementRow)) == (1, 3)


def _enrolled(pair: Pair, station: int) -> Sender:
    office = pair.here.election.office(station)
    with pair.here.store.begin() as session:
        put_row(session, office)
    return office
