"""Texts that people type: one normal form, no characters that cannot be seen."""

import re
import unicodedata

from omp_desktop.domain.language import Labelled, Lang, LocalText
from omp_desktop.domain.text_errors import TextForbidden, TextMissing, TextTooLong

__all__ = [
    "NAME_MAX",
    "Field",
    "Lang",
    "LocalText",
    "clean_line",
    "clean_text",
    "fold",
    "nfc",
    "required_line",
    "visible",
]

NAME_MAX = 80

# Zero-width (non-)joiners are letters' glue in several scripts; every other format character is refused.
_JOINERS = frozenset("\u200c\u200d")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Unicode calls these letters or signs, but they have no ink: the Hangul fillers, the empty Braille cell.
_INKLESS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# What leaves no trace of its own in a text: the above, joiners, and signs that only choose a letter's shape.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0100-\U000e01ef]"
)
_SPACES = re.compile(r"[^\S\n]+")


class Field(Labelled):
    """The name of a field, for messages."""

    TEXT = "text", "내용", "Text"
    NAME = "name", "성명", "Name"
    CANDIDATE = "candidate", "후보자명", "Candidate's name"
    PARTY = "party", "정당", "Party"
    ELECTION = "election", "선거명", "Name of the election"
    CONTEST = "contest", "선거 제목", "Title of the contest"
    STATION = "station", "투표소명", "Name of the polling station"
    ROLL_NUMBER = "roll_number", "등재번호", "Roll number"
    ADDRESS = "address", "주소", "Address"
    THEME = "theme", "공약 분야", "Theme of the pledge"
    TITLE = "title", "공약 제목", "Title of the pledge"
    DESCRIPTION = "description", "공약 내용", "Description of the pledge"
    REASON = "reason", "사유", "Reason"


def nfc(text: str) -> str:
    """The text in Unicode normal form C, in which equal texts have equal bytes."""
    return unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """The text without the characters that leave no trace in it."""
    return _UNSEEN.sub("", text)


def fold(text: str) -> str:
    """A key that is equal for two spellings of a name: no spaces, no case, full-width letters narrowed.

    What cannot be seen is left out, so that two names that look alike are not told apart by it.
    """
    return "".join(visible(unicodedata.normalize("NFKC", text)).casefold().split())


def clean_line(text: str, *, limit: int, field: Field = Field.TEXT) -> str:
    """One line in NFC, without spaces at its ends and with single spaces inside; may be empty.

    `limit` counts code points after normalising. A line without anything to be seen is empty. Raises
    TextForbidden for control and bidirectional control characters and letters without ink (they can make one
    name look like another) and TextTooLong.
    """
    line = nfc(text.strip())
    _refuse_invisible(line, field, allowed=_JOINERS)
    line = _SPACES.sub(" ", line)
    if _UNSEEN.search(line) and not visible(line).strip():
        return ""
    return _within(line, limit, field)


def required_line(text: str, *, limit: int, field: Field) -> str:
    """Like `clean_line`; raises TextMissing for an empty text."""
    line = clean_line(text, limit=limit, field=field)
    if not line:
        raise TextMissing(field=field)
    return line


def clean_text(text: str, *, limit: int, field: Field = Field.TEXT) -> str:
    """Several lines, each cleaned like `clean_line`; line ends become LF and tabs become spaces."""
    plain = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip())
    _refuse_invisible(plain, field, allowed=_JOINERS | {"\n"})
    lines = (_SPACES.sub(" ", line).strip() for line in plain.split("\n"))
    return _within("\n".join(lines), limit, field)


def _refuse_invisible(text: str, field: Field, *, allowed: frozenset[str]) -> None:
    if text.isprintable() and _INKLESS.isdisjoint(text):
        return
    for position, character in enumerate(text, start=1):
        hidden = character in _INKLESS or unicodedata.category(character) in _REFUSED
        if hidden and character not in allowed:
            raise TextForbidden(field=field, position=position, character=f"U+{ord(character):04X}")


def _within(text: str, limit: int, field: Field) -> str:
    if len(text) > limit:
        raise TextTooLong(field=field, length=len(text), limit=limit)
    return text
