"""The program on a real data folder, in a process of its own that says what can be seen of it.

    python -m tests.gui.lock.station_program FOLDER START [unguarded]

It is the real one, from its start on; beside it stands a reporter that writes a line of JSON to the standard
output whenever something has changed, and takes words from the standard input. With `unguarded` the voter's
screen is left to itself: what the guard is for then succeeds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.gui import app
from omp_desktop.gui.kiosk import KioskWindow
from omp_desktop.gui.lock.guard import Guard
from omp_desktop.gui.program import Program
from omp_desktop.gui.surroundings import Start
from omp_desktop.gui.voter.look_up import LookUpScreen

_EVERY = 20  # ms
_DISTURBED = {QEvent.Type.WindowStateChange, QEvent.Type.Expose, QEvent.Type.FocusOut, QEvent.Type.Resize}


class Reporter(QObject):
    """Looks at the program many times a second."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._said = ""
        self._keys: list[str] = []
        self._disturbed = 0
        self._pressed = 0
        self._dragged = self._dropped = False
        self._done = 0
        self.asked = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._say)
        self._timer.start()
        self._words = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._words.activated.connect(self._on_words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget):
            self._pressed += event.type() == QEvent.Type.MouseButtonPress
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._keys.append(QKeySequence(event.keyCombination()).toString())
        if event.type() in _DISTURBED:
            self._disturbed += 1
        self._dragged |= event.type() == QEvent.Type.DragEnter
        self._dropped |= event.type() == QEvent.Type.Drop
        return False

    @property
    def _kiosk(self) -> KioskWindow | None:
        return next(iter(self._program.kiosks.values()), None)

    def _say(self) -> None:
        line = json.dumps(self._seen())
        if line != self._said:
            self._said = line
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()

    def _seen(self) -> dict[str, Any]:
        kiosk, program = self._kiosk, self._program
        seen: dict[str, Any] = {
            "keys": self._keys[-1:],
            "disturbed": self._disturbed,
            "pressed": self._pressed,
            "dragged": self._dragged,
            "dropped": self._dropped,
            "done": self._done,
            "asked": self.asked,
            "menu": QApplication.activePopupWidget() is not None,
            "chooser": _where(program.window),
            "official": _where(program.official),
            "booths": len(program.kiosks),
        }
        if kiosk is not None:
            handle = kiosk.windowHandle()
            handle.installEventFilter(self)
            seen |= {
                "place": str(kiosk.booth.flow.place),
                "booth": _where(kiosk),
                "whole": handle.geometry().getRect() == kiosk.screen().geometry().getRect(),
                "front": QGuiApplication.focusWindow() is handle,
                "exposed": handle.isExposed(),
                "alone": kiosk.guard.alone,
                "keyboard": kiosk.guard.holds_keyboard,
            }
            if isinstance(kiosk.booth.current, LookUpScreen):
                field = kiosk.booth.current.codeEdit
                field.installEventFilter(self)
                middle = field.mapToGlobal(field.rect().center())
                seen |= {"field": field.text(), "at": [middle.x(), middle.y()]}
        return seen

    def _on_words(self) -> None:
        for line in sys.stdin.readline().splitlines():
            word, _, rest = line.partition(" ")
            {
                "open": self._open,
                "look-up": self._look_up,
                "start": lambda _: self._step(lambda kiosk: kiosk.booth.flow.finish),
                "release": lambda _: self._do(lambda kiosk: kiosk.booth.release()),
                "break": lambda _: self._program.break_down(),
                "official": lambda _: self._do(lambda kiosk: kiosk.booth.let_official_in()),
                "call": lambda _: self._do(lambda kiosk: kiosk.booth.official_called.emit()),
                "focus": self._focus,
            }[word](rest)
            self._done += 1

    def _open(self, start: str) -> None:
        self._program.open_window(Start(start))

    def _do(self, what: Callable[[KioskWindow], object]) -> None:
        if self._kiosk is not None:
            what(self._kiosk)

    def _step(self, event: Callable[[KioskWindow], Callable[[], object]]) -> None:
        self._do(lambda kiosk: kiosk.booth.step(event(kiosk)))

    def _look_up(self, _: str) -> None:
        self._step(lambda kiosk: kiosk.booth.flow.look_up)
        kiosk = self._kiosk
        if kiosk is not None and isinstance(kiosk.booth.current, LookUpScreen):
            kiosk.booth.current.codeEdit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus(self, _: str) -> None:
        if self._program.official is not None:
            self._program.official.activateWindow()


def _where(window: QWidget | None) -> str:
    """The screen on which a window is seen; empty when it is not."""
    return window.screen().name() if window is not None and window.isVisible() else ""


class _Reported(Program):
    def begin(self) -> None:
        self.reporter = Reporter(self)
        super().begin()

    def handed_over(self, words: str) -> None:
        super().handed_over(words)
        self.reporter.asked += 1


def _unguarded() -> None:
    Guard._hold = lambda self: None  # type: ignore[method-assign]
    Guard.eventFilter = lambda self, watched, event: False  # type: ignore[method-assign, assignment]
    KioskWindow.setWindowFlag = lambda self, *flag: None  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    if "unguarded" in sys.argv[3:]:
        _unguarded()
    app.Program = _Reported  # type: ignore[misc]
    raise SystemExit(app.run(Path(sys.argv[1]), "ko", Start(sys.argv[2])))
