"""What anybody may read: what was published, turnout, whether a ballot is there – and no totals too early."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from omp_desktop.central.published import read_election
from omp_desktop.crypto import signing
from omp_desktop.domain.amendment import AmendmentKind, hours_payload, pledges_payload, withdrawal_payload
from omp_desktop.domain.pledge import Pledge
from omp_desktop.record.layout import MANIFEST_PURPOSE
from tests.central.public_scene import Scene, scene
from tests.central.senders import (
    CAST,
    TESTED,
    Sender,
    amendment,
    cast,
    held_election,
    pledge,
    poll_event,
    voter,
)
from tests.unit.domain.examples import LAST

FIRST, SECOND = f"{1:032x}", f"{2:032x}"
NOBODY = "ff" * 16
# In Seoul, on the first day of voting.
NOON = datetime(2026, 12, 3, 3, tzinfo=UTC)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Scene]:
    with scene(tmp_path, held_election()) as made:
        yield made


def of_candidates(made: Scene, field: str) -> dict[str, object]:
    """What the list of candidates says of each."""
    return {each["candidate_id"]: each[field] for each in made.ask("/candidates").json()["candidates"]}


def test_the_list_names_every_election_with_its_state_and_hours(here: Scene) -> None:
    (entry,) = here.get("/v1/elections").json()["elections"]
    assert entry["election_id"] == here.election.id
    assert entry["name"] == {"ko": "학생회장 선거", "en": "Student council election"}
    assert entry["state"] == "published"
    assert entry["windows"][0] == {"opens": "2026-12-02T21:00:00Z", "closes": "2026-12-03T09:00:00Z"}


def test_the_manifest_can_be_checked_by_whoever_reads_it(here: Scene) -> None:
    answer = here.ask("").json()
    raw = answer["manifest"].encode("utf-8")
    assert sha256(raw).hexdigest() == answer["manifest_hash"]
    key, signature = bytes.fromhex(answer["commission_key"]), bytes.fromhex(answer["manifest_signature"])
    signing.verify(key, MANIFEST_PURPOSE, raw, signature)


def test_amendments_are_shown_as_signed_and_are_in_force(here: Scene) -> None:
    later = LAST.closes.replace(hour=11)
    changes = here.election.amendments(
        (AmendmentKind.WITHDRAWAL, withdrawal_payload(SECOND)), (AmendmentKind.HOURS, hours_payload(1, later))
    )
    here.send(here.commission.statements(*(("amendment", amendment(each)) for each in changes)))
    answer = here.ask("").json()
    assert [each["kind"] for each in answer["amendments"]] == ["withdrawal", "hours"]
    assert answer["amendments"][0]["amendment"].encode("utf-8") == changes[0].signed_bytes()
    assert answer["windows"][1]["closes"] == "2026-12-04T11:00:00Z"
    withdrawn = {
        each["candidate_id"]: each["withdrawn"] for each in here.ask("/candidates").json()["candidates"]
    }
    assert withdrawn == {FIRST: False, SECOND: True}


def test_pledges_follow_the_statements_until_they_are_published(here: Scene) -> None:
    here.send(
        here.commission.statements(
            ("pledge-added", pledge(1, "첫째")),
            ("pledge-added", pledge(2, "둘째")),
            ("pledge-added", pledge(3, "셋째", candidate=2)),
            ("pledge-removed", pledge(1, "첫째")),
        )
    )
    assert of_candidates(here, "pledges") == {FIRST: 1, SECOND: 1}
    answer = here.ask(f"/candidates/{FIRST}/pledges").json()
    assert (answer["published"], [each["title"] for each in answer["pledges"]]) == (False, ["둘째"])


def test_published_pledges_are_those_of_the_last_amendment(here: Scene) -> None:
    published = pledges_payload([Pledge("b1" * 16, FIRST, "복지", "공고된 공약", "설명", 0)])
    (change,) = here.election.amendments((AmendmentKind.PLEDGES, published))
    here.send(here.commission.statements(("amendment", amendment(change))))
    here.send(here.commission.statements(("pledge-added", pledge(9, "나중에 쓴 공약", candidate=2))))
    assert of_candidates(here, "pledges") == {FIRST: 1, SECOND: 0}
    answer = here.ask(f"/candidates/{FIRST}/pledges").json()
    assert answer["published"]
    assert answer["pledges"] == [{"theme": "복지", "title": "공고된 공약", "description": "설명"}]
    assert here.ask(f"/candidates/{SECOND}/pledges").json()["pledges"] == []


def test_what_is_not_there_is_said_in_a_problem_document(here: Scene) -> None:
    paths = [f"/candidates/{NOBODY}/pledges", "/candidates/x/pledges", "/nothing"]
    paths += [f"/ballots/{code}" for code in ("0" * 64, "0" * 25, "U" * 25, "short")]
    for path in paths:
        answer = here.ask(path)
        assert (path, answer.status, answer.code) == (path, 404, "centre.nothing-there")


def test_an_election_that_is_not_here_is_not_made_up(here: Scene) -> None:
    pledges, ballot = f"/candidates/{FIRST}/pledges", "/ballots/" + "0" * 25
    for path in ("", "/candidates", pledges, "/can-vote", "/turnout", "/results", ballot, "/record"):
        answer = here.get(f"/v1/elections/{NOBODY}{path}")
        assert (path, answer.status, answer.code) == (path, 404, "centre.election-unknown")


def test_voting_is_possible_inside_the_hours_while_a_station_is_open(here: Scene) -> None:
    here.open_polls()
    with here.at(NOON) as then:
        answer = then.ask("/can-vote").json()
    assert (answer["can_vote"], answer["code"], answer["why"]) == (True, "", {"ko": "", "en": ""})


@pytest.mark.parametrize(
    ("moment", "code", "said"),
    [
        (
            datetime(2026, 12, 2, 20, 59, 59, tzinfo=UTC),
            "poll.before-window",
            "2026-12-03 06:00",
        ),
        (datetime(2026, 12, 3, 12, tzinfo=UTC), "poll.before-window", "2026-12-04 06:00"),
        (
            datetime(2026, 12, 4, 9, 0, 1, tzinfo=UTC),
            "poll.after-last-window",
            "2026-12-04 18:00",
        ),
    ],
)
def test_outside_the_hours_the_answer_says_when(here: Scene, moment: datetime, code: str, said: str) -> None:
    here.open_polls()
    with here.at(moment) as then:
        answer = then.ask("/can-vote").json()
    assert (answer["can_vote"], answer["code"]) == (False, code)
    assert f"{said} (Asia/Seoul)" in answer["why"]["ko"]
    assert f"{said} (Asia/Seoul)" in answer["why"]["en"]


def test_the_first_and_the_last_second_are_inside_and_hours_that_were_extended_count(here: Scene) -> None:
    here.open_polls()
    (change,) = here.election.amendments(
        (AmendmentKind.HOURS, hours_payload(1, LAST.closes.replace(hour=11)))
    )
    here.send(here.commission.statements(("amendment", amendment(change))))
    for moment in (datetime(2026, 12, 2, 21, tzinfo=UTC), datetime(2026, 12, 4, 11, tzinfo=UTC)):
        with here.at(moment) as then:
            assert then.ask("/can-vote").json()["can_vote"]


def test_polls_that_are_not_open_are_said_for_each_station(here: Scene) -> None:
    first, second = here.offices
    here.send(first.statements(("poll-event", poll_event("open", "published", "open"))))
    with here.at(NOON) as then:
        answer = then.ask("/can-vote").json()
        assert answer["can_vote"]
        assert [(each["station_id"], each["can_vote"], each["code"]) for each in answer["stations"]] == [
            (first.station_id, True, ""),
            (second.station_id, False, "poll.not-open"),
        ]
        here.send(first.statements(("poll-event", poll_event("begin_closing", "open", "closing"))))
        answer = then.ask("/can-vote").json()
        assert (answer["can_vote"], answer["code"]) == (False, "poll.not-open")


def test_turnout_is_told_by_station_and_by_hour_and_small_hours_are_merged(here: Scene) -> None:
    first, second = here.offices
    hours = ["2026-12-02T21:00:00Z", "2026-12-02T22:00:00Z", "2026-12-02T23:00:00Z"]
    here.send(first.participations(cast(9, 0, hours[0])), first.participations(cast(9, 9, hours[1])))
    here.send(second.participations(cast(3, 18, hours[2])))
    answer = here.ask("/turnout").json()
    assert (answer["listed"], answer["voted"], answer["percent"]) == (600, 21, "3.5")
    assert [(each["station_id"], each["voted"]) for each in answer["stations"]] == [
        (first.station_id, 18),
        (second.station_id, 3),
    ]
    assert [(each["hour"], each["voted"]) for each in answer["hours"]] == [
        (hours[0], 21),
        (hours[1], None),
        (hours[2], None),
    ]


def test_a_control_that_does_not_merge_hours_shows_small_ones(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omp_desktop.central.publish.merge_small_hours", lambda counts: tuple(counts.items()))
    here.send(here.offices[0].participations(cast(3)))
    assert here.ask("/turnout").json()["hours"][0]["voted"] == 3


def test_nothing_of_a_voter_is_in_any_answer(here: Scene) -> None:
    here.open_polls()
    here.vote(20, 20)
    here.close_polls()
    here.count()
    paths = [
        "",
        "/candidates",
        f"/candidates/{FIRST}/pledges",
        "/can-vote",
        "/turnout",
        "/results",
        "/record",
    ]
    files = [each["name"] for each in here.ask("/record").json()["files"]]
    paths += ["/record", *(f"/record/{name}" for name in files)]
    answers = [here.ask(path).body for path in paths]
    for number in range(40):
        assert not any(voter(number).encode("ascii") in body for body in answers)


def test_a_ballot_is_found_by_its_code_however_people_write_it(here: Scene) -> None:
    here.vote(20, 0)
    ballot = here.offices[0].on_pages[0][0]
    whole = here.ask(f"/ballots/{ballot.code}").json()
    assert (whole["code"], whole["status"], whole["proof"]) == (ballot.code, "cast", "good")
    assert whole["station_id"] == here.offices[0].station_id
    shown = whole["short_code"]
    slips = shown.replace("-", " ").replace("0", "o").replace("1", "l")
    for written in (shown, shown.replace("-", ""), shown.lower(), slips, f" {shown} ", ballot.code.upper()):
        assert here.ask(f"/ballots/{written}").json() == whole


def test_a_ballot_is_shown_and_not_one_that_another_station_brought_under_its_code(here: Scene) -> None:
    office, thief = here.offices
    ballots = office.ballots(20)
    ballot, own = office.on_pages[0][0], thief.kiosk.ballots(20)
    body = own[0].body.replace(bytes.fromhex(own[0].code), bytes.fromhex(ballot.code), 1)
    here.send(thief.page([(replace(own[0], code=ballot.code, body=body), CAST)]), ballots)
    here.check()
    answer = here.ask(f"/ballots/{ballot.code}").json()
    assert (answer["station_id"], answer["proof"]) == (office.station_id, "good")


def test_a_tested_ballot_says_that_it_was_tested(here: Scene) -> None:
    office = here.offices[0]
    made = office.kiosk.ballots(20)
    here.send(office.page([(ballot, TESTED if at == 0 else CAST) for at, ballot in enumerate(made)]))
    assert here.ask(f"/ballots/{made[0].code}").json()["status"] == "tested"
    assert here.ask(f"/ballots/{made[1].code}").json()["proof"] == "waiting"


def test_ballots_of_a_small_page_are_not_shown_while_the_station_votes(here: Scene) -> None:
    here.open_polls()
    here.vote(19, 0)
    ballot = here.offices[0].on_pages[0][0]
    assert here.ask(f"/ballots/{ballot.code}").code == "centre.nothing-there"
    here.close_polls()
    assert here.ask(f"/ballots/{ballot.code}").json()["status"] == "cast"


def test_whoever_has_the_answer_already_is_told_so(here: Scene) -> None:
    first = here.ask("")
    tag = first.headers["etag"]
    assert first.headers["cache-control"].startswith("public, max-age=")
    for known in (tag, f'"other", W/{tag}'):
        again = here.ask("", {"If-None-Match": known})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    (change,) = here.election.amendments((AmendmentKind.WITHDRAWAL, withdrawal_payload(SECOND)))
    here.send(here.commission.statements(("amendment", amendment(change))))
    assert here.ask("", {"If-None-Match": tag}).status == 200


def test_whether_one_can_vote_is_never_kept(here: Scene) -> None:
    assert here.ask("/can-vote").headers["cache-control"] == "no-store"


def test_the_state_of_the_whole_follows_from_the_stations(here: Scene) -> None:
    first, second = here.offices

    def step(office: Sender, action: str, before: str, after: str) -> str:
        here.send(office.statements(("poll-event", poll_event(action, before, after))))
        with here.centre.store.read() as session:
            return read_election(session, here.election.id).state.value

    assert step(first, "open", "published", "open") == "open"
    assert step(first, "suspend", "open", "suspended") == "suspended"
    assert step(second, "open", "published", "open") == "open"
    assert step(second, "begin_closing", "open", "closing") == "closing"
    assert step(first, "close", "suspended", "closed") == "closing"
    assert step(second, "close", "closing", "closed") == "closed"
    assert step(here.commission, "certify", "counted", "certified") == "certified"
    assert json.loads(here.ask("").body)["state"] == "closed", "nobody has seen a count"
