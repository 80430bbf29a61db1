"""All benchmarks in one table: `python -m tests.benchmarks`, or `make bench`; SCALE=10 for larger elections.

Timings on shared machines drift, so each figure stands beside a floor measured in the same run. Only the
ratio is judged: the exit code is 1 when one is worse than its target by more than a quarter.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

Row = tuple[str, float, float, float, float]

TOLERATED = 1.25
HEADINGS = ("what", "value", "floor", "ratio", "target", "")


def main() -> int:
    """Measures everything and prints it; 1 when something is too slow."""
    scale = int(os.environ.get("SCALE") or 1)
    rows = list(measured(scale))
    sys.stdout.write(table(rows))
    return 1 if any(map(too_slow, rows)) else 0


def measured(scale: int) -> Iterator[Row]:
    """The rows of every bench_*.py beside this file, one module after the other."""
    for file in sorted(Path(__file__).parent.glob("bench_*.py")):
        module = importlib.import_module(f"{__package__}.{file.stem}")
        began = time.monotonic()
        yield from _rows(module.rows, scale)
        sys.stderr.write(f"{file.stem}: {time.monotonic() - began:.0f} s\n")


def too_slow(row: Row) -> bool:
    """Whether the ratio is worse than its target by more than a quarter."""
    return row[3] > row[4] * TOLERATED


def table(rows: Iterable[Row]) -> str:
    """The rows as aligned text."""
    lines = [HEADINGS]
    for row in rows:
        what, value, floor, ratio, target = row
        verdict = "TOO SLOW" if too_slow(row) else "over" if ratio > target else "ok"
        lines.append((what, f"{value:,.3f}", f"{floor:,.3f}", f"{ratio:.2f}", f"{target:.2f}", verdict))
    widths = [max(_width(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "".join(_line(line, widths) for line in lines)


def _rows(rows: Callable[..., Iterator[Row]], scale: int) -> Iterator[Row]:
    return rows(scale) if inspect.signature(rows).parameters else rows()


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    what, *numbers, verdict = cells
    first = what + " " * (widths[0] - _width(what))
    middle = "  ".join(cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True))
    return f"{first}  {middle}  {verdict}".rstrip() + "\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


if __name__ == "__main__":
    sys.exit(main())
