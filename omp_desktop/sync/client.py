"""What can be asked of a centre: services/centre_port.py over HTTP. Answers are checked before they count."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Final, NoReturn, TypeVar
from urllib.parse import urlencode

import msgspec

from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.clock import system_now
from omp_desktop.domain.sending import CentreLink
from omp_desktop.sync.errors import RefusedUnexplained
from omp_desktop.sync.transport import Answer, Question, Transport
from omp_desktop.wire.enrolment import ENROLLED_PURPOSE, Devices, Enrolled, NewCode
from omp_desktop.wire.envelope import ENVELOPE_BYTES_MOST, Message, Sealed, decode, open_envelope, pack
from omp_desktop.wire.errors import MessageMalformed, WireRefused
from omp_desktop.wire.http import JSON, PACKED, PROBLEM, Request, sign_request
from omp_desktop.wire.package import PACKAGE_BYTES_MOST
from omp_desktop.wire.problem import Problem, error_of
from omp_desktop.wire.receipt import RECEIPT_PURPOSE
from omp_desktop.wire.station import (
    FEED_PURPOSE,
    HELLO_PURPOSE,
    STATE_PURPOSE,
    BatchList,
    Diff,
    DiffAnswer,
    Hello,
    News,
    Overview,
    StationState,
)
from omp_desktop.wire.unreachable import AnotherAnswered, CentreBusy, CentreNotGenuine

_NONCE_BYTES: Final = 16
# Lists of everything: devices, stations, receipts of a thousand batches.
_LIST_BYTES: Final = 8 * 2**20
_PACKAGE_SECONDS: Final = 900.0
_BUSY: Final = frozenset({408, 425, 429})
_CONFLICT: Final = 409

T = TypeVar("T")


class CentreClient:
    """A centre whose key is known. Requests are signed by this PC's device where they must be."""

    def __init__(self, link: CentreLink, seed: bytes, now: Callable[[], datetime] = system_now) -> None:
        """Raises AddressWrong, PlainHttpRefused, CertificateRefused."""
        self._transport = Transport(link.url, link.authority)
        self._key = bytes.fromhex(link.centre_key)
        self._device_id = link.device_id
        self._seed = seed
        self._now = now

    def abort(self) -> None:
        """Ends what is being asked now, from another thread."""
        self._transport.abort()

    def close(self) -> None:
        """Lets the connection go."""
        self._transport.close()

    def hello(self) -> Hello:
        """The centre's limits and its time, checked against a fresh nonce."""
        return _hello(self._transport, self._key)

    def rotate(self, device_id: str, envelope: bytes) -> None:
        """Gives this device another key."""
        self._ask(Question("POST", f"/v1/devices/{device_id}/rotation", pack(envelope), PACKED), "")

    def put_batch(self, election_id: str, station_id: str, batch_id: str, packed: bytes) -> Sealed:
        """Sends a batch; the receipt's envelope, its signature checked, its content not yet."""
        path = f"/v1/elections/{election_id}/stations/{station_id}/batches/{batch_id}"
        raw = self._ask(Question("PUT", path, packed, PACKED, ENVELOPE_BYTES_MOST))
        return _signed(raw, RECEIPT_PURPOSE, self._key)

    def state(self, election_id: str, station_id: str) -> StationState:
        """What the centre has of a station."""
        raw = self._get(f"/v1/elections/{election_id}/stations/{station_id}/state")
        state = _read(_signed(raw, STATE_PURPOSE, self._key), StationState)
        _require((state.election_id, state.station_id) == (election_id, station_id))
        return state

    def diff(self, election_id: str, station_id: str, have: Diff) -> DiffAnswer:
        """Which batches it lacks."""
        path = f"/v1/elections/{election_id}/stations/{station_id}/diff"
        raw = self._ask(Question("POST", path, msgspec.json.encode(have), JSON, _LIST_BYTES))
        return _plain(raw, DiffAnswer)

    def package(self, election_id: str, station_id: str) -> bytes:
        """The packed election package of this device; the commission signed it."""
        path = f"/v1/elections/{election_id}/stations/{station_id}/package"
        return self._ask(Question("GET", path, most=PACKAGE_BYTES_MOST, seconds=_PACKAGE_SECONDS), PACKED)

    def news(self, election_id: str, after: int) -> News:
        """Statements after a cursor."""
        raw = self._get(f"/v1/elections/{election_id}/feed?{urlencode({'after': after})}")
        news = _read(_signed(raw, FEED_PURPOSE, self._key), News)
        _require((news.election_id, news.after) == (election_id, after))
        return news

    def new_code(self, election_id: str, code: NewCode) -> None:
        """Lets a station enrol. The commission alone, like everything below."""
        body = msgspec.json.encode(code)
        self._ask(Question("POST", f"/v1/elections/{election_id}/codes", body, JSON), "")

    def devices(self, election_id: str) -> Devices:
        """Every device of an election."""
        return _plain(self._get(f"/v1/elections/{election_id}/devices", _LIST_BYTES), Devices)

    def confirm(self, election_id: str, device_id: str, public_key: str) -> None:
        """Two people compared this key's fingerprint."""
        path = f"/v1/elections/{election_id}/devices/{device_id}/confirmation"
        self._ask(Question("POST", path, msgspec.json.encode({"public_key": public_key}), JSON), "")

    def revoke(self, election_id: str, device_id: str, reason: str) -> None:
        """The device's key is worth nothing any more."""
        path = f"/v1/elections/{election_id}/devices/{device_id}/revocation"
        self._ask(Question("POST", path, msgspec.json.encode({"reason": reason}), JSON), "")

    def put_package(self, election_id: str, device_id: str, packed: bytes) -> None:
        """Leaves a station's package for it to fetch."""
        path = f"/v1/elections/{election_id}/devices/{device_id}/package"
        self._ask(Question("PUT", path, packed, PACKED, seconds=_PACKAGE_SECONDS), "")

    def overview(self, election_id: str) -> Overview:
        """All stations of an election."""
        raw = self._get(f"/v1/elections/{election_id}/overview", _LIST_BYTES)
        overview = _read(_signed(raw, STATE_PURPOSE, self._key, _LIST_BYTES), Overview)
        _require(overview.election_id == election_id)
        return overview

    def batches(self, election_id: str, after: str = "", lane: str = "") -> BatchList:
        """Batches after this id."""
        given = {name: value for name, value in (("after", after), ("lane", lane)) if value}
        query = f"?{urlencode(given)}" if given else ""
        return _plain(self._get(f"/v1/elections/{election_id}/batches{query}", _LIST_BYTES), BatchList)

    def batch(self, election_id: str, batch_id: str) -> bytes:
        """A packed batch as it came."""
        path = f"/v1/elections/{election_id}/batches/{batch_id}"
        return self._ask(Question("GET", path, most=2 * ENVELOPE_BYTES_MOST), PACKED)

    def receipt(self, election_id: str, batch_id: str) -> bytes:
        """The receipt's envelope of a batch."""
        raw = self._get(f"/v1/elections/{election_id}/batches/{batch_id}/receipt")
        _signed(raw, RECEIPT_PURPOSE, self._key)
        return raw

    def _get(self, path: str, most: int = ENVELOPE_BYTES_MOST) -> bytes:
        return self._ask(Question("GET", path, most=most))

    def _ask(self, question: Question, content_type: str = JSON) -> bytes:
        return _accepted(self._transport.ask(question, self._sign), content_type)

    def _sign(self, method: str, url: str, body: bytes) -> dict[str, str]:
        request = Request(method, url, body)
        sign_request(request, self._device_id, self._seed, self._now())
        return dict(request.headers)


class Stranger:
    """A centre at an address whose key is not known yet."""

    def __init__(self, url: str, authority: str = "") -> None:
        """Raises AddressWrong, PlainHttpRefused, CertificateRefused."""
        self._transport = Transport(url, authority)

    def centre_key(self) -> bytes:
        """The key that it says is its own, proved by a signature over a fresh nonce."""
        return bytes.fromhex(_hello(self._transport, None).centre_key)

    def enrol(self, envelope: bytes, centre_key: bytes) -> Enrolled:
        """Enrols a station's device."""
        return self._introduce("/v1/enrolments", envelope, centre_key)

    def register_commission(self, envelope: bytes, centre_key: bytes) -> Enrolled:
        """Registers the commission."""
        return self._introduce("/v1/commission", envelope, centre_key)

    def _introduce(self, path: str, envelope: bytes, centre_key: bytes) -> Enrolled:
        raw = _accepted(self._transport.ask(Question("POST", path, pack(envelope), PACKED)), JSON)
        return _read(_signed(raw, ENROLLED_PURPOSE, centre_key), Enrolled)


def _hello(transport: Transport, known: bytes | None) -> Hello:
    """Checked against the known key, or against the one that it names itself."""
    nonce = secrets.token_hex(_NONCE_BYTES)
    raw = _accepted(transport.ask(Question("GET", f"/v1/hello?{urlencode({'nonce': nonce})}")), JSON)
    named = bytes.fromhex(_read(_envelope(raw), Hello).centre_key)
    hello = _read(_signed(raw, HELLO_PURPOSE, named if known is None else known), Hello)
    _require(hello.nonce == nonce and (known is None or named == known))
    return hello


def _accepted(answer: Answer, content_type: str) -> bytes:
    """The body of an answer of the centre that does what was asked; "" is an answer without a body."""
    if answer.status >= 400:  # noqa: PLR2004 - the classes of HTTP
        _refused(answer)
    if not 200 <= answer.status < 300:  # noqa: PLR2004
        raise AnotherAnswered
    if content_type and answer.content_type != content_type:
        raise AnotherAnswered
    if not content_type and answer.body:
        raise AnotherAnswered
    return answer.body


def _refused(answer: Answer) -> NoReturn:
    known = None
    if answer.content_type == PROBLEM:
        try:
            known = error_of(decode(answer.body, Problem))
        except WireRefused:
            known = None
    if answer.status >= 500 or answer.status in _BUSY or (answer.status == _CONFLICT and known is None):  # noqa: PLR2004
        busy = CentreBusy(status=answer.status)
        busy.retry_after = answer.retry_after
        raise busy from known
    if known is None:
        raise RefusedUnexplained(status=answer.status)
    raise known


def _envelope(raw: bytes, most: int = ENVELOPE_BYTES_MOST) -> Sealed:
    try:
        return open_envelope(raw, most)
    except WireRefused as problem:
        raise AnotherAnswered from problem


def _signed(raw: bytes, purpose: str, key: bytes, most: int = ENVELOPE_BYTES_MOST) -> Sealed:
    sealed = _envelope(raw, most)
    try:
        sealed.verify(key, purpose)
    except (SignatureInvalid, SigningKeyInvalid) as problem:
        raise CentreNotGenuine from problem
    return sealed


def _read(sealed: Sealed, kind: type[Message]) -> Message:
    try:
        return sealed.read(kind)
    except MessageMalformed as problem:
        raise AnotherAnswered from problem


def _plain(raw: bytes, kind: type[T]) -> T:
    try:
        return decode(raw, kind)
    except WireRefused as problem:
        raise AnotherAnswered from problem


def _require(holds: bool) -> None:
    """A signed answer to another question is worth nothing."""
    if not holds:
        raise CentreNotGenuine
