"""Results in the common format, against the published schema and against themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from omp_desktop.domain.station import Station
from omp_desktop.reports.cdf_checks import PREFIX, REFERENCES, SHAPES, problems
from omp_desktop.reports.cdf_results import election_report, results_json
from omp_desktop.reports.errors import ExportInconsistent
from omp_desktop.services.certificate import Certificate
from omp_desktop.services.results import StationResult
from tests.unit.common_format import (
    GENERATED,
    RESULTS,
    a_result,
    an_election,
    bylaw,
    complaints,
    council,
    president,
    schema,
)

CONTESTS = (president(), council(), bylaw())
Report = dict[str, Any]


@pytest.fixture
def report() -> Report:
    return election_report(an_election(*CONTESTS), a_result(*CONTESTS), GENERATED)


def contest(report: Report, place: int) -> Report:
    return dict(report["Election"][0]["Contest"][place])


def test_the_published_schema_has_nothing_against_it(report: Report) -> None:
    assert complaints(RESULTS, report) == []


def test_the_schema_finds_a_field_that_it_does_not_know(report: Report) -> None:
    report["Election"][0]["CastVoteRecord"] = []

    assert complaints(RESULTS, report)


def test_it_agrees_with_itself(report: Report) -> None:
    assert list(problems(report)) == []


def test_the_file_is_the_report() -> None:
    text = results_json(an_election(*CONTESTS), a_result(*CONTESTS), GENERATED)

    assert json.loads(text) == election_report(an_election(*CONTESTS), a_result(*CONTESTS), GENERATED)
    assert "회장" in text
    assert text.endswith("}\n")


def test_votes_of_who_stands_are_totals_and_those_of_who_withdrew_are_not(report: Report) -> None:
    counts = [selection["VoteCounts"] for selection in contest(report, 0)["ContestSelection"]]

    assert [[(count["Type"], count["Count"]) for count in each] for each in counts] == [
        [("total", 5)],
        [("total", 3)],
        [],
        [("other", 2)],
    ]


def test_candidates_have_their_number_their_party_and_whether_they_withdrew(report: Report) -> None:
    candidates = report["Election"][0]["Candidate"]
    names = {party["@id"]: party["Name"]["Text"][0]["Content"] for party in report["Party"]}

    assert [selection["SequenceOrder"] for selection in contest(report, 0)["ContestSelection"]] == [
        1,
        2,
        3,
        4,
    ]
    assert [names.get(candidate.get("PartyId")) for candidate in candidates[:4]] == [
        "가당",
        "가당",
        "나당",
        None,
    ]
    assert [candidate.get("PreElectionStatus") for candidate in candidates[:4]] == [
        None,
        None,
        "withdrawn",
        "withdrawn",
    ]


def test_every_contest_has_its_invalid_and_its_blank_ballots(report: Report) -> None:
    counts = report["Election"][0]["BallotCounts"]

    assert counts[0]["BallotsCast"] == 12
    assert {count["OtherType"]: count["BallotsRejected"] for count in counts[1:]} == {
        "invalid in president": 4,
        "blank in president": 2,
        "invalid in council": 3,
        "blank in council": 3,
        "invalid in bylaw": 1,
        "blank in bylaw": 1,
    }


def test_choices_not_made_include_those_of_blank_ballots(report: Report) -> None:
    assert [contest(report, place)["OtherCounts"][0]["Undervotes"] for place in range(3)] == [2, 10, 1]


def test_for_and_against_is_a_ballot_measure(report: Report) -> None:
    measure = contest(report, 2)

    assert measure["@type"] == f"{PREFIX}BallotMeasureContest"
    assert [answer["Selection"]["Text"][1]["Content"] for answer in measure["ContestSelection"]] == [
        "For",
        "Against",
    ]
    assert len(report["Election"][0]["Candidate"]) == 7


def test_days_are_those_of_the_election_s_time_zone(report: Report) -> None:
    election = report["Election"][0]

    assert (election["StartDate"], election["EndDate"]) == ("2026-12-03", "2026-12-03")


@pytest.mark.parametrize(
    ("provisional", "left_out", "status"),
    [
        (True, "", "unofficial-complete"),
        (True, "정전", "unofficial-partial"),
        (False, "", "certified"),
        (False, "정전", "certified"),
    ],
)
def test_it_says_whether_the_result_is_certified_and_whole(
    provisional: bool, left_out: str, status: str
) -> None:
    stations = (
        StationResult(Station("1" * 32, "제1투표소"), 15, 12),
        StationResult(Station("2" * 32, "제2투표소"), 5, 0, left_out),
    )
    result = a_result(president(), provisional=provisional, by_station=stations)

    report = election_report(an_election(president()), result, GENERATED)

    assert report["Status"] == status
    assert ("제2투표소" in report["Notes"]) is bool(left_out)
    assert complaints(RESULTS, report) == []
    assert list(problems(report)) == []


def test_it_says_who_certified_it_and_when(report: Report) -> None:
    names = ("김가상", "이가상")
    certificate = Certificate("e" * 32, "", GENERATED, ("a", "b"), names, "", (), 1, "")
    result = a_result(*CONTESTS, provisional=False, certificate=certificate)

    certified = election_report(an_election(*CONTESTS), result, GENERATED)

    assert certified["Notes"].endswith("2026-12-03T12:30:00Z, 김가상, 이가상.")
    assert "Certified" not in report["Notes"]


def test_it_says_that_there_are_no_records_of_single_ballots(report: Report) -> None:
    assert "no cast vote records" in report["Notes"]


@pytest.mark.parametrize("people", [("김가상", "이가상"), ()])
def test_it_names_who_is_responsible(people: tuple[str, ...]) -> None:
    report = election_report(an_election(commissioners=people), a_result(), GENERATED)

    assert report["Issuer"] == (", ".join(people) or "Election commission")


def test_a_mock_vote_is_marked(report: Report) -> None:
    mock = election_report(an_election(test_mode=True), a_result(), GENERATED)

    assert (report["IsTest"], mock["IsTest"], mock["TestType"]) == (False, True, "mock vote")
    assert "TestType" not in report


def set_at(*path: str | int, to: Any) -> Callable[[Report], None]:
    """A change of what stands at this place."""

    def change(report: Any) -> None:
        for step in path[:-1]:
            report = report[step]
        report[path[-1]] = to

    return change


ELECTION = ("Election", 0)
FIRST = (*ELECTION, "Contest", 0)
SLIPS = {
    "a party that is not there": set_at(*ELECTION, "Candidate", 0, "PartyId", to="party-9"),
    "a contest as a unit": set_at(*ELECTION, "BallotCounts", 0, "GpUnitId", to="contest-president"),
    "one identifier twice": set_at("Party", 1, "@id", to="party-1"),
    "a candidate who is not there": set_at(*FIRST, "ContestSelection", 0, "CandidateIds", to=["candidate-x"]),
    "a vote too many": set_at(*FIRST, "ContestSelection", 0, "VoteCounts", 0, "Count", to=6),
    "half a vote": set_at(*FIRST, "ContestSelection", 0, "VoteCounts", 0, "Count", to=4.5),
    "fewer than no votes": set_at(*FIRST, "OtherCounts", 0, "Undervotes", to=-1),
    "a yes as a number": set_at("GpUnit", 0, "TotalSubUnits", to=True),
    "a station's voter too many": set_at("GpUnit", 1, "VotersRegistered", to=16),
    "more voters than listed": set_at("GpUnit", 2, "VotersRegistered", to=2),
    "a ballot without a voter": set_at(*ELECTION, "BallotCounts", 0, "BallotsCast", to=13),
    "an invalid ballot too many": set_at(*ELECTION, "BallotCounts", 1, "BallotsRejected", to=5),
    "invalid ballots of a contest gone": set_at(*ELECTION, "BallotCounts", 1, "OtherType", to="invalid"),
    "an unknown field": set_at("Party", 0, "Colour", to="red"),
    "an unknown object": set_at("Party", 0, "@type", to="Color"),
    "a name gone": set_at(
        *ELECTION, "Candidate", 0, to={"@type": f"{PREFIX}Candidate", "@id": "candidate-z"}
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_found(slip: Callable[[Report], None], report: Report) -> None:
    changed = deepcopy(report)

    slip(changed)

    assert list(problems(changed))


def test_more_votes_for_one_than_ballots_that_hold_a_choice_are_found() -> None:
    wrong = replace(council(), votes_allowed=2, undervotes=0, blank=5, invalid=5)
    report = election_report(an_election(wrong), a_result(wrong), GENERATED)
    report["Election"][0]["Contest"][0]["ContestSelection"][0]["VoteCounts"][0]["Count"] = 8

    assert any("ballots that are not blank" in problem for problem in problems(report))


def test_a_result_that_contradicts_itself_is_not_written() -> None:
    wrong = replace(president(), blank=3)

    with pytest.raises(ExportInconsistent) as refused:
        results_json(an_election(wrong), a_result(wrong), GENERATED)

    assert "contest-president" in str(refused.value)


def test_a_result_with_another_number_of_voters_is_not_written() -> None:
    with pytest.raises(ExportInconsistent):
        results_json(an_election(president()), a_result(president(), listed=21), GENERATED)


def test_the_list_of_fields_is_part_of_the_published_one() -> None:
    definitions = schema(RESULTS)["definitions"]
    for kind, shape in SHAPES.items():
        published = definitions[PREFIX + kind]
        assert shape.needed == set(published["required"]) - {"@type"}, kind
        assert shape.needed | shape.more <= published["properties"].keys(), kind


def test_references_point_where_the_published_schema_lets_them() -> None:
    definitions = schema(RESULTS)["definitions"]
    for kind, shape in SHAPES.items():
        for name in (shape.needed | shape.more) & REFERENCES.keys():
            field = definitions[PREFIX + kind]["properties"][name]
            allowed = field.get("refTypes") or field["items"]["refTypes"]
            assert PREFIX + REFERENCES[name] in allowed, f"{kind}.{name}"


def test_every_reference_of_the_published_schema_is_among_those_looked_at() -> None:
    definitions = schema(RESULTS)["definitions"]
    for kind, shape in SHAPES.items():
        for name in shape.needed | shape.more:
            field = definitions[PREFIX + kind].get("properties", {}).get(name, {})
            if field.get("refTypes") or field.get("items", {}).get("refTypes"):
                assert name in REFERENCES, f"{kind}.{name}"
