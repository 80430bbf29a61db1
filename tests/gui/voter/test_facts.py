"""What a booth reads of its station, on a real store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from omp_desktop.crypto.errors import CodeInvalid
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.voting_errors import AfterLastWindow, BeforeWindow, NotOpen
from omp_desktop.gui.voter.facts import StationView, window_text
from omp_desktop.services.own_vote import OwnVoteService
from tests.services.polling_day import NOON, TWO_WINDOWS, Day, another_election
from tests.services.scene import OPENS, SEOUL


def station_view(day: Day) -> StationView:
    return StationView(
        day.booth, day.desk.elections, day.polls, day.desk.stations, OwnVoteService(day.desk.core)
    )


def test_before_the_hours_the_voter_is_told_when_they_begin(day: Day) -> None:
    facts = station_view(day).observe().facts
    assert isinstance(facts.stop, BeforeWindow)
    assert "2026-12-03 06:00" in facts.stop.describe("ko").next_step
    assert facts.station == "가상 제1투표소"
    assert facts.hours == "06:00 – 18:00"
    assert facts.election is not None
    assert facts.election.ko == "가상 학생회 선거"


def test_inside_the_hours_but_not_opened_yet_the_voter_is_told_so(day: Day, clock: FixedClock) -> None:
    clock.set(OPENS)
    assert isinstance(station_view(day).observe().facts.stop, NotOpen)


def test_while_the_polls_are_open_nothing_stops_and_permits_are_seen(open_day: Day) -> None:
    assert station_view(open_day).observe().permits == ()
    permit = open_day.permit("1")
    seen = station_view(open_day).observe()
    assert seen.facts.stop is None
    assert [waiting.token for waiting in seen.permits] == [permit.token]


def test_while_voting_is_suspended_the_voter_is_told_so(open_day: Day, clock: FixedClock) -> None:
    clock.set(NOON)
    open_day.polls.suspend(open_day.people.manager, open_day.observer, open_day.id, "정전")
    stop = station_view(open_day).observe().facts.stop
    assert isinstance(stop, NotOpen)
    assert "투표 중지" in stop.describe("ko").text


def test_after_the_polls_are_closed_the_voter_is_told_when_they_ended(open_day: Day) -> None:
    stop = station_view(open_day.close()).observe().facts.stop
    assert isinstance(stop, AfterLastWindow)
    assert "18:00" in stop.describe("ko").text


def test_with_two_open_elections_the_screen_names_neither(open_day: Day, tmp_path) -> None:
    other = another_election(open_day.desk, open_day.people, open_day.election, tmp_path)
    open_day.polls.zero_report(open_day.people.manager, other.id)
    open_day.polls.open(open_day.people.manager, open_day.observer, other.id)
    facts = station_view(open_day).observe().facts
    assert facts.stop is None
    assert facts.election is None
    assert facts.hours == ""


def test_a_code_is_found_in_whichever_election_it_belongs_to(open_day: Day) -> None:
    code = open_day.vote("1").code
    found = station_view(open_day).look_up(code.lower().replace("-", " "))
    assert found.found
    assert found.status is BallotStatus.CAST
    assert not station_view(open_day).look_up("00000-00000-00000-00000-00000").found


def test_what_is_no_code_is_refused(open_day: Day) -> None:
    with pytest.raises(CodeInvalid):
        station_view(open_day).look_up("hello")


def test_hours_over_midnight_carry_their_dates() -> None:
    window = TWO_WINDOWS[0]
    longer = type(window)(window.opens, window.opens + timedelta(hours=30))
    assert window_text(window, SEOUL) == "06:00 – 18:00"
    assert window_text(longer, SEOUL) == "2026-12-03 06:00 – 2026-12-04 12:00"
