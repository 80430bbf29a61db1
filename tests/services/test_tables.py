"""Reading lists from CSV files as people have them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from omp_desktop.domain.import_errors import (
    ImportEncodingUnknown,
    ImportFileIsFolder,
    ImportFileMissing,
    ImportFileTooLarge,
    ImportFileUnreadable,
    ImportIsSpreadsheet,
)
from omp_desktop.services.table_errors import ListEmpty, TableBroken
from omp_desktop.services.tables import LARGEST_LIST, MEGABYTE, read_table

TEXT = "기호,후보자명\r\n1,강나루\r\n2,한여울\r\n"
ROWS = [(2, {"기호": "1", "후보자명": "강나루"}), (3, {"기호": "2", "후보자명": "한여울"})]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


def rows_of(path: Path) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, row.cells) for row in read_table(path).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_each_usual_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, TEXT.encode(encoding)))
    assert table.columns == ("기호", "후보자명")
    assert [(row.line, row.cells) for row in table.rows()] == ROWS
    assert table.encoding == encoding


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end_is_read(tmp_path: Path, line_end: str) -> None:
    assert rows_of(written(tmp_path, TEXT.replace("\r\n", line_end).encode())) == ROWS


def test_a_table_can_be_run_through_twice(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, TEXT.encode()))
    assert list(table.rows()) == list(table.rows())


def test_empty_lines_are_passed_over_and_the_line_numbers_stay_true(tmp_path: Path) -> None:
    path = written(tmp_path, "\n\na,b\n\n1,x\n , \n2,y\n\n".encode())
    assert rows_of(path) == [(5, {"a": "1", "b": "x"}), (7, {"a": "2", "b": "y"})]


def test_a_cell_with_a_line_end_counts_as_the_lines_it_has(tmp_path: Path) -> None:
    path = written(tmp_path, b'a,b\n1,"two\nlines"\n2,y\n')
    assert rows_of(path) == [(2, {"a": "1", "b": "two\nlines"}), (4, {"a": "2", "b": "y"})]


def test_missing_cells_are_left_out_and_surplus_ones_are_kept_apart(tmp_path: Path) -> None:
    first, second = read_table(written(tmp_path, b"a,b\n1\n2,y,z,\n")).rows()
    assert (first.cells, first.surplus) == ({"a": "1"}, ())
    assert (second.cells, second.surplus) == ({"a": "2", "b": "y"}, ("z",))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFileMissing):
        read_table(tmp_path / "nowhere.csv")


def test_a_folder_instead_of_a_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFileIsFolder):
        read_table(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ImportFileUnreadable):
        read_table(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, TEXT.encode())

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", denied)  # root may read everything
    with pytest.raises(ImportFileUnreadable):
        read_table(path)


def test_a_hundred_megabytes_are_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, TEXT.encode())
    os.truncate(path, 100 * MEGABYTE)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(ImportFileTooLarge) as caught:
        read_table(path)
    assert caught.value.params == {"megabytes": 100, "limit": LARGEST_LIST // MEGABYTE}


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, TEXT.encode())
    small = path.stat()
    path.write_bytes(TEXT.encode() * 10)
    monkeypatch.setattr(Path, "stat", lambda _: small)
    with pytest.raises(ImportFileTooLarge):
        read_table(path, largest=len(TEXT.encode()))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a,b\n", b"\xef\xbb\xbf", b"a,b\n , \n"])
def test_a_list_without_entries_is_said_so(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ListEmpty):
        read_table(written(tmp_path, content))


@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_is_told_from_a_list(tmp_path: Path, magic: bytes) -> None:
    with pytest.raises(ImportIsSpreadsheet):
        read_table(written(tmp_path, magic + bytes(100)))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("이름\n가\n".encode() + b"\xb0\n", 3),  # UTF-8 until half a CP949 character
        ("이름\n가\n나\n".encode("cp949") + b"\xff\xff\n", 4),  # CP949, then neither
        (b"\xef\xbb\xbfa,b\n1,\xb0\xa1\n", 2),  # the mark promises UTF-8
        ("이름\n가\n".encode("utf-16"), 1),
    ],
)
def test_a_wrong_encoding_is_named_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(ImportEncodingUnknown) as caught:
        read_table(written(tmp_path, content))
    assert caught.value.params["line"] == line


def test_a_wrong_encoding_far_into_a_large_file_is_named_with_its_line(tmp_path: Path) -> None:
    good = "등재번호,성명\n".encode() + "123456,강나루\n".encode() * 200_000
    assert len(good) > 3 * MEGABYTE
    with pytest.raises(ImportEncodingUnknown) as caught:
        read_table(written(tmp_path, good + b"1,\xff\n"))
    assert caught.value.params["line"] == 200_002


@pytest.mark.parametrize(
    ("content", "line"),
    [(b'a,b\n1,x\n2,"open\n3,z\n', 3), (b'a,b\n1,"x"y\n', 2), (b'"a,b\n1,x\n', 1)],
)
def test_quotation_marks_that_do_not_come_in_pairs_are_named_with_their_line(
    tmp_path: Path, content: bytes, line: int
) -> None:
    with pytest.raises(TableBroken) as caught:
        list(read_table(written(tmp_path, content)).rows())
    assert caught.value.params["line"] == line


def test_the_content_of_a_list_does_not_show_in_its_repr(tmp_path: Path) -> None:
    assert "강나루" not in repr(read_table(written(tmp_path, TEXT.encode())))
