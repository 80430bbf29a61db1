"""The deck of a mock vote: how many ballots choose which candidate.

A CSV with `number,count`; a row whose number is `blank` are ballots without a choice. Where an election has
several contests, a column `contest` says which one a row belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.csv_table import Cells, Column, RowOutcome, read_table
from omp_desktop.domain.election import Contest
from omp_desktop.domain.errors import ErrorText
from omp_desktop.domain.import_errors import ProblemsFound
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.line_problem import LineProblem, RowProblem, row_problem
from omp_desktop.domain.text import fold

BLANK: Final = "blank"
COUNT_MOST: Final = 10_000_000
_DIGITS_MOST: Final = 20

_CONTEST = Column("contest", ("선거", "contest", "선거구분"), "president", required=False)
_NUMBER = Column("number", ("기호", "number"), "3")
_COUNT = Column("count", ("표수", "count", "득표수"), "120")


class DeckInvalid(ProblemsFound):
    """The deck cannot be cast as it is."""

    code = "deck.invalid"
    ko = ErrorText(
        "모의투표 표 목록에 고칠 곳이 {count}군데 있습니다. 아무 표도 넣지 않았습니다.",
        "목록의 줄({first_line}번 줄부터)을 고친 뒤 다시 실행하십시오.",
    )
    en = ErrorText(
        "The deck of the mock vote has {count} problems. No ballot was cast.",
        "Correct the lines in the list (from line {first_line} on), then run it again.",
    )


class DeckProblem(Labelled):
    """What only a deck can have wrong."""

    NO_SUCH_NUMBER = "deck.no-such-number", "이 기호의 후보자가 없습니다", "no candidate has this number"
    WITHDRAWN = (
        "deck.withdrawn",
        "사퇴한 후보자는 고를 수 없습니다",
        "this candidate has withdrawn and cannot be chosen",
    )
    BLANK_NOT_ALLOWED = (
        "deck.blank-not-allowed",
        "이 선거는 선택하지 않은 표를 받지 않습니다",
        "this contest does not allow a ballot without a choice",
    )


@dataclass(frozen=True, slots=True)
class DeckRow:
    """`count` ballots for one number (None: blank) of one contest; `line` is where it stands."""

    line: int
    contest_id: str
    number: int | None
    count: int


def read_deck(lines: Iterable[str], contests: Sequence[Contest]) -> tuple[DeckRow, ...]:
    """The rows of a deck. Raises DeckInvalid with every bad line."""
    rows: list[DeckRow] = []
    problems: list[LineProblem] = []
    for item in read_table(lines, (_CONTEST, _NUMBER, _COUNT)):
        if isinstance(item, Cells):
            row = _row(item, contests, problems)
            if row is not None:
                rows.append(row)
        elif isinstance(item, RowOutcome):
            problems.extend(item.problems)
    if problems:
        raise DeckInvalid(tuple(problems))
    return tuple(rows)


def _row(cells: Cells, contests: Sequence[Contest], problems: list[LineProblem]) -> DeckRow | None:
    contest = _contest(cells, contests, problems)
    word = fold(cells.values["number"])
    number = None if word == BLANK else _whole(cells, _NUMBER, problems, most=999)
    count = _whole(cells, _COUNT, problems, most=COUNT_MOST, least=0)
    if contest is None or count is None or (number is None and word != BLANK):
        return None
    return DeckRow(cells.line, contest.id, number, count)


def _contest(cells: Cells, contests: Sequence[Contest], problems: list[LineProblem]) -> Contest | None:
    named = fold(cells.values.get("contest", ""))
    if not named and len(contests) == 1:
        return contests[0]
    found = next((contest for contest in contests if fold(contest.id) == named), None)
    if found is None:
        kind = RowProblem.CONTEST_UNKNOWN if named else RowProblem.MISSING
        problems.append(
            row_problem(cells.line, cells.heading("contest"), kind, value=named, example=contests[0].id)
        )
    return found


def _whole(
    cells: Cells, column: Column, problems: list[LineProblem], *, most: int, least: int = 1
) -> int | None:
    text = cells.values[column.key].strip().replace(",", "")
    heading = cells.heading(column.key)
    if not (text.isascii() and text.isdigit()):
        kind = RowProblem.NOT_A_NUMBER if text else RowProblem.MISSING
        problems.append(row_problem(cells.line, heading, kind, value=text, example=column.example))
        return None
    # Thousands of digits are no number to `int`; more than the largest one has are out of range anyway.
    value = int(text) if len(text) <= _DIGITS_MOST else most + 1
    if not least <= value <= most:
        problems.append(
            row_problem(
                cells.line, heading, RowProblem.OUT_OF_RANGE, value=text, example=column.example, limit=most
            )
        )
        return None
    return value


@dataclass(frozen=True, slots=True)
class Slot:
    """What the ballot of a contest offers the deck: option ids by number, and the withdrawn numbers."""

    options: Mapping[int, str]
    withdrawn: frozenset[int]
    blank_allowed: bool


def check_deck(rows: Iterable[DeckRow], slots: Mapping[str, Slot]) -> None:
    """Refuse rows that no voter could cast: unknown or withdrawn numbers, blanks where none are allowed.

    Raises DeckInvalid with every such line.
    """
    refused = [(row, _refusal(row, slots[row.contest_id])) for row in rows]
    problems = tuple(
        LineProblem(row.line, _NUMBER.key, problem, text=LocalText(problem.ko, problem.en))
        for row, problem in refused
        if problem is not None
    )
    if problems:
        raise DeckInvalid(problems)


def _refusal(row: DeckRow, slot: Slot) -> DeckProblem | None:
    if row.number is None:
        return None if slot.blank_allowed or not row.count else DeckProblem.BLANK_NOT_ALLOWED
    if row.number in slot.withdrawn:
        return DeckProblem.WITHDRAWN
    return None if row.number in slot.options else DeckProblem.NO_SUCH_NUMBER


def ballots_of(rows: Iterable[DeckRow], slots: Mapping[str, Slot]) -> list[dict[str, frozenset[str]]]:
    """One entry per ballot: contest id to chosen options, the contests laid side by side in the deck's order.

    Where the contests' decks differ in length the shorter ones are filled up with ballots without a choice.
    """
    columns: dict[str, list[frozenset[str]]] = {contest_id: [] for contest_id in slots}
    for row in rows:
        chosen = frozenset() if row.number is None else frozenset({slots[row.contest_id].options[row.number]})
        columns[row.contest_id].extend([chosen] * row.count)
    length = max(map(len, columns.values()), default=0)
    nothing: frozenset[str] = frozenset()
    return [
        {
            contest_id: column[place] if place < len(column) else nothing
            for contest_id, column in columns.items()
        }
        for place in range(length)
    ]
