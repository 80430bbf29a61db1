"""The disk image for macOS: the application beside a link to the folder where it goes.

    .venv/bin/python -m resources.packaging.macos.build [BUNDLE [OUT]]

Signed and notarised where a certificate is given (sign.sh, notarise.sh). The image has the time of its making
inside, so two of them differ.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NoReturn

from resources.packaging import product
from resources.packaging.macos import info

HERE: Final = Path(__file__).resolve().parent
FOLDER: Final = product.WORK / "macos"
VOLUME: Final = f"{product.TITLE} {product.VERSION}"

# hdiutil sometimes finds its own new image busy, because the system looks through it.
_TRIES: Final = 4
_PAUSE_S: Final = 10


def build(bundle: Path, out: Path) -> list[Path]:
    """The finished image in `out`, out of the application that lies beside `bundle`. Ends with a reason."""
    if platform.system() != "Darwin":
        _stop("A disk image for macOS can only be made on macOS: run `make installer` there.", 3)
    app = bundle.parent / info.APP
    if not app.is_dir():
        _stop(f"{app} is missing: run `make bundle` first.", 1)
    # The application is signed before it is packed. Both carry Apple's answer, because a polling station may
    # have no network when the program starts for the first time.
    _sign(app)
    image = out / image_name()
    _pack(app, image)
    _sign(image)
    return [image]


def image_name() -> str:
    """With the kind of processor: the program inside runs on the kind on which it was built."""
    return f"{product.NAME}-{product.VERSION}-{platform.machine()}.dmg"


def _sign(what: Path) -> None:
    for script in ("sign.sh", "notarise.sh"):
        _run([str(HERE / script), str(what)])


def _pack(app: Path, image: Path) -> None:
    content = FOLDER / "image"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    # Not copied by Python: ditto keeps everything that the signature covers.
    _run(["ditto", str(app), str(content / app.name)])
    (content / "Applications").symlink_to("/Applications")
    image.parent.mkdir(parents=True, exist_ok=True)
    command = ["hdiutil", "create", "-quiet", "-ov", "-volname", VOLUME, "-fs", "HFS+", "-format", "UDZO"]
    command += ["-srcfolder", str(content), str(image)]
    for left in reversed(range(_TRIES)):
        if subprocess.run(command, check=False).returncode == 0:  # noqa: S603 - a fixed program
            return
        if left:
            time.sleep(_PAUSE_S)
    _stop(f"hdiutil could not make {image}; its own words are above.", 1)


def _run(command: list[str]) -> None:
    """It says itself what is wrong, and its exit code is the reason's."""
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - fixed programs
    except FileNotFoundError:
        _stop(f"{command[0]} is missing.", 3)
    if done.returncode:
        raise SystemExit(done.returncode)


def _stop(text: str, code: int) -> NoReturn:
    sys.stderr.write(f"{text}\n")
    raise SystemExit(code)


def main(arguments: list[str]) -> None:
    """Says what was made."""
    bundle, out = [*map(Path, arguments), *(product.BUNDLE, product.DIST)[len(arguments) :]]
    for file in build(bundle, out):
        sys.stdout.write(f"{file}  {file.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
