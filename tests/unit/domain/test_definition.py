"""The definition file of an election."""

from dataclasses import replace

import pytest

from omp_desktop.domain.definition import parse_definition
from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Identification,
    OwnVotePolicy,
    Policy,
    ResultsPolicy,
)
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.import_errors import DefinitionInvalid
from omp_desktop.domain.language import LocalText
from tests.unit.domain.examples import COUNCIL, FIRST, LAST, PRESIDENT

SHORT = """\
name.ko = "학생회장 선거"
timezone = "Asia/Seoul"

[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"

[[contest]]
id = "president"
title.ko = "회장"
title.en = "President"
"""

FULL = """\
timezone = "Asia/Seoul"

[name]
ko = "학생회장 선거"
en = " Student  council election "

[policy]
results = "live"
own_vote = "inclusion"
identification = "self"
minimum_open = 25

[trustees]
count = 3
quorum = 2

[[window]]
opens = 2026-12-03T06:00:00   # a plain local time
closes = "2026-12-03 18:00"

[[window]]
opens = "2026-12-04 06:00"
closes = "2026-12-04 18:00"

[[contest]]
id = "president"
title = { ko = "회장", en = "President" }
blank = false

[[contest]]
id = "council"
title.ko = "대의원"
title.en = "Council"
votes_allowed = 3

[[contest]]
id = "motion"
title.en = "New statutes"
kind = "yes_no"
"""


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(text)
    return [(problem.line, problem.column, problem.problem) for problem in caught.value.problems]


def told(text: str) -> list[str]:
    with pytest.raises(DefinitionInvalid) as caught:
        parse_definition(text)
    return [problem.describe("en") for problem in caught.value.problems]


def test_a_short_definition_takes_the_usual_rules() -> None:
    definition = parse_definition(SHORT)
    assert definition.name == LocalText("학생회장 선거", "")
    assert definition.timezone == "Asia/Seoul"
    assert definition.windows == (FIRST,)
    assert definition.contests == (PRESIDENT,)
    assert definition.policy == Policy()
    assert definition.trustees == (1, 1)


def test_a_full_definition_says_every_rule() -> None:
    definition = parse_definition(FULL)
    assert definition.name == LocalText("학생회장 선거", "Student council election")
    assert definition.windows == (FIRST, LAST)
    assert definition.contests == (
        replace(PRESIDENT, blank_allowed=False),
        COUNCIL,
        Contest("motion", LocalText("", "New statutes"), kind=ContestKind.YES_NO),
    )
    assert definition.policy == Policy(
        ResultsPolicy.LIVE, OwnVotePolicy.INCLUSION, Identification.SELF, minimum_open=25
    )
    assert definition.trustees == (3, 2)


def test_the_number_that_opens_is_all_trustees_unless_said() -> None:
    assert parse_definition(SHORT + "[trustees]\ncount = 20\n").trustees == (20, 20)


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ('"Asia/Seoul"', '"Asia/Gangnam"', (2, "timezone", "election.timezone-unknown")),
        ('timezone = "Asia/Seoul"', "timezone = 9", (2, "timezone", "row.wrong-type")),
        ('timezone = "Asia/Seoul"\n', "", (1, "timezone", "row.key-missing")),
        (
            'timezone = "Asia/Seoul"',
            "time_zone = 'x'\ntimezone = 'Asia/Seoul'",
            (2, "time_zone", "row.key-unknown"),
        ),
        ('name.ko = "학생회장 선거"\n', "", (1, "name", "row.key-missing")),
        ('name.ko = "학생회장 선거"', 'name = "학생회장 선거"', (1, "name", "row.wrong-type")),
        ('name.ko = "학생회장 선거"', "name.ko = 3", (1, "name", "row.wrong-type")),
        ('name.ko = "학생회장 선거"', 'name.ko = " "', (1, "name", "row.missing")),
        (
            'name.ko = "학생회장 선거"',
            'name.kr = "학생회장 선거"\nname.ko = "가"',
            (1, "name.kr", "row.key-unknown"),
        ),
        ("학생회장 선거", "가" * 81, (1, "name.ko", "text.too-long")),
        ("학생회장 선거", "학생\\u202e회장", (1, "name.ko", "text.forbidden-character")),
        ('opens = "2026-12-03 06:00"', "open = 3", (4, "opens", "row.key-missing")),
        ('"2026-12-03 06:00"', "2026-12-03", (5, "opens", "row.wrong-type")),
        ('"2026-12-03 06:00"', "6", (5, "opens", "row.wrong-type")),
        ('"2026-12-03 06:00"', '"6 am"', (5, "opens", "election.window-time-invalid")),
        ('"2026-12-03 06:00"', "2026-12-03T06:00:00+09:00", (5, "opens", "election.window-time-invalid")),
        ("2026-12-03 18:00", "2026-12-03 05:00", (5, "opens", "election.window-ends-first")),
        ('id = "president"', 'id = "회장"', (9, "id", "election.contest-id-invalid")),
        ('id = "president"', "", (8, "id", "row.key-missing")),
        (
            'id = "president"',
            'id = "president"\nvotes_allowed = 0',
            (9, "id", "election.votes-allowed-invalid"),
        ),
        (
            'id = "president"',
            'id = "president"\nvotes_allowed = true',
            (10, "votes_allowed", "row.wrong-type"),
        ),
        ('id = "president"', 'id = "president"\nblank = 1', (10, "blank", "row.wrong-type")),
        ('id = "president"', 'id = "president"\nkind = "ranked"', (10, "kind", "row.not-one-of")),
        ('id = "president"', 'id = "president"\nvotes = 1', (10, "votes", "row.key-unknown")),
        ('title.ko = "회장"\ntitle.en = "President"\n', "", (8, "title", "row.key-missing")),
    ],
)
def test_a_wrong_entry_is_named_by_its_line(wrong: str, right: str, expected: tuple[int, str, str]) -> None:
    assert wrong in SHORT
    assert expected in problems(SHORT.replace(wrong, right))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('[policy]\nresults = "never"', (13, "results", "row.not-one-of")),
        ("[policy]\nresults = 1", (13, "results", "row.wrong-type")),
        ("[policy]\nminimum_open = 0", (13, "minimum_open", "election.minimum-open-invalid")),
        ('[policy]\nown-vote = "off"', (13, "own-vote", "row.key-unknown")),
        ("[trustees]\ncount = 0", (13, "count", "row.out-of-range")),
        ("[trustees]\ncount = 21", (13, "count", "row.out-of-range")),
        ("[trustees]\ncount = 2\nquorum = 3", (14, "quorum", "publish.quorum-invalid")),
        ("[trustees]\nquorum = 2", (13, "quorum", "publish.quorum-invalid")),
        ("[[policy]]", (12, "policy", "row.wrong-type")),
        (
            '[[window]]\nopens = "2026-12-03 12:00"\ncloses = "2026-12-03 20:00"',
            (13, "opens", "election.windows-overlap"),
        ),
        ('[[contest]]\nid = "president"\ntitle.ko = "둘"', (13, "id", "election.contest-id-taken")),
        ("[voters]", (12, "voters", "row.key-unknown")),
    ],
)
def test_a_wrong_rule_is_named_by_its_line(table: str, expected: tuple[int, str, str]) -> None:
    assert problems(f"{SHORT}{table}\n") == [expected]


@pytest.mark.parametrize("name", ["window", "contest"])
@pytest.mark.parametrize(
    ("value", "problem"), [("3", "row.wrong-type"), ("[3]", "row.wrong-type"), ("[]", "row.key-missing")]
)
def test_windows_and_contests_are_lists_of_tables(name: str, value: str, problem: str) -> None:
    start, end = {"window": ("[[window]]", "[[contest]]"), "contest": ("[[contest]]", "\0")}[name]
    body = SHORT[SHORT.index(start) :].split(end, maxsplit=1)[0]
    text = SHORT.replace(body, "")
    head = f"{name} = {value}\n"
    assert (1, name, problem) in problems(head + text)


def test_an_empty_file_names_all_that_is_needed() -> None:
    assert [column for _, column, _ in problems("")] == ["timezone", "name", "window", "contest"]


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    wrong = (
        SHORT.replace("Asia/Seoul", "Asia/Gangnam").replace("president", "회장").replace("closes", "close")
    )
    assert [line for line, _, _ in problems(wrong)] == [2, 4, 6, 9]


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        (
            'timezone = "Asia/Seoul"',
            "timezone = 9",
            "Line 2, column 'timezone': a value of the wrong kind: 9 – for example timezone = \"Asia/Seoul\"",
        ),
        (
            '"2026-12-03 06:00"',
            "2026-12-03",
            "Line 5, column 'opens': a value of the wrong kind: 2026-12-03"
            ' – for example opens = "2026-12-03 06:00"',
        ),
        (
            '"Asia/Seoul"',
            '"Asia/Gangnam"',
            "Line 2, column 'timezone': There is no time zone 'Asia/Gangnam'."
            " Write the name of a region, for example Asia/Seoul.",
        ),
        (
            'title.en = "President"',
            'kind = "ranked"',
            "Line 11, column 'kind': not one of the allowed values: ranked"
            " – for example kind = candidates | yes_no",
        ),
        (
            "18:00",
            "05:00",
            "Line 5, column 'opens': Voting ends (2026-12-03 05:00) before it begins (2026-12-03 06:00). "
            "Set the end after the beginning, like 2026-12-03 18:00.",
        ),
    ],
)
def test_a_problem_is_told_with_an_example_of_right(wrong: str, right: str, expected: str) -> None:
    assert told(SHORT.replace(wrong, right)) == [expected]


def test_an_entry_of_a_table_in_one_line_is_found() -> None:
    wrong = f'\npolicy = {{ results = "never" }}\n{SHORT}'
    assert problems(wrong) == [(2, "results", "row.not-one-of")]


def test_an_entry_of_a_table_that_names_the_election_is_found() -> None:
    wrong = FULL.replace('ko = "학생회장 선거"', 'kr = "가"\nko = "\\u202e"')
    assert problems(wrong) == [(4, "name.kr", "row.key-unknown"), (5, "name.ko", "text.forbidden-character")]


def test_text_that_is_no_toml_is_named_by_line_and_column() -> None:
    assert problems(f"{SHORT}votes_allowed = = 2\n") == [(12, "17", "row.syntax")]


def test_text_that_ends_too_early_is_named() -> None:
    ((_, _, problem),) = problems('name = "')
    assert problem == "row.syntax"


def test_nesting_without_end_is_refused() -> None:
    assert problems("a = " + "[" * 100_000) == [(1, "", "row.syntax")]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f"votes_allowed = {'9' * 5000}", (1, "", "row.syntax")),
        (f"votes_allowed = 0x{'F' * 5000}", (12, "votes_allowed", "row.wrong-type")),
        (f"[policy]\nminimum_open = 0x{'F' * 5000}", (13, "minimum_open", "row.wrong-type")),
        (f"[trustees]\ncount = {'9' * 400}", (13, "count", "row.wrong-type")),
        (f"blank = [0x{'F' * 5000}]", (12, "blank", "row.wrong-type")),
    ],
)
def test_a_number_without_end_is_refused(entry: str, expected: tuple[int, str, str]) -> None:
    assert problems(f"{SHORT}{entry}\n") == [expected]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Asia/Seoul", f"Asia/{'x' * 5000}"),
        ("Asia/Seoul", "Asia\\u001b[2J"),
        ("2026-12-03 06:00", "2026-12-03\\u001b[2J"),
        ('id = "president"', 'id = "president"\n"\\u001b[2J" = 1'),
        ('id = "president"', f'id = "{"p" * 5000}"'),
    ],
)
def test_what_a_file_says_neither_floods_nor_steers_the_screen(wrong: str, right: str) -> None:
    for text in told(SHORT.replace(wrong, right)):
        assert text.isprintable()
        assert len(text) < 300


def test_a_refused_definition_is_an_expected_error() -> None:
    with pytest.raises(OmpError):
        parse_definition("[")
