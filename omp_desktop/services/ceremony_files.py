"""The two files that go between the commission's PC and a trustee's: the board, and a trustee's messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from omp_desktop.crypto.ceremony_board import Board, Message, Plan, message_from_json, message_to_json
from omp_desktop.crypto.ceremony_errors import CeremonyMessageMalformed
from omp_desktop.crypto.errors import Part
from omp_desktop.crypto.reading import Fields
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.json_fields import FieldWrong
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.text import NAME_MAX, Field, required_line
from omp_desktop.files import replace_file
from omp_desktop.record.form import parse_json
from omp_desktop.services.ceremony_errors import CeremonyFileUnwritable, CeremonyFileWrong
from omp_desktop.services.tables import MEGABYTE, read_text_file

BOARD_FORMAT: Final = "omp-desktop ceremony board 1"
MESSAGES_FORMAT: Final = "omp-desktop ceremony messages 1"
LARGEST: Final = MEGABYTE
_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class BoardFile:
    """What a trustee on another PC gets: which election it is, and everything published so far."""

    election_id: str
    name: LocalText
    test_mode: bool
    board: Board

    @property
    def file_name(self) -> str:
        """What the file is called, so that two of them do not get mixed up."""
        return f"omp-ceremony-{self.board.plan.ceremony_id.hex()[:8]}-{_number(self.board)}.json"


@dataclass(frozen=True, slots=True)
class MessagesFile:
    """What a trustee sends back."""

    election_id: str
    messages: tuple[Message, ...]


def write_board(path: Path, file: BoardFile) -> None:
    """Raises CeremonyFileUnwritable."""
    content = {
        "format": BOARD_FORMAT,
        "election_id": file.election_id,
        "name": {"ko": file.name.ko, "en": file.name.en},
        "test_mode": file.test_mode,
        "board": file.board.to_json(),
    }
    _write(path, content)


def read_board(path: Path) -> BoardFile:
    """Reads the file and judges everything in it.

    Raises the errors of `read_text_file`, CeremonyFileWrong, CeremonyMessageMalformed and those of
    `Board.from_json`.
    """
    fields = _read(path, BOARD_FORMAT, ("election_id", "name", "test_mode", "board"))
    name = Fields(fields.value("name"), ("ko", "en"), _malformed)
    ko, en, test_mode = name.value("ko"), name.value("en"), fields.value("test_mode")
    if not (isinstance(ko, str) and isinstance(en, str) and isinstance(test_mode, bool)):
        raise _malformed(Part.CONTENT)
    board = Board.from_json(fields.value("board"))
    _check_names(board.plan)
    return BoardFile(_election_id(fields), LocalText(ko, en), test_mode, board)


def write_messages(path: Path, file: MessagesFile) -> None:
    """Raises CeremonyFileUnwritable."""
    content = {
        "format": MESSAGES_FORMAT,
        "election_id": file.election_id,
        "messages": [message_to_json(message) for message in file.messages],
    }
    _write(path, content)


def read_messages(path: Path) -> MessagesFile:
    """Raises the errors of `read_text_file`, CeremonyFileWrong and those of `message_from_json`."""
    fields = _read(path, MESSAGES_FORMAT, ("election_id", "messages"))
    messages = fields.value("messages")
    if not isinstance(messages, list) or not messages:
        raise _malformed(Part.CONTENT)
    return MessagesFile(_election_id(fields), tuple(map(message_from_json, messages)))


def _check_names(plan: Plan) -> None:
    """Names that people are to read on this screen obey the rules of those that are typed here."""
    for name in plan.names:
        required_line(name, limit=NAME_MAX, field=Field.NAME)


def _number(board: Board) -> int:
    """Grows with every message: a later file is told from an earlier one."""
    return sum(map(len, (board.promises, board.reveals, board.shares, board.confirmations)))


def _write(path: Path, content: Mapping[str, object]) -> None:
    try:
        replace_file(path, canonical_bytes(content))
    except OSError as problem:
        raise CeremonyFileUnwritable(reason=problem.strerror or type(problem).__name__) from problem


def _read(path: Path, wanted: str, names: tuple[str, ...]) -> Fields:
    text = read_text_file(path, largest=LARGEST).text()
    try:
        content = parse_json(text.encode("utf-8"))
    except FieldWrong:
        raise CeremonyFileWrong(file=path.name) from None
    if not isinstance(content, dict) or content.get("format") != wanted:
        raise CeremonyFileWrong(file=path.name)
    return Fields(content, ("format", *names), _malformed)


def _election_id(fields: Fields) -> str:
    return fields.data("election_id", Part.FORMAT, _ID_BYTES).hex()


def _malformed(part: Part) -> CeremonyMessageMalformed:
    return CeremonyMessageMalformed(part=part)
