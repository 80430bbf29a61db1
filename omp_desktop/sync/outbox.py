"""Freezing: what waits in the store becomes batches whose bytes never change (docs/protocol.md).

Which of it goes, and with what else, drawing.py says.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from omp_desktop.store.engine import Store
from omp_desktop.store.records import (
    ChainPlace,
    Lane,
    OutboxItem,
    PagedBallot,
    PagePlace,
    StoredBatch,
)
from omp_desktop.store.repositories.batches import LANES
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.sync.drawing import (
    Pace,
    Sample,
    ballots_by_pages,
    ballots_together,
    is_ready,
    pace_of,
    participations,
)
from omp_desktop.wire.batch import (
    BATCH_PURPOSE,
    ITEMS_MOST,
    NO_BATCH,
    BallotItem,
    Batch,
    PageOfBatch,
    StatementItem,
    item_budget,
)
from omp_desktop.wire.envelope import Sealed, open_envelope, pack, seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import Receipt, receipt_for

_ID_BYTES: Final = 16
# Puts ballots of one kiosk on pages inside the transaction (services/pages.py).
MakePages = Callable[[UnitOfWork, str, Collection[str]], None]


@dataclass(frozen=True, slots=True)
class Sender:
    """The office device of this PC. `seed` is its key's secret."""

    device_id: str
    station_id: str
    seed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Load:
    """What a batch is made of."""

    lane: Lane
    items: Sequence[bytes]
    page: PagePlace | None = None


class Freezer:
    """Makes batches, each whole in a transaction: a crash before it loses nothing, one after it neither."""

    def __init__(
        self, store: Store, make_pages: MakePages, sample: Sample, random_bytes: Callable[[int], bytes]
    ) -> None:
        self._store = store
        self._make_pages = make_pages
        self._sample = sample
        self._random = random_bytes

    def freeze(self, sender: Sender, *, ahead: bool = False) -> int:
        """Freezes what may go now, and returns how many batches that made.

        One batch of each election and lane, and none where one is on the way already, so that small things
        gather while the centre is away. `ahead` goes on until nothing is left that may go: for a USB stick.
        """
        made = 0
        while ready := self._ready(ahead=ahead):
            frozen = sum(
                self._freeze_released(sender, election_id)
                if lane is None
                else self._freeze_next(sender, election_id, lane)
                for election_id, lane in ready
            )
            made += frozen
            if not (ahead and frozen):
                break
        return made

    def _ready(self, *, ahead: bool) -> list[tuple[str, Lane | None]]:
        """Elections and lanes of which a batch can be made; no lane where two people released all of them.

        Looked at without a lock that a voter would wait for: most of the time there is nothing.
        """
        found: list[tuple[str, Lane | None]] = []
        with self._store.read() as uow:
            for election_id in uow.outbox.elections():
                pace = pace_of(uow, election_id)
                if pace is Pace.RELEASED:
                    found.append((election_id, None))
                elif pace is not Pace.NOTHING:
                    found += [
                        (election_id, lane)
                        for lane in LANES
                        if (ahead or not uow.batches.on_the_way(election_id, lane))
                        and is_ready(uow, election_id, lane, pace)
                    ]
        return found

    def _freeze_next(self, sender: Sender, election_id: str, lane: Lane) -> int:
        with self._store.uow() as uow:
            made = self._freeze_one(uow, sender, election_id, lane, pace_of(uow, election_id))
            uow.commit()
        return int(made)

    def _freeze_released(self, sender: Sender, election_id: str) -> int:
        """Everything that waits: what comes behind it keeps together again.

        Which ballots that is stands when they are on pages, all in one transaction. Their batches follow one
        by one, because a vote that is cast meanwhile waits for each transaction.
        """
        made = 0
        with self._store.uow() as uow:
            while self._freeze_statements(uow, sender, election_id):
                made += 1
            while self._freeze_participations(uow, sender, election_id, Pace.RELEASED):
                made += 1
            for ballots in ballots_by_pages(uow, election_id):
                self._make_pages(uow, election_id, ballots)
            uow.outbox.end_release(election_id)
            uow.commit()
        left = True
        while left:
            with self._store.uow() as uow:
                left = self._freeze_made_page(uow, sender, election_id)
                uow.commit()
            made += left
        return made

    def _freeze_one(self, uow: UnitOfWork, sender: Sender, election_id: str, lane: Lane, pace: Pace) -> bool:
        """The next batch of a lane, if there is one that may go."""
        if lane == "S":
            return self._freeze_statements(uow, sender, election_id)
        if lane == "P":
            return self._freeze_participations(uow, sender, election_id, pace)
        return self._freeze_page(uow, sender, election_id, pace)

    def _freeze_statements(self, uow: UnitOfWork, sender: Sender, election_id: str) -> bool:
        waiting = uow.outbox.statements(election_id, ITEMS_MOST)
        items = _within_budget([_statement(item) for item in waiting])
        if not items:
            return False
        batch_id = self._add(uow, sender, election_id, _Load("S", items))
        uow.outbox.freeze_statements([_position(item) for item in waiting[: len(items)]], batch_id)
        return True

    def _freeze_participations(self, uow: UnitOfWork, sender: Sender, election_id: str, pace: Pace) -> bool:
        chosen = participations(uow, election_id, pace, self._sample)
        if not chosen:
            return False
        items = [msgspec.json.encode(chosen[voter]) for voter in sorted(chosen)]
        self._add(uow, sender, election_id, _Load("P", items))
        uow.outbox.take("P", chosen)
        return True

    def _freeze_page(self, uow: UnitOfWork, sender: Sender, election_id: str, pace: Pace) -> bool:
        if self._freeze_made_page(uow, sender, election_id):
            return True
        chosen = ballots_together(uow, election_id, pace, self._sample)
        if chosen:
            self._make_pages(uow, election_id, chosen)
        return self._freeze_made_page(uow, sender, election_id)

    def _freeze_made_page(self, uow: UnitOfWork, sender: Sender, election_id: str) -> bool:
        page = uow.outbox.unsent_page(election_id)
        if page is None:
            return False
        ballots = uow.pages.ballots(page)
        items = [msgspec.json.encode(_ballot(ballot)) for ballot in ballots]
        self._add(uow, sender, election_id, _Load("B", items, page))
        uow.outbox.take("B", [ballot.ballot_id for ballot in ballots])
        return True

    def _add(self, uow: UnitOfWork, sender: Sender, election_id: str, load: _Load) -> str:
        chain = ChainPlace(election_id, sender.device_id, uow.settings.store_epoch, load.lane)
        before = uow.batches.last(chain)
        batch = Batch(
            protocol=PROTOCOL,
            batch_id=self._random(_ID_BYTES).hex(),
            election_id=election_id,
            station_id=sender.station_id,
            device_id=sender.device_id,
            store_id=uow.settings.store_id,
            store_epoch=chain.store_epoch,
            lane=load.lane,
            sequence=1 if before is None else before.sequence + 1,
            previous=NO_BATCH if before is None else before.digest,
            items=[msgspec.Raw(item) for item in load.items],
            page=None if load.page is None else _head(uow, load.page),
        )
        envelope = seal(batch, sender.seed, BATCH_PURPOSE)
        digest = open_envelope(envelope, len(envelope)).digest
        frozen = StoredBatch(batch.batch_id, chain, batch.sequence, digest, len(load.items), load.page)
        uow.batches.add(frozen, pack(envelope))
        return batch.batch_id


def acknowledge(store: Store, batch_id: str, receipt: Sealed, centre_key: bytes) -> Receipt:
    """Takes a receipt: the only thing that ends a batch. One that comes again changes nothing.

    Raises CentreNotGenuine, ReceiptWrong, MessageMalformed, ProtocolUnknown, RecordMissing.
    """
    with store.uow() as uow:
        batch = uow.batches.get(batch_id)
        checked = receipt_for(receipt, centre_key, batch_id=batch_id, digest=batch.digest, n=batch.n)
        if batch.receipt is None:
            aside = checked.quarantined[0].code if checked.quarantined else None
            uow.batches.acknowledge(batch_id, receipt.envelope, aside)
            uow.commit()
    return checked


def _within_budget(items: Sequence[bytes]) -> list[bytes]:
    """The first ones that fit into a batch together; one alone is taken whatever its size."""
    left, fitting = item_budget(), 0
    for item in items:
        left -= len(item) + 1
        if left < 0 and fitting:
            break
        fitting += 1
    return list(items[:fitting])


def _position(item: OutboxItem) -> int:
    if item.position is None:
        raise ValueError("an item without a place in the queue")
    return item.position


def _statement(item: OutboxItem) -> bytes:
    return msgspec.json.encode(
        StatementItem(position=_position(item), kind=item.kind, body=msgspec.Raw(item.payload))
    )


def _head(uow: UnitOfWork, place: PagePlace) -> PageOfBatch:
    page = uow.pages.get(place)
    return PageOfBatch(
        device_id=place.device_id,
        store_epoch=place.store_epoch,
        number=place.number,
        previous=page.previous,
        hash=page.hash,
    )


def _ballot(ballot: PagedBallot) -> BallotItem:
    return BallotItem(
        ballot=ballot.ballot_id,
        code=ballot.code.hex(),
        status=ballot.status,
        body=b64encode(ballot.body).decode("ascii"),
        signature=ballot.signature.hex(),
        nonce=None if ballot.nonce is None else ballot.nonce.hex(),
    )
