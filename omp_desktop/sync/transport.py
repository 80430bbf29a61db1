"""One question and one answer over HTTP: with limits of time and size, and without trust in who answers.

No redirect is followed, no proxy and no password is taken from the environment. Plain http goes to this
machine alone; elsewhere TLS, with the system's certificate authorities or the one that is pinned.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from threading import Lock, Timer
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import RequestException
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NameResolutionError

from omp_desktop import __version__
from omp_desktop.sync.errors import Reason
from omp_desktop.wire.unreachable import (
    AddressWrong,
    AnotherAnswered,
    CentreUnreachable,
    CertificateRefused,
    NoConnection,
    PlainHttpRefused,
)

CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 10.0
WHOLE_SECONDS: Final = 60.0
"""For a whole answer that comes in small pieces, and for sending what was asked."""
RETRY_LEAST: Final = 1.0
RETRY_MOST: Final = 900.0
_PIECE: Final = 2**16


@dataclass(frozen=True, slots=True)
class Question:
    """What goes out. `body` None is no body; `most` the bytes that the answer may have."""

    method: str
    path: str
    body: bytes | None = field(default=None, repr=False)
    content_type: str = ""
    most: int = 2**20
    seconds: float = WHOLE_SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `content_type` without parameters; `retry_after` in seconds."""

    status: int
    content_type: str
    body: bytes = field(repr=False)
    retry_after: float | None = None


# Adds headers to what is about to be sent: method, whole address, body.
Sign = Callable[[str, str, bytes], Mapping[str, str]]


def centre_address(text: str) -> str:
    """The address of a centre without a path. Raises AddressWrong, PlainHttpRefused."""
    try:
        parts = urlsplit(text.strip())
        whole = parts.hostname and parts.port != 0
    except ValueError:
        raise AddressWrong from None
    if not whole or parts.scheme not in {"http", "https"} or _has_more(parts):
        raise AddressWrong
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise PlainHttpRefused
    return f"{parts.scheme}://{parts.netloc}"


class Transport:
    """Asks one centre, one question at a time; threads that share it take turns."""

    def __init__(self, url: str, authority: str = "") -> None:
        """`authority` is a certificate authority in PEM, or "" for those of the system.

        Raises AddressWrong, PlainHttpRefused, CertificateRefused for a PEM that is none.
        """
        self._address = centre_address(url)
        self._deadline = _Deadline()
        self._turn = Lock()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.headers.update(
            {"User-Agent": f"omp-desktop/{__version__}", "Accept-Encoding": "identity", "Accept": "*/*"}
        )
        scheme = self._address.partition("://")[0]
        # Nothing but the one way that was asked for.
        self._session.adapters.clear()
        context = tls_context(authority) if scheme == "https" else None
        self._session.mount(f"{scheme}://", _Adapter(context, self._deadline))

    def ask(self, question: Question, sign: Sign | None = None) -> Answer:
        """Sends the question and reads the answer. Raises CentreUnreachable."""
        prepared = self._prepare(question, sign)
        try:
            with self._turn, self._deadline.of(question.seconds):
                answer = self._exchange(prepared, question)
        except (RequestException, HTTPError, OSError, ValueError) as problem:
            raise _unreachable(problem, expired=self._deadline.expired) from problem
        if self._deadline.expired:
            # A head that was cut off looks like one that is whole.
            raise NoConnection(reason=Reason.NO_ANSWER)
        return answer

    def abort(self) -> None:
        """Ends what is being asked now, from another thread: it fails with NoConnection."""
        self._deadline.expire()

    def close(self) -> None:
        """Lets the connection go."""
        self._session.close()

    def _prepare(self, question: Question, sign: Sign | None) -> requests.PreparedRequest:
        # As a stream the body goes out in pieces, each with a time limit of its own: a large one over a slow
        # line would not be through in three seconds.
        body = io.BytesIO(question.body) if question.body else None
        headers = {"Content-Type": question.content_type} if question.body else {}
        try:
            prepared = self._session.prepare_request(
                requests.Request(question.method, self._address + question.path, headers, data=body)
            )
        except (RequestException, ValueError) as problem:
            raise AddressWrong from problem
        if sign is not None:
            prepared.headers.update(sign(question.method, str(prepared.url), question.body or b""))
        return prepared

    def _exchange(self, prepared: requests.PreparedRequest, question: Question) -> Answer:
        with self._session.send(
            prepared, stream=True, allow_redirects=False, timeout=(CONNECT_SECONDS, READ_SECONDS)
        ) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise AnotherAnswered
            return Answer(
                status=response.status_code,
                content_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                body=_read(response, question.most),
                retry_after=_retry_after(response.headers),
            )


# Reading the authorities of a system takes a tenth of a second.
@lru_cache(maxsize=4)
def tls_context(authority: str) -> ssl.SSLContext:
    """Who may vouch for the centre. Raises CertificateRefused."""
    if not authority:
        context = ssl.create_default_context()
        paths = ssl.get_default_verify_paths()
        if not (context.cert_store_stats()["x509_ca"] or paths.cafile or paths.capath):
            context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
        return context
    try:
        return ssl.create_default_context(cadata=authority)
    except (ssl.SSLError, ValueError) as problem:
        raise CertificateRefused(reason="PEM") from problem


class _Deadline:
    """Ends an exchange that takes too long as a whole: neither limit of requests does.

    The connection is shut down under whoever reads from it.
    """

    def __init__(self) -> None:
        self.expired = False
        self._sock: socket.socket | None = None

    def watch(self, connected: socket.socket | None) -> None:
        """The connection that is in use from now on."""
        self._sock = connected

    @contextmanager
    def of(self, seconds: float) -> Iterator[None]:
        """So long at most."""
        self.expired = False
        timer = Timer(seconds, self.expire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def expire(self) -> None:
        """The time is over."""
        self.expired = True
        if self._sock is not None:
            try:
                # Not the method of the TLS connection, which would take its state away under the reader.
                socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already


class _Adapter(HTTPAdapter):
    """Connections that the deadline knows, checked by our own rules for certificates alone."""

    def __init__(self, context: ssl.SSLContext | None, deadline: _Deadline) -> None:
        self._context = context
        self._deadline = deadline
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Gives the connections the context and the deadline."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._deadline)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Nothing more than the context says: requests would add a list of authorities of its own."""
        del url, verify, cert
        conn.cert_reqs = "CERT_REQUIRED"


def _pools(deadline: _Deadline) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    class Secured(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}


def _has_more(parts: SplitResult) -> bool:
    return bool(parts.username or parts.password or parts.query or parts.fragment or parts.path.strip("/"))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _read(response: requests.Response, most: int) -> bytes:
    pieces = bytearray()
    for piece in response.iter_content(_PIECE):
        pieces += piece
        if len(pieces) > most:
            raise AnotherAnswered
    return bytes(pieces)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from either form, between 1 and 900. A date is measured by the other side's own clock."""
    value = headers.get("Retry-After", "").strip()
    if not value:
        return None
    seconds = float(value) if value.isascii() and value.isdigit() else _until(value, headers.get("Date", ""))
    return None if seconds is None else min(max(seconds, RETRY_LEAST), RETRY_MOST)


def _until(date: str, now: str) -> float | None:
    try:
        then = parsedate_to_datetime(date)
        there = parsedate_to_datetime(now) if now else datetime.now(UTC)
        return (then - there).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None


def _unreachable(problem: Exception, *, expired: bool) -> CentreUnreachable:
    chain = list(_causes(problem))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateRefused(reason=cause.verify_message)
        if isinstance(cause, ssl.SSLError):
            return CertificateRefused(reason="TLS")
    return NoConnection(reason=_reason(chain, expired=expired))


def _reason(chain: list[BaseException], *, expired: bool) -> Reason:
    if expired or any(isinstance(cause, TimeoutError | requests.Timeout) for cause in chain):
        return Reason.NO_ANSWER
    if any(isinstance(cause, NameResolutionError | socket.gaierror) for cause in chain):
        return Reason.NAME
    if any(isinstance(cause, ConnectionRefusedError) for cause in chain):
        return Reason.REFUSED
    return Reason.BROKEN


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """The problem and everything that led to it, as far as it is known; each once."""
    seen: list[BaseException] = []
    waiting: list[Any] = [problem]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and not any(cause is other for other in seen):
            seen.append(cause)
            yield cause
            waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]
