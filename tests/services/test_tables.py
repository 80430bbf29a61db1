"""Reading the files that people bring."""

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
from omp_desktop.services.tables import LARGEST_LIST, MEGABYTE, read_text_file

TEXT = "기호,후보자명\r\n1,강나루\r\n2,한여울\r\n"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_each_usual_encoding_gives_the_same_lines(tmp_path: Path, encoding: str) -> None:
    file = read_text_file(written(tmp_path, TEXT.encode(encoding)))
    assert "".join(file.lines()) == TEXT
    assert file.text() == TEXT


def test_the_lines_can_be_run_through_twice(tmp_path: Path) -> None:
    file = read_text_file(written(tmp_path, TEXT.encode()))
    assert list(file.lines()) == list(file.lines()) == TEXT.splitlines(keepends=True)


def test_a_file_that_changes_after_it_was_read_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode())
    file = read_text_file(path)
    path.write_bytes(b"other")
    assert "".join(file.lines()) == TEXT


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_however_they_end(tmp_path: Path, end: str) -> None:
    file = read_text_file(written(tmp_path, end.join(("번호,이름", "1,가", "2,나")).encode()))
    assert (file.size, len(list(file.lines()))) == (3, 3)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFileMissing):
        read_text_file(tmp_path / "nowhere.csv")


def test_a_folder_instead_of_a_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ImportFileIsFolder):
        read_text_file(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ImportFileUnreadable):
        read_text_file(tmp_path / "pipe.csv")


def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, TEXT.encode())

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", denied)  # root may read everything
    with pytest.raises(ImportFileUnreadable):
        read_text_file(path)


def test_a_hundred_megabytes_are_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, TEXT.encode())
    os.truncate(path, 100 * MEGABYTE)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(ImportFileTooLarge) as caught:
        read_text_file(path)
    assert caught.value.params == {"megabytes": 100, "limit": LARGEST_LIST // MEGABYTE}


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, TEXT.encode())
    small = path.stat()
    path.write_bytes(TEXT.encode() * 10)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: small)
    with pytest.raises(ImportFileUnreadable):
        read_text_file(path)


@pytest.mark.parametrize("magic", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_is_told_from_a_list(tmp_path: Path, magic: bytes) -> None:
    with pytest.raises(ImportIsSpreadsheet):
        read_text_file(written(tmp_path, magic + bytes(100)))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("이름\n가\n".encode() + b"\xb0\n", 3),  # UTF-8 until half a CP949 character
        ("이름\n가\n나\n".encode("cp949") + b"\xff\xff\n", 4),  # CP949, then neither
    ],
)
def test_a_wrong_encoding_is_named_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    with pytest.raises(ImportEncodingUnknown) as caught:
        read_text_file(written(tmp_path, content))
    assert caught.value.params["line"] == line


def test_a_wrong_encoding_far_into_a_large_file_is_named_with_its_line(tmp_path: Path) -> None:
    good = "등재번호,성명\n".encode() + "123456,강나루\n".encode() * 200_000
    assert len(good) > 3 * MEGABYTE
    with pytest.raises(ImportEncodingUnknown) as caught:
        read_text_file(written(tmp_path, good + b"1,\xff\n"))
    assert caught.value.params["line"] == 200_002


def test_the_content_of_a_list_does_not_show_in_its_repr(tmp_path: Path) -> None:
    assert "강나루" not in repr(read_text_file(written(tmp_path, TEXT.encode())))
