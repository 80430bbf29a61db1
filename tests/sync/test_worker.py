"""The thread that sends, against a centre on a real socket: nothing is lost, all that fails is seen."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from omp_desktop.crypto.signing import generate
from omp_desktop.domain.clock import NoMark, TrustedClock
from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState, CentreLink
from omp_desktop.store.errors import RecordMissing, StoreFull
from omp_desktop.store.records import StoredBatch
from omp_desktop.store.repositories.batches import ATTEMPTS_WAITED_FOR
from omp_desktop.sync import delivery, worker
from omp_desktop.sync.client import CentreClient
from omp_desktop.sync.delivery import Delivered, passes
from omp_desktop.sync.errors import CopiedStore, KeyDiffers, Reason, RefusedUnexplained
from omp_desktop.sync.office import Office
from omp_desktop.sync.status import Connection, SyncStatus
from omp_desktop.sync.worker import HELD_SECONDS, HELLO_SECONDS, PULL_SECONDS, Parts, Worker
from omp_desktop.wire.envelope import Sealed, open_envelope
from omp_desktop.wire.receipt import Receipt
from omp_desktop.wire.refusals import (
    AlreadyRegistered,
    BatchDigestMismatch,
    BatchSignatureWrong,
    DeviceRevoked,
    DeviceUnconfirmed,
    ElectionUnknown,
    RequestUnsigned,
)
from omp_desktop.wire.station import ChainState, DiffAnswer
from omp_desktop.wire.unreachable import (
    AnotherAnswered,
    CentreBusy,
    CentreNotGenuine,
    NoConnection,
    ReceiptWrong,
)
from tests.sync.sending_station import SendingStation
from tests.sync.stub_centre import (
    Misdeed,
    StubCentre,
    answers,
    hangs_up,
    honest,
    loses_the_reply,
    refuses,
    resets,
    says_nothing,
    truncates,
)

NOW = datetime(2026, 12, 3, 1, tzinfo=UTC)


class KeyAway(OmpError):
    """The key store does not answer."""

    code = "test.key-away"
    ko = ErrorText("열쇠 없음", "기다리십시오.")
    en = ErrorText("No key", "Wait.")


@dataclass
class Bench:
    """A worker whose clock is moved by hand; every round is run by the test."""

    station: SendingStation
    centre: StubCentre
    seconds: float = 1000.0
    pulled: list[float] = field(default_factory=list)
    told: list[datetime] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    key_away: bool = False
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        office = Office(self.station.polls.store, self.station.freezer, self._seed)
        self.worker = Worker(
            Parts(
                self.station.polls.store,
                office,
                CentreClient,
                pulls=[lambda: self.pulled.append(self.seconds)],
                accept_time=self.told.append,
                now=lambda: NOW + timedelta(seconds=self.seconds),
                monotonic=lambda: self.seconds,
                uniform=self._longest,
            )
        )

    @property
    def status(self) -> SyncStatus:
        return self.worker.status

    def link(self, **changes: Any) -> CentreLink:
        return self.station.link_to(
            changes.pop("url", self.centre.url), self.centre.key.public_key, **changes
        )

    def round(self, later: float = 0.0) -> SyncStatus:
        """Some seconds later the worker has its turn."""
        self.seconds += later
        self.worker.round()
        return self.status

    def until_quiet(self, rounds: int = 30) -> None:
        """Rounds, ten minutes after one another."""
        for _ in range(rounds):
            self.round(600)

    def state_of(self, lane: str = "S") -> list[BatchState]:
        return [batch.state for batch in self.station.stored() if batch.chain.lane == lane]

    def _longest(self, _low: float, high: float) -> float:
        self.waits.append(high)
        return high

    def _seed(self, _device_id: str) -> bytes:
        if self.key_away:
            raise KeyAway
        return self.station.key.seed


@pytest.fixture
def bench(station: SendingStation, centre: StubCentre) -> Iterator[Bench]:
    made = Bench(station, centre)
    yield made
    made.worker.stop()


def test_alone_it_freezes_nothing_and_says_so(bench: Bench) -> None:
    bench.station.statements(1)
    status = bench.round()
    assert (status.connection, status.queued.statements) == (Connection.ALONE, 1)
    assert bench.station.stored() == []


def test_by_stick_alone_it_freezes_and_asks_nobody(bench: Bench) -> None:
    bench.link(url="")
    bench.station.statements(1)
    assert bench.round().connection is Connection.STICK
    assert bench.state_of() == [BatchState.WAITING]
    assert bench.centre.asked == []


def test_before_it_is_confirmed_it_sends_nothing_and_fetches_news(bench: Bench) -> None:
    bench.link(confirmed=False)
    bench.station.statements(1)
    assert bench.round().connection is Connection.UNCONFIRMED
    assert bench.centre.paths("PUT") == []
    assert len(bench.pulled) == 1


def test_everything_that_waits_is_sent_and_acknowledged(bench: Bench) -> None:
    bench.link()
    bench.station.statements(2)
    bench.station.participations(40)
    bench.station.ballots(40)
    status = bench.round()
    assert status.connection is Connection.CONNECTED
    assert {batch.state for batch in bench.station.stored()} == {BatchState.ACKNOWLEDGED}
    assert (status.queued.statements, status.queued.participations, status.queued.ballots) == (0, 10, 10)
    assert status.last_receipt is not None
    assert len(bench.centre.batches) == 3


def test_polls_that_close_are_seen_in_the_next_round(bench: Bench) -> None:
    bench.link()
    bench.station.participations(300)
    bench.station.ballots(300)
    bench.round()
    assert bench.status.queued.ballots == 10
    bench.station.close()
    status = bench.round()
    assert (status.queued.participations, status.queued.ballots) == (0, 0)


def test_a_batch_is_sent_before_its_first_byte_goes_out(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    seen: list[BatchState] = []

    def looks(centre: StubCentre, handler: Any, asked: Any) -> None:
        seen.extend(bench.state_of())
        loses_the_reply(centre, handler, asked)

    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds.append(looks)
    bench.round()
    assert seen == [BatchState.ACKNOWLEDGED, BatchState.SENT]


PASSING: list[tuple[Misdeed, type[OmpError]]] = [
    (loses_the_reply, NoConnection),
    (hangs_up, NoConnection),
    (resets, NoConnection),
    (truncates, NoConnection),
    (answers(200, b"<html>", "text/html"), AnotherAnswered),
    (answers(204, b"", ""), AnotherAnswered),
    (answers(302, b"", Location="/"), AnotherAnswered),
    (answers(408), CentreBusy),
    (answers(409), CentreBusy),
    (answers(425), CentreBusy),
    (answers(429), CentreBusy),
    (answers(500), CentreBusy),
    (answers(503), CentreBusy),
]


@pytest.mark.parametrize(("misdeed", "problem"), PASSING)
def test_what_may_pass_is_tried_again_and_arrives_once(
    bench: Bench, misdeed: Misdeed, problem: type[OmpError]
) -> None:
    bench.link()
    bench.round()
    bench.station.statements(3)
    bench.centre.misdeeds.append(misdeed)
    status = bench.round()
    assert status.connection is Connection.OFFLINE
    assert type(status.problem) is problem
    assert status.next_try is not None
    assert bench.state_of() == [BatchState.SENT]
    assert bench.status.queued.statements == 3
    status = bench.round(later=2)
    assert (status.connection, status.problem, status.next_try) == (Connection.CONNECTED, None, None)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]
    assert len(bench.centre.batches) == 1


REFUSALS: list[tuple[Misdeed, str]] = [
    (answers(400, b"", "text/plain"), RefusedUnexplained.code),
    (answers(404, b"<html>", "text/html"), RefusedUnexplained.code),
    (answers(410, b"{}"), RefusedUnexplained.code),
    (refuses(BatchSignatureWrong()), BatchSignatureWrong.code),
    (refuses(ElectionUnknown()), ElectionUnknown.code),
]


@pytest.mark.parametrize(("misdeed", "code"), REFUSALS)
def test_a_refusal_deletes_nothing_holds_the_batch_and_lets_the_others_go(
    bench: Bench, misdeed: Misdeed, code: str
) -> None:
    bench.link()
    bench.round()
    bench.station.statements(2)
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.centre.misdeeds.append(misdeed)
    status = bench.round()
    (statements,) = bench.station.stored("S")
    assert (statements.state, statements.problem) == (BatchState.HELD, code)
    assert bench.state_of("P") == [BatchState.ACKNOWLEDGED]
    assert (status.connection, status.queued.held) == (Connection.CONNECTED, 1)
    assert _whole(bench, statements)
    assert bench.status.queued.statements == 2


def _whole(bench: Bench, batch: StoredBatch) -> bool:
    """Whether the bytes of a batch and its items are all there."""
    with bench.station.polls.store.read() as uow:
        kept = uow.batches.body(batch.batch_id)
        return bool(kept) and len(uow.outbox.waiting("S")) == batch.n


def test_a_client_that_deletes_what_was_refused_is_found_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: what others did."""

    def careless(store: Any, centre: Any, key: bytes, station_id: str, batch: StoredBatch) -> Delivered:
        done = deliver(store, centre, key, station_id, batch)
        if done.held:
            with store.uow() as uow:
                uow.batches.acknowledge(batch.batch_id, b"no receipt")
                uow.commit()
        return done

    deliver = delivery.deliver
    monkeypatch.setattr(worker, "deliver", careless)
    with pytest.raises(AssertionError):
        test_a_refusal_deletes_nothing_holds_the_batch_and_lets_the_others_go(
            bench, refuses(ElectionUnknown()), ElectionUnknown.code
        )


def test_a_held_batch_is_tried_again_every_hour(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds.append(answers(400))
    bench.round()
    bench.round(later=HELD_SECONDS / 2)
    assert bench.state_of() == [BatchState.HELD]
    bench.round(later=HELD_SECONDS / 2 + 1)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_poisoned_batch_blocks_nobody(bench: Bench) -> None:
    """It makes the centre fail each time; the others go first by then."""
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.station.freeze()
    (poisoned,) = bench.station.stored("S")

    def fails(centre: StubCentre, handler: Any, asked: Any) -> None:
        centre.misdeeds.append(fails)
        if poisoned.batch_id in asked.path:
            answers(500)(centre, handler, asked)
        else:
            handler.send_response(200)
            reply = centre.answer(asked)
            handler.send_header("Content-Type", reply.content_type)
            handler.send_header("Content-Length", str(len(reply.body)))
            handler.end_headers()
            handler.wfile.write(reply.body)

    bench.centre.misdeeds.append(fails)
    bench.round()
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.until_quiet(3)
    assert bench.state_of("P") == [BatchState.ACKNOWLEDGED]
    assert bench.state_of("S") == [BatchState.SENT]
    bench.centre.misdeeds.clear()
    bench.round(later=600)
    assert bench.state_of("S") == [BatchState.ACKNOWLEDGED]


def test_a_batch_that_the_centre_can_never_take_does_not_block_its_own_lane(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is queued behind it gathers for a while, and goes then."""
    bench.link()
    bench.station.statements(1)
    bench.station.freeze()
    (poisoned,) = bench.station.stored("S")
    good = bench.centre.take_batch

    def take_batch(batch_id: str, packed: bytes) -> bytes:
        return b"" if batch_id == poisoned.batch_id else good(batch_id, packed)

    monkeypatch.setattr(bench.centre, "take_batch", take_batch)
    bench.round()
    bench.station.statements(2)
    bench.until_quiet(3)
    assert bench.state_of() == [BatchState.SENT]
    bench.until_quiet(ATTEMPTS_WAITED_FOR)
    assert bench.state_of() == [BatchState.SENT, BatchState.ACKNOWLEDGED]


def test_lanes_take_turns(bench: Bench) -> None:
    bench.link()
    for _ in range(3):
        bench.station.statements(1)
        bench.station.participations(1, ParticipationState.ISSUED)
        bench.station.freeze(ahead=True)
    bench.round()
    order = [path.rsplit("/", 1)[1] for path in bench.centre.paths("PUT")]
    lane_of = {batch.batch_id: batch.chain.lane for batch in bench.station.stored()}
    assert [lane_of[batch_id] for batch_id in order] == ["S", "P"] * 3


def test_the_publication_goes_before_everything_else_of_its_election(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1, kind="election-published")
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.centre.misdeeds += [answers(503)]
    bench.round()
    bench.centre.misdeeds += [answers(200, bench.centre.hello("ab" * 8)), answers(503)]
    bench.until_quiet(3)
    lane_of = {batch.batch_id: batch.chain.lane for batch in bench.station.stored()}
    order = [lane_of[path.rsplit("/", 1)[1]] for path in bench.centre.paths("PUT")]
    assert order[-1] == "P"
    assert set(order[:-1]) == {"S"}


def test_a_receipt_for_something_else_is_no_receipt(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(2)

    def lies(centre: StubCentre, handler: Any, asked: Any) -> None:
        answers(200, centre.receipt_of(asked.body, accepted=1))(centre, handler, asked)

    bench.centre.misdeeds.append(lies)
    status = bench.round()
    assert type(status.problem) is ReceiptWrong
    assert bench.state_of() == [BatchState.SENT]
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_client_that_believes_any_good_answer_is_found_out(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control of the test above: acknowledging without looking at the receipt."""

    def believes(store: Any, batch_id: str, sealed: Any, _key: bytes) -> Receipt:
        with store.uow() as uow:
            uow.batches.acknowledge(batch_id, sealed.envelope)
            uow.commit()
        receipt: Receipt = sealed.read(Receipt)
        return receipt

    monkeypatch.setattr(delivery, "acknowledge", believes)
    with pytest.raises(AssertionError):
        test_a_receipt_for_something_else_is_no_receipt(bench)


def test_another_centre_gets_no_receipt_believed(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    bench.centre.key = generate()
    status = bench.round()
    assert type(status.problem) is CentreNotGenuine
    assert status.connection is Connection.OFFLINE


def test_waits_grow_and_after_five_failures_only_hello_is_asked(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds += [answers(503)] * 100
    bench.until_quiet(8)
    assert bench.waits[:5] == [1.0, 2.0, 4.0, 8.0, 16.0]
    asked = len(bench.centre.paths("PUT"))
    bench.until_quiet(3)
    assert len(bench.centre.paths("PUT")) == asked
    bench.centre.misdeeds.clear()
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_centre_that_says_hello_and_takes_nothing_is_left_in_peace(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)

    def takes_nothing(centre: StubCentre, handler: Any, asked: Any) -> None:
        centre.misdeeds.append(takes_nothing)
        if asked.method == "PUT":
            answers(503)(centre, handler, asked)
        else:
            reply = centre.answer(asked)
            answers(reply.status, reply.body, reply.content_type)(centre, handler, asked)

    bench.centre.misdeeds.append(takes_nothing)
    bench.until_quiet(12)
    assert bench.waits[-1] == 300.0
    assert len(bench.centre.paths("PUT")) <= 12
    bench.centre.misdeeds.clear()
    bench.round(later=600)
    assert bench.status.connection is Connection.CONNECTED
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


@pytest.mark.parametrize("status", [429, 503])
def test_a_centre_that_says_when_is_not_asked_earlier(bench: Bench, status: int) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds.append(answers(status, Retry_After="120"))
    bench.round()
    before = len(bench.centre.asked)
    bench.round(later=100)
    assert len(bench.centre.asked) == before
    bench.round(later=21)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_trying_now_ends_the_wait_and_takes_up_what_is_held(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds += [answers(400)]
    bench.round()
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.centre.misdeeds += [answers(503, Retry_After="900")]
    bench.round()
    bench.worker.try_now()
    bench.round()
    assert {batch.state for batch in bench.station.stored()} == {BatchState.ACKNOWLEDGED}


def test_one_held_batch_can_be_tried_alone(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.centre.misdeeds += [answers(400), answers(400)]
    bench.round()
    assert bench.status.queued.held == 2
    (statements,) = bench.station.stored("S")
    bench.worker.try_now(statements.batch_id)
    bench.round()
    assert bench.state_of("S") == [BatchState.ACKNOWLEDGED]
    assert bench.state_of("P") == [BatchState.HELD]


@pytest.mark.parametrize("refusal", [RequestUnsigned(), DeviceUnconfirmed(), DeviceRevoked()])
def test_while_the_device_is_refused_one_batch_asks_for_all(bench: Bench, refusal: OmpError) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.centre.misdeeds += [refuses(refusal)]
    status = bench.round()
    assert type(status.problem) is type(refusal)
    assert (status.queued.held, status.queued.waiting) == (1, 1)
    bench.station.statements(1)
    before = len(bench.centre.paths("PUT"))
    bench.round(later=1)
    assert len(bench.centre.paths("PUT")) == before
    assert len(bench.station.stored("S")) == 1
    bench.round(later=600)
    assert {batch.state for batch in bench.station.stored()} == {BatchState.ACKNOWLEDGED}
    assert bench.status.problem is None
    assert len(bench.station.stored("S")) == 2


def test_a_device_that_stays_refused_is_asked_less_and_less(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)

    def refused(centre: StubCentre, handler: Any, asked: Any) -> None:
        centre.misdeeds.append(refused)
        if asked.method == "PUT":
            refuses(DeviceUnconfirmed())(centre, handler, asked)
        else:
            reply = centre.answer(asked)
            answers(reply.status, reply.body, reply.content_type)(centre, handler, asked)

    bench.centre.misdeeds.append(refused)
    bench.until_quiet(8)
    assert bench.waits[:3] == [8.0, 16.0, 32.0]
    assert bench.waits[-1] == 300.0
    assert bench.status.problem is not None
    assert bench.state_of() == [BatchState.HELD]


def test_a_batch_that_asks_for_all_and_is_refused_for_itself_lets_the_others_go(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.centre.misdeeds += [refuses(DeviceUnconfirmed())]
    bench.round()
    hello = bench.centre.answer
    bench.centre.misdeeds += [lambda c, h, a: answers(200, hello(a).body)(c, h, a), answers(400)]
    bench.round(later=30)
    bench.round()
    assert bench.state_of("S") == [BatchState.HELD]
    assert bench.state_of("P") == [BatchState.ACKNOWLEDGED]


def test_a_batch_that_a_stick_acknowledged_meanwhile_is_not_sent_again(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds += [refuses(DeviceUnconfirmed())]
    bench.round()
    (batch,) = bench.station.stored("S")
    with bench.station.polls.store.read() as uow:
        packed = uow.batches.body(batch.batch_id)
    sealed = open_envelope(bench.centre.receipt_of(packed))
    bench.station.office.acknowledge(batch.batch_id, sealed)
    before = len(bench.centre.paths("PUT"))
    bench.round(later=600)
    assert len(bench.centre.paths("PUT")) == before
    done = delivery.deliver(
        bench.station.polls.store,
        CentreClient(bench.link(), bench.station.key.seed),
        bench.centre.key.public_key,
        bench.station.polls.station_id,
        batch,
    )
    assert done == Delivered()
    bench.station.statements(1)
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED] * 2


def _restarted(bench: Bench) -> Bench:
    bench.worker.stop()
    return Bench(bench.station, bench.centre, bench.seconds)


def test_a_lost_receipt_is_asked_for_and_the_batch_not_sent_again(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    bench.centre.misdeeds += [honest, honest, loses_the_reply]
    bench.round()
    assert bench.state_of() == [BatchState.SENT]
    again = _restarted(bench)
    again.round()
    assert again.state_of() == [BatchState.ACKNOWLEDGED]
    assert len(bench.centre.paths("PUT")) == 1


@pytest.mark.parametrize("lie", ["{}", "not even JSON"])
def test_a_receipt_that_is_none_is_passed_over_and_the_batch_sent_again(bench: Bench, lie: str) -> None:
    bench.link()
    bench.station.statements(1)
    bench.centre.misdeeds += [honest, honest, loses_the_reply]
    bench.round()
    (batch,) = bench.station.stored("S")
    answer = DiffAnswer(missing=[], differ=[], receipts={batch.batch_id: lie})
    again = _restarted(bench)
    bench.centre.misdeeds += [honest, answers(200, msgspec.json.encode(answer))]
    again.round()
    assert again.state_of() == [BatchState.ACKNOWLEDGED]
    assert len(bench.centre.paths("PUT")) == 2


def test_a_receipt_of_another_centre_is_not_believed_here_either(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    bench.centre.misdeeds += [honest, honest, loses_the_reply]
    bench.round()
    (batch,) = bench.station.stored("S")
    other = StubCentre(listen=False)
    forged = other.take_batch(batch.batch_id, bench.centre.batches[batch.batch_id]).decode()
    answer = DiffAnswer(missing=[], differ=[], receipts={batch.batch_id: forged})
    again = _restarted(bench)
    bench.centre.misdeeds += [honest, answers(200, msgspec.json.encode(answer))]
    again.round()
    assert again.state_of() == [BatchState.ACKNOWLEDGED]
    assert len(bench.centre.paths("PUT")) == 2, "the receipt came by itself"


def test_one_receipt_that_is_wrong_for_ever_keeps_nothing_else_back(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    bench.centre.misdeeds += [honest, honest, loses_the_reply]
    bench.round()
    (batch,) = bench.station.stored("S")
    bench.centre.receipts[batch.batch_id] = StubCentre(listen=False).take_batch(
        batch.batch_id, bench.centre.batches[batch.batch_id]
    )
    bench.station.participations(1, ParticipationState.ISSUED)
    bench.until_quiet(5)
    assert bench.state_of("P") == [BatchState.ACKNOWLEDGED]
    assert bench.state_of("S") == [BatchState.SENT]


def test_what_a_centre_said_instead_of_hello_is_forgotten_with_the_next_hello(bench: Bench) -> None:
    bench.link()
    bench.centre.misdeeds += [answers(404, b"nothing", "text/plain")]
    assert bench.round().problem is not None
    assert bench.round(later=600).problem is None


def test_a_refusal_that_comes_behind_a_receipt_changes_nothing(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)

    def acknowledged_meanwhile(centre: StubCentre, handler: Any, asked: Any) -> None:
        batch_id = asked.path.rsplit("/", 1)[1]
        bench.station.office.acknowledge(batch_id, open_envelope(centre.receipt_of(asked.body)))
        answers(400)(centre, handler, asked)

    bench.centre.misdeeds.append(acknowledged_meanwhile)
    bench.round()
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


@pytest.mark.parametrize(
    ("code", "finding"), [("item.chain-fork", CopiedStore), ("item.device-revoked", DeviceRevoked)]
)
def test_what_the_centre_sets_aside_is_shown_and_named(
    bench: Bench, code: str, finding: type[OmpError]
) -> None:
    bench.link()
    bench.centre.set_aside = [code]
    bench.station.statements(1)
    status = bench.round()
    assert status.set_aside == 1
    assert [type(found) for found in status.findings] == [finding]
    bench.station.statements(1)
    assert len(bench.round().findings) == 1


def test_other_bytes_under_the_same_id_are_a_copied_store(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds.append(refuses(BatchDigestMismatch()))
    assert [type(found) for found in bench.round().findings] == [CopiedStore]
    assert bench.state_of() == [BatchState.HELD]


def _chain(bench: Bench, **changes: Any) -> ChainState:
    chain = ChainState(
        device_id=bench.station.office_id,
        store_epoch=1,
        lane="S",
        last=1,
        digest="00" * 32,
        missing=[],
        forks=0,
    )
    return ChainState(**{**{name: getattr(chain, name) for name in chain.__struct_fields__}, **changes})


@pytest.mark.parametrize(
    "changes", [{"last": 2}, {"digest": "ff" * 32}, {"forks": 1}, {"lane": "B"}, {"store_epoch": 2}]
)
def test_a_centre_that_knows_more_of_this_store_shows_that_it_is_a_copy(
    bench: Bench, changes: dict[str, Any]
) -> None:
    bench.link()
    bench.station.statements(1)
    bench.station.freeze()
    (own,) = bench.station.stored("S")
    bench.centre.chains = [_chain(bench, **{"digest": own.digest, **changes})]
    assert [type(found) for found in bench.round().findings] == [CopiedStore]


@pytest.mark.parametrize("changes", [{}, {"last": 0}, {"device_id": "ab" * 16, "last": 9}])
def test_a_centre_that_knows_what_this_store_knows_shows_nothing(
    bench: Bench, changes: dict[str, Any]
) -> None:
    bench.link()
    bench.station.statements(1)
    bench.station.freeze()
    (own,) = bench.station.stored("S")
    bench.centre.chains = [_chain(bench, **{"digest": own.digest, **changes})]
    assert bench.round().findings == ()


def test_people_who_went_on_from_a_copy_know_it(bench: Bench) -> None:
    bench.link()
    with bench.station.polls.store.uow() as uow:
        uow.settings.begin_epoch()
        uow.commit()
    bench.centre.chains = [_chain(bench, last=7)]
    assert bench.round().findings == ()


def test_a_centre_that_does_not_tell_of_an_election_says_nothing_of_copies(bench: Bench) -> None:
    bench.link()
    hello = bench.centre.answer
    bench.centre.misdeeds += [
        lambda c, h, a: answers(200, hello(a).body)(c, h, a),
        refuses(ElectionUnknown()),
    ]
    status = bench.round()
    assert (status.findings, status.connection) == ((), Connection.CONNECTED)


def test_a_line_that_breaks_while_copies_are_looked_for_is_offline(bench: Bench) -> None:
    bench.link()
    hello = bench.centre.answer
    bench.centre.misdeeds += [lambda c, h, a: answers(200, hello(a).body)(c, h, a), hangs_up]
    assert bench.round().connection is Connection.OFFLINE
    bench.centre.chains = [_chain(bench, last=7)]
    assert [type(found) for found in bench.round(later=600).findings] == [CopiedStore]


def test_the_time_of_the_centre_is_taken_over_with_half_of_the_way(bench: Bench) -> None:
    bench.link()
    bench.round()
    assert bench.told == [datetime.fromisoformat(bench.centre.time)]
    bench.round(later=HELLO_SECONDS + 1)
    assert len(bench.told) == 2


def test_a_time_that_was_long_on_its_way_is_not_taken(bench: Bench) -> None:
    bench.link()

    def takes_long(centre: StubCentre, handler: Any, asked: Any) -> None:
        bench.seconds += 11
        reply = centre.answer(asked)
        answers(200, reply.body)(centre, handler, asked)

    bench.centre.misdeeds.append(takes_long)
    assert bench.round().connection is Connection.CONNECTED
    assert bench.told == []


def test_half_of_the_way_is_added_to_the_time(bench: Bench) -> None:
    bench.link()

    def takes_eight_seconds(centre: StubCentre, handler: Any, asked: Any) -> None:
        bench.seconds += 8
        answers(200, centre.answer(asked).body)(centre, handler, asked)

    bench.centre.misdeeds.append(takes_eight_seconds)
    bench.round()
    assert bench.told == [datetime.fromisoformat(bench.centre.time) + timedelta(seconds=4)]


def test_a_centre_whose_clock_is_years_off_still_gets_everything(bench: Bench) -> None:
    """What it says of the time is for people to look at: nothing is refused or lost for it."""
    clock = TrustedClock(lambda: NOW, lambda: 0.0, "boot", NoMark())
    bench.worker._parts = replace(bench.worker._parts, accept_time=clock.accept_signed)
    bench.centre.time = "2031-01-01T00:00:00Z"
    bench.link()
    bench.station.statements(1)
    bench.round()
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]
    assert clock.now().year == 2031


def test_without_a_clock_that_takes_times_none_is_told(bench: Bench) -> None:
    bench.worker._parts = replace(bench.worker._parts, accept_time=None)
    bench.link()
    assert bench.round().connection is Connection.CONNECTED


def test_news_are_fetched_now_and_then(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.round(later=1)
    assert len(bench.pulled) == 1
    bench.round(later=PULL_SECONDS)
    assert len(bench.pulled) == 2


def _raising(problem: BaseException) -> Callable[[], object]:
    def fails() -> object:
        raise problem

    return fails


def test_news_that_cannot_be_fetched_are_seen_and_stop_nothing(bench: Bench) -> None:
    bench.link()
    bench.worker._parts = replace(
        bench.worker._parts,
        pulls=[_raising(ElectionUnknown()), lambda: bench.pulled.append(0.0)],
    )
    bench.station.statements(1)
    status = bench.round()
    assert type(status.problem) is ElectionUnknown
    assert bench.pulled == [0.0]
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_line_that_breaks_while_news_are_fetched_is_offline(bench: Bench) -> None:
    bench.link()
    bench.worker._parts = replace(bench.worker._parts, pulls=[_raising(NoConnection(reason=Reason.BROKEN))])
    assert bench.round().connection is Connection.OFFLINE


def test_what_nobody_expected_is_seen_and_the_next_round_comes(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench.link()
    bench.station.statements(1)
    monkeypatch.setattr(worker, "deliver", lambda *_: _raising(ZeroDivisionError("x"))())
    with caplog.at_level(logging.ERROR):
        status = bench.round()
    assert (status.connection, status.unexpected) == (Connection.UNABLE, "ZeroDivisionError")
    assert "ZeroDivisionError" in caplog.text
    monkeypatch.undo()
    status = bench.round(later=600)
    assert (status.connection, status.unexpected) == (Connection.CONNECTED, "")
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_freezer_that_fails_stops_no_batch_that_is_there(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bench.link()
    bench.station.statements(1)
    bench.station.freeze()
    monkeypatch.setattr(Office, "freeze", lambda *_: _raising(KeyError("x"))())
    with caplog.at_level(logging.ERROR):
        status = bench.round()
    assert status.unexpected == "KeyError"
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_full_disk_holds_no_batch(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A receipt that cannot be kept is asked for again."""
    bench.link()
    bench.station.statements(1)
    monkeypatch.setattr(delivery, "acknowledge", lambda *_: _raising(StoreFull())())
    status = bench.round()
    assert (status.connection, type(status.problem)) == (Connection.UNABLE, StoreFull)
    assert bench.state_of() == [BatchState.SENT]
    monkeypatch.undo()
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_store_that_cannot_be_read_is_seen(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.polls.store.close()
    status = bench.round()
    assert status.connection is Connection.UNABLE
    assert status.problem is not None


def test_a_key_store_without_the_key_is_seen_and_asked_again(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    bench.key_away = True
    status = bench.round()
    assert (status.connection, type(status.problem)) == (Connection.UNABLE, KeyAway)
    assert bench.station.stored() == []
    bench.key_away = False
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_a_key_that_is_not_the_enrolled_one_signs_nothing(bench: Bench) -> None:
    bench.link()
    bench.station.statements(1)
    bench.station.key = generate()
    status = bench.round()
    assert type(status.problem) is KeyDiffers
    assert bench.station.stored() == []


def test_a_key_that_was_changed_is_taken_over(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.key = generate()
    with bench.station.polls.store.uow() as uow:
        device = uow.devices.get(bench.station.office_id)
        uow.devices.save(replace(device, public_key=bench.station.key.public_key.hex()))
        uow.commit()
    bench.station.statements(1)
    bench.round()
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]
    assert bench.station.sent("S")


def test_another_address_is_called_from_the_next_round_on(bench: Bench) -> None:
    bench.link(url="http://127.0.0.1:1")
    bench.station.statements(1)
    assert bench.round().connection is Connection.OFFLINE
    bench.link()
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_an_address_that_is_none_is_seen(bench: Bench) -> None:
    bench.link(url="http://centre.example")
    status = bench.round()
    assert status.connection is Connection.OFFLINE
    assert status.problem is not None


def test_the_time_of_being_offline_is_that_of_its_beginning(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds += [hangs_up] * 9
    began = bench.round(later=5).since
    assert bench.round(later=400).since == began
    bench.centre.misdeeds.clear()
    assert bench.round(later=400).since != began


def test_whoever_wants_to_know_is_told_of_changes_until_they_no_longer_want(bench: Bench) -> None:
    heard: list[SyncStatus] = []
    unsubscribe = bench.worker.board.subscribe(heard.append)
    bench.round()
    bench.round()
    assert len(heard) == 1
    unsubscribe()
    bench.link()
    bench.round()
    assert len(heard) == 1


def test_a_listener_that_fails_stops_nothing(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def fails(_status: SyncStatus) -> None:
        raise ZeroDivisionError

    bench.worker.board.subscribe(fails)
    bench.link()
    bench.station.statements(1)
    with caplog.at_level(logging.ERROR):
        bench.round()
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def test_nothing_goes_out_twice_at_once(bench: Bench) -> None:
    bench.link()
    bench.station.statements(401)
    bench.station.freeze(ahead=True)
    bench.round()
    assert len(bench.centre.paths("PUT")) == len(set(bench.centre.paths("PUT"))) == 3


def test_what_may_pass_follows_from_the_status_of_the_refusal() -> None:
    assert passes(NoConnection(reason=Reason.BROKEN))
    assert passes(AlreadyRegistered())
    assert not passes(ElectionUnknown())
    assert not passes(RefusedUnexplained(status=400))


def test_an_answer_of_409_with_a_reason_is_tried_again_later(bench: Bench) -> None:
    bench.link()
    bench.round()
    bench.station.statements(1)
    bench.centre.misdeeds.append(refuses(AlreadyRegistered()))
    status = bench.round()
    assert type(status.problem) is AlreadyRegistered
    assert status.next_try is not None
    assert bench.state_of() == [BatchState.SENT]
    bench.round(later=600)
    assert bench.state_of() == [BatchState.ACKNOWLEDGED]


def _wait_for(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def test_the_thread_drains_the_queue_and_ends_when_it_is_told(
    station: SendingStation, centre: StubCentre
) -> None:
    station.polls.store.settle_here()
    station.link_to(centre.url, centre.key.public_key)
    station.statements(1)
    sending = Worker(Parts(station.polls.store, station.office, CentreClient))
    sending.start()
    _wait_for(lambda: station.waits("S") == 0)
    station.statements(1)
    sending.wake()
    _wait_for(lambda: station.waits("S") == 0)
    sending.stop()
    assert not sending._thread.is_alive()


def test_what_is_in_flight_when_it_ends_is_broken_off_and_sent_again(
    station: SendingStation, centre: StubCentre
) -> None:
    station.polls.store.settle_here()
    station.link_to(centre.url, centre.key.public_key)
    sending = Worker(Parts(station.polls.store, station.office, CentreClient))
    sending.start()
    _wait_for(lambda: sending.status.connection is Connection.CONNECTED)
    centre.misdeeds += [says_nothing] * 3
    station.statements(1)
    sending.wake()
    _wait_for(lambda: centre.paths("PUT"))
    sending.stop(seconds=10)
    assert not sending._thread.is_alive()
    assert [batch.state for batch in station.stored("S")] == [BatchState.SENT]
    centre.misdeeds.clear()
    again = Worker(Parts(station.polls.store, station.office, CentreClient))
    again.round()
    again.stop()
    assert [batch.state for batch in station.stored("S")] == [BatchState.ACKNOWLEDGED]


def test_a_copy_sends_nothing_before_somebody_said_that_it_goes_on(
    station: SendingStation, centre: StubCentre
) -> None:
    station.link_to(centre.url, centre.key.public_key)
    station.statements(1)
    store = station.polls.store
    assert store.elsewhere
    sending = Worker(Parts(store, station.office, CentreClient))
    sending.start()
    _wait_for(lambda: sending.status.connection is Connection.UNABLE)
    assert station.waits("S") == 1
    assert centre.paths("PUT") == []

    store.settle_here()
    sending.wake()

    _wait_for(lambda: station.waits("S") == 0)
    sending.stop()


def test_a_worker_that_was_never_started_can_be_stopped(station: SendingStation) -> None:
    Worker(Parts(station.polls.store, station.office, CentreClient)).stop()


def test_for_a_stick_everything_that_may_go_is_frozen(bench: Bench) -> None:
    office = bench.station.office
    bench.station.statements(401)
    assert office.freeze_all() == 0
    bench.link(url="")
    assert office.freeze_all() == 3


def test_without_a_centre_no_receipt_is_taken(bench: Bench) -> None:
    with pytest.raises(RecordMissing):
        bench.station.office.acknowledge("00" * 16, Sealed(b"{}", bytes(64)))
