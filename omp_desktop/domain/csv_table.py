"""Reading a CSV file as people save it: encoding, separator, headings in both languages, line numbers.

And the one rule for writing one.

Everything here works on a stream and keeps no rows.
"""

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, Generic, TypeVar

from omp_desktop.domain.import_errors import ImportEncodingUnknown, ImportIsSpreadsheet
from omp_desktop.domain.language import Lang
from omp_desktop.domain.line_problem import LineProblem, RowProblem, row_problem, shortened
from omp_desktop.domain.text import fold

Row_co = TypeVar("Row_co", covariant=True)

_SEPARATORS: Final = ",;\t"
_BOM: Final = "\ufeff"
_UTF16_BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# xlsx files are zip files; the second is the older xls container.
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MAGIC_LENGTH: Final = 4
_COLUMNS_NAMED: Final = 20
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_QUOTED: Final = '"가상로 1, 2동"'


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the headings it may have (Korean, English, others), an example of a cell.

    An optional column that is absent is remarked on, unless it is `expected` in some files only.
    """

    key: str
    headings: tuple[str, ...]
    example: str
    required: bool = True
    expected: bool = True


@dataclass(frozen=True, slots=True)
class Cells:
    """One line of the table: where it begins, and its cells by column key ("" where there is none)."""

    line: int
    values: Mapping[str, str] = field(repr=False)
    headings: Mapping[str, str] = field(repr=False)

    def heading(self, key: str) -> str:
        """The column's heading as the file spells it."""
        return self.headings[key]


@dataclass(frozen=True, slots=True)
class ImportNote:
    """Something the person should know although nothing is wrong."""

    code: str
    columns: tuple[str, ...] = ()

    def describe(self, lang: Lang) -> str:
        """The note in words; of many columns the first are named."""
        named = [shortened(column) for column in self.columns[:_COLUMNS_NAMED]]
        more = ["…"] if len(self.columns) > _COLUMNS_NAMED else []
        return _NOTES[self.code][lang].format(columns=", ".join([*named, *more]))


UNKNOWN_COLUMNS: Final = "import.unknown-columns"
COLUMN_ABSENT: Final = "import.column-absent"
MORE_PROBLEMS: Final = "import.more-problems"
_NOTES: Final[Mapping[str, Mapping[Lang, str]]] = {
    UNKNOWN_COLUMNS: {
        "ko": "다음 칸은 쓰지 않았습니다: {columns}",
        "en": "These columns were not used: {columns}",
    },
    COLUMN_ABSENT: {
        "ko": "다음 칸이 없어 빈 값으로 보았습니다: {columns}",
        "en": "These columns are absent and were taken as empty: {columns}",
    },
    MORE_PROBLEMS: {
        "ko": "고칠 곳이 많아 앞부분만 보입니다. 보이지 않는 것: {columns}",
        "en": "Only the first problems are listed. Not listed: {columns}",
    },
}


@dataclass(frozen=True, slots=True)
class RowOutcome(Generic[Row_co]):
    """What became of one line: a row, or its problems; after one of the `whole_file` nothing can be taken."""

    line: int
    row: Row_co | None = None
    problems: tuple[LineProblem, ...] = ()
    whole_file: bool = False


def detect_encoding(chunks: Iterable[bytes]) -> str:
    """The codec of a file given in pieces: "utf-8-sig", "cp949" as Excel in Korea saves, marked "utf-16".

    Raises ImportIsSpreadsheet, and ImportEncodingUnknown with the first line that is neither UTF-8 nor CP949.
    """
    pieces = iter(chunks)
    head = b""
    for piece in pieces:
        head += piece
        if len(head) >= _MAGIC_LENGTH:
            break
    if head.startswith(_WORKBOOKS):
        raise ImportIsSpreadsheet
    names = ("utf-16",) if head.startswith(_UTF16_BOMS) else ("utf-8-sig", "cp949")
    trials = {name: _Trial(name) for name in names}
    for piece in chain((head,), pieces):
        for trial in trials.values():
            trial.feed(piece)
    for name, trial in trials.items():
        if trial.finish():
            return name
    raise ImportEncodingUnknown(line=max(trial.line for trial in trials.values()))


class _Trial:
    """An attempt to decode a whole stream with one codec."""

    def __init__(self, codec: str) -> None:
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._failed = False
        self.line = 1

    def feed(self, piece: bytes) -> None:
        if self._failed:
            return
        try:
            self.line += self._decoder.decode(piece).count("\n")
        except UnicodeDecodeError as error:
            self.line += error.object[: error.start].count(b"\n")
            self._failed = True

    def finish(self) -> bool:
        """Whether everything could be decoded."""
        if not self._failed:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self._failed = True
        return not self._failed


def read_table(
    lines: Iterable[str], columns: Sequence[Column]
) -> Iterator[Cells | ImportNote | RowOutcome[Cells]]:
    """The rows of CSV text lines under a heading; problems as outcomes, remarks as notes.

    Blank lines are passed over. The separator (comma, semicolon, tab) is taken from the heading. A row's line
    is where it begins. After a problem of the whole file nothing follows.
    """
    stream = iter(lines)
    first, skipped = _first_line(stream)
    if first is None:
        yield _of_file(row_problem(1, "", RowProblem.EMPTY_FILE))
        return
    separator = max(_SEPARATORS, key=first.count)
    records = _records(chain((first,), stream), separator, skipped)
    record = next(records)
    heading, problems, notes = _read_heading(record, columns)
    yield from notes
    if problems:
        yield RowOutcome(record.line, None, tuple(problems), whole_file=True)
        return
    yield from _read_body(records, heading, record.line)


def shown_cell(text: str) -> str:
    """The text so that a spreadsheet shows it and never runs it as a formula; for files that are written.

    The full-width signs too: spreadsheets of East Asian systems take them for the plain ones
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text


def _first_line(stream: Iterator[str]) -> tuple[str | None, int]:
    skipped = 0
    for line in stream:
        text = line.removeprefix(_BOM) if skipped == 0 else line
        if text.strip():
            return text, skipped
        skipped += 1
    return None, skipped


@dataclass(frozen=True, slots=True)
class _Record:
    """A record of the file; `cells` is None when its quotes do not match."""

    line: int
    last_line: int
    cells: list[str] | None


def _records(lines: Iterable[str], separator: str, skipped: int) -> Iterator[_Record]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield _Record(line, line, None)
            return
        yield _Record(line, reader.line_num + skipped, cells)


@dataclass(frozen=True, slots=True)
class _Heading:
    """Which cell holds which column, and how the file spells each."""

    places: Mapping[str, int]
    spelled: Mapping[str, str]
    width: int


def _read_heading(
    record: _Record, columns: Sequence[Column]
) -> tuple[_Heading, list[LineProblem], list[ImportNote]]:
    example = ",".join(column.headings[0] for column in columns if column.required)
    if record.cells is None:
        unreadable = row_problem(record.line, "", RowProblem.UNREADABLE, example=example)
        return _Heading({}, {}, 0), [unreadable], []
    known = {_heading_key(heading): column for column in columns for heading in column.headings}
    places: dict[str, int] = {}
    spelled = {column.key: column.headings[0] for column in columns}
    problems: list[LineProblem] = []
    unused: list[str] = []
    for place, cell in enumerate(record.cells):
        heading = cell.strip()
        column = known.get(_heading_key(heading))
        if column is None:
            unused.append(heading)
        elif column.key in places:
            problems.append(row_problem(record.line, heading, RowProblem.HEADER_TWICE, example=example))
        else:
            places[column.key] = place
            spelled[column.key] = heading
    absent = [column for column in columns if column.key not in places]
    problems.extend(
        row_problem(record.line, column.headings[0], RowProblem.HEADER_MISSING, example=example)
        for column in absent
        if column.required
    )
    remarks = (
        ImportNote(UNKNOWN_COLUMNS, tuple(filter(None, unused))),
        ImportNote(
            COLUMN_ABSENT,
            tuple(column.headings[0] for column in absent if column.expected and not column.required),
        ),
    )
    return _Heading(places, spelled, len(record.cells)), problems, [note for note in remarks if note.columns]


def _read_body(
    records: Iterator[_Record], heading: _Heading, heading_line: int
) -> Iterator[Cells | RowOutcome[Cells]]:
    empty = True
    for record in records:
        if record.cells == [] or (record.cells and not any(cell.strip() for cell in record.cells)):
            continue
        empty = False
        yield _row(record, heading)
    if empty:
        yield _of_file(row_problem(heading_line, "", RowProblem.NO_ROWS))


def _row(record: _Record, heading: _Heading) -> Cells | RowOutcome[Cells]:
    line, cells = record.line, record.cells
    if cells is None:
        # Where the quotes do not match nobody knows which lines were swallowed: nothing may be skipped.
        return _of_file(row_problem(line, "", RowProblem.UNREADABLE, example=_QUOTED))
    if record.last_line > line:
        problem = row_problem(line, "", RowProblem.LINE_BREAK, example=_QUOTED, other=record.last_line)
        return RowOutcome(line, None, (problem,))
    extra = next((cell for cell in cells[heading.width :] if cell.strip()), None)
    if extra is not None:
        problem = row_problem(line, "", RowProblem.EXTRA_CELLS, value=extra, example=_QUOTED)
        return RowOutcome(line, None, (problem,))
    values = {key: cells[place] if place < len(cells) else "" for key, place in heading.places.items()}
    return Cells(line, values, heading.spelled)


def _of_file(problem: LineProblem) -> RowOutcome[Cells]:
    return RowOutcome(problem.line, None, (problem,), whole_file=True)


def _heading_key(heading: str) -> str:
    return fold(heading).replace("_", "")
