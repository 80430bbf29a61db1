"""Keeps the voters list on paper as new as it may be, while the official's window is there."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import tasks
from omp_desktop.gui.official.services import OfficialServices

_LOOK_MS: Final = 60_000
_UNKNOWN: Final = frozenset({ElectionState.DRAFT, ElectionState.COUNTED, ElectionState.CERTIFIED})
_log = logging.getLogger(__name__)


class PaperRollWatch(QObject):
    """Looks every minute whether a list is due; the service says when, which is seldom."""

    def __init__(self, services: OfficialServices, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._services = services
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on, whether or not somebody is signed in later."""
        if not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """On the worker for long work: a large list takes some seconds."""
        # One that was closed asks for nothing; the program may be ending.
        if self._looking or not self._window.isVisible():
            return
        self._looking = True
        services = self._services
        tasks.run_long(
            lambda progress: renew(services, progress),
            lambda _: None,
            _say,
            receiver=self,
            settled=self._on_settled,
        )

    def _on_settled(self) -> None:
        self._looking = False


def renew(services: OfficialServices, progress: tasks.Progress) -> None:
    """Every election that may need one. Raises what `PaperRoll.renew` raises."""
    if services.stations.this_station() is None:
        return
    for election in services.elections.all():
        if election.state not in _UNKNOWN:
            services.paper_roll.renew(election.id, cancelled=progress.is_cancelled)


def _say(error: OmpError) -> None:
    """Nobody waits for it; whoever asks for the list is told then."""
    _log.warning("paper voters list not renewed: %s", error.code)
