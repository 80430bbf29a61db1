"""A booth over a long day: thousands of voters in one process, and nothing that it holds grows."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.booth_process import Held, many_sessions, many_votes
from tests.faults.casting import DONE, READY, Child
from tests.faults.conftest import counted
from tests.faults.station import build, rolls

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(4 * 3600),
    pytest.mark.skipif(sys.platform != "linux", reason="memory and handles are read from /proc"),
]
FEW_VOTERS, VOTERS, SESSIONS = 30, 1_000, 10_000
REPORTS = 10
# KiB a voter: what the allocator scatters. A screen that stays is 100 times that.
GROWTH = 2


@pytest.fixture
def warm() -> multiprocessing.context.BaseContext:
    """Processes forked from one that has imported everything and opened nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.booth_process"])
    return context


def check_flat(said: list[Any], voters: int) -> None:
    """Nothing that the process held grew with its voters."""
    held = [message for message in said if isinstance(message, Held)]
    for report in held:
        print(report)  # noqa: T201 - pytest shows it when the test fails
    assert said[-1] == DONE
    assert len([message for message in said if isinstance(message, tuple)]) == voters
    # What is made once is made by then.
    first, last = held[len(held) // 5], held[-1]
    # What was open for a moment at the first look may be closed at the last; nothing may be added.
    assert last.files <= first.files
    assert (last.threads, last.parts) == (first.threads, first.parts)
    assert last.objects - first.objects < voters // 20 + 200
    assert last.memory - first.memory < GROWTH * voters + 2_000


def test_ten_thousand_voting_sessions_in_one_process(
    warm: multiprocessing.context.BaseContext, request: pytest.FixtureRequest
) -> None:
    voters = counted(request, FEW_VOTERS, SESSIONS)
    child = Child.start(warm, many_sessions, voters, voters // REPORTS)
    said = child.said()
    child.end()
    check_flat(said, voters)


def test_a_long_day_of_voters_on_a_real_store(
    warm: multiprocessing.context.BaseContext, folder: Path, request: pytest.FixtureRequest
) -> None:
    voters = counted(request, FEW_VOTERS, VOTERS)
    site = build(folder, voters=voters, booths=1)
    child = Child.start(warm, many_votes, site.place, list(rolls(voters)), voters // REPORTS)
    said = child.said()
    child.end()
    assert said[0] == READY
    check_flat(said, voters)
    assert site.voted() == list(rolls(voters))
    site.check(message for message in said if isinstance(message, tuple))
    site.check_totals()
    site.app.close()
