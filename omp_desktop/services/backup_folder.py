"""A backup as a folder on a medium: written whole or not at all, and read with suspicion.

Three files: the copy of the store, encrypted as the store is; the keys, sealed to the recovery key; and a
list in plain text that says what they are, so that a medium tells what lies on it without any key.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from omp_desktop.files import PRIVATE, PRIVATE_FOLDER, sync_folder
from omp_desktop.services.backup_errors import (
    BackupCancelled,
    BackupChanged,
    BackupNewer,
    BackupUnconfirmed,
    BackupUnreadable,
    BackupUnwritable,
    NoBackupThere,
)
from omp_desktop.services.ballot_box import Cancelled, Progress
from omp_desktop.store.opening import FILE_NAME

LIST: Final = "backup.json"
STORE: Final = FILE_NAME
KEYS: Final = "keys.sealed"
FORMAT: Final = 1
_FOLDER: Final = "omp-backup-{day:%Y-%m-%d-%H%M%S}"
_LIST_BYTES_MOST: Final = 64 * 1024
_KEYS_BYTES_MOST: Final = 4 * 1024 * 1024
_BLOCK: Final = 1024 * 1024
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class BackupFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the backup as it was written."""

    bytes: int
    sha256: str


class BackupHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the list says.

    `entries` and `seal`: number and hash of the last entry of the audit log in the copy. `recovery`: the
    value of the recovery key that the keys are sealed to; empty where there was none.
    """

    format: int
    program: str
    made_at: datetime
    store_id: str
    store_epoch: int
    station: str
    entries: int
    seal: str
    recovery: str
    files: dict[str, BackupFile]


def write_backup(
    medium: Path, made_at: datetime, fill: Callable[[Path], BackupHead], cancelled: Cancelled
) -> Path:
    """A new folder of a backup: written under another name, synced, renamed, read back and compared.

    `fill` puts the files in and says what the list says but for the files themselves. Raises
    BackupUnwritable, BackupCancelled, and what `fill` raises; nothing of it is left then. Raises
    BackupUnconfirmed where it is there and whole, and the medium does not say that it will stay.
    """
    final = medium / _FOLDER.format(day=made_at.astimezone())
    partial = medium / f".{final.name}.{secrets.token_hex(4)}.partial"
    try:
        partial.mkdir(mode=PRIVATE_FOLDER)
        _write_list(partial, fill(partial))
        sync_folder(partial)
        _read_back(partial, cancelled)
        # A folder with something in it is never replaced.
        partial.rename(final)
    except OSError as problem:
        shutil.rmtree(partial, ignore_errors=True)
        raise BackupUnwritable(reason=reason(problem)) from problem
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    try:
        sync_folder(medium)
    except OSError as problem:
        raise BackupUnconfirmed(folder=final.name, reason=reason(problem)) from problem
    return final


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that is not there yet, for this user alone. Raises OSError."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_head(folder: Path) -> BackupHead:
    """What the list of a backup says. Raises NoBackupThere, BackupUnreadable, BackupChanged, BackupNewer."""
    with _reading():
        raw = _small(folder / LIST, _LIST_BYTES_MOST)
    if raw is None:
        raise NoBackupThere()
    try:
        said = msgspec.json.decode(raw, type=dict[str, object])
        if isinstance(said.get("format"), int) and said["format"] != FORMAT:
            raise BackupNewer(program=str(said.get("program", "–")))
        head = msgspec.convert(said, BackupHead)
    except msgspec.MsgspecError:
        raise BackupChanged(file=LIST) from None
    if STORE not in head.files:
        raise BackupChanged(file=LIST)
    return head


def read_keys(folder: Path, head: BackupHead) -> bytes | None:
    """The sealed keys; None for a backup without. Raises BackupUnreadable, BackupChanged."""
    described = head.files.get(KEYS)
    if described is None:
        return None
    with _reading():
        sealed = _small(folder / KEYS, _KEYS_BYTES_MOST)
    if sealed is None or BackupFile(len(sealed), sha256(sealed).hexdigest()) != described:
        raise BackupChanged(file=KEYS)
    return sealed


def copy_store(folder: Path, head: BackupHead, to: Path, progress: Progress, cancelled: Cancelled) -> None:
    """Copies the store of a backup to the new file `to`, for this user alone, and compares it with the list.

    `progress` is told bytes. Raises BackupUnreadable, BackupChanged, BackupUnwritable, BackupCancelled.
    """
    described = head.files[STORE]
    digest, done = sha256(), 0
    try:
        target = os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb")
    except OSError as problem:
        raise BackupUnwritable(reason=reason(problem)) from problem
    with target:
        for block in _blocks(folder / STORE):
            if cancelled():
                raise BackupCancelled()
            digest.update(block)
            _put(target.write, block)
            done += len(block)
            progress(done, described.bytes)
        _put(lambda _end: _make_durable(target), b"")
    if BackupFile(done, digest.hexdigest()) != described:
        raise BackupChanged(file=STORE)


def described(folder: Path, names: Mapping[str, bool], cancelled: Cancelled) -> dict[str, BackupFile]:
    """Size and SHA-256 of those of the named files that are to be there. Raises OSError, BackupCancelled."""
    return {name: _measure(folder / name, cancelled) for name, there in names.items() if there}


def reason(problem: OSError) -> str:
    """In the system's words, without the path."""
    return problem.strerror or type(problem).__name__


def _write_list(folder: Path, head: BackupHead) -> None:
    write_new(folder / LIST, msgspec.json.format(msgspec.json.encode(head), indent=1) + b"\n")


def _read_back(folder: Path, cancelled: Cancelled) -> None:
    """From the medium and not from the system's memory, where the system allows it."""
    head = read_head(folder)
    for name, wanted in head.files.items():
        _forget_cached(folder / name)
        if _measure(folder / name, cancelled) != wanted:
            raise OSError(f"{name} reads back differently")


def _forget_cached(path: Path) -> None:
    if hasattr(os, "posix_fadvise"):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _measure(path: Path, cancelled: Cancelled) -> BackupFile:
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if cancelled():
                raise BackupCancelled()
            digest.update(block)
            size += len(block)
    return BackupFile(size, digest.hexdigest())


def _blocks(path: Path) -> Iterator[bytes]:
    with _reading(), os.fdopen(os.open(path, os.O_RDONLY | _NO_FOLLOW), "rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _small(path: Path, most: int) -> bytes | None:
    """The content of a plain file of at most so many bytes; None where there is none."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        content = file.read(most + 1)
    return content if len(content) <= most else None


def _make_durable(target: BinaryIO) -> None:
    target.flush()
    os.fsync(target.fileno())


def _put(write: Callable[[bytes], object], block: bytes) -> None:
    try:
        write(block)
    except OSError as problem:
        raise BackupUnwritable(reason=reason(problem)) from problem


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise BackupUnreadable(reason=reason(problem)) from problem
