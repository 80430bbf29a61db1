"""The centre as a process of its own, on a real socket: started, drained, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
# How long a process may take to come or to go before a test says that it does not. Nothing is timed by it.
PATIENCE = 90.0
_STEP = 0.02


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def wait_until(holds: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Asks again and again until it holds, and returns what it said. Raises AssertionError if it never is."""
    deadline = time.monotonic() + patience
    while True:
        answer = holds()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(_STEP)


def environment(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """What a process of the centre finds around it: a data folder and its settings, none of ours."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OMP_")}
    ours = {"OMP_DATA_DIR": str(data), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    return {**inherited, **ours, **settings}


def central(data: Path, *words: str, settings: Mapping[str, str] | None = None) -> str:
    """Runs `omp-desktop central …` to its end and returns what it printed. Raises AssertionError."""
    return program(data, "central", *words, settings=settings)


def program(data: Path, *words: str, settings: Mapping[str, str] | None = None) -> str:
    """Runs `omp-desktop …` on a data folder and returns what it printed. Raises AssertionError."""
    command = [sys.executable, "-m", "omp_desktop", *words]
    done = subprocess.run(
        command, env=environment(data, settings or {}), capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


@dataclass
class CentreProcess:
    """`omp-desktop central serve` in a data folder, on a port of this machine.

    `settings` are variables of its environment, `words` more options of the command, `module` what runs: the
    controls run one that breaks a promise first. What it writes goes to `output` and `errors`, one file each
    over all its starts.
    """

    data: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[str] = ()
    port: int = 0
    module: str = "omp_desktop"
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def output(self) -> Path:
        return self.data / f"serve-{self.port}.out"

    @property
    def errors(self) -> Path:
        return self.data / f"serve-{self.port}.err"

    @property
    def said(self) -> str:
        """Everything it wrote so far."""
        return self.output.read_text() + self.errors.read_text()

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def launch(self) -> Self:
        """Starts it, on the same port as before if it ran before. Does not wait."""
        assert not self.running
        self.data.mkdir(parents=True, exist_ok=True)
        self.port = self.port or free_port()
        words = ("central", "serve", "--port", str(self.port), *self.words)
        command = [sys.executable, "-m", self.module, *words]
        with self.output.open("ab") as out, self.errors.open("ab") as err:
            self.process = subprocess.Popen(
                command,
                env=environment(self.data, self.settings),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        return self

    def start(self) -> Self:
        """Starts it and waits until it says that it is ready."""
        self.launch()
        wait_until(self._ready_or_gone, "the centre is ready")
        assert self.running, f"the centre ended while it started:\n{self.said[-4000:]}"
        return self

    def ready(self) -> bool:
        """What /readyz answers now; False when nobody answers."""
        try:
            return self.get("/readyz")[0] == 200
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a GET without a signature. Raises OSError when nobody answers."""
        return get(f"{self.url}{path}")

    def json(self, path: str) -> Any:
        """The JSON of a public read. Raises AssertionError for another answer than 200."""
        status, body = self.get(path)
        assert status == 200, (path, status, body[:500])
        return json.loads(body)

    def stop(self) -> int:
        """SIGTERM: it finishes what it is at, and goes. Returns its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self.process = None
        return code

    def _ready_or_gone(self) -> bool:
        return not self.running or self.ready()

    def __enter__(self) -> Self:
        return self if self.running else self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.kill()


def get(url: str) -> tuple[int, bytes]:
    """Status and body of a GET; refusals too. Raises OSError when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read()
    except urllib.error.URLError as problem:
        raise OSError(str(problem.reason)) from problem


@contextmanager
def centre_on(data: Path, settings: Mapping[str, str] | None = None) -> Iterator[CentreProcess]:
    """A centre that serves until the block ends, and is killed then if it still runs."""
    with CentreProcess(data, settings or {}) as centre:
        yield centre


@contextmanager
def replicas(
    folder: Path, database_url: str, count: int = 2, settings: Mapping[str, str] | None = None
) -> Iterator[list[CentreProcess]]:
    """So many centres on one PostgreSQL database, with one data folder: they share the key file in it."""
    given = {"OMP_DATABASE_URL": database_url, **(settings or {})}
    central(folder, "migrate", settings=given)
    centres = [CentreProcess(folder, given) for _ in range(count)]
    try:
        # One after the other: the first one makes the key and the commission's code.
        for centre in centres:
            centre.start()
        yield centres
    finally:
        for centre in centres:
            centre.__exit__()
