"""Long work waits while people vote at this station."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.services import voters_first
from omp_desktop.services.poll_errors import LongWorkWhileOpen
from tests.services.polling_day import Day
from tests.services.scene import PASSPHRASE, Desk, People, definition, voters_file

Rows = Callable[[], dict[str, list[str]]]


@pytest.fixture
def coming(desk: Desk, people: People, open_day: Day, usb: Path, tmp_path: Path) -> str:
    """A draft with twelve voters that is ready to be published, while another election is open."""
    official = people.commission
    election = desk.elections.create(official, definition())
    for contest in ("president", "council"):
        for number in (1, 2, 3):
            desk.candidates.register(official, election.id, contest, number, f"후보 {number}")
    station = open_day.election.station.id
    desk.voters_list.import_csv(official, election.id, station, voters_file(tmp_path))
    desk.elections.make_single_trustee_key(official, election.id, "개표 관리인", PASSPHRASE, usb)
    return election.id


def long_work(desk: Desk, people: People, election_id: str) -> tuple[Callable[[], object], ...]:
    official = people.commission
    return (
        lambda: desk.elections.publish(official, election_id),
        lambda: desk.voters_list.clear(official, election_id),
        lambda: desk.elections.remove_draft(official, election_id),
    )


def test_work_on_a_long_list_waits_while_another_election_is_open(
    desk: Desk, people: People, coming: str, state_of: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voters_first, "VOTERS_WHILE_OPEN", 11)
    before = state_of()

    for work in long_work(desk, people, coming):
        with pytest.raises(LongWorkWhileOpen):
            work()

    assert state_of() == before


def test_work_on_a_long_list_goes_on_when_voting_rests(
    desk: Desk, people: People, open_day: Day, coming: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voters_first, "VOTERS_WHILE_OPEN", 11)
    open_day.polls.suspend(people.manager, open_day.observer, open_day.id, "점검")

    assert desk.elections.publish(people.commission, coming)


def test_a_short_list_waits_for_nobody(desk: Desk, people: People, coming: str) -> None:
    assert desk.elections.publish(people.commission, coming)
