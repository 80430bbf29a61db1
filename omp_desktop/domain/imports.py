"""Candidates and voters out of CSV files: every bad line named, nothing taken that is wrong.

`read_candidates` and `read_voters` turn lines of text into a stream of outcomes; `preview_import` sums a
stream up; `good_rows` leaves what can be taken. A list of 500,000 voters is read without keeping its rows:
only roll numbers and a 16-byte digest per person are remembered, to name both lines of a duplicate.
"""

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import blake2b
from typing import Final, TypeVar

from omp_desktop.domain.candidate import (
    NUMBER_LEAST,
    NUMBER_MOST,
    PARTY_MAX,
    Candidate,
    CandidateState,
    party_name,
)
from omp_desktop.domain.csv_table import (
    MORE_PROBLEMS,
    Cells,
    Column,
    ImportNote,
    RowOutcome,
    detect_encoding,
    read_table,
)
from omp_desktop.domain.election import Contest
from omp_desktop.domain.import_errors import BirthDateInvalid
from omp_desktop.domain.line_problem import LineProblem, RowProblem, row_problem
from omp_desktop.domain.personal_code import CODE_DIGITS, is_guessable, parse_personal_code
from omp_desktop.domain.text import NAME_MAX, Field, clean_line, fold
from omp_desktop.domain.text_errors import TextForbidden, TextTooLong
from omp_desktop.domain.voters_list import (
    ADDRESS_MAX,
    ROLL_NUMBER_MAX,
    VoterRow,
    name_key,
    normal_roll_number,
    parse_birth_date,
)
from omp_desktop.domain.voting_errors import PersonalCodeInvalid

__all__ = [
    "CandidateRow",
    "ImportItem",
    "ImportNote",
    "ImportPreview",
    "LineProblem",
    "RowOutcome",
    "VoterRow",
    "brings_codes",
    "detect_encoding",
    "good_rows",
    "preview_import",
    "read_candidates",
    "read_voters",
]

PROBLEMS_KEPT: Final = 10_000
_NUMBER_DIGITS_MOST = 9

_CONTEST = Column("contest", ("선거", "contest", "선거구분"), "president", required=False, expected=False)
_NUMBER = Column("number", ("기호", "number"), "3")
_CANDIDATE_NAME = Column("name", ("후보자명", "name", "성명", "이름"), "김하나")
_PARTY = Column("party", ("정당", "party", "정당명"), "가나다당")
_STATUS = Column("status", ("상태", "status"), "사퇴", required=False)
_ROLL_NUMBER = Column("roll_number", ("등재번호", "roll_number", "명부등재번호"), "12")
_VOTER_NAME = Column("name", ("성명", "name", "이름"), "김하나")
_BIRTH_DATE = Column("birth_date", ("생년월일", "birth_date"), "1990-03-14")
_ADDRESS = Column("address", ("주소", "address"), "가상시 가상로 1")
_PERSONAL_CODE = Column(
    "personal_code",
    ("본인확인코드", "personal_code", "개인코드"),
    "4831 0275 9960 1742",
    required=False,
    expected=False,
)
_VOTER_COLUMNS: Final = (_ROLL_NUMBER, _VOTER_NAME, _BIRTH_DATE, _ADDRESS, _PERSONAL_CODE)

_STATUSES: Final = {
    "": CandidateState.REGISTERED,
    "등록": CandidateState.REGISTERED,
    "registered": CandidateState.REGISTERED,
    "사퇴": CandidateState.WITHDRAWN,
    "withdrawn": CandidateState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One good line of a candidates file."""

    line: int
    contest_id: str
    number: int
    name: str
    party: str | None
    state: CandidateState


_Row_co = TypeVar("_Row_co", covariant=True)
_Value = TypeVar("_Value")
ImportItem = RowOutcome[_Row_co] | ImportNote


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would take: `total` lines below the heading, `good` of them without a problem.

    `problems` holds the first 10,000 in the order of the file; a note says when there are more.
    """

    total: int
    good: int
    problems: tuple[LineProblem, ...] = ()
    notes: tuple[ImportNote, ...] = ()
    whole_file: bool = field(default=False)

    @property
    def bad(self) -> int:
        """Lines that cannot be taken."""
        return self.total - self.good

    @property
    def clean(self) -> bool:
        """Whether all can be taken."""
        return not self.problems

    @property
    def skippable(self) -> bool:
        """Whether something is left when bad lines are skipped; never after a problem of the whole file."""
        return self.good > 0 and not self.whole_file


def preview_import(items: Iterable[ImportItem[object]]) -> ImportPreview:
    """Sum a stream up, keeping no rows."""
    total = good = unlisted = 0
    whole_file = False
    problems: list[LineProblem] = []
    notes: list[ImportNote] = []
    for item in items:
        if isinstance(item, ImportNote):
            notes.append(item)
            continue
        total += not item.whole_file
        good += item.row is not None
        whole_file = whole_file or item.whole_file
        room = PROBLEMS_KEPT - len(problems)
        problems.extend(item.problems[:room])
        unlisted += len(item.problems[room:])
    if unlisted:
        notes.append(ImportNote(MORE_PROBLEMS, (str(unlisted),)))
    return ImportPreview(total, good, tuple(problems), tuple(notes), whole_file)


def good_rows(items: Iterable[ImportItem[_Value]]) -> Iterator[_Value]:
    """The rows that can be taken."""
    for item in items:
        if isinstance(item, RowOutcome) and item.row is not None:
            yield item.row


def read_candidates(
    lines: Iterable[str], contests: Sequence[Contest], existing: Iterable[Candidate] = ()
) -> Iterator[ImportItem[CandidateRow]]:
    """Candidates from CSV lines, checked among themselves and against those registered.

    The column 선거/contest (a contest's short name or title) is needed only when there are several contests.
    """
    several = len(contests) > 1
    contest_column = replace(_CONTEST, required=several)
    columns = (_NUMBER, _CANDIDATE_NAME, _PARTY, _STATUS, contest_column)
    reader = _CandidateReader(contests, existing)
    for item in read_table(lines, columns):
        if isinstance(item, Cells):
            yield reader.read(item)
        elif isinstance(item, RowOutcome):
            yield RowOutcome(item.line, None, item.problems, item.whole_file)
        else:
            yield item


def read_voters(
    lines: Iterable[str], taken: Container[str] = frozenset(), latest: date | None = None
) -> Iterator[ImportItem[VoterRow]]:
    """Voters from CSV lines; `taken` are roll numbers already on the list, `latest` the last
    birth date possible.
    """
    reader = _VoterReader(taken, latest)
    for item in read_table(lines, _VOTER_COLUMNS):
        if isinstance(item, Cells):
            yield reader.read(item)
        elif isinstance(item, RowOutcome):
            yield RowOutcome(item.line, None, item.problems, item.whole_file)
        else:
            yield item


def brings_codes(lines: Iterable[str]) -> bool:
    """Whether a voters list has a column for personal codes."""
    first = next((item for item in read_table(lines, _VOTER_COLUMNS) if isinstance(item, Cells)), None)
    return first is not None and _PERSONAL_CODE.key in first.values


class _Line:
    """The cells of one line while it is read; collects its problems."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.problems: list[LineProblem] = []

    def text(self, column: Column) -> str:
        return self.cells.values.get(column.key, "")

    def refuse(self, column: Column, problem: RowProblem, *, value: str = "", **params: int) -> None:
        heading = self.cells.heading(column.key)
        self.problems.append(
            row_problem(self.cells.line, heading, problem, value=value, example=column.example, **params)
        )

    def clean(self, column: Column, limit: int, clean: Callable[[str], _Value]) -> _Value | None:
        """The cleaned text, or None with the problem noted."""
        try:
            return clean(self.text(column))
        except TextTooLong:
            self.refuse(column, RowProblem.TOO_LONG, limit=limit)
        except TextForbidden as error:
            self.refuse(column, RowProblem.FORBIDDEN, value=str(error.params["character"]))
        return None

    def line_of(self, column: Column, limit: int, field_name: Field) -> str | None:
        """One cleaned line that must not be empty, or None with the problem noted."""
        text = self.clean(column, limit, lambda raw: clean_line(raw, limit=limit, field=field_name))
        if text == "":
            self.refuse(column, RowProblem.MISSING)
        return text or None


class _CandidateReader:
    """Remembers numbers and parties of the lines so far."""

    def __init__(self, contests: Sequence[Contest], existing: Iterable[Candidate]) -> None:
        self._contests = {
            fold(name): c.id for c in contests for name in (c.title.ko, c.title.en, c.id) if name
        }
        self._only = contests[0].id if len(contests) == 1 else None
        known = list(existing)
        self._registered_numbers = {(c.contest_id, c.number) for c in known}
        self._registered_parties = {(c.contest_id, fold(c.party)) for c in known if c.party}
        self._number_lines: dict[tuple[str, int], int] = {}
        self._party_lines: dict[tuple[str, str], int] = {}

    def read(self, cells: Cells) -> RowOutcome[CandidateRow]:
        line = _Line(cells)
        contest_id = self._contest(line)
        number = _number(line)
        name = line.line_of(_CANDIDATE_NAME, NAME_MAX, Field.CANDIDATE)
        party = line.clean(_PARTY, PARTY_MAX, party_name)
        state = _STATUSES.get(fold(line.text(_STATUS)))
        if state is None:
            line.refuse(_STATUS, RowProblem.STATUS_UNKNOWN, value=line.text(_STATUS))
        if contest_id is not None and number is not None:
            self._unique_number(line, contest_id, number)
        if contest_id is not None and party is not None:
            self._unique_party(line, contest_id, party)
        if line.problems or contest_id is None or number is None or name is None or state is None:
            return RowOutcome(cells.line, None, tuple(line.problems))
        return RowOutcome(cells.line, CandidateRow(cells.line, contest_id, number, name, party, state))

    def _contest(self, line: _Line) -> str | None:
        written = fold(line.text(_CONTEST))
        found = self._contests.get(written) if written else self._only
        if found is None:
            value = line.text(_CONTEST)
            line.refuse(_CONTEST, RowProblem.CONTEST_UNKNOWN if written else RowProblem.MISSING, value=value)
        return found

    def _unique_number(self, line: _Line, contest_id: str, number: int) -> None:
        key = (contest_id, number)
        other = self._number_lines.setdefault(key, line.cells.line)
        if other != line.cells.line:
            line.refuse(_NUMBER, RowProblem.NUMBER_TWICE, value=str(number), other=other)
        if key in self._registered_numbers:
            line.refuse(_NUMBER, RowProblem.NUMBER_REGISTERED, value=str(number))

    def _unique_party(self, line: _Line, contest_id: str, party: str) -> None:
        key = (contest_id, fold(party))
        other = self._party_lines.setdefault(key, line.cells.line)
        if other != line.cells.line:
            line.refuse(_PARTY, RowProblem.PARTY_TWICE, value=party, other=other)
        if key in self._registered_parties:
            line.refuse(_PARTY, RowProblem.PARTY_REGISTERED, value=party)


def _number(line: _Line) -> int | None:
    raw = line.text(_NUMBER)
    digits = "".join(unicodedata.normalize("NFKC", raw).split())
    if not digits:
        line.refuse(_NUMBER, RowProblem.MISSING)
        return None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _NUMBER_DIGITS_MOST:
        line.refuse(_NUMBER, RowProblem.NOT_A_NUMBER, value=raw)
        return None
    number = int(digits)
    if not NUMBER_LEAST <= number <= NUMBER_MOST:
        line.refuse(_NUMBER, RowProblem.OUT_OF_RANGE, value=raw, limit=NUMBER_MOST)
        return None
    return number


class _VoterReader:
    """Remembers roll numbers and people of the lines so far."""

    def __init__(self, taken: Container[str], latest: date | None) -> None:
        self._taken = taken
        self._latest = latest
        self._roll_lines: dict[str, int] = {}
        self._person_lines: dict[bytes, int] = {}
        self._code_lines: dict[bytes, int] = {}

    def read(self, cells: Cells) -> RowOutcome[VoterRow]:
        line = _Line(cells)
        roll_number = self._roll_number(line)
        name = line.line_of(_VOTER_NAME, NAME_MAX, Field.NAME)
        born = self._birth_date(line)
        address = line.clean(
            _ADDRESS, ADDRESS_MAX, lambda raw: clean_line(raw, limit=ADDRESS_MAX, field=Field.ADDRESS)
        )
        if name is not None and born is not None and address is not None:
            self._unique_person(line, name, born, address)
        code = self._personal_code(line)
        if line.problems or roll_number is None or name is None or born is None or address is None:
            return RowOutcome(cells.line, None, tuple(line.problems))
        return RowOutcome(cells.line, VoterRow(cells.line, roll_number, name, born, address, code))

    def _roll_number(self, line: _Line) -> str | None:
        written = line.line_of(_ROLL_NUMBER, ROLL_NUMBER_MAX, Field.ROLL_NUMBER)
        if written is None:
            return None
        roll_number = normal_roll_number(written)
        other = self._roll_lines.setdefault(roll_number, line.cells.line)
        if other != line.cells.line:
            line.refuse(_ROLL_NUMBER, RowProblem.ROLL_NUMBER_TWICE, value=roll_number, other=other)
        if roll_number in self._taken:
            line.refuse(_ROLL_NUMBER, RowProblem.ROLL_NUMBER_LISTED, value=roll_number)
        return roll_number

    def _birth_date(self, line: _Line) -> date | None:
        raw = line.text(_BIRTH_DATE)
        if not raw.strip():
            line.refuse(_BIRTH_DATE, RowProblem.MISSING)
            return None
        try:
            return parse_birth_date(raw, latest=self._latest)
        except BirthDateInvalid:
            line.refuse(_BIRTH_DATE, RowProblem.BIRTH_DATE, value=raw)
            return None

    def _personal_code(self, line: _Line) -> str:
        """The code, or "" where there is none; a problem never repeats it."""
        written = line.text(_PERSONAL_CODE)
        if not written.strip():
            return ""
        try:
            code = parse_personal_code(written)
        except PersonalCodeInvalid:
            line.refuse(_PERSONAL_CODE, RowProblem.CODE_INVALID, limit=CODE_DIGITS)
            return ""
        if is_guessable(code):
            line.refuse(_PERSONAL_CODE, RowProblem.CODE_GUESSABLE)
        digest = blake2b(code.encode("ascii"), digest_size=16).digest()
        other = self._code_lines.setdefault(digest, line.cells.line)
        if other != line.cells.line:
            line.refuse(_PERSONAL_CODE, RowProblem.CODE_TWICE, other=other)
        return code

    def _unique_person(self, line: _Line, name: str, born: date, address: str) -> None:
        person = f"{name_key(name)}\n{born.isoformat()}\n{fold(address)}"
        digest = blake2b(person.encode(), digest_size=16).digest()
        other = self._person_lines.setdefault(digest, line.cells.line)
        if other != line.cells.line:
            line.refuse(_VOTER_NAME, RowProblem.PERSON_TWICE, other=other)
