"""The frozen small election: the program makes it again, verifies its record, opens what can be opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from omp_desktop.crypto.codes import short_code
from omp_desktop.crypto.election_context import ElectionContext
from omp_desktop.crypto.own_vote import open_own_vote, parse_receipt
from omp_desktop.crypto.tested import open_tested
from omp_desktop.domain.manifest import Manifest
from omp_desktop.record.checks import Outcome
from omp_desktop.record.closing_file import read_closing_file
from omp_desktop.record.form import parse_json
from omp_desktop.record.manifest_context import context_of
from omp_desktop.record.page import RecordedBallot, RecordedPage
from omp_desktop.record.verify import Expected, Verification, Watch
from tests.unit.crypto import make_record_vectors

VECTORS: dict[str, Any] = json.loads(make_record_vectors.FILE.read_text(encoding="utf-8"))
RECORD: dict[str, str] = VECTORS["record"]


def context() -> ElectionContext:
    raw = RECORD["manifest.json"].encode("utf-8")
    return context_of(raw, Manifest.from_bytes(raw))


def page_with(code: str) -> tuple[RecordedPage, RecordedBallot]:
    """The ballot with this code, and its page."""
    pages = [
        RecordedPage.from_json(parse_json(content.encode("utf-8")))
        for name, content in RECORD.items()
        if name.startswith("pages/")
    ]
    return next((p, b) for p in pages for b in p.ballots if b.code.hex() == code)


def test_the_program_makes_the_frozen_election_again() -> None:
    assert make_record_vectors.build() == VECTORS


def test_the_program_verifies_the_frozen_record_against_its_closing_report(tmp_path: Path) -> None:
    folder, report = tmp_path / "record", tmp_path / "closing.json"
    for name, content in RECORD.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode("utf-8"))
    report.write_text(json.dumps(VECTORS["closing_file"]), encoding="utf-8")
    known = Expected(VECTORS["closing_file"]["manifest_hash"], [read_closing_file(report)])
    results = list(Verification(folder, known, Watch(processes=1)).results())
    assert {result.outcome for result in results} == {Outcome.HOLDS}


def test_the_tested_ballot_opens_to_what_was_chosen() -> None:
    example = VECTORS["tested"]
    page, ballot = page_with(example["code"])
    opened = open_tested(context(), ballot.encrypted(context(), page.head), bytes.fromhex(example["xi_B"]))
    assert {contest: sorted(chosen) for contest, chosen in opened.items()} == example["choice"]
    assert short_code(ballot.code) == example["short_code"]


def test_the_own_vote_opens_with_receipt_and_pepper() -> None:
    example = VECTORS["own_vote"]
    page, ballot = page_with(example["code"])
    opened = open_own_vote(
        context(),
        ballot.encrypted(context(), page.head),
        bytes.fromhex(example["record"]),
        receipt=parse_receipt(example["receipt_text"]),
        pepper=bytes.fromhex(example["pepper"]),
    )
    assert {contest: sorted(chosen) for contest, chosen in opened.items()} == example["choice"]
