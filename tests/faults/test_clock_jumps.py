"""A computer's clock that is set while people vote: it warns, it never silently decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from omp_desktop.domain.clock import ClockQuality, Reading, TrustedClock
from omp_desktop.domain.voting_errors import AfterLastWindow, ClockDoubtful
from omp_desktop.services.check_in import CheckInService
from omp_desktop.services.core import Core
from omp_desktop.services.polls import PollsService
from omp_desktop.services.voting import Recorded, VotingService
from omp_desktop.store.engine import open_store
from tests.faults.station import FIRST_ROLL, Site, choices_of, voter_of
from tests.services.polling_day import CARD, NOON
from tests.services.scene import CLOSES

pytestmark = pytest.mark.faults


class Computer:
    """A computer's clocks, which somebody sets."""

    def __init__(self, now: datetime) -> None:
        self.system = now
        self.seconds = 0.0

    def goes_on(self, by: timedelta) -> None:
        self.system += by
        self.seconds += by.total_seconds()


class Station:
    """The open polls of a site, on the clock of a computer that can be set."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.computer = Computer(NOON)
        self.restart()

    def restart(self) -> None:
        """The program starts again: all it knows of the time is what the store holds."""
        key = self.site.app.core.secrets_box.get("store-key")
        assert key is not None
        store = open_store(self.site.place.folder, key, reading=self._read)
        self.clock = TrustedClock(
            lambda: self.computer.system, lambda: self.computer.seconds, "boot", store.mark
        )
        self.core: Core = replace(self.site.app.core, store=store, clock=self.clock)
        self.booth = VotingService(self.core, self.site.place.kiosks[0])
        self.polls = PollsService(self.core)
        self.desk = CheckInService(self.core)

    def _read(self) -> Reading:
        return self.clock.read()

    @property
    def quality(self) -> ClockQuality:
        return self.core.clock.read().quality

    def permit(self, roll: int) -> str:
        voter = voter_of(self.site.app, self.site.id, roll)
        request = [(self.site.id, voter.id)]
        return self.desk.issue(self.site.manager, request, self.site.place.kiosks[0], CARD)[0].token

    def vote(self, roll: int) -> Recorded:
        token = self.permit(roll)
        session = self.booth.begin(token)
        sealed = self.booth.seal(token, choices_of(roll, session.contests))
        return self.booth.cast(token, sealed.ballot_id)


@pytest.fixture
def station(site: Site, folder: Path) -> Iterator[Station]:
    running = Station(site)
    yield running
    running.core.store.close()


def test_a_clock_set_back_is_in_doubt_and_casting_goes_on_with_the_time_that_was_seen(
    station: Station,
) -> None:
    station.vote(FIRST_ROLL)
    station.computer.system -= timedelta(hours=8)
    assert station.quality is ClockQuality.SUSPECT
    station.vote(FIRST_ROLL + 1)
    hours = station.desk.turnout(station.site.id).by_hour
    assert {hour for hour, _ in hours} == {NOON}


def test_a_clock_set_back_before_a_restart_is_noticed(station: Station) -> None:
    station.vote(FIRST_ROLL)
    station.computer.system -= timedelta(days=400)
    station.restart()
    assert station.quality is ClockQuality.SUSPECT
    station.vote(FIRST_ROLL + 1)
    assert len(station.site.voted()) == 2


def test_a_clock_set_ahead_of_the_window_shuts_out_and_says_so(station: Station) -> None:
    token = station.permit(FIRST_ROLL)
    station.computer.system = CLOSES + timedelta(hours=1)
    with pytest.raises(AfterLastWindow):
        station.booth.begin(token)
    assert station.site.voted() == []


def test_after_a_jump_ahead_and_back_two_people_let_voting_go_on(station: Station) -> None:
    token = station.permit(FIRST_ROLL)
    station.computer.system = CLOSES + timedelta(hours=1)
    with pytest.raises(AfterLastWindow):
        station.booth.begin(token)
    station.computer.system = NOON
    assert station.quality is ClockQuality.SUSPECT
    with pytest.raises(ClockDoubtful):
        station.booth.begin(token)
    station.polls.confirm_time(station.site.manager, station.site.second, station.site.id, "벽시계 정오")
    session = station.booth.begin(token)
    sealed = station.booth.seal(token, choices_of(FIRST_ROLL, session.contests))
    station.booth.cast(token, sealed.ballot_id)
    assert station.site.voted() == [FIRST_ROLL]


def test_a_jump_ahead_is_forgotten_by_a_restart_when_nothing_was_written(station: Station) -> None:
    station.vote(FIRST_ROLL)
    station.computer.system = CLOSES + timedelta(hours=1)
    assert station.quality is ClockQuality.LOCAL
    station.computer.system = NOON
    station.restart()
    assert station.quality is ClockQuality.LOCAL
    station.vote(FIRST_ROLL + 1)
    assert len(station.site.voted()) == 2


def test_the_last_minutes_of_the_window_need_people_while_the_clock_is_in_doubt(station: Station) -> None:
    station.vote(FIRST_ROLL)
    station.computer.system = CLOSES - timedelta(minutes=3)
    token = station.permit(FIRST_ROLL + 1)
    station.computer.system -= timedelta(hours=2)
    with pytest.raises(ClockDoubtful):
        station.booth.begin(token)
    assert len(station.site.voted()) == 1
