"""The count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.manifest import ManifestContest, manifest_contest
from omp_desktop.domain.tally import (
    ContestResult,
    IdentityName,
    contest_result,
    per_mille,
    percentage,
)
from tests.unit.domain.examples import COUNCIL, PRESIDENT, a_candidate, withdrawn

UNDECIDED = "순위는 이 프로그램이 정하지 않습니다."


def contest_of(*candidates: Candidate, choices: int = 1) -> ManifestContest:
    contest = PRESIDENT if choices == 1 else COUNCIL
    own = [Candidate(c.id, c.election_id, contest.id, c.number, c.name, c.party, c.state) for c in candidates]
    return manifest_contest(contest, own)


THREE = contest_of(a_candidate(1, "가당"), a_candidate(2, "나당"), a_candidate(5))
COUNCILLORS = contest_of(*(a_candidate(number) for number in range(1, 6)), choices=3)


def result(votes: dict[int, int], blank: int = 0, gone: tuple[int, ...] = ()) -> ContestResult:
    totals = {a_candidate(number).id: count for number, count in votes.items()}
    ballots = sum(votes.values()) + blank
    return contest_result(THREE, totals, blank, ballots, {a_candidate(number).id for number in gone})


@pytest.mark.parametrize(
    ("part", "whole", "digits", "expected"),
    [
        (1, 3, 1, "33.3"),
        (2, 3, 1, "66.7"),
        (1, 8, 1, "12.5"),
        (1, 8, 2, "12.50"),
        (1, 16, 2, "6.25"),
        (1, 200, 0, "1"),
        (1, 2000, 1, "0.1"),
        (1, 2001, 1, "0.0"),
        (5, 5, 2, "100.00"),
        (0, 5, 1, "0.0"),
        (0, 0, 1, "–"),
        (16_394_815, 33_760_311, 2, "48.56"),
        (10**30, 3 * 10**30, 3, "33.333"),
    ],
)
def test_a_share_is_rounded_half_up_and_exactly(part: int, whole: int, digits: int, expected: str) -> None:
    assert percentage(part, whole, digits) == expected


@pytest.mark.parametrize(("part", "whole", "digits"), [(-1, 2, 1), (1, -2, 1), (1, 2, -1)])
def test_a_share_of_negative_numbers_is_a_mistake(part: int, whole: int, digits: int) -> None:
    with pytest.raises(ValueError, match="non-negative"):
        percentage(part, whole, digits)


def test_per_mille_of_nothing_is_nothing() -> None:
    assert per_mille(0, 0) == 0


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_per_mille_and_percent_are_one_rounding(part: int, whole: int) -> None:
    assert f"{per_mille(part, whole) // 10}.{per_mille(part, whole) % 10}" == percentage(part, whole, 1)


def test_a_count_of_one_choice_adds_up() -> None:
    counted = result({1: 40, 2: 35, 5: 5}, blank=20)
    assert (counted.ballots, counted.valid_votes, counted.invalid) == (100, 80, 20)
    assert (counted.blank, counted.invalid_withdrawn, counted.undervotes) == (20, 0, 0)
    assert counted.holds


def test_votes_for_a_candidate_who_withdrew_later_are_invalid_and_stay_where_they_are() -> None:
    counted = result({1: 40, 2: 35, 5: 5}, blank=20, gone=(2,))
    assert [(o.number, o.votes, o.withdrawn) for o in counted.options] == [
        (1, 40, False),
        (2, 35, True),
        (5, 5, False),
    ]
    assert (counted.valid_votes, counted.invalid, counted.invalid_withdrawn, counted.blank) == (
        45,
        55,
        35,
        20,
    )
    assert counted.holds


def test_a_share_is_of_the_valid_votes() -> None:
    counted = result({1: 40, 2: 35, 5: 5}, blank=20, gone=(5,))
    assert [counted.share(option) for option in counted.options] == ["53.3", "46.7", "–"]


def test_a_candidate_who_withdrew_has_no_rank() -> None:
    counted = result({1: 10, 2: 35, 5: 5}, gone=(2,))
    assert [[o.number for o in group] for group in counted.ranking()] == [[1], [5]]
    assert [o.number for o in counted.leaders()] == [1]


def test_a_tie_is_said_and_not_broken() -> None:
    counted = result({1: 7, 2: 3, 5: 7})
    assert [[o.number for o in group] for group in counted.ranking()] == [[1, 5], [2]]
    assert [o.number for o in counted.leaders()] == [1, 5]
    assert [(s.rank, s.votes, s.tied) for s in counted.standings()] == [(1, 7, True), (3, 3, False)]
    (tie,) = counted.ties()
    names = "기호 1번 가상인물1, 기호 5번 가상인물5"
    assert tie.describe("ko") == f"1위 동점(2명): {names}, 각 7표. {UNDECIDED}"
    names = "No. 1 가상인물1, No. 5 가상인물5"
    assert tie.describe("en") == (
        f"Rank 1, a tie of 2: {names}. Votes each: 7. This program does not break ties."
    )


def test_a_standing_alone_is_said_plainly() -> None:
    first = result({1: 1234, 2: 3, 5: 7}).standings()[0]
    assert first.describe("ko") == "1위: 기호 1번 가상인물1, 1,234표"
    assert first.describe("en") == "Rank 1: No. 1 가상인물1, 1,234 votes"


def test_while_nobody_has_a_vote_nobody_leads_and_nobody_ties() -> None:
    counted = result({1: 0, 2: 0, 5: 0}, blank=3)
    assert counted.leaders() == ()
    assert counted.ties() == ()
    assert counted.share(counted.options[0]) == "–"


def test_one_vote_is_enough_to_lead_and_to_tie() -> None:
    counted = result({1: 1, 2: 0, 5: 1})
    assert [o.number for o in counted.leaders()] == [1, 5]
    assert [tie.rank for tie in counted.ties()] == [1]


def test_a_question_without_options_has_an_empty_result() -> None:
    counted = contest_result(contest_of(), {}, 2, 2)
    assert counted.holds
    assert counted.leaders() == ()


def test_without_anybody_left_nobody_leads() -> None:
    counted = result({1: 3, 2: 3, 5: 3}, gone=(1, 2, 5))
    assert counted.ranking() == ()
    assert counted.leaders() == ()
    assert counted.invalid == counted.ballots == 9


def test_a_candidate_withdrawn_before_publication_is_listed_without_votes() -> None:
    contest = contest_of(a_candidate(1), a_candidate(2), withdrawn(a_candidate(5)))
    counted = contest_result(contest, {a_candidate(1).id: 3, a_candidate(2).id: 1}, 0, 4)
    assert [(o.number, o.votes, o.withdrawn) for o in counted.options] == [
        (1, 3, False),
        (2, 1, False),
        (5, 0, True),
    ]
    assert counted.holds


@pytest.mark.parametrize("numbers", [(1, 2), (1, 2, 5, 9)])
def test_totals_of_other_options_are_a_mistake(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="other options"):
        contest_result(THREE, {a_candidate(n).id: 1 for n in numbers}, 0, len(numbers))


def council(votes: list[int], blank: int, ballots: int, gone: tuple[int, ...] = ()) -> ContestResult:
    totals = {a_candidate(number).id: count for number, count in enumerate(votes, start=1)}
    return contest_result(COUNCILLORS, totals, blank, ballots, {a_candidate(number).id for number in gone})


def test_with_several_choices_what_was_not_used_is_an_undervote() -> None:
    counted = council([10, 8, 5, 2, 0], blank=4, ballots=16)
    assert counted.undervotes == 3 * (16 - 4) - 25
    assert (counted.valid_votes, counted.invalid) == (25, 4)
    assert counted.holds
    assert IdentityName.BALLOTS not in [identity.name for identity in counted.identities()]


def test_the_sums_are_shown_with_both_sides() -> None:
    shown = {i.name: (i.left, i.right) for i in council([10, 8, 5, 2, 0], blank=4, ballots=16).identities()}
    assert shown == {
        IdentityName.VOTES: (36, 36),
        IdentityName.CHOSEN: (25, 12),
        IdentityName.EACH: (10, 12),
    }


def test_with_several_choices_votes_for_the_withdrawn_leave_the_ballot_valid() -> None:
    counted = council([10, 8, 5, 2, 0], blank=4, ballots=16, gone=(1,))
    assert (counted.valid_votes, counted.invalid_withdrawn, counted.invalid) == (15, 10, 4)
    assert counted.undervotes == 11
    assert counted.holds


@pytest.mark.parametrize(
    ("votes", "blank", "ballots", "broken"),
    [
        ([10, 8, 5, 2, 0], 4, 12, IdentityName.CHOSEN),
        ([4, 0, 0, 0, 0], 0, 5, IdentityName.CHOSEN),
        ([6, 1, 1, 0, 0], 0, 5, IdentityName.EACH),
        ([0, 0, 0, 0, 0], 3, 2, IdentityName.EACH),
    ],
)
def test_an_impossible_count_shows_itself(
    votes: list[int], blank: int, ballots: int, broken: IdentityName
) -> None:
    counted = council(votes, blank, ballots)
    assert broken in [identity.name for identity in counted.identities() if not identity.holds]
    assert not counted.holds


def test_a_vote_too_many_shows_on_both_sides_of_the_sum() -> None:
    totals = {a_candidate(number).id: count for number, count in {1: 40, 2: 35, 5: 5}.items()}
    counted = contest_result(THREE, totals, 20, 99)
    first = counted.identities()[0]
    assert (first.name, first.left, first.right, first.holds) == (IdentityName.BALLOTS, 100, 99, False)


BALLOTS = st.lists(st.frozensets(st.integers(1, 5), max_size=3), max_size=40)


@given(BALLOTS, st.frozensets(st.integers(1, 5)))
def test_every_pile_of_real_ballots_adds_up(ballots: list[frozenset[int]], gone: frozenset[int]) -> None:
    votes = [sum(number in ballot for ballot in ballots) for number in range(1, 6)]
    blank = sum(not ballot for ballot in ballots)
    counted = council(votes, blank, len(ballots), tuple(gone))
    assert counted.holds
    assert counted.undervotes == sum(3 - len(ballot) for ballot in ballots if ballot)
    assert counted.valid_votes + counted.invalid_withdrawn == sum(map(len, ballots))


@given(st.lists(st.integers(0, 3), max_size=40), st.frozensets(st.sampled_from([1, 2, 5])))
def test_every_pile_with_one_choice_adds_up(choices: list[int], gone: frozenset[int]) -> None:
    numbers = {1: 1, 2: 2, 3: 5}
    votes = {number: choices.count(place) for place, number in numbers.items()}
    counted = result(votes, choices.count(0), tuple(gone))
    assert counted.holds
    assert counted.valid_votes + counted.invalid == len(choices)
    assert sum(len(group) for group in counted.ranking()) == 3 - len(gone)
