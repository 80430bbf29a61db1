"""Elections: drafts, the check list, the key of the count, publishing, and what may change afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from omp_desktop.crypto.key_file import USUAL_COST, PassphraseCost, protect
from omp_desktop.crypto.trustees import TrusteePublic, generate_trustee, joint_key
from omp_desktop.domain.access import check_password
from omp_desktop.domain.amendment import AmendmentKind, hours_payload, withdrawal_payload
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import Candidate, withdraw
from omp_desktop.domain.definition import ElectionDefinition, parse_definition
from omp_desktop.domain.election import Election, ElectionState, PollAction, next_state
from omp_desktop.domain.pledge import check_pledges_editable
from omp_desktop.domain.publication import Check, require_ready
from omp_desktop.domain.record_errors import NoSuchOption
from omp_desktop.domain.station import Station
from omp_desktop.domain.text import NAME_MAX, Field, required_line
from omp_desktop.domain.voting_window import VotingWindow, local_minute
from omp_desktop.services import ceremony_record, publication
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.ceremony import put_key
from omp_desktop.services.ceremony_record import CeremonyView
from omp_desktop.services.core import Core
from omp_desktop.services.drafts import clean_draft, read_draft
from omp_desktop.services.election_errors import (
    ClosingTimePast,
    ContestHasCandidates,
    HoursTooLate,
    KeyFileUnwritable,
    NotPublished,
)
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.key_files import create_file
from omp_desktop.services.session import (
    COMMISSION_ONLY,
    SecondPerson,
    Session,
    require_active,
    require_role,
    require_two,
)
from omp_desktop.services.tables import LARGEST_DEFINITION, read_text_file
from omp_desktop.services.trustee_keeping import check_key_folder
from omp_desktop.services.voters_first import require_short
from omp_desktop.store.unit_of_work import UnitOfWork

# After closing too: re-opening is possible inside a window only, so the commission makes the last one longer.
_HOURS_CAN_GROW = frozenset(
    {ElectionState.PUBLISHED, ElectionState.OPEN, ElectionState.SUSPENDED, ElectionState.CLOSED}
)


@dataclass(frozen=True, slots=True)
class ElectionView:
    """An election with everything its page shows.

    `windows` are those in force; `withdrawn` the options withdrawn after publication; `stations` each with
    the voters on its list; `checks` the list before publishing (drafts only); `pledges_wait`: pledges were
    changed after they were last published; `ceremony`: who makes the key of the count.
    """

    election: Election
    checks: tuple[Check, ...]
    candidates: tuple[Candidate, ...]
    pledge_counts: Mapping[str, int]
    windows: tuple[VotingWindow, ...]
    withdrawn: frozenset[str]
    stations: tuple[tuple[Station, int], ...]
    voters: int
    key_ready: bool
    ceremony: CeremonyView
    manifest_hash: str | None
    pledges_wait: bool


def read_definition(path: Path) -> ElectionDefinition:
    """A definition file. Raises the errors of `read_text_file`, and DefinitionInvalid with every problem."""
    return parse_definition(read_text_file(path, largest=LARGEST_DEFINITION).text())


class ElectionsService:
    """What the commission does with elections."""

    def __init__(self, core: Core, key_cost: PassphraseCost = USUAL_COST) -> None:
        """`key_cost` is what a guess of a trustee's pass-phrase costs."""
        self._core = core
        self._audit = AuditLog(core)
        self._key_cost = key_cost

    def create(self, actor: Session, definition: ElectionDefinition) -> Election:
        """A new draft. On throw-away keys every election is a mock vote (모의투표).

        Raises NotAllowed and the errors of `clean_draft`.
        """
        return self._create(actor, definition, test_mode=self._core.secrets_box.throw_away)

    def create_mock(self, actor: Session, definition: ElectionDefinition) -> Election:
        """A new draft of a mock vote (모의투표), whose ballots never enter a result. Raises as `create`."""
        return self._create(actor, definition, test_mode=True)

    def all(self) -> list[Election]:
        """Every election, those with the earliest opening first."""
        with self._core.store.read() as uow:
            return list(uow.elections.all())

    def get(self, election_id: str) -> ElectionView:
        """Everything about one election. Raises RecordMissing."""
        with self._core.store.read() as uow:
            return self._view(uow, uow.elections.get(election_id))

    def checks(self, election_id: str) -> tuple[Check, ...]:
        """The check list before publishing: every problem of a draft, and what is right already."""
        with self._core.store.read() as uow:
            return publication.check_list(uow, uow.elections.get(election_id), self._core.clock.now())

    def update_draft(self, actor: Session, election: Election) -> Election:
        """Stores an edited draft; state and test mode stay what they are.

        Raises NotAllowed, NotADraft, ContestHasCandidates and the errors of `clean_draft`.
        """
        require_role(actor, COMMISSION_ONLY)
        clean = clean_draft(election)
        with self._core.store.uow() as uow:
            before = read_draft(uow, election.id)
            _check_contests_kept(before, clean, uow.candidates.in_election(election.id))
            changed = replace(clean, state=before.state, test_mode=before.test_mode)
            uow.elections.save(changed)
            self._audit.append(uow, AuditEvent.ELECTION_CHANGED, actor, election=election.id)
            uow.commit()
        return changed

    def remove_draft(self, actor: Session, election_id: str) -> None:
        """Deletes a draft with its candidates, their pledges and accounts, and its voters list.

        Raises NotAllowed, NotADraft, LongWorkWhileOpen.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            read_draft(uow, election_id)
            require_short(uow, election_id)
            for account in uow.accounts.all():
                if account.active and account.election_id == election_id:
                    uow.accounts.deactivate(account.id)
            uow.elections.remove_draft(election_id)
            self._audit.append(uow, AuditEvent.ELECTION_REMOVED, actor, election=election_id)
            uow.commit()

    def make_single_trustee_key(
        self, actor: Session, election_id: str, name: str, passphrase: str, save_to: Path
    ) -> Path:
        """Makes the key of the count with one trustee, and saves its secret under the pass-phrase.

        `save_to` is a folder on the medium that the trustee keeps; the file's path is returned. In a draft
        the key can be made again; the file of the one before is then worth nothing. Takes about a second.

        Raises NotAllowed, NotADraft, TextMissing, PasswordTooShort, PasswordWeak, KeyFolderMissing,
        KeyFolderInsideData (a mock vote may keep it there), KeyFileUnwritable.
        """
        require_role(actor, COMMISSION_ONLY)
        trustee_name = required_line(name, limit=NAME_MAX, field=Field.NAME)
        check_password(passphrase)
        with self._core.store.read() as uow:
            require_active(uow, actor.account)
            election = read_draft(uow, election_id)
        check_key_folder(save_to, self._core.data_dir, mock=election.test_mode)
        secret, public = generate_trustee(1, 1, self._core.random)
        content = protect(secret, passphrase, self._core.random, cost=self._key_cost)
        public_key = joint_key([public]).hex()
        path = save_to / f"omp-trustee-key-{election_id[:8]}-{public_key[:8]}.json"
        # First the file: a published key whose secret nobody has could never open the count.
        _save_key_file(path, content)
        self._store_key(actor, election_id, trustee_name, public)
        return path

    def publish(self, actor: Session, election_id: str) -> str:
        """Freezes the election, signs it and returns the manifest's hash in hex.

        Raises NotAllowed, IllegalTransition, NotReadyToPublish, LongWorkWhileOpen, ThrowAwayKeys (a real
        election), and the errors of the secrets.
        """
        require_role(actor, COMMISSION_ONLY)
        signer = publication.commission_signer(self._core)
        with self._core.store.uow() as uow:
            election = uow.elections.get(election_id)
            if self._core.secrets_box.throw_away and not election.test_mode:
                raise ThrowAwayKeys()
            next_state(election.state, PollAction.PUBLISH)
            require_short(uow, election_id)
            require_ready(publication.check_list(uow, election, signer.at))
            manifest = publication.publish(uow, election, signer, actor.account.id)
            self._audit.append(
                uow, AuditEvent.ELECTION_PUBLISHED, actor, election=election_id, hash=manifest.hash
            )
            uow.commit()
        return manifest.hash

    def withdraw_candidate(self, actor: Session, election_id: str, candidate_id: str) -> Candidate:
        """A candidate of a published election withdraws (사퇴): stays listed, cannot be chosen.

        Raises NotAllowed, WithdrawalTooEarly, WithdrawalTooLate, AlreadyWithdrawn, RecordMissing, and the
        errors of the secrets.
        """
        require_role(actor, COMMISSION_ONLY)
        signer = publication.commission_signer(self._core)
        with self._core.store.uow() as uow:
            election = uow.elections.get(election_id)
            candidate = withdraw(_candidate_of(uow, election_id, candidate_id), election.state)
            payload = withdrawal_payload(candidate_id)
            publication.amend(uow, election_id, signer, AmendmentKind.WITHDRAWAL, payload)
            uow.candidates.save(candidate)
            self._audit.append(
                uow, AuditEvent.CANDIDATE_WITHDRAWN, actor, election=election_id, number=candidate.number
            )
            uow.commit()
        return candidate

    def extend_hours(
        self, actor: Session, second: SecondPerson, election_id: str, window_index: int, new_close: datetime
    ) -> tuple[VotingWindow, ...]:
        """Makes a window (numbered from 0) of a published election longer; returns those in force then.

        Raises NotAllowed, SamePerson, SecondPersonUnsuitable, NotPublished, HoursTooLate, ClosingTimePast,
        HoursOnlyExtend, ExtensionMeetsNextWindow, NoSuchWindow, and the errors of the secrets.
        """
        require_two(actor, second, COMMISSION_ONLY)
        signer = publication.commission_signer(self._core)
        with self._core.store.uow() as uow:
            require_active(uow, second.account)
            election = uow.elections.get(election_id)
            _require_hours_open(election)
            if new_close <= signer.at:
                raise ClosingTimePast(closes=local_minute(new_close, election.timezone))
            payload = hours_payload(window_index, new_close)
            publication.amend(uow, election_id, signer, AmendmentKind.HOURS, payload)
            self._audit.append(
                uow,
                AuditEvent.HOURS_EXTENDED,
                actor,
                election=election_id,
                closes=local_minute(new_close, election.timezone),
                second=second.account.id,
            )
            windows = publication.read_published(uow, election_id).effective.windows
            uow.commit()
        return windows

    def publish_pledges(self, actor: Session, election_id: str) -> int:
        """Publishes the pledges as they stand now, until the polls open; returns how many.

        Raises NotAllowed, NotPublished, PledgesLocked, and the errors of the secrets.
        """
        require_role(actor, COMMISSION_ONLY)
        signer = publication.commission_signer(self._core)
        with self._core.store.uow() as uow:
            election = uow.elections.get(election_id)
            if election.state is ElectionState.DRAFT:
                raise NotPublished()
            check_pledges_editable(election.state)
            publication.amend_pledges(uow, election_id, signer)
            count = sum(uow.pledges.counts(election_id).values())
            self._audit.append(uow, AuditEvent.PLEDGES_PUBLISHED, actor, election=election_id, count=count)
            uow.commit()
        return count

    def _create(self, actor: Session, definition: ElectionDefinition, *, test_mode: bool) -> Election:
        require_role(actor, COMMISSION_ONLY)
        election = clean_draft(
            Election(
                id=self._core.new_id(),
                name=definition.name,
                timezone=definition.timezone,
                windows=definition.windows,
                contests=definition.contests,
                policy=definition.policy,
                # The official who registers an election answers for it until others are entered.
                commissioners=(actor.account.name,),
                test_mode=test_mode,
            )
        )
        with self._core.store.uow() as uow:
            uow.elections.add(election)
            ceremony_record.ask_for(uow, election.id, *definition.trustees)
            self._audit.append(uow, AuditEvent.ELECTION_CREATED, actor, election=election.id)
            uow.commit()
        return election

    def _view(self, uow: UnitOfWork, election: Election) -> ElectionView:
        stations = tuple(publication.stations_of(uow, election.id))
        draft = election.state is ElectionState.DRAFT
        windows, withdrawn = election.windows, frozenset[str]()
        if not draft:
            in_force = publication.read_published(uow, election.id).effective
            windows, withdrawn = in_force.windows, in_force.withdrawn
        manifest = uow.elections.manifest(election.id)
        return ElectionView(
            election=election,
            checks=publication.check_list(uow, election, self._core.clock.now()) if draft else (),
            candidates=tuple(uow.candidates.in_election(election.id)),
            pledge_counts=uow.pledges.counts(election.id),
            windows=windows,
            withdrawn=withdrawn,
            stations=stations,
            voters=sum(voters for _, voters in stations),
            key_ready=uow.elections.key(election.id) is not None,
            ceremony=ceremony_record.view(uow, election.id),
            manifest_hash=None if manifest is None else manifest.hash,
            pledges_wait=publication.pledges_wait(uow, election.id),
        )

    def _store_key(self, actor: Session, election_id: str, name: str, public: TrusteePublic) -> None:
        with self._core.store.uow() as uow:
            read_draft(uow, election_id)
            ceremony_record.ask_for(uow, election_id, 1, 1)
            put_key(uow, election_id, [name], [public])
            self._audit.append(uow, AuditEvent.KEY_MADE, actor, election=election_id, count=1, quorum=1)
            uow.commit()


def _candidate_of(uow: UnitOfWork, election_id: str, candidate_id: str) -> Candidate:
    candidate = uow.candidates.get(candidate_id)
    if candidate.election_id != election_id:
        raise NoSuchOption()
    return candidate


def _require_hours_open(election: Election) -> None:
    if election.state is ElectionState.DRAFT:
        raise NotPublished()
    if election.state not in _HOURS_CAN_GROW:
        raise HoursTooLate()


def _check_contests_kept(before: Election, after: Election, candidates: Sequence[Candidate]) -> None:
    gone = {contest.id for contest in before.contests} - {contest.id for contest in after.contests}
    held = sorted(gone & {candidate.contest_id for candidate in candidates})
    if held:
        raise ContestHasCandidates(contest=held[0])


def _save_key_file(path: Path, content: bytes) -> None:
    try:
        create_file(path, content)
    except OSError as problem:
        raise KeyFileUnwritable(reason=problem.strerror or type(problem).__name__) from problem
