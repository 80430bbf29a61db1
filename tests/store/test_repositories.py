"""What is stored comes back as it was, area by area."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omp_desktop.domain.access import Account, Role
from omp_desktop.domain.audit import verify_chain
from omp_desktop.domain.candidate import Candidate, CandidateState
from omp_desktop.domain.candidate_errors import NumberTaken, PartyTaken
from omp_desktop.domain.election import (
    Contest,
    ContestKind,
    Election,
    ElectionState,
    Identification,
    OwnVotePolicy,
    Policy,
    PollAction,
    ResultsPolicy,
)
from omp_desktop.domain.language import LocalText
from omp_desktop.domain.pledge import Pledge
from omp_desktop.domain.station import Device, DeviceKind, Station
from omp_desktop.domain.voting_window import VotingWindow
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import (
    RecordExists,
    RecordInvalid,
    RecordMissing,
    RecordProtected,
    StoreNotWritable,
)
from omp_desktop.store.records import (
    OutboxItem,
    PollEvent,
    StoredElectionKey,
    StoredManifest,
    StoredTrustee,
)
from tests.store.records_of_history import an_amendment, an_entry
from tests.store.station import CLOSES, CONTEST, HOUR, OPENS, Polls, a_candidate, an_election, new_id

DAY = timedelta(days=1)
RICH = Election(
    id=new_id(),
    name=LocalText("제1회 총회", ""),
    timezone="Europe/Berlin",
    windows=(VotingWindow(OPENS, CLOSES), VotingWindow(OPENS + DAY, CLOSES + DAY)),
    contests=(
        Contest("chair", LocalText("회장", "Chair")),
        Contest("board", LocalText("이사", "Board"), votes_allowed=3, blank_allowed=False),
        Contest("rules", LocalText("정관", "Rules"), kind=ContestKind.YES_NO),
    ),
    policy=Policy(ResultsPolicy.LIVE, OwnVotePolicy.ANYWHERE, Identification.SELF, 25),
    state=ElectionState.PUBLISHED,
    commissioners=("김위원", "이위원"),
    test_mode=True,
)


@pytest.fixture
def draft(store: Store) -> tuple[Store, Election]:
    """A store with one draft."""
    election = an_election()
    with store.uow() as uow:
        uow.elections.add(election)
        uow.commit()
    return store, election


def test_an_election_comes_back_as_it_was(store: Store) -> None:
    with store.uow() as uow:
        uow.elections.add(RICH)
        uow.commit()
    with store.read() as uow:
        assert uow.elections.get(RICH.id) == RICH
        assert uow.elections.all() == [RICH]


def test_elections_are_listed_by_their_opening(store: Store) -> None:
    late = an_election(windows=(VotingWindow(OPENS + DAY, CLOSES + DAY),))
    early = an_election()
    with store.uow() as uow:
        uow.elections.add(late)
        uow.elections.add(early)
        uow.commit()
    with store.read() as uow:
        assert uow.elections.all() == [early, late]


def test_the_same_election_is_not_added_twice(draft: tuple[Store, Election]) -> None:
    store, election = draft
    with pytest.raises(RecordExists), store.uow() as uow:
        uow.elections.add(election)


def test_a_draft_may_change_in_every_way(draft: tuple[Store, Election]) -> None:
    store, election = draft
    changed = replace(RICH, id=election.id, state=ElectionState.DRAFT)
    with store.uow() as uow:
        uow.elections.save(changed)
        uow.commit()
    with store.read() as uow:
        assert uow.elections.get(election.id) == changed


def test_contests_change_places_while_their_candidates_stay(store: Store) -> None:
    first, second = Contest("a", LocalText("가", "A")), Contest("b", LocalText("나", "B"))
    election = an_election(contests=(first, second))
    candidate = Candidate(new_id(), election.id, "a", 1, "김후보")
    swapped = replace(election, contests=(second, replace(first, votes_allowed=2)))
    with store.uow() as uow:
        uow.elections.add(election)
        uow.candidates.add(candidate)
        uow.elections.save(swapped)
        uow.commit()
    with store.read() as uow:
        assert uow.elections.get(election.id) == swapped
        assert uow.candidates.in_election(election.id) == [candidate]


def test_a_contest_with_candidates_is_not_taken_away(draft: tuple[Store, Election]) -> None:
    store, election = draft
    with store.uow() as uow:
        uow.candidates.add(a_candidate(election.id))
        uow.commit()
    with pytest.raises(RecordInvalid), store.uow() as uow:
        uow.elections.save(replace(election, contests=()))


def test_an_open_election_only_changes_its_state(polls: Polls) -> None:
    with polls.store.read() as uow:
        election = uow.elections.get(polls.election_id)
    polls.set_state(ElectionState.SUSPENDED)
    with pytest.raises(RecordProtected), polls.store.uow() as uow:
        uow.elections.save(replace(election, windows=()))
    with pytest.raises(RecordProtected), polls.store.uow() as uow:
        uow.elections.save(replace(election, name=LocalText("다른 이름", "")))


def test_an_unknown_election_is_an_error(store: Store) -> None:
    with pytest.raises(RecordMissing), store.read() as uow:
        uow.elections.get(new_id())
    with pytest.raises(RecordMissing), store.uow() as uow:
        uow.elections.save(an_election())
    with pytest.raises(RecordMissing), store.read() as uow:
        uow.elections.queue_remaining(new_id())


def test_manifest_and_key_come_back_byte_for_byte(draft: tuple[Store, Election]) -> None:
    store, election = draft
    manifest = StoredManifest('{"name":"선거"}'.encode(), "ab" * 32, bytes(range(64)))
    first, second = StoredElectionKey("[1]", "cd" * 32), StoredElectionKey("[2]", "ef" * 32)
    with store.uow() as uow:
        assert uow.elections.manifest(election.id) is None
        assert uow.elections.key(election.id) is None
        uow.elections.put_manifest(election.id, manifest)
        uow.elections.put_key(election.id, first)
        uow.elections.put_key(election.id, second)
        uow.commit()
    with store.read() as uow:
        assert uow.elections.manifest(election.id) == manifest
        assert uow.elections.key(election.id) == second


def test_the_queue_is_counted(polls: Polls) -> None:
    with polls.store.uow() as uow:
        assert uow.elections.queue_remaining(polls.election_id) is None
        uow.elections.set_queue_remaining(polls.election_id, 7)
        uow.commit()
    with polls.store.read() as uow:
        assert uow.elections.queue_remaining(polls.election_id) == 7


def test_a_queue_is_never_below_zero(polls: Polls) -> None:
    with pytest.raises(RecordInvalid), polls.store.uow() as uow:
        uow.elections.set_queue_remaining(polls.election_id, -1)


def test_candidates_come_back_by_number(draft: tuple[Store, Election]) -> None:
    store, election = draft
    listed = [
        a_candidate(election.id, number, party) for number, party in [(7, None), (1, "가당"), (3, None)]
    ]
    with store.uow() as uow:
        for candidate in listed:
            uow.candidates.add(candidate)
        uow.commit()
    with store.read() as uow:
        assert [c.number for c in uow.candidates.in_election(election.id)] == [1, 3, 7]
        assert uow.candidates.get(listed[1].id) == listed[1]


def test_a_number_is_taken_once(draft: tuple[Store, Election]) -> None:
    store, election = draft
    with store.uow() as uow:
        uow.candidates.add(a_candidate(election.id, 1))
        with pytest.raises(NumberTaken):
            uow.candidates.add(a_candidate(election.id, 1))


def test_a_party_has_one_candidate(draft: tuple[Store, Election]) -> None:
    store, election = draft
    second = a_candidate(election.id, 2, "가당")
    with store.uow() as uow:
        uow.candidates.add(a_candidate(election.id, 1, "가당"))
        uow.commit()
    with pytest.raises(PartyTaken) as refused, store.uow() as uow:
        uow.candidates.add(second)
    assert refused.value.params == {"party": "가당", "number": 1}


def test_a_saved_candidate_may_not_take_a_number_either(draft: tuple[Store, Election]) -> None:
    store, election = draft
    first, second = a_candidate(election.id, 1), a_candidate(election.id, 2)
    with store.uow() as uow:
        uow.candidates.add(first)
        uow.candidates.add(second)
        uow.candidates.save(replace(second, name="이후보", party="나당"))
        uow.commit()
    with pytest.raises(NumberTaken), store.uow() as uow:
        uow.candidates.save(replace(second, number=1))


def test_the_same_candidate_is_not_added_twice(draft: tuple[Store, Election]) -> None:
    store, election = draft
    candidate = a_candidate(election.id)
    with store.uow() as uow:
        uow.candidates.add(candidate)
        uow.commit()
    with pytest.raises(RecordExists), store.uow() as uow:
        uow.candidates.add(replace(candidate, number=2))


def test_a_withdrawal_is_stored(polls: Polls) -> None:
    with polls.store.uow() as uow:
        candidate = uow.candidates.in_election(polls.election_id)[0]
        uow.candidates.save(replace(candidate, state=CandidateState.WITHDRAWN))
        uow.commit()
    with polls.store.read() as uow:
        assert uow.candidates.get(candidate.id).state is CandidateState.WITHDRAWN


def a_pledge(candidate_id: str, position: int) -> Pledge:
    return Pledge(new_id(), candidate_id, "교통", f"공약 {position}", "첫째 줄\n둘째 줄", position)


def test_pledges_are_kept_in_order_and_counted(draft: tuple[Store, Election]) -> None:
    store, election = draft
    silent, busy = a_candidate(election.id, 1), a_candidate(election.id, 2)
    pledges = [a_pledge(busy.id, position) for position in (2, 0, 1)]
    with store.uow() as uow:
        uow.candidates.add(silent)
        uow.candidates.add(busy)
        for pledge in pledges:
            uow.pledges.add(pledge)
        uow.commit()
    with store.read() as uow:
        assert [p.position for p in uow.pledges.of_candidate(busy.id)] == [0, 1, 2]
        assert uow.pledges.counts(election.id) == {silent.id: 0, busy.id: 3}
        assert uow.pledges.get(pledges[0].id) == pledges[0]


def test_pledges_are_put_into_another_order(draft: tuple[Store, Election]) -> None:
    store, election = draft
    candidate = a_candidate(election.id)
    pledges = [a_pledge(candidate.id, position) for position in range(3)]
    wanted = [pledges[2].id, pledges[0].id, pledges[1].id]
    with store.uow() as uow:
        uow.candidates.add(candidate)
        for pledge in pledges:
            uow.pledges.add(pledge)
        uow.pledges.replace_positions(candidate.id, wanted)
        uow.pledges.save(replace(pledges[0], title="고친 공약", position=1))
        uow.commit()
    with store.read() as uow:
        found = uow.pledges.of_candidate(candidate.id)
        assert [p.id for p in found] == wanted
        assert found[1].title == "고친 공약"
    with pytest.raises(RecordInvalid), store.uow() as uow:
        uow.pledges.replace_positions(candidate.id, wanted[:2])


def test_a_removed_candidate_takes_the_pledges_along(draft: tuple[Store, Election]) -> None:
    store, election = draft
    candidate = a_candidate(election.id)
    with store.uow() as uow:
        uow.candidates.add(candidate)
        uow.pledges.add(a_pledge(candidate.id, 0))
        uow.pledges.add(removed := a_pledge(candidate.id, 1))
        uow.pledges.remove(removed.id)
        uow.commit()
    with store.uow() as uow:
        assert uow.pledges.counts(election.id) == {candidate.id: 1}
        uow.candidates.remove(candidate.id)
        uow.commit()
    with store.read() as uow:
        assert uow.pledges.of_candidate(candidate.id) == []
        assert uow.pledges.counts(election.id) == {}


def test_a_pledge_needs_its_candidate(store: Store) -> None:
    with pytest.raises(RecordInvalid) as refused, store.uow() as uow:
        uow.pledges.add(a_pledge(new_id(), 0))
    assert refused.value.params == {"kind": "reference"}


def test_stations_and_devices_come_back(store: Store) -> None:
    station = Station(new_id(), "제1투표소", "사직동")
    kiosk = Device(new_id(), station.id, "기표대 1", DeviceKind.KIOSK, "ab" * 32)
    office = Device(new_id(), station.id, "사무용", DeviceKind.OFFICE, "cd" * 32, active=False)
    with store.uow() as uow:
        assert uow.stations.this_station() is None
        uow.stations.add(station)
        uow.devices.add(office)
        uow.devices.add(kiosk)
        uow.stations.set_this_station(station.id)
        uow.commit()
    with store.read() as uow:
        assert uow.stations.all() == [uow.stations.get(station.id)] == [station]
        assert uow.stations.this_station() == station
        assert uow.devices.of_station(station.id) == uow.devices.all() == [kiosk, office]
        assert uow.devices.of_station(new_id()) == []


def test_stations_and_devices_change(store: Store) -> None:
    station = Station(new_id(), "제1투표소")
    kiosk = Device(new_id(), station.id, "기표대 1", DeviceKind.KIOSK, "ab" * 32)
    with store.uow() as uow:
        uow.stations.add(station)
        uow.devices.add(kiosk)
        uow.stations.save(replace(station, name="제2투표소"))
        uow.devices.save(replace(kiosk, active=False))
        uow.commit()
    with store.read() as uow:
        assert uow.stations.get(station.id).name == "제2투표소"
        assert not uow.devices.get(kiosk.id).active


def test_a_station_that_is_not_stored_is_not_this_one(store: Store) -> None:
    with pytest.raises(RecordMissing), store.uow() as uow:
        uow.stations.set_this_station(new_id())


def test_accounts_come_back_by_role_and_candidate(store: Store) -> None:
    manager = Account(new_id(), "김관리", Role.MANAGER)
    candidate = Account(new_id(), "이후보", Role.CANDIDATE, new_id(), new_id())
    with store.uow() as uow:
        uow.accounts.add(manager, "hash of a PIN")
        uow.accounts.add(candidate, "another")
        uow.commit()
    with store.read() as uow:
        assert {a.id for a in uow.accounts.all()} == {manager.id, candidate.id}
        assert uow.accounts.by_role(Role.MANAGER) == [uow.accounts.get(manager.id)] == [manager]
        assert candidate.candidate_id is not None
        assert uow.accounts.by_candidate(candidate.candidate_id) == [candidate]
        assert uow.accounts.secret_hash(manager.id) == "hash of a PIN"
        assert uow.accounts.failures(manager.id) == (0, None)


def test_an_account_changes_and_stays_when_switched_off(store: Store) -> None:
    account = Account(new_id(), "김관리", Role.MANAGER)
    with store.uow() as uow:
        uow.accounts.add(account, "old")
        uow.accounts.set_secret(account.id, "new")
        uow.accounts.set_failures(account.id, 3, HOUR)
        uow.accounts.deactivate(account.id)
        uow.commit()
    with store.read() as uow:
        assert uow.accounts.get(account.id) == replace(account, active=False)
        assert uow.accounts.secret_hash(account.id) == "new"
        assert uow.accounts.failures(account.id) == (3, HOUR)


def test_an_unknown_account_is_an_error(store: Store) -> None:
    with pytest.raises(RecordMissing), store.uow() as uow:
        uow.accounts.deactivate(new_id())


def test_trustees_come_back_in_their_places(draft: tuple[Store, Election]) -> None:
    store, election = draft
    with store.uow() as uow:
        uow.trustees.put(election.id, 2, "둘째", '{"b":2}')
        uow.trustees.put(election.id, 1, "처음", "{}")
        uow.trustees.put(election.id, 1, "첫째", '{"a":1}')
        uow.commit()
    with store.read() as uow:
        assert uow.trustees.all(election.id) == [
            StoredTrustee(1, "첫째", '{"a":1}'),
            StoredTrustee(2, "둘째", '{"b":2}'),
        ]


def test_amendments_come_back_with_the_same_hash(polls: Polls) -> None:
    first, second = an_amendment(polls.election_id), an_amendment(polls.election_id, 2)
    with polls.store.uow() as uow:
        uow.amendments.add(first)
        uow.amendments.add(second)
        uow.commit()
    with polls.store.read() as uow:
        found = uow.amendments.all(polls.election_id)
    assert [a.hash for a in found] == [first.hash, second.hash]


def test_an_amendment_has_its_number_for_itself(polls: Polls) -> None:
    with polls.store.uow() as uow:
        uow.amendments.add(an_amendment(polls.election_id))
        with pytest.raises(RecordExists):
            uow.amendments.add(an_amendment(polls.election_id))


def test_poll_events_come_back_in_order(polls: Polls) -> None:
    opened = PollEvent(
        polls.election_id,
        PollAction.OPEN,
        ElectionState.PUBLISHED,
        ElectionState.OPEN,
        HOUR,
        (new_id(), new_id()),
        {"ballots": 0, "listed": 3},
    )
    suspended = replace(
        opened,
        action=PollAction.SUSPEND,
        from_state=ElectionState.OPEN,
        to_state=ElectionState.SUSPENDED,
        note="정전",
    )
    with polls.store.uow() as uow:
        uow.poll_events.add(opened)
        uow.poll_events.add(suspended)
        uow.commit()
    with polls.store.read() as uow:
        assert uow.poll_events.all(polls.election_id) == [opened, suspended]


def test_the_audit_log_comes_back_as_an_unbroken_chain(store: Store) -> None:
    entries = [an_entry()]
    for _ in range(4):
        entries.append(an_entry(entries[-1]))
    with store.uow() as uow:
        assert uow.audit.last() is None
        for entry in entries:
            uow.audit.append(entry)
        uow.commit()
    with store.read() as uow:
        first = uow.audit.page(limit=3)
        rest = uow.audit.page(after_seq=first[-1].seq, limit=3)
        assert [*first, *rest] == entries
        assert verify_chain(rest, after=verify_chain(first)) == entries[-1]
        assert (uow.audit.last(), uow.audit.count()) == (entries[-1], 5)


def test_two_entries_never_share_a_number(store: Store) -> None:
    with store.uow() as uow:
        uow.audit.append(an_entry())
        with pytest.raises(RecordExists):
            uow.audit.append(an_entry())


def test_openings_stay_and_the_latest_counts(polls: Polls) -> None:
    with polls.store.uow() as uow:
        assert uow.aggregates.opening(polls.election_id) is None
        uow.aggregates.put_opening(polls.election_id, b"first")
        uow.aggregates.put_opening(polls.election_id, b"second")
        uow.commit()
    with polls.store.read() as uow:
        assert uow.aggregates.opening(polls.election_id) == b"second"
        assert uow.aggregates.openings(polls.election_id) == [b"first", b"second"]


def test_sums_are_replaced(polls: Polls) -> None:
    with polls.store.uow() as uow:
        uow.aggregates.put(polls.election_id, CONTEST, b"one", 1)
        uow.aggregates.put(polls.election_id, CONTEST, b"two", 2)
        uow.commit()
    with polls.store.read() as uow:
        assert uow.aggregates.get(polls.election_id) == {CONTEST: b"two"}
        assert uow.aggregates.ballots(polls.election_id) == {CONTEST: 2}


def test_set_up_items_wait_in_their_order(polls: Polls) -> None:
    with polls.store.uow() as uow:
        for number in range(3):
            uow.outbox.add("S", "candidate", bytes([number]), polls.election_id, "same key")
        uow.commit()
    with polls.store.read() as uow:
        assert [item.payload for item in uow.outbox.waiting("S")] == [b"\x00", b"\x01", b"\x02"]
        assert uow.outbox.count("S") == 3


def test_ballots_wait_by_their_random_keys(polls: Polls) -> None:
    keys = [new_id() for _ in range(5)]
    with polls.store.uow() as uow:
        for key in keys:
            uow.outbox.add("B", "ballot", key.encode(), polls.election_id, key)
        uow.outbox.add("P", "participation", b"x", polls.election_id, keys[0])
        uow.commit()
    with polls.store.read() as uow:
        assert [item.key for item in uow.outbox.waiting("B")] == sorted(keys)
        assert (uow.outbox.count("B"), uow.outbox.count("P"), uow.outbox.count()) == (5, 1, 6)


def test_a_waiting_item_gives_way_to_its_newer_state(polls: Polls) -> None:
    with polls.store.uow() as uow:
        uow.outbox.add("P", "participation", b"issued", polls.election_id, "voter")
        uow.outbox.add("P", "participation", b"cast", polls.election_id, "voter")
        uow.commit()
    with polls.store.read() as uow:
        assert uow.outbox.waiting("P") == [
            OutboxItem("P", "voter", polls.election_id, "participation", b"cast")
        ]
        assert uow.outbox.count("P") == 1
    assert polls.store.integrity_check() == ()


def test_settings_are_set_and_replaced(store: Store) -> None:
    with store.uow() as uow:
        assert uow.settings.get("language") is None
        uow.settings.set("language", "ko")
        uow.settings.set("language", "en")
        uow.commit()
    with store.read() as uow:
        assert uow.settings.get("language") == "en"


def test_a_store_without_its_id_is_an_error(store: Store) -> None:
    with store.uow() as uow:
        uow.settings._connection.exec_driver_sql("DELETE FROM setting")
        with pytest.raises(RecordMissing):
            _ = uow.settings.store_id


def test_a_unit_of_work_that_only_reads_neither_writes_nor_commits(store: Store) -> None:
    with store.read() as uow:
        with pytest.raises(StoreNotWritable):
            uow.settings.set("a", "b")
        with pytest.raises(RuntimeError, match="nothing to commit"):
            uow.commit()


def test_a_unit_of_work_ends_with_its_commit(store: Store) -> None:
    with store.uow() as uow:
        uow.commit()
        with pytest.raises(RuntimeError, match="ended"):
            uow.commit()
