"""The pages of a voters list on paper, painted into a PDF: whole, or not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPageLayout, QPdfWriter

from omp_desktop.domain.language import Lang
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.print.painting import page_size, pieces_of
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.print.pieces import GAP, Piece
from omp_desktop.gui.print.streaming import PageStream
from omp_desktop.gui.print.tables import table_pieces
from omp_desktop.gui.typography import DESIGN_DPI
from omp_desktop.reports.document import Block, Document
from omp_desktop.reports.happened import JOB_TITLE
from omp_desktop.reports.paper_roll_sheet import RollOpened, roll_beginning, roll_ending, roll_table

_FOR_ITS_OWNER: Final = QFile.Permission.ReadOwner | QFile.Permission.WriteOwner
# 3.4 mm from line to line of a text that is read close by, some 30 voters on a page.
_ZOOM: Final = 0.8


class RollPages:
    """One list on its way into a file, in the thread of the fonts: `begin`, `put` for all, then `finish`."""

    def __init__(self, path: Path, head: RollHead, opened: RollOpened, lang: Lang) -> None:
        self._path, self._head, self._opened, self._lang = path, head, opened, lang
        self._file = QSaveFile(str(path))
        self._stream: PageStream | None = None
        self._voters = self._marked = 0

    @property
    def head(self) -> RollHead:
        """Which list it is."""
        return self._head

    def begin(self) -> None:
        """Make the file, and paint what stands before the first voter. Raises FileNotWritten."""
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise FileNotWritten(name=self._path.name)
        self._file.setPermissions(_FOR_ITS_OWNER)
        self._writer = QPdfWriter(self._file)
        self._writer.setResolution(int(DESIGN_DPI))
        self._writer.setPageSize(page_size(A4))
        self._writer.setPageMargins(QMarginsF(*[A4.margin] * 4), QPageLayout.Unit.Millimeter)
        self._writer.setTitle(JOB_TITLE)
        self._stream = PageStream(self._writer, A4, _ZOOM)
        self._stream.begin()
        self._put_all(self._stream, roll_beginning(self._head, self._opened, self._lang))

    def put(self, lines: Sequence[RollLine]) -> Iterator[int]:
        """Take the next voters; yields the number of each page as it is full and painted."""
        if self._stream is None:
            return iter(())
        pages = self._stream.put(self._rows(lines, self._stream.width, first=self._voters == 0))
        self._voters += len(lines)
        self._marked += sum(line.marked for line in lines)
        return pages

    def finish(self) -> int:
        """Paint the end and put the file in its place; how many pages it has. Raises FileNotWritten."""
        stream, self._stream = self._stream, None
        if stream is None:
            raise FileNotWritten(name=self._path.name)
        stream.space(GAP)
        self._put_all(stream, roll_ending(self._voters, self._marked, self._lang))
        if not (stream.end() and self._file.commit()):
            raise FileNotWritten(name=self._path.name)
        return stream.pages

    def abandon(self) -> None:
        """Leave nothing of it, unless it is finished."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.end()
            self._file.cancelWriting()
            self._file.commit()

    def _put_all(self, stream: PageStream, blocks: tuple[Block, ...]) -> None:
        document = Document(JOB_TITLE, self._lang, blocks)
        for _ in stream.put(pieces_of(document, stream.width, narrow=False)):
            pass

    def _rows(self, lines: Sequence[RollLine], width: float, *, first: bool) -> Iterator[Piece]:
        """The next rows of one long table: its head comes once, and stands again on every page by itself."""
        table = roll_table(lines, self._lang)
        # A last row that is left away, because the last one closes the table.
        table = replace(table, rows=(*table.rows, ("",) * len(table.heads)))
        return islice(table_pieces(table, width, narrow=False), int(not first), 1 + len(lines))


def write_roll(pages: RollPages, lines: Iterable[Sequence[RollLine]]) -> int:
    """All at once, where no window waits; how many pages. Raises FileNotWritten, and what `lines` raise."""
    pages.begin()
    try:
        for some in lines:
            for _ in pages.put(some):
                pass
        return pages.finish()
    finally:
        pages.abandon()
