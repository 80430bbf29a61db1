"""Stops sending batches to a centre that does not answer: then only a small question goes out."""

from __future__ import annotations

from typing import Final

FAILURES_MOST: Final = 5


class Breaker:
    """Opens after five failures in a row; while it is open, `hello` is asked in place of a batch.

    An answer closes it again.
    """

    def __init__(self) -> None:
        self._failures = 0

    @property
    def failures(self) -> int:
        """Failures since the last success."""
        return self._failures

    @property
    def is_open(self) -> bool:
        """Whether nothing but the probe goes out."""
        return self._failures >= FAILURES_MOST

    def failed(self) -> None:
        """Something did not reach the centre, or the centre could not take it."""
        self._failures += 1

    def succeeded(self) -> None:
        """The centre answered as it should."""
        self._failures = 0
