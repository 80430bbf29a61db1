"""Where the program's own files lie, and where it keeps its data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from omp_desktop.domain.errors import ErrorText, OmpError

DATA_DIR_VARIABLE: Final = "OMP_DATA_DIR"
PROGRAM: Final = "omp-desktop"

_PACKAGE: Final = Path(__file__).resolve().parent
_DATA: Final = "_data"


class DataFolderUnusable(OmpError):
    """The data folder cannot be made or used; `reason` is the operating system's word for it."""

    code = "data-folder-unusable"
    ko = ErrorText(
        "데이터 폴더 {folder}에 자료를 저장할 수 없습니다({reason}).",
        "폴더의 쓰기 권한과 디스크의 남은 공간을 확인하거나, --data-dir로 다른 폴더를 지정하십시오.",
    )
    en = ErrorText(
        "The data folder {folder} cannot be used ({reason}).",
        "Check that you may write to it and that the disk has room, or name another folder with --data-dir.",
    )


class DataFolderTaken(OmpError):
    """Somebody else has the program open on this data folder; it cannot be asked to show its window."""

    code = "data-folder-taken"
    ko = ErrorText(
        "다른 사용자가 데이터 폴더 {folder}(으)로 프로그램을 열어 두었습니다.",
        "그 창을 닫고 다시 시작하십시오.",
    )
    en = ErrorText(
        "Another user has the program open on the data folder {folder}.",
        "Close that window and start again.",
    )


class ProgramIncomplete(OmpError):
    """A file of the program itself is missing or damaged; `missing` names it."""

    code = "program-incomplete"
    ko = ErrorText(
        "프로그램 파일({missing})이 없거나 손상되었습니다.",
        "프로그램을 다시 설치하십시오. 선거 자료는 그대로 남습니다.",
    )
    en = ErrorText(
        "A file of the program is missing or damaged ({missing}).",
        "Install the program anew. Election data stay as they are.",
    )


def resource(folder: str, *names: str) -> Path:
    """A data file of the program, such as `resource("icons", "vote.svg")` or `resource("ui")`.

    It lies in `_data` of the installed package or bundle, and in the checkout otherwise. Whether the file
    exists is not looked at.
    """
    return _resource_in(_PACKAGE, folder, *names)


def _resource_in(package: Path, folder: str, *names: str) -> Path:
    bundled = package / _DATA
    if bundled.is_dir():
        return bundled.joinpath(folder, *names)
    checkout = package.parent
    if folder == "guide":
        return checkout.joinpath("docs", *names)
    base = checkout if folder == "ui" else checkout / "resources"
    return base.joinpath(folder, *names)


def is_frozen() -> bool:
    """Whether the program runs from a bundle, which brings its own Python."""
    return bool(getattr(sys, "frozen", False))


def is_packaged() -> bool:
    """Whether its data files lie inside its package: installed, not run from a checkout."""
    return (_PACKAGE / _DATA).is_dir()


def own_command() -> list[str]:
    """What starts this program anew, before the words of a command.

    A bundle has no Python to start: its program is the command. On Windows that is the one with a console,
    whose output can be read, whichever was started.
    """
    if not is_frozen():
        return [sys.executable, "-m", "omp_desktop"]
    program = Path(sys.executable)
    return [str(program.with_name(f"{PROGRAM}{program.suffix}"))]


def data_folder(chosen: Path | None = None) -> Path:
    """The folder that holds everything this station keeps; made, for this user only, if it is not there.

    In this order: `chosen` (the option `--data-dir`), the variable `OMP_DATA_DIR`, the user's data folder of
    the operating system. Raises DataFolderUnusable.
    """
    folder = place_of_data(chosen)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderUnusable(folder=str(folder), reason=error.strerror or type(error).__name__) from error
    return folder


def place_of_data(chosen: Path | None = None) -> Path:
    """The same folder, whether it is there or not; nothing is made. Raises DataFolderUnusable."""
    folder = chosen or _from_environment() or user_data_path(PROGRAM, appauthor=False)
    try:
        return folder.expanduser().absolute()
    except RuntimeError as error:  # ~somebody, whom this computer does not know
        raise DataFolderUnusable(folder=str(folder), reason=str(error)) from error


def _from_environment() -> Path | None:
    value = os.environ.get(DATA_DIR_VARIABLE, "")
    return Path(value) if value else None
