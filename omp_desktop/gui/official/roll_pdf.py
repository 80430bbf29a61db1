"""The voters list on paper as a PDF of any length: read and opened on a worker, painted here page by page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QIODevice, QMarginsF, QObject, QSaveFile, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPdfWriter

from omp_desktop.domain.language import Lang
from omp_desktop.domain.paper_roll import RollHead, RollLine
from omp_desktop.gui.official.errors import FileNotWritten
from omp_desktop.gui.print.painting import page_size, pieces_of
from omp_desktop.gui.print.papers import A4
from omp_desktop.gui.print.pieces import GAP, Piece
from omp_desktop.gui.print.streaming import PageStream
from omp_desktop.gui.print.tables import table_pieces
from omp_desktop.gui.tasks import Progress
from omp_desktop.gui.typography import DESIGN_DPI
from omp_desktop.reports.document import Block, Document
from omp_desktop.reports.happened import JOB_TITLE
from omp_desktop.reports.paper_roll_sheet import RollOpened, roll_beginning, roll_ending, roll_table
from omp_desktop.services.paper_roll import PaperRoll

_FOR_ITS_OWNER: Final = QFile.Permission.ReadOwner | QFile.Permission.WriteOwner
_LOOK_SECONDS: Final = 0.1
# 3.4 mm from line to line of a text that is read close by, some 30 voters on a page.
_ZOOM: Final = 0.8


class RollPdf(QObject):
    """One list on its way into a file: whole, or not there. `feed` is called on a worker, the rest is not."""

    _came = Signal(object)

    def __init__(self, path: Path, head: RollHead, opened: RollOpened, lang: Lang, parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._head, self._opened, self._lang = path, head, opened, lang
        self._file = QSaveFile(str(path))
        self._writer: QPdfWriter | None = None
        self._stream: PageStream | None = None
        self._pages: Iterator[int] = iter(())
        self._painted = threading.Event()
        self._voters = self._marked = 0
        # Painted here: fonts belong to this thread.
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

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
        self._put_all(roll_beginning(self._head, self._opened, self._lang))

    def feed(self, roll: PaperRoll, progress: Progress) -> None:
        """On a worker: hand over the voters, some hundred at a time, as fast as they are painted.

        Ends early when somebody asks to stop. Raises what `PaperRoll.lines` raises.
        """
        done = 0
        for lines in roll.lines(self._head.election_id):
            self._painted.clear()
            self._came.emit(lines)
            while not self._painted.wait(_LOOK_SECONDS):
                if progress.is_cancelled():
                    return
            done += len(lines)
            progress.report(done, self._head.voters)

    def finish(self) -> int:
        """Paint the end and put the file in its place; how many pages it has. Raises FileNotWritten."""
        stream = self._stream
        if stream is None:
            raise FileNotWritten(name=self._path.name)
        stream.space(GAP)
        self._put_all(roll_ending(self._voters, self._marked, self._lang))
        self._stream = None
        if not (stream.end() and self._file.commit()):
            raise FileNotWritten(name=self._path.name)
        return stream.pages

    def abandon(self) -> None:
        """Leave nothing of it, unless it is finished."""
        stream, self._stream, self._pages = self._stream, None, iter(())
        if stream is not None:
            stream.end()
            self._file.cancelWriting()
            self._file.commit()

    def _put_all(self, blocks: tuple[Block, ...]) -> None:
        if self._stream is not None:
            document = Document(JOB_TITLE, self._lang, blocks)
            for _ in self._stream.put(pieces_of(document, self._stream.width, narrow=False)):
                pass

    def _take(self, lines: Sequence[RollLine]) -> None:
        if self._stream is None:
            return
        self._pages = self._stream.put(self._rows(lines, self._stream.width))
        self._voters += len(lines)
        self._marked += sum(line.marked for line in lines)
        self._paint_next()

    def _rows(self, lines: Sequence[RollLine], width: float) -> Iterator[Piece]:
        """The next rows of one long table: its head comes once, and stands again on every page by itself."""
        table = roll_table(lines, self._lang)
        # A last row that is left away, because the last one closes the table.
        table = replace(table, rows=(*table.rows, ("",) * len(table.heads)))
        first = 0 if self._voters == 0 else 1
        return islice(table_pieces(table, width, narrow=False), first, 1 + len(lines))

    def _paint_next(self) -> None:
        """One page, then whatever else the window has to do."""
        if next(self._pages, None) is None:
            self._painted.set()
        else:
            QTimer.singleShot(0, self, self._paint_next)
