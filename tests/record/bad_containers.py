"""Bad archives and folders around good files: everything that a stranger's zip can be."""

from __future__ import annotations

import os
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from omp_desktop.record.layout import README, STATIONS, SUMS
from tests.record.sample import write_folder, write_zip

Files = Mapping[str, bytes]
MEBIBYTE: Final = 2**20


@dataclass(frozen=True)
class BadContainer:
    """How a good record's files are packed badly. The check `files` must fail, naming `names`."""

    name: str
    kind: str
    write: Callable[[Files, Path], object]
    names: str = "record"


def with_member(name: str, data: bytes = b"{}") -> Callable[[Files, Path], None]:
    """One more member, under any name."""

    def write(files: Files, path: Path) -> None:
        write_zip(files, path)
        with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
            warnings.simplefilter("ignore", UserWarning)  # zipfile warns of a name twice
            archive.writestr(name, data)

    return write


def packed(name: str, pack: Callable[[zipfile.ZipFile, bytes], None]) -> Callable[[Files, Path], None]:
    """One member packed in its own way."""

    def write(files: Files, path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, data in files.items():
                if each == name:
                    pack(archive, data)
                else:
                    archive.writestr(each, data)

    return write


def link_to(target: str) -> Callable[[zipfile.ZipFile, bytes], None]:
    """The member is a symbolic link."""

    def pack(archive: zipfile.ZipFile, _data: bytes) -> None:
        member = zipfile.ZipInfo(SUMS)
        member.create_system = 3
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, target)

    return pack


def in_bzip2(archive: zipfile.ZipFile, data: bytes) -> None:
    """The member is packed by another method."""
    archive.writestr(SUMS, data, zipfile.ZIP_BZIP2)


def bomb(archive: zipfile.ZipFile, _data: bytes) -> None:
    """65 MiB of zeros in a few kilobytes."""
    archive.writestr(README, bytes(65 * MEBIBYTE))


def patched(change: Callable[[bytearray], object]) -> Callable[[Files, Path], None]:
    """The bytes of the archive are changed."""

    def write(files: Files, path: Path) -> None:
        raw = bytearray(write_zip(files, path).read_bytes())
        change(raw)
        path.write_bytes(bytes(raw))

    return write


def entry_of(raw: bytearray, name: str) -> int:
    """Where a member's entry of the directory begins."""
    at = raw.find(b"PK\x01\x02")
    while raw[at + 46 : at + 46 + len(name)] != name.encode():
        at = raw.find(b"PK\x01\x02", at + 4)
    return at


def encrypted(raw: bytearray) -> None:
    """A member says that it is encrypted."""
    raw[entry_of(raw, STATIONS) + 8] |= 1


def larger_than_declared(raw: bytearray) -> None:
    """A member declares fewer bytes than it unpacks to."""
    struct.pack_into("<I", raw, entry_of(raw, STATIONS) + 24, 10)


def declared_huge(raw: bytearray) -> None:
    """A member declares more than 64 MiB."""
    struct.pack_into("<I", raw, entry_of(raw, STATIONS) + 24, 65 * MEBIBYTE)


def over_each_other(raw: bytearray) -> None:
    """Two members lie at the same place."""
    (place,) = struct.unpack_from("<I", raw, entry_of(raw, SUMS) + 42)
    struct.pack_into("<I", raw, entry_of(raw, STATIONS) + 42, place)


def outside(raw: bytearray) -> None:
    """A member lies far behind the end."""
    struct.pack_into("<I", raw, entry_of(raw, STATIONS) + 42, 2**31)


def cut(raw: bytearray) -> None:
    """The second half is missing."""
    del raw[len(raw) // 2 :]


def without_end(raw: bytearray) -> None:
    """The last bytes are missing."""
    del raw[-10:]


def damaged_data(raw: bytearray) -> None:
    """A byte of the packed data is another."""
    (place,) = struct.unpack_from("<I", raw, entry_of(raw, STATIONS) + 42)
    raw[place + 30 + len(STATIONS) + 20] ^= 0xFF


def damaged_directory(raw: bytearray) -> None:
    """A byte of the directory's first signature is another."""
    raw[entry_of(raw, STATIONS)] ^= 0xFF


def millions(files: Files, path: Path) -> None:
    """An archive whose directory has more entries than any record."""
    write_zip(files, path)
    raw = path.read_bytes()
    end = raw.rfind(b"PK\x05\x06")
    size, place = struct.unpack_from("<II", raw, end + 12)
    entry = struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    crowd = (entry + b"x") * 1_000_001
    tail = bytearray(raw[end:])
    struct.pack_into("<II", tail, 12, size + len(crowd), place)
    path.write_bytes(raw[:end] + crowd + bytes(tail))


def folder_with(spoil: Callable[[Path], object]) -> Callable[[Files, Path], None]:
    """The files in a folder, one of them spoiled."""

    def write(files: Files, path: Path) -> None:
        write_folder(files, path)
        spoil(path)

    return write


def link_file(folder: Path) -> None:
    """A file is a link to another one, with the right content."""
    away = folder.parent / f"{folder.name}-elsewhere.json"
    (folder / SUMS).rename(away)
    (folder / SUMS).symlink_to(away)


def link_folder(folder: Path) -> None:
    """The folder of the pages is a link."""
    away = folder.parent / f"{folder.name}-elsewhere"
    (folder / "pages").rename(away)
    (folder / "pages").symlink_to(away, target_is_directory=True)


def pipe(folder: Path) -> None:
    """A file is a pipe that nobody writes to."""
    (folder / SUMS).unlink()
    os.mkfifo(folder / SUMS)


def large_file(folder: Path) -> None:
    """A file of more than 64 MiB, most of it a hole."""
    with (folder / README).open("r+b") as file:
        file.truncate(65 * MEBIBYTE)


_name = partial(BadContainer, kind="member name")
_zip = partial(BadContainer, kind="zip")
_bomb = partial(BadContainer, kind="zip bomb")
_folder = partial(BadContainer, kind="folder")

BAD_ZIPS: Final = (
    _name("a name that climbs", write=with_member("../climbed.json"), names="climbed.json"),
    _name("a name that climbs out of the pages", write=with_member("pages/../../up.json"), names="up.json"),
    _name("an absolute name", write=with_member("/etc/absolute"), names="absolute"),
    _name("a name with a drive", write=with_member("C:\\drive.json"), names="drive.json"),
    _name("a name with control characters", write=with_member("sums.json\x1b[2J"), names="sums.json"),
    _name("a name in another script", write=with_member("기록.json"), names="기록.json"),
    _name("an entry for a folder", write=with_member("pages/", b""), names="pages/"),
    _name("a name twice", write=with_member(SUMS), names=SUMS),
    _zip("a link", write=packed(SUMS, link_to("manifest.json")), names=SUMS),
    _zip("a link out of the archive", write=packed(SUMS, link_to("/etc/passwd")), names=SUMS),
    _zip("another method of packing", write=packed(SUMS, in_bzip2), names=SUMS),
    _zip("an encrypted member", write=patched(encrypted), names=STATIONS),
    _zip("two members at one place", write=patched(over_each_other), names=STATIONS),
    _zip("a member behind the end", write=patched(outside), names=STATIONS),
    _zip("half an archive", write=patched(cut)),
    _zip("an archive without its end", write=patched(without_end)),
    _zip("a damaged member", write=patched(damaged_data), names=STATIONS),
    _zip("a damaged directory", write=patched(damaged_directory)),
    _zip("an empty file", write=lambda _files, path: path.write_bytes(b"")),
    _zip("no archive", write=lambda _files, path: path.write_bytes(b"not an archive\n" * 100)),
    _zip("an archive of nothing", write=lambda _files, path: write_zip({}, path)),
    _bomb("a member of more than 64 MiB", write=packed(README, bomb), names=README),
    _bomb("a member that declares more than 64 MiB", write=patched(declared_huge), names=STATIONS),
    _bomb("a member that declares less than it holds", write=patched(larger_than_declared), names=STATIONS),
    _bomb("more than a million members", write=millions),
)
BAD_FOLDERS: Final = (
    _folder("a linked file", write=folder_with(link_file), names=SUMS),
    _folder("a linked folder", write=folder_with(link_folder), names="pages"),
    _folder("a pipe", write=folder_with(pipe), names=SUMS),
    _folder("a file of more than 64 MiB", write=folder_with(large_file), names=README),
    _folder("one more file", write=folder_with(lambda f: (f / "x.json").touch()), names="x.json"),
    _folder(
        "one more file in a folder of its own",
        write=folder_with(lambda f: ((f / "d").mkdir(), (f / "d" / "x").touch())),
        names="d/x",
    ),
    _folder("no file at all", write=lambda _files, path: path.mkdir()),
)
