"""Make the installer of this system from the bundle: `python -m resources.packaging.installer`.

Beside it come a bill of materials and the checksums.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Final, Protocol, cast

from omp_desktop.parts import PartsUnreadable
from resources.packaging import product, sbom

_FOLDER_OF: Final = {"linux": "linux", "win32": "windows", "darwin": "macos"}


class Builder(Protocol):
    """The module `build` of a system."""

    def build(self, bundle: Path, out: Path) -> list[Path]:
        """The finished installers. Raises SystemExit with a sentence for whoever builds."""


def builder(system: str = sys.platform) -> Builder:
    """The one of a system, named as in sys.platform. Raises SystemExit for one that has none."""
    folder = _FOLDER_OF.get(system)
    if folder is None:
        raise SystemExit(
            f"There is no installer for {system}. `make bundle` makes a folder that runs as it is."
        )
    return cast("Builder", importlib.import_module(f"resources.packaging.{folder}.build"))


def main() -> int:
    """Exit codes: 0 done, 1 it failed."""
    if not product.BUNDLE.is_dir():
        raise SystemExit(f"There is no bundle in {product.BUNDLE}. Make it first: make bundle")
    made = builder().build(product.BUNDLE, product.DIST)
    try:
        made += sbom.write(made, product.BUNDLE, product.DIST)
    except (sbom.Unlisted, PartsUnreadable) as problem:
        raise SystemExit(str(problem)) from problem
    for file in made:
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")  # noqa: T201 - for whoever builds
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
