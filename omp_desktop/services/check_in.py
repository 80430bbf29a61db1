"""Check-in: finding a voter on the list, issuing permits to a booth, taking them back.

One voter, one vote is a key of the store, not a query before it: two desks that issue to the same voter at
the same moment get one permit and one refusal. No issue is written to the audit log: with its time it would
tell who was in which booth when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import ElectionState, Identification
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.poll import IdentityMethod, Permit, Turnout
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.domain.text import Field, required_line
from omp_desktop.domain.voters_list import Voter, same_person_key
from omp_desktop.domain.voting_errors import VoterNotListed
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.check_in_errors import (
    KioskBusy,
    NothingRequested,
    NotOnePerson,
    SelfCheckInOff,
    VoterOfOtherStation,
)
from omp_desktop.services.core import Core
from omp_desktop.services.permit_issuing import (
    issue_permit,
    kiosk_here,
    obstacle,
    require_gate,
    this_station,
)
from omp_desktop.services.poll_view import turnout
from omp_desktop.services.session import OFFICIALS, Session, require_active, require_role
from omp_desktop.services.vote_items import cancel_participation
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.records import VoterHit
from omp_desktop.store.unit_of_work import UnitOfWork

MOST_SHOWN: Final = 100
NAMESAKES_SHOWN: Final = 20
# Of more people of one name than this the nearest are not looked for: no list is so large.
_NAMESAKES_READ: Final = 5_000
REASON_MAX: Final = 200
_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Who was found, sorted by roll number; above 100 the number only, because no one reads such a list."""

    hits: tuple[VoterHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class KioskView:
    """A booth, and how many open permits wait there."""

    device: Device
    permits: int

    @property
    def busy(self) -> bool:
        """Whether somebody is on the way to it, or in it."""
        return self.permits > 0


@dataclass(frozen=True, slots=True)
class OtherElection:
    """Another election in which the same person is listed here; `obstacle`: why no permit can be issued."""

    election_id: str
    name: LocalText
    voter: Voter
    obstacle: OmpError | None


class CheckInService:
    """What the official at the desk does."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def search(self, election_id: str, text: str) -> SearchResult:
        """Voters whose roll number or name begins with the text, or who were born on that day."""
        with self._core.store.read() as uow:
            hits = uow.voters.search(election_id, text, MOST_SHOWN + 1)
            if len(hits) <= MOST_SHOWN:
                return SearchResult(tuple(hits), len(hits))
            return SearchResult((), uow.voters.count_matches(election_id, text))

    def namesakes(self, voter: Voter) -> SearchResult:
        """The others of this name on the list, those nearest in age; `total` counts all of them.

        Double votes are mostly mix-ups of two people: whoever is at the desk must be told from the others.
        """
        with self._core.store.read() as uow:
            found = uow.voters.namesakes(voter, _NAMESAKES_READ)
        nearest = sorted(found, key=lambda hit: abs(hit.voter.birth_date - voter.birth_date))
        return SearchResult(tuple(nearest[:NAMESAKES_SHOWN]), len(found))

    def kiosks(self) -> list[KioskView]:
        """The booths of this station that are in use, by name. Raises NoStationHere."""
        with self._core.store.read() as uow:
            return [
                KioskView(device, len(uow.permits.open_for_device(device.id)))
                for device in uow.devices.of_station(this_station(uow).id)
                if device.kind is DeviceKind.KIOSK and device.active
            ]

    def turnout(self, election_id: str) -> Turnout:
        """How many of this station's list have voted. Raises RecordMissing."""
        with self._core.store.read() as uow:
            return turnout(uow, uow.elections.get(election_id).id)

    def other_elections(self, voter: Voter) -> list[OtherElection]:
        """The other elections at this station in which this person is listed, those being voted on only."""
        with self._core.store.read() as uow:
            station = this_station(uow)
            others = []
            for entry in uow.voters.same_person(voter):
                election = uow.elections.get(entry.election_id)
                if election.state in _VOTING and entry.station_id == station.id:
                    why = obstacle(self._core, uow, election, entry)
                    others.append(OtherElection(election.id, election.name, entry, why))
            return sorted(others, key=lambda other: other.election_id)

    def issue(
        self,
        actor: Session,
        requests: Sequence[tuple[str, str]],
        kiosk_id: str,
        method: IdentityMethod,
    ) -> list[Permit]:
        """Issues one permit for each (election, voter) to a booth: all of them, or none.

        The requests are one person's, and the booth is free or waits for that person already.

        Raises NotAllowed, NothingRequested, NoStationHere, KioskUnknown, KioskBusy, NotOnePerson,
        VoterNotListed, VoterOfOtherStation, AlreadyIssued, AlreadyVoted, SelfCheckInOff, StoreElsewhere and
        the errors of `may_cast`.
        """
        require_role(actor, OFFICIALS)
        if not requests:
            raise NothingRequested
        if self._core.store.elsewhere:
            raise StoreElsewhere
        with self._core.store.uow() as uow:
            require_active(uow, actor.account)
            station = this_station(uow)
            kiosk = kiosk_here(uow, kiosk_id, station)
            voters = [_listed(uow, election_id, voter_id, station) for election_id, voter_id in requests]
            _require_one_person(uow, voters, kiosk)
            permits = [self._issue_one(uow, voter, kiosk, method) for voter in voters]
            uow.commit()
        return permits

    def move(self, actor: Session, from_kiosk_id: str, to_kiosk_id: str) -> list[Permit]:
        """Sends the person at one booth to another, when a booth is out of order; the permits stay the same.

        Raises NotAllowed, NoStationHere, KioskUnknown (the other booth), KioskBusy.
        """
        require_role(actor, OFFICIALS)
        with self._core.store.uow() as uow:
            require_active(uow, actor.account)
            kiosk = kiosk_here(uow, to_kiosk_id, this_station(uow))
            if kiosk.id != from_kiosk_id and uow.permits.open_for_device(kiosk.id):
                raise KioskBusy
            for permit in uow.permits.open_for_device(from_kiosk_id):
                uow.permits.reassign(permit.token, kiosk.id)
                # Whom an official sends on may begin there as if checked in at the desk.
                uow.permits.forget_own(permit.token)
            moved = uow.permits.open_for_device(kiosk.id)
            uow.commit()
        return moved

    def cancel(self, actor: Session, election_id: str, voter_id: str, reason: str) -> None:
        """Takes back the voter's open permit and those issued with it to the same booth: all, or none.

        One reason for all of them; the voter can be checked in again. A booth holds permits of one person
        only, so those of other elections there are this person's.

        Raises NotAllowed, TextMissing, NothingToCancel, CastNotCancellable.
        """
        require_role(actor, OFFICIALS)
        said = required_line(reason, limit=REASON_MAX, field=Field.REASON)
        with self._core.store.uow() as uow:
            permit = uow.permits.of_voter(election_id, voter_id)
            others = [] if permit is None else uow.permits.open_for_device(permit.device_id)
            found = {(election_id, voter_id)}
            found.update(
                (other.election_id, other.voter_id) for other in others if other.voter_id is not None
            )
            for election, voter in sorted(found):
                cancel_participation(uow, election, voter)
                # Which voter it was stays out of the log; the voters list shows it.
                self._audit.append(uow, AuditEvent.PERMIT_CANCELLED, actor, election=election, reason=said)
            uow.commit()

    def _issue_one(self, uow: UnitOfWork, voter: Voter, kiosk: Device, method: IdentityMethod) -> Permit:
        election = uow.elections.get(voter.election_id)
        require_gate(self._core, uow, election)
        if method is IdentityMethod.SELF and election.policy.identification is not Identification.SELF:
            raise SelfCheckInOff
        return issue_permit(self._core, uow, voter, kiosk, method)


def _listed(uow: UnitOfWork, election_id: str, voter_id: str, station: Station) -> Voter:
    """The voter, if they are on this station's list of this election."""
    try:
        voter = uow.voters.get(voter_id)
    except RecordMissing:
        raise VoterNotListed from None
    if voter.election_id != election_id:
        raise VoterNotListed
    if voter.station_id != station.id:
        raise VoterOfOtherStation(station=uow.stations.get(voter.station_id).name)
    return voter


def _require_one_person(uow: UnitOfWork, voters: Sequence[Voter], kiosk: Device) -> None:
    people = {same_person_key(voter.name, voter.birth_date) for voter in voters}
    if len(people) > 1:
        raise NotOnePerson
    for permit in uow.permits.open_for_device(kiosk.id):
        # An open permit always knows its voter; "" would be found on no list.
        there = uow.voters.get(permit.voter_id or "")
        if same_person_key(there.name, there.birth_date) not in people:
            raise KioskBusy
