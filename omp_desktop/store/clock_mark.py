"""The highest time ever written: what the clock falls back on when the computer's own clock runs behind.

Kept in whole minutes: finer would only tell when the latest ballot was written, and costs a page per write.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from omp_desktop.domain.clock import Reading, next_mark
from omp_desktop.store.repositories.settings import Settings


class StoredMark:
    """The store's high-water mark, a `domain.clock.HighWaterMark`; reading it does not touch the file."""

    def __init__(self, stored: datetime | None, reading: Callable[[], Reading] | None) -> None:
        """Begin with what the file holds; `reading` gives the trusted time of each write."""
        self._known = stored
        self._reading = reading

    def read(self) -> datetime | None:
        """The mark as of the latest write by this process."""
        return self._known

    def write(self, connection: Connection) -> None:
        """Raises the mark inside the transaction that is about to be committed."""
        if self._reading is None:
            return
        settings = Settings(connection)
        stored = settings.clock_mark()
        mark = next_mark(stored, self._reading()).replace(second=0, microsecond=0)
        if mark != stored:
            settings.set_clock_mark(mark)
        self._known = mark
