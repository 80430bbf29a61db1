"""The published schemas of the common format, and a small result to be written in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from omp_desktop.domain.election import Contest, ContestKind, Election, VotingWindow
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Station
from omp_desktop.domain.tally import ContestResult, OptionTotal
from omp_desktop.services.results import ElectionResult, StationResult

SCHEMAS = Path(__file__).parents[3] / "shared" / "data"
RESULTS = SCHEMAS / "nist_err" / "NIST_V2_election_results_reporting.json"
EVENTS = SCHEMAS / "nist_eel" / "NIST_V1_election_event_logging.json"
GENERATED = datetime(2026, 12, 3, 12, 30, tzinfo=UTC)


@cache
def schema(file: Path) -> dict[str, Any]:
    """A published schema; the test is skipped where the files are not."""
    if not file.exists():
        pytest.skip("the published schemas are not on this machine")
    return dict(json.loads(file.read_text(encoding="utf-8")))


def complaints(file: Path, report: Any) -> list[str]:
    """What the published schema says against a report."""
    return [str(error.message) for error in jsonschema_rs.validator_for(schema(file)).iter_errors(report)]


def an_option(number: int, votes: int, party: str | None = None, *, withdrawn: bool = False) -> OptionTotal:
    name = LocalText(f"후보 {number}", f"후보 {number}")
    return OptionTotal(f"{number:032x}", number, name, party, votes, withdrawn)


def president() -> ContestResult:
    """12 ballots: 8 valid, 2 for somebody who withdrew during the vote, 2 blank."""
    return ContestResult(
        "president",
        LocalText("회장", "President"),
        (
            an_option(1, 5, "가당"),
            an_option(2, 3, "가당"),
            an_option(3, 0, "나당", withdrawn=True),
            an_option(4, 2, withdrawn=True),
        ),
        ballots=12,
        blank=2,
        invalid_withdrawn=2,
        undervotes=0,
        valid_votes=8,
        invalid=4,
    )


def council() -> ContestResult:
    """Up to two of three; 3 ballots are blank and 4 choices of the others were not made."""
    return ContestResult(
        "council",
        LocalText("위원", ""),
        (an_option(11, 6), an_option(12, 5), an_option(13, 3)),
        ballots=12,
        blank=3,
        invalid_withdrawn=0,
        undervotes=4,
        valid_votes=14,
        invalid=3,
        votes_allowed=2,
    )


def bylaw() -> ContestResult:
    """For or against."""
    answers = (LocalText("찬성", "For"), LocalText("반대", "Against"))
    return ContestResult(
        "bylaw",
        LocalText("회칙", "Bylaw"),
        tuple(
            replace(an_option(number, votes), name=name, option_id=f"b{number:031x}")
            for number, votes, name in zip((1, 2), (7, 4), answers, strict=True)
        ),
        ballots=12,
        blank=1,
        invalid_withdrawn=0,
        undervotes=0,
        valid_votes=11,
        invalid=1,
    )


def an_election(*contests: ContestResult, **changes: Any) -> Election:
    kinds = {"bylaw": ContestKind.YES_NO}
    opens, closes = datetime(2026, 12, 2, 21, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC)
    told: dict[str, Any] = {
        "id": "e" * 32,
        "name": LocalText("가상 회장 선거", "Election of an invented president"),
        "timezone": "Asia/Seoul",
        "windows": (VotingWindow(opens, closes),),
        "contests": tuple(
            Contest(
                each.contest_id,
                each.title,
                each.votes_allowed,
                kind=kinds.get(each.contest_id, ContestKind.CANDIDATES),
            )
            for each in contests
        ),
    }
    return Election(**{**told, **changes})


def a_result(*contests: ContestResult, **changes: Any) -> ElectionResult:
    """20 voters at two stations, of whom 12 voted."""
    told: dict[str, Any] = {
        "election_id": "e" * 32,
        "contests": contests,
        "listed": 20,
        "cast": 12,
        "abstentions": 8,
        "provisional": True,
        "by_station": (
            StationResult(Station("1" * 32, "제1투표소"), 15, 9),
            StationResult(Station("2" * 32, "제2투표소"), 5, 3),
        ),
    }
    return ElectionResult(**{**told, **changes})
