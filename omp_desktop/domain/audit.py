"""The audit log (감사 기록): entries chained by their hashes, so that none can change or vanish unseen.

No entry is made for a cast: its time would tell who cast what.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from omp_desktop.domain.audit_events import AuditEvent, beside, describe
from omp_desktop.domain.canonical import canonical_hash
from omp_desktop.domain.record_errors import ChainBroken, NotCanonical

__all__ = ["FIRST_PREVIOUS", "AuditEntry", "AuditEvent", "beside", "describe", "make_entry", "verify_chain"]

FIRST_PREVIOUS: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that happened. `at` is UTC in whole seconds; `actor` an account id, or "system"."""

    seq: int
    at: datetime
    actor: str
    event: AuditEvent
    details: Mapping[str, str | int]
    previous_hash: str
    hash: str


def make_entry(
    previous: AuditEntry | None,
    *,
    at: datetime,
    actor: str,
    event: AuditEvent,
    details: Mapping[str, str | int] | None = None,
) -> AuditEntry:
    """The entry that follows `previous` (None for the first, whose number is 1)."""
    seq = 1 if previous is None else previous.seq + 1
    previous_hash = FIRST_PREVIOUS if previous is None else previous.hash
    whole = at.astimezone(UTC).replace(microsecond=0)
    kept = dict(details or {})
    return AuditEntry(
        seq, whole, actor, event, kept, previous_hash, _hash(seq, whole, actor, event, kept, previous_hash)
    )


def verify_chain(entries: Iterable[AuditEntry], after: AuditEntry | None = None) -> AuditEntry | None:
    """Check entries in order, the first following `after` (None: the log's beginning); return the last one.

    Works on a stream, page after page. Raises ChainBroken with the number of the
    first entry that does not fit.
    """
    last = after
    for entry in entries:
        seq = 1 if last is None else last.seq + 1
        previous_hash = FIRST_PREVIOUS if last is None else last.hash
        if (entry.seq, entry.previous_hash) != (seq, previous_hash) or not _intact(entry):
            raise ChainBroken(seq=seq)
        last = entry
    return last


def _intact(entry: AuditEntry) -> bool:
    try:
        return entry.hash == _hash(
            entry.seq, entry.at, entry.actor, entry.event, entry.details, entry.previous_hash
        )
    except NotCanonical:
        # Details that this program could not have written.
        return False


def _hash(  # noqa: PLR0913, PLR0917 - the fields of an entry, all of them
    seq: int,
    at: datetime,
    actor: str,
    event: AuditEvent,
    details: Mapping[str, str | int],
    previous_hash: str,
) -> str:
    return canonical_hash(
        {
            "seq": seq,
            "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "actor": actor,
            "event": event.value,
            "details": details,
            "previous": previous_hash,
        }
    )
