"""Photos of candidates: optional, fixed with the election, and never a part of the ballot."""

from __future__ import annotations

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import check_editable, check_photo
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.session import COMMISSION_ONLY, Session, require_role
from omp_desktop.store.unit_of_work import UnitOfWork


class PhotosService:
    """What the commission does with photos of a draft's candidates, and who looks at them."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._audit = AuditLog(core)

    def photo(self, candidate_id: str) -> bytes | None:
        """The picture file, or None."""
        with self._core.store.read() as uow:
            return uow.candidates.photo(candidate_id)

    def put(self, actor: Session, candidate_id: str, photo: bytes) -> None:
        """Keeps a photo in the place of the one before.

        Raises NotAllowed, CandidateFrozen, RecordMissing, PhotoUnreadable, PhotoTooLarge.
        """
        require_role(actor, COMMISSION_ONLY)
        check_photo(photo)
        with self._core.store.uow() as uow:
            self._record(uow, actor, candidate_id)
            uow.candidates.put_photo(candidate_id, photo)
            uow.commit()

    def remove(self, actor: Session, candidate_id: str) -> None:
        """Forgets the photo. Raises NotAllowed, CandidateFrozen, RecordMissing."""
        require_role(actor, COMMISSION_ONLY)
        with self._core.store.uow() as uow:
            self._record(uow, actor, candidate_id)
            uow.candidates.remove_photo(candidate_id)
            uow.commit()

    def _record(self, uow: UnitOfWork, actor: Session, candidate_id: str) -> None:
        candidate = uow.candidates.get(candidate_id)
        check_editable(uow.elections.get(candidate.election_id).state)
        self._audit.append(
            uow,
            AuditEvent.CANDIDATE_CHANGED,
            actor,
            election=candidate.election_id,
            contest=candidate.contest_id,
            number=candidate.number,
        )
