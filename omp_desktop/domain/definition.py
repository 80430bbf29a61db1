"""The definition file of an election (TOML), for the command line and for taking over an election."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Identification,
    OwnVotePolicy,
    Policy,
    ResultsPolicy,
    VotingWindow,
    check_contest,
    check_contests,
    check_policy,
    check_windows,
    window_from_local,
)
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.import_errors import DefinitionInvalid
from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.domain.line_problem import LineProblem, RowProblem, error_problem, row_problem
from omp_desktop.domain.publication_errors import QuorumInvalid
from omp_desktop.domain.text import NAME_MAX, Field, clean_line
from omp_desktop.domain.voting_window import EXAMPLE_TIME, time_zone

_Word = TypeVar("_Word", bound=Labelled)
_Plain = TypeVar("_Plain", str, int, bool)
TRUSTEES_MOST: Final = 20

_EXAMPLES: Final = {
    "name": 'name.ko = "학생회장 선거"',
    "timezone": 'timezone = "Asia/Seoul"',
    "opens": f'opens = "{EXAMPLE_TIME}"',
    "closes": 'closes = "2026-12-03 18:00"',
    "window": "[[window]]",
    "contest": "[[contest]]",
    "id": 'id = "president"',
    "title": 'title.ko = "학생회장"',
    "votes_allowed": "votes_allowed = 1",
    "blank": "blank = true",
    "minimum_open": "minimum_open = 10",
    "count": "count = 3",
    "quorum": "quorum = 2",
    "policy": "[policy]",
    "trustees": "[trustees]",
}


@dataclass(frozen=True, slots=True)
class ElectionDefinition:
    """An election as a definition file describes it. `trustees`: how many there are, how many open the count."""

    name: LocalText
    timezone: str
    windows: tuple[VotingWindow, ...]
    contests: tuple[Contest, ...]
    policy: Policy = field(default_factory=Policy)
    trustees: tuple[int, int] = (1, 1)


def parse_definition(text: str) -> ElectionDefinition:
    """Read a definition file. Raises DefinitionInvalid with every problem: line, entry, what is wrong.

    Entries that are not known are problems too: a rule that was misspelt would otherwise be left out silently.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DefinitionInvalid((_syntax_problem(error),)) from error
    reader = _Reader(_Places(text))
    definition = reader.definition(document)
    if reader.problems:
        raise DefinitionInvalid(tuple(sorted(reader.problems, key=lambda problem: problem.line)))
    return definition


def _syntax_problem(error: Exception) -> LineProblem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line = int(place[1]) if place else 1
    told = str(error).split(" (at ", maxsplit=1)[0]
    return row_problem(
        line, place[2] if place else "", RowProblem.SYNTAX, value=told, example='name.ko = "선거"'
    )


class _Places:
    """In which line each entry stands. tomllib does not say, so the headings and keys are found again."""

    _TABLE = re.compile(r"\s*\[\[?\s*([\w.\"-]+)\s*\]\]?\s*(?:#.*)?$")
    _KEY = re.compile(r"\s*([\w.\"-]+)\s*=")

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, int, str], int] = {}
        counts: dict[str, int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if match := self._TABLE.match(line):
                table = match[1]
                counts[table] = counts.get(table, -1) + 1
                self._lines.setdefault((table, counts[table], ""), number)
            elif match := self._KEY.match(line):
                for key in (match[1], match[1].split(".")[0]):
                    self._lines.setdefault((table, counts.get(table, 0), key), number)

    def line(self, table: str, index: int, key: str) -> int:
        """The entry's line; that of its table, or the first, when the entry is not there."""
        for place in ((table, index, key), (table, index, ""), ("", 0, table)):
            if place in self._lines:
                return self._lines[place]
        return 1


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the document and where it is."""

    name: str
    index: int
    values: Mapping[str, Any]


class _Reader:
    """Takes a document apart and collects the problems on the way."""

    def __init__(self, places: _Places) -> None:
        self._places = places
        self.problems: list[LineProblem] = []

    def definition(self, document: Mapping[str, Any]) -> ElectionDefinition:
        top = _Table("", 0, document)
        self._known(top, {"name", "timezone", "window", "policy", "contest", "trustees"})
        timezone = self._timezone(top)
        return ElectionDefinition(
            name=self._local_text(top, "name", Field.ELECTION),
            timezone=timezone,
            windows=self._windows(document, timezone),
            contests=self._contests(document),
            policy=self._policy(self._table(document, "policy")),
            trustees=self._trustees(self._table(document, "trustees")),
        )

    def _timezone(self, top: _Table) -> str:
        timezone = self._needed(top, "timezone", "")
        if timezone:
            self._check(top, "timezone", lambda: time_zone(timezone))
        return timezone

    def _windows(self, document: Mapping[str, Any], timezone: str) -> tuple[VotingWindow, ...]:
        tables = self._tables(document, "window")
        read = [self._window(table, timezone) for table in tables]
        windows = tuple(window for window in read if window is not None)
        if tables and len(windows) == len(tables):
            self._check(tables[-1], "", lambda: check_windows(windows))
        return windows

    def _window(self, table: _Table, timezone: str) -> VotingWindow | None:
        self._known(table, {"opens", "closes"})
        opens, closes = self._moment(table, "opens"), self._moment(table, "closes")
        before = len(self.problems)
        if opens is None or closes is None or not timezone:
            return None
        window: list[VotingWindow] = []
        self._check(table, "opens", lambda: window.append(window_from_local(opens, closes, timezone)))
        return window[0] if len(self.problems) == before else None

    def _moment(self, table: _Table, key: str) -> str | datetime | None:
        value = self._present(table, key)
        if value is None or isinstance(value, str | datetime):
            return value
        self._refuse(table, key, RowProblem.WRONG_TYPE, _shown(value))
        return None

    def _contests(self, document: Mapping[str, Any]) -> tuple[Contest, ...]:
        tables = self._tables(document, "contest")
        before = len(self.problems)
        contests = tuple(self._contest(table) for table in tables)
        if tables and len(self.problems) == before:
            self._check(tables[-1], "id", lambda: check_contests(contests))
        return contests

    def _contest(self, table: _Table) -> Contest:
        self._known(table, {"id", "title", "votes_allowed", "blank", "kind"})
        before = len(self.problems)
        contest = Contest(
            id=self._needed(table, "id", ""),
            title=self._local_text(table, "title", Field.CONTEST),
            votes_allowed=self._optional(table, "votes_allowed", 1),
            blank_allowed=self._optional(table, "blank", True),
            kind=self._word(table, "kind", ContestKind.CANDIDATES),
        )
        if len(self.problems) == before:
            self._check(table, "id", lambda: check_contest(contest))
        return contest

    def _policy(self, table: _Table) -> Policy:
        self._known(table, {"results", "own_vote", "identification", "minimum_open"})
        usual = Policy()
        policy = Policy(
            results=self._word(table, "results", usual.results),
            own_vote=self._word(table, "own_vote", usual.own_vote),
            identification=self._word(table, "identification", usual.identification),
            minimum_open=self._optional(table, "minimum_open", usual.minimum_open),
        )
        self._check(table, "minimum_open", lambda: check_policy(policy))
        return policy

    def _trustees(self, table: _Table) -> tuple[int, int]:
        self._known(table, {"count", "quorum"})
        count = self._optional(table, "count", 1)
        quorum = self._optional(table, "quorum", count)
        if not 1 <= count <= TRUSTEES_MOST:
            self._refuse(table, "count", RowProblem.OUT_OF_RANGE, str(count), limit=TRUSTEES_MOST)
        elif not 1 <= quorum <= count:
            problem = QuorumInvalid(count=count, quorum=quorum)
            self.problems.append(error_problem(self._line(table, "quorum"), "quorum", problem))
        return count, quorum

    def _local_text(self, table: _Table, key: str, field_name: Field) -> LocalText:
        value = self._present(table, key)
        if value is None:
            return LocalText("", "")
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self._refuse(table, key, RowProblem.WRONG_TYPE, _shown(value))
            return LocalText("", "")
        for unknown in value.keys() - {"ko", "en"}:
            self._refuse(table, f"{key}.{unknown}", RowProblem.KEY_UNKNOWN, unknown)
        cleaned = {"ko": "", "en": ""}
        for lang in cleaned:
            raw = value.get(lang, "")

            def clean(raw: str = raw, lang: str = lang) -> None:
                cleaned[lang] = clean_line(raw, limit=NAME_MAX, field=field_name)

            self._check(table, f"{key}.{lang}", clean)
        text = LocalText(cleaned["ko"], cleaned["en"])
        if not (text.ko or text.en or any(value.values())):
            self._refuse(table, key, RowProblem.MISSING)
        return text

    def _word(self, table: _Table, key: str, usual: _Word) -> _Word:
        written = self._optional(table, key, usual.value)
        words = type(usual)
        if written in [word.value for word in words]:
            return words(written)
        allowed = " | ".join(word.value for word in words)
        self._refuse(table, key, RowProblem.NOT_ONE_OF, written, example=f"{key} = {allowed}")
        return usual

    def _needed(self, table: _Table, key: str, instead: _Plain) -> _Plain:
        value = self._present(table, key)
        return instead if value is None else self._typed(table, key, value, instead)

    def _optional(self, table: _Table, key: str, usual: _Plain) -> _Plain:
        return self._typed(table, key, table.values[key], usual) if key in table.values else usual

    def _typed(self, table: _Table, key: str, value: Any, instead: _Plain) -> _Plain:
        # Exactly the type: True is an integer to isinstance.
        if type(value) is type(instead):
            return value  # type: ignore[no-any-return] # the type was just compared
        self._refuse(table, key, RowProblem.WRONG_TYPE, _shown(value))
        return instead

    def _present(self, table: _Table, key: str) -> Any:
        if key not in table.values:
            self._refuse(table, key, RowProblem.KEY_MISSING)
        return table.values.get(key)

    def _table(self, document: Mapping[str, Any], name: str) -> _Table:
        value = document.get(name, {})
        if isinstance(value, dict):
            return _Table(name, 0, value)
        self._refuse(_Table("", 0, document), name, RowProblem.WRONG_TYPE, _shown(value))
        return _Table(name, 0, {})

    def _tables(self, document: Mapping[str, Any], name: str) -> list[_Table]:
        top = _Table("", 0, document)
        value = document.get(name)
        if value is None or value == []:
            self._refuse(top, name, RowProblem.KEY_MISSING)
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._refuse(top, name, RowProblem.WRONG_TYPE, _shown(value))
            return []
        return [_Table(name, index, item) for index, item in enumerate(value)]

    def _known(self, table: _Table, keys: set[str]) -> None:
        for key in table.values.keys() - keys:
            self._refuse(table, key, RowProblem.KEY_UNKNOWN, key, example=", ".join(sorted(keys)))

    def _check(self, table: _Table, key: str, rule: Callable[[], object]) -> None:
        try:
            rule()
        except OmpError as error:
            self.problems.append(error_problem(self._line(table, key), key or table.name, error))

    def _refuse(  # noqa: PLR0913 - the parts of the sentence
        self,
        table: _Table,
        key: str,
        problem: RowProblem,
        value: str = "",
        *,
        example: str = "",
        **params: int,
    ) -> None:
        shown = example or _EXAMPLES.get(key, "")
        self.problems.append(
            row_problem(self._line(table, key), key, problem, value=value, example=shown, **params)
        )

    def _line(self, table: _Table, key: str) -> int:
        return self._places.line(table.name, table.index, key)


def _shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)
