"""A booth in a process of its own: the real window over a real store, and a voter's finger in front of it.

The process tells where it is, and what the voter was told; then it is killed.
"""

from __future__ import annotations

import gc
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.bootstrap import Application
from omp_desktop.gui import appearance, tasks
from omp_desktop.gui.booth_services import booth_services
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.voter.booth import Booth, BoothServices
from omp_desktop.gui.voter.observation import Observation
from omp_desktop.gui.voter.places import BUSY, Place
from omp_desktop.gui.voter.start import BoothFacts
from omp_desktop.gui.widgets import Sheet
from omp_desktop.services.access import AccessService
from omp_desktop.store.errors import StoreFailed
from tests.faults.casting import DONE, READY, token_for, waiting_rolls
from tests.faults.station import Place as Station
from tests.faults.station import choices_of
from tests.gui.voter.hands import Finger
from tests.gui.voter.stand_in import AUDITORS, PRESIDENT, FakeAccess, FakeOwnVote, FakeVoting

PATIENCE = 60  # s
WAY = {
    Place.HOW_TO: "goButton",
    Place.CONTEST: "nextButton",
    Place.REVIEW: "sealButton",
    Place.SEALED: "castButton",
    Place.TESTED: "goButton",
    Place.RECORDED: "doneButton",
}
# Where a voter can be when the power goes, in the order in which one voter comes by. True: the vote counts.
SCREENS = {
    "start": False,
    "how to": False,
    "contest": False,
    "help": False,
    "second contest": False,
    "review": False,
    "sealing": False,
    "sealed, not shown": False,
    "sealed": False,
    "choose again?": False,
    "making void": False,
    "testing": False,
    "tested, not shown": False,
    "tested": False,
    "casting": False,
    "recorded, not shown": True,
    "recorded": True,
    "the next start": True,
}
# Off that way.
ELSEWHERE = ("failed", "locked", "out of order", "look up")
# Where a service is held, before (False) or after (True) it has done its work.
HELD = {
    "sealing": ("seal", False),
    "sealed, not shown": ("seal", True),
    "making void": ("give_up", False),
    "testing": ("test", False),
    "tested, not shown": ("test", True),
    "casting": ("cast", False),
    "recorded, not shown": ("cast", True),
}


@dataclass
class Visit:
    """A voter at the booth of a process."""

    window: KioskWindow
    pipe: Connection
    roll: int
    clock: list[float]
    by: Finger = field(init=False)
    app: Application = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.by = Finger(self.window, self._pass)

    @property
    def booth(self) -> Booth:
        return self.window.booth

    @property
    def place(self) -> Place:
        return self.booth.flow.place

    def tap(self, part: QWidget) -> None:
        settle()
        self.by.tap(part)
        settle()

    def until(self, *places: Place) -> None:
        wait_for(lambda: self.place in places)
        self._tell_if_told()

    def go_on(self) -> None:
        """The button that leads on from this screen."""
        before = self.place
        self.tap(getattr(self.booth.current, WAY[before]))
        while self.place is before is Place.REVIEW:
            # There is more to look at than fits on a page.
            self.tap(getattr(self.booth.current, WAY[before]))
        wait_for(lambda: self.place not in BUSY)
        self._tell_if_told()

    def answer(self, button: str) -> None:
        """A button of the uppermost sheet."""
        sheet = next(sheet for sheet in reversed(self.window.findChildren(Sheet)) if sheet.isVisible())
        found = sheet.findChild(QWidget, button)
        assert found is not None
        self.tap(found)

    def choose(self) -> None:
        """What this voter votes for, in the contest that is shown."""
        ballot = self.booth.flow.ballot
        assert ballot is not None
        wanted = choices_of(self.roll, ballot.session.contests)[ballot.contest.id]
        for row in self.booth.current.option_rows:  # type: ignore[union-attr]
            if row.option.id in wanted:
                self.tap(row.card)

    def start(self) -> None:
        """From the start, as soon as the permit is seen."""
        wait_for(lambda: bool(self.booth.flow.permits))
        self.tap(self.booth.current.signIcon)  # type: ignore[union-attr]
        self.until(Place.HOW_TO)

    def vote(self) -> None:
        """The shortest way from the start to recorded, and back to the start."""
        self.start()
        self.go_on()
        while self.place is Place.CONTEST:
            self.choose()
            self.go_on()
        for _ in range(3):
            self.go_on()

    def all_screens(self) -> Iterator[str]:
        """Through everything that a voter can come by; yields where it is."""
        wait_for(lambda: bool(self.booth.flow.permits))
        yield "start"
        self.start()
        yield "how to"
        self.go_on()
        self.choose()
        yield "contest"
        self.tap(self.booth.bar.helpButton)
        yield "help"
        self.answer("closeButton")
        self.go_on()
        self.choose()
        yield "second contest"
        self.go_on()
        yield "review"
        self.go_on()
        yield "sealed"
        self.tap(self.booth.current.backButton)  # type: ignore[union-attr]
        yield "choose again?"
        self.answer("rejectButton")
        self.until(Place.REVIEW)
        self.go_on()
        self.tap(self.booth.current.testButton)  # type: ignore[union-attr]
        self.answer("rejectButton")
        self.until(Place.TESTED)
        yield "tested"
        self.go_on()
        self.go_on()
        self.go_on()
        yield "recorded"
        self.go_on()
        yield "the next start"

    def elsewhere(self, name: str) -> None:
        """To a place off the way, with a sealed ballot where there can be one."""
        if name == "look up":
            self.tap(self.booth.bar.lookUpButton)
            self.until(Place.LOOK_UP)
            return
        self.start()
        self.go_on()
        while self.place is Place.CONTEST:
            self.choose()
            self.go_on()
        self.go_on()
        if name == "failed":
            self.fail()
        elif name == "locked":
            self._pass(200)
            self.booth.attendance.watch()
            self.until(Place.LOCKED)
        else:
            self.booth.break_down()
            self.until(Place.OUT_OF_ORDER)

    def fail(self) -> None:
        """The ballot box cannot be reached, and nobody can say what became of the ballot."""

        def broken(*_: object, **__: object) -> NoReturn:
            raise StoreFailed(reason="EIO")

        voting: Any = self.booth._services.voting
        voting.cast = voting.outcome = broken
        self.tap(self.booth.current.castButton)  # type: ignore[union-attr]
        self.until(Place.FAILED)

    def hold(self, name: str) -> None:
        """Lets the process wait for its end where a service is about to do its work, or has just done it."""
        call, after = HELD[name]
        voting: Any = self.booth._services.voting
        inner = getattr(voting, call)

        def held(*given: object, **named: object) -> NoReturn:
            if after:
                inner(*given, **named)
            self.pipe.send(name)
            threading.Event().wait()
            raise AssertionError

        setattr(voting, call, held)

    def _pass(self, seconds: float) -> None:
        self.clock[0] += seconds

    def _tell_if_told(self) -> None:
        """The voter reads the code on the screen that says "recorded"."""
        if self.place is Place.RECORDED:
            settle()
            self.pipe.send((self.roll, self.booth.current.codeDisplay.code))  # type: ignore[union-attr]


def stop_at(pipe: Connection, station: Station, roll: int, name: str) -> None:
    """A voter comes as far as this; then the process waits to be killed."""
    with booth_of(pipe, station, roll) as visit:
        pipe.send(READY)
        if name in ELSEWHERE:
            visit.elsewhere(name)
            pipe.send(name)
        else:
            if name in HELD:
                visit.hold(name)
            for reached in visit.all_screens():
                if reached == name:
                    pipe.send(name)
                    break
        # Killed while it waits, or told to end as the program ends.
        while not pipe.poll():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def vote_once(pipe: Connection, station: Station, roll: int) -> None:
    """The program starts again: whoever still has a permit votes with it. Says who cannot."""
    with booth_of(pipe, station, roll) as visit:
        pipe.send(READY)
        with_permit = bool(visit.app.voting(station.kiosks[0]).waiting())
        if with_permit:
            visit.vote()
        pipe.send(DONE if with_permit else "no permit")


def vote_in_turn(pipe: Connection, station: Station, rolls: Sequence[int]) -> None:
    """One voter after the other, as fast as the window goes, for as long as the process lives."""
    with booth_of(pipe, station, 0) as visit:
        voting = visit.app.voting(station.kiosks[0])
        pipe.send(READY)
        for roll in (*waiting_rolls(visit.app, voting), *rolls):
            visit.roll = roll
            if token_for(visit.app, station, voting, roll) is not None:
                visit.vote()
        pipe.send(DONE)


def many_votes(pipe: Connection, station: Station, rolls: Sequence[int], every: int) -> None:
    """One voter after the other in one process; says behind every so many what the process holds."""
    with booth_of(pipe, station, 0) as visit:
        voting = visit.app.voting(station.kiosks[0])
        pipe.send(READY)
        for number, roll in enumerate(rolls, start=1):
            visit.roll = roll
            assert token_for(visit.app, station, voting, roll) is not None
            visit.vote()
            if number % every == 0:
                pipe.send(held_by(visit.window))
        pipe.send(DONE)


def many_sessions(pipe: Connection, voters: int, every: int) -> None:
    """The same without a store: only the window and what stands behind it."""
    voting = FakeVoting(contests=(PRESIDENT, AUDITORS), withdrawn=frozenset())
    services = BoothServices(
        voting,  # type: ignore[arg-type]
        lambda: Observation(tuple(voting.waiting()), BoothFacts("가상 제1투표소")),
        voting.look_up,
        FakeOwnVote(),  # type: ignore[arg-type]
    )
    with shown(pipe, services, FakeAccess()) as visit:  # type: ignore[arg-type]
        for visit.roll in range(1, voters + 1):
            voting.issue()
            visit.booth.lookout.look()
            visit.vote()
            # The stand-in would remember what a store keeps on the disk.
            assert len(voting.boxed) == 1
            for kept in (voting.boxed, voting.sealed, voting.calls, voting.wanted):
                kept.clear()
            if visit.roll % every == 0:
                pipe.send(held_by(visit.window))
        pipe.send(DONE)


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds; `memory` in KiB."""

    memory: int
    files: int
    threads: int
    objects: int
    parts: int


def held_by(window: QWidget) -> Held:
    """What this process holds now, and of how many parts its window is made."""
    settle()
    # Reading whether a permit waits opens a file for a moment.
    wait_for(tasks.idle)
    gc.collect()
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return Held(
        int(re.search(r"VmRSS:\s*(\d+)", told)[1]),  # type: ignore[index]
        len(list(Path("/proc/self/fd").iterdir())),
        threading.active_count(),
        len(gc.get_objects()),
        len(window.findChildren(QObject)),
    )


@contextmanager
def booth_of(pipe: Connection, station: Station, roll: int) -> Iterator[Visit]:
    """The booth of a station, from the start of the program to its end."""
    app = station.open()
    services = booth_services(app, station.kiosks[0])
    with shown(pipe, services, app.access, roll) as visit:
        visit.app = app
        yield visit
    app.close()


@contextmanager
def shown(pipe: Connection, services: BoothServices, access: AccessService, roll: int = 0) -> Iterator[Visit]:
    """A booth over these services in a process that has no window yet."""
    qt = QApplication(["booth", "-platform", "offscreen"])
    appearance.prepare(qt, "ko")
    clock = [0.0]
    with tasks.workers():
        window = KioskWindow(replace(services, monotonic=lambda: clock[0]), access, name="기표대 1")
        window.resize(1280, 800)
        window.show()
        window.booth.open()
        wait_for(lambda: window.booth.flow.place is Place.START)
        yield Visit(window, pipe, roll, clock)
        window.leave()
        settle()


def wait_for(true: Callable[[], bool]) -> None:
    """Lets the window live until this holds; gives up after a minute in which nothing came of it."""
    deadline = time.monotonic() + PATIENCE
    awake = QTimer()
    awake.start(5)
    while not true():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > deadline:
            raise TimeoutError


def settle() -> None:
    """Lets everything be done that was asked of Qt."""
    for _ in range(3):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
