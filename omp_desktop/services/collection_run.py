"""One run of collecting: lists what the centre has, fetches what is not here, checks it, takes it over.

Statements come first, because they name the kiosks; ballots are checked by several processes. Each batch is
stored in a transaction of its own, with its ballots and the station's sums.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from omp_desktop.crypto.aggregate import Aggregate, decode_aggregate, empty, encode_contest, join
from omp_desktop.crypto.pages import Chain, Counts
from omp_desktop.domain.ballot import BallotStatus
from omp_desktop.domain.json_fields import INSTANT_FORMAT
from omp_desktop.domain.poll import ParticipationState
from omp_desktop.domain.sending import CentreLink, CollectionFault
from omp_desktop.record.bulk import Workers, usable_cores
from omp_desktop.services import senders
from omp_desktop.services.ballot_box import Cancelled, Progress
from omp_desktop.services.centre_port import CentrePort
from omp_desktop.services.collected_batch import Arrived, BatchRefusedHere, read_arrived
from omp_desktop.services.collected_closing import closing_holds, value_holds
from omp_desktop.services.collected_page import CheckedPage, PagePiece, check_page
from omp_desktop.services.core import Core
from omp_desktop.services.pages import Closing
from omp_desktop.services.publication import Published, read_published
from omp_desktop.services.stated import Stated, read_stated
from omp_desktop.store.records import (
    WHOLE_BATCH,
    CollectedPage,
    CollectedParticipation,
    CollectedProblem,
    PagePlace,
    StoredPage,
)
from omp_desktop.store.unit_of_work import UnitOfWork
from omp_desktop.wire.batch import Batch, PageOfBatch, ParticipationItem
from omp_desktop.wire.envelope import decode
from omp_desktop.wire.errors import MessageMalformed
from omp_desktop.wire.refusals import NothingThere
from omp_desktop.wire.station import BatchEntry

_LANES: Final = ("S", "P", "B")
# Below this many batches of ballots the start of other processes takes longer than the work.
_WORTH_PROCESSES: Final = 3


@dataclass(frozen=True, slots=True)
class Collection:
    """What one run brought: batches taken over, and refused with a reason that `deliveries` names."""

    taken: int
    refused: int


class CollectionRun:
    """Everything of one election that other stations sent, as far as it is not here."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is collected, from where, and how it is watched
        self,
        core: Core,
        port: CentrePort,
        link: CentreLink,
        election_id: str,
        progress: Progress,
        cancelled: Cancelled,
    ) -> None:
        self._store = core.store
        self._port = port
        self._link = link
        self._election_id = election_id
        self._progress = progress
        with self._store.read() as uow:
            self._published: Published = read_published(uow, election_id)
            known = senders.confirmed(uow, election_id)
            self._here = uow.collected.digests(election_id)
            station = uow.stations.this_station()
            own = [] if station is None else uow.devices.of_station(station.id)
            self._own_kiosks = frozenset(device.id for device in own)
        self._senders = senders.follow(known, port.devices(election_id).devices)
        self._workers = Workers(usable_cores(), cancelled)
        self._cancelled = cancelled
        self._taken = self._refused = self._done = self._total = 0

    def everything(self) -> Collection:
        """Collects lane after lane. Raises what the port and `Workers.results` raise."""
        listed = {lane: list(self._wanted(lane)) for lane in _LANES}
        self._total = sum(map(len, listed.values()))
        self._progress(0, self._total)
        with self._workers:
            for arrived in self._arrivals(listed["S"]):
                self._take(arrived)
            for arrived in self._arrivals(listed["P"]):
                self._take_participations(arrived)
            self._take_pages(listed["B"])
        self._compare_closings()
        return Collection(self._taken, self._refused)

    def _wanted(self, lane: str) -> Iterator[BatchEntry]:
        """What others sent and is not here. One that is here, and is another one there, is noted."""
        after, more = "", True
        while more:
            found = self._port.batches(self._election_id, after, lane)
            more = found.more and bool(found.batches)
            for entry in found.batches:
                after = entry.batch_id
                if entry.device_id == self._link.device_id:
                    continue
                digest = self._here.get(entry.batch_id)
                if digest is None:
                    yield entry
                elif digest != entry.digest:
                    self._put_problem(entry, CollectionFault.CHANGED)

    def _arrivals(self, entries: Iterable[BatchEntry]) -> Iterator[Arrived]:
        """The batches whose sender and receipt hold."""
        for entry in entries:
            self._workers.stop_if_asked()
            try:
                yield self._fetch(entry)
            except BatchRefusedHere as refused:
                self._refuse(entry, refused.fault)

    def _fetch(self, entry: BatchEntry) -> Arrived:
        try:
            packed = self._port.batch(self._election_id, entry.batch_id)
            receipt = self._port.receipt(self._election_id, entry.batch_id)
        except NothingThere as problem:
            raise BatchRefusedHere(CollectionFault.RECEIPT) from problem
        return read_arrived(
            packed,
            receipt,
            entry=entry,
            election_id=self._election_id,
            senders=self._senders,
            centre_key=bytes.fromhex(self._link.centre_key),
        )

    def _take(self, arrived: Arrived) -> None:
        with self._store.uow() as uow:
            self._store_batch(uow, arrived)
            uow.commit()
        self._count(taken=True)

    def _take_participations(self, arrived: Arrived) -> None:
        """Those of voters on the station's list; the others are noted by their place alone."""
        batch = arrived.batch
        items = {
            place: item for place, item in _participations(batch).items() if place not in arrived.set_aside
        }
        with self._store.uow() as uow:
            listed = uow.collected_voters.listed(
                self._election_id, batch.station_id, {item.voter for item in items.values()}
            )
            self._store_batch(uow, arrived)
            uow.collected_voters.put(
                self._election_id,
                batch.station_id,
                [_participation(batch, item) for item in items.values() if item.voter in listed],
            )
            for place, item in items.items():
                if item.voter not in listed:
                    self._note(uow, batch, place, CollectionFault.VOTER)
            uow.commit()
        self._count(taken=True)

    def _take_pages(self, entries: list[BatchEntry]) -> None:
        with self._store.read() as uow:
            stated = read_stated(uow, self._election_id)
        waiting: deque[tuple[BatchEntry, Arrived, PageOfBatch]] = deque()

        def pieces() -> Iterator[tuple[object, ...]]:
            for arrived in self._arrivals(entries):
                entry = _entry(arrived)
                if arrived.of_revoked:
                    self._take(arrived)  # nothing of it counts; its pages come again
                    continue
                try:
                    page, key = self._page(arrived, stated.get(arrived.batch.station_id, Stated()))
                except BatchRefusedHere as refused:
                    self._refuse(entry, refused.fault)
                    continue
                waiting.append((entry, arrived, page))
                yield self._published.context, PagePiece(arrived.stored.body, key)

        worth_it = len(entries) >= _WORTH_PROCESSES
        for checked in self._workers.results(check_page, pieces(), worth_it=worth_it):
            entry, arrived, page = waiting.popleft()
            try:
                self._take_page(arrived, page, checked)
            except BatchRefusedHere as refused:
                self._refuse(entry, refused.fault)
            else:
                self._count(taken=True)

    def _page(self, arrived: Arrived, stated: Stated) -> tuple[PageOfBatch, bytes]:
        """The batch's page and its kiosk's key. A page is taken whole, or not at all: its hash covers all."""
        page = arrived.batch.page
        if page is None:
            raise BatchRefusedHere(CollectionFault.MALFORMED)
        if arrived.set_aside:
            raise BatchRefusedHere(CollectionFault.SET_ASIDE)
        kiosk = stated.kiosks.get(page.device_id)
        if kiosk is None:
            raise BatchRefusedHere(CollectionFault.KIOSK)
        if page.device_id in stated.two_keys or page.device_id in self._own_kiosks:
            raise BatchRefusedHere(CollectionFault.KIOSK_KEY)
        return page, kiosk.public_key

    def _take_page(self, arrived: Arrived, page: PageOfBatch, checked: CheckedPage) -> None:
        if checked.fault is not None:
            raise BatchRefusedHere(checked.fault)
        station_id = arrived.batch.station_id
        place = PagePlace(self._election_id, page.device_id, page.store_epoch, page.number)
        with self._store.uow() as uow:
            if uow.collected.station_of(self._election_id, page.device_id) not in {None, station_id}:
                raise BatchRefusedHere(CollectionFault.KIOSK_KEY)
            before = uow.collected.page(place)
            self._store_batch(uow, arrived)
            # The same page once more, in another batch, says nothing new.
            if before is None:
                self._add_page(uow, arrived, page, checked)
            elif before.page.hash != page.hash:
                raise BatchRefusedHere(CollectionFault.FORK)
            uow.commit()

    def _add_page(self, uow: UnitOfWork, arrived: Arrived, page: PageOfBatch, checked: CheckedPage) -> None:
        batch, election_id = arrived.batch, self._election_id
        if uow.collected.known(election_id, checked.ballots):
            raise BatchRefusedHere(CollectionFault.COPY)
        place = PagePlace(election_id, page.device_id, page.store_epoch, page.number)
        stored = StoredPage(place, batch.station_id, page.previous, page.hash)
        uow.collected.add_page(CollectedPage(stored, batch.batch_id, _counts(checked)))
        uow.collected.add_ballots(
            election_id, batch.station_id, page.device_id, batch.batch_id, checked.ballots
        )
        sums = self._joined(uow, batch.station_id, checked.sums)
        for contest_id in self._published.context.contest_ids:
            body = encode_contest(sums, contest_id)
            uow.collected.put_sum(election_id, batch.station_id, contest_id, body, sums.ballots)

    def _joined(self, uow: UnitOfWork, station_id: str, more: Aggregate) -> Aggregate:
        context = self._published.context
        so_far = uow.collected.sums(self._election_id, station_id).get(station_id)
        before = empty(context) if so_far is None else decode_aggregate(context, so_far)
        return join(context, before, more)

    def _compare_closings(self) -> None:
        """Computes the closing values whose pages are all here from the ballots; once for each value."""
        with self._store.read() as uow:
            stations = read_stated(uow, self._election_id)
            compared = uow.collected.compared(self._election_id)
            pages = {
                device_id: list(own)
                for device_id, own in groupby(
                    uow.collected.pages(self._election_id), key=lambda page: page.page.place.device_id
                )
            }
        for station_id, stated in stations.items():
            for device_id, closing in stated.closings.items():
                kiosk, own = stated.kiosks.get(device_id), pages.get(device_id, [])
                if kiosk is None or compared.get(device_id) == closing.value:
                    continue
                chain = Chain(self._published.context.base_hash, station_id, device_id, kiosk.public_key)
                if closing_holds(chain, closing, own):
                    self._compare(chain, closing)

    def _compare(self, chain: Chain, closing: Closing) -> None:
        with self._store.read() as uow:
            entries = uow.collected.entries(self._election_id, chain.device_id)
        if value_holds(chain, closing, entries):
            with self._store.uow() as uow:
                uow.collected.note_compared(self._election_id, chain.device_id, closing.value)
                uow.commit()

    def _store_batch(self, uow: UnitOfWork, arrived: Arrived) -> None:
        uow.collected.add_batch(arrived.stored)
        for place in sorted(arrived.set_aside):
            self._note(uow, arrived.batch, place, CollectionFault.SET_ASIDE)

    def _note(self, uow: UnitOfWork, batch: Batch, place: int, fault: CollectionFault) -> None:
        problem = CollectedProblem(batch.batch_id, place, batch.station_id, batch.lane, fault)
        uow.collected.put_problem(self._election_id, problem)

    def _refuse(self, entry: BatchEntry, fault: CollectionFault) -> None:
        self._put_problem(entry, fault)
        self._count(taken=False)

    def _put_problem(self, entry: BatchEntry, fault: CollectionFault) -> None:
        problem = CollectedProblem(entry.batch_id, WHOLE_BATCH, entry.station_id, entry.lane, fault)
        with self._store.uow() as uow:
            uow.collected.put_problem(self._election_id, problem)
            uow.commit()

    def _count(self, *, taken: bool) -> None:
        self._taken += taken
        self._refused += not taken
        self._done += 1
        self._progress(self._done, self._total)


def _participations(batch: Batch) -> dict[int, ParticipationItem]:
    """The items that can be read, by their places; the centre has set the others aside."""
    found = {}
    for place, raw in enumerate(batch.items):
        try:
            item = decode(bytes(raw), ParticipationItem)
        except MessageMalformed:
            continue
        if (item.state is ParticipationState.CAST) == (item.hour is not None):
            found[place] = item
    return found


def _participation(batch: Batch, item: ParticipationItem) -> CollectedParticipation:
    hour = None if item.hour is None else datetime.strptime(item.hour, INSTANT_FORMAT).replace(tzinfo=UTC)
    return CollectedParticipation(item.voter, item.state, hour, batch.store_epoch, batch.sequence)


def _counts(checked: CheckedPage) -> Counts:
    became = [ballot.status for ballot in checked.ballots]
    return Counts(
        became.count(BallotStatus.CAST), became.count(BallotStatus.TESTED), became.count(BallotStatus.VOID)
    )


def _entry(arrived: Arrived) -> BatchEntry:
    stored = arrived.stored
    return BatchEntry(
        batch_id=stored.batch_id,
        station_id=stored.station_id,
        device_id=stored.device_id,
        lane=stored.lane,
        digest=stored.digest,
    )
