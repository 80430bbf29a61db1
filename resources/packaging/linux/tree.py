"""The files of the packages under their places on the PC: the same for .deb and .rpm."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from omp_desktop.parts import FOLDER as LICENCES
from omp_desktop.parts import Part, read_parts
from resources.packaging import icons, inspection
from resources.packaging.product import (
    IDENTIFIER,
    MAKER,
    NAME,
    ROOT,
    SUMMARY,
    SUMMARY_KO,
    TITLE,
    TITLE_KO,
    build_time,
)

HERE: Final = Path(__file__).parent
HOME: Final = "opt/omp-desktop"
PROGRAM: Final = f"{HOME}/{NAME}"
PROFILE: Final = "etc/apparmor.d/opt.omp-desktop.omp-desktop"
RULES: Final = "etc/omp-desktop/openbox.xml"
# Kept as somebody changed them, when a newer version comes.
SETTINGS: Final = (PROFILE, RULES)
# There is no address yet to which people can write.
MAIL: Final = "maintainers@omp-desktop.invalid"
ICON_SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_LIST_OF_PARTS: Final = f"_internal/omp_desktop/_data/{LICENCES}"
_DOC: Final = f"usr/share/doc/{NAME}"
_COPIES: Final = {
    "files/omp-desktop.desktop": f"usr/share/applications/{NAME}.desktop",
    "files/metainfo.xml": f"usr/share/metainfo/{IDENTIFIER}.metainfo.xml",
    "files/apparmor": PROFILE,
    "kiosk/openbox.xml": RULES,
    "kiosk/omp-desktop-session": "usr/bin/omp-desktop-session",
    "kiosk/omp-desktop-x11.desktop": "usr/share/xsessions/omp-desktop-x11.desktop",
    "kiosk/omp-desktop-kiosk.desktop": "usr/share/wayland-sessions/omp-desktop-kiosk.desktop",
    # What locks a PC is put in force by people, never by installing.
    "kiosk/greetd.toml": f"{_DOC}/kiosk/greetd.toml",
    "kiosk/omp-desktop-kiosk.service": f"{_DOC}/kiosk/omp-desktop-kiosk.service",
    "kiosk/xorg-no-escape.conf": f"{_DOC}/kiosk/xorg-no-escape.conf",
    "kiosk/README": f"{_DOC}/kiosk/README",
}
_COMPRESSED: Final = {
    "man/omp-desktop.1": f"usr/share/man/man1/{NAME}.1.gz",
    "man/omp-desktop.ko.1": f"usr/share/man/ko/man1/{NAME}.1.gz",
    "man/omp-desktop-session.1": f"usr/share/man/man1/{NAME}-session.1.gz",
}
_TO_RUN: Final = {PROGRAM, "usr/bin/omp-desktop-session"}


def stage(bundle: Path, tree: Path, version: str) -> Path:
    """Fills the folder `tree` anew, every file with one time, and returns it."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / HOME, symlinks=True)
    values = _values(version)
    for source, place in _COPIES.items():
        _write(tree / place, filled(HERE / source, values).encode())
    for source, place in _COMPRESSED.items():
        _write(tree / place, compressed(filled(HERE / source, values)))
    _write(tree / _DOC / "copyright", copyright_file(read_parts(bundle / _LIST_OF_PARTS)).encode())
    _write(tree / _DOC / "changelog.gz", compressed(changelog(version)))
    _add_icons(tree / "usr/share/icons/hicolor")
    command = tree / "usr/bin" / NAME
    command.symlink_to(Path("/") / PROGRAM)
    for path in [tree, *tree.rglob("*")]:
        settle(path, tree)
    return tree


def filled(template: Path, values: dict[str, str]) -> str:
    """A text of this folder with its @WORDS@ replaced. A word that is not known is a KeyError."""
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], template.read_text(encoding="utf-8"))


def script(name: str, version: str) -> str:
    """A script of the packages, by its name under `scripts`; what several share is put in."""
    values = _values(version)
    shared = {
        part.stem.upper(): filled(part, values).rstrip("\n") for part in (HERE / "scripts").glob("*.sh")
    }
    return filled(HERE / "scripts" / name, {**values, **shared})


def compressed(text: str) -> bytes:
    """The text as a .gz that tells no time."""
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def elf_files(tree: Path) -> list[Path]:
    """Programs and libraries of the bundle."""
    return list(inspection.elf_files(tree / HOME))


def changelog(version: str) -> str:
    """What is new, from the project's own list, in Debian's form."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## \[(.+?)\].*\n((?:(?!## ).*\n?)*)", text, re.MULTILINE))
    # The newest stand first: of a version without its own heading, and without one for what comes.
    news = sections.get(version) or sections.get("Unreleased") or next(iter(sections.values()))
    lines = [
        textwrap.fill(item, 78, initial_indent="  * ", subsequent_indent="    ")
        for item in re.findall(r"^- (.*)", news, re.MULTILINE)
    ]
    date = format_datetime(datetime.fromtimestamp(build_time(), UTC))
    return "\n".join(
        [f"{NAME} ({version}) stable; urgency=medium", "", *lines, "", f" -- {MAKER} <{MAIL}>  {date}", ""]
    )


def copyright_file(parts: tuple[Part, ...]) -> str:
    """What is inside and under which licence, in Debian's machine-readable form."""
    listed = [f" {part.name} {part.version}: {part.licence}" for part in parts]
    return "\n".join(
        [
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
            f"Upstream-Name: {TITLE}",
            f"Upstream-Contact: {MAKER} <{MAIL}>",
            "Comment: The program brings these parts of others. Their authors and the full texts of their",
            f" licences stand in /{HOME}/{_LIST_OF_PARTS}.",
            " .",
            *listed,
            "",
            "Files: *",
            f"Copyright: 2026 {MAKER}",
            "License: Apache-2.0",
            " On Debian systems the text of this licence stands in /usr/share/common-licenses/Apache-2.0,",
            f" everywhere in /{HOME}/_internal/LICENSE.",
            "",
        ]
    )


def _values(version: str) -> dict[str, str]:
    day = datetime.fromtimestamp(build_time(), UTC).date()
    return {
        "NAME": NAME,
        "VERSION": version,
        "TITLE": TITLE,
        "TITLE_KO": TITLE_KO,
        "SUMMARY": SUMMARY,
        "SUMMARY_KO": SUMMARY_KO,
        "IDENTIFIER": IDENTIFIER,
        "MAKER": MAKER,
        "DATE": day.isoformat(),
    }


def _add_icons(theme: Path) -> None:
    drawn = product_icons()
    for size in ICON_SIZES:
        _write(theme / f"{size}x{size}" / "apps" / f"{NAME}.png", (drawn / f"{NAME}-{size}.png").read_bytes())
    _write(theme / "scalable" / "apps" / f"{NAME}.svg", (drawn / f"{NAME}.svg").read_bytes())


def product_icons() -> Path:
    """The folder of the pictures; made if they are not there."""
    if not (icons.OUT / f"{NAME}.svg").exists():
        icons.make()
    return icons.OUT


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def is_plain(path: Path) -> bool:
    """Whether it is a file itself, not what a link points to."""
    return path.is_file() and not path.is_symlink()


def settle(path: Path, tree: Path) -> None:
    """Modes that do not hang on who built it, and one time."""
    if not path.is_symlink():
        to_run = path.is_dir() or path.relative_to(tree).as_posix() in _TO_RUN
        path.chmod(0o755 if to_run else 0o644)
    os.utime(path, (build_time(), build_time()), follow_symlinks=False)
