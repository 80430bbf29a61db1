"""The lines that speech-dispatcher and its clients exchange. No Qt.

The protocol is described in the info page `ssip` of speech-dispatcher: a command is a line, an answer is one
or more lines with a number, the last without a dash behind it. Numbers from 700 on are notices that come
unasked between the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_NUMBER: Final = 3
_NOTICES, _FAILURES = range(700, 800), range(300, 700)
ENDED: Final = frozenset({702, 703})  # said to its end, cancelled


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer. `lines`: what stands on all but the last line, without numbers."""

    number: int
    lines: tuple[str, ...]

    @property
    def is_notice(self) -> bool:
        """Whether nobody asked for it."""
        return self.number in _NOTICES

    @property
    def failed(self) -> bool:
        """Whether the command was refused."""
        return self.number in _FAILURES


class NotSsip(ValueError):
    """What came is not this protocol."""


class Answers:
    """Puts answers together out of the bytes as they come."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rest = b""
        self._lines: list[str] = []

    def feed(self, data: bytes) -> list[Answer]:
        """The answers that are whole now. Raises NotSsip for a line without a number."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        found: list[Answer] = []
        for raw in whole:
            line = raw.rstrip(b"\r").decode("utf-8", errors="replace")
            if not line[:_NUMBER].isascii() or not line[:_NUMBER].isdigit():
                raise NotSsip
            if line[_NUMBER : _NUMBER + 1] == "-":
                self._lines.append(line[_NUMBER + 1 :])
            else:
                found.append(Answer(int(line[:_NUMBER]), tuple(self._lines)))
                self._lines = []
        return found


def message(text: str) -> str:
    """What follows SPEAK: the text, a dot before each line that begins with one, and the dot that ends it."""
    lines = [f".{line}" if line.startswith(".") else line for line in text.splitlines()]
    return "\r\n".join([*lines, "."])


def spoken_languages(voices: tuple[str, ...]) -> frozenset[str]:
    """The languages of a list of voices, each "name TAB language TAB variant", without regions."""
    parts = (voice.split("\t") for voice in voices)
    return frozenset(part[1].replace("_", "-").split("-")[0].lower() for part in parts if len(part) > 1)
