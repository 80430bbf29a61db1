"""Lane P: how far voters are, whatever comes in which order."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from omp_desktop.central.schema import (
    ParticipationRow,
)
from tests.central.asking import Scene
from tests.central.outcomes import aside, sent
from tests.central.senders import (
    HOUR,
    cast,
    participation,
    voter,
)

LATER_HOUR = "2026-12-02T22:00:00Z"


def states(here: Scene) -> dict[str, str]:
    row = ParticipationRow
    with here.store.read() as session:
        return {each.voter_id: each.state for each in session.execute(select(row.voter_id, row.state))}


def test_what_the_latest_batch_says_of_a_voter_holds(both: Scene) -> None:
    sent(both, both.office.participations([participation(1, "issued"), participation(2, "issued")]))
    receipt = sent(both, both.office.participations([participation(1, "cancelled")]))
    assert states(both) == {voter(1): "cancelled", voter(2): "issued"}
    assert (receipt.totals.issued, receipt.totals.cancelled) == (1, 1)


def test_an_older_batch_that_comes_late_changes_nothing(both: Scene) -> None:
    issued = both.office.participations([participation(1, "issued")])
    cancelled = both.office.participations([participation(1, "cancelled")])
    again = both.office.participations([participation(1, "issued")])
    for batch in (issued, again, cancelled):
        assert sent(both, batch).quarantined == []
    assert states(both) == {voter(1): "issued"}


def test_who_cast_has_cast_whatever_comes_late(both: Scene) -> None:
    issued = both.office.participations([participation(1, "issued")])
    sent(both, both.office.participations(cast(1, first=1)))
    receipt = sent(both, issued)
    assert (receipt.accepted, receipt.totals.voted, receipt.totals.issued) == (1, 1, 0)
    assert states(both) == {voter(1): "cast"}


def test_a_cast_that_comes_late_counts(both: Scene) -> None:
    first = both.office.participations(cast(1, first=1))
    sent(both, both.office.participations([participation(1, "issued")]))
    assert sent(both, first).totals.voted == 1
    assert states(both) == {voter(1): "cast"}


@pytest.mark.parametrize("later", [participation(0, "issued"), participation(0, "cast", LATER_HOUR)])
def test_a_voter_who_cast_can_do_nothing_else(both: Scene, later: dict[str, Any]) -> None:
    sent(both, both.office.participations(cast(1)))
    receipt = sent(both, both.office.participations([later]))
    assert aside(receipt) == [(0, "item.differs")]
    assert receipt.totals.voted == 1


def test_a_voter_votes_at_one_station(both: Scene) -> None:
    other = both.enrol(both.election.office(1))
    sent(both, both.office.participations(cast(1)))
    receipt = sent(both, other.participations(cast(2)), other)
    assert (receipt.accepted, aside(receipt)) == (1, [(0, "item.differs")])
    assert receipt.totals.voted == 1


def test_the_same_state_again_is_a_duplicate(here: Scene) -> None:
    sent(here, here.office.participations([participation(1, "issued")]))
    again = sent(here, here.office.participations([participation(1, "issued")]))
    assert (again.duplicate, again.totals.issued) == (1, 1)


@pytest.mark.parametrize(
    "item",
    [
        {"voter": voter(3), "state": "cast"},
        {"voter": voter(3), "state": "issued", "hour": HOUR},
        {"voter": voter(3), "state": "cast", "hour": "2026-12-02T21:00:01Z"},
        {"voter": voter(3), "state": "cast", "hour": "2026-12-02T21:30:00Z"},
        {"voter": voter(3), "state": "cast", "hour": "2026-02-30T21:00:00Z"},
        {"voter": voter(3), "state": "cast", "hour": "9999-99-99T99:00:00Z"},
        {"voter": voter(3), "state": "voted", "hour": HOUR},
        {"voter": voter(3).upper(), "state": "issued"},
        {"voter": 3, "state": "issued"},
        {"voter": voter(0), "state": "issued"},
        [],
        "cast",
        None,
    ],
)
def test_an_item_of_another_form_or_out_of_order_is_set_aside_by_itself(here: Scene, item: Any) -> None:
    batch = here.office.frozen("P", [*cast(2, first=1), item, *cast(2, first=10)])
    receipt = sent(here, batch)
    assert (receipt.accepted, aside(receipt)) == (4, [(2, "item.malformed")])


def test_a_voter_twice_in_a_batch_counts_once(here: Scene) -> None:
    receipt = sent(here, here.office.frozen("P", [*cast(1), *cast(1)]))
    assert (receipt.accepted, aside(receipt), receipt.totals.voted) == (1, [(1, "item.malformed")], 1)


def a_day(rng: random.Random) -> list[list[dict[str, Any]]]:
    """Batches of a station's day in their order: permits, cancelled ones, casts."""
    state: dict[int, str] = {}
    batches = []
    for _ in range(12):
        changed: dict[int, dict[str, Any]] = {}
        for number in rng.sample(range(10), 4):
            following = {"issued": ("cast", "cancelled"), "cast": (), "cancelled": ("issued",)}
            choices = following.get(state.get(number, "cancelled"), ())
            if choices:
                state[number] = rng.choice(choices)
                hour = HOUR if state[number] == "cast" else None
                changed[number] = participation(number, state[number], hour)
        if changed:
            batches.append(list(changed.values()))
    return batches


@pytest.mark.parametrize("seed", range(8))
def test_every_order_of_batches_comes_to_the_same(here: Scene, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - orders, not secrets
    day = a_day(rng)
    at_last = {each["voter"]: each["state"] for items in day for each in items}
    batches = [here.office.participations(items) for items in day]
    coming = [*batches, *rng.choices(batches, k=4)]
    rng.shuffle(coming)
    receipts = [sent(here, batch) for batch in coming]
    assert states(here) == at_last
    assert not any(receipt.quarantined for receipt in receipts)
    totals = sent(here, here.office.frozen("S", [{"position": 9, "kind": "end", "body": 0}])).totals
    counted = Counter(at_last.values())
    assert (totals.issued, totals.cancelled, totals.voted) == (
        counted["issued"],
        counted["cancelled"],
        counted["cast"],
    )


def test_a_voter_is_no_other_one_by_a_line_feed_behind_the_id(both: Scene) -> None:
    sent(both, both.office.participations(cast(3)))
    again = [{**each, "voter": f"{each['voter']}\n"} for each in cast(3)]
    receipt = sent(both, both.office.participations(again))
    assert aside(receipt) == [(n, "item.malformed") for n in range(3)]
    assert receipt.totals.voted == 3
