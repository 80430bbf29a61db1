"""A transfer as a folder on a stick: written whole or not at all, and read with suspicion.

What lies there is in docs/protocol.md, On a stick. Names, sizes and kinds of files are not trusted: links are
not followed, no name leads out of the folder, and nothing larger than a message can be is read.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from omp_desktop.domain.errors import OmpError
from omp_desktop.files import replace_file, sync_folder
from omp_desktop.services.transfer_errors import (
    FileChanged,
    FileMissing,
    FileNameWrong,
    FileNotListed,
    FileNotPlain,
    NoTransferThere,
    TransferUnreadable,
    TransferUnwritable,
)
from omp_desktop.wire.envelope import ENVELOPE_BYTES_MOST, Sealed, open_envelope
from omp_desktop.wire.errors import MessageTooLarge
from omp_desktop.wire.transfer import (
    BATCH_SUFFIX,
    BATCHES,
    LIST,
    MEMBERS_MOST,
    RECEIPT_SUFFIX,
    RECEIPTS,
    TransferList,
    TransferredFile,
)

RECEIPT_LIST: Final = "receipts.json"
FOLDER: Final = "omp-transfer-"
PARTIAL: Final = ".partial"
# A line of the list for each file, and what surrounds them.
LIST_BYTES_MOST: Final = 256 * MEMBERS_MOST + 4096
# gzip makes what it cannot press a little larger.
FILE_BYTES_MOST: Final = ENVELOPE_BYTES_MOST + 1024
_FOLDER_NAME: Final = re.compile(re.escape(FOLDER) + r"[0-9a-f]{32}")
_BATCH_NAME: Final = re.compile(re.escape(BATCHES) + r"/([0-9a-f]{32})" + re.escape(BATCH_SUFFIX))
_RECEIPT_NAME: Final = re.compile(re.escape(RECEIPTS) + r"/([0-9a-f]{32})" + re.escape(RECEIPT_SUFFIX))
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was left out, by its name in the folder, and why."""

    name: str
    problem: OmpError


@dataclass(frozen=True, slots=True)
class Member:
    """A file that the list describes rightly; `batch_id` from its name."""

    batch_id: str
    name: str
    content: bytes


def write_transfer(
    root: Path,
    transfer_id: str,
    batches: Iterable[tuple[str, bytes]],
    sign: Callable[[Mapping[str, TransferredFile]], bytes],
) -> Path:
    """A new folder of a transfer: written under another name, synced, renamed, read back and compared.

    Raises TransferUnwritable; what was begun is then taken away, as far as the medium lets it.
    """
    final = root / f"{FOLDER}{transfer_id}"
    partial = root / f"{FOLDER}{transfer_id}{PARTIAL}"
    try:
        listed = _write_members(partial, batches)
        envelope = sign(listed)
        _write_new(partial / LIST, envelope)
        sync_folder(partial / BATCHES)
        sync_folder(partial)
        partial.rename(final)
        sync_folder(root)
        _read_back(final, listed, envelope)
    except OSError as problem:
        for begun in (partial, final):
            shutil.rmtree(begun, ignore_errors=True)
        raise TransferUnwritable(reason=_reason(problem)) from problem
    return final


def find_transfers(place: Path) -> list[Path]:
    """The folders of transfers at this place, which may be one itself.

    Raises NoTransferThere, TransferUnreadable.
    """
    with _reading():
        if _FOLDER_NAME.fullmatch(place.name) and _is_folder(place):
            return [place]
        found = sorted(
            each for each in place.iterdir() if _FOLDER_NAME.fullmatch(each.name) and _is_folder(each)
        )
    if not found:
        raise NoTransferThere()
    return found


def read_list(folder: Path, name: str) -> tuple[Sealed, TransferList] | None:
    """A list of the folder, None where there is none; its signature is for the caller.

    Raises TransferUnreadable, WireRefused, FileNotPlain.
    """
    try:
        with _reading():
            raw = _read(folder / name, LIST_BYTES_MOST)
    except FileMissing:
        return None
    sealed = open_envelope(raw, LIST_BYTES_MOST)
    return sealed, sealed.read(TransferList)


def batches_of(folder: Path, listed: TransferList) -> Iterator[Member | RefusedFile]:
    """The batches of a transfer, and what is wrong with other files. Raises TransferUnreadable."""
    return _members(folder, listed, BATCHES, _BATCH_NAME)


def receipts_of(folder: Path, listed: TransferList) -> Iterator[Member | RefusedFile]:
    """The receipts of a transfer, and what is wrong with other files. Raises TransferUnreadable."""
    return _members(folder, listed, RECEIPTS, _RECEIPT_NAME)


def write_receipts(
    folder: Path,
    receipts: Mapping[str, bytes],
    sign: Callable[[Mapping[str, TransferredFile]], bytes],
) -> None:
    """Puts receipts (by batch id) into the folder, and their list last. Raises TransferUnwritable."""
    place = folder / RECEIPTS
    try:
        place.mkdir(exist_ok=True)
        if not _is_folder(place):
            raise NotADirectoryError(RECEIPTS)
        listed = {}
        for batch_id, envelope in sorted(receipts.items()):
            name = f"{RECEIPTS}/{batch_id}{RECEIPT_SUFFIX}"
            replace_file(folder / name, envelope)
            listed[name] = _described(envelope)
        replace_file(folder / RECEIPT_LIST, sign(listed))
    except OSError as problem:
        raise TransferUnwritable(reason=_reason(problem)) from problem


def _write_members(partial: Path, batches: Iterable[tuple[str, bytes]]) -> dict[str, TransferredFile]:
    partial.mkdir()
    (partial / BATCHES).mkdir()
    listed = {}
    for batch_id, packed in batches:
        name = f"{BATCHES}/{batch_id}{BATCH_SUFFIX}"
        _write_new(partial / name, packed)
        listed[name] = _described(packed)
    return listed


def _members(
    folder: Path, listed: TransferList, kind: str, shape: re.Pattern[str]
) -> Iterator[Member | RefusedFile]:
    with _reading():
        present = _names_in(folder, kind)
        for name, described in sorted(listed.files.items()):
            matched = shape.fullmatch(name)
            if matched is None:
                yield RefusedFile(name, FileNameWrong())
                continue
            try:
                yield Member(matched[1], name, _checked(folder / name, described))
            except (FileMissing, FileChanged, FileNotPlain, MessageTooLarge) as problem:
                yield RefusedFile(name, problem)
        for name in sorted(present - set(listed.files)):
            yield RefusedFile(name, FileNotListed())


def _names_in(folder: Path, kind: str) -> set[str]:
    place = folder / kind
    if not _is_folder(place):
        return set()
    # What systems leave behind on sticks, and what was begun and never renamed, begins with a dot.
    return {f"{kind}/{each.name}" for each in place.iterdir() if not each.name.startswith(".")}


def _checked(path: Path, described: TransferredFile) -> bytes:
    if not _is_folder(path.parent):
        raise FileMissing()
    content = _read(path, FILE_BYTES_MOST)
    if _described(content) != described:
        raise FileChanged()
    return content


def _read(path: Path, most: int) -> bytes:
    """A plain file, at most so large, whatever it claims to be when it is looked at a second time."""
    try:
        handle = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    except FileNotFoundError:
        raise FileMissing() from None
    except OSError:
        if path.is_symlink() or not path.is_file():
            raise FileNotPlain() from None
        raise
    try:
        info = os.fstat(handle)
        # Windows opens links without asking: there the name is looked at.
        if not stat.S_ISREG(info.st_mode) or path.is_symlink():
            raise FileNotPlain()
        if info.st_size > most:
            raise MessageTooLarge(most=most)
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(handle)
    if len(content) > most:
        raise MessageTooLarge(most=most)
    return content


def _read_back(folder: Path, listed: Mapping[str, TransferredFile], envelope: bytes) -> None:
    for name, described in listed.items():
        if _described((folder / name).read_bytes()) != described:
            raise OSError(f"{name} reads back differently")
    if (folder / LIST).read_bytes() != envelope:
        raise OSError(f"{LIST} reads back differently")


def _write_new(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _described(content: bytes) -> TransferredFile:
    return TransferredFile(bytes=len(content), sha256=sha256(content).hexdigest())


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise TransferUnreadable(reason=_reason(problem)) from problem


def _reason(problem: OSError) -> str:
    return problem.strerror or str(problem) or type(problem).__name__
