"""Paper on the screen: the pages as they will be printed, one below the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.print.painting import MM, lay
from omp_desktop.gui.print.papers import A4, Paper
from omp_desktop.gui.widgets.base import Themed
from omp_desktop.reports.document import Document

_BETWEEN: Final = 16  # px


class PaperPages(Themed, QWidget):
    """Every page of a document, `width` px wide; only those in view are painted."""

    def __init__(
        self, document: Document, width: int, parent: QWidget | None = None, paper: Paper = A4
    ) -> None:
        super().__init__(parent)
        self._laid = lay(document, paper)
        self._margin = paper.margin * MM
        self._scale = width / (paper.width * MM)
        self._page = round(paper.height * MM * self._scale)
        pages = self._laid.pages
        self.setFixedSize(width, pages * self._page + (pages - 1) * _BETWEEN)

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._laid.pages

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = QPen(self.theme().colour("border"), self.theme().line())
        for number in range(self._laid.pages):
            sheet = QRectF(0, number * (self._page + _BETWEEN), self.width(), self._page)
            if not sheet.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(sheet, Qt.GlobalColor.white)
            painter.setPen(edge)
            painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.save()
            painter.translate(sheet.topLeft())
            painter.scale(self._scale, self._scale)
            painter.translate(self._margin, self._margin)
            self._laid.paint(painter, number)
            painter.restore()
