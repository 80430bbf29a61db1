"""Waiting for what another process does."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60  # s: waiting for a condition says nothing about speed
_BETWEEN = 0.1  # s


def until(found: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
    """What `found` returns once it is true."""
    deadline = time.monotonic() + patience
    while True:
        result = found()
        if result:
            return result
        assert time.monotonic() < deadline, f"waited for: {what}"
        time.sleep(_BETWEEN)
