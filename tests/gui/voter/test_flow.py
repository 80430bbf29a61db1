"""The way through a vote, without Qt and without a store: where each event leads, and where it never does."""

from __future__ import annotations

import pytest

from omp_desktop.crypto.errors import NonceDoesNotFit
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.voting_errors import BeforeWindow, NotOpen, PermitCancelled
from omp_desktop.gui.voter.ballot import VoterBallot
from omp_desktop.gui.voter.flow import KioskFlow
from omp_desktop.gui.voter.marks import Mark
from omp_desktop.gui.voter.places import Greeting, Place, Stage
from omp_desktop.services.voting_errors import CandidateWithdrewMeanwhile
from omp_desktop.store.errors import MirrorFailed, StoreBusy, StoreFailed
from tests.gui.voter.stand_in import AUDITORS, CODE, HALL, PRESIDENT, RECEIPT, WITHDRAWN, FakeVoting

FIRST, SECOND = PRESIDENT.options[0].id, PRESIDENT.options[1].id


class Walk:
    """A flow whose work is done at once, as long as there is some."""

    def __init__(self, voting: FakeVoting) -> None:
        self.voting = voting
        self.flow = KioskFlow()

    def work(self) -> None:
        while (work := self.flow.take_work()) is not None:
            try:
                result = work.run(self.voting)  # type: ignore[arg-type]
            except OmpError as error:
                work.failed(error)
            else:
                work.done(result)

    def look(self) -> None:
        self.flow.permits_seen(self.voting.waiting())
        self.work()

    def start(self) -> None:
        self.look()
        self.flow.start()
        self.work()

    def ballot(self) -> VoterBallot:
        assert self.flow.ballot is not None
        return self.flow.ballot

    def to_contest(self) -> None:
        self.start()
        self.ballot().understood()

    def to_review(self, *touches: str) -> None:
        self.to_contest()
        for option_id in touches:
            self.ballot().touch(option_id)
        for _ in self.voting.contests:
            self.ballot().forward()

    def to_sealed(self, *touches: str) -> None:
        self.to_review(*touches)
        self.ballot().seal()
        self.work()

    def cast(self) -> None:
        self.ballot().cast()
        self.work()


@pytest.fixture
def voting() -> FakeVoting:
    fake = FakeVoting()
    fake.issue()
    return fake


@pytest.fixture
def walk(voting: FakeVoting) -> Walk:
    return Walk(voting)


# --- the usual way


def test_a_vote_goes_from_start_to_recorded(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    assert walk.flow.place is Place.SEALED
    assert walk.ballot().code == CODE
    walk.cast()
    assert walk.flow.place is Place.RECORDED
    assert list(walk.voting.boxed.values()) == [{"president": frozenset({SECOND})}]


def test_each_contest_is_shown_in_turn_and_back_goes_the_same_way(voting: FakeVoting, walk: Walk) -> None:
    voting.contests = (PRESIDENT, HALL)
    walk.to_contest()
    assert walk.ballot().contest is PRESIDENT
    walk.ballot().forward()
    assert walk.ballot().contest is HALL
    walk.ballot().forward()
    assert walk.flow.place is Place.REVIEW
    walk.ballot().back()
    assert walk.ballot().contest is HALL
    walk.ballot().back()
    assert walk.ballot().contest is PRESIDENT
    walk.ballot().back()
    assert walk.flow.place is Place.HOW_TO


def test_a_change_from_the_review_leads_straight_back(voting: FakeVoting, walk: Walk) -> None:
    voting.contests = (PRESIDENT, HALL)
    walk.to_review()
    walk.ballot().change(0)
    assert walk.ballot().contest is PRESIDENT
    walk.ballot().touch(FIRST)
    walk.ballot().forward()
    assert walk.flow.place is Place.REVIEW
    assert walk.ballot().marks.is_chosen("president", FIRST)


def test_nothing_chosen_can_be_sealed_where_a_blank_ballot_is_allowed(walk: Walk) -> None:
    walk.to_sealed()
    walk.cast()
    assert list(walk.voting.boxed.values()) == [{"president": frozenset()}]


def test_a_contest_that_needs_a_choice_is_not_left_without(voting: FakeVoting, walk: Walk) -> None:
    voting.contests = (AUDITORS,)
    walk.to_contest()
    assert walk.ballot().forward() is False
    assert walk.flow.place is Place.CONTEST
    walk.ballot().touch(AUDITORS.options[0].id)
    assert walk.ballot().forward() is True
    assert walk.flow.place is Place.REVIEW


def test_a_choice_taken_back_keeps_a_change_from_going_back_to_the_review(
    voting: FakeVoting, walk: Walk
) -> None:
    voting.contests = (AUDITORS,)
    walk.to_review(AUDITORS.options[0].id)
    walk.ballot().change(0)
    walk.ballot().touch(AUDITORS.options[0].id)
    assert walk.ballot().back() is False
    assert walk.flow.place is Place.CONTEST


# --- marks


def test_in_choose_one_another_touch_moves_the_mark(walk: Walk) -> None:
    walk.to_contest()
    assert walk.ballot().touch(FIRST) is Mark.CHOSEN
    assert walk.ballot().touch(SECOND) is Mark.CHANGED
    assert [option.id for option in walk.ballot().marks.chosen("president")] == [SECOND]


def test_a_second_touch_takes_the_mark_back(walk: Walk) -> None:
    walk.to_contest()
    walk.ballot().touch(FIRST)
    assert walk.ballot().touch(FIRST) is Mark.REMOVED
    assert walk.ballot().marks.chosen("president") == ()


def test_in_choose_several_one_too_many_is_refused_and_takes_nothing_away(
    voting: FakeVoting, walk: Walk
) -> None:
    voting.contests = (AUDITORS,)
    walk.to_contest()
    first, second, third, _ = (option.id for option in AUDITORS.options)
    walk.ballot().touch(first)
    walk.ballot().touch(second)
    assert walk.ballot().touch(third) is Mark.TOO_MANY
    assert [option.id for option in walk.ballot().marks.chosen("auditors")] == [first, second]
    assert walk.ballot().marks.left("auditors") == 0


def test_a_withdrawn_candidate_cannot_be_chosen(walk: Walk) -> None:
    walk.to_contest()
    assert walk.ballot().touch(WITHDRAWN) is Mark.WITHDRAWN
    assert walk.ballot().marks.chosen("president") == ()
    assert walk.ballot().marks.selectable("president") == 4


def test_marks_do_not_show_in_their_representation(walk: Walk) -> None:
    walk.to_contest()
    walk.ballot().touch(SECOND)
    assert SECOND not in repr(walk.ballot().marks)
    assert SECOND not in repr(walk.ballot())


# --- before a vote


def test_without_a_permit_a_touch_waits_and_the_vote_begins_by_itself(voting: FakeVoting, walk: Walk) -> None:
    permits, voting.permits = voting.permits, []
    walk.start()
    assert walk.flow.place is Place.START
    assert walk.flow.arrivals.greeting(None) is Greeting.WAITING
    voting.permits = permits
    walk.look()
    assert walk.flow.place is Place.HOW_TO


def test_a_permit_alone_begins_nothing(walk: Walk) -> None:
    walk.look()
    assert walk.flow.place is Place.START
    assert walk.flow.arrivals.greeting(None) is Greeting.READY


def test_whoever_waited_and_went_away_starts_nobody_elses_vote(voting: FakeVoting, walk: Walk) -> None:
    permits, voting.permits = voting.permits, []
    walk.start()
    walk.flow.arrivals.wanted = False
    voting.permits = permits
    walk.look()
    assert walk.flow.place is Place.START


def test_while_the_polls_are_not_open_a_touch_starts_nothing(walk: Walk) -> None:
    stop = BeforeWindow(opens="06:00")
    walk.flow.permits_seen(walk.voting.waiting(), stop=stop)
    walk.flow.start()
    assert walk.flow.place is Place.START
    assert walk.flow.arrivals.greeting(stop) is Greeting.CLOSED


def test_a_permit_that_cannot_be_begun_says_why_and_leads_back_to_the_start(
    voting: FakeVoting, walk: Walk
) -> None:
    voting.fail("begin", PermitCancelled())
    walk.start()
    assert walk.flow.place is Place.FAILED
    assert walk.flow.failure is not None
    assert walk.flow.failure.stage is Stage.BEGIN
    assert not walk.flow.failure.permit_kept
    walk.flow.finish()
    assert walk.flow.place is Place.START


def test_with_several_permits_the_voter_chooses_the_election_first(voting: FakeVoting, walk: Walk) -> None:
    voting.issue(2)
    walk.start()
    assert walk.flow.place is Place.ELECTIONS
    walk.flow.choose_election(voting.permits[1].token)
    walk.work()
    assert walk.flow.place is Place.HOW_TO


def test_the_next_election_follows_without_explaining_again(voting: FakeVoting, walk: Walk) -> None:
    voting.issue(2)
    walk.start()
    walk.flow.choose_election(voting.permits[0].token)
    walk.work()
    walk.ballot().understood()
    walk.ballot().forward()
    walk.ballot().seal()
    walk.work()
    walk.cast()
    assert len(walk.flow.permits) == 1
    walk.flow.next_election()
    walk.work()
    assert walk.flow.place is Place.CONTEST
    assert walk.ballot().token == voting.permits[0].token


def test_the_next_voter_is_told_how_to_vote_again(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed()
    walk.cast()
    walk.flow.finish()
    voting.issue()
    walk.start()
    assert walk.flow.place is Place.HOW_TO


# --- sealing and casting


def test_casting_twice_is_one_cast(walk: Walk) -> None:
    walk.to_sealed(FIRST)
    walk.ballot().cast()
    walk.ballot().cast()
    walk.work()
    walk.ballot().cast()
    walk.work()
    assert walk.voting.calls.count("cast") == 1
    assert len(walk.voting.boxed) == 1


def test_going_back_from_the_sealed_ballot_makes_it_void_and_keeps_the_marks(walk: Walk) -> None:
    walk.to_sealed(FIRST)
    walk.ballot().unseal()
    walk.work()
    assert walk.flow.place is Place.REVIEW
    assert len(walk.voting.void) == 1
    assert walk.ballot().code == ""
    assert walk.ballot().marks.is_chosen("president", FIRST)


def test_a_ballot_that_could_not_be_made_void_stays_sealed_and_says_why(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed(FIRST)
    voting.fail("give_up", StoreBusy())
    walk.ballot().unseal()
    walk.work()
    assert walk.flow.place is Place.SEALED
    assert isinstance(walk.ballot().take_setback(), StoreBusy)
    assert walk.ballot().take_setback() is None


def test_busy_while_casting_keeps_the_choices_and_a_retry_asks_for_the_outcome_first(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed(SECOND)
    voting.fail("cast", StoreBusy())
    walk.cast()
    assert walk.flow.place is Place.FAILED
    failure = walk.flow.failure
    assert failure is not None
    assert (failure.passing, failure.may_retry, failure.permit_kept) == (True, True, True)
    voting.calls.clear()
    walk.ballot().retry()
    walk.work()
    assert voting.calls == ["outcome", "cast"]
    assert walk.flow.place is Place.RECORDED
    assert list(voting.boxed.values()) == [{"president": frozenset({SECOND})}]


def test_a_second_medium_that_was_not_written_lets_the_voter_try_the_same_ballot_once_more(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed(SECOND)
    voting.fail("cast", MirrorFailed(reason="away"))
    walk.cast()
    failure = walk.flow.failure
    assert failure is not None
    assert (failure.unsure, failure.may_retry, failure.permit_kept) == (False, True, True)
    walk.ballot().retry()
    walk.work()
    assert walk.flow.place is Place.RECORDED
    assert list(voting.boxed.values()) == [{"president": frozenset({SECOND})}]


def test_a_lost_answer_after_the_cast_is_never_told_as_not_recorded(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed(SECOND)
    voting.lose_answer = True
    voting.fail("cast", StoreBusy())
    walk.cast()
    assert walk.flow.place is Place.RECORDED
    assert len(voting.boxed) == 1


def test_where_nobody_knows_the_outcome_nothing_is_claimed(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed(SECOND)
    voting.fail("cast", StoreFailed(reason="EIO"))
    voting.fail("outcome", StoreFailed(reason="EIO"))
    walk.cast()
    failure = walk.flow.failure
    assert failure is not None
    assert failure.unsure
    assert failure.may_retry
    walk.ballot().retry()
    walk.work()
    assert walk.flow.place is Place.RECORDED


def test_a_failure_of_the_machine_needs_an_official(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed()
    voting.fail("cast", StoreFailed(reason="EIO"))
    walk.cast()
    failure = walk.flow.failure
    assert failure is not None
    assert not failure.may_retry
    walk.ballot().retry()
    walk.flow.finish()
    assert walk.flow.place is Place.FAILED
    walk.flow.release()
    walk.work()
    assert walk.flow.place is Place.START
    assert walk.flow.ballot is None


def test_busy_while_sealing_is_tried_again_with_the_same_choices(voting: FakeVoting, walk: Walk) -> None:
    voting.fail("seal", StoreBusy())
    walk.to_sealed(SECOND)
    assert walk.flow.failure is not None
    assert walk.flow.failure.stage is Stage.SEAL
    walk.ballot().retry()
    walk.work()
    assert walk.flow.place is Place.SEALED
    assert list(voting.sealed.values()) == [{"president": frozenset({SECOND})}]


def test_voting_suspended_while_casting_says_so_and_can_be_tried_again(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed()
    voting.fail("cast", NotOpen(state="suspended"))
    walk.cast()
    assert walk.flow.failure is not None
    assert walk.flow.failure.may_retry
    assert not walk.flow.failure.passing


def test_a_candidate_who_withdraws_after_the_sealing_sends_the_voter_back_to_the_review(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed(SECOND)
    voting.fail("cast", CandidateWithdrewMeanwhile())
    voting.withdrawn = frozenset({WITHDRAWN, SECOND})
    walk.cast()
    assert walk.flow.place is Place.REVIEW
    assert walk.ballot().marks.chosen("president") == ()
    assert isinstance(walk.ballot().take_setback(), CandidateWithdrewMeanwhile)
    walk.ballot().change(0)
    walk.ballot().touch(FIRST)
    walk.ballot().forward()
    walk.ballot().seal()
    walk.work()
    walk.cast()
    assert list(voting.boxed.values()) == [{"president": frozenset({FIRST})}]


def test_events_of_other_places_do_nothing(walk: Walk) -> None:
    walk.to_review(FIRST)
    ballot = walk.ballot()
    ballot.cast()
    ballot.unseal()
    ballot.retry()
    ballot.understood()
    assert ballot.touch(SECOND) is None
    walk.flow.start()
    walk.flow.look_up()
    walk.flow.next_election()
    walk.flow.recover()
    walk.work()
    assert walk.flow.place is Place.REVIEW
    assert walk.voting.calls == ["begin"]


# --- testing the machine, and receipts


def test_a_test_shows_what_was_encrypted_and_leads_back_to_the_kept_choices(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.ballot().test()
    walk.work()
    assert walk.flow.place is Place.TESTED
    tested = walk.ballot().tested
    assert tested is not None
    assert [option.id for option in tested.contests[0].chosen] == [SECOND]
    walk.ballot().resume()
    assert walk.flow.place is Place.REVIEW
    assert walk.ballot().tested is None
    assert walk.ballot().marks.is_chosen("president", SECOND)
    walk.ballot().seal()
    walk.work()
    walk.cast()
    assert len(walk.voting.sealed) == 2
    assert list(walk.voting.boxed) == [list(walk.voting.sealed)[1]]


def test_a_test_is_asked_for_once(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.ballot().test()
    walk.ballot().test()
    walk.ballot().cast()
    walk.work()
    assert walk.voting.calls.count("test") == 1
    assert walk.voting.boxed == {}


def test_nothing_is_tested_or_resumed_elsewhere(walk: Walk) -> None:
    walk.to_review(SECOND)
    walk.ballot().test()
    walk.ballot().resume()
    walk.work()
    assert walk.flow.place is Place.REVIEW
    assert "test" not in walk.voting.calls


def test_a_test_that_did_not_work_says_why_and_the_ballot_stays_sealed(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed(SECOND)
    voting.fail("test", StoreBusy())
    walk.ballot().test()
    walk.work()
    assert walk.flow.place is Place.SEALED
    assert isinstance(walk.ballot().take_setback(), StoreBusy)
    walk.cast()
    assert len(voting.boxed) == 1


def test_a_withdrawal_during_a_test_sends_the_voter_to_the_review(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed(SECOND)
    voting.fail("test", CandidateWithdrewMeanwhile())
    walk.ballot().test()
    walk.work()
    assert walk.flow.place is Place.REVIEW


def test_a_machine_whose_ballot_does_not_open_is_stopped(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed(SECOND)
    voting.fail("test", NonceDoesNotFit(contest="president", option="-"))
    walk.ballot().test()
    walk.work()
    failure = walk.flow.failure
    assert failure is not None
    assert not failure.may_retry
    walk.flow.finish()
    assert walk.flow.place is Place.FAILED


def test_the_lock_after_a_test_keeps_nothing(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.ballot().test()
    walk.work()
    walk.flow.lock()
    walk.work()
    assert walk.flow.place is Place.LOCKED
    assert walk.flow.ballot is None
    assert walk.voting.void == []


def test_no_receipt_is_asked_for_unless_the_voter_wants_one(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    assert walk.ballot().receipt_offered
    walk.cast()
    recorded = walk.ballot().recorded
    assert recorded is not None
    assert (walk.voting.wanted, recorded.receipt) == ([False], "")


def test_a_voter_who_wants_a_receipt_gets_it_with_the_code(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.ballot().want_receipt(wanted=True)
    walk.cast()
    recorded = walk.ballot().recorded
    assert recorded is not None
    assert (recorded.code, recorded.receipt) == (CODE, RECEIPT)


def test_a_receipt_survives_a_lost_answer(voting: FakeVoting, walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.ballot().want_receipt(wanted=True)
    voting.lose_answer = True
    voting.fail("cast", StoreBusy())
    walk.cast()
    recorded = walk.ballot().recorded
    assert recorded is not None
    assert recorded.receipt == RECEIPT
    assert voting.forgotten == 1


def test_a_receipt_that_cannot_be_fetched_after_a_lost_answer_is_said_and_the_vote_is_recorded(
    voting: FakeVoting, walk: Walk
) -> None:
    walk.to_sealed(SECOND)
    walk.ballot().want_receipt(wanted=True)
    voting.lose_answer = True
    voting.fail("cast", StoreBusy(), StoreBusy())
    walk.cast()
    assert walk.flow.place is Place.RECORDED
    recorded = walk.ballot().recorded
    assert recorded is not None
    assert recorded.receipt_failed
    assert voting.forgotten == 1


def test_a_check_of_the_own_vote_begins_and_ends_at_the_start(walk: Walk) -> None:
    walk.flow.check_own_vote()
    assert walk.flow.place is Place.OWN_VOTE
    walk.flow.finish()
    assert walk.flow.place is Place.START
    walk.to_review(SECOND)
    walk.flow.check_own_vote()
    assert walk.flow.place is Place.REVIEW


# --- the end of a voter


def test_nothing_of_the_voter_is_left_after_the_vote(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.cast()
    walk.flow.finish()
    assert walk.flow.place is Place.START
    assert walk.flow.ballot is None
    assert walk.flow.permits == ()
    assert walk.flow.failure is None


def test_the_lock_casts_nothing_and_makes_a_sealed_ballot_void(walk: Walk) -> None:
    walk.to_sealed(SECOND)
    walk.flow.lock()
    walk.work()
    assert walk.flow.place is Place.LOCKED
    assert walk.flow.ballot is None
    assert len(walk.voting.void) == 1
    assert walk.voting.boxed == {}
    walk.flow.release()
    walk.work()
    assert walk.flow.place is Place.START
    assert walk.voting.calls[-1] == "sweep"


def test_the_lock_comes_only_where_somebody_is_at_work(walk: Walk) -> None:
    walk.look()
    walk.flow.lock()
    assert walk.flow.place is Place.START
    walk.to_sealed()
    walk.cast()
    walk.flow.lock()
    assert walk.flow.place is Place.RECORDED


def test_a_bug_stops_the_booth_until_an_official_comes(walk: Walk) -> None:
    walk.to_review(SECOND)
    walk.flow.break_down()
    walk.work()
    assert walk.flow.place is Place.OUT_OF_ORDER
    walk.flow.finish()
    walk.flow.start()
    assert walk.flow.place is Place.OUT_OF_ORDER
    walk.flow.release()
    walk.work()
    assert walk.flow.place is Place.START


def test_a_result_that_comes_after_the_breakdown_changes_nothing(walk: Walk) -> None:
    walk.to_review(SECOND)
    walk.ballot().seal()
    sealing = walk.flow.take_work()
    assert sealing is not None
    walk.flow.break_down()
    sealing.done(sealing.run(walk.voting))  # type: ignore[arg-type]
    assert walk.flow.place is Place.OUT_OF_ORDER
    assert walk.flow.ballot is None


def test_the_booth_begins_by_making_void_what_was_left(walk: Walk) -> None:
    walk.flow.recover()
    walk.work()
    assert walk.voting.calls == ["recover"]
    assert walk.flow.place is Place.START


def test_a_booth_that_cannot_do_that_takes_nobody_in(voting: FakeVoting, walk: Walk) -> None:
    voting.fail("recover", StoreFailed(reason="EIO"))
    walk.flow.recover()
    walk.work()
    assert walk.flow.place is Place.OUT_OF_ORDER
    assert walk.flow.failure is not None


def test_a_look_up_leads_back_to_the_start(walk: Walk) -> None:
    walk.flow.look_up()
    assert walk.flow.place is Place.LOOK_UP
    walk.flow.finish()
    assert walk.flow.place is Place.START
