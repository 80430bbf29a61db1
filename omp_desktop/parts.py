"""What a bundle is made of: a list that was written when it was built, with every licence's text."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from omp_desktop import paths
from omp_desktop.domain.errors import ErrorText, OmpError

FOLDER: Final = "licences"
LIST: Final = "parts.json"


class PartKind(StrEnum):
    """Where a part comes from."""

    PROGRAM = "program"
    PYTHON = "python"
    PYTHON_PACKAGE = "python-package"
    QT = "qt"
    EMBEDDED = "embedded"  # compiled into a Python package
    SYSTEM_LIBRARY = "system-library"  # of the system on which the bundle was built
    FILES = "files"  # fonts, icons


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """One part. `licence`: SPDX expression. `texts`: files of the folder, with `/`."""

    name: str
    version: str
    licence: str
    kind: PartKind
    texts: tuple[str, ...] = ()


class PartsUnreadable(OmpError):
    """The list of parts is damaged or lacks a text. Params: file."""

    code = "parts-unreadable"
    ko = ErrorText(
        "설치된 프로그램의 파일 {file}을(를) 읽을 수 없습니다.",
        "프로그램을 다시 설치하십시오. 선거 자료는 그대로 남습니다.",
    )
    en = ErrorText(
        "The file {file} of the installed program cannot be read.",
        "Install the program anew. Election data stay as they are.",
    )


def parts() -> tuple[Part, ...]:
    """Every part of this bundle by name; none from source, whose packages stand in the lock.

    Raises PartsUnreadable.
    """
    return read_parts(paths.resource(FOLDER)) if paths.is_frozen() else ()


def read_parts(folder: Path) -> tuple[Part, ...]:
    """The list in a folder. Raises PartsUnreadable."""
    file = folder / LIST
    try:
        return msgspec.json.decode(file.read_bytes(), type=tuple[Part, ...])
    except (OSError, msgspec.DecodeError) as problem:
        raise PartsUnreadable(file=str(file)) from problem


def licence_texts(part: Part) -> tuple[str, ...]:
    """The licence texts of a part of this bundle, as it came with them. Raises PartsUnreadable."""
    return tuple(_text(paths.resource(FOLDER).joinpath(*name.split("/"))) for name in part.texts)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as problem:
        raise PartsUnreadable(file=str(file)) from problem
