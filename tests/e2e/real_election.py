"""The deck of a real presidential election, divided, in a mock vote that two of three trustees open."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from omp_desktop.scenarios.mock_vote import MockVoteReport, run_mock_vote

ROOT = Path(__file__).parents[2]
VERIFIER = ROOT / "resources" / "verifier" / "omp_verify.py"
FIGURES = ROOT.parent / "shared" / "data" / "korea"
CANDIDATES = FIGURES / "president_20_candidates.csv"
TOTALS = FIGURES / "president_totals.csv"
ELECTION = "제20대 대통령선거"
DEFINITION = """
name.ko = "제20대 대통령선거 모의투표"
name.en = "20th presidential election, mock vote"
timezone = "Asia/Seoul"
[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"
[trustees]
count = 3
quorum = 2
[[contest]]
id = "president"
title.ko = "대통령"
title.en = "President"
"""


def vote(folder: Path, divided_by: int) -> MockVoteReport:
    """Casts the deck; invalid votes are blank ones. Skips where the real figures are not."""
    if not CANDIDATES.exists():
        pytest.skip("the figures of the real election are not on this machine")
    with CANDIDATES.open(encoding="utf-8-sig") as file:
        votes = {row["기호"]: int(row["득표수"]) for row in csv.DictReader(file) if row["득표수"]}
    with TOTALS.open(encoding="utf-8-sig") as file:
        (invalid,) = (int(row["무효투표수"]) for row in csv.DictReader(file) if row["선거"] == ELECTION)
    rows = [f"{number},{round(count / divided_by)}" for number, count in [*votes.items(), ("blank", invalid)]]
    (folder / "definition.toml").write_text(DEFINITION, encoding="utf-8")
    (folder / "deck.csv").write_text("\n".join(("number,count", *rows)), encoding="utf-8")
    out = folder / "out"
    return run_mock_vote(folder / "definition.toml", CANDIDATES, folder / "deck.csv", out, lambda *_: None)


def verify_alone(report: MockVoteReport) -> subprocess.CompletedProcess[str]:
    """A Python without any package, as an observer has it."""
    command = [sys.executable, "-I", "-S", VERIFIER, report.record_file, "--closing", report.closing_file]
    return subprocess.run(
        [str(part) for part in command], capture_output=True, encoding="utf-8", timeout=3000, check=False
    )
