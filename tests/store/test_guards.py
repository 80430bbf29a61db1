"""The guards: each refuses what it is there for, and without it the change goes through."""

from __future__ import annotations

import pytest

from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import RecordInvalid, RecordMissing, RecordProtected
from omp_desktop.store.guards import GUARDS
from omp_desktop.store.records import PollEvent, StoredElectionKey, StoredManifest
from tests.store.records_of_history import a_remark, an_amendment, an_entry
from tests.store.records_of_proofs import fill_with_proofs
from tests.store.records_of_sending import fill_with_batches, fill_with_collected
from tests.store.station import HOUR, Polls, a_candidate, an_election, connections_of, new_id

# What each guard refuses in an open election that holds one of everything. Ballots: one cast, one committed.
REFUSED = {
    "election_never_draft_again": "UPDATE election SET state = 'draft'",
    "election_frozen": "UPDATE election SET name_ko = 'x'",
    "election_kept": "DELETE FROM election",
    "voting_window_frozen_insert": (
        "INSERT INTO voting_window SELECT election_id, 9, opens, closes FROM voting_window"
    ),
    "voting_window_frozen_update": "UPDATE voting_window SET closes = '2099'",
    "voting_window_kept": "DELETE FROM voting_window",
    "contest_frozen_insert": (
        "INSERT INTO contest SELECT election_id, 'x', 9, 'a', 'b', 1, 1, 'yes_no' FROM contest"
    ),
    "contest_frozen_update": "UPDATE contest SET votes_allowed = 2",
    "contest_kept": "DELETE FROM contest",
    "manifest_frozen_update": "UPDATE manifest SET body = x'00'",
    "manifest_kept": "DELETE FROM manifest",
    "election_key_frozen_update": "UPDATE election_key SET publics = '[]'",
    "election_key_kept": "DELETE FROM election_key",
    "trustee_frozen_update": "UPDATE trustee SET name = 'x'",
    "trustee_kept": "DELETE FROM trustee",
    "candidate_kept": "DELETE FROM candidate",
    "candidate_frozen": "UPDATE candidate SET number = 7",
    "candidate_photo_frozen_insert": (
        "INSERT INTO candidate_photo SELECT randomblob(16), election_id, body FROM candidate_photo"
    ),
    "candidate_photo_frozen_update": "UPDATE candidate_photo SET body = x'00'",
    "candidate_photo_kept": "DELETE FROM candidate_photo",
    "voter_frozen_update": "UPDATE voter SET name = 'x'",
    "voter_kept": "DELETE FROM voter",
    "voter_code_frozen_insert": (
        "INSERT INTO voter_code SELECT randomblob(16), election_id, code FROM voter_code"
    ),
    "voter_code_frozen_update": "UPDATE voter_code SET code = randomblob(32)",
    "voter_code_kept": "DELETE FROM voter_code",
    "participation_voter_of_election": (
        "INSERT INTO participation SELECT id, randomblob(16), 'issued', NULL FROM election"
    ),
    "participation_begins_issued": (
        "INSERT INTO participation"
        " SELECT election_id, id, 'cast', '2026-12-03T01:00:00.000000+00:00' FROM voter"
        " WHERE roll_number = '3'"
    ),
    "participation_cast_is_final": (
        "UPDATE participation SET state = 'issued', hour = NULL WHERE state = 'cast'"
    ),
    "participation_kept": "DELETE FROM participation",
    "permit_begins_issued": (
        "INSERT INTO permit SELECT randomblob(16), election_id, station_id, device_id, NULL, 'used'"
        " FROM permit"
    ),
    "permit_is_final": "UPDATE permit SET state = 'cancelled', voter_id = x'00' WHERE state = 'used'",
    "permit_kept": "DELETE FROM permit",
    "ballot_begins_committed": (
        "INSERT INTO ballot SELECT randomblob(32), election_id, station_id, device_id, 1,"
        " substr(hex(randomblob(13)), 1, 25), 'cast' FROM ballot LIMIT 1"
    ),
    "ballot_is_final": "UPDATE ballot SET status = 'void' WHERE status = 'cast'",
    "ballot_cast_while_open": "UPDATE ballot SET status = 'cast' WHERE status = 'committed'",
    "ballot_kept": "DELETE FROM ballot",
    "ballot_body_never_update": "UPDATE ballot_body SET body = x'00'",
    "ballot_body_kept": "DELETE FROM ballot_body",
    "aggregate_while_open_insert": "INSERT INTO aggregate SELECT election_id, 'x', x'00', 1 FROM aggregate",
    "aggregate_while_open_update": "UPDATE aggregate SET ballots = 2",
    "aggregate_kept": "DELETE FROM aggregate",
    "opening_never_update": "UPDATE opening SET body = x'00'",
    "opening_kept": "DELETE FROM opening",
    "page_ballot_is_final": (
        "INSERT INTO page_ballot SELECT ballot.id, page.election_id, page.device_id, page.store_epoch, 1"
        " FROM ballot, page WHERE status = 'committed'"
    ),
    "page_ballot_never_update": "UPDATE page_ballot SET number = 2",
    "page_ballot_kept": "DELETE FROM page_ballot",
    "page_never_update": "UPDATE page SET hash = zeroblob(32)",
    "page_kept": "DELETE FROM page",
    "closing_value_is_final": "UPDATE closing_value SET body = '[]'",
    "closing_value_kept": "DELETE FROM closing_value",
    "tested_ballot_was_tested": (
        "INSERT INTO tested_ballot SELECT id, zeroblob(32) FROM ballot WHERE status = 'cast'"
    ),
    "tested_ballot_never_update": "UPDATE tested_ballot SET nonce = randomblob(32)",
    "tested_ballot_kept": "DELETE FROM tested_ballot",
    "own_vote_record_never_update": "UPDATE own_vote_record SET body = x'00'",
    "own_vote_record_kept": "DELETE FROM own_vote_record",
    "ceremony_frozen_update": "UPDATE ceremony SET body = '[]'",
    "ceremony_kept": "DELETE FROM ceremony",
    "opening_request_never_update": "UPDATE opening_request SET body = x'00'",
    "opening_request_kept": "DELETE FROM opening_request",
    "opening_share_never_update": "UPDATE opening_share SET body = x'00'",
    "opening_share_kept": "DELETE FROM opening_share",
    "amendment_never_update": "UPDATE amendment SET payload = '{}'",
    "amendment_kept": "DELETE FROM amendment",
    "poll_event_never_update": "UPDATE poll_event SET note = 'x'",
    "poll_event_kept": "DELETE FROM poll_event",
    "batch_begins_waiting": (
        "INSERT INTO outbox_batch SELECT randomblob(16), election_id, 'S', device_id, 1, 9, digest, 1,"
        " 'held', 0, NULL, NULL, NULL, NULL, NULL FROM outbox_batch WHERE lane = 'B'"
    ),
    "batch_is_frozen": "UPDATE outbox_batch SET state = 'held', receipt = NULL WHERE state = 'acknowledged'",
    "outbox_batch_kept": "DELETE FROM outbox_batch",
    "outbox_batch_body_never_update": "UPDATE outbox_batch_body SET body = x'00'",
    "outbox_batch_body_kept": "DELETE FROM outbox_batch_body",
    "collected_batch_never_update": "UPDATE collected_batch SET body = x'00'",
    "collected_batch_kept": "DELETE FROM collected_batch",
    "collected_page_never_update": "UPDATE collected_page SET hash = zeroblob(32)",
    "collected_page_kept": "DELETE FROM collected_page",
    "collected_ballot_never_update": "UPDATE collected_ballot SET status = 'void'",
    "collected_ballot_kept": "DELETE FROM collected_ballot",
    "collected_cast_is_final": "UPDATE collected_participation SET state = 'issued', hour = NULL",
    "collected_participation_kept": "DELETE FROM collected_participation",
    "collected_sum_kept": "DELETE FROM collected_sum",
    "remark_never_update": "UPDATE remark SET value = 'x'",
    "remark_kept": "DELETE FROM remark",
    "audit_entry_never_update": "UPDATE audit_entry SET actor = 'x'",
    "audit_entry_never_delete": "DELETE FROM audit_entry",
}


@pytest.fixture
def full(polls: Polls) -> Polls:
    """An election that holds one of everything and is suspended, so that nobody can cast."""
    polls.vote(polls.voters[0])
    polls.issue(polls.voters[1])
    polls.seal()
    tested = polls.seal()
    with polls.store.uow() as uow:
        uow.elections.put_manifest(polls.election_id, StoredManifest(b"{}", "ab" * 32, bytes(64)))
        uow.elections.put_key(polls.election_id, StoredElectionKey("[]", "cd" * 32))
        uow.trustees.put(polls.election_id, 1, "김관리", "{}")
        uow.amendments.add(an_amendment(polls.election_id))
        uow.aggregates.put_opening(polls.election_id, b"{}")
        uow.audit.append(an_entry())
        uow.remarks.add(a_remark(polls.election_id))
        fill_with_proofs(uow, polls.election_id, tested)
        fill_with_batches(uow, polls.election_id, polls.kiosk_id)
        uow.poll_events.add(
            PollEvent(
                polls.election_id,
                PollAction.OPEN,
                ElectionState.PUBLISHED,
                ElectionState.OPEN,
                HOUR,
                (new_id(),),
                {"ballots": 0},
            )
        )
        uow.commit()
    fill_with_collected(polls)
    polls.set_state(ElectionState.SUSPENDED)
    return polls


def test_every_guard_has_a_test() -> None:
    assert REFUSED.keys() == {name for name in GUARDS if "_count_" not in name}


@pytest.mark.parametrize("name", REFUSED)
def test_the_guard_refuses(full: Polls, name: str) -> None:
    with pytest.raises(RecordProtected) as refused:
        full.execute(REFUSED[name])
    assert refused.value.params == {"rule": name}


@pytest.mark.parametrize("name", REFUSED)
def test_without_the_guard_the_change_goes_through(full: Polls, name: str) -> None:
    """The control of the test above."""
    # Foreign keys are off in a migration, so that nothing but the guard stands in the way.
    with connections_of(full.store).migration() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        assert connection.exec_driver_sql(REFUSED[name]).rowcount > 0


@pytest.mark.parametrize(
    "change",
    [
        "digest = zeroblob(32)",
        "sequence = 7",
        "n = 7",
        "page_number = 7",
        "page_store_epoch = 7",
        "store_epoch = 7",
        "id = randomblob(16)",
    ],
)
def test_what_was_frozen_is_sent_as_it_is(full: Polls, change: str) -> None:
    with pytest.raises(RecordProtected) as refused:
        full.execute(f"UPDATE outbox_batch SET {change} WHERE state = 'waiting'")  # noqa: S608 - of this test
    assert refused.value.params == {"rule": "batch_is_frozen"}


def test_an_open_permit_stays_with_its_voter(full: Polls) -> None:
    with pytest.raises(RecordProtected) as refused:
        full.execute("UPDATE permit SET voter_id = randomblob(16) WHERE state = 'issued'")
    assert refused.value.params == {"rule": "permit_is_final"}


def test_a_draft_goes_with_everything_in_it(store: Store) -> None:
    election = an_election()
    with store.uow() as uow:
        uow.elections.add(election)
        uow.candidates.add(a_candidate(election.id))
        uow.elections.put_key(election.id, StoredElectionKey("[]", "cd" * 32))
        uow.commit()
    with store.uow() as uow:
        uow.elections.remove_draft(election.id)
        uow.commit()
    with store.read() as uow:
        assert uow.elections.all() == []
        assert uow.candidates.in_election(election.id) == []
    assert store.integrity_check() == ()


def test_an_election_that_is_no_draft_is_not_removed_as_one(polls: Polls) -> None:
    with pytest.raises(RecordProtected), polls.store.uow() as uow:
        uow.elections.remove_draft(polls.election_id)


def test_a_real_election_cannot_be_turned_into_a_mock_vote(polls: Polls) -> None:
    with pytest.raises(RecordProtected) as refused:
        polls.execute("UPDATE election SET test_mode = 1")
    assert refused.value.params == {"rule": "election_frozen"}


def test_removing_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(RecordMissing), store.uow() as uow:
        uow.elections.remove_draft(new_id())


def test_a_candidate_may_still_withdraw(full: Polls) -> None:
    full.execute("UPDATE candidate SET state = 'withdrawn'")
    with pytest.raises(RecordProtected):
        full.execute("UPDATE candidate SET state = 'registered'")


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("participation", "UPDATE participation SET state = 'voted' WHERE state = 'issued'"),
        ("permit", "UPDATE permit SET state = 'open' WHERE state = 'issued'"),
        ("ballot", "UPDATE ballot SET status = 'counted' WHERE status = 'committed'"),
        ("election", "UPDATE election SET state = 'paused'"),
        ("candidate", "UPDATE candidate SET state = 'gone'"),
        (
            "participation",
            "UPDATE participation SET hour = '2026-12-03T01:30:00.000000+00:00', state = 'cast'"
            " WHERE state = 'issued'",
        ),
        ("permit", "UPDATE permit SET state = 'used' WHERE state = 'issued'"),
    ],
)
def test_words_and_times_outside_the_rules_are_refused(full: Polls, table: str, statement: str) -> None:
    with pytest.raises(RecordInvalid) as refused:
        full.execute(statement)
    assert str(refused.value.params["kind"]).startswith(f"ck_{table}_")
