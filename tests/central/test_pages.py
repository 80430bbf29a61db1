"""Lane B: pages of ballots, each ballot once, and nothing on them that says who voted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from omp_desktop.central.schema import (
    BallotRow,
    PageRow,
    QuarantineRow,
)
from omp_desktop.crypto import signing
from omp_desktop.record.layout import COUNTERSIGNATURE_PURPOSE, Countersignature
from tests.central.asking import Scene
from tests.central.outcomes import alarms, aside, content_of, sent
from tests.central.senders import (
    CAST,
    TESTED,
    VOID,
    cast,
    held_election,
    voter,
)


def test_a_page_is_countersigned(both: Scene) -> None:
    receipt = sent(both, both.office.ballots(20))
    last = both.office.page_last
    assert last is not None
    assert receipt.countersignature is not None
    page = Countersignature(both.office.kiosk.id, 1, 1, last, b"")
    signing.verify(
        both.app.centre.keys.public_key,
        COUNTERSIGNATURE_PURPOSE,
        page.signed_bytes(both.office.station_id),
        bytes.fromhex(receipt.countersignature),
    )
    with both.store.read() as session:
        (row,) = session.scalars(select(PageRow))
    assert (row.countersignature, row.checked, row.hash) == (receipt.countersignature, "waiting", last.hex())


def test_ballots_are_counted_by_what_became_of_them(both: Scene) -> None:
    made = both.office.kiosk.ballots(5)
    receipt = sent(both, both.office.page(list(zip(made, (CAST, TESTED, VOID, CAST, CAST), strict=True))))
    assert receipt.accepted == 5
    assert (receipt.totals.cast, receipt.totals.tested, receipt.totals.void) == (3, 1, 1)


def test_a_ballot_is_found_by_its_code_and_waits_for_the_check(here: Scene) -> None:
    sent(here, here.office.ballots(20))
    ballot = here.office.on_pages[0][0]
    with here.store.read() as session:
        row = session.scalars(select(BallotRow).where(BallotRow.code == ballot.code)).one()
    assert (row.id, row.status, row.proof, row.page) == (ballot.id, "cast", "waiting", 1)


def test_a_page_of_a_kiosk_that_is_not_known_yet_is_taken(here: Scene) -> None:
    other = here.enrol(here.election.office(1))
    assert sent(here, other.ballots(20), other).accepted == 20
    assert sent(here, other.announce(), other).accepted == 1
    assert alarms(here) == []


def test_a_page_of_another_station_s_kiosk_is_set_aside(here: Scene) -> None:
    other = here.enrol(here.election.office(1))
    other.kiosk = here.office.kiosk
    receipt = sent(here, other.ballots(3), other)
    assert aside(receipt) == [(n, "item.not-theirs") for n in range(3)]
    assert receipt.countersignature is None


def test_a_kiosk_that_is_named_after_another_station_used_its_id_raises_an_alarm(here: Scene) -> None:
    owner = here.enrol(here.election.office(1))
    thief = replace(here.office, kiosk=replace(owner.kiosk, station_id=here.office.station_id, made={}))
    assert sent(here, thief.ballots(3)).accepted == 3
    sent(here, owner.announce(), owner)
    assert alarms(here) == [("item.not-theirs", thief.station_id, owner.kiosk.id)]


@pytest.mark.parametrize(
    "changes",
    [
        {"hash": "00" * 32},
        {"previous": "00" * 32},
        {"number": 2},
        {"store_epoch": 2},
    ],
)
def test_a_page_that_does_not_follow_from_its_ballots_is_set_aside(
    both: Scene, changes: dict[str, Any]
) -> None:
    page = content_of(both.office.copy().ballots(3))["page"]
    receipt = sent(both, both.office.ballots(3, page={**page, **changes}))
    codes = {code for _, code in aside(receipt)}
    assert len(receipt.quarantined) == 3
    assert codes <= {"item.page-wrong", "item.not-theirs"}
    with both.store.read() as session:
        assert session.scalars(select(BallotRow)).all() == []
        assert session.scalars(select(PageRow)).all() == []


def test_ballots_that_are_not_sorted_are_no_page(here: Scene) -> None:
    batch = here.office.copy().ballots(3)
    page, items = content_of(batch)["page"], list(batch.items)
    receipt = sent(here, here.office.frozen("B", items[::-1], page=page))
    assert aside(receipt) == [(n, "item.page-wrong") for n in range(3)]


def test_a_ballot_twice_on_a_page_is_no_page(here: Scene) -> None:
    batch = here.office.copy().ballots(3)
    page, items = content_of(batch)["page"], list(batch.items)
    receipt = sent(here, here.office.frozen("B", [*items, items[2]], page=page))
    assert {code for _, code in aside(receipt)} == {"item.page-wrong", "item.differs"}
    assert receipt.totals.cast == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": "AAAA"}, "item.malformed"),
        ({"body": "no base64!"}, "item.malformed"),
        ({"body": "A"}, "item.malformed"),
        ({"signature": "00"}, "item.malformed"),
        ({"nonce": "00" * 32}, "item.malformed"),
        ({"ballot": "00" * 32}, "item.not-theirs"),
    ],
)
def test_a_ballot_that_cannot_be_read_is_set_aside_by_itself(
    both: Scene, changes: dict[str, Any], code: str
) -> None:
    batch = both.office.copy().ballots(3)
    page, items = content_of(batch)["page"], list(batch.items)
    items[1] = {**items[1], **changes}
    receipt = sent(both, both.office.frozen("B", items, page=page))
    assert (receipt.accepted, aside(receipt)) == (2, [(1, code)])
    assert receipt.totals.cast == 2
    assert receipt.countersignature is not None


def test_a_ballot_of_another_election_is_set_aside(here: Scene) -> None:
    foreign = held_election(number=2).kiosks[0].ballots(1)[0]
    assert aside(sent(here, here.office.page([(foreign, CAST)]))) == [(0, "item.not-theirs")]


def test_another_ballot_under_the_same_id_is_set_aside(both: Scene) -> None:
    sent(both, both.office.ballots(3))
    other = both.enrol(both.election.office(0))
    ballot = both.office.on_pages[0][0]
    other.page_number = 5
    receipt = sent(both, other.page([(ballot, VOID)]), other)
    assert aside(receipt) == [(0, "item.differs")]
    assert receipt.totals.cast == 3


def test_a_ballot_is_no_other_one_by_a_line_feed_behind_its_id(both: Scene) -> None:
    sent(both, both.office.ballots(3))
    second = content_of(both.office.copy().page(both.office.on_pages))
    again = [
        {**each, "ballot": f"{each['ballot']}\n", "code": f"{each['code']}\n"} for each in second["items"]
    ]
    receipt = sent(both, both.office.frozen("B", again, page=second["page"]))
    assert receipt.accepted == 0
    assert receipt.totals.cast == 3


def test_no_station_takes_the_code_of_another_ones_ballot(both: Scene) -> None:
    """Voters show their codes around, and the ballot of one may still wait at its station."""
    thief = both.enrol(both.election.office(1))
    honest = both.office.ballots(3)
    ballot, own = both.office.on_pages[0][0], thief.kiosk.ballots(1)[0]
    body = own.body.replace(bytes.fromhex(own.code), bytes.fromhex(ballot.code), 1)
    sent(both, thief.page([(replace(own, code=ballot.code, body=body), CAST)]), thief)
    receipt = sent(both, honest)
    assert (receipt.accepted, receipt.totals.cast) == (3, 3)


def test_another_page_in_the_same_place_is_a_branch(both: Scene) -> None:
    other = both.enrol(both.election.office(0))
    made = both.office.kiosk.ballots(6)
    sent(both, both.office.page([(ballot, CAST) for ballot in made[:3]]))
    receipt = sent(both, other.page([(ballot, CAST) for ballot in made[2:]]), other)
    assert receipt.duplicate == 1
    assert {code for _, code in aside(receipt)} == {"item.chain-fork"}
    assert receipt.totals.cast == 3


def test_ballots_and_voters_never_stand_together(here: Scene) -> None:
    voted = cast(20)
    sent(here, here.office.participations(voted))
    sent(here, here.office.ballots(20))
    sent(here, here.office.frozen("P", [{"voter": voter(99), "state": "odd"}]))
    with here.store.read() as session:
        ballots = [repr(vars(row)) for row in session.scalars(select(BallotRow))]
        raw = [row.raw for row in session.scalars(select(QuarantineRow))]
    assert len(ballots) == 20
    assert len(raw) == 1
    assert not any(each["voter"] in ballot for each in voted for ballot in ballots)
    names = {column.name for row in (BallotRow, PageRow) for column in row.__table__.columns}
    assert not names & {"voter_id", "voter", "hour", "at"}


def test_neither_logs_nor_metrics_name_voters_and_ballots(
    here: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    sent(here, here.office.ballots(20))
    sent(here, here.office.participations(cast(20)))
    sent(here, here.office.frozen("P", [{"voter": voter(77), "state": "odd"}]))
    here.app.put(here.office.participations(cast(3), protocol=9), here.office)
    told = caplog.text + here.app.ask("GET", "/metrics").body.decode()
    secret = [each["voter"] for each in cast(20)] + [voter(77)]
    secret += [name for ballot, _ in here.office.on_pages for name in (ballot.id, ballot.code, ballot.nonce)]
    assert told
    assert not [each for each in secret if each in told]
