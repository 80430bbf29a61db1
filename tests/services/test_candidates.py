"""Candidates of a draft: one at a time, and from files."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.domain.access import Role
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.candidate_errors import (
    CandidateFrozen,
    NameMissing,
    NumberInvalid,
    NumberTaken,
    PartyTaken,
)
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.import_errors import (
    ImportEncodingUnknown,
    ImportFileIsFolder,
    ImportFileMissing,
    ImportFileTooLarge,
    ImportIsSpreadsheet,
    ImportRefused,
)
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import NoSuchContest
from omp_desktop.services.errors import NotAllowed
from omp_desktop.store.errors import RecordMissing
from tests.services.scene import PIN, Desk, Draft, People, SmallElection, definition

StateOf = Callable[[], dict[str, list[str]]]


def single(desk: Desk, people: People) -> str:
    """A draft with one contest and no candidates yet."""
    only = replace(definition(), contests=definition().contests[:1])
    return desk.elections.create(people.commission, only).id


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "candidates.csv"
    path.write_bytes(text.encode(encoding))
    return path


def facts(candidates: list[Candidate]) -> list[tuple[int, str, str | None, str]]:
    return [(c.number, c.name, c.party, c.state.value) for c in candidates]


def test_a_candidate_is_registered_with_clean_texts(desk: Desk, people: People, draft: Draft) -> None:
    candidate = desk.candidates.register(
        people.commission, draft.id, "president", 7, "  김  하나 ", " 새  정당 "
    )
    assert (candidate.name, candidate.party) == ("김 하나", "새 정당")
    assert desk.candidates.get(candidate.id) == candidate
    assert candidate in desk.candidates.in_election(draft.id)


@pytest.mark.parametrize("party", [None, "", "무소속", "Independent"])
def test_independents_have_no_party_and_may_be_several(
    desk: Desk, people: People, draft: Draft, party: str | None
) -> None:
    candidate = desk.candidates.register(people.commission, draft.id, "president", 9, "홀로", party)
    assert candidate.party is None


@pytest.mark.parametrize(
    ("contest", "number", "name", "party", "problem"),
    [
        ("president", 1, "누구", None, NumberTaken),
        ("president", 8, "누구", "가나당", PartyTaken),
        ("president", 8, "누구", "가 나 당", PartyTaken),
        ("president", 8, " ", None, NameMissing),
        ("president", 0, "누구", None, NumberInvalid),
        ("president", 1000, "누구", None, NumberInvalid),
        ("mayor", 8, "누구", None, NoSuchContest),
    ],
)
def test_a_candidate_that_breaks_a_rule_is_refused(
    desk: Desk,
    people: People,
    draft: Draft,
    state_of: StateOf,
    contest: str,
    number: int,
    name: str,
    party: str | None,
    problem: type[OmpError],
) -> None:
    before = state_of()
    with pytest.raises(problem) as caught:
        desk.candidates.register(people.commission, draft.id, contest, number, name, party)
    for lang in ("ko", "en"):
        assert caught.value.describe(lang).next_step
    assert state_of() == before


def test_a_candidate_of_a_draft_can_be_changed(desk: Desk, people: People, draft: Draft) -> None:
    edited = replace(draft.president[0], number=3, name="갑순", party=None)
    assert desk.candidates.update(people.commission, edited) == edited
    assert desk.candidates.get(edited.id) == edited


def test_a_change_can_neither_take_a_number_nor_move_to_another_election(
    desk: Desk, people: People, draft: Draft, state_of: StateOf
) -> None:
    other = single(desk, people)
    before = state_of()
    with pytest.raises(NumberTaken):
        desk.candidates.update(people.commission, replace(draft.president[0], number=2))
    with pytest.raises(RecordMissing):
        desk.candidates.update(people.commission, replace(draft.president[0], id="00" * 16))
    assert state_of() == before
    moved = desk.candidates.update(people.commission, replace(draft.president[0], election_id=other))
    assert moved.election_id == draft.id


def test_a_deleted_candidate_takes_pledges_and_account_along(
    desk: Desk, people: People, draft: Draft, core: Core
) -> None:
    gone = draft.president[0]
    account = desk.access.add_account(people.commission, "갑돌", Role.CANDIDATE, PIN, gone.id)
    desk.pledges.add(people.commission, gone.id, "복지", "쉼터")
    desk.candidates.remove(people.commission, gone.id)
    with pytest.raises(RecordMissing):
        desk.candidates.get(gone.id)
    with core.store.read() as uow:
        assert uow.pledges.of_candidate(gone.id) == []
    assert account not in desk.access.accounts()


def test_only_the_commission_handles_candidates(
    desk: Desk, people: People, draft: Draft, tmp_path: Path, state_of: StateOf
) -> None:
    before = state_of()
    path = csv_file(tmp_path, "number,name,party\n9,a,b\n")
    for step in (
        lambda: desk.candidates.register(people.manager, draft.id, "president", 9, "누구"),
        lambda: desk.candidates.update(people.manager, draft.president[0]),
        lambda: desk.candidates.remove(people.manager, draft.president[0].id),
        lambda: desk.candidates.import_csv(people.manager, draft.id, path),
    ):
        with pytest.raises(NotAllowed):
            step()
    assert state_of() == before


KOREAN = "기호,후보자명,정당,상태\r\n1,강나루,가나당,\r\n3,한여울,무소속,사퇴\r\n7,별하,,등록\r\n"
ENGLISH = "number,name,party,status\n1,강나루,가나당,\n3,한여울,independent,withdrawn\n7,별하,,registered\n"
TAKEN = [
    (1, "강나루", "가나당", "registered"),
    (3, "한여울", None, "withdrawn"),
    (7, "별하", None, "registered"),
]


@pytest.mark.parametrize("text", [KOREAN, ENGLISH])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_candidates_are_taken_from_files_in_each_usual_form(
    desk: Desk, people: People, tmp_path: Path, text: str, encoding: str
) -> None:
    election_id = single(desk, people)
    path = csv_file(tmp_path, text, encoding)
    preview = desk.candidates.preview_import(path, election_id)
    assert (preview.total, preview.good, preview.clean) == (3, 3, True)
    assert desk.candidates.in_election(election_id) == []

    result = desk.candidates.import_csv(people.commission, election_id, path)
    assert (result.taken, result.skipped, result.notes) == (3, 0, ())
    assert facts(desk.candidates.in_election(election_id)) == TAKEN


def test_unknown_columns_are_passed_over_with_a_note(desk: Desk, people: People, tmp_path: Path) -> None:
    election_id = single(desk, people)
    path = csv_file(tmp_path, "기호,비고,후보자명,정당,상태\n1,좋음,강나루,가나당,\n")
    result = desk.candidates.import_csv(people.commission, election_id, path)
    assert result.taken == 1
    assert "비고" in result.notes[0].describe("ko")


def test_two_contests_are_told_apart_by_a_column(desk: Desk, people: People, tmp_path: Path) -> None:
    election = desk.elections.create(people.commission, definition())
    path = csv_file(tmp_path, "선거,기호,후보자명,정당\npresident,1,가,\n대의원,1,나,\n")
    desk.candidates.import_csv(people.commission, election.id, path)
    taken = desk.candidates.in_election(election.id)
    assert {(c.contest_id, c.name) for c in taken} == {("president", "가"), ("council", "나")}


BAD = """기호,후보자명,정당,상태
1,가,가당,
1,나,나당,
둘,다,다당,
4,라,가당,
5,,마당,
6,바,바당,모름
7,사,사당,
"""


def test_every_bad_line_is_named_and_nothing_is_taken(
    desk: Desk, people: People, tmp_path: Path, state_of: StateOf
) -> None:
    election_id = single(desk, people)
    path = csv_file(tmp_path, BAD)
    before = state_of()
    with pytest.raises(ImportRefused) as caught:
        desk.candidates.import_csv(people.commission, election_id, path)
    preview = desk.candidates.preview_import(path, election_id)
    assert caught.value.problems == preview.problems
    assert [(p.line, p.column) for p in preview.problems] == [
        (3, "기호"),
        (4, "기호"),
        (5, "정당"),
        (6, "후보자명"),
        (7, "상태"),
    ]
    for problem in preview.problems:
        assert str(problem.line) in problem.describe("ko")
        assert str(problem.line) in problem.describe("en")
    assert state_of() == before


def test_the_good_lines_are_taken_when_the_official_says_so(
    desk: Desk, people: People, tmp_path: Path, core: Core
) -> None:
    election_id = single(desk, people)
    result = desk.candidates.import_csv(
        people.commission, election_id, csv_file(tmp_path, BAD), skip_bad=True
    )
    assert (result.taken, result.skipped) == (2, 5)
    assert [c.number for c in desk.candidates.in_election(election_id)] == [1, 7]
    with core.store.read() as uow:
        entry = uow.audit.last()
    assert entry is not None
    assert entry.event is AuditEvent.CANDIDATES_IMPORTED
    assert (entry.details["taken"], entry.details["skipped"]) == (2, 5)


def test_numbers_and_parties_that_are_registered_already_are_named(
    desk: Desk, people: People, tmp_path: Path, state_of: StateOf
) -> None:
    election_id = single(desk, people)
    desk.candidates.import_csv(people.commission, election_id, csv_file(tmp_path, KOREAN))
    before = state_of()
    again = csv_file(tmp_path, "기호,후보자명,정당\n1,새,새당\n2,둘,가나당\n")
    with pytest.raises(ImportRefused) as caught:
        desk.candidates.import_csv(people.commission, election_id, again)
    assert [(p.line, p.column) for p in caught.value.problems] == [(2, "기호"), (3, "정당")]
    assert state_of() == before


@pytest.mark.parametrize("text", ["", "\n\n", "기호,후보자명,정당,상태\n", "이름만\n가\n"])
def test_an_empty_or_foreign_file_is_refused_also_with_skipping(
    desk: Desk, people: People, tmp_path: Path, state_of: StateOf, text: str
) -> None:
    election_id = single(desk, people)
    before = state_of()
    with pytest.raises(ImportRefused):
        desk.candidates.import_csv(people.commission, election_id, csv_file(tmp_path, text), skip_bad=True)
    assert state_of() == before


def test_a_quotation_mark_that_is_not_closed_is_named_with_its_line(
    desk: Desk, people: People, tmp_path: Path, state_of: StateOf
) -> None:
    election_id = single(desk, people)
    before = state_of()
    path = csv_file(tmp_path, '기호,후보자명,정당\n1,가,나\n2,"다,라\n3,마,바\n')
    with pytest.raises(ImportRefused) as caught:
        desk.candidates.import_csv(people.commission, election_id, path)
    assert [p.line for p in caught.value.problems] == [3]
    assert state_of() == before


def test_a_file_that_is_no_list_is_refused_by_name(
    desk: Desk, people: People, tmp_path: Path, state_of: StateOf
) -> None:
    election_id = single(desk, people)
    before = state_of()
    large = tmp_path / "large.csv"
    large.write_bytes(KOREAN.encode())
    os.truncate(large, 100 * 1024 * 1024)
    mixed = tmp_path / "mixed.csv"
    mixed.write_bytes("기호,후보자명\n1,가\n".encode() + b"2,\xff\n")
    workbook = tmp_path / "book.xlsx"
    workbook.write_bytes(b"PK\x03\x04" + bytes(50))
    for path, problem in (
        (tmp_path / "nowhere.csv", ImportFileMissing),
        (tmp_path, ImportFileIsFolder),
        (large, ImportFileTooLarge),
        (mixed, ImportEncodingUnknown),
        (workbook, ImportIsSpreadsheet),
    ):
        with pytest.raises(problem):
            desk.candidates.preview_import(path, election_id)
        with pytest.raises(problem):
            desk.candidates.import_csv(people.commission, election_id, path, skip_bad=True)
    assert state_of() == before


def test_a_published_election_takes_no_candidates(
    desk: Desk, people: People, published: SmallElection, tmp_path: Path, state_of: StateOf
) -> None:
    before = state_of()
    path = csv_file(tmp_path, "선거,기호,후보자명,정당\npresident,9,가,\n")
    with pytest.raises(CandidateFrozen):
        desk.candidates.preview_import(path, published.id)
    with pytest.raises(CandidateFrozen):
        desk.candidates.import_csv(people.commission, published.id, path)
    assert state_of() == before


def test_a_candidate_imported_as_withdrawn_cannot_be_chosen_after_publication(
    desk: Desk, people: People, tmp_path: Path
) -> None:
    election_id = single(desk, people)
    desk.candidates.import_csv(people.commission, election_id, csv_file(tmp_path, KOREAN))
    states = {c.number: c.state for c in desk.candidates.in_election(election_id)}
    assert states[3] is CandidateState.WITHDRAWN
