"""Voting in one booth: from a permit to a ballot that is in the box.

Sealing and casting are two transactions. Between them the voter sees the confirmation code of a ballot that
can no longer change, and may still go back: then it is void. Choices are in memory while `seal` runs, and
nowhere else; no entry in any log tells that or when somebody voted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from omp_desktop.crypto import signing
from omp_desktop.crypto.aggregate import add, decode_aggregate, encode_contest
from omp_desktop.crypto.ballot import decode_ballot, encode_ballot
from omp_desktop.crypto.ballot_encryption import encrypt_ballot
from omp_desktop.crypto.codes import grouped, parse_short_code, short_characters, short_code
from omp_desktop.domain.amendment import PublishedPledge
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus, Selections, check_selections
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import Election, ElectionState, OwnVotePolicy
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.manifest import ManifestContest
from omp_desktop.domain.poll import ParticipationState, Permit, PermitState, check_permit, hour_of, may_cast
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.domain.voting_errors import PermitNotValid
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.time_confirmation import time_is_confirmed
from omp_desktop.services.vote_items import make_void, queue_ballot, queue_participation
from omp_desktop.services.voting_errors import (
    BallotNotSealed,
    CandidateWithdrewMeanwhile,
    KioskUnknown,
    LookUpOff,
    StoreElsewhere,
)
from omp_desktop.store.errors import RecordMissing
from omp_desktop.store.pragmas import CAST_BUSY_MS
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.unit_of_work import UnitOfWork

BALLOT_PURPOSE: Final = "ballot"


class Outcome(Labelled):
    """What became of a cast whose answer was lost."""

    RECORDED = "recorded", "기록됨", "recorded"
    NOT_RECORDED = "not_recorded", "기록되지 않음", "not recorded"


@dataclass(frozen=True, slots=True)
class WaitingPermit:
    """A permit that can be voted with in this booth."""

    token: str = field(repr=False)
    election_id: str
    name: LocalText


@dataclass(frozen=True, slots=True)
class VotingSession:
    """What the voter is shown. `withdrawn`: options that cannot be chosen any more; pledges by option id."""

    token: str = field(repr=False)
    election: Election
    contests: tuple[ManifestContest, ...]
    withdrawn: frozenset[str]
    pledges: Mapping[str, tuple[PublishedPledge, ...]]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ballot that is stored and can still be given up. `code` is the confirmation code as it is shown."""

    ballot_id: str = field(repr=False)
    code: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ballot is in the box, on the disk."""

    code: str


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Whether a ballot of this confirmation code is here, and what became of it."""

    found: bool
    status: BallotStatus | None = None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A permit that may be voted with at `now`."""

    permit: Permit
    kiosk: Device
    election: Election
    published: Published
    now: datetime


@dataclass(frozen=True, slots=True)
class _SealedHere:
    """The ballot that this booth sealed last, and who had withdrawn by then."""

    ballot_id: str
    withdrawn: frozenset[str]


class VotingService:
    """One booth. Every booth has a service of its own, used by one thread at a time."""

    def __init__(self, core: Core, kiosk_id: str) -> None:
        self._core = core
        self._kiosk_id = kiosk_id
        self._audit = AuditLog(core)
        self._seed: bytes | None = None
        self._sealed: _SealedHere | None = None
        # By election id: how many amendments there were, and what was in force then.
        self._known: dict[str, tuple[int, Published]] = {}

    def waiting(self) -> list[WaitingPermit]:
        """The open permits of this booth: one for each election in which the person at it may vote."""
        with self._core.store.read() as uow:
            return [
                WaitingPermit(permit.token, permit.election_id, uow.elections.get(permit.election_id).name)
                for permit in uow.permits.open_for_device(self._kiosk_id)
            ]

    def begin(self, token: str) -> VotingSession:
        """Starts a session: what the last one left sealed and did not cast becomes void.

        Raises StoreElsewhere, KioskUnknown, PermitNotValid and its kinds, and the errors of `may_cast`.
        """
        self._check_home()
        self.sweep()
        with self._core.store.read() as uow:
            ready = self._ready(uow, token)
        in_force = ready.published.effective
        return VotingSession(
            token=token,
            election=replace(ready.election, windows=in_force.windows),
            contests=ready.published.manifest.contests,
            withdrawn=in_force.withdrawn,
            pledges=in_force.pledges or {},
        )

    def seal(self, token: str, selections: Selections) -> Sealed:
        """Encrypts the choices with all proofs, signs the ballot and stores it; it is not cast yet.

        The permit stays valid, and an earlier sealed ballot of this booth becomes void. Raises what `begin`
        raises, UnknownOption, WithdrawnChoice, TooManyChoices, BlankNotAllowed, StoreBusy, and
        SigningKeyMissing and the errors of the secrets.
        """
        self._check_home()
        seed = self._signing_seed()
        with self._core.store.read(CAST_BUSY_MS) as uow:
            ready = self._ready(uow, token)
            epoch = uow.settings.store_epoch
        kiosk, published = ready.kiosk, ready.published
        withdrawn = published.effective.withdrawn
        check_selections(published.manifest.contests, selections, withdrawn)
        # Milliseconds of arithmetic: not while others wait for the store.
        ballot = encrypt_ballot(
            published.context,
            selections,
            station_id=kiosk.station_id,
            device_id=kiosk.id,
            store_epoch=epoch,
            random_bytes=self._core.random,
        ).ballot
        ballot_id, body = ballot.ballot_id.hex(), encode_ballot(ballot)
        signature = signing.sign(seed, BALLOT_PURPOSE, body)
        with self._core.store.cast_uow() as uow:
            if self._ready(uow, token).published.effective.withdrawn != withdrawn:
                raise CandidateWithdrewMeanwhile
            self._void_sealed(uow)
            uow.ballots.add_committed(
                ballot_id,
                ballot.election_id,
                kiosk.id,
                kiosk.station_id,
                epoch,
                short_characters(ballot.code),
                body,
                signature,
            )
            uow.commit()
        self._sealed = _SealedHere(ballot_id, withdrawn)
        return Sealed(ballot_id, short_code(ballot.code))

    def cast(self, token: str, ballot_id: str) -> Recorded:
        """Puts the sealed ballot into the box; returns when it is on the disk.

        Everything happens in one transaction or not at all: ballot, permit, participation, sums, queue, and
        the queue of people after closing time. Called again after a lost answer it finds the vote recorded
        and does nothing. Waits 3 s at most for other writers.

        Raises BallotNotSealed, CandidateWithdrewMeanwhile, PermitNotValid and its kinds, the errors of
        `may_cast`, StoreElsewhere, StoreBusy, StoreFull; after all of these nothing is recorded, the permit
        stays valid. After StoreFailed only `outcome` knows, once the store was opened again.
        """
        self._check_home()
        with self._core.store.cast_uow() as uow:
            ballot = _ballot(uow, ballot_id)
            if not _is_recorded(_permit(uow, token), ballot):
                self._put_in_box(uow, self._ready(uow, token), ballot)
                uow.commit()
        self._sealed = None
        return Recorded(grouped(ballot.short_code))

    def outcome(self, token: str, ballot_id: str) -> Outcome:
        """What became of a cast whose answer was lost; to be asked before anything is tried again.

        Raises StoreBusy, and StoreFailed or StoreDamaged while the store refuses work: then nobody knows yet.
        """
        with self._core.store.read(CAST_BUSY_MS) as uow:
            try:
                recorded = _is_recorded(uow.permits.get(token), uow.ballots.get(ballot_id))
            except RecordMissing:
                recorded = False
        return Outcome.RECORDED if recorded else Outcome.NOT_RECORDED

    def give_up(self, token: str, ballot_id: str) -> Outcome:
        """The voter goes back, or the time is over: the sealed ballot becomes void, the permit stays valid.

        RECORDED means that it was cast already, and stays so. Raises StoreBusy.
        """
        with self._core.store.cast_uow() as uow:
            try:
                permit, ballot = uow.permits.get(token), uow.ballots.get(ballot_id)
            except RecordMissing:
                return Outcome.NOT_RECORDED
            if ballot.status is BallotStatus.COMMITTED and ballot.device_id == self._kiosk_id:
                make_void(uow, ballot)
                uow.commit()
        return Outcome.RECORDED if _is_recorded(permit, ballot) else Outcome.NOT_RECORDED

    def recover(self) -> int:
        """At the start of the program: makes void what was sealed here and never cast; returns how many."""
        with self._core.store.uow() as uow:
            count = self._void_sealed(uow)
            if count:
                self._audit.append(uow, AuditEvent.BALLOTS_VOIDED, None, count=count)
                uow.commit()
        return count

    def sweep(self) -> None:
        """Between two voters: like `recover`, without an entry in the audit log, which would have a time."""
        with self._core.store.read() as uow:
            left = uow.ballots.committed_of_device(self._kiosk_id)
        if not left:
            return
        with self._core.store.uow() as uow:
            self._void_sealed(uow)
            uow.commit()

    def look_up(self, election_id: str, entered: str) -> Inclusion:
        """Whether a ballot with this confirmation code is in the store; forgives how codes are written.

        Raises CodeInvalid, LookUpOff, RecordMissing.
        """
        code = parse_short_code(entered)
        with self._core.store.read() as uow:
            if uow.elections.get(election_id).policy.own_vote is OwnVotePolicy.OFF:
                raise LookUpOff
            ballot = uow.ballots.by_code(election_id, code)
        return Inclusion(found=False) if ballot is None else Inclusion(found=True, status=ballot.status)

    def _put_in_box(self, uow: UnitOfWork, ready: _Ready, ballot: StoredBallot) -> None:
        self._check_sealed_here(ready, ballot)
        election, voter_id = ready.election, ready.permit.voter_id
        if voter_id is None:  # the store keeps the voter of every permit that is not used
            raise PermitNotValid
        hour = hour_of(ready.now)
        uow.ballots.set_status(ballot.ballot_id, BallotStatus.COMMITTED, BallotStatus.CAST)
        uow.permits.use(ready.permit.token)
        uow.participations.mark_cast(election.id, voter_id, hour)
        _add_to_sums(uow, ready.published, ballot)
        queue_ballot(uow, ballot, BallotStatus.CAST)
        queue_participation(uow, election.id, voter_id, ParticipationState.CAST, hour)
        if election.state is ElectionState.CLOSING:
            waiting = uow.elections.queue_remaining(election.id) or 0
            uow.elections.set_queue_remaining(election.id, waiting - 1)

    def _ready(self, uow: UnitOfWork, token: str) -> _Ready:
        """The gate: whether a ballot may be cast with this permit, in this booth, now."""
        kiosk = self._kiosk(uow)
        permit = _permit(uow, token)
        check_permit(permit, permit.election_id, kiosk.station_id, kiosk.id)
        election = uow.elections.get(permit.election_id)
        published = self._published(uow, election.id)
        reading = self._core.clock.read()
        suspect = reading.quality is ClockQuality.SUSPECT
        may_cast(
            election.state,
            published.effective.windows,
            reading.now,
            uow.elections.queue_remaining(election.id),
            timezone=election.timezone,
            quality=reading.quality,
            time_confirmed=suspect and time_is_confirmed(uow, election.id, reading.now),
        )
        return _Ready(permit, kiosk, election, published, reading.now)

    def _published(self, uow: UnitOfWork, election_id: str) -> Published:
        """The published election. Manifest and amendments never change, and a new amendment is noticed."""
        number = uow.amendments.count(election_id)
        known = self._known.get(election_id)
        if known is None or known[0] != number:
            known = (number, read_published(uow, election_id))
            self._known[election_id] = known
        return known[1]

    def _check_sealed_here(self, ready: _Ready, ballot: StoredBallot) -> None:
        """Only what this voter saw sealed may be cast, and only while nobody they could choose has gone."""
        if self._sealed is None or self._sealed.ballot_id != ballot.ballot_id:
            raise BallotNotSealed
        if (ballot.status, ballot.election_id) != (BallotStatus.COMMITTED, ready.election.id):
            raise BallotNotSealed
        if self._sealed.withdrawn != ready.published.effective.withdrawn:
            raise CandidateWithdrewMeanwhile

    def _void_sealed(self, uow: UnitOfWork) -> int:
        left = uow.ballots.committed_of_device(self._kiosk_id)
        for ballot_id in left:
            make_void(uow, uow.ballots.get(ballot_id))
        return len(left)

    def _kiosk(self, uow: UnitOfWork) -> Device:
        try:
            device = uow.devices.get(self._kiosk_id)
        except RecordMissing:
            raise KioskUnknown from None
        this = uow.stations.this_station()
        here = this is not None and this.id == device.station_id
        if not (here and device.active and device.kind is DeviceKind.KIOSK):
            raise KioskUnknown
        return device

    def _signing_seed(self) -> bytes:
        """This booth's signing key; the key store is asked once, because it can take seconds."""
        if self._seed is None:
            self._seed = self._core.secrets_box.get(device_key_name(self._kiosk_id))
        if self._seed is None:
            raise SigningKeyMissing
        return self._seed

    def _check_home(self) -> None:
        if self._core.store.elsewhere:
            raise StoreElsewhere


def _permit(uow: UnitOfWork, token: str) -> Permit:
    try:
        return uow.permits.get(token)
    except RecordMissing:
        raise PermitNotValid from None


def _ballot(uow: UnitOfWork, ballot_id: str) -> StoredBallot:
    try:
        return uow.ballots.get(ballot_id)
    except RecordMissing:
        raise BallotNotSealed from None


def _is_recorded(permit: Permit, ballot: StoredBallot) -> bool:
    """Both change in one transaction, so both tell; the store holds nothing that would join them."""
    return permit.state is PermitState.USED and ballot.status is BallotStatus.CAST


def _add_to_sums(uow: UnitOfWork, published: Published, ballot: StoredBallot) -> None:
    context = published.context
    sums = add(
        context,
        decode_aggregate(context, uow.aggregates.get(ballot.election_id)),
        decode_ballot(ballot.body, context),
    )
    for contest_id in context.contest_ids:
        body = encode_contest(sums, contest_id)
        uow.aggregates.put(ballot.election_id, contest_id, body, sums.ballots)
