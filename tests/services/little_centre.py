"""A centre in memory, for tests that inject faults between services and network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from omp_desktop.crypto.signing import SigningKeyPair, key_pair
from omp_desktop.domain.sending import CentreLink
from omp_desktop.services.centre_link import Network
from omp_desktop.wire import enrolment
from omp_desktop.wire.enrolment import (
    CommissionRegistration,
    Devices,
    DeviceView,
    Enrolled,
    Enrolment,
    NewCode,
    Rotation,
    code_hash,
)
from omp_desktop.wire.envelope import Sealed, open_envelope
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.refusals import (
    CodeRefused,
    DeviceRevoked,
    DeviceUnconfirmed,
    ElectionUnknown,
    PackageNotReady,
    RequestUnsigned,
)
from omp_desktop.wire.station import (
    BatchList,
    Diff,
    DiffAnswer,
    Hello,
    News,
    NewsItem,
    Overview,
    StationState,
)
from omp_desktop.wire.unreachable import NoConnection

SEED = bytes(range(100, 132))
NOW = "2026-12-01T00:00:00Z"
URL = "https://centre.example"


@dataclass
class LittleCentre:
    """What the calls of CentrePort and StrangerPort change. `lose` loses the answers of the calls named.

    Elections that are `unknown` it does not have.
    """

    key: SigningKeyPair = field(default_factory=lambda: key_pair(SEED))
    secret_told: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    devices: dict[str, DeviceView] = field(default_factory=dict)
    packages: dict[str, bytes] = field(default_factory=dict)
    feed: list[NewsItem] = field(default_factory=list)
    lose: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    unplugged: bool = False
    election_id: str = ""
    state_of: Callable[[str, str], StationState] | None = None
    put: Callable[[str, str, str, bytes], Sealed] | None = None

    @property
    def network(self) -> Network:
        return Network(
            connect=lambda link, seed: Known(self, link, seed), meet=lambda url, authority: Stranger(self)
        )

    def reach(self) -> None:
        if self.unplugged:
            raise NoConnection(reason="cable")

    def answer(self, call: str) -> None:
        if call in self.lose:
            self.lose.discard(call)
            raise NoConnection(reason="answer lost")


@dataclass
class Stranger:
    centre: LittleCentre

    def centre_key(self) -> bytes:
        self.centre.reach()
        return self.centre.key.public_key

    def enrol(self, envelope: bytes, centre_key: bytes) -> Enrolled:
        asked = open_envelope(envelope).read(Enrolment)
        open_envelope(envelope).verify(bytes.fromhex(asked.public_key), enrolment.ENROLMENT_PURPOSE)
        self.centre.secret_told.append(asked.secret)
        station = self.centre.codes.get(code_hash(asked.secret))
        if station is None:
            raise CodeRefused
        known = self.centre.devices.get(asked.device_id)
        if known is not None and known.state == "revoked":
            raise DeviceRevoked
        used = [d for d in self.centre.devices.values() if d.station_id == station and d is not known]
        if known is None and any(d.state != "revoked" for d in used):
            raise CodeRefused
        self._add(asked.device_id, station, asked.public_key, state="waiting", commission=False)
        self.centre.answer("enrol")
        return self._enrolled(asked.device_id, asked.public_key, centre_key, station)

    def register_commission(self, envelope: bytes, centre_key: bytes) -> Enrolled:
        asked = open_envelope(envelope).read(CommissionRegistration)
        self.centre.secret_told.append(asked.secret)
        self._add(asked.device_id, asked.station_id, asked.public_key, state="confirmed", commission=True)
        self.centre.answer("register")
        return self._enrolled(asked.device_id, asked.public_key, centre_key, None)

    def _add(self, device_id: str, station: str, key: str, *, state: str, commission: bool) -> None:
        self.centre.devices.setdefault(
            device_id,
            DeviceView(
                device_id=device_id,
                station_id=station,
                name="관리용",
                public_key=key,
                fingerprint=enrolment.fingerprint(bytes.fromhex(key)),
                state=state,
                commission=commission,
            ),
        )

    def _enrolled(self, device_id: str, key: str, centre_key: bytes, station: str | None) -> Enrolled:
        return Enrolled(
            protocol=PROTOCOL,
            device_id=device_id,
            public_key=key,
            centre_key=centre_key.hex(),
            server_time=NOW,
            election_id=None if station is None else self.centre.election_id,
            station_id=station,
            station_name="" if station is None else "가상 제2투표소",
        )


@dataclass
class Known:
    centre: LittleCentre
    link: CentreLink
    seed: bytes

    def _device(self, *, waiting: bool = False) -> DeviceView:
        self.centre.reach()
        device = self.centre.devices.get(self.link.device_id)
        if device is None or device.public_key != key_pair(self.seed).public_key.hex():
            raise RequestUnsigned
        if device.state == "revoked":
            raise DeviceRevoked
        if device.state == "waiting" and not waiting:
            raise DeviceUnconfirmed
        return device

    def hello(self) -> Hello:
        self.centre.reach()
        raise NotImplementedError

    def rotate(self, device_id: str, envelope: bytes) -> None:
        device = self._device()
        rotation = open_envelope(envelope).read(Rotation)
        if rotation.new_key != device.public_key:
            open_envelope(envelope).verify(bytes.fromhex(device.public_key), enrolment.ROTATION_PURPOSE)
        mark = enrolment.fingerprint(bytes.fromhex(rotation.new_key))
        self._change(device_id, public_key=rotation.new_key, fingerprint=mark)
        self.centre.packages.pop(device_id, None)
        self.centre.answer("rotate")

    def put_batch(self, election_id: str, station_id: str, batch_id: str, packed: bytes) -> Sealed:
        self._device()
        assert self.centre.put is not None
        return self.centre.put(election_id, station_id, batch_id, packed)

    def state(self, election_id: str, station_id: str) -> StationState:
        self._device()
        assert self.centre.state_of is not None
        return self.centre.state_of(election_id, station_id)

    def diff(self, election_id: str, station_id: str, have: Diff) -> DiffAnswer:
        raise NotImplementedError

    def package(self, election_id: str, station_id: str) -> bytes:
        device = self._device()
        if device.device_id not in self.centre.packages:
            raise PackageNotReady
        return self.centre.packages[device.device_id]

    def news(self, election_id: str, after: int) -> News:
        self._device()
        if election_id in self.centre.unknown:
            raise ElectionUnknown
        items = [item for item in self.centre.feed if item.cursor > after]
        return News(
            protocol=PROTOCOL, election_id=election_id, after=after, items=items[:3], more=len(items) > 3
        )

    def new_code(self, election_id: str, code: NewCode) -> None:
        assert self._device().commission
        self.centre.codes[code.code_hash] = code.station_id

    def devices(self, election_id: str) -> Devices:
        assert self._device().commission
        return Devices(devices=list(self.centre.devices.values()))

    def confirm(self, election_id: str, device_id: str, public_key: str) -> None:
        assert self._device().commission
        assert self.centre.devices[device_id].public_key == public_key
        self._change(device_id, state="confirmed")

    def revoke(self, election_id: str, device_id: str, reason: str) -> None:
        assert self._device().commission
        self._change(device_id, state="revoked")

    def put_package(self, election_id: str, device_id: str, packed: bytes) -> None:
        assert self._device().commission
        self.centre.packages[device_id] = packed
        self.centre.answer("put_package")

    def overview(self, election_id: str) -> Overview:
        raise NotImplementedError

    def batches(self, election_id: str, after: str = "", lane: str = "") -> BatchList:
        raise NotImplementedError

    def batch(self, election_id: str, batch_id: str) -> bytes:
        raise NotImplementedError

    def receipt(self, election_id: str, batch_id: str) -> bytes:
        raise NotImplementedError

    def _change(self, device_id: str, **changes: str) -> None:
        fields = {
            name: getattr(self.centre.devices[device_id], name) for name in DeviceView.__struct_fields__
        }
        self.centre.devices[device_id] = DeviceView(**{**fields, **changes})
