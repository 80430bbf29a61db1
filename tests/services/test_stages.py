"""A copied station is the station of the steps; whoever does anything else goes on alone."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from omp_desktop.domain.access import Role
from omp_desktop.domain.clock import FixedClock
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.store.engine import open_store
from tests.services.scene import OPENS, OWN_VOTE_KEY, PIN, STORE_KEY, TWO_DAYS_BEFORE, Desk, sign_up
from tests.services.stages import Stages, Station

New = Callable[[str], tuple[Station, Desk, FixedClock]]


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    """New stations, each in a folder of its own, that share what was kept."""
    opened = []
    (tmp_path / "kept").mkdir()
    shared = Stages(tmp_path / "kept")

    def make(name: str) -> tuple[Station, Desk, FixedClock]:
        folder, medium = tmp_path / name / "data", tmp_path / name / "medium"
        folder.mkdir(parents=True)
        medium.mkdir()
        clock = FixedClock(TWO_DAYS_BEFORE)
        shared.lay_empty_store(folder)
        store = open_store(folder, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
        opened.append(store)
        core = Core(store, clock, secrets.token_bytes, ThrowawaySecrets(folder / "keys"), folder)
        return Station(shared, core, clock, medium), Desk(core), clock

    yield make
    for store in opened:
        store.close()


def never() -> None:
    raise AssertionError("taken although it was kept")


def test_a_step_is_taken_once_and_its_station_copied_where_it_is_at_home(new: New, tmp_path: Path) -> None:
    def sign_up_at_the_opening() -> str:
        (tmp_path / "first" / "medium" / "key.json").write_text("key")
        clock.set(OPENS)
        return desk.access.first_account("위원", Role.COMMISSION, PIN).id

    first, desk, clock = new("first")
    account = first.step("people", sign_up_at_the_opening)
    second, copied, later = new("second")
    assert second.step("people", never) == account
    assert [each.id for each in copied.access.accounts()] == [account]
    assert (tmp_path / "second" / "medium" / "key.json").read_text() == "key"
    assert later.now() == OPENS
    copied.core.store.close()
    again = open_store(copied.core.data_dir, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=later.read)
    assert not again.elsewhere
    assert again.own_votes.problem is None


def test_after_anything_else_the_next_step_is_taken(new: New) -> None:
    taken = []
    for name in ("first", "second"):
        station, desk, _clock = new(name)
        people = station.step("people", lambda desk=desk: sign_up(desk))
        if name == "second":
            desk.access.add_account(people.commission, "새사람", Role.MANAGER, PIN)
        station.step("next", lambda name=name: taken.append(name))
    assert taken == ["first", "second"]
    assert "새사람" in [each.name for each in desk.access.accounts()]
