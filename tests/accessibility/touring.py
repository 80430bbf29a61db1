"""A booth over the stand-in that goes one screen further for each line: python -m ... LANGUAGE"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEventLoop, QSocketNotifier
from PySide6.QtWidgets import QApplication

from omp_desktop.gui import appearance, tasks
from tests.gui.voter.rig import Rig
from tests.gui.voter.stand_in import AUDITORS, HALL, PRESIDENT, FakeVoting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from omp_desktop.domain.language import Lang

_PATIENCE = 60  # s
CONTESTS = (PRESIDENT, replace(AUDITORS, blank_allowed=True), HALL)


class Bot:
    """Waits as the bot of the tests does, without a test."""

    def waitUntil(self, found: Callable[[], object]) -> None:  # noqa: N802 - as the bot calls it
        """Go on with everything until it is true."""
        deadline = time.monotonic() + _PATIENCE
        while not found():
            assert time.monotonic() < deadline
            QApplication.processEvents()

    @contextmanager
    def waitSignal(self, signal: Any) -> Iterator[None]:  # noqa: N802 - the same
        """Wait for a signal after the block."""
        came: list[bool] = []
        signal.connect(lambda *_: came.append(True))
        yield
        self.waitUntil(lambda: came)


def main() -> None:
    """Name each screen, and stay there until a line comes."""
    application = QApplication(sys.argv[:1])
    lang = cast("Lang", sys.argv[1])
    appearance.prepare(application, lang)
    resting = QEventLoop()
    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    lines.activated.connect(lambda: (sys.stdin.readline(), resting.quit()))
    with tasks.workers():
        voting = FakeVoting(contests=CONTESTS)
        rig = Rig(cast("QtBot", Bot()), voting).open(lang=lang)
        voting.issue(2)
        for name in rig.tour():
            sys.stdout.write(f"{name}\n")
            sys.stdout.flush()
            resting.exec()
        rig.window.leave()


if __name__ == "__main__":
    main()
