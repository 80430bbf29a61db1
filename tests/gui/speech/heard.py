"""What a voter with headphones hears, written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui.speech.speaker import Speaker
from tests.gui.voter.rig import Rig

MOVE, SELECT = Qt.Key.Key_Tab, Qt.Key.Key_Return


class HeardSpeaker(Speaker):
    """Keeps what it is told; whoever tests says when it has been said."""

    def __init__(self, languages: frozenset[Lang] = frozenset({"ko", "en"})) -> None:
        super().__init__()
        self.heard: list[tuple[Lang, str]] = []
        self.calls: list[str] = []
        self.trouble: OmpError | None = None
        self._can = languages

    def _open(self) -> None:
        self.calls.append("open")
        if self.trouble is not None:
            self._fail(self.trouble)
        else:
            self._opened(self._can)

    def _speak(self, text: str, lang: Lang) -> None:
        self.heard.append((lang, text))

    def _stop(self) -> None:
        self.calls.append("stop")

    def _shut(self) -> None:
        self.calls.append("shut")

    def end(self) -> None:
        """It was said to its end."""
        self._ended()

    @property
    def last(self) -> str:
        """What was heard last."""
        return self.heard[-1][1]


class Listener:
    """A voter who sees nothing and has two keys."""

    def __init__(self, rig: Rig, speaker: HeardSpeaker) -> None:
        self.rig, self.speaker = rig, speaker
        self._from = 0

    def move(self) -> str:
        """Press the key that moves on; returns what is heard then."""
        return self._press(MOVE)

    def select(self) -> str:
        """Press the key that selects; returns what is heard then."""
        return self._press(SELECT)

    def move_to(self, words: str) -> str:
        """Move on until this is heard last; returns it."""
        for _ in range(40):
            heard = self.move()
            if words in heard and not heard.endswith("]"):
                return heard
        raise AssertionError(f"{words!r} is never heard: {self.speaker.heard[-12:]}")

    def new(self) -> str:
        """What was heard since the last time."""
        heard, self._from = self.speaker.heard[self._from :], len(self.speaker.heard)
        return "\n".join(text for _, text in heard)

    def _press(self, key: Qt.Key) -> str:
        self.new()
        # Where the system's keys come in: a control alone would not know of all of them.
        QTest.keyClick(self.rig.window.windowHandle(), key)
        self.rig.settle()
        return self.new()
