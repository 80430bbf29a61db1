"""Sheets over the booth's screen, in the voter's sizes: questions, text size and contrast, help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from omp_desktop.gui import theme
from omp_desktop.gui.announce import announce
from omp_desktop.gui.typography import MILLIMETRES
from omp_desktop.gui.voter.places import Place
from omp_desktop.gui.voter.preferences import PALETTES
from omp_desktop.gui.voter.voter_form import VoterForm
from omp_desktop.gui.widgets import Label, PushButton

_OPTION_HEIGHT = 120  # px at 96 dpi: that of the largest size


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `reject` is empty where there is nothing to decide."""

    title: str
    text: str
    accept: str
    reject: str = ""


class QuestionSheet(VoterForm):
    """A sentence to read, with one answer or two."""

    ui = ("voter", "question.ui")
    accepted = Signal()
    rejected = Signal()

    titleLabel: Label
    textLabel: Label
    rejectButton: PushButton
    acceptButton: PushButton

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        """Show a question in the language that holds now; it does not change while it is open."""
        super().__init__(parent)
        self.show_question(question)
        self.rejectButton.clicked.connect(self.rejected)
        self.acceptButton.clicked.connect(self.accepted)

    def show_question(self, question: Question) -> None:
        """Ask another question in the same place."""
        self.titleLabel.setText(question.title)
        self.textLabel.setText(question.text)
        self.acceptButton.setText(question.accept)
        self.rejectButton.setText(question.reject)
        self.rejectButton.setVisible(bool(question.reject))


class OptionsSheet(VoterForm):
    """Four possibilities of which one holds; a touch puts it in force at once."""

    ui = ("voter", "options.ui")
    chosen = Signal(int)
    closed = Signal()

    titleLabel: Label
    option1Button: PushButton
    option2Button: PushButton
    option3Button: PushButton
    option4Button: PushButton
    closeButton: PushButton

    def __init__(self, current: int, parent: QWidget | None = None) -> None:
        """Show the possibilities; `current` is the one in force, from 0."""
        self._current = current
        super().__init__(parent)
        for index, button in enumerate(self._buttons()):
            button.clicked.connect(lambda _=False, index=index: self._choose(index))
        self.closeButton.clicked.connect(self.closed)
        self._show_current()

    def retranslate(self) -> None:
        title, options = self.words()
        self.titleLabel.setText(title)
        for button, text in zip(self._buttons(), options, strict=True):
            button.setText(text)

    def words(self) -> tuple[str, Sequence[str]]:
        """Title and the four names, in the language of the screen."""
        raise NotImplementedError

    def focus_current(self) -> None:
        """Let the focus begin on what is in force."""
        self._buttons()[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _buttons(self) -> tuple[PushButton, ...]:
        return (self.option1Button, self.option2Button, self.option3Button, self.option4Button)

    def _choose(self, index: int) -> None:
        self._current = index
        self._show_current()
        self.chosen.emit(index)

    def _show_current(self) -> None:
        for index, button in enumerate(self._buttons()):
            button.setChecked(index == self._current)
            # The names have sizes and colours of their own: the sign tells which one holds.
            button.iconName = "check" if index == self._current else ""


class SizesSheet(OptionsSheet):
    """Text size; each name in its own size."""

    def __init__(self, current: int, parent: QWidget | None = None) -> None:
        """Show the sizes; `current` is the one in force, from 0."""
        super().__init__(current, parent)
        for millimetres, button in zip(MILLIMETRES, self._buttons(), strict=True):
            theme.dress(button, mm=millimetres)
            button.setFixedHeight(self.theme().sizes.px(_OPTION_HEIGHT))

    def words(self) -> tuple[str, Sequence[str]]:
        return self.tr("Text size"), (
            self.tr("Small"),
            self.tr("Normal"),
            self.tr("Large"),
            self.tr("Largest"),
        )


class ContrastSheet(OptionsSheet):
    """Contrast; each name in its own colours."""

    def __init__(self, current: int, parent: QWidget | None = None) -> None:
        """Show the modes; `current` is the one in force, from 0."""
        super().__init__(current, parent)
        for palette, button in zip(PALETTES, self._buttons(), strict=True):
            theme.dress(button, palette=palette)

    def words(self) -> tuple[str, Sequence[str]]:
        return self.tr("Contrast"), (
            self.tr("Normal"),
            self.tr("Black on white"),
            self.tr("White on black"),
            self.tr("Soft"),
        )


class HelpSheet(VoterForm):
    """What can be done on the screen behind it, and two ways to a person."""

    ui = ("voter", "help.ui")
    called = Signal()
    official_asked = Signal()
    spoken_wanted = Signal(bool)
    closed = Signal()

    titleLabel: Label
    textLabel: Label
    callButton: PushButton
    officialButton: PushButton
    spokenButton: PushButton
    closeButton: PushButton

    def __init__(self, place: Place, parent: QWidget | None = None, *, spoken: bool | None = None) -> None:
        """Show the help for a place.

        Args:
            place: where the booth is.
            parent: where it stands.
            spoken: whether the spoken guide is on; None where there is none.
        """
        self._place, self._spoken = place, spoken
        self._called = False
        super().__init__(parent)
        self.callButton.clicked.connect(self._call)
        self.officialButton.clicked.connect(self.official_asked)
        self.spokenButton.setVisible(spoken is not None)
        self.spokenButton.clicked.connect(lambda: self.spoken_wanted.emit(not self._spoken))
        self.closeButton.clicked.connect(self.closed)

    def retranslate(self) -> None:
        self.textLabel.setText(self._text())
        self.spokenButton.setText(
            self.tr("Turn off the spoken guide") if self._spoken else self.tr("Turn on the spoken guide")
        )
        self.callButton.setText(
            self.tr("An official was called") if self._called else self.tr("Call an official")
        )

    def _text(self) -> str:
        return {
            Place.START: self.tr("Check in at the desk first. Then touch the screen here to begin."),
            Place.ELECTIONS: self.tr(
                "You can vote in several elections, one after the other. Begin with any."
            ),
            Place.HOW_TO: self.tr("Touch ‘Start’ to choose. Nothing is recorded before the last step."),
            Place.CONTEST: self.tr(
                "Touch a card to choose, touch it again to take it back. You can still change it."
            ),
            Place.REVIEW: self.tr("Touch ‘Change’ to choose again. If all is right, touch ‘Seal my ballot’."),
            Place.SEALED: self.tr("Touch ‘Put in the ballot box’. The code does not show what you chose."),
            Place.TESTED: self.tr(
                "Compare this with what you chose. Then touch ‘Back to my choices’: you have not voted yet."
            ),
            Place.RECORDED: self.tr("With the code you can check later that your ballot was recorded."),
            Place.LOOK_UP: self.tr(
                "Type the 25 letters and digits of your code. What was chosen is never shown."
            ),
            Place.OWN_VOTE: self.tr("Type the code and then the receipt. Your vote is shown once."),
        }.get(self._place, self.tr("Call an official and stay here."))

    def _call(self) -> None:
        self._called = True
        self.retranslate()
        announce(self, self.callButton.text())
        self.called.emit()
