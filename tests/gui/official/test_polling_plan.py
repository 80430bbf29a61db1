"""Which step is due: the plan for every state, hour and clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from omp_desktop.domain.clock import ClockQuality
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import Turnout
from omp_desktop.domain.voting_window import VotingWindow, window_from_local
from omp_desktop.gui.official.polling_plan import Offer, Place, Plan, Warned, concerns_this_station, plan
from omp_desktop.gui.official.turnout import hours_of, window_to_show
from tests.services.polling_day import AFTER, NOON, Day
from tests.services.scene import CLOSES, OPENS, SEOUL, Draft, People


def due(day: Day) -> Plan:
    return plan(day.polls.status(day.id))


def test_without_an_election_one_is_registered_first() -> None:
    assert plan(None) == Plan(Place.NO_ELECTION, Offer.GO_TO_ELECTIONS)
    assert not plan(None).day_shown


def test_a_draft_is_published_first(draft: Draft, desk: object, people: People) -> None:
    from omp_desktop.services.polls import PollsService  # noqa: PLC0415 - only here

    del people
    view = PollsService(desk.core).status(draft.id)  # type: ignore[attr-defined]  # a Desk
    assert plan(view).place is Place.DRAFT


def test_before_the_opening_comes_the_readiness_check_and_the_zero_report_needs_none(day: Day) -> None:
    assert due(day) == Plan(Place.READINESS, Offer.READINESS, (Offer.ZERO_REPORT,))


def test_after_the_check_comes_the_zero_report(day: Day) -> None:
    checked = replace(day.polls.status(day.id), readiness_checked=True)
    assert plan(checked) == Plan(Place.ZERO_REPORT, Offer.ZERO_REPORT)


def test_before_the_hours_one_waits(day: Day) -> None:
    day.polls.zero_report(day.people.manager, day.id)
    assert due(day).place is Place.TOO_EARLY
    assert Offer.SHOW_ZERO_REPORT in due(day).others


def test_at_the_hour_the_polls_are_opened(day: Day) -> None:
    day.polls.zero_report(day.people.manager, day.id)
    day.clock.set(OPENS)
    assert due(day) == Plan(Place.READY, Offer.OPEN, (Offer.SHOW_ZERO_REPORT,))


def test_while_voting_goes_on_nothing_is_pressed_next(open_day: Day) -> None:
    assert due(open_day) == Plan(Place.VOTING, None, (Offer.SUSPEND, Offer.BEGIN_CLOSING))


def test_after_the_hours_the_polls_close(open_day: Day) -> None:
    open_day.clock.set(AFTER)
    assert due(open_day).main is Offer.BEGIN_CLOSING


def test_the_last_moment_still_belongs_to_voting(open_day: Day) -> None:
    open_day.clock.set(CLOSES)
    assert due(open_day).place is Place.VOTING


def test_suspended_voting_is_resumed(open_day: Day) -> None:
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    assert due(open_day).main is Offer.RESUME


def test_voting_suspended_to_the_end_is_closed(open_day: Day) -> None:
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    open_day.clock.set(AFTER)
    assert due(open_day) == Plan(Place.SUSPENDED_TO_THE_END, Offer.CLOSE)


def test_the_queue_votes_before_the_polls_close(open_day: Day) -> None:
    open_day.clock.set(AFTER)
    open_day.polls.begin_closing(open_day.people.manager, open_day.id, 2)
    assert due(open_day) == Plan(Place.QUEUE, None, (Offer.CORRECT_WAITING, Offer.CLOSE))
    open_day.polls.correct_waiting(open_day.people.manager, open_day.id, 0, "다시 셈")
    assert due(open_day).main is Offer.CLOSE


def test_closed_polls_are_counted(open_day: Day) -> None:
    open_day.close()
    assert due(open_day).main is Offer.GO_TO_RESULTS
    assert Offer.REOPEN in due(open_day).others


def test_a_count_is_certified_and_a_certified_one_is_done(open_day: Day) -> None:
    closed = open_day.close().polls.status(open_day.id)
    for state, place in ((ElectionState.COUNTED, Place.COUNTED), (ElectionState.CERTIFIED, Place.CERTIFIED)):
        at_the_end = replace(closed, election=replace(closed.election, state=state))
        assert plan(at_the_end) == Plan(place, Offer.GO_TO_RESULTS, (Offer.SHOW_CLOSING_REPORT,))


def test_a_station_without_voters_has_no_step_while_others_vote(open_day: Day) -> None:
    view = open_day.polls.status(open_day.id)
    nobody = replace(view, counts=replace(view.counts, listed=0))
    assert concerns_this_station(view)
    assert not concerns_this_station(nobody)
    assert concerns_this_station(replace(nobody, election=replace(view.election, state=ElectionState.CLOSED)))


def test_a_doubtful_clock_warns_until_the_time_is_confirmed(open_day: Day) -> None:
    open_day.clock.set(NOON, ClockQuality.SUSPECT)
    assert due(open_day).warned is Warned.CLOCK
    open_day.polls.confirm_time(open_day.people.manager, open_day.observer, open_day.id, "시계와 비교함")
    assert due(open_day).warned is Warned.CLOCK_CONFIRMED


def _window(day: int, opens: str = "06:00", closes: str = "18:00") -> VotingWindow:
    return window_from_local(f"2026-12-{day:02} {opens}", f"2026-12-{day:02} {closes}", SEOUL)


def test_the_chart_shows_the_hours_of_the_running_window() -> None:
    windows = (_window(3), _window(5))
    assert window_to_show(windows, NOON) == windows[0]
    assert window_to_show(windows, NOON + timedelta(days=2)) == windows[1]
    assert window_to_show(windows, OPENS - timedelta(days=1)) == windows[0]
    assert window_to_show((), NOON) is None


@pytest.mark.parametrize(
    ("opens", "closes", "hours"),
    [("06:00", "18:00", 12), ("06:30", "18:00", 12), ("06:00", "18:01", 13), ("00:00", "23:59", 24)],
)
def test_every_hour_with_an_instant_of_the_window_has_a_column(opens: str, closes: str, hours: int) -> None:
    assert len(hours_of(_window(3, opens, closes))) == hours


def test_turnout_of_an_empty_list_is_no_number() -> None:
    assert Turnout(0, 0).rate == 0
