"""The demonstration's centre: started beside the program, reached by a cable that can be pulled out."""

from __future__ import annotations

import contextlib
import logging
import threading
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from omp_desktop.bootstrap import Application
from omp_desktop.domain.access import Role
from omp_desktop.domain.errors import OmpError
from omp_desktop.scenarios.cable import LOOPBACK, Cable
from omp_desktop.scenarios.centre_process import CentreProcess
from omp_desktop.scenarios.demonstration import describe
from omp_desktop.services.session import Session

FOLDER: Final = "centre"
_log = logging.getLogger(__name__)


class DemonstrationCentre:
    """One for each opened demonstration. Start it on a worker: a process has to come up.

    `trouble`: why there is none; the demonstration then works alone.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is the demonstration's."""
        self._folder = folder
        self._process = CentreProcess(folder / FOLDER)
        self._lock = threading.Lock()
        self._closed = False
        self._cable: Cable | None = None
        self.trouble: OmpError | None = None

    @property
    def plugged(self) -> bool:
        """Whether station and centre reach each other."""
        return self._cable is not None and self._cable.plugged

    def start(self, application: Application) -> None:
        """Start the centre; the demonstration's commission registers there, or finds it again.

        Never raises an OmpError: what is wrong becomes `trouble`.
        """
        try:
            self._start(application)
        except OmpError as error:
            _log.warning("The demonstration works without a centre: %s", error.code)
            self.trouble = error

    def _start(self, application: Application) -> None:
        self._process.start()
        link = application.centre.link()
        before = urlsplit(link.url).port if link is not None else None
        with self._lock:
            if self._closed:
                return
            cable = self._cable = _cable(self._process.port, before or 0)
        address = f"http://{LOOPBACK}:{cable.port}"
        if link is None:
            application.centre.register_commission(
                _commission(application, self._folder), address, self._process.commission_code()
            )
        elif link.url != address:
            application.centre.move(_commission(application, self._folder), address)

    def pull(self) -> None:
        """Pull the cable: nothing gets through."""
        if self._cable is not None:
            self._cable.pull()

    def plug_in(self) -> None:
        """Put it back."""
        if self._cable is not None:
            self._cable.plug_in()

    def close(self) -> None:
        """End the process and take the cable away, also while it is being started."""
        with self._lock:
            self._closed = True
            cable, self._cable = self._cable, None
        if cable is not None:
            cable.close()
        self._process.stop()


def _cable(target: int, port: int) -> Cable:
    """At the address of last time if nobody else took it meanwhile."""
    if port:
        with contextlib.suppress(OSError):
            return Cable(target, port)
    return Cable(target)


def _commission(application: Application, folder: Path) -> Session:
    """The demonstration's commission official, signed in with the PIN that everybody may see."""
    shown = next(a for a in describe(folder).accounts if a.role is Role.COMMISSION)
    account = next(a for a in application.access.accounts() if a.role is Role.COMMISSION)
    return application.access.sign_in(account.id, shown.pin)
