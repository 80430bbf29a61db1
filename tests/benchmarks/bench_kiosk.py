"""How long a voter waits for the booth: from a touch to the first thing that changes, and to the next screen.

Each row is (what, value in ms, floor, ratio, target); value is the 99th percentile over whole votes by real
touch events on a real store, floor the longest that a voter may wait (numbers.md).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.places import Place
from tests.faults.booth_process import WAY, Visit, booth_of, settle, wait_for
from tests.faults.station import build, choices_of, issue, rolls

Row = tuple[str, float, float, float, float]

VOTERS = 15
FIRST_CHANGE, NEXT_SCREEN = 100.0, 1000.0  # ms


class Told:
    """Stands for the pipe to a test."""

    def send(self, said: object) -> None:
        """Nobody listens."""


class Painted(QObject):
    """Counts how often a window was asked to paint what has changed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.times = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)


def rows() -> Iterator[Row]:
    """All rows of this file."""
    changes: list[float] = []
    screens: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder), voters=VOTERS + 1, booths=1)
        with booth_of(Told(), site.place, 0) as visit:  # type: ignore[arg-type]
            painted = Painted(visit.window)
            for number, visit.roll in enumerate(rolls(VOTERS + 1)):
                issue(site.app, site.place, visit.roll, site.place.kiosks[0])
                changed, shown = vote(visit, painted)
                # What is read and made once, the first voter waits for; officials have tried the booth.
                changes += changed if number else []
                screens += shown if number else []
        site.app.close()
    for what, values, longest in (
        ("touch to first change, p99", changes, FIRST_CHANGE),
        ("touch to next screen, p99", screens, NEXT_SCREEN),
    ):
        value = p99(values)
        yield f"{what} of {len(values)} (ms)", value, longest, value / longest, 1.0


def vote(visit: Visit, painted: Painted) -> tuple[list[float], list[float]]:
    """One voter: milliseconds to the first change of each touch, and to each next screen."""
    changes, screens = [], []

    def touch(part: QWidget) -> None:
        settle()
        visit.by.passes(1)
        before, screen = painted.times, visit.booth.current
        choosing = isinstance(screen, ContestScreen) and part is not screen.nextButton
        began = time.perf_counter()
        visit.by.down(part)
        while painted.times == before:
            QApplication.processEvents()
        changes.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        visit.by.up()
        if not choosing:
            wait_for(lambda: visit.booth.current is not screen)
            QApplication.processEvents()
            screens.append((time.perf_counter() - began) * 1000)

    wait_for(lambda: bool(visit.booth.flow.permits))
    visit.by.tap(visit.booth.current.signIcon)  # type: ignore[union-attr]
    visit.until(Place.HOW_TO)
    for _ in range(6):
        screen, ballot = visit.booth.current, visit.booth.flow.ballot
        if isinstance(screen, ContestScreen) and ballot is not None:
            wanted = choices_of(visit.roll, ballot.session.contests)[ballot.contest.id]
            for row in screen.option_rows:
                if row.option.id in wanted:
                    touch(row.card)
        touch(getattr(screen, WAY[visit.place]))
        wait_for(lambda: visit.place in WAY or visit.place is Place.START)
    return changes, screens


def p99(values: list[float]) -> float:
    """The value that one of a hundred exceeds."""
    return sorted(values)[int(len(values) * 0.99)]
