"""A station on a real store with one voter at its booth, and what became of the vote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omp_desktop.bootstrap import Application, Costs, open_application
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.domain.access import Role
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.scenarios import demonstration
from omp_desktop.services.access import PinHasher
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.session import SecondPerson, Session

# What a guess costs is not what these tests look at.
_CHEAP = Costs(pins=PinHasher(opslimit=1, memlimit=8192), trustee_key=PassphraseCost(1, 8192))


@dataclass(frozen=True)
class Outcome:
    """What the store says after the polls are closed and counted."""

    ballots: dict[BallotStatus, int]
    voter: ParticipationState
    votes: dict[str, dict[str, int]]  # by contest and name


def make_station(folder: Path) -> None:
    """The station of the demonstration: polls open, the first voter sent to the first booth."""
    demonstration.open_demonstration(folder, costs=_CHEAP).close()


def count(folder: Path) -> Outcome:
    """Close the polls and open the totals."""
    application = open_application(folder, costs=_CHEAP)
    try:
        return _count(application, demonstration.describe(folder))
    finally:
        application.close()


def _count(application: Application, told: demonstration.Demonstration) -> Outcome:
    (election,) = [
        each for each in application.elections.all() if each.name.en == "Garam Village residents' council"
    ]
    manager, second = _people(application, told)
    with application.store.read() as uow:
        ballots = {status: number for status, number in uow.ballots.counts(election.id).items() if number}
    (hit,) = application.check_in.search(election.id, demonstration.FIRST_VOTER).hits
    application.polls.begin_closing(manager, election.id, 0)
    application.polls.close(manager, second, election.id)
    result = application.counting.count(
        manager,
        second,
        election.id,
        told.key_files[demonstration.OPEN_ELECTION],
        told.passphrase,
        confirm_small=True,
    )
    return Outcome(ballots, hit.state, _votes(result))


def _people(application: Application, told: demonstration.Demonstration) -> tuple[Session, SecondPerson]:
    pins = {account.role: account.pin for account in told.accounts}
    found = {account.role: account.id for account in application.access.accounts()}
    manager = application.access.sign_in(found[Role.MANAGER], pins[Role.MANAGER])
    return manager, application.access.confirm_second(manager, found[Role.OBSERVER], pins[Role.OBSERVER])


def _votes(result: ElectionResult) -> dict[str, dict[str, int]]:
    return {
        contest.contest_id: {total.name.ko: total.votes for total in contest.options if total.votes}
        for contest in result.contests
    }
