"""Files that people bring: read once, whole, and judged before the first line is used.

A file that changes meanwhile changes nothing. What stands in the lines is read by `domain.imports` and
`domain.definition`.
"""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from omp_desktop.domain.import_errors import (
    ImportFileIsFolder,
    ImportFileMissing,
    ImportFileTooLarge,
    ImportFileUnreadable,
)
from omp_desktop.domain.imports import detect_encoding

MEGABYTE: Final = 1024 * 1024
# 500,000 voters with long addresses take about 50 MB.
LARGEST_LIST: Final = 64 * MEGABYTE
LARGEST_CANDIDATES: Final = MEGABYTE
LARGEST_DEFINITION: Final = MEGABYTE
_PIECE: Final = MEGABYTE


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file in memory, its characters understood. `size` is the number of lines, for showing progress."""

    name: str
    encoding: str
    size: int
    _raw: bytes = field(repr=False)

    def lines(self) -> Iterator[str]:
        """The lines with their ends, from the first; as often as needed."""
        yield from io.TextIOWrapper(io.BytesIO(self._raw), encoding=self.encoding, newline="")

    def text(self) -> str:
        """All of it."""
        return self._raw.decode(self.encoding)


def read_text_file(path: Path, *, largest: int = LARGEST_LIST) -> TextFile:
    """Reads a file of text: UTF-8 with or without a mark, UTF-16 with one, or CP949 as Excel in Korea saves.

    `largest` is the most bytes it may have. Raises ImportFileMissing, ImportFileIsFolder,
    ImportFileUnreadable, ImportFileTooLarge, ImportIsSpreadsheet, ImportEncodingUnknown.
    """
    try:
        raw = _bytes_of(path, largest)
    except FileNotFoundError:
        raise ImportFileMissing(file=path.name) from None
    except OSError as problem:
        raise ImportFileUnreadable(file=path.name) from problem
    encoding = detect_encoding(raw[start : start + _PIECE] for start in range(0, len(raw), _PIECE))
    # Lines may also end in a carriage return alone.
    return TextFile(path.name, encoding, max(raw.count(b"\n"), raw.count(b"\r")) + 1, raw)


def _bytes_of(path: Path, largest: int) -> bytes:
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise ImportFileIsFolder(file=path.name)
    if not stat.S_ISREG(about.st_mode):  # a pipe would wait for ever
        raise ImportFileUnreadable(file=path.name)
    if about.st_size > largest:
        megabytes = -(-about.st_size // MEGABYTE)
        raise ImportFileTooLarge(megabytes=megabytes, limit=largest // MEGABYTE)
    with path.open("rb") as file:
        raw = file.read(about.st_size + 1)
    if len(raw) > about.st_size:  # another program is writing it just now
        raise ImportFileUnreadable(file=path.name)
    return raw
