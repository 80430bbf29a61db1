"""First trust, devices and packages (docs/protocol.md, First trust)."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from omp_desktop.central import packages, trust
from omp_desktop.central.api.answers import (
    MESSAGE,
    SIGNED,
    DeviceId,
    ElectionId,
    Envelope,
    Packed,
    Plain,
    StationId,
    documented,
    done,
    packed,
    plain_json,
    signed_json,
)
from omp_desktop.central.centre import Centre
from omp_desktop.central.security import CentreHere, Signed, large_signer, signer, unsigned_body
from omp_desktop.central.trust import Act
from omp_desktop.crypto import signing
from omp_desktop.wire import enrolment
from omp_desktop.wire.batch import ITEMS_MOST
from omp_desktop.wire.enrolment import (
    CommissionRegistration,
    Confirmation,
    Devices,
    Enrolled,
    Enrolment,
    NewCode,
    Revocation,
    Rotation,
)
from omp_desktop.wire.envelope import ENVELOPE_BYTES_MOST, Sealed, Versioned, decode, open_envelope, unpack
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.forms import OLDEST_PROTOCOL, PROTOCOL
from omp_desktop.wire.package import PACKAGE_BYTES_MOST, Package
from omp_desktop.wire.refusals import (
    AlreadyRegistered,
    BatchSignatureWrong,
    CodeRefused,
    DeviceRevoked,
    ElectionUnknown,
    PackageNotReady,
    PlaceDiffers,
)
from omp_desktop.wire.station import HELLO_PURPOSE, Hello

router = APIRouter(tags=["trust"])

Message = TypeVar("Message", bound=Versioned)

_GZIP: Final = b"\x1f\x8b"
# A stranger's message is small.
_STRANGERS_MOST: Final = 16_384

ByStranger = Annotated[bytes, Depends(unsigned_body(_STRANGERS_MOST))]
ByDevice = Annotated[Signed, Depends(signer())]
ByCommission = Annotated[Signed, Depends(signer(commission=True))]
WithPackage = Annotated[Signed, Depends(large_signer(PACKAGE_BYTES_MOST))]
HelloNonce = Annotated[str, Query(pattern="^[0-9a-f]{16,64}$")]


@router.get("/v1/hello", **documented(Envelope(Hello), refuses=[MessageMalformed]))
async def hello(nonce: HelloNonce, centre: CentreHere) -> Response:
    """Who the centre is and what time it is, signed over the asker's nonce."""
    said = Hello(
        protocol=PROTOCOL,
        nonce=nonce,
        oldest_protocol=OLDEST_PROTOCOL,
        newest_protocol=PROTOCOL,
        centre_key=centre.key,
        server_time=centre.server_time(),
        items_most=ITEMS_MOST,
        body_bytes_most=ENVELOPE_BYTES_MOST,
    )
    return signed_json(centre.seal(said, HELLO_PURPOSE))


@router.post(
    "/v1/commission",
    **documented(
        Envelope(Enrolled),
        takes=Packed(CommissionRegistration),
        refuses=[*MESSAGE, CodeRefused, AlreadyRegistered, BatchSignatureWrong],
    ),
)
def commission(body: ByStranger, centre: CentreHere) -> Response:
    """The commission's PC registers its device and the commission's key with the code of the first start."""
    sealed, asked = _read(body, CommissionRegistration)
    sealed.verify(bytes.fromhex(asked.public_key), enrolment.COMMISSION_PURPOSE)
    signing.verify(
        bytes.fromhex(asked.commission_key),
        enrolment.DEVICE_OF_COMMISSION_PURPOSE,
        bytes.fromhex(asked.device_id) + bytes.fromhex(asked.public_key),
        bytes.fromhex(asked.by_commission),
    )
    _check_texts(asked.device_name, asked.program)
    centre.store.write(
        lambda session: trust.register_commission(Act(session, asked.device_id, centre.now()), asked)
    )
    return _enrolled(centre, asked, None)


@router.post(
    "/v1/enrolments",
    **documented(
        Envelope(Enrolled),
        takes=Packed(Enrolment),
        refuses=[*MESSAGE, CodeRefused, DeviceRevoked, AlreadyRegistered, BatchSignatureWrong],
    ),
)
def enrolments(body: ByStranger, centre: CentreHere) -> Response:
    """A station's device enrols with a code, and waits until two people have compared its fingerprint."""
    sealed, asked = _read(body, Enrolment)
    sealed.verify(bytes.fromhex(asked.public_key), enrolment.ENROLMENT_PURPOSE)
    _check_texts(asked.device_name, asked.program)
    seat = centre.store.write(lambda session: trust.enrol(Act(session, asked.device_id, centre.now()), asked))
    return _enrolled(centre, asked, seat)


@router.post(
    "/v1/devices/{d}/rotation",
    **documented(
        takes=Packed(Rotation),
        refuses=[*SIGNED, *MESSAGE, PlaceDiffers, AlreadyRegistered, BatchSignatureWrong],
    ),
)
def rotation(d: DeviceId, by: ByDevice, centre: CentreHere) -> Response:
    """A device's new key, signed by the old one and by itself."""
    sealed, asked = _read(by.body, Rotation)
    if not d == asked.device_id == by.sender.device_id:
        raise PlaceDiffers(where="device_id")
    sealed.verify(bytes.fromhex(asked.old_key), enrolment.ROTATION_PURPOSE)
    signing.verify(
        bytes.fromhex(asked.new_key),
        enrolment.NEW_KEY_PURPOSE,
        bytes.fromhex(asked.device_id + asked.old_key + asked.new_key),
        bytes.fromhex(asked.by_new),
    )
    centre.store.write(
        lambda session: trust.rotate(Act(session, asked.device_id, centre.now()), asked, sealed.envelope)
    )
    return done()


@router.get(
    "/v1/elections/{e}/stations/{s}/package",
    **documented(Packed(Package), refuses=[*SIGNED, PackageNotReady]),
)
def get_package(e: ElectionId, s: StationId, by: ByDevice, centre: CentreHere) -> Response:
    """The election package of the device that asks."""
    with centre.store.read() as session:
        found = packages.waiting_for(session, e, s, by.sender.device_id)
    return packed(found)


@router.post(
    "/v1/elections/{e}/codes",
    **documented(takes=Plain(NewCode), refuses=[*SIGNED, *MESSAGE, ElectionUnknown, AlreadyRegistered]),
)
def codes(e: ElectionId, by: ByCommission, centre: CentreHere) -> Response:
    """Lets a station enrol with the code of this hash, once, for 24 hours."""
    asked = decode(by.body, NewCode)
    centre.store.write(lambda session: trust.allow(_act(session, by, centre), e, asked))
    return done()


@router.get("/v1/elections/{e}/devices", **documented(Plain(Devices), refuses=[*SIGNED, ElectionUnknown]))
def devices(e: ElectionId, by: ByCommission, centre: CentreHere) -> Response:
    """Every device of the election, with its fingerprint and state."""
    del by
    with centre.store.read() as session:
        found = trust.devices(session, e)
    return plain_json(Devices(devices=found))


@router.post(
    "/v1/elections/{e}/devices/{d}/confirmation",
    **documented(takes=Plain(Confirmation), refuses=[*SIGNED, *MESSAGE, ElectionUnknown, PlaceDiffers]),
)
def confirmation(e: ElectionId, d: DeviceId, by: ByCommission, centre: CentreHere) -> Response:
    """Two people compared the fingerprint of this key."""
    asked = decode(by.body, Confirmation)
    centre.store.write(lambda session: trust.confirm(_act(session, by, centre), e, d, asked.public_key))
    return done()


@router.post(
    "/v1/elections/{e}/devices/{d}/revocation",
    **documented(takes=Plain(Revocation), refuses=[*SIGNED, *MESSAGE, ElectionUnknown]),
)
def revocation(e: ElectionId, d: DeviceId, by: ByCommission, centre: CentreHere) -> Response:
    """The device's keys are worth nothing any more. What they signed is kept apart, never thrown away."""
    asked = decode(by.body, Revocation)
    _check_texts(asked.reason)
    centre.store.write(lambda session: trust.revoke(_act(session, by, centre), e, d, asked.reason))
    return done()


@router.put(
    "/v1/elections/{e}/devices/{d}/package",
    **documented(
        takes=Packed(Package),
        refuses=[*SIGNED, *MESSAGE, ElectionUnknown, PlaceDiffers, BatchSignatureWrong],
    ),
)
def put_package(e: ElectionId, d: DeviceId, by: WithPackage, centre: CentreHere) -> Response:
    """Leaves a station's package for it to fetch; a device that asked by file is let in."""
    sealed = packages.opened(by.body)
    centre.store.write(
        lambda session: packages.keep(_act(session, by, centre), e, d, sealed, by.body, centre.key)
    )
    return done()


def _act(session: Session, by: Signed, centre: Centre) -> Act:
    return Act(session, by.sender.device_id, centre.now())


def _read(body: bytes, kind: type[Message]) -> tuple[Sealed, Message]:
    """The envelope, packed or not, and its content. Nothing of it is checked yet."""
    sealed = open_envelope(unpack(body) if body.startswith(_GZIP) else body)
    return sealed, sealed.read(kind)


def _check_texts(*texts: str) -> None:
    """A name is one line that can be shown."""
    if not all(text.isprintable() for text in texts):
        raise MessageMalformed(where="text")


def _enrolled(centre: Centre, asked: Enrolment | CommissionRegistration, seat: trust.Seat | None) -> Response:
    answer = Enrolled(
        protocol=PROTOCOL,
        device_id=asked.device_id,
        public_key=asked.public_key,
        centre_key=centre.key,
        server_time=centre.server_time(),
    )
    if seat is not None:
        with centre.store.read() as session:
            name = trust.names(session, seat)
        answer = msgspec.structs.replace(
            answer,
            election_id=seat.election_id,
            station_id=seat.station_id,
            station_name=name.station,
            election_ko=name.election.ko,
            election_en=name.election.en,
        )
    return signed_json(centre.seal(answer, enrolment.ENROLLED_PURPOSE))
