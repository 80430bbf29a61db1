"""What several trustees opened, during the vote and at the end, stands in a record that verifies."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from omp_desktop.domain.clock import FixedClock
from omp_desktop.record import layout
from omp_desktop.record.checks import Outcome
from omp_desktop.record.verify import Verification
from omp_desktop.services.record_export import RecordExport
from tests.services.scene import Desk, Draft, People
from tests.services.trustees import LIVE, TrusteesDay, trustees_day

VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verifier" / "omp_verify.py"


@pytest.fixture
def record(desk: Desk, people: People, draft: Draft, clock: FixedClock, usb: Path, tmp_path: Path) -> Path:
    """Totals at 4 and 8 ballots, the final count at 9: each time three of five trustees, not the same."""
    day: TrusteesDay = trustees_day(desk, people, draft, clock, usb, 3, 5, live=True, minimum=4)
    for first, trustees in ((1, (1, 2, 3)), (5, (2, 4, 5))):
        for number in range(first, first + 4):
            day.vote(str(number), number % 3)
        day.begin(LIVE)
        for trustee in trustees:
            day.give(trustee, LIVE)
        day.counting.live.open(people.manager, day.observer, day.id)
    day.vote("9")
    day.close()
    day.begin()
    for trustee in (5, 1, 4):
        day.give(trustee)
    day.open_sums(confirm_small=True)
    return RecordExport(desk.core).export(day.id, tmp_path / "record.zip").file


def test_openings_of_several_trustees_verify(record: Path) -> None:
    results = list(Verification(record).results())
    assert [result.problem for result in results] == [None] * len(results)
    assert {result.outcome for result in results} == {Outcome.HOLDS}


def test_a_stranger_verifies_them_with_python_alone(record: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(record)], capture_output=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout.decode()


def test_the_record_holds_each_opening_in_its_order(record: Path) -> None:
    with zipfile.ZipFile(record) as archive:
        openings = json.loads(archive.read(layout.OPENINGS))["openings"]
    assert [(each["kind"], each["ballots"]) for each in openings] == [("live", 4), ("live", 8), ("final", 9)]
    assert [[part["trustee"] for part in each["partials"]] for each in openings] == [
        [1, 2, 3],
        [2, 4, 5],
        [1, 4, 5],
    ]
