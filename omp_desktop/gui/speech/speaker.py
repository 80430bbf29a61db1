"""Says words through the speech of the system. No call waits for anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Lang
from omp_desktop.gui.speech.errors import SpeechLanguageMissing, SpeechSilent


@dataclass(frozen=True, slots=True)
class Patience:
    """How long speech may take before it counts as silent, in seconds.

    `start`: until it can speak; `answer`: for an utterance, besides `sign` for each of its signs.
    """

    start: float = 10
    answer: float = 15
    sign: float = 0.3


USUAL: Final = Patience()


@dataclass(frozen=True, slots=True)
class _Utterance:
    text: str
    lang: Lang

    def __repr__(self) -> str:
        # It may be a choice.
        return "_Utterance()"


class Speaker(QObject):
    """Says one thing at a time: what is asked for next interrupts it.

    `ready` carries the languages that there is a voice for, a frozenset. `said`: everything was said.
    `broken` carries the OmpError that tells why nothing is heard; the next `say` tries anew. A subclass
    speaks: it begins in `_open`, reports with `_opened`, `_ended` and `_fail`, and never waits.
    """

    ready = Signal(object)
    said = Signal()
    broken = Signal(object)

    def __init__(self, patience: Patience = USUAL, parent: QObject | None = None) -> None:
        """Begin at rest; nothing is started before `start` or `say`."""
        super().__init__(parent)
        self.languages: frozenset[Lang] = frozenset()
        self._patience = patience
        self._state = "off"
        self._wanted: _Utterance | None = None
        self._saying = False
        self._has_said = False
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(lambda: self._fail(SpeechSilent()))

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or waits to be."""
        return self._saying or self._wanted is not None

    def start(self) -> None:
        """Get ready. Already begun: nothing happens."""
        if self._state == "off":
            self._state = "starting"
            self._watch.start(round(self._patience.start * 1000))
            self._open()

    def say(self, text: str, lang: Lang) -> None:
        """Say this now, instead of what is being said."""
        self._wanted = _Utterance(text, lang)
        if self._state == "ready":
            self._say_wanted()
        else:
            self.start()

    def hush(self) -> None:
        """Be quiet at once."""
        self._wanted = None
        if self._saying:
            self._saying = False
            self._watch.stop()
            self._stop()

    def forget(self) -> None:
        """The voter is gone: be quiet, and let nothing of what was said stay in the memory of anybody.

        What spoke ends, and is made anew for the next voter.
        """
        self.hush()
        if self._has_said:
            self.close()
            self.start()

    def close(self) -> None:
        """End. It can be started again."""
        self._wanted, self._saying, self._has_said = None, False, False
        self._watch.stop()
        self._state = "off"
        self._shut()

    def _opened(self, languages: frozenset[Lang]) -> None:
        if self._state != "starting":
            return
        if not languages:
            self._fail(SpeechLanguageMissing())
            return
        self._watch.stop()
        self._state, self.languages = "ready", languages
        self.ready.emit(languages)
        if self._wanted is not None:
            self._say_wanted()

    def _say_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if wanted.lang not in self.languages:
            self.hush()
            self.broken.emit(SpeechLanguageMissing())
            return
        self._saying = self._has_said = True
        self._watch.start(round((self._patience.answer + self._patience.sign * len(wanted.text)) * 1000))
        self._speak(wanted.text, wanted.lang)

    def _ended(self) -> None:
        if self._saying:
            self._saying = False
            self._watch.stop()
            self.said.emit()

    def _fail(self, error: OmpError) -> None:
        if self._state != "off":
            self.close()
            self.broken.emit(error)

    def _open(self) -> None:
        raise NotImplementedError

    def _speak(self, text: str, lang: Lang) -> None:
        raise NotImplementedError

    def _stop(self) -> None:
        raise NotImplementedError

    def _shut(self) -> None:
        raise NotImplementedError
