"""Small files that must be whole or absent: settings and keys."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

PRIVATE = 0o600
PRIVATE_FOLDER = 0o700
WINDOWS = os.name == "nt"


def replace_file(path: Path, content: bytes) -> None:
    """Write the file in one step, mode 0600: after a crash there is the old content or the new one.

    Raises OSError; the folder then holds what it held.
    """
    replace_file_in_pieces(path, (content,))


def replace_file_in_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for a file that is written as its pieces come, of any length.

    Raises OSError, and whatever making a piece raises; the folder then holds what it held.
    """
    partial = _write_partial(path, pieces)
    try:
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _write_partial(path: Path, pieces: Iterable[bytes]) -> Path:
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    # O_BINARY exists, and is needed, on Windows only.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(partial, flags, PRIVATE), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return partial


def sync_folder(folder: Path) -> None:
    """Makes a rename durable. Windows has no such call for folders; its rename is journalled."""
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
