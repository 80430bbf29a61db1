"""The network between a station and the centre, as bad as a test wants it; and a balancer before replicas.

Both speak just enough HTTP/1.1 to know where a message ends: one request for each connection.
"""

from __future__ import annotations

import contextlib
import itertools
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

LOOPBACK: Final = "127.0.0.1"
_CHUNK: Final = 65536
_WAIT: Final = 60.0
_HEAD_END: Final = b"\r\n\r\n"
# SO_LINGER with 0 seconds: closing sends a reset instead of an end.
_RESET: Final = struct.pack("ii", 1, 0)

Address = tuple[str, int]


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    head: bytes
    body: bytes

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode("ascii")

    @property
    def path(self) -> str:
        return self.head.split(b" ", 2)[1].decode("ascii")

    @property
    def bytes(self) -> bytes:
        return self.head + self.body


@dataclass
class Exchange:
    """A request and the two ends of it: whoever asked, and where the centre is."""

    asked: Asked
    client: socket.socket
    proxy: FaultProxy

    def forward(self, request: bytes | None = None) -> bytes:
        """What the centre answers. Raises OSError."""
        return ask(self.proxy.centre, request or self.asked.bytes)

    def answer(self, reply: bytes) -> None:
        self.client.sendall(reply)

    def reset(self) -> None:
        """The connection breaks, as if a cable had been pulled and somebody noticed."""
        self.client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.client.close()


Fault = Callable[[Exchange], None]


def passed(exchange: Exchange) -> None:
    """No fault."""
    exchange.answer(exchange.forward())


def reset(exchange: Exchange) -> None:
    """The connection breaks before the centre hears anything."""
    exchange.reset()


def lost_reply(exchange: Exchange) -> None:
    """The centre takes it, and its answer never comes."""
    exchange.forward()
    exchange.reset()


def duplicated(exchange: Exchange) -> None:
    """The request reaches the centre twice; the second answer comes back."""
    exchange.forward()
    exchange.answer(exchange.forward())


def late(exchange: Exchange) -> None:
    """Reordered: whoever asked gives up, and the request reaches the centre behind the next one."""
    exchange.proxy.hold(exchange.asked)
    exchange.reset()


def truncated_request(exchange: Exchange) -> None:
    """Half of the request reaches the centre."""
    raw = exchange.asked.bytes
    half = len(exchange.asked.head) + len(exchange.asked.body) // 2 if exchange.asked.body else len(raw) // 2
    with socket.create_connection(exchange.proxy.centre, _WAIT) as upstream:
        upstream.sendall(raw[:half])
    exchange.reset()


def truncated_reply(exchange: Exchange) -> None:
    """The centre takes it, and half of the answer comes back."""
    reply = exchange.forward()
    exchange.answer(reply[: len(reply) - max(1, len(_body_of(reply)) // 2)])


def slow(exchange: Exchange) -> None:
    """The answer comes in small pieces."""
    reply = exchange.forward()
    for place in range(0, len(reply), 97):
        exchange.answer(reply[place : place + 97])
        exchange.proxy.pause(0.001)


def captive_portal(exchange: Exchange) -> None:
    """A network that wants people to sign in first: 200, and a page of its own."""
    page = b"<!doctype html><html><title>Welcome</title><body>Please accept our terms.</body></html>"
    exchange.answer(reply_of(200, page, {"Content-Type": "text/html; charset=utf-8"}))


def empty_ok(exchange: Exchange) -> None:
    """A machine in between that says 200 to everything, in JSON."""
    exchange.answer(reply_of(200, b"{}", {"Content-Type": "application/json"}))


def redirected(exchange: Exchange) -> None:
    """Sent elsewhere, and elsewhere would even do it."""
    host, port = exchange.proxy.centre
    exchange.answer(reply_of(307, b"", {"Location": f"http://{host}:{port}{exchange.asked.path}"}))


def after(seconds: float, then: Fault = passed) -> Fault:
    """The same, later."""

    def delayed(exchange: Exchange) -> None:
        exchange.proxy.pause(seconds)
        then(exchange)

    return delayed


def status(code: int, retry_after: str | None = None) -> Fault:
    """An answer that the centre never gave, without asking it."""

    def answered(exchange: Exchange) -> None:
        fields = {"Content-Type": "text/plain"}
        if retry_after is not None:
            fields["Retry-After"] = retry_after
        exchange.answer(reply_of(code, b"no", fields))

    return answered


def status_after(code: int) -> Fault:
    """The centre takes it, and something in between answers otherwise."""

    def answered(exchange: Exchange) -> None:
        exchange.forward()
        exchange.answer(reply_of(code, b"no", {"Content-Type": "text/plain"}))

    return answered


# Everything that may happen to a request, by the name that a failing schedule prints.
FAULTS: Final[dict[str, Fault]] = {
    "reset": reset,
    "lost reply": lost_reply,
    "duplicated": duplicated,
    "late": late,
    "truncated request": truncated_request,
    "truncated reply": truncated_reply,
    "slow": slow,
    "captive portal": captive_portal,
    "empty 200": empty_ok,
    "redirect": redirected,
    "400": status(400),
    "404": status(404),
    "410": status(410),
    "422": status(422),
    "429": status(429),
    "429, retry after": status(429, "1"),
    "500": status(500),
    "502": status(502),
    "503": status(503),
    "503, retry after": status(503, "1"),
    "503, retry after a date": status(503, "Wed, 02 Dec 2026 21:00:00 GMT"),
    "taken and 500": status_after(500),
    "taken and 404": status_after(404),
    "delayed": after(0.05),
}


class FaultProxy:
    """Stands before the centre and does to each request what `choose` says.

    `choose` gets the request and gives a fault; `seen` keeps every request in order.
    """

    def __init__(self, centre: Address, choose: Callable[[Asked], Fault] = lambda _: passed) -> None:
        self.centre = centre
        self.choose = choose
        self.seen: list[Asked] = []
        self.refusing = False
        self._held: list[Asked] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = _Server(self._serve)

    @property
    def url(self) -> str:
        return self._server.url

    def script(self, faults: Iterable[Fault]) -> None:
        """One fault for each request to come; none behind them."""
        coming = iter(faults)
        self.choose = lambda _: next(coming, passed)

    def hold(self, asked: Asked) -> None:
        """Keeps a request back until the next one has passed."""
        with self._lock:
            self._held.append(asked)

    def pause(self, seconds: float) -> None:
        """Waits, but not beyond the end of the test."""
        self._over.wait(seconds)

    def _serve(self, client: socket.socket) -> None:
        if self.refusing:
            Exchange(Asked(b"", b""), client, self).reset()
            return
        asked = read_request(client)
        if asked is None:
            return
        with self._lock:
            self.seen.append(asked)
            fault = self.choose(asked)
        try:
            fault(Exchange(asked, client, self))
        finally:
            if fault is not late:
                self._let_go()

    def _let_go(self) -> None:
        with self._lock:
            held, self._held = self._held, []
        for asked in held:
            with contextlib.suppress(OSError):
                ask(self.centre, asked.bytes)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.stop()


@dataclass
class Balancer:
    """One address for several replicas, in turns; one that does not answer is passed over.

    A request that can be repeated (GET, PUT) goes to the next replica also when one breaks off in the middle
    of an answer, as gateways do.
    """

    targets: Sequence[Address]
    served: dict[Address, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._turn = itertools.count()
        self._server = _Server(self._serve)

    @property
    def url(self) -> str:
        return self._server.url

    @property
    def address(self) -> Address:
        return self._server.address

    def _serve(self, client: socket.socket) -> None:
        asked = read_request(client)
        if asked is None:
            return
        first = next(self._turn)
        for number in range(len(self.targets)):
            target = self.targets[(first + number) % len(self.targets)]
            try:
                reply = ask(target, asked.bytes)
            except ConnectionRefusedError:
                continue
            except OSError:
                if asked.method in {"GET", "PUT"}:
                    continue
                break
            self.served[target] = self.served.get(target, 0) + 1
            client.sendall(reply)
            return
        client.sendall(reply_of(502, b"nobody answers", {"Content-Type": "text/plain"}))

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()


class _Server(socketserver.ThreadingTCPServer):
    """Runs `serve` for each connection in a thread, and takes a broken connection as what it is."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = True
    request_queue_size = 512

    def __init__(self, serve: Callable[[socket.socket], None]) -> None:
        self._work = serve
        super().__init__((LOOPBACK, 0), socketserver.BaseRequestHandler)
        host, port = self.server_address[:2]
        self.address: Address = (str(host), int(port))
        self.url = f"http://{host}:{port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """One connection."""
        request.settimeout(_WAIT)
        with contextlib.suppress(OSError):
            self._work(request)


def ask(target: Address, request: bytes) -> bytes:
    """Sends a request on a connection of its own and reads the answer to its end.

    Raises OSError, also when the answer breaks off.
    """
    with socket.create_connection(target, _WAIT) as upstream:
        upstream.sendall(_closing(request))
        upstream.settimeout(_WAIT)
        reply = bytearray()
        while chunk := upstream.recv(_CHUNK):
            reply += chunk
    if not _whole(bytes(reply)):
        raise ConnectionResetError("the answer broke off")
    return bytes(reply)


def read_request(client: socket.socket) -> Asked | None:
    """A request to its end, or None when whoever asked went away before that."""
    raw = bytearray()
    while _HEAD_END not in raw:
        chunk = client.recv(_CHUNK)
        if not chunk:
            return None
        raw += chunk
    cut = raw.index(_HEAD_END) + len(_HEAD_END)
    head, body = bytes(raw[:cut]), raw[cut:]
    length = int(_field(head, b"content-length") or 0)
    while len(body) < length:
        chunk = client.recv(_CHUNK)
        if not chunk:
            return None
        body += chunk
    return Asked(head, bytes(body))


def reply_of(code: int, body: bytes, fields: dict[str, str]) -> bytes:
    """An answer of our own."""
    lines = [f"HTTP/1.1 {code} Whatever", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join(lines).encode("ascii") + _HEAD_END + body


def _closing(request: bytes) -> bytes:
    """The request with `Connection: close`, so that the end of the answer is the end of the connection."""
    head, end, body = request.partition(_HEAD_END)
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"Connection: close"]) + end + body


def _whole(reply: bytes) -> bool:
    head, end, body = reply.partition(_HEAD_END)
    if not end:
        return False
    length = _field(head + end, b"content-length")
    if length is not None:
        return len(body) >= int(length)
    if b"chunked" in (_field(head + end, b"transfer-encoding") or b""):
        return body.endswith(b"0\r\n\r\n")
    return True


def _body_of(reply: bytes) -> bytes:
    return reply.partition(_HEAD_END)[2]


def _field(head: bytes, name: bytes) -> bytes | None:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return None
