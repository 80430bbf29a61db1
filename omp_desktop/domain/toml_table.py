"""Reading entries out of a TOML document, collecting every problem with its line."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from omp_desktop.domain.canonical import INTEGER_MOST
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.language import Labelled, Lang, LocalText
from omp_desktop.domain.line_problem import LineProblem, RowProblem, error_problem, row_problem
from omp_desktop.domain.text import NAME_MAX, Field, clean_line

_Word = TypeVar("_Word", bound=Labelled)
_Plain = TypeVar("_Plain", str, int, bool)
_Result = TypeVar("_Result")
_LANG_KEYS: Final = frozenset({"ko", "en"})
# More than any id, zone or time has.
_LINE_MOST: Final = 200


class Places:
    """In which line each entry stands. tomllib does not say, so headings and keys are found again."""

    _TABLE = re.compile(r"\s*\[\[?\s*([\w.\"-]+)\s*\]\]?\s*(?:#.*)?$")
    _KEY = re.compile(r"\s*([\w.\"-]+)\s*=")

    def __init__(self, text: str) -> None:
        """Look through the document's text once."""
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
        """The entry's line; where there is none, that of the entry above it, of its table, or the first."""
        head, _, tail = key.partition(".")
        tries = [(table, index, key), (table, index, head)]
        if not table:
            # An entry of the document may be a table of its own.
            tries.append((head, 0, tail))
        tries += [(table, index, ""), ("", 0, table)]
        return next((self._lines[place] for place in tries if place in self._lines), 1)


@dataclass(slots=True)
class Findings:
    """The problems found so far; `examples` shows the right way by key."""

    places: Places
    examples: Mapping[str, str]
    problems: list[LineProblem] = field(default_factory=list)


class TomlTable:
    """One table of a document. Every method notes what is wrong and goes on with a stand-in."""

    def __init__(self, findings: Findings, values: Mapping[str, Any], name: str = "", index: int = 0) -> None:
        """Read `values`, the `index`-th table called `name` ("" for the document itself)."""
        self._findings = findings
        self._values = values
        self._name = name
        self._index = index

    def refuse_unknown(self, keys: AbstractSet[str]) -> None:
        """Note every entry that is not one of `keys`."""
        for key in self._values.keys() - keys:
            self.refuse(key, RowProblem.KEY_UNKNOWN, key, example=", ".join(sorted(keys)))

    def present(self, key: str) -> Any:
        """The entry, or None with its absence noted."""
        if key not in self._values:
            self.refuse(key, RowProblem.KEY_MISSING)
        return self._values.get(key)

    def needed(self, key: str, stand_in: _Plain) -> _Plain:
        """The entry, which must be there and of the stand-in's type."""
        value = self.present(key)
        return stand_in if value is None else self._typed(key, value, stand_in)

    def optional(self, key: str, usual: _Plain) -> _Plain:
        """The entry, which must be of the usual value's type; the usual value when it is not there."""
        return self._typed(key, self._values[key], usual) if key in self._values else usual

    def word(self, key: str, usual: _Word) -> _Word:
        """One of the fixed words of an enumeration, or the usual one."""
        written = self.optional(key, str(usual))
        words = type(usual)
        if written in [word.value for word in words]:
            return words(written)
        allowed = " | ".join(word.value for word in words)
        self.refuse(key, RowProblem.NOT_ONE_OF, written, example=f"{key} = {allowed}")
        return usual

    def local_text(self, key: str, field_name: Field) -> LocalText:
        """A text in one or both languages."""
        value = self.present(key)
        nothing = LocalText("", "")
        if value is None:
            return nothing
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self.refuse(key, RowProblem.WRONG_TYPE, shown(value))
            return nothing
        for unknown in value.keys() - _LANG_KEYS:
            self.refuse(f"{key}.{unknown}", RowProblem.KEY_UNKNOWN, unknown, example=f"{key}.ko, {key}.en")
        if not any(value.get(lang, "").strip() for lang in _LANG_KEYS):
            self.refuse(key, RowProblem.MISSING)
            return nothing

        def part(lang: Lang) -> str:
            clean = self.check(
                f"{key}.{lang}", lambda: clean_line(value.get(lang, ""), limit=NAME_MAX, field=field_name)
            )
            return clean or ""

        return LocalText(part("ko"), part("en"))

    def moment(self, key: str) -> str | datetime | None:
        """A date and time, as text or as TOML's own type."""
        value = self.present(key)
        if value is None or isinstance(value, datetime) or (isinstance(value, str) and _is_plain(value)):
            return value
        self.refuse(key, RowProblem.WRONG_TYPE, shown(value))
        return None

    def table(self, name: str) -> "TomlTable":
        """The table of this name, empty when it is not there."""
        value = self._values.get(name, {})
        if not isinstance(value, dict):
            self.refuse(name, RowProblem.WRONG_TYPE, shown(value))
            value = {}
        return TomlTable(self._findings, value, name)

    def tables(self, name: str) -> list["TomlTable"]:
        """All tables [[name]]; at least one is needed."""
        value = self._values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.refuse(name, RowProblem.WRONG_TYPE, shown(value))
            return []
        if not value:
            self.refuse(name, RowProblem.KEY_MISSING)
        return [TomlTable(self._findings, item, name, index) for index, item in enumerate(value)]

    def check(self, key: str, rule: Callable[[], _Result]) -> _Result | None:
        """What the rule gives; None when it refuses, with its error noted at this entry."""
        try:
            return rule()
        except OmpError as error:
            self.note(key, error)
            return None

    def note(self, key: str, error: OmpError) -> None:
        """Note an error of the rules at this entry."""
        self._findings.problems.append(error_problem(self._line(key), key or self._name, error))

    def refuse(
        self, key: str, problem: RowProblem, value: str = "", *, example: str = "", **params: int
    ) -> None:
        """Note a problem at this entry."""
        right = example or self._findings.examples.get(key, "")
        self._findings.problems.append(
            row_problem(self._line(key), key, problem, value=value, example=right, **params)
        )

    def _typed(self, key: str, value: Any, stand_in: _Plain) -> _Plain:
        # Exactly the type: True is an integer to isinstance.
        if type(value) is type(stand_in) and _is_plain(value):
            return value
        self.refuse(key, RowProblem.WRONG_TYPE, shown(value))
        return stand_in

    def _line(self, key: str) -> int:
        return self._findings.places.line(self._name, self._index, key)


def shown(value: Any) -> str:
    """A value as people write it; "…" for a number that is too long to be written."""
    try:
        return value.isoformat() if isinstance(value, date | time) else str(value)
    except ValueError:
        return "…"


def _is_plain(value: str | int | bool) -> bool:
    """Whether it can be what was meant, and be shown: one line of ordinary length, or a number that fits."""
    if isinstance(value, str):
        return len(value) <= _LINE_MOST and value.isprintable()
    return abs(value) <= INTEGER_MOST
