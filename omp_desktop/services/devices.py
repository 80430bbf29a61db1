"""The devices of stations, as the commission lets them in and out: codes, confirmation, revocation."""

from __future__ import annotations

from dataclasses import dataclass, field

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.text import Field, required_line
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.centre_errors import StationNotInElection
from omp_desktop.services.centre_link import Network, connection, known_link
from omp_desktop.services.core import Core
from omp_desktop.services.packages import PackagesService
from omp_desktop.services.poll_steps import REASON_MAX
from omp_desktop.services.publication import read_published
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.enrolment import DeviceView, EnrolmentCode, NewCode
from omp_desktop.wire.station import Overview


@dataclass(frozen=True, slots=True)
class StationCode:
    """A code for a station with the address of the centre: shown or printed once, kept nowhere."""

    station_id: str
    address: str
    text: str = field(repr=False)


class DevicesService:
    """What the commission does with the devices of an election."""

    def __init__(self, core: Core, network: Network, packages: PackagesService) -> None:
        self._core = core
        self._network = network
        self._packages = packages
        self._audit = AuditLog(core)

    def all(self, election_id: str) -> list[DeviceView]:
        """Every device of the election, as the centre has it.

        Raises NotConnected, DeviceKeyMissing, CentreUnreachable, CentreRefused.
        """
        return connection(self._core, self._network).devices(election_id).devices

    def overview(self, election_id: str) -> Overview:
        """Every station of the election, as the centre has it. Raises as `all`."""
        return connection(self._core, self._network).overview(election_id)

    def new_code(self, actor: Session, election_id: str, station_id: str) -> StationCode:
        """A code with which a station enrols, once, within 24 hours. The centre learns its hash only.

        Raises NotAllowed, NotPublished, StationNotInElection, and as `all`.
        """
        require_role(actor, COMMISSION_ONLY)
        link = known_link(self._core)
        with self._core.store.read() as uow:
            stations = {station.id for station in read_published(uow, election_id).manifest.stations}
        if station_id not in stations:
            raise StationNotInElection()
        code = EnrolmentCode.make(bytes.fromhex(link.centre_key), self._core.random)
        port = connection(self._core, self._network)
        port.new_code(election_id, NewCode(station_id=station_id, code_hash=code.hash))
        with self._core.store.uow() as uow:
            self._audit.append(uow, AuditEvent.CODE_MADE, actor, election=election_id, station=station_id)
            uow.commit()
        return StationCode(station_id, link.url, code.text)

    def confirm(self, actor: Session, second: SecondPerson, election_id: str, device: DeviceView) -> int:
        """Two people compared the fingerprint: the device may send, and its package goes to the centre.

        `device` is the one whose fingerprint was on the screen: the centre refuses if its key is another one
        by now. Returns the package's revision. May be asked again after an error.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, as `all`, and as PackagesService.send.
        """
        require_two(actor, second, COMMISSION_ONLY)
        self._require_second(second)
        connection(self._core, self._network).confirm(election_id, device.device_id, device.public_key)
        with self._core.store.uow() as uow:
            uow.centre.confirm_sender(election_id, device.station_id, device.device_id, device.public_key)
            self._record(uow, AuditEvent.DEVICE_CONFIRMED, actor, second, election_id, device)
            uow.commit()
        return self._packages.send(actor, election_id, device)

    def revoke(
        self, actor: Session, second: SecondPerson, election_id: str, device: DeviceView, reason: str
    ) -> None:
        """The device's key is worth nothing any more; what it sends from now on is set aside, and kept.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, TextMissing, and as `all`.
        """
        require_two(actor, second, COMMISSION_ONLY)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)
        self._require_second(second)
        connection(self._core, self._network).revoke(election_id, device.device_id, said)
        with self._core.store.uow() as uow:
            uow.centre.remember_revoked(device.device_id)
            self._record(uow, AuditEvent.DEVICE_REVOKED, actor, second, election_id, device, reason=said)
            uow.commit()

    def _require_second(self, second: SecondPerson) -> None:
        with self._core.store.read() as uow:
            require_active(uow, second.account)

    def _record(  # noqa: PLR0913, PLR0917 - what an entry says
        self,
        uow: UnitOfWork,
        event: AuditEvent,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        device: DeviceView,
        **details: str,
    ) -> None:
        self._audit.append(
            uow,
            event,
            actor,
            election=election_id,
            device=device.device_id,
            fingerprint=device.fingerprint,
            second=second.account.id,
            **details,
        )
