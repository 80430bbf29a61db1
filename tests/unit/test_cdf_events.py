"""The audit log in the common format, against the published schema, and whether it can be checked again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from omp_desktop.domain.audit import AuditEntry, make_entry, verify_chain
from omp_desktop.domain.audit_events import AuditEvent
from omp_desktop.domain.station import Station
from omp_desktop.reports.cdf_events import documentation, event_log
from tests.unit.common_format import EVENTS, GENERATED, complaints

BEGINNING = datetime(2026, 12, 2, 20, 59, 58, tzinfo=UTC)
HERE = Station("5" * 32, "가상 제1투표소")


def entries() -> list[AuditEntry]:
    made: list[AuditEntry] = []
    for event, details in (
        (AuditEvent.PROGRAM_STARTED, {"version": "1.0"}),
        (AuditEvent.SIGN_IN_FAILED, {"failures": 2}),
        (AuditEvent.POLLS_SUSPENDED, {"ballots": 7, "reason": '정전 "잠시"\n'}),
    ):
        at = BEGINNING + timedelta(seconds=len(made))
        made.append(
            make_entry(made[-1] if made else None, at=at, actor="a" * 32, event=event, details=details)
        )
    return made


def written(*made: AuditEntry, station: Station | None = HERE) -> dict[str, Any]:
    return dict(json.loads("".join(event_log(made, station, GENERATED))))


def test_the_published_schema_has_nothing_against_it() -> None:
    assert complaints(EVENTS, written(*entries())) == []


def test_a_log_without_entries_or_station_is_one_too() -> None:
    log = written(station=None)

    assert complaints(EVENTS, log) == []
    assert log["Device"][0]["Event"] == []


def test_the_published_schema_has_nothing_against_the_description() -> None:
    assert complaints(EVENTS, json.loads(documentation(GENERATED))) == []


def test_the_schema_finds_what_it_does_not_know() -> None:
    log = written(*entries())
    log["Device"][0]["Event"][0]["Voter"] = "x"

    assert complaints(EVENTS, log)


def test_every_event_says_when_who_what_and_whether_it_went_well() -> None:
    started, failed, suspended = written(*entries())["Device"][0]["Event"]

    assert started == {
        "@type": "EventLogging.Event",
        "Id": "program.started",
        "Type": "program",
        "Sequence": "1",
        "TimeStamp": "2026-12-02T20:59:58Z",
        "Disposition": "success",
        "Description": "Program started (1.0)",
        "Details": '{"version":"1.0"}',
        "UserId": "a" * 32,
        "Hash": entries()[0].hash,
    }
    assert (failed["Disposition"], suspended["Disposition"]) == ("failure", "success")
    assert json.loads(suspended["Details"])["reason"] == '정전 "잠시"\n'


def test_the_chain_can_be_verified_from_the_file_alone() -> None:
    before = None
    for event in written(*entries())["Device"][0]["Event"]:
        entry = make_entry(
            before,
            at=datetime.fromisoformat(event["TimeStamp"]),
            actor=event["UserId"],
            event=AuditEvent(event["Id"]),
            details=json.loads(event["Details"]),
        )
        assert (entry.hash, str(entry.seq)) == (event["Hash"], event["Sequence"])
        before = entry

    assert verify_chain(entries()) == before


def test_the_description_explains_every_event_and_group_once() -> None:
    described = json.loads(documentation(GENERATED))

    ids = [event["Id"] for event in described["EventIdDescription"]]
    groups = [group["Type"] for group in described["EventTypeDescription"]]
    assert ids == [event.value for event in AuditEvent]
    assert sorted(groups) == sorted({identifier.partition(".")[0] for identifier in ids})


def test_entries_are_written_one_after_the_other() -> None:
    given: list[int] = []

    def slowly() -> Any:
        for entry in entries():
            given.append(entry.seq)
            yield entry

    pieces = event_log(slowly(), HERE, GENERATED)
    next(pieces)
    assert given == []
    next(pieces)

    assert given == [1]
