"""Cast or challenge: a voter tests the machine with a sealed ballot, which is never counted then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from omp_desktop.crypto.ballot import decode_ballot
from omp_desktop.crypto.ballot_encryption import SealedBallot, encrypt_ballot
from omp_desktop.crypto.errors import NonceDoesNotFit
from omp_desktop.crypto.tested import open_tested
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.candidate import Candidate
from omp_desktop.domain.poll import PermitState
from omp_desktop.domain.voting_errors import NotOpen, PermitCancelled, PermitOfOtherKiosk, PermitUsed
from omp_desktop.services import voting
from omp_desktop.services.publication import read_published
from omp_desktop.services.voting import Outcome, Sealed, ShownContest, VotingService
from omp_desktop.services.voting_errors import BallotNotSealed, CandidateWithdrewMeanwhile
from omp_desktop.store import pragmas
from omp_desktop.store.engine import Store
from omp_desktop.store.errors import StoreBusy, StoreFailed
from omp_desktop.store.repositories.ballots import Ballots
from omp_desktop.store.repositories.outbox import Outbox
from omp_desktop.store.repositories.proofs import TestedBallots
from omp_desktop.store.unit_of_work import UnitOfWork
from tests.services.polling_day import Day
from tests.services.scene import Desk, People

Rows = Callable[[], dict[str, list[str]]]


def sealed_of(day: Day, president: int = 0) -> tuple[str, Sealed]:
    """A permit's token and the ballot that was sealed with it."""
    token = day.permit("1").token
    return token, day.booth.seal(token, day.choices(day.election.president[president]))


def chosen(contests: tuple[ShownContest, ...]) -> dict[str, set[str]]:
    return {each.contest.id: {option.id for option in each.chosen} for each in contests}


def status_of(store: Store, ballot_id: str) -> BallotStatus:
    with store.read() as uow:
        return uow.ballots.get(ballot_id).status


def counted(day: Day) -> int:
    with day.desk.core.store.read() as uow:
        return uow.ballots.counts(day.id)[BallotStatus.CAST]


def test_a_test_shows_what_the_machine_encrypted(open_day: Day) -> None:
    token, sealed = sealed_of(open_day, president=1)
    tested = open_day.booth.test(token, sealed.ballot_id)
    assert tested.code == sealed.code
    president, council = open_day.election.president[1], open_day.election.council[0]
    assert chosen(tested.contests) == {"president": {president.id}, "council": {council.id}}


def test_a_kiosk_that_encrypts_something_else_is_found_out(
    open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine shows the first candidate and encrypts the second; it cannot know who will test it."""
    liked, disliked = open_day.election.president[0], open_day.election.president[1]

    def lie(context: Any, selections: Any, **rest: Any) -> SealedBallot:
        return encrypt_ballot(context, {**selections, "president": frozenset({disliked.id})}, **rest)

    monkeypatch.setattr(voting, "encrypt_ballot", lie)
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(liked))
    assert chosen(open_day.booth.test(token, sealed.ballot_id).contests)["president"] == {disliked.id}


def test_anybody_opens_the_tested_ballot_from_the_store_without_a_key(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.test(token, sealed.ballot_id)
    with store.read() as uow:
        context = read_published(uow, open_day.id).context
        nonce, ballot = uow.tested.nonce(sealed.ballot_id), uow.ballots.get(sealed.ballot_id)
    assert nonce is not None
    opened = open_tested(context, decode_ballot(ballot.body, context), nonce)
    assert opened["president"] == {open_day.election.president[0].id}


def test_a_tested_ballot_is_not_counted_and_the_permit_stays_valid(open_day: Day, store: Store) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.test(token, sealed.ballot_id)
    assert status_of(store, sealed.ballot_id) is BallotStatus.TESTED
    assert counted(open_day) == 0
    with store.read() as uow:
        assert uow.permits.get(token).state is PermitState.ISSUED
    again = open_day.booth.seal(token, open_day.choices(None))
    assert again.code != sealed.code
    open_day.booth.cast(token, again.ballot_id)
    assert counted(open_day) == 1


def test_a_machine_can_be_tested_as_often_as_the_voter_likes(open_day: Day, store: Store) -> None:
    token = open_day.permit("1").token
    for _ in range(3):
        sealed = open_day.booth.seal(token, open_day.choices(None))
        open_day.booth.test(token, sealed.ballot_id)
    with store.read() as uow:
        assert uow.ballots.counts(open_day.id)[BallotStatus.TESTED] == 3
        assert sum(b'"tested"' in item.payload for item in uow.outbox.waiting("B")) == 3


def test_a_tested_ballot_is_never_cast(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.test(token, sealed.ballot_id)
    with pytest.raises(BallotNotSealed):
        open_day.booth.cast(token, sealed.ballot_id)
    assert open_day.booth.outcome(token, sealed.ballot_id) is Outcome.NOT_RECORDED
    assert counted(open_day) == 0


def test_a_cast_ballot_is_never_opened_as_a_test(open_day: Day, store: Store) -> None:
    """Neither here nor, should the service ever try, in the store."""
    token, sealed = sealed_of(open_day)
    open_day.booth.cast(token, sealed.ballot_id)
    with pytest.raises(PermitUsed):
        open_day.booth.test(token, sealed.ballot_id)
    with store.read() as uow:
        assert uow.tested.nonce(sealed.ballot_id) is None


def test_a_ballot_that_was_given_up_is_not_tested(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.give_up(token, sealed.ballot_id)
    with pytest.raises(BallotNotSealed):
        open_day.booth.test(token, sealed.ballot_id)


def test_what_another_booth_sealed_or_tested_is_not_tested_here(
    open_day: Day, desk: Desk, people: People
) -> None:
    other = VotingService(
        desk.core, desk.stations.add_kiosk(people.commission, open_day.election.station.id).id
    )
    token, sealed = sealed_of(open_day)
    theirs = open_day.booth
    with pytest.raises(PermitOfOtherKiosk):
        other.test(token, sealed.ballot_id)
    theirs.test(token, sealed.ballot_id)
    with pytest.raises(PermitOfOtherKiosk):
        other.test(token, sealed.ballot_id)


def test_a_ballot_that_does_not_exist_is_not_tested(open_day: Day) -> None:
    token, _ = sealed_of(open_day)
    with pytest.raises(BallotNotSealed):
        open_day.booth.test(token, "cd" * 32)


def test_nothing_is_tested_with_a_cancelled_permit_or_while_voting_is_suspended(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    with pytest.raises(NotOpen):
        open_day.booth.test(token, sealed.ballot_id)
    open_day.check_in.cancel(open_day.people.manager, open_day.id, open_day.voter("1").id, "돌아감")
    with pytest.raises(PermitCancelled):
        open_day.booth.test(token, sealed.ballot_id)


def test_a_withdrawal_after_the_sealing_asks_the_voter_again(
    open_day: Day, desk: Desk, people: People
) -> None:
    token, sealed = sealed_of(open_day)
    gone: Candidate = open_day.election.president[1]
    desk.elections.withdraw_candidate(people.commission, open_day.id, gone.id)
    with pytest.raises(CandidateWithdrewMeanwhile):
        open_day.booth.test(token, sealed.ballot_id)


# When something fails


@pytest.mark.parametrize(
    ("owner", "method"),
    [(Ballots, "set_status"), (TestedBallots, "put"), (Outbox, "add"), (UnitOfWork, "commit")],
)
def test_a_test_that_fails_at_any_step_leaves_nothing(
    open_day: Day, state_of: Rows, monkeypatch: pytest.MonkeyPatch, owner: type[Any], method: str
) -> None:
    token, sealed = sealed_of(open_day)
    before = state_of()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a step fails")

    with monkeypatch.context() as patch:
        patch.setattr(owner, method, fail)
        with pytest.raises(RuntimeError):
            open_day.booth.test(token, sealed.ballot_id)
    assert state_of() == before
    open_day.booth.cast(token, sealed.ballot_id)
    assert counted(open_day) == 1


def test_a_busy_store_tests_nothing_and_the_ballot_can_still_be_cast(
    open_day: Day, store: Store, state_of: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, sealed = sealed_of(open_day)
    before = state_of()
    monkeypatch.setattr(pragmas, "CAST_BUSY_MS", 20)
    with store.uow(), pytest.raises(StoreBusy):
        open_day.booth.test(token, sealed.ballot_id)
    assert state_of() == before
    open_day.booth.cast(token, sealed.ballot_id)


def test_a_test_whose_answer_was_lost_answers_the_same_and_changes_nothing_more(
    open_day: Day, state_of: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, sealed = sealed_of(open_day)
    commit = UnitOfWork.commit

    def commit_and_fail(self: UnitOfWork) -> None:
        commit(self)
        raise StoreFailed(reason="the answer is lost")

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", commit_and_fail)
        with pytest.raises(StoreFailed):
            open_day.booth.test(token, sealed.ballot_id)
    before = state_of()
    tested = open_day.booth.test(token, sealed.ballot_id)
    assert chosen(tested.contests)["president"] == {open_day.election.president[0].id}
    assert state_of() == before


def test_a_machine_whose_nonce_does_not_open_its_ballot_is_said_to_be_wrong(
    open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lie(*args: Any, **rest: Any) -> SealedBallot:
        honest = encrypt_ballot(*args, **rest)
        return SealedBallot(honest.ballot, bytes(32))

    monkeypatch.setattr(voting, "encrypt_ballot", lie)
    token, sealed = sealed_of(open_day)
    with pytest.raises(NonceDoesNotFit):
        open_day.booth.test(token, sealed.ballot_id)


# Looking a tested ballot up


def test_the_code_of_a_tested_ballot_shows_what_it_held(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    open_day.booth.test(token, sealed.ballot_id)
    found = open_day.booth.look_up(open_day.id, sealed.code)
    assert found.status is BallotStatus.TESTED
    assert chosen(found.contests)["president"] == {open_day.election.president[0].id}


def test_no_other_ballot_shows_what_it_holds(open_day: Day) -> None:
    token, sealed = sealed_of(open_day)
    assert open_day.booth.look_up(open_day.id, sealed.code).contests == ()
    open_day.booth.cast(token, sealed.ballot_id)
    assert open_day.booth.look_up(open_day.id, sealed.code).contests == ()
