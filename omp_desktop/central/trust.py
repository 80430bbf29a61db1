"""Who may speak for whom: the commission registers, devices enrol, are confirmed, change keys, are revoked.

Each function works inside a write transaction. What may happen once is held by a row that there can be once,
or by a row that is locked: two replicas that are asked the same at the same moment do it once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from omp_desktop.central.elections import known
from omp_desktop.central.keys import CODE_VALID, COMMISSION, commission_code_holds
from omp_desktop.central.schema import (
    CodeRow,
    CommissionRow,
    DeviceKeyRow,
    DeviceRow,
    ElectionRow,
    EnrolmentRow,
    LogRow,
    SettingRow,
    StationRow,
)
from omp_desktop.domain.json_fields import instant_text
from omp_desktop.domain.language import LocalText
from omp_desktop.wire.enrolment import (
    CONFIRMED,
    REVOKED,
    WAITING,
    CommissionRegistration,
    DeviceView,
    Enrolment,
    NewCode,
    Rotation,
    code_hash,
    fingerprint,
)
from omp_desktop.wire.refusals import (
    AlreadyRegistered,
    CodeRefused,
    DeviceRevoked,
    ElectionUnknown,
    NotForThisDevice,
    NothingThere,
    PlaceDiffers,
)

# The name of a device whose request was carried in a file.
_BY_FILE: Final = "USB"


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, when, and the transaction in which it is done."""

    session: Session
    by: str
    now: datetime

    def log(self, action: str, subject: str, detail: str = "") -> None:
        """Writes down what was done to whom."""
        self.session.add(
            LogRow(at=instant_text(self.now), actor=self.by, action=action, subject=subject, detail=detail)
        )


@dataclass(frozen=True, slots=True)
class Seat:
    """What a device was enrolled for."""

    election_id: str
    station_id: str


@dataclass(frozen=True, slots=True)
class Names:
    """What people call the place that a device was enrolled for."""

    station: str
    election: LocalText


def names(session: Session, seat: Seat) -> Names:
    """The names of an election that is there. Raises ElectionUnknown."""
    published = known(session, seat.election_id)
    if published is None:
        raise ElectionUnknown
    station = session.get_one(StationRow, (seat.election_id, seat.station_id))
    return Names(station.name, published.manifest.name)


def require_election(session: Session, election_id: str) -> None:
    """Raises ElectionUnknown."""
    if session.scalar(select(ElectionRow.id).where(ElectionRow.id == election_id)) is None:
        raise ElectionUnknown


def register_commission(act: Act, asked: CommissionRegistration) -> None:
    """The commission's device and key; the same again changes nothing.

    Raises AlreadyRegistered for another commission, CodeRefused.
    """
    if act.session.get(SettingRow, COMMISSION) is not None:
        if not _is_the_commission(act.session, asked):
            raise AlreadyRegistered
        return
    if not commission_code_holds(act.session, code_hash(asked.secret), act.now):
        raise CodeRefused
    if act.session.get(DeviceRow, asked.device_id) is not None:
        raise AlreadyRegistered
    # There can be one row of this name: the second of two registrations at once fails here, and is done anew.
    act.session.add(SettingRow(key=COMMISSION, value=asked.station_id))
    act.session.flush()
    _add_device(act, asked, state=CONFIRMED, commission=True)
    act.session.add(
        CommissionRow(
            commission_key=asked.commission_key,
            device_id=asked.device_id,
            registered_at=instant_text(act.now),
        )
    )
    act.log("commission-registered", asked.device_id)


def allow(act: Act, election_id: str, code: NewCode) -> None:
    """A station may enrol with the code of this hash; the same again changes nothing.

    Raises ElectionUnknown, NothingThere for a station that the election does not have, AlreadyRegistered for
    a code that is for another place.
    """
    require_election(act.session, election_id)
    if act.session.get(StationRow, (election_id, code.station_id)) is None:
        raise NothingThere
    known = act.session.get(CodeRow, code.code_hash)
    if known is not None:
        if (known.election_id, known.station_id) != (election_id, code.station_id):
            raise AlreadyRegistered
        return
    act.session.add(
        CodeRow(
            hash=code.code_hash,
            election_id=election_id,
            station_id=code.station_id,
            expires_at=instant_text(act.now + CODE_VALID),
            used_by=None,
        )
    )
    act.log("code-given", code.station_id)


def enrol(act: Act, asked: Enrolment) -> Seat:
    """The device enrols with a code, and waits to be confirmed; the same again gives the same.

    Raises CodeRefused, AlreadyRegistered, DeviceRevoked.
    """
    code = act.session.get(CodeRow, code_hash(asked.secret), with_for_update=True)
    if code is None:
        raise CodeRefused
    seat = Seat(code.election_id, code.station_id)
    device = act.session.get(DeviceRow, asked.device_id, with_for_update=True)
    if code.used_by == asked.device_id and device is not None and device.public_key == asked.public_key:
        if device.state == REVOKED:
            raise DeviceRevoked
        return seat
    if code.used_by is not None or instant_text(act.now) >= code.expires_at:
        raise CodeRefused
    if device is None:
        _add_device(act, asked, state=WAITING, commission=False)
    else:
        _enrol_again(act, device, asked)
    _seat(act.session, seat, asked.device_id)
    # For a database that does not lock rows the condition stands here once more.
    used = act.session.execute(
        update(CodeRow)
        .where(CodeRow.hash == code.hash, CodeRow.used_by.is_(None))
        .values(used_by=asked.device_id)
        .returning(CodeRow.hash)
    )
    if used.one_or_none() is None:
        raise CodeRefused
    act.log("enrolled", asked.device_id, seat.station_id)
    return seat


def admit(act: Act, seat: Seat, device_id: str, public_key: str) -> None:
    """A device that never asked the centre: the commission signed its key and its place.

    Raises NothingThere for a station that the election does not have.
    """
    if act.session.get(StationRow, (seat.election_id, seat.station_id)) is None:
        raise NothingThere
    act.session.add(
        DeviceRow(
            id=device_id,
            name=_BY_FILE,
            public_key=public_key,
            store_id="",
            state=CONFIRMED,
            commission=False,
            program="",
            enrolled_at=instant_text(act.now),
        )
    )
    act.session.flush()
    _add_key(act, device_id, public_key)
    _seat(act.session, seat, device_id)
    act.log("admitted", device_id, seat.station_id)


def confirm(act: Act, election_id: str, device_id: str, public_key: str) -> None:
    """Two people compared that key's fingerprint. Raises NothingThere, PlaceDiffers, DeviceRevoked."""
    device = enrolled_device(act.session, election_id, device_id)
    if device.public_key != public_key:
        raise PlaceDiffers(where="public_key")
    if device.state == REVOKED:
        raise DeviceRevoked
    if device.state == WAITING:
        device.state = CONFIRMED
        act.log("confirmed", device_id, public_key)


def revoke(act: Act, election_id: str, device_id: str, reason: str) -> None:
    """What the device's keys sign from now on is set aside.

    Raises NothingThere, and NotForThisDevice for the commission's own device: nobody could undo that.
    """
    device = enrolled_device(act.session, election_id, device_id)
    if device.commission:
        raise NotForThisDevice
    if device.state == REVOKED:
        return
    device.state = REVOKED
    act.session.execute(update(DeviceKeyRow).where(DeviceKeyRow.device_id == device_id).values(revoked=True))
    act.log("revoked", device_id, reason)


def rotate(act: Act, asked: Rotation, envelope: bytes) -> None:
    """The device has another key; the same again changes nothing. Raises PlaceDiffers, AlreadyRegistered.

    Its signatures were checked; `envelope` is kept for those who check them again.
    """
    device = act.session.get(DeviceRow, asked.device_id, with_for_update=True)
    if device is None or device.state != CONFIRMED:
        raise NotForThisDevice
    if device.public_key == asked.new_key and _had(act.session, asked.device_id, asked.old_key):
        return
    if device.public_key != asked.old_key:
        raise PlaceDiffers(where="old_key")
    if _had(act.session, asked.device_id, asked.new_key):
        raise AlreadyRegistered
    device.public_key = asked.new_key
    # Packages are sealed to the old key: the commission sees that it has to send others.
    act.session.execute(
        update(EnrolmentRow)
        .where(EnrolmentRow.device_id == asked.device_id)
        .values(package=None, package_revision=None)
    )
    _add_key(act, asked.device_id, asked.new_key, envelope.decode("utf-8"))
    act.log("rotated", asked.device_id, asked.new_key)


def devices(session: Session, election_id: str) -> list[DeviceView]:
    """Every device of the election, and the commission's. Raises ElectionUnknown."""
    require_election(session, election_id)
    seats = session.execute(
        select(DeviceRow, EnrolmentRow.station_id, EnrolmentRow.package_revision)
        .join(EnrolmentRow, EnrolmentRow.device_id == DeviceRow.id)
        .where(EnrolmentRow.election_id == election_id)
        .order_by(EnrolmentRow.station_id, DeviceRow.id)
    )
    rotations = _rotations(session)
    views = [
        _view(device, station_id, revision, rotations[device.id]) for device, station_id, revision in seats
    ]
    own = session.scalars(select(DeviceRow).where(DeviceRow.commission)).one_or_none()
    if own is not None and own.id not in {view.device_id for view in views}:
        place = session.get_one(SettingRow, COMMISSION)
        views.insert(0, _view(own, place.value, None, rotations[own.id]))
    return views


def enrolled_device(session: Session, election_id: str, device_id: str) -> DeviceRow:
    """The device, locked. Raises ElectionUnknown, NothingThere."""
    require_election(session, election_id)
    device = session.get(DeviceRow, device_id, with_for_update=True)
    if device is None:
        raise NothingThere
    if not device.commission and session.get(EnrolmentRow, (election_id, device_id)) is None:
        raise NothingThere
    return device


def _is_the_commission(session: Session, asked: CommissionRegistration) -> bool:
    device = session.get(DeviceRow, asked.device_id)
    commission = session.get(CommissionRow, asked.commission_key)
    return (
        device is not None
        and commission is not None
        and commission.device_id == device.id
        and device.public_key == asked.public_key
    )


def _enrol_again(act: Act, device: DeviceRow, asked: Enrolment) -> None:
    """A known device with a new code: for another election, or after its key was revoked with a new one."""
    if device.public_key == asked.public_key:
        if device.state == REVOKED:
            raise DeviceRevoked
        return
    if device.state != REVOKED:
        raise AlreadyRegistered
    if _had(act.session, device.id, asked.public_key):
        raise DeviceRevoked
    device.public_key, device.state, device.store_id = asked.public_key, WAITING, asked.store_id
    _add_key(act, device.id, asked.public_key)
    act.session.execute(
        update(EnrolmentRow)
        .where(EnrolmentRow.device_id == device.id)
        .values(package=None, package_revision=None)
    )


def _seat(session: Session, seat: Seat, device_id: str) -> None:
    known = session.get(EnrolmentRow, (seat.election_id, device_id))
    if known is None:
        session.add(
            EnrolmentRow(election_id=seat.election_id, device_id=device_id, station_id=seat.station_id)
        )
        session.flush()
    elif known.station_id != seat.station_id:
        raise AlreadyRegistered


def _add_device(act: Act, asked: Enrolment | CommissionRegistration, *, state: str, commission: bool) -> None:
    act.session.add(
        DeviceRow(
            id=asked.device_id,
            name=asked.device_name,
            public_key=asked.public_key,
            store_id=asked.store_id,
            state=state,
            commission=commission,
            program=asked.program,
            enrolled_at=instant_text(act.now),
        )
    )
    act.session.flush()
    _add_key(act, asked.device_id, asked.public_key)


def _add_key(act: Act, device_id: str, public_key: str, rotation: str | None = None) -> None:
    row = DeviceKeyRow(
        device_id=device_id, public_key=public_key, since=instant_text(act.now), rotation=rotation
    )
    act.session.add(row)
    act.session.flush()


def _had(session: Session, device_id: str, public_key: str) -> bool:
    return session.get(DeviceKeyRow, (device_id, public_key)) is not None


def _view(device: DeviceRow, station_id: str, revision: int | None, rotations: list[str]) -> DeviceView:
    return DeviceView(
        device_id=device.id,
        station_id=station_id,
        name=device.name,
        public_key=device.public_key,
        fingerprint=fingerprint(bytes.fromhex(device.public_key)),
        state=device.state,
        commission=device.commission,
        package_revision=revision,
        rotations=rotations,
    )


def _rotations(session: Session) -> dict[str, list[str]]:
    """The envelopes that changed keys, by device, in their order."""
    rows = (
        select(DeviceKeyRow.device_id, DeviceKeyRow.rotation)
        .where(DeviceKeyRow.rotation.is_not(None))
        .order_by(DeviceKeyRow.since)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for device_id, rotation in session.execute(rows):
        found[device_id].append(str(rotation))
    return found
