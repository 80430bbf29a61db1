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
]

NAME_MAX = 80

# Zero-width (non-)joiners are letters' glue in several scripts; every other format character is refused.
_JOINERS = frozenset("\u200c\u200d")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
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


def fold(text: str) -> str:
    """A key that is equal for two spellings of a name: no spaces, no case, full-width letters narrowed."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def clean_line(text: str, *, limit: int, field: Field = Field.TEXT) -> str:
    """One line in NFC, without spaces at its ends and with single spaces inside; may be empty.

    `limit` counts code points after normalising. Raises TextForbidden for control and bidirectional control
    characters (they can make one name look like another) and TextTooLong.
    """
    line = nfc(text.strip())
    _refuse_invisible(line, field, allowed=_JOINERS)
    line = _SPACES.sub(" ", line)
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
    if text.isprintable():
        return
    for position, character in enumerate(text, start=1):
        if character not in allowed and unicodedata.category(character) in _REFUSED:
            raise TextForbidden(field=field, position=position, character=f"U+{ord(character):04X}")


def _within(text: str, limit: int, field: Field) -> str:
    if len(text) > limit:
        raise TextTooLong(field=field, length=len(text), limit=limit)
    return text
