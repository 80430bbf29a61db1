"""The members of a record: a zip archive, or the same files in a folder. Both may come from a stranger.

A member is read whole and one at a time. Nothing is unpacked to a disk, no link is followed, and what is
declared is believed only as far as it makes a member refused.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from omp_desktop.record.errors import WHOLE, Fault, RecordBad, RecordUnreadable
from omp_desktop.record.layout import FILES, MEMBER_BYTES_MOST, MEMBERS_MOST, RECORD, place_of_page

_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x1
# What zipfile raises for bytes that are no archive, some of it by accident.
_ZIP_REFUSALS: Final = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
    struct.error,
    zlib.error,
)
_ENTRY: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_LARGE_END: Final = b"PK\x06\x06"
_ENDS_BYTES_MOST: Final = 22 + 2**16 + 20 + 56
_CHUNK_BYTES: Final = 2**20


class Source(Protocol):
    """Where the members of a record are read from."""

    @property
    def names(self) -> Sequence[str]:
        """The members, each once. All are names that a record can have."""

    def read(self, name: str) -> bytes:
        """A member, whole. Raises RecordBad and RecordUnreadable."""


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The record in this zip archive or folder.

    Raises RecordUnreadable where there is none to be read, and RecordBad for what no record may be: no
    archive, foreign names, links, members that stand twice, too many or too large ones.
    """
    with _reading(path):
        status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        yield _Folder(path)
    elif stat.S_ISREG(status.st_mode):
        with _reading(path):
            stream = path.open("rb")
        with stream:
            yield _Archive(path, stream)
    else:
        raise RecordUnreadable(file=str(path), reason=Fault.NOT_A_FILE)


class _Archive:
    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self._path = path
        with _reading(path), _refusing(RECORD, Fault.NOT_A_ZIP):
            _check_directory(stream)
            # The stream is closed by whoever opened it.
            self._zip = zipfile.ZipFile(stream)
        members = self._zip.infolist()
        _check_count(len(members))
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            _check_name(member.orig_filename)
            if member.orig_filename in self._members:
                raise RecordBad(file=member.orig_filename, item=WHOLE, fault=Fault.TWICE)
            self._members[member.orig_filename] = member
        # Members that lie over each other unpack to many times what the archive holds.
        if sum(member.compress_size for member in members) > stream.seek(0, os.SEEK_END):
            raise RecordBad(file=RECORD, item=WHOLE, fault=Fault.NOT_A_ZIP)

    @property
    def names(self) -> Sequence[str]:
        """The members."""
        return tuple(self._members)

    def read(self, name: str) -> bytes:
        """A member, whole."""
        member = self._members[name]
        _check_member(name, member)
        with _reading(self._path), _refusing(name, Fault.DAMAGED), self._zip.open(member) as stream:
            # What unpacks to more than it declares is cut off there, and its checksum fails.
            return stream.read(MEMBER_BYTES_MOST)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _reading(folder):
            self._names = tuple(_files_of(folder))

    @property
    def names(self) -> Sequence[str]:
        """The members."""
        return self._names

    def read(self, name: str) -> bytes:
        """A member, whole."""
        file = self._folder.joinpath(*name.split("/"))
        with _reading(file), os.fdopen(os.open(file, _flags()), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise RecordBad(file=name, item=WHOLE, fault=Fault.NOT_A_FILE)
            data = stream.read(MEMBER_BYTES_MOST + 1)
        if len(data) > MEMBER_BYTES_MOST:
            raise RecordBad(file=name, item=WHOLE, fault=Fault.TOO_LARGE)
        return data


def _files_of(folder: Path) -> Iterator[str]:
    count = 0
    for place, inner, files in os.walk(folder, onerror=_raise):
        # A link to a folder stands among the folders and is not followed: it would be left out in silence.
        links = [name for name in inner if Path(place, name).is_symlink()]
        for file in sorted([*files, *links]):
            path = Path(place, file)
            name = path.relative_to(folder).as_posix()
            _check_name(name)
            if not stat.S_ISREG(path.lstat().st_mode):
                raise RecordBad(file=name, item=WHOLE, fault=Fault.NOT_A_FILE)
            count += 1
            _check_count(count)
            yield name


def _raise(problem: OSError) -> None:
    raise problem


def _flags() -> int:
    # Between looking and opening a file may become a link or a pipe: neither is followed or waited for.
    names = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
    return os.O_RDONLY | sum(getattr(os, name, 0) for name in names)


def _check_count(count: int) -> None:
    if count > MEMBERS_MOST:
        raise RecordBad(file=RECORD, item=WHOLE, fault=Fault.TOO_MANY)


def _check_name(name: str) -> None:
    """Only names of a record: none of them climbs, is absolute, or hides a character."""
    if name != RECORD and name not in FILES and place_of_page(name) is None:
        raise RecordBad(file=name, item=WHOLE, fault=Fault.NAME)


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise RecordBad(file=name, item=WHOLE, fault=Fault.NOT_A_FILE)
    if member.flag_bits & _ENCRYPTED:
        raise RecordBad(file=name, item=WHOLE, fault=Fault.ENCRYPTED)
    if member.compress_type not in _PACKINGS:
        raise RecordBad(file=name, item=WHOLE, fault=Fault.PACKING)
    if member.file_size > MEMBER_BYTES_MOST:
        raise RecordBad(file=name, item=WHOLE, fault=Fault.TOO_LARGE)


def _check_directory(stream: BinaryIO) -> None:
    """Counts the entries of the directory before zipfile makes an object of each.

    The end of an archive tells the size of its directory, which lies before it, in 4 bytes at 12; that of
    large archives in 8 bytes at 40 (PKWARE, .ZIP File Format Specification, 4.3.14 and 4.3.16).
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _ENDS_BYTES_MOST))
    tail = stream.read()
    end, large = tail.rfind(_END), tail.rfind(_LARGE_END)
    directory = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if large >= 0:
        directory = int.from_bytes(tail[large + 40 : large + 48], "little")
    stream.seek(max(0, size - len(tail) - directory))
    count, before = 0, b""
    while chunk := stream.read(_CHUNK_BYTES):
        count += (before + chunk).count(_ENTRY)
        _check_count(count)
        before = chunk[1 - len(_ENTRY) :]
    stream.seek(0)


@contextmanager
def _refusing(name: str, fault: Fault) -> Iterator[None]:
    try:
        yield
    except _ZIP_REFUSALS as problem:
        raise RecordBad(file=name, item=WHOLE, fault=fault) from problem


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        # A place that the archive names and that cannot be: the bytes are bad, not the medium.
        if problem.errno in (errno.EINVAL, None):
            raise RecordBad(file=path.name, item=WHOLE, fault=Fault.DAMAGED) from problem
        if problem.errno == errno.ELOOP:
            raise RecordBad(file=path.name, item=WHOLE, fault=Fault.NOT_A_FILE) from problem
        reason = problem.strerror or type(problem).__name__
        raise RecordUnreadable(file=str(path), reason=reason) from problem
