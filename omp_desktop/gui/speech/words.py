"""What the guide says of its own: how to go on with two keys, and what kind of thing has the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from omp_desktop.gui.speech.reading import name_of, typed
from omp_desktop.gui.voter.contest import ContestScreen
from omp_desktop.gui.voter.elections import ElectionsScreen, HowToScreen
from omp_desktop.gui.voter.outcome import NotRecordedScreen, RecordedScreen
from omp_desktop.gui.voter.places import Greeting
from omp_desktop.gui.voter.review import ReviewScreen
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.voter.sealed import SealedScreen
from omp_desktop.gui.voter.start import StartScreen
from omp_desktop.gui.voter.stopped import LockedScreen, OutOfOrderScreen
from omp_desktop.gui.voter.tested import TestedScreen
from omp_desktop.gui.widgets import CandidateCard
from omp_desktop.gui.widgets.base import Themed

# What tells people to touch, or is said by the guide in other words.
UNSAID: dict[type[VoterScreen], frozenset[str]] = {
    StartScreen: frozenset({"sublineLabel"}),
    HowToScreen: frozenset({"linesCard", "helpNotice"}),
    SealedScreen: frozenset({"unfinishedNotice", "codeHintLabel"}),
    RecordedScreen: frozenset({"codeHintLabel", "countLabel"}),
    NotRecordedScreen: frozenset({"codePart"}),
}
CAN_BEGIN = frozenset({Greeting.READY, Greeting.LETTER})
# Said after how to go on: they take long to hear.
LONG = frozenset({"codeCard"})

_ENDS = (NotRecordedScreen, LockedScreen, OutOfOrderScreen)


class GuideWords(Themed, QWidget):
    """Never seen; speaks the language of its window."""

    def __init__(self, parent: QWidget) -> None:
        """Stand in a window whose language holds."""
        super().__init__(parent)
        self.hide()

    def welcome(self) -> str:
        """When the guide was switched on."""
        return self.tr(
            "The spoken guide is on. You need two keys. The move key takes you to the next thing. "
            "The select key takes what you have just heard. On a keyboard these are Tab and Enter. "
            "Keep moving, and you come round and hear the whole screen again."
        )

    def farewell(self) -> str:
        """When the voter switched it off."""
        return self.tr("The spoken guide is off.")

    def hint(self, screen: VoterScreen) -> str:
        """How to go on from a screen."""
        if isinstance(screen, StartScreen):
            return self.tr("Press the select key to begin.") if screen.greeting in CAN_BEGIN else ""
        if isinstance(screen, _ENDS):
            return self.tr("Press the move key to hear what you can do.")
        return {
            ElectionsScreen: self.tr("Move on to hear the elections. Select the one to begin with."),
            HowToScreen: self.tr(
                "First you choose. Then you hear your choices again, and seal your ballot. "
                "Then you put it in the ballot box. Nothing is recorded before that. "
                "Move to ‘Start’ and select it."
            ),
            ContestScreen: self.tr(
                "Move on to hear what you can choose. Select what you want; select it again to take it back. "
                "The way on is the last thing on this screen."
            ),
            ReviewScreen: self.tr(
                "If that is right, move to the last button and select it. With ‘Change’ you choose again."
            ),
            SealedScreen: self.tr(
                "You have not voted yet. Move to ‘Put in the ballot box’ and select it. "
                "The code that follows is read again after that."
            ),
            TestedScreen: self.tr("You have not voted yet. Move to ‘Back to my choices’ and select it."),
            RecordedScreen: self.tr(
                "The code lets you check later that your ballot is there. It does not tell your vote. "
                "Take your time. When you have finished, move to the last button and select it."
            ),
        }.get(type(screen), "")

    def entered(self, before: str, now: str) -> str:
        """What became of an entry: the signs that came, or what is left."""
        if now.startswith(before):
            return " ".join(now[len(before) :])
        return " ".join(now) if now else self.tr("empty")

    def control(self, part: QWidget) -> str:
        """What has the focus: name, kind, state."""
        words = [name_of(part), part.accessibleDescription()]
        if isinstance(part, CandidateCard):
            words.append(self.tr("chosen") if part.chosen else "")
        elif isinstance(part, QAbstractButton):
            words.append(self.tr("button"))
            words.append(self.tr("is set") if part.isChecked() else "")
        elif isinstance(part, QLineEdit):
            words.append(self.tr("entry"))
            words.append(" ".join(typed(part)))
        return ", ".join(word for word in words if word)
