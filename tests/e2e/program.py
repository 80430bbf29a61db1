"""The program as a process of its own, the way a person or a script starts it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "omp_desktop")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end; without a terminal, so that it can ask for nothing."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def on_a_terminal(arguments: list[str], *answers: tuple[str, str]) -> tuple[int, str]:
    """Runs a command on a terminal of its own and answers its questions; its exit code and all it showed."""
    import pty  # noqa: PLC0415 - not on Windows

    ours, theirs = pty.openpty()
    waiting, shown = list(answers), ""
    # In a session of its own: it would otherwise ask on the terminal of whoever runs the tests.
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        for piece in _pieces(ours):
            shown += piece
            if waiting and waiting[0][0] in shown:
                _until_it_listens(ours)
                os.write(ours, f"{waiting.pop(0)[1]}\n".encode())
        return process.wait(timeout=60), shown
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _until_it_listens(terminal: int) -> None:
    """What is typed before the program stops showing it is thrown away."""
    import termios  # noqa: PLC0415 - not on Windows

    deadline = time.monotonic() + 60
    while termios.tcgetattr(terminal)[3] & termios.ECHO:
        assert time.monotonic() < deadline, "the program shows what is typed"


def _pieces(terminal: int) -> Iterator[str]:
    """What appears on the terminal until the program lets it go."""
    while select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so when nobody holds the other end any more
            return
        if not piece:
            return
        yield piece.decode("utf-8", errors="replace")
