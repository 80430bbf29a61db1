"""Is a ballot encrypted, cast, counted and verified here, and is a changed record noticed?"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from omp_desktop.crypto.self_test import self_test
from omp_desktop.record.bulk import Workers
from omp_desktop.record.checks import Outcome as Verdict
from omp_desktop.record.checks import Result
from omp_desktop.record.closing_file import read_closing_file
from omp_desktop.record.layout import place_of_page
from omp_desktop.record.verify import Expected, Verification
from omp_desktop.scenarios.mock_vote import MockVoteReport, run_mock_vote
from omp_desktop.scenarios.self_test.lines import Line, said, well, wrong

BALLOT: Final = "ballot"
RECORD: Final = "record"
_FILES: Final = {
    "definition.toml": """
name.ko = "시험 선거"
name.en = "Trial election"
timezone = "Asia/Seoul"
[trustees]
count = 1
quorum = 1
[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"
[[contest]]
id = "trial"
title.ko = "시험"
title.en = "Trial"
votes_allowed = 1
blank = true
""",
    "candidates.csv": "기호,후보자명,정당,상태\n1,갑,,\n2,을,,\n",
    "deck.csv": "number,count\n2,1\n",
}
# The pool makes no process at all where only one may be made.
_PROCESSES: Final = 2


def look_at_ballot(folder: Path) -> Iterator[Line]:
    """Plays an election of one ballot in `folder`, and verifies its record there."""
    self_test()
    yield well(
        BALLOT, "암호화가 알려진 값과 같게 계산합니다.", "The encryption computes the values that are known."
    )
    report = _play(folder)
    if not report.exact or report.ballots != 1:
        yield wrong(
            BALLOT, "한 표를 던졌는데 집계가 다릅니다.", "One ballot was cast, and the count differs."
        )
        return
    yield well(
        BALLOT,
        "암호화한 투표지 한 장을 투표하고 개표했습니다.",
        "One encrypted ballot was cast and counted in a throw-away election.",
    )
    yield _record_line(report)
    yield _control_line(report, folder)
    yield _processes_line()


def _play(folder: Path) -> MockVoteReport:
    for name, text in _FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    definition, candidates, deck = (folder / name for name in _FILES)
    return run_mock_vote(definition, candidates, deck, folder / "vote", lambda _done, _total: None)


def _record_line(report: MockVoteReport) -> Line:
    results = _verified(report.record_file, report)
    # A check that was not made comes after one that failed.
    problem = next((result.problem for result in results if result.problem is not None), None)
    if problem is None:
        return well(
            RECORD,
            f"그 선거 기록을 검증했습니다: 검사 {len(results)}가지가 모두 맞습니다.",
            f"Its election record was verified: all {len(results)} checks hold.",
        )
    happened, _then = said(problem)
    return wrong(
        RECORD,
        f"그 선거 기록이 검증을 통과하지 못했습니다. {happened.ko}",
        f"Its election record does not pass the verification. {happened.en}",
    )


def _control_line(report: MockVoteReport, folder: Path) -> Line:
    """The same record with one bit of the ballot's page turned over."""
    changed = folder / "changed"
    with zipfile.ZipFile(report.record_file) as archive:
        archive.extractall(changed)  # our own, made just now
        page = next(name for name in archive.namelist() if place_of_page(name) is not None)
    file = changed / page
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    if all(result.outcome is Verdict.HOLDS for result in _verified(changed, report)):
        return wrong(
            RECORD,
            "투표지를 바꾼 선거 기록이 검증을 통과했습니다.",
            "A record whose ballot was changed passes the verification.",
        )
    return well(
        RECORD,
        "투표지를 한 곳만 바꾸어도 검증에서 드러납니다.",
        "A record whose ballot was changed in one place is found out.",
    )


def _verified(record: Path, report: MockVoteReport) -> list[Result]:
    expected = Expected(closings=(read_closing_file(report.closing_file),))
    return list(Verification(record, expected).results())


def _processes_line() -> Line:
    """Large records are verified by several processes; so small a one needs none."""
    with Workers(_PROCESSES, lambda: False) as workers:
        list(workers.results(self_test, [()], worth_it=True))
    return well(
        RECORD,
        "검증을 나누어 맡을 프로세스가 시작됩니다.",
        "The processes that share a large verification start.",
    )
