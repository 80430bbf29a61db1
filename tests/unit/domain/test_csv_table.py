"""CSV files as people save them."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.csv_table import Cells, Column, ImportNote, RowOutcome, detect_encoding, read_table
from omp_desktop.domain.import_errors import ImportEncodingUnknown, ImportIsSpreadsheet
from omp_desktop.domain.line_problem import RowProblem

COLUMNS = (
    Column("number", ("기호", "number"), "3"),
    Column("name", ("후보자명", "name"), "김하나"),
    Column("status", ("상태", "status"), "사퇴", required=False),
)
TEXT = "기호,후보자명,상태\n1,김하나,\n"


def pieces(raw: bytes, size: int = 3) -> Iterator[bytes]:
    for start in range(0, len(raw), size):
        yield raw[start : start + size]


@pytest.mark.parametrize(
    ("saved_as", "codec"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp949", "cp949"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_found_however_the_file_is_cut(saved_as: str, codec: str) -> None:
    raw = TEXT.encode(saved_as)
    for size in (1, 2, 3, 1000):
        found = detect_encoding(pieces(raw, size))
        assert found == codec
        assert raw.decode(found) == TEXT


def test_an_empty_file_has_an_encoding() -> None:
    assert detect_encoding([]) == "utf-8-sig"


def test_plain_english_is_utf_8() -> None:
    assert detect_encoding([b"number,name\n"]) == "utf-8-sig"


@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_workbook_is_recognised(magic: bytes) -> None:
    with pytest.raises(ImportIsSpreadsheet):
        detect_encoding(pieces(magic + b"\x00" * 100, 1))


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"\xff", 1),
        (b"a\nb\n\x80\x80\x80\n", 3),
        ("기호\n1\n2\n".encode() + b"\xff\xff\n", 4),
        ("기호\n1\n".encode("cp949") + b"\xff\n", 3),
        ("기호\n1".encode()[:-1] + b"\n\xea", 3),
        ("기호".encode("utf-16") + b"\x00", 1),
    ],
)
def test_other_bytes_are_named_by_their_line(raw: bytes, line: int) -> None:
    for size in (1, 4, 1000):
        with pytest.raises(ImportEncodingUnknown) as caught:
            detect_encoding(pieces(raw, size))
        assert caught.value.params == {"line": line}


def read(text: str) -> list[Cells | ImportNote | RowOutcome[Cells]]:
    return list(read_table(text.splitlines(keepends=True), COLUMNS))


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    return [(item.line, dict(item.values)) for item in read(text) if isinstance(item, Cells)]


def problems(text: str) -> list[tuple[int, str, str]]:
    return [
        (problem.line, problem.column, problem.problem)
        for item in read(text)
        if isinstance(item, RowOutcome)
        for problem in item.problems
    ]


def test_rows_come_with_their_line_numbers() -> None:
    assert rows("기호,후보자명,상태\n1,김하나,\n2,이둘,사퇴\n") == [
        (2, {"number": "1", "name": "김하나", "status": ""}),
        (3, {"number": "2", "name": "이둘", "status": "사퇴"}),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "기호,후보자명,상태",
        "number,name,status",
        " Number , NAME,Status ",
        '"기호","후보자명","상태"',
        "\ufeff기호,후보자명,상태",
    ],
)
def test_headings_are_understood_in_both_languages(heading: str) -> None:
    assert rows(f"{heading}\n1,김하나,\n") == [(2, {"number": "1", "name": "김하나", "status": ""})]


def test_columns_may_stand_in_any_order() -> None:
    assert rows("name,status,number\n김하나,,1\n") == [(2, {"name": "김하나", "status": "", "number": "1"})]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_seen_in_the_heading(separator: str) -> None:
    text = "기호,후보자명,상태\n1,김하나,\n".replace(",", separator)
    assert rows(text) == [(2, {"number": "1", "name": "김하나", "status": ""})]


def test_blank_lines_are_passed_over_and_counted() -> None:
    assert rows("\n \n기호,후보자명,상태\n\n1,김하나,\n,,\n \n2,이둘,\n") == [
        (5, {"number": "1", "name": "김하나", "status": ""}),
        (8, {"number": "2", "name": "이둘", "status": ""}),
    ]


def test_a_short_row_lacks_its_last_cells() -> None:
    assert rows("기호,후보자명,상태\n1\n") == [(2, {"number": "1", "name": "", "status": ""})]


def test_empty_cells_beyond_the_heading_do_not_matter() -> None:
    assert len(rows("기호,후보자명,상태\n1,김하나,,,\n")) == 1


def test_filled_cells_beyond_the_heading_are_a_problem() -> None:
    text = "기호,후보자명,상태\n1,김하나,,,동\n2,이둘,\n"
    assert problems(text) == [(2, "", RowProblem.EXTRA_CELLS)]
    assert [line for line, _ in rows(text)] == [3]


def test_a_quoted_comma_belongs_to_the_text() -> None:
    assert rows('기호,후보자명,상태\n1,"김, 하나",\n') == [
        (2, {"number": "1", "name": "김, 하나", "status": ""})
    ]


def test_a_quote_over_several_lines_is_named_with_its_end() -> None:
    text = '기호,후보자명,상태\n1,"김하나,\n2,이둘,\n3,박셋",\n4,최넷,\n'
    (outcome,) = [item for item in read(text) if isinstance(item, RowOutcome)]
    assert not outcome.whole_file
    assert outcome.problems[0].describe("en") == (
        'Line 2: the quotes (") of this line go on to line 4; all lines between belong to it'
        ' – for example "가상로 1, 2동"'
    )
    assert [line for line, _ in rows(text)] == [5]


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    (outcome,) = [
        item for item in read('\n\n기호,후보자명,상태\n1,"김\n하나",\n') if isinstance(item, RowOutcome)
    ]
    assert outcome.problems[0].describe("ko").startswith('4번 줄: 이 줄의 따옴표(")가 5번 줄까지')


@pytest.mark.parametrize("line", ['1,"김하나,', '1,"김"하나",', '1,"' + "가" * 140_000])
def test_after_quotes_that_do_not_match_nothing_is_read(line: str) -> None:
    text = f"기호,후보자명,상태\n{line}\n2,이둘,\n"
    (outcome,) = [item for item in read(text) if isinstance(item, RowOutcome)]
    assert outcome.whole_file
    assert [(p.line, p.problem) for p in outcome.problems] == [(2, RowProblem.UNREADABLE)]
    assert rows(text) == []


def test_quotes_that_do_not_match_in_the_heading_are_named() -> None:
    assert problems('기호,"후보자명,상태\n1,김하나,\n') == [(1, "", RowProblem.UNREADABLE)]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n", "\ufeff"])
def test_a_file_without_content_says_so(text: str) -> None:
    assert problems(text) == [(1, "", RowProblem.EMPTY_FILE)]


def test_a_heading_without_rows_says_so() -> None:
    assert problems("\n기호,후보자명,상태\n\n") == [(2, "", RowProblem.NO_ROWS)]


def test_every_missing_column_is_named_with_a_right_heading() -> None:
    (outcome,) = read("번호,상태\n1,\n")[1:]
    assert isinstance(outcome, RowOutcome)
    assert outcome.whole_file
    assert [problem.describe("ko") for problem in outcome.problems] == [
        "1번 줄, '기호' 칸: 제목 줄에 이 칸이 없습니다 – 예: 기호,후보자명",
        "1번 줄, '후보자명' 칸: 제목 줄에 이 칸이 없습니다 – 예: 기호,후보자명",
    ]


def test_a_column_that_stands_twice_is_named() -> None:
    assert problems("기호,number,후보자명\n1,1,김하나\n") == [(1, "number", RowProblem.HEADER_TWICE)]


def test_unknown_and_absent_columns_are_remarked() -> None:
    notes = [
        item for item in read("기호,후보자명,득표수,,비고\n1,김하나,5,,\n") if isinstance(item, ImportNote)
    ]
    assert [note.describe("ko") for note in notes] == [
        "다음 칸은 쓰지 않았습니다: 득표수, 비고",
        "다음 칸이 없어 빈 값으로 보았습니다: 상태",
    ]
    assert notes[0].describe("en") == "These columns were not used: 득표수, 비고"


def test_headings_that_are_not_used_neither_flood_nor_steer_the_screen() -> None:
    strange = ",".join(f"\x1b[2J{number}" for number in range(500))
    (note, _) = [
        item for item in read(f"기호,후보자명,{strange}\n1,김하나\n") if isinstance(item, ImportNote)
    ]
    assert note.describe("en").isprintable()
    assert note.describe("en").endswith("·[2J19, …")


def test_a_row_says_nothing_about_people_when_printed() -> None:
    (cells,) = [item for item in read(TEXT) if isinstance(item, Cells)]
    assert "김하나" not in repr(cells)


@given(st.text(max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    lines = f"기호,후보자명,상태\n{text}".splitlines(keepends=True)
    items = list(read_table(lines, COLUMNS))
    assert items
    assert all(item.line <= len(lines) for item in items if not isinstance(item, ImportNote))
