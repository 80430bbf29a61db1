"""Sending as a state machine: whatever happens in whichever order, nothing is lost or counted twice.

Over a real socket, with crashes between any two steps, restarts, and sticks that carry batches and receipts
beside the network.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.sync.client import CentreClient
from omp_desktop.sync.worker import Parts, Worker
from omp_desktop.wire.envelope import open_envelope
from omp_desktop.wire.refusals import BatchSignatureWrong, DeviceUnconfirmed, ElectionUnknown
from tests.store.station import open_polls, opened
from tests.sync.sending_station import SendingStation
from tests.sync.stub_centre import (
    Misdeed,
    StubCentre,
    answers,
    hangs_up,
    loses_the_reply,
    refuses,
    resets,
    truncates,
)

MISDEEDS: list[Misdeed] = [
    loses_the_reply,
    hangs_up,
    resets,
    truncates,
    answers(200, b"<html>", "text/html"),
    answers(302, b"", Location="/"),
    answers(400),
    answers(404),
    answers(410),
    answers(429, Retry_After="5"),
    answers(500),
    answers(503),
    refuses(BatchSignatureWrong()),
    refuses(ElectionUnknown()),
    refuses(DeviceUnconfirmed()),
]


class Killed(BaseException):
    """kill -9, as far as a thread can be killed."""


class AnyOrder(RuleBasedStateMachine):
    """One station and its centre."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.centre = StubCentre()
        self.station = SendingStation.at(open_polls(opened(self.folder)))
        self.station.link_to(self.centre.url, self.centre.key.public_key)
        self.stick: dict[str, bytes] = {}
        self.came: dict[str, set[str]] = {"P": set(), "B": set()}
        self.statements = 0
        self.closed = False
        self.seconds = 0.0
        self.start()

    @rule()
    def start(self) -> None:
        """The program starts again: everything that it had in mind is gone."""
        self.worker = Worker(
            Parts(self.station.polls.store, self.station.office, CentreClient, monotonic=lambda: self.seconds)
        )

    @rule(count=st.integers(1, 45))
    @precondition(lambda self: not self.closed)
    def vote(self, count: int) -> None:
        self.came["P"] |= set(self.station.participations(count))
        self.came["B"] |= set(self.station.ballots(count))

    @rule(count=st.integers(1, 3))
    @precondition(lambda self: not self.closed)
    def check_in(self, count: int) -> None:
        self.came["P"] |= set(self.station.participations(count, ParticipationState.ISSUED))

    @rule()
    def state(self) -> None:
        self.station.statements(1)
        self.statements += 1

    @rule()
    @precondition(lambda self: not self.closed)
    def close(self) -> None:
        self.station.close()
        self.closed = True

    @rule(misdeeds=st.lists(st.sampled_from(MISDEEDS), max_size=4), later=st.sampled_from([0, 5, 400, 4000]))
    def send(self, misdeeds: list[Misdeed], later: int) -> None:
        """A round, some of it on a bad line."""
        self.seconds += later
        self.centre.misdeeds = list(misdeeds)
        self.worker.round()
        self.centre.misdeeds = []

    @rule(commits=st.integers(0, 5), before=st.booleans())
    def crash(self, commits: int, before: bool) -> None:
        """The station dies at one of its commits, before it or behind it, and starts again."""
        real, left = UnitOfWork.commit, [commits]

        def commit(uow: UnitOfWork) -> None:
            if before and not left[0]:
                raise Killed
            real(uow)
            if not left[0]:
                raise Killed
            left[0] -= 1

        self.seconds += 4000
        with patch.object(UnitOfWork, "commit", commit), suppress(Killed):
            self.worker.round()
        self.worker.stop()
        self.start()

    @rule()
    def export(self) -> None:
        """A stick takes everything that was not acknowledged."""
        self.station.office.freeze_all()
        with self.station.polls.store.read() as uow:
            states = (BatchState.WAITING, BatchState.SENT, BatchState.HELD)
            self.stick |= {b.batch_id: uow.batches.body(b.batch_id) for b in uow.batches.in_states(*states)}

    @rule()
    def import_receipts(self) -> None:
        """The stick comes back from the centre."""
        for batch_id, packed in self.stick.items():
            receipt = self.centre.take_batch(batch_id, packed)
            self.station.office.acknowledge(batch_id, open_envelope(receipt))

    @invariant()
    def nothing_is_lost_or_there_twice(self) -> None:
        if not hasattr(self, "station"):
            return
        for lane in ("P", "B"):
            frozen = self._frozen(lane)
            with self.station.polls.store.read() as uow:
                queued = {item.key for item in uow.outbox.waiting(lane, 100_000)}
            assert len(frozen) == len(set(frozen)), "an item is in two batches"
            assert set(frozen) | queued == self.came[lane]

    @invariant()
    def what_is_acknowledged_is_at_the_centre(self) -> None:
        if not hasattr(self, "station"):
            return
        for batch in self.station.stored():
            if batch.state is BatchState.ACKNOWLEDGED:
                with self.station.polls.store.read() as uow:
                    assert self.centre.batches[batch.batch_id] == uow.batches.body(batch.batch_id)
                assert batch.receipt == self.centre.receipts[batch.batch_id]

    def teardown(self) -> None:
        """Once the faults stop and the polls are closed, everything drains."""
        if not hasattr(self, "station"):
            return
        if not self.closed:
            self.station.close()
        for _ in range(40):
            self.seconds += 4000
            self.worker.round()
        assert {lane: self.station.waits(lane) for lane in ("S", "P", "B")} == {"S": 0, "P": 0, "B": 0}
        assert {batch.state for batch in self.station.stored()} <= {BatchState.ACKNOWLEDGED}
        assert self.station.polls.store.integrity_check() == ()
        self.worker.stop()
        self.station.polls.store.close()
        self.centre.__exit__()
        shutil.rmtree(self.folder)

    def _frozen(self, lane: str) -> list[str]:
        if lane == "P":
            return [i.voter for b in self.station.sent("P") for i in self.station.participations_of(b)]
        return [i.ballot for b in self.station.sent("B") for i in self.station.ballots_of(b)]


AnyOrder.TestCase.settings = settings(max_examples=4, stateful_step_count=10, deadline=None)
TestAnyOrder = AnyOrder.TestCase
