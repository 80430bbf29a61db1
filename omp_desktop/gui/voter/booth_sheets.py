"""Sheets over the booth's screen: which are open, and how they close together when the voter is gone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import theme
from omp_desktop.gui.forms import Form
from omp_desktop.gui.voter.sheets import Question, QuestionSheet
from omp_desktop.gui.voter.unseen_touches import appeared
from omp_desktop.gui.widgets import Sheet

_WIDTH, _MARGIN = 1120, 80  # px, the width at 96 dpi


class BoothSheets(QObject):
    """Opens sheets over a booth. `covered`: whether any sheet covers the screen from now on."""

    covered = Signal(bool)

    def __init__(self, booth: QWidget) -> None:
        """Begin with none open."""
        super().__init__(booth)
        self.booth = booth
        self._open: list[Sheet] = []

    @property
    def is_open(self) -> bool:
        """Whether a sheet covers the screen."""
        return bool(self._open)

    def show(self, content: Form, title: str) -> Sheet:
        """Cover the screen with `content`, as high as it is; it is closed by its own buttons or by Esc."""
        wanted = theme.of(self.booth).sizes.px(_WIDTH)
        content.setFixedWidth(min(wanted, self.booth.width() - 2 * _MARGIN))
        return self._cover(Sheet(content, title))

    def show_tall(self, content: Form, title: str) -> Sheet:
        """Cover the screen with `content` on a sheet that takes all the room a sheet may have."""
        return self._cover(Sheet(content, title, measure="voter"))

    def _cover(self, sheet: Sheet) -> Sheet:
        self._open.append(sheet)
        sheet.closed.connect(lambda: self._forget(sheet))
        sheet.open_over(self.booth)
        appeared(self.booth)
        self.covered.emit(True)
        return sheet

    def ask(
        self,
        question: Question,
        *,
        accepted: Callable[[], object] | None = None,
        rejected: Callable[[], object] | None = None,
    ) -> QuestionSheet:
        """Ask, or with one button only say, something.

        Args:
            question: the words.
            accepted: called for the large button, and for Esc: the answer that changes nothing.
            rejected: called for the other button.
        """
        content = QuestionSheet(question, self.booth)
        sheet = self.show(content, question.title)
        answers: list[Callable[[], object] | None] = []

        def on_rejected() -> None:
            answers.append(rejected)
            sheet.close_sheet()

        def on_closed() -> None:
            answer = answers[0] if answers else accepted
            if answer is not None:
                answer()

        content.accepted.connect(sheet.close_sheet)
        content.rejected.connect(on_rejected)
        sheet.closed.connect(on_closed)
        content.acceptButton.setFocus(Qt.FocusReason.OtherFocusReason)
        return content

    def close_all(self) -> None:
        """The voter is gone, or may not act: nothing stays open."""
        for sheet in tuple(self._open):
            sheet.close_sheet()

    def _forget(self, sheet: Sheet) -> None:
        if sheet in self._open:
            self._open.remove(sheet)
            appeared(self.booth)
            self.covered.emit(self.is_open)
