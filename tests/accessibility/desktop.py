"""What a screen reader needs around a window: an X server without a screen, and the accessibility bus."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from jeepney import DBusAddress, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.accessibility.patience import until

_ROOT = Path(__file__).parents[2]
_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_BUS = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")


@dataclass(frozen=True)
class Desktop:
    """Addresses of what runs: an X display, the session bus, the accessibility bus."""

    display: str
    session_bus: str
    accessibility_bus: str

    @contextmanager
    def program(self, module: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
        """A module run as a program that opens its windows here and lets itself be read."""
        environment = {
            **os.environ,
            "DISPLAY": self.display,
            "DBUS_SESSION_BUS_ADDRESS": self.session_bus,
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        command = [sys.executable, "-m", module, *map(str, arguments)]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdin=pipe, stdout=pipe, encoding="utf-8"
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@contextmanager
def x_server(width: int = 1280, height: int = 800) -> Iterator[str]:
    """An X server with a screen of this size in memory; its display."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not on this machine (Debian package xvfb)")
    reading, writing = os.pipe()
    screen = ("-screen", "0", f"{width}x{height}x24")
    # Otherwise it begins anew whenever its last client goes, and lets nobody in meanwhile.
    command = [program, "-displayfd", str(writing), *screen, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        try:
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            server.terminate()


@dataclass(frozen=True)
class AccessibilityBus:
    """The bus on which programs tell screen readers what they show."""

    address: str
    launcher: int

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to everything that the bus consists of."""
        children = Path(f"/proc/{self.launcher}/task/{self.launcher}/children").read_text(encoding="ascii")
        for process in (*map(int, children.split()), self.launcher):
            os.kill(process, number)


@contextmanager
def accessibility_bus(session_bus: str, folder: Path | None = None) -> Iterator[AccessibilityBus]:
    """A bus for screen readers; a second one at the same time needs a folder of its own for its socket."""
    if not _LAUNCHER.exists():
        pytest.skip(f"{_LAUNCHER} is not on this machine (Debian package at-spi2-core)")
    place = {} if folder is None else {"XDG_RUNTIME_DIR": str(folder)}
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus, **place}
    command = [_LAUNCHER, "--launch-immediately", "--a11y=1"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as launcher:
        try:
            with open_dbus_connection(session_bus) as connection:
                # Asking it earlier would start a second one.
                until(lambda: _has_owner(connection), f"{_BUS.bus_name} on the session bus")
                reply = connection.send_and_get_reply(new_method_call(_BUS, "GetAddress"))
                yield AccessibilityBus(str(unwrap_msg(reply)[0]), launcher.pid)
        finally:
            launcher.terminate()


@contextmanager
def message_bus_in(folder: Path) -> Iterator[str]:
    """A session bus of its own; its address."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("dbus-daemon is not on this machine (Debian package dbus-x11)")
    command = [
        program,
        "--session",
        "--nofork",
        "--nopidfile",
        "--print-address=1",
        f"--address=unix:dir={folder}",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as bus:
        assert bus.stdout is not None
        try:
            yield bus.stdout.readline().strip()
        finally:
            bus.terminate()


def _has_owner(connection: DBusConnection) -> bool:
    reply = connection.send_and_get_reply(message_bus.NameHasOwner(_BUS.bus_name))
    return bool(unwrap_msg(reply)[0])
