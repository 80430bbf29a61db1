"""The check list before publishing."""

from dataclasses import replace

import pytest

from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Identification,
    OwnVotePolicy,
    Policy,
    VotingWindow,
)
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.manifest import check_before_publishing
from omp_desktop.domain.publication import Check, CheckKind, PublicationFacts, require_ready
from omp_desktop.domain.publication_errors import NotReadyToPublish
from tests.unit.domain.examples import (
    BEFORE,
    COUNCIL,
    DURING,
    FIRST,
    LAST,
    MOTION,
    OVERNIGHT,
    PRESIDENT,
    a_candidate,
    an_election,
    withdrawn,
)


def facts(**changes: object) -> PublicationFacts:
    ready = PublicationFacts(
        election=an_election(),
        candidates=[a_candidate(1, "가당"), a_candidate(2, "나당"), withdrawn(a_candidate(5))],
        voters=[("제1투표소", 200)],
        now=BEFORE,
        trustees=3,
        quorum=2,
        key_ready=True,
    )
    return replace(ready, **changes)


def problems(given: PublicationFacts) -> list[str]:
    return [check.code for check in check_before_publishing(given) if not check.passed]


def test_a_complete_draft_passes_every_check() -> None:
    checks = check_before_publishing(facts())
    assert [check.kind for check in checks] == list(CheckKind)
    assert all(check.passed for check in checks)
    require_ready(checks)


def test_a_passed_check_says_what_is_right() -> None:
    check = check_before_publishing(facts())[0]
    assert check.describe("en").text == "The election has a name"
    assert (check.code, dict(check.params)) == ("name", {})


def test_a_failed_check_says_what_to_do() -> None:
    (check,) = [c for c in check_before_publishing(facts(voters=[("제2투표소", 0)])) if not c.passed]
    assert check.describe("ko").text == "선거인명부가 비어 있습니다: 제2투표소."
    assert check.describe("en").next_step == "Import the voters list of this station."
    assert check.params == {"station": "제2투표소"}


def test_an_empty_draft_lists_all_that_is_missing_at_once() -> None:
    empty = facts(
        election=an_election(name=LocalText("", " "), windows=(), contests=()),
        candidates=[],
        voters=[],
        trustees=0,
        key_ready=False,
    )
    assert problems(empty) == [
        "publish.unnamed",
        "election.windows-missing",
        "publish.contests-missing",
        "publish.stations-missing",
        "publish.key-missing",
    ]
    with pytest.raises(NotReadyToPublish) as caught:
        require_ready(check_before_publishing(empty))
    assert caught.value.params == {"count": 5}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"timezone": "Asia/Gangnam"}, ["election.timezone-unknown"]),
        ({"windows": (LAST, FIRST)}, ["election.windows-out-of-order"]),
        ({"windows": (FIRST, VotingWindow(DURING, LAST.closes))}, ["election.windows-overlap"]),
        ({"policy": Policy(minimum_open=0)}, ["election.minimum-open-invalid"]),
        ({"contests": (replace(PRESIDENT, title=LocalText("", "")),)}, ["publish.contest-untitled"]),
        (
            {"contests": (PRESIDENT, PRESIDENT)},
            ["election.contest-id-taken"],
        ),
        ({"contests": (replace(PRESIDENT, votes_allowed=0),)}, ["election.votes-allowed-invalid"]),
        ({"contests": (PRESIDENT, COUNCIL)}, ["publish.candidates-missing"]),
        (
            {"contests": (replace(PRESIDENT, votes_allowed=3),)},
            ["publish.more-choices-than-options"],
        ),
        (
            {"contests": (replace(PRESIDENT, kind=ContestKind.YES_NO),)},
            ["publish.yes-no-of-several"],
        ),
    ],
)
def test_a_wrong_election_is_named(changes: dict[str, object], expected: list[str]) -> None:
    assert problems(facts(election=an_election(**changes))) == expected


def test_windows_that_are_over_are_named_by_their_number() -> None:
    checks = check_before_publishing(facts(now=OVERNIGHT))
    (check,) = [check for check in checks if not check.passed]
    assert check.params == {"number": 1, "closes": "2026-12-03 18:00 (Asia/Seoul)"}


def test_a_window_that_has_begun_is_still_to_come_to_its_end() -> None:
    assert problems(facts(now=DURING)) == []
    assert problems(facts(now=FIRST.closes)) == ["publish.window-over"]


def test_times_are_shown_in_utc_while_the_zone_is_unknown() -> None:
    checks = check_before_publishing(facts(election=an_election(timezone="?"), now=OVERNIGHT))
    assert [check.params.get("closes") for check in checks if not check.passed] == [
        None,
        "2026-12-03 09:00 (UTC)",
    ]


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([a_candidate(1)], ["publish.too-few-options"]),
        ([a_candidate(1), withdrawn(a_candidate(2))], ["publish.too-few-options"]),
        ([a_candidate(1), a_candidate(2, id="x"), a_candidate(2, id="y")], ["candidate.number-taken"]),
        ([a_candidate(1, "가당"), a_candidate(2, "가 당")], ["candidate.party-taken"]),
        ([a_candidate(1), a_candidate(2), a_candidate(3, name=" ")], ["candidate.name-missing"]),
        (
            [a_candidate(1), a_candidate(2), a_candidate(3, contest_id="mayor")],
            ["publish.candidate-without-contest"],
        ),
        (
            [a_candidate(0), a_candidate(1), a_candidate(1, id="x")],
            ["candidate.number-invalid", "candidate.number-taken"],
        ),
    ],
)
def test_wrong_candidates_are_named(candidates: list[object], expected: list[str]) -> None:
    assert problems(facts(candidates=candidates)) == expected


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], []),
        ([a_candidate(1, contest_id="motion")], []),
        ([withdrawn(a_candidate(1, contest_id="motion"))], ["publish.too-few-options"]),
    ],
)
def test_for_or_against_needs_at_most_one_who_still_stands(
    candidates: list[object], expected: list[str]
) -> None:
    assert problems(facts(election=an_election(contests=(MOTION,)), candidates=candidates)) == expected


def test_every_problem_of_every_contest_is_listed() -> None:
    contests = (PRESIDENT, COUNCIL, Contest("mayor", LocalText("시장", "Mayor")))
    assert (
        problems(facts(election=an_election(contests=contests), candidates=[]))
        == ["publish.candidates-missing"] * 3
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"voters": [("하나", 0), ("둘", 5), ("하나", 0)]},
            ["publish.voters-missing", "publish.voters-missing"],
        ),
        ({"shared_voters": 2}, ["publish.voters-shared"]),
        ({"trustees": 0}, ["publish.key-missing"]),
        ({"key_ready": False}, ["publish.key-missing"]),
        ({"quorum": 0}, ["publish.quorum-invalid"]),
        ({"quorum": 4}, ["publish.quorum-invalid"]),
    ],
)
def test_stations_and_trustees_are_checked(changes: dict[str, object], expected: list[str]) -> None:
    assert problems(facts(**changes)) == expected


def test_votes_are_checked_anywhere_only_with_a_centre() -> None:
    for own_vote in OwnVotePolicy:
        election = an_election(policy=Policy(own_vote=own_vote))
        expected = ["publish.own-vote-needs-centre"] if own_vote is OwnVotePolicy.ANYWHERE else []
        assert problems(facts(election=election)) == expected


def test_voters_check_in_themselves_only_where_somebody_has_a_code() -> None:
    election = an_election(policy=Policy(identification=Identification.SELF))
    assert problems(facts(election=election)) == ["publish.personal-codes-missing"]
    assert problems(facts(election=election, codes=1)) == []


def test_the_least_that_is_enough_is_enough() -> None:
    least = facts(
        election=an_election(contests=(replace(PRESIDENT, votes_allowed=2),)),
        voters=[("제1투표소", 1)],
        trustees=1,
        quorum=1,
    )
    assert problems(least) == []
    assert problems(facts(trustees=3, quorum=3)) == []
    assert problems(facts(trustees=3, quorum=1)) == []


def test_for_or_against_of_two_is_one_too_many() -> None:
    two = [a_candidate(number, contest_id="motion") for number in (1, 2)]
    assert problems(facts(election=an_election(contests=(MOTION,)), candidates=two)) == [
        "publish.yes-no-of-several"
    ]


def test_a_single_candidate_who_withdrew_leaves_nobody() -> None:
    gone = [withdrawn(a_candidate(1, contest_id="motion"))]
    checks = check_before_publishing(facts(election=an_election(contests=(MOTION,)), candidates=gone))
    assert [check.params["count"] for check in checks if not check.passed] == [0]


def test_a_check_is_passed_when_it_has_no_problem() -> None:
    assert Check(CheckKind.KEY).passed
