"""Holds an election and leaves its files: python -m tests.e2e.held_election FOLDER BALLOTS erase|keep

In a process of its own, because thousands of casts take long under a test run's tracing. Prints the ballots
in the order in which they were cast.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from omp_desktop.bootstrap import Application, Costs, keys_folder, open_application
from omp_desktop.crypto.key_file import PassphraseCost
from omp_desktop.crypto.self_test import fixed_bytes
from omp_desktop.domain.access import Role
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.definition import parse_definition
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.domain.poll import IdentityMethod
from omp_desktop.services import polls
from omp_desktop.services.access import PinHasher
from omp_desktop.services.core import Core
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.session import SecondPerson, Session

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

    def hold(self, ballots: int) -> list[tuple[str, str, str]]:
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

    def _vote(self, manager: Session, rolls: Sequence[str]) -> list[tuple[str, str, str]]:
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
            cast.append((stored.ballot_id, stored.body[93:125].hex(), stored.short_code))
        return cast


def hold(folder: Path, ballots: int) -> list[tuple[str, str, str]]:
    """A whole election in a folder; (id, code, short code) of its ballots in the order of casting."""
    station = folder / "station"
    clock = FixedClock(parse_definition(DEFINITION).windows[0].opens - timedelta(days=1))
    box = ThrowawaySecrets(keys_folder(station))
    app = open_application(
        station, secrets=box, clock=clock, random=fixed_bytes(b"order of ballots"), costs=CHEAP
    )
    try:
        return Election(folder, app, clock).hold(ballots)
    finally:
        app.close()


def _keep_order(_core: Core) -> bool:
    """In the place of what rewrites the file at the end."""
    return True


if __name__ == "__main__":
    place, number, end = sys.argv[1:]
    if end == "keep":
        polls.erase_order = _keep_order
    print(json.dumps(hold(Path(place), int(number))))  # noqa: T201 - what it is for
