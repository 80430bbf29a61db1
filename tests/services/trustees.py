"""An election whose key k of n trustees made together, each with a medium and a pass-phrase of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from omp_desktop.crypto.ceremony import run_ceremony
from omp_desktop.crypto.key_file import protect
from omp_desktop.crypto.trustees import TrusteePublic, TrusteeSecret, joint_key
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.election import Policy, ResultsPolicy
from omp_desktop.domain.opening_rule import OpeningKind
from omp_desktop.services.opening_status import OpeningStatus
from omp_desktop.services.results import ElectionResult
from omp_desktop.store.records import StoredElectionKey
from tests.services.polling_day import Day
from tests.services.scene import FAST_KEY, Desk, Draft, People, SmallElection
from tests.services.stages import Station

NAMES = ("김하나", "이두리", "박세찬", "최너울", "정다섯")
FINAL, LIVE = OpeningKind.FINAL, OpeningKind.LIVE


@dataclass
class TrusteesDay(Day):
    """A polling day of such an election; trustees are numbered from 1."""

    secrets: tuple[TrusteeSecret, ...] = ()
    media: Path = Path()

    def key(self, trustee: int) -> tuple[Path, str]:
        """A trustee's key file and pass-phrase."""
        return self.media / f"{trustee}" / "key.json", f"pass-phrase of {trustee}"

    def begin(self, kind: OpeningKind = FINAL) -> OpeningStatus:
        """The manager begins the opening."""
        return self.counting.openings.begin(self.people.manager, self.id, kind)

    def give(self, trustee: int, kind: OpeningKind = FINAL) -> OpeningStatus:
        """A trustee gives the share at the station."""
        return self.counting.openings.give_key(self.people.manager, self.id, kind, *self.key(trustee))

    def open_sums(self, *, confirm_small: bool = True) -> ElectionResult:
        """Two people open the count."""
        return self.counting.open(self.people.manager, self.observer, self.id, confirm_small=confirm_small)


def trustees_day(
    desk: Desk,
    people: People,
    draft: Draft,
    clock: FixedClock,
    media: Path,
    quorum: int = 2,
    count: int = 3,
    *,
    live: bool = False,
    minimum: int = 10,
) -> TrusteesDay:
    """Publishes the small election with these trustees, and opens the polls."""
    publics, secrets, _ = run_ceremony(NAMES[:count], quorum)
    policy = Policy(ResultsPolicy.LIVE if live else ResultsPolicy.AFTER_CLOSE, minimum_open=minimum)
    with desk.core.store.uow() as uow:
        uow.elections.save(replace(uow.elections.get(draft.id), policy=policy))
        uow.commit()
    store_key(desk, draft.id, publics)
    for secret in secrets:
        medium = media / f"{secret.index}"
        medium.mkdir()
        content = protect(secret, f"pass-phrase of {secret.index}", cost=FAST_KEY)
        (medium / "key.json").write_bytes(content)
    manifest_hash = desk.elections.publish(people.commission, draft.id)
    election = SmallElection(
        draft.id,
        draft.station,
        draft.kiosk,
        draft.president,
        draft.council,
        media / "1" / "key.json",
        "pass-phrase of 1",
        manifest_hash,
    )
    day = TrusteesDay(desk, people, election, clock, secrets, media)
    day.open()
    return day


def copied_day(
    station: Station,
    name: str,
    at: tuple[Desk, People, FixedClock, Path],
    play: Callable[[], TrusteesDay],
) -> TrusteesDay:
    """The day as `play` leaves it; `at`: whose it is, and the trustees' media."""
    desk, people, clock, media = at

    def take() -> tuple[SmallElection, tuple[TrusteeSecret, ...]]:
        day = play()
        return day.election, day.secrets

    election, secrets = station.step(name, take)
    here = replace(election, key_file=media / "1" / "key.json")
    return TrusteesDay(desk, people, here, clock, secrets, media)


def store_key(desk: Desk, election_id: str, publics: tuple[TrusteePublic, ...]) -> None:
    """What the ceremony leaves in the store of a draft."""
    texts = [public.to_json() for public in publics]
    with desk.core.store.uow() as uow:
        for public, name in zip(publics, NAMES, strict=False):
            uow.trustees.put(election_id, public.index, name, json.dumps(public.to_json()))
        key = StoredElectionKey(json.dumps(texts), joint_key(publics).hex())
        uow.elections.put_key(election_id, key)
        uow.commit()
