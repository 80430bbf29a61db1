"""The power goes on any screen of the booth: who was told has voted, all others still can, nobody twice."""

from __future__ import annotations

import multiprocessing
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.domain.voting_errors import AlreadyIssued, AlreadyVoted
from tests.faults.booth_process import ELSEWHERE, HELD, SCREENS, stop_at, vote_in_turn, vote_once
from tests.faults.casting import DONE, READY, Child
from tests.faults.station import FIRST_ROLL, Site, build, issue, rolls

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform == "win32", reason="the processes are forked from a warm one"),
]
Shared = tuple[Site, list[tuple[int, str]]]
# Longer than a vote at the window takes, so that the kill falls into any part of one.
LATEST_KILL = 0.8


@pytest.fixture(scope="module")
def context() -> multiprocessing.context.BaseContext:
    """Processes forked from one that has imported everything and opened nothing."""
    warm = multiprocessing.get_context("forkserver")
    warm.set_forkserver_preload(["tests.faults.booth_process"])
    return warm


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One station for all screens: each takes a voter of its own."""
    site = build(tmp_path_factory.mktemp("station"), voters=2 * len(SCREENS) + 2 * len(ELSEWHERE), booths=1)
    told: list[tuple[int, str]] = []
    yield site, told
    site.check_totals()
    site.app.close()


def told_by(messages: list[Any]) -> list[tuple[int, str]]:
    """The votes that voters were told are recorded."""
    return [message for message in messages if isinstance(message, tuple)]


def ended_on(
    context: multiprocessing.context.BaseContext, site: Site, roll: int, name: str, *, kill: bool = True
) -> list[Any]:
    """Lets a voter come to a screen, kills the process or ends the program; returns what it had said."""
    child = Child.start(context, stop_at, site.place, roll, name)
    said = []
    while name not in said:
        assert child.pipe.poll(120), f"the voter never came to “{name}”: {said}"
        said.append(child.pipe.recv())
    if kill:
        child.process.kill()
    else:
        child.pipe.send("end")
    said += child.said()
    child.end()
    return said


def started_again(context: multiprocessing.context.BaseContext, site: Site, roll: int) -> list[Any]:
    """Starts the program again; whoever has a permit votes. Returns what it said."""
    child = Child.start(context, vote_once, site.place, roll)
    said = child.said()
    child.end()
    assert said[0] == READY
    return said


@pytest.mark.parametrize(
    ("name", "kill"),
    [
        *((name, True) for name in (*SCREENS, *ELSEWHERE)),
        *((name, False) for name in (*SCREENS, *ELSEWHERE) if name not in HELD),
    ],
)
def test_killed_or_ended_on_a_screen(
    context: multiprocessing.context.BaseContext, shared: Shared, name: str, *, kill: bool
) -> None:
    site, told = shared
    roll = FIRST_ROLL + 2 * [*SCREENS, *ELSEWHERE].index(name) + kill
    counts = SCREENS.get(name, False)
    issue(site.app, site.place, roll, site.place.kiosks[0])

    said = ended_on(context, site, roll, name, kill=kill)

    told += told_by(said)
    site.check(told)
    assert (roll in site.voted()) is counts
    # Nobody is told before it is so; and everybody whose screen had come is told.
    assert (roll in dict(told)) is (name in {"recorded", "the next start"})
    if not counts:
        with pytest.raises(AlreadyIssued):  # the permit is still the voter's
            issue(site.app, site.place, roll, site.place.kiosks[0])

    said = started_again(context, site, roll)

    assert said[-1] == ("no permit" if counts else DONE)
    told += told_by(said)
    site.check(told)
    assert roll in site.voted()
    with pytest.raises(AlreadyVoted):
        issue(site.app, site.place, roll, site.place.kiosks[0])


def test_killed_at_random_moments_while_people_vote(
    context: multiprocessing.context.BaseContext, folder: Path, chance: random.Random, kills: int
) -> None:
    site = build(folder, voters=8 * kills, booths=1)
    left, told = list(rolls(site.voters)), []
    for _ in range(kills):
        child = Child.start(context, vote_in_turn, site.place, left)
        assert child.pipe.recv() == READY
        told += [child.pipe.recv() for _ in range(chance.randrange(1, 4))]
        child.process.join(chance.uniform(0, LATEST_KILL))
        child.process.kill()
        told += told_by(child.said())
        child.end()
        site.check(told)
        voted = set(site.voted())
        left = [roll for roll in left if roll not in voted]
    site.check_totals()
    site.app.close()
