"""Linux: asks the desktop for no screen saver, and systemd for no sleep, each over its bus.

Both forget what they promised when the one who asked is gone from the bus, so nothing is left behind by a
program that was killed.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_log = logging.getLogger(__name__)
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
    """Asks without waiting for the answer: a service that hangs holds up no window.

    `promises`: the answers that came; a file in one may be what holds.
    """

    def __init__(self, requests: tuple[Request, ...] = (SCREEN, SLEEP)) -> None:
        """Ask."""
        self.promises: list[QDBusMessage] = []
        self._connections: list[str] = []
        self._watchers = [self._ask(request) for request in requests if _has_bus(request.bus)]

    def end(self) -> None:
        """Let go: the bus tells those who promised."""
        self._watchers.clear()
        self.promises.clear()
        for name in self._connections:
            QDBusConnection.disconnectFromBus(name)
        self._connections.clear()

    def _ask(self, request: Request) -> QDBusPendingCallWatcher:
        name = f"omp-awake-{next(_numbers)}"
        self._connections.append(name)
        connection = _connect(request.bus, name)
        call = QDBusMessage.createMethodCall(request.service, request.path, request.interface, "Inhibit")
        call.setArguments(list(request.arguments))
        # Not on a worker, and not waited for: the binding would hold up all of Python meanwhile.
        watcher = QDBusPendingCallWatcher(connection.asyncCall(call))
        watcher.finished.connect(lambda done: self._on_answer(request, done))
        return watcher

    def _on_answer(self, request: Request, watcher: QDBusPendingCallWatcher) -> None:
        if watcher.isError():
            _log.info("%s keeps nothing awake: %s", request.service, watcher.error().name())
        else:
            self.promises.append(watcher.reply())


def _has_bus(bus: QDBusConnection.BusType) -> bool:
    """Whether the bus is there: asked for in vain, some libraries would start one."""
    if bus is QDBusConnection.BusType.SystemBus:
        return "DBUS_SYSTEM_BUS_ADDRESS" in os.environ or _SYSTEM_BUS.exists()
    run = os.environ.get("XDG_RUNTIME_DIR")
    return "DBUS_SESSION_BUS_ADDRESS" in os.environ or (run is not None and (Path(run) / "bus").exists())


def _connect(bus: QDBusConnection.BusType, name: str) -> QDBusConnection:
    """A connection of its own. libdbus remembers the first address of a session for good, right or wrong."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if bus is QDBusConnection.BusType.SessionBus and address:
        return QDBusConnection.connectToBus(address, name)
    return QDBusConnection.connectToBus(bus, name)
