"""Lane S: statements, in one order for everybody, and what each of them changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from omp_desktop.central.elections import amendments
from omp_desktop.central.schema import (
    KioskRow,
    PledgeRow,
    StatementRow,
    StationRow,
)
from omp_desktop.crypto import signing
from omp_desktop.domain.amendment import Amendment, AmendmentKind, hours_payload, withdrawal_payload
from omp_desktop.record.layout import AMENDMENT_PURPOSE
from tests.central.asking import Application, Scene
from tests.central.outcomes import aside, sent
from tests.central.senders import (
    Sender,
    amendment,
    cast,
    device,
    held_election,
    pledge,
    poll_event,
    published,
)
from tests.unit.domain.examples import LAST


def pledges(here: Scene) -> list[tuple[str, str]]:
    with here.store.read() as session:
        return [(row.title, row.candidate_id) for row in session.scalars(select(PledgeRow))]


def amended(here: Scene, before: Amendment, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """The body of a withdrawal behind another one, signed by the commission, that nobody checked."""
    change = replace(before, number=before.number + 1, payload=payload, previous_hash=before.hash)
    key = here.election.commission_key.seed
    return amendment(change.signed(signing.sign(key, AMENDMENT_PURPOSE, change.signed_bytes()).hex()))


def test_statements_are_numbered_as_they_come_without_a_gap(both: Scene) -> None:
    said = [("whatever", {"n": n}) for n in range(3)]
    sent(both, both.office.statements(*said, ("election-published", published(both.election))))
    sent(both, both.commission.statements(("of another version", {})), both.commission)
    sent(both, both.commission.statements(("later", {"한": [1, None]})), both.commission)
    with both.store.read() as session:
        found = [
            (row.cursor, row.kind, row.body)
            for row in session.scalars(select(StatementRow).order_by(StatementRow.cursor))
        ]
    assert [cursor for cursor, *_ in found] == list(range(1, len(found) + 1))
    assert found[-1][1:] == ("later", '{"한":[1,null]}'.encode())


def test_what_only_the_commission_can_say_is_set_aside(here: Scene) -> None:
    change = here.election.amendments((AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}")))[0]
    batch = here.office.statements(
        ("amendment", amendment(change)),
        ("opening", {"number": 1, "opening": {}}),
        ("stations-left-out", {"stations": [here.election.stations[1]]}),
        ("election-published", published(here.election)),
        ("poll-event", poll_event("open", "published", "open")),
    )
    receipt = sent(here, batch)
    assert aside(receipt) == [(n, "item.not-theirs") for n in range(4)]
    assert receipt.accepted == 1


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("amendment", {}),
        ("amendment", {"amendment": "{}", "signature": "00" * 64}),
        ("amendment", {"amendment": "[]", "signature": "00" * 64}),
        ("amendment", {"amendment": "no json", "signature": "00" * 64}),
        ("opening", []),
        ("stations-left-out", {}),
        ("stations-left-out", {"stations": ["ab" * 16]}),
        ("pledge-added", {**pledge(), "position": -1}),
        ("pledge-added", {**pledge(), "position": 2**31}),
        ("pledge-added", {**pledge(), "title": "a\x00b"}),
        ("device", {"device": "ab" * 16, "name": "a\x00b", "kind": "kiosk", "public_key": "58" + "66" * 31}),
        ("pledge-added", {**pledge(), "title": "x" * 500}),
        ("pledge-added", {**pledge(), "candidate": "ab" * 16}),
        ("device", {"device": "x", "name": "y", "kind": "kiosk", "public_key": "z"}),
        ("device", {"device": "ab" * 16, "name": "y", "kind": "kiosk", "public_key": "00" * 32}),
        ("poll-event", {"to": "somewhere"}),
        ("closing", {"device": "ab" * 16}),
    ],
)
def test_a_statement_that_says_nothing_sensible_is_set_aside(both: Scene, kind: str, body: Any) -> None:
    receipt = sent(both, both.commission.statements((kind, body)), both.commission)
    assert aside(receipt) == [(0, "item.malformed")]


def test_the_election_again_is_taken_and_another_one_is_not(here: Scene) -> None:
    other = {"manifest": held_election(number=2).raw.decode(), "signature": "00" * 64}
    batch = here.commission.statements(
        ("election-published", published(here.election)), ("election-published", other)
    )
    assert aside(sent(here, batch, here.commission)) == [(1, "item.differs")]


def test_another_statement_in_the_same_place_of_the_queue_is_set_aside(both: Scene) -> None:
    sent(both, both.office.statements(("whatever", {"n": 1})))
    both.office.position -= 1
    receipt = sent(both, both.office.statements(("whatever", {"n": 2})))
    assert aside(receipt) == [(0, "item.differs")]


def test_a_place_of_the_queue_twice_in_a_batch_is_taken_once(here: Scene) -> None:
    item = {"position": 9, "kind": "whatever", "body": {"n": 1}}
    batch = here.office.frozen("S", [item, item, {**item, "body": 2}, {"position": 0}])
    receipt = sent(here, batch)
    assert (receipt.accepted, receipt.duplicate) == (1, 1)
    assert aside(receipt) == [(2, "item.differs"), (3, "item.malformed")]


def test_amendments_chain_in_whatever_order_they_come(both: Scene) -> None:
    changes = both.election.amendments(
        (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}")),
        (AmendmentKind.HOURS, hours_payload(1, LAST.closes.replace(hour=11))),
    )
    batches = [both.commission.statements(("amendment", amendment(change))) for change in changes]
    assert sent(both, batches[1], both.commission).accepted == 1
    with both.store.read() as session:
        assert amendments(session, both.election.id) == ()
    assert sent(both, batches[0], both.commission).accepted == 1
    with both.store.read() as session:
        assert [each.hash for each in amendments(session, both.election.id)] == [
            each.hash for each in changes
        ]


def test_an_amendment_that_somebody_else_signed_is_set_aside(here: Scene) -> None:
    change = here.election.amendments((AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}")))[0]
    body = {**amendment(change), "signature": "00" * 64}
    receipt = sent(here, here.commission.statements(("amendment", body)), here.commission)
    assert aside(receipt) == [(0, "item.signature-wrong")]


def test_a_second_amendment_under_the_same_number_is_set_aside(here: Scene) -> None:
    first, other = (
        here.election.amendments((AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{n:032x}")))[0]
        for n in (1, 2)
    )
    batch = here.commission.statements(
        ("amendment", amendment(first)), ("amendment", amendment(other)), ("amendment", amendment(first))
    )
    assert aside(sent(here, batch, here.commission)) == [(1, "item.differs")]


def test_an_amendment_that_does_not_follow_on_its_neighbours_is_a_branch(here: Scene) -> None:
    withdrawal = (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}"))
    other = (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{2:032x}"))
    hours = (AmendmentKind.HOURS, hours_payload(1, LAST.closes.replace(hour=11)))
    first = here.election.amendments(withdrawal)[0]
    second = here.election.amendments(other, hours)[1]
    batch = here.commission.statements(("amendment", amendment(first)), ("amendment", amendment(second)))
    assert aside(sent(here, batch, here.commission)) == [(1, "item.chain-fork")]


def test_an_amendment_that_the_one_behind_it_does_not_follow_on_is_a_branch(here: Scene) -> None:
    withdrawal = (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}"))
    other = (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{2:032x}"))
    hours = (AmendmentKind.HOURS, hours_payload(1, LAST.closes.replace(hour=11)))
    second = here.election.amendments(other, hours)[1]
    first = here.election.amendments(withdrawal)[0]
    batch = here.commission.statements(("amendment", amendment(second)), ("amendment", amendment(first)))
    assert aside(sent(here, batch, here.commission)) == [(1, "item.chain-fork")]


def test_an_amendment_that_is_not_allowed_is_set_aside(here: Scene) -> None:
    withdrawal = (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}"))
    first = here.election.amendments(withdrawal)[0]
    twice = amended(here, first, withdrawal_payload(f"{1:032x}"))
    batch = here.commission.statements(("amendment", amendment(first)), ("amendment", twice))
    assert aside(sent(here, batch, here.commission)) == [(1, "item.malformed")]


def test_amendments_stop_where_one_is_not_allowed(here: Scene) -> None:
    withdrawal = (AmendmentKind.WITHDRAWAL, withdrawal_payload(f"{1:032x}"))
    first = here.election.amendments(withdrawal)[0]
    twice = amended(here, first, withdrawal_payload(f"{1:032x}"))
    # The second comes first, and nobody can tell yet.
    batch = here.commission.statements(("amendment", twice), ("amendment", amendment(first)))
    assert sent(here, batch, here.commission).accepted == 2
    with here.store.read() as session:
        assert [each.hash for each in amendments(session, here.election.id)] == [first.hash]


def test_pledges_stand_as_the_latest_statement_says(both: Scene) -> None:
    added = both.office.statements(("pledge-added", pledge(1)), ("pledge-added", pledge(2)))
    changed = both.office.statements(("pledge-changed", pledge(1, "다른 공약")))
    removed = both.office.statements(("pledge-removed", pledge(2)))
    for batch in (added, changed, removed):
        assert sent(both, batch).quarantined == []
    assert pledges(both) == [("다른 공약", f"{1:032x}")]


def test_an_older_statement_about_a_pledge_changes_nothing(both: Scene) -> None:
    added = both.office.statements(("pledge-added", pledge(1)))
    removed = both.office.statements(("pledge-removed", pledge(1)), ("pledge-added", pledge(2)))
    sent(both, removed)
    assert sent(both, added).accepted == 1
    assert pledges(both) == [("공약", f"{1:032x}")]


def test_a_kiosk_belongs_to_the_station_that_named_it_first(both: Scene) -> None:
    other = both.enrol(both.election.office(1))
    again = both.office.statements(("device", device(both.office.kiosk)))
    assert sent(both, again).accepted == 1
    receipt = sent(both, other.announce(both.office.kiosk), other)
    assert aside(receipt) == [(0, "item.differs")]
    with both.store.read() as session:
        assert set(session.scalars(select(KioskRow.station_id))) == {both.office.station_id}


def test_devices_that_sign_no_ballots_are_nobody_s_kiosk(here: Scene) -> None:
    sent(here, here.office.statements(("device", {**device(here.election.kiosks[1]), "kind": "office"})))
    with here.store.read() as session:
        assert len(session.scalars(select(KioskRow)).all()) == 1


def test_the_state_of_the_polls_is_the_latest_one(both: Scene) -> None:
    opened = both.office.statements(("poll-event", poll_event("open", "published", "open")))
    closed = both.office.statements(("poll-event", poll_event("close", "closing", "closed")))
    sent(both, closed)
    sent(both, opened)
    with both.store.read() as session:
        states = {row.id: row.poll_state for row in session.scalars(select(StationRow))}
    assert states == {both.office.station_id: "closed", both.election.stations[1]: ""}


def test_a_closing_value_is_the_kiosk_s_own(here: Scene) -> None:
    sent(here, here.office.ballots(20))
    kind, body = here.office.closing()
    receipt = sent(
        here,
        here.office.statements(
            (kind, body), (kind, {**body, "signature": None}), (kind, {**body, "value": "00" * 32})
        ),
    )
    assert aside(receipt) == [(2, "item.signature-wrong")]


def test_a_closing_value_of_another_station_s_kiosk_is_set_aside(here: Scene) -> None:
    sent(here, here.office.ballots(20))
    other = here.enrol(here.election.office(1))
    assert aside(sent(here, other.statements(here.office.closing()), other)) == [(0, "item.not-theirs")]


def test_a_closing_value_of_a_kiosk_that_is_not_known_yet_is_kept(here: Scene) -> None:
    other = here.enrol(here.election.office(1))
    other.ballots(3)
    assert sent(here, other.statements(other.closing()), other).accepted == 1


def test_the_commission_says_what_was_opened(here: Scene) -> None:
    batch = here.commission.statements(("opening", {"number": 1, "opening": {"kind": "final"}}))
    assert sent(here, batch, here.commission).accepted == 1


def test_the_commission_s_pc_may_stand_where_nobody_votes(app: Application) -> None:
    held = held_election()
    commission = Sender(held, "cc" * 16, held.kiosks[0], commission=True)
    made = Scene(app, held, commission, held.office(0))
    made.enrol(commission)
    assert sent(made, commission.publish(), commission).accepted == 1
    assert app.put(commission.participations(cast(1)), commission).code == "centre.nothing-there"
