"""The record out of the centre's public files: whoever takes them can prove the count, without the centre."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from omp_desktop.cli import app
from omp_desktop.domain.amendment import AmendmentKind, withdrawal_payload
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import ResultsPolicy
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.record import layout
from omp_desktop.record.checks import Check, Outcome
from omp_desktop.record.verify import Verification
from tests.central.public_scene import Scene, flipped, opened, scene
from tests.central.senders import CAST, HOUR, TESTED, VOID, amendment, cast, held_election

SECOND = f"{2:032x}"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path, held_election()) as made:
        yield made


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A counted election with everything that a record can have; for tests that only read it."""
    with scene(tmp_path_factory.mktemp("centre"), held_election()) as made:
        yield with_everything(made)


@pytest.fixture
def record(held: Scene, tmp_path: Path) -> Path:
    """Its record, downloaded."""
    return downloaded(held, tmp_path / "record")


def with_everything(here: Scene) -> Scene:
    """Tested and void ballots, several pages of a kiosk, an amendment."""
    first, second = here.offices
    (change,) = here.election.amendments((AmendmentKind.WITHDRAWAL, withdrawal_payload(SECOND)))
    here.send(here.commission.statements(("amendment", amendment(change))))
    here.open_polls()
    here.send(first.ballots(4), first.ballots(2, TESTED), first.ballots(1, VOID), second.ballots(3))
    here.send(first.participations(cast(4)), second.participations(cast(3, 4)))
    here.check()
    here.close_polls()
    here.count()
    return here


def downloaded(here: Scene, folder: Path) -> Path:
    """All files of the list, by their names in a folder; each is what the list says of it."""
    for listed in here.ask("/record").json()["files"]:
        answer = here.ask(f"/record/{listed['name']}")
        assert answer.status == 200, listed["name"]
        assert len(answer.body) == listed["bytes"]
        assert hashlib.sha256(answer.body).hexdigest() == listed["sha256"]
        file = folder / listed["name"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.body)
    return folder


def failed(record: Path) -> list[Check]:
    """The checks that do not hold."""
    return [each.check for each in Verification(record).results() if each.outcome is Outcome.FAILS]


def test_a_record_of_downloaded_files_verifies(record: Path) -> None:
    result = CliRunner().invoke(app, ["verify", str(record), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert "7 ballots" in result.output


def test_a_record_out_of_postgresql_verifies_too(database_url: str, tmp_path: Path) -> None:
    with scene(database_url, held_election()) as made:
        with_everything(made)
        assert failed(downloaded(made, tmp_path / "record")) == []
        assert made.ask("/results").json()["confirmation"] == "confirmed"
        assert made.ask("/turnout").json()["hours"] == [{"hour": HOUR, "voted": None}]
        code = made.offices[0].on_pages[0][0].code
        assert made.ask(f"/ballots/{code}").json()["proof"] == "good"


def test_the_verifier_that_travels_in_it_agrees(record: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(record / layout.VERIFIER), str(record)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_centre_countersigned_every_page(held: Scene, record: Path) -> None:
    countersigned = layout.Countersignatures.from_json(
        json.loads((record / layout.COUNTERSIGNATURES).read_bytes())
    )
    assert countersigned.centre_key == held.centre.keys.public_key
    assert len(countersigned.pages) == len(list((record / "pages").iterdir())) == 4


def test_a_control_with_a_ballot_taken_away_does_not_verify(record: Path) -> None:
    page = min((record / "pages").iterdir())
    page.write_bytes(page.read_bytes().replace(b'"cast"', b'"void"', 1))
    assert failed(record) == [Check.FILES]


def test_there_is_no_record_before_the_count(here: Scene) -> None:
    here.open_polls()
    here.vote(4, 0)
    for path in ("/record", "/record/record.json", "/record/manifest.json"):
        answer = here.ask(path)
        assert (answer.status, answer.code) == (403, "centre.results-withheld")


@pytest.mark.parametrize(
    "name",
    [
        "nothing.json",
        "../record.json",
        "..%2f..%2frecord.json",
        "pages/../manifest.json",
        "/etc/passwd",
        "pages/" + "0" * 32 + "-000001-000001.json",
        "verifier/",
        "verifier/../../../central/schema.py",
        "",
    ],
)
def test_only_files_of_the_list_are_there(held: Scene, name: str) -> None:
    answer = held.ask(f"/record/{name}")
    assert (answer.status, answer.code) == (404, "centre.nothing-there")


def test_a_bad_ballot_stands_in_the_record_and_is_found_by_whoever_verifies(
    here: Scene, tmp_path: Path
) -> None:
    office = here.offices[0]
    made = office.kiosk.ballots(4)
    bad = replace(made[0], signature=flipped(made[0].signature, 0))
    here.send(office.page([(each, CAST) for each in (bad, *made[1:])]), office.participations(cast(4)))
    here.check()
    here.close_polls()
    here.send(here.commission.statements(opened(here.election, {office.station_id: made[1:]})))
    assert failed(downloaded(here, tmp_path / "record"))[0] is Check.BALLOTS


def test_pages_that_are_not_checked_yet_or_cannot_be_read_are_counted(here: Scene) -> None:
    office = here.offices[0]
    made = office.kiosk.ballots(2)
    unreadable = replace(made[0], body=made[0].body[:125] + bytes(32) + made[0].body[157:])
    here.send(office.page([(unreadable, CAST), (made[1], CAST)]))
    here.check()
    here.send(here.offices[1].ballots(3))
    counted = {**here.cast_ballots(), office.station_id: made[1:]}
    here.send(here.commission.statements(opened(here.election, counted)))
    answer = here.ask("/record").json()
    assert (answer["pages_waiting"], answer["pages_unreadable"]) == (1, 1)
    assert not [each for each in answer["files"] if each["name"].startswith("pages/")]


def test_the_last_closing_of_a_kiosk_counts_whatever_came_first(here: Scene, tmp_path: Path) -> None:
    office = here.offices[0]
    here.send(office.ballots(3))
    kind, first = office.closing()
    here.send(office.ballots(2), office.participations(cast(5)))
    here.check()
    _, second = office.closing()
    here.send(office.statements((kind, {**second, "number": 2}), (kind, first)))
    here.polls("close", "open", "closed")
    here.count()
    assert failed(downloaded(here, tmp_path / "record")) == []


def test_a_closing_without_a_signature_is_left_out(here: Scene, tmp_path: Path) -> None:
    office = here.offices[0]
    here.vote(3, 0)
    kind, body = office.closing()
    here.send(office.statements((kind, {**body, "signature": None})))
    here.count()
    assert failed(downloaded(here, tmp_path / "record")) == [Check.CLOSINGS]


def test_a_closing_that_another_station_told_of_a_kiosk_is_left_out(tmp_path: Path) -> None:
    """It may come before anybody knows whose kiosk that is."""
    with scene(tmp_path, held_election(), announced=False) as here:
        first, second = here.offices
        forged = {"device": first.kiosk.id, "number": 99, "value": "ab" * 32, "signature": "cd" * 64}
        covered = {"epochs": [], "cast": 0, "tested": 0, "void": 0}
        here.send(
            second.statements(("closing", {**forged, "body": canonical_bytes(covered).decode()})),
            first.announce(),
            second.announce(),
        )
        here.vote(4, 0)
        here.close_polls()
        here.count()
        assert failed(downloaded(here, tmp_path / "record")) == []


def test_a_closing_that_cannot_be_read_is_left_out(here: Scene) -> None:
    office = here.offices[0]
    here.vote(3, 0)
    kind, body = office.closing()
    here.send(office.statements((kind, {**body, "body": "{}"})))
    here.count()
    assert here.ask("/record/closings.json").json() == {"closings": []}


def test_openings_during_the_vote_stand_before_the_final_one(tmp_path: Path) -> None:
    with scene(tmp_path, held_election(results=ResultsPolicy.LIVE)) as here:
        office = here.offices[0]
        here.vote(20, 0)
        first = {office.station_id: office.kiosk.ballots(9)}
        live: Any = opened(here.election, first, 1, OpeningKind.LIVE)
        here.send(here.commission.statements(live))
        here.close_polls()
        here.count(2)
        record = downloaded(here, tmp_path / "record")
        assert failed(record) == []
        kinds = [each["kind"] for each in here.ask("/record/openings.json").json()["openings"]]
        assert kinds == ["live", "final"]


def test_of_a_station_that_is_left_out_the_record_has_no_ballots(here: Scene, tmp_path: Path) -> None:
    first, second = here.offices
    here.open_polls()
    here.vote(4, 3)
    here.close_polls()
    here.send(second.ballots(2))  # and nobody looks at it any more
    here.leave_out(second)
    here.count(without=second)
    record = downloaded(here, tmp_path / "record")
    assert failed(record) == []
    (page,) = (record / "pages").iterdir()
    assert page.name.startswith(first.kiosk.id)
    assert [each["cast"] for each in here.ask("/record/stations.json").json()["stations"]] == [4, 0]
    answer = here.ask("/record").json()
    assert (answer["pages_waiting"], answer["pages_unreadable"]) == (0, 0)
    theirs = here.ask(f"/record/{layout.page_name(second.kiosk.id, 1, 1)}")
    assert (theirs.status, theirs.code) == (404, "centre.nothing-there")


def test_openings_during_the_vote_that_cover_a_station_that_is_left_out_are_not_in_the_record(
    tmp_path: Path,
) -> None:
    with scene(tmp_path, held_election(results=ResultsPolicy.LIVE)) as here:
        first, second = here.offices
        here.vote(20, 9)
        covered = {first.station_id: first.kiosk.ballots(9), second.station_id: second.kiosk.ballots(9)}
        here.send(here.commission.statements(opened(here.election, covered, 1, OpeningKind.LIVE)))
        here.close_polls()
        here.leave_out(second)
        here.count(2, without=second)
        record = downloaded(here, tmp_path / "record")
        assert failed(record) == []
        kinds = [each["kind"] for each in here.ask("/record/openings.json").json()["openings"]]
        assert kinds == ["final"]


def test_a_file_is_not_sent_again_to_whoever_has_it(held: Scene) -> None:
    first = held.ask("/record/manifest.json")
    again = held.ask("/record/manifest.json", {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
