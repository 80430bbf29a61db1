"""PDFs as text and pictures, by a reader that is not Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import segno

POINTS_PER_MM = 72 / 25.4
_DARK, _WHITE = 128, 250
_BLACK_OR_WHITE = bytes(1 if value < _DARK else 0 for value in range(256))
_RUN = re.compile(rb"\x01+")


def texts(pdf: bytes) -> list[str]:
    """What can be read on each page, in lines."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole mm."""
    return [
        (round(page.get_width() / POINTS_PER_MM), round(page.get_height() / POINTS_PER_MM))
        for page in pypdfium2.PdfDocument(pdf)
    ]


@dataclass(frozen=True)
class Picture:
    """Grey values of a page, row by row."""

    width: int
    height: int
    stride: int
    values: bytes

    def row(self, y: int) -> bytes:
        return self.values[y * self.stride : y * self.stride + self.width]

    def is_dark(self, x: float, y: float) -> bool:
        return self.values[int(y) * self.stride + int(x)] < _DARK


def picture(pdf: bytes, page: int = 0, scale: float = 4.0) -> Picture:
    """A page as a picture of 72 × scale dots per inch."""
    bitmap = pypdfium2.PdfDocument(pdf)[page].render(scale=scale, grayscale=True)
    return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def qr_code_on(image: Picture, payload: str) -> bool:
    """Whether the QR code of `payload` stands anywhere on the picture, module by module."""
    matrix = segno.make(payload, error="m", micro=False).matrix
    for top in range(image.height):
        for run in _RUN.finditer(image.row(top).translate(_BLACK_OR_WHITE)):
            # The first row of a finder pattern is seven dark modules wide.
            module = (run.end() - run.start()) / 7
            if module >= 2 and _matches(image, matrix, run.start(), top, module):
                return True
    return False


def _matches(image: Picture, matrix: Sequence[Sequence[int]], left: int, top: int, module: float) -> bool:
    side = len(matrix) * module
    if left + side > image.width or top + side > image.height:
        return False
    return all(
        image.is_dark(left + (column + 0.5) * module, top + (row + 0.5) * module) == bool(dark)
        for row, modules in enumerate(matrix)
        for column, dark in enumerate(modules)
    )


def ink_bounds(image: Picture) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not white, in dots."""
    rows = [y for y in range(image.height) if min(image.row(y)) < _WHITE]
    columns = [x for x in range(image.width) if min(image.values[x :: image.stride]) < _WHITE]
    return columns[0], rows[0], columns[-1], rows[-1]
