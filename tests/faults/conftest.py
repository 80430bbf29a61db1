"""How many rounds, with what seed; and the station that is broken on purpose."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.station import Site, build

# A round in the ordinary run, and in a run of the faults alone (numbers.md).
FEW = 20
MANY = 300
# Each takes seconds: a server or a station starts again.
FEW_KILLS = 3
FEW_SCHEDULES, SCHEDULES = 6, 200


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
