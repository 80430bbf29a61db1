"""From the thread that sends to the windows: its status, as a signal in the GUI thread."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Signal

from omp_desktop.sync.status import StatusBoard, SyncStatus


class StatusBridge(QObject):
    """Tells windows of every change of the status. Lives as long as its parent."""

    # Emitted on the thread that sends; whoever connects a method of a widget gets it in the GUI thread.
    changed = Signal(object)

    def __init__(self, board: StatusBoard, parent: QObject) -> None:
        super().__init__(parent)
        self._board = board
        unsubscribe = board.subscribe(self._pass_on)
        # Bound to the board alone: at this moment the bridge is half gone.
        self.destroyed.connect(lambda _gone=None: unsubscribe())

    @property
    def current(self) -> SyncStatus:
        """The latest status."""
        return self._board.current

    def _pass_on(self, status: SyncStatus) -> None:
        if shiboken6.isValid(self):
            self.changed.emit(status)
