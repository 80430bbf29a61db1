"""Longer text to read: paragraphs, lists and tables of a page of the guide."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from omp_desktop.gui.typography import OFFICIAL
from omp_desktop.gui.widgets.base import Themed

_LINE_HEIGHT_PERCENT = 140
_BETWEEN = 10  # px below a paragraph
_CELL_PADDING = 8
_WHOLE_WIDTH = 100  # percent
_LIKED = QSize(720, 640)  # px, where there is room


class Reader(Themed, QTextBrowser):
    """Shows Markdown; a link inside is said by `followed`, and never leads out of the program."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(OFFICIAL["body"].font())
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.fragment()))

    def show_text(self, markdown: str) -> None:
        """Show another text from its beginning."""
        self.setMarkdown(markdown)
        self._space()
        self._colour()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def sizeHint(self) -> QSize:
        return _LIKED

    def theme_changed(self) -> None:
        super().theme_changed()
        self._colour()

    def _colour(self) -> None:
        """Colours of links and lines stand in the text itself."""
        look = QTextCharFormat()
        look.setForeground(self.theme().colour("primary"))
        for first, end in list(_links(self.document())):
            cursor = QTextCursor(self.document())
            cursor.setPosition(first)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)
        for table in _tables(self.document().rootFrame()):
            shape = table.format()
            shape.setBorderBrush(self.theme().colour("border"))
            table.setFormat(shape)

    def _space(self) -> None:
        document = self.document()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spacing.setTopMargin(0)
        spacing.setBottomMargin(_BETWEEN)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        spacing.setBottomMargin(0)
        for table in _tables(document.rootFrame()):
            shape = table.format()
            shape.setCellPadding(_CELL_PADDING)
            shape.setCellSpacing(0)
            shape.setBorderCollapse(True)
            shape.setBorder(1)
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, _WHOLE_WIDTH))
            shape.setBottomMargin(_BETWEEN)
            table.setFormat(shape)
            inside = table.firstCursorPosition()
            inside.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            inside.mergeBlockFormat(spacing)


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for inner in frame.childFrames():
        if isinstance(inner, QTextTable):
            yield inner


def _links(document: QTextDocument) -> Iterator[tuple[int, int]]:
    """Where links begin and end."""
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            if fragment.charFormat().isAnchor():
                yield fragment.position(), fragment.position() + fragment.length()
            at += 1
        block = block.next()
