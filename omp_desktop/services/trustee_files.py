"""The file that a trustee on another PC was sent: a ceremony's board, or a request to open sums."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeAlias

from omp_desktop.services.ceremony_files import BoardFile, read_board
from omp_desktop.services.opening_files import LARGEST_FILE, REQUEST_FORMAT, RequestFile, read_request
from omp_desktop.services.tables import read_text_file

TrusteeFile: TypeAlias = BoardFile | RequestFile


def read_trustee_file(path: Path) -> TrusteeFile:
    """Reads either; the content tells which it is, not the name.

    Raises the errors of `read_text_file`, and as `read_request` or `read_board`.
    """
    text = read_text_file(path, largest=LARGEST_FILE).text()
    return read_request(path) if _is_request(text) else read_board(path)


def _is_request(text: str) -> bool:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return REQUEST_FORMAT in text  # damaged, and it should be named what it was
    return isinstance(content, dict) and content.get("format") == REQUEST_FORMAT
