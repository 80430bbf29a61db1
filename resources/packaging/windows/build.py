"""The installer for Windows, made by NSIS of a bundle that was made on Windows.

`.venv/bin/python -m resources.packaging.windows.build [BUNDLE]` writes it into `dist`. NSIS runs on Debian
too, so that a bundle from Windows can be packed there. docs/decisions/0038 says why it is as it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from omp_desktop.gui.app_icon import picture
from resources.packaging import icons, product
from resources.packaging.windows import sign
from resources.packaging.windows.version import four_numbers

HERE: Final = Path(__file__).resolve().parent
SCRIPT: Final = HERE / "installer.nsi"
WORK: Final = product.WORK / "windows"
# 64-bit: it reads and writes the registry and Program Files as the program does.
TARGET: Final = "amd64-unicode"
PROGRAM: Final = f"{product.NAME}.exe"
WINDOW_PROGRAM: Final = f"{product.NAME}-window.exe"
# Two more files of every installation; installer.nsi has the same names.
UNINSTALLER: Final = "uninstall.exe"
LIST: Final = "installed-files.txt"
STAGE: Final = "~new"

_LONGEST_PATH: Final = 259  # characters, without the long paths that a computer may not allow
_SHORTEST_LIMIT: Final = (
    60  # a folder of so many characters must be possible: C:\Program Files\OMP Desktop and more
)
_VERSION: Final = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}")
_SIDE: Final = QSize(164, 314)  # px, what the page shows without scaling
_SIDE_ICON: Final = 100
_SIDE_COLOUR: Final = "#eef2f8"
_NSIS_FOLDERS: Final = (r"%ProgramFiles(x86)%\NSIS", r"%ProgramFiles%\NSIS")


def build(
    bundle: Path, out: Path, *, version: str = product.VERSION, target: str = TARGET, work: Path = WORK
) -> list[Path]:
    """Writes the installer of `bundle` into `out`; what lies in between goes into `work`.

    `target`: the kind of NSIS's stub. Ends with a sentence when something is missing.
    """
    makensis = _makensis()
    _check_stub(makensis, target)
    if _VERSION.fullmatch(version) is None:
        sys.exit(f"Windows compares versions of two to four numbers; {version} is not one.")
    files = files_of(bundle)
    limit = _LONGEST_PATH - len(f"\\{STAGE}\\") - max(len(str(file)) for file in files)
    if limit < _SHORTEST_LIMIT:
        longest = max(files, key=lambda file: len(str(file)))
        sys.exit(f"The path of {longest} is too long for Windows.")
    sign.sign([bundle / name for name in (PROGRAM, WINDOW_PROGRAM) if (bundle / name).is_file()])
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    (work / LIST).write_bytes(file_list(files).encode("utf-16-le"))
    (work / "files.nsh").write_text(commands(bundle, files, work / LIST), encoding="utf-8-sig", newline="\n")
    made = out / f"{product.NAME}-{version}-setup.exe"
    kilobytes = sum((bundle / file).stat().st_size for file in files) // 1024
    given = {
        "TARGET": target,
        "OUTFILE": str(made),
        "FILENAME": made.name,
        "FILES": str(work / "files.nsh"),
        "LICENCE": str(product.ROOT / "LICENSE"),
        "ICON": str(_icon()),
        "SIDE": str(_side_picture(work)),
        "SIGN": f'"{sys.executable}" -m {sign.__name__}',
        "VERSION": version,
        "VERSION4": ".".join(str(number) for number in four_numbers(version)),
        "KILOBYTES": str(kilobytes),
        "LONGEST_FOLDER": str(limit),
        "NAME": product.NAME,
        "WINDOW_PROGRAM": WINDOW_PROGRAM,
        "TITLE": product.TITLE,
        "TITLE_KO": product.TITLE_KO,
        "DEMONSTRATION": f"{product.TITLE} demonstration",
        "DEMONSTRATION_KO": f"{product.TITLE_KO} 시연",
        "MAKER": product.MAKER,
    }
    done = subprocess.run(  # noqa: S603 - the program found above, with fixed arguments
        [
            *(makensis, "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8"),
            *(f"-D{name}={value}" for name, value in given.items()),
            str(SCRIPT),
        ],
        cwd=product.ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(product.build_time())},
        check=False,
    )
    if done.returncode != 0:
        sys.exit("makensis could not make the installer; see its words above.")
    sign.sign([made])
    return [made]


def files_of(bundle: Path) -> list[PurePosixPath]:
    """The files of a bundle, sorted, so that the same bundle gives the same installer."""
    found = (path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file())
    return sorted((PurePosixPath(path.as_posix()) for path in found), key=str)


def file_list(files: list[PurePosixPath]) -> str:
    """What an installation keeps of itself: every file, then every folder, the deepest first, with a `\\`."""
    folders = {folder for file in files for folder in file.parents if folder.name}
    deepest_first = sorted(folders, key=lambda folder: (-len(folder.parts), str(folder)))
    lines = [*(str(file) for file in files), UNINSTALLER, *(f"{folder}/" for folder in deepest_first)]
    return "".join(f"{line}\r\n".replace("/", "\\") for line in lines)


def commands(bundle: Path, files: list[PurePosixPath], listed: Path) -> str:
    """NSIS commands that write `listed` and every file into the folder from which they are moved."""
    lines = [_set_folder(PurePosixPath()), _file(listed)]
    folder = PurePosixPath()
    for file in sorted(files, key=lambda file: (str(file.parent), file.name)):
        if file.parent != folder:
            folder = file.parent
            lines.append(_set_folder(folder))
        lines.append(_file(bundle / file))
    return "\n".join([*lines, ""])


def _set_folder(folder: PurePosixPath) -> str:
    inside = "".join(f"\\{_escaped(part)}" for part in folder.parts)
    return f'SetOutPath "$INSTDIR\\{STAGE}{inside}"'


def _file(path: Path) -> str:
    # What is read stands as it is, what is written is a string with variables.
    return f'File "/oname={_escaped(path.name)}" "{path}"'


def _escaped(name: str) -> str:
    return name.replace("$", "$$")


def _icon() -> Path:
    icon = icons.OUT / f"{product.NAME}.ico"
    if not icon.is_file():
        icons.make()
    return icon


def _side_picture(work: Path) -> Path:
    """The picture beside the first and the last page."""
    image = QImage(_SIDE, QImage.Format.Format_RGB888)
    image.fill(QColor(_SIDE_COLOUR))
    painter = QPainter(image)
    edge = (image.width() - _SIDE_ICON) // 2
    painter.drawImage(edge, edge, picture(_SIDE_ICON))
    painter.end()
    written = work / "side.bmp"
    if not image.save(str(written)):
        sys.exit(f"{written} could not be written.")
    return written


def _makensis() -> str:
    found = shutil.which("makensis")
    for folder in _NSIS_FOLDERS:
        found = found or shutil.which("makensis", path=os.path.expandvars(folder))
    if found is None:
        sys.exit("makensis is missing: install NSIS 3.08 or newer (on Debian: apt install nsis).")
    return found


def _check_stub(makensis: str, target: str) -> None:
    """The packages of NSIS for Windows bring no 64-bit stub; Debian's does."""
    said = subprocess.run(  # noqa: S603 - the program found above
        [makensis, "-HDRINFO"], capture_output=True, text=True, check=False
    ).stdout
    folder = re.search(r"NSISDIR=([^,\n]+)", said)
    # On Windows it is where the program is.
    nsis = Path(os.environ.get("NSISDIR") or (folder[1] if folder else Path(makensis).parent))
    if not (nsis / "Stubs" / f"lzma_solid-{target}").is_file():
        sys.exit(
            f"This NSIS ({nsis}) cannot make {target} installers: the usual package for Windows brings only "
            "32-bit stubs. Make the installer on Debian from the bundle of Windows (apt install nsis), or "
            "set NSISDIR to the folder usr/share/nsis of Debian's nsis-common of the same NSIS version."
        )


def main(arguments: list[str]) -> None:
    """Prints what was made."""
    bundle = Path(arguments[0]) if arguments else product.BUNDLE
    for made in build(bundle, product.DIST):
        sys.stdout.write(f"{made}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
