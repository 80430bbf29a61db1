"""Every device that this PC knows, with the fingerprint of its key and the election it was last used in.

No time of a ballot is in it: of the use only the election and its last day of voting are said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import device_key_name
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.enrolment import REVOKED, WAITING, DeviceView, fingerprint


class DeviceState(Labelled):
    """Whether what a device signs is taken."""

    ACTIVE = "active", "사용 중", "active"
    WAITING = "waiting", "확인 대기", "to be confirmed"
    REVOKED = "revoked", "등록 취소", "revoked"
    KEY_MISSING = "key-missing", "열쇠 없음", "key missing"


@dataclass(frozen=True, slots=True)
class LastUse:
    """In which election a device was last used, and its last day of voting; no clock times."""

    election: LocalText
    day: date


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """A device of a station; `here`: of this PC."""

    id: str
    station: str
    name: str
    kind: DeviceKind
    fingerprint: str
    state: DeviceState
    here: bool
    last: LastUse | None = None


class DeviceList:
    """Reads the devices from the store; what a centre says of them is laid over."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self) -> list[ListedDevice]:
        """By station and name, this PC's first. Raises the errors of the secrets."""
        with self._core.store.read() as uow:
            here = uow.stations.this_station()
            stations = {station.id: station.name for station in uow.stations.all()}
            known = {device.id: device for device in (*uow.devices.all(), *_confirmed(uow))}
            revoked = uow.centre.revoked()
            used = _last_uses(uow)
        listed = []
        for device in known.values():
            own = here is not None and device.station_id == here.id
            listed.append(
                ListedDevice(
                    device.id,
                    stations.get(device.station_id, ""),
                    device.name,
                    device.kind,
                    fingerprint(bytes.fromhex(device.public_key)),
                    self._state(device, own=own, revoked=device.id in revoked),
                    own,
                    used.get(device.id),
                )
            )
        return sorted(listed, key=lambda each: (not each.here, each.station, each.name))

    def _state(self, device: Device, *, own: bool, revoked: bool) -> DeviceState:
        if revoked or not device.active:
            return DeviceState.REVOKED
        if own and self._core.secrets_box.get(device_key_name(device.id)) is None:
            return DeviceState.KEY_MISSING
        return DeviceState.ACTIVE


def with_centre(listed: Iterable[ListedDevice], views: Iterable[DeviceView]) -> list[ListedDevice]:
    """The same list with the states that the centre has."""
    said = {view.device_id: view.state for view in views}
    states = {REVOKED: DeviceState.REVOKED, WAITING: DeviceState.WAITING}
    return [
        replace(each, state=states[said[each.id]]) if said.get(each.id) in states else each for each in listed
    ]


def _confirmed(uow: UnitOfWork) -> list[Device]:
    """Computers of other stations whose fingerprint two people compared here."""
    return [
        Device(device_id, station_id, DeviceKind.OFFICE.ko, DeviceKind.OFFICE, public_key)
        for election in uow.elections.all()
        for station_id, device_id, public_key in uow.centre.confirmed_senders(election.id)
    ]


def _last_uses(uow: UnitOfWork) -> dict[str, LastUse]:
    published = [e for e in uow.elections.all() if e.state is not ElectionState.DRAFT]
    used: dict[str, LastUse] = {}
    for election in sorted(published, key=_last_day):
        use = LastUse(election.name, _last_day(election))
        used |= {closing.device_id: use for closing in uow.pages.closings(election.id)}
    return used


def _last_day(election: Election) -> date:
    return max(window.closes for window in election.windows).astimezone(ZoneInfo(election.timezone)).date()
