"""The checks of a record, in their order, and what became of each (docs/ballot-crypto.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from omp_desktop.domain.language import Labelled, LocalText
from omp_desktop.record.errors import RecordBad


class Check(Labelled):
    """One line of the verification."""

    FILES = "files", "파일이 빠짐없고 그대로임", "all files are there, unchanged"
    MANIFEST = "manifest", "공고가 완전하고 위원회가 서명함", "the manifest is complete and signed"
    AMENDMENTS = "amendments", "변경 공고가 순서대로이고 규칙에 맞음", "the amendments follow and are allowed"
    TRUSTEES = "trustees", "개표 관리인의 증명과 열쇠가 맞음", "the trustees' proofs give the key"
    DEVICES = "devices", "모든 기기가 투표소에 등록됨", "every device belongs to a station"
    PAGES = "pages", "쪽이 끊김 없이 이어짐", "the pages form whole chains"
    BALLOTS = "ballots", "투표지의 증명·코드·서명이 맞음", "every ballot's proofs, code and signature hold"
    UNIQUE = "unique", "같은 투표지가 두 번 없음", "no ballot stands twice"
    TESTED = "tested", "시험한 투표지가 열림", "tested ballots open to what they hold"
    CLOSINGS = "closings", "마감 값이 쪽과 맞음", "the closing values are those of the pages"
    PARTICIPATION = "participation", "투표지와 투표자의 수가 같음", "as many ballots as voters"
    SUMS = "sums", "합계가 투표지들의 곱임", "the sums are those of the cast ballots"
    OPENINGS = "openings", "합계를 바르게 열었음", "the sums were opened rightly"
    TOTALS = "totals", "득표가 투표지 수에 맞음", "the totals fit the ballots"
    COUNTERSIGNATURES = "countersignatures", "확인 서명된 쪽이 있음", "countersigned pages are there"


# A check is not made if one that it needs failed or was not made.
NEEDS: Final[Mapping[Check, frozenset[Check]]] = {
    Check.FILES: frozenset(),
    Check.MANIFEST: frozenset({Check.FILES}),
    Check.AMENDMENTS: frozenset({Check.MANIFEST}),
    Check.TRUSTEES: frozenset({Check.MANIFEST}),
    Check.DEVICES: frozenset({Check.MANIFEST}),
    Check.PAGES: frozenset({Check.DEVICES}),
    Check.BALLOTS: frozenset({Check.DEVICES}),
    Check.UNIQUE: frozenset({Check.MANIFEST}),
    Check.TESTED: frozenset({Check.DEVICES}),
    Check.CLOSINGS: frozenset({Check.PAGES}),
    Check.PARTICIPATION: frozenset({Check.DEVICES}),
    Check.SUMS: frozenset({Check.BALLOTS}),
    Check.OPENINGS: frozenset({Check.TRUSTEES, Check.DEVICES}),
    Check.TOTALS: frozenset({Check.MANIFEST}),
    Check.COUNTERSIGNATURES: frozenset({Check.DEVICES}),
}


class Outcome(Labelled):
    """What became of a check."""

    HOLDS = "holds", "맞음", "holds"
    FAILS = "fails", "틀림", "fails"
    NOT_MADE = "not-made", "확인하지 못함", "not checked"


@dataclass(frozen=True, slots=True)
class Result:
    """A check that was made: what it found in words, or the first thing that is wrong."""

    check: Check
    outcome: Outcome
    found: LocalText | None = None
    problem: RecordBad | None = None
