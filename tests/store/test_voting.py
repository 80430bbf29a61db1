"""One voter, one vote; and what the store keeps of a vote."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import ParticipationState, PermitState
from omp_desktop.domain.voting_errors import (
    AlreadyIssued,
    AlreadyVoted,
    CastNotCancellable,
    NothingToCancel,
    PermitNotValid,
)
from omp_desktop.store.checks import integrity_problems
from omp_desktop.store.driver import RawCursor, StoreKey, connect
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import (
    DuplicateCode,
    RecordExists,
    RecordMissing,
    RecordProtected,
    StoreBusy,
)
from tests.store.processes import line_of, running, tell
from tests.store.station import (
    BODY,
    CONTEST,
    HOUR,
    KEY,
    Polls,
    a_voter,
    new_id,
    open_polls,
    opened,
    raw_transaction,
    short_code,
)


def test_a_vote_is_stored_as_a_whole(polls: Polls) -> None:
    voter = polls.voters[0]
    ballot_id = polls.vote(voter)
    with polls.store.read() as uow:
        assert uow.ballots.get(ballot_id).status is BallotStatus.CAST
        participation = uow.participations.get(polls.election_id, voter.id)
        assert participation is not None
        assert (participation.state, participation.hour) == (ParticipationState.CAST, HOUR)
        assert uow.aggregates.ballots(polls.election_id) == {CONTEST: 1}
        assert uow.outbox.count("B") == 1
        assert uow.outbox.count("P") == 1


def test_a_cast_that_is_not_committed_leaves_nothing(polls: Polls) -> None:
    voter, token, ballot_id = polls.voters[0], polls.issue(polls.voters[0]), polls.seal()
    with polls.store.cast_uow() as uow:
        uow.ballots.set_status(ballot_id, BallotStatus.COMMITTED, BallotStatus.CAST)
        uow.permits.use(token)
        uow.participations.mark_cast(polls.election_id, voter.id, HOUR)
    with polls.store.read() as uow:
        assert uow.ballots.get(ballot_id).status is BallotStatus.COMMITTED
        assert uow.permits.get(token).state is PermitState.ISSUED
        assert uow.ballots.counts(polls.election_id)[BallotStatus.CAST] == 0


def test_a_second_permit_is_refused(polls: Polls) -> None:
    polls.issue(polls.voters[0])
    with pytest.raises(AlreadyIssued):
        polls.issue(polls.voters[0])


def test_a_permit_after_the_vote_is_refused(polls: Polls) -> None:
    polls.vote(polls.voters[0])
    with pytest.raises(AlreadyVoted):
        polls.issue(polls.voters[0])


def test_a_second_cast_with_the_same_permit_is_refused(polls: Polls) -> None:
    voter = polls.voters[0]
    token = polls.issue(voter)
    polls.cast(voter, token, polls.seal())
    with pytest.raises(PermitNotValid):
        polls.cast(voter, token, polls.seal())
    with polls.store.read() as uow:
        assert uow.ballots.counts(polls.election_id)[BallotStatus.CAST] == 1


def test_the_same_ballot_is_not_cast_twice(polls: Polls) -> None:
    first, second, *_ = polls.voters
    ballot_id = polls.vote(first)
    token = polls.issue(second)
    with pytest.raises(RecordMissing):
        polls.cast(second, token, ballot_id)


def test_a_cancelled_permit_may_be_issued_again(polls: Polls) -> None:
    voter = polls.voters[0]
    _cancel(polls, polls.issue(voter))
    second = polls.issue(voter)
    with polls.store.read() as uow:
        permit = uow.permits.of_voter(polls.election_id, voter.id)
    assert permit is not None
    assert permit.token == second


def test_a_cancelled_permit_is_not_used(polls: Polls) -> None:
    token = polls.issue(polls.voters[0])
    _cancel(polls, token)
    with pytest.raises(PermitNotValid), polls.store.uow() as uow:
        uow.permits.use(token)


def test_a_cast_vote_is_not_cancelled(polls: Polls) -> None:
    polls.vote(polls.voters[0])
    with pytest.raises(CastNotCancellable), polls.store.uow() as uow:
        uow.participations.cancel(polls.election_id, polls.voters[0].id)


def test_what_was_never_issued_is_not_cancelled(polls: Polls) -> None:
    with pytest.raises(NothingToCancel), polls.store.uow() as uow:
        uow.participations.cancel(polls.election_id, polls.voters[0].id)


def test_nobody_casts_without_a_permit(polls: Polls) -> None:
    with pytest.raises(PermitNotValid), polls.store.uow() as uow:
        uow.participations.mark_cast(polls.election_id, polls.voters[0].id, HOUR)


def test_a_used_permit_no_longer_knows_its_voter(polls: Polls) -> None:
    voter = polls.voters[0]
    token = polls.issue(voter)
    polls.cast(voter, token, polls.seal())
    with polls.store.read() as uow:
        permit = uow.permits.get(token)
        assert (permit.voter_id, permit.state) == (None, PermitState.USED)
        assert uow.permits.of_voter(polls.election_id, voter.id) is None
        assert uow.permits.open_for_device(polls.kiosk_id) == []


def test_a_permit_moves_to_another_kiosk(polls: Polls) -> None:
    token = polls.issue(polls.voters[0])
    with polls.store.uow() as uow:
        kiosk = uow.devices.get(polls.kiosk_id)
        other = type(kiosk)(new_id(), kiosk.station_id, "기표대 2", kiosk.kind, "ef" * 32)
        uow.devices.add(other)
        uow.permits.reassign(token, other.id)
        uow.commit()
    with polls.store.read() as uow:
        assert uow.permits.open_for_device(polls.kiosk_id) == []
        assert [permit.token for permit in uow.permits.open_for_device(other.id)] == [token]


def test_a_voter_of_another_election_gets_no_permit(store: Store) -> None:
    here, elsewhere = open_polls(store), open_polls(store)
    with pytest.raises(RecordProtected), store.uow() as uow:
        uow.participations.issue(here.election_id, elsewhere.voters[0].id)


def test_a_second_open_permit_is_refused_by_the_file_itself(polls: Polls) -> None:
    voter = polls.voters[0]
    polls.issue(voter)
    with pytest.raises(AlreadyIssued), polls.store.uow() as uow:
        uow.permits.add(polls.permit(voter, new_id()))


def test_without_its_index_the_file_would_take_a_second_open_permit(polls: Polls) -> None:
    """The control of the test above."""
    voter = polls.voters[0]
    polls.issue(voter)
    polls.execute("DROP INDEX uq_permit_open_voter")
    with polls.store.uow() as uow:
        uow.permits.add(polls.permit(voter, new_id()))
        uow.commit()
    with polls.store.read() as uow:
        assert len(uow.permits.open_for_device(polls.kiosk_id)) == 2


TWICE = "INSERT INTO participation SELECT election_id, id, 'issued', NULL FROM voter WHERE roll_number = '1'"


def test_a_second_participation_is_refused_by_the_key_itself(polls: Polls) -> None:
    polls.execute(TWICE)
    with pytest.raises(RecordExists):
        polls.execute(TWICE)


def test_without_the_key_a_voter_would_take_part_twice(polls: Polls) -> None:
    """The control of the test above."""
    with raw_transaction(polls.store) as connection:
        connection.exec_driver_sql("DROP TABLE participation")
        connection.exec_driver_sql("CREATE TABLE participation (election_id, voter_id, state, hour)")
        connection.exec_driver_sql(TWICE)
        connection.exec_driver_sql(TWICE)
        assert connection.exec_driver_sql("SELECT count(*) FROM participation").scalar() == 2


def test_two_ballots_never_share_a_code(polls: Polls) -> None:
    code = short_code()
    polls.seal(code)
    with pytest.raises(DuplicateCode):
        polls.seal(code)


def test_another_election_may_use_the_same_code(store: Store) -> None:
    code = short_code()
    open_polls(store).seal(code)
    open_polls(store).seal(code)


def test_a_ballot_is_found_by_its_code(polls: Polls) -> None:
    code = short_code()
    ballot_id = polls.seal(code)
    with polls.store.read() as uow:
        found = uow.ballots.by_code(polls.election_id, code)
        assert found is not None
        assert (found.ballot_id, found.body, found.status) == (ballot_id, BODY, BallotStatus.COMMITTED)
        assert uow.ballots.by_code(polls.election_id, short_code()) is None
        assert uow.ballots.by_code(new_id(), code) is None


def test_what_a_kiosk_left_behind_is_found(polls: Polls) -> None:
    polls.vote(polls.voters[0])
    left = {polls.seal(), polls.seal()}
    with polls.store.read() as uow:
        assert set(uow.ballots.committed_of_device(polls.kiosk_id)) == left


def test_no_ballot_is_cast_while_voting_is_suspended(polls: Polls) -> None:
    voter, token, ballot_id = polls.voters[0], polls.issue(polls.voters[0]), polls.seal()
    polls.set_state(ElectionState.SUSPENDED)
    with pytest.raises(RecordProtected):
        polls.cast(voter, token, ballot_id)


def test_those_in_the_queue_may_cast_while_closing(polls: Polls) -> None:
    voter, token, ballot_id = polls.voters[0], polls.issue(polls.voters[0]), polls.seal()
    polls.set_state(ElectionState.CLOSING)
    polls.cast(voter, token, ballot_id)


def test_ballots_come_in_pages_in_the_order_of_their_random_ids(store: Store) -> None:
    polls = open_polls(store, voters=7)
    cast = sorted(polls.vote(voter) for voter in polls.voters)
    polls.seal()
    found: list[str] = []
    with store.read() as uow:
        while page := uow.ballots.bodies(
            polls.election_id, BallotStatus.CAST, after=found[-1] if found else None, limit=3
        ):
            found += [ballot.ballot_id for ballot in page]
    assert found == cast


def test_counts_follow_every_change(polls: Polls) -> None:
    first, second, third = polls.voters
    polls.vote(first)
    polls.issue(second)
    _cancel(polls, polls.issue(third))
    polls.seal()
    with polls.store.read() as uow:
        assert uow.participations.counts(polls.election_id) == {
            ParticipationState.CAST: 1,
            ParticipationState.ISSUED: 1,
            ParticipationState.CANCELLED: 1,
        }
        assert uow.ballots.counts(polls.election_id) == {
            BallotStatus.COMMITTED: 1,
            BallotStatus.CAST: 1,
            BallotStatus.TESTED: 0,
            BallotStatus.VOID: 0,
        }
        assert uow.participations.by_hour(polls.election_id) == [(HOUR, 1)]
        assert uow.voters.count(polls.election_id) == 3
    assert polls.store.integrity_check() == ()


def test_a_count_that_went_astray_is_found(polls: Polls) -> None:
    """The control: the check compares with the rows."""
    polls.vote(polls.voters[0])
    polls.execute("UPDATE running_count SET n = 2 WHERE subject = 'ballot' AND word = 'cast'")
    assert polls.store.integrity_check() == ("count of ballot cast: 2 kept, 1 counted",)


class Interrupted:
    """A connection before one of whose statements somebody is checked in, if the store lets them."""

    def __init__(self, polls: Polls, before: str) -> None:
        self._connection = connect(polls.store.path, StoreKey(KEY), 1000)
        self._polls = polls
        self._before = before
        self.refused = 0

    def execute(self, sql: str, *parameters: Any) -> RawCursor:
        if self._before in sql:
            self._check_in()
        return self._connection.execute(sql, *parameters)

    def _check_in(self) -> None:
        try:
            with self._polls.store.uow(busy_ms=20) as uow:
                uow.participations.issue(self._polls.election_id, self._polls.voters[0].id)
                uow.commit()
        except StoreBusy:
            self.refused += 1

    def close(self) -> None:
        self._connection.close()


@pytest.mark.parametrize("before", ["FROM participation", "FROM ballot", "FROM running_count"])
def test_a_vote_in_the_middle_of_a_check_raises_no_alarm(polls: Polls, before: str) -> None:
    """Rows and running counts are read one after the other; somebody between would make them differ."""
    connection = Interrupted(polls, before)
    try:
        assert integrity_problems(connection) == ()
    finally:
        connection.close()
    assert connection.refused == 1
    polls.vote(polls.voters[0])
    assert polls.store.integrity_check() == ()


def test_participations_come_in_pages(store: Store) -> None:
    polls = open_polls(store, voters=5)
    for voter in polls.voters:
        polls.issue(voter)
    with store.read() as uow:
        first = uow.participations.page(polls.election_id, limit=3)
        rest = uow.participations.page(polls.election_id, after=first[-1].voter_id, limit=3)
    assert [p.voter_id for p in (*first, *rest)] == sorted(voter.id for voter in polls.voters)


def test_processes_that_race_for_a_voter_get_one_permit(folder: Path) -> None:
    polls = open_polls(opened(folder), voters=12)
    where = (str(folder), polls.election_id, polls.station_id, polls.kiosk_id)
    with ExitStack() as stack:
        desks = [stack.enter_context(running("check_in", *where)) for _ in range(3)]
        for desk in desks:
            assert line_of(desk) == "ready"
        for desk in desks:
            tell(desk, "go")
        answers = [line_of(desk) for desk in desks for _ in polls.voters]
    assert answers.count("issued") == len(polls.voters)
    assert answers.count(AlreadyIssued.code) == 2 * len(polls.voters)
    assert polls.store.integrity_check() == ()


def test_a_voter_added_later_takes_part_like_all(polls: Polls) -> None:
    late = a_voter(polls.election_id, polls.station_id, "99")
    with polls.store.uow() as uow:
        uow.voters.add_many([late])
        uow.commit()
    polls.vote(late)


def _cancel(polls: Polls, token: str) -> None:
    with polls.store.uow() as uow:
        voter_id = uow.permits.get(token).voter_id
        assert voter_id is not None
        uow.permits.cancel(token)
        uow.participations.cancel(polls.election_id, voter_id)
        uow.commit()
