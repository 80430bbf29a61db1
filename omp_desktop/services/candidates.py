"""Candidates of a draft: registered one at a time, or taken from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import (
    Candidate,
    check_editable,
    check_new_candidate,
    check_photo,
    check_removal,
    clean_candidate,
)
from omp_desktop.domain.election import Election
from omp_desktop.domain.import_errors import ImportRefused
from omp_desktop.domain.imports import (
    CandidateRow,
    ImportItem,
    ImportNote,
    ImportPreview,
    LineProblem,
    good_rows,
    preview_import,
    read_candidates,
)
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import NoSuchContest, PledgesStand
from omp_desktop.services.session import COMMISSION_ONLY, Session, require_role
from omp_desktop.services.tables import LARGEST_CANDIDATES, TextFile, read_text_file
from omp_desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import took, what it left out because the official said so, and what they should know.

    `problems` name the lines that were left out, the first 10,000 of them.
    """

    taken: int
    skipped: int
    notes: tuple[ImportNote, ...] = ()
    problems: tuple[LineProblem, ...] = ()


class CandidatesService:
    """What the commission does with candidates before publication; later they withdraw (elections.py)."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def in_election(self, election_id: str) -> list[Candidate]:
        """The candidates by contest and number."""
        with self._core.store.read() as uow:
            return list(uow.candidates.in_election(election_id))

    def get(self, candidate_id: str) -> Candidate:
        """The candidate. Raises RecordMissing."""
        with self._core.store.read() as uow:
            return uow.candidates.get(candidate_id)

    def register(  # noqa: PLR0913, PLR0917 - what stands on the form, each by name
        self,
        actor: Session,
        election_id: str,
        contest_id: str,
        number: int,
        name: str,
        party: str | None = None,
    ) -> Candidate:
        """A new candidate of a draft; without a party an independent.

        Raises NotAllowed, CandidateFrozen, NoSuchContest, NameMissing, NumberInvalid, NumberTaken,
        PartyTaken.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            candidate = _checked(
                uow, Candidate(self._core.new_id(), election_id, contest_id, number, name, party)
            )
            uow.candidates.add(candidate)
            self._record(uow, AuditEvent.CANDIDATE_REGISTERED, actor, candidate)
            uow.commit()
        return candidate

    def update(self, actor: Session, candidate: Candidate) -> Candidate:
        """Stores an edited candidate of a draft; the election stays.

        Raises as `register`, and RecordMissing.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            before = uow.candidates.get(candidate.id)
            changed = _checked(uow, _in(before.election_id, candidate))
            uow.candidates.save(changed)
            self._record(uow, AuditEvent.CANDIDATE_CHANGED, actor, changed)
            uow.commit()
        return changed

    def remove(self, actor: Session, candidate_id: str) -> bytes | None:
        """Deletes a candidate of a draft, with the pledges; the account that belongs to it is switched off.

        Returns the photo that went with it, if there was one. Raises NotAllowed, RemovalTooLate,
        RecordMissing.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            photo = uow.candidates.photo(candidate_id)
            self._remove(uow, actor, candidate_id)
            uow.commit()
        return photo

    def take_back(self, actor: Session, candidate_id: str) -> None:
        """Undoes a registration: as `remove`, but refuses once the candidate has pledges.

        Raises NotAllowed, RemovalTooLate, RecordMissing, PledgesStand.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            if uow.pledges.of_candidate(candidate_id):
                raise PledgesStand()
            self._remove(uow, actor, candidate_id)
            uow.commit()

    def restore(self, actor: Session, candidate: Candidate, photo: bytes | None = None) -> Candidate:
        """Undoes a removal: the candidate comes back, with the photo that `remove` gave; pledges and account
        do not.

        Raises as `register`, PhotoUnreadable, PhotoTooLarge.
        """
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            restored = _checked(uow, candidate)
            uow.candidates.add(restored)
            if photo is not None:
                check_photo(photo)
                uow.candidates.put_photo(restored.id, photo)
            self._record(uow, AuditEvent.CANDIDATE_REGISTERED, actor, restored)
            uow.commit()
        return restored

    def preview_import(self, path: Path, election_id: str) -> ImportPreview:
        """What an import of this file would take, with every bad line named.

        Raises CandidateFrozen, RecordMissing and the errors of `read_text_file`.
        """
        file = read_text_file(path, largest=LARGEST_CANDIDATES)
        with self._core.store.read() as uow:
            election = _editable(uow, election_id)
            return preview_import(_items(uow, file, election))

    def import_csv(
        self, actor: Session, election_id: str, path: Path, skip_bad: bool = False
    ) -> ImportResult:
        """Takes all candidates of a file, or none; with `skip_bad` the good lines of it.

        Raises NotAllowed, CandidateFrozen, ImportRefused (naming every bad line), RecordMissing and the
        errors of `read_text_file`.
        """
        require_role(actor, COMMISSION_ONLY)
        file = read_text_file(path, largest=LARGEST_CANDIDATES)
        with self._core.store.uow() as uow:
            election = _editable(uow, election_id)
            items = list(_items(uow, file, election))
            preview = preview_import(items)
            if not (preview.clean or (skip_bad and preview.skippable)):
                raise ImportRefused(preview.problems)
            for candidate in self._candidates(election_id, good_rows(items)):
                uow.candidates.add(candidate)
            self._audit.append(
                uow,
                AuditEvent.CANDIDATES_IMPORTED,
                actor,
                election=election_id,
                taken=preview.good,
                skipped=preview.bad,
            )
            uow.commit()
        return ImportResult(preview.good, preview.bad, preview.notes, preview.problems)

    def _candidates(self, election_id: str, rows: Iterable[CandidateRow]) -> Iterator[Candidate]:
        for row in rows:
            yield Candidate(
                self._core.new_id(), election_id, row.contest_id, row.number, row.name, row.party, row.state
            )

    def _remove(self, uow: UnitOfWork, actor: Session, candidate_id: str) -> None:
        candidate = uow.candidates.get(candidate_id)
        check_removal(uow.elections.get(candidate.election_id).state)
        for account in uow.accounts.by_candidate(candidate_id):
            uow.accounts.deactivate(account.id)
        uow.candidates.remove(candidate_id)
        self._record(uow, AuditEvent.CANDIDATE_REMOVED, actor, candidate)

    def _record(self, uow: UnitOfWork, event: AuditEvent, actor: Session, candidate: Candidate) -> None:
        self._audit.append(
            uow,
            event,
            actor,
            election=candidate.election_id,
            contest=candidate.contest_id,
            number=candidate.number,
        )


def _checked(uow: UnitOfWork, candidate: Candidate) -> Candidate:
    """The candidate in normal form, if it fits into its election."""
    election = _editable(uow, candidate.election_id)
    if candidate.contest_id not in {contest.id for contest in election.contests}:
        raise NoSuchContest(contest=candidate.contest_id)
    clean = clean_candidate(candidate)
    check_new_candidate(clean, uow.candidates.in_election(election.id))
    return clean


def _editable(uow: UnitOfWork, election_id: str) -> Election:
    election = uow.elections.get(election_id)
    check_editable(election.state)
    return election


def _items(uow: UnitOfWork, file: TextFile, election: Election) -> Iterator[ImportItem[CandidateRow]]:
    return read_candidates(file.lines(), election.contests, uow.candidates.in_election(election.id))


def _in(election_id: str, candidate: Candidate) -> Candidate:
    return replace(candidate, election_id=election_id)
