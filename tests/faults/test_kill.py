"""Killed (kill -9) while people vote: nothing told is lost, nothing is half recorded, nobody votes twice."""

from __future__ import annotations

import multiprocessing
import random
import sys
from pathlib import Path

import pytest

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.voting_errors import AlreadyVoted
from tests.faults.casting import READY, Child, die_at, die_testing, vote_on
from tests.faults.station import FIRST_ROLL, Place, Site, build, issue, rolls, vote

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform == "win32", reason="the processes are forked from a warm one"),
]
# Longer than a few votes take, so that the kill falls into any part of one of them.
LATEST_KILL = 0.25
LAST_STEP = 200


@pytest.fixture(scope="module")
def context() -> multiprocessing.context.BaseContext:
    """Processes forked from one that has imported everything and opened nothing."""
    warm = multiprocessing.get_context("forkserver")
    warm.set_forkserver_preload(["tests.faults.casting"])
    return warm


def killed_at_random(
    context: multiprocessing.context.BaseContext,
    place: Place,
    people: list[int],
    chance: random.Random,
    kind: str = "booth",
) -> list[tuple[int, str]]:
    """Lets a process vote for these people, kills it at some moment, and returns what it had told."""
    child = Child.start(context, vote_on, place, people, kind)
    assert child.pipe.recv() == READY
    child.process.join(chance.uniform(0, LATEST_KILL))
    return _killed(child)


def killed_after_a_vote(
    context: multiprocessing.context.BaseContext, place: Place, people: list[int]
) -> list[tuple[int, str]]:
    """The same, killed as soon as one vote is told, however slow the machine is."""
    child = Child.start(context, vote_on, place, people)
    assert child.pipe.recv() == READY
    first = child.pipe.recv()
    return [first, *_killed(child)]


def _killed(child: Child) -> list[tuple[int, str]]:
    child.process.kill()
    told = [message for message in child.said() if isinstance(message, tuple)]
    child.end()
    return told


def settle(site: Site, roll: int) -> None:
    """The restart: whoever was killed while voting either has voted and cannot again, or can vote now."""
    booth = site.app.voting(site.place.kiosks[0])
    booth.recover()
    waiting = booth.waiting()
    if waiting:
        vote(booth, waiting[0].token, roll)
    with pytest.raises(AlreadyVoted):
        issue(site.app, site.place, roll, site.place.kiosks[0])


def test_no_told_vote_is_lost_and_none_is_half_recorded(
    context: multiprocessing.context.BaseContext, folder: Path, chance: random.Random, rounds: int
) -> None:
    site = build(folder, voters=8 * rounds, booths=2)
    told = killed_after_a_vote(context, site.place, list(rolls(site.voters)))
    for _ in range(rounds):
        site.check(told)
        voted = set(site.voted())
        left = [roll for roll in rolls(site.voters) if roll not in voted]
        told += killed_at_random(context, site.place, left, chance)
    site.check(told)
    for roll in site.voted():
        with pytest.raises(AlreadyVoted):
            issue(site.app, site.place, roll, site.place.kiosks[1])
    site.check_totals()
    site.app.close()


def test_killed_at_every_step_of_a_cast_the_vote_is_whole_or_not_there(
    context: multiprocessing.context.BaseContext, site: Site
) -> None:
    told: list[tuple[int, str]] = []
    outcomes = set()
    for step in range(1, LAST_STEP):
        roll = FIRST_ROLL + step - 1
        child = Child.start(context, die_at, site.place, roll, step)
        said = child.said()
        child.end()
        assert said[0] == READY
        told += [message for message in said if isinstance(message, tuple)]
        site.check(told)
        outcomes.add((roll in site.voted(), len(said) > 1))
        settle(site, roll)
        site.check(told)
        if len(said) > 1:
            break
    # Not recorded, recorded but not yet told, recorded and told: all three were met.
    assert outcomes == {(False, False), (True, False), (True, True)}
    site.check_totals()


def test_killed_at_every_step_of_a_test_the_ballot_is_opened_with_its_nonce_or_not_at_all(
    context: multiprocessing.context.BaseContext, site: Site
) -> None:
    for step in range(1, LAST_STEP):
        roll = FIRST_ROLL + step - 1
        child = Child.start(context, die_testing, site.place, roll, step)
        said = child.said()
        child.end()
        assert said[0] == READY
        site.check()
        assert roll not in site.voted()
        settle(site, roll)
        site.check()
        if len(said) > 1:
            break
    with site.app.store.read() as uow:
        assert uow.ballots.counts(site.id)[BallotStatus.TESTED] > 0
        assert uow.ballots.counts(site.id)[BallotStatus.VOID] > 0
    site.check_totals()


@pytest.mark.parametrize(
    ("kind", "said_to_differ"), [("two transactions", "voters who voted"), ("two files", "records")]
)
def test_the_control_with_two_transactions_goes_red(
    context: multiprocessing.context.BaseContext, site: Site, kind: str, said_to_differ: str
) -> None:
    """The same kills where two halves are stored one after the other: the same check must fail.

    Once voter and ballot, and once the ballot and the station's half of its receipt, in two files.
    """
    red = []
    for step in range(1, LAST_STEP):
        child = Child.start(context, die_at, site.place, FIRST_ROLL + step - 1, step, kind)
        said = child.said()
        child.end()
        try:
            site.check()
        except AssertionError as found:
            red.append(str(found))
            break
        settle(site, FIRST_ROLL + step - 1)
        if len(said) > 1:
            break
    assert red, "the two halves were apart, and the check did not see it"
    assert said_to_differ in red[0]


def test_the_control_goes_red_at_random_moments_too(
    context: multiprocessing.context.BaseContext, folder: Path, chance: random.Random, rounds: int
) -> None:
    """Shows that random kills do fall between the two transactions often enough to be seen."""
    site = build(folder, voters=8 * max(rounds, 100), booths=1)
    left = list(rolls(site.voters))
    for _ in range(max(rounds, 100)):
        killed_at_random(context, site.place, left, chance, "two transactions")
        try:
            site.check()
        except AssertionError:
            return
        voted = set(site.voted())
        left = [roll for roll in left if roll not in voted]
    pytest.fail("the kills never fell between the two transactions")
