"""Several processes on one store: every voter votes once, whoever comes first."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys

import pytest

from tests.faults.casting import DONE, Child, race, race_for_one_permit
from tests.faults.station import FIRST_ROLL, Site, issue, rolls

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform == "win32", reason="the processes are forked from a warm one"),
]
PROCESSES = 3
RACES = 5


@pytest.fixture(scope="module")
def context() -> multiprocessing.context.BaseContext:
    warm = multiprocessing.get_context("forkserver")
    warm.set_forkserver_preload(["tests.faults.casting"])
    return warm


def test_three_processes_vote_for_the_same_people_and_everybody_votes_once(
    context: multiprocessing.context.BaseContext, site: Site, chance: random.Random
) -> None:
    gate = context.Barrier(PROCESSES)
    children = []
    for kiosk in range(PROCESSES):
        people = list(rolls(site.voters))
        chance.shuffle(people)
        children.append(Child.start(context, race, site.place, kiosk, people, gate))
    said = [child.said() for child in children]
    for child in children:
        child.end()
    assert all(messages[-1:] == [DONE] for messages in said), said
    told = [message for messages in said for message in messages if message != DONE]
    assert sorted(roll for roll, _ in told) == list(rolls(site.voters))
    assert len({code for _, code in told}) == len(told)
    site.check(told)
    site.check_totals()


def test_two_processes_race_for_one_voter_and_one_wins(
    context: multiprocessing.context.BaseContext, site: Site
) -> None:
    for number in range(int(os.environ.get("COUNT") or RACES)):
        roll = FIRST_ROLL + number % site.voters
        gate = context.Barrier(2)
        children = [Child.start(context, race, site.place, kiosk, [roll], gate) for kiosk in range(2)]
        said = [child.said() for child in children]
        for child in children:
            child.end()
        winners = [message for messages in said for message in messages if message != DONE]
        assert [roll for roll, _ in winners] == ([roll] if number < site.voters else [])
        site.check(winners)


def test_two_windows_with_one_permit_cast_one_vote(
    context: multiprocessing.context.BaseContext, site: Site
) -> None:
    told = []
    for number in range(RACES):
        roll = FIRST_ROLL + number
        token = issue(site.app, site.place, roll, site.place.kiosks[0]).token
        gate = context.Barrier(2)
        children = [
            Child.start(context, race_for_one_permit, site.place, token, roll, gate) for _ in range(2)
        ]
        said = [message for child in children for message in child.said()]
        for child in children:
            child.end()
        votes = [message for message in said if isinstance(message, tuple)]
        refused = [message for message in said if not isinstance(message, tuple)]
        assert len(votes) <= 1, said
        assert set(refused) <= {"BallotNotSealed", "PermitUsed"}, said
        told += votes
        if not votes:
            # Each made the other's ballot void: nobody voted, and the voter still can.
            assert site.app.voting(site.place.kiosks[0]).waiting()
            site.app.check_in.cancel(
                site.manager,
                site.id,
                site.app.check_in.search(site.id, str(roll)).hits[0].voter.id,
                "두 창에서 함께 시도함",
            )
        site.check(told)
