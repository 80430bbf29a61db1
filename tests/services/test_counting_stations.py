"""Counting over all stations: who is waited for, who is left out, and what stands in the record."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from omp_desktop.crypto import signing
from omp_desktop.crypto.opening import combine, open_aggregate
from omp_desktop.domain.access_errors import SamePerson
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.record import layout
from omp_desktop.record.checks import Outcome
from omp_desktop.record.opened import RecordedOpening
from omp_desktop.record.verify import Verification
from omp_desktop.services.ballot_box import checked_box
from omp_desktop.services.collecting_errors import NotTheCommission, StationNotLeftOut, StationsIncomplete
from omp_desktop.services.counting_errors import CountCancelled, RequestOutdated, SumsDiffer
from omp_desktop.services.deliveries import Missing
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.opening_status import publics_of
from omp_desktop.services.record_export import RecordExport
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.statements import STATIONS_LEFT_OUT, LeftOutBody
from tests.services.keeping_centre import Gathering, Kept

VERIFIER = Path(__file__).resolve().parents[2] / "resources" / "verifier" / "omp_verify.py"
SECOND = "가상 제2투표소"


def forget(gathering: Gathering, kept: Kept) -> None:
    """The centre never got this batch."""
    del gathering.centre.kept[kept.entry.batch_id]


def restate(gathering: Gathering, kind: str, change: Any) -> None:
    """The second station's statements, with those of this kind changed or, by None, left out."""
    for kept in gathering.sent("S"):
        items = []
        for raw in kept.batch.items:
            item = decode(bytes(raw), dict)
            if item["kind"] == kind:
                body = change(item["body"])
                if body is None:
                    continue
                item["body"] = body
            items.append(msgspec.Raw(msgspec.json.encode(item)))
        gathering.resend(kept, items=items)


def missing(gathering: Gathering) -> tuple[Missing, ...]:
    gathering.collect()
    return gathering.other.missing


def leave_out(gathering: Gathering, reason: str = "회선이 끊김") -> None:
    gathering.collecting.leave_out(
        gathering.people.commission, gathering.second, gathering.id, gathering.second_station, reason
    )


def export(gathering: Gathering, folder: Path) -> Path:
    return RecordExport(gathering.core).export(gathering.id, folder / "record.zip").file


def read(record: Path, name: str) -> Any:
    with zipfile.ZipFile(record) as archive:
        return json.loads(archive.read(name))


def outcomes(record: Path) -> set[Outcome]:
    return {result.outcome for result in Verification(record).results()}


# Counting together


def test_the_votes_of_both_stations_are_counted_together(gathering: Gathering) -> None:
    gathering.collect()
    result = gathering.count()
    assert [option.votes for option in result.contests[0].options] == [2, 2, 1]
    assert (result.cast, result.listed, result.abstentions, result.holds) == (5, 16, 11, True)
    assert [(each.station.name, each.listed, each.cast) for each in result.by_station] == [
        ("가상 제1투표소", 12, 3),
        (SECOND, 4, 2),
    ]


def test_the_opening_names_how_many_ballots_are_of_which_station(gathering: Gathering) -> None:
    gathering.collect()
    box = checked_box(gathering.core, gathering.id)
    assert dict(box.units) == {gathering.election.station.id: 3, gathering.second_station: 2}
    assert box.sums.ballots == 5


def test_sums_that_are_not_those_of_the_collected_ballots_are_not_opened(gathering: Gathering) -> None:
    gathering.collect()
    with gathering.core.store.uow() as uow:
        own = uow.aggregates.get(gathering.id)
        for contest_id, body in own.items():
            uow.collected.put_sum(gathering.id, gathering.second_station, contest_id, body, 3)
        uow.commit()
    with pytest.raises(SumsDiffer):
        checked_box(gathering.core, gathering.id)


def test_the_comparison_shows_its_progress_over_all_ballots_and_stops_when_asked(
    gathering: Gathering,
) -> None:
    gathering.collect()
    told: list[tuple[int, int]] = []
    checked_box(gathering.core, gathering.id, lambda done, total: told.append((done, total)))
    assert (told[0], told[-1]) == ((0, 5), (5, 5))
    with pytest.raises(CountCancelled):
        checked_box(gathering.core, gathering.id, cancelled=lambda: True)


def test_ballots_that_come_after_the_count_was_begun_make_it_outdated(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    forget(gathering, page)
    gathering.collect()
    leave_out(gathering)
    openings = gathering.counting.openings
    openings.begin(gathering.people.manager, gathering.id, OpeningKind.FINAL)
    gathering.collecting.take_in(
        gathering.people.commission, gathering.second, gathering.id, gathering.second_station
    )
    gathering.centre.kept[page.entry.batch_id] = page
    gathering.collect()
    with pytest.raises(RequestOutdated):
        openings.opened(gathering.people.manager, gathering.id, OpeningKind.FINAL)


def test_an_opening_is_of_the_ballots_of_all_stations_that_count(gathering: Gathering) -> None:
    openings = gathering.counting.openings
    before = [openings.status(gathering.id, kind).ballots for kind in OpeningKind]
    gathering.collect()
    assert (before, [openings.status(gathering.id, kind).ballots for kind in OpeningKind]) == ([3, 3], [5, 5])


# Who is waited for


def test_a_station_that_sent_nothing_is_named(gathering: Gathering) -> None:
    with pytest.raises(StationsIncomplete) as refused:
        gathering.count()
    assert SECOND in refused.value.describe("ko").text
    assert Missing.NOTHING.ko in refused.value.describe("ko").text
    assert Missing.NOTHING.en in refused.value.describe("en").text


def test_a_station_that_has_not_closed_is_waited_for(gathering: Gathering) -> None:
    restate(gathering, "poll-event", lambda body: {**body, "to": "open"})
    assert missing(gathering) == (Missing.NOT_CLOSED,)


def test_the_last_step_of_the_polls_counts_although_the_clock_ran_ahead_before(gathering: Gathering) -> None:
    """A clock without a network may be wrong, and be set right by the centre while the polls are open."""
    ahead = "2099-01-01T00:00:00Z"
    restate(gathering, "poll-event", lambda body: body if body["to"] == "closed" else {**body, "at": ahead})
    assert missing(gathering) == ()


def test_a_batch_that_is_missing_in_between_is_noticed(gathering: Gathering) -> None:
    first = gathering.sent("P")[0]
    gathering.another(first)
    forget(gathering, first)
    assert Missing.GAP in missing(gathering)


def test_a_missing_page_is_noticed(gathering: Gathering) -> None:
    (page,) = gathering.sent("B")
    forget(gathering, page)
    assert missing(gathering) == (Missing.PAGES, Missing.NUMBERS)


def test_missing_voters_are_noticed(gathering: Gathering) -> None:
    for kept in gathering.sent("P"):
        forget(gathering, kept)
    assert missing(gathering) == (Missing.NUMBERS,)


def test_fewer_ballots_than_the_closing_report_told_are_noticed(gathering: Gathering) -> None:
    restate(
        gathering, "poll-event", lambda body: {**body, "counts": {**body["counts"], "voted": 3, "ballots": 3}}
    )
    assert missing(gathering) == (Missing.NUMBERS,)


def test_a_missing_closing_value_is_noticed(gathering: Gathering) -> None:
    restate(gathering, "closing", lambda _: None)
    assert missing(gathering) == (Missing.CLOSING,)


def test_a_closing_value_without_a_signature_is_not_enough(gathering: Gathering) -> None:
    restate(gathering, "closing", lambda body: {**body, "signature": None})
    assert missing(gathering) == (Missing.CLOSING,)


def test_a_closing_value_that_another_key_signed_is_wrong(gathering: Gathering) -> None:
    restate(gathering, "closing", lambda body: {**body, "signature": "00" * 64})
    assert missing(gathering) == (Missing.CLOSING_WRONG,)


def test_a_closing_value_of_other_ballots_is_wrong_even_if_it_is_signed(gathering: Gathering) -> None:
    value = "ab" * 32
    signature = signing.sign(gathering.kiosk, "closing", bytes.fromhex(value)).hex()
    restate(gathering, "closing", lambda body: {**body, "value": value, "signature": signature})
    assert missing(gathering) == (Missing.CLOSING_WRONG,)


@pytest.mark.parametrize(
    ("word", "other"),
    [('"pages":1', '"pages":2'), ('"cast":2', '"cast":3'), ('"store_epoch":1', '"store_epoch":2')],
)
def test_a_closing_value_over_other_pages_is_wrong(gathering: Gathering, word: str, other: str) -> None:
    restate(gathering, "closing", lambda body: {**body, "body": body["body"].replace(word, other)})
    assert missing(gathering)[0] in {Missing.CLOSING_WRONG, Missing.PAGES}


@pytest.mark.parametrize(
    "change",
    [{"device": "x"}, {"value": "00"}, {"body": "[]"}, {"number": "1"}, {"signature": 7}],
)
def test_a_closing_that_cannot_be_read_is_none(gathering: Gathering, change: dict[str, object]) -> None:
    restate(gathering, "closing", lambda body: {**body, **change})
    assert missing(gathering) == (Missing.CLOSING,)


def test_a_kiosk_whose_key_is_none_has_no_ballots(gathering: Gathering) -> None:
    restate(gathering, "device", lambda body: {**body, "public_key": "ff" * 32})
    assert Missing.REFUSED in missing(gathering)
    assert gathering.faults == ["kiosk"]


def test_a_signature_that_was_added_later_completes_the_closing(gathering: Gathering) -> None:
    told: dict[str, Any] = {}

    def unsigned(body: dict[str, Any]) -> dict[str, Any]:
        told.update(body)
        return {**body, "signature": None}

    restate(gathering, "closing", unsigned)
    assert missing(gathering) == (Missing.CLOSING,)
    later = {"position": 1000, "kind": "closing", "body": told}
    gathering.another(gathering.sent("S")[-1], items=[msgspec.Raw(msgspec.json.encode(later))])
    assert missing(gathering) == ()


# Going on without a station


def test_two_people_count_without_a_station_and_say_why(gathering: Gathering) -> None:
    leave_out(gathering)
    result = gathering.count()
    assert (result.cast, result.listed) == (3, 16)
    assert [(each.station.name, each.cast, each.left_out) for each in result.by_station] == [
        ("가상 제1투표소", 3, ""),
        (SECOND, 0, "회선이 끊김"),
    ]
    with gathering.core.store.read() as uow:
        entries = uow.audit.page(0, 1000)
    (entry,) = [entry for entry in entries if entry.event is AuditEvent.STATION_LEFT_OUT]
    assert entry.details["name"] == SECOND
    assert entry.details["reason"] == "회선이 끊김"
    assert entry.details["second"] == gathering.second.account.id


def test_nothing_of_a_station_that_was_left_out_is_counted(gathering: Gathering, tmp_path: Path) -> None:
    restate(gathering, "poll-event", lambda body: {**body, "to": "open"})
    gathering.collect()
    assert gathering.other.ballots == 2
    leave_out(gathering)
    result = gathering.count()
    assert (result.cast, result.contests[0].ballots) == (3, 3)
    record = export(gathering, tmp_path)
    assert outcomes(record) == {Outcome.HOLDS}
    stations = {each["station_id"]: each["cast"] for each in read(record, layout.STATIONS)["stations"]}
    assert stations == {gathering.election.station.id: 3, gathering.second_station: 0}


def test_a_station_can_be_taken_in_again(gathering: Gathering) -> None:
    leave_out(gathering)
    gathering.collecting.take_in(
        gathering.people.commission, gathering.second, gathering.id, gathering.second_station
    )
    gathering.collect()
    assert gathering.count().cast == 5


def told(gathering: Gathering) -> list[list[str]]:
    """What waits to tell the centre who is left out."""
    with gathering.core.store.read() as uow:
        waiting = uow.outbox.waiting("S", election_id=gathering.id)
    return [decode(item.payload, LeftOutBody).stations for item in waiting if item.kind == STATIONS_LEFT_OUT]


def test_the_centre_is_told_who_is_left_out_and_who_is_taken_in_again(gathering: Gathering) -> None:
    leave_out(gathering)
    assert told(gathering) == [[gathering.second_station]]
    gathering.collecting.take_in(
        gathering.people.commission, gathering.second, gathering.id, gathering.second_station
    )
    assert told(gathering) == [[gathering.second_station], []]


def test_who_may_not_be_left_out_is_not_told_to_the_centre(gathering: Gathering) -> None:
    gathering.collect()
    with pytest.raises(StationNotLeftOut):
        leave_out(gathering)
    assert told(gathering) == []


def open_during_the_vote(gathering: Gathering) -> None:
    """Totals over the ballots of both stations, as they are stored when they are opened during the vote."""
    election, openings = gathering.election, gathering.counting.openings
    box = checked_box(gathering.core, gathering.id)
    secret = openings.secret_in(gathering.id, election.key_file, election.passphrase)
    partial = open_aggregate(box.published.context, box.sums, secret)
    totals = combine(box.published.context, box.sums, publics_of(box.published), [partial])
    opening = RecordedOpening.of(OpeningKind.LIVE, box.sums, box.units, [partial], totals)
    with gathering.core.store.uow() as uow:
        uow.aggregates.put_opening(gathering.id, canonical_bytes(opening.to_json()))
        uow.commit()


def test_totals_during_the_vote_that_cover_a_station_left_out_later_are_not_in_the_record(
    gathering: Gathering, tmp_path: Path
) -> None:
    restate(gathering, "poll-event", lambda body: {**body, "to": "open"})
    gathering.collect()
    open_during_the_vote(gathering)
    leave_out(gathering)
    gathering.count()
    record = export(gathering, tmp_path)
    assert [each["kind"] for each in read(record, layout.OPENINGS)["openings"]] == ["final"]
    assert outcomes(record) == {Outcome.HOLDS}


def test_one_person_alone_leaves_nobody_out(gathering: Gathering) -> None:
    people = gathering.people
    alone = people.beside(people.commission, people.commission)
    with pytest.raises(SamePerson):
        gathering.collecting.leave_out(
            people.commission, alone, gathering.id, gathering.second_station, "사유"
        )
    with pytest.raises(NotAllowed):
        gathering.collecting.leave_out(
            people.manager, gathering.observer, gathering.id, gathering.second_station, "사유"
        )
    with pytest.raises(TextMissing):
        leave_out(gathering, " ")
    with pytest.raises(StationsIncomplete):
        gathering.count()


def test_on_a_stations_own_pc_nobody_is_left_out_so_that_it_never_opens_its_votes_alone(
    gathering: Gathering,
) -> None:
    with gathering.core.store.uow() as uow:
        link = uow.centre.link()
        assert link is not None
        uow.centre.set_link(replace(link, commission=False))
        uow.commit()

    with pytest.raises(NotTheCommission):
        leave_out(gathering)
    with pytest.raises(StationsIncomplete):
        gathering.count()


def test_a_complete_station_this_one_or_a_strange_one_cannot_be_left_out(gathering: Gathering) -> None:
    gathering.collect()
    for station_id in (gathering.second_station, gathering.election.station.id, "00" * 16):
        with pytest.raises(StationNotLeftOut):
            gathering.collecting.leave_out(
                gathering.people.commission, gathering.second, gathering.id, station_id, "사유"
            )


def test_after_the_count_nobody_is_left_out_or_taken_in(gathering: Gathering) -> None:
    leave_out(gathering)
    gathering.count()
    with pytest.raises(StationNotLeftOut):
        gathering.collecting.take_in(
            gathering.people.commission, gathering.second, gathering.id, gathering.second_station
        )


# The record


def test_the_record_of_both_stations_verifies(gathering: Gathering, tmp_path: Path) -> None:
    gathering.collect()
    gathering.count()
    record = export(gathering, tmp_path)
    results = list(Verification(record).results())
    assert [result.problem for result in results] == [None] * len(results)
    assert {result.outcome for result in results} == {Outcome.HOLDS}


def test_a_stranger_verifies_it_with_python_alone(gathering: Gathering, tmp_path: Path) -> None:
    gathering.collect()
    gathering.count()
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(export(gathering, tmp_path))],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout.decode()


def test_the_record_holds_the_centres_signature_of_every_page(gathering: Gathering, tmp_path: Path) -> None:
    gathering.collect()
    gathering.count()
    record = export(gathering, tmp_path)
    signed = read(record, layout.COUNTERSIGNATURES)
    with zipfile.ZipFile(record) as archive:
        pages = [name for name in archive.namelist() if name.startswith("pages/")]
    assert signed["centre_key"] == gathering.centre.key.public_key.hex()
    assert len(signed["pages"]) == len(pages) == 2


def test_a_countersignature_that_does_not_hold_is_left_out_of_the_record(
    gathering: Gathering, tmp_path: Path
) -> None:
    (page,) = gathering.sent("B")
    gathering.centre.keep(page.packed, countersignature="00" * 64)
    gathering.collect()
    gathering.count()
    record = export(gathering, tmp_path)
    assert len(read(record, layout.COUNTERSIGNATURES)["pages"]) == 1
    assert outcomes(record) == {Outcome.HOLDS}
