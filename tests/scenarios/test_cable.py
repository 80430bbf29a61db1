"""The demonstration's cable: what goes through it, and that nothing does while it is pulled."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from omp_desktop.scenarios.cable import LOOPBACK, Cable


class Echo:
    """Somebody at the other end who sends back what comes."""

    def __init__(self) -> None:
        self._listener = socket.create_server((LOOPBACK, 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            end, _ = self._listener.accept()
            if not end.recv(1, socket.MSG_PEEK):
                end.close()
                return
            self._threads.append(threading.Thread(target=self._answer, args=(end,)))
            self._threads[-1].start()

    @staticmethod
    def _answer(end: socket.socket) -> None:
        with end:
            while chunk := end.recv(1024):
                end.sendall(chunk)

    def close(self) -> None:
        socket.create_connection((LOOPBACK, self.port)).close()
        self._thread.join()
        for thread in self._threads:
            thread.join()
        self._listener.close()


@pytest.fixture
def echo() -> Iterator[Echo]:
    made = Echo()
    yield made
    made.close()


@pytest.fixture
def cable(echo: Echo) -> Iterator[Cable]:
    made = Cable(echo.port)
    yield made
    made.close()


def test_what_is_sent_comes_back(cable: Cable) -> None:
    with socket.create_connection((LOOPBACK, cable.port)) as end:
        end.sendall(b"ballot")
        assert end.recv(1024) == b"ballot"


def test_pulling_cuts_what_is_under_way(cable: Cable) -> None:
    with socket.create_connection((LOOPBACK, cable.port)) as end:
        end.sendall(b"ballot")
        assert end.recv(1024) == b"ballot"
        cable.pull()
        assert not cable.plugged
        assert _ends(end)


def test_nothing_gets_through_while_it_is_pulled(cable: Cable) -> None:
    cable.pull()
    with socket.create_connection((LOOPBACK, cable.port)) as end:
        assert _ends(end)


def test_everything_gets_through_again_afterwards(cable: Cable) -> None:
    cable.pull()
    cable.plug_in()
    with socket.create_connection((LOOPBACK, cable.port)) as end:
        end.sendall(b"ballot")
        assert end.recv(1024) == b"ballot"


def test_a_cable_to_nobody_ends_at_once(echo: Echo) -> None:
    nobody = socket.create_server((LOOPBACK, 0))
    port = nobody.getsockname()[1]
    nobody.close()
    cable = Cable(port)
    with socket.create_connection((LOOPBACK, cable.port)) as end:
        assert _ends(end)
    cable.close()


def _ends(end: socket.socket) -> bool:
    """Whether the other side is gone: an end or a reset, nothing else comes."""
    end.settimeout(60)
    try:
        return end.recv(1024) == b""
    except ConnectionError:
        return True
