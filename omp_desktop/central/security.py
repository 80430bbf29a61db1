"""Who asks: the device that signed the request, and whether it may.

A route names who may ask by the type of its parameter:

    by: Annotated[Signed, Depends(signer())]                  a confirmed device of the station in the address
                                                              (of the election, if no station is in it), or
                                                              the commission's device
    by: Annotated[Signed, Depends(signer(commission=True))]   the commission's device alone
    by: Annotated[Signed, Depends(signer(revoked=True))]      as the first, and revoked devices too: what they
                                                              send is kept apart, never thrown away

The head is checked first, then the body is read as far as `most` bytes and compared with the digest that was
signed. `by.body` are the bytes that travelled. The device is looked up in a transaction of its own: a route
whose effect depends on the device looks again inside the transaction that has the effect.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from sqlalchemy import and_, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from omp_desktop.central.centre import Centre
from omp_desktop.central.overload import Allowances, Gate
from omp_desktop.central.schema import DeviceRow, EnrolmentRow
from omp_desktop.wire import http
from omp_desktop.wire.enrolment import REVOKED, WAITING
from omp_desktop.wire.envelope import ENVELOPE_BYTES_MOST
from omp_desktop.wire.errors import MessageTooLarge
from omp_desktop.wire.refusals import (
    DeviceRevoked,
    DeviceUnconfirmed,
    NotForThisDevice,
    Overloaded,
    RequestSlow,
    TooManyRequests,
)

# What gzip adds to bytes that it cannot make smaller.
PACKED_BYTES_MOST: Final = ENVELOPE_BYTES_MOST + 1024
# The time for a body is for each of these.
_PIECE: Final = 2**20


@dataclass(frozen=True, slots=True)
class Sender:
    """A device as the centre knows it."""

    device_id: str
    public_key: str
    state: str
    commission: bool
    # Its station in the election that the address names, if it is enrolled there.
    station_id: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed the request, and its body as it travelled."""

    sender: Sender
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedHead:
    """Who signed the head of a request. The body is not read yet."""

    sender: Sender
    head: http.SignedHead = field(repr=False)


def centre_of(request: Request) -> Centre:
    """The centre that the application serves."""
    centre: Centre = request.app.state.centre
    return centre


CentreHere = Annotated[Centre, Depends(centre_of)]


def signer(
    *, commission: bool = False, revoked: bool = False, most: int = PACKED_BYTES_MOST
) -> Callable[..., Coroutine[Any, Any, Signed]]:
    """A dependency, as the head of this module says. Raises what wire/refusals.py has for each case."""

    async def signed(request: Request) -> Signed:
        found = await run_in_threadpool(_allowed_head, request, commission=commission, revoked=revoked)
        body = await read_body(request, most)
        found.head.check_body(body)
        return Signed(found.sender, body)

    return signed


def large_signer(most: int) -> Callable[[Request], AsyncIterator[Signed]]:
    """As `signer(commission=True)`, for bodies that fill the memory: one at a time, from head to answer.

    Raises Overloaded as well.
    """

    async def signed(request: Request) -> AsyncIterator[Signed]:
        found = await run_in_threadpool(_allowed_head, request, commission=True, revoked=False)
        gate: Gate = request.app.state.large
        if not await gate.enter():
            raise Overloaded
        try:
            body = await read_body(request, most)
            found.head.check_body(body)
            yield Signed(found.sender, body)
        finally:
            gate.leave()

    return signed


def unsigned_body(most: int = PACKED_BYTES_MOST) -> Callable[[Request], Coroutine[Any, Any, bytes]]:
    """A dependency for routes that anybody may ask: the bytes of the body."""

    async def body(request: Request) -> bytes:
        gate: Gate = request.app.state.strangers
        if not await gate.enter():
            raise Overloaded
        try:
            return await read_body(request, most)
        finally:
            gate.leave()

    return body


async def read_body(request: Request, most: int) -> bytes:
    """The body, if it is no longer than `most` bytes and comes in time.

    Raises MessageTooLarge (before anything is read, when the length is said), RequestSlow.
    """
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > most:
        raise MessageTooLarge(most=most)
    pieces = 1 + (int(said) if said.isdigit() else most) // _PIECE
    try:
        async with asyncio.timeout(pieces * centre_of(request).settings.body_seconds):
            return await _gathered(request, most)
    except (TimeoutError, ClientDisconnect):
        raise RequestSlow from None


async def _gathered(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    length = 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise MessageTooLarge(most=most)
        parts.append(part)
    return b"".join(parts)


def _allowed_head(request: Request, *, commission: bool, revoked: bool) -> SignedHead:
    found = _signed_head(request)
    _check_may(found.sender, commission=commission, revoked=revoked)
    _check_place(found.sender, request.path_params)
    return found


def _signed_head(request: Request) -> SignedHead:
    senders: dict[str, Sender] = {}

    def key_of(device_id: str) -> bytes | None:
        sender = _sender(centre_of(request), device_id, request.path_params.get("e", ""))
        if sender is None:
            return None
        senders[device_id] = sender
        return bytes.fromhex(sender.public_key)

    head = http.verify_head(as_signed(request), key_of)
    allowances: Allowances = request.app.state.allowances
    if not allowances.take(head.device_id):
        raise TooManyRequests
    return SignedHead(senders[head.device_id], head)


def as_signed(request: Request) -> http.Request:
    """The request's head as it was signed: the path and query as they travelled."""
    path = request.scope.get("raw_path", b"").decode("ascii", "replace")
    query = request.scope["query_string"].decode("ascii", "replace")
    url = f"http://centre{path}?{query}" if query else f"http://centre{path}"
    return http.Request(request.method, url, headers=dict(request.headers))


def _sender(centre: Centre, device_id: str, election_id: str) -> Sender | None:
    here = and_(EnrolmentRow.device_id == DeviceRow.id, EnrolmentRow.election_id == election_id)
    with centre.store.read() as session:
        row = session.execute(
            select(
                DeviceRow.id,
                DeviceRow.public_key,
                DeviceRow.state,
                DeviceRow.commission,
                EnrolmentRow.station_id,
            )
            .outerjoin(EnrolmentRow, here)
            .where(DeviceRow.id == device_id)
        ).one_or_none()
    return None if row is None else Sender(*row)


def _check_may(sender: Sender, *, commission: bool, revoked: bool) -> None:
    if sender.state == REVOKED and not revoked:
        raise DeviceRevoked
    if sender.state == WAITING:
        raise DeviceUnconfirmed
    if commission and not sender.commission:
        raise NotForThisDevice


def _check_place(sender: Sender, path: dict[str, Any]) -> None:
    election, station = path.get("e"), path.get("s")
    if sender.commission or election is None:
        return
    if sender.station_id is None or station not in {None, sender.station_id}:
        raise NotForThisDevice
