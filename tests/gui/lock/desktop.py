"""A display of its own with a window manager, keys and a mouse; and the program on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.gui.voter.unseen_touches import STILL_FOR

ROOT = Path(__file__).parents[3]
PATIENCE = 15  # s
Seen = dict[str, Any]


def needed(*programs: tuple[str, str]) -> None:
    """Leave the test out where a program is missing; each with its Debian package."""
    for program, package in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine (Debian package {package})")


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


class Desktop:
    """An Xvfb, and openbox with the keys and menus that it has when nobody has changed them."""

    def __init__(self, display: str, home: Path) -> None:
        self.display = display
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
        }

    def do(self, *words: str) -> str:
        """What xdotool is told: keys, the mouse, windows."""
        command = ["xdotool", *words]
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return answer.stdout.strip()

    def managed(self) -> bool:
        """Whether a window manager is there."""
        return self.do("get_desktop") != ""

    def window(self, title: str) -> str:
        """The newest window with this title that can be seen."""
        return self.do("search", "--onlyvisible", "--name", title).splitlines()[-1]

    def drag(self, start: Sequence[int], end: Sequence[int]) -> None:
        """Press, move in steps as a hand does, let go."""
        self.do("mousemove", *map(str, start), "mousedown", "1")
        for part in range(1, 11):
            x, y = (a + (b - a) * part // 10 for a, b in zip(start, end, strict=True))
            self.do("mousemove", "--sync", str(x), str(y))
        self.do("mouseup", "1")


@contextmanager
def desktop(home: Path, size: str = "1600x900", *, rules: Path | None = None) -> Iterator[Desktop]:
    """A display with a window manager. `rules`: how it is set up, otherwise as Debian brings it."""
    needed(("Xvfb", "xvfb"), ("openbox", "openbox"), ("xdotool", "xdotool"))
    ours, theirs = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(theirs),
        "-screen",
        "0",
        f"{size}x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(command, pass_fds=(theirs,), stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        try:
            with os.fdopen(ours) as numbers:
                made = Desktop(f":{numbers.readline().strip()}", home)
            manager = ["openbox", *(["--config-file", str(rules)] if rules else [])]
            with subprocess.Popen(manager, env=made.environment, stderr=subprocess.DEVNULL) as openbox:
                try:
                    until(made.managed, "the window manager did not come")
                    yield made
                finally:
                    openbox.terminate()
        finally:
            server.terminate()


class Station:
    """The program, as it was last seen."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.seen: Seen = {}
        self._told = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.seen = json.loads(line)

    def tell(self, word: str) -> None:
        """Have something done in the program, and wait until it is."""
        assert self.process.stdin is not None
        self._told += 1
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        self.wait(done=self._told)

    def wait(self, **expected: object) -> Seen:
        """Wait until the program is seen like this."""

        def holds() -> bool:
            assert self.process.poll() is None, "the program has ended"
            seen = self.seen
            return all(seen.get(name) == value for name, value in expected.items())

        try:
            until(holds, "")
        except AssertionError as late:
            raise AssertionError(f"expected {expected}, seen {self.seen}") from late
        return self.seen


@contextmanager
def station(desk: Desktop, folder: Path, start: str, *more: str) -> Iterator[Station]:
    """The program on this display."""
    command = [sys.executable, "-m", "tests.gui.lock.station_program", str(folder), start, *more]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=desk.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Station(process)
        finally:
            process.kill()


def reaches(booth: Station, desk: Desktop, button: str) -> bool:
    """Whether a button of the mouse reaches the field below it: nothing does at once on a new screen."""
    # Where it is may still change while its screen is being laid out.
    desk.do("mousemove", *map(str, booth.seen["at"]), "click", button)
    time.sleep(2 * STILL_FOR)
    return bool(booth.seen["pressed"])


class Stranger:
    """Another program, and what was typed into it when it is over."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"

    def end(self) -> str:
        return self._process.communicate("\n", timeout=PATIENCE)[0].removeprefix("typed: ").strip()


@contextmanager
def stranger(desk: Desktop, x: int, y: int, *more: str) -> Iterator[Stranger]:
    """Another program that pushes itself to the front at this place."""
    command = [sys.executable, "-m", "tests.gui.lock.stranger", str(x), str(y), *more]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=desk.environment, stdin=pipe, stdout=pipe, text=True
    ) as process:
        try:
            yield Stranger(process)
        finally:
            process.kill()
