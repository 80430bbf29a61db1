"""The deck of a mock vote: every bad line is named, and nothing is cast that a voter could not choose."""

import pytest

from omp_desktop.domain.election import Contest
from omp_desktop.domain.language import LocalText
from omp_desktop.scenarios.deck import DeckInvalid, DeckRow, Slot, ballots_of, check_deck, read_deck

PRESIDENT = Contest("president", LocalText("회장", "President"))
AUDITORS = Contest("auditors", LocalText("감사", "Auditors"), votes_allowed=2)
SLOT = Slot({1: "one", 2: "two"}, frozenset({4}), blank_allowed=True)


def lines(*rows: str) -> list[str]:
    return [f"{row}\n" for row in rows]


def problems(*rows: str, contests: tuple[Contest, ...] = (PRESIDENT,)) -> list[tuple[int, str]]:
    with pytest.raises(DeckInvalid) as refused:
        read_deck(lines(*rows), contests)
    return [(problem.line, problem.problem) for problem in refused.value.problems]


def test_a_deck_of_one_contest_needs_number_and_count_only() -> None:
    rows = read_deck(lines("number,count", "1,3", "blank,2"), (PRESIDENT,))

    assert rows == (DeckRow(2, "president", 1, 3), DeckRow(3, "president", None, 2))


def test_korean_headings_and_separated_thousands_are_read() -> None:
    rows = read_deck(lines("기호,득표수", '2,"1,204"'), (PRESIDENT,))

    assert rows == (DeckRow(2, "president", 2, 1204),)


def test_every_bad_line_is_named() -> None:
    found = problems("number,count", "x,1", "1,", "0,5", "1,-2", "2,7")

    assert found == [
        (2, "row.not-a-number"),
        (3, "row.missing"),
        (4, "row.out-of-range"),
        (5, "row.not-a-number"),
    ]


def test_a_number_without_end_is_out_of_range() -> None:
    endless = "9" * 5000

    assert problems("number,count", f"{endless},1", f"1,{endless}") == [
        (2, "row.out-of-range"),
        (3, "row.out-of-range"),
    ]


def test_a_deck_of_several_contests_says_which_one() -> None:
    rows = read_deck(lines("contest,number,count", "auditors,1,2"), (PRESIDENT, AUDITORS))

    assert rows == (DeckRow(2, "auditors", 1, 2),)


@pytest.mark.parametrize(("cell", "kind"), [("", "row.missing"), ("mayor", "row.contest-unknown")])
def test_a_row_without_a_known_contest_is_refused(cell: str, kind: str) -> None:
    found = problems("contest,number,count", f"{cell},1,2", contests=(PRESIDENT, AUDITORS))

    assert found == [(2, kind)]


def test_an_empty_deck_file_is_refused() -> None:
    assert problems("") == [(1, "row.empty-file")]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (DeckRow(3, "president", 4, 1), "deck.withdrawn"),
        (DeckRow(3, "president", 9, 1), "deck.no-such-number"),
    ],
)
def test_a_number_that_nobody_can_choose_is_refused(row: DeckRow, kind: str) -> None:
    with pytest.raises(DeckInvalid) as refused:
        check_deck([row], {"president": SLOT})

    assert [(p.line, p.problem) for p in refused.value.problems] == [(3, kind)]
    assert "3" in refused.value.problems[0].describe("ko")


def test_blanks_are_refused_where_the_contest_does_not_allow_them() -> None:
    slot = Slot({1: "one"}, frozenset(), blank_allowed=False)

    with pytest.raises(DeckInvalid):
        check_deck([DeckRow(2, "president", None, 1)], {"president": slot})
    check_deck([DeckRow(2, "president", None, 0), DeckRow(3, "president", 1, 5)], {"president": slot})


def test_the_decks_of_contests_are_laid_side_by_side_and_filled_up_with_blanks() -> None:
    rows = [DeckRow(2, "president", 1, 1), DeckRow(3, "auditors", 2, 2)]

    ballots = ballots_of(rows, {"president": SLOT, "auditors": SLOT})

    assert ballots == [
        {"president": frozenset({"one"}), "auditors": frozenset({"two"})},
        {"president": frozenset(), "auditors": frozenset({"two"})},
    ]
