"""A station to work on: a real encrypted store in a folder of its own, with the people of scene.py."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from omp_desktop.domain.clock import FixedClock
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import PassphraseSecrets, ThrowawaySecrets
from omp_desktop.store.driver import StoreKey, connect
from omp_desktop.store.engine import Store, open_store
from tests.services.keeping_centre import Gathering, Sent, two_days
from tests.services.polling_day import Day
from tests.services.scene import (
    OWN_VOTE_KEY,
    PASSPHRASE,
    STORE_KEY,
    TWO_DAYS_BEFORE,
    Desk,
    Draft,
    People,
    SmallElection,
    prepare,
    publish,
    sign_up,
)
from tests.services.stages import Stages, Station
from tests.services.two_stations import Pair, Template, make_template


@pytest.fixture
def clock() -> FixedClock:
    """Two days before the small election; `clock.set(OPENS)` is its first moment."""
    return FixedClock(TWO_DAYS_BEFORE)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """The trustee's medium: a folder outside the data folder."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def store(data_dir: Path, clock: FixedClock, stages: Stages) -> Iterator[Store]:
    stages.lay_empty_store(data_dir)
    opened = open_store(data_dir, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
    yield opened
    opened.close()


@pytest.fixture
def core(store: Store, clock: FixedClock, data_dir: Path) -> Core:
    """On throw-away keys: every election is a mock vote."""
    box = ThrowawaySecrets(data_dir / "keys")
    return Core(store, clock, secrets.token_bytes, box, data_dir)


@pytest.fixture
def real_core(store: Store, clock: FixedClock, data_dir: Path) -> Core:
    """On protected keys: elections are real."""
    box = PassphraseSecrets.create(data_dir / "keys", PASSPHRASE, opslimit=1, memlimit=8192)
    return Core(store, clock, secrets.token_bytes, box, data_dir)


@pytest.fixture
def station(stages: Stages, core: Core, clock: FixedClock, usb: Path) -> Station:
    return Station(stages, core, clock, usb)


@pytest.fixture
def desk(core: Core) -> Desk:
    return Desk(core)


@pytest.fixture
def real_desk(real_core: Core) -> Desk:
    return Desk(real_core)


@pytest.fixture
def people(station: Station, desk: Desk) -> People:
    return station.step("people", lambda: sign_up(desk))


@pytest.fixture
def real_people(real_desk: Desk) -> People:
    return sign_up(real_desk)


@pytest.fixture
def draft(station: Station, desk: Desk, people: People, tmp_path: Path) -> Draft:
    return station.step("draft", lambda: prepare(desk, people, tmp_path))


@pytest.fixture
def published(station: Station, desk: Desk, people: People, draft: Draft, usb: Path) -> SmallElection:
    """Published, polls not open yet."""
    made = station.step("published", lambda: publish(desk, people, draft, usb))
    return replace(made, key_file=usb / made.key_file.name)


@pytest.fixture
def state_of(store: Store) -> Callable[[], dict[str, list[str]]]:
    """Every row of every table: equal before and after means that nothing was changed."""

    def read() -> dict[str, list[str]]:
        connection = connect(store.path, StoreKey(STORE_KEY), 3000)
        try:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                str(name): sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608 - names of tables
                for (name,) in names
            }
        finally:
            connection.close()

    return read


@pytest.fixture
def day(desk: Desk, people: People, published: SmallElection, clock: FixedClock) -> Day:
    """The services of the polling day; the polls are not open yet."""
    return Day(desk, people, published, clock)


@pytest.fixture
def open_day(station: Station, day: Day) -> Day:
    """The polls are open; it is the first moment of the window."""
    station.step("open", lambda: day.open().id)
    return day


@pytest.fixture(scope="session")
def published_pair(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("published-pair")
    return make_template(folder, FixedClock(TWO_DAYS_BEFORE), brought=False)


@pytest.fixture(scope="session")
def brought_pair(tmp_path_factory: pytest.TempPathFactory) -> Template:
    folder = tmp_path_factory.mktemp("brought-pair")
    return make_template(folder, FixedClock(TWO_DAYS_BEFORE), brought=True)


@pytest.fixture
def pair(published_pair: Template, tmp_path: Path, clock: FixedClock) -> Iterator[Pair]:
    """The commission with a published election, and a PC that is no station yet."""
    opened: list[Core] = []
    yield published_pair.copy(tmp_path, clock, opened.append)
    for core in opened:
        core.store.close()


@pytest.fixture
def brought(brought_pair: Template, tmp_path: Path, clock: FixedClock) -> Iterator[Pair]:
    """The same, after the station enrolled, was confirmed and took its package."""
    opened: list[Core] = []
    yield brought_pair.copy(tmp_path, clock, opened.append)
    for core in opened:
        core.store.close()


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    """Two stations have voted, closed and sent everything."""
    folder = tmp_path_factory.mktemp("two-days")
    opened: list[Core] = []
    days = two_days(folder, FixedClock(TWO_DAYS_BEFORE), opened.append)
    yield Sent(days.vote().close().send(), folder)
    for core in opened:
        core.store.close()


@pytest.fixture
def gathering(sent: Sent, tmp_path: Path) -> Iterator[Gathering]:
    """The commission's PC after that, for one test."""
    opened: list[Core] = []
    yield sent.copy(tmp_path, opened.append)
    for core in opened:
        core.store.close()
