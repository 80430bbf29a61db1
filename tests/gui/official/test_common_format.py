"""Files for other people's programs: the result, and the audit log."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.domain.audit import AuditEntry, AuditEvent
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from tests.gui.official.at_the_desk import Hands
from tests.services.polling_day import Day
from tests.services.scene import People
from tests.services.stages import Station
from tests.unit.common_format import EVENTS, RESULTS, complaints


@pytest.fixture
def counted(station: Station, open_day: Day, at_the_door: Hands, people: People) -> Hands:
    """Three ballots were counted; the manager looks at the results."""

    def vote_and_count() -> None:
        open_day.vote("1", 0)
        open_day.vote("2", None)
        open_day.vote("3", 2)
        open_day.close()
        open_day.count()

    station.step("three votes and their count", vote_and_count)
    at_the_door.sign_in(people.manager)
    at_the_door.go("results")
    at_the_door.settle()
    return at_the_door


@pytest.fixture
def at_records(hands: Hands) -> Hands:
    hands.go("records")
    hands.settle()
    return hands


def log_of(core: Core) -> list[AuditEntry]:
    return list(AuditLog(core).walk())


def test_the_result_is_saved_and_it_is_said_what_is_not_in_it(counted: Hands, tmp_path: Path) -> None:
    counted.press("NIST JSON")
    counted.choose_file(tmp_path / "results.json")

    assert "no cast vote records" in counted.said()
    report: dict[str, Any] = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert complaints(RESULTS, report) == []
    assert report["Status"] == "unofficial-complete"
    president = report["Election"][0]["Contest"][0]
    assert sum(count["Count"] for each in president["ContestSelection"] for count in each["VoteCounts"]) == 2


def test_a_result_that_contradicts_itself_is_refused_in_words(counted: Hands, tmp_path: Path) -> None:
    page = counted.results
    assert page._result is not None
    page._result = replace(page._result, cast=2)

    page.save_nist(tmp_path / "results.json")
    counted.settle()

    assert "does not agree" in counted.said()
    assert list(tmp_path.glob("results*")) == []


def test_before_the_count_there_is_no_button_for_it(open_day: Day, hands: Hands, tmp_path: Path) -> None:
    del open_day
    hands.go("results")
    hands.settle()

    assert not hands.results.nistButton.isVisible()
    hands.results.save_nist(tmp_path / "results.json")
    assert hands.sheets() == []


def test_the_audit_log_is_saved_as_a_table(at_records: Hands, core: Core, tmp_path: Path) -> None:
    before = log_of(core)

    at_records.press("Export …")
    at_records.choose_file(tmp_path / "log.csv")

    assert str(tmp_path / "log.csv") in at_records.said()
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["hash"] for row in rows] == [entry.hash for entry in before]
    assert {"관리관", "The program"} & {row["who"] for row in rows}
    assert rows[-1]["what"] == "Signed in (polling station manager)"


def test_the_audit_log_is_saved_in_the_common_format_with_its_description(
    at_records: Hands, core: Core, tmp_path: Path
) -> None:
    before = log_of(core)

    at_records.records.export_log(tmp_path / "log.json")
    at_records.settle()

    log = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    described = json.loads((tmp_path / "log-documentation.json").read_text(encoding="utf-8"))
    assert complaints(EVENTS, log) == complaints(EVENTS, described) == []
    assert [event["Hash"] for event in log["Device"][0]["Event"]] == [entry.hash for entry in before]
    ids = {event["Id"] for event in described["EventIdDescription"]}
    assert {event["Id"] for event in log["Device"][0]["Event"]} <= ids


def test_whoever_saved_it_stands_in_the_log(
    at_records: Hands, core: Core, people: People, tmp_path: Path
) -> None:
    saved = len(log_of(core))

    at_records.records.export_log(tmp_path / "log.csv")
    at_records.settle()

    last = log_of(core)[-1]
    assert (last.event, last.actor) == (AuditEvent.AUDIT_EXPORTED, people.manager.account.id)
    assert last.details["count"] == saved


def test_a_place_that_takes_no_file_is_said(at_records: Hands, core: Core, tmp_path: Path) -> None:
    at_records.records.export_log(tmp_path / "no folder" / "log.json")
    at_records.settle()

    assert "could not be saved: log.json" in at_records.said()
    assert log_of(core)[-1].event is not AuditEvent.AUDIT_EXPORTED


@pytest.mark.parametrize("name", ["log.csv", "log.json"])
def test_an_export_that_is_stopped_leaves_nothing(
    at_records: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    walk = AuditLog.walk

    def stopped(log: AuditLog, progress: Callable[[int, int], None], _: Callable[[], bool]) -> object:
        return walk(log, progress, lambda: True)

    monkeypatch.setattr(AuditLog, "walk", stopped)

    at_records.records.export_log(tmp_path / name)
    at_records.settle()

    assert list(tmp_path.glob("*log*")) == []
    assert at_records.records.exportButton.isEnabled()
