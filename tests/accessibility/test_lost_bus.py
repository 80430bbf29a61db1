"""What reads the screen may die or hang; the voter's screen goes on."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.accessibility.atspi import everything, listening
from tests.accessibility.desktop import AccessibilityBus, Desktop, accessibility_bus, message_bus_in

CHOSEN = "contest-chosen"


@pytest.fixture
def bus() -> Iterator[tuple[str, AccessibilityBus]]:
    """A session bus, and a bus for screen readers that may be spoilt."""
    # A short name: a socket's path has 107 bytes.
    with (
        TemporaryDirectory(prefix="b") as folder,
        message_bus_in(Path(folder)) as session,
        accessibility_bus(session, Path(folder)) as apart,
    ):
        yield session, apart


def test_a_bus_that_dies_stops_no_voter(desktop: Desktop, bus: tuple[str, AccessibilityBus]) -> None:
    session, apart = bus
    assert CHOSEN in screens(Desktop(desktop.display, session, apart.address), apart, signal.SIGKILL)


def test_a_bus_that_hangs_stops_no_voter(desktop: Desktop, bus: tuple[str, AccessibilityBus]) -> None:
    session, apart = bus
    try:
        assert CHOSEN in screens(Desktop(desktop.display, session, apart.address), apart, signal.SIGSTOP)
    finally:
        apart.signal(signal.SIGCONT)


def screens(desktop: Desktop, apart: AccessibilityBus, fate: signal.Signals) -> list[str]:
    """What the booth shows until something is chosen; the bus is lost after its first screen was read."""
    shown: list[str] = []
    with desktop.program("tests.accessibility.touring", "ko") as program, listening(apart.address) as reader:
        assert program.stdin is not None
        assert program.stdout is not None
        for line in program.stdout:
            shown.append(line.strip())
            if len(shown) == 1:
                assert everything(reader.program(program.pid))
                apart.signal(fate)
            if shown[-1] == CHOSEN:
                break
            program.stdin.write("\n")
            program.stdin.flush()
    return shown
