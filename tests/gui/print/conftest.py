"""Printers of the tests: a real CUPS, and commands that misbehave in its place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omp_desktop.gui.print.printing import Printing
from tests.gui.print.cups import Cups


@pytest.fixture
def cups_server() -> Iterator[Cups]:
    """A server of its own for each test. Its folder has a short name: the path of a socket is short."""
    with tempfile.TemporaryDirectory() as folder:
        cups = Cups(Path(folder))
        cups.start()
        yield cups
        cups.stop()


@pytest.fixture
def cups(cups_server: Cups, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """The commands of this program lead to the tests' server."""
    for name, value in cups_server.environment.items():
        monkeypatch.setenv(name, value)
    return cups_server


@pytest.fixture
def printing(qtbot: QtBot) -> Iterator[Printing]:
    """The printing of a program."""
    made = Printing()
    yield made
    made.close()
    made.deleteLater()
