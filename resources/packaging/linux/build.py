"""The packages for Linux: a .deb, and an .rpm where rpmbuild is installed.

.venv/bin/python -m resources.packaging.linux.build [BUNDLE [OUT]]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from resources.packaging import product
from resources.packaging.linux import deb, rpm
from resources.packaging.linux.tree import stage

FOLDER = product.WORK / "linux"


def build(bundle: Path, out: Path, version: str = product.VERSION) -> list[Path]:
    """The finished packages of a bundle in `out`; without dpkg-deb or rpmbuild only the other one."""
    tools = {"dpkg-deb": "dpkg-dev", "rpmbuild": "rpm"}
    missing = [name for name in tools if shutil.which(name) is None]
    for name in missing:
        sys.stderr.write(f"{name} is missing: install {tools[name]} for this kind of package.\n")
    if len(missing) == len(tools):
        raise SystemExit(3)
    tree = stage(bundle, FOLDER / "tree", version)
    made = []
    if "dpkg-deb" not in missing:
        made.append(deb.make(tree, out, version))
    if "rpmbuild" not in missing:
        made.append(rpm.make(tree, out, version))
    return made


def main(arguments: list[str]) -> None:
    """Says what was made."""
    bundle, out = [*map(Path, arguments), *(product.BUNDLE, product.DIST)[len(arguments) :]]
    for file in build(bundle, out):
        sys.stdout.write(f"{file}  {file.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
