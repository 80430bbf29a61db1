"""Voting in one booth: from a permit to a ballot that is in the box.

Sealing and casting are two transactions. Between them the voter sees the confirmation code of a ballot that
can no longer change, and may still go back: then it is void. Or the voter tests the machine: then the ballot
is opened with its nonce for everybody and never counted. Choices are in memory while `seal` runs, and nowhere
else; nonce and receipt until the ballot is cast, tested or given up. No entry in any log tells that or when
somebody voted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from omp_desktop.crypto import signing
from omp_desktop.crypto.ballot import encode_ballot
from omp_desktop.crypto.ballot_encryption import SealedBallot, encrypt_ballot
from omp_desktop.crypto.codes import grouped, parse_short_code, short_characters, short_code
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus, Selections, check_selections
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import Election, ElectionState, OwnVotePolicy
from omp_desktop.domain.own_vote import gives_receipts
from omp_desktop.domain.poll import ParticipationState, Permit, PermitState, check_permit, hour_of, may_cast
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.domain.voting_errors import PermitNotValid
from omp_desktop.record.layout import BALLOT_PURPOSE
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.key_errors import SigningKeyMissing
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.receipts import Receipt, make_receipt
from omp_desktop.services.secrets import device_key_name
from omp_desktop.services.tested_ballots import opened
from omp_desktop.services.time_confirmation import time_is_confirmed
from omp_desktop.services.vote_items import add_to_sums, make_void, queue_ballot, queue_participation
from omp_desktop.services.voting_answers import (
    Inclusion,
    OpenedBallot,
    Outcome,
    Recorded,
    Sealed,
    ShownContest,
    VotingSession,
    WaitingPermit,
)
from omp_desktop.services.voting_errors import (
    BallotNotSealed,
    CandidateWithdrewMeanwhile,
    KioskUnknown,
    LookUpOff,
    StoreElsewhere,
)
from omp_desktop.store.errors import OwnVotesUnavailable, RecordMissing
from omp_desktop.store.pragmas import CAST_BUSY_MS
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.unit_of_work import UnitOfWork

__all__ = [
    "BALLOT_PURPOSE",
    "Inclusion",
    "OpenedBallot",
    "Outcome",
    "Recorded",
    "Sealed",
    "ShownContest",
    "VotingService",
    "VotingSession",
    "WaitingPermit",
]


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
    """The ballot that this booth sealed last, who had withdrawn by then, and what is secret about it.

    `nonce` opens it, and is published if the voter tests the machine. `receipt` is None where none is given.
    """

    ballot_id: str
    withdrawn: frozenset[str]
    nonce: bytes = field(repr=False)
    receipt: Receipt | None = field(repr=False)


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
        made = encrypt_ballot(
            published.context,
            selections,
            station_id=kiosk.station_id,
            device_id=kiosk.id,
            store_epoch=epoch,
            random_bytes=self._core.random,
        )
        receipt = self._receipt(published, made, selections)
        ballot = made.ballot
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
        self._sealed = _SealedHere(ballot_id, withdrawn, made.nonce, receipt)
        return Sealed(ballot_id, short_code(ballot.code), receipt_offered=receipt is not None)

    def cast(self, token: str, ballot_id: str, *, receipt_wanted: bool = False) -> Recorded:
        """Puts the sealed ballot into the box; returns when it is on the disk.

        Everything happens in one transaction or not at all: ballot, permit, participation, sums, queue, and
        the queue of people after closing time, and the station's half of the receipt. Called again after a
        lost answer it finds the vote recorded and does nothing. Waits 3 s at most for other writers.

        Raises BallotNotSealed, CandidateWithdrewMeanwhile, PermitNotValid and its kinds, the errors of
        `may_cast`, StoreElsewhere, StoreBusy, StoreFull; after all of these nothing is recorded, the permit
        stays valid. After StoreFailed only `outcome` knows, once the store was opened again.
        """
        self._check_home()
        receipt = None if self._sealed is None else self._sealed.receipt
        try:
            ballot, kept = self._cast(token, ballot_id, receipt)
        except OwnVotesUnavailable:  # a vote never waits for a receipt
            ballot, kept = self._cast(token, ballot_id, None)
        self.forget()
        given = receipt.text if receipt is not None and kept and receipt_wanted else ""
        return Recorded(grouped(ballot.short_code), given, receipt_failed=receipt_wanted and not given)

    def test(self, token: str, ballot_id: str) -> OpenedBallot:
        """Opens the sealed ballot for everybody instead of casting it; returns what the machine encrypted.

        The nonce is stored and published, the ballot never counted; the permit stays valid. Called again
        after a lost answer it does nothing, and answers the same. Raises what `cast` raises, and
        NonceDoesNotFit for a machine that made something else than a ballot.
        """
        self._check_home()
        with self._core.store.cast_uow() as uow:
            ballot = _ballot(uow, ballot_id)
            if ballot.status is not BallotStatus.TESTED or ballot.device_id != self._kiosk_id:
                here = self._check_sealed_here(self._ready(uow, token), ballot)
                uow.ballots.set_status(ballot_id, BallotStatus.COMMITTED, BallotStatus.TESTED)
                uow.tested.put(ballot_id, here.nonce)
                queue_ballot(uow, ballot, BallotStatus.TESTED)
                uow.commit()
        self.forget()
        with self._core.store.read(CAST_BUSY_MS) as uow:
            contests = opened(uow, self._published(uow, ballot.election_id), ballot)
        return OpenedBallot(grouped(ballot.short_code), contests)

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
        self.forget()
        return Outcome.RECORDED if _is_recorded(permit, ballot) else Outcome.NOT_RECORDED

    def abandon(self, token: str, ballot_id: str) -> Outcome:
        """Like `give_up`, for a voter who is gone: what is secret is forgotten whatever the store says."""
        self.forget()
        return self.give_up(token, ballot_id)

    def forget(self) -> None:
        """Drops nonce and receipt of the sealed ballot, which can then no longer be cast."""
        self._sealed = None

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
        self.forget()
        with self._core.store.read() as uow:
            left = uow.ballots.committed_of_device(self._kiosk_id)
        if not left:
            return
        with self._core.store.uow() as uow:
            self._void_sealed(uow)
            uow.commit()

    def look_up(self, election_id: str, entered: str) -> Inclusion:
        """Whether a ballot with this confirmation code is in the store; forgives how codes are written.

        What a tested ballot held is told with it. Raises CodeInvalid, LookUpOff, RecordMissing.
        """
        code = parse_short_code(entered)
        with self._core.store.read() as uow:
            if uow.elections.get(election_id).policy.own_vote is OwnVotePolicy.OFF:
                raise LookUpOff
            ballot = uow.ballots.by_code(election_id, code)
            if ballot is None:
                return Inclusion(found=False)
            contests = opened(uow, self._published(uow, election_id), ballot)
        return Inclusion(found=True, status=ballot.status, contests=contests)

    def _receipt(self, published: Published, made: SealedBallot, selections: Selections) -> Receipt | None:
        offered = gives_receipts(published.manifest.policy.own_vote)
        if not offered or self._core.store.own_votes.problem is not None:
            return None
        return make_receipt(published.context, made, selections, self._core.random)

    def _cast(self, token: str, ballot_id: str, receipt: Receipt | None) -> tuple[StoredBallot, bool]:
        """The transaction of a cast; returns the ballot, and whether the receipt was stored with it."""
        store = self._core.store
        with store.cast_uow() if receipt is None else store.own_vote_uow(CAST_BUSY_MS, vote=True) as uow:
            ballot = _ballot(uow, ballot_id)
            if _is_recorded(_permit(uow, token), ballot):
                return ballot, receipt is not None and receipt.is_kept(uow, ballot)
            self._put_in_box(uow, self._ready(uow, token), ballot)
            if receipt is not None:
                receipt.keep(uow, ballot)
            uow.commit()
        return ballot, receipt is not None

    def _put_in_box(self, uow: UnitOfWork, ready: _Ready, ballot: StoredBallot) -> None:
        self._check_sealed_here(ready, ballot)
        election, voter_id = ready.election, ready.permit.voter_id
        if voter_id is None:  # the store keeps the voter of every permit that is not used
            raise PermitNotValid
        hour = hour_of(ready.now)
        uow.ballots.set_status(ballot.ballot_id, BallotStatus.COMMITTED, BallotStatus.CAST)
        uow.permits.use(ready.permit.token)
        uow.participations.mark_cast(election.id, voter_id, hour)
        add_to_sums(uow, ready.published, ballot)
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

    def _check_sealed_here(self, ready: _Ready, ballot: StoredBallot) -> _SealedHere:
        """Only what this voter saw sealed may be cast, and only while nobody they could choose has gone."""
        here = self._sealed
        if here is None or here.ballot_id != ballot.ballot_id:
            raise BallotNotSealed
        if (ballot.status, ballot.election_id) != (BallotStatus.COMMITTED, ready.election.id):
            raise BallotNotSealed
        if here.withdrawn != ready.published.effective.withdrawn:
            raise CandidateWithdrewMeanwhile
        return here

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
