"""A desktop with an accessibility bus, and a screen reader on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.accessibility.atspi import Bus, listening
from tests.accessibility.desktop import Desktop, accessibility_bus, x_server


@pytest.fixture(scope="session")
def desktop(session_bus: str) -> Iterator[Desktop]:
    """Where programs open windows and let themselves be read."""
    with x_server() as display, accessibility_bus(session_bus) as bus:
        yield Desktop(display, session_bus, bus.address)


@pytest.fixture(scope="module")
def reader(desktop: Desktop) -> Iterator[Bus]:
    """A screen reader."""
    with listening(desktop.accessibility_bus) as bus:
        yield bus
