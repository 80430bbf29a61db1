"""A booth that nobody touches: after two minutes a question, half a minute later the lock.

The times are those of the design page on screens; nothing is cast by waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

QUIET_SECONDS = 120
ANSWER_SECONDS = 30


class Quiet(StrEnum):
    """How long nobody has touched the booth."""

    ACTIVE = "active"
    ASK = "ask"
    LOCK = "lock"


class Inactivity:
    """Counts the seconds since the last touch or key."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Begin to count.

        Args:
            monotonic: seconds of a clock that never goes back.
        """
        self._monotonic = monotonic
        self._last = monotonic()

    def touched(self) -> None:
        """Somebody is there."""
        self._last = self._monotonic()

    @property
    def quiet(self) -> Quiet:
        """What is due now."""
        seconds = self._monotonic() - self._last
        if seconds < QUIET_SECONDS:
            return Quiet.ACTIVE
        return Quiet.ASK if seconds < QUIET_SECONDS + ANSWER_SECONDS else Quiet.LOCK

    @property
    def seconds_to_answer(self) -> int:
        """Whole seconds until the lock, at most those of the question."""
        left = self._last + QUIET_SECONDS + ANSWER_SECONDS - self._monotonic()
        return max(0, min(ANSWER_SECONDS, round(left)))
