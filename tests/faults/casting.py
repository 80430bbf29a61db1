"""What the processes do that are killed, and those that race: they vote, and tell what they were told."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Self, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.sql.dml import UpdateBase

from omp_desktop.bootstrap import Application
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState, hour_of
from omp_desktop.domain.voting_errors import AlreadyIssued, AlreadyVoted
from omp_desktop.services.check_in_errors import KioskBusy
from omp_desktop.services.vote_items import add_to_sums, queue_ballot, queue_participation
from omp_desktop.services.voting import VotingService
from omp_desktop.store.connections import Connections, Mode
from omp_desktop.store.errors import StoreBusy
from omp_desktop.store.mirror import _TWICE, _attach_file
from omp_desktop.store.mirror_state import raise_writes
from omp_desktop.store.pragmas import CAST_BUSY_MS
from omp_desktop.store.repositories.settings import MIRROR_WRITES
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.faults.station import Place, choices_of, issue, vote

T = TypeVar("T")
READY = "ready"
DONE = "done"


@dataclass
class Child:
    """A process and the end of its pipe that the test reads."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def start(cls, context: BaseContext, work: Callable[..., None], *given: Any) -> Self:
        """Runs `work(pipe, *given)` in a process of its own."""
        here, there = context.Pipe()
        process = context.Process(target=work, args=(there, *given), daemon=True)  # type: ignore[attr-defined]
        process.start()
        there.close()
        return cls(process, here)

    def said(self) -> list[Any]:
        """Everything it said before it ended; waits for its end."""
        messages = []
        try:
            while True:
                messages.append(self.pipe.recv())
        except (EOFError, ConnectionResetError):
            return messages

    def end(self) -> None:
        """Lets go of a process that has ended or been killed."""
        self.process.join()
        self.pipe.close()
        self.process.close()


class TwoTransactions(VotingService):
    """The control: the vote without the protection. Voter and ballot are stored one after the other."""

    def _put_in_box(self, uow: UnitOfWork, ready: Any, ballot: Any) -> None:
        hour, voter_id = hour_of(ready.now), ready.permit.voter_id
        uow.permits.use(ready.permit.token)
        uow.participations.mark_cast(ready.election.id, voter_id, hour)
        queue_participation(uow, ready.election.id, voter_id, ParticipationState.CAST, hour)
        uow.commit()
        uow.__enter__()  # the caller commits and leaves the second one
        uow.ballots.set_status(ballot.ballot_id, BallotStatus.COMMITTED, BallotStatus.CAST)
        add_to_sums(uow, ready.published, ballot)
        queue_ballot(uow, ballot, BallotStatus.CAST)


class TwoFiles(VotingService):
    """The control: the two files one after the other, each in a transaction of its own."""

    def _cast(self, token: str, ballot_id: str, receipt: Any) -> Any:
        ballot, _ = super()._cast(token, ballot_id, None)
        with self._core.store.own_vote_uow() as uow:
            receipt.keep(uow, ballot)
            uow.commit()
        return ballot, True


class OneAfterTheOther(VotingService):
    """The control: the second medium in a transaction of its own, behind that of the first one."""

    def _cast(self, token: str, ballot_id: str, receipt: Any) -> Any:
        mirror, later = self._core.store.mirror, []
        mirror.both.twin.repeat = lambda _connection, *done: later.append(done)
        mirror.before_commit = lambda connection: raise_writes(connection, both=False)  # type: ignore[method-assign]
        cast = super()._cast(token, ballot_id, None)
        main, second = mirror.both, mirror.path
        attach = partial(_attach_file, second, main)
        alone = Connections(main.path, main.key, attach=attach).engine(Mode.WRITE, CAST_BUSY_MS)
        with alone.begin() as connection:
            for statement, values, _ in later:
                if isinstance(statement, UpdateBase):
                    connection.execute(statement, values, execution_options=_TWICE)
            connection.exec_driver_sql(
                "UPDATE mirror.setting SET value = value + 1 WHERE key = ?", (MIRROR_WRITES,)
            )
        return cast


BOOTHS: dict[str, type[VotingService]] = {
    "booth": VotingService,
    "two transactions": TwoTransactions,
    "two files": TwoFiles,
    "one after the other": OneAfterTheOther,
}


def vote_on(pipe: Connection, place: Place, rolls: Sequence[int], kind: str = "booth") -> None:
    """Votes for one person after the other and says so after each; begins with whoever is still waiting."""
    app = place.open()
    booth = BOOTHS[kind](app.core, place.kiosks[0])
    booth.recover()
    pipe.send(READY)
    for roll in (*waiting_rolls(app, booth), *rolls):
        token = token_for(app, place, booth, roll)
        if token is not None:
            pipe.send((roll, vote(booth, token, roll).code))
    pipe.send(DONE)


def die_at(pipe: Connection, place: Place, roll: int, step: int, kind: str = "booth") -> None:
    """Seals a ballot, and is killed at a step of casting it: before its nth statement or commit, or after.

    Says READY before the cast, then the vote, then how many steps there were.
    """
    _die_in(pipe, place, roll, step, kind, lambda booth, token, ballot_id: booth.cast(token, ballot_id).code)


def die_testing(pipe: Connection, place: Place, roll: int, step: int) -> None:
    """The same, while the machine is tested with the sealed ballot."""
    _die_in(pipe, place, roll, step, "booth", lambda booth, token, ballot: booth.test(token, ballot).code)


def _die_in(
    pipe: Connection,
    place: Place,
    roll: int,
    step: int,
    kind: str,
    work: Callable[[VotingService, str, str], str],
) -> None:
    app = place.open()
    booth = BOOTHS[kind](app.core, place.kiosks[0])
    token = issue(app, place, roll, place.kiosks[0]).token
    session = booth.begin(token)
    sealed = booth.seal(token, choices_of(roll, session.contests))
    pipe.send(READY)
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == step:
            os.kill(os.getpid(), signal.SIGKILL)

    commit = UnitOfWork.commit

    def commit_and_count(self: UnitOfWork) -> None:
        commit(self)
        count()

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    UnitOfWork.commit = commit_and_count  # type: ignore[method-assign]
    pipe.send((roll, work(booth, token, sealed.ballot_id)))
    pipe.send(steps)


def race(pipe: Connection, place: Place, kiosk: int, rolls: Sequence[int], gate: Any) -> None:
    """Tries to vote for every one of these people in a booth of its own, against others who do the same."""
    app = place.open()
    booth = app.voting(place.kiosks[kiosk])
    gate.wait()
    for roll in rolls:
        try:
            permit = _patiently(lambda r=roll: issue(app, place, r, place.kiosks[kiosk]))
        except (AlreadyIssued, AlreadyVoted):
            continue
        recorded = _patiently(lambda p=permit, r=roll: vote(booth, p.token, r))
        pipe.send((roll, recorded.code))
    pipe.send(DONE)


def race_for_one_permit(pipe: Connection, place: Place, token: str, roll: int, gate: Any) -> None:
    """Two windows of one booth with one permit: seals and casts, and says how it went."""
    app = place.open()
    booth = app.voting(place.kiosks[0])
    gate.wait()
    try:
        pipe.send((roll, vote(booth, token, roll).code))
    except Exception as refused:
        pipe.send(type(refused).__name__)


def token_for(app: Application, place: Place, booth: VotingService, roll: int) -> str | None:
    for waiting in booth.waiting():
        return waiting.token
    try:
        return issue(app, place, roll, place.kiosks[0]).token
    except (AlreadyVoted, AlreadyIssued, KioskBusy):
        return None


def waiting_rolls(app: Application, booth: VotingService) -> list[int]:
    """The number of the person whose permit was open when the process before was killed."""
    with app.store.read() as uow:
        permits = [uow.permits.get(waiting.token) for waiting in booth.waiting()]
        return [int(uow.voters.get(permit.voter_id or "").roll_number) for permit in permits]


def _patiently(work: Callable[[], T]) -> T:
    """As a voter who is asked to wait a moment: again until the store is free."""
    while True:
        try:
            return work()
        except StoreBusy:
            pass
