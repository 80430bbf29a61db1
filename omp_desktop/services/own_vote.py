"""The check of the own vote (투표 내용 확인): an official runs it, the voter brings code and receipt.

The look is taken before anything is opened, in a transaction of its own: neither a crash nor a second window
gives a free one. What is shown is never stored, printed or logged, and no entry tells that or when somebody
looked.
"""

from __future__ import annotations

from datetime import datetime

from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.codes import parse_short_code
from omp_desktop.crypto.errors import OwnVoteDiffers, OwnVoteNotOpened
from omp_desktop.crypto.own_vote import open_own_vote, parse_receipt
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.own_vote import gives_receipts, is_over
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.publication import read_published
from omp_desktop.services.session import OFFICIALS, Session, require_active, require_role
from omp_desktop.services.voting_answers import ShownContest, shown
from omp_desktop.services.voting_errors import OwnVoteNotShown
from omp_desktop.store.records import StoredBallot
from omp_desktop.store.unit_of_work import UnitOfWork


class OwnVoteService:
    """Shows voters their own vote, and destroys the station's half of all receipts in time."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def offered(self) -> bool:
        """Whether an election at this station gives receipts, so that there is something to check."""
        with self._core.store.read() as uow:
            drafts = ElectionState.DRAFT
            return any(
                gives_receipts(e.policy.own_vote) for e in uow.elections.all() if e.state is not drafts
            )

    def check(self, actor: Session, entered_code: str, entered_receipt: str) -> tuple[ShownContest, ...]:
        """What the voter chose, encrypted again and found equal to the stored ballot. It costs one look.

        Raises CodeInvalid and ReceiptInvalid for what is neither; OwnVoteNotShown, the same for unknown, used
        up, expired and not fitting; OwnVoteDiffers; OwnVotesUnavailable, NotAllowed, AccountInactive.
        """
        require_role(actor, OFFICIALS)
        code, receipt = parse_short_code(entered_code), parse_receipt(entered_receipt)
        ballot, pepper = self._take_look(actor, code)
        try:
            return self._open(ballot, receipt, pepper)
        except OwnVoteNotOpened:
            raise OwnVoteNotShown from None
        except OwnVoteDiffers:
            self._audit.record(AuditEvent.OWN_VOTE_DIFFERS, actor)
            raise

    def tidy(self) -> None:
        """At the start of the program: destroys what is expired, and says in the log if the file was lost."""
        own_votes = self._core.store.own_votes
        if own_votes.began_anew:
            self._audit.record(AuditEvent.OWN_VOTES_LOST)
        if own_votes.problem is None:
            self.destroy_expired()

    def destroy_expired(self) -> int:
        """Destroys all peppers of elections whose time is over; returns how many. Not by a doubtful clock.

        This is the one exception to "nothing is deleted". Raises OwnVotesUnavailable, StoreBusy.
        """
        reading = self._core.clock.read()
        if reading.quality is ClockQuality.SUSPECT:
            return 0
        with self._core.store.own_vote_uow() as uow:
            expired = [each for each in uow.peppers.counts() if not _running(uow, each, reading.now)]
            count = sum(uow.peppers.destroy(each) for each in expired)
            if count:
                self._audit.append(uow, AuditEvent.OWN_VOTES_DESTROYED, None, count=count)
                uow.commit()
        return count

    def _take_look(self, actor: Session, code: str) -> tuple[StoredBallot, bytes]:
        """The ballot and its pepper, for one look less. Every attempt writes, so none is faster than another.

        Raises OwnVoteNotShown.
        """
        now = self._core.clock.now()
        with self._core.store.own_vote_uow() as uow:
            require_active(uow, actor.account)
            uow.peppers.note_attempt()
            ballot = _ballot(uow, code)
            pepper = None
            if ballot is not None and _running(uow, ballot.election_id, now):
                pepper = uow.peppers.take_look(ballot.election_id, code)
            uow.commit()
        if ballot is None or pepper is None:
            raise OwnVoteNotShown
        return ballot, pepper

    def _open(self, ballot: StoredBallot, receipt: bytes, pepper: bytes) -> tuple[ShownContest, ...]:
        with self._core.store.read() as uow:
            published = read_published(uow, ballot.election_id)
            record = uow.own_votes.get(ballot.ballot_id) or b""
        stored = decode_ballot(ballot.body, published.context)
        selections = open_own_vote(published.context, stored, record, receipt=receipt, pepper=pepper)
        return shown(published.manifest.contests, selections)


def _ballot(uow: UnitOfWork, code: str) -> StoredBallot | None:
    found = (uow.ballots.by_code(election.id, code) for election in uow.elections.all())
    return next((ballot for ballot in found if ballot is not None), None)


def _running(uow: UnitOfWork, election_id: str, now: datetime) -> bool:
    """Whether votes of this election are still shown; one that the store does not know shows none."""
    election = next((each for each in uow.elections.all() if each.id == election_id), None)
    if election is None:
        return False
    closings = [e.at for e in uow.poll_events.all(election_id) if e.to_state is ElectionState.CLOSED]
    return not is_over(election.state, closings[-1] if closings else None, now)
