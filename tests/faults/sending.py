"""A whole station that sends to a real centre: the real services and store, the worker round by round.

Rounds are taken by hand and the worker's clock jumps over its waits, so nothing depends on how fast the
machine is. What must hold after any faults (I1–I12 of the design) is in `Sending.check` and below.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from omp_desktop.bootstrap import Application, keys_folder, open_application
from omp_desktop.central.schema import AlarmRow, BallotRow, BatchRow, ParticipationRow, QuarantineRow
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.clock import FixedClock
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import BatchState, CentreLink
from omp_desktop.services.centre import CentreService
from omp_desktop.services.centre_link import Network
from omp_desktop.services.devices import DevicesService
from omp_desktop.services.packages import PackagesService
from omp_desktop.services.secrets import ThrowawaySecrets
from omp_desktop.services.sending_port import Sending as SendingPort
from omp_desktop.services.session import SecondPerson, Session
from omp_desktop.services.transfer import TransferService
from omp_desktop.store.records import StoredBatch
from omp_desktop.sync.client import CentreClient, Stranger
from omp_desktop.sync.status import Connection
from omp_desktop.sync.worker import Parts, Worker
from omp_desktop.wire.envelope import open_envelope, unpack
from omp_desktop.wire.receipt import receipt_for
from omp_desktop.wire.station import StationState
from tests.central.draining import opened
from tests.central.serving import PATIENCE, CentreProcess
from tests.faults.station import (
    CHEAP,
    ELSEWHERE,
    FIRST_ROLL_ELSEWHERE,
    Place,
    Site,
    issue,
    rolls,
    vote,
)
from tests.services.polling_day import NOON
from tests.services.scene import OPENS, Desk, sign_up

_CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}\b")
# Further than the worker ever waits, held batches too.
_LONG = 4000.0


class Jumping:
    """A monotonic clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def jump(self) -> None:
        """Over every wait there is."""
        self.seconds += _LONG


def network_of(app: Application) -> Network:
    """The real one."""

    def connect(link: CentreLink, seed: bytes) -> CentreClient:
        return CentreClient(link, seed, app.clock.now)

    return Network(connect, Stranger)


def commission_of(app: Application) -> Session:
    """The commission's official, signed in."""
    return Session(next(each for each in app.access.accounts() if each.name == "위원"))


def register(app: Application, centre: CentreProcess, url: str | None = None) -> CentreLink:
    """The commission's PC registers with the code that the centre printed at its start."""
    code = _CODE.findall(centre.output.read_text())[-1]
    service = CentreService(app.core, network_of(app))
    return service.register_commission(commission_of(app), url or centre.url, code)


@dataclass
class Sending:
    """A station, its centre, and the worker between them. `url`: where the station thinks the centre is."""

    site: Site
    centre: CentreProcess
    url: str
    clock: Jumping = field(default_factory=Jumping)
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    @classmethod
    def begin(cls, site: Site, centre: CentreProcess, url: str | None = None) -> Sending:
        """The station belongs to the centre from now on."""
        register(site.app, centre, url)
        return cls(site, centre, url or centre.url)

    def restart(self) -> None:
        """Another worker on the store as it is, as after a start of the program."""
        app = self.site.app
        connect = partial(CentreClient, now=app.clock.now)
        parts = Parts(app.store, app.office, connect, monotonic=self.clock, now=app.clock.now)
        self.worker = Worker(parts)

    def vote(self, count: int, first: int = 0) -> list[str]:
        """So many people vote, one after the other, in the real booth; their confirmation codes."""
        codes = []
        booth = self.site.app.voting(self.site.place.kiosks[0])
        for roll in rolls(count, self.site.first_roll + first):
            token = issue(self.site.app, self.site.place, roll, self.site.place.kiosks[0]).token
            codes.append(vote(booth, token, roll).code)
        return codes

    def close_polls(self) -> None:
        """From now on everything goes."""
        self.site.close_polls()

    def round(self) -> None:
        """One round of the worker, over any wait."""
        self.clock.jump()
        self.worker.round()
        assert not self.worker.status.unexpected, self.worker.status.unexpected

    def drain(self, patience: float = PATIENCE) -> None:
        """Rounds until nothing is left that may go (I11). Raises AssertionError if that never comes."""
        deadline = time.monotonic() + patience
        while True:
            self.round()
            if self.settled:
                return
            assert time.monotonic() < deadline, f"it does not drain: {self.worker.status}"

    @property
    def settled(self) -> bool:
        """Whether a round went through and every batch is acknowledged."""
        status = self.worker.status
        with self.site.app.store.read() as uow:
            counts = uow.counts.batches()
        done = counts[BatchState.ACKNOWLEDGED] == sum(counts.values())
        return done and status.connection is Connection.CONNECTED and status.next_try is None

    @property
    def waiting(self) -> dict[str, int]:
        """What the centre did not acknowledge, by lane."""
        with self.site.app.store.read() as uow:
            return {lane: n for lane, n in uow.counts.unacknowledged().items() if n}

    def batches(self) -> list[StoredBatch]:
        with self.site.app.store.read() as uow:
            return uow.batches.of_election(self.site.id)

    def body(self, batch: StoredBatch) -> bytes:
        """The envelope of a batch."""
        with self.site.app.store.read() as uow:
            return unpack(uow.batches.body(batch.batch_id))

    def state(self) -> StationState:
        """What the centre says it has of this station."""
        app = self.site.app
        link = app.office.link()
        assert link is not None
        sender = app.office.sender(link)
        client = CentreClient(replace(link, url=self.centre.url), sender.seed, app.clock.now)
        try:
            return client.state(self.site.id, sender.station_id)
        finally:
            client.close()

    def transfer(self) -> TransferService:
        """Sending by stick."""
        app = self.site.app
        port = SendingPort(app.office.freeze_all, app.office.acknowledge, self.worker.wake)
        return TransferService(app.core, network_of(app), port)

    # What must hold

    def check(self) -> None:
        """I1–I6, I8: after anything, also in the middle."""
        self.site.check()
        acknowledged = self._acknowledged()
        there = self._at_the_centre()
        assert set(acknowledged) <= set(there), "an acknowledged batch is not at the centre (I6)"
        for batch_id, digest in acknowledged.items():
            assert there[batch_id] == digest, "the centre has another batch under an acknowledged id (I6)"
        self._check_chains()

    def check_all_arrived(self) -> None:
        """I4, I5, I7, I10, I11: nothing waits, and both sides have the same, once."""
        self.check()
        assert self.waiting == {}
        state = self.state()
        with self.site.app.store.read() as uow:
            ballots = uow.counts.ballots(self.site.id)
            people = uow.counts.participations(self.site.id)
            batches = sum(uow.counts.batches().values())
        totals = state.totals
        here = (
            ballots[BallotStatus.CAST],
            ballots[BallotStatus.TESTED],
            ballots[BallotStatus.VOID],
            people[ParticipationState.CAST],
            people[ParticipationState.CANCELLED],
        )
        assert (totals.cast, totals.tested, totals.void, totals.voted, totals.cancelled) == here
        assert totals.batches == batches
        assert totals.quarantined == 0
        self._check_same_ballots()

    def _acknowledged(self) -> dict[str, str]:
        """Digests of acknowledged batches; each receipt must hold (I6), and each batch be whole (I7)."""
        app = self.site.app
        link = app.office.link()
        assert link is not None
        found = {}
        for batch in self.batches():
            assert open_envelope(self.body(batch)).digest == batch.digest, "a frozen batch changed (I7)"
            assert (batch.state is BatchState.ACKNOWLEDGED) == (batch.receipt is not None)
            if batch.receipt is not None:
                receipt_for(
                    open_envelope(batch.receipt),
                    bytes.fromhex(link.centre_key),
                    batch_id=batch.batch_id,
                    digest=batch.digest,
                    n=batch.n,
                )
                found[batch.batch_id] = batch.digest
        return found

    def _at_the_centre(self) -> dict[str, str]:
        with self.database() as session:
            rows = session.execute(select(BatchRow.id, BatchRow.digest, BatchRow.fork)).all()
            ballots = list(session.scalars(select(BallotRow.id)))
            voters = list(session.scalars(select(ParticipationRow.voter_id)))
            assert not list(session.scalars(select(QuarantineRow.code)))
            assert not list(session.scalars(select(AlarmRow.code)))
        assert not [row for row in rows if row.fork], "a fork without a copy (I8)"
        assert max(Counter(row.id for row in rows).values(), default=1) == 1
        assert len(set(ballots)) == len(ballots), "a ballot is there twice (I5)"
        assert len(set(voters)) == len(voters), "a voter is there twice (I3, I5)"
        return {row.id: row.digest for row in rows}

    def _check_chains(self) -> None:
        """I8: numbers from 1 without a gap, each behind the one before."""
        chains: dict[object, list[StoredBatch]] = {}
        for batch in self.batches():
            chains.setdefault(batch.chain, []).append(batch)
        for batches in chains.values():
            ordered = sorted(batches, key=lambda batch: batch.sequence)
            numbers = [batch.sequence for batch in ordered]
            assert numbers == list(range(1, len(ordered) + 1)), f"a chain with a gap (I8): {numbers}"

    def _check_same_ballots(self) -> None:
        """The centre has exactly the ballots of the box, with the same status."""
        app = self.site.app
        here = {}
        with app.store.read() as uow:
            for status in (BallotStatus.CAST, BallotStatus.TESTED, BallotStatus.VOID):
                for ballot in uow.ballots.bodies(self.site.id, status, limit=100_000):
                    here[ballot.ballot_id] = status.value
        with self.database() as session:
            there = {row.id: row.status for row in session.execute(select(BallotRow.id, BallotRow.status))}
        assert here == there

    @contextmanager
    def database(self) -> Iterator[DatabaseSession]:
        store = opened(self.centre.data, self.centre.settings)
        try:
            with store.read() as session:
                yield session
        finally:
            store.close()


def another_station(folder: Path, commission: Sending, voters: int, url: str | None = None) -> Sending:
    """A second PC that enrols, is confirmed, fetches its package, and opens its polls.

    The commission's site was built with so many voters elsewhere, and has told the centre of the election.
    """
    folder.mkdir()
    clock = FixedClock(OPENS)
    box = ThrowawaySecrets(keys_folder(folder))
    app = open_application(folder, secrets=box, clock=clock, costs=CHEAP)
    people = sign_up(Desk(app.core))
    url = url or commission.url
    _enrol(commission, app, people.commission, url)
    (station,) = [view.station for view in app.stations.all() if view.station.name == ELSEWHERE]
    kiosk = app.stations.add_kiosk(people.commission, station.id).id
    second = people.beside(people.manager, people.observer)
    app.polls.zero_report(people.manager, commission.site.id)
    app.polls.open(people.manager, second, commission.site.id)
    clock.set(NOON)
    place = Place(folder, commission.site.id, (kiosk,))
    site = Site(app, clock, place, people.manager, second, Path(), voters, FIRST_ROLL_ELSEWHERE)
    return Sending(site, commission.centre, url)


def _enrol(commission: Sending, app: Application, official: Session, url: str) -> None:
    """From the code to the package: both PCs, and two people beside the commission's."""
    there, here = commission.site, network_of(app)
    theirs = network_of(there.app)
    packages = PackagesService(there.app.core, theirs, CentreService(there.app.core, theirs))
    devices = DevicesService(there.app.core, theirs, packages)
    actor = commission_of(there.app)
    with there.app.store.read() as uow:
        (station_id,) = [each.id for each in uow.stations.all() if each.name == ELSEWHERE]
    code = devices.new_code(actor, there.id, station_id)
    centre = CentreService(app.core, here)
    centre.enrol(official, url, code.text)
    (device,) = [each for each in devices.all(there.id) if each.station_id == station_id]
    assert device.fingerprint == centre.fingerprint()
    devices.confirm(actor, SecondPerson(there.manager.account, beside=actor.account.id), there.id, device)
    PackagesService(app.core, here, centre).fetch(official)
