"""Speech through `say` (macOS): one process for each thing that is said."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QObject

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.speech.child import Child
from omp_desktop.gui.speech.errors import SpeechSilent
from omp_desktop.gui.speech.speaker import USUAL, Patience, Speaker

PROGRAM: Final = "/usr/bin/say"
# "Yuna                ko_KR    # the sample sentence": names have spaces.
_VOICE: Final = re.compile(r"^(.+?)\s{2,}([a-z]{2,3})[_-]\w+\s+#", re.MULTILINE)
# Voices that sing or joke carry a language too; of several the first of these is taken.
_PREFERRED: Final = ("Yuna", "Samantha", "Alex", "Daniel")


class SaySpeaker(Speaker):
    """The words go in through the standard input: arguments can be read by everybody on the PC."""

    def __init__(
        self, program: str = PROGRAM, patience: Patience = USUAL, parent: QObject | None = None
    ) -> None:
        """`program` is the path of `say`."""
        super().__init__(patience, parent)
        self._program = program
        self._process: Child | None = None
        self._voices: dict[Lang, str] = {}

    def _open(self) -> None:
        process = self._begin(["-v", "?"])
        process.over.connect(lambda _: self._on_voices(bytes(process.readAllStandardOutput().data())))

    def _on_voices(self, printed: bytes) -> None:
        self._end_process()
        self._voices = voices(printed.decode("utf-8", errors="replace"))
        self._opened(frozenset(self._voices))

    def _speak(self, text: str, lang: Lang) -> None:
        self._end_process()
        process = self._begin(["-v", self._voices[lang], "-f", "-"])
        process.over.connect(self._on_over)
        process.write(text.encode())
        process.closeWriteChannel()

    def _on_over(self, code: int) -> None:
        self._end_process()
        if code:
            self._fail(SpeechSilent())
        else:
            self._ended()

    def _stop(self) -> None:
        self._end_process()

    def _shut(self) -> None:
        self._end_process()

    def _begin(self, arguments: list[str]) -> Child:
        process = Child(read=True)
        self._process = process
        process.failed.connect(self._fail)
        process.start(self._program, arguments)
        return process

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


def voices(printed: str) -> dict[Lang, str]:
    """A voice for each of our languages, out of what `say -v ?` prints."""
    found: dict[Lang, str] = {}
    for name, code in _VOICE.findall(printed):
        for lang in language.LANGUAGES:
            if code == lang and (lang not in found or _rank(name) < _rank(found[lang])):
                found[lang] = name
    return found


def _rank(name: str) -> int:
    return _PREFERRED.index(name) if name in _PREFERRED else len(_PREFERRED)
