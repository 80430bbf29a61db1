"""A station with an office that sends, and ways to put much on its queue quickly."""

from __future__ import annotations

import random
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from omp_desktop.crypto.signing import SigningKeyPair, generate
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.canonical import canonical_bytes
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import CentreLink
from omp_desktop.domain.station import Device, DeviceKind
from omp_desktop.store.records import Lane, PagePlace, StoredBatch, StoredPage
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.sync.drawing import Sample
from omp_desktop.sync.office import Office
from omp_desktop.sync.outbox import Freezer, Sender
from omp_desktop.wire.batch import BATCH_PURPOSE, BallotItem, Batch, ParticipationItem
from omp_desktop.wire.envelope import decode, open_envelope, unpack
from tests.store.station import Polls, new_id, short_code

HOUR = "2026-12-03T01:00:00Z"
# Where the confirmation code stands in an encoded ballot.
_CODE = slice(93, 125)


def simple_pages(uow: UnitOfWork, election_id: str, ballot_ids: Collection[str]) -> None:
    """Pages of these ballots, without the hashes of a chain: those need a published election."""
    ballots = sorted(map(uow.ballots.get, ballot_ids), key=lambda b: (b.device_id, b.store_epoch))
    for (device_id, epoch), group in groupby(ballots, key=lambda b: (b.device_id, b.store_epoch)):
        own = [p for p in uow.pages.all(election_id) if p.place.device_id == device_id]
        own = [p for p in own if p.place.store_epoch == epoch]
        place = PagePlace(election_id, device_id, epoch, len(own) + 1)
        members = list(group)
        page = StoredPage(place, members[0].station_id, "00" * 32, secrets.token_hex(32))
        uow.pages.add(page, [ballot.ballot_id for ballot in members])


@dataclass
class SendingStation:
    """The polls of a store, the office device and its key."""

    polls: Polls
    key: SigningKeyPair
    office_id: str
    sample: Sample = field(default_factory=lambda: random.SystemRandom().sample)

    @staticmethod
    def at(polls: Polls) -> SendingStation:
        """Gives the station an office."""
        key, office_id = generate(), new_id()
        with polls.store.uow() as uow:
            uow.devices.add(
                Device(office_id, polls.station_id, "사무", DeviceKind.OFFICE, key.public_key.hex())
            )
            uow.commit()
        return SendingStation(polls, key, office_id)

    @property
    def sender(self) -> Sender:
        return Sender(self.office_id, self.polls.station_id, self.key.seed)

    @property
    def freezer(self) -> Freezer:
        return Freezer(self.polls.store, simple_pages, self.sample, secrets.token_bytes)

    @property
    def office(self) -> Office:
        return Office(self.polls.store, self.freezer, lambda _device_id: self.key.seed)

    def freeze(self, *, ahead: bool = False) -> int:
        """Freezes what may go."""
        return self.freezer.freeze(self.sender, ahead=ahead)

    def link_to(self, url: str, centre_key: bytes, *, confirmed: bool = True) -> CentreLink:
        """Makes it belong to a centre."""
        link = CentreLink(url, centre_key.hex(), self.office_id, commission=False, confirmed=confirmed)
        with self.polls.store.uow() as uow:
            uow.centre.set_link(link)
            uow.commit()
        return link

    def kiosk(self) -> str:
        """Another kiosk; returns its id."""
        device_id = new_id()
        with self.polls.store.uow() as uow:
            uow.devices.add(
                Device(device_id, self.polls.station_id, "기표대", DeviceKind.KIOSK, secrets.token_hex(32))
            )
            uow.commit()
        return device_id

    def statements(self, count: int, *, size: int = 10, kind: str = "pledge-added") -> None:
        """So many statements, numbered from 0."""
        with self.polls.store.uow() as uow:
            for number in range(count):
                payload = canonical_bytes({"number": number, "text": "x" * size})
                uow.outbox.add("S", kind, payload, self.polls.election_id, str(number))
            uow.commit()

    def participations(self, count: int, state: ParticipationState = ParticipationState.CAST) -> list[str]:
        """So many voters in this state; returns their ids."""
        voters = [new_id() for _ in range(count)]
        hour = HOUR if state is ParticipationState.CAST else None
        with self.polls.store.uow() as uow:
            for voter in voters:
                payload = canonical_bytes({"voter": voter, "state": state.value, "hour": hour})
                uow.outbox.add("P", "participation", payload, self.polls.election_id, voter)
            uow.commit()
        return voters

    def ballots(
        self,
        count: int,
        *,
        kiosk: str = "",
        epoch: int = 1,
        size: int = 300,
        status: BallotStatus = BallotStatus.CAST,
    ) -> list[str]:
        """So many ballots; returns their ids."""
        ids = [secrets.token_hex(32) for _ in range(count)]
        with self.polls.store.uow() as uow:
            for ballot_id in ids:
                self._ballot(uow, ballot_id, kiosk or self.polls.kiosk_id, epoch, size, status)
            uow.commit()
        return ids

    def _ballot(
        self, uow: UnitOfWork, ballot_id: str, kiosk: str, epoch: int, size: int, status: BallotStatus
    ) -> None:
        body = bytearray(size)
        body[_CODE] = secrets.token_bytes(32)
        election, station = self.polls.election_id, self.polls.station_id
        parts = (ballot_id, election, kiosk, station, epoch, short_code(), bytes(body), bytes(64))
        uow.ballots.add_committed(*parts)
        if status is not BallotStatus.COMMITTED:
            uow.ballots.set_status(ballot_id, BallotStatus.COMMITTED, status)
            uow.outbox.add("B", "ballot", b"{}", election, ballot_id)
        if status is BallotStatus.TESTED:
            uow.tested.put(ballot_id, bytes(range(32)))

    def close(self) -> None:
        """The polls are closed: every ballot stands on a page."""
        with self.polls.store.uow() as uow:
            unpaged = uow.pages.unpaged(self.polls.election_id)
            for _, group in groupby(unpaged, key=lambda ballot: (ballot.device_id, ballot.store_epoch)):
                ids = [ballot.ballot_id for ballot in group]
                for start in range(0, len(ids), 200):
                    simple_pages(uow, self.polls.election_id, ids[start : start + 200])
            uow.commit()
        self.polls.set_state(ElectionState.CLOSED)

    def stored(self, lane: Lane | None = None) -> list[StoredBatch]:
        """The batches of the election, of one lane or of all."""
        with self.polls.store.read() as uow:
            found = uow.batches.of_election(self.polls.election_id)
        return [batch for batch in found if lane in {None, batch.chain.lane}]

    def sent(self, lane: Lane) -> list[Batch]:
        """The contents of the batches of a lane, each checked: signature, digest, chain."""
        contents = []
        for batch in self.stored(lane):
            with self.polls.store.read() as uow:
                sealed = open_envelope(unpack(uow.batches.body(batch.batch_id)))
            sealed.verify(self.key.public_key, BATCH_PURPOSE)
            assert sealed.digest == batch.digest
            contents.append(sealed.read(Batch))
        return contents

    def participations_of(self, batch: Batch) -> list[ParticipationItem]:
        return [decode(item, ParticipationItem) for item in batch.items]

    def ballots_of(self, batch: Batch) -> list[BallotItem]:
        return [decode(item, BallotItem) for item in batch.items]

    def waits(self, lane: Lane) -> int:
        """What the centre did not acknowledge."""
        with self.polls.store.read() as uow:
            return uow.outbox.count(lane)

    def unfrozen(self, lane: Lane) -> int:
        """What is in no batch."""
        with self.polls.store.read() as uow:
            if lane == "S":
                return len(uow.outbox.statements(self.polls.election_id, 100_000))
            return len(uow.outbox.waiting(lane, 100_000))


def in_order(population: Sequence[str], k: int) -> list[str]:
    """A draw that draws nothing at random."""
    return list(population[:k])
