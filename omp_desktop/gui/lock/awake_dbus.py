"""Linux: asks the desktop for no screen saver, and systemd for no sleep, each over its bus.

Both forget what they promised when the one who asked is gone from the bus, so nothing is left behind by a
program that was killed.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import tasks

_log = logging.getLogger(__name__)
_LONGEST_MS: Final = 5000
_WHO, _WHY = "OMP Desktop", "Voting"
_SYSTEM_BUS: Final = Path("/run/dbus/system_bus_socket")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Request:
    """A call that keeps something from happening as long as its answer is kept and the bus connected."""

    bus: QDBusConnection.BusType
    service: str
    path: str
    interface: str
    arguments: tuple[str, ...]


SCREEN: Final = Request(
    QDBusConnection.BusType.SessionBus,
    "org.freedesktop.ScreenSaver",
    "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver",
    (_WHO, _WHY),
)
SLEEP: Final = Request(
    QDBusConnection.BusType.SystemBus,
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
    ("idle:sleep", _WHO, _WHY, "block"),
)


class BusHold:
    """Asks on a worker: a bus that hangs holds up no window."""

    def __init__(self, requests: tuple[Request, ...] = (SCREEN, SLEEP)) -> None:
        """Begin to ask."""
        self._kept: list[_Promise] = []
        self._ended = False
        for request in requests:
            if _has_bus(request.bus):
                tasks.run(partial(_ask, request), self._keep, _pass_over, lane=tasks.POOL)

    def end(self) -> None:
        """Let go: the bus tells those who promised."""
        self._ended = True
        kept, self._kept = self._kept, []
        for promise in kept:
            promise.end()

    def _keep(self, promise: _Promise | None) -> None:
        if promise is not None:
            self._kept.append(promise)
            if self._ended:
                self.end()


@dataclass(frozen=True, slots=True)
class _Promise:
    """`answer` is kept because a file in it may be what holds: closed, the promise is over."""

    connection: str
    answer: QDBusMessage

    def end(self) -> None:
        QDBusConnection.disconnectFromBus(self.connection)


def _ask(request: Request) -> _Promise | None:
    """Runs on a worker. None where nobody promises anything."""
    name = f"omp-awake-{next(_numbers)}"
    connection = QDBusConnection.connectToBus(request.bus, name)
    call = QDBusMessage.createMethodCall(request.service, request.path, request.interface, "Inhibit")
    call.setArguments(list(request.arguments))
    answer = connection.call(call, QDBus.CallMode.Block, _LONGEST_MS)
    if answer.type() is QDBusMessage.MessageType.ReplyMessage:
        return _Promise(name, answer)
    _log.info("%s keeps nothing awake: %s", request.service, answer.errorName())
    QDBusConnection.disconnectFromBus(name)
    return None


def _pass_over(error: OmpError) -> None:
    """What a bus refuses comes as an answer, never as an error."""
    raise error


def _has_bus(bus: QDBusConnection.BusType) -> bool:
    """Whether the bus is there: asked for in vain, some libraries would start one."""
    if bus is QDBusConnection.BusType.SystemBus:
        return "DBUS_SYSTEM_BUS_ADDRESS" in os.environ or _SYSTEM_BUS.exists()
    run = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (run is not None and (Path(run) / "bus").exists())
