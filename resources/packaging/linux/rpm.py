"""The .rpm: the same files as in the .deb, what they need found by rpmbuild."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from resources.packaging.linux.tree import HERE, HOME, SETTINGS, elf_files, filled, script
from resources.packaging.product import MAKER, NAME, SUMMARY, SUMMARY_KO, build_time

RELEASE: Final = "1"
# Folders that nobody else has.
_OWN: Final = (HOME, f"usr/share/doc/{NAME}")
_OF_SETTINGS: Final = f"etc/{NAME}"
_SCRIPTS: Final = ("pre", "post", "postun")


def make(tree: Path, out: Path, version: str, strength: int = 19) -> Path:
    """The package of a staged tree in `out`. `strength` of the compression: 1 to 19."""
    work = tree.with_name("rpm")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    values = {
        "NAME": NAME,
        "VERSION": version,
        "RELEASE": RELEASE,
        "MAKER": MAKER,
        "SUMMARY": SUMMARY,
        "SUMMARY_KO": SUMMARY_KO,
        "STRENGTH": str(strength),
        "PRIVATE": private_libraries(tree),
        "TREE": str(tree.resolve()),
        "HOME": f"/{HOME}",
        "FILES": "\n".join(listed(tree)),
        **{name.upper(): _in_specification(script(f"rpm-{name}", version)) for name in _SCRIPTS},
    }
    spec = work / f"{NAME}.spec"
    spec.write_text(filled(HERE / "rpm.spec", values), encoding="utf-8")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(build_time()), "LC_ALL": "C.UTF-8"}
    command = ["rpmbuild", "-bb", "--define", f"_topdir {work.resolve()}", str(spec)]
    done = subprocess.run(  # noqa: S603 - a program of the system with words of our own
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"rpmbuild: {done.stderr}")
    name = f"{NAME}-{version}-{RELEASE}.{platform.machine()}.rpm"
    out.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(work / "RPMS" / platform.machine() / name, out / name))


def private_libraries(tree: Path) -> str:
    """A pattern of the libraries that the program brings: nobody else has to bring them."""
    names = {file.name for file in elf_files(tree) if ".so" in file.name}
    # Brackets, because each reader of the specification takes a backslash away.
    return "|".join(re.sub(r"([.+])", r"[\1]", name) for name in sorted(names))


def listed(tree: Path) -> list[str]:
    """The lines of %files: our own folders as a whole, of the system's ones only the files in them."""
    inside = tuple(f"{folder}/" for folder in _OWN)
    names = [path.relative_to(tree).as_posix() for path in sorted(tree.rglob("*")) if not _is_folder(path)]
    # With its line the folder of the settings goes when they go; each of them is listed apart.
    lines = [*(f"/{folder}" for folder in _OWN), f"%dir /{_OF_SETTINGS}"]
    for name in names:
        if not name.startswith(inside):
            lines.append(f"%config(noreplace) /{name}" if name in SETTINGS else f"/{name}")
    return lines


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _in_specification(shell: str) -> str:
    """A script without its first lines: rpm starts the shell, and `set -e` is not needed in these."""
    return re.sub(r"\A#!.*\nset -e\n\n", "", shell).replace("%", "%%").strip()
