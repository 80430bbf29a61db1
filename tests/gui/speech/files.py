"""Looks for words in files."""

from __future__ import annotations

import os
from pathlib import Path


def files_with(words: str, *folders: Path) -> list[str]:
    """Files under these folders that hold the words."""
    return [
        str(file)
        for folder in folders
        for parent, _, names in os.walk(folder)
        for file in (Path(parent) / name for name in names)
        if file.is_file() and words.encode() in file.read_bytes()
    ]
