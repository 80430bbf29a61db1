"""A centre in memory that keeps batches with their receipts, and two stations that send what waits to it."""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from omp_desktop.crypto import signing
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.sending import BatchState
from omp_desktop.domain.station import Device
from omp_desktop.record.layout import COUNTERSIGNATURE_PURPOSE, Countersignature
from omp_desktop.services.centre_link import Network, device_key
from omp_desktop.services.collecting import CollectingService
from omp_desktop.services.collection_run import Collection
from omp_desktop.services.core import Core
from omp_desktop.services.counting import CountingService
from omp_desktop.services.deliveries import Delivery
from omp_desktop.services.pages import freeze_drawn
from omp_desktop.services.results import ElectionResult
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.session import SecondPerson
from omp_desktop.store.engine import open_store
from omp_desktop.sync.outbox import Freezer, Sender, acknowledge
from omp_desktop.wire.batch import BATCH_PURPOSE, Batch
from omp_desktop.wire.envelope import Sealed, open_envelope, pack, seal, unpack
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import RECEIPT_PURPOSE, Receipt, SetAside, Totals
from omp_desktop.wire.refusals import NothingThere
from omp_desktop.wire.station import BatchEntry, BatchList
from omp_desktop.wire.unreachable import NoConnection
from tests.services.little_centre import NOW, Known, LittleCentre
from tests.services.polling_day import Day
from tests.services.scene import OWN_VOTE_KEY, STORE_KEY, Desk, People, SmallElection
from tests.services.two_stations import Pair, Pc, make_pair

NOTHING = Totals(issued=0, cancelled=0, voted=0, cast=0, tested=0, void=0, batches=0, quarantined=0)
# Few, so that a list has several parts.
LISTED_AT_ONCE = 2


@dataclass
class Kept:
    """A batch as it came, and the receipt that was given for it."""

    entry: BatchEntry
    packed: bytes
    receipt: bytes

    @property
    def batch(self) -> Batch:
        return open_envelope(unpack(self.packed)).read(Batch)


@dataclass
class KeepingCentre(LittleCentre):
    """Takes every batch. `aside`: what it sets aside of a batch, by a function of the test.

    `cut_after`: after so many batches were asked for, the line is cut.
    """

    kept: dict[str, Kept] = field(default_factory=dict)
    aside: Callable[[Batch], list[SetAside]] = lambda _batch: []
    asked: list[str] = field(default_factory=list)
    cut_after: int | None = None

    def __post_init__(self) -> None:
        self.put = self._put

    @property
    def network(self) -> Network:
        return Network(connect=lambda link, seed: Keeping(self, link, seed), meet=super().network.meet)

    def give_receipt(self, batch: Batch, digest: str, **changes: Any) -> bytes:
        """A receipt that the centre signed."""
        aside = self.aside(batch)
        said: dict[str, Any] = {
            "protocol": PROTOCOL,
            "batch_id": batch.batch_id,
            "election_id": batch.election_id,
            "station_id": batch.station_id,
            "digest": digest,
            "n": len(batch.items),
            "accepted": len(batch.items) - len(aside),
            "duplicate": 0,
            "quarantined": aside,
            "totals": NOTHING,
            "server_time": NOW,
            "countersignature": self._countersignature(batch),
        }
        return seal(Receipt(**{**said, **changes}), self.key.seed, RECEIPT_PURPOSE)

    def keep(self, packed: bytes, **changes: Any) -> bytes:
        """Takes a batch; returns the receipt's envelope."""
        sealed = open_envelope(unpack(packed))
        batch = sealed.read(Batch)
        receipt = self.give_receipt(batch, sealed.digest, **changes)
        entry = BatchEntry(
            batch_id=batch.batch_id,
            station_id=batch.station_id,
            device_id=batch.device_id,
            lane=batch.lane,
            digest=sealed.digest,
        )
        self.kept[batch.batch_id] = Kept(entry, packed, receipt)
        return receipt

    def of(self, lane: str, station_id: str) -> list[Kept]:
        """What a station sent on a lane, by number."""
        found = [k for k in self.kept.values() if (k.entry.lane, k.entry.station_id) == (lane, station_id)]
        return sorted(found, key=lambda kept: kept.batch.sequence)

    def _put(self, election_id: str, station_id: str, batch_id: str, packed: bytes) -> Sealed:
        return open_envelope(self.keep(packed))

    def _countersignature(self, batch: Batch) -> str | None:
        page = batch.page
        if page is None:
            return None
        signed = Countersignature(
            page.device_id, page.store_epoch, page.number, bytes.fromhex(page.hash), b""
        ).signed_bytes(batch.station_id)
        return signing.sign(self.key.seed, COUNTERSIGNATURE_PURPOSE, signed).hex()


class Keeping(Known):
    """A connection to it."""

    centre: KeepingCentre

    def batches(self, election_id: str, after: str = "", lane: str = "") -> BatchList:
        assert self._device().commission
        found = sorted(
            (k.entry for k in self.centre.kept.values() if k.entry.batch_id > after and k.entry.lane == lane),
            key=lambda entry: entry.batch_id,
        )
        return BatchList(batches=found[:LISTED_AT_ONCE], more=len(found) > LISTED_AT_ONCE)

    def batch(self, election_id: str, batch_id: str) -> bytes:
        assert self._device().commission
        if self.centre.cut_after == len(self.centre.asked):
            raise NoConnection(reason="cable")
        self.centre.asked.append(batch_id)
        return self.centre.kept[batch_id].packed

    def receipt(self, election_id: str, batch_id: str) -> bytes:
        receipt = self.centre.kept[batch_id].receipt
        if not receipt:
            raise NothingThere
        return receipt


def drain(pc: Pc) -> int:
    """Sends everything of a PC that may go; returns how many batches."""
    core = pc.core
    freezer = Freezer(core.store, freeze_drawn, random.SystemRandom().sample, secrets.token_bytes)
    link = pc.centre.link()
    assert link is not None
    with core.store.read() as uow:
        station = uow.stations.this_station()
    assert station is not None
    freezer.freeze(Sender(link.device_id, station.id, device_key(core, link.device_id).seed), ahead=True)
    with core.store.read() as uow:
        waiting = uow.batches.in_states(BatchState.WAITING)
        bodies = {batch.batch_id: uow.batches.body(batch.batch_id) for batch in waiting}
    port = pc.centre_of.network.connect(link, device_key(core, link.device_id).seed)
    for batch in waiting:
        receipt = port.put_batch(batch.chain.election_id, station.id, batch.batch_id, bodies[batch.batch_id])
        acknowledge(core.store, batch.batch_id, receipt, bytes.fromhex(link.centre_key))
    return len(waiting)


@dataclass
class TwoDays:
    """The polling day at the commission's station and at the second one; everything may be sent."""

    pair: Pair
    centre: KeepingCentre
    first: Day
    second: Day

    @property
    def commission(self) -> Pc:
        return self.pair.commission

    @property
    def second_station(self) -> str:
        return self.pair.second_station.id

    def vote(self) -> TwoDays:
        """Three at the first station, two at the second: one for each candidate, then from the start."""
        self.first.open()
        self.second.open()
        for number, roll in enumerate(("1", "2", "3")):
            self.first.vote(roll, number % 3)
        for number, roll in enumerate(("101", "102")):
            self.second.vote(roll, number % 3)
        return self

    def close(self) -> TwoDays:
        """Both stations close."""
        self.first.close()
        self.second.close()
        return self

    def send(self) -> TwoDays:
        """Both send everything that may go."""
        drain(self.pair.commission)
        drain(self.pair.station)
        return self


def two_days(folder: Path, clock: FixedClock, closing: Callable[[Core], None]) -> TwoDays:
    """Published, connected, and the package is at the second station, which has a kiosk."""
    centre = KeepingCentre()
    pair = make_pair(folder, clock, closing, centre).bring()
    station = pair.station
    kiosk = Desk(station.core).stations.add_kiosk(station.official, pair.second_station.id)
    first = Day(Desk(pair.commission.core), pair.commission.people, pair.election, clock)
    second = Day(Desk(station.core), station.people, _at(pair, kiosk), clock)
    return TwoDays(pair, centre, first, second)


def _at(pair: Pair, kiosk: Device) -> SmallElection:
    election = pair.election
    return SmallElection(
        election.id,
        pair.second_station,
        kiosk,
        election.president,
        election.council,
        election.key_file,
        manifest_hash=election.manifest_hash,
    )


@dataclass
class Gathering:
    """The commission's PC after both stations have voted, closed and sent: a copy, for one test.

    `office`: the second station's key, with which a test makes batches of its own.
    """

    core: Core
    people: People
    election: SmallElection
    centre: KeepingCentre
    second_station: str
    office: bytes
    kiosk: bytes
    collecting: CollectingService = field(init=False)
    counting: CountingService = field(init=False)

    def __post_init__(self) -> None:
        self.collecting = CollectingService(self.core, self.centre.network)
        self.counting = CountingService(self.core)

    @property
    def id(self) -> str:
        return self.election.id

    @property
    def observer(self) -> SecondPerson:
        """The observer beside the manager."""
        return self.people.beside(self.people.manager, self.people.observer)

    @property
    def second(self) -> SecondPerson:
        """The manager beside the commission."""
        return self.people.beside(self.people.commission, self.people.manager)

    @property
    def other(self) -> Delivery:
        """How far the second station is."""
        (found,) = (each for each in self.collecting.deliveries(self.id) if not each.here)
        return found

    @property
    def faults(self) -> list[str]:
        """What was not taken over of it."""
        return [problem.fault.value for problem in self.other.problems]

    def collect(self) -> Collection:
        return self.collecting.collect(self.people.commission, self.id)

    def count(self) -> ElectionResult:
        """One trustee, two people, however few ballots there are."""
        election = self.election
        return self.counting.count(
            self.people.manager,
            self.observer,
            self.id,
            election.key_file,
            election.passphrase,
            confirm_small=True,
        )

    def sent(self, lane: str) -> list[Kept]:
        """What the second station sent on a lane."""
        return self.centre.of(lane, self.second_station)

    def resend(self, kept: Kept, *, signer: bytes | None = None, **changes: Any) -> Kept:
        """The batch with something else in it, signed by the office, with a receipt that is about it."""
        batch = msgspec.structs.replace(kept.batch, **changes)
        packed = pack(seal(batch, signer or self.office, BATCH_PURPOSE))
        self.centre.keep(packed)
        return self.centre.kept[batch.batch_id]

    def another(self, kept: Kept, **changes: Any) -> Kept:
        """A further batch behind this one."""
        batch = kept.batch
        said = {
            "batch_id": secrets.token_hex(16),
            "sequence": batch.sequence + 1,
            "previous": kept.entry.digest,
        }
        return self.resend(kept, **{**said, **changes})


@dataclass(frozen=True)
class Sent:
    """Both stations, after everything was sent; `copy` gives a test its own commission."""

    days: TwoDays
    folder: Path

    def copy(self, to: Path, closing: Callable[[Core], None]) -> Gathering:
        """The commission's PC in a folder of its own, with the centre as it is now."""
        days, data = self.days, to / "commission"
        shutil.copytree(self.folder / "commission", data)
        clock = FixedClock(days.first.clock.now())
        store = open_store(data, STORE_KEY, own_vote_key=OWN_VOTE_KEY, reading=clock.read)
        core = Core(store, clock, secrets.token_bytes, ThrowawaySecrets(data / "keys"), data)
        closing(core)
        centre = copy(days.centre)
        centre.kept, centre.asked, centre.lose = dict(centre.kept), [], set()
        station = days.pair.station
        link = station.centre.link()
        assert link is not None
        return Gathering(
            core,
            days.commission.people,
            days.pair.election,
            centre,
            days.second_station,
            device_key(station.core, link.device_id).seed,
            device_key(station.core, days.second.election.kiosk.id).seed,
        )
