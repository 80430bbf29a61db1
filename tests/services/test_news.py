"""News from the centre: amendments and pledges of others, each checked, none in the way of the next."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.candidate import CandidateState
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.pledge import PLEDGES_MAX
from omp_desktop.services.core import Core
from omp_desktop.services.news import NewsService
from omp_desktop.services.polls import PollsService
from omp_desktop.services.publication import read_published
from omp_desktop.store.records import OutboxItem
from omp_desktop.wire.station import NewsItem
from tests.services.scene import OPENS, Desk
from tests.services.two_stations import Pair, Pc


@pytest.fixture
def taken(brought: Pair) -> Pair:
    """The station has the election; what was published with it stands in the feed."""
    hand_in(brought, brought.commission)
    return brought


def news(pc: Pc) -> NewsService:
    return NewsService(pc.core, pc.centre_of.network)


def hand_in(pair: Pair, pc: Pc) -> None:
    """What waits on lane S goes into the feed, as it would through batches and centre."""
    link = pc.centre.link()
    assert link is not None
    with pc.core.store.read() as uow:
        waiting = uow.outbox.statements(pair.election.id)
        station = uow.stations.this_station()
    assert station is not None
    told = {(item.device_id, bytes(item.body)) for item in pair.little.feed}
    for each in waiting:
        if (link.device_id, each.payload) not in told:
            add(pair, each, station.id, link.device_id)


def add(pair: Pair, item: OutboxItem, station_id: str, device_id: str) -> None:
    pair.little.feed.append(
        NewsItem(
            cursor=len(pair.little.feed) + 1,
            station_id=station_id,
            device_id=device_id,
            store_epoch=1,
            position=item.position or 0,
            kind=item.kind,
            body=msgspec.Raw(item.payload),
        )
    )


def tell(
    pair: Pair, kind: str, body: object, *, place: tuple[int, int] | None = None, device: str = "cd"
) -> None:
    """A statement of some device that nobody here knows, made when the centre took it, or at that place."""
    cursor = len(pair.little.feed) + 1
    store_epoch, position = place or (1, cursor)
    pair.little.feed.append(
        NewsItem(
            cursor=cursor,
            station_id="ab" * 16,
            device_id=device * 16,
            store_epoch=store_epoch,
            position=position,
            kind=kind,
            body=msgspec.Raw(json.dumps(body).encode()),
        )
    )


def pledge(candidate: str, **changes: object) -> dict[str, object]:
    plain = {"theme": "환경", "title": "나무를 심겠습니다", "description": "", "position": 0}
    return {"pledge": "ef" * 16, "candidate": candidate, **plain, **changes}


def log(core: Core) -> list[AuditEvent]:
    with core.store.read() as uow:
        return [entry.event for entry in uow.audit.page()]


def withdraw(pair: Pair, place: int = 1) -> str:
    candidate = pair.election.president[place]
    Desk(pair.commission.core).elections.withdraw_candidate(
        pair.commission.official, pair.election.id, candidate.id
    )
    hand_in(pair, pair.commission)
    return candidate.id


def test_a_withdrawal_reaches_the_station(taken: Pair) -> None:
    gone = withdraw(taken)
    assert news(taken.station).pull().amendments == 1
    with taken.station.core.store.read() as uow:
        assert uow.candidates.get(gone).state is CandidateState.WITHDRAWN
        assert read_published(uow, taken.election.id).effective.withdrawn == {gone}
    assert AuditEvent.NEWS_TAKEN in log(taken.station.core)


def test_the_same_news_again_change_nothing(taken: Pair) -> None:
    withdraw(taken)
    news(taken.station).pull()
    assert news(taken.station).pull().seen == 0
    with taken.station.core.store.uow() as uow:
        uow.centre.set_news_cursor(taken.election.id, 0)
        uow.commit()
    assert news(taken.station).pull().amendments == 0


def test_the_feed_is_read_to_its_end_page_by_page(taken: Pair) -> None:
    for number in range(10):
        tell(taken, "some-kind-of-tomorrow", {"number": number})
    withdraw(taken)
    assert news(taken.station).pull().seen == len(taken.little.feed) > 10


def test_a_pledge_of_another_station_reaches_the_commission_and_back_as_published(taken: Pair) -> None:
    candidate = taken.election.president[1]
    desk = Desk(taken.station.core)
    added = desk.pledges.add(taken.station.official, candidate.id, "환경", "나무를 심겠습니다", "많이")
    hand_in(taken, taken.station)
    assert news(taken.commission).pull().pledges == 1
    commission = Desk(taken.commission.core)
    assert commission.pledges.of_candidate(candidate.id) == [added]
    assert commission.elections.publish_pledges(taken.commission.official, taken.election.id) == 2
    hand_in(taken, taken.commission)
    assert news(taken.station).pull().amendments == 1
    with taken.station.core.store.read() as uow:
        published = read_published(uow, taken.election.id).effective.pledges
    assert published is not None
    assert [each.title for each in published[candidate.id]] == ["나무를 심겠습니다"]


def test_a_pledge_that_another_station_changes_or_removes_is_found_by_its_id(taken: Pair) -> None:
    candidate = taken.election.president[0]
    (first,) = Desk(taken.commission.core).pledges.of_candidate(candidate.id)
    second = pledge(candidate.id, position=1)
    tell(taken, "pledge-added", second)
    tell(taken, "pledge-changed", pledge(candidate.id, pledge=first.id, title="도서관을 둘로"))
    news(taken.commission).pull()
    assert [each.title for each in Desk(taken.commission.core).pledges.of_candidate(candidate.id)] == [
        "도서관을 둘로",
        "나무를 심겠습니다",
    ]
    tell(taken, "pledge-removed", pledge(candidate.id, pledge=first.id))
    tell(taken, "pledge-removed", pledge(candidate.id, pledge="00" * 16))
    assert news(taken.commission).pull().pledges == 1
    left = Desk(taken.commission.core).pledges.of_candidate(candidate.id)
    assert [(each.title, each.position) for each in left] == [("나무를 심겠습니다", 0)]


def titles(pair: Pair, candidate_id: str) -> list[str]:
    news(pair.commission).pull()
    return [each.title for each in Desk(pair.commission.core).pledges.of_candidate(candidate_id)]


@pytest.mark.parametrize(("newer", "older"), [((1, 5), (1, 4)), ((2, 1), (1, 9))])
def test_what_a_station_said_earlier_changes_nothing_when_it_comes_later(
    taken: Pair, newer: tuple[int, int], older: tuple[int, int]
) -> None:
    candidate = taken.election.president[1].id
    tell(taken, "pledge-changed", pledge(candidate, title="나무 천 그루"), place=newer)
    tell(taken, "pledge-added", pledge(candidate, title="나무 백 그루"), place=older)
    assert titles(taken, candidate) == ["나무 천 그루"]
    tell(taken, "pledge-added", pledge(candidate, pledge="ee" * 16, position=1), place=older)
    assert titles(taken, candidate) == ["나무 천 그루", "나무를 심겠습니다"]


def test_a_pledge_whose_removal_came_first_stays_away(taken: Pair) -> None:
    candidate = taken.election.president[1].id
    tell(taken, "pledge-removed", pledge(candidate), place=(1, 5))
    assert titles(taken, candidate) == []
    tell(taken, "pledge-added", pledge(candidate), place=(1, 4))
    assert titles(taken, candidate) == []
    tell(taken, "pledge-restored", pledge(candidate), place=(1, 6))
    assert titles(taken, candidate) == ["나무를 심겠습니다"]


def test_two_senders_do_not_hold_each_other_back(taken: Pair) -> None:
    """Whose word is the later one the centre's order says: their own places cannot be compared."""
    candidate = taken.election.president[1].id
    tell(taken, "pledge-added", pledge(candidate, title="나무 백 그루"), place=(3, 9))
    tell(taken, "pledge-changed", pledge(candidate, title="나무 천 그루"), place=(1, 1), device="ce")
    assert titles(taken, candidate) == ["나무 천 그루"]


def test_a_statement_that_was_set_aside_holds_none_back(taken: Pair) -> None:
    candidate = taken.election.president[1].id
    tell(taken, "pledge-changed", pledge(candidate, title="긴" * 500), place=(1, 5))
    tell(taken, "pledge-added", pledge(candidate), place=(1, 4))
    assert titles(taken, candidate) == ["나무를 심겠습니다"]


def test_own_statements_are_passed_over(taken: Pair) -> None:
    candidate = taken.election.president[1]
    Desk(taken.station.core).pledges.add(taken.station.official, candidate.id, "환경", "나무")
    hand_in(taken, taken.station)
    taken_news = news(taken.station).pull()
    assert (taken_news.pledges, taken_news.set_aside) == (0, ())


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("pledge-added", {"candidate": "77" * 16}),
        ("pledge-added", {"title": ""}),
        ("pledge-added", {"title": "긴" * 500}),
        ("pledge-added", {"title": "\u202e거꾸로"}),
        ("pledge-added", {"position": -1}),
        ("pledge-added", {"theme": 5}),
    ],
)
def test_a_bad_piece_of_news_is_shown_and_the_next_one_comes(
    taken: Pair, kind: str, changes: dict[str, object]
) -> None:
    candidate = taken.election.president[1].id
    tell(taken, kind, pledge(candidate) | changes)
    tell(taken, "pledge-added", pledge(candidate, pledge="aa" * 16))
    found = news(taken.commission).pull()
    assert (found.pledges, len(found.set_aside)) == (1, 1)
    assert log(taken.commission.core)[-1] is AuditEvent.NEWS_SET_ASIDE


def test_one_pledge_too_many_is_set_aside_and_the_next_piece_of_news_comes(taken: Pair) -> None:
    """Two stations that know nothing of each other may promise more than a candidate may."""
    candidate = taken.election.president[1].id
    for number in range(PLEDGES_MAX + 1):
        tell(taken, "pledge-added", pledge(candidate, pledge=f"{number:032x}"))
    withdraw(taken)
    found = news(taken.station).pull()
    assert (found.pledges, found.amendments) == (PLEDGES_MAX, 1)
    assert [each.problem.code for each in found.set_aside] == ["pledge.too-many"]


def test_an_amendment_that_came_before_its_turn_is_taken_in_its_turn(taken: Pair) -> None:
    """Batches arrive in any order: the one with the first may have been held."""
    first, second, third = withdraw(taken, 0), withdraw(taken, 1), withdraw(taken, 2)
    begin, ahead = taken.little.feed[:-3], taken.little.feed[-3:]
    taken.little.feed = begin
    for item in (ahead[2], ahead[1]):
        tell(taken, item.kind, json.loads(bytes(item.body)))
    assert news(taken.station).pull().amendments == 0
    tell(taken, ahead[0].kind, json.loads(bytes(ahead[0].body)))
    assert news(taken.station).pull().amendments == 3
    with taken.station.core.store.read() as uow:
        assert read_published(uow, taken.election.id).effective.withdrawn == {first, second, third}


def test_one_that_waits_for_its_turn_follows_one_that_a_package_brought(taken: Pair) -> None:
    withdraw(taken, 0)
    taken.commission.packages.send(taken.commission.official, taken.election.id, taken.device)
    second = withdraw(taken, 1)
    *before, first_item, second_item = taken.little.feed
    taken.little.feed = before
    for item in (second_item, first_item):
        tell(taken, item.kind, json.loads(bytes(item.body)))
    with taken.station.core.store.read() as uow:
        assert not read_published(uow, taken.election.id).effective.withdrawn
    taken.little.feed, later = taken.little.feed[:-1], taken.little.feed[-1]
    assert len(news(taken.station).pull().set_aside) == 1
    taken.station.packages.fetch(taken.station.official)
    taken.little.feed.append(later)
    assert news(taken.station).pull().amendments == 1
    with taken.station.core.store.read() as uow:
        assert second in read_published(uow, taken.election.id).effective.withdrawn


def test_an_amendment_that_the_commission_did_not_sign_is_set_aside(taken: Pair) -> None:
    withdraw(taken)
    real = json.loads(bytes(taken.little.feed.pop().body))
    tell(taken, "amendment", {**real, "signature": "11" * 64})
    tell(taken, "amendment", {**real, "amendment": real["amendment"].replace("withdrawal", "hours")})
    found = news(taken.station).pull()
    assert (found.amendments, len(found.set_aside)) == (0, 2)
    with taken.station.core.store.read() as uow:
        assert not read_published(uow, taken.election.id).effective.withdrawn


def test_an_amendment_out_of_its_turn_is_set_aside(taken: Pair) -> None:
    withdraw(taken, 1)
    skipped = taken.little.feed.pop()
    withdraw(taken, 2)
    taken.little.feed = [item for item in taken.little.feed if item.body != skipped.body]
    assert len(news(taken.station).pull().set_aside) == 1


def test_a_pledge_for_another_candidates_pledge_is_set_aside(taken: Pair) -> None:
    (first,) = Desk(taken.commission.core).pledges.of_candidate(taken.election.president[0].id)
    other = taken.election.president[1].id
    tell(taken, "pledge-changed", pledge(other, pledge=first.id))
    tell(taken, "pledge-removed", pledge(other, pledge=first.id))
    assert len(news(taken.commission).pull().set_aside) == 2
    assert Desk(taken.commission.core).pledges.of_candidate(first.candidate_id) == [first]


def test_pledges_that_come_after_the_polls_opened_are_set_aside(taken: Pair, clock: FixedClock) -> None:
    station, people = taken.station, taken.station.people
    Desk(station.core).stations.add_kiosk(station.official, taken.second_station.id)
    polls = PollsService(station.core)
    clock.set(OPENS)
    polls.zero_report(people.manager, taken.election.id)
    opened = polls.open(people.manager, people.beside(people.manager, people.observer), taken.election.id)
    assert opened.election_id == taken.election.id
    with station.core.store.read() as uow:
        assert uow.elections.get(taken.election.id).state is ElectionState.OPEN
    tell(taken, "pledge-added", pledge(taken.election.president[1].id))
    assert len(news(station).pull().set_aside) == 1


def test_a_crash_takes_the_cursor_back_with_the_news(taken: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = withdraw(taken)

    class PowerCutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr("omp_desktop.store.repositories.centre.Centre.set_news_cursor", cut)
        with pytest.raises(PowerCutError):
            news(taken.station).pull()
    with taken.station.core.store.read() as uow:
        assert uow.candidates.get(gone).state is CandidateState.REGISTERED
    assert news(taken.station).pull().amendments == 1


def test_the_thread_that_sends_asks_nothing_where_nobody_answers(pair: Pair) -> None:
    news(pair.station).pull()
    pair.connect()
    pair.enrol()
    news(pair.station).pull()
    pair.station.packages.pull()
    assert not pair.station.packages.taken()
    pair.confirm()
    pair.station.packages.pull()
    assert pair.station.packages.taken()
    news(pair.station).pull()


def test_an_election_that_the_centre_does_not_have_keeps_no_news_from_another(taken: Pair) -> None:
    gone = withdraw(taken)
    with taken.station.core.store.uow() as uow:
        draft = replace(uow.elections.get(taken.election.id), id="00" * 16, state=ElectionState.DRAFT)
        uow.elections.add(draft)
        uow.elections.save(replace(draft, state=ElectionState.PUBLISHED))
        uow.commit()
    taken.little.unknown.add(draft.id)
    news(taken.station).pull()
    with taken.station.core.store.read() as uow:
        assert uow.candidates.get(gone).state is CandidateState.WITHDRAWN
