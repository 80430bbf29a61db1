"""Whose part of the program a fault is in: a page of the officials stops no voter."""

from __future__ import annotations

from types import TracebackType
from typing import Final

# Windows in which nobody votes, and what only they use.
_OTHERS: Final = ("omp_desktop.gui.official.", "omp_desktop.gui.candidate.", "omp_desktop.gui.start.")
_BOOTHS: Final = ("omp_desktop.gui.voter.", "omp_desktop.gui.kiosk", "omp_desktop.gui.lock.")


def concerns_booths(error: BaseException) -> bool:
    """Whether voting must stop: not where a fault went through a page of officials or candidates alone.

    What is in doubt stops it: a fault that went through none of the windows, or through a booth as well.
    """
    passed = tuple(_modules(error.__traceback__))
    if any(module.startswith(_BOOTHS) for module in passed):
        return True
    return not any(module.startswith(_OTHERS) for module in passed)


def _modules(trace: TracebackType | None) -> list[str]:
    """The modules that the error went through, the outermost first."""
    found = []
    while trace is not None:
        found.append(str(trace.tb_frame.f_globals.get("__name__", "")))
        trace = trace.tb_next
    return found
