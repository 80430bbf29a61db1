"""A real deck through the verifier that needs only Python: thousands of ballots in `make faults`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.real_election import verify_alone, vote

# 34 ballots beside the other tests, 3,407 where only the faults run: these take minutes.
FEW_BALLOTS, MANY_BALLOTS = 1_000_000, 10_000


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_python_alone_verifies_what_a_mock_vote_left(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    alone = request.config.getoption("markexpr") == "faults"
    report = vote(tmp_path, divided_by=MANY_BALLOTS if alone else FEW_BALLOTS)
    done = verify_alone(report)
    assert report.exact
    assert done.returncode == 0, done.stdout
