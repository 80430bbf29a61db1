"""The stage of the tour: folders that are thrown away, a program, its windows, and a booth's own clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.bootstrap import Application, Costs
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import tasks
from omp_desktop.gui.candidate.window import CandidateWindow
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.official.window import OfficialWindow
from omp_desktop.gui.program import Program
from omp_desktop.gui.start.window import StartWindow
from omp_desktop.gui.surroundings import Surroundings, Wanted
from omp_desktop.gui.tour.attached import TourPrinting, TourSpeaker
from omp_desktop.gui.tour.camera import Camera
from omp_desktop.gui.tour.hands import Hands, find_all, sheets
from omp_desktop.gui.voter.unseen_touches import SEEN_AFTER
from omp_desktop.gui.widgets import LineEdit, PushButton, TableView
from omp_desktop.scenarios import demonstration
from omp_desktop.scenarios.demonstration_centre import DemonstrationCentre
from omp_desktop.services.access import PinHasher
from omp_desktop.services.key_errors import KeyStoreAbsent

Window = TypeVar("Window", bound=QWidget)
# Nothing that the tour protects is worth guessing.
_CHEAP: Final = Costs(
    pins=PinHasher(opslimit=1, memlimit=8192), trustee_key=PassphraseCost(operations=1, memory=8192)
)
_HELD_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    name: str
    pin: str


class Stage:
    """What all parts of the day share."""

    def __init__(self, folder: Path, hands: Hands, camera: Camera) -> None:
        """`folder` is empty and goes with the tour."""
        self.folder = folder
        self.hands = hands
        self.camera = camera
        self.demonstration_may_open = threading.Event()
        self.printing = TourPrinting()
        self._skipped = 0.0
        hands.look = lambda: self.skip(SEEN_AFTER)
        self._program: Program | None = None
        self._application: Application | None = None
        accounts = demonstration.describe(folder).accounts
        self.commission, self.manager, self.observer, self.candidate = (
            Person(account.name, account.pin) for account in accounts
        )
        self.own_candidate = Person("나루터", "640281")
        self.passphrase = demonstration.describe(folder).passphrase

    @property
    def medium(self) -> Path:
        """Stands for the USB stick with the files that people bring."""
        return self.folder / "usb"

    @property
    def application(self) -> Application:
        """The demonstration's services, for what no window does: a store that is held, and checks."""
        if self._application is None:
            raise LookupError("no demonstration is open")
        return self._application

    def seconds(self) -> float:
        """The clock by which a booth is deserted."""
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let the booths' clock go on."""
        self._skipped += seconds

    def start(self, folder: Path, wanted: Wanted | None = None) -> StartWindow:
        """Start the program in a folder."""
        surroundings = Surroundings(
            _no_key_store,
            self._open_demonstration,
            self.seconds,
            DemonstrationCentre,
            self.printing,
            TourSpeaker,
        )
        self._program = Program(folder, "ko", wanted or Wanted(), surroundings)
        self._program.begin()
        return self.window(StartWindow)

    def reopen(self, folder: Path) -> StartWindow:
        """Start the program in a folder that was set up."""
        self._program = Program(folder, "ko", Wanted())
        self._program.begin()
        return self.window(StartWindow)

    def end(self) -> None:
        """Close the program and all of its windows."""
        if self._program is not None:
            self._program.close()
            self._program.deleteLater()
        self._program = self._application = None
        for window in QApplication.topLevelWidgets():
            window.close()
            window.deleteLater()
        self.hands.settle()

    def break_down(self) -> None:
        """The program meets a fault that nobody expected."""
        if self._program is not None:
            self._program.break_down()

    def window(self, kind: type[Window]) -> Window:
        """The window of that kind, once it is open."""

        def found() -> Window | None:
            windows = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind))
            return next((w for w in windows if w.isVisible()), None)

        return self.hands.until(found, kind.__name__)

    @property
    def official(self) -> OfficialWindow:
        """The official's window."""
        return self.window(OfficialWindow)

    @property
    def kiosk(self) -> KioskWindow:
        """The voter's screen."""
        return self.window(KioskWindow)

    def sign_in(self, person: Person, window: OfficialWindow | CandidateWindow | None = None) -> None:
        """Choose a name, type the PIN, and wait for the pages; in the official's window if none is given."""
        at = self.official if window is None else window
        self.hands.row(self.hands.part(at, TableView, "accountsTable"), person.name)
        self.hands.fill(at, "pinEdit", person.pin)
        self.hands.press(at, "signInButton")
        self.hands.until(lambda: at.screens.currentWidget() is at.frameScreen, "the pages")
        self.hands.rest()

    def enter_pins(self, window: QWidget, *pins: str) -> None:
        """Type the PINs into the sheet and confirm it."""
        self.hands.until(lambda: sheets(window), "the sheet for the PINs")
        edits = find_all(window, LineEdit)
        for edit, pin in zip(edits, pins, strict=True):
            self.hands.click(edit)
            edit.selectAll()
            self.hands.write(window, pin)
        self.hands.click(find_all(window, PushButton)[-1])

    @contextmanager
    def store_held(self) -> Iterator[None]:
        """Somebody else writes to the store and does not stop."""
        store = self.application.store
        held, enough = threading.Event(), threading.Event()

        def hold() -> None:
            with store.uow():
                held.set()
                enough.wait(_HELD_SECONDS)

        job = tasks.run(hold, lambda _: None, _not_expected, lane=tasks.POOL)
        over: list[bool] = []
        job.finished.connect(lambda: over.append(True))
        self.hands.until(held.is_set, "the store to be held")
        try:
            yield
        finally:
            enough.set()
            self.hands.until(lambda: over, "the store to be free")

    def _open_demonstration(self, folder: Path) -> Application:
        self.demonstration_may_open.wait(_HELD_SECONDS)
        self._application = demonstration.open_demonstration(folder, costs=_CHEAP)
        return self._application


def _no_key_store(_folder: Path) -> Application:
    """The tour never touches the key store of whoever runs it."""
    raise KeyStoreAbsent()


def _not_expected(error: OmpError) -> None:
    raise error
