"""A real election of 14 candidates, two withdrawn: the same numbers on chart, table, paper and in files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt

from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.election import Contest, Election
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.manifest import manifest_contest
from omp_desktop.domain.station import Station
from omp_desktop.domain.tally import ContestResult, contest_result
from omp_desktop.gui.official.contest_result import ContestResultView
from omp_desktop.gui.print.painting import to_pdf
from omp_desktop.gui.print.papers import A4
from omp_desktop.reports.cdf_results import results_json
from omp_desktop.reports.count_facts import CountedStation
from omp_desktop.reports.count_sheet import count_sheet
from omp_desktop.reports.csv import results_csv
from omp_desktop.services.results import ElectionResult, StationResult
from tests.e2e.real_election import CANDIDATES, ELECTION, TOTALS
from tests.gui.conftest import Show
from tests.gui.print.pictures import texts
from tests.unit.common_format import GENERATED, RESULTS, an_election, complaints
from tests.unit.reports.sheet_text import COUNT

CONTEST = Contest("president", LocalText("대통령", "President"))


@dataclass(frozen=True)
class Figures:
    """Votes by candidate number; None: withdrawn. Blank ballots, all ballots, and who was listed."""

    votes: Mapping[int, int | None]
    blank: int
    ballots: int
    listed: int


def read(divided_by: int) -> tuple[list[Candidate], Figures]:
    """The published figures, each divided by itself: then the sums are those of the quotients."""
    if not CANDIDATES.exists():
        pytest.skip("the figures of the real election are not on this machine")
    with CANDIDATES.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    with TOTALS.open(encoding="utf-8-sig") as file:
        (total,) = (row for row in csv.DictReader(file) if row["선거"] == ELECTION)
    votes = {
        int(row["기호"]): round(int(row["득표수"]) / divided_by) if row["득표수"] else None for row in rows
    }
    blank = round(int(total["무효투표수"]) / divided_by)
    ballots = sum(count or 0 for count in votes.values()) + blank
    figures = Figures(votes, blank, ballots, round(int(total["선거인수"]) / divided_by))
    return [candidate(row) for row in rows], figures


def candidate(row: Mapping[str, str]) -> Candidate:
    number = int(row["기호"])
    state = CandidateState.WITHDRAWN if row["상태"] else CandidateState.REGISTERED
    return Candidate(f"{number:032x}", "e" * 32, CONTEST.id, number, row["후보자명"], row["정당"], state)


@dataclass(frozen=True)
class Held:
    """The election as it was counted."""

    figures: Figures
    contest: ContestResult
    election: Election
    result: ElectionResult


@pytest.fixture(params=[1_000, 1], ids=["thousandth", "whole"])
def held(request: pytest.FixtureRequest) -> Held:
    candidates, figures = read(request.param)
    drawn = manifest_contest(CONTEST, candidates)
    totals = {option.id: figures.votes[option.number] or 0 for option in drawn.selectable}
    contest = contest_result(drawn, totals, figures.blank, figures.ballots)
    station = StationResult(Station("1" * 32, "가상 투표소"), figures.listed, figures.ballots)
    result = ElectionResult(
        "e" * 32,
        (contest,),
        figures.listed,
        figures.ballots,
        figures.listed - figures.ballots,
        provisional=True,
        by_station=(station,),
    )
    return Held(figures, contest, an_election(contest), result)


@pytest.fixture
def view(held: Held, show: Show) -> ContestResultView:
    shown = ContestResultView()
    show(shown, 1280, 1080)
    shown.show_result(held.contest)
    return shown


def figure(text: str) -> int:
    return int(text.replace(",", ""))


def standing(held: Held) -> dict[int, int]:
    """Votes of those who did not withdraw."""
    return {number: votes for number, votes in held.figures.votes.items() if votes is not None}


def test_the_figures_are_the_published_ones(held: Held) -> None:
    assert len(held.figures.votes) == 14
    assert [number for number, votes in held.figures.votes.items() if votes is None] == [4, 9]
    if held.figures.listed == 44_197_692:
        assert (held.contest.valid_votes, held.contest.invalid) == (33_760_311, 307_542)
        assert (held.contest.ballots, held.result.abstentions) == (34_067_853, 10_129_839)
    else:
        assert (held.contest.valid_votes, held.contest.invalid) == (33_759, 308)
    assert held.result.holds


def test_the_table_has_them(held: Held, view: ContestResultView) -> None:
    model = view.resultTable.model()
    cells = [
        [str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole)) for column in range(4)]
        for row in range(model.rowCount())
    ]

    assert {int(row[0]): figure(row[2]) for row in cells[:-1] if row[2][0].isdigit()} == standing(held)
    assert [int(row[0]) for row in cells[:-1] if not row[2][0].isdigit()] == [4, 9]
    assert figure(cells[-1][2]) == held.contest.valid_votes


def test_the_chart_has_them(held: Held, view: ContestResultView, tmp_path: Path) -> None:
    view.save_picture(tmp_path / "chart.svg")

    drawing = ElementTree.parse(tmp_path / "chart.svg")  # noqa: S314 - just written
    lines: dict[str, list[str]] = {}
    for text in drawing.iter("{http://www.w3.org/2000/svg}text"):
        word = (text.text or "").strip()
        if re.fullmatch(r"[\d,]+", word):
            # The number of a candidate stands on one line with the votes.
            lines.setdefault(text.get("y", ""), []).append(word)
    assert {int(line[0]): figure(line[1]) for line in lines.values() if len(line) > 1} == standing(held)
    assert [int(line[0]) for line in lines.values() if len(line) == 1] == [4, 9]


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_count_sheet_has_them(held: Held, lang: Lang) -> None:
    station = CountedStation("가상 투표소", held.figures.listed, held.figures.ballots)
    facts = replace(
        COUNT,
        listed=held.figures.listed,
        voted=held.figures.ballots,
        issued=held.figures.ballots,
        unused=0,
        cancelled=0,
        stations=(station,),
    )
    pages = texts(to_pdf(count_sheet(facts, held.contest, lang), A4))
    said = "\n".join(pages).replace("\u2060", "")
    names = {option.number: option.name.ko for option in held.contest.options}

    for number, votes in standing(held).items():
        assert re.search(rf"{names[number]}[^\n]*\s{votes:,}\s", said), number
    for sum_ in (held.contest.valid_votes, held.contest.invalid, held.contest.ballots):
        assert f"{sum_:,}" in said


def test_the_csv_has_them(held: Held) -> None:
    rows = list(csv.DictReader(io.StringIO(results_csv([held.contest]))))

    assert {int(row["number"]): int(row["votes"]) for row in rows if row["number"].isdigit()} == standing(
        held
    )
    sums = {row["number"]: int(row["votes"]) for row in rows if not row["number"].isdigit()}
    assert sums == {
        "blank": held.figures.blank,
        "invalid": held.figures.blank,
        "ballots": held.figures.ballots,
    }


def test_the_common_format_has_them(held: Held) -> None:
    report = json.loads(results_json(held.election, held.result, GENERATED))

    assert complaints(RESULTS, report) == []
    (election,) = report["Election"]
    selections = election["Contest"][0]["ContestSelection"]
    votes = {
        each["SequenceOrder"]: each["VoteCounts"][0]["Count"] for each in selections if each["VoteCounts"]
    }
    assert votes == standing(held)
    assert [each["SequenceOrder"] for each in selections if not each["VoteCounts"]] == [4, 9]
    withdrawn = [each for each in election["Candidate"] if each.get("PreElectionStatus") == "withdrawn"]
    names = [each["BallotName"]["Text"][0]["Content"] for each in withdrawn]
    assert names == [option.name.ko for option in held.contest.options if option.withdrawn]
    cast, invalid, _ = election["BallotCounts"]
    assert (cast["BallotsCast"], invalid["BallotsRejected"]) == (held.figures.ballots, held.figures.blank)
    (scope, _) = report["GpUnit"]
    assert (scope["VotersRegistered"], scope["VotersParticipated"]) == (
        held.figures.listed,
        held.figures.ballots,
    )
