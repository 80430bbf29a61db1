"""What a bundle holds, and what no bundle may hold."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Final

from PyInstaller.archive.readers import CArchiveReader

from resources.packaging import product

_ELF: Final = b"\x7fELF"
# Parts of Qt that are GPL-only, whatever their wheel says.
_FOREIGN: Final = re.compile(
    r"Qt6?(Charts|Graphs|DataVisualization|VirtualKeyboard|NetworkAuth|HttpServer|Mqtt|Coap|Lottie"
    r"|ShaderTools|WaylandCompositor|VncServer|Quick3D|QuickTimeline)",
    re.IGNORECASE,
)
# Tools with which the program is made, the theme that brings GTK, and the driver of another database.
_USELESS: Final = re.compile(
    r"(^|/)(psycopg|hypothesis|_?pytest|mypy|ruff|schemathesis)([/_.-]|$)|libqgtk3|libgtk-"
    r"|Qt6?(Qml|Quick|EglF)|opengl32sw",
    re.IGNORECASE,
)

# On Windows there is one that opens no console, too.
_PROGRAMS: Final = (product.NAME, f"{product.NAME}-window")


def files(bundle: Path) -> Iterator[Path]:
    """Every file and link, by name."""
    for folder, folders, names in os.walk(bundle):
        folders.sort()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *links]):
            yield Path(folder) / name


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries of Linux, links left out."""
    for file in files(folder):
        if not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(len(_ELF)) == _ELF:
                    yield file


def listing_file(bundle: Path) -> Path:
    """Where the list of a bundle lies: beside it."""
    return bundle.with_name(f"{bundle.name}.contents.txt")


def listing(bundle: Path) -> str:
    """One line a file: SHA-256 or where a link leads, and its place."""
    return "".join(f"{_digest(file)}  {file.relative_to(bundle).as_posix()}\n" for file in files(bundle))


def _digest(file: Path) -> str:
    if file.is_symlink():
        return f"-> {file.readlink().as_posix()}"
    return hashlib.sha256(file.read_bytes()).hexdigest()


def complaints(bundle: Path, checkout: Path = product.ROOT) -> list[str]:
    """What must not be shipped, one line each; none is good."""
    found = []
    for file in files(bundle):
        place = file.relative_to(bundle).as_posix()
        if _FOREIGN.search(file.name):
            found.append(f"This part of Qt is under another licence and must not be shipped: {place}")
        elif _USELESS.search(place):
            found.append(f"This is of no use in a bundle: {place}")
        if file.is_symlink() and not file.exists():
            found.append(f"This link leads nowhere: {place}")
        if not file.is_symlink() and file.is_file() and os.fsencode(checkout) in file.read_bytes():
            found.append(f"The place where it was built stands in {place}")
        if file.parent == bundle and file.stem in _PROGRAMS:
            found.extend(f"{said} in {place}" for said in _of_modules(file, checkout))
    return found


def _of_modules(program: Path, checkout: Path) -> Iterator[str]:
    """The same of the modules, which lie compressed in the program."""
    for module, code in _modules(program):
        if _USELESS.match(module):
            yield f"This is of no use in a bundle: {module},"
        if str(checkout) in _places(code):
            yield f"The place where it was built stands in {module},"


def _modules(program: Path) -> Iterator[tuple[str, CodeType]]:
    archive = CArchiveReader(str(program))
    for name in archive.toc:
        if name.endswith(".pyz"):
            inner = archive.open_embedded_archive(name)
            for module in inner.toc:
                code = inner.extract(module)
                if isinstance(code, CodeType):
                    yield module, code


def _places(code: CodeType) -> str:
    """All file names and texts of a module, one after another."""
    texts = [code.co_filename]
    for each in code.co_consts:
        if isinstance(each, CodeType):
            texts.append(_places(each))
        elif isinstance(each, str):
            texts.append(each)
    return "\n".join(texts)


def main() -> int:
    """Look at a bundle again: `python -m resources.packaging.inspection`."""
    found = complaints(product.BUNDLE)
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
