"""Bringing an election together at the commission's PC: what the other stations sent to the centre.

Every batch is checked before it is taken over: who sent it, that the centre's receipt is about these bytes,
that each ballot is signed by its kiosk and proved, and that none is there twice. An interruption costs
nothing but the batch that it hit. What is wrong with one is noted and shown; the others go on, and it is
looked at again the next time.
"""

from __future__ import annotations

from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.text import Field, required_line
from omp_desktop.record.errors import VerificationCancelled
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.centre_link import Network, connection, known_link, link_of
from omp_desktop.services.collecting_errors import (
    AlreadyCounted,
    CollectingCancelled,
    NotTheCommission,
    StationNotLeftOut,
)
from omp_desktop.services.collection_run import Collection, CollectionRun
from omp_desktop.services.core import Core
from omp_desktop.services.deliveries import Delivery, deliveries
from omp_desktop.services.poll_steps import REASON_MAX
from omp_desktop.services.publication import read_published
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    OFFICIALS,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.services.statements import tell_left_out
from omp_desktop.store.unit_of_work import UnitOfWork

_COUNTED: Final = frozenset({ElectionState.COUNTED, ElectionState.CERTIFIED})


class CollectingService:
    """Collects what other stations sent, and says how far each station is."""

    def __init__(self, core: Core, network: Network) -> None:
        self._core = core
        self._network = network
        self._audit = AuditLog(core)

    def collect(
        self,
        actor: Session,
        election_id: str,
        progress: Progress = silently,
        cancelled: Cancelled = never,
    ) -> Collection:
        """Fetches and checks every batch of other stations that is not here yet.

        May be stopped and begun again at any time. `progress` is told batches done, and in all.

        Raises NotAllowed, NotPublished, NotTheCommission, AlreadyCounted, NotConnected, DeviceKeyMissing,
        CentreUnreachable, CentreRefused, CollectingCancelled, and VerificationFailed when a process ended.
        """
        require_role(actor, OFFICIALS)
        link = known_link(self._core)
        if not link.commission:
            raise NotTheCommission
        with self._core.store.read() as uow:
            if uow.elections.get(election_id).state in _COUNTED:
                raise AlreadyCounted
        port = connection(self._core, self._network)
        run = CollectionRun(self._core, port, link, election_id, progress, cancelled)
        try:
            found = run.everything()
        except VerificationCancelled as stopped:
            raise CollectingCancelled from stopped
        if found.taken or found.refused:
            self._audit.record(
                AuditEvent.COLLECTED, actor, election=election_id, taken=found.taken, refused=found.refused
            )
        return found

    def deliveries(self, election_id: str) -> tuple[Delivery, ...]:
        """How far every station is. Raises NotPublished."""
        with self._core.store.read() as uow:
            return deliveries(uow, read_published(uow, election_id))

    def leave_out(
        self, actor: Session, second: SecondPerson, election_id: str, station_id: str, reason: str
    ) -> None:
        """Two people count without a station that has not delivered everything: none of its ballots counts.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, AccountInactive, TextMissing, NotPublished,
        StationNotLeftOut, and NotTheCommission on a station's PC, which would open its own votes alone.
        """
        require_two(actor, second, COMMISSION_ONLY)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)
        with self._core.store.uow() as uow:
            require_active(uow, actor.account, second.account)
            station = self._require(uow, election_id, station_id, left_out=False)
            uow.left_out.add(election_id, station_id, said)
            tell_left_out(uow, election_id)
            self._note(uow, AuditEvent.STATION_LEFT_OUT, actor, second, election_id, station, reason=said)
            uow.commit()

    def take_in(self, actor: Session, second: SecondPerson, election_id: str, station_id: str) -> None:
        """Two people count with a station again. Raises as `leave_out`."""
        require_two(actor, second, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            require_active(uow, actor.account, second.account)
            station = self._require(uow, election_id, station_id, left_out=True)
            uow.left_out.remove(election_id, station_id)
            tell_left_out(uow, election_id)
            self._note(uow, AuditEvent.STATION_TAKEN_IN, actor, second, election_id, station)
            uow.commit()

    @staticmethod
    def _require(uow: UnitOfWork, election_id: str, station_id: str, *, left_out: bool) -> Delivery:
        published, link = read_published(uow, election_id), link_of(uow)
        if link is not None and not link.commission:
            raise NotTheCommission
        if uow.elections.get(election_id).state in _COUNTED:
            raise StationNotLeftOut
        for each in deliveries(uow, published):
            may = bool(each.left_out) if left_out else each.blocks
            if each.station_id == station_id and not each.here and may:
                return each
        raise StationNotLeftOut

    def _note(  # noqa: PLR0913, PLR0917 - who did what to which station
        self,
        uow: UnitOfWork,
        event: AuditEvent,
        actor: Session,
        second: SecondPerson,
        election_id: str,
        station: Delivery,
        **details: str,
    ) -> None:
        self._audit.append(
            uow,
            event,
            actor,
            election=election_id,
            station=station.station_id,
            name=station.name,
            second=second.account.id,
            **details,
        )
