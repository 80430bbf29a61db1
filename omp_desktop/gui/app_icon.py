"""The program's icon: for its windows, and for the files that installers put beside them."""

import sys
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from omp_desktop import paths

NAME: Final = "omp-desktop"
# What title bars, task bars and switchers show, px.
_WINDOW_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
# Below this the whole drawing is too fine.
_WHOLE_FROM: Final = 48
# On macOS a tile takes 824 px of 1024; the system draws its shadow in the rest.
APPLE_MARGIN: Final = 100 / 1024


def picture(size: int, margin: float = 0) -> QImage:
    """The icon, `size` px wide and high; `margin`: the part of it that stays empty on each side."""
    drawing = f"{NAME}.svg" if size >= _WHOLE_FROM else f"{NAME}-small.svg"
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    empty = int(size * margin)
    place = QRectF(empty, empty, size - 2 * empty, size - 2 * empty)
    QSvgRenderer(str(paths.resource("icons", "app", drawing))).render(painter, place)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def icon() -> QIcon:
    """The icon of the windows."""
    made = QIcon()
    for size in _WINDOW_SIZES:
        made.addPixmap(QPixmap.fromImage(picture(size, APPLE_MARGIN if sys.platform == "darwin" else 0)))
    return made
