"""Prints the part of requirements.lock that the centre needs, hashes and all: no windows, no tools.

    python pick_packages.py requirements.lock run      what the program needs, without Qt
    python pick_packages.py requirements.lock build    what makes its wheel

Standard library only: it runs in the container before anything is installed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

PROJECT = "omp-desktop (pyproject.toml{group})"
GROUPS = {"run": "", "build": ":build"}
# A server has no screen.
LEFT_OUT = {"pyside6-essentials", "shiboken6"}
_NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)==")


def blocks(lock: str) -> dict[str, str]:
    """Each package's lines by its name."""
    found: dict[str, str] = {}
    name = ""
    for line in lock.splitlines(keepends=True):
        start = _NAME.match(line)
        if start:
            name = start[1]
        if name:
            found[name] = found.get(name, "") + line
    return found


def asked_for_by(block: str) -> set[str]:
    """Who needs the package, as the lock's comments say."""
    said = re.findall(r"^ +#(?: via)? +(\S.*)$", block, re.MULTILINE)
    return {word.strip() for word in said}


def picked(lock: str, group: str) -> dict[str, str]:
    """The packages that the project asks for, those that these ask for, and so on."""
    packages = {name: block for name, block in blocks(lock).items() if name not in LEFT_OUT}
    wanted = {PROJECT.format(group=GROUPS[group])}
    chosen: set[str] = set()
    while True:
        more = {name for name, block in packages.items() if asked_for_by(block) & (wanted | chosen)} - chosen
        if not more:
            return {name: packages[name] for name in sorted(chosen)}
        chosen |= more


def main() -> None:
    """Prints the chosen blocks."""
    lock, group = sys.argv[1:]
    sys.stdout.write("".join(picked(Path(lock).read_text(encoding="utf-8"), group).values()))


if __name__ == "__main__":
    main()
