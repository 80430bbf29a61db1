"""Candidates."""

import pytest

from omp_desktop.domain.candidate import (
    CandidateState,
    check_editable,
    check_new_candidate,
    check_removal,
    clean_candidate,
    party_name,
    withdraw,
)
from omp_desktop.domain.candidate_errors import (
    AlreadyWithdrawn,
    CandidateFrozen,
    NameMissing,
    NumberInvalid,
    NumberTaken,
    PartyTaken,
    RemovalTooLate,
    WithdrawalTooEarly,
    WithdrawalTooLate,
)
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.text_errors import TextForbidden, TextTooLong
from tests.unit.domain.examples import a_candidate, withdrawn

AFTER_DRAFT = [state for state in ElectionState if state is not ElectionState.DRAFT]
WHILE_VOTING = [
    ElectionState.PUBLISHED,
    ElectionState.OPEN,
    ElectionState.SUSPENDED,
    ElectionState.CLOSING,
]
WHEN_OVER = [ElectionState.CLOSED, ElectionState.COUNTED, ElectionState.CERTIFIED]


def test_numbers_may_have_gaps() -> None:
    check_new_candidate(a_candidate(7), [a_candidate(1), a_candidate(3)])


def test_a_number_belongs_to_one_candidate() -> None:
    with pytest.raises(NumberTaken) as caught:
        check_new_candidate(a_candidate(1, id="new"), [a_candidate(1)])
    assert caught.value.params == {"number": 1}


def test_the_number_of_a_withdrawn_candidate_stays_theirs() -> None:
    with pytest.raises(NumberTaken):
        check_new_candidate(a_candidate(1, id="new"), [withdrawn(a_candidate(1))])


def test_the_same_number_in_another_contest_is_free() -> None:
    check_new_candidate(a_candidate(1, "가당", id="new", contest_id="council"), [a_candidate(1, "가당")])


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_number_is_from_1_to_999(number: int) -> None:
    with pytest.raises(NumberInvalid):
        check_new_candidate(a_candidate(number), [])


@pytest.mark.parametrize("number", [1, 999])
def test_the_first_and_the_last_number_are_fine(number: int) -> None:
    check_new_candidate(a_candidate(number), [])


@pytest.mark.parametrize("spelling", ["푸른 내일당", "푸른내일당", " 푸른  내일당 "])
def test_a_party_has_one_candidate_however_it_is_spelt(spelling: str) -> None:
    with pytest.raises(PartyTaken) as caught:
        check_new_candidate(a_candidate(2, spelling), [a_candidate(3), a_candidate(1, "푸른 내일당")])
    assert caught.value.params["number"] == 1


@pytest.mark.parametrize("independent", [None, "", "무소속", "Independent", " 무 소 속 "])
def test_independents_stand_side_by_side(independent: str | None) -> None:
    check_new_candidate(a_candidate(2, independent), [a_candidate(1), a_candidate(3, "가당")])


def test_a_candidate_may_be_changed_without_meeting_themselves() -> None:
    check_new_candidate(a_candidate(1, "가당", name="새 이름"), [a_candidate(1, "가당")])


@pytest.mark.parametrize("name", ["", "  "])
def test_a_candidate_has_a_name(name: str) -> None:
    with pytest.raises(NameMissing):
        check_new_candidate(a_candidate(1, name=name), [])


def test_a_name_holds_80_characters_and_none_that_turn_the_line() -> None:
    check_new_candidate(a_candidate(1, name="가" * 80), [])
    with pytest.raises(TextTooLong):
        check_new_candidate(a_candidate(1, name="가" * 81), [])
    with pytest.raises(TextForbidden):
        check_new_candidate(a_candidate(1, name="김\u202e하나"), [])


def test_a_party_holds_80_characters() -> None:
    check_new_candidate(a_candidate(1, "가" * 80), [])
    with pytest.raises(TextTooLong):
        check_new_candidate(a_candidate(1, "가" * 81), [])


def test_names_are_kept_in_one_form() -> None:
    clean = clean_candidate(a_candidate(1, " 무소속 ", name=" 김  하나"))
    assert (clean.name, clean.party) == ("김 하나", None)
    assert party_name("Green  Party") == "Green Party"


def test_a_draft_can_be_edited() -> None:
    check_editable(ElectionState.DRAFT)
    check_removal(ElectionState.DRAFT)


@pytest.mark.parametrize("state", AFTER_DRAFT)
def test_after_publication_nobody_is_added_changed_or_deleted(state: ElectionState) -> None:
    with pytest.raises(CandidateFrozen):
        check_editable(state)
    with pytest.raises(RemovalTooLate):
        check_removal(state)


@pytest.mark.parametrize("state", WHILE_VOTING)
def test_after_publication_a_candidate_withdraws_and_stays_listed(state: ElectionState) -> None:
    before = a_candidate(1, "가당")
    after = withdraw(before, state)
    assert after.state is CandidateState.WITHDRAWN
    assert (after.id, after.number, after.party) == (before.id, before.number, before.party)


def test_in_a_draft_a_candidate_is_deleted_instead() -> None:
    with pytest.raises(WithdrawalTooEarly):
        withdraw(a_candidate(1), ElectionState.DRAFT)


@pytest.mark.parametrize("state", WHEN_OVER)
def test_after_the_polls_closed_nobody_withdraws(state: ElectionState) -> None:
    with pytest.raises(WithdrawalTooLate):
        withdraw(a_candidate(1), state)


def test_nobody_withdraws_twice() -> None:
    with pytest.raises(AlreadyWithdrawn):
        withdraw(withdrawn(a_candidate(1)), ElectionState.OPEN)
