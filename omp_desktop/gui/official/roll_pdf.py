"""The voters list on paper as a PDF while a window is there: read on a worker, painted here page by page."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from omp_desktop.domain.paper_roll import RollLine
from omp_desktop.gui.official.roll_pages import RollPages
from omp_desktop.gui.tasks import Progress
from omp_desktop.services.kept_rolls import KeptRolls

_LOOK_SECONDS: Final = 0.1


class RollPdf(QObject):
    """Pages that are painted one at a time. `feed` is called on a worker, the rest is not."""

    _came = Signal(object)

    def __init__(self, pages: RollPages, parent: QObject) -> None:
        """`pages` is begun, and is finished or abandoned by whoever made it."""
        super().__init__(parent)
        self._pages = pages
        self._painting: Iterator[int] = iter(())
        self._painted = threading.Event()
        # Painted here: fonts belong to this thread.
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def feed(self, kept: KeptRolls, progress: Progress) -> None:
        """On a worker: hand over the voters, some hundred at a time, as fast as they are painted.

        Ends early when somebody asks to stop. Raises what `KeptRolls.lines` raises.
        """
        done, head = 0, self._pages.head
        for lines in kept.lines(head.election_id):
            self._painted.clear()
            self._came.emit(lines)
            while not self._painted.wait(_LOOK_SECONDS):
                if progress.is_cancelled():
                    return
            done += len(lines)
            progress.report(done, head.voters)

    def stop(self) -> None:
        """Nothing is painted any more, whatever is still on its way."""
        self._painting = iter(())

    def _take(self, lines: Sequence[RollLine]) -> None:
        self._painting = self._pages.put(lines)
        self._paint_next()

    def _paint_next(self) -> None:
        """One page, then whatever else the window has to do."""
        if next(self._painting, None) is None:
            self._painted.set()
        else:
            QTimer.singleShot(0, self, self._paint_next)
