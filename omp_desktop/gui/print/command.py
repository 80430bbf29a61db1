"""One command of the system's printing: fed from memory, bounded in time and in what it may answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QProcess, QStandardPaths, QTimer

from omp_desktop.gui.system_environment import system_environment

_MOST_OUTPUT: Final = 1 << 20  # bytes
# Answers are read by this program: English, whatever the computer speaks.
_ENGLISH: Final = {"LC_ALL": "C", "LANG": "C", "LANGUAGE": "C"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a command. `found`: it is there; `ended`: it ended by itself, within its time."""

    found: bool = True
    ended: bool = True
    code: int = -1
    output: str = ""
    complaint: str = ""

    @property
    def good(self) -> bool:
        """Whether it did what it was asked."""
        return self.ended and self.code == 0


class Command(QObject):
    """A child process that never blocks the window: it is watched by the event loop and killed in time."""

    def __init__(self, words: Sequence[str], answered: Callable[[Answer], None], parent: QObject) -> None:
        """Not started before `run`; `answered` is called once. Gone with its parent, and killed then."""
        super().__init__(parent)
        self._words = tuple(words)
        self._answered: Callable[[Answer], None] | None = answered
        self._output = b""
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.stop)
        self._process = QProcess(self)
        environment = system_environment()
        for name, value in _ENGLISH.items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._take)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def run(self, seconds: float, fed: bytes = b"") -> None:
        """Start it with this on its standard input."""
        program = QStandardPaths.findExecutable(self._words[0])
        if not program:
            self._late.timeout.disconnect()
            self._late.timeout.connect(self._say_missing)
            self._late.start(0)
            return
        self._late.start(int(seconds * 1000))
        self._process.start(program, list(self._words[1:]))
        if fed:
            self._process.write(fed)
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """Kill it; what it said does not count."""
        self._answer(Answer(ended=False))

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def wait(self, milliseconds: int) -> None:
        """Block until it has ended, or kill it: for the end of the program."""
        if not self._process.waitForFinished(milliseconds):
            self.stop()
            self._process.waitForFinished()

    def _take(self) -> None:
        self._output += bytes(self._process.readAllStandardOutput().data())
        if len(self._output) > _MOST_OUTPUT:
            self.stop()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._take()
        complaint = bytes(self._process.readAllStandardError().data())[:_MOST_OUTPUT]
        self._answer(
            Answer(
                ended=status is QProcess.ExitStatus.NormalExit,
                code=code,
                output=os.fsdecode(self._output),
                complaint=os.fsdecode(complaint),
            )
        )

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._say_missing()

    def _say_missing(self) -> None:
        self._answer(Answer(found=False, ended=False))

    def _answer(self, answer: Answer) -> None:
        answered, self._answered = self._answered, None
        if answered is None:
            return
        self._late.stop()
        self._output = b""
        if self.running:
            self._process.kill()
        answered(answer)
        if self.running:
            # A killed process is still to be reaped.
            self._process.finished.connect(self.deleteLater)
        else:
            self.deleteLater()


def settle(parent: QObject, seconds: float) -> None:
    """Block until the commands of `parent`, and those that they lead to, have ended; at most that long."""
    until = QDeadlineTimer(int(seconds * 1000))
    while running := [command for command in parent.findChildren(Command) if command.running]:
        running[0].wait(int(until.remainingTime()))
