"""The definition file of an election (TOML), for the command line and for taking over an election."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Policy,
    VotingWindow,
    check_contest,
    check_policy,
    check_windows,
    window_from_local,
)
from omp_desktop.domain.election_errors import ContestIdTaken
from omp_desktop.domain.import_errors import DefinitionInvalid
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.line_problem import LineProblem, RowProblem, row_problem
from omp_desktop.domain.publication_errors import QuorumInvalid
from omp_desktop.domain.text import Field
from omp_desktop.domain.toml_table import Findings, Places, TomlTable
from omp_desktop.domain.voting_window import EXAMPLE_TIME, time_zone

TRUSTEES_MOST: Final = 20

_EXAMPLES: Final = {
    "name": 'name.ko = "학생회장 선거"',
    "timezone": 'timezone = "Asia/Seoul"',
    "window": "[[window]]",
    "opens": f'opens = "{EXAMPLE_TIME}"',
    "closes": 'closes = "2026-12-03 18:00"',
    "contest": "[[contest]]",
    "id": 'id = "president"',
    "title": 'title.ko = "학생회장"',
    "votes_allowed": "votes_allowed = 1",
    "blank": "blank = true",
    "policy": "[policy]",
    "minimum_open": "minimum_open = 10",
    "trustees": "[trustees]",
    "count": "count = 3",
    "quorum": "quorum = 2",
}


@dataclass(frozen=True, slots=True)
class ElectionDefinition:
    """An election as a definition file describes it. `trustees`: how many there are, how many must open."""

    name: LocalText
    timezone: str
    windows: tuple[VotingWindow, ...]
    contests: tuple[Contest, ...]
    policy: Policy = field(default_factory=Policy)
    trustees: tuple[int, int] = (1, 1)


def parse_definition(text: str) -> ElectionDefinition:
    """Read a definition file. Raises DefinitionInvalid with every problem: line, entry, what is wrong.

    Unknown entries are problems too: a rule that was misspelt would otherwise be left out silently.
    """
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of thousands of digits
        raise DefinitionInvalid((_syntax_problem(error),)) from error
    findings = Findings(Places(text), _EXAMPLES)
    definition = _definition(TomlTable(findings, document))
    if findings.problems:
        raise DefinitionInvalid(tuple(sorted(findings.problems, key=lambda problem: problem.line)))
    return definition


def _syntax_problem(error: Exception) -> LineProblem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line, column = (int(place[1]), place[2]) if place else (1, "")
    told = str(error).split(" (at ", maxsplit=1)[0]
    return row_problem(line, column, RowProblem.SYNTAX, value=told, example=_EXAMPLES["name"])


def _definition(top: TomlTable) -> ElectionDefinition:
    top.refuse_unknown({"name", "timezone", "window", "policy", "contest", "trustees"})
    timezone = _timezone(top)
    return ElectionDefinition(
        name=top.local_text("name", Field.ELECTION),
        timezone=timezone,
        windows=_windows(top.tables("window"), timezone),
        contests=_contests(top.tables("contest")),
        policy=_policy(top.table("policy")),
        trustees=_trustees(top.table("trustees")),
    )


def _timezone(top: TomlTable) -> str:
    """The zone's name; empty, with the problem noted, when there is no such zone."""
    name = top.needed("timezone", "")
    return name if name and top.check("timezone", lambda: time_zone(name).key) else ""


def _windows(tables: list[TomlTable], timezone: str) -> tuple[VotingWindow, ...]:
    read = [_window(table, timezone) for table in tables]
    windows = tuple(window for window in read if window is not None)
    if tables and len(windows) == len(tables):
        tables[-1].check("opens", lambda: check_windows(windows))
    return windows


def _window(table: TomlTable, timezone: str) -> VotingWindow | None:
    table.refuse_unknown({"opens", "closes"})
    opens, closes = table.moment("opens"), table.moment("closes")
    if opens is None or closes is None or not timezone:
        return None
    return table.check("opens", lambda: window_from_local(opens, closes, timezone))


def _contests(tables: list[TomlTable]) -> tuple[Contest, ...]:
    contests = tuple(_contest(table) for table in tables)
    seen: set[str] = set()
    for table, contest in zip(tables, contests, strict=True):
        if not contest.id:
            continue
        table.check("id", partial(check_contest, contest))
        if contest.id in seen:
            table.note("id", ContestIdTaken(value=contest.id))
        seen.add(contest.id)
    return contests


def _contest(table: TomlTable) -> Contest:
    table.refuse_unknown({"id", "title", "votes_allowed", "blank", "kind"})
    return Contest(
        id=table.needed("id", ""),
        title=table.local_text("title", Field.CONTEST),
        votes_allowed=table.optional("votes_allowed", 1),
        blank_allowed=table.optional("blank", True),
        kind=table.word("kind", ContestKind.CANDIDATES),
    )


def _policy(table: TomlTable) -> Policy:
    table.refuse_unknown({"results", "own_vote", "identification", "minimum_open"})
    usual = Policy()
    policy = Policy(
        results=table.word("results", usual.results),
        own_vote=table.word("own_vote", usual.own_vote),
        identification=table.word("identification", usual.identification),
        minimum_open=table.optional("minimum_open", usual.minimum_open),
    )
    table.check("minimum_open", lambda: check_policy(policy))
    return policy


def _trustees(table: TomlTable) -> tuple[int, int]:
    table.refuse_unknown({"count", "quorum"})
    count = table.optional("count", 1)
    quorum = table.optional("quorum", count)
    if not 1 <= count <= TRUSTEES_MOST:
        table.refuse("count", RowProblem.OUT_OF_RANGE, str(count), limit=TRUSTEES_MOST)
    elif not 1 <= quorum <= count:
        table.note("quorum", QuorumInvalid(count=count, quorum=quorum))
    return count, quorum
