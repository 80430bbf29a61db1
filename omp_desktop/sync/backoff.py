"""How long to wait after a failure: "full jitter", so that stations do not come back all at once.

Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

LONGEST: Final = 300.0
"""Seconds."""
_FIRST: Final = 1.0
# From here on the doubled time is longer than the longest.
_DOUBLINGS: Final = 9


def delay(failures: int, uniform: Callable[[float, float], float]) -> float:
    """Seconds to wait after so many failures in a row: anything from 0 to a bound that doubles up to 300.

    >>> [delay(failures, lambda _low, high: high) for failures in (0, 1, 2, 3, 9, 10, 5000)]
    [0.0, 1.0, 2.0, 4.0, 256.0, 300.0, 300.0]
    """
    if failures <= 0:
        return 0.0
    return uniform(0.0, min(LONGEST, _FIRST * 2 ** min(failures - 1, _DOUBLINGS)))
