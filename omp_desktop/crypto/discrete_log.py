"""Small discrete logarithms: from K^t to the number of votes t (baby-step giant-step, Shanks 1971)."""

from __future__ import annotations

from functools import lru_cache
from math import isqrt

from omp_desktop.crypto.group import Group

_SMALLEST_TABLE = 64


def small_logarithm(group: Group, base: bytes, power: bytes, bound: int, *, searches: int = 1) -> int | None:
    """t with base^t = power and 0 ≤ t ≤ bound, or None. For public numbers: the time depends on t.

    `searches` is how many logarithms of this base and bound will be asked for: the table of base^0, base^1, …
    is kept for them and is best as large as all their giant steps together.
    """
    table = _baby_steps(group, base, _table_size(bound, searches))
    giant_step = group.power(base, group.scalar(len(table)))
    rest = power
    for done in range(0, bound + 1, len(table)):
        found = table.get(rest)
        if found is not None:
            total = done + found
            return total if total <= bound else None
        rest = group.divide(rest, giant_step)
    return None


def _table_size(bound: int, searches: int) -> int:
    """A power of two, so that a growing bound rarely asks for a new table."""
    best = isqrt(max(1, bound) * max(1, searches))
    return max(_SMALLEST_TABLE, 1 << best.bit_length() - 1)


@lru_cache(maxsize=4)
def _baby_steps(group: Group, base: bytes, size: int) -> dict[bytes, int]:
    steps = {group.identity: 0}
    power = group.identity
    for exponent in range(1, size):
        power = group.multiply(power, base)
        steps[power] = exponent
    return steps
