"""Issuing a permit, whoever asks for it: the official at the desk, or a voter with a personal code.

Nothing of it is written to the audit log: with its time it would tell who was in which booth when.
"""

from __future__ import annotations

from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import Election, ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.poll import (
    IdentityMethod,
    ParticipationState,
    Permit,
    PermitState,
    check_issue,
    may_cast,
)
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.domain.voters_list import Voter
from omp_desktop.domain.voting_errors import QueueFinished
from omp_desktop.services.check_in_errors import NoStationHere
from omp_desktop.services.core import Core
from omp_desktop.services.identity_counts import count_method
from omp_desktop.services.poll_view import in_force
from omp_desktop.services.time_confirmation import time_is_confirmed
from omp_desktop.services.vote_items import queue_participation
from omp_desktop.services.voting_errors import KioskUnknown
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.unit_of_work import UnitOfWork


def this_station(uow: UnitOfWork) -> Station:
    """The station of this PC. Raises NoStationHere."""
    station = uow.stations.this_station()
    if station is None:
        raise NoStationHere
    return station


def kiosk_here(uow: UnitOfWork, kiosk_id: str, station: Station) -> Device:
    """A booth of this station that is in use. Raises KioskUnknown."""
    try:
        device = uow.devices.get(kiosk_id)
    except RecordMissing:
        raise KioskUnknown from None
    if device.station_id != station.id or device.kind is not DeviceKind.KIOSK or not device.active:
        raise KioskUnknown
    return device


def require_gate(core: Core, uow: UnitOfWork, election: Election) -> None:
    """A permit is issued only where it could be voted with now. Raises the errors of `may_cast`."""
    reading = core.clock.read()
    waiting = uow.elections.queue_remaining(election.id)
    suspect = reading.quality is ClockQuality.SUSPECT
    may_cast(
        election.state,
        in_force(uow, election).windows,
        reading.now,
        waiting,
        timezone=election.timezone,
        quality=reading.quality,
        time_confirmed=suspect and time_is_confirmed(uow, election.id, reading.now),
    )
    issued = uow.participations.counts(election.id)[ParticipationState.ISSUED]
    if election.state is ElectionState.CLOSING and issued >= (waiting or 0):
        raise QueueFinished


def obstacle(core: Core, uow: UnitOfWork, election: Election, voter: Voter) -> OmpError | None:
    """Why this voter can have no permit now; None where they can."""
    try:
        require_gate(core, uow, election)
        check_issue(uow.participations.get(election.id, voter.id))
    except OmpError as found:
        return found
    return None


def issue_permit(core: Core, uow: UnitOfWork, voter: Voter, kiosk: Device, method: IdentityMethod) -> Permit:
    """One permit for a booth, in the caller's transaction; the gate was asked before.

    Raises AlreadyIssued, AlreadyVoted.
    """
    permit = Permit(
        core.new_id(), voter.election_id, kiosk.station_id, kiosk.id, voter.id, PermitState.ISSUED
    )
    uow.participations.issue(voter.election_id, voter.id)
    uow.permits.add(permit)
    queue_participation(uow, voter.election_id, voter.id, ParticipationState.ISSUED)
    count_method(uow, voter.election_id, method)
    # Whoever has shown who they are begins again with all their tries.
    uow.codes.forgive(voter.election_id, voter.id)
    return permit
