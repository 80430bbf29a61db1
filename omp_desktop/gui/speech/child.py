"""A process that speaks. It is ended without waiting for its end."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QProcess, QTimer, Signal

from omp_desktop.gui.speech.errors import SpeechMissing, SpeechSilent
from omp_desktop.gui.system_environment import system_environment

_LET_GO = 1000  # ms: for a process to end by itself


class Child(QProcess):
    """What it prints is read, or goes nowhere.

    `printed`: there is something to read. `over`: it ended, with this code. `failed` carries the OmpError
    of a process that could not be started or crashed. None of them comes after `end`.
    """

    printed = Signal()
    over = Signal(int)
    failed = Signal(object)

    def __init__(self, *, read: bool) -> None:
        """`read`: its standard output is read, and it is fed through its standard input."""
        # Not the speaker's: it may go before its process has ended.
        application = QCoreApplication.instance()
        super().__init__(application)
        self.setProcessEnvironment(system_environment())
        if application is not None:
            application.aboutToQuit.connect(self._end_with_the_program)
        if not read:
            self.setStandardInputFile(QProcess.nullDevice())
            self.setStandardOutputFile(QProcess.nullDevice())
        self.setStandardErrorFile(QProcess.nullDevice())
        self._let_go = False
        self.readyReadStandardOutput.connect(self._on_printed)
        self.finished.connect(self._on_finished)
        self.errorOccurred.connect(self._on_error)

    def end(self) -> None:
        """Let it end, and make it end if it does not. Nothing more is heard of it."""
        self._let_go = True
        if self.state() is QProcess.ProcessState.NotRunning:
            self.deleteLater()
        elif sys.platform == "win32":
            # There, asking is for programs with windows.
            self.kill()
        else:
            self.terminate()
            QTimer.singleShot(_LET_GO, self, self.kill)

    def _end_with_the_program(self) -> None:
        self._let_go = True
        self.kill()
        self.waitForFinished(_LET_GO)

    def _on_printed(self) -> None:
        if not self._let_go:
            self.printed.emit()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._let_go:
            self.deleteLater()
        elif status is QProcess.ExitStatus.NormalExit:
            self.over.emit(code)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        missing = error is QProcess.ProcessError.FailedToStart
        if not self._let_go:
            self.failed.emit(SpeechMissing() if missing else SpeechSilent())
