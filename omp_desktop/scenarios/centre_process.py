"""A central endpoint on this machine, as a process of its own that goes when the program does."""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import os
import re
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.paths import DATA_DIR_VARIABLE, own_command
from omp_desktop.scenarios.cable import LOOPBACK

LOG: Final = "serve.log"
"""In its folder: what it says of errors."""
_START_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 15.0
_STEP_SECONDS: Final = 0.1
_ASK_SECONDS: Final = 2.0
_PARTS: Final = ("fastapi", "uvicorn")
# What the start prints, whatever words stand around it: the address, and a code until somebody registers.
_ADDRESS: Final = re.compile(rf"http://{re.escape(LOOPBACK)}:(\d+)")
_SIGNS: Final = "[0-9A-HJKMNP-TV-Z]{5}"
_CODE: Final = re.compile(rf"\b{_SIGNS}(?:-{_SIGNS}){{5}}\b")


class CentreNotInstalled(OmpError):
    """The parts of the central endpoint are not installed here."""

    code = "demonstration.centre-not-installed"
    ko = ErrorText(
        "이 컴퓨터에는 중앙 서버 부분이 설치되어 있지 않아 시연이 중앙 서버 없이 돌고 있습니다.",
        "투표와 개표는 그대로 해 볼 수 있습니다. 전송까지 보려면 중앙 서버가 들어 있는 설치 파일로 "
        "프로그램을 설치하십시오. 소스에서는 'make run'으로 시작합니다.",
    )
    en = ErrorText(
        "The central endpoint is not installed on this computer, so the demonstration works without one.",
        "Voting and counting can be tried all the same. To see the sending too, install the program with an "
        "installer that brings the central endpoint; from source, start with 'make run'.",
    )


class CentreDidNotStart(OmpError):
    """The process ended, or did not answer in time. Params: reason."""

    code = "demonstration.centre-did-not-start"
    ko = ErrorText(
        "시연의 중앙 서버가 시작되지 않아({reason}) 시연이 중앙 서버 없이 돌고 있습니다.",
        "투표와 개표는 그대로 해 볼 수 있습니다. 프로그램을 다시 시작하면 다시 시도합니다.",
    )
    en = ErrorText(
        "The demonstration's centre did not start ({reason}), so the demonstration works without one.",
        "Voting and counting can be tried all the same. The next start of the program tries again.",
    )


class CentreProcess:
    """`central serve` in a folder of its own, on a port that is free. `port` is 0 while it does not run."""

    def __init__(self, folder: Path) -> None:
        """Nothing is started before `start`."""
        self._folder = folder
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._code: str | None = None
        self.port = 0

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it, once, and wait until it answers or another thread stops it.

        Raises CentreNotInstalled, CentreDidNotStart.
        """
        if any(importlib.util.find_spec(part) is None for part in _PARTS):
            raise CentreNotInstalled()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock:
                if not self._stopped:
                    self._process = process = self._launch()
                    self._reader = threading.Thread(
                        target=self._read, args=(process,), name="omp-centre", daemon=True
                    )
                    self._reader.start()
        except OSError as problem:
            raise CentreDidNotStart(reason=problem.strerror or type(problem).__name__) from problem
        try:
            self._wait(self._answers)
        except OmpError:
            self.stop()
            raise

    def commission_code(self) -> str:
        """The code that it printed, because no commission has registered yet. Raises CentreDidNotStart."""
        self._wait(lambda: self._code is not None)
        return self._code or ""

    def stop(self) -> None:
        """End it: let go of its lifeline, and be sure that it is gone. Whoever starts it gives up."""
        with self._lock:
            self._stopped = True
            process, self._process = self._process, None
        self.port = 0
        if process is None:
            return
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._reader is not None:
            self._reader.join()
        if process.stdout is not None:
            process.stdout.close()

    def _launch(self) -> subprocess.Popen[str]:
        command = ["central", "serve", "--host", LOOPBACK, "--port", "0", "--tied"]
        with (self._folder / LOG).open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - this program, with words of its own
                [*own_command(), *command],
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
                errors="replace",
                # On Windows a program without a console would open one for it.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def _environment(self) -> dict[str, str]:
        """Without the settings of a centre that this computer may have for something else."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OMP_")}
        return {**kept, DATA_DIR_VARIABLE: str(self._folder), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Everything that it prints, to the end: a pipe that nobody empties would stop it."""
        for line in process.stdout or ():
            address, code = _ADDRESS.search(line), _CODE.search(line)
            if address is not None:
                self.port = int(address.group(1))
            if code is not None:
                self._code = code.group()

    def _wait(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not holds():
            process = self._process
            if process is None:
                raise CentreDidNotStart(reason="stopped")
            ended = process.poll()
            if ended is not None:
                raise CentreDidNotStart(reason=f"exit {ended}")
            if time.monotonic() > deadline:
                raise CentreDidNotStart(reason="time-out")
            time.sleep(_STEP_SECONDS)

    def _answers(self) -> bool:
        if not self.port:
            return False
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=_ASK_SECONDS)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
