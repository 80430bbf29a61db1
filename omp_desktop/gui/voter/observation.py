"""What a booth looks at every second while it waits for a voter: permits and the state of the polls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import tasks
from omp_desktop.gui.voter.start import BoothFacts
from omp_desktop.services.voting import WaitingPermit

_EVERY = 1000  # ms


@dataclass(frozen=True, slots=True)
class Observation:
    """Permits that wait for this booth, and what the start screen says.

    `receipts`: an election here gives receipts, so that own votes can be shown. `letters`: voters can check
    in themselves with their letters.
    """

    permits: tuple[WaitingPermit, ...]
    facts: BoothFacts
    receipts: bool = False
    letters: bool = False


class Lookout(QObject):
    """Asks once a second, off the GUI thread, and never twice at a time."""

    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, observe: Callable[[], Observation], parent: QObject) -> None:
        """Begin at rest.

        Args:
            observe: runs on the worker for casting: no voter waits behind an official's report.
            parent: ends with it.
        """
        super().__init__(parent)
        self._observe = observe
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and then every second."""
        if not self._timer.isActive():
            self._timer.start()
            self.look()

    def stop(self) -> None:
        """Look no more; what was asked for and comes late is still told."""
        self._timer.stop()

    def look(self) -> None:
        """Look now, unless an answer is still on its way."""
        if not self._asked:
            self._asked = True
            tasks.run(
                self._observe, self._on_seen, self._on_failed, lane=tasks.CAST, settled=self._on_settled
            )

    def _on_seen(self, observation: Observation) -> None:
        self.seen.emit(observation)

    def _on_failed(self, error: OmpError) -> None:
        self.failed.emit(error)

    def _on_settled(self) -> None:
        self._asked = False
