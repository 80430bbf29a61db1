"""Make the bundle: `python -m resources.packaging.bundle`, called by `make bundle`.

PyInstaller does as build.spec says; then libraries lose their notes for debuggers, and the bundle is searched
for what must not be in it. dist/omp-desktop.contents.txt lists every file with its digest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from resources.packaging import inspection, product

# What a bundle needs of these is in it already; the notes for debuggers are half of their size. The program
# itself is never touched: it carries its archive behind the code.
_STRIPPED = (
    "libpython*.so*",
    "sqlcipher3/*.so",
    "sqlalchemy/**/*.so",
    "pydantic_core/*.so",
    "python3*/**/*.so",
)


def main() -> int:
    """Exit codes: 0 done, 1 it failed or holds what must not be shipped."""
    if _bundle() != 0:
        return 1
    _settle_libraries(product.BUNDLE / "_internal")
    found = inspection.complaints(product.BUNDLE)
    for line in found:
        print(line, file=sys.stderr)  # noqa: T201 - for whoever builds
    listing = inspection.listing(product.BUNDLE)
    inspection.listing_file(product.BUNDLE).write_text(listing, encoding="utf-8")
    size = sum(file.stat().st_size for file in inspection.files(product.BUNDLE))
    print(f"{product.BUNDLE}: {size / 1e6:.0f} MB, {len(listing.splitlines())} files")  # noqa: T201
    return 1 if found else 0


def _bundle() -> int:
    shutil.rmtree(product.BUNDLE, ignore_errors=True)
    inspection.listing_file(product.BUNDLE).unlink(missing_ok=True)
    folders = ["--distpath", str(product.DIST), "--workpath", str(product.ROOT / "build" / "bundle")]
    # The order of sets and the times of files are in what is written: with these it is the same each time.
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(product.build_time())}
    return subprocess.run(  # noqa: S603 - words of our own
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *folders,
            str(product.ROOT / "build.spec"),
        ],
        cwd=product.ROOT,
        env={**os.environ, **fixed},
        check=False,
    ).returncode


def _settle_libraries(inside: Path) -> None:
    """Linux only: without notes for debuggers, and looking for others in the bundle alone.

    Elsewhere such notes are in files of their own, and the bundler settles the paths.
    """
    if not sys.platform.startswith("linux"):
        return
    for pattern in _STRIPPED:
        for file in sorted(inside.glob(pattern)):
            if not file.is_symlink():
                _run("strip", "--strip-unneeded", "--preserve-dates", str(file))
    for file in inspection.elf_files(inside):
        paths = _run("patchelf", "--print-rpath", str(file)).strip().split(":")
        kept = [path for path in paths if path.startswith("$ORIGIN")]
        if paths not in (kept, [""]):
            here = Path(os.path.relpath(inside, file.parent)).as_posix()
            wanted = ":".join(kept) or ("$ORIGIN" if here == "." else f"$ORIGIN/{here}")
            _run("patchelf", "--set-rpath", wanted, str(file))


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


if __name__ == "__main__":
    raise SystemExit(main())
