"""The audit log (감사 기록): written inside the transaction of what it records, read in pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from omp_desktop.domain.audit import AuditEntry, AuditEvent, make_entry, verify_chain
from omp_desktop.services.audit_errors import AuditReadingCancelled
from omp_desktop.services.ballot_box import Cancelled, Progress, never, silently
from omp_desktop.services.core import Core
from omp_desktop.services.session import Session, require_active
from omp_desktop.store.unit_of_work import UnitOfWork

SYSTEM: Final = "system"
PAGE: Final = 500


class AuditLog:
    """Who did what, when. There is no entry per cast: its time would tell who cast what."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def append(
        self, uow: UnitOfWork, event: AuditEvent, actor: Session | None, **details: str | int
    ) -> AuditEntry:
        """Adds an entry to a transaction that the caller commits; `actor` is None for the program itself.

        `details` fill the event's words. They hold ids and numbers, never a PIN, a choice or a person's name
        but a trustee's, which is public.
        Raises AccountInactive for an actor whose account was switched off, so that nothing is changed.
        """
        if actor is not None:
            require_active(uow, actor.account)
        return self._add(uow, event, actor, details)

    def _add(
        self, uow: UnitOfWork, event: AuditEvent, actor: Session | None, details: Mapping[str, str | int]
    ) -> AuditEntry:
        entry = make_entry(
            uow.audit.last(),
            at=self._core.clock.now(),
            actor=SYSTEM if actor is None else actor.account.id,
            event=event,
            details=details,
        )
        uow.audit.append(entry)
        return entry

    def record(self, event: AuditEvent, actor: Session | None = None, **details: str | int) -> AuditEntry:
        """An entry of its own, for what changes nothing else: the program's start and end, a check."""
        with self._core.store.uow() as uow:
            entry = self._add(uow, event, actor, details)
            uow.commit()
        return entry

    def page(self, after_seq: int = 0, limit: int = PAGE) -> list[AuditEntry]:
        """The entries that follow the one with this number."""
        with self._core.store.read() as uow:
            return list(uow.audit.page(after_seq, limit))

    def count(self) -> int:
        """How many entries there are."""
        with self._core.store.read() as uow:
            return uow.audit.count()

    def verify(self, progress: Progress = silently, cancelled: Cancelled = never) -> AuditEntry | None:
        """Checks the whole chain, page by page, and returns the last entry.

        Raises ChainBroken (seq), AuditReadingCancelled.
        """
        return verify_chain(self.walk(progress, cancelled))

    def walk(self, progress: Progress = silently, cancelled: Cancelled = never) -> Iterator[AuditEntry]:
        """Every entry in order, up to the last of this moment, read in pages.

        `progress` is told entries read, and in all. Raises AuditReadingCancelled.
        """
        total = self.count()
        done = after = 0
        while entries := self.page(after, min(PAGE, total - done)):
            for entry in entries:
                if cancelled():
                    raise AuditReadingCancelled
                yield entry
            done, after = done + len(entries), entries[-1].seq
            progress(done, total)

    def exported(self, actor: Session, count: int) -> None:
        """Keeps that somebody saved `count` entries as a file."""
        self.record(AuditEvent.AUDIT_EXPORTED, actor, count=count)
