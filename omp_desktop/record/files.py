"""The check `files`: every file is there, as listed, and of its form; what later checks need is kept.

Of a page its head, its entries and short marks of what must not occur twice are kept; a page's ballots are
read again when their proofs are checked, so that the memory does not grow with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from omp_desktop.crypto.pages import STATUS_BYTES, Entry
from omp_desktop.domain.amendment import Amendment
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.record import layout
from omp_desktop.record.bulk import Workers
from omp_desktop.record.errors import WHOLE, Fault, RecordBad
from omp_desktop.record.form import parse_json
from omp_desktop.record.layout import (
    Countersignatures,
    ListedFile,
    RecordedClosing,
    RecordedDevice,
    RecordedStation,
    RecordHead,
)
from omp_desktop.record.opened import RecordedOpening, RecordedSums, read_openings
from omp_desktop.record.page import PageHead, RecordedPage
from omp_desktop.record.source import Source
from omp_desktop.record.unique import Marks, marks_of

_Value = TypeVar("_Value")
# Below this many bytes of pages the start of other processes takes longer than the reading.
_WORTH_PROCESSES: Final = 8 * 2**20
_STATUSES: Final = {byte[0]: status for status, byte in STATUS_BYTES.items()}
_ENTRY_BYTES: Final = 33
_ALL: Final = slice(None)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What is kept of a page. `lines` holds code and status of each ballot, 33 bytes; see `entries`."""

    name: str
    head: PageHead
    lines: bytes

    def entries(self) -> list[Entry]:
        """The entries in the order of the page."""
        return [entry_of(line) for line in self.split()]

    def split(self) -> list[bytes]:
        """The lines."""
        return [self.lines[at : at + _ENTRY_BYTES] for at in range(0, len(self.lines), _ENTRY_BYTES)]

    @property
    def ballots(self) -> int:
        """How many stand on the page."""
        return len(self.lines) // _ENTRY_BYTES

    def count(self, status: bytes) -> int:
        """The ballots of this status (a byte of STATUS_BYTES)."""
        return self.lines[_ENTRY_BYTES - 1 :: _ENTRY_BYTES].count(status)


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """A record whose files are what its list says, read as far as the manifest is not needed for it."""

    head: RecordHead
    manifest: bytes
    amendments: tuple[Amendment, ...]
    devices: tuple[RecordedDevice, ...]
    closings: tuple[RecordedClosing, ...]
    stations: tuple[RecordedStation, ...]
    sums: RecordedSums
    openings: tuple[RecordedOpening, ...]
    countersignatures: Countersignatures
    pages: Sequence[PageSummary]

    @property
    def ballots(self) -> int:
        """All ballots of the record."""
        return sum(page.ballots for page in self.pages)


def entry_of(line: bytes) -> Entry:
    """The entry in a line of 33 bytes."""
    return Entry(line[:-1], _STATUSES[line[-1]])


def read_listed(source: Source, name: str, listed: ListedFile) -> bytes:
    """A member with the size and the hash of the list. Raises RecordBad."""
    data = source.read(name)
    check_listed(name, data, listed)
    return data


def check_listed(name: str, data: bytes, listed: ListedFile) -> None:
    """Raises RecordBad unless the bytes are those of the list."""
    if len(data) != listed.size:
        raise RecordBad(file=name, item=WHOLE, fault=Fault.SIZE)
    if hashlib.sha256(data).hexdigest() != listed.sha256:
        raise RecordBad(file=name, item=WHOLE, fault=Fault.HASH)


def read_page(name: str, data: bytes, ballots: slice = _ALL) -> RecordedPage:
    """The page in these bytes, or some ballots of it. Raises RecordBad."""
    return _formed(name, data, partial(RecordedPage.from_json, ballots=ballots))


def check_files(source: Source, workers: Workers, marks: Marks, progress: Progress) -> RecordFiles:
    """Reads everything once, and gives `marks` what must not stand twice. Raises RecordBad."""
    head = _read_head(source)
    read = {name: read_listed(source, name, head.files[name]) for name in layout.FILES}

    def formed(name: str, read_form: Callable[[Any], _Value]) -> _Value:
        return _formed(name, read[name], read_form)

    return RecordFiles(
        head=head,
        manifest=read[layout.MANIFEST],
        amendments=formed(layout.AMENDMENTS, layout.read_amendments),
        devices=formed(layout.DEVICES, layout.read_devices),
        closings=formed(layout.CLOSINGS, layout.read_closings),
        stations=formed(layout.STATIONS, layout.read_stations),
        sums=formed(layout.SUMS, RecordedSums.from_json),
        openings=formed(layout.OPENINGS, read_openings),
        countersignatures=formed(layout.COUNTERSIGNATURES, Countersignatures.from_json),
        pages=_summaries(source, head.files, workers, marks, progress),
    )


def summarize(name: str, data: bytes, listed: ListedFile, key: bytes) -> tuple[PageSummary, bytes]:
    """What is kept of a page, and its marks. For another process. Raises RecordBad."""
    check_listed(name, data, listed)
    page = read_page(name, data)
    lines = b"".join(each.code + STATUS_BYTES[each.status] for each in page.ballots)
    return PageSummary(name, page.head, lines), marks_of(page, key)


def _read_head(source: Source) -> RecordHead:
    names = set(source.names)
    if layout.RECORD not in names:
        raise RecordBad(file=layout.RECORD, item=WHOLE, fault=Fault.MISSING)
    head = _formed(layout.RECORD, source.read(layout.RECORD), RecordHead.from_json)
    listed = head.files.keys()
    for name in sorted(names - listed - {layout.RECORD}):
        raise RecordBad(file=name, item=WHOLE, fault=Fault.EXTRA)
    for name in sorted((listed | set(layout.FILES)) - (names & listed)):
        raise RecordBad(file=name, item=WHOLE, fault=Fault.MISSING)
    return head


def _summaries(
    source: Source,
    files: Mapping[str, ListedFile],
    workers: Workers,
    marks: Marks,
    progress: Progress,
) -> tuple[PageSummary, ...]:
    names = sorted(files.keys() - set(layout.FILES), key=_place)
    total = sum(files[name].size for name in names)
    pieces = ((name, source.read(name), files[name], marks.key) for name in names)
    found = []
    done = 0
    for summary, its_marks in workers.results(summarize, pieces, worth_it=total > _WORTH_PROCESSES):
        marks.add(its_marks)
        found.append(summary)
        done += files[summary.name].size
        progress(done, total)
    return tuple(found)


def _place(name: str) -> tuple[str, int, int]:
    return layout.place_of_page(name) or ("", 0, 0)


def _formed(name: str, data: bytes, read: Callable[[Any], _Value]) -> _Value:
    try:
        return read(parse_json(data))
    except FieldWrong as wrong:
        raise RecordBad(file=name, item=wrong.where, fault=Fault.FORM) from wrong
