"""How this PC comes to belong to a centre: the commission registers, a station enrols.

The code says which centre it is for, and the secret in it is told to no other. The device's key is kept and
its id noted before anything is sent: when the answer is lost, the same is asked again and answered the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from omp_desktop import __version__
from omp_desktop.crypto import signing
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.sending import CentreLink
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.domain.text import NAME_MAX, Field, required_line
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_errors import AlreadyConnected, AnotherStationHere, CodeOfAnotherCentre
from omp_desktop.services.centre_link import Network, connection, device_key, known_link, read_link
from omp_desktop.services.centre_port import StrangerPort
from omp_desktop.services.core import Core
from omp_desktop.services.key_rotation import KeyRotation
from omp_desktop.services.publication import Signer, commission_signer, remember_key
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.sent_again import queue_again
from omp_desktop.services.session import COMMISSION_ONLY, OFFICIALS, Session, require_role
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire import enrolment
from omp_desktop.wire.enrolment import CommissionRegistration, Enrolled, Enrolment, EnrolmentCode
from omp_desktop.wire.envelope import seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.refusals import AlreadyRegistered, DeviceRevoked
from omp_desktop.wire.station import Hello
from omp_desktop.wire.unreachable import CentreNotGenuine

PROGRAM: Final = f"omp-desktop {__version__}"
# The commission's own place, where no station was registered before.
COMMISSION_STATION: Final = "선거관리위원회"
_PENDING: Final = "centre.pending"
_ENROLLED: Final = "centre.enrolled"


@dataclass(frozen=True, slots=True)
class EnrolledStation:
    """What a station was enrolled for: the centre's names of it, until the package brings the election."""

    election_id: str
    station_id: str
    station_name: str
    election_name: LocalText


@dataclass(frozen=True, slots=True)
class _Met:
    """A centre that the code is for, and what this PC asks it with."""

    url: str
    authority: str
    code: EnrolmentCode
    centre: StrangerPort
    key: bytes


class CentreService:
    """Belonging to a centre, and this PC's own key there."""

    def __init__(self, core: Core, network: Network) -> None:
        self._core = core
        self._network = network
        self._audit = AuditLog(core)
        self._rotation = KeyRotation(core, network)

    def link(self) -> CentreLink | None:
        """The centre, or None where this PC works alone."""
        return read_link(self._core)

    def enrolled_for(self) -> EnrolledStation | None:
        """What this station was enrolled for, or None."""
        with self._core.store.read() as uow:
            stored = uow.settings.get(_ENROLLED)
        if stored is None:
            return None
        said = json.loads(stored)
        return EnrolledStation(
            said["election"], said["station"], said["name"], LocalText(said["ko"], said["en"])
        )

    def fingerprint(self) -> str:
        """Of this PC's key: what two people compare aloud. Raises NotConnected, DeviceKeyMissing."""
        return enrolment.fingerprint(device_key(self._core, known_link(self._core).device_id).public_key)

    def centre_fingerprint(self) -> str:
        """Of the centre's key. Raises NotConnected."""
        return enrolment.fingerprint(bytes.fromhex(known_link(self._core).centre_key))

    def ask(self) -> Hello:
        """Whether the centre answers: its limits and its time.

        Raises NotConnected, DeviceKeyMissing, CentreUnreachable, CentreRefused.
        """
        return connection(self._core, self._network).hello()

    def move(self, actor: Session, url: str, authority: str = "") -> CentreLink:
        """The same centre at another address: the key there must be the one that is known.

        Raises NotAllowed, NotConnected, CodeOfAnotherCentre, CentreUnreachable.
        """
        require_role(actor, OFFICIALS)
        link = known_link(self._core)
        address = url.strip()
        if self._network.meet(address, authority).centre_key().hex() != link.centre_key:
            raise CodeOfAnotherCentre()
        moved = replace(link, url=address, authority=authority)
        with self._core.store.uow() as uow:
            uow.centre.set_link(moved)
            self._audit.append(uow, AuditEvent.CENTRE_MOVED, actor)
            uow.commit()
        return moved

    def register_commission(
        self, actor: Session, url: str, code: str, authority: str = "", station_name: str = COMMISSION_STATION
    ) -> CentreLink:
        """The commission's PC registers with the code that the centre printed at its first start.

        Where no station is registered here yet, one of this name becomes this PC. `authority`: a certificate
        authority in PEM that alone may vouch for the server, or "".

        Raises NotAllowed, EnrolmentCodeInvalid, CodeOfAnotherCentre, AlreadyConnected, CentreUnreachable,
        CentreRefused (CodeRefused, AlreadyRegistered …), and the errors of the secrets.
        """
        require_role(actor, COMMISSION_ONLY)
        met = self._meet(url, code, authority, commission=True)
        signer = commission_signer(self._core)
        name = required_line(station_name, limit=NAME_MAX, field=Field.STATION)
        device_id, pair = self._device(met.code, name)
        with self._core.store.read() as uow:
            station = _here(uow)
            store_id = uow.settings.store_id
        registration = _registration(met, device_id, pair, station, store_id, signer)
        answer = met.centre.register_commission(
            seal(registration, pair.seed, enrolment.COMMISSION_PURPOSE), met.key
        )
        _check(answer, met, device_id, pair)
        link = CentreLink(
            met.url, met.key.hex(), device_id, commission=True, confirmed=True, authority=authority
        )
        with self._core.store.uow() as uow:
            remember_key(uow, signer.key)
            _keep(uow, link, station, pair)
            self._audit.append(
                uow,
                AuditEvent.CENTRE_CONNECTED,
                actor,
                centre=enrolment.fingerprint(met.key),
                device=device_id,
            )
            uow.commit()
        return link

    def enrol(self, actor: Session, url: str, code: str, authority: str = "") -> EnrolledStation:
        """This PC becomes the station that the commission's code is for; its device waits to be confirmed.

        Raises NotAllowed, EnrolmentCodeInvalid, CodeOfAnotherCentre, AlreadyConnected, AnotherStationHere,
        CentreUnreachable, CentreRefused (CodeRefused …), and the errors of the secrets.
        """
        require_role(actor, OFFICIALS)
        met = self._meet(url, code, authority, commission=False)
        self._refuse_other_station()
        device_id, pair = self._known_device() or self._device(met.code)
        try:
            answer = self._ask_to_enrol(met, device_id, pair)
        except (AlreadyRegistered, DeviceRevoked):
            # The device of an earlier enrolment, which the commission revoked: this code is for a new one.
            device_id, pair = self._device(met.code)
            answer = self._ask_to_enrol(met, device_id, pair)
        _check(answer, met, device_id, pair)
        if answer.election_id is None or answer.station_id is None:
            raise CentreNotGenuine()
        station = Station(answer.station_id, answer.station_name or answer.station_id)
        enrolled = EnrolledStation(
            answer.election_id,
            station.id,
            station.name,
            LocalText(answer.election_ko, answer.election_en),
        )
        with self._core.store.uow() as uow:
            before = uow.centre.link()
            confirmed = before is not None and before.confirmed and before.device_id == device_id
            link = CentreLink(
                met.url, met.key.hex(), device_id, commission=False, confirmed=confirmed, authority=authority
            )
            settle_station(uow, station)
            _keep(uow, link, station, pair)
            _note(uow, enrolled)
            self._audit.append(
                uow,
                AuditEvent.DEVICE_ENROLLED,
                actor,
                centre=enrolment.fingerprint(met.key),
                station=station.id,
                device=device_id,
            )
            uow.commit()
        return enrolled

    def rotate_key(self, actor: Session) -> str:
        """Another key for this PC; returns its fingerprint. The old one counts until the centre said yes.

        Raises NotAllowed, NotConnected, DeviceKeyMissing, CentreUnreachable, CentreRefused, and the errors of
        the secrets. After any of these both keys are kept, and the same can be asked again.
        """
        require_role(actor, OFFICIALS)
        return enrolment.fingerprint(self._rotation.rotate(actor))

    def finish_rotation(self) -> bool:
        """Ends a change of the key that was cut short; False where there was none. Raises as `rotate_key`."""
        return self._rotation.finish()

    def own_seed(self, device_id: str) -> bytes:
        """The secret of a device's key, for who sends. Raises DeviceKeyMissing and the key store's errors."""
        self._rotation.settle()
        return device_key(self._core, device_id).seed

    def _meet(self, url: str, code: str, authority: str, *, commission: bool) -> _Met:
        parsed = EnrolmentCode.parse(code)
        address = url.strip()
        centre = self._network.meet(address, authority)
        key = centre.centre_key()
        if not parsed.fits(key):
            raise CodeOfAnotherCentre()
        link = read_link(self._core)
        # A station that asked for its package by file has no centre yet, and may enrol all the same.
        if link is not None and (link.centre_key not in ("", key.hex()) or link.commission is not commission):
            raise AlreadyConnected()
        return _Met(address, authority, parsed, centre, key)

    def _refuse_other_station(self) -> None:
        """A PC that is a station by itself is not made another one; one that enrolled may enrol again."""
        with self._core.store.read() as uow:
            station = uow.stations.this_station()
            if station is not None and uow.centre.link() is None:
                raise AnotherStationHere(station=station.name)

    def _ask_to_enrol(self, met: _Met, device_id: str, pair: signing.SigningKeyPair) -> Enrolled:
        with self._core.store.read() as uow:
            store_id = uow.settings.store_id
        asked = Enrolment(
            protocol=PROTOCOL,
            secret=met.code.secret,
            device_id=device_id,
            device_name=DeviceKind.OFFICE.ko,
            public_key=pair.public_key.hex(),
            store_id=store_id,
            program=PROGRAM,
        )
        return met.centre.enrol(seal(asked, pair.seed, enrolment.ENROLMENT_PURPOSE), met.key)

    def _known_device(self) -> tuple[str, signing.SigningKeyPair] | None:
        """The device of this PC, which may enrol for another election too."""
        link = read_link(self._core)
        seed = None if link is None else self._core.secrets_box.get(device_key_name(link.device_id))
        return None if link is None or seed is None else (link.device_id, signing.key_pair(seed))

    def _device(self, code: EnrolmentCode, station_name: str = "") -> tuple[str, signing.SigningKeyPair]:
        """The device that asks with this code: the one of a try before, or a new one."""
        with self._core.store.read() as uow:
            pending = uow.settings.get(_PENDING)
        if pending is not None:
            known: dict[str, str] = json.loads(pending)
            seed = self._core.secrets_box.get(device_key_name(known["device"]))
            if known["code"] == code.hash and seed is not None:
                return known["device"], signing.key_pair(seed)
        device_id, pair = self._core.new_id(), signing.generate(self._core.random)
        # First the secret: a device that the centre knows and whose key nobody has is of no use.
        self._core.secrets_box.put(device_key_name(device_id), pair.seed)
        with self._core.store.uow() as uow:
            if station_name and uow.stations.this_station() is None:
                settle_station(uow, Station(self._core.new_id(), station_name))
            uow.settings.set(_PENDING, json.dumps({"code": code.hash, "device": device_id}))
            uow.commit()
        return device_id, pair


def pending_device(uow: UnitOfWork) -> str | None:
    """The device that asked to enrol and is not stored yet: its key is among the secrets already."""
    pending = uow.settings.get(_PENDING)
    return None if pending is None else str(json.loads(pending)["device"])


def settle_station(uow: UnitOfWork, station: Station) -> None:
    """This PC is that station from now on. Raises AnotherStationHere where it is another one."""
    here = uow.stations.this_station()
    if here is not None and here.id != station.id:
        raise AnotherStationHere(station=here.name)
    known = {each.id: each for each in uow.stations.all()}
    if station.id not in known:
        uow.stations.add(station)
    uow.stations.set_this_station(station.id)


def _here(uow: UnitOfWork) -> Station:
    station = uow.stations.this_station()
    if station is None:  # made with the device
        raise RuntimeError("the commission's PC has no station")
    return station


def _registration(  # noqa: PLR0913, PLR0917 - what a registration is made of
    met: _Met,
    device_id: str,
    pair: signing.SigningKeyPair,
    station: Station,
    store_id: str,
    signer: Signer,
) -> CommissionRegistration:
    vouched = signing.sign(
        signer.key.seed,
        enrolment.DEVICE_OF_COMMISSION_PURPOSE,
        bytes.fromhex(device_id) + pair.public_key,
    )
    return CommissionRegistration(
        protocol=PROTOCOL,
        secret=met.code.secret,
        device_id=device_id,
        device_name=DeviceKind.OFFICE.ko,
        public_key=pair.public_key.hex(),
        store_id=store_id,
        station_id=station.id,
        commission_key=signer.key.public_key.hex(),
        by_commission=vouched.hex(),
        program=PROGRAM,
    )


def _check(answer: Enrolled, met: _Met, device_id: str, pair: signing.SigningKeyPair) -> None:
    """What the centre enrolled is what was asked. Its signature was checked before."""
    expected = (device_id, pair.public_key.hex(), met.key.hex())
    if (answer.device_id, answer.public_key, answer.centre_key) != expected:
        raise CentreNotGenuine()


def _keep(uow: UnitOfWork, link: CentreLink, station: Station, pair: signing.SigningKeyPair) -> None:
    before = uow.centre.link()
    if before is not None and before.device_id != link.device_id:
        for device in uow.devices.all():
            if device.id == before.device_id:
                uow.devices.save(replace(device, active=False))
        # The new device numbers its batches from 1, and what it says of a voter is later all the same.
        uow.settings.begin_epoch()
        queue_again(uow, before.device_id)
    if all(device.id != link.device_id for device in uow.devices.of_station(station.id)):
        uow.devices.add(
            Device(link.device_id, station.id, DeviceKind.OFFICE.ko, DeviceKind.OFFICE, pair.public_key.hex())
        )
    uow.centre.set_link(link)


def _note(uow: UnitOfWork, enrolled: EnrolledStation) -> None:
    said = {
        "election": enrolled.election_id,
        "station": enrolled.station_id,
        "name": enrolled.station_name,
        "ko": enrolled.election_name.ko,
        "en": enrolled.election_name.en,
    }
    uow.settings.set(_ENROLLED, json.dumps(said, ensure_ascii=False))
