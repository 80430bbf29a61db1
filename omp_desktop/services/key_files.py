"""New files that hold a secret: made whole, for this user only, never over something that is there."""

from __future__ import annotations

import os
from pathlib import Path

from omp_desktop.files import PRIVATE, PRIVATE_FOLDER, replace_file


def private_folder(folder: Path) -> None:
    """Makes the folder, open to this user only (on Windows the user's own folders are so already)."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def create_file(path: Path, content: bytes) -> None:
    """Writes a new file in one step, mode 0600, and reads it back.

    Raises FileExistsError if the name is taken (nothing is overwritten) and OSError for everything else;
    the folder then holds what it held.
    """
    # The name is taken first: where two write at once, one of them fails here and overwrites nothing.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    try:
        replace_file(path, content)
        _read_back(path, content)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _read_back(path: Path, content: bytes) -> None:
    if path.read_bytes() != content:
        raise OSError(f"{path.name} reads back differently")
