"""Polling stations and their kiosks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from omp_desktop.crypto.signing import key_pair
from omp_desktop.domain.text_errors import TextMissing
from omp_desktop.services.core import Core
from omp_desktop.services.election_errors import (
    KioskNameTaken,
    StationNameTaken,
)
from omp_desktop.services.secrets import device_key_name
from omp_desktop.store.errors import RecordMissing
from tests.services.scene import (
    Desk,
    Draft,
    People,
)

StateOf = Callable[[], dict[str, list[str]]]


def test_the_first_station_is_this_pc(desk: Desk, people: People) -> None:
    first = desk.stations.add(people.commission, "제1투표소", "가상동")
    second = desk.stations.add(people.commission, "제2투표소")
    assert desk.stations.this_station() == first
    assert [(view.station, view.here) for view in desk.stations.all()] == [(first, True), (second, False)]


def test_two_stations_of_one_name_are_refused(desk: Desk, people: People, draft: Draft) -> None:
    with pytest.raises(StationNameTaken):
        desk.stations.add(people.commission, "가상  제1투표소")
    with pytest.raises(TextMissing):
        desk.stations.add(people.commission, " ")


def test_kiosks_are_numbered_unless_they_are_named(desk: Desk, people: People, draft: Draft) -> None:
    second = desk.stations.add_kiosk(people.manager, draft.station.id)
    named = desk.stations.add_kiosk(people.manager, draft.station.id, "휠체어 기표대")
    assert [draft.kiosk.name, second.name, named.name] == ["기표대 1", "기표대 2", "휠체어 기표대"]


def test_a_kiosk_is_numbered_in_the_language_of_whoever_adds_it(
    desk: Desk, people: People, draft: Draft
) -> None:
    assert desk.stations.add_kiosk(people.manager, draft.station.id, lang="en").name == "Booth 1"


def test_a_kiosk_has_its_signing_key_in_the_secrets(draft: Draft, core: Core) -> None:
    seed = core.secrets_box.get(device_key_name(draft.kiosk.id))
    assert seed is not None
    assert key_pair(seed).public_key.hex() == draft.kiosk.public_key


def test_two_kiosks_of_one_name_are_refused_and_leave_no_key_behind(
    desk: Desk, people: People, draft: Draft, data_dir: Path, state_of: StateOf
) -> None:
    before, keys = state_of(), sorted((data_dir / "keys").iterdir())
    with pytest.raises(KioskNameTaken):
        desk.stations.add_kiosk(people.manager, draft.station.id, "기표대 1")
    with pytest.raises(RecordMissing):
        desk.stations.add_kiosk(people.manager, "00" * 16)
    assert state_of() == before
    assert sorted((data_dir / "keys").iterdir()) == keys
