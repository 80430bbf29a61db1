"""A small centre on a real socket: honest unless it is told to misbehave."""

from __future__ import annotations

import secrets
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import msgspec

from omp_desktop.crypto.signing import SigningKeyPair, generate
from omp_desktop.domain.errors import OmpError
from omp_desktop.wire.batch import Batch
from omp_desktop.wire.envelope import open_envelope, seal, unpack
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.http import JSON, PROBLEM
from omp_desktop.wire.problem import STATUS, problem_of
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt, SetAside, Totals
from omp_desktop.wire.station import (
    HELLO_PURPOSE,
    STATE_PURPOSE,
    ChainState,
    Diff,
    DiffAnswer,
    Hello,
    StationState,
)

TIME = "2026-12-03T01:02:03Z"
TOTALS = Totals(issued=0, cancelled=0, voted=0, cast=0, tested=0, void=0, batches=0, quarantined=0)


@dataclass
class Asked:
    """A request that arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def segments(self) -> list[str]:
        return urlsplit(self.path).path.strip("/").split("/")


@dataclass
class Reply:
    """What goes back."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


# What the centre does in place of its answer: the connection is there to be ill-treated.
Misdeed = Callable[["StubCentre", BaseHTTPRequestHandler, Asked], None]


def answers(status: int, body: bytes = b"", content_type: str = JSON, **headers: str) -> Misdeed:
    """Another answer than it should be; the request changes nothing."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def misdeed(_centre: StubCentre, handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
        _send(handler, Reply(status, body, content_type, named))

    return misdeed


def refuses(error: OmpError, status: int | None = None, **headers: str) -> Misdeed:
    """A problem document."""
    document = msgspec.json.encode(problem_of(error, "a-request"))
    return answers(status or STATUS[type(error)], document, PROBLEM, **headers)


def honest(centre: StubCentre, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """The answer that it should be, before the misdeed of a later request."""
    _send(handler, centre.answer(asked))


def loses_the_reply(centre: StubCentre, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """Takes what came and hangs up before it says so."""
    centre.answer(asked)
    _hang_up(handler)


def hangs_up(_centre: StubCentre, handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
    """Reads the request and hangs up."""
    _hang_up(handler)


def resets(_centre: StubCentre, handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
    """RST in place of an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def truncates(centre: StubCentre, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """The first half of its answer."""
    reply = centre.answer(asked)
    handler.send_response(reply.status)
    handler.send_header("Content-Type", reply.content_type)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body[: len(reply.body) // 2])
    _hang_up(handler)


def drips(centre: StubCentre, handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """A byte now and then, for ever."""
    centre.answer(asked)
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    _drip(centre, handler)


def drips_headers(centre: StubCentre, handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
    """The same before the head of its answer is through."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(centre, handler)


def says_nothing(centre: StubCentre, handler: BaseHTTPRequestHandler, _asked: Asked) -> None:
    """Keeps the connection and never answers."""
    centre.stopped.wait(60)
    _hang_up(handler)


class StubCentre:
    """Keeps every batch that it gives a receipt for; `misdeeds` are done first, one for each request."""

    def __init__(self, *, listen: bool = True, tls: ssl.SSLContext | None = None) -> None:
        self.key: SigningKeyPair = generate()
        self.asked: list[Asked] = []
        self.misdeeds: list[Misdeed] = []
        self.batches: dict[str, bytes] = {}
        self.receipts: dict[str, bytes] = {}
        self.chains: list[ChainState] = []
        self.hello_changes: dict[str, Any] = {}
        self.set_aside: list[str] = []
        self.time = TIME
        self.arrived = threading.Event()
        self.stopped = threading.Event()
        self._scheme = "http" if tls is None else "https"
        self._server: _Server | None = None
        if listen:
            self._server = _Server(self, tls)
            threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        host = "127.0.0.1" if self._scheme == "http" else "localhost"
        return f"{self._scheme}://{host}:{self.port}"

    def paths(self, method: str) -> list[str]:
        """What was asked for."""
        return [asked.path for asked in self.asked if asked.method == method]

    def answer(self, asked: Asked) -> Reply:
        """What an honest centre says."""
        match (asked.method, asked.segments):
            case ("GET", ["v1", "hello"]):
                nonce = parse_qs(urlsplit(asked.path).query)["nonce"][0]
                return Reply(200, self.hello(nonce))
            case ("PUT", ["v1", "elections", _, "stations", _, "batches", batch_id]):
                return Reply(200, self.take_batch(batch_id, asked.body))
            case ("GET", ["v1", "elections", election_id, "stations", station_id, "state"]):
                return Reply(200, self.state(election_id, station_id))
            case ("POST", ["v1", "elections", _, "stations", _, "diff"]):
                return Reply(200, self.diff(asked.body))
        return Reply(404, b"", "text/plain")

    def take_batch(self, batch_id: str, packed: bytes) -> bytes:
        """Keeps a batch, once; the envelope of its receipt."""
        if batch_id not in self.batches:
            self.batches[batch_id] = packed
            self.receipts[batch_id] = self.receipt_of(packed, set_aside=self.set_aside)
        return self.receipts[batch_id]

    def diff(self, body: bytes) -> bytes:
        """Which of these batches it lacks, and the receipts of the others."""
        have = msgspec.json.decode(body, type=Diff).batches
        receipts = {id_: self.receipts[id_].decode("utf-8") for id_ in have if id_ in self.receipts}
        missing = sorted(have.keys() - receipts.keys())
        return msgspec.json.encode(DiffAnswer(missing=missing, differ=[], receipts=receipts))

    def hello(self, nonce: str) -> bytes:
        """The envelope of a hello."""
        values: dict[str, Any] = {
            "protocol": PROTOCOL,
            "nonce": nonce,
            "oldest_protocol": 1,
            "newest_protocol": PROTOCOL,
            "centre_key": self.key.public_key.hex(),
            "server_time": self.time,
            "items_most": 200,
            "body_bytes_most": 2**20,
        }
        return seal(Hello(**{**values, **self.hello_changes}), self.key.seed, HELLO_PURPOSE)

    def state(self, election_id: str, station_id: str) -> bytes:
        """The envelope of a state."""
        state = StationState(
            protocol=PROTOCOL,
            election_id=election_id,
            station_id=station_id,
            listed=0,
            totals=TOTALS,
            chains=self.chains,
            pages_checked=0,
            pages_bad=0,
            server_time=self.time,
        )
        return seal(state, self.key.seed, STATE_PURPOSE)

    def receipt_of(self, packed: bytes, set_aside: list[str] | None = None, **changes: object) -> bytes:
        """The envelope of a receipt for these bytes; `changes` make it wrong."""
        sealed = open_envelope(unpack(packed))
        batch = sealed.read(Batch)
        aside = [SetAside(item=place, code=code) for place, code in enumerate(set_aside or ())]
        values: dict[str, Any] = {
            "protocol": PROTOCOL,
            "batch_id": batch.batch_id,
            "election_id": batch.election_id,
            "station_id": batch.station_id,
            "digest": sealed.digest,
            "n": len(batch.items),
            "accepted": len(batch.items) - len(aside),
            "duplicate": 0,
            "quarantined": aside,
            "totals": TOTALS,
            "server_time": self.time,
        }
        return seal(Receipt(**{**values, **changes}), self.key.seed, RECEIPT_PURPOSE)

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        """One request."""
        length = int(handler.headers.get("Content-Length") or 0)
        asked = Asked(handler.command, handler.path, dict(handler.headers), handler.rfile.read(length))
        self.asked.append(asked)
        self.arrived.set()
        if self.misdeeds:
            self.misdeeds.pop(0)(self, handler, asked)
        else:
            _send(handler, self.answer(asked))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, centre: StubCentre, tls: ssl.SSLContext | None) -> None:
        self.centre = centre
        super().__init__(("127.0.0.1", 0), _Handler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.server.centre.take(self)

    def do_PUT(self) -> None:
        self.server.centre.take(self)

    def do_POST(self) -> None:
        self.server.centre.take(self)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    if reply.content_type:
        handler.send_header("Content-Type", reply.content_type)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    handler.wfile.write(reply.body)


def _drip(centre: StubCentre, handler: BaseHTTPRequestHandler) -> None:
    while not centre.stopped.wait(0.02):
        try:
            handler.wfile.write(secrets.token_hex(1)[:1].encode())
        except OSError:
            break
    _hang_up(handler)


def _hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    try:
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster
