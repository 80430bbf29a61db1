"""Freezing: what waits in the store becomes batches whose bytes never change (docs/protocol.md).

While polls are open, ballots and the participations of those who voted go in groups that are drawn at random
and never all of them, so that nobody who watches the centre sees one voter's ballot. Everything else, and
everything once the polls are closed, goes at once.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import groupby
from typing import Final, Protocol

import msgspec

from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.election import ElectionState
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.store.engine import Store
from omp_desktop.store.records import (
    ChainPlace,
    Lane,
    OutboxItem,
    PagedBallot,
    PagePlace,
    StoredBatch,
    WaitingBallot,
)
from omp_desktop.store.repositories.batches import LANES
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import (
    BATCH_PURPOSE,
    ITEMS_MOST,
    NO_BATCH,
    BallotItem,
    Batch,
    PageOfBatch,
    ParticipationItem,
    StatementItem,
    ballots_that_fit,
    item_budget,
)
from omp_desktop.wire.envelope import Sealed, decode, open_envelope, pack, seal
from omp_desktop.wire.forms import PROTOCOL
from omp_desktop.wire.receipt import Receipt, receipt_for

DRAWN_LEAST: Final = 20
LEFT_BEHIND: Final = 10
_ID_BYTES: Final = 16
# While the polls are open everything that waits is looked at, because it is drawn from.
_ALL: Final = 10_000_000


class Sample(Protocol):
    """`random.SystemRandom().sample`: so many of them, each equally likely."""

    def __call__(self, population: Sequence[str], k: int) -> list[str]:
        """The chosen ones."""


# Puts ballots of one kiosk on pages inside the transaction (services/pages.py).
MakePages = Callable[[UnitOfWork, str, Collection[str]], None]


@dataclass(frozen=True, slots=True)
class Sender:
    """The office device of this PC. `seed` is its key's secret."""

    device_id: str
    station_id: str
    seed: bytes = field(repr=False)


class Pace(Enum):
    """How much of what waits may go now."""

    NOTHING = auto()
    """A draft: nothing of it is told to anybody."""
    DRAWN = auto()
    """The polls are open, or will be."""
    RELEASED = auto()
    """Two people said that everything goes although the polls are open."""
    ENDED = auto()
    """The polls are closed: every ballot stands on a page, and no page is made any more."""

    @property
    def whole(self) -> bool:
        """Whether nothing is held back."""
        return self in {Pace.RELEASED, Pace.ENDED}


_PACES: Final[Mapping[ElectionState, Pace]] = {
    ElectionState.DRAFT: Pace.NOTHING,
    ElectionState.CLOSED: Pace.ENDED,
    ElectionState.COUNTED: Pace.ENDED,
    ElectionState.CERTIFIED: Pace.ENDED,
}


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
                pace = _pace(uow, election_id)
                if pace is Pace.RELEASED:
                    found.append((election_id, None))
                elif pace is not Pace.NOTHING:
                    found += [
                        (election_id, lane)
                        for lane in LANES
                        if (ahead or not uow.batches.on_the_way(election_id, lane))
                        and _ready(uow, election_id, lane, pace)
                    ]
        return found

    def _freeze_next(self, sender: Sender, election_id: str, lane: Lane) -> int:
        with self._store.uow() as uow:
            made = self._freeze_one(uow, sender, election_id, lane, _pace(uow, election_id))
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
            for ballots in _all_ballots(uow, election_id):
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
        chosen = _participations(uow, election_id, pace, self._sample)
        if not chosen:
            return False
        items = [msgspec.json.encode(chosen[voter]) for voter in sorted(chosen)]
        self._add(uow, sender, election_id, _Load("P", items))
        uow.outbox.take("P", chosen)
        return True

    def _freeze_page(self, uow: UnitOfWork, sender: Sender, election_id: str, pace: Pace) -> bool:
        if self._freeze_made_page(uow, sender, election_id):
            return True
        chosen = _ballots(uow, election_id, pace, self._sample)
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


def draw(waiting: Sequence[str], most: int, sample: Sample) -> list[str]:
    """What goes while polls are open: at random, at least 20, and at least 10 stay.

    >>> first = lambda waiting, k: list(waiting)[:k]
    >>> [len(draw([str(n) for n in range(waiting)], 200, first)) for waiting in (29, 30, 31, 500)]
    [0, 20, 21, 200]
    """
    count = min(most, len(waiting) - LEFT_BEHIND)
    return sample(waiting, count) if count >= DRAWN_LEAST else []


def _pace(uow: UnitOfWork, election_id: str) -> Pace:
    pace = _PACES.get(uow.elections.get(election_id).state, Pace.DRAWN)
    return Pace.RELEASED if pace is Pace.DRAWN and uow.outbox.released(election_id) else pace


def _ready(uow: UnitOfWork, election_id: str, lane: Lane, pace: Pace) -> bool:
    """Whether a batch of this lane can be made."""
    if lane == "S":
        return bool(uow.outbox.statements(election_id, 1))
    if lane == "P":
        return bool(_participations(uow, election_id, pace, _first))
    return uow.outbox.unsent_page(election_id) is not None or bool(_ballots(uow, election_id, pace, _first))


def _first(population: Sequence[str], k: int) -> list[str]:
    """Draws nothing at random: enough to know whether there is anything to draw."""
    return list(population[:k])


def _participations(
    uow: UnitOfWork, election_id: str, pace: Pace, sample: Sample
) -> dict[str, ParticipationItem]:
    """By voter: the next ones of everything, or permits at once and some of those who voted."""
    if pace.whole:
        return {item.key: _participation(item) for item in uow.outbox.waiting("P", ITEMS_MOST, election_id)}
    waiting = {item.key: _participation(item) for item in uow.outbox.waiting("P", _ALL, election_id)}
    cast = [voter for voter, item in waiting.items() if item.state is ParticipationState.CAST]
    others = [voter for voter, item in waiting.items() if item.state is not ParticipationState.CAST]
    return {voter: waiting[voter] for voter in others[:ITEMS_MOST] or draw(cast, ITEMS_MOST, sample)}


def _ballots(uow: UnitOfWork, election_id: str, pace: Pace, sample: Sample) -> list[str]:
    """Ballots of one kiosk that become a page together, by their ids: some of those of its oldest epoch."""
    if pace is Pace.ENDED:
        return []
    for oldest, *_ in _pageable(uow, election_id):
        chosen = _drawn_ballots(oldest, sample)
        if chosen:
            return chosen
    return []


def _drawn_ballots(ballots: Sequence[WaitingBallot], sample: Sample) -> list[str]:
    """Some of those that were cast, and with them the others: behind a tested or void one no vote hides."""
    most = _on_a_page(ballots)
    cast = [ballot.ballot_id for ballot in ballots if ballot.status is BallotStatus.CAST]
    others = [ballot.ballot_id for ballot in ballots if ballot.status is not BallotStatus.CAST]
    chosen = draw(cast, most, sample)
    return chosen + others[: most - len(chosen)] if chosen else []


def _all_ballots(uow: UnitOfWork, election_id: str) -> Iterator[list[str]]:
    """Every ballot that can stand on a page now, by pages."""
    for epochs in _pageable(uow, election_id):
        for ballots in epochs:
            most = _on_a_page(ballots)
            for start in range(0, len(ballots), most):
                yield [ballot.ballot_id for ballot in ballots[start : start + most]]


def _on_a_page(ballots: Sequence[WaitingBallot]) -> int:
    return ballots_that_fit(max(ballot.size for ballot in ballots))


def _pageable(uow: UnitOfWork, election_id: str) -> list[list[list[WaitingBallot]]]:
    """Of each kiosk the ballots of each epoch, the oldest first, unless one of an older may still be cast.

    The pages of an epoch begin where those of the epoch before it ended, so none of those may come later.
    """
    sealed = uow.outbox.sealed_epochs(election_id)
    found: defaultdict[str, list[list[WaitingBallot]]] = defaultdict(list)
    waiting = sorted(uow.outbox.ballots(election_id), key=_whose)
    for (kiosk, epoch), ballots in groupby(waiting, key=_whose):
        if epoch <= sealed.get(kiosk, epoch):
            found[kiosk].append(list(ballots))
    return list(found.values())


def _whose(ballot: WaitingBallot) -> tuple[str, int]:
    return ballot.device_id, ballot.store_epoch


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


def _participation(item: OutboxItem) -> ParticipationItem:
    return decode(item.payload, ParticipationItem)


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
