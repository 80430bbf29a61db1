"""A real election's deck, from the trustees' ceremony to a record that two verifiers accept."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.record.checks import Check
from omp_desktop.scenarios.mock_vote import MockVoteReport
from tests.e2e.program import run
from tests.e2e.real_election import verify_alone, vote


def votes_of_csv(text: str) -> dict[int, int]:
    """Votes by candidate number."""
    rows = csv.DictReader(io.StringIO(text))
    return {int(row["number"]): int(row["votes"]) for row in rows if row["number"].isdigit()}


def votes_of_cdf(text: str) -> dict[int, int]:
    """The same from the common format."""
    (contest,) = json.loads(text)["Election"][0]["Contest"]
    return {
        selection["SequenceOrder"]: count["Count"]
        for selection in contest["ContestSelection"]
        for count in selection["VoteCounts"]
    }


READERS: dict[str, Callable[[str], dict[int, int]]] = {"csv": votes_of_csv, "cdf": votes_of_cdf}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> MockVoteReport:
    return vote(tmp_path_factory.mktemp("real"), divided_by=200_000)


def test_the_totals_are_exact_and_nobody_votes_for_who_withdrew(report: MockVoteReport) -> None:
    (contest,) = report.contests
    assert report.exact
    assert {option.number for option in contest.options if option.votes} == {1, 2, 3, 6}
    assert [option.number for option in contest.options if option.withdrawn] == [4, 9]


@pytest.mark.parametrize("file_format", ["csv", "cdf"])
def test_its_files_have_the_votes_of_the_deck(
    report: MockVoteReport, tmp_path: Path, file_format: str
) -> None:
    out = tmp_path / "results"
    station = report.results_file.parent / "station"
    done = run("results", "--data-dir", station, "--format", file_format, "--out", out, "--lang", "en")
    assert done.returncode == 0, done.stderr
    (contest,) = report.contests
    deck = {option.number: option.votes for option in contest.options if not option.withdrawn}
    assert READERS[file_format](out.read_text(encoding="utf-8")) == deck


def test_the_program_verifies_the_record(report: MockVoteReport) -> None:
    done = run("verify", report.record_file, "--closing", report.closing_file, "--lang", "en")
    assert done.returncode == 0, done.stdout
    assert sum(line.startswith("✓") for line in done.stdout.splitlines()) >= len(Check)


def test_the_program_verifies_it_for_scripts_too(report: MockVoteReport) -> None:
    done = run("verify", report.record_file, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)


def test_python_alone_verifies_the_record(report: MockVoteReport) -> None:
    done = verify_alone(report)
    assert done.returncode == 0, done.stdout
    assert done.stderr == ""
