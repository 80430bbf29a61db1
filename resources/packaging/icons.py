"""The program's icon for every system, out of its two drawings: pictures, one .ico and one .icns.

`.venv/bin/python -m resources.packaging.icons [FOLDER]` writes them into `build/packaging/icons`, or FOLDER.
"""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

from omp_desktop import paths
from omp_desktop.gui.app_icon import APPLE_MARGIN, picture
from resources.packaging.product import NAME, WORK

OUT: Final = WORK / "icons"
# Side lengths, px.
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
_WINDOWS_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
# Kinds of a picture in an .icns, each with the px of its side. Where a size stands twice, one is that of a
# screen with two px for each point.
_APPLE_KINDS: Final = (
    (b"icp4", 16),
    (b"ic11", 32),
    (b"icp5", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
    (b"ic10", 1024),
)
_PNG_IN_ICO_FROM: Final = 256  # smaller ones as bitmaps, which every reader of icons knows
_BITMAP_HEADER: Final = struct.Struct("<IiiHHIIiiII")


def make(out: Path = OUT) -> list[Path]:
    """Writes `omp-desktop-{size}.png` for all SIZES, and `omp-desktop` as .svg, .ico and .icns into `out`.

    The same drawings give the same bytes. Returns what was written.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for size in SIZES:
        made.append(out / f"{NAME}-{size}.png")
        made[-1].write_bytes(_png(picture(size)))
    for ending, content in (("ico", _ico()), ("icns", _icns())):
        made.append(out / f"{NAME}.{ending}")
        made[-1].write_bytes(content)
    made.append(Path(shutil.copyfile(paths.resource("icons", "app", f"{NAME}.svg"), out / f"{NAME}.svg")))
    return made


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def _bitmap(image: QImage) -> bytes:
    """The picture as it stands in an .ico: from the bottom up, blue first, and an empty mask behind it."""
    size = image.width()
    mask = bytes((size + 31) // 32 * 4 * size)
    header = _BITMAP_HEADER.pack(_BITMAP_HEADER.size, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    upside_down = image.flipped(Qt.Orientation.Vertical)
    return header + bytes(upside_down.constBits()) + mask


def _ico() -> bytes:
    contents = [(_png if size >= _PNG_IN_ICO_FROM else _bitmap)(picture(size)) for size in _WINDOWS_SIZES]
    entry = struct.Struct("<BBBBHHII")
    head = struct.pack("<HHH", 0, 1, len(contents))
    place = len(head) + entry.size * len(contents)
    for size, content in zip(_WINDOWS_SIZES, contents, strict=True):
        side = size % 256  # 0 stands for 256
        head += entry.pack(side, side, 0, 0, 1, 32, len(content), place)
        place += len(content)
    return head + b"".join(contents)


def _icns() -> bytes:
    pictures = [(kind, _png(picture(size, APPLE_MARGIN))) for kind, size in _APPLE_KINDS]
    parts = b"".join(kind + struct.pack(">I", 8 + len(content)) + content for kind, content in pictures)
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


if __name__ == "__main__":
    for file in make(*map(Path, sys.argv[1:2])):
        sys.stdout.write(f"{file}\n")
