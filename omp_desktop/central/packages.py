"""Packages that the commission leaves for stations: checked against what was published, kept as they came."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from omp_desktop.central.schema import DeviceRow, ElectionRow, EnrolmentRow
from omp_desktop.central.trust import Act, Seat, admit, enrolled_device
from omp_desktop.wire.enrolment import CONFIRMED
from omp_desktop.wire.envelope import Sealed, open_envelope, unpack
from omp_desktop.wire.package import PACKAGE_BYTES_MOST, PACKAGE_PURPOSE, Package
from omp_desktop.wire.refusals import DeviceUnconfirmed, ElectionUnknown, PackageNotReady, PlaceDiffers


def opened(packed: bytes) -> Sealed:
    """The envelope of a packed package. Raises MessageMalformed, MessageTooLarge."""
    return open_envelope(unpack(packed, PACKAGE_BYTES_MOST), PACKAGE_BYTES_MOST)


def keep(  # noqa: PLR0913, PLR0917 - what a package is held against
    act: Act, election_id: str, device_id: str, sealed: Sealed, packed: bytes, centre_key: str
) -> None:
    """Leaves the package for its device; one with a lower revision than the last is refused.

    A device that the centre does not know is one whose request was carried to the commission in a file, and
    compared there by two people: the package says its key and station, so it is let in.

    Raises ElectionUnknown, NothingThere, DeviceUnconfirmed, PlaceDiffers, SignatureInvalid, WireRefused.
    """
    session = act.session
    published = session.execute(
        select(ElectionRow.manifest, ElectionRow.manifest_signature, ElectionRow.commission_key).where(
            ElectionRow.id == election_id
        )
    ).one_or_none()
    if published is None:
        raise ElectionUnknown
    sealed.verify(bytes.fromhex(published.commission_key), PACKAGE_PURPOSE)
    package = sealed.read(Package)
    if package.device_id == device_id and session.get(DeviceRow, device_id) is None:
        admit(act, Seat(election_id, package.station_id), device_id, package.device_key)
    device = enrolled_device(session, election_id, device_id)
    if device.state != CONFIRMED:
        raise DeviceUnconfirmed
    place = session.get(EnrolmentRow, (election_id, device_id))
    if place is None:  # the commission's own device has everything already
        raise PlaceDiffers(where="device_id")
    expected = {
        "election_id": (package.election_id, election_id),
        "device_id": (package.device_id, device_id),
        "station_id": (package.station_id, place.station_id),
        "device_key": (package.device_key, device.public_key),
        "centre_key": (package.centre_key or centre_key, centre_key),
        "manifest": (package.manifest.text.encode("utf-8"), published.manifest),
        "manifest.signature": (package.manifest.signature, published.manifest_signature),
    }
    for where, (found, wanted) in expected.items():
        if found != wanted:
            raise PlaceDiffers(where=where)
    if package.revision < (place.package_revision or 0):
        raise PlaceDiffers(where="revision")
    place.package, place.package_revision = packed, package.revision


def waiting_for(session: Session, election_id: str, station_id: str, device_id: str) -> bytes:
    """The packed package of a device. Raises PackageNotReady."""
    found = session.scalar(
        select(EnrolmentRow.package).where(
            EnrolmentRow.election_id == election_id,
            EnrolmentRow.device_id == device_id,
            EnrolmentRow.station_id == station_id,
        )
    )
    if found is None:
        raise PackageNotReady
    return found
