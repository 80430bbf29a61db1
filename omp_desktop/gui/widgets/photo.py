"""A candidate's photo."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from omp_desktop.gui import icons
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.gui.widgets.properties import choice

_WIDTH, _HEIGHT = 72, 96  # px, in the proportion of a passport's
_RADIUS = 8
_SIGN = 32


class Photo(Themed, QWidget):
    """Cut to a passport's proportion, from the middle; without a picture the sign of a person."""

    measure = choice("measure", ("form", "voter"))

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage | None, whose: str) -> None:
        """Show a picture, or None; `whose` is what a screen reader says."""
        self._image = image
        self.setAccessibleName(whose)
        self.update()

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        if self.measure == "voter":
            sizes = self.theme().sizes
            return QSize(sizes.px(_WIDTH), sizes.px(_HEIGHT))
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look, area = self.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QPainterPath()
        frame.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.setClipPath(frame)
        painter.fillRect(area, look.colour("neutral"))
        if self._image is None:
            place = QRectF(0, 0, _SIGN, _SIGN)
            place.moveCenter(area.center())
            icons.paint(painter, place, "user-round", look.colour("text2"))
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        whole = QRectF(0, 0, size.width(), size.height())
        whole.moveCenter(area.center())
        painter.drawImage(whole, self._image)
