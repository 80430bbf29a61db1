"""What stations and the commission read back: state, differences, news, the overview, batches."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import update

from omp_desktop.central.schema import PageRow
from omp_desktop.central.state import MISSING_MOST, missing_numbers
from omp_desktop.wire import http
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt
from omp_desktop.wire.station import (
    DIFF_MOST,
    FEED_PURPOSE,
    STATE_PURPOSE,
    BatchList,
    Diff,
    DiffAnswer,
    News,
    Overview,
    StationState,
)
from tests.central.asking import Application, Scene, scene
from tests.central.outcomes import sent
from tests.central.senders import Sender, cast, held_election, poll_event

ANOTHER = held_election(number=2)


def path_of(here: Scene, what: str, station: int | None = 0) -> str:
    place = f"/v1/elections/{here.election.id}"
    return (
        f"{place}/{what}" if station is None else f"{place}/stations/{here.election.stations[station]}/{what}"
    )


def state_of(here: Scene, station: int = 0, by: Sender | None = None) -> StationState:
    answer = here.app.ask_as(by or here.office, "GET", path_of(here, "state", station))
    return answer.content(StationState, here.app.centre.keys.public_key, STATE_PURPOSE)


def news_of(here: Scene, after: int = 0) -> News:
    answer = here.app.ask_as(here.office, "GET", f"{path_of(here, 'feed', None)}?after={after}")
    return answer.content(News, here.app.centre.keys.public_key, FEED_PURPOSE)


def overview_of(here: Scene) -> Overview:
    answer = here.app.ask_as(here.commission, "GET", path_of(here, "overview", None))
    return answer.content(Overview, here.app.centre.keys.public_key, STATE_PURPOSE)


def diff_of(here: Scene, have: dict[str, str]) -> DiffAnswer:
    body = msgspec.json.encode(Diff(batches=have))
    answer = here.app.ask_as(here.office, "POST", path_of(here, "diff"), body)
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body, type=DiffAnswer)


def list_of(here: Scene, query: str = "") -> BatchList:
    answer = here.app.ask_as(here.commission, "GET", path_of(here, "batches", None) + query)
    assert answer.status == 200, answer.body
    return msgspec.json.decode(answer.body, type=BatchList)


def test_the_state_says_how_far_every_chain_is(both: Scene) -> None:
    sent(both, both.office.ballots(20))
    last = both.office.participations(cast(20))
    sent(both, last)
    state = state_of(both)
    assert (state.listed, state.totals.cast, state.totals.voted) == (300, 20, 20)
    assert {chain.lane: (chain.last, chain.missing, chain.forks) for chain in state.chains} == {
        "S": (1, [], 0),
        "P": (1, [], 0),
        "B": (1, [], 0),
    }
    assert [chain.digest for chain in state.chains if chain.lane == "P"] == [last.digest]


def test_the_state_names_what_is_missing_and_counts_branches(both: Scene) -> None:
    copied = both.office.copy()
    batches = [both.office.participations(cast(2, first=2 * n)) for n in range(5)]
    sent(both, batches[1])
    sent(both, batches[4])
    sent(both, copied.participations(cast(3)))
    (chain,) = [each for each in state_of(both).chains if each.lane == "P"]
    assert (chain.last, chain.missing, chain.forks) == (5, [1, 3, 4], 1)


def test_a_gap_of_any_size_is_named_by_its_first_numbers(here: Scene) -> None:
    sent(here, here.office.participations(cast(2), sequence=2**53 - 1))
    (chain,) = [each for each in state_of(here).chains if each.lane == "P"]
    assert chain.missing == list(range(1, MISSING_MOST + 1))


@pytest.mark.parametrize(
    ("present", "missing"),
    [([], []), ([1, 2, 3], []), ([2], [1]), ([1, 4, 6], [2, 3, 5]), ([3], [1, 2])],
)
def test_missing_numbers_are_those_between(present: list[int], missing: list[int]) -> None:
    assert missing_numbers(present) == missing


def test_a_station_without_batches_has_a_state(app: Application) -> None:
    here = scene(app, held_election(stations=3, number=3))
    state = state_of(here, 2, here.commission)
    assert (state.chains, state.totals.batches, state.pages_checked) == ([], 0, 0)


def test_pages_that_were_checked_are_counted(both: Scene) -> None:
    for _ in range(3):
        sent(both, both.office.ballots(3))
    with both.store.begin() as session:
        session.execute(update(PageRow).where(PageRow.number == 1).values(checked="good"))
        session.execute(update(PageRow).where(PageRow.number == 2).values(checked="bad"))
    state = state_of(both)
    assert (state.pages_checked, state.pages_bad) == (2, 1)


def test_the_state_of_another_station_is_not_for_an_office(here: Scene) -> None:
    answer = here.app.ask_as(here.office, "GET", path_of(here, "state", 1))
    assert answer.code == "centre.not-for-this-device"


def test_a_station_that_is_not_of_the_election_is_not_there(here: Scene) -> None:
    path = f"/v1/elections/{here.election.id}/stations/{'ab' * 16}/state"
    assert here.app.ask_as(here.commission, "GET", path).code == "centre.nothing-there"


def test_a_difference_brings_the_receipts_that_were_lost(both: Scene) -> None:
    taken, lost = both.office.ballots(20), both.office.ballots(20)
    answer = both.app.put(taken, both.office)
    found = diff_of(both, {taken.id: taken.digest, lost.id: lost.digest})
    assert found == DiffAnswer(missing=[lost.id], differ=[], receipts={taken.id: answer.body.decode()})


def test_a_batch_with_another_digest_differs(here: Scene) -> None:
    taken = here.office.ballots(20)
    sent(here, taken)
    assert diff_of(here, {taken.id: "00" * 32}).differ == [taken.id]


def test_a_batch_of_another_station_differs(here: Scene) -> None:
    other = here.enrol(here.election.office(1))
    taken = other.ballots(3)
    sent(here, taken, other)
    assert diff_of(here, {taken.id: taken.digest}).differ == [taken.id]


def test_nothing_differs_from_nothing(here: Scene) -> None:
    assert diff_of(here, {}) == DiffAnswer(missing=[], differ=[], receipts={})


def test_a_difference_has_its_limit(here: Scene) -> None:
    most = {f"{n:032x}": "00" * 32 for n in range(DIFF_MOST)}
    assert len(diff_of(here, most).missing) == DIFF_MOST
    body = msgspec.json.encode({"batches": {**most, "ff" * 16: "00" * 32}})
    assert here.app.ask_as(here.office, "POST", path_of(here, "diff"), body).code == "wire.message-malformed"


def test_news_come_in_the_order_in_which_they_were_taken(both: Scene) -> None:
    before = news_of(both).items[-1].cursor
    other = both.enrol(both.election.office(1))
    sent(both, both.office.statements(("poll-event", poll_event("open", "published", "open"))))
    sent(both, other.statements(("whatever", {"한글": 1})), other)
    news = news_of(both, before)
    assert [(item.cursor, item.station_id, item.device_id, item.kind) for item in news.items] == [
        (before + 1, both.office.station_id, both.office.device_id, "poll-event"),
        (before + 2, other.station_id, other.device_id, "whatever"),
    ]
    assert bytes(news.items[1].body) == '{"한글":1}'.encode()
    assert [(item.store_epoch, item.position) for item in news.items] == [
        (each.epoch, each.position) for each in (both.office, other)
    ]
    assert not news.more
    assert news_of(both, before + 2).items == []


def test_news_stop_where_a_message_is_full(here: Scene) -> None:
    after = news_of(here).items[-1].cursor
    for _ in range(3):
        sent(here, here.office.statements(("whatever", {"text": "x" * 500_000})))
    first = news_of(here, after)
    assert (len(first.items), first.more) == (2, True)
    rest = news_of(here, first.items[-1].cursor)
    assert (len(rest.items), rest.more) == (1, False)


def test_a_statement_of_any_size_reaches_the_others(here: Scene) -> None:
    after = news_of(here).items[-1].cursor
    batch = here.office.statements(("whatever", {"text": "x" * (2**20 - 600)}))
    assert len(batch.sealed.content) < 2**20
    sent(here, batch)
    (item,) = news_of(here, after).items
    assert len(item.body) > 2**20 - 700


def test_news_come_in_handfuls(here: Scene) -> None:
    after = news_of(here).items[-1].cursor
    for _ in range(2):
        sent(here, here.office.statements(*[("whatever", n) for n in range(150)]))
    first = news_of(here, after)
    assert (len(first.items), first.more) == (200, True)
    assert len(news_of(here, first.items[-1].cursor).items) == 100


@pytest.mark.parametrize("after", ["-1", "x", "1e3", "01", "9" * 17, "%00"])
def test_a_cursor_is_a_number(here: Scene, after: str) -> None:
    answer = here.app.ask_as(here.office, "GET", f"{path_of(here, 'feed', None)}?after={after}")
    assert answer.code == "wire.message-malformed"


def test_the_overview_shows_all_stations(both: Scene) -> None:
    sent(both, both.office.statements(("poll-event", poll_event("open", "published", "open"))))
    sent(both, both.office.ballots(20))
    first, second = overview_of(both).stations
    assert (first.name, first.poll_state, first.totals.cast) == ("제1투표소", "open", 20)
    assert (second.poll_state, second.totals.cast, second.listed) == ("", 0, 300)


def test_the_overview_says_what_somebody_must_look_at(here: Scene) -> None:
    copied = here.office.copy()
    sent(here, here.office.participations(cast(2)))
    branch = copied.participations(cast(3))
    sent(here, branch)
    (alarm,) = overview_of(here).alarms
    assert alarm.split()[:3] == ["item.chain-fork", here.office.station_id, branch.id]


def test_the_commission_reads_every_batch_as_it_came(both: Scene) -> None:
    batches = {batch.id: batch for batch in (both.office.ballots(20), both.office.participations(cast(20)))}
    for batch in batches.values():
        sent(both, batch)
    listed = {entry.batch_id: entry for entry in list_of(both).batches}
    assert list(listed) == sorted(listed)
    for batch_id, batch in batches.items():
        assert listed[batch_id].digest == batch.digest
        path = path_of(both, f"batches/{batch_id}", None)
        answer = both.app.ask_as(both.commission, "GET", path)
        assert (answer.body, answer.media_type) == (batch.packed, http.PACKED)
        receipt = both.app.ask_as(both.commission, "GET", f"{path}/receipt").content(
            Receipt, both.app.centre.keys.public_key, RECEIPT_PURPOSE
        )
        assert receipt.digest == batch.digest


def test_batches_are_listed_from_an_id_on_and_by_lane(here: Scene) -> None:
    for batch in (here.office.ballots(20), here.office.participations(cast(20))):
        sent(here, batch)
    everything = list_of(here).batches
    assert len(everything) == 4
    assert list_of(here, f"?after={everything[1].batch_id}").batches == everything[2:]
    assert {entry.lane for entry in list_of(here, "?lane=B").batches} == {"B"}
    assert here.app.ask_as(here.commission, "GET", path_of(here, "batches?lane=X", None)).status == 400


def test_only_the_commission_reads_batches_and_the_overview(here: Scene) -> None:
    batch = here.office.ballots(3)
    sent(here, batch)
    for what in ("overview", "batches", f"batches/{batch.id}", f"batches/{batch.id}/receipt"):
        answer = here.app.ask_as(here.office, "GET", path_of(here, what, None))
        assert answer.code == "centre.not-for-this-device"


@pytest.mark.parametrize("what", ["feed", "overview", "batches"])
def test_an_unknown_election_is_not_there(here: Scene, what: str) -> None:
    answer = here.app.ask_as(here.commission, "GET", f"/v1/elections/{ANOTHER.id}/{what}")
    assert answer.code == "centre.election-unknown"


@pytest.mark.parametrize("what", ["", "/receipt"])
def test_a_batch_that_is_not_there_is_not_there(here: Scene, what: str) -> None:
    answer = here.app.ask_as(here.commission, "GET", path_of(here, f"batches/{'ab' * 16}{what}", None))
    assert answer.code == "centre.nothing-there"
