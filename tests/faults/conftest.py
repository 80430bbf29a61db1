"""How many rounds, with what seed; and the station that is broken on purpose."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.station import Site, build

# A round in the ordinary run, and in a run of the faults alone (numbers.md).
FEW = 14
MANY = 300
# Each takes seconds: a server or a station starts again.
FEW_KILLS = 3
FEW_SCHEDULES, SCHEDULES = 6, 200


# Only in a run of the faults: what they try is tried in smaller pieces elsewhere too.
_ALONE = (
    "test_every_bad_record_fails_for_both_verifiers",
    "test_everything_can_be_read_and_touched_in_every_look",
    "test_everything_can_be_read_and_touched_on_another_screen",
    "test_the_control_that_answers_before_its_commit_goes_red",
    "test_the_control_without_unique_keys_takes_the_same_batch_twice",
    "test_two_replicas_that_receive_the_same_batch_at_once_give_one_receipt",
    "test_one_of_two_replicas_is_killed_and_nothing_is_lost",
    "test_killed_at_any_moment_of_a_vote_both_files_go_on_in_step",
    "test_the_control_that_writes_one_medium_after_the_other_goes_red",
)


# The same of a booth with its window; these two stand for the others there.
_BOOTH = "test_booth_"
_BOOTH_HERE = (
    "test_killed_or_ended_on_a_screen[casting-True]",
    "test_killed_or_ended_on_a_screen[recorded, not shown-True]",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what takes long and is not asked for."""
    if config.getoption("markexpr") == "faults" or any("::" in asked for asked in config.args):
        return
    left_out = [item for item in items if "tests/faults/" in item.nodeid and _only_alone(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _only_alone(item: pytest.Item) -> bool:
    if item.path.name.startswith(_BOOTH):
        return item.name not in _BOOTH_HERE
    return item.name.partition("[")[0] in _ALONE


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """COUNT says it; else few beside the other tests, and many where only the faults run."""
    return counted(request, FEW, MANY)


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often something is killed that takes seconds to start."""
    return counted(request, FEW_KILLS, MANY)


@pytest.fixture
def schedules(request: pytest.FixtureRequest) -> int:
    """How many schedules of faults are played."""
    return counted(request, FEW_SCHEDULES, SCHEDULES)


def counted(request: pytest.FixtureRequest, few: int, many: int) -> int:
    """COUNT, or few beside the other tests and many where only the faults run."""
    alone = request.config.getoption("markexpr") == "faults"
    return int(os.environ.get("COUNT") or (many if alone else few))


@pytest.fixture
def chance() -> random.Random:
    """Random moments and orders; the seed is printed, and SEED repeats it."""
    seed = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
    print(f"SEED={seed}")  # noqa: T201 - pytest shows it when the test fails
    return random.Random(seed)  # noqa: S311 - moments, not secrets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Outside it lies the trustee's key."""
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """A station whose polls are open, with eighty voters and three booths."""
    opened = build(folder, voters=80, booths=3)
    yield opened
    opened.app.close()
