"""Asks somebody who moves by keys at the start whether the booth shall speak, and in which language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.voter.voter_form import VoterForm
from omp_desktop.gui.widgets import PushButton

Sentence = tuple[str, Lang]

# Said before anything else is known of the voter: in both languages, and with the two keys alone.
ASKED: tuple[Sentence, ...] = (
    ("음성 안내를 한국어로 들으려면 지금 선택 키를 누르십시오.", "ko"),
    ("To listen in English, press the move key once, and then the select key.", "en"),
)
# At each of the buttons.
REACHED: tuple[tuple[Sentence, ...], ...] = (
    (("한국어로 들으려면 지금 선택 키를 누르십시오.", "ko"),),
    (("To listen in English, press the select key now.", "en"),),
    (
        ("음성 안내 없이 투표하려면 지금 선택 키를 누르십시오.", "ko"),
        ("To vote without the spoken guide, press the select key now.", "en"),
    ),
)


class SpokenSheet(VoterForm):
    """Two languages to listen in, and the way on without. `reached`: the focus came to a button, from 0."""

    ui = ("voter", "spoken.ui")
    chosen = Signal(str)
    reached = Signal(int)
    closed = Signal()

    koreanButton: PushButton
    englishButton: PushButton
    withoutButton: PushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask."""
        super().__init__(parent)
        language.set_language(self.koreanButton, "ko")
        language.set_language(self.englishButton, "en")
        self.koreanButton.clicked.connect(lambda: self.chosen.emit("ko"))
        self.englishButton.clicked.connect(lambda: self.chosen.emit("en"))
        self.withoutButton.clicked.connect(self.closed)

        for button in self._buttons():
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        buttons = self._buttons()
        if event.type() == QEvent.Type.FocusIn and watched in buttons:
            self.reached.emit(buttons.index(watched))
        return super().eventFilter(watched, event)

    def _buttons(self) -> tuple[QObject, ...]:
        return self.koreanButton, self.englishButton, self.withoutButton
