"""The screen stays lit and the computer awake while a voter's window stands, on each system its own way."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from omp_desktop.gui.lock import awake
from omp_desktop.gui.lock.awake import Awake, Caffeinate, ThreadState
from omp_desktop.gui.lock.awake_dbus import BusHold, Request
from omp_desktop.gui.lock.awake_x11 import ScreenTimer
from tests.gui.lock.desktop import Desktop, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a bus and a display of Linux")


class Saver:
    """A screen saver on the bus, and systemd beside it: what they were asked, and by whom."""

    def __init__(self, name: str) -> None:
        from jeepney.bus_messages import message_bus  # noqa: PLC0415
        from jeepney.io.blocking import Proxy, open_dbus_connection  # noqa: PLC0415

        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.refuses = False
        self.ours, self._theirs = os.pipe()
        self._connection = open_dbus_connection(enable_fds=True)
        Proxy(message_bus, self._connection).RequestName(name)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return  # noqa: PLC0415

        while True:
            try:
                message = self._connection.receive()
            except (OSError, ConnectionError, ValueError):
                return
            fields = message.header.fields
            if message.header.message_type is not MessageType.method_call:
                continue
            self.asked.append((fields[HeaderFields.sender], message.body))
            if self.refuses:
                self._connection.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
            elif len(message.body) == 2:
                self._connection.send(new_method_return(message, "u", (7,)))
            else:
                self._connection.send(new_method_return(message, "h", (self._theirs,)))
                os.close(self._theirs)

    def knows(self, sender: str) -> bool:
        """Whether this connection is still on the bus."""
        from jeepney.bus_messages import message_bus  # noqa: PLC0415
        from jeepney.io.blocking import Proxy, open_dbus_connection  # noqa: PLC0415

        with open_dbus_connection() as connection:
            return Proxy(message_bus, connection).NameHasOwner(sender) == (1,)

    def close(self) -> None:
        self._connection.close()
        os.close(self.ours)


def request(name: str, *arguments: str) -> Request:
    return Request(QDBusConnection.BusType.SessionBus, name, "/saver", "org.example.Saver", arguments)


@pytest.fixture
def saver(session_bus: str) -> Iterator[Saver]:
    made = Saver("org.example.Saver")
    yield made
    made.close()


def test_the_screen_saver_is_asked_and_forgets_when_the_booth_closes(qtbot: QtBot, saver: Saver) -> None:
    hold = BusHold((request("org.example.Saver", "OMP Desktop", "Voting"),))
    qtbot.waitUntil(lambda: bool(hold.promises))
    ((sender, words),) = saver.asked
    assert words == ("OMP Desktop", "Voting")
    assert saver.knows(sender)
    hold.end()
    until(lambda: not saver.knows(sender), "the screen saver still waits")


def test_sleep_is_held_off_as_long_as_the_answer_is_kept(qtbot: QtBot, saver: Saver) -> None:
    hold = BusHold((request("org.example.Saver", "idle:sleep", "OMP Desktop", "Voting", "block"),))
    qtbot.waitUntil(lambda: bool(hold.promises))
    os.set_blocking(saver.ours, False)
    with pytest.raises(BlockingIOError):
        os.read(saver.ours, 1)
    hold.end()

    def closed() -> bool:
        try:
            return os.read(saver.ours, 1) == b""
        except BlockingIOError:
            return False

    until(closed, "the file that holds sleep off is still open")


def test_a_booth_that_closes_before_the_answer_leaves_nothing_behind(qtbot: QtBot, saver: Saver) -> None:
    hold = BusHold((request("org.example.Saver", "OMP Desktop", "Voting"),))
    hold.end()
    until(lambda: bool(saver.asked), "nobody asked")
    qtbot.waitUntil(lambda: not saver.knows(saver.asked[0][0]))


def test_a_screen_saver_that_refuses_or_is_missing_stops_nobody(
    qtbot: QtBot, saver: Saver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    saver.refuses = True
    hold = BusHold((request("org.example.Saver", "a", "b"), request("org.example.Nobody", "a", "b")))
    qtbot.waitUntil(lambda: caplog.text.count("keeps nothing awake") == 2)
    assert not hold.promises


class Idleness:
    """How long nobody has touched anything, as screen savers see it on a display."""

    def __init__(self, display: str) -> None:
        self._saver, self._x = ctypes.CDLL("libXss.so.1"), ctypes.CDLL("libX11.so.6")
        pointer = ctypes.c_void_p
        self._x.XOpenDisplay.restype = pointer
        self._x.XOpenDisplay.argtypes = (ctypes.c_char_p,)
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XDefaultRootWindow.argtypes = self._x.XCloseDisplay.argtypes = (pointer,)
        self._saver.XScreenSaverAllocInfo.restype = ctypes.POINTER(ctypes.c_ulong * 8)
        self._saver.XScreenSaverQueryInfo.argtypes = (pointer, ctypes.c_ulong, pointer)
        self._display = self._x.XOpenDisplay(display.encode())
        self._info = self._saver.XScreenSaverAllocInfo()

    @property
    def milliseconds(self) -> int:
        root = self._x.XDefaultRootWindow(self._display)
        assert self._saver.XScreenSaverQueryInfo(self._display, root, self._info)
        # After a window, two ints and a time.
        return int(self._info.contents[3])

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


def test_a_display_thinks_that_somebody_is_there(
    qtbot: QtBot, desk: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        seen = Idleness(desk.display)
    except OSError:
        pytest.skip("libXss.so.1 is not on this machine (Debian package libxss1)")
    until(lambda: seen.milliseconds > 500, "somebody is there")
    monkeypatch.setenv("DISPLAY", desk.display)
    timer = ScreenTimer(every=20)
    qtbot.waitUntil(lambda: seen.milliseconds < 500)
    timer.end()
    until(lambda: seen.milliseconds > 500, "the display is told for ever")
    seen.close()


def test_windows_is_told_what_is_needed_and_that_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    states: list[int] = []

    def set_state(state: ctypes.c_uint) -> int:
        states.append(state.value)
        return 1

    kernel = SimpleNamespace(kernel32=SimpleNamespace(SetThreadExecutionState=set_state))
    monkeypatch.setattr(ctypes, "windll", kernel, raising=False)
    ThreadState().end()
    assert states == [0x8000_0003, 0x8000_0000]


def test_macos_keeps_awake_by_a_program_that_ends_with_the_booth(qtbot: QtBot, tmp_path: Path) -> None:
    program, told = tmp_path / "caffeinate", tmp_path / "told"
    program.write_text(f'#!/bin/sh\necho "$@" > {told}.new; mv {told}.new {told}\nexec sleep 600\n')
    program.chmod(0o700)
    held = Caffeinate(str(program))
    qtbot.waitUntil(told.exists)
    assert told.read_text().split() == ["-d", "-i", "-w", str(os.getpid())]
    process = held._process.processId()
    held.end()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_system_without_its_program_is_written_to_the_log(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    held = Caffeinate(str(tmp_path / "missing"))
    qtbot.waitUntil(lambda: "macOS does not keep the screen awake" in caplog.text)
    held.end()


def test_a_booth_holds_once_and_lets_go_once(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def begin(system: str, display: str) -> list[Any]:
        done.append("held")
        return [SimpleNamespace(end=lambda: done.append("ended"))]

    monkeypatch.setattr(awake, "holds_of", begin)
    held = Awake(QObject())
    for step in (held.hold, held.hold, held.let_go, held.let_go):
        step()
    assert done == ["held", "ended"]
