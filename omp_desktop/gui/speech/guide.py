"""Says to a voter what a screen is, what has the focus, what changed and how to go on.

Whatever happens within one turn of the program is said together, and interrupts what is being said. Words are
kept only while the guide is on, to know what is new.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.announce import announcements
from omp_desktop.gui.speech.errors import SpeechLanguageMissing
from omp_desktop.gui.speech.reading import as_said
from omp_desktop.gui.speech.speaker import Speaker
from omp_desktop.gui.speech.view import View
from omp_desktop.gui.speech.words import GuideWords
from omp_desktop.gui.voter.screen import VoterScreen

KEY = Qt.Key.Key_F2
_MOVING = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Right,
    }
)
_HUMAN = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease})
_SECOND = 1000  # ms


class SpokenGuide(GuideWords):
    """Off until a voter switches it on, and off again for the next one.

    `broken` carries the OmpError that tells why nothing is heard; voting goes on without it. `attended`:
    somebody listens, which counts like a touch.
    """

    broken = Signal(object)
    attended = Signal()

    def __init__(
        self,
        make: Callable[[], Speaker] | None,
        screen: Callable[[], VoterScreen | None],
        parent: QWidget,
    ) -> None:
        """Begin switched off.

        Args:
            make: makes what speaks; None where there are no headphones, and so no guide.
            screen: what is shown.
            parent: the booth, whose window is spoken of.
        """
        super().__init__(parent)
        self._view = View(screen, self)
        self._speaker = None if make is None else make()
        self.on = False
        self.asked = False
        self._told = False
        self._before: list[str] = []
        self._announced: list[str] = []
        self._later: list[tuple[str, Lang]] = []
        self._moved = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._say_news)
        self._listening = QTimer(self)
        self._listening.setInterval(_SECOND)
        self._listening.timeout.connect(self._attend)
        if self._speaker is not None:
            self._speaker.setParent(self)
            self._speaker.broken.connect(self._on_broken)
            self._speaker.said.connect(self._on_said)
            announcements.made.connect(self._on_announced)
            QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    @property
    def offered(self) -> bool:
        """Whether there are headphones in this booth."""
        return self._speaker is not None

    def open(self) -> None:
        """Find out before the first voter comes whether there is speech."""
        if self._speaker is not None:
            self._speaker.start()

    def listen(self, window: QWindow | None) -> None:
        """Follow the keys of the window; to be called whenever it is shown."""
        if window is not None and self.offered:
            window.installEventFilter(self)

    def switch(self, *, on: bool) -> None:
        """The voter switches it on or off."""
        if self._speaker is None or on is self.on:
            return
        self.asked = True
        self.on = on
        self._view.forget()
        self._announced, self._later = [], []
        if on:
            self._before = [self.welcome()]
            self._listening.start()
            self._soon.start()
        else:
            self._listening.stop()
            self._speaker.say(self.farewell(), language.of(self))

    def ask(self, *sentences: tuple[str, Lang]) -> None:
        """Say something though it is off: whether it shall be on, in each language."""
        self.asked = True
        self._say_all(list(sentences))

    def forget(self) -> None:
        """The voter is gone: off, silent, and nothing of what was said is kept."""
        self._drop()
        if self._speaker is not None:
            self._speaker.forget()

    def close_down(self) -> None:
        """The booth closes."""
        self._drop()
        if self._speaker is not None:
            self._speaker.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HUMAN:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == KEY:
                    if not event.isAutoRepeat():
                        self.switch(on=not self.on)
                    return True
                self._moved = event.key() in _MOVING
            if self.on:
                self._view.hold_open()
                self._soon.start()
        return super().eventFilter(watched, event)

    def _drop(self) -> None:
        self.on = self.asked = self._told = self._moved = False
        self._soon.stop()
        self._listening.stop()
        self._before, self._announced, self._later = [], [], []
        self._view.forget()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.on and now is not None and now.window() is self.window():
            self._soon.start()

    def _on_announced(self, part: QWidget, text: str) -> None:
        if self.on and part.window() is self.window():
            self._announced.append(text)
            self._soon.start()

    def _say_news(self) -> None:
        """Say what has come together since the last time; nothing new interrupts nothing."""
        before, self._before = self._before, []
        announced, self._announced = self._announced, []
        moved, self._moved = self._moved, False
        if not self.on:
            return
        news = self._view.news(announced, moved=moved)
        if before or news:
            lang = language.of(self)
            self._say_all([(as_said([*before, *news], lang), lang)])

    def _say_all(self, sentences: list[tuple[str, Lang]]) -> None:
        first, *self._later = sentences
        if self._speaker is not None:
            self._speaker.say(*first)

    def _on_said(self) -> None:
        if self._later:
            self._say_all(self._later)
        else:
            self._attend()

    def _attend(self) -> None:
        """Whoever listens is there, and the time of a screen that goes away by itself begins anew."""
        if self.on and self._speaker is not None and self._speaker.speaking:
            self.attended.emit()
            self._view.hold_open()

    def _on_broken(self, error: OmpError) -> None:
        later, self._later = self._later, []
        if not self._told:
            self._told = True
            self.broken.emit(error)
        if later and isinstance(error, SpeechLanguageMissing):
            # The question at the start is asked in each language.
            self._say_all(later)
