"""Finding a voter: by roll number, name or birth date, always through an index."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.station import Station
from omp_desktop.domain.voters_list import Voter, voters_digest
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import RecordExists, RecordMissing, RecordProtected
from omp_desktop.store.repositories.voters import _HITS, _conditions
from tests.store.station import Polls, an_election, new_id, open_polls, raw_transaction

LIST = [
    ("1", "김민준", date(1990, 3, 14)),
    ("2", "김서연", date(1985, 11, 2)),
    ("10", "이도윤", date(1990, 3, 14)),
    ("11", "박하은", date(2001, 1, 31)),
    ("100", "최지우", date(1950, 7, 7)),
    ("A-7", "Anna Kim", date(1970, 5, 5)),
    ("19900314", "정현우", date(1999, 9, 9)),
]


@pytest.fixture
def draft(store: Store) -> tuple[Store, str, str]:
    """A draft with a list of seven: store, election and station."""
    election, station = an_election(), Station(new_id(), "제1투표소")
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        uow.voters.add_many(
            Voter(new_id(), election.id, station.id, number, name, born, "서울특별시")
            for number, name, born in LIST
        )
        uow.commit()
    return store, election.id, station.id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1", ["1", "10", "11", "100", "19900314"]),
        ("10", ["10", "100"]),
        ("100", ["100"]),
        ("김", ["1", "2"]),
        ("김서", ["2"]),
        ("김 서연", ["2"]),
        (unicodedata.normalize("NFD", "김서"), ["2"]),
        ("서연", []),
        ("anna", ["A-7"]),
        ("a", ["A-7"]),
        ("A-7", ["A-7"]),
        ("１０", ["10", "100"]),
        ("1990-03-14", ["1", "10"]),
        ("19900314", ["1", "10", "19900314"]),
        ("%", []),
        ("_", []),
        ("", []),
        ("   ", []),
        ("9", []),
    ],
)
def test_a_search_finds(draft: tuple[Store, str, str], text: str, found: list[str]) -> None:
    store, election_id, _ = draft
    with store.read() as uow:
        assert [hit.voter.roll_number for hit in uow.voters.search(election_id, text)] == found
        assert uow.voters.count_matches(election_id, text) == len(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", ["0012", "12-3", "120"]),
        ("012", ["0012"]),
        ("0012", ["0012"]),
        ("000012", ["0012"]),
        ("0120", ["120"]),
        ("１２０", ["120"]),
        ("7-8", ["07-008"]),
        ("007-8", ["07-008"]),
        ("0", ["0000", "0a", "07-008", "0012"]),
        ("00000", ["0000"]),
        ("2", []),
        ("7", []),
    ],
)
def test_a_number_is_found_whatever_zeros_lead(store: Store, text: str, found: list[str]) -> None:
    """A voter who is on the list must not be sent away because of a zero."""
    election, station = an_election(), Station(new_id(), "제1투표소")
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        uow.voters.add_many(
            Voter(new_id(), election.id, station.id, number, "김민준", date(1990, 3, 14), "")
            for number in ("0012", "120", "12-3", "07-008", "0000", "0a")
        )
        uow.commit()
    with store.read() as uow:
        assert [hit.voter.roll_number for hit in uow.voters.search(election.id, text)] == found
        assert uow.voters.count_matches(election.id, text) == len(found)
        assert [hit.voter.roll_number for hit in uow.voters.search(election.id, text, 1)] == found[:1]


def test_a_number_with_zeros_that_is_a_birthday_too_is_counted_once(store: Store) -> None:
    election, station = an_election(), Station(new_id(), "제1투표소")
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        uow.voters.add_many(
            Voter(new_id(), election.id, station.id, number, "김민준", date(1990, 3, 14), "")
            for number in ("0019900314", "199003140", "7")
        )
        uow.commit()
    with store.read() as uow:
        hits = uow.voters.search(election.id, "19900314")
        assert [hit.voter.roll_number for hit in hits] == ["7", "0019900314", "199003140"]
        assert uow.voters.count_matches(election.id, "19900314") == 3


def test_a_search_stays_in_its_election(draft: tuple[Store, str, str]) -> None:
    store, _, _ = draft
    other = open_polls(store)
    with store.read() as uow:
        assert [hit.voter.name for hit in uow.voters.search(other.election_id, "1")] == ["홍길동"]


def test_a_search_stops_at_its_limit_with_the_exact_number_first(draft: tuple[Store, str, str]) -> None:
    store, election_id, _ = draft
    with store.read() as uow:
        hits = uow.voters.search(election_id, "1", limit=2)
        assert [hit.voter.roll_number for hit in hits] == ["1", "10"]
        assert uow.voters.count_matches(election_id, "1") == 5


def test_a_voter_who_matches_in_two_ways_is_one_hit(store: Store) -> None:
    election, station = an_election(), Station(new_id(), "제1투표소")
    twice = Voter(new_id(), election.id, station.id, "ANN1", "Anna", date(1970, 5, 5), "")
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        uow.voters.add_many([twice])
        uow.commit()
    with store.read() as uow:
        assert [hit.voter for hit in uow.voters.search(election.id, "ann")] == [twice]
        assert uow.voters.count_matches(election.id, "ann") == 1


def test_a_hit_says_how_far_the_voter_is(polls: Polls) -> None:
    first, second, _ = polls.voters
    polls.vote(first)
    polls.issue(second)
    with polls.store.read() as uow:
        states = {hit.voter.id: hit.state for hit in uow.voters.search(polls.election_id, "홍길동")}
    assert [states[voter.id] for voter in polls.voters] == [
        ParticipationState.CAST,
        ParticipationState.ISSUED,
        None,
    ]


def plans(store: Store, election_id: str, text: str) -> list[str]:
    """How SQLite answers each way the text can be meant."""
    with raw_transaction(store) as connection:
        found = []
        for conditions, order in _conditions(election_id, text):
            for condition in conditions:
                statement = _HITS.where(condition).order_by(order).limit(101)
                compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
                # The plan does not depend on the values.
                unknown = (None,) * len(compiled.positiontup or ())
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", unknown)
                found.append(" / ".join(row[3] for row in rows))
    return found


@pytest.mark.parametrize("text", ["1", "0012", "1-2-3", "김", "1990-03-14", "19900314", "a"])
def test_every_search_goes_through_an_index_and_sorts_nothing(
    draft: tuple[Store, str, str], text: str
) -> None:
    store, election_id, _ = draft
    for plan in plans(store, election_id, text):
        assert "SEARCH voter USING INDEX" in plan
        assert "TEMP B-TREE" not in plan


def test_without_its_index_a_search_would_read_more(draft: tuple[Store, str, str]) -> None:
    """The control of the test above."""
    store, election_id, _ = draft
    with raw_transaction(store) as connection:
        connection.exec_driver_sql("DROP INDEX ix_voter_election_id_name_key")
    assert any("TEMP B-TREE" in plan for plan in plans(store, election_id, "김"))


def test_a_list_is_counted_by_station(draft: tuple[Store, str, str]) -> None:
    store, election_id, station_id = draft
    with store.read() as uow:
        assert uow.voters.count(election_id) == len(LIST)
        assert uow.voters.count(election_id, station_id) == len(LIST)
        assert uow.voters.count(election_id, new_id()) == 0


def test_a_list_comes_in_pages(draft: tuple[Store, str, str]) -> None:
    store, election_id, _ = draft
    seen: list[str] = []
    with store.read() as uow:
        while page := uow.voters.page(election_id, after=seen[-1] if seen else "", limit=3):
            seen += [voter.roll_number for voter in page]
        assert sorted(seen) == sorted(uow.voters.roll_numbers(election_id))


def test_the_digest_follows_the_roll_numbers_as_people_sort_them(draft: tuple[Store, str, str]) -> None:
    store, election_id, station_id = draft
    with store.read() as uow:
        by_number = {voter.roll_number: voter for voter in uow.voters.page(election_id)}
        expected = voters_digest(by_number[n] for n in ("1", "2", "10", "11", "100", "19900314", "A-7"))
        assert uow.voters.digest(election_id, station_id) == expected
        assert uow.voters.digest(election_id, new_id()) == voters_digest([])


def test_the_same_person_is_found_in_other_elections(draft: tuple[Store, str, str]) -> None:
    store, election_id, station_id = draft
    other = an_election()
    twin = Voter(new_id(), other.id, station_id, "77", "김 민준", date(1990, 3, 14), "부산광역시")
    namesake = Voter(new_id(), other.id, station_id, "78", "김민준", date(1991, 3, 14), "부산광역시")
    with store.uow() as uow:
        uow.elections.add(other)
        uow.voters.add_many([twin, namesake])
        uow.commit()
    with store.read() as uow:
        here = uow.voters.search(election_id, "김민준")[0].voter
        assert uow.voters.same_person(here) == [twin]


def test_a_roll_number_is_taken_once(draft: tuple[Store, str, str]) -> None:
    store, election_id, station_id = draft
    again = Voter(new_id(), election_id, station_id, "a-7", "다른 사람", date(1970, 5, 5), "")
    with pytest.raises(RecordExists), store.uow() as uow:
        uow.voters.add_many([again])


def test_a_list_of_thousands_is_taken_in_one_transaction(store: Store) -> None:
    election, station = an_election(), Station(new_id(), "제1투표소")
    with store.uow() as uow:
        uow.elections.add(election)
        uow.stations.add(station)
        added = uow.voters.add_many(
            Voter(new_id(), election.id, station.id, str(n), "홍길동", date(1990, 3, 14), "")
            for n in range(4_500)
        )
        uow.commit()
    assert added == 4_500
    with store.read() as uow:
        assert uow.voters.count(election.id) == 4_500


def test_the_list_of_a_draft_can_be_emptied(draft: tuple[Store, str, str]) -> None:
    store, election_id, _ = draft
    with store.uow() as uow:
        assert uow.voters.clear(election_id) == len(LIST)
        uow.commit()
    with store.read() as uow:
        assert uow.voters.count(election_id) == 0
        assert uow.voters.search(election_id, "1") == []


def test_a_published_list_is_not_emptied(polls: Polls) -> None:
    with pytest.raises(RecordProtected), polls.store.uow() as uow:
        uow.voters.clear(polls.election_id)


def test_a_voter_is_read_as_stored(polls: Polls) -> None:
    with polls.store.read() as uow:
        assert uow.voters.get(polls.voters[0].id) == polls.voters[0]


def test_a_voter_who_is_not_there_is_an_error(polls: Polls) -> None:
    with pytest.raises(RecordMissing), polls.store.read() as uow:
        uow.voters.get(new_id())
