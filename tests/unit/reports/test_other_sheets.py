"""The reconciliation and the readiness check on paper."""

from __future__ import annotations

from dataclasses import replace

from omp_desktop.domain.errors import ErrorText, OmpError
from omp_desktop.domain.language import Labelled, Lang, LocalText
from omp_desktop.reports.document import (
    Cell,
    Code,
    Document,
    Facts,
    Grid,
    Signatures,
    Table,
    Text,
    Title,
)
from omp_desktop.reports.happened import Happened
from omp_desktop.reports.readiness_sheet import ReadinessFacts, ReadinessLine, readiness_sheet
from omp_desktop.reports.reconciliation_sheet import ComparedFacts, ComparedLine, reconciliation_sheet
from tests.unit.reports.sheet_text import ELECTION, SIX, lines


class What(Labelled):
    """What a test compares."""

    BALLOTS = "ballots", "투표지", "ballots"


class Apart(OmpError):
    """A problem of a test."""

    code = "test.apart"
    ko = ErrorText("따로 둔 것이 {count}건 있습니다.", "찾아보십시오.")
    en = ErrorText("{count} items are kept apart.", "Look for the reason.")


SAME = ComparedLine(What.BALLOTS, 1204, 1204, 0, holds=True)
COMPARED = ComparedFacts(ELECTION, "가람동 투표소", "Asia/Seoul", Happened(SIX, ()), (SAME,))
LEDGER = ReadinessLine(
    LocalText("저장소", "Store"), LocalText("읽힘", "It can be read."), LocalText("", ""), ok=True
)
PRINTER = ReadinessLine(
    LocalText("프린터", "Printer"),
    LocalText("없음", "It is not there."),
    LocalText("연결", "Connect it."),
    ok=False,
)
CHECKED = ReadinessFacts(
    ELECTION,
    "가람동 투표소",
    "Asia/Seoul",
    Happened(SIX, ("이가람",)),
    LocalText("이 컴퓨터의 시계", "this computer's clock"),
    (LEDGER, PRINTER),
    17,
    "0123456789abcdef",
)


def compared(lang: Lang = "en", **changes: object) -> list[str]:
    return lines(reconciliation_sheet(replace(COMPARED, **changes), lang))  # type: ignore[arg-type]


def test_both_sides_stand_beside_each_other_with_the_verdict() -> None:
    assert compared()[0] == "Everything agrees"
    assert "Ballots | 1,204 |  | 1,204 | Agrees" in compared()
    assert "투표소: 가람동 투표소 | 대조한 시각: 2026-12-03 18:00" in compared("ko")


def test_what_waits_is_no_difference() -> None:
    found = compared(lines=(replace(SAME, centre=1192, waiting=12),))
    assert found[0] == "Agrees – the rest waits to be sent"
    assert "Ballots | 1,204 | 12 | 1,192 | Agrees" in found


def test_a_difference_is_marked_with_what_to_do() -> None:
    found = compared(lines=(replace(SAME, centre=1203, holds=False),))
    assert found[0] == "They differ"
    assert any(line.startswith("Compare once more.") for line in found)
    assert "Ballots | 1,204 |  | 1,203 | Differs" in found


def test_a_known_problem_says_its_own_next_step() -> None:
    found = compared(problems=(Apart(count=4),))
    assert found[0] == "They differ"
    assert "4 items are kept apart. Look for the reason." in found


def test_who_compared_is_named_where_it_is_known() -> None:
    assert "Compared by: 이가람" in " ".join(compared(compared=Happened(SIX, ("이가람",))))
    assert "Compared by" not in " ".join(compared())


def test_what_needs_somebody_comes_first_with_its_next_step() -> None:
    found = lines(readiness_sheet(CHECKED, "en"))
    assert found[0] == "1 to look after"
    table = found[found.index("What | Found | Verdict") + 1 :][:2]
    assert table == [
        "Printer | It is not there. Connect it. | To look after",
        "Store | It can be read. | All right",
    ]


def test_the_check_says_of_the_clock_and_of_its_entry_in_the_audit_log() -> None:
    found = lines(readiness_sheet(CHECKED, "en"))
    clock = "Clock: This computer's clock"
    assert f"{clock} | Seal of entry 17 of the audit log: 0123 4567 89AB CDEF" in found


def test_when_all_is_well_the_check_says_so() -> None:
    assert lines(readiness_sheet(replace(CHECKED, lines=(LEDGER,)), "ko"))[0] == "모두 준비됨"


def test_a_copy_keeps_the_mark_of_the_paper() -> None:
    document = Document("Paper", "en", (Text("x"),), mark="Provisional")
    assert document.copy().marks == ("Copy", "Provisional")
    assert document.marks == ("Provisional",)


def test_the_words_of_every_kind_of_block_can_be_read_in_order() -> None:
    document = Document(
        "Paper",
        "en",
        (
            Title("Title"),
            Facts((("Station", "Garam"),)),
            Code("Code", "AB"),
            Table(("No.", "Name"), (("1", ""), ("2", "B")), (1, 2)),
            Grid(((Cell("Time"), Cell("By", "Lee")),)),
            Signatures(("Chair",)),
        ),
        mark="Mark",
    )
    said = (
        "Mark",
        "Title",
        "Station: Garam",
        "Code: AB",
        "No., Name",
        "1",
        "2, B",
        "Time: ",
        "By: Lee",
        "Chair",
    )
    assert document.words() == said
