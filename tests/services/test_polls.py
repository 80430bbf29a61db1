"""The polls of a day: who may take a step, when, and what each leaves behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from omp_desktop.crypto.errors import SignatureInvalid
from omp_desktop.domain.access_errors import (
    ActionNotAllowed,
    SamePerson,
    SecondPersonUnsuitable,
)
from omp_desktop.domain.audit import AuditEvent
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import ClockQuality, FixedClock
from omp_desktop.domain.election import ElectionState, PollAction
from omp_desktop.domain.election_errors import IllegalTransition
from omp_desktop.domain.poll import IdentityMethod, ParticipationState
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.domain.voting_errors import (
    ClockDoubtful,
    ReasonNeeded,
    TooEarlyToClose,
    TooEarlyToOpen,
    TooLateToOpen,
    WaitingInvalid,
)
from omp_desktop.services.audit_log import AuditLog
from omp_desktop.services.core import Core
from omp_desktop.services.errors import NotAllowed
from omp_desktop.services.key_errors import ThrowAwayKeys
from omp_desktop.services.poll_errors import (
    ChangedWhileSuspended,
    NotZero,
    ReportMissing,
    VotersStillWaiting,
    ZeroReportNeeded,
)
from omp_desktop.services.poll_reports import PollReport, ReportKind
from omp_desktop.services.polls import PollsService
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.session import Session
from omp_desktop.services.voting_errors import StoreElsewhere
from omp_desktop.store import pragmas
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import Store, open_store
from omp_desktop.store.errors import RecordMissing, StoreBusy, StoreDamaged, StoreSettingsWrong
from tests.services.polling_day import AFTER, NOON, TWO_WINDOWS, Day, another_election
from tests.services.scene import (
    CLOSES,
    OPENS,
    STORE_KEY,
    Desk,
    People,
    SmallElection,
    definition,
    prepare,
    publish,
)

Rows = Callable[[], dict[str, list[str]]]


def raw(store: Store, statement: str, *drop: str) -> None:
    """Changes the file behind the program's back, without the guards named in `drop`."""
    connection = connect(store.path, StoreKey(STORE_KEY), 3000)
    for guard in drop:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute(statement)
    connection.close()


def state(day: Day) -> ElectionState:
    return day.polls.status(day.id).state


def zero(day: Day) -> PollReport:
    day.clock.set(OPENS)
    return day.polls.zero_report(day.people.manager, day.id)


def last_event(store: Store) -> AuditEvent:
    with store.read() as uow:
        entry = uow.audit.last()
    assert entry is not None
    return entry.event


# Zero report


def test_a_zero_report_shows_that_there_is_nothing(day: Day, published: SmallElection) -> None:
    report = zero(day)
    counts = report.counts
    assert counts.listed == 12
    assert [counts.issued, counts.voted, counts.ballots, counts.sealed, counts.void, counts.summed] == [0] * 6
    assert report.manifest_hash == published.manifest_hash
    assert report.station == "가상 제1투표소"


def test_a_zero_report_can_be_shown_again_word_for_word(day: Day) -> None:
    report = zero(day)
    assert day.polls.report(day.id, ReportKind.ZERO) == report


def test_a_ballot_from_a_test_keeps_the_polls_shut(day: Day, store: Store) -> None:
    kiosk, station = day.election.kiosk.id, day.election.station.id
    with store.uow() as uow:
        uow.ballots.add_committed("ab" * 32, day.id, kiosk, station, 1, "0" * 25, b"left", b"over")
        uow.commit()
    with pytest.raises(NotZero):
        zero(day)
    with pytest.raises(ReportMissing):
        day.polls.report(day.id, ReportKind.ZERO)


def test_sums_that_are_not_empty_keep_the_polls_shut(day: Day, store: Store) -> None:
    raw(store, "UPDATE aggregate SET ballots = 3", "aggregate_while_open_update")
    with pytest.raises(NotZero):
        zero(day)


def test_what_is_added_after_the_zero_report_keeps_the_polls_shut(day: Day, store: Store) -> None:
    zero(day)
    with store.uow() as uow:
        uow.participations.issue(day.id, day.voter("1").id)
        uow.commit()
    with pytest.raises(NotZero):
        day.polls.open(day.people.manager, day.observer, day.id)
    assert state(day) is ElectionState.PUBLISHED


@pytest.mark.parametrize("who", ["observer", "nobody"])
def test_only_officials_make_a_zero_report(day: Day, who: str) -> None:
    if who == "observer":
        with pytest.raises(NotAllowed):
            day.polls.zero_report(day.people.observer, day.id)
    with pytest.raises(RecordMissing):
        day.polls.zero_report(day.people.manager, "ab" * 16)


def test_there_is_no_zero_report_once_the_polls_are_open(open_day: Day) -> None:
    with pytest.raises(IllegalTransition):
        open_day.polls.zero_report(open_day.people.manager, open_day.id)


# Opening


def test_the_polls_open_on_a_zero_report_only(day: Day, state_of: Rows) -> None:
    day.clock.set(OPENS)
    before = state_of()
    with pytest.raises(ZeroReportNeeded):
        day.polls.open(day.people.manager, day.observer, day.id)
    assert state_of() == before


def test_opening_leaves_a_report_an_event_and_an_entry(open_day: Day, store: Store) -> None:
    report = open_day.polls.report(open_day.id, ReportKind.OPENED)
    people = (open_day.people.manager.account.id, open_day.people.observer.account.id)
    assert report.people == people
    with store.read() as uow:
        entry = uow.audit.last()
        step = uow.poll_events.all(open_day.id)[-1]
        told = [item for item in uow.outbox.waiting("S") if item.kind == "poll-event"]
    assert entry is not None
    assert (entry.event, entry.hash) == (AuditEvent.POLLS_OPENED, report.chain_hash)
    assert (step.action, step.to_state, step.actor_ids) == (PollAction.OPEN, ElectionState.OPEN, people)
    assert len(told) == 1


def test_one_person_cannot_open_the_polls(day: Day, state_of: Rows) -> None:
    zero(day)
    before = state_of()
    manager = day.people.manager
    with pytest.raises(SamePerson):
        day.polls.open(manager, day.people.beside(manager, manager), day.id)
    with pytest.raises(SamePerson):
        day.polls.open(manager, day.people.beside(day.people.second_manager, day.people.observer), day.id)
    assert state_of() == before


def test_an_observer_cannot_open_and_a_commission_official_does_not(day: Day) -> None:
    zero(day)
    for first in (day.people.observer, day.people.commission):
        with pytest.raises(ActionNotAllowed):
            day.polls.open(first, day.people.beside(first, day.people.second_manager), day.id)


def test_a_candidate_is_no_second_person(day: Day, desk: Desk) -> None:
    zero(day)
    account = replace(
        day.people.observer.account, role=day.people.observer.account.role.__class__("candidate")
    )
    with pytest.raises(SecondPersonUnsuitable):
        day.polls.open(day.people.manager, day.people.beside(day.people.manager, Session(account)), day.id)


@pytest.mark.parametrize(
    ("now", "error"),
    [(OPENS - timedelta(seconds=1), TooEarlyToOpen), (CLOSES + timedelta(seconds=1), TooLateToOpen)],
)
def test_the_polls_open_inside_a_window_only(
    day: Day, state_of: Rows, now: object, error: type[Exception]
) -> None:
    zero(day)
    day.clock.set(now)  # type: ignore[arg-type]
    before = state_of()
    with pytest.raises(error):
        day.polls.open(day.people.manager, day.observer, day.id)
    assert state_of() == before


def test_a_doubtful_clock_needs_a_reason_to_open(day: Day) -> None:
    zero(day)
    day.clock.set(OPENS - timedelta(days=400), ClockQuality.SUSPECT)
    with pytest.raises(ReasonNeeded):
        day.polls.open(day.people.manager, day.observer, day.id)
    report = day.polls.open(day.people.manager, day.observer, day.id, "전지가 다 된 PC, 벽시계로 확인")
    assert report.clock is ClockQuality.SUSPECT
    assert report.reason == "전지가 다 된 PC, 벽시계로 확인"


def test_a_damaged_store_does_not_open(day: Day, monkeypatch: pytest.MonkeyPatch, state_of: Rows) -> None:
    zero(day)
    before = state_of()
    monkeypatch.setattr(Store, "integrity_check", lambda _: ("row 3 missing from index",))
    with pytest.raises(StoreDamaged):
        day.polls.open(day.people.manager, day.observer, day.id)
    assert state_of() == before


def test_a_safety_setting_that_is_off_keeps_the_polls_shut(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    zero(day)
    off = tuple(
        replace(setting, value="OFF") if setting.name == "synchronous" else setting
        for setting in pragmas.PER_SCHEMA
    )
    with monkeypatch.context() as patch:
        patch.setattr(pragmas, "PER_SCHEMA", off)
        with pytest.raises(StoreSettingsWrong):
            day.polls.open(day.people.manager, day.observer, day.id)
    assert state(day) is ElectionState.PUBLISHED


def test_a_manifest_that_was_changed_does_not_open(day: Day, store: Store) -> None:
    zero(day)
    raw(store, "UPDATE manifest SET signature = zeroblob(64)", "manifest_frozen_update")
    with pytest.raises(SignatureInvalid):
        day.polls.open(day.people.manager, day.observer, day.id)


def test_a_real_election_does_not_open_on_throw_away_keys(
    real_desk: Desk, real_people: People, clock: FixedClock, usb: Path, tmp_path: Path
) -> None:
    draft = prepare(real_desk, real_people, tmp_path)
    day = Day(real_desk, real_people, publish(real_desk, real_people, draft, usb), clock)
    zero(day)
    box = ThrowawaySecrets(tmp_path / "keys")
    polls = PollsService(replace(real_desk.core, secrets_box=box))
    with pytest.raises(ThrowAwayKeys):
        polls.open(day.people.manager, day.observer, day.id)
    day.polls.open(day.people.manager, day.observer, day.id)
    assert state(day) is ElectionState.OPEN


def test_a_copied_store_opens_only_after_two_people_decided_to_go_on_with_it(
    day: Day, data_dir: Path, tmp_path: Path, clock: FixedClock
) -> None:
    zero(day)
    copy = tmp_path / "copy"
    shutil.copytree(data_dir, copy)
    core = replace(day.desk.core, store=open_store(copy, STORE_KEY, reading=clock.read))
    polls = PollsService(core)
    with pytest.raises(StoreElsewhere):
        polls.open(day.people.manager, day.observer, day.id)
    with pytest.raises(TextMissing):
        polls.go_on_here(day.people.manager, day.observer, " ")
    assert polls.go_on_here(day.people.manager, day.observer, "원래 PC 고장") == 2
    assert last_event(core.store) is AuditEvent.STORE_EPOCH
    with pytest.raises(ZeroReportNeeded):
        polls.open(day.people.manager, day.observer, day.id)
    polls.zero_report(day.people.manager, day.id)
    assert polls.open(day.people.manager, day.observer, day.id).store_epoch == 2


# Resting


def test_suspending_needs_a_reason(open_day: Day) -> None:
    with pytest.raises(ReasonNeeded):
        open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "  ")
    assert state(open_day) is ElectionState.OPEN


def test_voting_goes_on_after_a_rest_with_the_same_box(open_day: Day) -> None:
    open_day.vote("1")
    before = open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    assert state(open_day) is ElectionState.SUSPENDED
    after = open_day.polls.resume(open_day.people.manager, open_day.observer, open_day.id)
    assert state(open_day) is ElectionState.OPEN
    assert (before.codes_digest, before.sums_digest) == (after.codes_digest, after.sums_digest)
    assert after.counts.ballots == 1


def test_a_ballot_that_is_given_up_during_the_rest_does_not_hinder_going_on(open_day: Day) -> None:
    token = open_day.permit("1").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    open_day.booth.give_up(token, sealed.ballot_id)
    open_day.polls.resume(open_day.people.manager, open_day.observer, open_day.id)
    assert state(open_day) is ElectionState.OPEN


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("UPDATE aggregate SET body = (SELECT body FROM aggregate LIMIT 1)", "aggregate_while_open_update"),
        ("UPDATE ballot SET status = 'void'", "ballot_is_final"),
        ("UPDATE ballot SET short_code = '0000000000000000000000000'", "ballot_is_final"),
        ("UPDATE participation SET state = 'cancelled', hour = NULL", "participation_cast_is_final"),
    ],
)
def test_a_box_that_changed_during_the_rest_stays_shut(
    open_day: Day, store: Store, statement: str, guard: str
) -> None:
    open_day.vote("1")
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "저녁")
    raw(store, statement, guard)
    with pytest.raises((ChangedWhileSuspended, StoreDamaged)):
        open_day.polls.resume(open_day.people.manager, open_day.observer, open_day.id)
    assert state(open_day) is ElectionState.SUSPENDED


def test_overnight_the_polls_rest_and_only_the_last_window_leads_on(
    real_desk: Desk, real_people: People, clock: FixedClock, usb: Path, tmp_path: Path
) -> None:
    people, draft = real_people, prepare(real_desk, real_people, tmp_path)
    real_desk.elections.update_draft(people.commission, replace(draft.election, windows=TWO_WINDOWS))
    day = Day(real_desk, people, publish(real_desk, people, draft, usb), clock).open()
    day.vote("1")
    clock.set(AFTER)
    assert day.polls.status(day.id).next_action is PollAction.SUSPEND
    with pytest.raises(TooEarlyToClose):
        day.polls.begin_closing(people.manager, day.id, 0)
    day.polls.suspend(people.manager, day.observer, day.id, "첫날 끝")
    view = day.polls.status(day.id)
    assert view.next_action is PollAction.RESUME
    assert isinstance(view.obstacle, TooEarlyToOpen)
    with pytest.raises(TooEarlyToOpen):
        day.polls.resume(people.manager, day.observer, day.id)
    clock.set(TWO_WINDOWS[1].opens)
    day.polls.resume(people.manager, day.observer, day.id)
    day.vote("2")
    clock.set(TWO_WINDOWS[1].closes + timedelta(minutes=1))
    assert day.polls.status(day.id).next_action is PollAction.BEGIN_CLOSING
    day.polls.begin_closing(people.manager, day.id, 0)
    assert day.polls.close(people.manager, day.observer, day.id).report.counts.ballots == 2


# Closing


def real_day(desk: Desk, people: People, clock: FixedClock, usb: Path, folder: Path) -> Day:
    """A real election: a mock vote may be closed at any time."""
    return Day(desk, people, publish(desk, people, prepare(desk, people, folder), usb), clock).open()


def test_closing_begins_after_the_last_window_only(
    real_desk: Desk, real_people: People, clock: FixedClock, usb: Path, tmp_path: Path
) -> None:
    day = real_day(real_desk, real_people, clock, usb, tmp_path)
    clock.set(CLOSES - timedelta(seconds=1))
    with pytest.raises(TooEarlyToClose):
        day.polls.begin_closing(day.people.manager, day.id, 0)
    assert state(day) is ElectionState.OPEN
    day.close()
    assert state(day) is ElectionState.CLOSED


def test_a_mock_vote_may_be_closed_at_any_time(open_day: Day) -> None:
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 0)
    assert state(open_day) is ElectionState.CLOSING


@pytest.mark.parametrize("waiting", [-1, 13, 10_000])
def test_an_impossible_queue_is_refused(open_day: Day, waiting: int) -> None:
    open_day.clock.set(AFTER)
    with pytest.raises(WaitingInvalid):
        open_day.polls.begin_closing(open_day.people.manager, open_day.id, waiting)
    assert state(open_day) is ElectionState.OPEN


def test_while_the_clock_is_in_doubt_two_people_confirm_the_time_before_closing_begins(open_day: Day) -> None:
    open_day.clock.set(NOON, ClockQuality.SUSPECT)
    manager = open_day.people.manager
    with pytest.raises(ClockDoubtful):
        open_day.polls.begin_closing(manager, open_day.id, 0)
    open_day.polls.confirm_time(manager, open_day.observer, open_day.id, "벽시계 18시")
    open_day.polls.begin_closing(manager, open_day.id, 0)
    assert state(open_day) is ElectionState.CLOSING


def test_the_queue_can_be_corrected_while_closing(open_day: Day, store: Store) -> None:
    manager = open_day.people.manager
    with pytest.raises(IllegalTransition):
        open_day.polls.correct_waiting(manager, open_day.id, 3, "다시 셈")
    open_day.clock.set(AFTER)
    open_day.polls.begin_closing(manager, open_day.id, 1)
    open_day.polls.correct_waiting(manager, open_day.id, 3, "다시 셈")
    assert open_day.polls.status(open_day.id).queue_remaining == 3
    assert last_event(store) is AuditEvent.WAITING_CORRECTED


def test_a_corrected_queue_keeps_the_old_number_and_the_reason(open_day: Day) -> None:
    manager = open_day.people.manager
    open_day.clock.set(AFTER)
    open_day.polls.begin_closing(manager, open_day.id, 1)
    with pytest.raises(TextMissing):
        open_day.polls.correct_waiting(manager, open_day.id, 3, " ")
    open_day.polls.correct_waiting(manager, open_day.id, 3, "다시 셈")
    details = AuditLog(open_day.desk.core).page()[-1].details
    assert (details["before"], details["waiting"], details["reason"]) == (1, 3, "다시 셈")


def test_people_of_the_queue_who_left_need_a_reason(open_day: Day) -> None:
    open_day.clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 2)
    with pytest.raises(VotersStillWaiting):
        open_day.polls.close(open_day.people.manager, open_day.observer, open_day.id)
    closing = open_day.polls.close(open_day.people.manager, open_day.observer, open_day.id, "두 명 돌아감")
    assert (closing.left_waiting, closing.report.reason) == (2, "두 명 돌아감")


def test_closing_settles_what_was_left_over(open_day: Day, store: Store) -> None:
    open_day.vote("1")
    token = open_day.permit("2").token
    sealed = open_day.booth.seal(token, open_day.choices(None))
    open_day.close()
    closing = open_day.polls.closing_report(open_day.id)
    assert (closing.voided, closing.permits_cancelled, closing.left_waiting) == (1, 1, 0)
    assert closing.methods[IdentityMethod.RESIDENT_CARD] == 2
    with store.read() as uow:
        assert uow.ballots.get(sealed.ballot_id).status is BallotStatus.VOID
        assert uow.participations.counts(open_day.id)[ParticipationState.ISSUED] == 0
        assert uow.permits.open_in_election(open_day.id) == []
        entry = uow.audit.last()
    assert entry is not None
    assert entry.hash == closing.report.chain_hash


def test_the_polls_close_from_a_rest_too(open_day: Day) -> None:
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    open_day.clock.set(AFTER)
    assert open_day.polls.status(open_day.id).next_action is PollAction.CLOSE
    open_day.polls.close(open_day.people.manager, open_day.observer, open_day.id)
    assert state(open_day) is ElectionState.CLOSED


def test_there_is_no_closing_report_before_the_end(open_day: Day) -> None:
    with pytest.raises(ReportMissing):
        open_day.polls.closing_report(open_day.id)


def test_the_closed_file_no_longer_shows_the_order_of_writing(
    open_day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten: list[str] = []
    vacuum = Store.vacuum

    def counted(self: Store) -> None:
        vacuum(self)
        rewritten.append("yes")

    monkeypatch.setattr(Store, "vacuum", counted)
    open_day.vote("1")
    open_day.close()
    assert rewritten == ["yes"]
    assert open_day.polls.closing_report(open_day.id).order_erased
    assert not open_day.polls.status(open_day.id).order_shows


def test_a_rewriting_that_had_to_wait_is_still_owed(open_day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_: Store) -> None:
        raise StoreBusy

    with monkeypatch.context() as patch:
        patch.setattr(Store, "vacuum", busy)
        open_day.close()
    assert not open_day.polls.closing_report(open_day.id).order_erased
    assert open_day.polls.status(open_day.id).order_shows
    assert open_day.polls.erase_order(open_day.people.manager)
    assert open_day.polls.closing_report(open_day.id).order_erased


def test_the_file_is_not_rewritten_while_another_election_is_voted_on(
    open_day: Day, desk: Desk, people: People, tmp_path: Path
) -> None:
    other = Day(desk, people, another_election(desk, people, open_day.election, tmp_path), open_day.clock)
    other.open()
    open_day.close()
    assert open_day.polls.status(open_day.id).order_shows
    other.close()
    assert not open_day.polls.status(open_day.id).order_shows


# Opening again


def test_closed_polls_are_opened_again_by_the_commission_with_a_reason(open_day: Day, store: Store) -> None:
    open_day.vote("1")
    open_day.clock.set(NOON)
    people = open_day.people
    open_day.polls.begin_closing(people.manager, open_day.id, 0)
    open_day.polls.close(people.manager, open_day.observer, open_day.id)
    beside = people.beside(people.commission, people.observer)
    with pytest.raises(ActionNotAllowed):
        open_day.polls.reopen(people.manager, open_day.observer, open_day.id, "실수")
    with pytest.raises(ReasonNeeded):
        open_day.polls.reopen(people.commission, beside, open_day.id, "")
    open_day.polls.reopen(people.commission, beside, open_day.id, "한 시간 일찍 마감함")
    assert last_event(store) is AuditEvent.POLLS_REOPENED
    open_day.vote("2")
    open_day.close()
    assert open_day.polls.closing_report(open_day.id).report.counts.ballots == 2


def test_polls_are_not_opened_again_after_the_last_window(open_day: Day) -> None:
    open_day.close()
    beside = open_day.people.beside(open_day.people.commission, open_day.people.observer)
    with pytest.raises(TooLateToOpen):
        open_day.polls.reopen(open_day.people.commission, beside, open_day.id, "늦게 온 사람")


def test_hours_that_are_made_longer_let_closed_polls_open_again(
    real_desk: Desk, real_people: People, clock: FixedClock, usb: Path, tmp_path: Path
) -> None:
    day = real_day(real_desk, real_people, clock, usb, tmp_path)
    day.close()
    people = real_people
    beside = people.beside(people.commission, people.observer)
    real_desk.elections.extend_hours(people.commission, beside, day.id, 0, CLOSES + timedelta(hours=2))
    day.polls.reopen(people.commission, beside, day.id, "정전으로 두 시간 연장")
    day.vote("1")
    assert state(day) is ElectionState.OPEN


def test_polls_are_not_opened_again_after_the_count(open_day: Day) -> None:
    open_day.vote("1")
    open_day.close()
    open_day.count()
    beside = open_day.people.beside(open_day.people.commission, open_day.people.observer)
    with pytest.raises(IllegalTransition):
        open_day.polls.reopen(open_day.people.commission, beside, open_day.id, "늦게 온 사람")


# The view


def test_before_the_opening_the_view_says_what_it_waits_for(day: Day) -> None:
    view = day.polls.status(day.id)
    assert (view.next_action, view.zero_report_made) == (PollAction.OPEN, False)
    assert isinstance(view.obstacle, ZeroReportNeeded)
    zero(day)
    assert day.polls.status(day.id).obstacle is None
    day.clock.set(OPENS - timedelta(hours=1))
    assert isinstance(day.polls.status(day.id).obstacle, TooEarlyToOpen)


def test_while_voting_goes_on_the_view_shows_counts_and_the_time_left(open_day: Day) -> None:
    open_day.vote("1")
    open_day.permit("2")
    open_day.clock.set(NOON)
    view = open_day.polls.status(open_day.id)
    assert view.next_action is None
    assert view.closes_in == CLOSES - NOON
    assert (view.counts.voted, view.counts.issued, view.counts.not_voted) == (1, 1, 11)
    assert (view.turnout.cast, view.turnout.listed) == (1, 12)
    assert view.station == open_day.election.station


def test_while_closing_the_view_waits_for_the_queue(open_day: Day) -> None:
    open_day.clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 1)
    view = open_day.polls.status(open_day.id)
    assert view.next_action is PollAction.CLOSE
    assert isinstance(view.obstacle, VotersStillWaiting)


def test_a_draft_has_a_view_too(desk: Desk, people: People, day: Day, tmp_path: Path) -> None:
    draft = desk.elections.create(people.commission, definition())
    view = day.polls.status(draft.id)
    assert (view.state, view.next_action) == (ElectionState.DRAFT, PollAction.PUBLISH)


def test_turnout_by_hour_shows_no_small_numbers_while_polls_are_open(open_day: Day) -> None:
    for number in range(1, 4):
        open_day.vote(str(number))
    open_day.clock.set(NOON)
    for number in range(4, 7):
        open_day.vote(str(number))
    turnout = open_day.check_in.turnout(open_day.id)
    assert turnout.cast == 6
    assert [count for _, count in turnout.by_hour] == [None, None]


# Confirming the time


def test_confirming_the_time_needs_two_people_and_is_recorded(open_day: Day, store: Store) -> None:
    manager = open_day.people.manager
    with pytest.raises(SamePerson):
        open_day.polls.confirm_time(manager, open_day.people.beside(manager, manager), open_day.id, "벽시계")
    with pytest.raises(NotAllowed):
        open_day.polls.confirm_time(open_day.people.observer, open_day.observer, open_day.id, "벽시계")
    open_day.polls.confirm_time(manager, open_day.observer, open_day.id, "벽시계")
    assert last_event(store) is AuditEvent.CLOCK_CONFIRMED
    assert open_day.polls.status(open_day.id).time_confirmed


def test_what_was_said_about_the_time_ends_with_the_next_step(open_day: Day) -> None:
    manager = open_day.people.manager
    open_day.polls.confirm_time(manager, open_day.observer, open_day.id, "벽시계")
    open_day.polls.suspend(manager, open_day.observer, open_day.id, "점심")
    assert not open_day.polls.status(open_day.id).time_confirmed


def test_only_officials_tidy_the_store(open_day: Day) -> None:
    with pytest.raises(NotAllowed):
        open_day.polls.erase_order(open_day.people.observer)
    assert open_day.polls.erase_order(open_day.people.manager)


def test_a_crash_between_closing_and_rewriting_leaves_the_rewriting_owed(
    open_day: Day, core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """The process ends here."""

    def killed(_: Store) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Store, "vacuum", killed)
        open_day.clock.set(AFTER)
        open_day.polls.begin_closing(open_day.people.manager, open_day.id, 0)
        with pytest.raises(Killed):
            open_day.polls.close(open_day.people.manager, open_day.observer, open_day.id)
    assert state(open_day) is ElectionState.CLOSED
    assert PollsService(core).status(open_day.id).order_shows
