"""Stops sending batches to a centre that does not take them: then only a small question goes out."""

from __future__ import annotations

from typing import Final

FAILURES_MOST: Final = 5


class Breaker:
    """Opens after five failures in a row. While it is open, `hello` is asked in place of a batch.

    An answer to that lets one batch through: only when that was taken is everything as before, so that a
    centre which says hello and takes nothing is not asked again and again.
    """

    def __init__(self) -> None:
        self._failures = 0
        self._probed = False

    @property
    def failures(self) -> int:
        """Failures since the last success."""
        return self._failures

    @property
    def is_open(self) -> bool:
        """Whether nothing but the probe goes out."""
        return self._failures >= FAILURES_MOST and not self._probed

    def failed(self) -> None:
        """Something did not reach the centre, or the centre could not take it."""
        self._failures += 1
        self._probed = False

    def probed(self) -> None:
        """The centre said hello."""
        self._probed = True

    def succeeded(self) -> None:
        """It took what it was sent, or there is nothing to be sent."""
        self._failures = 0
        self._probed = False
