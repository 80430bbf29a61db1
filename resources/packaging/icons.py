"""The program's icon for every system, out of its two drawings: pictures, one .ico and one .icns.

.venv/bin/python -m resources.packaging.icons [FOLDER]
"""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources.packaging.product import NAME, ROOT, WORK

DRAWINGS: Final = ROOT / "resources" / "icons" / "app"
OUT: Final = WORK / "icons"
# Side lengths, px.
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512, 1024)
_WINDOWS_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
# Below this the whole drawing is too fine.
_WHOLE_FROM: Final = 48
# The system draws a shadow around a tile of 824 px in 1024.
_APPLE_MARGIN: Final = 100 / 1024
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
    made.append(Path(shutil.copyfile(DRAWINGS / f"{NAME}.svg", out / f"{NAME}.svg")))
    return made


def picture(size: int, margin: float = 0) -> QImage:
    """The icon, `size` px wide and high; `margin`: the part of it that stays empty on each side."""
    drawing = f"{NAME}.svg" if size >= _WHOLE_FROM else f"{NAME}-small.svg"
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    empty = int(size * margin)
    place = QRectF(empty, empty, size - 2 * empty, size - 2 * empty)
    QSvgRenderer(str(DRAWINGS / drawing)).render(painter, place)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


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
    pictures = [(kind, _png(picture(size, _APPLE_MARGIN))) for kind, size in _APPLE_KINDS]
    parts = b"".join(kind + struct.pack(">I", 8 + len(content)) + content for kind, content in pictures)
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


if __name__ == "__main__":
    for file in make(*map(Path, sys.argv[1:2])):
        sys.stdout.write(f"{file}\n")
