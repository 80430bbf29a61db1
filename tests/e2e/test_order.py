"""No file, table or export tells in which order ballots were cast: 2,000 of them, and controls that leak."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.crypto.self_test import fixed_bytes
from omp_desktop.domain.access import Role
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.definition import parse_definition
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.services.access import PinHasher
from omp_desktop.services.secrets import OWN_VOTE_KEY, STORE_KEY, ThrowawaySecrets
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from tests.e2e.order import FEWEST, CastBallot, Places, correlation, decrypted

BALLOTS = 2_000
LIMIT = 0.05
DEFINITION = """
name.ko = "순서 시험"
name.en = "Test of the order"
timezone = "Asia/Seoul"
[[window]]
opens = "2026-12-03 06:00"
closes = "2026-12-03 18:00"
[[contest]]
id = "chair"
title.ko = "회장"
title.en = "Chair"
kind = "yes_no"
"""
CHEAP = Costs(pins=PinHasher(opslimit=1, memlimit=8192), trustee_key=PassphraseCost(1, 8192))
PIN = "730524"


@dataclass(frozen=True)
class Left:
    """What an election left behind, and its ballots in the order in which they were cast."""

    folder: Path
    keys: dict[str, bytes]
    cast: Sequence[CastBallot]

    def orders(self) -> dict[str, list[int]]:
        """Every place in which ballots stand, and how they follow each other there."""
        places = Places(self.cast)
        found = dict(places.in_files(self.folder, self.keys))
        for name, key in self.keys.items():
            (file,) = self.folder.rglob(name)
            with Connections(file, StoreKey(key)).raw() as connection:
                found |= {f"{name}: {table}": order for table, order in places.in_tables(connection)}
        return {place: order for place, order in found.items() if len(order) >= FEWEST}

    def within_pages(self) -> dict[str, float]:
        """For each database how far the places within its pages tell the order of casting."""
        places = Places(self.cast)
        files = {name: next(self.folder.rglob(name)) for name in self.keys}
        return {
            name: places.within_pages(decrypted(file.read_bytes(), self.keys[name]))
            for name, file in files.items()
        }


class Election:
    """An election at one station, with chance that can be repeated: the ρ of a run is that of every run."""

    def __init__(self, folder: Path, app: Application, clock: FixedClock) -> None:
        self.folder, self.app, self.clock = folder, app, clock
        self.definition = parse_definition(DEFINITION)
        account = app.access.first_account("위원회", Role.COMMISSION, PIN)
        self.official = app.access.sign_in(account.id, PIN)
        self.id = app.elections.create(self.official, self.definition).id
        station = app.stations.add(self.official, "순서투표소")
        self.kiosk = app.stations.add_kiosk(self.official, station.id)
        self.station_id = station.id

    def hold(self, ballots: int) -> list[CastBallot]:
        """From the voters list to the files that are left."""
        app = self.app
        rolls = self._list_voters(ballots)
        trustees = app.ceremony.make_throw_away(self.official, self.id, ["관리인"], 1)
        app.elections.publish(self.official, self.id)
        manager = app.access.sign_in(
            app.access.add_account(self.official, "관리관", Role.MANAGER, PIN).id, PIN
        )
        observer = app.access.add_account(self.official, "참관인", Role.OBSERVER, PIN)
        second = SecondPerson(observer, beside=manager.account.id)
        self.clock.set(self.definition.windows[0].opens)
        app.polls.zero_report(manager, self.id)
        app.polls.open(manager, second, self.id)
        cast = self._vote(manager, rolls)
        self.clock.set(self.definition.windows[0].closes + timedelta(minutes=1))
        app.polls.begin_closing(manager, self.id, 0)
        app.polls.close(manager, second, self.id)
        app.counting.openings.prepare(manager, self.id, OpeningKind.FINAL)
        app.counting.openings.give_secret(manager, self.id, OpeningKind.FINAL, trustees[0])
        app.counting.open(manager, second, self.id, confirm_small=True)
        app.record.export(self.id, self.folder / "record.zip")
        (self.folder / "closing.json").write_bytes(app.record.closing_file(self.id))
        app.store.backup(self.folder / "backup.db")
        return cast

    def _list_voters(self, number: int) -> list[str]:
        rolls = [str(100_000_000 + n) for n in range(number)]
        lines = [f"{roll},선거인 {roll},1990-01-01,모의시" for roll in rolls]
        file = self.folder / "voters.csv"
        file.write_text("\n".join(("등재번호,성명,생년월일,주소", *lines)), encoding="utf-8")
        self.app.voters_list.import_csv(self.official, self.id, self.station_id, file)
        file.unlink()
        random.Random(1).shuffle(rolls)  # noqa: S311 - who comes when, the same in every run
        return rolls

    def _vote(self, manager: Session, rolls: Sequence[str]) -> list[CastBallot]:
        app, booth = self.app, self.app.voting(self.kiosk.id)
        cast = []
        for number, roll in enumerate(rolls):
            (hit,) = app.check_in.search(self.id, roll).hits
            (permit,) = app.check_in.issue(
                manager, [(self.id, hit.voter.id)], self.kiosk.id, IdentityMethod.RESIDENT_CARD
            )
            (contest,) = booth.begin(permit.token).contests
            choice = frozenset({contest.options[number % 2].id})
            sealed = booth.seal(permit.token, {contest.id: choice})
            booth.cast(permit.token, sealed.ballot_id)
            with app.store.read() as uow:
                stored = uow.ballots.get(sealed.ballot_id)
            cast.append(CastBallot(bytes.fromhex(stored.ballot_id), stored.body[93:125], stored.short_code))
        return cast


def hold(folder: Path, ballots: int) -> Left:
    """A whole election in a folder."""
    station = folder / "station"
    clock = FixedClock(parse_definition(DEFINITION).windows[0].opens - timedelta(days=1))
    box = ThrowawaySecrets(keys_folder(station))
    app = open_application(
        station, secrets=box, clock=clock, random=fixed_bytes(b"order of ballots"), costs=CHEAP
    )
    try:
        cast = Election(folder, app, clock).hold(ballots)
    finally:
        app.close()
    store_key, own_vote_key = box.get(STORE_KEY), box.get(OWN_VOTE_KEY)
    assert store_key is not None
    assert own_vote_key is not None
    keys = {"station.db": store_key, "backup.db": store_key, "own_vote.db": own_vote_key}
    return Left(folder, keys, cast)


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    return hold(tmp_path_factory.mktemp("order"), BALLOTS)


@pytest.fixture(scope="module")
def orders(left: Left) -> dict[str, list[int]]:
    return left.orders()


def test_no_place_tells_in_which_order_ballots_were_cast(orders: dict[str, list[int]]) -> None:
    told = {place: correlation(order) for place, order in orders.items()}
    assert {place: rho for place, rho in told.items() if abs(rho) >= LIMIT} == {}


def test_the_bytes_of_a_page_do_not_tell_it_either(left: Left) -> None:
    assert {name: rho for name, rho in left.within_pages().items() if abs(rho) >= LIMIT} == {}


@pytest.mark.parametrize(
    "place",
    ["bytes of station.db", "bytes of backup.db", "members of record.zip", "station.db: table ballot"],
)
def test_the_places_where_ballots_stand_were_looked_at(orders: dict[str, list[int]], place: str) -> None:
    assert len(orders[place]) == BALLOTS


def test_a_file_that_is_not_rewritten_at_the_end_tells_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first control: what closing does to the bytes of the store is what keeps them silent."""
    monkeypatch.setattr("omp_desktop.services.polls.erase_order", lambda _core: True)
    told = hold(tmp_path, 400).within_pages()
    assert abs(told["station.db"]) >= LIMIT


def test_a_list_in_the_order_of_casting_would_be_found(left: Left, tmp_path: Path) -> None:
    """The second control: a log with a line for each cast."""
    (tmp_path / "leak.log").write_text("\n".join(ballot.short_code for ballot in left.cast), "ascii")
    (order,) = dict(Places(left.cast).in_files(tmp_path, {})).values()
    assert correlation(order) > 1 - LIMIT


def test_half_a_leak_is_found_too() -> None:
    """The third: every second ballot stands where it was cast, the others anywhere."""
    order = list(range(BALLOTS))
    moved = order[::2]
    random.Random(2).shuffle(moved)  # noqa: S311 - no secret
    order[::2] = moved
    assert correlation(order) > LIMIT
