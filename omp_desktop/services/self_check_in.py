"""Self check-in: a voter at a booth enters roll number and personal code, and takes the permits at once.

What was entered is in memory while `check_in` runs, and nowhere else. Wrong codes are counted in the store,
before the answer is known outside: neither a restart nor another booth gives a try more. A number that is on
no list is counted and answered like one that is, so that the booth tells nobody who is listed. The desk is
the way out: a permit issued there lets the voter begin with all tries again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from omp_desktop.crypto.personal_codes import KEPT_BYTES, is_code, mark_of_number
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.election import Election, ElectionState, Identification
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.personal_code import TRIES_MOST, parse_personal_code, plain_number
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.domain.station import Device
from omp_desktop.domain.voters_list import Voter
from omp_desktop.domain.voting_errors import AlreadyIssued, AlreadyVoted
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.check_in_errors import KioskBusy
from omp_desktop.services.code_keys import station_code_key
from omp_desktop.services.core import Core
from omp_desktop.services.permit_issuing import issue_permit, kiosk_here, obstacle, this_station
from omp_desktop.services.self_check_in_errors import (
    CheckedInBefore,
    PersonalCodeLocked,
    PersonalCodeWrong,
    SelfCheckInUnavailable,
    VotedBefore,
)
from omp_desktop.services.vote_items import cancel_participation
from omp_desktop.services.voting_answers import WaitingPermit
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store.pragmas import CAST_BUSY_MS
from omp_desktop.store.unit_of_work import UnitOfWork

_VOTING: Final = frozenset({ElectionState.OPEN, ElectionState.CLOSING})
# Compared with for a number on no list: no code makes it but by chance, and comparing takes as long.
_NOBODY: Final = "00" * 16
_NO_CODE: Final = bytes(KEPT_BYTES)
_ASK_AGAIN_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """What was entered, judged by one election. `subject`: under which id wrong tries are counted.

    `has_code`: some code would be right here.
    """

    election: Election
    voter: Voter | None = field(repr=False)
    has_code: bool
    subject: str = field(repr=False)
    right: bool
    failures: int

    @property
    def locked(self) -> bool:
        """Whether only the desk can help."""
        return self.failures >= TRIES_MOST


class SelfCheckIn:
    """One booth, used by one thread at a time."""

    def __init__(self, core: Core, kiosk_id: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._core = core
        self._monotonic = monotonic
        self._kiosk_id = kiosk_id
        self._audit = AuditLog(core)
        # By election id; the key store is asked once, because it can take seconds.
        self._keys: dict[str, bytes] = {}
        self._ask_again: dict[str, float] = {}

    def offered(self) -> bool:
        """Whether somebody can check in here with a code now, as far as the store says."""
        with self._core.store.read() as uow:
            return bool(self._elections(uow))

    def check_in(self, roll_number: str, code: str) -> list[WaitingPermit]:
        """Issues the permits of the voter with this number and code, in every election where they match.

        Raises PersonalCodeInvalid (not counted), PersonalCodeWrong, PersonalCodeLocked, VotedBefore,
        CheckedInBefore, SelfCheckInUnavailable, KioskBusy, KioskUnknown, NoStationHere, StoreElsewhere,
        StoreBusy and the errors of `may_cast`.
        """
        digits = parse_personal_code(code)
        if self._core.store.elsewhere:
            raise StoreElsewhere
        keys = self._keys_here()
        with self._core.store.cast_uow() as uow:
            kiosk = kiosk_here(uow, self._kiosk_id, this_station(uow))
            if uow.permits.open_for_device(kiosk.id):
                raise KioskBusy
            elections = [election for election in self._elections(uow) if election.id in keys]
            entries = [
                self._entry(uow, election, (roll_number, digits), keys[election.id], kiosk)
                for election in elections
            ]
            refused = self._refusal(uow, entries)
            permits = [] if refused else self._issue(uow, entries, kiosk)
            uow.commit()
        if refused is not None:
            raise refused
        return permits

    def give_back(self) -> int:
        """The voter is gone: ends what they took here and did not vote with; returns how many permits.

        They can check in again. Nothing of it is logged: its time would tell who was here when. Raises
        StoreBusy.
        """
        with self._core.store.read(CAST_BUSY_MS) as uow:
            if not uow.permits.own_of_device(self._kiosk_id):
                return 0
        with self._core.store.cast_uow() as uow:
            left = uow.permits.own_of_device(self._kiosk_id)
            for permit in left:
                # An open permit always knows its voter.
                cancel_participation(uow, permit.election_id, permit.voter_id or "")
            uow.commit()
        return len(left)

    def _elections(self, uow: UnitOfWork) -> list[Election]:
        return [
            election
            for election in uow.elections.all()
            if election.policy.identification is Identification.SELF
            and election.state in _VOTING
            and uow.codes.any(election.id)
        ]

    def _keys_here(self) -> dict[str, bytes]:
        """The keys of the elections that are on. Raises SelfCheckInUnavailable where there is none."""
        with self._core.store.read(CAST_BUSY_MS) as uow:
            station_id = this_station(uow).id
            elections = [election.id for election in self._elections(uow)]
        for election_id in elections:
            if election_id not in self._keys:
                self._ask_key(election_id, station_id)
        here = {
            election_id: self._keys[election_id] for election_id in elections if election_id in self._keys
        }
        if not here:
            raise SelfCheckInUnavailable
        return here

    def _ask_key(self, election_id: str, station_id: str) -> None:
        """Asks the key store, unless it had no answer a moment ago: votes wait behind a store that hangs."""
        if self._monotonic() < self._ask_again.get(election_id, 0):
            return
        try:
            key = station_code_key(self._core, election_id, station_id)
        except OmpError:  # whatever the key store has: the desk can check the voter in
            key = None
        if key is None:
            self._ask_again[election_id] = self._monotonic() + _ASK_AGAIN_SECONDS
        else:
            self._keys[election_id] = key

    def _entry(
        self, uow: UnitOfWork, election: Election, entered: tuple[str, str], key: bytes, kiosk: Device
    ) -> _Entry:
        roll_number, code = entered
        found = uow.voters.by_roll_number(election.id, roll_number)
        voter = found if found is not None and found.station_id == kiosk.station_id else None
        unknown = mark_of_number(key, plain_number(roll_number))
        kept = uow.codes.of_voter(_NOBODY if voter is None else voter.id)
        right = is_code(key, _NOBODY if voter is None else voter.id, code, _NO_CODE if kept is None else kept)
        subject = unknown if voter is None else voter.id
        has_code = voter is not None and kept is not None
        return _Entry(
            election,
            voter,
            has_code,
            subject,
            right=right and has_code,
            failures=uow.codes.failures(election.id, subject),
        )

    def _refusal(self, uow: UnitOfWork, entries: Sequence[_Entry]) -> OmpError | None:
        """Why nobody is checked in, after the try was counted; None where number and code match."""
        if any(entry.right and not entry.locked for entry in entries):
            return None
        # An election without a code for this number is never right, and so never forgets a wrong one.
        judges = [entry for entry in entries if entry.has_code] or entries
        locked = any(entry.locked for entry in judges)
        for entry in entries:
            if not entry.locked and not entry.right:
                failures = uow.codes.note_failure(entry.election.id, entry.subject)
                if failures >= TRIES_MOST and entry in judges:
                    locked = True
                    self._audit.append(uow, AuditEvent.PERSONAL_CODE_LOCKED, None, election=entry.election.id)
        return PersonalCodeLocked() if locked else PersonalCodeWrong()

    def _issue(self, uow: UnitOfWork, entries: Sequence[_Entry], kiosk: Device) -> list[WaitingPermit]:
        """Permits in every election that lets this voter vote now. Raises why, where none does."""
        permits: list[WaitingPermit] = []
        obstacles: list[OmpError] = []
        for entry in entries:
            if entry.voter is None or not entry.right or entry.locked:
                continue
            found = obstacle(self._core, uow, entry.election, entry.voter)
            if found is not None:
                obstacles.append(_for_the_voter(found))
                continue
            permit = issue_permit(self._core, uow, entry.voter, kiosk, IdentityMethod.SELF)
            uow.permits.mark_own(permit)
            permits.append(WaitingPermit(permit.token, entry.election.id, entry.election.name))
        if not permits:
            raise obstacles[0]
        return permits


def _for_the_voter(error: OmpError) -> OmpError:
    """The same in words for the voter: the desk is told more than the booth."""
    if isinstance(error, AlreadyVoted):
        return VotedBefore()
    if isinstance(error, AlreadyIssued):
        return CheckedInBefore()
    return error
