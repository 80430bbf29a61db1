"""Candidates and voters out of files."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain import imports
from omp_desktop.domain.candidate import CandidateState
from omp_desktop.domain.imports import (
    CandidateRow,
    ImportPreview,
    VoterRow,
    good_rows,
    preview_import,
    read_candidates,
    read_voters,
)
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.line_problem import LineProblem, RowProblem
from tests.unit.domain.examples import COUNCIL, PRESIDENT, a_candidate

HEADING = "기호,후보자명,정당,상태"
ROLL_HEADING = "등재번호,성명,생년월일,주소"
TODAY = date(2026, 12, 3)


def candidates(*lines: str, heading: str = HEADING, existing: tuple[object, ...] = ()) -> ImportPreview:
    return preview_import(read_candidates([heading, *lines], [PRESIDENT], existing))


def candidate_rows(*lines: str, heading: str = HEADING) -> list[CandidateRow]:
    return list(good_rows(read_candidates([heading, *lines], [PRESIDENT])))


def voters(*lines: str, heading: str = ROLL_HEADING, taken: frozenset[str] = frozenset()) -> ImportPreview:
    return preview_import(read_voters([heading, *lines], taken, TODAY))


def named(preview: ImportPreview) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.column, problem.problem) for problem in preview.problems]


def told(preview: ImportPreview) -> list[str]:
    return [problem.describe("ko") for problem in preview.problems]


def test_candidates_are_read_with_gaps_independents_and_withdrawals() -> None:
    assert candidate_rows(
        "1,김하나,가당,", "2,이둘,무소속,등록", " ５ ,박 셋,,사퇴", "1 2,Choi,Independent,Withdrawn"
    ) == [
        CandidateRow(2, "president", 1, "김하나", "가당", CandidateState.REGISTERED),
        CandidateRow(3, "president", 2, "이둘", None, CandidateState.REGISTERED),
        CandidateRow(4, "president", 5, "박 셋", None, CandidateState.WITHDRAWN),
        CandidateRow(5, "president", 12, "Choi", None, CandidateState.WITHDRAWN),
    ]


def test_a_good_file_is_clean() -> None:
    preview = candidates("1,김하나,가당,", "2,이둘,나당,")
    assert (preview.total, preview.good, preview.bad, preview.clean) == (2, 2, 0, True)
    assert preview.notes == ()


def test_english_headings_are_understood_and_the_problem_names_them() -> None:
    assert named(candidates("1,,A,", heading="number,name,party,status")) == [(2, "name", RowProblem.MISSING)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",김하나,가당,", "2번 줄, '기호' 칸: 비어 있습니다 – 예: 3"),
        ("둘,김하나,가당,", "2번 줄, '기호' 칸: 수가 아닙니다: 둘 – 예: 3"),
        ("1.5,김하나,가당,", "2번 줄, '기호' 칸: 수가 아닙니다: 1.5 – 예: 3"),
        ("-1,김하나,가당,", "2번 줄, '기호' 칸: 수가 아닙니다: -1 – 예: 3"),
        ("²,김하나,가당,", None),
        ("①,김하나,가당,", None),
        ("0,김하나,가당,", "2번 줄, '기호' 칸: 쓸 수 없는 수입니다: 0(1~999) – 예: 3"),
        ("1000,김하나,가당,", "2번 줄, '기호' 칸: 쓸 수 없는 수입니다: 1000(1~999) – 예: 3"),
        ("123456789,김하나,가당,", "2번 줄, '기호' 칸: 쓸 수 없는 수입니다: 123456789(1~999) – 예: 3"),
        ("999,김하나,가당,", None),
        ("1234567890,김하나,가당,", "2번 줄, '기호' 칸: 수가 아닙니다: 1234567890 – 예: 3"),
        ("1, ,가당,", "2번 줄, '후보자명' 칸: 비어 있습니다 – 예: 김하나"),
        (f"1,{'가' * 81},가당,", "2번 줄, '후보자명' 칸: 너무 깁니다(최대 80자) – 예: 김하나"),
        ("1,김\u202e하나,가당,", "2번 줄, '후보자명' 칸: 보이지 않는 글자가 있습니다(U+202E) – 예: 김하나"),
        (f"1,김하나,{'가' * 81},", "2번 줄, '정당' 칸: 너무 깁니다(최대 80자) – 예: 가나다당"),
        ("1,김하나,가당,휴가", "2번 줄, '상태' 칸: 알 수 없는 상태입니다: 휴가 – 예: 사퇴"),
    ],
)
def test_a_bad_cell_is_named_with_an_example_of_right(line: str, expected: str | None) -> None:
    assert told(candidates(line)) == ([expected] if expected else [])


def test_every_bad_cell_of_a_line_is_named_and_the_line_counted_once() -> None:
    preview = candidates("x,,가당,휴가", "2,이둘,나당,")
    assert [column for _, column, _ in named(preview)] == ["기호", "후보자명", "상태"]
    assert (preview.total, preview.good, preview.bad) == (2, 1, 1)
    assert preview.skippable


def test_numbers_that_stand_twice_name_both_lines() -> None:
    preview = candidates("1,김하나,가당,", "2,이둘,나당,", "1,박셋,다당,")
    assert told(preview) == ["4번 줄, '기호' 칸: 2번 줄과 기호가 같습니다: 1 – 예: 3"]


def test_a_second_candidate_of_a_party_names_both_lines() -> None:
    preview = candidates("1,김하나,푸른 당,", "2,이둘,무소속,", "3,박셋,푸른당,", "4,최넷,무소속,")
    assert told(preview) == ["4번 줄, '정당' 칸: 2번 줄과 정당이 같습니다: 푸른당 – 예: 가나다당"]


def test_what_is_registered_already_is_not_taken_again() -> None:
    existing = (a_candidate(1, "가당"), a_candidate(7), a_candidate(2, "나당", contest_id="council"))
    preview = candidates("1,김하나,라당,", "2,이둘,나당,", "3,박셋,가 당,", existing=existing)
    assert named(preview) == [
        (2, "기호", RowProblem.NUMBER_REGISTERED),
        (4, "정당", RowProblem.PARTY_REGISTERED),
    ]


def test_a_file_without_a_status_takes_everybody_as_registered() -> None:
    preview = candidates("1,김하나,가당", heading="기호,후보자명,정당")
    assert preview.clean
    assert [note.describe("en") for note in preview.notes] == [
        "These columns are absent and were taken as empty: 상태"
    ]


def test_unknown_columns_are_ignored_with_a_note() -> None:
    preview = candidates("1,김하나,가당,16147738,", heading="기호,후보자명,정당,득표수,상태")
    assert preview.good == 1
    assert [note.describe("ko") for note in preview.notes] == ["다음 칸은 쓰지 않았습니다: 득표수"]


@pytest.mark.parametrize("lines", [[], [HEADING], ["기호,후보자명", "1,김하나"]])
def test_from_a_file_that_is_no_list_nothing_can_be_skipped_or_taken(lines: list[str]) -> None:
    preview = preview_import(read_candidates(lines, [PRESIDENT]))
    assert (preview.total, preview.good, preview.skippable, preview.clean) == (0, 0, False, False)


def test_from_a_file_without_a_good_line_nothing_can_be_taken() -> None:
    preview = candidates("x,김하나,가당,")
    assert (preview.total, preview.good, preview.skippable) == (1, 0, False)


def test_after_broken_quotes_the_good_lines_before_are_not_taken_either() -> None:
    preview = candidates("1,김하나,가당,", '2,"이둘,나당,')
    assert preview.good == 1
    assert preview.whole_file
    assert not preview.skippable


def several(*lines: str, heading: str = f"선거,{HEADING}") -> ImportPreview:
    return preview_import(read_candidates([heading, *lines], [PRESIDENT, COUNCIL]))


def test_with_several_contests_each_line_names_its_own() -> None:
    lines = ["president,1,김하나,가당,", "대의원,1,이둘,가당,", "Council,2,박셋,나당,"]
    rows = list(good_rows(read_candidates([f"선거,{HEADING}", *lines], [PRESIDENT, COUNCIL])))
    assert [(row.contest_id, row.number) for row in rows] == [
        ("president", 1),
        ("council", 1),
        ("council", 2),
    ]


def test_with_several_contests_a_line_without_one_is_refused() -> None:
    assert named(several(",1,김하나,가당,", "시장,2,이둘,나당,")) == [
        (2, "선거", RowProblem.MISSING),
        (3, "선거", RowProblem.CONTEST_UNKNOWN),
    ]


def test_lines_without_a_contest_are_not_compared_with_each_other() -> None:
    preview = several("시장,1,김하나,가당,", "시장,1,이둘,가당,")
    assert {problem for _, _, problem in named(preview)} == {RowProblem.CONTEST_UNKNOWN}


def test_with_several_contests_the_column_is_needed() -> None:
    assert named(several("1,김하나,가당,", heading=HEADING)) == [(1, "선거", RowProblem.HEADER_MISSING)]


def test_with_one_contest_the_column_is_checked_when_it_is_there() -> None:
    preview = candidates(
        "회장,1,김하나,가당,", "시장,2,이둘,나당,", ",3,박셋,다당,", heading=f"선거,{HEADING}"
    )
    assert named(preview) == [(3, "선거", RowProblem.CONTEST_UNKNOWN)]


def test_a_contest_without_an_english_title_is_found_by_the_korean_one() -> None:
    contests = [replace(PRESIDENT, title=LocalText("회장", "")), COUNCIL]
    lines = [f"선거,{HEADING}", "회장,1,김하나,가당,"]
    assert len(list(good_rows(read_candidates(lines, contests)))) == 1


def test_voters_are_read() -> None:
    lines = [ROLL_HEADING, " ０１２ -a,김 하나,1990. 3. 14.,가상시  가상로 1", "2,이둘,19910401,"]
    assert list(good_rows(read_voters(lines))) == [
        VoterRow(2, "012-A", "김 하나", date(1990, 3, 14), "가상시 가상로 1"),
        VoterRow(3, "2", "이둘", date(1991, 4, 1), ""),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",김하나,1990-03-14,가", "2번 줄, '등재번호' 칸: 비어 있습니다 – 예: 12"),
        ("1,,1990-03-14,가", "2번 줄, '성명' 칸: 비어 있습니다 – 예: 김하나"),
        ("1,김하나,,가", "2번 줄, '생년월일' 칸: 비어 있습니다 – 예: 1990-03-14"),
        ("1,김하나,900314,가", "2번 줄, '생년월일' 칸: 생년월일을 읽을 수 없습니다: 900314 – 예: 1990-03-14"),
        (
            "1,김하나,2027-01-01,가",
            "2번 줄, '생년월일' 칸: 생년월일을 읽을 수 없습니다: 2027-01-01 – 예: 1990-03-14",
        ),
        (f"{'1' * 41},김하나,1990-03-14,가", "2번 줄, '등재번호' 칸: 너무 깁니다(최대 40자) – 예: 12"),
        (
            f"1,김하나,1990-03-14,{'가' * 201}",
            "2번 줄, '주소' 칸: 너무 깁니다(최대 200자) – 예: 가상시 가상로 1",
        ),
    ],
)
def test_a_bad_voter_is_named_with_an_example_of_right(line: str, expected: str) -> None:
    assert told(voters(line)) == [expected]


def test_an_address_with_a_bare_comma_is_named_with_quotes_as_the_right_way() -> None:
    (said,) = told(voters("1,김하나,1990-03-14,가상로 1,2동"))
    assert said.startswith("2번 줄: 제목보다 칸이 많습니다. 쉼표가 든 내용은 따옴표")
    assert said.endswith('예: "가상로 1, 2동"')


def test_told_to_skip_only_the_good_lines_are_taken() -> None:
    lines = [f"{ROLL_HEADING},전화", "1,김하나,1990-03-14,가,", "2,,1990-03-14,가,", "3,이둘,1990-03-14,가,"]
    assert [row.roll_number for row in good_rows(read_voters(lines))] == ["1", "3"]


def test_a_roll_number_that_stands_twice_names_both_lines() -> None:
    preview = voters("1,김하나,1990-03-14,가", "２,이둘,1990-03-14,가", "2 ,박셋,1990-03-14,가")
    assert told(preview) == ["4번 줄, '등재번호' 칸: 3번 줄과 등재번호가 같습니다: 2 – 예: 12"]


def test_a_voter_who_stands_twice_names_both_lines() -> None:
    preview = voters("1,김 하나,1990-03-14,가상로 1", "2,이둘,1990-03-14,", "3,김하나,19900314,가상로  1")
    assert told(preview) == [
        "4번 줄, '성명' 칸: 2번 줄과 같은 사람입니다(성명·생년월일·주소가 같음) – 예: 김하나"
    ]


@pytest.mark.parametrize("hidden", ["\u200d", "\ufe0f", "\U000e0100"])
def test_a_voter_who_stands_twice_is_found_behind_characters_that_cannot_be_seen(hidden: str) -> None:
    preview = voters("1,김하나,1990-03-14,가상로 1", f"1{hidden},김{hidden}하나,1990-03-14,가상로 1")
    assert named(preview) == [
        (3, "등재번호", RowProblem.ROLL_NUMBER_TWICE),
        (3, "성명", RowProblem.PERSON_TWICE),
    ]


def test_a_second_candidate_of_a_party_is_found_behind_a_character_that_cannot_be_seen() -> None:
    assert named(candidates("1,김하나,가당,", "2,이둘,가\u200d당,")) == [(3, "정당", RowProblem.PARTY_TWICE)]


@pytest.mark.parametrize("name", ["\u3164", "\u200d"])
def test_a_name_without_ink_is_no_name(name: str) -> None:
    assert [problem.column for problem in candidates(f"1,{name},가당,").problems] == ["후보자명"]


def test_two_people_of_one_name_and_birth_date_are_two_voters() -> None:
    assert voters("1,김하나,1990-03-14,가상로 1", "2,김하나,1990-03-14,가상로 2").clean


def test_a_roll_number_on_the_list_already_is_refused() -> None:
    preview = voters("1,김하나,1990-03-14,가", "2,이둘,1990-03-14,가", taken=frozenset({"2"}))
    assert named(preview) == [(3, "등재번호", RowProblem.ROLL_NUMBER_LISTED)]


def test_a_voters_file_needs_all_its_columns() -> None:
    assert named(voters("1,김하나", heading="등재번호,성명")) == [
        (1, "생년월일", RowProblem.HEADER_MISSING),
        (1, "주소", RowProblem.HEADER_MISSING),
    ]


def test_an_unknown_column_of_a_voters_file_is_noted() -> None:
    preview = voters("1,김하나,1990-03-14,가,010", heading=f"{ROLL_HEADING},전화")
    assert (preview.good, [note.columns for note in preview.notes]) == (1, [("전화",)])


def test_of_endless_problems_the_first_are_listed_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(imports, "PROBLEMS_KEPT", 3)
    preview = voters(*[f"{number},,1990-03-14,가" for number in range(5)])
    assert [line for line, _, _ in named(preview)] == [2, 3, 4]
    assert preview.bad == 5
    (note,) = preview.notes
    assert note.describe("en") == "Only the first problems are listed. Not listed: 2"


def test_what_people_wrote_stays_out_of_what_is_printed() -> None:
    (problem,) = candidates("1,김\u202e하나,가당,").problems
    assert problem == LineProblem(2, "후보자명", RowProblem.FORBIDDEN, "U+202E", "김하나", problem.text)
    (problem,) = voters("1,이둘,비밀,가").problems
    assert problem.value == "비밀"
    assert "비밀" not in repr(problem)


def test_a_long_or_hidden_value_is_shown_short_and_visible() -> None:
    lines = [f"1,김하나,가당,{'휴' * 41}", "2,이둘,나당,휴\u202e가", f"3,박셋,다당,{'휴' * 40}"]
    (long, hidden, whole) = candidates(*lines).problems
    assert f": {'휴' * 39}… " in long.describe("ko")
    assert f": {'휴' * 40} " in whole.describe("ko")
    assert "휴·가" in hidden.describe("en")


def endless(count: int) -> Iterator[str]:
    yield ROLL_HEADING
    for number in range(count):
        yield f"{number},가상인물{number},1990-03-14,가상시 가상로 {number}"


def test_a_long_list_is_read_without_keeping_its_rows() -> None:
    def peak(count: int) -> float:
        tracemalloc.start()
        try:
            assert preview_import(read_voters(endless(count))).good == count
            return tracemalloc.get_traced_memory()[1] / count
        finally:
            tracemalloc.stop()

    # Rows with their texts would take well over 600 bytes each.
    assert peak(20_000) < 400


CELL = st.text(alphabet='가나다 ,"\n１2\u202eab', max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=8))
def test_every_line_is_either_taken_or_named(cells: list[tuple[str, str, str, str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    text = "\n".join([HEADING, *quoted])
    preview = preview_import(read_candidates(text.splitlines(keepends=True), [PRESIDENT]))
    named_lines = {problem.line for problem in preview.problems if problem.problem != RowProblem.NO_ROWS}
    assert preview.bad == len(named_lines)
    assert preview.total <= len(cells)
