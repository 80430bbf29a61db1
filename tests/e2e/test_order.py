"""No file, table or export tells in which order ballots were cast: 2,000 of them, and controls that leak."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from omp_desktop.bootstrap import keys_folder
from omp_desktop.services.secrets import OWN_VOTE_KEY, STORE_KEY, ThrowawaySecrets
from omp_desktop.store.connections import Connections
from omp_desktop.store.driver import StoreKey
from tests.e2e.order import FEWEST, CastBallot, Places, correlation, decrypted
from tests.e2e.program import ROOT

BALLOTS = 2_000
LIMIT = 0.05


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


def hold(folder: Path, ballots: int, end: Literal["erase", "keep"] = "erase") -> Left:
    """A whole election in a folder, with chance that can be repeated: the ρ of a run is that of every run."""
    command = [sys.executable, "-m", "tests.e2e.held_election", folder, ballots, end]
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    cast = [
        CastBallot(bytes.fromhex(ballot_id), bytes.fromhex(code), short_code)
        for ballot_id, code, short_code in json.loads(done.stdout)
    ]
    box = ThrowawaySecrets(keys_folder(folder / "station"))
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
    tmp_path: Path,
) -> None:
    """The first control: what closing does to the bytes of the store is what keeps them silent."""
    told = hold(tmp_path, 400, "keep").within_pages()
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
