"""Casting, the steps of the polls, permits and turnout."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omp_desktop.domain.access import Role
from omp_desktop.domain.access_errors import (
    AccountInactive,
    ActionNotAllowed,
    SamePerson,
    SecondPersonNeeded,
    SecondPersonUnsuitable,
)
from omp_desktop.domain.clock import ClockQuality, Reading
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.errors import OmpError
from omp_desktop.domain.poll import (
    Participation,
    ParticipationState,
    Permit,
    PermitState,
    Turnout,
    check_cancel,
    check_issue,
    check_people,
    check_permit,
    check_timing,
    check_waiting,
    hour_of,
    may_cast,
    merge_small_hours,
)
from omp_desktop.domain.voting_errors import (
    AfterLastWindow,
    AlreadyIssued,
    AlreadyVoted,
    BeforeWindow,
    CastNotCancellable,
    ClockDoubtful,
    NothingToCancel,
    NotOpen,
    OutsideWindow,
    PermitCancelled,
    PermitNotValid,
    PermitOfOtherElection,
    PermitOfOtherKiosk,
    PermitOfOtherStation,
    PermitUsed,
    QueueFinished,
    ReasonNeeded,
    TooEarlyToClose,
    TooEarlyToOpen,
    TooLateToOpen,
    WaitingInvalid,
)
from tests.unit.domain.examples import (
    AFTER,
    BEFORE,
    DURING,
    ELECTION_ID,
    FIRST,
    KIOSK_ID,
    LAST,
    OVERNIGHT,
    SEOUL,
    STATION_ID,
    an_account,
    an_election,
)

WINDOWS = (FIRST, LAST)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SUSPECT = ClockQuality.SUSPECT


@pytest.mark.parametrize("now", [FIRST.opens, DURING, FIRST.closes, LAST.opens, LAST.closes])
def test_a_ballot_is_cast_in_a_window_with_both_ends(now: datetime) -> None:
    may_cast(ElectionState.OPEN, WINDOWS, now)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (FIRST.opens - SECOND, "2026-12-03 06:00 (Asia/Seoul)"),
        (FIRST.closes + SECOND, "2026-12-04 06:00 (Asia/Seoul)"),
        (OVERNIGHT, "2026-12-04 06:00 (Asia/Seoul)"),
    ],
)
def test_before_a_window_the_voter_hears_when_it_begins(now: datetime, opens: str) -> None:
    with pytest.raises(BeforeWindow) as caught:
        may_cast(ElectionState.OPEN, WINDOWS, now, timezone=SEOUL)
    assert caught.value.params == {"opens": opens}


def test_after_the_last_window_the_voter_hears_that_it_is_over() -> None:
    with pytest.raises(AfterLastWindow) as caught:
        may_cast(ElectionState.OPEN, WINDOWS, LAST.closes + SECOND, timezone=SEOUL)
    assert caught.value.params == {"closes": "2026-12-04 18:00 (Asia/Seoul)"}


@pytest.mark.parametrize(
    "state", [state for state in ElectionState if state not in {ElectionState.OPEN, ElectionState.CLOSING}]
)
def test_no_ballot_is_cast_while_the_polls_are_not_open(state: ElectionState) -> None:
    with pytest.raises(NotOpen) as caught:
        may_cast(state, WINDOWS, DURING)
    assert caught.value.params == {"state": state}


def test_those_in_the_queue_vote_after_closing_time() -> None:
    may_cast(ElectionState.CLOSING, WINDOWS, AFTER, 1)


@pytest.mark.parametrize("remaining", [0, None])
def test_when_the_queue_is_through_nobody_votes(remaining: int | None) -> None:
    with pytest.raises(QueueFinished):
        may_cast(ElectionState.CLOSING, WINDOWS, AFTER, remaining)


@pytest.mark.parametrize(
    "now", [FIRST.opens + 5 * MINUTE + SECOND, DURING, FIRST.closes - 5 * MINUTE - SECOND]
)
def test_inside_a_window_a_suspect_clock_stops_nobody(now: datetime) -> None:
    may_cast(ElectionState.OPEN, WINDOWS, now, quality=SUSPECT)


@pytest.mark.parametrize("now", [BEFORE, FIRST.opens, FIRST.closes - 5 * MINUTE, OVERNIGHT, AFTER])
def test_at_the_edges_a_suspect_clock_asks_two_people(now: datetime) -> None:
    with pytest.raises(ClockDoubtful):
        may_cast(ElectionState.OPEN, WINDOWS, now, quality=SUSPECT)
    may_cast(ElectionState.OPEN, WINDOWS, now, quality=SUSPECT, time_confirmed=True)


def test_confirming_the_time_opens_no_closed_polls() -> None:
    with pytest.raises(NotOpen):
        may_cast(ElectionState.CLOSED, WINDOWS, DURING, quality=SUSPECT, time_confirmed=True)


@pytest.mark.parametrize("quality", [ClockQuality.SIGNED, ClockQuality.HOLDOVER, ClockQuality.LOCAL])
def test_a_clock_in_good_order_decides_by_itself(quality: ClockQuality) -> None:
    with pytest.raises(OutsideWindow):
        may_cast(ElectionState.OPEN, WINDOWS, OVERNIGHT, quality=quality, time_confirmed=True)


def reading(now: datetime, quality: ClockQuality = ClockQuality.LOCAL) -> Reading:
    return Reading(now, quality)


BEGINNING = [PollAction.OPEN, PollAction.RESUME, PollAction.REOPEN]
ENDING = [PollAction.BEGIN_CLOSING, PollAction.CLOSE]


@pytest.mark.parametrize("action", BEGINNING)
def test_voting_begins_inside_a_window(action: PollAction) -> None:
    check_timing(an_election(), action, reading(FIRST.opens), reason="정전 복구")


@pytest.mark.parametrize("action", BEGINNING)
@pytest.mark.parametrize(("now", "opens"), [(BEFORE, "2026-12-03 06:00"), (OVERNIGHT, "2026-12-04 06:00")])
def test_voting_does_not_begin_before_its_window(action: PollAction, now: datetime, opens: str) -> None:
    with pytest.raises(TooEarlyToOpen) as caught:
        check_timing(an_election(), action, reading(now), reason="정전 복구")
    assert caught.value.params == {"opens": f"{opens} (Asia/Seoul)"}


@pytest.mark.parametrize("action", BEGINNING)
def test_voting_does_not_begin_after_the_last_window(action: PollAction) -> None:
    with pytest.raises(TooLateToOpen) as caught:
        check_timing(an_election(), action, reading(AFTER), reason="정전 복구")
    assert caught.value.params == {"closes": "2026-12-04 18:00 (Asia/Seoul)"}


@pytest.mark.parametrize("action", ENDING)
@pytest.mark.parametrize("now", [DURING, FIRST.closes, OVERNIGHT, LAST.closes - SECOND])
def test_the_polls_do_not_close_before_the_last_window_ends(action: PollAction, now: datetime) -> None:
    with pytest.raises(TooEarlyToClose) as caught:
        check_timing(an_election(), action, reading(now))
    assert caught.value.params == {"closes": "2026-12-04 18:00 (Asia/Seoul)"}


@pytest.mark.parametrize("action", ENDING)
@pytest.mark.parametrize("now", [LAST.closes, AFTER])
def test_the_polls_close_when_the_last_window_has_ended(action: PollAction, now: datetime) -> None:
    check_timing(an_election(), action, reading(now))


@pytest.mark.parametrize("action", ENDING)
def test_a_test_vote_may_be_closed_at_any_time(action: PollAction) -> None:
    check_timing(an_election(test_mode=True), action, reading(DURING))


def test_a_test_vote_begins_inside_its_window_like_any_other() -> None:
    with pytest.raises(TooEarlyToOpen):
        check_timing(an_election(test_mode=True), PollAction.OPEN, reading(BEFORE))


@pytest.mark.parametrize("action", [PollAction.SUSPEND, PollAction.REOPEN])
@pytest.mark.parametrize("reason", ["", "  "])
def test_stopping_and_reopening_are_explained(action: PollAction, reason: str) -> None:
    with pytest.raises(ReasonNeeded) as caught:
        check_timing(an_election(), action, reading(DURING), reason=reason)
    assert caught.value.params == {"action": action}


def test_voting_can_be_suspended_at_any_time() -> None:
    check_timing(an_election(), PollAction.SUSPEND, reading(AFTER), reason="오늘 투표 끝")


@pytest.mark.parametrize("action", [*BEGINNING, PollAction.CLOSE])
def test_a_suspect_clock_leaves_the_decision_to_two_people_with_a_reason(action: PollAction) -> None:
    with pytest.raises(ReasonNeeded):
        check_timing(an_election(), action, reading(OVERNIGHT, SUSPECT))
    check_timing(an_election(), action, reading(OVERNIGHT, SUSPECT), reason="벽시계로 06:00 확인")


def test_with_a_suspect_clock_closing_begins_once_two_people_confirmed_the_time() -> None:
    for now in (OVERNIGHT, AFTER):
        with pytest.raises(ClockDoubtful):
            check_timing(an_election(), PollAction.BEGIN_CLOSING, reading(now, SUSPECT), reason="시계 고장")
        check_timing(an_election(), PollAction.BEGIN_CLOSING, reading(now, SUSPECT), time_confirmed=True)


def test_confirming_the_time_replaces_no_clock_in_good_order() -> None:
    with pytest.raises(TooEarlyToClose):
        check_timing(an_election(), PollAction.BEGIN_CLOSING, reading(DURING), time_confirmed=True)


@pytest.mark.parametrize("action", [PollAction.PUBLISH, PollAction.COUNT, PollAction.CERTIFY])
def test_other_steps_have_no_time_of_day(action: PollAction) -> None:
    check_timing(an_election(), action, reading(BEFORE, SUSPECT))


MANAGER = an_account("manager", Role.MANAGER)
OBSERVER = an_account("observer", Role.OBSERVER)
COMMISSION = an_account("commission", Role.COMMISSION)


def test_a_manager_and_an_observer_open_the_polls() -> None:
    check_people(PollAction.OPEN, MANAGER, OBSERVER)


def test_one_person_publishes() -> None:
    check_people(PollAction.PUBLISH, COMMISSION)


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (OBSERVER, MANAGER, ActionNotAllowed),
        (MANAGER, None, SecondPersonNeeded),
        (MANAGER, MANAGER, SamePerson),
        (MANAGER, an_account("a", Role.CANDIDATE), SecondPersonUnsuitable),
        (MANAGER, an_account("t", Role.TRUSTEE), SecondPersonUnsuitable),
        (MANAGER, an_account("o", Role.OBSERVER, active=False), AccountInactive),
        (an_account("m", Role.MANAGER, active=False), OBSERVER, AccountInactive),
    ],
)
def test_the_wrong_people_do_not_open_the_polls(first: object, second: object, error: type[OmpError]) -> None:
    with pytest.raises(error):
        check_people(PollAction.OPEN, first, second)


def test_a_refused_person_hears_who_can() -> None:
    with pytest.raises(ActionNotAllowed) as caught:
        check_people(PollAction.REOPEN, MANAGER, OBSERVER)
    assert (
        caught.value.describe("en").next_step
        == "This can be done by: commission official. Ask them to sign in."
    )


@pytest.mark.parametrize("waiting", [0, 9_999])
def test_any_real_queue_can_be_entered(waiting: int) -> None:
    check_waiting(waiting)


@pytest.mark.parametrize("waiting", [-1, 10_000])
def test_an_impossible_queue_is_refused(waiting: int) -> None:
    with pytest.raises(WaitingInvalid):
        check_waiting(waiting)


def participation(state: ParticipationState) -> Participation:
    return Participation(ELECTION_ID, "voter", state)


@pytest.mark.parametrize("before", [None, participation(ParticipationState.CANCELLED)])
def test_a_voter_without_an_open_permit_gets_one(before: Participation | None) -> None:
    check_issue(before)


def test_a_voter_who_voted_gets_no_permit() -> None:
    with pytest.raises(AlreadyVoted):
        check_issue(participation(ParticipationState.CAST))


def test_a_voter_with_an_open_permit_gets_no_second_one() -> None:
    with pytest.raises(AlreadyIssued):
        check_issue(participation(ParticipationState.ISSUED))


def test_an_unused_permit_can_be_cancelled() -> None:
    check_cancel(participation(ParticipationState.ISSUED))


def test_a_cast_ballot_cannot_be_cancelled() -> None:
    with pytest.raises(CastNotCancellable):
        check_cancel(participation(ParticipationState.CAST))


@pytest.mark.parametrize("before", [None, participation(ParticipationState.CANCELLED)])
def test_without_a_permit_there_is_nothing_to_cancel(before: Participation | None) -> None:
    with pytest.raises(NothingToCancel):
        check_cancel(before)


def permit(**changes: object) -> Permit:
    given_permit = {
        "token": "f" * 32,
        "election_id": ELECTION_ID,
        "station_id": STATION_ID,
        "device_id": KIOSK_ID,
        "voter_id": "voter",
        "state": PermitState.ISSUED,
    }
    return Permit(**{**given_permit, **changes})


def test_a_permit_is_good_at_its_kiosk() -> None:
    check_permit(permit(), ELECTION_ID, STATION_ID, KIOSK_ID)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"state": PermitState.USED, "voter_id": None}, PermitUsed),
        ({"state": PermitState.CANCELLED}, PermitCancelled),
        ({"station_id": "other"}, PermitOfOtherStation),
        ({"election_id": "other"}, PermitOfOtherElection),
        ({"device_id": "other"}, PermitOfOtherKiosk),
    ],
)
def test_a_permit_is_good_for_nothing_else(changes: dict[str, object], error: type[PermitNotValid]) -> None:
    with pytest.raises(error):
        check_permit(permit(**changes), ELECTION_ID, STATION_ID, KIOSK_ID)


def test_the_token_stays_out_of_what_is_printed() -> None:
    assert "f" * 32 not in repr(permit())


def test_of_the_time_of_a_cast_only_the_hour_is_kept() -> None:
    assert hour_of(DURING + timedelta(minutes=17, seconds=3, microseconds=5)) == DURING


def test_turnout_is_of_the_listed_voters() -> None:
    turnout = Turnout(listed=3, cast=2)
    assert turnout.rate == 667
    assert turnout.percent() == "66.7"


def test_turnout_of_an_empty_list_is_nothing() -> None:
    assert Turnout(listed=0, cast=0).rate == 0
    assert Turnout(listed=0, cast=0).percent() == "–"


def hours(*counts: int) -> dict[datetime, int]:
    return {FIRST.opens + timedelta(hours=index): count for index, count in enumerate(counts)}


def merged(*counts: int) -> list[int | None]:
    return [count for _, count in merge_small_hours(hours(*counts))]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((), []),
        ((10,), [10]),
        ((9,), [None]),
        ((3, 4), [None, None]),
        ((12, 30, 11), [12, 30, 11]),
        ((4, 30, 11), [34, None, 11]),
        ((12, 3, 11), [12, 14, None]),
        ((12, 30, 2), [12, 32, None]),
        ((12, 0, 0, 2), [14, None, None, None]),
    ],
)
def test_hours_with_few_voters_join_their_neighbours(
    counts: tuple[int, ...], shown: list[int | None]
) -> None:
    assert merged(*counts) == shown


def test_hours_come_in_order_of_time() -> None:
    backwards = dict(reversed(hours(20, 30).items()))
    assert merge_small_hours(backwards) == tuple(hours(20, 30).items())


@given(st.lists(st.integers(min_value=0, max_value=40), max_size=24))
def test_merging_shows_no_small_number_and_loses_nobody(counts: list[int]) -> None:
    shown = merged(*counts)
    numbers = [number for number in shown if number is not None]
    assert len(shown) == len(counts)
    assert all(number >= 10 for number in numbers)
    assert sum(numbers) == (sum(counts) if sum(counts) >= 10 else 0)
