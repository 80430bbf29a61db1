"""Is the voter still there? Asks after two minutes, and says when nobody answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui.voter.booth_sheets import BoothSheets
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.inactivity import Inactivity, Quiet
from omp_desktop.gui.voter.sheets import Question, QuestionSheet
from omp_desktop.gui.widgets.base import Themed

_SECOND = 1000  # ms


class Attendance(Themed, QWidget):
    """Watches the time since the last touch or key. Never seen itself."""

    unanswered = Signal()
    deserted = Signal()

    def __init__(
        self, flow: KioskFlow, sheets: BoothSheets, monotonic: Callable[[], float], parent: QWidget
    ) -> None:
        """Begin at rest.

        Args:
            flow: says whether somebody is at work.
            sheets: where the question is shown.
            monotonic: seconds of a clock that never goes back.
            parent: the booth.
        """
        super().__init__(parent)
        self.hide()
        self._flow, self._sheets = flow, sheets
        self._inactivity = Inactivity(monotonic)
        self._question: QuestionSheet | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND)
        self._timer.timeout.connect(self.watch)

    def start(self) -> None:
        """Watch from now on."""
        self._inactivity.touched()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def touched(self) -> None:
        """A finger, a mouse button, a key."""
        # While the question is shown only its button answers it: a sleeve on the screen is nobody.
        if self._question is None:
            self._inactivity.touched()

    def watch(self) -> None:
        """See how long it has been. Called every second.

        `unanswered`: somebody was at work and is gone. `deserted`: nobody was, and it has long been quiet.
        """
        quiet = self._inactivity.quiet
        if not self._flow.watched:
            self._question = None
            if quiet is not Quiet.ACTIVE:
                self._inactivity.touched()
                self.deserted.emit()
        elif quiet is Quiet.LOCK:
            self._question = None
            self._inactivity.touched()
            self.unanswered.emit()
        elif quiet is Quiet.ASK:
            self._ask()

    def _ask(self) -> None:
        if self._question is None:
            self._question = self._sheets.ask(self._words(), accepted=self._on_answered)
        else:
            self._question.show_question(self._words())

    def _words(self) -> Question:
        seconds = self._inactivity.seconds_to_answer
        return Question(
            self.tr("Do you need more time?"),
            self.tr(
                "Without an answer this screen locks in %n second(s). No vote is cast.",
                "",
                seconds,
            ),
            self.tr("I need more time"),
        )

    def _on_answered(self) -> None:
        self._question = None
        self._inactivity.touched()
