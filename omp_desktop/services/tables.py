"""Reading lists from CSV files as people have them.

UTF-8 with or without a byte order mark, and CP949 as Excel in Korea saves it. The whole file is read once and
judged before the first row is used, so that what was shown in a preview is what a later step reads.
"""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from omp_desktop.domain.import_errors import (
    ImportEncodingUnknown,
    ImportFileIsFolder,
    ImportFileMissing,
    ImportFileTooLarge,
    ImportFileUnreadable,
    ImportIsSpreadsheet,
)
from omp_desktop.services.table_errors import ListEmpty, TableBroken

MEGABYTE = 1024 * 1024
# 500,000 voters with long addresses take about 50 MB.
LARGEST_LIST = 64 * MEGABYTE
_UTF8_MARK = b"\xef\xbb\xbf"
_BLOCK = MEGABYTE
# Workbooks: xlsx is a zip archive, xls a compound file.
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the line it begins on (from 1), its cells by column name, and cells beyond the columns."""

    line: int
    cells: dict[str, str]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A list in memory. `rows()` can be run through as often as needed."""

    name: str
    encoding: str
    columns: tuple[str, ...]
    lines: int
    _raw: bytes = field(repr=False)

    def rows(self) -> Iterator[TableRow]:
        """The rows under the header, without empty ones. Raises TableBroken."""
        records = _records(self._raw, self.encoding, self.name)
        next(records)
        for line, cells in records:
            surplus = tuple(cell for cell in cells[len(self.columns) :] if cell.strip())
            yield TableRow(line, dict(zip(self.columns, cells, strict=False)), surplus)


def read_table(path: Path, *, largest: int = LARGEST_LIST) -> Table:
    """Reads a CSV file with a header line.

    `largest` is the most bytes a file may have. Raises ImportFileMissing, ImportFileIsFolder,
    ImportFileUnreadable, ImportFileTooLarge, ImportIsSpreadsheet, ImportEncodingUnknown, ListEmpty (no row
    under the header), TableBroken.
    """
    raw = _read(path, largest)
    encoding = _encoding(raw)
    records = _records(raw, encoding, path.name)
    header = next(records, None)
    if header is None or next(records, None) is None:
        raise ListEmpty(file=path.name)
    columns = tuple(cell.strip() for cell in header[1])
    return Table(path.name, encoding, columns, raw.count(b"\n") + 1, raw)


def _read(path: Path, largest: int) -> bytes:
    try:
        raw = _bytes_of(path, largest)
    except FileNotFoundError:
        raise ImportFileMissing(file=path.name) from None
    except OSError as problem:
        raise ImportFileUnreadable(file=path.name) from problem
    if raw.startswith(_SPREADSHEETS):
        raise ImportIsSpreadsheet()
    return raw


def _bytes_of(path: Path, largest: int) -> bytes:
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise ImportFileIsFolder(file=path.name)
    if not stat.S_ISREG(about.st_mode):  # a pipe would wait for ever
        raise ImportFileUnreadable(file=path.name)
    if about.st_size > largest:
        raise _too_large(about.st_size, largest)
    with path.open("rb") as file:
        raw = file.read(largest + 1)
    if len(raw) > largest:  # it grew since it was asked for its size
        raise _too_large(len(raw), largest)
    return raw


def _too_large(size: int, largest: int) -> ImportFileTooLarge:
    return ImportFileTooLarge(megabytes=-(-size // MEGABYTE), limit=largest // MEGABYTE)


def _encoding(raw: bytes) -> str:
    if raw.startswith(_UTF8_MARK):
        bad_line = _first_bad_line(raw, "utf-8")
        if bad_line is not None:
            raise ImportEncodingUnknown(line=bad_line)
        return "utf-8-sig"
    furthest = 0
    for encoding in ("utf-8", "cp949"):
        bad_line = _first_bad_line(raw, encoding)
        if bad_line is None:
            return encoding
        furthest = max(furthest, bad_line)
    # The encoding that got further is the one that was meant.
    raise ImportEncodingUnknown(line=furthest)


def _first_bad_line(raw: bytes, encoding: str) -> int | None:
    """The first line that cannot be decoded, in blocks that end at line ends (neither encoding has a line
    end inside a character)."""
    start = 0
    while start < len(raw):
        end = raw.find(b"\n", start + _BLOCK) + 1 or len(raw)
        try:
            raw[start:end].decode(encoding)
        except UnicodeDecodeError as problem:
            return raw.count(b"\n", 0, start + problem.start) + 1
        start = end
    return None


def _records(raw: bytes, encoding: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each record that is not empty."""
    text = io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")
    reader = csv.reader(text, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise TableBroken(file=name, line=line) from None
        if any(cell.strip() for cell in cells):
            yield line, cells
