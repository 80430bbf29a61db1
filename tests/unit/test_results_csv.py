"""Results and the audit log as CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from omp_desktop.domain.audit import make_entry
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.language import Lang, LocalText
from omp_desktop.domain.tally import ContestResult, OptionTotal
from omp_desktop.reports.csv import events_csv, results_csv
from omp_desktop.reports.happened import Happened
from omp_desktop.reports.result_status import ResultStatus


def an_option(number: int, votes: int, **changes: object) -> OptionTotal:
    told = {"name": LocalText(f"후보 {number}", ""), "party": None, "withdrawn": False, **changes}
    return OptionTotal(option_id=f"{number:032x}", number=number, votes=votes, **told)  # type: ignore[arg-type]


def a_result(*options: OptionTotal) -> ContestResult:
    return ContestResult(
        contest_id="president",
        title=LocalText("회장", "President"),
        options=options,
        ballots=12,
        blank=2,
        invalid_withdrawn=0,
        undervotes=0,
        valid_votes=10,
        invalid=2,
    )


def rows(*options: OptionTotal) -> list[list[str]]:
    return list(csv.reader(io.StringIO(results_csv([a_result(*options)]))))


def test_every_option_has_its_row_and_then_come_blank_invalid_and_ballots() -> None:
    assert rows(an_option(1, 7, party="가당"), an_option(4, 3)) == [
        ["contest", "number", "name", "party", "votes"],
        ["president", "1", "후보 1", "가당", "7"],
        ["president", "4", "후보 4", "", "3"],
        ["president", "blank", "", "", "2"],
        ["president", "invalid", "", "", "2"],
        ["president", "ballots", "", "", "12"],
    ]


def test_every_row_says_whether_the_result_is_certified_when_and_by_whom() -> None:
    certified = Happened(datetime(2026, 12, 3, 9, 1, tzinfo=UTC), ("위원", "=참관인"))
    written = results_csv([a_result(an_option(1, 10))], ResultStatus(certified, "Asia/Seoul"))
    heading, *lines = csv.reader(io.StringIO(written))
    assert heading[5:] == ["status", "certified_at", "certified_by"]
    assert {tuple(line[5:]) for line in lines} == {("certified", "2026-12-03 18:01", "위원, =참관인")}


def test_a_provisional_result_says_so_on_every_row() -> None:
    written = results_csv([a_result(an_option(1, 10))], ResultStatus(None, "Asia/Seoul"))
    assert {tuple(line[5:]) for line in list(csv.reader(io.StringIO(written)))[1:]} == {
        ("provisional", "", "")
    }


def test_a_withdrawn_candidate_has_a_row_with_votes_only() -> None:
    written = rows(an_option(1, 3, withdrawn=True), an_option(2, 0, withdrawn=True), an_option(3, 0))

    assert [row[1] for row in written[1:3]] == ["1", "3"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_name_is_run_as_a_formula(sign: str) -> None:
    evil = f'{sign}HYPERLINK("http://example.org","가")'

    (option,) = [row for row in rows(an_option(1, 1, name=LocalText(evil, ""), party=evil)) if row[1] == "1"]

    assert option[2:4] == [f"'{evil}", f"'{evil}"]


def test_a_name_with_quotes_and_separators_stays_in_its_cell() -> None:
    name = '김 "하나", 이둘'

    assert rows(an_option(1, 1, name=LocalText(name, "")))[1][2] == name


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Polls opened · with 이가상"), ("ko", "투표를 개시했습니다 · 함께 확인: 이가상")],
)
def test_the_audit_log_has_a_row_per_entry_in_words_and_as_it_is_kept(lang: Lang, said: str) -> None:
    at = datetime(2026, 12, 2, 21, 0, 5, tzinfo=UTC)
    first = make_entry(
        None, at=at, actor="a" * 32, event=AuditEvent.POLLS_OPENED, details={"second": "b" * 32}
    )
    second = make_entry(first, at=at, actor="system", event=AuditEvent.PROGRAM_STOPPED)
    names = {"a" * 32: "=김가상", "b" * 32: "이가상"}

    pieces = list(events_csv([first, second], names, lang, ZoneInfo("Asia/Seoul")))

    assert len(pieces) == 3
    written = list(csv.reader(io.StringIO("".join(pieces))))
    assert written[0] == ["number", "time", "who", "event", "what", "details", "hash"]
    details = f'{{"second": "{"b" * 32}"}}'
    assert written[1] == [
        "1",
        "2026-12-03T06:00:05+09:00",
        "'=김가상",
        "poll.opened",
        said,
        details,
        first.hash,
    ]
    assert (written[2][2], written[2][6]) == ("system", second.hash)
