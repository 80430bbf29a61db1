"""Where libraries look for others: in the bundle, never in a folder of the computer on which it was built."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

# Of the ELF format, 64 bits, least byte first: System V ABI, chapters 4 and 5.
_HEADER: Final = struct.Struct("<16sHHIQQQIHHHHHH")
_SEGMENT: Final = struct.Struct("<IIQQQQQQ")
_ENTRY: Final = struct.Struct("<qQ")
_LOADED, _DYNAMIC = 1, 2
_STRINGS, _RPATH, _RUNPATH = 5, 15, 29
_SUPPORTED: Final = b"\x7fELF\x02\x01"
_HERE: Final = "$ORIGIN"


class _Segment(NamedTuple):
    kind: int
    offset: int
    address: int
    size: int


def settle(file: Path, libraries: Path) -> None:
    """Replaces a path that does not start at the file's own folder by the one from there to `libraries`."""
    content = bytearray(file.read_bytes())
    for place, path in list(_paths(bytes(content))):
        kept = [part for part in path.split(":") if part.startswith(_HERE)]
        if kept == path.split(":"):
            continue
        way = os.path.relpath(libraries, file.parent)
        wanted = ":".join(kept) or (_HERE if way == "." else f"{_HERE}/{way}")
        if len(wanted) > len(path):
            raise SystemExit(f"{file.name}: no room for {wanted} in place of {path}")
        content[place : place + len(path)] = wanted.encode().ljust(len(path), b"\0")
        file.write_bytes(content)


def run_paths(file: Path) -> list[str]:
    """The folders in which a program or library looks for others."""
    return [path for _, path in _paths(file.read_bytes())]


def _paths(content: bytes) -> Iterator[tuple[int, str]]:
    """Each with its place in the file."""
    if not content.startswith(_SUPPORTED):
        return
    segments = list(_segments(content))
    for dynamic in (segment for segment in segments if segment.kind == _DYNAMIC):
        entries = dict(_ENTRY.iter_unpack(content[dynamic.offset : dynamic.offset + dynamic.size // 16 * 16]))
        for tag in (_RPATH, _RUNPATH):
            if tag in entries:
                place = _in_file(segments, entries[_STRINGS]) + entries[tag]
                yield place, content[place : content.index(b"\0", place)].decode()


def _segments(content: bytes) -> Iterator[_Segment]:
    header = _HEADER.unpack_from(content)
    start, size, count = header[5], header[9], header[10]
    for number in range(count):
        kind, _, offset, address, _, size_in_file, _, _ = _SEGMENT.unpack_from(content, start + number * size)
        yield _Segment(kind, offset, address, size_in_file)


def _in_file(segments: list[_Segment], address: int) -> int:
    for segment in segments:
        if segment.kind == _LOADED and segment.address <= address < segment.address + segment.size:
            return address - segment.address + segment.offset
    raise ValueError("an address outside the file")
