"""One graphical program per data folder: a second start hands over to the first."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS: Final = 1000
_LONGEST: Final = 512  # bytes: the name of a window and of a booth


class SingleInstance(QObject):
    """Holds the folder's place, or finds it taken.

    `asked` carries the name of the window that a second start wanted.
    """

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """`folder` is the data folder; the name in the system says nothing of it."""
        super().__init__(parent)
        self._name = f"omp-desktop-{sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def hand_over(self, wanted: str) -> bool:
        """Ask a program that is running for this window; False when none runs."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(wanted.encode("utf-8"))
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def hold(self) -> bool:
        """Take the place; what a crashed program left of it is cleared away. False: it cannot be had."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def release(self) -> None:
        """Give the place free."""
        self._server.close()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.readyRead.connect(lambda: self._on_words(socket))

    def _on_words(self, socket: QLocalSocket) -> None:
        wanted = bytes(socket.read(_LONGEST).data()).decode("utf-8", errors="replace")
        self.asked.emit(wanted)
