"""Without a network: a station's device is carried to the commission in a file, and its package back.

The file is signed by the device that it names. That it is the right one, two people say who compare its
fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from omp_desktop.crypto import signing
from omp_desktop.crypto.errors import SignatureInvalid, SigningKeyInvalid
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.station import DeviceKind
from omp_desktop.files import replace_file
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre import PROGRAM
from omp_desktop.services.centre_errors import PackageDamaged, PackageFileWrong, PackagePart
from omp_desktop.services.centre_link import REQUESTED_DEVICE, device_key, read_link
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.session import Session
from omp_desktop.wire import enrolment
from omp_desktop.wire.enrolment import ENROLMENT_PURPOSE
from omp_desktop.wire.envelope import ENVELOPE_BYTES_MOST, open_envelope, seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.package import DeviceRequest


@dataclass(frozen=True, slots=True)
class RequestedDevice:
    """A device that asks for a package; the key in hex."""

    device_id: str
    name: str
    public_key: str
    fingerprint: str


def write_request(core: Core, actor: Session, file: Path) -> RequestedDevice:
    """Writes this PC's request; the same device each time.

    Raises PackageFileWrong, DeviceKeyMissing and the errors of the secrets.
    """
    device_id, pair = _device(core)
    requested = RequestedDevice(
        device_id, DeviceKind.OFFICE.ko, pair.public_key.hex(), enrolment.fingerprint(pair.public_key)
    )
    with core.store.uow() as uow:
        message = DeviceRequest(
            protocol=PROTOCOL,
            device_id=device_id,
            device_name=requested.name,
            public_key=requested.public_key,
            store_id=uow.settings.store_id,
            program=PROGRAM,
        )
        AuditLog(core).append(
            uow,
            AuditEvent.DEVICE_REQUESTED,
            actor,
            device=device_id,
            fingerprint=requested.fingerprint,
        )
        uow.commit()
    write_file(file, seal(message, pair.seed, ENROLMENT_PURPOSE))
    return requested


def read_request(file: Path) -> RequestedDevice:
    """The device in a request. Raises PackageFileWrong, PackageDamaged, WireRefused."""
    sealed = open_envelope(read_file(file, ENVELOPE_BYTES_MOST))
    message = sealed.read(DeviceRequest)
    key = bytes.fromhex(message.public_key)
    try:
        sealed.verify(key, ENROLMENT_PURPOSE)
    except (SignatureInvalid, SigningKeyInvalid) as problem:
        raise PackageDamaged(where=PackagePart.SIGNATURE) from problem
    return RequestedDevice(
        message.device_id, message.device_name, message.public_key, enrolment.fingerprint(key)
    )


def read_file(file: Path, most: int) -> bytes:
    """The bytes of a file, one more than `most` at the most. Raises PackageFileWrong."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as problem:
        raise PackageFileWrong(reason=problem.strerror or type(problem).__name__) from problem


def write_file(file: Path, content: bytes) -> None:
    """A file, whole or not at all, read back. Raises PackageFileWrong."""
    try:
        replace_file(file, content)
        same = file.read_bytes() == content
    except OSError as problem:
        raise PackageFileWrong(reason=problem.strerror or type(problem).__name__) from problem
    if not same:
        raise PackageFileWrong(reason="read back")


def _device(core: Core) -> tuple[str, signing.SigningKeyPair]:
    """The device that packages for this PC are made for."""
    link = read_link(core)
    if link is not None:
        return link.device_id, device_key(core, link.device_id)
    device_id, pair = core.new_id(), signing.generate(core.random)
    core.secrets_box.put(device_key_name(device_id), pair.seed)
    with core.store.uow() as uow:
        uow.settings.set(REQUESTED_DEVICE, device_id)
        uow.commit()
    return device_id, pair
