"""The screen that waits for a voter: a touch starts, a language button chooses and starts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.voting_errors import NotOpen
from omp_desktop.gui import accessible, language
from omp_desktop.gui.announce import announce
from omp_desktop.gui.text_layout import block
from omp_desktop.gui.voter.places import Greeting
from omp_desktop.gui.voter.screen import VoterScreen
from omp_desktop.gui.widgets import Icon, Label, PushButton
from omp_desktop.gui.widgets.base import Themed

# Around the language buttons a touch that misses does nothing: it would start in the wrong language.
_CLEARANCE = 12
_FOOT_GAP = 12
_STARTING = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class BoothFacts:
    """What the start screen says besides. `hours`: as "06:00 – 18:00", empty when not known.

    `stop` is why nobody can vote now.
    """

    station: str = ""
    election: LocalText | None = None
    hours: str = ""
    stop: OmpError | None = None


class StartWords(Themed, QWidget):
    """The greeting in one language: the screen shows it in both."""

    def headline(self, greeting: Greeting) -> str:
        """The large line."""
        return {
            Greeting.READY: self.tr("Touch the screen to start"),
            Greeting.LETTER: self.tr("Touch the screen to start"),
            Greeting.DESK: self.tr("Check in at the desk first"),
            Greeting.WAITING: self.tr("Waiting for your permit"),
            Greeting.CLOSED: self.tr("No voting at the moment"),
        }[greeting]

    def detail(self, greeting: Greeting, stop: OmpError | None) -> str:
        """The sentence below it."""
        if greeting is Greeting.CLOSED and stop is not None:
            said = stop.describe(language.of(self))
            if isinstance(stop, NotOpen):
                # The headline says it already; how officials call the state means nothing to a voter.
                return said.next_step
            return f"{said.text}\n{said.next_step}"
        return {
            Greeting.READY: "",
            Greeting.LETTER: self.tr("Have your letter ready. Without one, go to the desk."),
            Greeting.DESK: self.tr("You can vote here once you have your permit."),
            Greeting.WAITING: self.tr("Voting starts by itself as soon as your permit is issued."),
            Greeting.CLOSED: "",
        }[greeting]


class StartScreen(VoterScreen):
    """Asks for a touch, or says why nobody can vote now."""

    ui = ("voter", "start.ui")
    spare = ("signIcon", "sublineLabel", "foot")
    headroom = 48
    told_by = accessible.TouchArea
    touched = Signal()
    language_chosen = Signal(str)

    signIcon: Icon
    headlineLabel: Label
    sublineLabel: Label
    detailLabel: Label
    koreanButton: PushButton
    englishButton: PushButton
    foot: QWidget
    placeLabel: Label
    hoursIcon: Icon
    hoursLabel: Label

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the greeting for a booth of which nothing is known yet."""
        self._greeting = Greeting.DESK
        self._facts = BoothFacts()
        self._words: tuple[StartWords, StartWords] | None = None
        self._pressed = self._held = False
        super().__init__(parent)
        self._words = (StartWords(self), StartWords(self))
        for words in self._words:
            words.hide()
        self.koreanButton.clicked.connect(lambda: self.language_chosen.emit("ko"))
        self.englishButton.clicked.connect(lambda: self.language_chosen.emit("en"))
        self.retranslate()

    @property
    def greeting(self) -> Greeting:
        """What it asks for now."""
        return self._greeting

    def greet(self, greeting: Greeting, facts: BoothFacts) -> None:
        """Show another greeting; a screen reader says it when it is another one."""
        if (greeting, facts) == (self._greeting, self._facts):
            return
        changed = greeting is not self._greeting
        self._greeting, self._facts = greeting, facts
        self.retranslate()
        self.fit()
        if changed:
            announce(self, self.headlineLabel.text())

    def retranslate(self) -> None:
        if self._words is None:
            return
        here = language.of(self)
        mine, other = self._words
        language.set_language(other, "en" if here == "ko" else "ko")
        self.headlineLabel.setText(mine.headline(self._greeting))
        self.sublineLabel.setText(other.headline(self._greeting))
        detail = mine.detail(self._greeting, self._facts.stop)
        self.detailLabel.setText(detail)
        self.detailLabel.setVisible(bool(detail))
        self.koreanButton.setChecked(here == "ko")
        self.englishButton.setChecked(here == "en")
        self.koreanButton.setAccessibleName("한국어")
        self.englishButton.setAccessibleName("English")
        self.setAccessibleDescription(self.tr("The Enter key starts, too.") if self._startable() else "")
        self._show_foot(here)

    def _startable(self) -> bool:
        return self._greeting in {Greeting.READY, Greeting.LETTER}

    def fit(self) -> None:
        if self._words is not None:
            self._show_where(language.of(self))
        super().fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._held = event.button() is Qt.MouseButton.LeftButton

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        # Only for a finger that came down here too, not one still held from the screen before.
        held, self._held = self._held, False
        at = event.position()
        if (
            held
            and event.button() is Qt.MouseButton.LeftButton
            and self.rect().contains(at.toPoint())
            and self._clear(at)
        ):
            self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STARTING and not event.isAutoRepeat():
            self._pressed = True
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STARTING and not event.isAutoRepeat():
            # Only for a key that was pressed here too, not one still held from the screen before.
            pressed, self._pressed = self._pressed, False
            if pressed:
                self.touched.emit()
        else:
            super().keyReleaseEvent(event)

    def _clear(self, at: QPointF) -> bool:
        """Whether a touch was meant for the screen and not for one of the buttons."""
        for button in (self.koreanButton, self.englishButton):
            area = QRectF(button.rect()).translated(QPointF(button.mapTo(self, button.rect().topLeft())))
            if area.adjusted(-_CLEARANCE, -_CLEARANCE, _CLEARANCE, _CLEARANCE).contains(at):
                return False
        return True

    def _show_foot(self, here: Lang) -> None:
        for part in (self.hoursIcon, self.hoursLabel):
            part.setVisible(bool(self._facts.hours))
        self._show_where(here)

    def _show_where(self, here: Lang) -> None:
        """Election and station on one line where there is room, else below each other, and so the hours."""
        facts = self._facts
        parts = [
            part for part in (facts.election.text(here) if facts.election else "", facts.station) if part
        ]
        room = self.width() - 2 * self.side_margin() - 2 * _FOOT_GAP - self.hoursIcon.sizeHint().width()
        hours = self.tr("Voting hours {hours}").format(hours=facts.hours) if facts.hours else ""
        lines, broken = "\n".join(parts), hours.replace(" – ", " –\n")
        style = self.placeLabel.text_style()
        where, when = next(
            (
                pair
                for pair in ((" · ".join(parts), hours), (lines, hours))
                if sum(block(text, style).width for text in pair) <= room
            ),
            (lines, broken),
        )
        self.placeLabel.setText(where)
        self.hoursLabel.setText(when)
