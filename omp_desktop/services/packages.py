"""Election packages: made at the commission, taken at a station, over the network or as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.services import senders
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre import CentreService, settle_station
from omp_desktop.services.centre_errors import (
    DeviceNotCompared,
    PackageOfAnotherCommission,
    PackageOfAnotherDevice,
)
from omp_desktop.services.centre_link import Network, connection, device_key, link_of, read_link
from omp_desktop.services.code_keys import keep_station_code_key
from omp_desktop.services.core import Core
from omp_desktop.services.device_requests import (
    RequestedDevice,
    read_file,
    read_request,
    write_file,
    write_request,
)
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.package_making import MadePackage, Recipient, make_package
from omp_desktop.services.package_taking import (
    OpenedPackage,
    OwnDevice,
    open_package,
    store_package,
)
from omp_desktop.services.publication import commission_signer
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    OFFICIALS,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.services.statements import announce_devices
from omp_desktop.services.voters_first import require_short_list
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire import enrolment
from omp_desktop.wire.enrolment import DeviceView
from omp_desktop.wire.package import PACKAGE_BYTES_MOST
from omp_desktop.wire.refusals import DeviceUnconfirmed, PackageNotReady

# The commission whose elections this station holds: the one of its first package.
_COMMISSION: Final = "centre.commission-key"


@dataclass(frozen=True, slots=True)
class PackageView:
    """What a package brings, for people to look at before it is taken.

    `commission`: fingerprint of the commission's key. `changes`: whether taking it would change anything.
    """

    election_id: str
    election_name: LocalText
    station: Station
    voters: int
    revision: int
    manifest_hash: str
    commission: str
    test_mode: bool
    changes: bool


class PackagesService:
    """What the commission makes for stations, and what a station takes."""

    def __init__(self, core: Core, network: Network, centre: CentreService) -> None:
        self._core = core
        self._network = network
        self._centre = centre
        self._audit = AuditLog(core)

    def make(self, actor: Session, election_id: str, device: DeviceView) -> MadePackage:
        """The package of an enrolled device. Raises NotAllowed and the errors of `make_package`."""
        require_role(actor, COMMISSION_ONLY)
        return self._make(
            actor, election_id, Recipient(device.station_id, device.device_id, device.public_key)
        )

    def send(self, actor: Session, election_id: str, device: DeviceView) -> int:
        """Makes a device's package and leaves it at the centre; returns its revision.

        Raises as `make`, DeviceNotCompared, NotConnected, DeviceKeyMissing, CentreUnreachable, CentreRefused.
        """
        self._require_compared(election_id, device)
        made = self.make(actor, election_id, device)
        port = connection(self._core, self._network)
        port.put_package(election_id, device.device_id, made.packed)
        return made.revision

    def write_request(self, actor: Session, file: Path) -> RequestedDevice:
        """Writes this PC's request for a package to a file; says the fingerprint that people compare.

        Raises NotAllowed, PackageFileWrong, DeviceKeyMissing and the errors of the secrets.
        """
        require_role(actor, OFFICIALS)
        return write_request(self._core, actor, file)

    def look_at_request(self, file: Path) -> RequestedDevice:
        """The device of a request. Raises PackageFileWrong, PackageDamaged, WireRefused."""
        return read_request(file)

    def export(  # noqa: PLR0913, PLR0917 - who, for whom, and where
        self,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        station_id: str,
        device: RequestedDevice,
        file: Path,
    ) -> int:
        """Two people compared the fingerprint of a request: its package as a file; returns the revision.

        It is left at the centre too, where there is one: that tells the centre of the device. Raises
        NotAllowed, SamePerson, SecondPersonUnsuitable, PackageFileWrong, those of `make_package`, and after
        the file was written CentreUnreachable and CentreRefused: then it can be asked again.
        """
        require_two(actor, second, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            require_active(uow, second.account)
            uow.centre.confirm_sender(election_id, station_id, device.device_id, device.public_key)
            self._audit.append(
                uow,
                AuditEvent.DEVICE_CONFIRMED,
                actor,
                device=device.device_id,
                fingerprint=device.fingerprint,
                second=second.account.id,
            )
            uow.commit()
        made = self._make(actor, election_id, Recipient(station_id, device.device_id, device.public_key))
        write_file(file, made.packed)
        link = read_link(self._core)
        if link is not None and link.url:
            # So the centre knows the device, whose batches will come on a stick.
            connection(self._core, self._network).put_package(election_id, device.device_id, made.packed)
        return made.revision

    def export_enrolled(self, actor: Session, election_id: str, device: DeviceView, file: Path) -> int:
        """The package of a device that was confirmed, as a file.

        Raises as `make`, DeviceNotCompared, and PackageFileWrong.
        """
        self._require_compared(election_id, device)
        made = self.make(actor, election_id, device)
        write_file(file, made.packed)
        return made.revision

    def fetch(self, actor: Session) -> PackageView:
        """Fetches this station's package from the centre and takes it.

        Raises NotAllowed, NotConnected, DeviceKeyMissing, CentreUnreachable, CentreRefused
        (DeviceUnconfirmed, PackageNotReady …) and as `take`.
        """
        require_role(actor, OFFICIALS)
        return self._take(actor, self._fetched())

    def pull(self) -> None:
        """The same for the thread that sends, while this station waits for its package.

        Not being confirmed yet is no trouble. Raises CentreUnreachable and as `take`.
        """
        link = read_link(self._core)
        if link is None or link.commission or not link.url or (link.confirmed and self.taken()):
            return
        try:
            packed = self._fetched()
        except (DeviceUnconfirmed, PackageNotReady):
            return
        self._take(None, packed)

    def _fetched(self) -> bytes:
        enrolled = self._centre.enrolled_for()
        with self._core.store.read() as uow:
            station = uow.stations.this_station()
            known = [e.id for e in uow.elections.all() if e.state is not ElectionState.DRAFT]
        port = connection(self._core, self._network)
        if enrolled is not None:
            return port.package(enrolled.election_id, enrolled.station_id)
        if station is None or not known:
            raise PackageOfAnotherDevice(fingerprint=self._centre.fingerprint())
        return port.package(known[0], station.id)

    def taken(self) -> bool:
        """Whether the election that this station was enrolled for is here, or any that was published."""
        enrolled = self._centre.enrolled_for()
        with self._core.store.read() as uow:
            here = {e.id for e in uow.elections.all() if e.state is not ElectionState.DRAFT}
        return bool(here) if enrolled is None else enrolled.election_id in here

    def look_at(self, packed: bytes) -> PackageView:
        """What a package would bring. Raises PackageRefused, WireRefused, DeviceKeyMissing."""
        opened = self._open(packed)
        with self._core.store.read() as uow:
            self._check(uow, opened)
            here = uow.elections.manifest(opened.manifest.election_id)
            fresh = here is None or uow.amendments.count(opened.manifest.election_id) < len(opened.amendments)
        return _view(opened, changes=fresh)

    def look_at_file(self, file: Path) -> PackageView:
        """What a package in a file would bring. Raises as `look_at`, and PackageFileWrong."""
        return self.look_at(read_file(file, PACKAGE_BYTES_MOST))

    def take(self, actor: Session, packed: bytes) -> PackageView:
        """Takes all of a package, or nothing; a second time it changes nothing.

        Raises NotAllowed, PackageRefused, WireRefused, DeviceKeyMissing, ThrowAwayKeys (a real election),
        LongWorkWhileOpen, AnotherStationHere, and the errors of the store.
        """
        require_role(actor, OFFICIALS)
        return self._take(actor, packed)

    def _take(self, actor: Session | None, packed: bytes) -> PackageView:
        opened = self._open(packed)
        with self._core.store.read() as uow:
            self._check(uow, opened)
        if opened.codes.key is not None:
            keep_station_code_key(self._core, opened.manifest.election_id, opened.codes.key)
        with self._core.store.uow() as uow:
            self._check(uow, opened)
            first = uow.elections.manifest(opened.manifest.election_id) is None
            if first:
                # What comes later are amendments: longer hours must reach a station that votes.
                require_short_list(uow, len(opened.voters))
            changed = store_package(uow, opened)
            self._settle(uow, opened)
            if first:
                announce_devices(uow, opened.manifest.election_id)
            if changed:
                self._audit.append(
                    uow,
                    AuditEvent.PACKAGE_TAKEN,
                    actor,
                    election=opened.manifest.election_id,
                    revision=opened.package.revision,
                    hash=opened.manifest.hash,
                )
            uow.commit()
        return _view(opened, changes=changed)

    def take_file(self, actor: Session, file: Path) -> PackageView:
        """Takes a package from a file. Raises as `take`, and PackageFileWrong."""
        return self.take(actor, read_file(file, PACKAGE_BYTES_MOST))

    def _require_compared(self, election_id: str, device: DeviceView) -> None:
        """The list of voters is sealed to no key that the centre alone names. Raises DeviceNotCompared."""
        with self._core.store.read() as uow:
            if not senders.compared(uow, election_id, device):
                raise DeviceNotCompared()

    def _make(self, actor: Session, election_id: str, recipient: Recipient) -> MadePackage:
        signer = commission_signer(self._core)
        made = make_package(self._core, election_id, recipient, signer)
        with self._core.store.uow() as uow:
            self._audit.append(
                uow,
                AuditEvent.PACKAGE_MADE,
                actor,
                election=election_id,
                station=recipient.station_id,
                revision=made.revision,
                fingerprint=enrolment.fingerprint(bytes.fromhex(recipient.device_key)),
            )
            uow.commit()
        return made

    def _open(self, packed: bytes) -> OpenedPackage:
        link = read_link(self._core)
        if link is None:
            raise PackageOfAnotherDevice(fingerprint="–")
        return open_package(packed, OwnDevice(link.device_id, device_key(self._core, link.device_id)))

    def _check(self, uow: UnitOfWork, opened: OpenedPackage) -> None:
        """What only this PC can say of a package that is good in itself."""
        link = link_of(uow)
        known = uow.settings.get(_COMMISSION)
        if known not in (None, opened.manifest.commission_key):
            raise PackageOfAnotherCommission()
        if link is not None and link.centre_key and opened.package.centre_key not in (None, link.centre_key):
            raise PackageOfAnotherCommission()
        if self._core.secrets_box.throw_away and not opened.manifest.test_mode:
            raise ThrowAwayKeys()

    def _settle(self, uow: UnitOfWork, opened: OpenedPackage) -> None:
        """Station, device, centre and commission, as the first package brings them."""
        package, link = opened.package, link_of(uow)
        settle_station(uow, opened.station)
        if uow.settings.get(_COMMISSION) is None:
            uow.settings.set(_COMMISSION, opened.manifest.commission_key)
        if all(device.id != package.device_id for device in uow.devices.of_station(package.station_id)):
            uow.devices.add(
                Device(
                    package.device_id,
                    package.station_id,
                    DeviceKind.OFFICE.ko,
                    DeviceKind.OFFICE,
                    package.device_key,
                )
            )
        if link is not None:
            # Where it came as a file there is no address: receipts come on a stick, and this key checks them.
            key = link.centre_key or package.centre_key or ""
            uow.centre.set_link(replace(link, centre_key=key, confirmed=True))


def _view(opened: OpenedPackage, *, changes: bool) -> PackageView:
    manifest = opened.manifest
    return PackageView(
        election_id=manifest.election_id,
        election_name=manifest.name,
        station=opened.station,
        voters=len(opened.voters),
        revision=opened.package.revision,
        manifest_hash=manifest.hash,
        commission=enrolment.fingerprint(bytes.fromhex(manifest.commission_key)),
        test_mode=manifest.test_mode,
        changes=changes,
    )
