"""The voters list: previewed, taken as a whole or not at all, cleared."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.import_errors import (
    ImportEncodingUnknown,
    ImportFileIsFolder,
    ImportFileMissing,
    ImportFileTooLarge,
    ImportIsSpreadsheet,
    ImportRefused,
)
from omp_desktop.services import voters_list
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import NotADraft
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.table_errors import ImportCancelled, ImportWhileOpen
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.repositories.voters import Voters
from tests.services.scene import PASSPHRASE, PIN, VOTERS, Desk, People, SmallElection, definition, voters_file

StateOf = Callable[[], dict[str, list[str]]]
HEADING = "등재번호,성명,생년월일,주소\n"


@pytest.fixture
def place(desk: Desk, people: People) -> tuple[str, str]:
    """An empty draft and its station: what an import needs."""
    election = desk.elections.create(people.commission, definition())
    return election.id, desk.stations.add(people.commission, "가상 제1투표소").id


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "voters.csv"
    path.write_bytes(text.encode(encoding))
    return path


def many(folder: Path, count: int) -> Path:
    """A list of so many fictional voters."""
    path = folder / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADING)
        file.writelines(
            f"{n},가상{n},19{n % 90 + 10}-{n % 12 + 1:02}-{n % 28 + 1:02},가상시 가상로 {n}\n"
            for n in range(1, count + 1)
        )
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("heading", [HEADING, "roll_number,name,birth_date,address\n"])
def test_a_list_is_taken_in_each_usual_form(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, heading: str, encoding: str
) -> None:
    election_id, station_id = place
    lines = "".join(",".join(row) + "\n" for row in VOTERS)
    path = csv_file(tmp_path, heading + lines, encoding)
    preview = desk.voters_list.preview(path, election_id)
    assert (preview.total, preview.good, preview.clean) == (12, 12, True)
    assert desk.voters_list.count(election_id) == 0

    result = desk.voters_list.import_csv(people.commission, election_id, station_id, path)
    assert (result.taken, result.skipped) == (12, 0)
    assert desk.voters_list.count(election_id, station_id) == 12


def test_what_stands_in_the_list_stands_in_the_store(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, core: Core
) -> None:
    election_id, station_id = place
    desk.voters_list.import_csv(people.commission, election_id, station_id, voters_file(tmp_path))
    with core.store.read() as uow:
        stored = uow.voters.page(election_id)
    as_written = {(v.roll_number, v.name, v.birth_date.isoformat(), v.address) for v in stored}
    assert as_written == set(VOTERS)
    assert {v.station_id for v in stored} == {station_id}
    assert len({v.id for v in stored}) == 12


BAD = """등재번호,성명,생년월일,주소
1,가,1990-03-14,가상로 1
1,나,1990-03-14,가상로 2
3,,1990-03-14,가상로 3
4,라,1990-02-30,가상로 4
5,마,2190-01-01,가상로 5
6,가,1990.3.14,가상로 1
7,사,1990-03-14,가상로 7, 2동
8,아,1990-03-14,가상로 8
"""
BAD_LINES = [(3, "등재번호"), (4, "성명"), (5, "생년월일"), (6, "생년월일"), (7, "성명"), (8, "")]


def test_every_bad_line_is_named_and_nothing_is_taken(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf
) -> None:
    election_id, station_id = place
    path = csv_file(tmp_path, BAD)
    before = state_of()
    with pytest.raises(ImportRefused) as caught:
        desk.voters_list.import_csv(people.commission, election_id, station_id, path)
    preview = desk.voters_list.preview(path, election_id)
    assert caught.value.problems == preview.problems
    assert [(p.line, p.column) for p in preview.problems] == BAD_LINES
    assert (preview.total, preview.good) == (8, 2)
    for problem in preview.problems:
        assert problem.example or problem.line in {3, 7}
        for lang in ("ko", "en"):
            assert str(problem.line) in problem.describe(lang)
    assert state_of() == before


def test_the_good_lines_are_taken_when_the_official_says_so(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, core: Core
) -> None:
    election_id, station_id = place
    path = csv_file(tmp_path, BAD)
    result = desk.voters_list.import_csv(people.commission, election_id, station_id, path, skip_bad=True)
    assert (result.taken, result.skipped) == (2, 6)
    with core.store.read() as uow:
        assert [v.roll_number for v in uow.voters.page(election_id)] == ["1", "8"]
        entry = uow.audit.last()
    assert entry is not None
    assert entry.event is AuditEvent.VOTERS_IMPORTED
    assert (entry.details["taken"], entry.details["skipped"]) == (2, 6)


def test_unknown_columns_are_passed_over_with_a_note(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path
) -> None:
    path = csv_file(tmp_path, "등재번호,비고,성명,생년월일,주소\n1,없음,가,1990-03-14,가상로 1\n")
    assert "비고" in desk.voters_list.preview(path, place[0]).notes[0].describe("en")
    result = desk.voters_list.import_csv(people.commission, *place, path)
    assert result.taken == 1
    assert "비고" in result.notes[0].describe("ko")


def test_a_voter_who_is_on_the_list_already_is_named(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf
) -> None:
    election_id, station_id = place
    desk.voters_list.import_csv(people.commission, election_id, station_id, voters_file(tmp_path))
    before = state_of()
    again = csv_file(tmp_path, HEADING + "100,새사람,1990-03-14,가상로\n7,또,1990-03-14,가상로\n")
    with pytest.raises(ImportRefused) as caught:
        desk.voters_list.import_csv(people.commission, election_id, station_id, again)
    assert [(p.line, p.column) for p in caught.value.problems] == [(3, "등재번호")]
    assert state_of() == before


@pytest.mark.parametrize("text", ["", "\n\n", HEADING, "이름\n가\n", "등재번호,성명\n1,가\n"])
def test_an_empty_or_foreign_file_is_refused_also_with_skipping(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf, text: str
) -> None:
    election_id, station_id = place
    before = state_of()
    path = csv_file(tmp_path, text)
    with pytest.raises(ImportRefused) as caught:
        desk.voters_list.import_csv(people.commission, election_id, station_id, path, skip_bad=True)
    assert caught.value.describe("ko").next_step
    assert state_of() == before


def test_a_list_of_nothing_but_bad_lines_leaves_nothing_to_take(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf
) -> None:
    election_id, station_id = place
    before = state_of()
    path = csv_file(tmp_path, HEADING + "1,,1990-03-14,가상로\n")
    with pytest.raises(ImportRefused):
        desk.voters_list.import_csv(people.commission, election_id, station_id, path, skip_bad=True)
    assert state_of() == before


def test_a_file_that_is_no_list_is_refused_by_name(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf
) -> None:
    election_id, station_id = place
    before = state_of()
    large = csv_file(tmp_path, HEADING)
    os.truncate(large, 100 * 1024 * 1024)
    mixed = tmp_path / "mixed.csv"
    mixed.write_bytes((HEADING + "1,가,1990-03-14,가\n").encode() + b"2,\xff,1990-03-14,x\n")
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
            desk.voters_list.preview(path, election_id)
        with pytest.raises(problem) as caught:
            desk.voters_list.import_csv(people.commission, election_id, station_id, path, skip_bad=True)
        assert isinstance(caught.value, OmpError)
        for lang in ("ko", "en"):
            assert caught.value.describe(lang).next_step
    assert state_of() == before


def test_a_wrong_encoding_is_named_with_its_line(desk: Desk, place: tuple[str, str], tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.csv"
    mixed.write_bytes((HEADING + "1,가,1990-03-14,가\n").encode() + b"2,\xff,1990-03-14,x\n")
    with pytest.raises(ImportEncodingUnknown) as caught:
        desk.voters_list.preview(mixed, place[0])
    assert caught.value.params["line"] == 3


def test_an_unknown_station_takes_no_voters(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(RecordMissing):
        desk.voters_list.import_csv(people.commission, place[0], "00" * 16, voters_file(tmp_path))
    assert state_of() == before


def test_only_the_commission_brings_lists_in(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf
) -> None:
    before = state_of()
    with pytest.raises(NotAllowed):
        desk.voters_list.import_csv(people.manager, *place, voters_file(tmp_path))
    with pytest.raises(NotAllowed):
        desk.voters_list.clear(people.manager, place[0])
    assert state_of() == before


def test_a_published_list_neither_grows_nor_shrinks(
    desk: Desk, people: People, published: SmallElection, tmp_path: Path, state_of: StateOf
) -> None:
    before = state_of()
    path = csv_file(tmp_path, HEADING + "100,새사람,1990-03-14,가상로\n")
    for step in (
        lambda: desk.voters_list.preview(path, published.id),
        lambda: desk.voters_list.import_csv(people.commission, published.id, published.station.id, path),
        lambda: desk.voters_list.clear(people.commission, published.id),
    ):
        with pytest.raises(NotADraft):
            step()
    assert state_of() == before


def test_a_drafts_list_can_be_cleared_and_brought_in_again(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path
) -> None:
    path = voters_file(tmp_path)
    desk.voters_list.import_csv(people.commission, *place, path)
    assert desk.voters_list.clear(people.commission, place[0]) == 12
    assert desk.voters_list.count(place[0]) == 0
    assert desk.voters_list.import_csv(people.commission, *place, path).taken == 12


def test_progress_is_told_up_to_the_end(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    path = many(tmp_path, 2500)
    desk.voters_list.preview(path, place[0], lambda done, total: told.append((done, total)))
    desk.voters_list.import_csv(
        people.commission, *place, path, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1000, 2502), (2000, 2502), (2502, 2502)] * 2


@pytest.mark.parametrize("stop_at", [1, 2, 3])
def test_a_cancelled_import_leaves_nothing_half_done(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, state_of: StateOf, stop_at: int
) -> None:
    path = many(tmp_path, 2500)
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked == stop_at

    before = state_of()
    with pytest.raises(ImportCancelled):
        desk.voters_list.import_csv(people.commission, *place, path, cancelled=cancelled)
    assert asked == stop_at
    assert state_of() == before


def test_a_cancelled_preview_says_so(desk: Desk, place: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(ImportCancelled):
        desk.voters_list.preview(many(tmp_path, 1500), place[0], cancelled=lambda: True)


def test_a_stop_in_the_middle_of_an_import_leaves_nothing_half_done(
    desk: Desk,
    people: People,
    place: tuple[str, str],
    tmp_path: Path,
    state_of: StateOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class PowerCut(Exception):
        """The second chunk does not come about."""

    whole = Voters._run
    chunks = 0

    def cut(self: Voters, statement: object, values: object = None) -> object:
        nonlocal chunks
        if isinstance(values, list):
            chunks += 1
            if chunks == 2:
                raise PowerCut
        return whole(self, statement, values)

    before = state_of()
    monkeypatch.setattr(Voters, "_run", cut)
    with pytest.raises(PowerCut):
        desk.voters_list.import_csv(people.commission, *place, many(tmp_path, 2500))
    assert state_of() == before


@pytest.mark.parametrize("state", [ElectionState.OPEN, ElectionState.CLOSING])
def test_a_long_list_waits_while_voters_vote(
    desk: Desk,
    people: People,
    published: SmallElection,
    tmp_path: Path,
    core: Core,
    monkeypatch: pytest.MonkeyPatch,
    state_of: StateOf,
    state: ElectionState,
) -> None:
    coming = desk.elections.create(people.commission, definition())
    with core.store.uow() as uow:
        uow.elections.save(replace(uow.elections.get(published.id), state=state))
        uow.commit()
    monkeypatch.setattr(voters_list, "LINES_WHILE_OPEN", 12)
    path = voters_file(tmp_path)
    before = state_of()
    with pytest.raises(ImportWhileOpen):
        desk.voters_list.import_csv(people.commission, coming.id, published.station.id, path)
    assert state_of() == before

    monkeypatch.setattr(voters_list, "LINES_WHILE_OPEN", 100)
    taken = desk.voters_list.import_csv(people.commission, coming.id, published.station.id, path)
    assert taken.taken == 12


def test_twenty_thousand_voters_are_taken_in_little_memory(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path
) -> None:
    path = many(tmp_path, 20_000)
    tracemalloc.start()
    try:
        result = desk.voters_list.import_csv(people.commission, *place, path)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert result.taken == desk.voters_list.count(place[0]) == 20_000
    # 500,000 at this rate stay below 400 MB, beside what the program itself takes.
    assert most / 20_000 * 500_000 < 300_000_000


def test_no_name_of_a_voter_is_logged(
    desk: Desk, people: People, place: tuple[str, str], tmp_path: Path, core: Core
) -> None:
    desk.voters_list.import_csv(people.commission, *place, voters_file(tmp_path))
    with pytest.raises(ImportRefused) as caught:
        desk.voters_list.import_csv(people.commission, *place, voters_file(tmp_path))
    with core.store.read() as uow:
        logged = repr(uow.audit.page(0, 1000))
    for _, name, born, address in VOTERS:
        for personal in (name, born, address):
            assert personal not in logged
            assert personal not in repr(caught.value) + str(caught.value) + str(caught.value.params)


def test_nothing_about_people_lies_readable_in_the_data_folder(
    desk: Desk, people: People, published: SmallElection, data_dir: Path
) -> None:
    coming = desk.elections.create(people.commission, definition())
    broken = csv_file(data_dir.parent, BAD)
    with pytest.raises(ImportRefused):
        desk.voters_list.import_csv(people.commission, coming.id, published.station.id, broken)
    personal = [text for row in VOTERS for text in row[1:]]
    hidden = {
        text.encode(encoding)
        for text in (PIN, PASSPHRASE, "argon2", "개표 관리인", *personal)
        for encoding in ("utf-8", "utf-16-le", "cp949")
    }
    files = [file for file in data_dir.rglob("*") if file.is_file()]
    assert any(file.name == "station.db" for file in files)
    for file in files:
        content = file.read_bytes()
        # Four bytes come about by chance once in some thousand encrypted files.
        assert [text for text in hidden if len(text) >= 6 and text in content] == [], file.name
