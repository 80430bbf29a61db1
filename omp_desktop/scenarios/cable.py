"""The demonstration's network cable: between the station and the centre on this machine, to be pulled out."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Final

LOOPBACK: Final = "127.0.0.1"
_CONNECT_SECONDS: Final = 3.0
_CHUNK: Final = 64 * 1024


class Cable:
    """A way to another port of this machine. While it is pulled nothing gets through, in either direction."""

    def __init__(self, target: int, port: int = 0) -> None:
        """Listens on loopback at once, on `port` or on any that is free. Raises OSError."""
        self._target = target
        self._lock = threading.Lock()
        self._ends: set[socket.socket] = set()
        self._plugged = True
        self._closed = False
        self._listener = socket.create_server((LOOPBACK, port))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, name="omp-cable", daemon=True)
        self._thread.start()

    @property
    def plugged(self) -> bool:
        """Whether something gets through."""
        return self._plugged

    def pull(self) -> None:
        """Cut what is under way, and let nothing through from now on."""
        with self._lock:
            self._plugged = False
            for end in self._ends:
                _cut(end)
            self._ends.clear()

    def plug_in(self) -> None:
        """Let everything through again."""
        with self._lock:
            self._plugged = True

    def close(self) -> None:
        """Take the cable away."""
        self.pull()
        self._closed = True
        # A thread that waits in accept() does not notice a socket that another one closes, but a caller.
        with contextlib.suppress(OSError):
            socket.create_connection((LOOPBACK, self.port), _CONNECT_SECONDS).close()
        self._thread.join()
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._closed:
                near.close()
                return
            threading.Thread(target=self._carry, args=(near,), name="omp-cable", daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection((LOOPBACK, self._target), _CONNECT_SECONDS)
        except OSError:
            _cut(near)
            return
        far.settimeout(None)
        with self._lock:
            if not self._plugged:
                _cut(near)
                _cut(far)
                return
            self._ends |= {near, far}
        back = threading.Thread(target=self._pass_on, args=(far, near), name="omp-cable", daemon=True)
        back.start()
        self._pass_on(near, far)
        back.join()
        with self._lock:
            self._ends -= {near, far}
        near.close()
        far.close()

    @staticmethod
    def _pass_on(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK):
                sink.sendall(chunk)
            sink.shutdown(socket.SHUT_WR)


def _cut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # Wakes whoever waits for it; closing alone does not.
        end.shutdown(socket.SHUT_RDWR)
    end.close()
