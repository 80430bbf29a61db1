"""The bad network of the tests is as bad as it says: otherwise the tests behind it would show nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from tests.central import network
from tests.central.network import Balancer, FaultProxy
from tests.central.serving import free_port, wait_until


class Listener(ThreadingHTTPServer):
    """Stands for the centre: counts what reaches it whole, and answers with its name."""

    daemon_threads = True

    def __init__(self, name: str) -> None:
        self.name = name
        self.taken: list[bytes] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def address(self) -> network.Address:
        return ("127.0.0.1", self.server_port)


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return
        self.server.taken.append(body)  # type: ignore[attr-defined]
        said = f"{self.server.name} took {len(body)}".encode()  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def listening(name: str) -> Iterator[Listener]:
    with Listener(name) as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,))
        thread.start()
        yield listener
        listener.shutdown()
        thread.join()


@pytest.fixture
def centre() -> Iterator[Listener]:
    with listening("one") as listener:
        yield listener


def put(url: str, body: bytes = b"x" * 1000) -> requests.Response:
    return requests.put(url + "/a", data=body, timeout=10, allow_redirects=False)


@pytest.mark.parametrize(
    ("name", "taken", "answer"),
    [
        ("reset", 0, None),
        ("lost reply", 1, None),
        ("duplicated", 2, 200),
        ("late", 0, None),
        ("truncated request", 0, None),
        ("truncated reply", 1, None),
        ("slow", 1, 200),
        ("captive portal", 0, 200),
        ("empty 200", 0, 200),
        ("redirect", 0, 307),
        ("404", 0, 404),
        ("429, retry after", 0, 429),
        ("taken and 500", 1, 500),
        ("delayed", 1, 200),
    ],
)
def test_a_fault_does_what_its_name_says(centre: Listener, name: str, taken: int, answer: int | None) -> None:
    with FaultProxy(centre.address) as proxy:
        proxy.script([network.FAULTS[name]])
        if answer is None:
            with pytest.raises(requests.RequestException):
                put(proxy.url)
        else:
            assert put(proxy.url).status_code == answer
        assert len(centre.taken) == taken
        assert put(proxy.url).text == "one took 1000", "behind its script the proxy only passes things on"


def test_what_is_late_comes_behind_the_next(centre: Listener) -> None:
    with FaultProxy(centre.address) as proxy:
        proxy.script([network.late])
        with pytest.raises(requests.RequestException):
            put(proxy.url, b"first")
        put(proxy.url, b"second")
        wait_until(lambda: len(centre.taken) == 2, "the late one came")
    assert centre.taken == [b"second", b"first"]


def test_a_balancer_asks_in_turns_and_passes_over_who_does_not_answer(centre: Listener) -> None:
    with listening("two") as other:
        targets = [centre.address, ("127.0.0.1", free_port()), other.address]
        with Balancer(targets) as balancer:
            said = {put(balancer.url).text for _ in range(6)}
    assert said == {"one took 1000", "two took 1000"}


def test_a_balancer_goes_on_when_a_replica_breaks_off(centre: Listener) -> None:
    with socket.create_server(("127.0.0.1", 0)) as broken:

        def hang_up() -> None:
            connection, _ = broken.accept()
            connection.recv(10)
            connection.close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with Balancer([("127.0.0.1", broken.getsockname()[1]), centre.address]) as balancer:
            assert put(balancer.url).text == "one took 1000"
        thread.join()
