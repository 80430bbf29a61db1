"""Looking into the audit log: one page of it, or what a search finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from omp_desktop.domain.audit import AuditEntry, beside, describe
from omp_desktop.domain.language import Lang
from omp_desktop.domain.text import fold
from omp_desktop.gui.official.words import day_time
from omp_desktop.services.audit_log import AuditLog

SHOWN = 200


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, the latest first; `total` of them in the log or found; `first` and `last` are their places."""

    entries: tuple[AuditEntry, ...]
    total: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reader:
    """In whose words the log is read: language, names of accounts by id, time zone."""

    speak: Lang
    names: Mapping[str, str]
    where: tzinfo

    def when(self, entry: AuditEntry) -> str:
        """Date and time on this side of the world."""
        return day_time(entry.at, self.where)

    def who(self, entry: AuditEntry) -> str:
        """Name of whoever did it; the program itself has no account."""
        return self.names.get(entry.actor, entry.actor)

    def what(self, entry: AuditEntry) -> str:
        """What happened, in words; of a step that two people took also who the second was."""
        said = describe(entry.event, entry.details, self.speak)
        second = entry.details.get("second")
        if second is None:
            return said
        return beside(said, self.names.get(str(second), str(second)), self.speak)

    def holds(self, entry: AuditEntry, wanted: str) -> bool:
        """Whether what a person sees of the entry contains the folded text."""
        return wanted in fold(f"{entry.seq} {self.when(entry)} {self.who(entry)} {self.what(entry)}")


def latest(log: AuditLog, skip: int = 0) -> AuditPage:
    """A page of the log that ends `skip` entries before its end."""
    total = log.count()
    last = max(0, total - skip)
    first = max(0, last - SHOWN)
    # Numbers are without a gap from 1, so the place is the number; a gap shows when the chain is verified.
    entries = log.page(first, last - first) if last > first else []
    return AuditPage(tuple(reversed(entries)), total, first + 1 if entries else 0, last)


def find(
    log: AuditLog, wanted: str, reader: Reader, cancelled: Callable[[], bool] = lambda: False
) -> AuditPage:
    """The latest entries that contain the text, and how many there are in all."""
    text = fold(wanted)
    found = [entry for entry in _walk(log, cancelled) if reader.holds(entry, text)]
    shown = tuple(reversed(found[-SHOWN:]))
    return AuditPage(shown, len(found), len(found) - len(shown) + 1 if shown else 0, len(found))


def _walk(log: AuditLog, cancelled: Callable[[], bool]) -> Iterator[AuditEntry]:
    after = 0
    while not cancelled() and (entries := log.page(after)):
        yield from entries
        after = entries[-1].seq
